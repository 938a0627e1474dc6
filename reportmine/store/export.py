"""A table of a store as a file: CSV for Excel, Parquet, a workbook, Stata.

Takes a ``Store`` and a ``Selection``; writes beside the file first and puts it in place when it is whole. The same
store gives the same bytes. Read next: ``corpus.py``.
"""

from __future__ import annotations

import csv
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from reportmine.causes import cause_of_writing
from reportmine.errors import ReportmineError
from reportmine.messages import tr
from reportmine.renderers.controls import without_formula
from reportmine.store.descriptions import describe_column
from reportmine.store.store import Store, failing
from reportmine.store.tables import Selection, asking, frame, stream
from reportmine.whole_files import whole_file

FORMATS = ("csv", "parquet", "xlsx", "dta")
# Stata 14 and later; older ones know no Chinese.
_STATA = 118
_STATA_LABEL, _STATA_FIXED = 80, 2045
# What a data set for Stata may have in memory here.
_STATA_ROWS = 5_000_000
_NO_DATE = datetime(2000, 1, 1)


class BadExport(ReportmineError):
    """The file cannot be written, or the table does not fit into its format."""


def export(store: Store, selection: Selection, target: str, *, name: str) -> int:
    """Writes a selection to a file and tells how many rows.

    Args:
        store: open for reading.
        selection: what ``tables.select`` gave.
        target: the file; its ending says the format.
        name: the title of a workbook's sheet, the label of a Stata data set.

    Raises:
        BadExport: the ending is none of ``FORMATS``, the folder is missing or full, too many rows for the format.
        BadQuery: the condition of the selection is wrong.
    """
    form = check_target(target)
    try:
        with whole_file(Path(target), f".{form}") as made:
            return _WRITERS[form](store, selection, made, name)
    except OSError as error:
        raise BadExport(tr("{target}：无法写入（{reason}）", target=target, reason=cause_of_writing(error))) from error


def check_target(target: str) -> str:
    """The format a file name asks for.

    Raises:
        BadExport: its ending is none of ``FORMATS``.
    """
    form = target.lower().rpartition(".")[2]
    if form not in _WRITERS:
        raise BadExport(tr("{target}：文件名要以 .csv、.parquet、.xlsx 或 .dta 结尾", target=target))
    return form


def _write_csv(store: Store, selection: Selection, path: Path, _name: str) -> int:
    rows = 0
    # Excel takes a file for UTF-8 by its byte order mark alone.
    with path.open("w", encoding="utf-8-sig", newline="", errors="replace") as file:
        writer = csv.writer(file, lineterminator="\r\n")
        writer.writerow([column.name for column in selection.columns])
        for row in stream(store, selection):
            writer.writerow([harmless(value) for value in row])
            rows += 1
    return rows


def harmless(value: Any) -> Any:
    """A value as a cell of a CSV file that a spreadsheet does not take for a formula."""
    if isinstance(value, str):
        # A carriage return alone ends a row for some readers.
        return without_formula(value.replace("\r", " ").replace("\x00", ""))
    if isinstance(value, float):
        return repr(value) if not value.is_integer() or abs(value) >= 1e15 else int(value)
    return value


def _write_parquet(store: Store, selection: Selection, path: Path, _name: str) -> int:
    target = str(path).replace("'", "''")
    with failing(store.path), asking():
        cursor = store.connection.cursor()
        # Several threads would write the groups of rows as they come.
        cursor.execute("SET threads = 1")
        cursor.execute("SET preserve_insertion_order = true")
        told = cursor.execute(f"COPY ({selection.sql}) TO '{target}' (FORMAT parquet, COMPRESSION zstd)").fetchone()
        cursor.execute("RESET threads")
    return int(told[0]) if told else 0


def _write_xlsx(store: Store, selection: Selection, path: Path, name: str) -> int:
    from reportmine.renderers.workbook import MOST_ROWS, Book, Cell, Column

    book = Book(name)
    sheet = book.sheet(name[:31], [Column(one.name, _width(one.name), wraps=False) for one in selection.columns])
    years = [number for number, one in enumerate(selection.columns) if one.name == "year"]
    for row in stream(store, selection):
        values = [value if not isinstance(value, bool) else int(value) for value in row]
        for number in years:
            values[number] = Cell(values[number], format="0")
        sheet.append(values)
        if sheet.rows_left_out:
            raise BadExport(
                tr(
                    "{target}：超过 Excel 一张表最多的 {most} 行；请导出 .csv 或 .parquet，或用 --where 缩小范围",
                    target=path.suffix,
                    most=f"{MOST_ROWS:,}",
                )
            )
    about = book.sheet(tr("变量"), [Column(tr("变量"), 40, wraps=False), Column(tr("含义"), 90)])
    for one in selection.columns:
        about.append([one.name, describe_column(one, name)])
    path.write_bytes(book.to_bytes())
    return sheet.rows - 1


def _width(name: str) -> float:
    return 40 if name in ("text", "evidence", "title", "path", "message") else max(10, len(name) + 4)


def _write_dta(store: Store, selection: Selection, path: Path, name: str) -> int:
    count = store.rows(f"SELECT count(*) FROM ({selection.sql})")[0][0]
    if count > _STATA_ROWS:
        raise BadExport(tr("{count:,} 行太多，写不了 .dta；请用 --where 缩小范围，或导出 .parquet", count=count))
    data = frame(store, selection)
    write_stata(data, path, label=name, labels={one.name: describe_column(one, name) for one in selection.columns})
    return len(data)


def write_stata(data: Any, path: Path, *, label: str, labels: dict[str, str]) -> None:
    """A data frame as a file of Stata 14 and later; long texts as strL, numbers that may be missing as doubles."""
    import pandas

    data = data.copy()
    long: list[str] = []
    for column in data.columns:
        values = data[column]
        if pandas.api.types.is_bool_dtype(values.dtype) or str(values.dtype) == "boolean":
            data[column] = values.astype("float64")
        elif pandas.api.types.is_numeric_dtype(values.dtype):
            data[column] = values.astype("float64") if values.isna().any() or values.dtype.kind == "u" else values
        else:
            texts = values.fillna("").astype(str).str.replace("\x00", "", regex=False)
            data[column] = texts.astype(object)
            if len(texts) and texts.str.encode("utf-8", "replace").str.len().max() > _STATA_FIXED:
                long.append(column)
    data.to_stata(
        path, write_index=False, version=_STATA, time_stamp=_NO_DATE, data_label=label[:_STATA_LABEL],
        variable_labels={name: about[:_STATA_LABEL] for name, about in labels.items() if name in data.columns},
        convert_strl=long,
    )  # fmt: skip


_WRITERS: dict[str, Callable[[Store, Selection, Path, str], int]] = {
    "csv": _write_csv,
    "parquet": _write_parquet,
    "xlsx": _write_xlsx,
    "dta": _write_dta,
}
