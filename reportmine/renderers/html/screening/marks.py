"""The text of a file with its findings marked in place, and its outline.

Takes a ``Screening`` (masked already, unless secrets are to be shown), gives HTML and the headings with how much stands
below them. Read next: ``html/marked_text.py``.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from markupsafe import Markup

from reportmine.model import SEVERITIES, Section, Severity
from reportmine.readers.document import IN_THE_TEXT
from reportmine.renderers.html.marked_text import Line, Mark, draw
from reportmine.screening.result import Screening

# A heading in the outline is cut behind so many characters.
_LONGEST = 28
_ENDS = "。；！？：\n"


class Heading(NamedTuple):
    """A heading of the outline: the id of its line, and how many findings stand below it, the gravest named."""

    target: str
    level: int
    text: str
    below: int
    severity: str


class Drawn(NamedTuple):
    """The text as HTML and its outline."""

    text: Markup
    outline: list[Heading]


def draw_text(screening: Screening, name: str, indexes: Sequence[int]) -> Drawn:
    """The text of a file with these findings marked, all its ids beginning with ``<name>-``."""
    from reportmine.sections import find_structure

    text = screening.document.text
    structure = find_structure(text)
    linked = {section.start for section in structure.sections}
    lines = {
        p.start: Line(p.kind if p.kind in ("title", "heading") else "", p.start in linked)
        for p in structure.paragraphs
        if p.kind in ("title", "heading") or p.start in linked
    }
    begins = [0, *(place + 1 for place, char in enumerate(text) if char == "\n")]
    by_line = {begins[bisect_right(begins, start) - 1]: line for start, line in lines.items()}
    html = draw(text, list(_marks(screening, indexes)), by_line, f"{name}-")
    starts = {
        severity: sorted(f.start for f in screening.findings if f.part is None and f.severity == severity)
        for severity in SEVERITIES
    }
    outline = [_heading(text, section, starts, f"{name}-l{bisect_right(begins, section.start)}") for section in
               structure.sections]  # fmt: skip
    return Drawn(html, outline)


def _marks(screening: Screening, indexes: Iterable[int]) -> Iterator[Mark]:
    for number in indexes:
        finding = screening.findings[number]
        if finding.part is None:
            yield Mark(finding.start, finding.end, str(number), f"finding {finding.severity}")
            continue
        part = screening.document.parts[finding.part]
        if part.anchor is None:
            continue
        # What was inserted or struck out stands in the text itself; a comment is only at its place.
        there = part.kind in IN_THE_TEXT and screening.document.text.startswith(part.text, part.anchor)
        end = part.anchor + (len(part.text) if there else 0)
        yield Mark(part.anchor, end, f"p{number}", f"finding {finding.severity}")
    for number, aside in enumerate(screening.set_aside):
        if aside.by != "selection" and aside.finding.part is None:
            yield Mark(aside.finding.start, aside.finding.end, f"s{number}", "aside")


def _heading(text: str, section: Section, starts: Mapping[Severity, list[int]], target: str) -> Heading:
    line = text[section.start : section.start + 2 * _LONGEST].lstrip()
    end = min((place for sign in _ENDS if (place := line.find(sign)) > 0), default=len(line))
    counts = {
        severity: bisect_left(places, section.end) - bisect_left(places, section.start)
        for severity, places in starts.items()
    }
    return Heading(
        target=target,
        level=section.level,
        text=line[:end] if end <= _LONGEST else f"{line[:_LONGEST]}…",
        below=sum(counts.values()),
        severity=next((severity for severity, count in counts.items() if count), ""),
    )
