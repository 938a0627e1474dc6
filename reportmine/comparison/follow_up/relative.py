"""Targets that lean on another measure instead of a number: 与经济增长同步, 快于经济增长, 不低于上年.

Takes a clause of a plan, finds the two figures that tell what became of it. Read next: ``outcome.py``.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from reportmine.comparison.edition import Edition, plain
from reportmine.comparison.model import Arithmetic, Figure, Outcome
from reportmine.indicators.codes import find_code
from reportmine.lexicon import load
from reportmine.model import Indicator
from reportmine.patterns import regex

#: 同步 and 基本同步: at most a percentage point behind.
IN_STEP = 1.0
_STEP = regex(
    r"(?P<one>[^，；。与和同跟]{2,24}?)(?:保持)?(?:与|和|同|跟)(?P<other>[^，；。]{2,12}?)(?:保持)?(?:基本)?(?:同步|匹配|相匹配|相适应|持平)"
)
_SIDE = regex(
    r"(?P<one>[^，；。]{2,24}?)(?P<side>不低于|不慢于|高于|快于|超过|不高于|低于)(?P<other>[^，；。\d]{2,12})"
)
_GROWTH = regex(r"(?:的|平均|年均|实际)*(?:增长|增速|增幅|增长速度|增长幅度|发展|水平|速度|幅度)+$")


class Leaning(NamedTuple):
    """What is promised to go along with what.

    ``codes`` are choices of measures, all of one choice must keep up; ``other`` is a code, ``None`` for last year.
    """

    rule: str
    codes: tuple[tuple[str, ...], ...]
    other: str | None


def read_leaning(clause: str) -> Leaning | None:
    """The relation a clause promises, if both sides are measures a report gives numbers of.

    >>> read_leaning("居民收入增长与经济增长基本同步").rule
    'in-step'
    """
    text = plain(clause)
    for pattern in (_STEP, _SIDE):
        found = pattern.search(text)
        if found is None:
            continue
        codes = _codes(found["one"])
        other = found["other"]
        side = found.groupdict().get("side")
        if not codes:
            continue
        rule = {None: "in-step", "不高于": "behind", "低于": "behind"}.get(side, "ahead-of")
        if other.startswith(("上年", "去年", "上一年")):
            return Leaning(rule, codes, None)
        code = find_code(_GROWTH.sub("", other) or other, "%", "change") or find_code(other, "%", "change")
        # Growth at current prices is in no report.
        if code is not None and "名义" not in other:
            return Leaning(rule, codes, code)
    return None


def _codes(name: str) -> tuple[tuple[str, ...], ...]:
    """The measures of a name, as choices: the first choice that the report gives numbers of counts."""
    shorter = _GROWTH.sub("", name)
    for words, choices in load("follow_up")["relative"]["measures"].items():
        if shorter.endswith(words):
            return tuple(tuple(choice) for choice in choices)
    code = find_code(shorter, "%", "change")
    return ((code,),) if code is not None else ()


def judge_leaning(clause: str, earlier: Edition, later: Edition) -> tuple[Outcome, Arithmetic, Figure] | None:
    """The outcome of such a target, how it was reckoned, and the figure that decides.

    ``None`` when the clause has no such target or a figure is missing.
    """
    leaning = read_leaning(clause)
    if leaning is None or earlier.year is None:
        return None
    results = [one for one in later.report.indicators if _of_year(one, earlier.year)]
    if leaning.other is None:
        before = [one for one in earlier.report.indicators if _of_year(one, earlier.year - 1)]
        other = _first(before, leaning.codes[0][0])
        base = earlier
    else:
        other = _first(results, leaning.other)
        base = later
    if other is None:
        return None
    for choice in leaning.codes:
        mine = [_first(results, code) for code in choice]
        figures = [one for one in mine if one is not None]
        if len(figures) < len(choice):
            continue
        # Where several must keep up, the slowest decides.
        deciding = min(figures, key=_value)
        if leaning.rule == "behind":
            deciding = max(figures, key=_value)
        low = _value(other) - (IN_STEP if leaning.rule == "in-step" else 0)
        met = _value(deciding) <= _value(other) if leaning.rule == "behind" else _value(deciding) >= low - 1e-9
        arithmetic = Arithmetic(
            rule=leaning.rule,
            actual=round(_value(deciding), 6),
            unit=deciding.unit,
            low=None if leaning.rule == "behind" else round(low, 6),
            high=round(_value(other), 6) if leaning.rule == "behind" else None,
            better="lower" if leaning.rule == "behind" else "higher",
            relative_to=base.figure(other),
        )
        return ("met" if met else "missed"), arithmetic, later.figure(deciding)
    return None


def _of_year(figure: Indicator, year: int) -> bool:
    return (
        figure.status == "actual"
        and figure.kind == "change"
        and figure.value is not None
        and figure.period == str(year)
        and "年均" not in (figure.baseline or "")
    )


def _first(figures: Iterable[Indicator], code: str) -> Indicator | None:
    return next((one for one in figures if one.code == code), None)


def _value(figure: Indicator) -> float:
    return -(figure.value or 0.0) if figure.direction == "down" else (figure.value or 0.0)
