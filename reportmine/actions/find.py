"""Named actions: programmes, campaigns, documents, mechanisms, titles, works and events with a name.

Takes the text and its labelled paragraphs; gives ``Action`` objects in order. A name is found by its form: a
chunk between two boundaries that ends with a head and is no generic look-alike, stands in quotes or 《》, or
belongs to a list under one head. Read next: ``chunks.py`` (boundaries), ``names.py`` (heads),
``judge.py`` (look-alikes), ``quotations.py``, ``status.py``.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from reportmine.actions import lexicon
from reportmine.actions.candidate import RANK, is_built
from reportmine.actions.chunks import QUOTE, TITLE, Chunk, Group, groups
from reportmine.actions.names import LONGEST_NAME, HeadAt, Name
from reportmine.actions.quotations import Quotations
from reportmine.actions.status import blotted, status_of
from reportmine.actions.works import OWN, SHARED
from reportmine.model import Action, ActionType, Paragraph
from reportmine.text import normalise

_LONGEST_ITEM = 24
_ORDINAL = re.compile("第[一二三四五六七八九十0-9]{1,3}届")
_COMPLETE = ("运动", "活动", "斗争", "整治", "景区", "度假区")
# The first lines of a report tell whose it is.
_OPENING = 3000
_GOVERNMENT = re.compile(
    "(?:^|[\\s在向——（：])([\u4e00-\u9fff]{2,4}?)(?:市|县|区|镇|乡|州|盟|旗)"
    "(?:人民政府|政府|第[一二三四五六七八九十]{1,3}届|人大|[\u4e00-\u9fff]{2,8}(?:局|委员会))",
    re.MULTILINE,
)
# What a list before 等 is, when it lists no names.
_FIELDS = ("领域", "方面", "行业", "企业")
_MEANS = ("手段", "措施", "形式", "方式", "途径", "办法", "渠道", "问题", "工作", "原因", "多种")
# 蓝天、碧水、净土三大保卫战
_SUMMED = ("保卫战", "攻坚战", "战役", "行动", "专项行动", "工程")
_TASKS = ("建设", "改革", "工作", "发展", "合作", "管理", "服务")


class Reader(Quotations):
    """One paragraph while its names are looked for."""

    def __init__(self, text: str, local: tuple[str, ...] = ()) -> None:
        super().__init__(text, local)
        self.groups = groups(self.masked, self.list)
        # Chunks after 等 that only tell what the items are: no names themselves.
        self.follows: set[int] = set()
        for group in self.groups:
            if group.follow is not None and self._following_head(group):
                self.follows.add(id(group.follow))

    def names(self) -> list[Name]:
        """All names in order; of two that overlap, the one that begins first."""
        found = [*self._titles(), *self.decrees()]
        for group in self.groups:
            named = self._group(group)
            found.extend(named)
            if not named and group.follow is not None and id(group.follow) in self.follows:
                found.extend(self._ranked(group.follow))
        found.sort(key=lambda name: (name.start, -name.end))
        kept: list[Name] = []
        for name in found:
            if not kept or name.start >= kept[-1].end:
                kept.append(name)
        return kept

    def _ranked(self, follow: Chunk) -> Iterator[Name]:
        """石化等国家中试基地: fields before 等, and the name behind it."""
        name = self.headed(follow, self.heads(follow))
        if name is not None and name.start == follow.start and RANK.match(self.masked, name.start):
            yield name

    def _titles(self) -> Iterator[Name]:
        """Everything in 《》 but works of art."""
        around = [chunk for group in self.groups for chunk in group.items]
        starts = [chunk.start for chunk in around]
        lead, art = 0, False
        for bracket in self.list:
            if bracket.fill != TITLE:
                continue
            # In 歌剧《甲》、《乙》 the second is one too.
            if lead == 0 or self.masked[lead : bracket.start].strip("、 "):
                before = self.text[max(0, bracket.start - 10) : bracket.start]
                behind = self.text[bracket.end : bracket.end + 12].partition("，")[0]
                art = any(word in before or word in behind for word in lexicon.phrases("creative"))
            lead = bracket.end
            if art or self.text.endswith(("文选", "选集", "全集"), bracket.start, bracket.end - 1):
                continue
            place = bisect_right(starts, bracket.start) - 1
            inside = place >= 0 and around[place].end > bracket.start
            chunk = around[place] if inside else Chunk(bracket.start, bracket.end, "stop", "stop")
            yield Name(bracket.start + 1, bracket.end - 1, "document", chunk)

    def _group(self, group: Group) -> list[Name]:
        group = self._with_follow(group)
        if id(group.items[0]) in self.follows:
            return []
        items = self._merge(group)
        shared = self._following_head(group)
        heads = [self.heads(chunk) for chunk in items]
        last, final = heads[-1], items[-1]
        taken_over = self.headed(final, last) if len(items) > 1 and last else None
        if subject_of(final) and taken_over is not None and taken_over.type == "facility":
            taken_over = None
        if taken_over is not None and last[0].start == final.start and not self.is_quote(final):
            taken_over = None
        quoted = any(self.has_quote(item) for item in items)
        # 甲开发区、乙高新区入选…: who wins is not the name of what is done.
        wished = final.verb_word in ("争取", "推动", "力争", "促成") and final.right_word in ("列入", "纳入")
        winner = group.follow if group.follow is not None and group.follow.left == "etc" else final
        subject = subject_of(winner) and not wished
        behind = self.masked[group.follow.start : group.follow.end][:10] if group.follow is not None else ""
        shortest = 1 if any(word in behind for word in SHARED) else 3
        fields = group.follow is not None and self._fields(group.follow)
        found: list[Name] = []
        for chunk, head in zip(items, heads, strict=True):
            name: Name | None = None
            if head:
                name = self.headed(chunk, head)
                approved = final.right_word.startswith("获批") and not head[0].word.endswith(("区", "市", "县", "园"))
                if name is not None and name.type == "facility" and subject and not approved:
                    continue
                if name is not None and fields and name.type not in ("designation", "document"):
                    continue
                if name is None and shared is not None and (shared != "facility" or head[0].word == "系统"):
                    name = self._bare(chunk, shared, items[0])
            elif shared is not None:
                if shared != "mechanism" or quoted:
                    name = self._bare(chunk, shared, items[0], shortest=shortest)
            elif taken_over is not None and (kind := self._taken_over(chunk, taken_over)):
                name = self._bare(chunk, kind, items[0], sharing=True, shortest=1)
            if name is None and self.is_quote(chunk):
                name = self.quoted(chunk, found[-1].type if found else None)
            if name is None and not self.is_quote(chunk):
                name = self.built_quotation(chunk)
            if name is None and chunk is final:
                name = self.ends_with_quotation(chunk)
            if name is None and chunk.verb == "win" and chunk.left in ("verb", "num", "list", "and"):
                name = self._won(chunk)
            if name is None and chunk.verb == "host" and chunk.left == "verb":
                name = self._numbered(chunk)
            if name is not None:
                found.append(name)
        if len(items) > 1 and found and found[-1].chunk is final:
            self._strip_last(found, items)
        if len(items) > len(found) > 0 and not fields and not subject:
            found.extend(self._alike(items, heads, found))
            found.sort(key=lambda name: name.start)
        return found

    def _fields(self, follow: Chunk) -> bool:
        """True for 等重点领域: what was listed are fields of work."""
        behind = self.masked[follow.start : min(follow.end, follow.start + 6)]
        return any(word in behind for word in _FIELDS)

    def _alike(self, items: list[Chunk], heads: list[list[HeadAt]], found: list[Name]) -> Iterator[Name]:
        """Items with a head of the type of their neighbours: 云岭节水中心、种质资源库."""
        types = {name.type for name in found} & {"facility", "event", "programme", "designation"}
        named = {id(name.chunk) for name in found}
        for chunk, head in zip(items, heads, strict=True):
            counted = (chunk.counted or chunk.right == "num") and types != {"designation"}
            if id(chunk) in named or not head or counted or self.has_quote(chunk):
                continue
            start, end, word = head[0]
            kinds = [kind for kind in lexicon.heads()[1][word].grades if kind in types]
            modifier = self.masked[chunk.start : start]
            own = OWN.match(modifier + word) is not None
            if not kinds or len(word) < 2 or (len(modifier) < 4 and not own) or end - chunk.start > LONGEST_NAME:
                continue
            if lexicon.vague().at(modifier, 0) is not None or lexicon.covered(modifier, lexicon.generic()):
                continue
            name = self.name(self.begin(chunk), end, kinds[0], chunk)
            if name is not None:
                yield name

    def _with_follow(self, group: Group) -> Group:
        """鸟类等野生动物保护攻坚战 is one name: a single item whose 等 is followed by more than a head."""
        follow, item = group.follow, group.items[0]
        if follow is None or len(group.items) > 1 or follow.left != "etc":
            return group
        if self.has_quote(item) or item.verb not in ("run", ""):
            return group
        merged = _join(item, follow)
        for start, _, word in self.heads(merged):
            modifier = self.masked[follow.start : start]
            grades = lexicon.heads()[1][word].grades
            sure = "sure" in (grades.get("campaign"), grades.get("programme"))
            if sure and len(modifier) >= 4 and not lexicon.covered(modifier, lexicon.generic()):
                self.follows.add(id(follow))
                return Group([merged])
        return group

    def _merge(self, group: Group) -> list[Chunk]:
        """The items; 甲和乙中心 is one name unless 甲 is one itself or 、 joins more before it."""
        items = [group.items[0]]
        for index, (joint, chunk) in enumerate(zip(group.joints, group.items[1:], strict=True)):
            first = items[-1]
            closing = index == len(group.joints) - 1 and "list" in group.joints
            if (
                joint == "and"
                and not closing
                and not self.is_quote(first)
                and self.masked[first.start] != TITLE
                and not self.is_quote(chunk)
                and first.end - first.start <= LONGEST_NAME
                and not self._complete(first)
                and any(head.start > chunk.start for head in self.heads(chunk))
            ):
                items[-1] = _join(first, chunk)
            else:
                items.append(chunk)
        return items

    def _complete(self, chunk: Chunk) -> bool:
        """True when ``chunk`` is a name itself: not 云岭灌区续建配套, which 与改造工程 follows."""
        heads = self.heads(chunk)
        name = self.headed(chunk, heads)
        if name is None:
            return bool(heads) and heads[0].end == chunk.end and heads[0].word in _COMPLETE
        if self.masked.startswith(("续建", "改造", "扩建", "配套", "除险", "提质"), name.end):
            return False
        told = name.end >= chunk.end - 1 or lexicon.tail().at(self.masked, name.end) is not None
        return told or name.type != "facility"

    def _strip_last(self, found: list[Name], items: list[Chunk]) -> None:
        """“甲”“乙”行动 gives 甲 and 乙: in a list of quotes the last one stands without the head too."""
        bracket = self.brackets.get(items[-1].start)
        if bracket is None or bracket.fill != QUOTE or bracket.end >= found[-1].end:
            return
        if all(self.is_quote(chunk) and self.brackets[chunk.start].end == chunk.end for chunk in items[:-1]):
            found[-1] = replace(found[-1], start=bracket.start + 1, end=bracket.end - 1)

    def _following_head(self, group: Group) -> ActionType | None:
        """The type of 等…工程, 等活动, when the list ends so."""
        follow = group.follow
        if follow is None:
            return None
        words, types = lexicon.shared()
        found = list(words.find(self.masked, follow.start, min(follow.end, follow.start + 16)))
        if not found:
            return None
        start, word = found[-1]
        end = start + len(word)
        if group.items[-1].right == "num" and word not in _SUMMED:
            return None
        if end < follow.end and lexicon.tail().at(self.masked, end) is None:
            return None
        modifier = self.masked[follow.start : start]
        if self._fields(follow) or self.masked.startswith(_MEANS, follow.start):
            return None
        won = group.items[0].verb == "win"
        if word == "试点" and ("国家" in modifier or won):
            return "designation"
        if word == "活动" and self.is_quote(group.items[0]) and group.items[0].verb in ("run", "keep"):
            return "campaign"
        if word == "活动" and any(sign in modifier for sign in lexicon.phrases("campaigning")):
            return "campaign"
        if word in types:
            return types[word]
        grades = lexicon.heads()[1][word].grades
        if word == "项目" and self.is_quote(group.items[0]):
            return "programme"
        if word == "项目" or (word == "工程" and ("互联互通" in modifier or is_built(modifier))):
            return "facility"
        if "facility" in grades and not won:
            return "facility"
        return "designation" if won and "designation" in grades else next(iter(grades))

    def _taken_over(self, chunk: Chunk, last: Name) -> ActionType | None:
        """The type a bare item takes over from the last of its list, the only one with a head."""
        if last.type in ("designation", "event"):
            return None
        if last.type == "document":
            # 中韩、中澳自贸协定
            return last.type if 2 <= chunk.end - chunk.start <= 3 or self.is_place(chunk) else None
        if last.type in ("facility", "mechanism"):
            begins = lexicon.places().at(self.masked, last.start) is not None
            done = chunk.verb in ("found", "build", "run", "use", "issue", "win", "create")
            if begins and done and self.is_place(chunk):
                return last.type
            return last.type if self._named_alike(chunk, last) else None
        return None if self.masked.endswith(_TASKS, chunk.start, chunk.end) else last.type

    def _named_alike(self, chunk: Chunk, last: Name) -> bool:
        """True for 甲山 in 甲山、乙河水库: a short name out of the ordinary before works named after a place."""
        short = self.masked[chunk.start : chunk.end]
        works = self.masked.endswith(SHARED, last.start, last.end)
        return works and 2 <= len(short) <= 3 and (self.is_place(chunk) or lexicon.strange(short) > 1)

    def _bare(
        self, chunk: Chunk, kind: ActionType, opening: Chunk, sharing: bool = False, shortest: int = 3
    ) -> Name | None:
        """An item of a list that has its head from what follows; ``opening`` is the first of the list.

        Items of works have more than ``shortest`` characters, unless they begin with a place.
        """
        first = self.begin(chunk)
        size = chunk.end - first
        if not 1 <= size <= _LONGEST_ITEM or (size == 1 and chunk.left == chunk.right == "stop"):
            return None
        if self.is_quote(chunk):
            return self.name(first, chunk.end, kind, chunk)
        text = self.masked[first : chunk.end]
        if TITLE in text or (kind == "document" and not sharing):
            return None
        if kind == "facility":
            placed = lexicon.places().at(text, 0) is not None or (size > shortest and lexicon.strange(text) > 1)
            if not placed or text.endswith(("大湾区", "城市群", "都市圈", "地区", "公司", "集团")):
                return None
        elif QUOTE in text:
            return self.name(first, chunk.end, kind, chunk)
        elif kind == "event" and chunk.verb not in ("host", "run", ""):
            return None
        elif chunk.verb not in ("run", "issue", "host", "win", "use", "keep", "found"):
            if opening.left != "stop" or chunk.verb or kind == "event" or size < 4:
                return None
            if lexicon.covered(text, lexicon.generic(), "性化型类"):
                return None
        elif size > 2 and lexicon.covered(text, lexicon.vague(), "性化型类"):
            return None
        return self.name(first, chunk.end, kind, chunk)

    def _numbered(self, chunk: Chunk) -> Name | None:
        """举办第三届云岭书香汇: what is numbered needs no known head."""
        ordinal = _ORDINAL.match(self.masked, chunk.start)
        long = ordinal is not None and 4 <= chunk.end - ordinal.end() <= _LONGEST_ITEM
        return self.name(chunk.start, chunk.end, "event", chunk) if long else None

    def _won(self, chunk: Chunk) -> Name | None:
        """What was won need not end with a known head when its rank tells that it is a title."""
        first = self.begin(chunk)
        if chunk.verb_word in lexicon.helpers("entering") or not 5 <= chunk.end - first <= LONGEST_NAME:
            return None
        return self.name(first, chunk.end, "designation", chunk) if RANK.match(self.masked, first) else None


def subject_of(final: Chunk) -> bool:
    """True when the list is who wins: 甲、乙开发区入选…."""
    return final.right_tag == "win" and final.right_word != "成为"


def _join(first: Chunk, last: Chunk) -> Chunk:
    """``first`` up to the end of ``last``."""
    tag, word = last.right_tag, last.right_word
    return replace(first, end=last.end, right=last.right, right_tag=tag, right_word=word)


def _local_names(text: str) -> tuple[str, ...]:
    """What the report calls its own place, without 市 or 县: no list of places has every township."""
    found = (match[1] for match in _GOVERNMENT.finditer(text, 0, _OPENING))
    return tuple(dict.fromkeys(name for name in found if name not in lexicon.everyday()))[:8]


def find_actions(text: str, paragraphs: Sequence[Paragraph]) -> list[Action]:
    """The named actions of every body paragraph, in order of their place.

    Args:
        text: the report as read; offsets are code points in it, half-open.
        paragraphs: its paragraphs; the label of a paragraph decides what a verb says of the status.

    >>> text = "实施育苗强基工程和品牌培优计划。"
    >>> [(a.name, a.type) for a in find_actions(text, [Paragraph(id=1, start=0, end=len(text), kind="body")])]
    [('育苗强基工程', 'programme'), ('品牌培优计划', 'programme')]
    """
    plain = normalise(text)
    local = _local_names(plain)
    found: list[Action] = []
    for paragraph in paragraphs:
        if paragraph.kind != "body":
            continue
        seen: set[str] = set()
        reader = Reader(plain[paragraph.start : paragraph.end], local)
        names = reader.names()
        clauses = blotted(reader.masked, names)
        for name in names:
            start, end = paragraph.start + name.start, paragraph.start + name.end
            written = text[start:end]
            if written in seen:
                continue
            seen.add(written)
            status = status_of(clauses, name.start, name.end, name.type, name.chunk, paragraph)
            found.append(
                Action(
                    name=written,
                    type=name.type,
                    status=status,
                    start=start,
                    end=end,
                    paragraph=paragraph.id,
                )
            )
    return found
