"""The names and places of the reports of a comparison, and the links from every sheet to their text."""

from __future__ import annotations

from reportmine.comparison.model import Comparison
from reportmine.renderers.comparison_places import Places, Span
from reportmine.renderers.workbook import Book, Cell, Sheet
from reportmine.renderers.workbook_cells import whole
from reportmine.renderers.workbook_source import SourceSheet, SourceText


class Source:
    """Names reports and places in cells, and leads to their rows in the sheet of the text."""

    def __init__(self, comparison: Comparison, places: Places) -> None:
        self.reports = comparison.reports
        self.places = places
        self._sheet = SourceSheet([SourceText(self.report(one.id), one.year, one.text) for one in self.reports])

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
        return Cell(self.places.of(span.report, span.start), link=self._sheet.link(span.report, span.start))

    def where(self, span: Span | None) -> tuple[Cell | None, Cell | None, Cell | None]:
        """The cells under ``place_columns``: the place, and the offsets."""
        return (None, None, None) if span is None else (self.place(span), whole(span.start), whole(span.end))

    def write(self, book: Book) -> Sheet:
        """Writes the sheet of the text."""
        return self._sheet.write(book)
