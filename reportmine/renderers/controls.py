"""Characters of a text that must not reach a screen or a file as they are."""

from __future__ import annotations

#: What a terminal would obey and what would bring a line out of order, for ``str.translate``; tab and line break stay.
CONTROLS = dict.fromkeys(
    (code for code in (*range(32), *range(127, 160), *range(0x202A, 0x202F), *range(0x2066, 0x206A))
     if code not in (9, 10)),
    "\ufffd",
)  # fmt: skip

#: What a spreadsheet takes for the beginning of a formula.
FORMULA_SIGNS = tuple("=+-@＝＋－＠")


def without_formula(text: str) -> str:
    """A text as a cell of a CSV file: with a ' before what a spreadsheet would take for a formula."""
    return "'" + text if text.startswith((*FORMULA_SIGNS, "\t", "\r", "\n")) else text


def visible(text: str) -> str:
    """The text as any output can show it: controls, direction marks and half characters as U+FFFD; offsets stay.

    >>> visible("a\\x00b\\u202e")
    'a\ufffdb\ufffd'
    """
    return text.translate(_VISIBLE)


# Half characters cannot be written as UTF-8.
_VISIBLE = {**CONTROLS, **dict.fromkeys(range(0xD800, 0xE000), "\ufffd")}
