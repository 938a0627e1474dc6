"""How much of one text another has: rows of tokens as sparse matrices, shares, cosines, the longest common stretch.

Takes tokens and weights, gives arrays. Read next: ``candidates.py``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from reportmine.comparison.follow_up.terms import background

if TYPE_CHECKING:
    import numpy
    from scipy.sparse import csr_matrix  # type: ignore[import-untyped]

    Floats = numpy.ndarray[Any, numpy.dtype[numpy.float64]]
else:
    Floats = csr_matrix = Any


class Space:
    """Tokens as columns, with what each is worth."""

    def __init__(self, kind: str) -> None:
        self._kind = kind
        self._columns: dict[str, int] = {}
        self.weights: list[float] = []

    def rows(self, texts: Iterable[Sequence[str]]) -> list[list[int]]:
        """The columns of each text, in order."""
        return [sorted({self._column(token) for token in text}) for text in texts]

    def _column(self, token: str) -> int:
        column = self._columns.get(token)
        if column is None:
            column = self._columns[token] = len(self._columns)
            self.weights.append(background().weight(self._kind, token))
        return column


def grouped(rows: list[list[int]], groups: Any) -> list[list[int]]:
    """The rows of each group put together."""
    together: list[set[int]] = [set() for _ in range(int(groups[-1]) + 1)]
    for row, group in zip(rows, groups, strict=True):
        together[group].update(row)
    return [sorted(one) for one in together]


def incidence(rows: list[list[int]], width: int) -> csr_matrix:
    """A row for each text, a 1 in the column of each of its tokens."""
    import numpy
    from scipy.sparse import csr_matrix

    ends = numpy.cumsum([0, *(len(row) for row in rows)])
    columns = numpy.fromiter((column for row in rows for column in row), dtype=numpy.int64, count=int(ends[-1]))
    return csr_matrix((numpy.ones(len(columns)), columns, ends), shape=(len(rows), width))


def share(of: list[list[int]], within: list[list[int]], weights: list[float]) -> Floats:
    """How much of the weight of each row of ``of`` each row of ``within`` has."""
    import numpy

    width = len(weights)
    one, other = incidence(of, width), incidence(within, width)
    weighted = one.multiply(numpy.array(weights)).tocsr()
    total = numpy.maximum(numpy.asarray(weighted.sum(axis=1)), 1e-9)
    result: Floats = (weighted @ other.T).toarray() / total
    return result


def cosine(one: list[list[int]], other: list[list[int]], weights: list[float]) -> Floats:
    """The cosine of each row of ``one`` with each row of ``other``, the columns weighted."""
    import numpy

    width = len(weights)
    a, b = (incidence(rows, width).multiply(numpy.array(weights)).tocsr() for rows in (one, other))
    lengths = [numpy.sqrt(numpy.maximum(numpy.asarray(x.multiply(x).sum(axis=1)), 1e-9)) for x in (a, b)]
    result: Floats = (a @ b.T).toarray() / lengths[0] / lengths[1].T
    return result


def longest_run(one: str, other: str) -> int:
    """How many characters the longest stretch has that both texts hold."""
    best = at = 0
    while at + best < len(one):
        if one[at : at + best + 1] in other:
            best += 1
        else:
            at += 1
    return best
