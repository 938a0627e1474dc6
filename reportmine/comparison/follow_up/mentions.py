"""Whether the next report takes a commitment up, in its review or in its plan alone, told from the scored candidates.

Two logistic regressions that ship as numbers (models/follow_up/weights.json): one says of a clause whether it speaks of
the commitment, the other what the best clauses of review and plan make together. Read next: ``train/follow_up.py``.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from reportmine.comparison.follow_up.candidates import FEATURES, Candidate
from reportmine.comparison.model import CommitmentKind, Outcome
from reportmine.resources import resource

if TYPE_CHECKING:
    import numpy

    Floats = numpy.ndarray[Any, numpy.dtype[numpy.float64]]
else:
    Floats = Any

#: The outcomes told here in the order of the weights; numbers tell the others.
OUTCOMES: tuple[Outcome, ...] = ("not_mentioned", "reported", "restated")
#: What the second regression reads, in its order.
SIGNS = ("review", "plan", "best", "review_lead", "action", "target", "review_next", "plan_next")
_NONE = -8.0


class Weights(NamedTuple):
    """Both regressions. A clause's features are standardised by ``mean`` and ``scale``.

    ``temperature`` takes back what the second is too sure of on pairs that it has not seen.
    """

    mean: Floats
    scale: Floats
    clause: Floats
    bias: float
    decision: Floats
    decision_bias: Floats
    temperature: float

    def score(self, candidates: Sequence[Candidate]) -> list[float]:
        """The log odds that each candidate speaks of the commitment."""
        import numpy

        if not candidates:
            return []
        rows = (numpy.array([one.features for one in candidates]) - self.mean) / self.scale
        return [round(float(score), 6) for score in rows @ self.clause + self.bias]

    def decide(
        self, kind: CommitmentKind, candidates: Sequence[Candidate], scores: Sequence[float]
    ) -> dict[Outcome, float]:
        """The probability of each outcome."""
        import numpy

        odds = numpy.array(signs(kind, candidates, scores)) @ self.decision.T + self.decision_bias
        odds = numpy.exp((odds - odds.max()) / self.temperature)
        return {outcome: float(share) for outcome, share in zip(OUTCOMES, odds / odds.sum(), strict=True)}


def signs(kind: CommitmentKind, candidates: Sequence[Candidate], scores: Sequence[float]) -> list[float]:
    """What the second regression reads: the best scores of review and plan, how they stand, and the kind."""
    sides: dict[bool, list[float]] = {True: [], False: []}
    for one, score in zip(candidates, scores, strict=True):
        sides[one.review].append(max(score, _NONE))
    (review, review_next), (plan, plan_next) = (
        [*sorted(sides[side], reverse=True)[:2], _NONE, _NONE][:2] for side in (True, False)
    )
    return [
        review, plan, max(review, plan), review - plan, float(kind == "action"), float(kind == "target"),
        review_next, plan_next,
    ]  # fmt: skip


@cache
def weights(left_out: str | None = None) -> Weights:
    """The shipped weights; with the hash of an annotated later report, those learnt without its pair."""
    table = json.loads(resource("models", "follow_up", "weights.json").read_text(encoding="utf-8"))
    return unpack(table["left_out"].get(left_out, table["all"]))


def unpack(table: dict[str, Any]) -> Weights:
    """Weights as they stand in the file."""
    import numpy

    if list(table["features"]) != list(FEATURES):
        raise ValueError("models/follow_up/weights.json: features differ from those of candidates.py")
    arrays = {
        name: numpy.array(table[name], dtype=float) for name in Weights._fields if name not in ("bias", "temperature")
    }
    return Weights(bias=float(table["bias"]), temperature=float(table["temperature"]), **arrays)
