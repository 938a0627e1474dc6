"""One report among those compared: its year, sentences, clauses and words, each computed once when asked for.

Takes a ``Report``, gives an ``Edition``. Every part of a comparison reads editions and nothing else.
Read next: ``compare.py``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from reportmine.blocks import blocks
from reportmine.comparison.model import Figure, Passage
from reportmine.model import Indicator, Label, Paragraph, Report, Section
from reportmine.patterns import regex

if TYPE_CHECKING:
    from reportmine.comparison.commitments import Commitment
    from reportmine.comparison.measurements import Measurement

_SENTENCE_END = regex("[。！？][”’」』）)》]*")
# What ends a clause, and the brackets in which nothing does.
_CLAUSE_SIGN = regex("[。！？，；：,;（(《“）)》”]")
_OPEN, _CLOSE = "（(《“", "）)》”"
# What web pages leave inside a sentence.
_BLANKS = " \t\n\r\u3000\u00a0\u200b\u200c\u200d\u2060\ufeff"
_BLANK = regex(f"[{_BLANKS}]+")


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
        return Counter(chain.from_iterable(self.words))

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
    return _BLANK.sub("", text)


def _sentences(report: Report) -> Iterator[Sentence]:
    for body in blocks(paragraph for paragraph in report.paragraphs if paragraph.kind == "body"):
        start, end = body[0].start, body[-1].end
        holder = iter(body)
        paragraph = next(holder)
        following = next(holder, None)
        for first, last, words in _sentences_between(report.text, start, end):
            while following is not None and first >= following.start:
                paragraph, following = following, next(holder, None)
            clauses = tuple(map(Clause._make, _clauses_between(report.text, first, last)))
            yield Sentence(first, last, words, paragraph.id, paragraph.label, paragraph.section, clauses)


def _sentences_between(text: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """The stretches up to and with the mark that ends a sentence, and what closes a quotation or bracket behind it."""
    position = start
    for found in _SENTENCE_END.finditer(text, start, end):
        yield from _stripped(text, position, found.end())
        position = found.end()
    yield from _stripped(text, position, end)


def _clauses_between(text: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """The stretches between marks; those in brackets and quotation marks and between digits do not cut."""
    position, depth = start, 0
    for found in _CLAUSE_SIGN.finditer(text, start, end):
        sign, at = found[0], found.start()
        if sign in _OPEN:
            depth += 1
        elif sign in _CLOSE:
            depth -= depth > 0
        elif not depth and not (sign == "," and text[at - 1 : at].isdigit() and text[at + 1 : at + 2].isdigit()):
            yield from _stripped(text, position, at)
            position = at + 1
    yield from _stripped(text, position, end)


def _stripped(text: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """A stretch without the blanks around it, and its text without those inside; nothing where that is all."""
    words = plain(text[start:end])
    if not words:
        return
    if len(words) < end - start:
        while text[start] in _BLANKS:
            start += 1
        while text[end - 1] in _BLANKS:
            end -= 1
    yield start, end, words
