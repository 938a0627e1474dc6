"""Sheets that came back from an office: the cells of an Excel or CSV file as text, merged cells filled.

Takes a path, gives ``Table``s. Read next: ``tasks.py``.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from itertools import islice
from typing import Any, NamedTuple

from reportmine.errors import UnreadableInput
from reportmine.messages import tr
from reportmine.readers import load

# What a sheet that people fill in never reaches; more is an accident or an attack.
_MOST_BYTES = 100_000_000
_MOST_ROWS, _MOST_COLUMNS, _MOST_MERGED = 50_000, 200, 10_000
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^<>]{0,200}?ref="([A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7})"')


class Line(NamedTuple):
    """A row; ``number`` is 1-based, as Excel shows it."""

    number: int
    cells: tuple[str, ...]


class Table(NamedTuple):
    """A sheet with the rows that have something in them."""

    name: str
    lines: tuple[Line, ...]


def read_tables(path: str) -> tuple[Table, ...]:
    """The sheets of an .xlsx file, hidden ones too, or the one table of a .csv file.

    Raises:
        UnreadableInput: missing, broken, too large, or neither of the two; the message is one line.
    """
    data = load(path)
    if data[:4] == b"PK\x03\x04":
        return _workbook(data, path)
    if data[:4] == b"\xd0\xcf\x11\xe0" or b"\0" in data[:1000]:
        raise UnreadableInput(tr("{name}：不是 .xlsx 文件；旧格式 .xls 或 .et 请先另存为 .xlsx", name=path))
    return (_csv(data),)


def _workbook(data: bytes, path: str) -> tuple[Table, ...]:
    try:
        import openpyxl
    except ImportError as error:
        raise UnreadableInput(
            tr("{name}：读 Excel 文件需要 openpyxl：pip install 'reportmine[words]'", name=path)
        ) from error
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > _MOST_BYTES:
                raise UnreadableInput(tr("{name}：展开后过大，没有读取", name=path))
            # Read row by row: a whole sheet would be made of as many cells as its ranges claim to have.
            book = openpyxl.load_workbook(io.BytesIO(data), data_only=True, read_only=True)
            return tuple(_sheet(sheet, archive.read(sheet._worksheet_path)) for sheet in book.worksheets)
    except UnreadableInput:
        raise
    # openpyxl meets a broken part with whatever its parser meets it with.
    except Exception as error:
        raise UnreadableInput(
            tr("{name}：Excel 文件已损坏或不是 .xlsx（{kind}）；请在 Excel 或 WPS 里打开后另存为 .xlsx", name=path,
               kind=type(error).__name__)
        ) from error  # fmt: skip


def _sheet(sheet: Any, source: bytes) -> Table:
    rows: dict[int, dict[int, str]] = {}
    # What a sheet says of its size is often wrong.
    sheet.reset_dimensions()
    for row in islice(sheet.iter_rows(max_row=_MOST_ROWS, max_col=_MOST_COLUMNS), _MOST_ROWS):
        for cell in row:
            if cell.value is not None and (text := _text(cell)):
                rows.setdefault(cell.row, {})[cell.column] = text
    last = max(rows, default=0)
    for left, top, _, bottom in _merged(source):
        value = rows.get(top, {}).get(left)
        if value is None:
            continue
        for number in range(top, min(bottom, last) + 1):
            # Merged over rows: it holds for each. Over columns: it stands in the first.
            rows.setdefault(number, {})[left] = value
    return Table(
        sheet.title,
        tuple(
            Line(number, tuple(cells.get(column, "") for column in range(1, max(cells) + 1)))
            for number, cells in sorted(rows.items())
        ),
    )


def _merged(source: bytes) -> Iterator[tuple[int, int, int, int]]:
    """The merged ranges of a sheet: left, top, right, bottom."""
    from openpyxl.utils import range_boundaries

    for found in islice(_MERGED.finditer(source), _MOST_MERGED):
        yield range_boundaries(found[1].decode())


def _text(cell: Any) -> str:
    value = cell.value
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d") if value.time() == datetime.min.time() else value.strftime("%Y-%m-%d %H:%M")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int | float):
        if "%" in str(cell.number_format):
            return f"{value * 100:.10g}%"
        return f"{value:.12g}" if isinstance(value, float) else str(value)
    return str(value).strip()


def _csv(data: bytes) -> Table:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        # Excel in Chinese saves CSV in the code page of the system.
        text = data.decode("gb18030", "replace")
    rows = csv.reader(io.StringIO(text.replace("\0", ""), newline=""))
    lines = []
    for number, row in enumerate(rows, 1):
        cells = tuple(cell.strip().removeprefix("'") for cell in row)
        if any(cells):
            lines.append(Line(number, cells))
    return Table("", tuple(lines))
