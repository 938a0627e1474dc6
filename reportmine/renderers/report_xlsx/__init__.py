"""One or several analyses as a workbook for Excel and WPS: a sheet a kind of fact, links to the lines of the text.

Takes ``Report``s, gives bytes, the same every time. Read next: ``contents.py`` (what every sheet is made from), then
the module of a sheet; ``../workbook.py`` (how cells are written).
"""

from __future__ import annotations

from collections.abc import Sequence

from reportmine.masking import mask_report
from reportmine.messages import tr
from reportmine.model import Report
from reportmine.renderers.report_xlsx import actions, figures, findings, overview, paragraphs
from reportmine.renderers.report_xlsx.contents import Contents
from reportmine.renderers.workbook import Book


def render(reports: Sequence[Report], *, show_secrets: bool = False) -> bytes:
    """The workbook. Several reports share its sheets, with a column that names the report.

    Secrets and personal data are ``•`` unless ``show_secrets``.

    Raises:
        reportmine.renderers.workbook.MissingOpenpyxl: the extra ``words`` is not installed.
    """
    book = Book(tr("报告分析"))
    contents = Contents(reports if show_secrets else [mask_report(report) for report in reports])
    # The first sheet is filled last: it tells what the others hold.
    first = overview.create(book)
    if contents.several:
        overview.write_reports(book, contents)
    figures.write(book, contents)
    actions.write(book, contents)
    paragraphs.write(book, contents)
    findings.write(book, contents)
    contents.source.write(book)
    overview.fill(first, contents, book.sheets[1:])
    return book.to_bytes()
