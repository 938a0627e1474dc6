"""When two spans, numbers, units and names count as the same: the definitions every figure stands on.

Takes plain spans and values, so that gold and prediction of any origin can be matched. Read next: ``comparison.py``.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Protocol

NAME_THRESHOLD = 0.6  # share of characters that two names must have in common (F1)

Edges = tuple[int, int]


class Span(Protocol):
    """Anything that stands somewhere in a text."""

    @property
    def start(self) -> int:
        """First code point."""
        ...

    @property
    def end(self) -> int:
        """One past the last code point."""
        ...


def edges(spans: Sequence[Span]) -> list[Edges]:
    """Start and end of every span."""
    return [(span.start, span.end) for span in spans]


def overlap(one: Edges, other: Edges) -> int:
    """How many characters two spans share; zero or less when they do not."""
    return min(one[1], other[1]) - max(one[0], other[0])


def touches(span: Edges, others: Sequence[Edges]) -> bool:
    """Whether the span shares a character with any of the others."""
    return any(overlap(span, other) > 0 for other in others)


def pair_by_overlap(
    gold: Sequence[Edges], found: Sequence[Edges], fits: Callable[[int, int], bool] | None = None
) -> dict[int, int]:
    """Pairs each gold span with the unused found span it shares most characters with: gold index -> found index.

    ``fits`` may refuse a pair. Spans that only touch share nothing and are not paired.
    """
    pairs: dict[int, int] = {}
    free = dict.fromkeys(range(len(found)))
    for i, span in enumerate(gold):
        shared = [(overlap(span, found[j]), -j) for j in free if fits is None or fits(i, j)]
        best = max(shared, default=(0, 0))
        if best[0] > 0:
            pairs[i] = -best[1]
            del free[-best[1]]
    return pairs


def pair_first(gold: Sequence[Edges], found: Sequence[Edges], fits: Callable[[Edges, Edges], bool]) -> dict[int, int]:
    """Pairs each gold span with the first unused found span that fits: gold index -> found index."""
    pairs: dict[int, int] = {}
    free = dict.fromkeys(range(len(found)))
    for i, span in enumerate(gold):
        for j in free:
            if fits(span, found[j]):
                pairs[i] = j
                del free[j]
                break
    return pairs


def half_shared(one: Edges, other: Edges) -> bool:
    """Whether overlap over union is at least a half."""
    shared = overlap(one, other)
    return shared > 0 and 2 * shared >= max(one[1], other[1]) - min(one[0], other[0])


def name_similarity(one: str, other: str) -> float:
    """F1 of the characters that two names have in common, counted with their repetitions."""
    total = len(one) + len(other)
    return 2 * sum((Counter(one) & Counter(other)).values()) / total if total else 0.0


def same_name(one: str, other: str) -> bool:
    """Whether two names have 60 % of their characters in common."""
    return name_similarity(one, other) >= NAME_THRESHOLD


def same_unit(one: str, other: str) -> bool:
    """Whether two units are the same but for width and a leading 个 (个百分点, 百分点)."""
    return _plain_unit(one) == _plain_unit(other)


def _plain_unit(unit: str) -> str:
    unit = unicodedata.normalize("NFKC", unit or "").replace(" ", "")
    return unit[1:] if unit.startswith("个") and len(unit) > 1 else unit


def same_number(found: float | None, gold: float | None) -> bool:
    """Whether two numbers differ by no more than a thousandth; ``None`` (masked, no range) only equals ``None``."""
    if found is None or gold is None:
        return found is gold
    return abs(found - gold) <= 1e-3 * max(1.0, abs(gold))
