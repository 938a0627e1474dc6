"""The line a finding stands in, with the place marked: what every output of a screening shows of the text.

Takes a ``Screening`` (masked already, unless secrets are to be shown) and a ``Finding`` of it. Read next:
``screening_text.py``.
"""

from __future__ import annotations

from typing import NamedTuple

from reportmine.model import Finding
from reportmine.renderers.controls import CONTROLS
from reportmine.renderers.words import in_brackets
from reportmine.screening.result import Screening

_SPACES = {ord("\t"): " ", ord("\v"): " ", ord("\f"): " "}


class Excerpt(NamedTuple):
    """A piece of one line and the evidence in it, ``line[start:end]``; offsets count in ``line``."""

    line: str
    start: int
    end: int


def text_of(screening: Screening, finding: Finding) -> str:
    """The text that a finding's offsets count in."""
    return screening.document.text if finding.part is None else screening.document.parts[finding.part].text


def evidence(screening: Screening, finding: Finding) -> str:
    """The characters the finding points at."""
    return text_of(screening, finding)[finding.start : finding.end]


def excerpt(screening: Screening, finding: Finding, reach: int = 24) -> Excerpt:
    """The first line of the evidence, with at most ``reach`` characters of its line on either side."""
    text = text_of(screening, finding)
    line_start = text.rfind("\n", 0, finding.start) + 1
    line_end = text.find("\n", finding.start)
    line_end = len(text) if line_end < 0 else line_end
    end = max(min(finding.end, line_end), finding.start)
    shown_end = min(end, finding.start + 3 * reach)
    left = max(line_start, finding.start - reach)
    right = min(line_end, shown_end + reach)
    before = ("…" if left > line_start else "") + text[left : finding.start]
    after = text[shown_end:right] + ("…" if right < line_end else "")
    line = (before + text[finding.start : shown_end] + after).translate(_SPACES).translate(CONTROLS)
    return Excerpt(line, len(before), len(before) + shown_end - finding.start)


def place_of(screening: Screening, finding: Finding) -> str:
    """Where a finding stands, as after a file's name: ``12:8``, or the part of the file in words."""
    if finding.part is None:
        return f"{finding.line}:{finding.column}"
    part = screening.document.parts[finding.part]
    # The day is enough: the hour of a remark helps nobody to find it.
    said = " ".join(filter(None, (part.author, (part.date or "")[:10])))
    return part.place + in_brackets(said) if said else part.place
