"""Characters of a PDF page to lines: their text, edges, base line and size.

Takes a page of pypdfium2, gives ``Line``s from the top down, one column after the other. Coordinates are PDF points,
the origin at the lower left of the page.
"""

from __future__ import annotations

import ctypes
from collections import Counter
from collections.abc import Iterable
from itertools import pairwise
from typing import Any, Generic, NamedTuple, TypeVar

T = TypeVar("T")
Box = tuple[float, float, float, float]


class Line(NamedTuple):
    """One line of a column of a page; ``segments`` counts the pieces that stand apart on it (cells of a table)."""

    text: str
    page: int
    left: float
    right: float
    base: float
    size: float
    segments: int = 1
    page_height: float = 842.0
    page_width: float = 595.0
    column: int = 0


class Piece(NamedTuple):
    """A run of characters on one line; ``spaced`` when the file has a space before it."""

    text: str
    left: float
    right: float
    base: float
    size: float
    spaced: bool = False


class Bands(Generic[T]):
    """Boxes on a page with what belongs to them, found by height."""

    def __init__(self) -> None:
        self._bands: dict[int, list[tuple[Box, T]]] = {}
        self.count = self.most = 0

    def add(self, box: Box, item: T) -> None:
        """Notes a box."""
        self.count += 1
        for at in range(max(-200, int(box[1] // _BAND)), min(2_000, int(box[3] // _BAND)) + 1):
            band = self._bands.setdefault(at, [])
            band.append((box, item))
            self.most = max(self.most, len(band))

    def at(self, height: float) -> list[tuple[Box, T]]:
        """The boxes that may stand at a height."""
        return self._bands.get(int(height // _BAND), [])


class Frame(NamedTuple):
    """A page: what can be seen of it, the boxes whose text cannot, and its upright rules."""

    box: Box
    hidden: Bands[None]
    rules: Bands[None]


# What PDF producers put where a line ends or a hyphen was: no part of the text.
_DROPPED = {"\x02", "\ufffe", "\uffff", "\x00"}
# Pieces farther apart than this many ems stand in columns of their own, unless what was between them is hidden.
_APART = 2.0
# Points: the height of the bands in which boxes are looked for.
_BAND = 20.0
# A wider gap may hold a character of another font, which the file has elsewhere.
_PIECE = 0.5
# Programs put a quarter of an em between Chinese and Latin letters; a space somebody typed is half an em.
_TYPED = 0.4
# A scanned page may lean a little; a watermark leans more.
_SLANT = 0.15


class Sheet(NamedTuple):
    """What stands on one page, before it is made into lines; ``slanted`` is what runs aslant: watermarks, seals."""

    rows: list[list[Piece]]
    frame: Frame
    slanted: str = ""


def read_sheet(textpage: Any, frame: Frame) -> Sheet:
    """The text of one page, without the characters that stand in one of the hidden boxes."""
    slanted: list[str] = []
    sheet = sheet_of(_pieces(textpage, frame, slanted), frame)
    return sheet._replace(slanted="".join(slanted).strip())


def sheet_of(pieces: Iterable[Piece], frame: Frame) -> Sheet:
    """Pieces that stand on one height as one row, from the top of the page down."""
    rows: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda p: (-p.base, p.left)):
        if rows and _level(rows[-1][0], piece):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return Sheet([sorted(row, key=lambda p: p.left) for row in rows], frame)


def _level(first: Piece, piece: Piece) -> bool:
    """Whether two pieces stand on one line; the small number of a footnote stands higher."""
    small, large = sorted((first.size, piece.size))
    return abs(first.base - piece.base) < (0.4 if small > 0.75 * large else 0.6) * max(large, 4.0)


def lines_of(sheets: list[Sheet]) -> list[list[Line]]:
    """The lines of every page, column by column. A short last page is parted where most of the others are."""
    gutters = [_gutter(sheet.rows) for sheet in sheets]
    found = sorted(gutter for gutter in gutters if gutter is not None)
    usual = found[len(found) // 2] if len(found) > 0.4 * len(sheets) else None
    return [
        _in_columns(sheet, number, gutter or usual)
        for number, (sheet, gutter) in enumerate(zip(sheets, gutters, strict=True), 1)
    ]


def _in_columns(sheet: Sheet, page: int, gutter: float | None) -> list[Line]:
    rows, frame, _ = sheet
    if gutter is None:
        return [_line(row, page, frame) for row in rows]
    lines: list[Line] = []
    columns: tuple[list[Line], list[Line]] = ([], [])

    def finish() -> None:
        for column in columns:
            lines.extend(column)
            column.clear()

    for row in rows:
        sides = [piece for piece in row if piece.right <= gutter], [piece for piece in row if piece.left >= gutter]
        if len(sides[0]) + len(sides[1]) < len(row):  # a title over both columns
            finish()
            lines.append(_line(row, page, frame))
            continue
        for at, side in enumerate(sides):
            if side:
                columns[at].append(_line(side, page, frame)._replace(column=at + 1))
    finish()
    return lines


def _gutter(rows: list[list[Piece]]) -> float | None:
    """Where the page is parted into two columns of running text; tables have shorter pieces."""
    places: Counter[int] = Counter()
    for row in rows:
        for before, piece in pairwise(row):
            if piece.left - before.right > 0.8 * piece.size and min(len(before.text), len(piece.text)) > 9:
                places.update(range(int(before.right) + 1, int(piece.left) + 1))
    if not places:
        return None
    most = max(places.values())
    if most < 6 or most < 0.4 * len(rows):
        return None
    best = [place for place, count in places.items() if count == most]
    return float(sorted(best)[len(best) // 2])


def _line(row: list[Piece], page: int, frame: Frame) -> Line:
    text, segments = row[0].text, 1
    for before, piece in pairwise(row):
        gap = piece.left - before.right
        between = _ruled(before.right, piece.left, piece.base, frame.rules)
        if (gap > _APART * max(piece.size, before.size) or between) and not _taken_out(before, piece, frame.hidden):
            text, segments = f"{text}\t", segments + 1
        elif gap > (_TYPED if piece.spaced else 0.2) * piece.size and (
            piece.spaced or (text[-1:].isascii() and piece.text[:1].isascii())
        ):
            text += " "
        text += piece.text
    longest = max(row, key=lambda piece: len(piece.text))
    left, bottom, right, top = frame.box
    return Line(
        text,
        page,
        row[0].left - left,
        row[-1].right - left,
        longest.base - bottom,
        longest.size,
        segments,
        page_height=top - bottom,
        page_width=right - left,
    )


def _taken_out(before: Piece, piece: Piece, hidden: Bands[None]) -> bool:
    """Whether the gap between two pieces is where hidden text stands."""
    return any(
        box[0] > before.left and box[2] < piece.right and box[1] <= piece.base <= box[3]
        for box, _ in hidden.at(piece.base)
    )


def _ruled(left: float, right: float, base: float, rules: Bands[None]) -> bool:
    """Whether an upright rule, such as the edge of a cell, stands between two places of a line."""
    return any(left - 1 <= box[0] <= right + 1 and box[1] <= base <= box[3] for box, _ in rules.at(base))


def _pieces(textpage: Any, frame: Frame, slanted: list[str]) -> list[Piece]:
    """Runs of characters that follow one another on one line, as the file has them; what is ``slanted`` goes there."""
    import pypdfium2.raw as raw

    pieces: list[Piece] = []
    said: list[str] = []
    left = right = base = size = 0.0
    spaced = begun = False
    rect, matrix = raw.FS_RECTF(), raw.FS_MATRIX()
    x, y = ctypes.c_double(), ctypes.c_double()

    def finish() -> None:
        if said:
            pieces.append(Piece("".join(said), left, right, base, size, begun))
        said.clear()

    for index in range(textpage.count_chars()):
        code = raw.FPDFText_GetUnicode(textpage, index)
        char = chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"
        if char in _DROPPED:
            continue
        if char in "\r\n":
            finish()
            continue
        if char in " \u00a0\u3000\t":
            spaced = True
            continue
        if not raw.FPDFText_GetLooseCharBox(textpage, index, ctypes.byref(rect)):
            continue
        if _outside(rect, frame.box) or _within(rect, frame.hidden):
            continue
        raw.FPDFText_GetCharOrigin(textpage, index, ctypes.byref(x), ctypes.byref(y))
        if said:
            gap = rect.left - right
            apart = abs(y.value - base) > 0.3 * size or gap < -size or gap > _PIECE * size
            if apart or (gap > 0 and _ruled(right, rect.left, y.value, frame.rules)):
                finish()
            elif spaced and (gap > _TYPED * size or (said[-1].isascii() and char.isascii())):
                said.append(" ")
        if not said:
            raw.FPDFText_GetMatrix(textpage, index, ctypes.byref(matrix))
            if min(abs(matrix.a), abs(matrix.b)) > _SLANT * max(abs(matrix.a), abs(matrix.b)):
                slanted.append(char)
                continue
            size = raw.FPDFText_GetFontSize(textpage, index) * (matrix.c**2 + matrix.d**2) ** 0.5
            size = size or rect.top - rect.bottom
            left, base, begun = rect.left, y.value, spaced
        said.append(char)
        right = rect.right
        spaced = False
    finish()
    return pieces


def _outside(rect: Any, page: Box) -> bool:
    return bool(rect.right < page[0] or rect.left > page[2] or rect.top < page[1] or rect.bottom > page[3])


def _within(rect: Any, boxes: Bands[None]) -> bool:
    if not boxes.count:
        return False
    x, y = (rect.left + rect.right) / 2, (rect.bottom + rect.top) / 2
    return any(left <= x <= right and bottom <= y <= top for (left, bottom, right, top), _ in boxes.at(y))
