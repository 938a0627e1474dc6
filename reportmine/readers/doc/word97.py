"""The binary format of Word 97–2003 ([MS-DOC]): characters in order, and which are hidden, inserted or deleted.

Takes the streams of the file, gives ``Run``s by character position.
"""

from __future__ import annotations

import struct
from bisect import bisect_right
from collections.abc import Callable, Iterator
from typing import NamedTuple

from reportmine.readers.colours import marks_text

# Word marks itself with this number; 1.x to 95 have others.
_WORD_97 = 0xA5EC
# Indices of the tables that the header of the file points to.
_COMMENT_PLACES, _COMMENT_TEXTS, _HEADERS, _LOOKS, _PIECES, _COMMENTERS, _REVISERS = 4, 5, 11, 12, 33, 36, 51
_STORIES = ("text", "footnotes", "headers", "macros", "comments", "endnotes", "boxes", "header boxes")
# The size of what follows a property, by its top three bits; 6 says its own size.
_SIZES = {0: 1, 1: 1, 2: 2, 3: 4, 4: 2, 5: 2, 7: 3}
_DELETED, _INSERTED, _VANISH = 0x0800, 0x0801, 0x083C
_STRUCK, _STRUCK_TWICE, _HIGHLIGHT, _SHADING = 0x0837, 0x2A53, 0x2A0C, 0xCA71
_NO_HIGHLIGHT, _WHITE_HIGHLIGHT = 0, 8
_INSERTER, _INSERTED_AT, _DELETER, _DELETED_AT = 0x4804, 0x6805, 0x4863, 0x6864


class Look(NamedTuple):
    """What is said of a run: whether it shows, who changed it when, and how it is marked."""

    hidden: bool = False
    inserted: bool = False
    deleted: bool = False
    author: str | None = None
    date: str | None = None
    struck: bool = False
    highlighted: bool = False


class Run(NamedTuple):
    """Characters with one look; ``start`` is the position of the first in the whole document."""

    start: int
    text: str
    look: Look


class Word97:
    """One document.

    Raises:
        ValueError, struct.error: it is not of this format, or broken.
    """

    def __init__(self, main: bytes, stream: Callable[[str], bytes]) -> None:
        magic, _ = struct.unpack_from("<HH", main)
        flags = struct.unpack_from("<H", main, 0x0A)[0]
        if magic != _WORD_97:
            raise ValueError("not Word 97")
        self.encrypted = bool(flags & 0x0100)
        self._main = main
        self._table = b"" if self.encrypted else stream("1Table" if flags & 0x0200 else "0Table")
        counts = struct.unpack_from("<8i", main, 0x4C)
        self.stories: dict[str, tuple[int, int]] = {}
        at = 0
        for name, count in zip(_STORIES, counts, strict=True):
            self.stories[name] = (at, at + max(count, 0))
            at += max(count, 0)
        self._revisers = [] if self.encrypted else self._names(_REVISERS)
        self._edges, self._looks = ([], []) if self.encrypted else self._read_looks()

    def runs(self, start: int, end: int) -> Iterator[Run]:
        """The runs between two character positions."""
        for first, last, offset, width in self._pieces():
            low, high = max(first, start), min(last, end)
            while low < high:
                byte = offset + (low - first) * width
                at = bisect_right(self._edges, byte) - 1
                until = self._edges[at + 1] if 0 <= at < len(self._edges) - 1 else byte + (high - low) * width
                step = min(high - low, max(1, (until - byte) // width))
                raw = self._main[byte : byte + step * width]
                if not raw:
                    return
                text = raw.decode("cp1252" if width == 1 else "utf-16-le", "replace")
                yield Run(low, text, self._looks[at] if 0 <= at < len(self._looks) else Look())
                low += step

    def header_stories(self) -> list[tuple[int, int, int]]:
        """Of every header and footer: its kind (0 to 5: even and odd header, even and odd footer, first of each)."""
        places = self._positions(_HEADERS, 0)
        base = self.stories["headers"][0]
        found = []
        for index, (low, high) in enumerate(zip(places, places[1:], strict=False)):
            if index >= 6 and low < high:
                found.append(((index - 6) % 6, base + low, base + high))
        return found

    def comments(self) -> list[tuple[int, int, int, str | None]]:
        """Of every comment: where it is anchored, where its text begins and ends, and whose it is."""
        anchors = self._positions(_COMMENT_PLACES, 30)
        texts = self._positions(_COMMENT_TEXTS, 0)
        names = self._commenters()
        start, size = self._lcb(_COMMENT_PLACES)
        base = self.stories["comments"][0]
        found = []
        for index in range(min(len(anchors) - 1, len(texts) - 2)):
            at = start + 4 * len(anchors) + 30 * index + 20
            owner = struct.unpack_from("<H", self._table, at)[0] if at + 2 <= start + size else 0xFFFF
            author = names[owner] if owner < len(names) else None
            found.append((anchors[index], base + texts[index], base + texts[index + 1], author))
        return found

    def _lcb(self, index: int) -> tuple[int, int]:
        offset, size = struct.unpack_from("<II", self._main, 0x9A + 8 * index)
        return offset, min(size, max(0, len(self._table) - offset))

    def _positions(self, index: int, data: int) -> list[int]:
        """The character positions of a table whose entries hold ``data`` bytes each."""
        offset, size = self._lcb(index)
        count = (size - 4) // (4 + data) if size >= 4 else -1
        return list(struct.unpack_from(f"<{count + 1}I", self._table, offset)) if count >= 0 else []

    def _pieces(self) -> Iterator[tuple[int, int, int, int]]:
        """Of every piece: its first and last position, where its bytes begin, and how many a character takes."""
        at, size = self._lcb(_PIECES)
        end = at + size
        while at < end and self._table[at] == 1:
            at += 3 + struct.unpack_from("<H", self._table, at + 1)[0]
        if at >= end or self._table[at] != 2:
            raise ValueError("no piece table")
        count = (struct.unpack_from("<I", self._table, at + 1)[0] - 4) // 12
        if count < 1 or at + 5 + 12 * count + 4 > len(self._table):
            raise ValueError("broken piece table")
        places = struct.unpack_from(f"<{count + 1}I", self._table, at + 5)
        for index in range(count):
            offset = struct.unpack_from("<I", self._table, at + 5 + 4 * (count + 1) + 8 * index + 2)[0]
            narrow = bool(offset & 0x40000000)
            offset &= 0x3FFFFFFF
            yield places[index], places[index + 1], offset // 2 if narrow else offset, 1 if narrow else 2

    def _read_looks(self) -> tuple[list[int], list[Look]]:
        """The byte offsets where the look of the characters changes, and the looks."""
        offset, size = self._lcb(_LOOKS)
        count = (size - 4) // 8
        edges: list[int] = []
        looks: list[Look] = []
        for index in range(count):
            number = struct.unpack_from("<I", self._table, offset + 4 * (count + 1) + 4 * index)[0] & 0x3FFFFF
            page = self._main[number * 512 : number * 512 + 512]
            if len(page) < 512 or page[511] > 101:
                continue
            places = struct.unpack_from(f"<{page[511] + 1}I", page)
            for run in range(page[511]):
                at = page[4 * (page[511] + 1) + run] * 2
                edges.append(places[run])
                looks.append(self._look(page[at + 1 : at + 1 + page[at]]) if at else Look())
            edges.append(places[-1])
            looks.append(Look())
        ordered = sorted(range(len(edges)), key=lambda index: edges[index])
        return [edges[index] for index in ordered], [looks[index] for index in ordered]

    def _look(self, said: bytes) -> Look:
        values: dict[int, int] = {}
        at = 0
        while at + 2 < len(said):
            code = said[at] | said[at + 1] << 8
            size = _SIZES.get(code >> 13) or said[at + 2] + 1
            values[code] = int.from_bytes(said[at + 2 : at + 2 + min(size, 11)], "little")
            at += 2 + size
        deleted, inserted = values.get(_DELETED) == 1, values.get(_INSERTED) == 1
        who = values.get(_DELETER if deleted else _INSERTER, values.get(_INSERTER))
        when = values.get(_DELETED_AT if deleted else _INSERTED_AT, values.get(_INSERTED_AT))
        changed = deleted or inserted
        author = self._revisers[who] if changed and who is not None and who < len(self._revisers) else None
        return Look(
            hidden=values.get(_VANISH) == 1,
            inserted=inserted,
            deleted=deleted,
            author=author,
            date=_date(when & 0xFFFFFFFF) if changed and when else None,
            struck=values.get(_STRUCK) == 1 or values.get(_STRUCK_TWICE) == 1,
            highlighted=values.get(_HIGHLIGHT, _NO_HIGHLIGHT) not in (_NO_HIGHLIGHT, _WHITE_HIGHLIGHT)
            or _is_coloured(values.get(_SHADING, 0)),
        )

    def _names(self, index: int) -> list[str]:
        """A table of strings."""
        at, size = self._lcb(index)
        end = at + size
        if size < 6 or self._table[at : at + 2] != b"\xff\xff":
            return []
        count, extra = struct.unpack_from("<HH", self._table, at + 2)
        at, found = at + 6, []
        for _ in range(count):
            if at + 2 > end:
                break
            length = struct.unpack_from("<H", self._table, at)[0]
            found.append(self._table[at + 2 : at + 2 + 2 * length].decode("utf-16-le", "replace"))
            at += 2 + 2 * length + extra
        return found

    def _commenters(self) -> list[str]:
        at, size = self._lcb(_COMMENTERS)
        end, found = at + size, []
        while at + 2 <= end:
            length = struct.unpack_from("<H", self._table, at)[0]
            found.append(self._table[at + 2 : at + 2 + 2 * length].decode("utf-16-le", "replace"))
            at += 2 + 2 * length
        return found


def _is_coloured(shading: int) -> bool:
    """Whether a shading (its size, the colours of its pattern and of what is behind, the pattern) is a marker's."""
    size, _, behind, pattern = struct.unpack("<BIIH", shading.to_bytes(11, "little"))
    # The last byte of a colour says that it is none in particular.
    return size == 10 and pattern == 0 and behind >> 24 == 0 and marks_text(behind.to_bytes(4, "little")[:3].hex())


def _date(packed: int) -> str:
    minute, hour, day = packed & 63, packed >> 6 & 31, packed >> 11 & 31
    month, year = packed >> 16 & 15, (packed >> 20 & 511) + 1900
    return f"{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:00"
