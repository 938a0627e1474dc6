"""Tables as they stand in a text: one row a line, cells apart by a tab, a bar, wide space or, as in CSV, by commas.

Takes a ``Page`` and gives the tables whose header has a column of a given name. The readers write the tables of Word
and of web pages with tabs; PDF and plain text leave wide space. Read next: ``rules/personal.py``.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING, NamedTuple

from reportmine.patterns import regex

if TYPE_CHECKING:
    from reportmine.rules.rule import Line, Page

_CELL = regex(r"[^\t|│｜\n \u3000]+(?:[ \u3000][^\t|│｜\n \u3000]+)*")
_BETWEEN = regex(r"[\t|│｜]|[ \u3000]{2}")
_CSV_CELL = regex(r"[^,\"\n \u3000]+(?:[ \u3000][^,\"\n \u3000]+)*")
# So many commas make a line a row of CSV, where nothing else keeps cells apart.
_COMMAS = 2
# A column's name is short.
_LONGEST_NAME = 16
# After so many lines of another form a table is over.
_GAP = 2


class Cell(NamedTuple):
    """A cell without the white space round it, as half-open offsets, and its text."""

    start: int
    end: int
    text: str


class Table(NamedTuple):
    """The names of the columns, and the rows under them; a row may have fewer cells or more."""

    header: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def columns(self, names: tuple[str, ...]) -> list[int]:
        """Places of the columns whose names end in one of these: 家长电话."""
        return [at for at, cell in enumerate(self.header) if cell.text.replace(" ", "").endswith(names)]


def find_cells(page: Page, line: Line) -> tuple[Cell, ...]:
    """The cells of a line; a line without a tab, a bar, wide space or commas has none."""
    cell = _CELL
    if not _BETWEEN.search(page.text, line.start, line.end):
        if page.text.count(",", line.start, line.end) < _COMMAS:
            return ()
        cell = _CSV_CELL
    return tuple(
        Cell(*match.span(), page.norm[match.start() : match.end()])
        for match in cell.finditer(page.text, line.start, line.end)
    )


def find_tables(page: Page, names: tuple[str, ...]) -> Iterator[Table]:
    """Tables that have a column of one of these names, with the rows that follow."""
    done = 0
    for line in page.lines_with(names):
        if line.start < done:
            continue
        header = find_cells(page, line)
        if not _is_header(header, names):
            continue
        rows: list[tuple[Cell, ...]] = []
        missed, said = 0, [cell.text for cell in header]
        for other in page.lines[bisect_left(page.lines, line) + 1 :]:
            row = find_cells(page, other)
            # 户主 names a column and stands in one: a new header repeats the last or comes after a line of text.
            if missed >= _GAP or (
                _is_header(row, names) and (missed or len(row) != len(said) or [cell.text for cell in row] == said)
            ):
                break
            missed = 0 if len(row) > 1 else missed + 1
            if len(row) > 1:
                rows.append(row)
            done = other.end
        if rows:
            yield Table(header, tuple(rows))


def _is_header(row: tuple[Cell, ...], names: Collection[str]) -> bool:
    short = len(row) > 1 and all(len(cell.text) <= _LONGEST_NAME for cell in row)
    return short and any(cell.text.replace(" ", "") in names for cell in row)
