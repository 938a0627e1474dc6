"""What a difference between two figures means: none, rounding, another base, or a contradiction.

Takes what a figure can be by other figures and what is written, gives a verdict with its reason. Which measures are
revised, and which grow at constant prices, is in ``data/comparison.toml``, ``[ledger]``.
Read next: ``checks.py``.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from reportmine.comparison.ledger.facts import Fact, are_plain
from reportmine.comparison.ledger.intervals import Interval
from reportmine.comparison.model import LedgerCheck, LedgerEntry, Verdict
from reportmine.comparison.scale import from_base
from reportmine.lexicon import load, strings

# The order in which what the text says is told as the reason.
_SAID = (
    "real-growth", "comparable-base", "constant-prices", "preliminary", "currency", "budget-base", "revised-level",
)  # fmt: skip
# Beyond this much, as a share, 超过 and 约 explain nothing.
_VAGUE = 0.3
# Points and shares: revisions move them by less than this.
_FAR_POINTS = 20.0
# What is counted in these has growth in them or in yuan.
_FOREIGN = ("美元", "港元", "欧元")


class Judged(NamedTuple):
    """A verdict, and the key of ``[reasons]`` that tells why."""

    verdict: Verdict
    reason: str | None


def judge(expected: Interval, actual: Interval, facts: Sequence[Fact], failure: str) -> Judged | None:
    """The verdict on a figure that follows from others.

    Args:
        expected: what follows from the other figures.
        actual: what is written.
        facts: all figures that take part.
        failure: the reason of a contradiction.

    Returns:
        ``None`` when they do not fit and the text is not plain enough to say why.
    """
    if expected.meets(actual):
        if all(fact.exact for fact in facts):
            # As many digits as the figure itself has are agreement, more is rounding.
            near = abs(expected.middle - actual.middle) <= actual.half * (1 + 1e-9)
            return Judged("consistent", None) if near else Judged("rounding", "rounded")
        return Judged("consistent", "bounds")
    reason = explain(expected, actual, facts)
    if reason is not None:
        return Judged("different_base", reason)
    if not are_plain(facts) or any(fact.cumulative for fact in facts):
        return None
    return Judged("contradiction", failure)


def explain(expected: Interval, actual: Interval, facts: Sequence[Fact]) -> str | None:
    """The key of the reason why figures need not agree; ``None`` when there is none."""
    for reason in _SAID:
        if any(reason in fact.reasons for fact in facts) and not _is_far(expected, actual, facts, reason):
            return reason
    if any(not fact.exact for fact in facts) and _share_apart(expected, actual) < _VAGUE:
        return "bounds"
    for reason in ("currency", "constant-prices", "real-growth", "revised-level", "recounted"):
        if any(_is_of(fact, reason) for fact in facts) and not _is_far(expected, actual, facts, reason):
            return "revised-level" if reason == "recounted" else reason
    return None


def entry(
    check: LedgerCheck,
    judged: Judged,
    facts: Sequence[Fact],
    expected: Interval,
    actual: Interval,
    *,
    missing: tuple[int, ...] = (),
) -> LedgerEntry:
    """The entry of a check; the last of the facts is the figure that is checked, its unit that of the arithmetic."""
    last = facts[-1].one.indicator
    unit = last.unit
    tolerance = expected.half + actual.half
    return LedgerEntry(
        check=check,
        name=last.name,
        verdict=judged.verdict,
        figures=tuple(fact.figure for fact in facts),
        unit=unit,
        expected=_written(expected.middle, unit),
        actual=_written(actual.middle, unit),
        difference=_written(actual.middle - expected.middle, unit),
        tolerance=_written(tolerance, unit),
        reason=judged.reason,
        missing=missing,
    )


def _written(value: float, unit: str) -> float | None:
    return from_base(value, unit)


def _share_apart(one: Interval, other: Interval) -> float:
    most = max(abs(one.middle), abs(other.middle))
    return abs(one.middle - other.middle) / most if most else 0.0


def _is_far(expected: Interval, actual: Interval, facts: Sequence[Fact], reason: str) -> bool:
    """Whether two values are further apart than a reason carries them."""
    far = load("comparison")["ledger"]["far"].get(reason)
    if far is None:
        return False
    if facts[-1].one.kind in ("share", "change", "points"):
        return abs(expected.middle - actual.middle) > _FAR_POINTS
    low, high = sorted((abs(expected.middle), abs(actual.middle)))
    return bool(low == 0 or high / low > far)


def _is_of(fact: Fact, reason: str) -> bool:
    """Whether a measure is of a class whose figures differ for a reason: by its code, else by a word of its name."""
    if reason == "currency":
        return fact.one.base in _FOREIGN
    codes, names = _classes()[reason]
    if fact.one.code is not None:
        return fact.one.code in codes
    return any(name in fact.one.indicator.name for name in names)


@cache
def _classes() -> dict[str, tuple[frozenset[str], tuple[str, ...]]]:
    return {
        reason: (
            frozenset(strings("comparison", "ledger", key)),
            strings("comparison", "ledger", names),
        )
        for reason, key, names in (
            ("constant-prices", "constant_prices", "constant_price_names"),
            ("real-growth", "real_growth", "real_growth_names"),
            ("revised-level", "revised", "revised_names"),
            ("recounted", "recounted", "recounted_names"),
        )
    }
