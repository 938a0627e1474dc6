"""Every measure that two or more reports give, as a series over the years or places.

Takes editions, gives ``Series``. What has a stable code, or the same name without its qualifiers, in comparable units,
is one series; what is left is matched by likeness (``grouping.py``). Growth stands apart from levels, a sum of five
years apart from a single year. Read next: ``measurements.py``.
"""

from __future__ import annotations

from collections.abc import Sequence

from reportmine.comparison.edition import Edition
from reportmine.comparison.measurements import Measurement, signed
from reportmine.comparison.model import Point, Series
from reportmine.comparison.scale import convert
from reportmine.comparison.series.belonging import span
from reportmine.comparison.series.grouping import gather
from reportmine.indicators.codes import indicator_codes


def find_series(editions: Sequence[Edition]) -> tuple[Series, ...]:
    """The series of all editions: those with a code first, then by how many reports give them."""
    groups = gather(editions)
    found = [_series(group) for group in groups if len({one.edition.id for one in group}) > 1]
    order = {entry.code: number for number, entry in enumerate(indicator_codes())}
    found.sort(
        key=lambda one: (
            one.code is None,
            order.get(one.code or "", 0),
            0 if one.code else -len({point.report for point in one.points}),
            one.kind,
            one.points[0].report,
            one.points[0].start,
        )
    )
    return tuple(found)


def _series(group: list[Measurement]) -> Series:
    """The figures of one measure in the unit that the latest report uses."""
    latest = max(group, key=lambda one: (one.edition.id, one.indicator.status == "actual", -one.indicator.start))
    unit = latest.indicator.unit
    points = tuple(_point(one, unit) for one in sorted(group, key=lambda one: (one.edition.id, one.indicator.start)))
    return Series(
        name=_name(group),
        code=latest.code or next((one.code for one in group if one.code), None),
        unit=unit,
        kind=latest.kind,
        points=points,
    )


def _name(group: list[Measurement]) -> str:
    """What most mentions call it, of several the one used last."""
    names = [one.called for one in sorted(group, key=lambda one: (one.edition.id, one.indicator.start))]
    return max(reversed(names), key=names.count)


def _point(one: Measurement, unit: str) -> Point:
    edition, indicator = one.edition, one.indicator
    return Point(
        report=edition.id,
        year=one.year,
        value=_in_unit(indicator.unit, one.value, unit),
        value_max=_in_unit(indicator.unit, signed(indicator, indicator.value_max), unit),
        bound=indicator.bound,
        status=indicator.status,
        masked=indicator.masked,
        start=indicator.start,
        end=indicator.end,
        text=edition.text[indicator.start : indicator.end],
        name=indicator.name,
        evidence=indicator.evidence,
        period=_period(one),
    )


def _period(one: Measurement) -> str | None:
    """The time as the report has it, of what holds for each of several years the last of them."""
    period = one.indicator.period
    if period is None or span(one) != "year" or one.year is None:
        return period
    first, _, last = period.partition("/")
    return str(one.year) if last and first[:4] != last[:4] else period


def _in_unit(unit: str, value: float | None, into: str) -> float | None:
    return None if value is None else convert(value, unit, into)
