"""The text of a report with its paragraphs, figures, actions and findings marked, and its outline.

Takes a ``Report`` (masked already, unless secrets are to be shown). Read next: ``renderers/html/marked_text.py``.
"""

from __future__ import annotations

from typing import NamedTuple

from markupsafe import Markup

from reportmine.model import Paragraph, Report
from reportmine.renderers.html.marked_text import Line, Mark, draw
from reportmine.text import LineIndex


class Heading(NamedTuple):
    """An entry of the outline: ``target`` is the id of the line it stands in."""

    level: int
    said: str
    target: str


def marked(report: Report, prefix: str) -> Markup:
    """The text as HTML; figures are marked as f0, f1, …, actions as a0, …, findings as c0, … in the report's order."""
    marks = [
        *(Mark(one.start, one.end, f"f{number}", "figure") for number, one in enumerate(report.indicators)),
        *(Mark(one.start, one.end, f"a{number}", "action") for number, one in enumerate(report.actions)),
        *(
            Mark(one.start, one.end, f"c{number}", one.severity)
            for number, one in enumerate(report.findings)
            if one.part is None
        ),
    ]
    levels = {section.start: section.level for section in report.sections}
    lines = LineIndex(report.text)
    drawn: dict[int, Line] = {}
    for paragraph in report.paragraphs:
        # A line begins before the blanks that indent its paragraph.
        start = paragraph.start - lines.locate(paragraph.start)[1] + 1
        drawn[start] = _line(paragraph, levels.get(paragraph.start))
    return draw(report.text, marks, drawn, prefix, usual="figure")


def _line(paragraph: Paragraph, level: int | None) -> Line:
    if paragraph.label is None:
        classes = f"{paragraph.kind} level{min(level, 4)}" if level else paragraph.kind
    else:
        classes = f"{paragraph.label} also-{paragraph.also}" if paragraph.also else paragraph.label
    return Line(classes, linked=level is not None)


def outline(report: Report, prefix: str) -> list[Heading]:
    """The headings in their order."""
    lines = LineIndex(report.text)
    return [
        Heading(min(one.level, 4), (one.number or "") + one.heading, f"{prefix}l{lines.locate(one.start)[0]}")
        for one in report.sections
    ]
