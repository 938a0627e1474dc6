"""Numbers written in several pieces: 1亿3千多万, 1万6千户, 8元5角, 一倍半, 六成五, 百分之二、三.

Takes a text, the number read so far and the tail behind it, gives both with the pieces that follow. Read next:
``numerals.py`` and ``units.py``, which read the single pieces.
"""

from __future__ import annotations

import msgspec

from reportmine.patterns import regex
from reportmine.quantities.numerals import DIGITS
from reportmine.quantities.units import Tail, read_tail

# 1亿3千多万, of which the 亿 is read already.
_TEN_THOUSANDS = regex(r" ?(\d{1,4})(千)?[多余]?万(?=[多余]|[^\d]|$)")
# 1万6千多户, of which the 万 is read already.
_THOUSANDS = regex(r"(\d)千")
_TENTH = regex("[一二三四五六七八九](?![一二三四五六七八九十百千万亿个年月日])")
_SMALL_MONEY = regex("([1-9一二三四五六七八九])角(?:([1-9一二三四五六七八九])分)?(?!之)")
_HALF = regex("半(?![年数天径导山岛壁途边夜])")
_HALVED = frozenset(("倍", "成", "元", "亩", "斤", "公斤", "头", "吨", "米", "里", "公里"))
_RATES = regex("/(?:10|百)?[万千]")
_SECOND = regex("、([二三四五六七八九])(?![一二三四五六七八九十百千万亿点分个项成倍])")


def with_pieces(text: str, low: float, tail: Tail, *, written: str) -> tuple[float, Tail]:
    """The number and its tail with the smaller pieces that belong to it; unchanged when there are none.

    >>> with_pieces("8元5角", 8.0, read_tail("8元5角", 1), written="arabic")
    (8.5, Tail(scale='', base='元', kind='money', more='', end=4))
    """
    if tail.more:
        return low, tail
    if not tail.base and written == "arabic":
        return _large_pieces(text, low, tail)
    if tail.scale:
        return low, tail
    if tail.base == "元" and (small := _SMALL_MONEY.match(text, tail.end)):
        return round(low + _digit(small[1]) / 10 + _digit(small[2] or "0") / 100, 2), msgspec.structs.replace(
            tail, end=small.end()
        )
    if tail.base in _HALVED and low.is_integer() and _HALF.match(text, tail.end):
        return low + 0.5, msgspec.structs.replace(tail, end=tail.end + 1)
    if tail.kind == "tenth" and written == "chinese" and _TENTH.match(text, tail.end):
        return low + DIGITS[text[tail.end]] / 10, msgspec.structs.replace(tail, end=tail.end + 1)
    return low, tail


def second_digit(text: str, end: int, low: float) -> float | None:
    """The upper end of 百分之二、三, whose 二 ends at ``end``."""
    match = _SECOND.match(text, end)
    high = float(DIGITS[match[1]]) if match else None
    return high if high is not None and high == low + 1 else None


def rate_tail(text: str, end: int) -> Tail | None:
    """/10万 and /万 behind a number (孕产妇死亡率8.7/10万)."""
    match = _RATES.match(text, end)
    return Tail("", match[0], "physical", "", match.end()) if match else None


def _large_pieces(text: str, low: float, tail: Tail) -> tuple[float, Tail]:
    if tail.scale == "亿" and (smaller := _TEN_THOUSANDS.match(text, tail.end)):
        low = round(low + int(smaller[1]) * (1000 if smaller[2] else 1) / 10_000, 6)
        after = read_tail(text, smaller.end())
        more = after.more or ("多" if smaller[0].rstrip("万")[-1] in "多余" else "")
        return low, Tail("亿", after.base, after.kind, more, max(after.end, smaller.end()))
    if tail.scale == "万" and low.is_integer() and (smaller := _THOUSANDS.match(text, tail.end)):
        after = read_tail(text, smaller.end())
        low = round(low + int(smaller[1]) / 10, 6)
        return low, Tail("万", after.base, after.kind, after.more, max(after.end, smaller.end()))
    return low, tail


def _digit(written: str) -> int:
    return DIGITS[written] if written in DIGITS else int(written)
