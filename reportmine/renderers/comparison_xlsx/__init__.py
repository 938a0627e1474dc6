"""A comparison as a workbook for Excel and WPS: a sheet a part, numbers as numbers, links to the text of the reports.

Takes a ``Comparison``, gives bytes, the same every time. Read next: ``source.py`` (where the links lead),
then the module of a part; ``../workbook.py`` (how cells are written).
"""

from __future__ import annotations

from reportmine.comparison.masked import mask_comparison
from reportmine.comparison.model import Comparison
from reportmine.messages import tr
from reportmine.renderers.comparison_places import Places, without_folders
from reportmine.renderers.comparison_xlsx import changes, commitments, ledger, overlap, overview, series, wording
from reportmine.renderers.comparison_xlsx.source import Source
from reportmine.renderers.workbook import Book


def render(comparison: Comparison, *, show_secrets: bool = False) -> bytes:
    """The workbook.

    Raises:
        reportmine.renderers.workbook.MissingOpenpyxl: the extra ``words`` is not installed.
    """
    comparison = without_folders(comparison if show_secrets else mask_comparison(comparison))
    book = Book(tr("历年报告比较"))
    places = Places(comparison)
    source = Source(comparison, places)
    # The first sheet is filled last: it tells what the others hold.
    first = overview.create(book)
    if comparison.follow_up is not None:
        commitments.write(book, comparison.follow_up, source)
    if comparison.ledger is not None:
        ledger.write(book, comparison.ledger, source)
    if comparison.series is not None:
        series.write(book, comparison.series, source)
    if comparison.actions is not None:
        changes.write_actions(book, comparison.actions, source)
    if comparison.shortfalls is not None:
        changes.write_shortfalls(book, comparison.shortfalls, source)
    if comparison.wording is not None:
        wording.write(book, comparison.wording, source)
    if comparison.similarity is not None:
        overlap.write(book, comparison.similarity, source)
    source.write(book)
    overview.fill(first, comparison, book.sheets[1:], places)
    return book.to_bytes()
