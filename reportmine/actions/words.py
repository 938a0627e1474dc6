"""Sets of words that are looked up in a text at a position, before one, or everywhere.

Takes words with a tag each; gives ``Words``, whose look-ups cost the same for many words as for few, and
``class_of``, a class of characters for a pattern. Read next: ``lexicon.py``, which makes one of every list.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property


class Words:
    """A set of words, each with a tag, looked up at a position or before one; the longest wins.

    Words are found by their first two characters: one character class passes over most of a text, and few words
    begin with the same two.
    """

    def __init__(self, tagged: Mapping[str, str]) -> None:
        self.tags = dict(tagged)
        longest_first = sorted(self.tags, key=len, reverse=True)
        self._singles = frozenset(word for word in longest_first if len(word) == 1)
        # What a word may begin with: to ask for it first is cheap where a text seldom holds a word.
        self.initials = frozenset(word[0] for word in longest_first)
        self._by_first: dict[str, list[str]] = {}
        self._by_last: dict[str, list[str]] = {}
        for word in longest_first:
            if len(word) > 1:
                self._by_first.setdefault(word[:2], []).append(word)
                self._by_last.setdefault(word[-2:], []).append(word)

    def openings(self, signs: str = "", parts: int = 1) -> re.Pattern[str]:
        """Where a word may begin, by its first character and the rest of any word, or one of ``signs`` stands.

        ``re`` is fast where a pattern begins with one class of characters, so all that may begin a match are in it;
        Python sees hardly a place where no word stands. In several ``parts`` the rests of fewer other words are taken
        for those of a word; to compile them takes longer.
        """
        alone = re.escape("".join(sorted(self._singles))) + signs
        first, second = (sorted({pair[i] for pair in self._by_first}) for i in (0, 1))
        ways: list[str] = []
        for part in range(min(parts, len(first))):
            chars = frozenset(first[part::parts])
            rests = any_of({word[1:] for word in self.tags if len(word) > 1 and word[0] in chars})
            ways.append(f"(?<={class_of(chars)})(?={rests})" if parts > 1 else f"(?={rests})")
        ways = [f"(?={class_of(second)})(?:{'|'.join(ways)})"] if ways else []
        ways += [f"(?<=[{alone}])"] if alone else []
        return re.compile(f"[{re.escape(''.join(first))}{alone}](?:{'|'.join(ways)})")

    @cached_property
    def _openings(self) -> re.Pattern[str]:
        return self.openings()

    @cached_property
    def _every_opening(self) -> re.Pattern[str]:
        return self.openings(parts=4)

    def at(self, text: str, start: int) -> str | None:
        """The longest word that begins at ``start``."""
        for word in self._by_first.get(text[start : start + 2], ()):
            if text.startswith(word, start):
                return word
        if not self._singles:
            return None
        char = text[start : start + 1]
        return char if char in self._singles else None

    def before(self, text: str, end: int, floor: int = 0) -> str | None:
        """The longest word that ends at ``end`` and begins at ``floor`` or later."""
        if end <= floor:
            return None
        for word in self._by_last.get(text[max(end - 2, floor) : end], ()):
            if end - len(word) >= floor and text.endswith(word, floor, end):
                return word
        return text[end - 1] if text[end - 1] in self._singles else None

    def every(self, text: str, start: int = 0, end: int | None = None) -> list[tuple[int, str]]:
        """The longest word at each position of ``text[start:end]`` where one begins; it may reach over ``end``."""
        found: list[tuple[int, str]] = []
        by_first, singles = self._by_first, self._singles
        for opening in self._every_opening.finditer(text, start, len(text) if end is None else end):
            position = opening.start()
            for word in by_first.get(text[position : position + 2], ()):
                if text.startswith(word, position):
                    found.append((position, word))
                    break
            else:
                if text[position] in singles:
                    found.append((position, text[position]))
        return found

    def stands_in(self, text: str, start: int, end: int) -> bool:
        """True when a word begins in ``text[start:end]``."""
        opening = self._openings.search(text, start, end)
        while opening is not None:
            if self.at(text, opening.start()) is not None:
                return True
            opening = self._openings.search(text, opening.end(), end)
        return False

    def find(self, text: str, start: int, end: int) -> Iterator[tuple[int, str]]:
        """Every longest word in ``text[start:end]``, nested ones left out, overlapping ones kept."""
        covered = start
        for position, word in self.every(text, start, end):
            if covered < position + len(word) <= end:
                covered = position + len(word)
                yield position, word


def class_of(chars: Iterable[str]) -> str:
    """A pattern for one of ``chars``.

    >>> class_of("乙甲]")
    '[\\\\]乙甲]'
    """
    return f"[{re.escape(''.join(sorted(chars)))}]"


def any_of(words: set[str]) -> str:
    """A pattern for what any of ``words`` begins with: a tree, which is as fast for many words as for few."""
    rests: dict[str, set[str]] = {}
    for word in words:
        rests.setdefault(word[0], set()).add(word[1:])
    ends = sorted(char for char, following in rests.items() if "" in following)
    pieces = [f"[{re.escape(''.join(ends))}]"] if ends else []
    pieces += [re.escape(char) + any_of(following) for char, following in sorted(rests.items()) if "" not in following]
    return pieces[0] if len(pieces) == 1 else f"(?:{'|'.join(pieces)})"
