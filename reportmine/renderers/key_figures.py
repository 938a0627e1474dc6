"""Which figures a reader wants first: one row for a measure, a year and an aim, value and growth each from its place.

Takes a ``Report``, gives ``Figure`` rows. 地区生产总值增长5% in the summary and 地区生产总值2.9万亿元 a page further
are one row. The measures and their order: ``data/key_figures.toml``. Read next: ``figures.py``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from reportmine.comparison.edition import Edition
from reportmine.comparison.measurements import GROWING, Measurement, reviewed_year
from reportmine.comparison.series.belonging import is_of_the_nation, span
from reportmine.indicators.codes import find_code
from reportmine.lexicon import strings
from reportmine.model import Report
from reportmine.patterns import regex
from reportmine.renderers.figures import Figure, as_written, merge_figures

# A target comes after this many measures' results: where the year went is asked before where the next one is to go.
_TARGETS_AFTER = 4
# So does what a report gives of several years or of a later one alone.
_OTHER_YEARS_AFTER = 4
_END = regex("[。！？\n]")


def key_figures(report: Report, limit: int) -> list[Figure]:
    """The ``limit`` rows that matter most.

    First the measures of data/key_figures.toml: the result of the year that the report looks back on and the target of
    its own year, a figure of several years only where there is none of one. What is left is filled with the names of
    that file, then with rows that have value and change. Masked figures come last, results before targets, both in the
    order of the text.
    """
    figures = [figure for _, figure in sorted(_of_measures(report), key=lambda one: one[0])]
    if sum(not figure.masked for figure in figures) < limit:
        figures += _others(report, limit)
    chosen = sorted(figures, key=lambda figure: figure.masked)[:limit]
    return sorted(chosen, key=lambda figure: (figure.target, figure.start))


def rank(name: str, code: str | None) -> int | None:
    """Where a measure stands among those that matter most, ``None`` for any other."""
    groups = _groups()
    if code is not None:
        return next((place for place, codes in enumerate(groups) if code in codes), None)
    names = strings("key_figures", "names")
    return next((len(groups) + place for place, one in enumerate(names) if one in name), None)


class _Candidate(NamedTuple):
    """A figure of a known measure; ``age`` is how far its time is from the one wanted."""

    one: Measurement
    target: bool
    age: int

    @property
    def weight(self) -> tuple[bool, int, bool, bool, int]:
        indicator = self.one.indicator
        return indicator.masked, self.age, indicator.period is None, indicator.bound != "exact", indicator.start


def _of_measures(report: Report) -> Iterator[tuple[tuple[int, int], Figure]]:
    """The rows of the known measures, each with what it is sorted by."""
    found: dict[str, list[_Candidate]] = {}
    for candidate in _candidates(report):
        found.setdefault(candidate.one.code or "", []).append(candidate)
    for place, codes in enumerate(_groups()):
        for target in (False, True):
            given = [[one for one in found.get(code, ()) if one.target == target] for code in codes]
            best = min(given, key=lambda some: min((one.weight[:2] for one in some), default=(True, 9)))
            if best:
                figure = _row(report, best)
                other_years = min(one.age for one in best) > 0
                after = target * _TARGETS_AFTER + other_years * _OTHER_YEARS_AFTER
                yield (place + after, int(target)), figure


def _candidates(report: Report) -> Iterator[_Candidate]:
    edition = Edition(report, 0, report.year)
    able = [one for one in edition.measurements if one.code in _known() and _tells(one)]
    reviewed = reviewed_year(edition)
    for one in able:
        target = one.indicator.status == "target"
        last = max((other.year or 0 for other in able if other.indicator.status == one.indicator.status), default=0)
        wanted = last if reviewed is None else reviewed + target
        several = span(one) != "year"
        yield _Candidate(one, target, abs((one.year or 0) - wanted) * 2 + several)


def _tells(one: Measurement) -> bool:
    """Whether a figure is the measure itself: its own place's, no difference, no rank, of whole years."""
    return (
        one.key == one.code
        and one.kind not in ("rank", "points")
        and one.year is not None
        and (span(one) == "year" or _tells_its_years(one))
        and not is_of_the_nation(one)
    )


def _tells_its_years(one: Measurement) -> bool:
    """Whether a figure of several years says of which: a sum or growth, no amount on average."""
    spans = ("stretch ",) if one.kind == "level" else ("stretch ", "average ")
    return one.span.startswith(spans) and "/" in (one.indicator.period or "")


def _row(report: Report, candidates: Sequence[_Candidate]) -> Figure:
    """The best of the candidates, and of the same time what it lacks: growth beside a level, a level beside growth."""
    best = min(candidates, key=lambda one: one.weight)
    grows = best.one.kind in GROWING
    same = [
        one
        for one in candidates
        if (one.one.kind in GROWING) != grows
        and (one.one.year, span(one.one)) == (best.one.year, span(best.one))
        and (not best.target or _in_one_sentence(report.text, one, best))
    ]
    near = min(same, key=lambda one: (one.weight[:1], one.weight[2:4], _apart(one, best)), default=None)
    value, change = (near, best) if grows else (best, near)
    first = value or best
    indicator = first.one.indicator
    return Figure(
        name=indicator.name,
        value=as_written(report, value.one.indicator) if value else "",
        change=as_written(report, change.one.indicator) if change else "",
        period=_period(first.one),
        target=best.target,
        masked=best.one.indicator.masked or (near is not None and near.one.indicator.masked),
        start=indicator.start,
        change_start=change.one.indicator.start if value and change else None,
        paragraph=indicator.paragraph,
    )


def _period(one: Measurement) -> str:
    """The time of a figure; of one that holds for each of several years the last of them."""
    period = one.indicator.period
    if period is None or (span(one) == "year" and period[:4] != str(one.year)):
        return str(one.year)
    return period


def _in_one_sentence(text: str, one: _Candidate, other: _Candidate) -> bool:
    """Whether nothing ends between two figures: 到2030年达到4万亿元 is no target of the year that grows by 5%."""
    first, last = sorted((one.one.indicator.start, other.one.indicator.start))
    return not _END.search(text, first, last)


def _apart(one: _Candidate, other: _Candidate) -> int:
    return abs(one.one.indicator.start - other.one.indicator.start)


def _others(report: Report, limit: int) -> list[Figure]:
    """Rows of what has no place among the known measures: the named ones first, then those with value and change."""
    known = _known()
    taken = {
        one.start
        for one in report.indicators
        if one.kind == "points" or one.code in known or find_code(one.name, "%", "change") in known
    }
    names = strings("key_figures", "names")

    def weight(figure: Figure) -> tuple[bool, int, int, int, int, int]:
        place = next((rank for rank, name in enumerate(names) if name in figure.name), len(names))
        # 专利授权量 is the thing itself, 专利密集型产业增加值占比 another: prefer the shorter name.
        length = len(figure.name) if place < len(names) else 0
        both = bool(figure.value and figure.change)
        return figure.masked, place, length, _age(figure, report.year), -both, figure.start

    chosen: list[Figure] = []
    seen: set[tuple[str, bool, bool, bool]] = set()
    for figure in sorted((one for one in merge_figures(report) if one.start not in taken), key=weight):
        key = next((name for name in names if name in figure.name), figure.name)
        shown = (key, figure.target, bool(figure.value), bool(figure.change))
        if shown in seen:
            continue
        seen.add(shown)
        chosen.append(figure)
        if len(chosen) == limit:
            break
    return chosen


def _age(figure: Figure, year: int | None) -> int:
    """How many years a figure is away from the year that the report is about: its own for targets, else the last."""
    if figure.period is None or year is None:
        return 2
    first, _, last = figure.period.partition("/")
    several = 1 if last and last[:4] != first[:4] else 0
    return abs(int((last or first)[:4]) - (year if figure.target else year - 1)) + several


@cache
def _groups() -> tuple[tuple[str, ...], ...]:
    """The codes of each measure, of which the first that a report gives of the right year is shown."""
    return tuple(tuple(codes.split()) for codes in strings("key_figures", "measures"))


@cache
def _known() -> frozenset[str]:
    return frozenset(code for codes in _groups() for code in codes)
