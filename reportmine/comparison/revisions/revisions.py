"""The list of changes between two versions of one report (修改清单).

Takes a draft and its final version, gives ``Revision``s in the order of the text. Sentences and headings are paired
first (``versions.py``), then the words of those that were changed. Read next: ``renderers/revisions.py``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

import msgspec

from reportmine.comparison.edition import Edition, plain
from reportmine.comparison.model import Passage, Shift, WordingShift
from reportmine.comparison.revisions.places import Place, Places
from reportmine.comparison.revisions.sequences import match
from reportmine.comparison.revisions.versions import Unit, find_units, join, pair_units
from reportmine.model import Report
from reportmine.patterns import regex
from reportmine.text import normalise

REVISIONS_SCHEMA_VERSION = 1

RevisionKind = Literal["added", "replaced", "deleted", "moved"]

# Two changes with no more between them are one; a sentence of which less than this share stayed is one change.
_BETWEEN, _STAYED = 1, 0.4
_DIGITS = regex(r"\d+(?:\.\d+)?[%‰]?")
_TURN = regex(r"第?[一二三四五六七八九十]{1,3}[是要]?")


class Revision(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One change. ``draft`` and ``final`` are the words that differ (``Passage.report`` 0 and 1).

    Nothing is in the draft when ``added``, nothing in the final version when ``deleted``. ``draft_sentence`` and
    ``final_sentence`` are the sentences around; ``draft_place`` and ``final_place`` say in which part and paragraph
    they stand. ``figures`` tells that a number changed, ``commitment`` that a promise got stronger or weaker.
    """

    kind: RevisionKind
    section: str | None = None
    draft: Passage | None = None
    final: Passage | None = None
    draft_sentence: Passage | None = None
    final_sentence: Passage | None = None
    draft_place: Place | None = None
    final_place: Place | None = None
    figures: bool = False
    commitment: Shift | None = None


class RevisionList(msgspec.Struct, frozen=True, kw_only=True):
    """The changes from one file to another. ``share`` (0..1) is how much of the shorter one the other has."""

    draft: str
    final: str
    share: float
    revisions: tuple[Revision, ...]


class _Change(NamedTuple):
    """Half-open spans in both texts; one of them may be empty."""

    start: int
    end: int
    final_start: int
    final_end: int


class _Words(NamedTuple):
    """The words of a unit: what they are, and where each begins and ends."""

    keys: list[str]
    spans: list[tuple[int, int]]


def compare_versions(draft: Report, final: Report) -> RevisionList:
    """The changes from a draft to the final version, and how much the two share.

    Two reports that are not versions of one another are no error: ``share`` is small then.
    """
    from reportmine.comparison.similarity.similarity import contained

    shares = contained([Edition(draft, 0, draft.year), Edition(final, 1, final.year)])
    same = draft.text == final.text
    return RevisionList(
        draft=draft.source.path,
        final=final.source.path,
        share=1.0 if same else round(float(max(shares[0, 1], shares[1, 0])), 4),
        revisions=() if same else find_revisions(draft, final),
    )


def find_revisions(draft: Report, final: Report) -> tuple[Revision, ...]:
    """The changes from a draft to the final version in the order of the text.

    What is only numbered, spaced or broken into lines otherwise is no change. A sentence that stands elsewhere is
    ``moved``; where it was changed, too, the words that differ follow as changes of their own.
    """
    return tuple(_Comparing(draft, final).revisions())


class _Comparing:
    def __init__(self, draft: Report, final: Report) -> None:
        self._draft, self._final = Edition(draft, 0, draft.year), Edition(final, 1, final.year)
        self._places, self._final_places = Places(self._draft), Places(self._final)
        self._units, self._final_units = find_units(self._draft), find_units(self._final)
        self._shifts: tuple[WordingShift, ...] | None = None

    def revisions(self) -> list[Revision]:
        """All changes, in the order of the draft; what was added stands behind what it follows in the final version."""
        pairing = pair_units(self._units, self._final_units)
        cut = [(first, other) for first, _, other, _ in pairing.cut]
        followed = sorted((*pairing.same, *pairing.changed, *cut), key=lambda pair: pair[1])
        found: list[tuple[float, int, Revision]] = []
        for at, other in (*pairing.changed, *pairing.moved):
            unit, final = self._units[at], self._final_units[other]
            found += ((at, other, self._reworded(unit, final, change)) for change in self._changes(unit, final))
        for first, last, other, other_last in pairing.cut:
            unit, final = join(self._units, first, last), join(self._final_units, other, other_last)
            found += ((first, other, self._reworded(unit, final, change)) for change in self._changes(unit, final))
        for first, last, other, other_last in _runs(pairing.moved, self._units):
            found.append((first, -1, self._whole("moved", (first, last), (other, other_last))))
        paired = (*pairing.same, *pairing.changed, *pairing.moved)
        kept, kept_final = {at for at, _ in paired}, {other for _, other in paired}
        for first, last, other, other_last in pairing.cut:
            kept.update(range(first, last + 1))
            kept_final.update(range(other, other_last + 1))
        for first, last in _blocks(self._units, kept):
            found.append((first, -1, self._whole("deleted", (first, last), None)))
        before = -1.0
        position = 0
        for first, last in _blocks(self._final_units, kept_final):
            while position < len(followed) and followed[position][1] < first:
                before = followed[position][0]
                position += 1
            found.append((before + 0.5, first, self._whole("added", None, (first, last))))
        found.sort(key=lambda one: one[:2])
        return [revision for _, _, revision in found]

    def _changes(self, unit: Unit, final: Unit) -> Iterator[_Change]:
        """The words that differ in a sentence and what became of it."""
        if unit.key == final.key:
            return
        words, final_words = _words(self._draft, unit), _words(self._final, final)
        pairs = match(words.keys, final_words.keys)
        stayed = sum(len(words.keys[at]) for at, _ in pairs)
        runs = list(_differing(pairs, words, final_words))
        if runs and stayed < _STAYED * max(len(unit.key), len(final.key)):
            runs = [(runs[0][0], runs[-1][1], runs[0][2], runs[-1][3])]
        for start, end, other_start, other_end in runs:
            old, new = "".join(words.keys[start:end]), "".join(final_words.keys[other_start:other_end])
            if _TURN.fullmatch(old) and _TURN.fullmatch(new) and start == other_start == 0:
                # 三是 that became 四是 is numbered otherwise.
                continue
            yield _Change(
                *_span(words.spans, start, end, unit), *_span(final_words.spans, other_start, other_end, final)
            )

    def _reworded(self, unit: Unit, final: Unit, change: _Change) -> Revision:
        old, new = (change.start, change.end), (change.final_start, change.final_end)
        kind: RevisionKind = (
            "replaced" if old[0] < old[1] and new[0] < new[1] else "added" if new[0] < new[1] else "deleted"
        )
        return Revision(
            kind=kind,
            section=self._section(unit, self._draft),
            draft=self._draft.passage(*old) if old[0] < old[1] else None,
            final=self._final.passage(*new) if new[0] < new[1] else None,
            draft_sentence=self._draft.passage(unit.start, unit.end),
            final_sentence=self._final.passage(final.start, final.end),
            draft_place=self._places.of(unit.paragraph),
            final_place=self._final_places.of(final.paragraph),
            figures=self._figures(old, new),
            commitment=self._commitment(old, new),
        )

    def _whole(self, kind: RevisionKind, old: tuple[int, int] | None, new: tuple[int, int] | None) -> Revision:
        """Whole units, from the first to the last index."""
        first = self._units[old[0]] if old else None
        first_final = self._final_units[new[0]] if new else None
        span = (first.start, self._units[old[1]].end) if first and old else None
        span_final = (first_final.start, self._final_units[new[1]].end) if first_final and new else None
        passage = self._draft.passage(*span) if span else None
        passage_final = self._final.passage(*span_final) if span_final else None
        section = self._section(first, self._draft) if first else None
        if first_final and section is None:
            section = self._section(first_final, self._final)
        return Revision(
            kind=kind,
            section=section,
            draft=passage,
            final=passage_final,
            draft_sentence=passage,
            final_sentence=passage_final,
            draft_place=self._places.of(first.paragraph) if first else None,
            final_place=self._final_places.of(first_final.paragraph) if first_final else None,
            figures=kind != "moved" and self._figures(span or (0, 0), span_final or (0, 0)),
        )

    def _section(self, unit: Unit, edition: Edition) -> str | None:
        return (edition.headings(edition.paragraphs[unit.paragraph].section) or (None,))[-1]

    def _figures(self, old: tuple[int, int], new: tuple[int, int]) -> bool:
        return _numbers(self._draft, *old) != _numbers(self._final, *new)

    def _commitment(self, old: tuple[int, int], new: tuple[int, int]) -> Shift | None:
        """Whether the words that changed make a promise stronger or weaker; ``None``, too, where they do both."""
        if self._shifts is None:
            from reportmine.comparison.wording.shifts import find_shifts

            self._shifts = find_shifts(self._draft, self._final)
        said = normalise(plain(self._draft.text[slice(*old)])), normalise(plain(self._final.text[slice(*new)]))
        told = {
            shift.shift
            for shift in self._shifts
            if _meet(shift.earlier, old)
            and _meet(shift.later, new)
            and any(_within(*pair) for pair in zip((shift.old, shift.new), said, strict=True))
        }
        return next(iter(told)) if len(told) == 1 else None


def _meet(passage: Passage, span: tuple[int, int]) -> bool:
    return passage.start <= span[1] and span[0] <= passage.end


def _within(one: str, other: str) -> bool:
    one = normalise(one)
    return bool(one and other) and (one in other or other in one)


def _words(edition: Edition, unit: Unit) -> _Words:
    from reportmine.segment import cut

    places = [place for place in range(unit.start, unit.end) if plain(edition.text[place])]
    keys = cut("".join(edition.text[place] for place in places))
    spans: list[tuple[int, int]] = []
    offset = 0
    for word in keys:
        spans.append((places[offset], places[offset + len(word) - 1] + 1))
        offset += len(word)
    return _Words([normalise(word) for word in keys], spans)


def _differing(
    pairs: Sequence[tuple[int, int]], words: _Words, final_words: _Words
) -> Iterator[tuple[int, int, int, int]]:
    """Runs of words between those that are the same; what stands close together is one."""
    run: tuple[int, int, int, int] | None = None
    before = (-1, -1)
    for at, other in [*pairs, (len(words.keys), len(final_words.keys))]:
        if at > before[0] + 1 or other > before[1] + 1:
            here = (before[0] + 1, at, before[1] + 1, other)
            between = "".join(words.keys[run[1] : here[0]]) if run else ""
            if run and len(between) <= _BETWEEN:
                run = (run[0], at, run[2], other)
            else:
                if run:
                    yield run
                run = here
        before = at, other
    if run:
        yield run


def _span(spans: Sequence[tuple[int, int]], start: int, end: int, unit: Unit) -> tuple[int, int]:
    """The stretch of some words; of none, the place before the next."""
    if start < end:
        return spans[start][0], spans[end - 1][1]
    place = spans[start][0] if start < len(spans) else unit.end
    return place, place


def _numbers(edition: Edition, start: int, end: int) -> list[tuple[str | float | None, ...]]:
    """The figures of a stretch: digits, and what the analysis read as a number."""
    digits: list[tuple[str | float | None, ...]] = [
        (found,) for found in _DIGITS.findall(normalise(plain(edition.text[start:end])))
    ]
    return digits + [
        (one.value, one.value_max, one.unit) for one in edition.report.indicators if start < one.end and one.start < end
    ]


def _runs(pairs: Sequence[tuple[int, int]], units: Sequence[Unit]) -> Iterator[tuple[int, int, int, int]]:
    """Pairs that follow one another in both versions, as first and last index in each; a heading begins a new run."""
    run: tuple[int, int, int, int] | None = None
    for at, other in pairs:
        if run and (at, other) == (run[1] + 1, run[3] + 1) and (units[run[1]].heading or not units[at].heading):
            run = (run[0], at, run[2], other)
            continue
        if run:
            yield run
        run = (at, at, other, other)
    if run:
        yield run


def _blocks(units: Sequence[Unit], kept: set[int]) -> Iterator[tuple[int, int]]:
    """Runs of units of one paragraph that the other version has nothing of, as first and last index."""
    first: int | None = None
    for at, unit in enumerate(units):
        if at in kept:
            if first is not None:
                yield first, at - 1
            first = None
        elif first is None:
            first = at
        elif unit.paragraph != units[first].paragraph:
            yield first, at - 1
            first = at
    if first is not None:
        yield first, len(units) - 1
