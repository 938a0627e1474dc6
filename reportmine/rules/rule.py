"""What a screening rule is: the ``Rule`` class, the ``Page`` it reads and the ``Hit`` it gives.

A rule finds; ``rules/__init__.py`` turns its hits into ``Finding``s. To add a rule, write a class like the
ones beside this file and list it in ``RULES`` at the end of its family.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property
from typing import ClassVar, NamedTuple

from reportmine.model import Category, Report, Severity
from reportmine.text import normalise

#: Hit lines put these round the evidence: 密码：⟦abc123⟧
OPEN, CLOSE = "⟦", "⟧"


class Hit(NamedTuple):
    """One place a rule found: ``text[start:end]``; what is ``None`` is the rule's own."""

    start: int
    end: int
    severity: Severity | None = None
    message: str | None = None


class Line(NamedTuple):
    """A non-blank line without its outer white space, as half-open offsets."""

    start: int
    end: int


class Page:
    """A report as the rules read it: the text, the same normalised, and what they ask of it."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.text = report.text
        self.norm = normalise(report.text)

    @cached_property
    def lines(self) -> list[Line]:
        """The non-blank lines in order."""
        lines: list[Line] = []
        position = 0
        for raw in self.norm.split("\n"):
            left = len(raw) - len(raw.lstrip())
            right = len(raw.rstrip())
            if right > left:
                lines.append(Line(position + left, position + right))
            position += len(raw) + 1
        return lines

    @cached_property
    def titles(self) -> list[Line]:
        """The title lines: those of the analysis, else the first short lines without a full stop."""
        titles = [Line(p.start, p.end) for p in self.report.paragraphs if p.kind == "title"]
        if titles or self.report.paragraphs:
            return titles
        for line in self.lines[:3]:
            if line.end - line.start > 60 or self.norm[line.start : line.end].endswith(("。", "：", "！", "；")):
                break
            titles.append(line)
        return titles

    def in_title(self, offset: int) -> bool:
        """Whether the character stands in a title line."""
        return any(start <= offset < end for start, end in self.titles)

    def line_at(self, offset: int) -> Line:
        """The non-blank line an offset stands in, or the empty line there."""
        index = bisect_right(self._starts, offset) - 1
        if index >= 0 and offset <= self.lines[index].end:
            return self.lines[index]
        return Line(offset, offset)

    @cached_property
    def _starts(self) -> list[int]:
        return [line.start for line in self.lines]

    def clause_before(self, offset: int, limit: int = 40) -> str:
        """At most ``limit`` characters before an offset, back to the last mark that ends a clause or line."""
        piece = self.norm[max(0, offset - limit) : offset]
        for index in range(len(piece) - 1, -1, -1):
            if piece[index] in "。；！？，,;\n":
                return piece[index + 1 :]
        return piece


class Rule:
    """One thing to look for. The docstring is the rule's page: what it finds, why, an example, what to do.

    ``id`` is RM and a number whose hundreds are the family's; ``message`` says what is wrong and ``advice``
    what to do, neither ever with a secret in clear. ``hit`` lines carry the evidence between ⟦ and ⟧,
    ``miss`` lines stay silent; the tests run both.
    """

    id: ClassVar[str]
    name: ClassVar[str]
    category: ClassVar[Category]
    severity: ClassVar[Severity]
    message: ClassVar[str]
    advice: ClassVar[str]
    hit: ClassVar[tuple[str, ...]]
    miss: ClassVar[tuple[str, ...]]

    def find(self, page: Page) -> Iterator[Hit]:
        """The hits of this rule in any order; they may overlap those of other rules."""
        raise NotImplementedError
