"""The best assignment against all assignments there are."""

from __future__ import annotations

from itertools import permutations

import numpy
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportmine.comparison.assignment import assign


@given(st.integers(1, 4), st.integers(1, 4), st.randoms(use_true_random=False))
def test_no_assignment_is_better(rows: int, columns: int, random) -> None:
    scores = numpy.array([[random.uniform(-99, 2) for _ in range(columns)] for _ in range(rows)])
    found = list(assign(scores))
    assert len(found) == min(rows, columns) == len({row for row, _ in found}) == len({column for _, column in found})
    if rows <= columns:
        totals = [
            sum(scores[row, column] for row, column in enumerate(one)) for one in permutations(range(columns), rows)
        ]
    else:
        totals = [
            sum(scores[row, column] for column, row in enumerate(one)) for one in permutations(range(rows), columns)
        ]
    assert sum(scores[row, column] for row, column in found) == pytest.approx(max(totals))
