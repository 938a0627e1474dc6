"""The best one-to-one assignment of rows to columns.

``scipy.sparse.csgraph`` rather than ``scipy.optimize``, which finds the same and takes 0.3 s longer to import.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy


def assign(scores: numpy.ndarray[Any, Any]) -> Iterator[tuple[int, int]]:
    """Pairs of a row and a column, each used once at most, with the greatest sum of scores.

    As many pairs as there are rows or columns, whichever are fewer, bad ones among them.

    >>> import numpy
    >>> list(assign(numpy.array([[0.9, 0.8], [0.7, 0.1]])))
    [(0, 1), (1, 0)]
    """
    from scipy.sparse import csr_matrix  # type: ignore[import-untyped]
    from scipy.sparse.csgraph import min_weight_full_bipartite_matching  # type: ignore[import-untyped]

    # A zero would mean that the two cannot be paired.
    rows, columns = min_weight_full_bipartite_matching(csr_matrix(scores.max() - scores + 1.0))
    for row, column in zip(rows, columns, strict=True):
        yield int(row), int(column)
