"""The longest passages that stand in two reports word for word, white space apart.

Takes two editions, gives ``SharedPassage``s. Equal stretches of 13 characters are found by their hashes with numpy and
grown to both sides, so the time is near to linear in the two texts, also where they repeat themselves.
Read next: ``similarity.py``.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from heapq import heapify, heappop, heappush
from typing import TYPE_CHECKING, Any

from reportmine.comparison.edition import Edition, plain
from reportmine.comparison.model import SharedPassage

if TYPE_CHECKING:
    import numpy as np

#: The fewest characters of a passage, and the most passages of two reports.
SHORTEST, MOST = 13, 20
# A seed that stands so often in both texts together is paired in order, not each with each: a sentence that is
# repeated 5,000 times in both would make 25 million pairs.
_ALL_PAIRS = 64
# Odd, of 64 bits: multiplication by it keeps all bits of a hash apart.
_FACTOR = 0x9E3779B97F4A7C15
# What a passage does not begin and end with.
_NOT_FIRST, _NOT_LAST = "，。；：、！？,;:.!?”）》’%％", "，；：、,;:“（《‘"
_DIGITS = "0123456789."


class Stream:
    """The body text of a report as one string without blanks.

    Where something stands between two paragraphs that is not body text, a separator does: no passage goes over it.
    """

    def __init__(self, edition: Edition, separator: str) -> None:
        pieces: list[str] = []
        self._places: list[int] = []
        before: int | None = None
        for paragraph in edition.report.paragraphs:
            if paragraph.kind != "body":
                continue
            if before is not None and paragraph.id != before + 1:
                pieces.append(separator)
                self._places.append(paragraph.start)
            before = paragraph.id
            written = edition.text[paragraph.start : paragraph.end]
            shown = plain(written)
            pieces.append(shown)
            if len(shown) == len(written):
                self._places.extend(range(paragraph.start, paragraph.end))
            else:
                self._places.extend(paragraph.start + at for at, sign in enumerate(written) if plain(sign))
        self.text = "".join(pieces)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where ``text[start:end]`` stands in the report's text."""
        return self._places[start], self._places[end - 1] + 1

    @cached_property
    def seeds(self) -> np.ndarray[Any, Any]:
        """The hash of the stretch of ``SHORTEST`` characters that begins at each place."""
        return hash_stretches(self.text, SHORTEST)


def hash_stretches(text: str, size: int) -> np.ndarray[Any, Any]:
    """A hash of 64 bits of each stretch of ``size`` characters; equal stretches have equal hashes.

    A polynomial of the characters modulo 2**64: of a million different stretches two collide with a chance of
    one to 40 million.
    """
    import numpy as np

    signs = np.frombuffer(text.encode("utf-32-le"), dtype=np.uint32).astype(np.uint64)
    # Neighbouring code points differ in few bits; spread them first.
    signs = (signs + np.uint64(1)) * np.uint64(0xBF58476D1CE4E5B9)
    signs ^= signs >> np.uint64(31)
    count = len(signs) - size + 1
    hashes = np.zeros(max(0, count), dtype=np.uint64)
    for at in range(size if count > 0 else 0):
        hashes = hashes * np.uint64(_FACTOR) + signs[at : at + count]
    return hashes


def find_shared_passages(earlier: Edition, later: Edition) -> tuple[SharedPassage, ...]:
    """Up to 20 passages of 13 characters and more that both have, the longest first, in neither text overlapping.

    Each is as long as it can be; what a longer one has taken is left out of the next. Headings, furniture and titles
    are no part of them. Of equally long ones the first in the later report goes first.
    """
    one, other = Stream(earlier, "\0"), Stream(later, "\1")
    queue = [(-(end - start), other_start, start) for start, other_start, end in _matches(one, other)]
    heapify(queue)
    taken, other_taken = bytearray(len(one.text)), bytearray(len(other.text))
    chosen: list[tuple[int, int, int]] = []
    while queue and len(chosen) < MOST:
        length, other_start, start = heappop(queue)
        size = -length
        free = _longest_free(taken[start : start + size], other_taken[other_start : other_start + size])
        if free[1] - free[0] < size:
            if free[1] - free[0] >= SHORTEST:
                heappush(queue, (free[0] - free[1], other_start + free[0], start + free[0]))
            continue
        first, last = _trim(one.text, start, start + size)
        start, other_start, size = first, other_start + first - start, last - first
        if size < SHORTEST:
            continue
        taken[start : start + size] = other_taken[other_start : other_start + size] = b"\1" * size
        chosen.append((start, other_start, size))
    chosen.sort(key=lambda found: (-found[2], found[1], found[0]))
    return tuple(
        SharedPassage(
            earlier=earlier.passage(*one.span(start, start + size)),
            later=later.passage(*other.span(other_start, other_start + size)),
            chars=size,
        )
        for start, other_start, size in chosen
    )


def _matches(one: Stream, other: Stream) -> Iterator[tuple[int, int, int]]:
    """Stretches of both that cannot grow: where they begin in one and in the other, where they end in one."""
    import numpy as np

    starts, other_starts = _pairs(one.seeds, other.seeds)
    if not len(starts):
        return
    # Seeds one place apart in both texts belong together: runs on one diagonal.
    diagonal = other_starts - starts
    order = np.lexsort((starts, diagonal))
    starts, diagonal = starts[order], diagonal[order]
    heads = np.flatnonzero(np.r_[True, (np.diff(starts) != 1) | (np.diff(diagonal) != 0)])
    tails = np.r_[heads[1:], len(starts)] - 1
    ended: dict[int, int] = {}
    for start, shift, last in zip(
        starts[heads].tolist(), diagonal[heads].tolist(), starts[tails].tolist(), strict=True
    ):
        end = last + SHORTEST
        # Grown over this one already: a run that a frequent seed cut in two.
        if ended.get(shift, -1) >= end:
            continue
        start -= _common(one.text, other.text, start, start + shift, -1)
        end += _common(one.text, other.text, end, end + shift, 1)
        ended[shift] = end
        yield start, start + shift, end


def _pairs(one: np.ndarray[Any, Any], other: np.ndarray[Any, Any]) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]:
    """Places with equal seeds: each of one with each of the other, or in order where there are too many."""
    import numpy as np

    order, other_order = np.argsort(one, kind="stable"), np.argsort(other, kind="stable")
    seeds, first, count = np.unique(one[order], return_index=True, return_counts=True)
    others, other_first, other_count = np.unique(other[other_order], return_index=True, return_counts=True)
    _, here, there = np.intersect1d(seeds, others, assume_unique=True, return_indices=True)
    first, count, other_first, other_count = first[here], count[here], other_first[there], other_count[there]
    every = count * other_count <= _ALL_PAIRS
    made = np.where(every, count * other_count, np.minimum(count, other_count))
    group = np.repeat(np.arange(len(made)), made)
    within = np.arange(len(group)) - np.repeat(np.cumsum(made) - made, made)
    width = np.where(every, other_count, 1)[group]
    row = np.where(every[group], within // width, within)
    column = np.where(every[group], within % width, within)
    return order[first[group] + row], other_order[other_first[group] + column]


def _common(one: str, other: str, at: int, other_at: int, step: int) -> int:
    """How many characters on from two places are the same, backwards with ``step`` -1."""
    room = min(at, other_at) if step < 0 else min(len(one) - at, len(other) - other_at)
    known, reach = 0, 1
    while known < room:
        reach = min(reach, room - known)
        low, other_low = (at - known - reach, other_at - known - reach) if step < 0 else (at + known, other_at + known)
        if one[low : low + reach] == other[other_low : other_low + reach]:
            known += reach
            reach *= 2
        elif reach == 1:
            break
        else:
            reach = max(1, reach // 4)
    return known


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch without marks at its ends, and without what is left of a number that was cut: 6 of 6.5%."""
    if text[end - 1] in _DIGITS and text[end : end + 1] in tuple(_DIGITS):
        end = start + len(text[start:end].rstrip(_DIGITS))
    if start and text[start] in _DIGITS and text[start - 1] in _DIGITS:
        start = end - len(text[start:end].lstrip(_DIGITS))
    start = end - len(text[start:end].lstrip(_NOT_FIRST))
    return start, start + len(text[start:end].rstrip(_NOT_LAST))


def _longest_free(taken: bytearray, other_taken: bytearray) -> tuple[int, int]:
    """The longest stretch that nothing has taken in either."""
    if not (any(taken) or any(other_taken)):
        return 0, len(taken)
    best, position = (0, 0), 0
    both = bytes(map(int.__or__, taken, other_taken))
    while position < len(both):
        start = both.find(0, position)
        if start < 0:
            break
        end = both.find(1, start)
        position = len(both) if end < 0 else end
        if position - start > best[1] - best[0]:
            best = start, position
    return best
