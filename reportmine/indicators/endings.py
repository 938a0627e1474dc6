"""Finds what ends a clause before a number and is no part of the noun: links, verbs of change, dates, comparisons.

Takes a span of a text, gives where its last such ending begins. Words are looked up by their length, which is many
times faster than one long alternation tried at every place. Read next: ``phrases.py``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from reportmine.lexicon import load

# A link is the end of another word behind these characters.
_COMPOUND: dict[str, str] = load("indicator_cues")["compound"]
# A date can end with one of these only, and it holds one of those.
_LAST_OF_TIME = frozenset("年来底末初前月内”期间划中里多日度后算径响素始起")
_IN_TIME = re.compile("[年月“世截同季扣按从]")
# Every comparison holds one of these; 快于, 领先 begin one character before it.
_COMPARING = re.compile("[比较于与同出先过]")
# An ending is looked for in so many characters.
_REACH = 30


class Endings:
    """Endings of one kind; ``words`` as they stand, ``dates`` and ``comparisons`` as patterns.

    ``after_noun`` are words that end a clause only behind something else (收入实现, but not 实现 alone).
    """

    def __init__(
        self, words: Iterable[str], dates: str, comparisons: str | None, after_noun: Iterable[str] = ()
    ) -> None:
        self._after_noun = frozenset(after_noun)
        # By their last two characters or their only one, the longest first.
        self._words: dict[str, list[str]] = {}
        for word in sorted({*words, *self._after_noun}, key=lambda word: (-len(word), word)):
            self._words.setdefault(word[-2:], []).append(word)
        self._dates = re.compile(rf"(?:{dates})\Z")
        self._comparisons = re.compile(rf"(?:{comparisons})\Z") if comparisons is not None else None

    def start(self, plain: str, begin: int, stop: int) -> int:
        """Where the longest ending of ``plain[begin:stop]`` begins; ``stop`` when there is none."""
        found = stop
        last = plain[stop - 1]
        for word in (*self._words.get(plain[stop - 2 : stop], ()), *self._words.get(last, ())):
            start = stop - len(word)
            if not plain.endswith(word, begin, stop) or start == begin and word in self._after_noun:
                continue
            if start > begin and plain[start - 1] in _COMPOUND.get(word, ""):
                continue  # the end of another word: 国有, 自由, 通过, 新增
            found = start
            break
        reach = max(begin, stop - _REACH)
        sign = _COMPARING.search(plain, reach, stop)
        if (last in _LAST_OF_TIME or sign is not None) and _IN_TIME.search(plain, reach, stop):
            date = self._dates.search(plain, reach, stop)
            if date is not None and date.start() < found:
                found = date.start()
        if self._comparisons is not None and sign is not None:
            comparison = self._comparisons.search(plain, max(reach, sign.start() - 1), stop)
            if comparison is not None and comparison.start() < found:
                found = comparison.start()
        return found
