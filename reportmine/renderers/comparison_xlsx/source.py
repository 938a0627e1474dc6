"""The sheet with the text of the reports, line by line, and the links to its rows."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from typing import Protocol

from reportmine.comparison.edition import plain
from reportmine.comparison.model import Comparison
from reportmine.messages import tr
from reportmine.renderers.comparison_pages import Places
from reportmine.renderers.comparison_xlsx.cells import capital, column, whole
from reportmine.renderers.workbook import MOST_ROWS, Book, Cell, Link, Sheet

# A line that is longer stands in several rows: a cell holds 32,767 UTF-16 units.
_PIECE = 16_000
_TEXT_COLUMN = "E"


class Span(Protocol):
    """Anything that stands at a place of a report."""

    @property
    def report(self) -> int:
        """The index of the report."""

    @property
    def start(self) -> int:
        """Where it begins."""

    @property
    def end(self) -> int:
        """Where it ends."""


class Source:
    """Knows in which row of the sheet each offset stands, before the sheet is written."""

    def __init__(self, comparison: Comparison, places: Places) -> None:
        self.reports = comparison.reports
        self.places = places
        self._sheet = capital(tr("原文"))
        self._pieces = [list(_pieces(report.text)) for report in comparison.reports]
        self._starts = [[start for start, _ in pieces] for pieces in self._pieces]
        self._first_rows = []
        row = 2
        for pieces in self._pieces:
            self._first_rows.append(row)
            row += len(pieces)

    def name(self, report: int) -> str:
        """The name of a report in this comparison: its year, where that is enough."""
        return self.places.names[report]

    def report(self, report: int) -> Cell | str:
        """The name of a report in a cell: as a number where it is its year, which Excel would want of it."""
        name, year = self.name(report), self.reports[report].year
        return Cell(year, format="0") if name == str(year) else name

    def year(self, report: int) -> Cell | None:
        """The year a report is given in."""
        return whole(self.reports[report].year)

    def place(self, span: Span | None) -> Cell | None:
        """A cell that names the line and leads there."""
        if span is None:
            return None
        said = self.places.of(span.report, span.start)
        starts = self._starts[span.report]
        row = self._first_rows[span.report] + max(0, bisect_right(starts, span.start) - 1)
        return Cell(said, link=Link(self._sheet, row, _TEXT_COLUMN) if starts and row <= MOST_ROWS else None)

    def where(self, span: Span | None) -> tuple[Cell | None, Cell | None, Cell | None]:
        """The cells under ``place_columns``: the place, and the offsets."""
        return (None, None, None) if span is None else (self.place(span), whole(span.start), whole(span.end))

    def write(self, book: Book) -> Sheet:
        """Writes the sheet."""
        columns = (
            column(tr("报告"), 16), column(tr("年份"), 8), column(tr("行"), 7), column(tr("起始字符"), 10),
            column(tr("文字"), 110),
        )  # fmt: skip
        sheet = book.sheet(self._sheet, columns)
        for report, pieces in zip(self.reports, self._pieces, strict=True):
            for start, text in pieces:
                line = whole(self.places.line(report.id, start))
                sheet.append((self.report(report.id), self.year(report.id), line, whole(start), text))
        return sheet


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    """The lines that are not blank, without outer blanks, each with where it begins; long ones in several pieces."""
    position = 0
    for whole_line in text.split("\n"):
        line = whole_line.strip()
        if plain(line):
            start = position + whole_line.index(line)
            for offset in range(0, len(line), _PIECE):
                yield start + offset, line[offset : offset + _PIECE]
        position += len(whole_line) + 1
