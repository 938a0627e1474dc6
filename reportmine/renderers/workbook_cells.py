"""What the sheets of a comparison and of a report write alike: heads, years, offsets, figures, quotations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from reportmine.messages import tr
from reportmine.renderers.workbook import MOST_LINKS, MOST_ROWS, Cell, Column, Sheet, Tone, Value


def capital(said: str) -> str:
    """The name of a sheet or column with a capital, where the language has them."""
    return said[:1].upper() + said[1:]


def column(said: str, width: float = 12, tone: Tone | None = None) -> Column:
    """A column under a word of the user's language."""
    return Column(capital(said), width, tone)


def place_columns(what: str) -> tuple[Column, ...]:
    """The columns of ``Source.where``; ``what`` is the thing whose place it is."""
    return (
        column(tr("{what}位置", what=what), 14),
        column(tr("{what}起", what=what), 9),
        column(tr("{what}止", what=what), 9),
    )


def whole(value: int | None) -> Cell | None:
    """A year, a line, an offset: a number that is looked up and not reckoned with, without its thousands apart."""
    return None if value is None else Cell(value, format="0")


def period(said: str | None) -> Cell | str | None:
    """A period: a year as the number that Excel would want of it, months and stretches as they are."""
    return whole(int(said)) if said and len(said) == 4 and said.isdecimal() else said


def figure(value: float | None, *, falls: bool = False) -> float | str:
    """A figure, a fall as a negative number; XX where it is masked."""
    if value is None:
        return "XX"
    return -value if falls else value


def one_line(text: str) -> str:
    """A passage without the line breaks that a web page left in it.

    >>> one_line("粮食产量\\n  保持稳定")
    '粮食产量保持稳定'
    """
    return "".join(line.strip() for line in text.split("\n"))


def stacked(parts: Iterable[str | None]) -> str | None:
    """The parts below one another in one cell, ``None`` without any."""
    return "\n".join(part for part in parts if part) or None


def left_out(sheets: Iterable[Sheet]) -> Iterator[tuple[Value, ...]]:
    """A row for every sheet that has more rows or links than Excel takes: note, sheet, how many, in words."""
    warning = Cell(tr("注意"), "warn")
    for other in sheets:
        name = str(other.worksheet.title)
        if other.rows_left_out:
            said = tr("“{name}”表超过 Excel 的 {most} 行，后面 {count} 行没有写入", name=name, most=f"{MOST_ROWS:,}",
                      count=other.rows_left_out)  # fmt: skip
            yield warning, name, other.rows_left_out, said
        if other.links_left_out:
            said = tr("“{name}”表的链接超过 Excel 的 {most} 个，后面的位置只有文字没有链接", name=name,
                      most=f"{MOST_LINKS:,}")  # fmt: skip
            yield warning, name, other.links_left_out, said
