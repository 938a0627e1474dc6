"""Figures as rows: value and growth of one thing together, as written.

Takes a ``Report``, gives ``Figure`` rows. Read next: ``key_figures.py``, which chooses those that come first.
"""

from __future__ import annotations

import msgspec

from reportmine.messages import tr
from reportmine.model import Indicator, Report
from reportmine.text import LineIndex, normalise

_SIGNS = {"exact": "", "min": "≥", "max": "≤", "about": "≈"}
_ARROWS = {"up": "+", "down": "-", "flat": "±"}


class Figure(msgspec.Struct, kw_only=True):
    """One row: what is measured, its value and its change as written, signed and bounded.

    ``start`` is where the value stands, of a row without one the change; ``change_start`` where the change beside a
    value does, in code points of the report's text.
    """

    name: str
    value: str = ""
    change: str = ""
    period: str | None
    target: bool
    masked: bool
    start: int
    paragraph: int
    change_start: int | None = None

    @property
    def starts(self) -> tuple[int, ...]:
        """Where the numbers of the row stand, the value's first."""
        return (self.start,) if self.change_start is None else (self.start, self.change_start)


def merge_figures(report: Report) -> list[Figure]:
    """All indicators in the order of the text; a value and the change that follows it share a row."""
    figures: list[Figure] = []
    for indicator in report.indicators:
        change = indicator.kind in ("change", "points", "multiple")
        shown = as_written(report, indicator)
        last = figures[-1] if figures else None
        if (
            last is not None
            and change
            and not last.change
            and (last.name, last.paragraph, last.period) == (indicator.name, indicator.paragraph, indicator.period)
        ):
            last.change = shown
            last.change_start = indicator.start
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


def name_lines(figure: Figure, lines: LineIndex) -> str:
    """The lines that the numbers of a row stand on, each once: 3, or 3、17."""
    return tr("、").join(dict.fromkeys(str(lines.locate(start)[0]) for start in figure.starts))


def as_written(report: Report, indicator: Indicator) -> str:
    """The number as the report writes it, signed and bounded: 增长5%以上 is ≥+5%.

    What says in words which way it goes or where it ends (翻一番, 前8位) gets no sign for that.
    """
    written = normalise("".join(report.text[indicator.start : indicator.end].split()))
    bound = "" if indicator.kind == "rank" else _SIGNS[indicator.bound]
    arrow = "" if written.startswith("翻") else _ARROWS.get(indicator.direction or "", "")
    return bound + arrow + written
