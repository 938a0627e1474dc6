"""A comparison as Markdown, for a report or a page of a wiki.

Takes a ``Comparison``, gives a string. Read next: ``comparison_pages.py`` (what stands on the pages).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportmine.comparison.model import Comparison
from reportmine.messages import tr
from reportmine.renderers.comparison_pages import Grid, Listing, pages
from reportmine.renderers.controls import CONTROLS

# What Markdown would read as its own anywhere, and where a line or an item begins.
_SIGNS = re.compile(r"([\\`*_\[\]<>|#&~])")
_FIRST = re.compile(r"^(\d*)([-+.)])(?=\s|$)")


def render(comparison: Comparison, *, full: bool = False) -> str:
    """The pages as Markdown, without a line break at the end."""
    return "\n".join(_lines(comparison, full)).rstrip("\n")


def _lines(comparison: Comparison, full: bool) -> Iterator[str]:
    yield f"# {tr('历年报告比较')}"
    yield ""
    for report in comparison.reports:
        said = [str(report.year or tr("年份不明")), report.region, report.title, report.path]
        yield "- " + _plain("  ".join(filter(None, said)))
    for note in comparison.notes:
        yield ""
        yield "> " + _plain(tr("注意：") + note.message)
    for page in pages(comparison, full=full):
        yield ""
        yield f"## {_plain(page.question)}"
        for line in page.lead:
            yield ""
            yield _plain(line)
        for block in page.blocks:
            yield ""
            if block.title:
                yield f"### {_plain(block.title)}"
                yield ""
            yield from _listing(block) if isinstance(block, Listing) else _grid(block)
            if block.left:
                yield ""
                yield tr("另有 {count} 项", count=block.left)


def _listing(listing: Listing) -> Iterator[str]:
    for item in listing.items:
        yield f"- {_plain(item.text)}（{_plain(item.place)}）"
        for detail in item.details:
            yield f"  - {_plain(detail)}"


def _grid(grid: Grid) -> Iterator[str]:
    yield "| " + " | ".join(map(_plain, grid.columns)) + " |"
    yield "| --- |" + " ---: |" * (len(grid.columns) - 1)
    for row in grid.rows:
        yield "| " + " | ".join(map(_plain, row)) + " |"


def _plain(said: str) -> str:
    line = _SIGNS.sub(r"\\\1", " ".join(said.translate(CONTROLS).split()))
    return _FIRST.sub(r"\1\\\2", line)
