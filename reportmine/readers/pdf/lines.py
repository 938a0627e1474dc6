"""Characters of a PDF page to lines: their text, edges, height and size.

Takes a page of pypdfium2, gives ``Line``s from the top down. Coordinates are PDF points, the origin at the lower left.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterable
from typing import Any, NamedTuple

Box = tuple[float, float, float, float]


class Line(NamedTuple):
    """One line of a page; ``segments`` counts the pieces that stand apart on it (cells of a table)."""

    text: str
    page: int
    left: float
    right: float
    base: float
    size: float
    segments: int = 1
    page_height: float = 842.0


class Piece(NamedTuple):
    """A run of characters on one line."""

    text: str
    left: float
    right: float
    base: float
    size: float


# What PDF producers put where a line ends or a hyphen was: no part of the text.
_DROPPED = {"\x02", "\ufffe", "\uffff", "\x00"}


def read_lines(page: Any, textpage: Any, number: int, hidden: Iterable[Box]) -> list[Line]:
    """The lines of one page, without the characters that stand in one of the ``hidden`` boxes."""
    width, height = page.get_size()
    return lines_of(_pieces(textpage, (width, height), list(hidden)), number, height)


def lines_of(pieces: Iterable[Piece], page: int, height: float) -> list[Line]:
    """Pieces that stand on one height as one line, from the top of the page down."""
    rows: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda p: (-p.base, p.left)):
        if rows and abs(rows[-1][0].base - piece.base) < 0.4 * max(piece.size, 4.0):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return [_line(sorted(row, key=lambda p: p.left), page, height) for row in rows]


def _line(row: list[Piece], page: int, height: float) -> Line:
    text, segments = row[0].text, 1
    for before, piece in zip(row, row[1:], strict=False):
        gap = piece.left - before.right
        if gap > 2.5 * max(piece.size, before.size):
            text, segments = f"{text}\t", segments + 1
        elif gap > 0.2 * piece.size and text[-1:].isascii() and piece.text[:1].isascii():
            text += " "
        text += piece.text
    size = max(row, key=lambda piece: len(piece.text)).size
    return Line(" ".join(text.split(" ")), page, row[0].left, row[-1].right, row[0].base, size, segments, height)


def _pieces(textpage: Any, page: tuple[float, float], hidden: list[Box]) -> list[Piece]:
    """Runs of characters that follow one another on one line, as the file has them."""
    import pypdfium2.raw as raw

    pieces: list[Piece] = []
    said: list[str] = []
    left = right = base = size = 0.0
    rect = raw.FS_RECTF()

    def finish() -> None:
        text = "".join(said).strip()
        if text:
            pieces.append(Piece(text, left, right, base, size))
        said.clear()

    for index in range(textpage.count_chars()):
        code = raw.FPDFText_GetUnicode(textpage, index)
        char = chr(code) if code < 0x110000 else "\ufffd"
        if char in _DROPPED:
            continue
        if char in "\r\n":
            finish()
            continue
        if not raw.FPDFText_GetLooseCharBox(textpage, index, ctypes.byref(rect)):
            continue
        if _outside(rect, page) or _within(rect, hidden):
            continue
        height = rect.top - rect.bottom
        if said and char != " ":
            same_line = abs(rect.bottom - base) < 0.5 * max(size, height)
            if not same_line or rect.left < right - size or rect.left > right + 2.5 * max(size, height):
                finish()
        if not said:
            if char == " ":
                continue
            left, base, size = rect.left, rect.bottom, height
        said.append(char)
        if char != " ":
            right = rect.right
    finish()
    return pieces


def _outside(rect: Any, page: tuple[float, float]) -> bool:
    return bool(rect.right < 0 or rect.left > page[0] or rect.top < 0 or rect.bottom > page[1])


def _within(rect: Any, boxes: list[Box]) -> bool:
    if not boxes:
        return False
    x, y = (rect.left + rect.right) / 2, (rect.bottom + rect.top) / 2
    return any(left <= x <= right and bottom <= y <= top for left, bottom, right, top in boxes)
