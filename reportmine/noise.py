"""Finds characters a scanner has probably misread: the pairs they make are unusual, and those of a look-alike are not.

Takes a normalised text, gives offsets. The usual pairs are in ``data/character_pairs.toml``. One such character is a
rare word as often as an error; a page with many of them was scanned badly. Read next: ``rules/misspelt.py``.
"""

from __future__ import annotations

import re
from functools import cache

from reportmine.lexicon import load
from reportmine.spelling import look_alikes, pair_numbers

# So many of them within so many characters. Of 68 clean reports none has that when its own pairs are taken out of the
# table; of pages of 800 characters with 20 replaced by look-alikes nearly all have.
_PAGE = ((4, 1500), (3, 600))
# Too frequent to tell anything as what was meant.
_EVERYWHERE = frozenset("的和在一是了大有不为以上下中人个二三四五六七八十百千元月日年")
# Two pairs in a row, neither of them usual.
_BOTH = re.compile(b"\x00(?=\x00)")


class _Pairs:
    """The usual pairs: all of them as ``pair_numbers`` writes them, the frequent ones by their first character."""

    def __init__(self) -> None:
        words = [(word[0], word[1:].partition("|")) for word in load("character_pairs")["pairs"].split()]
        self.frequent = {first: often for first, (often, _, _) in words}
        together = "".join(first + first.join(often + seldom) for first, (often, _, seldom) in words)
        self.usual = frozenset(pair_numbers(together)[0])


@cache
def _pairs() -> _Pairs:
    return _Pairs()


def misread(norm: str) -> list[int]:
    """Where a text has so many probably misread characters that a scanner must have been at work.

    >>> misread("巩固拓展脱贫攻坚成果")
    []
    """
    found = [at for at in _unusual(norm) if _was_meant(norm, at)]
    kept: set[int] = set()
    for fewest, width in _PAGE:
        for first in range(len(found) - fewest + 1):
            crowd = found[first : first + fewest]
            # 栗江 in a report of 栗江: the same name again and again is a name.
            if crowd[-1] - crowd[0] < width and len({norm[at - 1 : at + 1] for at in crowd}) == fewest:
                kept.update(crowd)
    return sorted(kept)


def _unusual(norm: str) -> list[int]:
    """Chinese characters that make no usual pair with the one before nor with the one after."""
    flags = bytearray(max(0, len(norm) - 1))
    known = _pairs().usual.__contains__
    for first, numbers in enumerate(pair_numbers(norm)):
        flags[first::2] = bytes(map(known, numbers))
    places = (match.start() + 1 for match in _BOTH.finditer(flags))
    return [at for at in places if "\u4e00" <= norm[at] <= "\u9fff"]


def _was_meant(norm: str, at: int) -> bool:
    """Whether a look-alike would make frequent pairs with both neighbours."""
    before, after, frequent = norm[at - 1], norm[at + 1], _pairs().frequent
    return any(
        char in frequent.get(before, "") and after in frequent.get(char, "")
        for char in look_alikes(norm[at])
        if char not in _EVERYWHERE
    )
