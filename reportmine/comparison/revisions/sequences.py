"""Which elements two sequences have in common in the same order: the skeleton of a comparison of two versions.

Takes two sequences of hashables, gives pairs of indices. Read next: ``revisions.py``.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Hashable, Sequence
from difflib import SequenceMatcher

# Stretches with no more cells than this are left to difflib, whose time grows with their product and more.
_SMALL = 10_000


def match(one: Sequence[Hashable], other: Sequence[Hashable]) -> list[tuple[int, int]]:
    """Increasing pairs of indices of equal elements.

    Of each element the first goes with the first, the second with the second; the longest increasing run of those
    pairs stands, and the gaps between are treated alike (the idea of Bram Cohen's patience diff). So the time is near
    to linear, also where one element fills both sequences.

    >>> match("甲乙丙丁", "乙丙戊丁")
    [(1, 0), (2, 1), (3, 3)]
    """
    found: list[tuple[int, int]] = []
    gaps = [(0, len(one), 0, len(other))]
    while gaps:
        start, end, other_start, other_end = gaps.pop()
        while start < end and other_start < other_end and one[start] == other[other_start]:
            found.append((start, other_start))
            start, other_start = start + 1, other_start + 1
        while start < end and other_start < other_end and one[end - 1] == other[other_end - 1]:
            end, other_end = end - 1, other_end - 1
            found.append((end, other_end))
        if start == end or other_start == other_end:
            continue
        if (end - start) * (other_end - other_start) <= _SMALL:
            blocks = SequenceMatcher(None, one[start:end], other[other_start:other_end], autojunk=False)
            for block in blocks.get_matching_blocks():
                found += ((start + block.a + at, other_start + block.b + at) for at in range(block.size))
            continue
        anchors = rising(_in_turn(one, other, start, end, other_start, other_end))
        if not anchors:
            continue
        found += anchors
        before, other_before = start, other_start
        for at, other_at in [*anchors, (end, other_end)]:
            if at > before and other_at > other_before:
                gaps.append((before, at, other_before, other_at))
            before, other_before = at + 1, other_at + 1
    return sorted(found)


def rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest run of pairs that rises in both members; of several as long one is chosen, always the same.

    >>> rising([(0, 2), (1, 0), (2, 1)])
    [(1, 0), (2, 1)]
    """
    ordered = sorted(pairs)
    ends: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for at, (_, other) in enumerate(ordered):
        length = bisect_left(ends, other)
        before.append(last[length - 1] if length else -1)
        if length == len(ends):
            ends.append(other)
            last.append(at)
        else:
            ends[length], last[length] = other, at
    chosen: list[tuple[int, int]] = []
    at = last[-1] if last else -1
    while at >= 0:
        chosen.append(ordered[at])
        at = before[at]
    return chosen[::-1]


def _in_turn(
    one: Sequence[Hashable], other: Sequence[Hashable], start: int, end: int, other_start: int, other_end: int
) -> list[tuple[int, int]]:
    places: dict[Hashable, list[int]] = defaultdict(list)
    for at in range(other_end - 1, other_start - 1, -1):
        places[other[at]].append(at)
    return [(at, places[one[at]].pop()) for at in range(start, end) if places.get(one[at])]
