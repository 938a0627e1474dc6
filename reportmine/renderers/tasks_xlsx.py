"""The list of tasks as a workbook to be handed round and filled in, or as CSV.

Takes a ``Report``'s edition, gives bytes: the same ones twice. Read next: ``reportmine/comparison/tasks/tasks.py``.
"""

from __future__ import annotations

import csv
import io

from reportmine.comparison.edition import Edition
from reportmine.comparison.tasks.tasks import (
    ABOUT,
    ABOUT_REPORT,
    ABOUT_YEAR,
    COLUMNS,
    ID,
    OPEN,
    STATE,
    STATES,
    list_tasks,
)
from reportmine.renderers.controls import without_formula
from reportmine.renderers.workbook import MOST_ROWS, Book, Cell, Column, Value

_WIDTHS = (6, 30, 46, 7, 24, 10, 9, 14, 14, 14, 16, 24, 11, 14, 14)
_FROZEN = 3


def render(edition: Edition) -> bytes:
    """The workbook: one sheet to fill in, one hidden sheet that says which report it is of."""
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    book = Book("任务分解表")
    columns = [
        Column(title, width, "input" if title in OPEN else "muted" if title == ID else None, wraps=title != ID)
        for title, width in zip(COLUMNS, _WIDTHS, strict=True)
    ]
    sheet = book.sheet("任务分解表", columns, frozen_columns=_FROZEN, printed_columns=len(COLUMNS) - 1)
    for row in _rows(edition):
        sheet.append(row)
    states = DataValidation(type="list", formula1='"' + ",".join(STATES) + '"', allow_blank=True)
    # 已完成（6月） is worth more than none at all: the list advises, it does not refuse.
    states.errorStyle, states.showErrorMessage = "warning", True
    letter = get_column_letter(COLUMNS.index(STATE) + 1)
    states.add(f"{letter}2:{letter}{min(sheet.rows + 500, MOST_ROWS)}")
    sheet.worksheet.data_validations.append(states)
    about = book.sheet(ABOUT, [Column("key", 12), Column("value", 70)])
    about.append([ABOUT_REPORT, edition.report.source.sha256])
    about.append([ABOUT_YEAR, str(edition.year or "")])
    about.worksheet.sheet_state = "hidden"
    return book.to_bytes()


def render_csv(edition: Edition) -> bytes:
    """The same rows as CSV in UTF-8 with the mark that Excel needs; text that looks like a formula gets a ' before."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for row in _rows(edition):
        values = (value.value if isinstance(value, Cell) else value for value in row)
        writer.writerow(
            without_formula(value) if isinstance(value, str) else f"{value:.12g}"
            if isinstance(value, float) else value for value in values
        )  # fmt: skip
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8", "replace")


def _rows(edition: Edition) -> list[list[Value]]:
    return [
        [
            Cell(number, format="0"), task.section or None, task.clause, task.kind, task.name or None, task.value,
            task.unit or None, task.demand or None, task.deadline or None, *[None] * len(OPEN), task.id,
        ]
        for number, task in enumerate(list_tasks(edition), 1)
    ]  # fmt: skip
