"""A comparison for the terminal: one page a question, the striking first.

Takes a ``Comparison``, gives a string, plain or with ANSI colour. Nothing depends on colour.
Read next: ``comparison_pages.py`` (what stands on the pages).
"""

from __future__ import annotations

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from reportmine.comparison.masked import mask_comparison
from reportmine.comparison.model import Comparison
from reportmine.messages import tr
from reportmine.renderers.columns import align_left, align_right, widest, wrapped
from reportmine.renderers.comparison_pages import Grid, Listing, Page, pages
from reportmine.renderers.controls import CONTROLS
from reportmine.renderers.page import close_page, open_page
from reportmine.renderers.text import PLAIN_WIDTH

_GAP = 2
# A name takes no more than this share of the width; the figures get the rest.
_NAME_SHARE = 0.45


def render(
    comparison: Comparison,
    *,
    full: bool = False,
    width: int = PLAIN_WIDTH,
    colour: bool = False,
    show_secrets: bool = False,
) -> str:
    """The pages, without a line break at the end. ``width`` is in terminal columns."""
    comparison = comparison if show_secrets else mask_comparison(comparison)
    console, buffer = open_page(width, colour)
    for report in comparison.reports:
        about = [str(report.year or tr("年份不明")), report.region, report.title, report.path]
        console.print(_text("  ".join(filter(None, about))), no_wrap=True, overflow="ellipsis")
    for note in comparison.notes:
        _put(console, tr("注意：") + note.message, style="yellow")
    for page in pages(comparison, full=full):
        _page(console, page, width)
    if not full:
        console.print()
        said = tr("全部内容：加 --full；供程序使用：--format json；表格：-o 比较.xlsx")
        _put(console, said, style="bright_black")
    return close_page(buffer)


def _text(said: str, style: str = "") -> Text:
    return Text(_plain(said), style=style)


def _plain(said: str) -> str:
    return said.translate(CONTROLS).replace("\t", " ").replace("\n", " ")


def _put(console: Console, said: str, before: str = "", *, place: str = "", style: str = "") -> None:
    """Prints something over as many lines as it takes, those below the first under it; ``place`` stays together."""
    room = console.width - cell_len(before)
    lines = wrapped(_plain(said), room)
    at = _plain(place)
    if at and cell_len(lines[-1]) + _GAP + cell_len(at) > room:
        lines += wrapped(at, room)
    elif at:
        lines[-1] += " " * _GAP + at
    for line in lines:
        text = Text(before + line, style=style)
        if at and line.endswith(at):
            text.stylize("bright_black", len(text) - len(at))
        console.print(text, no_wrap=True, overflow="ellipsis")
        before = " " * cell_len(before)


def _page(console: Console, page: Page, width: int) -> None:
    console.print()
    console.print(_text(f"━━ {page.title} "), style="bold", no_wrap=True)
    for line in page.lead:
        _put(console, line)
    for block in page.blocks:
        console.print()
        if block.title:
            _put(console, block.title, style="bold")
        if isinstance(block, Listing):
            _listing(console, block)
        else:
            _grid(console, block, width)
        if block.left:
            console.print(_text(tr("  另有 {count} 项", count=block.left), style="bright_black"))


def _listing(console: Console, listing: Listing) -> None:
    for item in listing.items:
        _put(console, item.text, "  · ", place=item.place)
        for detail in item.details:
            _put(console, detail, " " * 6, style="bright_black")


def _grid(console: Console, grid: Grid, width: int) -> None:
    """Columns as wide as their figures; the names get what is left, and the oldest columns go when that is little."""
    columns = list(range(1, len(grid.columns)))
    needed = {column: widest(row[column] for row in (grid.columns, *grid.rows)) for column in columns}
    most = max(16, int(width * _NAME_SHARE))
    names = min(most, widest(row[0] for row in (grid.columns, *grid.rows)))
    while len(columns) > 1 and 2 + names + sum(_GAP + needed[column] for column in columns) > width:
        # The broadest goes over two lines before a column is given up.
        broad = max(columns, key=lambda column: needed[column])
        if needed[broad] > 14:
            needed[broad] = max(14, needed[broad] - 4)
        else:
            columns.pop(0)
    head = align_left(grid.columns[0], names) + "".join(_right(grid.columns[c], needed[c]) for c in columns)
    console.print(_text("  " + head, style="underline"), no_wrap=True, overflow="ellipsis")
    for row in grid.rows:
        cells = [wrapped(row[column], needed[column]) for column in columns]
        first = wrapped(row[0], names)
        for position in range(max(len(first), *(len(cell) for cell in cells))):
            name = first[position] if position < len(first) else ""
            line = align_left(name, names) + "".join(
                _right(cell[position] if position < len(cell) else "", needed[column])
                for column, cell in zip(columns, cells, strict=True)
            )
            console.print(_text("  " + line.rstrip()), no_wrap=True, overflow="ellipsis")


def _right(said: str, width: int) -> str:
    return " " * _GAP + align_right(said, width)
