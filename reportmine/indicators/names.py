"""Names the quantities of a paragraph in order, each name carried across clauses (达到5.53万亿元、增长4.8%).

Takes the text of one paragraph and the quantities in it, gives a ``Name`` per quantity. Lists of numbers are paired
with lists of names here (分别, 、, 依次); the name of a single number is chosen by ``choice.py``. Read next:
``choice.py``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import msgspec

from reportmine.indicators import leaning, shares
from reportmine.indicators.behind import SKIPPED, words_behind
from reportmine.indicators.choice import GENERIC, PLAN, SHARE_OF_PLAN, Choice, Chooser
from reportmine.indicators.name_context import SENTENCE_LIMIT, NameContext, Place
from reportmine.indicators.pairs import distribute, split_list
from reportmine.indicators.phrases import CHANGE_ONLY, Clauses, noun_of, says_nothing
from reportmine.indicators.pieces import Piece, Span, Supplied, said, trimmed
from reportmine.model import Quantity
from reportmine.quantities.units import kind_of

# Longer clauses and lists than these are not read to their beginning: they are no text.
_CLAUSE_LIMIT, _LIST_LIMIT, _PIECES = 160, 12, 5

_IN_LIST = re.compile(r"(?:左右|以上|以内)?(?:、|和|与|以及|及|或)(?:近|约|超过|超|突破|分别|不低于)?\Z")
_FROM = re.compile(r"[从由][^，。；]{0,24}\Z")
_UP_TO = re.compile(r"(?:左右|以上)?[^，。；、\d]{0,6}[到至为成][^，。；、\d]{0,8}")
_SHARED = re.compile(r"[^，。；、\d]{0,14}的[近约]?")
# 三项任务完成率依次为, 两者分别: the names stand before, each by its own number.
_EACH_OF_THEM = re.compile(
    r"(?:(?:上述|以上|这)?(?:[两二三四五六七八九][项者类种个](?:任务|指标|工作|税收|税种|费用|保险|资金|收入|支出)?|前者后者))"
)
# 跨越两千亿元、三千亿元两个台阶: the steps are no name.
_STEPS = re.compile("(?:[两三四]个?)?(?:新)?(?:台阶|大关|关口)")
_REACHES = re.compile("实现|完成")
# 推出12批181项举措: both count what stands behind the second.
_PUT_OUT = ("推出", "出台", "发布", "实施", "取消", "下放", "下达", "公布", "推广", "办好")
_BATCHES = ("批", "批次", "类", "大类", "轮", "期")
_PAIRED = re.compile("分别|依次")


class Name(msgspec.Struct, frozen=True, gc=False):
    """``pieces`` joined give the name; ``left`` is the clause before the number, ``group`` its list.

    ``rule`` says how the name was found: ``before-number``, ``paired-in-order``, …
    """

    pieces: Piece
    left: Span
    group: int
    rule: str


def _form(quantity: Quantity) -> str:
    if quantity.form == "rank":
        return "rank"
    return "change" if quantity.form in ("percent", "points", "multiple", "fraction") else "level"


class Namer:
    """Names the quantities of one paragraph, whose normalised text is ``plain``."""

    def __init__(self, plain: str, quantities: Sequence[Quantity], clauses: Clauses) -> None:
        self._plain = plain
        self._quantities = quantities
        self._clauses = clauses
        self._context = NameContext(plain, clauses)
        self._lists_capacity = "能力" in plain and "新增" in plain
        self._chooser = Chooser(plain, quantities, self._context)
        self._groups = list(self._grouped())

    def _grouped(self) -> Iterator[tuple[int, int, Place, Span]]:
        """The lists of numbers: the first and the last, the place of the first and the noun before it."""
        index = 0
        while index < len(self._quantities):
            last = self._group_end(index)
            place = self._place(index)
            form = _form(self._quantities[index])
            stop = shares.before_yardstick(self._plain, place.left) if form == "change" else None
            head = noun_of(self._plain, (place.left[0], place.left[1] if stop is None else stop), form)
            yield index, last, place, head
            index = last + 1

    def names(self) -> list[Name]:
        """One ``Name`` per quantity, in order."""
        names: list[Name] = []
        plain = self._plain
        topic: tuple[Piece, ...] = ()
        for group, (index, last, place, head) in enumerate(self._groups):
            size = last - index + 1
            if size > 1 and len(topic) != size:
                topic = _recent(names, size) or topic
            if place.opens or plain.startswith("其中", place.left[0]):
                self._chooser.whole = () if place.opens or not topic else topic[-1]
            rule = "paired-in-order"
            found = self._pair(place, index, size, topic) if size > 1 else None
            shares = size == 1 and self._quantities[index].form in ("percent", "fraction")
            if shares and len(names) > 1:
                found, rule = self._share_of_plan(index, names), SHARE_OF_PLAN
                if found is None:
                    found, rule = self._share_of(index, names), "share-of-whole"
            if found is None and size == 1 and names and self._is_second(index, names[-1].left):
                found, rule = [names[-1].pieces], "end-of-change"
            if found is None:
                chosen = self._one_by_one(index, last, head, place, topic)
                found, rule = [choice.pieces for choice in chosen], chosen[0].rule
            if any(map(self._context.names_nothing, found)):
                found, rule = self._context.filled(found, place, topic), "leans-on-previous-clause"
            if self._lists_capacity and size == 1 and rule == "before-number":
                found = [leaning.capacity(plain, place, found[0]) or found[0]]
            if _form(self._quantities[index]) == "level":
                found = [leaning.level_of(plain, pieces, self._quantities[index].start) for pieces in found]
            # A name that leans on a name that leans on a name … says no more than its end.
            found = [trimmed(plain, pieces[-_PIECES:]) for pieces in found]
            names += [Name(pieces, place.left, group, rule) for pieces in found]
            self._chooser.history.extend(found)
            last_found = found[-1]
            leans = len(topic) == 1 and len(found) == 1 and len(last_found) > len(topic[0])
            planned = rule == SHARE_OF_PLAN and len(last_found) > 1
            if leaning.is_increase(plain, last_found):
                topic = (last_found[:-1],)  # 收入…，比上年增加2亿元，增长5%: the growth is that of the revenue
                continue
            if not planned and not (
                leans and last_found[-len(topic[0]) :] == topic[0] and plain.startswith("其中", place.left[0])
            ):
                topic = tuple(filter(None, found)) or topic
        return names

    def _share_of(self, index: int, names: Sequence[Name]) -> list[Piece] | None:
        """已有500个县，占全国2000个县的25%: the 25% is the share of the first in the second."""
        plain, before, here = self._plain, self._quantities[index - 1], self._quantities[index]
        if here.form not in ("percent", "fraction") or before.form != "number" or here.start - before.end > 20:
            return None
        if _SHARED.fullmatch(plain, before.end, here.start) is None:
            return None
        begin = plain.rfind("占", max(names[-1].left[0], before.start - 16), before.start)
        if begin < 0:
            return None
        of = plain.rfind("的", before.end, here.start)
        return [(*names[-2].pieces, (begin, before.start), (before.end, of))]

    def _share_of_plan(self, index: int, names: Sequence[Name]) -> list[Piece] | None:
        """收入1.2亿元，完成年初预算数3.2亿元的38%: how far what was named got."""
        plain, before = self._plain, self._quantities[index - 1]
        if self._quantities[index].form != "percent" or plain[before.end : self._quantities[index].start] != "的":
            return None
        plan = PLAN.search(plain, names[-1].left[0], before.start)
        return [(*names[-2].pieces, plan.span("share"))] if plan is not None else None

    def _is_second(self, index: int, left: Span) -> bool:
        """Whether a number is the end of a change that began with the one before: 由46户整合至18户."""
        plain, before, here = self._plain, self._quantities[index - 1], self._quantities[index]
        if here.start - before.end > 16 or before.form != here.form:
            return False
        if plain.find("从", *left) < 0 and plain.find("由", *left) < 0:
            return False
        return _FROM.search(plain, *left) is not None and _UP_TO.fullmatch(plain, before.end, here.start) is not None

    def _place(self, index: int) -> Place:
        plain, here = self._plain, self._quantities[index].start
        floor = self._quantities[index - 1].end if index else 0
        while here > floor and plain[here - 1] == " ":
            here -= 1  # 毛入学率提高到 22%
        near = max(floor, here - _CLAUSE_LIMIT)
        begin = self._clauses.start(here, near)
        if begin == floor and index:
            skipped = SKIPPED.match(plain, begin, here)
            begin = skipped.end() if skipped else begin
        sentence = self._clauses.sentence(begin)
        opens = index == 0 or sentence > max(floor, begin - _CLAUSE_LIMIT)
        former = self._clauses.start(begin - 1) if begin else 0
        right = words_behind(plain, self._quantities, index)
        return Place((begin, here), right, floor, opens, max(sentence, begin - SENTENCE_LIMIT), former)

    def _group_end(self, index: int) -> int:
        """Last of the numbers that follow each other in one list: 14.2%、4.2%; 12项和44项."""
        plain, last = self._plain, index
        start = self._quantities[index].start
        apart = False
        while last + 1 < len(self._quantities) and last - index < _LIST_LIMIT:
            this, after = self._quantities[last], self._quantities[last + 1]
            if after.start - this.end > 8 or this.form != after.form and not self._grow_apart(start, this, after):
                break
            if not _IN_LIST.fullmatch(plain, this.end, after.start):
                break
            if this.form == "number" and kind_of(this.unit) != kind_of(after.unit):
                apart = apart or _PAIRED.search(plain, max(0, start - 12), start) is not None
                if not apart:
                    break
            last += 1
        return last

    def _grow_apart(self, start: int, this: Quantity, after: Quantity) -> bool:
        """分别增长3.8倍、80%: of one list though they are written in two ways."""
        if {this.form, after.form} != {"percent", "multiple"}:
            return False
        return _PAIRED.search(self._plain, max(0, start - 12), start) is not None

    def _pair(self, place: Place, index: int, size: int, topic: tuple[Piece, ...]) -> list[Piece] | None:
        """The names of a list of numbers: from the list before them, or from the list named before."""
        plain, form, left = self._plain, _form(self._quantities[index]), place.left
        apart = max(plain.rfind("分别", *left), plain.rfind("依次", *left))
        verb: Piece = ()
        if apart > left[0]:
            begin, stop = noun_of(plain, (left[0], apart), form, paired=True)
            does = noun_of(plain, (apart + 2, left[1]), form)
            if form == "level" and CHANGE_ONLY.fullmatch(plain, *does):
                verb = (does,)
            if len(topic) == size and topic[-1] and topic[-1][-1] == (begin, stop):
                return [(*piece, does) if does[0] < does[1] else piece for piece in topic]  # 3个省级、8个市级项目分别…
        else:
            begin, stop = noun_of(plain, left, form)
        text = plain[begin:stop]
        if len(topic) == size and (plan := PLAN.search(plain, *left)) is not None:
            return [(*piece, plan.span("share")) for piece in topic]
        if len(topic) == size and (them := _EACH_OF_THEM.match(plain, begin, stop)) is not None:
            rest: Piece = ((them.end(), stop),) if them.end() < stop else ()
            return [piece + rest + verb for piece in topic]
        both = leaning.rise_of_both(plain, place)
        if (text in GENERIC or both and not text) and (listed := leaning.listed_before(plain, place, size)):
            return listed
        if text and text not in GENERIC and not says_nothing(text):
            items = split_list(plain, (begin, stop), size, apart=apart > left[0])
            if items is None:
                return None
            owner = topic[-1] if topic and not place.opens else ()
            if owner and all(self._context.needs_owner(said(plain, item), place) for item in items):
                items = [owner + item for item in items]  # 举报30件，办结率、满意率分别达到…
                return [item + verb for item in items]
            return [item + verb for item in self._distributed(items)]
        behind = words_behind(plain, self._quantities, index + size - 1) if form == "level" else (0, 0)
        if len(topic) == size and (apart > left[0] or behind[0] == behind[1]):
            extra: Piece = ((begin, stop),) if text else ()
            return [piece + extra + verb for piece in topic]
        return None

    def _counted_together(self, index: int, place: Place) -> Span | None:
        """脱贫 in 460户、1500人脱贫: the words behind the last of a few counts when the first has no noun at all."""
        plain, quantities = self._plain, self._quantities
        if place.right[0] < place.right[1] or quantities[index].form != "number":
            return None
        last = index
        while (
            last + 1 < len(quantities) and last - index < 2 and _next_to(plain, quantities[last], quantities[last + 1])
        ):
            last += 1
            if kind_of(quantities[last].unit) not in ("count", "") or quantities[last].unit == quantities[index].unit:
                return None
        if last == index:
            return None
        batches = quantities[index].unit in _BATCHES and quantities[index + 1].start == quantities[index].end
        text = plain[slice(*noun_of(plain, place.left, "level"))]
        if not (batches and text.endswith(_PUT_OUT)) and not self._context.is_empty(text):
            return None
        begin, stop = words_behind(plain, quantities, last)
        return (begin, stop) if stop - begin >= 2 else None

    def _distributed(self, items: list[Piece]) -> list[Piece]:
        """The items, completed from each other unless one brings a verb of its own (接待游客、实现旅游总花费)."""
        verbs = [_REACHES.match(self._plain, item[0][0]) if isinstance(item[0][0], int) else None for item in items]
        if not any(verbs[1:]):
            return distribute(self._plain, items)
        return [
            ((verb.end(), item[0][-1]), *item[1:]) if verb and not isinstance(item[0], Supplied) else item
            for verb, item in zip(verbs, items, strict=True)
        ]

    def _one_by_one(self, first: int, last: int, head: Span, place: Place, topic: tuple[Piece, ...]) -> list[Choice]:
        if (shared := self._counted_together(first, place)) is not None:
            choice = Choice((shared,), "after-number")
            return [choice] * (last - first + 1)
        found = [self._chooser.choose(first, head, place, topic)]
        for index in range(first + 1, last + 1):
            right = words_behind(self._plain, self._quantities, index)
            if right[0] == right[1] or _STEPS.match(self._plain, *right):
                found.append(found[-1])
                continue
            here = msgspec.structs.replace(place, right=right)
            none = (place.left[0], place.left[0])
            choice = self._chooser.choose(index, none, here, topic)
            found.append(choice if choice.pieces else found[-1])
        return found


def _next_to(plain: str, one: Quantity, other: Quantity) -> bool:
    """Whether one count follows the other at once: 460户、1500人脱贫; 6万户20万农民."""
    apart = other.start - one.end
    return apart == 0 or apart == 1 and plain[one.end] in "、和"


def _recent(names: Sequence[Name], size: int) -> tuple[Piece, ...]:
    """The last names of as many figures: 城镇…17175元，农村…6120元，实际增长7.9%和8.2%."""
    recent: list[Piece] = []
    for name in reversed(names[-2 * _LIST_LIMIT :]):
        if name.pieces and name.pieces not in recent:
            recent.insert(0, name.pieces)
        if len(recent) == size:
            return tuple(recent)
    return ()
