"""What may be a name: a modifier and a head, with the chunk around them.

``Candidate`` is what the judges get; ``proper``, ``placed`` and ``is_built`` tell what a modifier holds. Read
next: ``judge.py`` and, for works and institutions, ``works.py``.
"""

from __future__ import annotations

import re
from functools import lru_cache

import msgspec

from reportmine.actions import lexicon
from reportmine.actions.chunks import PAREN, QUOTE, Chunk

# 国家级 tells of a title, 全国性, 世界一流, 国际化 do not.
# Each way begins with a character: re looks for these in one go.
_WIDE = "(?!化|性|级|一流|知名|领先|先进|重要|上|前|水平|大)"
RANK = re.compile(
    "2A级|3A级|4A级|5A级|国家|中国(?!式|特色|人|经济)|部级|省级|全省|省部|亚洲"
    f"|全国(?!性|重要|领先|一流|前|各|统一)|全球{_WIDE}|世界{_WIDE}|国际{_WIDE}"
)
_RISING = lexicon.judged("rising")
# G60, CEPA; not 5G.
_CODE = re.compile("[A-Z][A-Z0-9]+")
# What does not make a common word a rare one.
SMALL = "的性化型类级大小新老旧及和与区市县镇村省园业产群网一二三四五六七八九十0123456789"


class Candidate(msgspec.Struct, frozen=True, gc=False):
    """A possible name ``masked[first:end]``: ``modifier`` and ``word`` (the head).

    ``quoted`` is true when a quotation that is no political formula lies in it; ``local`` are names of the
    place the report comes from.
    """

    masked: str
    chunk: Chunk
    first: int
    end: int
    modifier: str
    word: str
    quoted: bool
    local: tuple[str, ...] = ()

    @property
    def counted(self) -> bool:
        """True when a number tells how many there are: 24个…, …达到24个."""
        dated = self.chunk.right_word.endswith(("年", "月", "日"))
        behind = self.chunk.right == "num" and self.end == self.chunk.end and not dated
        return self.chunk.counted or behind or self.chunk.right_word in _RISING

    @property
    def rank(self) -> bool:
        """True when the name begins with 国家, 全国, 省级 and the like."""
        return RANK.match(self.modifier) is not None


# A candidate is asked several times for the same.
@lru_cache(maxsize=4096)
def placed(modifier: str, local: tuple[str, ...] = ()) -> bool:
    """True when ``modifier`` holds a place; ``local`` is what the report calls its own."""
    if any(name in modifier for name in local):
        return True
    return lexicon.places().stands_in(modifier, 0, len(modifier))


def proper(modifier: str, word: str, local: tuple[str, ...] = ()) -> bool:
    """True when ``modifier`` holds a place, a rank, a mask, a quotation or a word out of the ordinary."""
    if _CODE.search(modifier) or RANK.match(modifier) or "国家" in modifier or "X" in modifier or QUOTE in modifier:
        return True
    if (modifier.isdigit() and len(modifier) > 2) or modifier[:5].isdigit():
        return True
    if placed(modifier, local):
        return True
    bare = "".join(char for char in modifier if char not in (PAREN, " "))
    if lexicon.strange(bare) > 1:
        return True
    # 洪大高速: what lies where is often named after two places of one character each.
    lines = word in lexicon.lines() and len(word) > 1 and 2 <= len(bare) <= 4
    return lines and not lexicon.covered(bare, lexicon.common(), SMALL)


def is_built(modifier: str) -> bool:
    """True when ``modifier`` tells of works: 引水, 枢纽."""
    return lexicon.built().stands_in(modifier, 0, len(modifier))
