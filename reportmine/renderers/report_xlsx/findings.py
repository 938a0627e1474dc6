"""The sheet of findings: what should be looked at before the text is published, the grave ones first."""

from __future__ import annotations

from reportmine.messages import tr
from reportmine.model import Severity
from reportmine.renderers.report_xlsx.contents import Contents
from reportmine.renderers.words import category_name, severity_name
from reportmine.renderers.workbook import Book, Cell, Tone
from reportmine.renderers.workbook_cells import capital, column, one_line, place_columns

TONES: dict[Severity, Tone] = {"high": "bad", "medium": "warn", "low": "muted"}


def write(book: Book, contents: Contents) -> None:
    """Writes the sheet."""
    columns = contents.columns(
        column(tr("级别"), 8), column(tr("类别"), 13), column(tr("规则"), 9), column(tr("说明"), 40),
        column(tr("原文"), 20), column(tr("前后文"), 44), column(tr("建议"), 62), *place_columns(tr("内容")),
    )  # fmt: skip
    many = int(contents.several)
    sheet = book.sheet(capital(tr("需要处理")), columns, frozen_columns=1 + many, printed_columns=8 + many)
    order = list(TONES)
    for one in contents.reports:
        for finding in sorted(one.report.findings, key=lambda found: (order.index(found.severity), found.start)):
            sheet.append(
                (
                    *one.head(), Cell(severity_name(finding.severity), TONES[finding.severity]),
                    category_name(finding.category), finding.rule, finding.message,
                    one_line(one.report.text[finding.start : finding.end]), one.around(finding), finding.advice,
                    *one.where(finding),
                )
            )  # fmt: skip
