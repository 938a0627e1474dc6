"""A comparison as Markdown, for a report or a page of a wiki.

Takes a ``Comparison``, gives a string. Read next: ``comparison_pages.py`` (what stands on the pages).
"""

from __future__ import annotations

from collections.abc import Iterator

from reportmine.comparison.masked import mask_comparison
from reportmine.comparison.model import Comparison
from reportmine.messages import tr
from reportmine.renderers.comparison_pages import Grid, Listing, pages
from reportmine.renderers.comparison_places import without_folders
from reportmine.renderers.markdown import escaped, table
from reportmine.renderers.words import in_brackets


def render(comparison: Comparison, *, full: bool = False, show_secrets: bool = False) -> str:
    """The pages as Markdown, without a line break at the end."""
    shown = without_folders(comparison if show_secrets else mask_comparison(comparison))
    return "\n".join(_lines(shown, full)).rstrip("\n")


def _lines(comparison: Comparison, full: bool) -> Iterator[str]:
    yield f"# {tr('历年报告比较')}"
    yield ""
    for report in comparison.reports:
        said = [str(report.year or tr("年份不明")), report.region, report.title, report.path]
        yield "- " + escaped("  ".join(filter(None, said)))
    for note in comparison.notes:
        yield ""
        yield "> " + escaped(tr("注意：") + note.message)
    for page in pages(comparison, full=full):
        yield ""
        yield f"## {escaped(page.title)}"
        for line in page.lead:
            yield ""
            yield escaped(line)
        for block in page.blocks:
            yield ""
            if block.title:
                yield f"### {escaped(block.title)}"
                yield ""
            yield from _listing(block) if isinstance(block, Listing) else _grid(block)
            if block.left:
                yield ""
                yield tr("另有 {count} 项", count=block.left)


def _listing(listing: Listing) -> Iterator[str]:
    for item in listing.items:
        yield f"- {escaped(item.text)}{in_brackets(escaped(item.place))}"
        for detail in item.details:
            yield f"  - {escaped(detail)}"


def _grid(grid: Grid) -> Iterator[str]:
    yield from table(grid.columns, grid.rows, right=range(1, len(grid.columns)))
