"""The results a report gives of the year just past, for the measures that targets are usually set for.

Takes a ``Report``, gives ``Measure``s of the family ``result`` under the same names as the targets, so that the
target of one year and the result told a year later can be held against one another. Read next: ``usual.py``.
"""

from __future__ import annotations

from msgspec.structs import replace

from reportmine.comparison.measurements import reviewed_year
from reportmine.lexicon import load
from reportmine.measures.model import Measure
from reportmine.measures.reading import Reading, read
from reportmine.measures.stated import Stated, choose
from reportmine.measures.usual import families
from reportmine.model import Indicator, Report
from reportmine.patterns import regex

# 没有实现能耗降低4%左右、排放减少2%的目标: a target told again.
_OF_AIM = regex("[^，。；]{0,24}(?:目标|任务)")
# 增长8%的目标未能实现, where the number was taken for what was reached.
_AN_AIM = regex("(?:左右|以上|以内)?(?:的|这一)[年度全初预期确定]{0,8}(?:目标|任务)")


def measure_results(report: Report) -> list[Measure]:
    """The results of the year that the report looks back on.

    ``name``, ``value`` and ``unit`` are as in ``measure_targets``; ``note`` begins with ``point``, ``at least`` (突破,
    超过), ``at most`` or ``about``, then ``year=`` where it is not the year before the report's, and ``measured=``.
    Averages and sums of several years are no results of one, and what a report does not give has no row.
    """
    found = choose_results(read(report))
    year = reviewed_year(read(report).edition)
    rows = {name: _row(name, one, report, year) for name, one in found.items()}
    for family, codes in families().items():
        if first := next((code for code in codes if code in rows), None):
            rows[family] = replace(rows[first], name=family)
    return list(rows.values())


def choose_results(reading: Reading) -> dict[str, Stated]:
    """The number that counts for each name, as in the text."""
    edition = reading.edition
    year = reviewed_year(edition)
    return choose(
        [
            one
            for one in reading.stated
            if one.fact is not None
            and one.fact.achieved
            and not (one.fact.cumulative or one.average)
            and one.one.span == "year"
            and one.one.year == year
            and not _is_told_again(edition.text, one.indicator)
        ]
    )


def _is_told_again(text: str, indicator: Indicator) -> bool:
    """Whether a number of the review is the target of the year, told again, and not what became of it."""
    aim = _OF_AIM if indicator.status == "target" else _AN_AIM
    return aim.match(text, indicator.end) is not None


def _row(name: str, one: Stated, report: Report, year: int | None) -> Measure:
    remarks = ["range" if one.value_max is not None else load("growth_targets")["modifiers"][one.indicator.bound]]
    if report.year is not None and year != report.year - 1:
        remarks.append(f"year={year}")
    remarks.append(f"measured={one.measured}")
    return Measure(
        part="review", measure="result", name=name, value=one.value, unit=one.unit, note="; ".join(remarks),
        evidence=(one.span,),
    )  # fmt: skip
