"""How much of a report stands in last year's, in that of the level above, or in its neighbours'.

Takes ``Report``s, gives ``Measure``s of the family ``similarity``; the figures are those of ``reportmine compare``
(``comparison/similarity``). Read next: ``relations.py``.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from reportmine.comparison.similarity.shared_passages import find_shared_passages
from reportmine.comparison.similarity.similarity import _cosine as cosines
from reportmine.comparison.similarity.similarity import contained
from reportmine.measures.model import Measure
from reportmine.measures.reading import read
from reportmine.model import Report

if TYPE_CHECKING:
    import numpy as np

_DIGITS = 4


def measure_similarity(report: Report, other: Report, against: str) -> list[Measure]:
    """How alike two reports are, under names that end with what the other one is (``cosine:last``).

    ``cosine`` of the TF-IDF vectors of content words; of the different stretches of eight characters ``jaccard`` (those
    in both over those in either), ``contained`` (the share of this report's that the other one has) and ``containing``
    (of the other's that this one has); ``longest``, in characters, the longest passage in both word for word, which is
    the evidence, 0 when none has 13 characters.
    """
    editions = (read(other).edition, read(report).edition)
    cosine, shares = cosines(editions), contained(editions)
    containing, held = float(shares[0, 1]), float(shares[1, 0])
    longest = find_shared_passages(*editions)[:1]
    values = {
        "cosine": float(cosine[0, 1]),
        "jaccard": _jaccard(held, containing),
        "contained": held,
        "containing": containing,
    }
    rows = [_row(f"{name}:{against}", value) for name, value in values.items()]
    spans = tuple((one.later.start, one.later.end) for one in longest)
    chars = float(longest[0].chars) if longest else 0.0
    rows.append(
        Measure(
            part="whole", measure="similarity", name=f"longest:{against}", value=chars, unit="characters",
            evidence=spans,
        )
    )  # fmt: skip
    return rows


def measure_neighbours(reports: Sequence[Report]) -> list[list[Measure]]:
    """For each of several reports, of the places of one parent in one year say, how alike the others are.

    ``cosine``, ``jaccard`` and ``contained`` as in ``measure_similarity``, as ``:neighbours:mean`` and
    ``:neighbours:max``; ``note`` of the latter names the nearest by its index in ``reports``. A report alone has no
    neighbours: its values are ``None``. TF-IDF weighs words over these reports, so the cosine depends on which are
    given together.
    """
    import numpy as np

    editions = [read(report).edition for report in reports]
    names = ("cosine", "jaccard", "contained")
    if len(editions) < 2:
        empty = [_row(f"{name}:neighbours:{which}", None) for name in names for which in ("mean", "max")]
        return [list(empty) for _ in editions]
    shares = contained(editions)
    both = np.where(shares > 0, 1 / np.maximum(shares, 1e-12), np.inf)
    jaccard = np.where(shares > 0, 1 / np.maximum(both + both.T - 1, 1e-12), 0.0)
    found = dict(zip(names, (cosines(editions), jaccard, shares), strict=True))
    return [
        [row for name, values in found.items() for row in _neighbours(name, values, at)] for at in range(len(editions))
    ]


def _neighbours(name: str, values: np.ndarray[Any, Any], at: int) -> tuple[Measure, Measure]:
    others = [other for other in range(len(values)) if other != at]
    nearest = max(others, key=lambda other: (round(float(values[at, other]), _DIGITS), -other))
    mean = sum(float(values[at, other]) for other in others) / len(others)
    return (
        _row(f"{name}:neighbours:mean", mean),
        _row(f"{name}:neighbours:max", float(values[at, nearest]), f"nearest={nearest}"),
    )


def _jaccard(contained: float, containing: float) -> float:
    """The common share of both sets together, from the shares of each."""
    return 1 / (1 / contained + 1 / containing - 1) if contained and containing else 0.0


def _row(name: str, value: float | None, note: str | None = None) -> Measure:
    return Measure(
        part="whole", measure="similarity", name=name, value=None if value is None else round(value, _DIGITS),
        unit="share", note=note,
    )  # fmt: skip
