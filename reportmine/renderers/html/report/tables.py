"""The figures, actions and findings of a report as the rows of its three tables.

A browser with scripts shows them as lists beside the text; on paper, in a mail's preview and in Word they are tables.
Takes a ``Report`` (masked already, unless secrets are to be shown), gives rows of words. Read next:
``templates/report_tables.html``, ``assets/report_lists.js``.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from reportmine.messages import tr
from reportmine.model import SEVERITIES, Report
from reportmine.renderers.figures import as_written
from reportmine.renderers.words import severity_name, status_name, type_name
from reportmine.renderers.workbook_cells import capital, one_line
from reportmine.text import LineIndex

# So much of what a finding is about is quoted in its row; the text has it whole.
_QUOTED = 60


class Row(NamedTuple):
    """A row: the id of the mark it leads to, its cells, the line it stands in (``None`` for what is not in the text).

    ``severity`` is that of a finding and empty otherwise.
    """

    target: str
    cells: tuple[str, ...]
    line: int | None
    severity: str = ""


def tables(report: Report, prefix: str) -> dict[str, Any]:
    """The rows of each table; ``prefix`` goes before every id. Figures and actions come in the order of the text."""
    lines = LineIndex(report.text)
    return {
        "figures": [
            Row(
                f"{prefix}f{number}",
                (
                    one.name,
                    as_written(report, one),
                    (one.period or "").replace("/", "–"),
                    _state(one.status, one.masked),
                ),
                lines.locate(one.start)[0],
            )
            for number, one in enumerate(report.indicators)
        ],
        "actions": [
            Row(
                f"{prefix}a{number}",
                (
                    one_line(report.text[one.start : one.end]),
                    capital(type_name(one.type)),
                    capital(status_name(one.status)),
                ),
                lines.locate(one.start)[0],
            )
            for number, one in enumerate(report.actions)
        ],
        "findings": _findings(report, prefix),
    }


def _state(status: str, masked: bool) -> str:
    said = capital(tr("目标") if status == "target" else tr("实际"))
    return f"{said} {tr('占位')}" if masked else said


def _findings(report: Report, prefix: str) -> list[Row]:
    ranked = sorted(enumerate(report.findings), key=lambda item: SEVERITIES.index(item[1].severity))
    rows = []
    for number, one in ranked:
        quoted = "" if one.part is not None else one_line(report.text[one.start : one.end])
        if len(quoted) > _QUOTED:
            quoted = quoted[:_QUOTED] + "…"
        line = one.line if one.part is None else None
        cells = (capital(severity_name(one.severity)), one.message, quoted, one.rule, one.advice)
        rows.append(Row(f"{prefix}c{number}", cells, line, one.severity))
    return rows
