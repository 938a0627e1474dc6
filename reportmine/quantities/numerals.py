"""Reads numbers as reports write them: 5.53, 1 9 9 3, 12，745，390, 二百三十亿, 百分之三点五, 七八十, 十几.

Takes the characters of one numeral (already found in a text), gives floats. Read next: ``scan.py``,
which finds the numerals and their units.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

DIGITS = {
    "〇": 0, "零": 0, "○": 0, "一": 1, "二": 2, "两": 2, "三": 3,
    "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9,
}  # fmt: skip
_SMALL = {"十": 10, "百": 100, "千": 1000}
_LARGE = {"万": 10_000, "亿": 100_000_000}
_PLAIN = frozenset("0123456789.")


class Numeral(NamedTuple):
    """What a numeral says: ``high`` is set for 七八十; ``scale`` is the 万, 亿, 万亿 left to the unit."""

    low: float
    high: float | None
    scale: str


def arabic(written: str) -> float:
    """The number of ``1 234.5``, ``12,745`` or ``4·3``: spaces and thousands separators carry nothing.

    >>> arabic("12，745")
    12745.0
    """
    if _PLAIN.issuperset(written):
        return float(written)
    kept = "".join(c for c in written.replace("·", ".") if c.isascii() and (c.isdigit() or c == "."))
    return float(kept)


# A report says 一, 二, 三 and 十 a thousand times.
@lru_cache(maxsize=4096)
def chinese(written: str) -> float:
    """The number of a Chinese numeral with all its multipliers, 点 included.

    >>> chinese("一亿四千万")
    140000000.0
    >>> chinese("三点五")
    3.5
    """
    whole, _, fraction = written.partition("点")
    if not any(c in _SMALL or c in _LARGE for c in whole):
        value = float("".join(str(DIGITS[c]) for c in whole) or "0")
    else:
        value = float(_with_multipliers(whole))
    digits = "".join(str(DIGITS[c]) for c in fraction if c in DIGITS)
    return float(f"{int(value)}.{digits}") if digits else value


def _with_multipliers(written: str) -> int:
    """Reads 二百三十, 十五, 一亿四千万, 二万五 (= 25 000)."""
    total, section, digit, last = 0, 0, 0, 1
    for char in written:
        if char in DIGITS:
            digit = DIGITS[char]
            if char in "〇零○":
                last = 1  # 一千零五 is 1005, not 1500
        elif char in _SMALL:
            section += (digit or 1) * _SMALL[char]
            digit, last = 0, _SMALL[char]
        else:
            unit = _LARGE[char]
            section += digit
            if total and not section:
                total *= unit  # 万亿
            elif unit > 10_000:
                total = (total + (section or 1)) * unit
            else:
                total += (section or 1) * unit
            section, digit, last = 0, 0, unit
    tail = digit * (last // 10 if last >= 100 and digit else 1)
    return total + section + tail


def _approximate(written: str) -> tuple[str, str] | None:
    """七八十 → (七十, 八十), 两三百 → (两百, 三百), 十七八 → (十七, 十八); None for any other numeral."""
    for place in range(len(written) - 1):
        first, second = DIGITS.get(written[place]), DIGITS.get(written[place + 1])
        if first and second and second - first == 1 and (place == 0 or written[place - 1] in _SMALL):
            after = place + 2 == len(written) or written[place + 2] in _SMALL or written[place + 2] in _LARGE
            if after:
                return written[: place + 1] + written[place + 2 :], written[:place] + written[place + 1 :]
    return None


@lru_cache(maxsize=4096)
def read(written: str, scale: str = "") -> Numeral:
    """Reads a Chinese numeral and leaves its last 万, 亿 or 万亿 to the unit, as 5.53万亿元 does.

    ``scale`` is a multiplier that follows after 多 or 余 (一亿四千多|万). A numeral whose 万 stands inside
    (四万五千人) is a plain number; one that has 亿 inside and ends with 万 (一亿四千万吨) counts in 亿.

    >>> read("十二亿")
    Numeral(low=12.0, high=None, scale='亿')
    >>> read("四万五千")
    Numeral(low=45000.0, high=None, scale='')
    >>> read("一亿四千万")
    Numeral(low=1.4, high=None, scale='亿')
    """
    body = written.rstrip("万亿")
    scale = written[len(body) :] + scale
    if not body:
        return Numeral(1.0, None, scale)
    if "亿" in body and scale == "万":
        return Numeral(round(chinese(body + scale) / 1e8, 8), None, "亿")
    pair = _approximate(body) if "点" not in body else None
    if pair:
        return Numeral(chinese(pair[0]), chinese(pair[1]), scale)
    return Numeral(chinese(body), None, scale)
