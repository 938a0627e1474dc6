"""What is counted, the figures that follow from the counts, and how far another choice of reports could move them.

A ``Tally`` counts one report; ``measure`` adds tallies up and draws the intervals. Read next: ``tables.py``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, get_args

import msgspec

from reportmine.model import ActionType, Category, IndicatorKind, Label, Report
from reportmine.text import LineIndex

if TYPE_CHECKING:
    import numpy

    Array = numpy.ndarray[Any, numpy.dtype[numpy.float64]]
else:
    Array = Any

LABELS: tuple[str, ...] = get_args(Label)
METADATA = ("title", "year", "region", "organisation", "date", "audience")
# Compared only where the annotation says something of them.
OPEN_ATTRIBUTES = ("period", "baseline", "code")
ATTRIBUTES = ("bound", "kind", "direction", "status", "masked", *OPEN_ATTRIBUTES)
MACROS = {"paragraphs.macro": LABELS[:3], "paragraphs.macro4": LABELS}
# What one looks at first; the gate of benchmarks/quality.py holds these.
HEADLINES = (
    "metadata", "sections",
    "paragraphs.kind", "paragraphs.label", *MACROS,
    "indicators.value", "indicators.name", *(f"indicators.{attribute}" for attribute in ATTRIBUTES),
    "actions.exact", "actions.relaxed", "actions.type", "actions.status",
    "findings", "findings.severity",
)  # fmt: skip
CLASSES = (
    *(f"paragraphs.{label}" for label in LABELS),
    *(f"indicators.{kind}" for kind in get_args(IndicatorKind)),
    *(f"actions.{kind}" for kind in get_args(ActionType)),
    *(f"findings.{category}" for category in get_args(Category)),
)
FIGURES = (*HEADLINES, *CLASSES)
RESAMPLES = 1000
SEED = 20260203
_CONTEXT = (16, 40)  # characters shown before and after the place of a mistake


class Mistake(msgspec.Struct, frozen=True, kw_only=True):
    """One difference between gold and prediction, to be read by a person.

    ``what`` is ``missed`` and ``false`` for items that only one side has, else the field that differs. ``line`` and
    ``column`` are 1-based; ``words`` is the text around it.
    """

    path: str
    line: int
    column: int
    step: str
    what: str
    gold: str
    found: str
    words: str


class Tally:
    """The counts of one report: (figure, outcome) -> number.

    Items are ``right``, ``wrong`` (found and not there) or ``missed``; fields of items ``agree`` out of ``compared``.
    """

    def __init__(self, name: str, report: Report) -> None:
        self.name = name
        self.counts: Counter[tuple[str, str]] = Counter()
        self.mistakes: list[Mistake] = []
        self._report = report
        self._lines = LineIndex(report.text)

    def add(self, outcome: str, *figures: str) -> None:
        """Counts one item ``right``, ``wrong`` or ``missed`` in each of the figures."""
        for figure in figures:
            self.counts[figure, outcome] += 1

    def agree(self, figure: str, yes: bool) -> None:
        """Counts one field that was compared."""
        self.counts[figure, "compared"] += 1
        self.counts[figure, "agree"] += yes

    def note(self, step: str, what: str, gold: object, found: object, start: int) -> None:
        """Keeps a difference for ``--errors``."""
        line, column = self._lines.locate(start)
        before, after = _CONTEXT
        words = " ".join(self._report.text[max(0, start - before) : start + after].split())
        self.mistakes.append(
            Mistake(
                path=self._report.source.path, line=line, column=column, step=step, what=what,
                gold="" if gold is None else str(gold), found="" if found is None else str(found), words=words,
            )
        )  # fmt: skip


class Figure(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One figure: an F1 of items (then with ``precision`` and ``recall``) or the share of fields that agree.

    ``gold`` is how many there were to find or compare. ``low`` and ``high`` bound the 95 % interval over reports; a
    single report has none.
    """

    value: float
    gold: int
    precision: float | None = None
    recall: float | None = None
    low: float | None = None
    high: float | None = None


class Evaluation(msgspec.Struct, frozen=True, kw_only=True):
    """Figures over all reports in the order of ``FIGURES``, figures of each report, and every difference."""

    figures: dict[str, Figure]
    documents: dict[str, dict[str, Figure]]
    mistakes: tuple[Mistake, ...]


def measure(tallies: Sequence[Tally]) -> Evaluation:
    """Adds up the reports; the intervals come from drawing as many reports again, 1,000 times, always the same draw."""
    import numpy

    number = len(tallies)
    draws = numpy.random.default_rng(SEED).multinomial(number, [1 / number] * number, RESAMPLES)
    # A row says how often each report counts: all once, each alone, and then the draws.
    weights = numpy.vstack([numpy.ones((1, number)), numpy.eye(number), draws])
    totals = {
        key: weights @ numpy.array([tally.counts[key] for tally in tallies])
        for key in sorted(set().union(*(tally.counts for tally in tallies)))
    }
    with numpy.errstate(invalid="ignore", divide="ignore"):
        series = {name: _series(name, totals) for name in {figure for figure, _ in totals}}
        for name, labels in MACROS.items():
            parts = [series[f"paragraphs.{label}"] for label in labels if f"paragraphs.{label}" in series]
            if parts:
                series[name] = _mean(parts)
    order = sorted(series, key=lambda name: FIGURES.index(name))
    rows = [{name: figure for name in order if (figure := series[name].at(row))} for row in range(number + 1)]
    spread = slice(number + 1, None)
    return Evaluation(
        figures={
            name: series[name].bounded(figure, spread) if number > 1 else figure for name, figure in rows[0].items()
        },
        documents=dict(zip((tally.name for tally in tallies), rows[1:], strict=True)),
        mistakes=tuple(mistake for tally in tallies for mistake in tally.mistakes),
    )


class _Series(msgspec.Struct, frozen=True):
    """A figure under every weighting of the reports; ``nan`` where there is nothing to judge."""

    value: Array
    gold: Array
    precision: Array | None = None
    recall: Array | None = None

    def at(self, row: int) -> Figure | None:
        if self.value[row] != self.value[row]:
            return None
        parts = [None if part is None else float(part[row]) for part in (self.precision, self.recall)]
        # Nothing found has no precision, nothing to find no recall.
        precision, recall = (None if part != part else part for part in parts)
        return Figure(value=float(self.value[row]), gold=int(self.gold[row]), precision=precision, recall=recall)

    def bounded(self, figure: Figure, rows: slice) -> Figure:
        import numpy

        low, high = numpy.nanpercentile(self.value[rows], [2.5, 97.5])
        return msgspec.structs.replace(figure, low=float(low), high=float(high))


def _series(name: str, totals: dict[tuple[str, str], Array]) -> _Series:
    import numpy

    nothing = numpy.zeros_like(next(iter(totals.values())))
    if (name, "compared") in totals:
        compared = totals[name, "compared"]
        return _Series(totals.get((name, "agree"), nothing) / compared, compared)
    right, wrong, missed = (totals.get((name, outcome), nothing) for outcome in ("right", "wrong", "missed"))
    return _Series(
        2 * right / (2 * right + wrong + missed), right + missed, right / (right + wrong), right / (right + missed)
    )


def _mean(parts: list[_Series]) -> _Series:
    """The mean of several figures, of those of them that a report has."""
    import numpy

    values = numpy.array([part.value for part in parts])
    known = ~numpy.isnan(values)
    mean = numpy.where(known, values, 0).sum(axis=0) / known.sum(axis=0)
    return _Series(mean, numpy.sum([part.gold for part in parts], axis=0))
