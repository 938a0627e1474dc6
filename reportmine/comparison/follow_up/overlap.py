"""How much of one text another has: rows of tokens as sparse matrices, shares, cosines, the longest common stretch.

Takes tokens and weights, gives arrays. Read next: ``candidates.py``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, Any

from reportmine.comparison.follow_up.terms import background

if TYPE_CHECKING:
    import numpy
    from scipy.sparse import csr_matrix  # type: ignore[import-untyped]

    Floats = numpy.ndarray[Any, numpy.dtype[numpy.float64]]
else:
    Floats = csr_matrix = Any


class Space(dict[str, int]):
    """The column of each token, given when the token is first seen, with what each is worth."""

    def __init__(self, kind: str) -> None:
        super().__init__()
        self._kind = kind
        self.weights: list[float] = []

    def __missing__(self, token: str) -> int:
        column = self[token] = len(self.weights)
        self.weights.append(background().weight(self._kind, token))
        return column

    def rows(self, texts: Iterable[Sequence[str]]) -> Rows:
        """The columns of each text, in order."""
        return Rows(self, [sorted(set(map(self.__getitem__, text))) for text in texts])


class Rows:
    """Texts as rows of columns. The matrices are made when all texts of the space are in it."""

    def __init__(self, space: Space, columns: list[list[int]]) -> None:
        self.space = space
        self.columns = columns

    def grouped(self, groups: Sequence[int]) -> Rows:
        """The rows of each group put together; groups are numbered from 0 and come in order."""
        together: list[set[int]] = [set() for _ in range(groups[-1] + 1)]
        for row, group in zip(self.columns, groups, strict=True):
            together[group].update(row)
        return Rows(self.space, [sorted(one) for one in together])

    @cached_property
    def _places(self) -> tuple[Any, Any, tuple[int, int]]:
        import numpy

        ends = numpy.cumsum([0, *map(len, self.columns)])
        columns = numpy.fromiter(chain.from_iterable(self.columns), dtype=numpy.int64, count=int(ends[-1]))
        return columns, ends, (len(self.columns), len(self.space))

    @cached_property
    def turned(self) -> csr_matrix:
        """A column for each text, a 1 in the row of each of its tokens."""
        import numpy
        from scipy.sparse import csr_matrix

        columns, ends, shape = self._places
        return csr_matrix((numpy.ones(len(columns)), columns, ends), shape=shape).T.tocsr()

    @cached_property
    def weighted(self) -> csr_matrix:
        """A row for each text, the worth of each of its tokens in its column."""
        import numpy
        from scipy.sparse import csr_matrix

        columns, ends, shape = self._places
        return csr_matrix((numpy.array(self.space.weights)[columns], columns, ends), shape=shape)

    @cached_property
    def worth(self) -> Floats:
        """What the tokens of each row are worth together, a column."""
        import numpy

        result: Floats = numpy.maximum(numpy.asarray(self.weighted.sum(axis=1)), 1e-9)
        return result


def common(one: Rows, other: Rows) -> Floats:
    """What the tokens that each two rows share are worth; ``common / one.worth`` is the share of ``one`` in the other.

    The sum runs in the order of the columns, so that it is the same number from either side.
    """
    result: Floats = (one.weighted @ other.turned).toarray()
    return result


def cosine(one: Rows, other: Rows) -> Floats:
    """The cosine of each row of ``one`` with each row of ``other``, the columns weighted."""
    import numpy

    a, b = one.weighted, other.weighted
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
