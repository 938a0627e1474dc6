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
# A date can end with one of these only, and a comparison holds one of those.
_LAST_OF_TIME = frozenset("年来底末初前月内”期间划中里多日度后算径响素")
_COMPARING = re.compile("[比较于与同出先过]")
# An ending is looked for in so many characters.
_REACH = 30


class Endings:
    """Endings of one kind; ``words`` as they stand, ``phrases`` as a pattern for dates and comparisons.

    ``after_noun`` are words that end a clause only behind something else (收入实现, but not 实现 alone).
    """

    def __init__(self, words: Iterable[str], phrases: str, after_noun: Iterable[str] = ()) -> None:
        self._after_noun = frozenset(after_noun)
        self._words = frozenset(words) | self._after_noun
        self._sizes = sorted({len(word) for word in self._words}, reverse=True)
        self._phrases = re.compile(rf"(?:{phrases})\Z")

    def start(self, plain: str, begin: int, stop: int) -> int:
        """Where the longest ending of ``plain[begin:stop]`` begins; ``stop`` when there is none."""
        found = stop
        for size in self._sizes:
            start = stop - size
            if start < begin:
                continue
            word = plain[start:stop]
            if word not in self._words or start == begin and word in self._after_noun:
                continue
            if start > begin and plain[start - 1] in _COMPOUND.get(word, ""):
                continue  # the end of another word: 国有, 自由, 通过, 新增
            found = start
            break
        reach = max(begin, stop - _REACH)
        if plain[stop - 1] in _LAST_OF_TIME or _COMPARING.search(plain, reach, stop):
            phrase = self._phrases.search(plain, reach, stop)
            if phrase is not None and phrase.start() < found:
                found = phrase.start()
        return found
