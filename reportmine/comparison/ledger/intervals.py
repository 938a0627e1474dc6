"""What a figure can be, given the digits it is written with: 5.53万亿元 is 5.525 to 5.535.

Takes indicators, gives intervals in the base of their unit; a fall is negative. Read next: ``facts.py``.
"""

from __future__ import annotations

from typing import NamedTuple

from reportmine.comparison.measurements import signed
from reportmine.comparison.scale import to_base
from reportmine.model import Indicator
from reportmine.patterns import regex
from reportmine.text import normalise

_DIGITS = regex(r"\d[\d,]*(?:\.(?P<decimals>\d+))?")
# 1200万人 may stand for 1206万人, 1000 for 1040; 50个 stands for 50.
_ROUND_ZEROS, _DIGITS_KEPT = 2, 2
# What 超过, 约, 以内 leave open, as a share of the number.
_OVER, _ABOUT, _UNDER = 0.15, 0.07, 0.25


class Interval(NamedTuple):
    """``low`` to ``high``, both included; ``middle`` is the number as written."""

    low: float
    middle: float
    high: float

    def __add__(self, other: object) -> Interval:
        if not isinstance(other, Interval):
            return NotImplemented
        return Interval(self.low + other.low, self.middle + other.middle, self.high + other.high)

    def grown(self, growth: Interval) -> Interval:
        """This amount after growth in percent."""
        products = [a * (1 + g / 100) for a in (self.low, self.high) for g in (growth.low, growth.high)]
        return Interval(min(products), self.middle * (1 + growth.middle / 100), max(products))

    def times(self, factor: float) -> Interval:
        """This amount some times."""
        return Interval(*sorted((self.low * factor, self.middle * factor, self.high * factor)))

    def meets(self, other: Interval) -> bool:
        """Whether both can be the same number."""
        slack = 1e-9 * max(abs(self.middle), abs(other.middle))
        return self.low <= other.high + slack and other.low <= self.high + slack

    @property
    def half(self) -> float:
        """How far the number can be from what is written, at most."""
        return max(self.high - self.middle, self.middle - self.low)


def interval(indicator: Indicator, text: str, *, bounds: bool = True) -> Interval | None:
    """What an indicator of ``text`` can be; ``None`` when it is masked or its unit unknown.

    Without ``bounds`` only what its digits leave open counts: 4万人以上 quoted as 4万人 is the same target.
    """
    value = signed(indicator, indicator.value)
    if value is None or to_base(1.0, indicator.unit) is None:
        return None
    # Of 从5%到6% the middle is as good as any.
    last = signed(indicator, indicator.value_max) if indicator.value_max is not None else value
    half = _step(text[indicator.start : indicator.end], abs(value)) / 2
    low, high = min(value, last or value) - half, max(value, last or value) + half
    middle = value if indicator.value_max is None else (low + high) / 2
    if not bounds:
        pass
    elif indicator.bound in ("min", "max"):
        # 下降超过5% is a larger fall.
        outward = (indicator.bound == "min") == (value >= 0)
        reach = abs(value) * (_OVER if indicator.bound == "min" else _UNDER)
        low, high = (low + half, high + reach) if outward else (low - reach, high - half)
    elif indicator.bound == "about":
        low, high = low - abs(value) * _ABOUT, high + abs(value) * _ABOUT
    return Interval(*(_based(bound, indicator.unit) for bound in (low, middle, high)))


def _step(written: str, value: float) -> float:
    """The place value of the last digit that counts."""
    match = _DIGITS.search(normalise(written))
    if match is None:
        # 三千二百 is rarely exact; two digits are taken to count.
        return float(10 ** max(len(str(int(value))) - 2, 0)) if value >= 1 else 0.1
    if match["decimals"]:
        return float(10 ** -len(match["decimals"]))
    whole = match[0].replace(",", "")
    zeros = len(whole) - len(whole.rstrip("0"))
    return float(10 ** min(zeros, len(whole) - _DIGITS_KEPT)) if zeros >= _ROUND_ZEROS and int(whole) else 1.0


def _based(value: float, unit: str) -> float:
    based = to_base(value, unit)
    return based[0] if based else value
