"""The sheet with the text of the reports, line by line, and the links that lead to its rows.

Takes texts, knows the row of every offset before the sheet is written. Read next: ``comparison_xlsx/source.py`` and
``report_xlsx/source.py``, which name the reports.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from reportmine.messages import tr
from reportmine.renderers.workbook import MOST_ROWS, Book, Link, Sheet, Value
from reportmine.renderers.workbook_cells import capital, column, whole
from reportmine.text import LineIndex

# A line that is longer stands in several rows: a cell holds 32,767 UTF-16 units.
_PIECE = 16_000
_TEXT_COLUMN = "E"
# Blanks and what has no width: a line of nothing else is blank.
_UNSEEN = " \t\u3000\u00a0\u200b\u200c\u200d\u2060\ufeff"


class SourceText(NamedTuple):
    """One report as the sheet has it: its name in a cell, its year, its text."""

    name: Value
    year: int | None
    text: str


class SourceSheet:
    """Knows in which row of the sheet each offset stands, before the sheet is written."""

    def __init__(self, texts: Sequence[SourceText]) -> None:
        self._texts = texts
        self._lines = [LineIndex(one.text) for one in texts]
        self._sheet = capital(tr("原文"))
        self._pieces = [list(_pieces(one.text)) for one in texts]
        self._ends = [[start + len(text) for start, text in pieces] for pieces in self._pieces]
        self._first_rows = []
        row = 2
        for pieces in self._pieces:
            self._first_rows.append(row)
            row += len(pieces)

    def line(self, report: int, start: int) -> int:
        """The line an offset stands in, the first being 1; ``report`` is the index of its text."""
        return self._lines[report].locate(start)[0]

    def link(self, report: int, start: int) -> Link | None:
        """Where the text at an offset stands in the workbook; ``None`` where there is no text, or no row for it."""
        ends = self._ends[report]
        row = self._first_rows[report] + min(bisect_right(ends, start), len(ends) - 1)
        return Link(self._sheet, row, _TEXT_COLUMN) if ends and row <= MOST_ROWS else None

    def write(self, book: Book) -> Sheet:
        """Writes the sheet."""
        columns = (
            column(tr("报告"), 16), column(tr("年份"), 8), column(tr("行"), 7), column(tr("起始字符"), 10),
            column(tr("文字"), 110),
        )  # fmt: skip
        sheet = book.sheet(self._sheet, columns)
        for report, (one, pieces) in enumerate(zip(self._texts, self._pieces, strict=True)):
            for start, text in pieces:
                sheet.append((one.name, whole(one.year), whole(self.line(report, start)), whole(start), text))
        return sheet


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    """The lines that are not blank, without outer blanks, each with where it begins; long ones in several pieces."""
    position = 0
    for whole_line in text.split("\n"):
        line = whole_line.strip()
        if line.strip(_UNSEEN):
            start = position + whole_line.index(line)
            for offset in range(0, len(line), _PIECE):
                yield start + offset, line[offset : offset + _PIECE]
        position += len(whole_line) + 1
