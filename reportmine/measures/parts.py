"""The parts of a report, its review of the past, its shortfalls and its plan, and the running text of each.

Takes a ``Report``, gives its ``Prose``: the sentences of the body with the part each belongs to. Titles, headings,
salutations and furniture are no prose and count nowhere. Read next: ``frequencies.py``.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING, Literal, get_args

from reportmine.comparison.edition import Sentence, plain
from reportmine.measures.model import Scope
from reportmine.measures.reading import read
from reportmine.model import Label, Report
from reportmine.text import Substitution, normalise, simplify

if TYPE_CHECKING:
    from reportmine.comparison.commitments import Commitment

Part = Literal["review", "shortfalls", "plan", "other"]
#: What is measured, in the order of every table.
SCOPES: tuple[Scope, ...] = get_args(Scope)

_PARTS: dict[Label | None, Part] = {"achievement": "review", "shortfall": "shortfalls", "priority": "plan"}
_lower = Substitution({code: code + 32 for code in range(ord("A"), ord("Z") + 1)})


def part_of(report: Report) -> list[Part]:
    """The part each body paragraph of a report belongs to, in the order of the text."""
    return [_PARTS.get(one.label, "other") for one in report.paragraphs if one.kind == "body"]


def written_alike(text: str) -> str:
    """The text as words are looked up in it: simplified, half-width, Latin letters small; its length stays the same.

    >>> written_alike("５Ｇ基站與AI")
    '5g基站与ai'
    """
    return _lower(simplify(normalise(text)))


class Prose:
    """The running text of a report: its sentences, joined into one string that words are looked up in.

    A sentence that a web page or a PDF cut over several lines is one sentence here, of the part in which it begins.
    """

    def __init__(self, report: Report) -> None:
        self.report = report
        self.edition = read(report).edition
        # Where the characters of a sentence with blanks stand in the text, once asked for.
        self._places: dict[int, list[int]] = {}

    @property
    def sentences(self) -> Sequence[Sentence]:
        """All sentences of the body in the order of the text."""
        return self.edition.sentences

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """The part of each sentence."""
        return tuple(_PARTS.get(sentence.label, "other") for sentence in self.sentences)

    @cached_property
    def indexes(self) -> dict[Scope, Sequence[int]]:
        """The indexes of the sentences of each scope; what belongs to no part is in the whole alone."""
        found: dict[Scope, Sequence[int]] = {"whole": range(len(self.parts))}
        for scope in SCOPES[1:]:
            found[scope] = [at for at, part in enumerate(self.parts) if part == scope]
        return found

    @cached_property
    def lengths(self) -> tuple[int, ...]:
        """The characters of each sentence: marks count, blanks and line breaks do not."""
        return tuple(len(sentence.plain) for sentence in self.sentences)

    @cached_property
    def characters(self) -> dict[Scope, int]:
        """The characters of each scope."""
        return {scope: sum(map(self.lengths.__getitem__, indexes)) for scope, indexes in self.indexes.items()}

    @cached_property
    def words(self) -> dict[Scope, int]:
        """The number of words of each scope; punctuation is no word."""
        counts = [len(words) for words in self.edition.words]
        return {scope: sum(map(counts.__getitem__, indexes)) for scope, indexes in self.indexes.items()}

    @cached_property
    def commitments(self) -> dict[int, list[Commitment]]:
        """What the report commits itself to, by the index of the sentence."""
        index = {sentence.start: at for at, sentence in enumerate(self.sentences)}
        found: dict[int, list[Commitment]] = {}
        for one in self.edition.commitments:
            found.setdefault(index[one.sentence.start], []).append(one)
        return found

    @cached_property
    def joined(self) -> str:
        """The sentences without blanks, one a line, ``written_alike``."""
        return written_alike("\n".join(sentence.plain for sentence in self.sentences))

    @cached_property
    def _starts(self) -> list[int]:
        """Where each sentence begins in ``joined``."""
        return list(accumulate((length + 1 for length in self.lengths), initial=0))

    def sentence_at(self, at: int) -> int:
        """The index of the sentence that an offset of ``joined`` lies in."""
        return bisect_right(self._starts, at) - 1

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where a stretch of ``joined`` that lies in one sentence stands in the report's text."""
        index = self.sentence_at(start)
        sentence, base = self.sentences[index], self._starts[index]
        first, last = start - base, end - 1 - base
        if sentence.end - sentence.start == len(sentence.plain):
            return sentence.start + first, sentence.start + last + 1
        if index not in self._places:
            self._places[index] = [at for at in range(sentence.start, sentence.end) if plain(self.report.text[at])]
        return self._places[index][first], self._places[index][last] + 1


# The measures ask for the same report one after another.
_last: list[Prose] = []


def prose_of(report: Report) -> Prose:
    """The prose of a report; the last one asked for is kept, so that all measures share its sentences and words."""
    prose = _last[0] if _last else None
    if prose is None or prose.report is not report:
        prose = Prose(report)
        _last[:] = [prose]
    return prose
