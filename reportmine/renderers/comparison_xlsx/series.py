"""The sheets of figures: a row for each mention, and a table of measures against years."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from reportmine.comparison.model import Point, Series
from reportmine.messages import tr
from reportmine.renderers.comparison_words import aim_name, bound_name, measure_name, point_value
from reportmine.renderers.comparison_xlsx.source import Source
from reportmine.renderers.words import in_brackets
from reportmine.renderers.workbook import Book, Cell, number_format
from reportmine.renderers.workbook_cells import capital, column, figure, one_line, period, place_columns, whole

# Behind or before the number, so that it stays a number.
_BOUNDS = {"min": '"≥"{}', "max": '"≤"{}', "about": '"≈"{}', "exact": "{}"}
_RANGE = '{}"–…"'

# A target stands before what came of it.
_STATUSES = ("target", "actual")
#: A column of the wide sheet: place (where there are several), year, and which of the statuses.
_Slot = tuple[str, int, int]


def write(book: Book, rows: Sequence[Series], source: Source) -> None:
    """Writes both sheets."""
    _write_wide(book, rows, source)
    _write_long(book, rows, source)


def _write_long(book: Book, rows: Sequence[Series], source: Source) -> None:
    columns = (
        column(tr("指标"), 24), column(tr("指标代码"), 16), column(tr("性质"), 9), column(tr("数字年份"), 9),
        column(tr("目标或实际"), 9), column(tr("数值"), 13), column(tr("上限"), 10), column(tr("计量单位"), 10),
        column(tr("要求"), 8), column(tr("原文写法"), 16), column(tr("出处"), 44), column(tr("报告"), 14),
        *place_columns(tr("数字")), column(tr("时期"), 16), column(tr("原文名称"), 24), column(tr("报告年份"), 9),
    )  # fmt: skip
    sheet = book.sheet(capital(tr("指标")), columns, frozen_columns=1, printed_columns=12)
    for one in rows:
        for point in one.points:
            sheet.append(
                (
                    one.name, one.code, measure_name(one.kind), whole(point.year), aim_name(point.status),
                    figure(point.value), point.value_max, one.unit, bound_name(point.bound), one_line(point.text),
                    one_line(point.evidence), source.report(point.report), *source.where(point), period(point.period),
                    one_line(point.name), source.year(point.report),
                )
            )  # fmt: skip


def _write_wide(book: Book, rows: Sequence[Series], source: Source) -> None:
    regions = {report.region for report in source.reports}
    slots = sorted({slot for one in rows for point in one.points if (slot := _slot(point, source, len(regions) > 1))})
    columns = (
        column(tr("指标"), 26), column(tr("计量单位"), 10), column(tr("性质"), 9), column(tr("指标代码"), 16),
        *(column(_slot_name(slot), 11) for slot in slots),
        column(tr("同一年的其他数字"), 40),
    )  # fmt: skip
    sheet = book.sheet(capital(tr("指标对照")), columns, frozen_columns=2)
    for one in rows:
        held: dict[_Slot, list[Point]] = defaultdict(list)
        for point in one.points:
            slot = _slot(point, source, len(regions) > 1)
            if slot is not None:
                held[slot].append(point)
        cells = [_cell(held[slot], source) if slot in held else None for slot in slots]
        others = [_others(slot, held[slot], source) for slot in slots if slot in held]
        sheet.append(
            (one.name, one.unit, measure_name(one.kind), one.code, *cells, "\n".join(filter(None, others)) or None)
        )


def _slot(point: Point, source: Source, several_places: bool) -> _Slot | None:
    if point.year is None:
        return None
    region = source.reports[point.report].region or "" if several_places else ""
    return region, point.year, _STATUSES.index(point.status)


def _cell(points: Sequence[Point], source: Source) -> Cell:
    """The figure as the last report gives it, in numbers before a mask."""
    point = _chosen(points)
    place = source.place(point)
    cell = Cell(figure(point.value), link=place.link if place else None)
    if point.value is None:
        return cell
    form = number_format(point.value)
    return cell._replace(
        format=_RANGE.format(form) if point.value_max is not None else _BOUNDS[point.bound].format(form)
    )


def _chosen(points: Sequence[Point]) -> Point:
    return max(points, key=lambda point: (point.value is not None, point.report, -point.start))


def _others(slot: _Slot, points: Sequence[Point], source: Source) -> str | None:
    shown = _chosen(points)
    same = (shown.value, shown.value_max, shown.bound)
    others = [point for point in points if (point.value, point.value_max, point.bound) != same]
    if not others:
        return None
    said = tr("、").join(
        point_value(point) + in_brackets(source.places.of(point.report, point.start)) for point in others
    )
    return f"{_slot_name(slot)} {said}"


def _slot_name(slot: _Slot) -> str:
    region, year, status = slot
    return " ".join(filter(None, (region, str(year), aim_name(_STATUSES[status]))))
