"""The sheet of commitments: what a plan promised and what the next report says of it, a row each."""

from __future__ import annotations

from collections.abc import Sequence

from reportmine.comparison.model import Figure, FollowUp, Outcome
from reportmine.messages import tr
from reportmine.renderers.comparison_words import arithmetic, bound_name, commitment_name, outcome_name
from reportmine.renderers.comparison_xlsx.source import Source
from reportmine.renderers.workbook import Book, Cell, Column, Sheet, Tone, Value, share
from reportmine.renderers.workbook_cells import (
    capital,
    column,
    figure,
    one_line,
    place_columns,
    stacked,
)

_TONES: dict[Outcome, Tone] = {
    "met": "good", "missed": "bad", "reported": "info", "restated": "muted", "not_mentioned": "warn",
}  # fmt: skip


def write(book: Book, rows: Sequence[FollowUp], source: Source) -> Sheet:
    """Writes the sheet, in the order of the reports and their text."""
    filled = list(dict.fromkeys(key for row in rows for key in row.filled or ()))
    columns = (
        column(tr("计划年份"), 9), column(tr("部分"), 24), column(tr("类别"), 10), column(tr("承诺"), 44),
        column(tr("落实情况"), 19), column(tr("下一年报告的说法"), 50), column(tr("数字核对"), 34),
        *(Column(f"{capital(tr('任务分解表：'))}{key}", 16, "input") for key in filled),
        column(tr("可信度"), 8), *place_columns(tr("承诺")), *place_columns(tr("证据")),
        column(tr("名称"), 20), *place_columns(tr("名称或数字")),
        column(tr("目标值"), 12), column(tr("目标上限"), 10), column(tr("目标单位"), 10), column(tr("目标要求"), 10),
        column(tr("实际值"), 12), column(tr("实际上限"), 10), column(tr("实际单位"), 10), column(tr("实际要求"), 10),
        column(tr("其他证据"), 40), column(tr("其他证据位置"), 14), column(tr("计划所在报告"), 16),
        column(tr("下一份报告"), 16),
    )  # fmt: skip
    sheet = book.sheet(capital(tr("承诺落实")), columns, frozen_columns=1, printed_columns=7 + len(filled))
    for row in sorted(rows, key=lambda row: (row.promise.report, row.next_report, row.promise.start)):
        sheet.append(_cells(row, filled, source))
    return sheet


def _cells(row: FollowUp, filled: Sequence[str], source: Source) -> tuple[Value, ...]:
    first, *others = row.evidence or (None,)
    reckoned = arithmetic(row.target, row.actual, row.arithmetic) if row.arithmetic is not None else None
    said = row.filled or {}
    return (
        source.year(row.promise.report), row.section, commitment_name(row.kind), one_line(row.promise.text),
        Cell(outcome_name(row.outcome), _TONES[row.outcome]), one_line(first.text) if first else None, reckoned,
        *(said.get(key) for key in filled),
        share(row.confidence), *source.where(row.promise), *source.where(first),
        row.name, *source.where(row.subject), *_figure(row.target), *_figure(row.actual),
        stacked(one_line(passage.text) for passage in others if passage),
        source.place(others[0]) if others else None,
        source.report(row.promise.report), source.report(row.next_report),
    )  # fmt: skip


def _figure(one: Figure | None) -> tuple[Value, ...]:
    if one is None:
        return None, None, None, None
    falls = one.direction == "down"
    most = None if one.value_max is None else figure(one.value_max, falls=falls)
    return figure(one.value, falls=falls), most, one.unit, bound_name(one.bound)
