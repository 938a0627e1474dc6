"""The sheet of the ledger: figures of several years side by side, what follows from them, and whether it fits."""

from __future__ import annotations

from collections.abc import Sequence

from reportmine.comparison.model import LedgerEntry, Verdict
from reportmine.messages import tr
from reportmine.renderers.comparison_words import check_name, figure_value, ledger_reason, verdict_name
from reportmine.renderers.comparison_xlsx.source import Source
from reportmine.renderers.words import in_brackets
from reportmine.renderers.workbook import Book, Cell, Sheet, Tone, Value
from reportmine.renderers.workbook_cells import capital, column, figure, place_columns, stacked

_TONES: dict[Verdict, Tone] = {
    "contradiction": "bad", "different_base": "info", "rounding": "muted", "consistent": "good",
}  # fmt: skip


def write(book: Book, rows: Sequence[LedgerEntry], source: Source) -> Sheet:
    """Writes the sheet, contradictions first."""
    most = max((len(row.figures) for row in rows), default=0)
    figures = [
        one
        for number in range(1, most + 1)
        for said in (tr("数字{number}", number=number),)
        for one in (
            column(said, 12), column(tr("{what}单位", what=said), 10), column(tr("{what}名称", what=said), 18),
            *place_columns(said),
        )
    ]  # fmt: skip
    columns = (
        column(tr("结论"), 22), column(tr("指标"), 20), column(tr("核对"), 22), column(tr("各处数字"), 44),
        column(tr("推算"), 12), column(tr("报告所写"), 12), column(tr("相差"), 11), column(tr("容许相差"), 11),
        column(tr("计量单位"), 10), column(tr("原因"), 36), *figures,
    )  # fmt: skip
    sheet = book.sheet(capital(tr("账目")), columns, frozen_columns=2, printed_columns=10)
    for row in sorted(rows, key=lambda row: list(_TONES).index(row.verdict)):
        sheet.append(_cells(row, source))
    return sheet


def _cells(row: LedgerEntry, source: Source) -> tuple[Value, ...]:
    said = (
        f"{one.name} {figure_value(one)}" + in_brackets(source.places.of(one.report, one.start)) for one in row.figures
    )
    return (
        Cell(verdict_name(row.verdict), _TONES[row.verdict]), row.name, check_name(row.check), stacked(said),
        row.expected, row.actual, row.difference, row.tolerance, row.unit,
        ledger_reason(row.reason) if row.reason else None,
        *(
            cell
            for one in row.figures
            for cell in (figure(one.value, falls=one.direction == "down"), one.unit, one.name, *source.where(one))
        ),
    )  # fmt: skip
