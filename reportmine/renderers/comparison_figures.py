"""The series of a comparison as a table: years across, or reports; of many reports of one year, the ends.

Takes ``Series``, gives the head and rows of text. Read next: ``comparison_pages.py``.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from reportmine.comparison.model import Compared, Point, Series
from reportmine.messages import tr
from reportmine.renderers.comparison_words import point_value

# Years on a screen, and places side by side before their least and greatest figure stand for them.
_YEARS, _SIDE_BY_SIDE = 6, 5


class Figures(NamedTuple):
    """A table; every column but the first holds figures."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def tabulate(series: Sequence[Series], reports: Sequence[Compared], names: Sequence[str], limit: int | None) -> Figures:
    """The table of the first series that have something to show; all years and all series without ``limit``."""
    if len({report.year for report in reports}) > 1:
        years = sorted({point.year for one in series for point in one.points if point.year is not None})
        if limit is not None:
            latest = max((report.year or 0 for report in reports), default=0)
            years = [year for year in years if year <= latest][-_YEARS:] or years[-_YEARS:]
            series = [one for one in series if len({point.year for point in one.points}.intersection(years)) > 1]
        return Figures(
            (tr("指标"), *map(str, years)),
            tuple(
                (_name(one), *(_cell([point for point in one.points if point.year == year]) for year in years))
                for one in series[:limit]
            ),
        )
    if limit is not None and len(reports) > _SIDE_BY_SIDE:
        # What most reports give can be compared best.
        common = sorted(series, key=lambda one: -len({point.report for point in one.points}))
        return Figures(
            (tr("指标"), tr("报告份数"), tr("最小"), tr("最大")), tuple(_ends(one, names) for one in common[:limit])
        )
    return Figures(
        (tr("指标"), *names),
        tuple(
            (_name(one), *(_cell([point for point in one.points if point.report == report.id]) for report in reports))
            for one in series[:limit]
        ),
    )


def _name(one: Series) -> str:
    return tr("{name}（{unit}）", name=one.name, unit=one.unit) if one.unit else one.name


def _cell(points: Sequence[Point]) -> str:
    targets = list(dict.fromkeys(point_value(point) for point in points if point.status == "target"))
    actuals = list(dict.fromkeys(point_value(point) for point in points if point.status == "actual"))
    if targets and actuals:
        return f"{'/'.join(targets)}→{'/'.join(actuals)}"
    return f"({'/'.join(targets)})" if targets else "/".join(actuals)


def _ends(one: Series, names: Sequence[str]) -> tuple[str, ...]:
    """How many reports have it, and the least and the greatest figure reached, aims where there is nothing else."""
    told = [point for point in one.points if point.value is not None]
    reached = [point for point in told if point.status == "actual"] or told
    reports = str(len({point.report for point in one.points}))
    if not reached:
        return _name(one), reports, "", ""
    ends = (min(reached, key=lambda point: point.value or 0), max(reached, key=lambda point: point.value or 0))
    return _name(one), reports, *(f"{point_value(point)} {names[point.report]}" for point in ends)
