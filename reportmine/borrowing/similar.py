"""Which reports of a collection a text is taken from, passage by passage.

Takes a text and an ``Index``, gives a ``Borrowing``. What many reports say is nobody's: it weighs nothing, and is
counted apart. Only exact hashes are looked up, and few texts are read, so that the time hardly depends on how many
reports there are. Read next: ``passages.py``, ``index.py``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from heapq import heapify, heappop, heappush

import msgspec

from reportmine.borrowing.index import Description, Index
from reportmine.borrowing.passages import Match, Reading, find_matches
from reportmine.borrowing.query import Query

# How many texts are read at most.
_CANDIDATES = 50
# What an n-gram still counts for a further candidate once one has it: sources of the same passage are held against
# each other.
_AGAIN = 0.3
# A passage weighs as much at least; the weight of a letter that only one report has is 1. With 20, 1.7 times
# as many passages are shown between provinces of one year, and of planted ones 0.6 % more are found.
_LIGHTEST = 24
# A source that has as much of a passage is as good a source.
_EQUAL = 0.9


class Passage(msgspec.Struct, frozen=True, kw_only=True):
    """``text[start:end]`` of the query is ``text[source_start:source_end]`` of the report ``source``.

    ``shared`` counts the letters that are the same, a figure as one whatever its value; ``score`` is ``shared`` by how
    few reports have them; ``others`` counts further reports that have at least half of it.
    """

    start: int
    end: int
    source: str
    source_start: int
    source_end: int
    shared: int
    score: float
    others: int


class Common(msgspec.Struct, frozen=True, kw_only=True):
    """``text[start:end]`` is put together from phrases that many reports have; ``reports`` have the most frequent."""

    start: int
    end: int
    reports: int


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """A report that passages of the text were found in.

    ``share`` is the share of the text's letters that these passages cover, 0..1, each letter counted for one source;
    ``weight`` is the sum of their scores. The passages stand in the order of the text.
    """

    report: str
    description: Description
    share: float
    weight: float
    passages: tuple[Passage, ...]


class Borrowing(msgspec.Struct, frozen=True, kw_only=True):
    """Where a text is taken from.

    ``letters`` is how many letters it has; ``covered`` the share of them that passages of any source cover, also of
    those beyond ``top``; ``common_share`` the share of those in set phrases outside of passages; ``reports`` the size
    of the collection.
    """

    letters: int
    reports: int
    covered: float
    common_share: float
    sources: tuple[Source, ...]
    common: tuple[Common, ...]


def find_sources(
    text: str, index: Index, *, top: int | None = 10, exclude: Iterable[str] = (), until: int | None = None
) -> Borrowing:
    """The reports that passages of a text stand in, the one with the most weight first.

    Each passage goes to the report that has the most of it; of those that have about as much, to the earliest by year,
    then by key.

    Args:
        text: the text in question.
        index: the collection.
        top: how many sources are given at most; all with ``None``.
        exclude: keys of reports that are no sources: the text itself.
        until: reports of later years are no sources; those without a year are.
    """
    query = Query(text, index, frozenset(exclude), until)
    readings = {report: Reading(index.text(report)) for report in _candidates(query)}
    return _answer(query, readings, _attribute(query, readings), top)


def _candidates(query: Query) -> list[str]:
    """The reports that are worth to be read: together they have as much of the text as as many can have."""
    has: dict[str, list[int]] = defaultdict(list)
    weights = dict(zip(query.hashes, query.weights, strict=True))
    for hashed, reports in query.having.items():
        for report in reports:
            has[report].append(hashed)
    heap = [(-sum(map(weights.__getitem__, has[report])), query.rank(report), report) for report in has]
    heapify(heap)
    chosen: list[str] = []
    while heap and len(chosen) < _CANDIDATES:
        promised, rank, report = heappop(heap)
        gain = -sum(map(weights.__getitem__, has[report]))
        # The weights have gone down since; it stays first only if nothing has more.
        if gain > promised + 1e-9 and heap and (gain, rank, report) > heap[0]:
            heappush(heap, (gain, rank, report))
            continue
        chosen.append(report)
        for hashed in has[report]:
            weights[hashed] *= _AGAIN
    return chosen


def _attribute(query: Query, readings: Mapping[str, Reading]) -> list[tuple[str, Match]]:
    """Each passage with its source, the weightiest first; none overlaps another."""
    matches: list[tuple[str, Match]] = []
    for report, reading in readings.items():
        for match in find_matches(query.reading, reading):
            own = query.without_phrases(match)
            if own and own.shared >= _LIGHTEST:
                matches.append((report, own))
    heap = [
        (-score, query.rank(report), match.start, number)
        for number, (report, match) in enumerate(matches)
        if (score := query.score(match)) >= _LIGHTEST
    ]
    heapify(heap)
    taken = bytearray(len(query.reading.written))
    found: list[tuple[str, Match]] = []
    while heap:
        promised, rank, start, number = heappop(heap)
        report, match = matches[number]
        left = _longest_left(taken, match)
        score = query.score(left) if left else 0.0
        if left is None or score < _LIGHTEST:
            continue
        if score < -promised - 1e-9 and heap and (-score, rank, start, number) > heap[0]:
            heappush(heap, (-score, rank, start, number))
            continue
        passage = left
        for _, other_rank, _, other_number in heap:
            other_report, other_match = matches[other_number]
            if other_rank < rank and other_match.start < left.end and left.start < other_match.end:
                same = other_match.between(left.start, left.end)
                if same and query.score(same) >= _EQUAL * score:
                    report, passage, rank = other_report, same, other_rank
        taken[passage.start : passage.end] = b"\1" * (passage.end - passage.start)
        found.append((report, query.without_stubs(passage)))
        # What of the match, or of the one it was given up for, lies beside the passage is still to be given away.
        heappush(heap, (promised, query.rank(matches[number][0]), start, number))
    return found


def _longest_left(taken: bytearray, match: Match) -> Match | None:
    """The longest stretch of a match that no passage has taken."""
    best: Match | None = None
    start = match.start
    while (start := taken.find(0, start, match.end)) >= 0:
        stop = taken.find(1, start, match.end)
        stop = match.end if stop < 0 else stop
        left = match.between(start, stop)
        if left and (best is None or left.shared > best.shared):
            best = left
        start = stop
    return best


def _answer(
    query: Query, readings: Mapping[str, Reading], found: list[tuple[str, Match]], top: int | None
) -> Borrowing:
    letters = len(query.reading.written)
    by_report: dict[str, list[Passage]] = defaultdict(list)
    inside = bytearray(letters)
    for report, match in sorted(found, key=lambda one: one[1].start):
        by_report[report].append(_passage(query, report, readings[report], match))
        inside[match.start : match.end] = b"\1" * (match.end - match.start)
    sources = [
        Source(
            report=report,
            description=query.describe(report),
            share=sum(passage.shared for passage in passages) / letters,
            weight=round(sum(passage.score for passage in passages), 1),
            passages=tuple(passages),
        )
        for report, passages in by_report.items()
    ]
    sources.sort(key=lambda source: (-source.weight, query.rank(source.report)))
    common, in_common = _common(query, inside)
    return Borrowing(
        letters=letters,
        reports=query.total,
        covered=sum(match.shared for _, match in found) / letters if letters else 0.0,
        common_share=in_common / letters if letters else 0.0,
        sources=tuple(sources[:top]),
        common=tuple(common),
    )


def _passage(query: Query, report: str, reading: Reading, match: Match) -> Passage:
    start, end = query.reading.span(match.start, match.end)
    last = match.runs[-1]
    source_start, source_end = reading.span(match.runs[0].other_at, last.other_at + last.size)
    having: dict[str, int] = defaultdict(int)
    rare = [query.hashes[number] for number in query.inside(match) if query.hashes[number] in query.having]
    for hashed in rare:
        for other in query.having[hashed]:
            having[other] += 1
    return Passage(
        start=start,
        end=end,
        source=report,
        source_start=source_start,
        source_end=source_end,
        shared=match.shared,
        score=round(query.score(match), 1),
        others=sum(2 * count >= len(rare) for other, count in having.items() if other != report),
    )


def _common(query: Query, inside: bytearray) -> tuple[list[Common], int]:
    """The set phrases outside of passages, and how many letters they have."""
    outside = [one for one in query.phrases if inside.find(1, one[0], one[1]) < 0]
    found = []
    for first, end, reports in outside:
        start_char, end_char = query.reading.span(first, end)
        found.append(Common(start=start_char, end=end_char, reports=reports))
    return found, sum(end - first for first, end, _ in outside)
