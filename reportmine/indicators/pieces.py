"""The pieces that a name is put together from: spans of the text, and the few words that it does not have.

Takes the text of a paragraph and a ``Piece``, gives the words of the name and the spans behind them. Read next:
``names.py``.
"""

from __future__ import annotations

from typing import NamedTuple

Span = tuple[int, int]


class Supplied(NamedTuple):
    """A word of a name that does not stand in the text like this: 城镇 for 城乡, 占比 for 占.

    ``start`` and ``end`` are the words it stands for; they are equal when there are none.
    """

    word: str
    start: int
    end: int


Part = Span | Supplied
Piece = tuple[Part, ...]

_BLANKS = "\u200b\ufeff"
# What is no part of a name at either end of it.
_OUTSIDE = "，、：；。" + _BLANKS


def said(plain: str, piece: Piece) -> str:
    """The words of a name."""
    if len(piece) == 1 and len(piece[0]) == 2:
        return plain[piece[0][0] : piece[0][1]]
    return "".join([part[0] if isinstance(part, Supplied) else plain[part[0] : part[1]] for part in piece])


def trimmed(plain: str, piece: Piece) -> Piece:
    """The name without punctuation and white space at either end."""
    if len(piece) == 1 and len(piece[0]) == 2:
        start, end = piece[0]
        if start < end and plain[start].isalnum() and plain[end - 1].isalnum():
            return piece
    parts = list(piece)
    while parts and (part := _trim(plain, parts[0], True)) != parts[0]:
        parts[:1] = [part] if part else []
    while parts and (part := _trim(plain, parts[-1], False)) != parts[-1]:
        parts[-1:] = [part] if part else []
    return tuple(parts)


def _trim(plain: str, part: Part, front: bool) -> Part | None:
    if isinstance(part, Supplied):
        return part
    start, end = part
    if front:
        while start < end and (plain[start] in _OUTSIDE or plain[start].isspace()):
            start += 1
    else:
        while start < end and (plain[end - 1] in _OUTSIDE or plain[end - 1].isspace()):
            end -= 1
    return (start, end) if start < end else None


def spans_of(piece: Piece, base: int) -> tuple[Span, ...]:
    """Where the pieces stand in the report, in the order of the name; neighbours are put together."""
    if len(piece) == 1 and len(piece[0]) == 2:
        start, end = piece[0]
        return ((start + base, end + base),) if start != end else ()
    spans: list[Span] = []
    for part in piece:
        start, end = (part.start, part.end) if isinstance(part, Supplied) else part
        if start == end:
            continue
        if spans and spans[-1][1] == start + base:
            spans[-1] = (spans[-1][0], end + base)
        else:
            spans.append((start + base, end + base))
    return tuple(spans)
