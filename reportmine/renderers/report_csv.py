"""A table of one or several analyses as CSV, for Excel by a click and for pandas, R and Stata by the field names.

Takes ``Report``s and the name of a table, gives a string with a byte order mark, which tells Excel that it is UTF-8.
The columns are the fields of ``model.py`` behind the file and the place; docs/tables.md describes them.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from typing import Literal, get_args

from reportmine.masking import mask_report
from reportmine.model import Action, Finding, Indicator, Paragraph, Report
from reportmine.renderers.controls import visible, without_formula
from reportmine.text import LineIndex

Table = Literal["figures", "actions", "paragraphs", "findings"]
#: The tables there are, the first being what one gets without asking.
TABLES: tuple[Table, ...] = get_args(Table)

_Value = str | float | None
_PLACE = ("file", "year", "region", "line", "start", "end")
#: The columns of each table.
COLUMNS: dict[Table, tuple[str, ...]] = {
    "figures": (
        *_PLACE, "paragraph", "label", "name", "code", "value", "value_max", "unit", "bound", "kind", "direction",
        "status", "period", "baseline", "masked", "text", "evidence",
    ),
    "actions": (*_PLACE, "paragraph", "label", "name", "type", "status"),
    "paragraphs": (*_PLACE, "paragraph", "kind", "label", "also", "confidence", "section", "heading", "text"),
    "findings": (*_PLACE, "column", "rule", "category", "severity", "message", "advice", "fingerprint", "text"),
}  # fmt: skip


def render(reports: Sequence[Report], table: Table = "figures", *, show_secrets: bool = False) -> str:
    r"""The table, every report's rows behind one another, with ``\r\n`` at the end of every row.

    A text that a spreadsheet would take for a formula has a ``'`` in front; a number is never changed. What does not
    apply, and a value that a mask stands for, is an empty cell; ``masked`` is 1 or 0. Secrets and personal data are
    ``•`` unless ``show_secrets``.
    """
    made = io.StringIO()
    made.write("\ufeff")
    writer = csv.writer(made, lineterminator="\r\n")
    writer.writerow(COLUMNS[table])
    for report in reports:
        shown = report if show_secrets else mask_report(report)
        writer.writerows([_cell(value) for value in row] for row in _ROWS[table](_Places(shown)))
    return made.getvalue()


class _Places:
    """A report and what the rows of all tables say of their place in it."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self._lines = LineIndex(report.text)
        self._labels = {paragraph.id: paragraph.label or paragraph.kind for paragraph in report.paragraphs}

    def of(self, fact: Indicator | Action | Paragraph | Finding) -> tuple[_Value, ...]:
        """The cells under ``_PLACE``."""
        report = self.report
        return report.source.path, report.year, report.region, self._lines.locate(fact.start)[0], fact.start, fact.end

    def text(self, fact: Indicator | Paragraph | Finding) -> str:
        """What stands there."""
        return self.report.text[fact.start : fact.end]

    def label(self, paragraph: int) -> str | None:
        """The label of a paragraph, its kind where it has none."""
        return self._labels.get(paragraph)


def _figures(places: _Places) -> Iterator[tuple[_Value, ...]]:
    for one in places.report.indicators:
        yield (
            *places.of(one), one.paragraph, places.label(one.paragraph), one.name, one.code, one.value, one.value_max,
            one.unit, one.bound, one.kind, one.direction, one.status, one.period, one.baseline, int(one.masked),
            places.text(one), one.evidence,
        )  # fmt: skip


def _actions(places: _Places) -> Iterator[tuple[_Value, ...]]:
    for one in places.report.actions:
        yield *places.of(one), one.paragraph, places.label(one.paragraph), one.name, one.type, one.status


def _paragraphs(places: _Places) -> Iterator[tuple[_Value, ...]]:
    headings = {section.id: section.heading for section in places.report.sections}
    for one in places.report.paragraphs:
        heading = None if one.section is None else headings.get(one.section)
        yield (
            *places.of(one), one.id, one.kind, one.label, one.also, one.confidence, one.section, heading,
            places.text(one),
        )  # fmt: skip


def _findings(places: _Places) -> Iterator[tuple[_Value, ...]]:
    for one in places.report.findings:
        yield (
            *places.of(one), one.column, one.rule, one.category, one.severity, one.message, one.advice,
            one.fingerprint, places.text(one),
        )  # fmt: skip


_ROWS: dict[Table, Callable[[_Places], Iterator[tuple[_Value, ...]]]] = {
    "figures": _figures,
    "actions": _actions,
    "paragraphs": _paragraphs,
    "findings": _findings,
}


def _cell(value: _Value) -> _Value:
    if isinstance(value, str):
        return without_formula(visible(value))
    # 5.0 is written 5, as in the text.
    return int(value) if isinstance(value, float) and value.is_integer() and abs(value) < 1e15 else value
