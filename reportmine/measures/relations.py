"""A report's targets and results against those of last year and of the level above.

Takes ``Report``s, gives ``Measure``s: ``inertia`` (this target less last year's), ``fulfilment`` (the result less the
target it was set as a year ago) and ``amplification`` (this place's target less that of the level above). Differences
of rates are in percentage points. Read next: ``targets.py``, ``results.py``, ``promises.py``, ``similarity.py``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from reportmine.comparison.follow_up.outcome import judge
from reportmine.comparison.measurements import reviewed_year
from reportmine.measures.model import Measure
from reportmine.measures.promises import measure_promises
from reportmine.measures.reading import read
from reportmine.measures.results import choose_results
from reportmine.measures.similarity import measure_neighbours as measure_neighbours
from reportmine.measures.similarity import measure_similarity
from reportmine.measures.stated import Stated
from reportmine.measures.targets import measure_targets, modifier, read_plan
from reportmine.measures.usual import HIGH, YEARS, families
from reportmine.model import Report

# More digits than any report gives, fewer than subtracting binary fractions spoils.
_DIGITS = 10


def measure_against_last_year(report: Report, last: Report, *, promises: bool = True) -> list[Measure]:
    """What a report makes of the one of the same place a year before: all that this package knows of the two.

    Args:
        report: the later one, whose text the evidence is of.
        last: the report of the year before.
        promises: whether each commitment of last year is followed up, which takes far longer than all the rest.
    """
    rows = [*measure_inertia(report, last), *measure_fulfilment(report, last)]
    if promises:
        rows += measure_promises(report, last)
    return rows + measure_similarity(report, last, "last")


def measure_inertia(report: Report, last: Report) -> list[Measure]:
    """For each usual target with a number in both: this one less last year's.

    ``name`` is that of the target; ``name:same`` is 1 when numbers, range and modifier are the same, else 0. ``note``
    gives last year's number and both modifiers. Targets of longer plans are left out.
    """
    mine, theirs = _numbers(measure_targets(report)), _numbers(measure_targets(last))
    rows: list[Measure] = []
    for name, own in mine.items():
        other = theirs.get(name)
        if other is None or other.unit != own.unit:
            continue
        same = (own.value, own.high, own.modifier) == (other.value, other.high, other.modifier)
        note = f"last={_written(other.value)}; {other.modifier} -> {own.modifier}"
        rows.append(
            Measure(
                part="plan", measure="inertia", name=name, value=_less(own.value, other.value),
                unit=_unit_of_difference(own.unit), note=note, evidence=own.evidence,
            )
        )  # fmt: skip
        rows.append(replace(rows[-1], name=f"{name}:same", value=float(same), unit=""))
    return rows


def measure_fulfilment(report: Report, last: Report) -> list[Measure]:
    """For each usual target of last year with a number whose result the report gives: result less target.

    Of a range the low end counts. ``name:met`` is 1 when the result is what the target asks for by the rules of
    ``compare`` (docs/research/annotation.en.md, Promises), else 0, and missing where that cannot be said. ``note``
    gives both numbers and the modifier of the target. Empty when the years do not fit.
    """
    plan, later = read_plan(read(last)), read(report)
    if plan.year is None or plan.year != reviewed_year(later.edition):
        return []
    results = choose_results(later)
    rows: dict[str, list[Measure]] = {}
    for name, target in plan.coming.items():
        result = results.get(name)
        if result is not None and result.unit == target.unit:
            rows[name] = list(_fulfilment(name, target, result))
    for family, codes in families().items():
        if first := next((code for code in codes if code in rows), None):
            rows[family] = [replace(row, name=family + row.name.removeprefix(first)) for row in rows[first]]
    return [row for found in rows.values() for row in found]


def measure_against_above(report: Report, above: Report, level: str) -> list[Measure]:
    """Amplification of the targets of the level above, and how alike the two reports are.

    Args:
        report: of a city, say.
        above: of its province, or of the nation, for the same year; of another year there is nothing to compare.
        level: what the level above is called: it ends the names (``gdp:nation``, ``cosine:nation``).
    """
    if report.year != above.year:
        return []
    return [*measure_amplification(report, above, level), *measure_similarity(report, above, level)]


def measure_amplification(report: Report, above: Report, level: str) -> list[Measure]:
    """For each usual target that is a rate in both: this place's number less that of the level above.

    The high ends are compared too where one of the two is a range (``gdp:high:nation``). ``note`` gives the number
    above and both modifiers. Amounts are left out: a city has fewer jobs to promise than its province.
    """
    mine, theirs = _numbers(measure_targets(report)), _numbers(measure_targets(above))
    rows: list[Measure] = []
    for name, own in mine.items():
        other = theirs.get(name)
        if other is None or own.unit != "%" or other.unit != "%":
            continue
        ends = [(name, own.value, other.value)]
        if own.high is not None or other.high is not None:
            ends.append((name + HIGH, own.most, other.most))
        for label, value, held in ends:
            rows.append(
                Measure(
                    part="plan", measure="amplification", name=f"{label}:{level}", value=_less(value, held),
                    unit=_unit_of_difference(own.unit),
                    note=f"above={_written(held)}; {other.modifier} -> {own.modifier}", evidence=own.evidence,
                )
            )  # fmt: skip
    return rows


class _Number(NamedTuple):
    """A target with a number, both ends of it."""

    value: float
    high: float | None
    unit: str
    modifier: str
    evidence: tuple[tuple[int, int], ...]

    @property
    def most(self) -> float:
        """The high end, which of a single number is the number."""
        return self.value if self.high is None else self.high


def _numbers(rows: Sequence[Measure]) -> dict[str, _Number]:
    """The targets of the coming year that have a number, by name."""
    highs = {row.name.removesuffix(HIGH): row.value for row in rows if row.name.endswith(HIGH)}
    return {
        row.name: _Number(
            row.value, highs.get(row.name), row.unit, (row.note or "").partition(";")[0], row.evidence
        )
        for row in rows
        if row.value is not None and not row.name.endswith(HIGH) and YEARS not in row.name
    }  # fmt: skip


def _fulfilment(name: str, target: Stated, result: Stated) -> Iterator[Measure]:
    if target.value is None or result.value is None:
        return
    row = Measure(
        part="review", measure="fulfilment", name=name, value=_less(result.value, target.value),
        unit=_unit_of_difference(target.unit),
        note=f"target={_written(target.value)}; result={_written(result.value)}; {modifier(target)}",
        evidence=(result.span,),
    )  # fmt: skip
    yield row
    judged = judge(*(one.one.edition.figure(one.indicator) for one in (target, result)))
    if judged is not None:
        yield replace(row, name=f"{name}:met", value=float(judged.outcome == "met"), unit="")


def _less(value: float, other: float) -> float:
    return round(value - other, _DIGITS)


def _written(value: float) -> str:
    return f"{value:.{_DIGITS}g}"


def _unit_of_difference(unit: str) -> str:
    return "个百分点" if unit == "%" else unit
