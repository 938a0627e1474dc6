"""Finds the name of what a quantity measures, carried across clauses (达到5.53万亿元、增长4.8%).

Takes the text of one paragraph and the quantities in it, gives a ``Name`` per quantity. The noun is taken out
of a clause by ``phrases.py``; lists after 分别 are split by ``pairs.py``. Read next: ``find.py``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from reportmine.indicators import leaning
from reportmine.indicators.behind import SKIPPED, verb_between, words_behind
from reportmine.indicators.name_context import AMONG, BENEFIT, RISING, SENTENCE_END, NameContext, Place
from reportmine.indicators.pairs import Piece, distribute, split_list
from reportmine.indicators.phrases import (
    CHANGE_ONLY,
    CHANGE_VERB,
    GOVERNS,
    STOPS,
    Span,
    any_of,
    cues,
    noun_of,
    says_nothing,
)
from reportmine.model import Quantity
from reportmine.quantities.units import kind_of

# Longer clauses and lists than these are not read to their beginning: they are no text.
_CLAUSE_LIMIT, _LIST_LIMIT, _PIECES = 160, 12, 5

_GENERIC = frozenset(cues("generic", "words"))
_KEEP = re.compile(rf"(?:{any_of(cues('verbs', 'keep'))})了?\Z")
_DROP = re.compile(rf"(?:{any_of(cues('verbs', 'drop'))})\Z")
_PREDICATE = re.compile(any_of(cues("verbs", "predicates")))
_SHORT_PREDICATE = re.compile(any_of(cues("verbs", "short")))
_IN_LIST = re.compile(r"(?:左右|以上|以内)?(?:、|和|与|以及|及|或)(?:近|约|超过|超|突破|分别|不低于)?\Z")
_PLACE = re.compile(r"(?:在|对|从|为|由|向|将|把)[^，。；]{0,12}\Z")
_SUMMIT = re.compile(r"[^，。；]{0,8}(?:台阶|大关|关口)")
_FROM = re.compile(r"[从由][^，。；]{0,24}\Z")
_UP_TO = re.compile(r"(?:左右|以上)?[^，。；、\d]{0,6}[到至为成][^，。；、\d]{0,8}")
_SHARED = re.compile(r"[^，。；、\d]{0,14}的[近约]?")
_PLANS = frozenset(cues("generic", "plans"))
_SPENT = frozenset(("投资", "总投资", "投入", "耗资"))
_MOVES = frozenset(("前移", "前进", "上升", "提升", "跃升", "下降", "后退", "进"))


class Name(NamedTuple):
    """``pieces`` joined give the name; ``left`` is the clause before the number, ``group`` its list."""

    pieces: Piece
    left: Span
    group: int


def _form(quantity: Quantity) -> str:
    if quantity.form == "rank":
        return "rank"
    return "change" if quantity.form in ("percent", "points", "multiple", "fraction") else "level"


class Namer:
    """Names the quantities of one paragraph, whose normalised text is ``plain``."""

    def __init__(self, plain: str, quantities: Sequence[Quantity]) -> None:
        self._plain = plain
        self._quantities = quantities
        self._context = NameContext(plain)
        self._history: list[Piece] = []

    def names(self) -> list[Name]:
        """One ``Name`` per quantity, in order."""
        names: list[Name] = []
        plain = self._plain
        topic: tuple[Piece, ...] = ()
        index, group = 0, 0
        while index < len(self._quantities):
            last = self._group_end(index)
            size = last - index + 1
            if size > 1 and len(topic) != size:
                topic = _recent(names, size) or topic
            place = self._place(index)
            found = self._pair(place, self._quantities[index], size, topic) if size > 1 else None
            if found is None and size == 1 and len(names) > 1:
                found = self._share_of(index, names)
            if found is None and size == 1 and names and self._is_second(index, names[-1].left):
                found = [names[-1].pieces]
            if found is None:
                found = self._one_by_one(index, last, place, topic)
            if any(self._context.is_empty(self._context.said(piece).strip()) for piece in found):
                found = self._context.filled(found, place, topic)
            # A name that leans on a name that leans on a name … says no more than its end.
            found = [pieces[-_PIECES:] for pieces in found]
            names.extend(Name(pieces, place.left, group) for pieces in found)
            self._history.extend(found)
            last_found = found[-1]
            leans = len(topic) == 1 and len(found) == 1 and len(last_found) > len(topic[0])
            planned = len(last_found) > 1 and ("完成" in last_found or self._context.said(last_found[-1:]) in _PLANS)
            if leaning.is_increase(plain, last_found):
                topic = (last_found[:-1],)  # 收入…，比上年增加2亿元，增长5%: the growth is that of the revenue
                index, group = last + 1, group + 1
                continue
            if not planned and not (
                leans and last_found[-len(topic[0]) :] == topic[0] and plain.startswith("其中", place.left[0])
            ):
                topic = tuple(pieces for pieces in found if pieces) or topic
            index, group = last + 1, group + 1
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

    def _is_second(self, index: int, left: Span) -> bool:
        """Whether a number is the end of a change that began with the one before: 由46户整合至18户."""
        plain, before, here = self._plain, self._quantities[index - 1], self._quantities[index]
        if here.start - before.end > 16 or before.form != here.form or _FROM.search(plain, *left) is None:
            return False
        return _UP_TO.fullmatch(plain, before.end, here.start) is not None

    def _place(self, index: int) -> Place:
        plain, here = self._plain, self._quantities[index].start
        floor = self._quantities[index - 1].end if index else 0
        near = max(floor, here - _CLAUSE_LIMIT)
        begin = max(near, max(plain.rfind(mark, near, here) for mark in STOPS) + 1)
        if begin == floor and index:
            skipped = SKIPPED.match(plain, begin, here)
            begin = skipped.end() if skipped else begin
        between = plain[max(floor, begin - _CLAUSE_LIMIT) : begin]
        opens = index == 0 or not SENTENCE_END.isdisjoint(between)
        return Place((begin, here), words_behind(plain, self._quantities, index), floor, opens)

    def _group_end(self, index: int) -> int:
        """Last of the numbers that follow each other in one list: 14.2%、4.2%; 12项和44项."""
        plain, last = self._plain, index
        start = self._quantities[index].start
        apart = "分别" in plain[max(0, start - 12) : start]
        while last + 1 < len(self._quantities) and last - index < _LIST_LIMIT:
            this, after = self._quantities[last], self._quantities[last + 1]
            if after.start - this.end > 8 or this.form != after.form:
                break
            if not _IN_LIST.fullmatch(plain, this.end, after.start):
                break
            if this.form == "number" and not apart and kind_of(this.unit) != kind_of(after.unit):
                break
            last += 1
        return last

    def _pair(self, place: Place, quantity: Quantity, size: int, topic: tuple[Piece, ...]) -> list[Piece] | None:
        """The names of a list of numbers: from the list before them, or from the list named before."""
        plain, form, left = self._plain, _form(quantity), place.left
        apart = plain.rfind("分别", *left)
        verb: Piece = ()
        if apart > left[0]:
            begin, stop = noun_of(plain, (left[0], apart), form)
            does = noun_of(plain, (apart + 2, left[1]), form)
            if form == "level" and CHANGE_ONLY.fullmatch(plain, *does):
                verb = (does,)
        else:
            begin, stop = noun_of(plain, left, form)
        text = plain[begin:stop]
        if text in _GENERIC and len(topic) != size and (listed := leaning.listed_before(plain, place, size)):
            return listed
        if text and text not in _GENERIC and not says_nothing(text):
            items = split_list(plain, (begin, stop), size)
            if items is None:
                return None
            owner = topic[-1] if topic and not place.opens else ()
            if owner and all(self._context.needs_owner(self._context.said(item), place) for item in items):
                items = [owner + item for item in items]  # 举报30件，办结率、满意率分别达到…
                return [item + verb for item in items]
            return [item + verb for item in distribute(plain, items)]
        if len(topic) == size:
            extra: Piece = ((begin, stop),) if text else ()
            return [piece + extra + verb for piece in topic]
        return None

    def _one_by_one(self, first: int, last: int, place: Place, topic: tuple[Piece, ...]) -> list[Piece]:
        form = _form(self._quantities[first])
        stop = leaning.before_yardstick(self._plain, place.left) if form == "change" else None
        head = noun_of(self._plain, (place.left[0], place.left[1] if stop is None else stop), form)
        before = topic[-1] if topic else ()
        found = [self._choose(self._quantities[first], head, place, before)]
        for index in range(first + 1, last + 1):
            right = words_behind(self._plain, self._quantities, index)
            if right[0] == right[1]:
                found.append(found[-1])
                continue
            here = place._replace(right=right)
            none = (place.left[0], place.left[0])
            found.append(self._choose(self._quantities[index], none, here, before) or found[-1])
        return found

    def _choose(self, quantity: Quantity, head: Span, place: Place, topic: Piece) -> Piece:
        """The name of one number: the noun before it, the noun behind it, or the topic carried on."""
        plain = self._plain
        text = plain[head[0] : head[1]]
        empty = self._context.is_empty(text)
        behind = plain[place.right[0] : place.right[1]]
        noun = bool(behind) and _PREDICATE.match(behind) is None
        unit = kind_of(quantity.unit)
        counted = quantity.form == "number" and bool(quantity.unit) and unit in ("count", "division", "")
        own: Piece = (head,) if text else ()
        if quantity.form == "rank":
            leans = empty or text in _GENERIC
            return (topic or own) if leans else (*leaning.contest(plain, place), head)
        if quantity.unit == "位" and text in _MOVES and topic:
            return topic + own
        if counted and _SUMMIT.fullmatch(behind) and own:
            return own
        if unit == "duration":
            subject = self._context.subject(place)
            whose: Piece = (subject,) if subject is not None else () if place.opens else topic
            whose = own if own and text[0] != "内" else whose
            if limit := leaning.time_limit(plain, quantity.end, whose):
                return limit
        if counted and noun:
            named = leaning.people(plain, place) or self._counted(head, place, topic, empty)
            return leaning.became(plain, place.right) or named if named == (place.right,) else named
        if leaned := self._leaning(quantity, head, place, topic):
            return leaned
        if text in ("收入", "支出") or leaning.is_balance(text):
            side = leaning.budget(plain, () if place.opens else topic, self._history)
            if side:
                return (*side, head)
        if self._context.needs_owner(text, place):
            owner: Span | None = self._context.subject(place) if place.opens else None
            if owner is not None and text not in plain[owner[0] : owner[1]]:
                return (owner, *own)
            if topic and not place.opens and self._context.carries(text, topic):
                return topic + own
        if text in _PLANS and topic and not place.opens and quantity.form == "percent":
            done = text.startswith(("相当", "为")) or self._context.said(topic).endswith("完成")
            return (*topic, head) if done else (*topic, "完成", head)  # 支出412亿元，完成预算的98%
        if text in _SPENT and plain.startswith("的", quantity.end) and behind:
            return (place.right, *own)  # 投资3亿元的污水处理厂
        verb = bool(text) and (_KEEP.fullmatch(text) or _DROP.fullmatch(text)) is not None
        among = AMONG.match(plain, place.left[0]) is not None
        if own and topic and among and not empty and not verb and len(text) <= 6:
            return self._context.among(head, topic)
        if own and 2 < len(text) <= 6 and (grown := self._context.grown(text, place)) is not None:
            return (grown, (head[0] + 2, head[1]))
        if text in _GENERIC or text.startswith("占"):
            subject = self._context.subject(place) if place.opens else None
            base: Piece = (subject,) if subject is not None else topic
            said = "".join(piece if isinstance(piece, str) else plain[slice(*piece)] for piece in base)
            return base if text in said else base + own
        if (empty or verb) and (noun or place.opens and behind.startswith(("支持", "用于", "专项", "主要"))):
            if empty and topic and not place.opens and CHANGE_VERB.search(plain, *place.left):
                return topic
            return (*(own if verb and _KEEP.fullmatch(text) else ()), place.right)
        if empty:
            subject = self._context.subject(place)
            rises = subject is not None and RISING.search(plain, subject[1], place.left[0] - 1)
            if subject is not None and (place.opens or rises):
                return (subject,)
            return topic or own or ((place.right,) if behind else ())
        if verb and not place.opens and (plain[place.left[0]] in "、和" or among):
            return own + topic  # 保障房建成470套、新开工630套
        if noun and quantity.form == "number" and unit == "physical" and len(behind) <= 16:
            return (head, place.right)
        return own

    def _alike(self, quantity: Quantity, topic: Piece) -> Piece:
        """What was last counted in the same unit, else the topic."""
        for index in range(len(self._history) - 1, max(-1, len(self._history) - 5), -1):
            if self._quantities[index].unit == quantity.unit:
                return self._history[index]
        return topic

    def _leaning(self, quantity: Quantity, head: Span, place: Place, topic: Piece) -> Piece:
        """The name of a figure that leans on its neighbours in one of the ways of ``leaning.py``."""
        plain = self._plain
        text = plain[head[0] : head[1]]
        own: Piece = (head,) if text else ()
        if quantity.form in ("percent", "fraction"):
            spent = leaning.share_spent(plain, place, quantity.end)
            base = own or topic
            if spent and base:
                return (*base, *spent)
            if own and not place.opens and (branch := leaning.branch(plain, head, topic)):
                return branch
            if own and leaning.occupies(plain, place.left) and text[0] != "占":
                return (head, "占比")
            return ()
        counted = kind_of(quantity.unit) in ("count", "")
        if quantity.form == "number" and counted and (such := leaning.such(plain, place, self._alike(quantity, topic))):
            return such
        if own and not place.opens and (twin := leaning.twin(plain, head, topic)):
            return twin
        if quantity.form == "number" and (more := leaning.increase(plain, place.left)) is not None:
            before = noun_of(plain, (place.left[0], more[0]), "level")
            base = (before,) if before[0] < before[1] else topic
            if base and not leaning.said(plain, base).endswith(plain[slice(*more[1])]):
                return (*base, more[1])
            return base
        if not text:
            return ()
        if leaning.is_event(text):
            subject = leaning.object_before(plain, place) or self._context.subject(place)
            base = (subject,) if subject is not None else () if place.opens else topic
            if base and self._context.said(base).endswith(text):
                return base
            return (*base, head) if base and self._context.carries(text, base) else ()
        subject = leaning.object_before(plain, place)
        if subject and (leaning.is_part(text) and leaning.is_work(plain, subject) or counted and _KEEP.fullmatch(text)):
            return (subject,) if plain.endswith(text, *subject) else (subject, head)
        if not self._context.is_empty(text) and text not in _GENERIC:
            if leaning.is_prize(text) and (contest := leaning.contest(plain, place)):
                return (*contest, head)
            if quantity.form == "number" and kind_of(quantity.unit) != "money":
                verb = leaning.list_verb(plain, place, head, topic)
                return (*verb, head) if verb else ()
        return ()

    def _counted(self, head: Span, place: Place, topic: Piece, empty: bool) -> Piece:
        """The name of a count whose noun stands behind the number: 新增1200万人就业, 6个园区."""
        plain = self._plain
        begin, stop = place.right
        begin_clause = place.left[0]
        number = place.left[1]
        if _PLACE.search(plain, max(number - 14, 0), number):
            stop = verb_between(plain, begin + 2, stop) or stop
        behind: Span = (begin, stop)
        if empty and plain[begin_clause - 2 : begin_clause] == "的，":
            near = max(begin_clause - 26, 0)
            former = max(near, max(plain.rfind(mark, near, begin_clause - 1) for mark in STOPS) + 1)
            return ((former, begin_clause - 1), behind)  # 达到这个规定的，已经有50个县
        if empty:
            carried = not place.opens and _SHORT_PREDICATE.fullmatch(plain, begin, stop) is not None
            return (*topic, behind) if carried else (behind,)
        text = plain[head[0] : head[1]]
        keep, drop = _KEEP.search(text), _DROP.search(text)
        if keep is not None:
            whole = keep.start() <= 8 or BENEFIT.match(keep[0]) and len(text) <= 24 and not GOVERNS.match(text)
            return (head if whole else (head[0] + keep.start(), head[1]), behind)
        if drop is not None and 0 < drop.start() <= 6 and stop - begin <= 4:
            return ((head[0], head[0] + drop.start()), behind)
        if text[0] == "向":
            return (behind,)  # 向居民承诺的20件实事
        opening = GOVERNS.match(plain, *place.left)
        if stop - begin <= 2 and opening is not None:
            return (opening.span(), behind)
        if stop - begin <= 4 and drop is None and len(text) <= 14:
            return (head, behind)
        return (behind,)


def _recent(names: Sequence[Name], size: int) -> tuple[Piece, ...]:
    """The last names of as many figures: 城镇…17175元，农村…6120元，实际增长7.9%和8.2%."""
    recent: list[Piece] = []
    for name in reversed(names[-2 * _LIST_LIMIT :]):
        if name.pieces and name.pieces not in recent:
            recent.insert(0, name.pieces)
        if len(recent) == size:
            return tuple(recent)
    return ()
