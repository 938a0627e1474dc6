"""Finds characters a scanner has probably misread: the pairs they make are unusual, and those of a look-alike are not.

Takes a normalised text, gives offsets. The usual pairs are in ``data/character_pairs.toml``. One such character is a
rare word as often as an error; a page with many of them was scanned badly. Read next: ``rules/misspelt.py``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache, reduce
from operator import or_

from reportmine.lexicon import load
from reportmine.signs import pair_numbers
from reportmine.spelling import look_alikes

# So many of them within so many characters. Of 68 clean reports none has that when its own pairs are taken out of the
# table; of pages of 800 characters with 20 replaced by look-alikes nearly all have.
_PAGE = ((4, 1500), (3, 600))
# Too frequent to tell anything as what was meant.
_EVERYWHERE = frozenset("的和在一是了大有不为以上下中人个二三四五六七八十百千元月日年")
# Of the second byte of each character in UTF-32: 0 where it is that of a Chinese one.
_CHINESE = bytes(not 0x4E <= byte <= 0x9F for byte in range(256))
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
    found = _not_meant(norm)
    kept: set[int] = set()
    for fewest, width in _PAGE:
        for first in range(len(found) - fewest + 1):
            crowd = found[first : first + fewest]
            # 栗江 in a report of 栗江: the same name again and again is a name.
            if crowd[-1] - crowd[0] < width and len({norm[at - 1 : at + 1] for at in crowd}) == fewest:
                kept.update(crowd)
    return sorted(kept)


def _unusual(norm: str) -> Iterator[int]:
    """Characters among Chinese ones that make no usual pair with the one before nor with the one after."""
    size = max(0, len(norm) - 1)
    flags = bytearray(size)
    known = _pairs().usual.__contains__
    for first, numbers in enumerate(pair_numbers(norm)):
        flags[first::2] = bytes(map(known, numbers))
    # Laid over each other as numbers: a pair stays 0 when it is not usual and both its characters are Chinese.
    others = norm.encode("utf-32-le", "surrogatepass")[1::4].translate(_CHINESE)
    layers = (int.from_bytes(layer, "little") for layer in (flags, others[:-1], others[1:]))
    return (match.start() + 1 for match in _BOTH.finditer(reduce(or_, layers).to_bytes(size, "little")))


def _not_meant(norm: str) -> list[int]:
    """Those of the unusual characters of which a look-alike would make frequent pairs with both neighbours."""
    frequent = _pairs().frequent
    found = []
    for at in _unusual(norm):
        before = frequent.get(norm[at - 1])
        if before and any(char in before and norm[at + 1] in frequent[char] for char in _alike(norm[at])):
            found.append(at)
    return found


@lru_cache(maxsize=8192)
def _alike(char: str) -> tuple[str, ...]:
    """The look-alikes of a character that tell anything."""
    frequent = _pairs().frequent
    return tuple(other for other in look_alikes(char) if other not in _EVERYWHERE and other in frequent)
