"""Text in columns of a terminal, where a Chinese character takes two."""

from __future__ import annotations

import re
from collections.abc import Iterable

# What stays on one line: a number or a word, a character with the marks that open or close it.
_PIECES = re.compile(
    r"[“‘（《]*[0-9A-Za-z][0-9A-Za-z.,%]*[”’）》，。、；：]*|[“‘（《]*.[”’）》，。、；：！？]*", re.DOTALL
)


def width(text: str) -> int:
    """How many columns of a terminal the text takes."""
    # rich takes a while to load, and most of what asks here is never printed.
    from rich.cells import cell_len

    return cell_len(text)


def widest(texts: Iterable[str]) -> int:
    """How many columns the longest of the texts takes; 0 for none."""
    return max(map(width, texts), default=0)


def align_left(text: str, columns: int) -> str:
    """The text with spaces after it to fill the columns; a longer one stays as it is."""
    return text + " " * (columns - width(text))


def align_right(text: str, columns: int) -> str:
    """The text with spaces before it to fill the columns; a longer one stays as it is."""
    return " " * (columns - width(text)) + text


def wrapped(said: str, columns: int) -> list[str]:
    """The text over as many lines as it takes; words and numbers stay whole, and no line begins with a closing mark.

    >>> wrapped("增长5.2%，进出口", 10)
    ['增长5.2%，', '进出口']
    """
    lines, used = [""], 0
    for piece in _PIECES.findall(said):
        wide = width(piece)
        if used and used + wide > columns:
            lines, used = [*lines, ""], 0
            piece = piece.lstrip()
            wide = width(piece)
        if wide <= columns:
            lines[-1] += piece
            used += wide
            continue
        for sign in piece:
            if used + width(sign) > columns:
                lines, used = [*lines, ""], 0
            lines[-1] += sign
            used += width(sign)
    return lines


def shortened(text: str, columns: int) -> str:
    """The text, cut with … where it takes more than the columns.

    >>> shortened("地区生产总值", 8)
    '地区生…'
    """
    if width(text) <= columns:
        return text
    kept, used = "", 1
    for sign in text:
        used += width(sign)
        if used > columns:
            break
        kept += sign
    return kept.rstrip() + "…"
