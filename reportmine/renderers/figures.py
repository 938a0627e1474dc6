"""Which figures a reader wants first, and value and growth of one thing in one row.

Takes a ``Report``, gives ``Figure`` rows that the text renderer draws.
"""

from __future__ import annotations

import msgspec

from reportmine.lexicon import strings
from reportmine.model import Indicator, Report
from reportmine.text import normalise

_SIGNS = {"exact": "", "min": "≥", "max": "≤", "about": "≈"}
_ARROWS = {"up": "+", "down": "-", "flat": "±"}


class Figure(msgspec.Struct, kw_only=True):
    """One row: what is measured, its value and its change as written, signed and bounded."""

    name: str
    value: str = ""
    change: str = ""
    period: str | None
    target: bool
    masked: bool
    start: int
    paragraph: int


def merge_figures(report: Report) -> list[Figure]:
    """All indicators in the order of the text; a value and the change that follows it share a row."""
    figures: list[Figure] = []
    for indicator in report.indicators:
        change = indicator.kind in ("change", "points", "multiple")
        shown = _as_written(report, indicator)
        last = figures[-1] if figures else None
        if (
            last is not None
            and change
            and not last.change
            and (last.name, last.paragraph, last.period) == (indicator.name, indicator.paragraph, indicator.period)
        ):
            last.change = shown
            last.masked = last.masked or indicator.masked
            continue
        figures.append(
            Figure(
                name=indicator.name,
                value="" if change else shown,
                change=shown if change else "",
                period=indicator.period,
                target=indicator.status == "target",
                masked=indicator.masked,
                start=indicator.start,
                paragraph=indicator.paragraph,
            )
        )
    return figures


def key_figures(figures: list[Figure], limit: int, year: int | None = None) -> list[Figure]:
    """The ``limit`` rows that matter most: the names in data/key_figures.toml first, each once as a level and once
    as a change, as result and as target; then rows with value and change. Of several the latest result and the
    target of the report's own ``year`` are taken, and masked ones last. Results come before targets, both in the
    order of the text.
    """
    names = strings("key_figures", "names")

    def weight(figure: Figure) -> tuple[bool, int, int, int, int, int]:
        place = next((rank for rank, name in enumerate(names) if name in figure.name), len(names))
        # 全市地区生产总值 is the thing itself, 民营经济占地区生产总值比重 another: prefer the shorter name.
        length = len(figure.name) if place < len(names) else 0
        return (figure.masked, place, length, _age(figure, year), -bool(figure.value and figure.change), figure.start)

    chosen: list[Figure] = []
    seen: set[tuple[str, bool, bool]] = set()
    for figure in sorted(figures, key=weight):
        key = next((name for name in names if name in figure.name), figure.name)
        shown = {(key, figure.target, side) for side, there in _sides(figure) if there}
        if shown <= seen:
            continue
        seen |= shown
        chosen.append(figure)
        if len(chosen) == limit:
            break
    return sorted(chosen, key=lambda figure: (figure.target, figure.start))


def _age(figure: Figure, year: int | None) -> int:
    """How many years a figure is away from the year that the report is about: its own for targets, else the last."""
    if figure.period is None or year is None:
        return 2
    first, _, last = figure.period.partition("/")
    span = 1 if last and last[:4] != first[:4] else 0
    return abs(int((last or first)[:4]) - (year if figure.target else year - 1)) + span


def _sides(figure: Figure) -> tuple[tuple[bool, bool], tuple[bool, bool]]:
    return ((True, bool(figure.value)), (False, bool(figure.change)))


def _as_written(report: Report, indicator: Indicator) -> str:
    written = normalise(report.text[indicator.start : indicator.end]).replace(" ", "")
    arrow = _ARROWS.get(indicator.direction or "", "")
    return _SIGNS[indicator.bound] + arrow + written
