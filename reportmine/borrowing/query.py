"""A text whose sources are looked for: its fingerprints, which reports have each, and how much that says.

Takes a text and an ``Index``; what many reports have weighs nothing. Read next: ``similar.py``.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from itertools import accumulate
from math import log

from reportmine.borrowing.fingerprints import GRAM, choose
from reportmine.borrowing.index import Description, Index
from reportmine.borrowing.passages import Match, Reading

# An n-gram that more reports than these have is a set phrase: of a hundred reports some, and of 60,000 a hundred.
_FEW, _SHARE, _MANY = 5, 0.02, 100
# Of fewer reports than these it cannot be told what is a set phrase: weights are as if there were as many.
_SMALL = 100
# What is left of a clause at the ends of a passage is cut off when it is no longer than these letters.
_STUB = 4


class Query:
    """The text with its fingerprints, how many reports have each, and which do."""

    def __init__(self, text: str, index: Index, exclude: frozenset[str], until: int | None) -> None:
        self.reading = Reading(text)
        hashes = self.reading.hashes
        chosen = choose(hashes)
        #: The first letter of each fingerprint, and its hash.
        self.at: list[int] = chosen.tolist()
        self.hashes: list[int] = hashes[chosen].tolist()
        different = sorted(dict.fromkeys(self.hashes))
        self.total = index.total_reports
        self.limit = min(max(_FEW, int(self.total * _SHARE)), _MANY)
        frequency = dict(index.document_frequency(different)) if different else {}
        rare = [one for one in different if 0 < frequency.get(one, 0) <= self.limit + len(exclude)]
        having: dict[int, set[str]] = defaultdict(set)
        for one, report, _ in index.lookup(rare) if rare else ():
            if report not in exclude:
                having[one].add(report)
        frequency.update((one, len(having[one])) for one in rare)
        reports = sorted({report for those in having.values() for report in those})
        self.about = dict(index.describe(reports)) if reports else {}
        late = {report for report in reports if until is not None and (self.describe(report).year or until) > until}
        self.frequency = frequency
        #: Which reports have the hash, for those that few have, in the order of their keys.
        self.having = {
            one: sorted(those - late) for one, those in having.items() if those - late and len(those) <= self.limit
        }
        self.weights = [self._weight(one) for one in self.hashes]
        self._sums = [0.0, *accumulate(self.weights)]
        #: First letter, the letter after the last, and how many reports have it, of each set phrase.
        self.phrases = self._phrases()

    def describe(self, report: str) -> Description:
        """What is known of a report."""
        return self.about.get(report) or Description()

    def rank(self, report: str) -> tuple[float, str]:
        """The earlier report goes first; one without a year last."""
        year = self.describe(report).year
        return (float("inf") if year is None else year, report)

    def inside(self, match: Match) -> list[int]:
        """The numbers of the fingerprints that lie in the runs of a match."""
        return [
            number
            for run in match.runs
            for number in range(bisect_left(self.at, run.at), bisect_left(self.at, run.at + run.size - GRAM + 1))
        ]

    def score(self, match: Match) -> float:
        """The letters a match shares by how few reports have them: by the mean weight of its fingerprints."""
        count, weight = 0, 0.0
        for run in match.runs:
            first = bisect_left(self.at, run.at)
            last = max(first, bisect_left(self.at, run.at + run.size - GRAM + 1))
            count += last - first
            weight += self._sums[last] - self._sums[first]
        return match.shared * weight / count if count else 0.0

    def _phrases(self) -> list[tuple[int, int, int]]:
        """Neighbouring fingerprints that many reports have are of one phrase, with the letters between them."""
        phrases: list[tuple[int, int, int]] = []
        before = -1
        for number, (at, hashed) in enumerate(zip(self.at, self.hashes, strict=True)):
            if not self.is_common(hashed):
                continue
            first, most = at, self.frequency[hashed]
            if phrases and at <= phrases[-1][1] + (GRAM if number == before + 1 else 0):
                first, _, reports = phrases.pop()
                most = max(most, reports)
            phrases.append((first, at + GRAM, most))
            before = number
        return phrases

    def without_phrases(self, match: Match) -> Match | None:
        """The match without set phrases at its ends; one within it is part of it."""
        first, last = bisect_left(self.at, match.start), bisect_left(self.at, match.end - GRAM + 1)
        own = [number for number in range(first, last) if not self.is_common(self.hashes[number])]
        if not own:
            return None
        start, end = match.start, match.end
        if own[0] > first:
            start = min(self.at[own[0] - 1] + GRAM, self.at[own[0]])
        if own[-1] + 1 < last:
            end = max(self.at[own[-1] + 1], self.at[own[-1]] + GRAM)
        return match.between(start, end)

    def without_stubs(self, match: Match) -> Match:
        """The match without the last letters of a clause before it and the first ones of a clause after it."""
        begins, ends = self.reading.letters.starts, self.reading.letters.ends

        def is_edge(at: int) -> bool:
            return at in (0, len(begins)) or bool(begins[at] > ends[at - 1])

        start, end = match.start, match.end
        if not is_edge(start):
            start = next(filter(is_edge, range(start + 1, start + 1 + _STUB)), start)
        if not is_edge(end):
            end = next(filter(is_edge, range(end - 1, end - 1 - _STUB, -1)), end)
        return match.between(start, end) or match

    def is_common(self, hashed: int) -> bool:
        """Whether more reports have it than a passage is looked for in."""
        return self.frequency.get(hashed, 0) > self.limit

    def _weight(self, hashed: int) -> float:
        """1 when one report has it, less the more have it, 0 for a set phrase."""
        if self.is_common(hashed):
            return 0.0
        whole = log(max(_SMALL, self.total))
        return 1 - log(max(1, self.frequency.get(hashed, 0))) / whole
