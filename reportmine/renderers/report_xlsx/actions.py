"""The sheet of named actions: a row for each mention."""

from __future__ import annotations

from reportmine.messages import tr
from reportmine.model import ActionStatus
from reportmine.renderers.report_xlsx.contents import Contents
from reportmine.renderers.words import status_name, type_name
from reportmine.renderers.workbook import Book, Cell, Tone
from reportmine.renderers.workbook_cells import capital, column, one_line, place_columns

_TONES: dict[ActionStatus, Tone] = {"done": "good", "ongoing": "muted", "planned": "info"}


def write(book: Book, contents: Contents) -> None:
    """Writes the sheet."""
    columns = contents.columns(
        column(tr("举措"), 36), column(tr("类型"), 11), column(tr("进度"), 10), column(tr("段落类别"), 9),
        column(tr("前后文"), 70), *place_columns(tr("举措")), *contents.why_column(),
    )  # fmt: skip
    many = int(contents.several)
    sheet = book.sheet(capital(tr("举措")), columns, frozen_columns=1 + many)
    for one in contents.reports:
        for action in one.report.actions:
            sheet.append(
                (
                    *one.head(), one_line(action.name), type_name(action.type),
                    Cell(status_name(action.status), _TONES[action.status]), one.label(action.paragraph),
                    one.around(action), *one.where(action), *one.why(action.why),
                )
            )  # fmt: skip
