"""The sentence round an offset, and the words (``data/figure_cues.toml``) that say how its figures are meant."""

from __future__ import annotations

from functools import cache

from reportmine.lexicon import strings

#: What ends a sentence, and how far one is followed.
STOPS = "。；！？\n"
REACH = 240


def sentence_at(text: str, at: int) -> tuple[int, int]:
    """The two ends of the sentence round an offset, at most ``REACH`` characters off.

    >>> sentence_at("开局良好。投资增长。", 7)
    (5, 9)
    """
    start = max(text.rfind(mark, max(0, at - REACH), at) for mark in STOPS) + 1 or max(0, at - REACH)
    ends = [end for mark in STOPS if (end := text.find(mark, at, at + REACH)) >= 0]
    return start, min(ends, default=min(len(text), at + REACH))


@cache
def cues(*keys: str) -> tuple[str, ...]:
    """A list of words: ``cues("parts", "ends")``."""
    return strings("figure_cues", *keys)


def mentions(text: str, *keys: str) -> bool:
    """Whether one of the words of a list stands in the text."""
    return any(word in text for word in cues(*keys))
