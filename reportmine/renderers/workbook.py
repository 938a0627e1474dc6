"""Workbooks as we write them: typed cells, links inside the book, frozen head, filter, print setup, stable bytes.

``Book("title")``, ``book.sheet(name, columns)``, ``sheet.append(values)``, ``book.to_bytes()``. Only what Excel and WPS
both do. Text stays text whatever it begins with, and loses what a workbook cannot hold.
Read next: ``comparison_xlsx`` (a workbook of many sheets), ``tasks_xlsx.py``.
"""

from __future__ import annotations

import io
import math
import re
import zipfile
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, Literal, NamedTuple

from reportmine.errors import ReportmineError
from reportmine.messages import tr
from reportmine.renderers.controls import FORMULA_SIGNS

#: The first date a zip archive can hold: our files have no date.
NO_DATE = (1980, 1, 1, 0, 0, 0)
#: What Excel takes: rows of a sheet, links of a sheet, UTF-16 units of a cell.
MOST_ROWS, MOST_LINKS, MOST_CHARACTERS = 1_048_576, 65_530, 32_767

#: The colour behind a cell. It never says anything that the words in the cell do not.
Tone = Literal["good", "bad", "warn", "info", "muted", "input"]
_TONES: dict[str, str] = {
    "good": "D5EBD3", "bad": "F8CFCB", "warn": "FCE8B6", "info": "DCE9F7", "muted": "E7E7E7", "input": "FFF9DB",
}  # fmt: skip
_HEAD_COLOUR, _LINK_COLOUR = "DDE3EA", "0B5394"
_FONT = "宋体"
_A4 = 9
#: Points of a line and of what is left free in a row, of the tallest row; the width of a Chinese character, in
#: half-width characters.
_LINE, _FREE, _TALLEST, _WIDE = 14, 3, 405, 2.15

_UNFIT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
# Excel reads _x0041_ in a text as A.
_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")


class MissingOpenpyxl(ReportmineError):
    """A workbook was asked for and openpyxl is not installed."""


class Column(NamedTuple):
    """A column: its head, its width in half-width characters, and the tone of a head that wants to be seen.

    ``wraps`` is off for what nobody reads, so that it makes no row higher.
    """

    title: str
    width: float = 12
    tone: Tone | None = None
    wraps: bool = True


class Link(NamedTuple):
    """A place in the same workbook."""

    sheet: str
    row: int
    column: str = "A"


class Cell(NamedTuple):
    """A value with more than its type tells: a colour, a format for numbers, a link."""

    value: str | float | None
    tone: Tone | None = None
    format: str | None = None
    link: Link | None = None


Value = str | float | Cell | None


def share(value: float, decimals: int = 0) -> Cell:
    """A share of 1 as per cent: a number still, shown as 45%."""
    return Cell(value, format=f"0.{'0' * decimals}%" if decimals else "0%")


def fitting(text: str) -> str:
    """The text as a cell can hold it: control characters as U+FFFD, cut with … where it is too long.

    >>> fitting("甲\\x07乙")
    '甲\\ufffd乙'
    """
    if _UNFIT.search(text):
        text = _UNFIT.sub("\ufffd", text)
    if "_x" in text:
        text = _ESCAPE.sub("_x005F_", text)
    if len(text) * 2 > MOST_CHARACTERS and len(text.encode("utf-16-le")) > 2 * MOST_CHARACTERS:
        text = text.encode("utf-16-le")[: 2 * MOST_CHARACTERS - 2].decode("utf-16-le", "ignore") + "…"
    return text


def number_format(value: float) -> str:
    """A format that shows a number with the digits it has and its thousands apart.

    >>> number_format(12345.5)
    '#,##0.0'
    """
    decimals = len(f"{value:.6f}".rstrip("0").partition(".")[2])
    return "#,##0." + "0" * decimals if decimals else "#,##0"


class Book:
    """A workbook in the making; ``sheets`` are in the order they were asked for.

    Raises:
        MissingOpenpyxl: the extra ``words`` is not installed.
    """

    def __init__(self, title: str) -> None:
        try:
            from openpyxl import Workbook
        except ImportError as error:
            raise MissingOpenpyxl(tr("写 Excel 文件需要 openpyxl：pip install 'reportmine[words]'")) from error
        self._book = Workbook(write_only=True)
        self._title = title
        self.sheets: list[Sheet] = []
        self._styles: dict[tuple[str, Tone | None, str | None], Any] = {}

    def sheet(
        self, name: str, columns: Sequence[Column], *, frozen_columns: int = 0, printed_columns: int | None = None
    ) -> Sheet:
        """A new sheet with its head.

        Args:
            name: at most 31 characters, none of ``[]:*?/\\``.
            columns: the head; filters stand on all of them.
            frozen_columns: how many columns stay in sight on the left.
            printed_columns: how many of them are printed, all by default.
        """
        sheet = Sheet(self, self._book.create_sheet(name), columns, frozen_columns, printed_columns)
        self.sheets.append(sheet)
        return sheet

    def to_bytes(self) -> bytes:
        """The workbook as a file. Nothing can be added to it afterwards."""
        from openpyxl.writer.excel import ExcelWriter

        for sheet in self.sheets:
            sheet.finish()
        said = self._book.properties
        said.creator, said.title = "reportmine", fitting(self._title)
        said.created = said.modified = datetime(*NO_DATE)
        made = io.BytesIO()
        ExcelWriter(self._book, _Archive(made, "w", zipfile.ZIP_DEFLATED)).save()
        return made.getvalue()

    def style(self, form: str, tone: Tone | None, format: str | None) -> Any:
        """The style of a form of cell (head, text, quoted, number, link, unread), made once."""
        key = (form, tone, format)
        if key not in self._styles:
            self._styles[key] = self._styled(*key)
        return self._styles[key]

    def _styled(self, form: str, tone: Tone | None, format: str | None) -> Any:
        from openpyxl.cell import WriteOnlyCell
        from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

        cell = WriteOnlyCell(self.sheets[0].worksheet if self.sheets else self._book.worksheets[0])
        head, link = form == "head", form == "link"
        cell.font = Font(
            name=_FONT, size=11, bold=head, color=_LINK_COLOUR if link else None, underline="single" if link else None
        )
        cell.alignment = Alignment(
            vertical="center" if head else "top",
            # What is looked up and not reckoned with stands in the middle: years, lines.
            horizontal="center" if head or format == "0" else "right" if form == "number" else "left",
            wrap_text=form not in ("number", "unread"),
        )
        if head:
            cell.border = Border(bottom=Side(style="thin", color="7F7F7F"))
        if tone or head:
            cell.fill = PatternFill("solid", fgColor=_TONES[tone] if tone else _HEAD_COLOUR)
        if form == "quoted":
            # Without it the text becomes a formula as soon as somebody edits the cell.
            cell.quotePrefix = True
        if format:
            cell.number_format = format
        return cell._style


class Sheet:
    """A sheet in the making: ``worksheet`` is openpyxl's, for what else it can do; ``rows`` counts the head, too.

    ``rows_left_out`` and ``links_left_out`` count what was more than Excel takes in a sheet.
    """

    def __init__(
        self, book: Book, worksheet: Any, columns: Sequence[Column], frozen_columns: int, printed_columns: int | None
    ) -> None:
        from openpyxl.cell.cell import Cell as Written
        from openpyxl.utils import get_column_letter
        from openpyxl.worksheet.hyperlink import Hyperlink

        self._book = book
        self._cell, self._hyperlink = Written, Hyperlink
        self.worksheet = worksheet
        self.columns = tuple(columns)
        self.rows = 0
        self.rows_left_out = 0
        self.links = 0
        self.links_left_out = 0
        self._letters = [get_column_letter(number) for number in range(1, len(self.columns) + 1)]
        self._printed = self._letters[: printed_columns or None][-1]
        # Cells come as openpyxl's own; without this they are told from values by way of an exception for each.
        worksheet._values_to_row = lambda row, _number: row
        for letter, column in zip(self._letters, self.columns, strict=True):
            worksheet.column_dimensions[letter].width = column.width
        worksheet.freeze_panes = f"{get_column_letter(frozen_columns + 1)}2"
        worksheet.page_setup.orientation = "landscape"
        worksheet.page_setup.paperSize = _A4
        worksheet.sheet_properties.pageSetUpPr = _fit_to_page()
        worksheet.page_setup.fitToWidth, worksheet.page_setup.fitToHeight = 1, 0
        worksheet.page_margins.left = worksheet.page_margins.right = 0.4
        worksheet.page_margins.top = worksheet.page_margins.bottom = 0.6
        worksheet.page_margins.header = worksheet.page_margins.footer = 0.3
        worksheet.print_options.gridLines = True
        worksheet.print_title_rows = "1:1"
        worksheet.oddFooter.left.text = "&A"
        worksheet.oddFooter.right.text = "&P / &N"
        self._write([Cell(column.title, tone=column.tone) for column in self.columns], "head")

    def append(self, values: Iterable[Value]) -> None:
        """Writes a row, the values under the columns from the left; ``rows`` is its number then, the head being 1.

        A text becomes text, a number a number that shows the digits it has; ``Cell(2023, format="0")`` keeps the
        thousands of a year together; ``None`` leaves the cell empty.
        """
        if self.rows < MOST_ROWS:
            self._write(values)
        else:
            self.rows_left_out += 1

    def _write(self, values: Iterable[Value], form: str | None = None) -> None:
        self.rows += 1
        row, lines = [], 1
        for number, value in enumerate(values):
            if value is None:
                continue
            cell = value if isinstance(value, Cell) else Cell(value)
            found, said, format = _formed(cell)
            if said is None and cell.tone is None:
                continue
            column = self.columns[number]
            if found == "text" and not column.wraps:
                found = "unread"
            elif isinstance(said, str):
                lines = max(lines, _lines(said, column.width))
            written = self._cell(row=self.rows, column=number + 1, worksheet=self.worksheet, value=said)
            if isinstance(said, str):
                # Not a formula and not an error, whatever it looks like.
                written.data_type = "s"
            written._style = self._book.style(form or found, cell.tone, format)
            if cell.link is not None:
                self._lead(written, cell.link)
            row.append(written)
        # Not every program finds the height of a wrapped row itself. Without customHeight it stays adjustable.
        self.worksheet.row_dimensions[self.rows] = {"ht": str(min(_TALLEST, _FREE + _LINE * lines))}
        self.worksheet.append(row)

    def _lead(self, written: Any, link: Link) -> None:
        if self.links >= MOST_LINKS:
            self.links_left_out += 1
            return
        self.links += 1
        sheet = link.sheet.replace("'", "''")
        written.hyperlink = self._hyperlink(ref="", location=f"'{sheet}'!{link.column}{link.row}")

    def finish(self) -> None:
        """Puts the filter on and names what is printed, now that the last row is known."""
        self.worksheet.auto_filter.ref = f"A1:{self._letters[-1]}{self.rows}"
        self.worksheet.print_area = f"A1:{self._printed}{self.rows}"


def _formed(cell: Cell) -> tuple[str, str | float | None, str | None]:
    """The form of a cell (``Book.style``), what is written, and the format of a number."""
    said = cell.value
    if isinstance(said, str):
        said = fitting(said)
        form = "link" if cell.link else "quoted" if said.startswith(FORMULA_SIGNS) else "text"
        return form, said or None, None
    if said is None:
        return "text", None, None
    if not math.isfinite(said):
        return "text", str(said), None
    # 12 digits are what is known: the rest is how floats are added up.
    tidy = float(f"{said:.12g}")
    number = int(tidy) if tidy.is_integer() and abs(tidy) < 1e15 else tidy
    return "number", number, cell.format or number_format(tidy)


def _lines(text: str, width: float) -> int:
    """How many lines a text takes in a column."""
    if len(text) * _WIDE <= width - 1 and "\n" not in text:
        return 1
    found = 0
    for line in text.split("\n"):
        # Chinese characters have three bytes.
        wide = (len(line.encode()) - len(line)) / 2
        found += max(1, math.ceil((len(line) - wide + wide * _WIDE) / (width - 1)))
    return found


def _fit_to_page() -> Any:
    from openpyxl.worksheet.properties import PageSetupProperties

    return PageSetupProperties(fitToPage=True)


class _Archive(zipfile.ZipFile):
    """A zip archive whose entries have no date of their own."""

    def writestr(self, zinfo_or_arcname: Any, data: Any, *_args: Any, **_options: Any) -> None:
        entry = zipfile.ZipInfo(getattr(zinfo_or_arcname, "filename", zinfo_or_arcname), NO_DATE)
        entry.compress_type = zipfile.ZIP_DEFLATED
        super().writestr(entry, data)

    def write(self, filename: Any, arcname: Any = None, *_args: Any, **_options: Any) -> None:
        self.writestr(str(arcname or filename), Path(filename).read_bytes())
