"""One report among those compared: its year, sentences, clauses and words, each computed once when asked for.

Takes a ``Report``, gives an ``Edition``. Every part of a comparison reads editions and nothing else.
Read next: ``compare.py``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from reportmine.comparison.model import Figure, Passage
from reportmine.model import Indicator, Label, Paragraph, Report, Section

if TYPE_CHECKING:
    from reportmine.comparison.commitments import Commitment
    from reportmine.comparison.measurements import Measurement

_SENTENCE_ENDS = "。！？"
_CLAUSE_ENDS = "，；：,;"
_CLOSERS = "”’」』）)》"
# What web pages leave inside a sentence.
_BLANKS = " \t\n\r\u3000\u00a0\u200b\u200c\u200d\u2060\ufeff"
_OPEN, _CLOSE = "（(《“", "）)》”"


class Clause(NamedTuple):
    """A stretch between two commas; ``start`` and ``end`` leave blanks and the closing mark out."""

    start: int
    end: int
    #: The text without blanks, for comparing; not for offsets.
    plain: str


class Sentence(NamedTuple):
    """A sentence of a body paragraph, also one that a web page cut over several lines.

    ``label`` is that of its paragraph, ``section`` the innermost section it stands in.
    """

    start: int
    end: int
    plain: str
    paragraph: int
    label: Label | None
    section: int | None
    clauses: tuple[Clause, ...]


class Edition:
    """A report with its place in the comparison: ``id`` is its index in ``Comparison.reports``."""

    def __init__(self, report: Report, id: int, year: int | None) -> None:
        self.report = report
        self.id = id
        self.year = year

    @property
    def text(self) -> str:
        """The text all offsets count in."""
        return self.report.text

    @cached_property
    def paragraphs(self) -> dict[int, Paragraph]:
        """The paragraphs by their id."""
        return {paragraph.id: paragraph for paragraph in self.report.paragraphs}

    @cached_property
    def sections(self) -> dict[int, Section]:
        """The sections by their id."""
        return {section.id: section for section in self.report.sections}

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """All sentences of body paragraphs in the order of the text."""
        return tuple(_sentences(self.report))

    @cached_property
    def words(self) -> tuple[tuple[str, ...], ...]:
        """The words of every sentence, as jieba cuts them with our dictionary, punctuation and blanks left out."""
        from reportmine.segment import cut

        return tuple(tuple(word for word in cut(one.plain) if word[0].isalnum()) for one in self.sentences)

    @cached_property
    def word_counts(self) -> Counter[str]:
        """How often each word stands in the report's sentences."""
        return Counter(word for words in self.words for word in words)

    @cached_property
    def commitments(self) -> tuple[Commitment, ...]:
        """The commitments of the plan (``commitments.py``); one that is repeated word for word counts once."""
        from reportmine.comparison.commitments import find_commitments

        first: dict[tuple[str, str, str, int | None], Commitment] = {}
        for one in find_commitments(self):
            subject = self.text[slice(*one.subject)] if one.subject else ""
            first.setdefault((one.kind, plain(self.text[one.start : one.end]), subject, one.due), one)
        return tuple(first.values())

    @cached_property
    def measurements(self) -> tuple[Measurement, ...]:
        """The indicators with what makes them comparable (``measurements.py``).

        A sentence that a web page repeats gives its figures once.
        """
        from reportmine.comparison.measurements import measure

        first: dict[tuple[str, str, str, str | None], Measurement] = {}
        for one in measure(self):
            indicator = one.indicator
            written = self.text[indicator.start : indicator.end]
            first.setdefault((indicator.name, written, indicator.evidence, indicator.period), one)
        return tuple(first.values())

    def headings(self, section: int | None) -> tuple[str, ...]:
        """The headings above something in a section, outermost first."""
        found: list[str] = []
        while section is not None and section in self.sections:
            found.append(self.sections[section].heading)
            section = self.sections[section].parent
        return tuple(reversed(found))

    def passage(self, start: int, end: int) -> Passage:
        """A stretch of this report's text."""
        return Passage(report=self.id, start=start, end=end, text=self.text[start:end])

    def figure(self, indicator: Indicator) -> Figure:
        """An indicator of this report as a figure of the comparison."""
        return Figure(
            report=self.id,
            start=indicator.start,
            end=indicator.end,
            text=self.text[indicator.start : indicator.end],
            name=indicator.name,
            value=indicator.value,
            value_max=indicator.value_max,
            unit=indicator.unit,
            bound=indicator.bound,
            kind=indicator.kind,
            status=indicator.status,
            direction=indicator.direction,
            masked=indicator.masked,
            period=indicator.period,
            code=indicator.code,
            evidence=indicator.evidence,
        )


def plain(text: str) -> str:
    """The text without blanks, for comparing.

    >>> plain("粮食 产量")
    '粮食产量'
    """
    return "".join(sign for sign in text if sign not in _BLANKS)


def _sentences(report: Report) -> Iterator[Sentence]:
    for body in _blocks(report):
        start, end = body[0].start, body[-1].end
        holder = iter(body)
        paragraph = next(holder)
        following = next(holder, None)
        for first, last in _cut(report.text, start, end, _SENTENCE_ENDS):
            while following is not None and first >= following.start:
                paragraph, following = following, next(holder, None)
            cuts = _cut(report.text, first, last, _CLAUSE_ENDS + _SENTENCE_ENDS, inside=False)
            clauses = tuple(Clause(a, b, plain(report.text[a:b])) for a, b in cuts)
            yield Sentence(
                first, last, plain(report.text[first:last]), paragraph.id, paragraph.label, paragraph.section, clauses
            )


def _blocks(report: Report) -> Iterator[list[Paragraph]]:
    """Body paragraphs, those that one sentence runs through together."""
    block: list[Paragraph] = []
    for paragraph in report.paragraphs:
        if paragraph.kind != "body":
            continue
        if block and not paragraph.continues:
            yield block
            block = []
        block.append(paragraph)
    if block:
        yield block


def _cut(text: str, start: int, end: int, marks: str, *, inside: bool = True) -> Iterator[tuple[int, int]]:
    """The stretches between marks without the blanks around them.

    For sentences the mark stays with its sentence; with ``inside=False``, for clauses, marks in brackets and quotation
    marks and between digits do not cut, and the mark is left out.
    """
    position, depth, at = start, 0, start
    while at < end:
        sign = text[at]
        if not inside:
            depth += (sign in _OPEN) - (sign in _CLOSE and depth > 0)
        if (
            sign in marks
            and not depth
            and not (sign in ",:" and text[at - 1 : at].isdigit() and text[at + 1 : at + 2].isdigit())
        ):
            stop = at + 1
            while inside and stop < end and text[stop] in _CLOSERS:
                stop += 1
            yield from _stripped(text, position, stop if inside else at)
            position = at = stop
            continue
        at += 1
    yield from _stripped(text, position, end)


def _stripped(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start] in _BLANKS:
        start += 1
    while end > start and text[end - 1] in _BLANKS:
        end -= 1
    if end > start:
        yield start, end
