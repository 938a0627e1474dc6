"""What one report carried over from another: sentence by sentence, by section and as a whole.

Takes two editions, gives a ``SectionCarry`` for every section of both, and one for each as a whole.
Read next: ``similarity.py``.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from reportmine.comparison.edition import Edition
from reportmine.comparison.model import Handling, SectionCarry

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix  # type: ignore[import-untyped]

# Sentences with so much in common are one rewritten: Dice's coefficient of their pairs of characters. Of reports
# that have nothing to do with one another (a province and the State Council 15 years before) 0 to 1.3 % of the text
# reaches it by chance, of two provinces in one year, which do share formulas, 4 %, of neighbouring years 12 to 24 %.
_REWRITTEN = 0.45
# Rows multiplied at once, which bounds the memory, and the best counterparts of each that are looked at.
_ROWS, _BEST = 512, 8
# Of texts with more sentences than this, counterparts are looked for around the same place only: no report has as many.
_MANY = 4000


def compare_sections(earlier: Edition, later: Edition) -> tuple[SectionCarry, ...]:
    """How much was carried over: first the later report as a whole and by section, then the earlier one.

    A sentence is ``carried`` when the other report has it, punctuation and white space apart, and ``rewritten`` when
    it is paired with one that it shares much with, each sentence with one other only.
    """
    one, other = _letters(earlier), _letters(later)
    known, known_later = set(one), set(other)
    handled: list[Handling] = ["carried" if sentence in known_later else "dropped" for sentence in one]
    handled_later: list[Handling] = ["carried" if sentence in known else "new" for sentence in other]
    left = [at for at, handling in enumerate(handled) if handling == "dropped"]
    left_later = [at for at, handling in enumerate(handled_later) if handling == "new"]
    for at, at_later in align([one[at] for at in left], [other[at] for at in left_later]):
        handled[left[at]] = handled_later[left_later[at_later]] = "rewritten"
    return (*_carried(later, handled_later), *_carried(earlier, handled))


def align(one: Sequence[str], other: Sequence[str], least: float = _REWRITTEN) -> list[tuple[int, int]]:
    """Pairs of sentences that have much in common, the most alike first, each sentence in one pair.

    Of equally alike ones those go first that stand first.
    """
    import numpy as np

    if not one or not other:
        return []
    rows, columns, common = _pairs_of_characters(one, other)
    size, other_size = (np.maximum(np.diff(matrix.indptr), 1) for matrix in (rows, columns))
    found: list[tuple[float, int, int]] = []
    transposed = columns.T.tocsc()
    for start in range(0, len(one), _ROWS) if common else ():
        first = max(0, start * len(other) // len(one) - _MANY // 2) if len(other) > _MANY else 0
        product = (rows[start : start + _ROWS] @ transposed[:, first : first + _MANY]).tocsr()
        row, column = np.repeat(np.arange(product.shape[0]), np.diff(product.indptr)), first + product.indices
        alike = 2 * product.data / (size[start + row] + other_size[column])
        kept = np.flatnonzero(alike >= least)
        row, column, alike = row[kept], column[kept], alike[kept]
        order = np.lexsort((column, -alike, row))
        row, column, alike = row[order], column[order], alike[order]
        rank = np.arange(len(row)) - np.searchsorted(row, row)
        best = rank < _BEST
        found += zip((-alike[best]).tolist(), (start + row[best]).tolist(), column[best].tolist(), strict=True)
    found.sort()
    pairs: list[tuple[int, int]] = []
    taken, taken_other = bytearray(len(one)), bytearray(len(other))
    for _, at, at_other in found:
        if not taken[at] and not taken_other[at_other]:
            taken[at] = taken_other[at_other] = 1
            pairs.append((at, at_other))
    return pairs


def _pairs_of_characters(one: Sequence[str], other: Sequence[str]) -> tuple[csr_matrix, csr_matrix, bool]:
    """Which pairs of neighbouring characters each sentence has, a row a sentence; whether there are any."""
    import numpy as np
    from scipy.sparse import csr_matrix

    column: dict[str, int] = {}
    made: list[Any] = []
    for sentences in (one, other):
        indices: list[int] = []
        starts = [0]
        for sentence in sentences:
            pairs = dict.fromkeys(map("".join, zip(sentence, sentence[1:], strict=False)))
            indices.extend(column.setdefault(pair, len(column)) for pair in pairs)
            starts.append(len(indices))
        made.append((indices, starts))
    width = max(1, len(column))
    rows, columns = (
        csr_matrix((np.ones(len(indices), dtype=np.int32), indices, starts), shape=(len(starts) - 1, width))
        for indices, starts in made
    )
    return rows, columns, bool(column)


def _letters(edition: Edition) -> list[str]:
    return ["".join(filter(str.isalnum, sentence.plain)) for sentence in edition.sentences]


def _carried(edition: Edition, handled: Sequence[Handling]) -> Iterator[SectionCarry]:
    """The sums of the whole report and of each section that has text."""
    sums: dict[Handling, list[int]] = {
        handling: [
            0,
            *accumulate(
                len(sentence.plain) * (said == handling)
                for sentence, said in zip(edition.sentences, handled, strict=True)
            ),
        ]
        for handling in ("carried", "rewritten", "new", "dropped")
    }
    starts = [sentence.start for sentence in edition.sentences]
    stretches = [("", 0, len(edition.text), 0)]
    stretches += [(section.heading, section.start, section.end, section.level) for section in edition.report.sections]
    for heading, start, end, level in stretches:
        first, last = bisect_left(starts, start), bisect_left(starts, end)
        chars = {handling: total[last] - total[first] for handling, total in sums.items()}
        if last > first or not level:
            yield SectionCarry(
                report=edition.id,
                heading=heading,
                start=start,
                end=end,
                carried=chars["carried"],
                rewritten=chars["rewritten"],
                new=chars["new"],
                dropped=chars["dropped"],
                level=level,
            )
