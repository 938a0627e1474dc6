"""Which passages of a text stand in another one too, word for word or with small changes.

Takes two ``Reading``s, gives ``Match``es. Equal n-grams are found by their hashes with numpy and grown to both sides
over small changes: another figure, another name, a word more. The time is near to linear in the two texts, also where
they repeat themselves. Read next: ``similar.py``.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from reportmine.borrowing.fingerprints import GRAM, hash_grams
from reportmine.borrowing.letters import read_letters

if TYPE_CHECKING:
    from reportmine.borrowing.fingerprints import Hashes
    from reportmine.borrowing.letters import Positions

# Of an n-gram that the other text repeats, the first places are looked at.
_PLACES = 3
# A change is at most as many letters long in either text, and after it at least as many are the same again, and not
# fewer than were changed.
_CHANGE, _AGAIN = 12, 4
# Matches that stand at most as many letters apart in both texts, in the same order, are one: a clause was put in.
_APART = 30


class Run(NamedTuple):
    """``size`` letters that are the same from ``at`` in one text and from ``other_at`` in the other."""

    at: int
    other_at: int
    size: int


class Match(NamedTuple):
    """Runs in the order of both texts that belong together; positions are letters, not characters."""

    runs: tuple[Run, ...]

    @property
    def start(self) -> int:
        """The first letter."""
        return self.runs[0].at

    @property
    def end(self) -> int:
        """The letter after the last one."""
        return self.runs[-1].at + self.runs[-1].size

    @property
    def shared(self) -> int:
        """How many letters are the same."""
        return sum(run.size for run in self.runs)

    def between(self, start: int, end: int) -> Match | None:
        """What of it lies between two letters of the text."""
        runs = []
        for at, other_at, size in self.runs:
            first, last = max(at, start), min(at + size, end)
            if first < last:
                runs.append(Run(first, other_at + first - at, last - first))
        return Match(tuple(runs)) if runs else None


class Reading:
    """A text made ready to be laid beside another one."""

    def __init__(self, text: str) -> None:
        self.letters = read_letters(text)
        self.written = self.letters.written

    @cached_property
    def backwards(self) -> str:
        """The letters from the last to the first."""
        return self.written[::-1]

    @cached_property
    def hashes(self) -> Hashes:
        """The hash of the n-gram that begins at each letter."""
        return hash_grams(self.letters, GRAM)

    @cached_property
    def ordered(self) -> tuple[Hashes, Positions]:
        """The hashes in rising order, and where each stands."""
        import numpy as np

        order = np.argsort(self.hashes, kind="stable")
        return self.hashes[order], order

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where the letters from ``start`` to before ``end`` stand in the text."""
        return int(self.letters.starts[start]), int(self.letters.ends[end - 1])


def find_matches(one: Reading, other: Reading) -> list[Match]:
    """What of ``one`` stands in ``other``, in the order of ``one``, no two overlapping there.

    The longest runs go first; nothing shorter than ``GRAM`` letters without a change is found.
    """
    runs = sorted(_exact_runs(one, other), key=lambda run: (-run.size, run.at, run.other_at))
    taken = bytearray(len(one.written))
    found: list[tuple[Run, ...]] = []
    for run in runs:
        for free in _free(taken, run):
            low = taken.rfind(1, 0, free.at) + 1
            high = taken.find(1, free.at + free.size)
            grown = _grow(one, other, free, low, len(taken) if high < 0 else high)
            start, end = grown[0].at, grown[-1].at + grown[-1].size
            taken[start:end] = b"\1" * (end - start)
            found.append(grown)
    found.sort()
    joined: list[tuple[Run, ...]] = []
    for grown in found:
        if joined and _adjoin(joined[-1][-1], grown[0]):
            joined[-1] += grown
        else:
            joined.append(grown)
    return list(map(Match, joined))


def _exact_runs(one: Reading, other: Reading) -> list[Run]:
    """Stretches that begin with an equal n-gram and cannot grow."""
    import numpy as np

    ordered, order = other.ordered
    low = np.searchsorted(ordered, one.hashes)
    at = np.flatnonzero(low < len(ordered))
    at = at[ordered[low[at]] == one.hashes[at]]
    if not len(at):
        return []
    places, other_places = [at], [order[low[at]]]
    for more in range(1, _PLACES):
        here = low[at] + more
        at = at[here < len(ordered)]
        here = low[at] + more
        at = at[ordered[here] == one.hashes[at]]
        places.append(at)
        other_places.append(order[low[at] + more])
    starts, other_starts = np.concatenate(places), np.concatenate(other_places)
    # N-grams one place apart in both texts belong together: runs on one diagonal.
    diagonal = other_starts - starts
    along = np.lexsort((starts, diagonal))
    starts, other_starts, diagonal = starts[along], other_starts[along], diagonal[along]
    heads = np.flatnonzero(np.r_[True, (np.diff(starts) != 1) | (np.diff(diagonal) != 0)])
    sizes = np.diff(np.r_[heads, len(starts)]) + GRAM - 1
    return list(map(Run, starts[heads].tolist(), other_starts[heads].tolist(), sizes.tolist()))


def _free(taken: bytearray, run: Run) -> Iterator[Run]:
    """What of the run nothing has taken, where that is an n-gram at least."""
    at, other_at, size = run
    start, end = at, at + size
    while (start := taken.find(0, start, end)) >= 0:
        stop = taken.find(1, start, end)
        stop = end if stop < 0 else stop
        if stop - start >= GRAM:
            yield Run(start, other_at + start - at, stop - start)
        start = stop


def _grow(one: Reading, other: Reading, run: Run, low: int, high: int) -> tuple[Run, ...]:
    """The run and those before and after it that small changes part from it, between two letters of ``one``."""
    size, other_size = len(one.written), len(other.written)
    end, other_end = run.at + run.size, run.other_at + run.size
    after = _follow(one.written, end, high, other.written, other_end)
    before = _follow(one.backwards, size - run.at, size - low, other.backwards, other_size - run.other_at)
    turned = [Run(size - at - length, other_size - other_at - length, length) for at, other_at, length in before]
    grown = [*reversed(turned), run, *after]
    # The run itself may have grown: pieces without anything between them are one.
    runs = [grown[0]]
    for piece in grown[1:]:
        last = runs[-1]
        if (last.at + last.size, last.other_at + last.size) == (piece.at, piece.other_at):
            runs[-1] = Run(last.at, last.other_at, last.size + piece.size)
        else:
            runs.append(piece)
    return tuple(runs)


def _follow(one: str, at: int, end: int, other: str, other_at: int) -> list[Run]:
    """The runs from two places onward, over changes of a few letters."""
    runs = []
    size = _common(one, at, end, other, other_at)
    while True:
        if size:
            runs.append(Run(at, other_at, size))
            at, other_at = at + size, other_at + size
        for changed in range(min(_CHANGE + 1, end - at - _AGAIN + 1)):
            start = at + changed
            other_start = other.find(one[start : start + _AGAIN], other_at, other_at + _CHANGE + _AGAIN)
            if other_start < 0:
                continue
            size = _common(one, start, end, other, other_start)
            if size >= max(_AGAIN, changed, other_start - other_at):
                at, other_at = start, other_start
                break
        else:
            return runs


def _common(one: str, at: int, end: int, other: str, other_at: int) -> int:
    """How many letters on from two places are the same, before ``end`` of one."""
    room = min(end - at, len(other) - other_at)
    known, reach = 0, 4
    while known < room:
        reach = min(reach, room - known)
        if one[at + known : at + known + reach] == other[other_at + known : other_at + known + reach]:
            known += reach
            reach *= 2
        elif reach == 1:
            break
        else:
            reach = max(1, reach // 4)
    return known


def _adjoin(last: Run, following: Run) -> bool:
    """Whether a run goes on where another ended, in both texts."""
    gaps = (following.at - last.at - last.size, following.other_at - last.other_at - last.size)
    return all(0 <= gap <= _APART for gap in gaps)
