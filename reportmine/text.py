"""Text helpers that never move an offset: normalisation by 1:1 tables, line and column of an offset.

Takes and gives strings of the same length. Read next: the packages ``sections`` and ``quantities``.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping
from functools import cache, lru_cache

from reportmine.lexicon import simplified_forms

# Full-width ASCII (！ to ～) and the ideographic space, each to one character, so lengths never change.
# Chinese punctuation that carries structure （ ） ， ： ； ！ ？ stays as it is.
_KEEP = "（），：；！？"
_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F) if chr(code) not in _KEEP}
_SPACES = dict.fromkeys(map(ord, "\u3000\u00a0\u2002\u2003\u2009\u202f\t"), ord(" "))
_ODD_SIGNS = {ord("﹪"): ord("%"), ord("∶"): ord(":"), ord("﹣"): ord("-")}


class Substitution:
    """Replaces single characters by single characters, like ``str.translate``, and faster in Chinese text.

    ``translate`` looks up every character; a character class finds the few that are in the table, in C.

    >>> Substitution({ord("﹪"): ord("%")})("8﹪")
    '8%'
    """

    def __init__(self, table: Mapping[int, int]) -> None:
        self._found = re.compile("[" + re.escape("".join(map(chr, table))) + "]")
        self._written = {chr(old): chr(new) for old, new in table.items()}

    def __call__(self, text: str) -> str:
        """The text with the characters of the table replaced; its length stays the same."""
        return self._found.sub(lambda match: self._written[match[0]], text)


_plain = Substitution({**_FULL_WIDTH, **_SPACES, **_ODD_SIGNS})


# Every step asks for the whole text, one after another.
@lru_cache(maxsize=4)
def normalise(text: str) -> str:
    """The same text with full-width letters, digits and signs as ASCII and every space as U+0020.

    ``len(normalise(t)) == len(t)`` always holds, so offsets found in it are offsets in the text.

    >>> normalise("增长８．８％")
    '增长8.8%'
    """
    return _plain(text)


@lru_cache(maxsize=4)
def simplify(text: str) -> str:
    """The same text with traditional characters as simplified ones, one to one.

    >>> simplify("一億二千萬畝")
    '一亿二千万亩'
    """
    return _simplified()(text)


@cache
def _simplified() -> Substitution:
    return Substitution(simplified_forms())


class LineIndex:
    """Line and column of offsets in one text."""

    def __init__(self, text: str) -> None:
        self._starts = [0]
        position = text.find("\n")
        while position >= 0:
            self._starts.append(position + 1)
            position = text.find("\n", position + 1)

    def locate(self, offset: int) -> tuple[int, int]:
        """1-based line and column (code points) of a 0-based offset."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1
