"""Reads the plain amounts of a clause quickly: 5.53万亿元, 55303亿元, 120个, 4.8%, 百分之四点八, 2.5倍.

``find_quantities`` reads every form a report uses and judges each; a screening rule that has found a suspicious clause
only needs value, unit and rounding of the few numbers in it. Takes a text and the two ends of the clause.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Literal, NamedTuple

from reportmine.lexicon import load, strings
from reportmine.patterns import regex
from reportmine.quantities.numerals import chinese

_NUMBER = regex(
    r"百分之(?P<share>[〇零一二三四五六七八九十百点]{1,9})"
    r"|(?<![A-Za-z\d.,:/])(?P<number>(?:\d{1,3}(?:[,，]\d{3}){1,4}|\d{1,12})(?:\.\d{1,6})?)(?!\d|[.,:/]\d) ?"
    r"(?P<more>[多余])?(?P<scale>万亿|千亿|百亿|十亿|亿|千万|百万|十万|万|千(?![米克瓦伏])|百(?!分))?(?P<after>[多余])?"
)
_RANGE = regex(r" ?[—–\-~～―至到]{1,2} ?\d")
_UNDER = regex(r"\d(?:%|[十百千万亿]{0,2}[\u4e00-\u9fff]{0,4})? ?[—–\-~～―]{1,2}\Z")
_BEFORE = regex(
    r"(?P<min>超过?了?|突破|逾|至少|不少于|不低于|跨过|迈上|站上)[\u4e00-\u9fff]{0,2}\Z"
    r"|(?P<max>不到|不足|未到|不超过|少于|低于|以内)\Z|(?P<about>[近约]|接近|将近|大约)\Z"
)
_AFTER = regex(r"(?P<min>以上|大关|台阶|[多余](?!出?\d))|(?P<max>以下|以内)|(?P<about>左右|上下)")
# The sign of a percentage of three digits, and one in words.
_PERCENT = regex(r"%(?:(?<=\d{3}%)|(?<=\d{3}\.\d%)|(?<=\d{3}\.\d\d%))")
_DIGITS = regex(r"[\d.]{3,9}\Z")
_WORDED = regex(r"百分之一百[一二三四五六七八九]")
_SCALES = {
    "": 1, "百": 100, "千": 1000, "万": 10**4, "十万": 10**5, "百万": 10**6, "千万": 10**7, "亿": 10**8, "十亿": 10**9,
    "百亿": 10**10, "千亿": 10**11, "万亿": 10**12,
}  # fmt: skip
_SAME = {
    "名": "人",
    "位": "人",
    "千米": "公里",
    "元人民币": "元",
    "人民币": "元",
    "平方千米": "平方公里",
    "平米": "平方米",
}
_LONGEST = 7

Bound = Literal["", "min", "max", "about", "range"]


class Amount(NamedTuple):
    """A number with its unit: ``value`` counts the unit itself (5.53万亿元 is 5.53e12 元), ``step`` is one in its last
    digit, ``scale`` the 万 or 亿 as a number. ``rank`` is set for 第5位."""

    start: int
    end: int
    value: float
    step: float
    unit: str
    scale: int
    bound: Bound
    rank: bool

    @property
    def slack(self) -> float:
        """How far the value may be off by rounding: things are counted one by one, all else is rounded."""
        return 0.0 if self.scale == 1 and self.step >= 1 and self.unit in _counts() else self.step / 2

    @property
    def bare(self) -> bool:
        """Whether it has neither a unit nor 万 or 亿, so that what follows may lend it one."""
        return not self.unit and self.scale == 1


@cache
def _units() -> frozenset[str]:
    families = ("money", "physical", "counts", "durations")
    return frozenset(unit for family in families for unit in strings("units", family)) | {"%", "‰", "个百分点", "倍"}


@cache
def _counts() -> frozenset[str]:
    return frozenset(strings("units", "counts"))


def _unit_at(text: str, start: int) -> str:
    known, guards = _units(), load("units")["guards"]
    for length in range(_LONGEST, 0, -1):
        unit = text[start : start + length]
        if len(unit) == length and unit in known:
            follows = text[start + length : start + length + 1]
            return "" if follows and follows in guards.get(unit, "") else unit
    return ""


def _per(text: str, start: int) -> str:
    known = strings("units", "per")
    return _unit_at(text, start) or max((per for per in known if text.startswith(per, start)), key=len, default="")


def amounts(text: str, start: int, end: int) -> Iterator[Amount]:
    """The amounts that begin in ``text[start:end]``, without years.

    >>> [(a.value, a.unit) for a in amounts("投资5.5亿元，增长12%", 0, 13)]
    [(550000000.0, '元'), (12.0, '%')]
    """
    for match in _NUMBER.finditer(text, start, end):
        amount = _read(text, match)
        if amount is not None:
            yield amount


def amount_at(text: str, start: int) -> Amount | None:
    """The amount that begins exactly here."""
    match = _NUMBER.match(text, start)
    return None if match is None else _read(text, match)


def _read(text: str, match: re.Match[str]) -> Amount | None:
    start, end = match.span()
    before = text[max(0, start - 8) : start]
    if match["share"]:
        written = match["share"].strip("点")
        if not written:
            return None
        value, step, scale, unit = chinese(written), 10.0 ** -len(written.partition("点")[2]), 1, "%"
    else:
        digits = match["number"].replace(",", "").replace("，", "")
        scale = _SCALES[match["scale"] or ""]
        value, step = float(digits) * scale, scale * 10.0 ** -len(digits.partition(".")[2])
        unit = _unit_at(text, end)
        end += len(unit)
        if unit and text.startswith("/", end) and (per := _per(text, end + 1)):
            unit, end = f"{unit}/{per}", end + 1 + len(per)
        if (
            unit in ("年", "日")
            and scale == 1
            and not match["more"]
            and ((len(digits) == 4 and digits.isdigit()) or unit == "日")
        ):
            return None
        if not unit and text.startswith("月", end):
            return None
    unit = _SAME.get(unit, unit)
    bound: Bound = ""
    found = _BEFORE.search(before) or _AFTER.match(text, end)
    if match["more"] or match["after"]:
        bound = "min"
    elif _RANGE.match(text, end) or _UNDER.search(before):
        bound = "range"
    elif found:
        bound = found.lastgroup  # type: ignore[assignment]
    return Amount(start, end, value, step, unit, scale, bound, before.endswith(("第", "前")))


def close(one: float, other: float, slack: float) -> bool:
    """Whether two values are the same but for rounding."""
    return abs(one - other) <= slack * (1 + 1e-9) + 1e-9


def above_hundred(text: str) -> Iterator[Amount]:
    """Percentages over 100, begun from their sign: there are few.

    >>> [a.value for a in above_hundred("增长15%，完成105%")]
    [105.0]
    """
    for match in _PERCENT.finditer(text):
        digits = _DIGITS.search(text, max(0, match.start() - 9), match.start())
        amount = amount_at(text, digits.start()) if digits else None
        if amount is not None and amount.unit == "%" and amount.value > 100:
            yield amount
    for match in _WORDED.finditer(text):
        amount = amount_at(text, match.start())
        if amount is not None and amount.value > 100:
            yield amount
