"""Named actions: programmes, campaigns, documents, mechanisms, titles, works and events with a name.

Takes the text and its labelled paragraphs; gives ``Action`` objects in order. A name is found by its form: a
chunk between two boundaries that ends with a head and is no generic look-alike, stands in quotes or 《》, or
belongs to a list under one head. Read next: ``chunks.py`` (boundaries), ``names.py`` (heads),
``judge.py`` (look-alikes), ``quotations.py``, ``lists.py``, ``status.py``, ``reasons.py``.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from reportmine.actions import lexicon
from reportmine.actions.candidate import RANK
from reportmine.actions.chunks import PAREN, TITLE, Chunk, Group, groups, stops_of
from reportmine.actions.judge import MANY
from reportmine.actions.known import told
from reportmine.actions.lists import LONGEST_ITEM, Lists, SharedHead
from reportmine.actions.names import LONGEST_NAME, Name
from reportmine.actions.reasons import reasons_of
from reportmine.actions.status import blotted, status_of
from reportmine.actions.works import SHARED
from reportmine.model import Action, ActionType, Paragraph
from reportmine.text import normalise

_ORDINAL = re.compile("第[一二三四五六七八九十0-9]{1,3}届")
# The first lines of a report tell whose it is.
_OPENING = 3000
_GOVERNMENT = re.compile(
    "[\\s在向——（：]([\u4e00-\u9fff]{2,4}?)(?:市|县|区|镇|乡|州|盟|旗)"
    "(?:人民政府|政府|第[一二三四五六七八九十]{1,3}届|人大|[\u4e00-\u9fff]{2,8}(?:局|委员会))"
)
# 种子、沃土、植保三大工程: the number tells how many were listed.
_COUNTING = re.compile("(?<![0-9一二三四五六七八九十])[两三四五六七八九十]大(?:行动|工程|计划|专项)$")


# 云岭景区先后举办…: who does something is not what is done.
_DOES = re.compile(
    "(?:先后|成功|相继|陆续|圆满|共|已|还)?(?:举办|承办|主办|召开|接待|落户项目|落户企业|入驻企业|带动|引领|规上|工业企业|企业|产值|税收|营业收入)"
)
# Where something was told of.
_PRESS = ("日报", "晚报", "周刊", "新闻联播", "新闻", "焦点访谈", "杂志", "时报")
# The titles that follow one in its list.
_TITLES = re.compile("(?:[、和与及 ]{0,2}《[^《》\\n]{1,40}》){1,12}")
# 跻身全国省级企业第一方阵: where it stands, not what it won.
_STANDINGS = ("方阵", "前列", "行列", "梯队", "第一", "前茅")
# 成为国家先进技术示范
_SHOWN = ("示范", "标杆", "样板", "试点")
# In a list before 等活动 these are events.
_SHOWS = ("大赛", "比赛", "晚会", "展览", "论坛", "讲座", "音乐会")


class Reader(Lists):
    """One paragraph while its names are looked for."""

    def __init__(self, text: str, local: tuple[str, ...] = ()) -> None:
        super().__init__(text, local)
        self.groups = [group for span in self._clauses() for group in groups(self.masked, self.brackets, *span)]
        for group in self.groups:
            if group.follow is not None and self.following_head(group):
                self.follows.add(id(group.follow))

    def _clauses(self) -> Iterator[tuple[int, int]]:
        """The clauses that may hold a name: most hold no head, no quotation and nothing that was won."""
        masked, weak = self.masked, lexicon.weak_heads()
        ranks = [rank.start() for rank in RANK.finditer(masked)]
        places = [(start, kind) for start, word in self.headed_places if (kind := weak.get(word, "")) != "quoted"]
        places += [(bracket.start, "") for bracket in self.list if bracket.fill != PAREN]
        places += [(name.start, "") for name in self.known]
        places += [(ordinal.start(), "") for ordinal in _ORDINAL.finditer(masked)]
        places += [(start, "rank") for start in ranks]
        if not places:
            return
        places.sort()
        stops, last = [*stops_of(masked), len(masked)], 0
        done, tried = 0, (0, "")
        for place, kind in places:
            if place < done:
                continue
            last = bisect_left(stops, place, last)
            start, end = stops[last - 1] + 1 if last else 0, stops[last]
            if kind:
                if tried == (end, kind):
                    continue
                tried = (end, kind)
                verbs = lexicon.governing() if kind == "led" else lexicon.winning()
                first = bisect_left(ranks, start) if kind != "rank" else len(ranks)
                ranked = first < len(ranks) and ranks[first] < end
                if not ranked and not verbs.stands_in(masked, start, end):
                    continue
            done = end
            yield start, end

    def names(self) -> list[Name]:
        """All names in order, none in another."""
        found = [*self._titles(), *self.decrees(), *self._noted()]
        for group in self.groups:
            named = self._group(group)
            found.extend(named)
            if not named and group.follow is not None and id(group.follow) in self.follows:
                found.extend(self._ranked(group.follow))
        found = in_order(found)
        return in_order([*found, *self._known(found)]) if self.known else found

    def _known(self, found: list[Name]) -> Iterator[Name]:
        """Known names that lie in none of those ``found``, which may lie in them."""
        chunks = sorted(
            (chunk for group in self.groups for chunk in (*group.items, *filter(None, [group.follow]))),
            key=lambda chunk: chunk.start,
        )
        starts, ends = [chunk.start for chunk in chunks], [name.end for name in found]
        for known in self.known:
            place = bisect_right(ends, known.start)
            if place < len(found) and found[place].start < known.end:
                first = found[place]
                inside = known.end <= first.end if known.start == first.start else known.end < first.end
                listed = first.rule == "list-item" and first.start - 1 in self.brackets
                if known.start > first.start or inside or listed:
                    continue
            index = bisect_right(starts, known.start) - 1
            chunk = chunks[index] if index >= 0 else Chunk(known.start, known.end, "stop", "stop")
            if self.masked[known.start] not in (PAREN, TITLE) and not told(self.text, known, chunk):
                yield Name(known.start, known.end, known.type, chunk, "known", (known.start, known.end))

    def _noted(self) -> Iterator[Name]:
        """Names listed in brackets: 开工3个项目（云岭水库、澜屏大桥、芦坪灌区）."""
        for bracket in self.list:
            if bracket.fill != PAREN or "、" not in self.text[bracket.start : bracket.end]:
                continue
            start = bracket.start + 1
            for name in Reader(self.text[start : bracket.end - 1], self.local).names():
                chunk = replace(name.chunk, start=name.chunk.start + start, end=name.chunk.end + start)
                head = name.head and (name.head[0] + start, name.head[1] + start)
                yield replace(name, start=name.start + start, end=name.end + start, chunk=chunk, head=head)

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
                art = self._is_art(bracket.start, bracket.end)
            lead = bracket.end
            if bracket.end - bracket.start < 5:
                # 《建议》 leaves open whose.
                continue
            if art or self.text.endswith(("文选", "选集", "全集", *_PRESS), bracket.start, bracket.end - 1):
                continue
            place = bisect_right(starts, bracket.start) - 1
            inside = place >= 0 and around[place].end > bracket.start
            chunk = around[place] if inside else Chunk(bracket.start, bracket.end, "stop", "stop")
            yield Name(bracket.start + 1, bracket.end - 1, "document", chunk, "book-title", bracket[:2])

    def _is_art(self, start: int, end: int) -> bool:
        """Whether the first title of a list is one of a work of art, by what is told around it.

        A title that ends as documents do (规划, 办法) is one unless it is called a film or a book at once; of any other
        the sentence behind the list tells: 《甲》《乙》等精品热播, 《丙》获文学奖.
        """
        before = self.text[max(0, start - 10) : start]
        creative = lexicon.any_phrase("creative")
        if creative.search(before) or creative.search(self.text[end : end + 12].partition("，")[0]):
            return True
        if self.text.endswith(lexicon.documents(), start + 1, end - 1):
            return False
        behind = _TITLES.match(self.text, end)
        stop = behind.end() if behind else end
        told = lexicon.any_phrase("told_of_art")
        return told.search(self.text, stop, stop + 14) is not None or told.search(before[-5:]) is not None

    def _group(self, group: Group) -> list[Name]:
        opening, closing = group.items[0], group.follow or group.items[-1]
        if opening.verb not in ("win", "host") and self.bare(opening.start, closing.end):
            return []
        if len(group.items) == 1 and group.follow is None:
            return [] if id(opening) in self.follows else self._single(opening)
        group = self.with_follow(group)
        if id(group.items[0]) in self.follows:
            return []
        summed = group.follow is not None and self.summed_up(group.follow)
        if summed and group.follow is not None:
            # 体重、视力、心理等“三健”促进行动: what was listed is summed up by the quotation.
            return self._single(replace(group.follow, verb=group.items[0].verb, verb_word=group.items[0].verb_word))
        items = self.merge(group)
        shared = self.following_head(group)
        heads = [self.heads(chunk) for chunk in items]
        last, final = heads[-1], items[-1]
        if len(items) == 1 and not last and shared is None and not self.has_quote(final):
            unheaded = self._unheaded(final)
            return [unheaded] if unheaded is not None else []
        last_name = self.headed(final, last) if last else None
        taken_over = last_name if len(items) > 1 else None
        if subject_of(final) and taken_over is not None and taken_over.type == "facility":
            taken_over = None
        if taken_over is not None and last[0].start == final.start and not self.is_quote(final):
            taken_over = None
        quotes = [self.has_quote(item) for item in items]
        # 甲开发区、乙高新区入选…: who wins is not the name of what is done.
        winner = group.follow if group.follow is not None and group.follow.left == "etc" else final
        subject = subject_of(winner) and not self._wished(final)
        behind = self.masked[group.follow.start : group.follow.end][:10] if group.follow is not None else ""
        shortest = 1 if behind and any(word in behind for word in SHARED) else 3
        fields = group.follow is not None and self.fields(group.follow)
        found: list[Name] = []
        for place, (chunk, head, quote) in enumerate(zip(items, heads, quotes, strict=True)):
            name: Name | None = None
            if head:
                name = last_name if chunk is final else self.headed(chunk, head)
                if name is not None and name.type == "facility":
                    if self._does(name, final, head[0].word, subject):
                        continue
                    name = _zoned(name, final, head[0].word)
                if name is not None and fields and name.type not in ("designation", "document"):
                    continue
                if name is None and shared is not None and (shared.type != "facility" or head[0].word == "系统"):
                    name = self.bare_item(chunk, shared, items[0])
            elif shared is not None:
                if shared.type != "mechanism" or any(quotes):
                    name = self.bare_item(chunk, shared, items[0], shortest=shortest)
            elif (
                taken_over is not None
                and (near := self.next_to(items, heads, place, taken_over)) is not None
                and (kind := self.taken_over(chunk, near))
            ):
                over = SharedHead(kind, *(taken_over.head or (taken_over.start, taken_over.end)))
                name = self.bare_item(chunk, over, items[0], sharing=True, shortest=1)
            if name is None and quote:
                name = self._quotation(chunk, found[-1].type if found else None, chunk is final)
            name = name or self._unheaded(chunk)
            if name is not None:
                if name.type == "campaign" and shared is not None and self.masked.endswith(_SHOWS, 0, name.end):
                    name = replace(name, type="event")
                found.append(name)
        if len(items) > 1 and found and found[-1].chunk is final:
            self.strip_last(found, items)
        if len(items) > 1 and found and (counted := _COUNTING.search(self.masked, found[-1].start, found[-1].end)):
            found[-1] = replace(found[-1], end=counted.start())
        if len(items) > len(found) > 0 and not fields and not subject:
            found.extend(self.alike(items, heads, found))
            found.sort(key=lambda name: name.start)
        return found

    def _single(self, chunk: Chunk) -> list[Name]:
        """The name of a chunk that stands in no list: most do. The same as ``_group`` for one item."""
        heads = self.heads(chunk)
        name: Name | None = None
        if heads:
            name = self.headed(chunk, heads)
            if name is not None and name.type == "facility":
                subject = subject_of(chunk) and not self._wished(chunk)
                if self._does(name, chunk, heads[0].word, subject):
                    return []
                name = _zoned(name, chunk, heads[0].word)
        if name is None and self.has_quote(chunk):
            name = self._quotation(chunk, None, True)
        name = name or self._unheaded(chunk)
        return [] if name is None else [name]

    def _quotation(self, chunk: Chunk, neighbour: ActionType | None, final: bool) -> Name | None:
        """The name that a quotation in ``chunk`` is; ``final`` tells that the list ends with the chunk."""
        name = self.quoted(chunk, neighbour) if self.is_quote(chunk) else self.built_quotation(chunk)
        return self.ends_with_quotation(chunk) if name is None and final else name

    def _does(self, name: Name, final: Chunk, word: str, subject: bool) -> bool:
        """True when works with the head ``word`` are who does or wins something: 云岭景区先后举办…."""
        if subject and not self._approved(final, word):
            return True
        return not name.chunk.verb and _DOES.match(self.masked, name.end) is not None

    def _approved(self, final: Chunk, word: str) -> bool:
        """True when what stands before the verb is what was won: 云岭改革试验区获批, 云岭口岸升格为…."""
        if final.right_word in ("升格为", "晋升为", "晋级为"):
            return True
        if not final.right_word.startswith("获批"):
            return False
        ends = self.masked[final.end + len(final.right_word) :][:1] in ("", "，", "。", "；", "、")
        return ends or not word.endswith(("区", "市", "县", "园"))

    def _wished(self, final: Chunk) -> bool:
        """True for 争取甲区列入…: nobody has won yet."""
        return final.verb_word in ("争取", "推动", "力争", "促成") and final.right_word in ("列入", "纳入")

    def _unheaded(self, chunk: Chunk) -> Name | None:
        """What was won or held need have no head."""
        if chunk.verb == "win" and chunk.left in ("verb", "num", "list", "and"):
            return self._won(chunk)
        return self._numbered(chunk) if chunk.verb == "host" and chunk.left == "verb" else None

    def _numbered(self, chunk: Chunk) -> Name | None:
        """举办第三届云岭书香汇: what is numbered needs no known head."""
        ordinal = _ORDINAL.match(self.masked, chunk.start)
        long = ordinal is not None and 4 <= chunk.end - ordinal.end() <= LONGEST_ITEM
        if ordinal is None or not long:
            return None
        return self.name(chunk.start, chunk.end, "event", chunk, "edition", ordinal.span())

    def _won(self, chunk: Chunk) -> Name | None:
        """What was won need not end with a known head when its rank tells that it is a title."""
        first = self.begin(chunk)
        shown = chunk.verb_word == "成为" and self.masked.endswith(_SHOWN, first, chunk.end)
        if (chunk.verb_word in lexicon.helpers("entering") and not shown) or not 5 <= chunk.end - first <= LONGEST_NAME:
            return None
        rank = RANK.match(self.masked, first)
        if rank is None or self.masked.endswith(_STANDINGS, first, chunk.end) or self.masked.endswith(MANY, 0, first):
            return None
        return self.name(first, chunk.end, "designation", chunk, "rank-won", rank.span())


def in_order(names: list[Name]) -> list[Name]:
    """``names`` in order; of two that overlap, the one that begins first."""
    kept: list[Name] = []
    for name in sorted(names, key=lambda name: (name.start, -name.end)):
        if not kept or name.start >= kept[-1].end:
            kept.append(name)
    return kept


def _zoned(name: Name, final: Chunk, word: str) -> Name:
    """``name`` as a title when it is a zone that was approved: 云岭改革试验区获批."""
    zone = final.right_word.startswith("获批") and word.endswith(("试验区", "示范区", "先行区", "保护区"))
    return replace(name, type="designation") if zone else name


def subject_of(final: Chunk) -> bool:
    """True when the list is who wins: 甲、乙开发区入选…."""
    return final.right_tag == "win" and final.right_word != "成为"


def _local_names(text: str) -> tuple[str, ...]:
    """What the report calls its own place, without 市 or 县: no list of places has every township."""
    found = (match[1] for match in _GOVERNMENT.finditer("\n" + text[:_OPENING]))
    return tuple(dict.fromkeys(name for name in found if name not in lexicon.everyday()))[:8]


def find_actions(text: str, paragraphs: Sequence[Paragraph], explain: bool = False) -> list[Action]:
    """The named actions of every body paragraph, in order of their place.

    Args:
        text: the report as read; offsets are code points in it, half-open.
        paragraphs: its paragraphs; the label of a paragraph decides what a verb says of the status.
        explain: whether every action says in ``why`` what decided.

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
            decision = status_of(clauses, name.start, name.end, name.type, name.chunk, paragraph)
            found.append(
                Action(
                    name=written,
                    type=name.type,
                    status=decision.status,
                    start=start,
                    end=end,
                    paragraph=paragraph.id,
                    why=reasons_of(name, decision, reader.masked, paragraph.start) if explain else (),
                )
            )
    return found
