"""The sheet of figures: a row for each number, with what it measures and the words it stands in."""

from __future__ import annotations

from reportmine.messages import tr
from reportmine.model import Indicator
from reportmine.renderers.comparison_words import aim_name, bound_name, measure_name
from reportmine.renderers.report_xlsx.contents import Contents, One
from reportmine.renderers.words import direction_name
from reportmine.renderers.workbook import Book, Cell
from reportmine.renderers.workbook_cells import capital, column, figure, one_line, period, place_columns


def write(book: Book, contents: Contents) -> None:
    """Writes the sheet."""
    columns = contents.columns(
        column(tr("指标"), 26), column(tr("数值"), 13), column(tr("上限"), 9), column(tr("计量单位"), 10),
        column(tr("要求"), 8), column(tr("性质"), 9), column(tr("升降"), 8), column(tr("目标或实际"), 9),
        column(tr("时期"), 16), column(tr("基期"), 11), column(tr("原文写法"), 16), column(tr("出处"), 48),
        *place_columns(tr("数字")), column(tr("重点"), 7), column(tr("占位"), 7), column(tr("段落类别"), 9),
        column(tr("指标代码"), 18), *contents.why_column(),
    )  # fmt: skip
    many = int(contents.several)
    sheet = book.sheet(capital(tr("指标")), columns, frozen_columns=1 + many, printed_columns=13 + many)
    for one in contents.reports:
        key = {start for figure in one.key_figures for start in figure.starts}
        for indicator in one.report.indicators:
            sheet.append(
                (
                    *one.head(), one_line(indicator.name), amount(indicator), indicator.value_max, indicator.unit,
                    bound_name(indicator.bound), measure_name(indicator.kind), direction_name(indicator.direction),
                    Cell(aim_name(indicator.status), "info" if indicator.status == "target" else None),
                    period(indicator.period), indicator.baseline, written(one, indicator), one_line(indicator.evidence),
                    *one.where(indicator),
                    tr("是") if indicator.start in key else None,
                    Cell(tr("是"), "warn") if indicator.masked else None,
                    one.label(indicator.paragraph), indicator.code, *one.why(indicator.why),
                )
            )  # fmt: skip


def amount(indicator: Indicator) -> float | str:
    """The number of a figure, a fall as a negative one; XX where a mask stands for it."""
    return figure(indicator.value, falls=indicator.direction == "down")


def written(one: One, indicator: Indicator) -> str:
    """The number as it is written, on one line."""
    return one_line(one.report.text[indicator.start : indicator.end])
