"""Counts, shares and differences, and how they are added up over reports."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from reportmine.evaluate.comparison import Comparison

LABELS = ("achievement", "shortfall", "priority", "other")


class Score(msgspec.Struct, frozen=True, kw_only=True):
    """Right, wrongly found and missed, and what follows from them (0..1)."""

    right: int
    wrong: int
    missed: int

    @property
    def precision(self) -> float:
        """Share of what was found that is right; 0 when nothing was found."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 0.0

    @property
    def recall(self) -> float:
        """Share of what is there that was found; 0 when nothing is there."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        total = 2 * self.right + self.wrong + self.missed
        return 2 * self.right / total if total else 0.0

    def __add__(self, other: Score) -> Score:
        return Score(right=self.right + other.right, wrong=self.wrong + other.wrong, missed=self.missed + other.missed)


class Miss(msgspec.Struct, frozen=True, kw_only=True):
    """One difference between gold and prediction, to be read by a person."""

    step: str
    what: str
    gold: str
    found: str
    context: str


class Evaluation(msgspec.Struct, frozen=True, kw_only=True):
    """Scores by step; ``rates`` are shares of agreement as (agreed, compared)."""

    documents: tuple[str, ...]
    scores: dict[str, Score]
    rates: dict[str, tuple[int, int]]
    misses: tuple[tuple[str, Miss], ...]


def add_up(comparisons: Iterable[tuple[str, Comparison]]) -> Evaluation:
    """The scores of all reports together; a name that comes several times is one document."""
    scores: Counter[tuple[str, str]] = Counter()
    agreed: Counter[str] = Counter()
    compared: Counter[str] = Counter()
    misses: list[tuple[str, Miss]] = []
    documents: list[str] = []
    for name, comparison in comparisons:
        scores.update(comparison.counts)
        agreed.update(comparison.agreed)
        compared.update(comparison.compared)
        misses.extend((name, miss) for miss in comparison.misses)
        documents.append(name)
    steps = list(dict.fromkeys(step for step, _ in scores))
    return Evaluation(
        documents=tuple(dict.fromkeys(documents)),
        scores={
            step: Score(right=scores[step, "right"], wrong=scores[step, "wrong"], missed=scores[step, "missed"])
            for step in steps
        },
        rates={name: (agreed[name], compared[name]) for name in compared},
        misses=tuple(misses),
    )
