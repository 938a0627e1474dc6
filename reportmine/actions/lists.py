"""Lists of names: which of their items are names, and what head they share.

Takes one paragraph (``Quotations``); the methods of ``Lists`` put items together that are one name, find the head
that stands behind 等 and name the items that stand bare. Read next: ``find.py``, which goes through the lists.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from msgspec.structs import replace

from reportmine.actions import lexicon
from reportmine.actions.candidate import is_built
from reportmine.actions.chunks import QUOTE, TITLE, Chunk, Group
from reportmine.actions.names import LONGEST_NAME, HeadAt, Name
from reportmine.actions.quotations import Quotations
from reportmine.actions.works import GRADED, OWN, SHARED
from reportmine.model import ActionType

LONGEST_ITEM = 24
_COMPLETE = ("运动", "活动", "斗争", "整治", "景区", "度假区")
# What a list before 等 is, when it lists no names.
_FIELDS = ("领域", "方面", "行业", "企业")
_MEANS = ("手段", "措施", "形式", "方式", "途径", "办法", "渠道", "问题", "工作", "原因", "多种")
# 蓝天、碧水、净土三大保卫战
_SUMMED = ("保卫战", "攻坚战", "战役", "行动", "专项行动", "工程")
# “甲”“乙”等专项行动破获案件…: quotations under these are names whatever is told of them.
_RUN = ("专项行动", "专项整治", "攻坚行动", "行动", "保卫战", "攻坚战", "战役", "会战")
# What ends so and stands before 和 is one zone, what begins with a place behind it another.
_ZONES = ("特区", "新区", "开发区", "园区", "保税区", "港区")
# G109、G318提质改造
_ROAD = re.compile("[GSX][0-9]{2,4}")
_NO_WORKS = ("干流", "流域", "库区", "大湾区", "城市群", "都市圈", "地区", "公司", "集团")
# What ends so is none of the things that a head behind 和 names: 区域发展战略和主体功能区规划.
_WHOLES = ("覆盖面", "战略", "政策", "精神", "部署", "决策")
_TASKS = ("覆盖面", "调控", "建设", "改革", "工作", "发展", "合作", "管理", "服务")


class SharedHead(NamedTuple):
    """The head that the items of a list share, ``masked[start:end]``, and the type it gives them."""

    type: ActionType
    start: int
    end: int


class Lists(Quotations):
    """A paragraph with its lists."""

    def __init__(self, text: str, local: tuple[str, ...] = ()) -> None:
        super().__init__(text, local)
        # Chunks after 等 that only tell what the items are: no names themselves.
        self.follows: set[int] = set()

    def fields(self, follow: Chunk) -> bool:
        """True for 等重点领域: what was listed are fields of work."""
        behind = self.masked[follow.start : min(follow.end, follow.start + 6)]
        return any(word in behind for word in _FIELDS)

    def alike(self, items: list[Chunk], heads: list[list[HeadAt]], found: list[Name]) -> Iterator[Name]:
        """Items with a head of the type of their neighbours: 云岭节水中心、种质资源库."""
        types = {name.type for name in found} & {"facility", "event", "programme", "designation"}
        named = {id(name.chunk) for name in found}
        for chunk, head in zip(items, heads, strict=True):
            counted = (chunk.counted or chunk.right == "num") and types != {"designation"}
            if id(chunk) in named or not head or counted or self.has_quote(chunk):
                continue
            start, end, word = head[0].start, head[0].end, head[0].word
            kinds = [kind for kind in lexicon.heads()[1][word].grades if kind in types]
            modifier = self.masked[chunk.start : start]
            own = OWN.match(modifier + word) is not None
            if not kinds or len(word) < 2 or (len(modifier) < 4 and not own) or end - chunk.start > LONGEST_NAME:
                continue
            general = lexicon.vague().at(modifier, 0) is not None or lexicon.covered(modifier, lexicon.generic())
            if general or GRADED.match(modifier):
                continue
            name = self.name(self.begin(chunk), end, kinds[0], chunk, "list-item", (start, end))
            if name is not None:
                yield name

    def with_follow(self, group: Group) -> Group:
        """鸟类等野生动物保护攻坚战 is one name: a single item whose 等 is followed by more than a head."""
        follow, item = group.follow, group.items[0]
        if follow is None or len(group.items) > 1 or follow.left != "etc":
            return group
        if self.has_quote(item) or item.verb not in ("run", ""):
            return group
        merged = _join(item, follow)
        for head in self.heads(merged):
            modifier = self.masked[follow.start : head.start]
            grades = lexicon.heads()[1][head.word].grades
            sure = "sure" in (grades.get("campaign"), grades.get("programme"))
            if sure and len(modifier) >= 4 and not lexicon.covered(modifier, lexicon.generic()):
                self.follows.add(id(follow))
                return Group([merged])
        return group

    def merge(self, group: Group) -> list[Chunk]:
        """The items; 甲和乙中心 is one name unless 甲 is one itself or 、 joins more before it."""
        items = [group.items[0]]
        for index, (joint, chunk) in enumerate(zip(group.joints, group.items[1:], strict=True)):
            first = items[-1]
            closing = index == len(group.joints) - 1 and "list" in group.joints
            if (
                joint == "and"
                and not self.masked.endswith(_WHOLES, first.start, first.end)
                and (not closing or self._headless(items[:-1], first))
                and not self.is_quote(first)
                and self.masked[first.start] != TITLE
                and not self.is_quote(chunk)
                and first.end - first.start <= LONGEST_NAME
                and not self._complete(first, self.masked[first.end : chunk.start] == "暨")
                and not self._beside(first, chunk)
                and not any(name.start == chunk.start and name.end - name.start > 5 for name in self.known)
                and "首次" not in self.masked[first.end : chunk.start]
                and (self._modified(chunk) or self._chained(group, index, first))
            ):
                items[-1] = _join(first, chunk)
            else:
                items.append(chunk)
        return items

    def _modified(self, chunk: Chunk) -> bool:
        """True for 发展规划纲要: a head with something before it, which may have been left out as a light verb."""
        stripped = self.masked[chunk.start - 1 : chunk.start] not in "和与及暨或"
        return any(head.start > chunk.start or stripped for head in self.heads(chunk))

    def _chained(self, group: Group, index: int, first: Chunk) -> bool:
        """True for 中央|与|地方财政事权 before 和支出责任划分改革方案: no head stands before the last 和."""
        chained = group.joints == ["and", "and"] and index == 0
        return chained and not self.heads(first) and not self.heads(group.items[1])

    def _headless(self, before: list[Chunk], first: Chunk) -> bool:
        """True when ``first`` has no head and all ``before`` it have: 甲中心、乙中心、国家食品和药品审评中心."""
        if self.heads(first) or not before:
            return False
        return all(any(head.end == chunk.end for head in self.heads(chunk)) for chunk in before)

    def _beside(self, first: Chunk, last: Chunk) -> bool:
        """True for 经济特区和云岭新区: a zone and works with a place of their own are two."""
        zone = self.masked.endswith(_ZONES, first.start, first.end)
        if not zone or lexicon.places().at(self.masked, last.start) is None:
            return False
        heads = self.heads(last)
        return bool(heads) and "facility" in lexicon.heads()[1][heads[0].word].grades

    def _complete(self, chunk: Chunk, likewise: bool = False) -> bool:
        """True when ``chunk`` is a name itself: not 云岭灌区续建配套, which 与改造工程 follows.

        ``likewise`` tells that 暨 follows, which joins two names of the same works.
        """
        if any(known.end == chunk.end and known.start >= chunk.start for known in self.known):
            return True
        heads = self.heads(chunk)
        name = self.headed(chunk, heads)
        if name is None:
            ended = bool(heads) and heads[0].end == chunk.end
            return ended and (heads[0].word in _COMPLETE or heads[0].word.endswith("制"))
        if self.masked.startswith(("续建", "改造", "扩建", "配套", "除险", "提质"), name.end):
            return False
        if heads[0].word == "攻坚":
            # 普通话普及攻坚和质量提升工程
            return False
        if likewise and name.type == "facility":
            return False
        told = name.end >= chunk.end - 1 or lexicon.tail().at(self.masked, name.end) is not None
        return told or name.type != "facility"

    def strip_last(self, found: list[Name], items: list[Chunk]) -> None:
        """“甲”“乙”行动 gives 甲 and 乙: in a list of quotes the last one stands without the head too."""
        bracket = self.brackets.get(items[-1].start)
        if bracket is None or bracket.fill != QUOTE or bracket.end >= found[-1].end:
            return
        if all(self.is_quote(chunk) and self.brackets[chunk.start].end == chunk.end for chunk in items[:-1]):
            found[-1] = replace(found[-1], start=bracket.start + 1, end=bracket.end - 1, rule="list-item")

    def following_head(self, group: Group) -> SharedHead | None:
        """The head in 等…工程, 等活动, when the list ends so."""
        follow = group.follow
        if follow is None:
            return None
        words = lexicon.shared()[0]
        found = list(words.find(self.masked, follow.start, min(follow.end, follow.start + 16)))
        inner = None if found else self._summed(follow)
        if inner is not None:
            return inner
        if not found:
            return None
        start, word = found[-1]
        end = start + len(word)
        if group.items[-1].right == "num" and word not in _SUMMED:
            return None
        quoted = self.is_quote(group.items[0]) and word in _RUN
        if end < follow.end and lexicon.tail().at(self.masked, end) is None and not quoted:
            return None
        modifier = self.masked[follow.start : start]
        if self.fields(follow) or self.masked.startswith(_MEANS, follow.start):
            return None
        if modifier and word.endswith("重大专项"):
            # 等高新技术产业化重大专项: what was listed are fields.
            return None
        kind = self._shared_type(group, word, modifier)
        return SharedHead(kind, start, end)

    def _summed(self, follow: Chunk) -> SharedHead | None:
        """The head in 等“六项工程”: a quotation that sums a list up."""
        for bracket in self.within(follow.start, follow.end):
            for word in _SUMMED:
                if self.text.endswith(word, bracket.start, bracket.end - 1) and bracket.end == follow.end:
                    kind = next(iter(lexicon.heads()[1][word].grades))
                    return SharedHead(kind, bracket.end - 1 - len(word), bracket.end - 1)
        return None

    def _shared_type(self, group: Group, word: str, modifier: str) -> ActionType:
        types = lexicon.shared()[1]
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

    def summed_up(self, follow: Chunk) -> bool:
        """True when ``follow`` begins with a quotation that counts: “五健”促进行动."""
        bracket = self.brackets.get(follow.start)
        if bracket is None or bracket.fill != QUOTE or bracket.end >= follow.end:
            return False
        return self.text[bracket.start + 1] in "两三四五六七八九十" and bracket.end - bracket.start == 4

    def next_to(self, items: list[Chunk], heads: list[list[HeadAt]], place: int, last: Name) -> Name | None:
        """Whose head a bare item of works shares: in 甲市、乙试点城市和丙产业园 not that of the park."""
        if last.type != "facility":
            return last
        for chunk, head in zip(items[place + 1 : -1], heads[place + 1 : -1], strict=True):
            if head:
                return self.headed(chunk, head)
        return last

    def taken_over(self, chunk: Chunk, last: Name) -> ActionType | None:
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
        if _ROAD.fullmatch(short) and _ROAD.match(self.masked, last.start):
            return True
        told = self.masked.endswith(("项目", "工程"), last.start, last.end)
        works = self.masked.endswith(SHARED, last.start, last.end - 2 * told)
        known = self.is_place(chunk) or lexicon.strange(short) > 1
        return works and known and 2 <= len(short) <= (5 if last.start - chunk.end == 1 else 3)

    def bare_item(
        self, chunk: Chunk, head: SharedHead, opening: Chunk, sharing: bool = False, shortest: int = 3
    ) -> Name | None:
        """An item of a list that has its head from what follows; ``opening`` is the first of the list.

        Items of works have more than ``shortest`` characters, unless they begin with a place.
        """
        kind, first = head.type, self.begin(chunk)
        size = chunk.end - first
        if not 1 <= size <= LONGEST_ITEM or (size == 1 and chunk.left == chunk.right == "stop"):
            return None
        if self.is_quote(chunk):
            return self.name(first, chunk.end, kind, chunk, "list-item", head[1:])
        text = self.masked[first : chunk.end]
        if TITLE in text or (kind == "document" and not sharing):
            return None
        if kind == "facility":
            placed = _ROAD.fullmatch(text) is not None or lexicon.places().at(text, 0) is not None
            if not (placed or (size > shortest and lexicon.strange(text) > 1)) or text.endswith(_NO_WORKS):
                return None
        elif QUOTE in text:
            return self.name(first, chunk.end, kind, chunk, "list-item", head[1:])
        elif kind == "event" and chunk.verb not in ("host", "run", ""):
            return None
        elif chunk.verb not in ("run", "issue", "host", "win", "use", "keep", "found"):
            if opening.left != "stop" or chunk.verb or kind == "event" or size < 4:
                return None
            if lexicon.covered(text, lexicon.generic(), "性化型类"):
                return None
        elif size > 2 and lexicon.covered(text, lexicon.vague(), "性化型类"):
            return None
        return self.name(first, chunk.end, kind, chunk, "list-item", head[1:])


def _join(first: Chunk, last: Chunk) -> Chunk:
    """``first`` up to the end of ``last``."""
    tag, word = last.right_tag, last.right_word
    return replace(first, end=last.end, right=last.right, right_tag=tag, right_word=word)
