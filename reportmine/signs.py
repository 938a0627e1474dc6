"""Which words a text holds, told by its pairs of neighbouring characters: a text of a report has a few thousand.

Most rules find nothing in most texts. A look at the pairs says so at once, before the text is searched and before a
pattern is compiled. Takes a normalised text, gives words. Read next: ``rules/rule.py``, whose ``Page`` asks.
"""

from __future__ import annotations

from functools import lru_cache


def as_number(pair: str) -> int:
    """A pair of characters as ``pair_numbers`` writes it."""
    return ord(pair[0]) | ord(pair[1]) << 32


def as_pair(number: int) -> str:
    """The pair of characters of a number."""
    return chr(number & 0xFFFFFFFF) + chr(number >> 32)


def pair_numbers(norm: str) -> tuple[memoryview, memoryview]:
    """The pairs of neighbouring characters as numbers: those that begin at even offsets, and those at odd ones.

    Looking them up costs a tenth of cutting the text into strings.
    """
    code = memoryview(norm.encode("utf-32-le", "surrogatepass"))
    even, odd = (
        code[first : first + (len(code) - first) // 8 * 8] if first < len(code) else code[:0] for first in (0, 4)
    )
    return even.cast("Q"), odd.cast("Q")


def pairs_of(norm: str) -> frozenset[int]:
    """All pairs of a text as numbers."""
    even, odd = pair_numbers(norm)
    return frozenset(even).union(odd)


def _stands(word: str, norm: str, pairs: frozenset[int]) -> bool:
    """Whether a word stands in a text that has the pair in its middle; the other pairs tell sooner than the text."""
    if len(word) > 2 and not (as_number(word[:2]) in pairs and as_number(word[-2:]) in pairs):
        return False
    return len(word) == 2 or word in norm


class Signs:
    """Words that are looked for together."""

    def __init__(self, words: tuple[str, ...]) -> None:
        # With the places of the words, so that what is found comes in their order.
        self._single: list[tuple[int, str]] = []
        self._by_pair: dict[int, list[tuple[int, str]]] = {}
        for entry in enumerate(words):
            word = entry[1]
            if len(word) == 1:
                self._single.append(entry)
            else:
                # The pair in the middle tells 同比增加 from all that is 同比.
                self._by_pair.setdefault(as_number(word[(len(word) - 1) // 2 :][:2]), []).append(entry)
        self._pairs = frozenset(self._by_pair)

    def stand_in(self, norm: str, pairs: frozenset[int]) -> list[str]:
        """Those of the words that stand in a text with these pairs, in their order."""
        found = self._pairs & pairs
        if not found and not self._single:
            return []
        entries = [entry for pair in found for entry in self._by_pair[pair]]
        return [word for _, word in sorted(entries + self._single) if _stands(word, norm, pairs)]

    def places(self, norm: str, pairs: frozenset[int]) -> list[tuple[int, int]]:
        """Every place of every word in order, of those that begin together the longest first."""
        found = []
        for word in self.stand_in(norm, pairs):
            at = norm.find(word)
            while at >= 0:
                found.append((at, at + len(word)))
                at = norm.find(word, at + 1)
        return sorted(found, key=lambda place: (place[0], -place[1]))


@lru_cache(maxsize=1024)
def signs(words: tuple[str, ...]) -> Signs:
    """The words, made ready once for all texts."""
    return Signs(words)
