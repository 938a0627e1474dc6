"""Judges a target by a figure: what would satisfy it, on which side more is still good, and whether it was reached.

Takes two ``Figure``s of the same measure, gives an ``Arithmetic`` and the outcome. The definition stands in
docs/research/annotation.en.md under Promises. Read next: ``pairing.py`` (which figure belongs to which target),
``relative.py``.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

import msgspec

from reportmine.comparison.model import Arithmetic, Figure, Outcome
from reportmine.comparison.scale import convert
from reportmine.lexicon import strings
from reportmine.model import Indicator

Better = Literal["higher", "lower"]

#: 左右 of a rate: what rounds to the same, or half a percentage point; of an amount: a twentieth of it.
NEAR_POINTS = 0.5
NEAR_SHARE = 0.05
_ROUNDING = 1e-9
_GROWTH_UNITS = ("%", "", "倍")


class Judgement(NamedTuple):
    """An outcome, ``met`` or ``missed``, and how it was reckoned."""

    outcome: Outcome
    arithmetic: Arithmetic


def better_side(figure: Figure) -> Better | None:
    """On which side of a target more than asked is still as it should be; ``None`` when neither is.

    >>> from reportmine.comparison.model import Figure
    >>> rate = Figure(report=0, start=0, end=4, text="5.5%", name="城镇调查失业率", value=5.5, unit="%", bound="about",
    ...     kind="share", status="target", evidence="")
    >>> better_side(rate)
    'lower'
    """
    if figure.code in strings("follow_up", "measures", "neutral_codes") or _named(figure, "neutral"):
        return None
    if figure.kind == "rank" or figure.direction == "down":
        return "lower"
    if figure.kind == "level" and _named(figure, "reducing"):
        # 减少贫困人口1000万人: the more, the better.
        return "higher"
    if figure.code in strings("follow_up", "measures", "lower_codes") or _named(figure, "lower"):
        return "lower"
    # 控制在…以内 asks for no more than that, whatever it is.
    return "lower" if figure.bound == "max" else "higher"


def _named(figure: Figure, side: str) -> bool:
    return any(word in figure.name for word in strings("follow_up", "measures", side))


def judge(target: Figure, actual: Figure) -> Judgement | None:
    """What became of a target with a number; ``None`` when the two are not to be compared.

    A fall counts as a negative number, so that a larger one lies on the lower side.
    """
    if is_growth(target) and is_growth(actual) and (target.unit != actual.unit or "番" in target.text + actual.text):
        target, actual = _in_percent(target), _in_percent(actual)
    if target.value is None or actual.value is None:
        return None
    # In the unit of the target, as a reader would reckon.
    reached = convert(actual.value, actual.unit, target.unit)
    if reached is None:
        return None
    better = better_side(target)
    value, aim = _signed(reached, actual), _signed(target.value, target)
    low: float | None
    high: float | None
    if target.value_max is not None:
        low, high = sorted((aim, _signed(target.value_max, target)))
        rule, (low, high) = "range", _open_side(better, low, high)
    elif target.bound == "about":
        near = _near(target, aim)
        rule, (low, high) = "around", _open_side(better, aim - near, aim + near)
    elif (target.bound == "min" and target.direction != "down") or (
        target.bound == "max" and target.direction == "down"
    ):
        rule, low, high = "at-least", aim, None
    elif target.bound in ("min", "max") or (better is None and "控制在" in target.evidence):
        rule, low, high = "at-most", None, aim
    elif better is None:
        near = _near(target, aim)
        rule, low, high = "around", aim - near, aim + near
    else:
        rule, (low, high) = "exact", _open_side(better, aim, aim)
    # 超过85% is at least that, and 低于4.6% at most: the figure itself is what is known.
    slack = _ROUNDING + abs(aim) * _ROUNDING + _rounded_away(actual, target)
    met = (low is None or value >= low - slack) and (high is None or value <= high + slack)
    return Judgement(
        "met" if met else "missed",
        Arithmetic(
            rule=rule,
            actual=_tidy(value),
            unit=target.unit,
            low=None if low is None else _tidy(low),
            high=None if high is None else _tidy(high),
            better=better,
        ),
    )


def is_growth(figure: Figure | Indicator) -> bool:
    """Whether a figure is a rate of growth or fall, in whatever form: 67%, 三分之一, 翻一番, 增长1.8倍."""
    if figure.kind == "change":
        return figure.unit in _GROWTH_UNITS
    return figure.kind == "multiple" and figure.direction is not None and figure.unit in _GROWTH_UNITS


def _in_percent(figure: Figure) -> Figure:
    """The same growth in percent: 翻一番 is 100%, 增长1.8倍 is 180%, 减少三分之一 is 33.3%."""
    if figure.unit == "%" or figure.value is None:
        return figure
    doubled = "番" in figure.text
    values = [
        None if value is None else 100 * (value - 1 if doubled else value) for value in (figure.value, figure.value_max)
    ]
    # 三分之一 is kept with four digits.
    value, value_max = (None if one is None else round(one, 1) for one in values)
    return msgspec.structs.replace(figure, value=value, value_max=value_max, unit="%")


def _open_side(better: Better | None, low: float | None, high: float | None) -> tuple[float | None, float | None]:
    return (None if better == "lower" else low), (None if better == "higher" else high)


def _near(target: Figure, aim: float) -> float:
    if target.unit in ("%", "‰", "个百分点") or target.kind in ("change", "points", "share"):
        return NEAR_POINTS
    return abs(aim) * NEAR_SHARE


def _signed(value: float, figure: Figure) -> float:
    return -value if figure.direction == "down" else value


def _rounded_away(actual: Figure, target: Figure) -> float:
    """1.27万亿元 against 12745亿元: what rounding to the coarser unit may have taken, in the unit of the target."""
    size = convert(1.0, actual.unit, target.unit)
    if size is None or size <= 1:
        return 0.0
    decimals = sum(sign.isdigit() for sign in actual.text.partition(".")[2])
    return 0.5 * size / 10.0**decimals


def _tidy(value: float) -> float:
    return round(value, 6)
