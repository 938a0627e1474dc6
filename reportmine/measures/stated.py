"""The numbers a report gives of the usual measures: which measure, in which form and unit, and which mention counts.

Takes measurements of an ``Edition``, gives a ``Stated`` for each mention. A number that several measures share
(均增长8%) is one of each. Read next: ``targets.py``, ``results.py``.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, cached_property, lru_cache
from typing import NamedTuple

from reportmine.comparison.edition import Clause, Edition
from reportmine.comparison.ledger.facts import Fact, find_facts
from reportmine.comparison.measurements import Measurement, signed
from reportmine.comparison.naming import parse_name
from reportmine.comparison.scale import convert
from reportmine.indicators.codes import find_code
from reportmine.measures.usual import Form, Usual, base_name, usual_measures
from reportmine.model import Indicator, IndicatorKind
from reportmine.patterns import regex

# So many different measures in one paragraph are an overview.
_OVERVIEW = 3
# 中央提出今年经济, 正常年景下粮食产量: who set it and under what circumstances is no part of what is measured.
_LEAD = regex(r"\A[^，。]{0,12}?(?:提出|确定|规定|要求|设定|拟定|带动|拉动|(?<=.)[下后时])(?:今年|明年|全年)?(?=.{2})")
# 经济增长速度的宏观调控目标
_AIM = regex(r"的?(?:宏观)?(?:(?:调控|预期|控制)(?:目标|指标)?|目标|指标)\Z")
_REACHED = regex(r"(?:达到?|为)了?\Z")
_AND = regex("[、和与及]")
# 进出口5000亿元，其中出口2600亿元，增长6%; 能耗由前三年分别上升4.9%、5.5%、0.2%，转为下降1.2%
_OF_SOMETHING_ELSE = regex("其中|前[两二三四五六]年")
_EACH = regex("[均都皆]")
# 经济增长的预期目标是6%: what grows, though 是 makes it look like a rate.
_GROWS = regex("增长|增速|增幅|涨幅")
_AVERAGE = regex("年均|平均每年|每年平均")
# How far from a number its name, and from that the names before it, are looked for.
_NEAR = 80
# 年均增长5%、迈上3万亿元台阶: the amount is none of every year.
_YEARLY = regex("(?:年均|平均每年|每年)[^、，。；]{0,12}\\Z")
# An index of prices with the year before as 100.
_INDEX_LOW, _INDEX, _INDEX_HIGH = 80, 100, 200


class Stated(NamedTuple):
    """One number a report gives of a usual measure, in the unit of the table; a fall is negative.

    ``called`` is the name it has there; ``average`` tells that it is of a year among several. ``fact`` is what
    the ledger knows of it; ``None`` of a number that a mask stands for.
    """

    name: str
    called: str
    value: float | None
    value_max: float | None
    unit: str
    one: Measurement
    average: bool
    span: tuple[int, int]
    fact: Fact | None = None

    @property
    def measured(self) -> str:
        """What was measured in the words of the report, without what is said before and behind it."""
        entry = usual_measures()[base_name(self.name)]
        held = [word for word in (*entry.words, *entry.names) if word in self.called]
        return max(held, key=len, default=_AIM.sub("", _LEAD.sub("", self.called)))

    @property
    def indicator(self) -> Indicator:
        """The number as the analysis has it."""
        return self.one.indicator


def find_stated(edition: Edition) -> tuple[Stated, ...]:
    """All numbers of usual measures in the order of the text."""
    found = _find(edition)
    ones = {one.indicator.start: one.one for one in found}
    facts = {fact.one.indicator.start: fact for fact in find_facts(_Few(edition, tuple(ones.values())))}
    return tuple(one._replace(fact=facts.get(one.indicator.start)) for one in found)


def _find(edition: Edition) -> list[Stated]:
    clauses = _Clauses(edition)
    found: list[Stated] = []
    for one in edition.measurements:
        clause = clauses.around(one.indicator)
        between = _between(one)
        kind: IndicatorKind = "change" if _grows(one.indicator, between) else one.indicator.kind
        average = _is_average(one, between)
        for code, called in _measures(one, kind, between, clause):
            number = _number(usual_measures()[code], one, kind)
            if number is not None:
                found.append(Stated(number[0], called, *number[1:], one, average, _span(one.indicator, clause)))
    return found


def overviews(found: Iterable[Stated]) -> frozenset[int]:
    """The paragraphs that give several usual measures: the aims of a year, or its results at a glance."""
    names: dict[int, set[str]] = defaultdict(set)
    for one in found:
        names[one.indicator.paragraph].add(one.name)
    return frozenset(paragraph for paragraph, held in names.items() if len(held) >= _OVERVIEW)


def choose(found: Sequence[Stated]) -> dict[str, Stated]:
    """The number that counts for each name, in the order of the table.

    Where several are given, one of an overview goes first, then one whose clause says nothing else, then an exact one
    before 超过 and 突破, then the first.
    """
    seen = overviews(found)

    def order(one: Stated) -> tuple[bool, bool, bool, bool, int]:
        return (
            one.indicator.paragraph not in seen,
            one.fact is None or one.fact.rest is None,
            one.fact is not None and bool(one.fact.rest),
            one.indicator.status == "actual" and one.indicator.bound != "exact",
            one.indicator.start,
        )

    best: dict[str, Stated] = {}
    for one in sorted(found, key=order):
        best.setdefault(one.name, one)
    return {name: best[name] for name in sorted(best, key=_place)}


def _measures(one: Measurement, kind: IndicatorKind, between: str, clause: Clause | None) -> Iterator[tuple[str, str]]:
    """The codes of the usual measures that a number is of, each with its name.

    How much more there is than before (增加150亿元), how much of a part or in other years, is no number of the measure.
    """
    if _OF_SOMETHING_ELSE.search(between):
        return
    for called in _names(one, between, clause):
        code = _code(called, one.indicator.unit, kind) if called != one.called or one.code is None else one.code
        if code in usual_measures():
            yield code, called


def _names(one: Measurement, between: str, clause: Clause | None) -> Iterator[str]:
    """The names that share a number, its own last."""
    if one.name.flow in ("more", "less"):
        # 粮食产量增加109亿公斤，达到4024亿公斤
        if _REACHED.search(one.edition.text, max(0, one.indicator.start - 4), one.indicator.start):
            yield one.name.core
        return
    names = one.indicator.name_spans
    if clause is not None and names and names[0][0] > clause.start and _EACH.search(between):
        # 地区生产总值、工业增加值、投资均增长8%
        yield from _AND.split(one.edition.text[max(clause.start, names[0][0] - _NEAR) : names[0][0]])
    if one.code is None and "分别" not in between and _AND.search(one.called):
        yield from _AND.split(one.called)
    yield one.called


@lru_cache(maxsize=8192)
def _code(called: str, unit: str, kind: IndicatorKind) -> str | None:
    """The code of a name, also where it begins with what is none of it."""
    if not called:
        return None
    for name in dict.fromkeys((called, _LEAD.sub("", called), _AIM.sub("", _LEAD.sub("", called)))):
        if code := find_code(name, unit, kind) or _other_names().get((parse_name(name, kind).core, kind)):
            return code
    return None


@cache
def _other_names() -> dict[tuple[str, IndicatorKind], str]:
    return {(name, "change"): entry.code for entry in usual_measures().values() for name in entry.names}


def _between(one: Measurement) -> str:
    """What stands between a name and its number."""
    before = [end for _, end in one.indicator.name_spans if end <= one.indicator.start]
    return one.edition.text[max(*before, one.indicator.start - _NEAR) : one.indicator.start] if before else ""


def _is_average(one: Measurement, between: str) -> bool:
    """Whether a number is of a year among several; of an amount the words right before it tell."""
    if one.kind == "level":
        return _YEARLY.search(between) is not None
    return one.span.startswith("average") or _AVERAGE.search(between) is not None


def _grows(indicator: Indicator, between: str) -> bool:
    return indicator.kind == "share" and indicator.unit == "%" and _GROWS.search(between) is not None


def _number(entry: Usual, one: Measurement, kind: IndicatorKind) -> tuple[str, float | None, float | None, str] | None:
    """The name a number goes under, its low and its high end, and their unit."""
    indicator = one.indicator
    value, value_max, unit = one.value, signed(indicator, indicator.value_max), indicator.unit
    if entry.as_index and kind in ("level", "share") and value is not None and _INDEX_LOW < value < _INDEX_HIGH:
        return entry.code, value - _INDEX, None if value_max is None else value_max - _INDEX, "%"
    form = _form(kind, unit)
    if form is None or (form == "level" and not entry.units) or (form == "share" and entry.form != "share"):
        return None
    if form == "level":
        value, value_max, unit = _in_unit(value, value_max, unit, entry.units)
    return entry.code if form == entry.form else f"{entry.code}:{form}", value, value_max, unit


def _form(kind: IndicatorKind, unit: str) -> Form | None:
    if kind == "level" and unit != "%":
        return "level"
    if unit != "%":
        return None
    return "growth" if kind == "change" else "share" if kind == "share" else None


def _in_unit(
    value: float | None, value_max: float | None, unit: str, units: Sequence[str]
) -> tuple[float | None, float | None, str]:
    into = next((one for one in units if convert(1.0, unit, one) is not None), unit)
    low, high = (None if one is None else convert(one, unit, into) for one in (value, value_max))
    return low, high, into


def _span(indicator: Indicator, clause: Clause | None) -> tuple[int, int]:
    """From the name of an indicator, or where its clause begins, to the end of its clause."""
    first = min([indicator.start, *(start for start, _ in indicator.name_spans)])
    return (first, indicator.end) if clause is None else (min(first, clause.start), clause.end)


def _place(name: str) -> tuple[int, str]:
    return list(usual_measures()).index(base_name(name)), name


class _Few(Edition):
    """An edition with some of its measurements: what the ledger looks at for each takes its time."""

    def __init__(self, edition: Edition, ones: tuple[Measurement, ...]) -> None:
        super().__init__(edition.report, edition.id, edition.year)
        self._ones = ones

    @cached_property
    def measurements(self) -> tuple[Measurement, ...]:
        """Those that were chosen."""
        return self._ones


class _Clauses:
    """The clauses of an edition by where they stand."""

    def __init__(self, edition: Edition) -> None:
        self._ones = [clause for sentence in edition.sentences for clause in sentence.clauses]
        self._starts = [clause.start for clause in self._ones]

    def around(self, indicator: Indicator) -> Clause | None:
        """The clause that holds a number."""
        at = bisect_right(self._starts, indicator.start) - 1
        return self._ones[at] if at >= 0 and self._ones[at].end >= indicator.end else None
