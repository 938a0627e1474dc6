"""The sheets of wording: commitments said more or less strongly, and how often each word is used."""

from __future__ import annotations

from reportmine.comparison.model import Shift, Wording
from reportmine.messages import tr
from reportmine.renderers.comparison_words import shift_kind_name, shift_name
from reportmine.renderers.comparison_xlsx.source import Source
from reportmine.renderers.workbook import Book, Cell, Column, Tone
from reportmine.renderers.workbook_cells import capital, column, one_line, place_columns, whole

_TONES: dict[Shift, Tone] = {"weakened": "warn", "strengthened": "good"}


def write(book: Book, found: Wording, source: Source) -> None:
    """Writes both sheets."""
    columns = (
        column(tr("变化"), 12), column(tr("变在哪里"), 10), column(tr("原来的词"), 14), column(tr("后来的词"), 14),
        column(tr("前一份的说法"), 46), column(tr("后一份的说法"), 46), *place_columns(tr("前一份")),
        *place_columns(tr("后一份")),
    )  # fmt: skip
    sheet = book.sheet(capital(tr("措辞")), columns, printed_columns=7)
    order = list(_TONES)
    for shift in sorted(found.shifts, key=lambda row: order.index(row.shift)):
        sheet.append(
            (
                Cell(shift_name(shift.shift), _TONES[shift.shift]), shift_kind_name(shift.kind), shift.old, shift.new,
                one_line(shift.earlier.text), one_line(shift.later.text), *source.where(shift.earlier),
                *source.where(shift.later),
            )
        )  # fmt: skip
    _write_words(book, found, source)


def _write_words(book: Book, found: Wording, source: Source) -> None:
    names = [source.name(report.id) for report in source.reports]
    columns = (
        column(tr("词"), 16), column(tr("增减"), 8), column(tr("对数优势比"), 11), Column("z", 9), column("G²", 10),
        column(tr("首次使用"), 9), column(tr("末次使用"), 9), *(column(tr("{name} 次数", name=name)) for name in names),
        *(column(tr("{name} 每万词", name=name)) for name in names), column(tr("相比的报告"), 14),
        *place_columns(tr("首次")),
    )  # fmt: skip
    sheet = book.sheet(capital(tr("词频")), columns, frozen_columns=1, printed_columns=7 + len(names))
    for word in found.words:
        sheet.append(
            (
                word.word, tr("增") if word.rises else tr("减"), Cell(word.log_odds, format="0.000"),
                Cell(word.z, format="0.00"), Cell(word.g2, format="0.00"), whole(word.first_year),
                whole(word.last_year), *word.counts, *(Cell(rate, format="0.00") for rate in word.per_10000),
                None if word.report is None else source.report(word.report), *source.where(word.first),
            )
        )  # fmt: skip
