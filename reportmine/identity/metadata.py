"""What a user knows of the files: a table with a line a file, as CSV or Excel.

``read_metadata(path)`` gives a ``Metadata``, which finds the ``Row`` of a file. Read next: ``identity.py``.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec

from reportmine.causes import cause
from reportmine.errors import ReportmineError, UnreadableInput
from reportmine.identity.division_codes import at
from reportmine.identity.label_years import FIRST_YEAR, LAST_YEAR
from reportmine.messages import tr
from reportmine.patterns import regex
from reportmine.readers import load
from reportmine.readers.txt import decode

_COLUMNS = {
    "path": ("path", "file", "filename", "file_name", "file name", "文件", "路径", "文件名", "文件路径", "文件名称"),
    "place": ("place", "region", "area", "地区", "地名", "区域", "行政区", "行政区划", "地方", "地区名称"),
    "province": ("province", "省", "省份", "省级", "所属省份", "省名"),
    "city": ("city", "prefecture", "市", "城市", "地级市", "市级", "地市", "所属城市", "市名"),
    "county": ("county", "district", "县", "区县", "县区", "县级", "县名", "县市区"),
    "code": ("code", "place_code", "division_code", "adcode", "代码", "地区代码", "行政区划代码", "区划代码",
             "行政代码", "编码"),
    "year": ("year", "年", "年份", "年度"),
    "title": ("title", "标题", "题名", "报告标题", "报告名称"),
}  # fmt: skip
_SIGNS = regex(r"[\s_\-（）()]+")
_YEAR = regex(r"(\d{4})(?:\.0+)?\s*年?度?")
_CODE = regex(r"(\d{6})(?:0{6})?(?:\.0+)?")


class Row(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a table says of one file; ``line`` is 1-based. What it leaves open is ``None``."""

    path: str
    line: int
    place: str | None = None
    code: str | None = None
    year: int | None = None
    title: str | None = None


class Unmatched(NamedTuple):
    """Rows for which there is no file, and rows that several files fit, which go by their name alone."""

    unknown: tuple[Row, ...]
    ambiguous: tuple[Row, ...]


class Metadata:
    """The rows of a table, to be found by the files they speak of."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self.rows = tuple(rows)
        self._by_path = {_plain(row.path): row for row in rows}
        stems: dict[str, list[Row]] = {}
        for row in rows:
            stems.setdefault(_stem(_plain(row.path)), []).append(row)
        # 株洲市_2019 for 株洲市_2019.docx.
        self._by_stem = {stem: same[0] for stem, same in stems.items() if len(same) == 1}

    def row_for(self, path: str) -> Row | None:
        """The row of a file: that of its whole path before that of its last folders before that of its mere name.

        The ending of the name may be left out in the table where that is unambiguous.
        """
        parts = _plain(path).split("/")
        for table, whole in ((self._by_path, parts), (self._by_stem, [*parts[:-1], _stem(parts[-1])])):
            for start in range(len(whole)):
                row = table.get("/".join(whole[start:]))
                if row is not None:
                    return row
        return None

    def unmatched(self, paths: Iterable[str]) -> Unmatched:
        """The rows that fit none of these files, or more than one; the order is that of the table."""
        fits: dict[int, int] = {}
        for path in paths:
            row = self.row_for(path)
            if row is not None:
                fits[row.line] = fits.get(row.line, 0) + 1
        return Unmatched(
            tuple(row for row in self.rows if row.line not in fits),
            tuple(row for row in self.rows if fits.get(row.line, 0) > 1),
        )


def read_metadata(path: str | Path) -> Metadata:
    """The rows of a table, CSV in any encoding or the first sheet of an .xlsx file.

    The first line names the columns in Chinese or English: 文件 (or 路径), and any of 地区, 省份, 城市, 县, 地区代码,
    年份, 标题; others are passed over. Empty cells say nothing.

    Raises:
        ReportmineError: the file cannot be read, has no column of files, or a line is wrong; the message names the
            first such line.
    """
    name = str(path)
    lines = _lines(name)
    head = next(lines, (1, ()))[1]
    columns = {
        place: field
        for place, title in enumerate(head)
        for field, names in _COLUMNS.items()
        if _heading(title) in map(_heading, names)
    }
    if "path" not in columns.values():
        raise ReportmineError(
            tr("{name}：第一行要有列名，其中必须有“文件”，另可有地区、省份、城市、县、地区代码、年份、标题", name=name)
        )
    if len(set(columns.values())) == 1:
        raise ReportmineError(
            tr("{name}：除“文件”外没有认得的列；可用地区、省份、城市、县、地区代码、年份、标题", name=name)
        )
    rows: list[Row] = []
    seen: dict[str, int] = {}
    for number, cells in lines:
        told = {field: cells[place] for place, field in columns.items() if place < len(cells) and cells[place]}
        if not told:
            continue
        try:
            row = _row(told, number)
        except ValueError as error:
            raise ReportmineError(tr("{name}：第 {line} 行{reason}", name=name, line=number, reason=error)) from error
        before = seen.setdefault(_plain(row.path), number)
        if before != number:
            raise ReportmineError(
                tr("{name}：第 {line} 行和第 {before} 行写的是同一个文件 {file}", name=name, line=number, before=before,
                   file=row.path)
            )  # fmt: skip
        rows.append(row)
    return Metadata(rows)


def _row(told: dict[str, str], line: int) -> Row:
    """A row of its cells.

    Raises:
        ValueError: a cell is wrong; the message says which, to be put behind the number of the line.
    """
    if "path" not in told:
        raise ValueError(tr("没有写文件"))
    year = code = None
    if "year" in told:
        found = _YEAR.fullmatch(told["year"])
        if not found or not FIRST_YEAR <= int(found[1]) <= LAST_YEAR:
            raise ValueError(tr("年份“{value}”不是 {first} 到 {last} 的年份", value=told["year"], first=FIRST_YEAR,
                                last=LAST_YEAR))  # fmt: skip
        year = int(found[1])
    if "code" in told:
        found = _CODE.fullmatch(told["code"])
        if not found or at(found[1], year) is None:
            raise ValueError(tr("代码“{value}”不是县级以上的六位行政区划代码", value=told["code"]))
        code = found[1]
    names = [told[field] for field in ("province", "city", "county", "place") if field in told]
    place = " ".join(dict.fromkeys(names)) or None
    return Row(path=told["path"], line=line, place=place, code=code, year=year, title=told.get("title"))


def _lines(name: str) -> Iterator[tuple[int, tuple[str, ...]]]:
    """The lines of the table with their numbers, cells without outer white space."""
    data = load(name)
    if data.startswith(b"PK\x03\x04"):
        from reportmine.comparison.tasks.sheets import read_tables

        for line in read_tables(name)[0].lines:
            yield line.number, line.cells
        return
    if not data.strip():
        raise ReportmineError(tr("{name}：文件是空的", name=name))
    try:
        text, _ = decode(data)
    except UnreadableInput as error:
        raise UnreadableInput(tr("{name}：{reason}", name=name, reason=error)) from error
    first = text.split("\n", 1)[0]
    delimiter = max(",\t;，", key=first.count)
    reader = csv.reader(io.StringIO(text), delimiter=delimiter)
    try:
        for cells in reader:
            yield reader.line_num, tuple(cell.strip() for cell in cells)
    except csv.Error as error:
        raise ReportmineError(
            tr("{name}：第 {line} 行不是 CSV（{reason}）", name=name, line=reader.line_num, reason=cause(error))
        ) from error


def _heading(title: str) -> str:
    return _SIGNS.sub("", title.lower())


def _plain(path: str) -> str:
    """A path in one form: ``/`` between its parts, nothing of it twice, composed characters."""
    parts = re.split(r"[/\\]+", unicodedata.normalize("NFC", path.strip()))
    return "/".join(part for part in parts if part not in ("", "."))


def _stem(path: str) -> str:
    return re.sub(r"\.[A-Za-z]{2,5}$", "", path)
