"""What a screening rule is: the ``Rule`` class, the ``Page`` it reads and the ``Hit`` it gives.

A rule finds; ``rules/__init__.py`` turns its hits into ``Finding``s. To add a rule, write a class like the
ones beside this file and list it in ``RULES`` at the end of its family.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, Any, ClassVar, Literal, NamedTuple

from reportmine.messages import tr
from reportmine.model import Category, Severity
from reportmine.patterns import regex
from reportmine.rules.settings import Settings
from reportmine.sections import Structure, find_structure
from reportmine.signs import pairs_of, signs
from reportmine.text import normalise, simplify

if TYPE_CHECKING:
    from reportmine.readers.document import Part, PartKind

#: Hit lines put these round the evidence: 密码：⟦abc123⟧
OPEN, CLOSE = "⟦", "⟧"

# A manner of writing that is found more often than this is told once.
_OFTEN = 3
# Where a draft mark or a classification stands as in a title.
_TITLES = ("file-name", "header", "metadata")
_LINE = regex(r"\S(?:[^\n]*\S)?")
_LONG_NUMBER = regex(r"\d(?:[ \n-]{0,3}\d){11}")
# What a line that is numbered begins with.
_NUMBER = r" *[第（(\d一二三四五六七八九十①-⑳]"
_NUMBERED_FIRST, _NUMBERED = regex(_NUMBER), regex(rf"\n{_NUMBER}")


class Hit(NamedTuple):
    """One place a rule found: ``text[start:end]``; what is ``None`` is the rule's own."""

    start: int
    end: int
    severity: Severity | None = None
    message: str | None = None
    advice: str | None = None
    category: Category | None = None


class Line(NamedTuple):
    """A non-blank line without its outer white space, as half-open offsets."""

    start: int
    end: int


class Page:
    """A text as the rules read it: the text, the same normalised and simplified, and what they ask of it.

    ``settings`` is what the user has told about the report. ``part`` is set where the text is not the running text of
    a document but something else in its file; ``whole`` is the page of that running text then, ``parts`` of that page
    is all that else.
    """

    def __init__(
        self,
        text: str,
        *,
        structure: Structure | None = None,
        settings: Settings | None = None,
        part: Part | None = None,
        whole: Page | None = None,
        parts: Sequence[Part] = (),
    ) -> None:
        self.text = text
        self.norm = simplify(normalise(text))
        self.settings = settings or Settings()
        self.part = part
        self.whole = whole
        self.parts = parts
        if structure is not None:
            self.structure = structure

    @cached_property
    def structure(self) -> Structure:
        """Title, year, place, sections and lines of the text; found when a rule first asks."""
        return find_structure(self.text)

    @cached_property
    def weights(self) -> Counter[PartKind]:
        """How many characters the parts of each kind have."""
        weights: Counter[PartKind] = Counter()
        for part in self.parts:
            weights[part.kind] += len(part.text)
        return weights

    @cached_property
    def lines(self) -> list[Line]:
        """The non-blank lines in order."""
        return [Line(*match.span()) for match in _LINE.finditer(self.norm)]

    @cached_property
    def titles(self) -> list[Line]:
        """The title lines; in a part of a file that is a title itself, all of it."""
        if self.part is not None:
            return self.lines if self.part.kind in _TITLES else []
        return [Line(p.start, p.end) for p in self.structure.paragraphs if p.kind == "title"]

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

    @cached_property
    def has_long_number(self) -> bool:
        """Whether there are twelve digits with no more than blanks, hyphens and the like between them."""
        return _LONG_NUMBER.search(self.norm) is not None

    @cached_property
    def pairs(self) -> frozenset[int]:
        """The pairs of neighbouring characters, as ``signs.py`` writes them."""
        return pairs_of(self.norm)

    def words_of(self, words: tuple[str, ...]) -> list[str]:
        """Those of the words that stand in the text."""
        return signs(words).stand_in(self.norm, self.pairs)

    def holds(self, words: tuple[str, ...]) -> bool:
        """Whether one of the words stands in the text, so that a pattern need not be tried where none does."""
        return bool(self.words_of(words))

    def places_of(self, words: tuple[str, ...]) -> list[tuple[int, int]]:
        """Where the words stand, in order and of those that begin together the longest first."""
        return signs(words).places(self.norm, self.pairs)

    def lines_with(self, words: tuple[str, ...]) -> list[Line]:
        """The lines that hold one of the words, so that a careful pattern need not look at the others."""
        found: set[Line] = set()
        for word in self.words_of(words):
            at = self.norm.find(word)
            while at >= 0:
                line = self.line_at(at)
                found.add(line)
                at = self.norm.find(word, max(line.end, at + len(word)))
        return sorted(found)

    @cached_property
    def numbered(self) -> list[int]:
        """Where the lines begin whose first character may be a number's: for patterns that begin with ``^``."""
        first = [0] if _NUMBERED_FIRST.match(self.norm) else []
        return first + [match.start() + 1 for match in _NUMBERED.finditer(self.norm)]

    def clause_before(self, offset: int, limit: int = 40) -> str:
        """At most ``limit`` characters before an offset, back to the last mark that ends a clause or line."""
        piece = self.norm[max(0, offset - limit) : offset]
        for index in range(len(piece) - 1, -1, -1):
            if piece[index] in "。；！？，,;\n":
                return piece[index + 1 :]
        return piece


class Phrase(NamedTuple):
    """A pattern of a word list; only lines that hold one of the ``signs``, and one of ``also``, are searched for it."""

    signs: tuple[str, ...]
    also: tuple[str, ...]
    pattern: re.Pattern[str]

    @classmethod
    def of(cls, entry: dict[str, Any]) -> Phrase:
        """The phrase of a table with ``pattern``, ``signs`` and perhaps ``also``."""
        return cls(tuple(entry["signs"]), tuple(entry.get("also", ())), regex(entry["pattern"]))

    def lines(self, page: Page) -> list[Line]:
        """The lines where the pattern may match."""
        lines = page.lines_with(self.signs)
        if lines and self.also:
            lines = [line for line in lines if any(word in page.norm[line.start : line.end] for word in self.also)]
        return lines


class Rule:
    """One thing to look for. The docstring is the rule's page: what it finds, why, an example, what to do.

    ``reads`` says what of a file the rule looks at: its running text alone (``text``), or everything else in the file
    as well (``all``). ``id`` is RM and a number whose hundreds are the family's; ``message`` says what is wrong and
    ``advice`` what to do, neither ever with a secret in clear. ``hit`` lines carry the evidence between ⟦ and ⟧,
    ``miss`` lines stay silent; the tests run both, with ``example_settings``.
    """

    id: str
    name: str
    category: Category
    severity: Severity
    message: str
    advice: str
    hit: tuple[str, ...]
    miss: tuple[str, ...]
    reads: Literal["text", "all"] = "text"
    example_settings: Settings | None = None

    def find(self, page: Page) -> Iterator[Hit]:
        """The hits of this rule in any order; they may overlap those of other rules."""
        raise NotImplementedError


class PatternRule(Rule):
    """A rule that is a pattern: a hit is every match that ``accepts``, or its group ``value`` where it has one.

    Most texts hold nothing for most rules, so what counts is how soon ``re`` sees that: it skips to the first
    character of a pattern that begins with a character or a class, and not of one that begins with a
    look-behind. So what must not stand before is said after the first character (``\\d(?<![a-z]\\d)``); where the
    beginning is no help, ``signs`` is what a line must hold to be looked at. ``needs`` is what a text must hold
    before the pattern is so much as compiled.
    """

    pattern: ClassVar[re.Pattern[str]]
    signs: ClassVar[tuple[str, ...]] = ()
    needs: ClassVar[tuple[str, ...]] = ()

    def find(self, page: Page) -> Iterator[Hit]:
        """The matches that are accepted, without their labels."""
        for match in self._matches(page):
            if self.accepts(page.norm, match):
                yield Hit(*match.span("value" if "value" in match.re.groupindex else 0))

    def _matches(self, page: Page) -> Iterator[re.Match[str]]:
        if self.needs and not page.holds(self.needs):
            return
        if not self.signs:
            yield from self.pattern.finditer(page.norm)
        for line in page.lines_with(self.signs):
            yield from self.pattern.finditer(page.norm, *line)

    def accepts(self, norm: str, match: re.Match[str]) -> bool:
        """Whether a match is what the rule looks for, where the pattern alone cannot tell."""
        return True


class Habit(Rule):
    """A rule about a manner of writing: who has it has it everywhere, and more than three places become one hit."""

    category: Category = "consistency"
    severity: Severity = "low"
    pattern: ClassVar[re.Pattern[str]]
    #: What the text must hold one of to be looked at.
    signs: ClassVar[tuple[str, ...]] = ()

    def find(self, page: Page) -> Iterator[Hit]:
        """The places, or the first of many."""
        hits = list(islice(self.places(page), _OFTEN + 1))
        if len(hits) > _OFTEN:
            often = tr("{message}（全文有多处，这里只列出第一处）", message=tr(hits[0].message or self.message))
            hits = [hits[0]._replace(message=often)]
        yield from hits

    def places(self, page: Page) -> Iterator[Hit]:
        """Every place in order: each match of the pattern that is accepted, or its group ``value``."""
        if self.signs and not page.holds(self.signs):
            return
        has_value = "value" in self.pattern.groupindex
        for match in self.pattern.finditer(page.norm):
            if self.accepts(page, match):
                yield Hit(*match.span("value" if has_value and match["value"] else 0))

    def accepts(self, page: Page, match: re.Match[str]) -> bool:
        """Whether a match is what the rule looks for, where the pattern alone cannot tell."""
        return True


class PartRule(Rule):
    """A rule about what a file holds besides its running text: a hit is the whole text of such a part.

    Its examples begin with the kind of the part: ``deleted｜⟦，比上年少三个⟧``.
    """

    kinds: tuple[PartKind, ...]

    def find(self, page: Page) -> Iterator[Hit]:
        """The part, without its outer white space, when it is of the right kind and ``accepts``."""
        if page.part is not None and page.part.kind in self.kinds and self.accepts(page, page.part):
            yield Hit(page.lines[0].start, page.lines[-1].end) if page.lines else Hit(0, len(page.text))

    def accepts(self, page: Page, part: Part) -> bool:
        """Whether a part of the right kind is what the rule looks for."""
        return True
