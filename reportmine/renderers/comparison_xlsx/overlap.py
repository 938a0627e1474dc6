"""The sheets of similarity: every two reports, where the parts of each come from, and the longest shared passages."""

from __future__ import annotations

from collections.abc import Sequence

from reportmine.comparison.model import SectionCarry, Similarity
from reportmine.messages import tr
from reportmine.renderers.comparison_xlsx.source import Source
from reportmine.renderers.workbook import Book, Cell, Value, share
from reportmine.renderers.workbook_cells import capital, column, one_line, place_columns, whole


def write(book: Book, rows: Sequence[Similarity], source: Source) -> None:
    """Writes the three sheets."""
    _write_pairs(book, rows, source)
    _write_sections(book, rows, source)
    _write_passages(book, rows, source)


def _write_pairs(book: Book, rows: Sequence[Similarity], source: Source) -> None:
    columns = (
        column(tr("前一份"), 16), column(tr("后一份"), 16), column(tr("用词相似度"), 9), column(tr("前一份被沿用"), 12),
        column(tr("后一份沿自前一份"), 12), column(tr("原样沿用"), 10), column(tr("改写"), 10), column(tr("新增"), 10),
        column(tr("删去"), 10), column(tr("最长相同字数"), 12),
    )  # fmt: skip
    sheet = book.sheet(capital(tr("相似度")), columns, frozen_columns=2)
    for row in rows:
        later = _whole(row, row.later)
        earlier = _whole(row, row.earlier)
        sheet.append(
            (
                source.report(row.earlier), source.report(row.later), Cell(row.cosine, format="0.000"),
                share(row.earlier_in_later, 1), share(row.later_in_earlier, 1), *_shares(later)[:3],
                _shares(earlier)[3], max((one.chars for one in row.longest), default=None),
            )
        )  # fmt: skip


def _whole(row: Similarity, report: int) -> SectionCarry | None:
    return next((one for one in row.sections if one.report == report and one.level == 0), None)


def _shares(one: SectionCarry | None) -> tuple[Value, ...]:
    counts = (one.carried, one.rewritten, one.new, one.dropped) if one else ()
    total = sum(counts)
    return tuple(share(count / total, 1) for count in counts) if total else (None,) * 4


def _write_sections(book: Book, rows: Sequence[Similarity], source: Source) -> None:
    columns = (
        column(tr("部分所在报告"), 14), column(tr("对照报告"), 14), column(tr("层次"), 7), column(tr("部分"), 36),
        column(tr("字数"), 9), *(column(tr("{what}字数", what=said), 10) for said in _handlings()),
        *(column(tr("{what}占比", what=said), 10) for said in _handlings()), *place_columns(tr("部分")),
    )  # fmt: skip
    sheet = book.sheet(capital(tr("各部分文字来源")), columns, printed_columns=14)
    for row in rows:
        for one in row.sections:
            other = row.earlier if one.report == row.later else row.later
            counts = (one.carried, one.rewritten, one.new, one.dropped)
            sheet.append(
                (
                    source.report(one.report), source.report(other), whole(one.level), one.heading or tr("全文"),
                    sum(counts), *counts, *_shares(one), *source.where(one),
                )
            )  # fmt: skip


def _handlings() -> tuple[str, ...]:
    return tr("原样沿用"), tr("改写"), tr("新增"), tr("删去")


def _write_passages(book: Book, rows: Sequence[Similarity], source: Source) -> None:
    columns = (
        column(tr("前一份"), 14), column(tr("后一份"), 14), column(tr("相同字数"), 10), column(tr("相同的文字"), 90),
        *place_columns(tr("前一份")), *place_columns(tr("后一份")),
    )  # fmt: skip
    sheet = book.sheet(capital(tr("相同段落")), columns, printed_columns=5)
    for row in rows:
        for one in row.longest:
            sheet.append(
                (
                    source.report(one.earlier.report), source.report(one.later.report), one.chars,
                    one_line(one.later.text), *source.where(one.earlier), *source.where(one.later),
                )
            )  # fmt: skip
