"""Finds every occurrence of many known strings in a text at once, with numpy.

Takes a list of strings (n-grams, cues), gives where each of them ends in a text and which it is. Read next:
``features.py``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple, TypeAlias, TypeVar

import numpy as np
from numpy.typing import NDArray

Floats: TypeAlias = NDArray[np.floating[Any]]
Ints: TypeAlias = NDArray[np.signedinteger[Any]]
Numbers = TypeVar("Numbers", Floats, Ints)

_SPREAD = np.uint64(0x2545F4914F6CDD1D)
_ROOM = 3  # slots a string; the fuller the table, the more places must be looked at twice
_PLANE = 0x10000  # characters beyond the basic plane are in no list


class Hits(NamedTuple):
    """Strings of one length: ``place`` is the offset of the last character, ``which`` the place in the list."""

    place: Ints
    which: Ints


class Finder:
    """A trie over the strings, read from their ends; all places of a text take each step through it at once.

    Its edges (a node and the next character) lie in a hash table in arrays.
    """

    def __init__(self, strings: Sequence[str]) -> None:
        size = np.fromiter(map(len, strings), dtype=np.int64, count=len(strings))
        self._longest = int(size.max(initial=0))
        bits = max((_ROOM * min(int(size.sum()), 2 * len(strings) + 64)).bit_length(), 6)
        self._shift, self._mask = np.uint64(64 - bits), (1 << bits) - 1
        self._edge = np.zeros(1 << bits, dtype=np.int64)
        self._child = np.zeros(1 << bits, dtype=np.int32)
        self._first = np.zeros(_PLANE, dtype=np.int32)
        ends = [np.full(1, -1)]
        parents = [np.zeros(1, dtype=np.int64)]
        node = np.zeros(len(strings), dtype=np.int64)
        made = 1
        for step in range(self._longest):
            on = np.flatnonzero(size > step)
            codes = _codes("".join(strings[i][-1 - step] for i in on.tolist()))
            edges, place = np.unique(node[on] * _PLANE + codes, return_inverse=True)
            children = np.arange(made, made + len(edges))
            made += len(edges)
            if step:
                self._insert(edges, children)
            else:
                self._first[edges] = children
            node[on] = children[place]
            parents.append(edges // _PLANE)
            last = size[on] == step + 1
            ends.append(np.full(len(edges), -1))
            ends[-1][place[last]] = on[last]
        self._ends = np.concatenate(ends)
        self._parents = parents

    def _slots(self, edges: Ints) -> Ints:
        return ((edges.astype(np.uint64) * _SPREAD) >> self._shift).astype(np.int64)

    def _insert(self, edges: Ints, children: Ints) -> None:
        slots = self._slots(edges)
        while len(edges):
            # Of those that want the same free slot one gets it; the others try the next.
            free = np.flatnonzero(self._edge[slots] == 0)
            taken, first = np.unique(slots[free], return_index=True)
            placed = free[first]
            self._edge[taken], self._child[taken] = edges[placed], children[placed]
            left = np.ones(len(edges), dtype=bool)
            left[placed] = False
            edges, children, slots = edges[left], children[left], (slots[left] + 1) & self._mask

    def find(self, text: str) -> Iterator[Hits]:
        """Every occurrence of every string in ``text``, length by length, the shortest first."""
        for place, node in self._walk(text):
            ends = self._ends[node]
            known = np.flatnonzero(ends >= 0)
            yield Hits(place[known], ends[known])

    def deepest(self, text: str) -> Ints:
        """For every place of ``text`` the node of the longest string that ends there: a row of ``along``."""
        deepest = np.zeros(len(text), dtype=np.int32)
        for place, node in self._walk(text):
            deepest[place] = node
        return deepest

    def along(self, values: Numbers) -> Numbers:
        """For every node the sum of what the strings on the way to it are worth (``values``, a row per string)."""
        sums = np.zeros((len(self._ends), values.shape[1]), dtype=values.dtype)
        here = np.flatnonzero(self._ends >= 0)
        sums[here] = values[self._ends[here]]
        made = 1
        for parents in self._parents[1:]:
            sums[made : made + len(parents)] += sums[parents]
            made += len(parents)
        return sums

    def _walk(self, text: str) -> Iterator[tuple[Ints, Ints]]:
        """Step by step, the places that some string still ends at, and where in the trie they are."""
        codes = _codes(text)
        node = self._first[codes]
        place = np.flatnonzero(node)
        node = node[place]
        for step in range(self._longest):
            if step:
                place, node = self._follow(place, node, codes, step)
            yield place, node

    def _follow(self, place: Ints, node: Ints, codes: Ints, step: int) -> tuple[Ints, Ints]:
        inside = np.searchsorted(place, step)
        place, node = place[inside:], node[inside:]
        edges = node.astype(np.int64) * _PLANE + codes[place - step]
        slots = self._slots(edges)
        there = self._edge[slots]
        same = there == edges
        child = self._child[slots] * same
        # A slot that holds another edge: the one looked for may lie behind it.
        rest = np.flatnonzero(~same & (there != 0))
        slots = slots[rest]
        while len(rest):
            slots = (slots + 1) & self._mask
            there = self._edge[slots]
            same = there == edges[rest]
            child[rest] = self._child[slots] * same
            on = ~same & (there != 0)
            rest, slots = rest[on], slots[on]
        found = np.flatnonzero(child)
        return place[found], child[found]


def _codes(text: str) -> Ints:
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32).astype(np.int64)
    codes[codes >= _PLANE] = 0
    return codes
