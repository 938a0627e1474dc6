"""The sheets of named actions and of admitted problems: what is new, what goes on, what is gone."""

from __future__ import annotations

from collections.abc import Sequence

from reportmine.comparison.model import ActionChange, ActionMention, ActionTrend, ShortfallChange, ShortfallTrend
from reportmine.messages import tr
from reportmine.renderers.comparison_places import count_places
from reportmine.renderers.comparison_words import action_change, shortfall_change
from reportmine.renderers.comparison_xlsx.source import Source
from reportmine.renderers.words import status_name, type_name
from reportmine.renderers.workbook import Book, Cell, Tone, share
from reportmine.renderers.workbook_cells import capital, column, one_line, place_columns, whole

_ACTIONS: dict[ActionChange, Tone] = {"renamed": "info", "dropped": "warn", "new": "good", "continued": "muted"}
_SHORTFALLS: dict[ShortfallChange, Tone] = {"returns": "bad", "new": "warn", "gone": "good"}


def write_actions(book: Book, rows: Sequence[ActionTrend], source: Source) -> None:
    """Writes a sheet with a row for each action, and one with a row for each mention."""
    reports = range(len(source.reports))
    columns = (
        column(tr("变化"), 11), column(tr("举措"), 32), column(tr("类型"), 11), column(tr("先后名称"), 36),
        column(tr("报告份数"), 9), *(column(source.name(report), 17) for report in reports),
    )  # fmt: skip
    sheet = book.sheet(capital(tr("举措")), columns, frozen_columns=2)
    order = list(_ACTIONS)
    rows = sorted(rows, key=lambda row: order.index(row.change))
    for row in rows:
        first: dict[int, ActionMention] = {}
        for mention in row.mentions:
            first.setdefault(mention.report, mention)
        cells = [_mention(first.get(report), source) for report in reports]
        change = Cell(action_change(row.change), _ACTIONS[row.change])
        sheet.append((change, row.name, type_name(row.type), " → ".join(row.names) or None, len(first), *cells))
    columns = (
        column(tr("举措"), 32), column(tr("类型"), 11), column(tr("变化"), 11), column(tr("原文写法"), 32),
        column(tr("进度"), 10), column(tr("报告"), 16), *place_columns(tr("举措")), column(tr("报告年份"), 9),
    )  # fmt: skip
    mentions = book.sheet(capital(tr("举措出处")), columns, frozen_columns=1, printed_columns=7)
    for row in rows:
        change = Cell(action_change(row.change), _ACTIONS[row.change])
        for mention in row.mentions:
            mentions.append(
                (
                    row.name, type_name(row.type), change, one_line(mention.text), status_name(mention.status),
                    source.report(mention.report), *source.where(mention), source.year(mention.report),
                )
            )  # fmt: skip


def _mention(mention: ActionMention | None, source: Source) -> Cell | None:
    place = source.place(mention)
    if mention is None or place is None:
        return None
    line = source.places.line(mention.report, mention.start)
    return place._replace(value=f"{status_name(mention.status)} {tr('第 {line} 行', line=line)}")


def write_shortfalls(book: Book, rows: Sequence[ShortfallTrend], source: Source) -> None:
    """Writes the sheet: a row for each mention, the mentions of one problem together."""
    columns = (
        column(tr("序号"), 7), column(tr("变化"), 12), column(tr("报告年份"), 9), column(tr("问题"), 80),
        column(tr("报告"), 16), column(tr("相似度"), 9), *place_columns(tr("问题")),
    )  # fmt: skip
    sheet = book.sheet(capital(tr("问题")), columns, frozen_columns=2, printed_columns=7)
    order = list(_SHORTFALLS)
    places = count_places(source.reports)
    for number, row in enumerate(sorted(rows, key=lambda row: order.index(row.change)), 1):
        for mention in row.mentions:
            sheet.append(
                (
                    whole(number), Cell(shortfall_change(row.change, places), _SHORTFALLS[row.change]),
                    source.year(mention.report), one_line(mention.text), source.report(mention.report),
                    share(row.similarity) if len(row.mentions) > 1 else None, *source.where(mention),
                )
            )  # fmt: skip
