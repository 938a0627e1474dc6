"""Text in columns of a terminal, where a Chinese character takes two."""

from __future__ import annotations

from collections.abc import Iterable


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
