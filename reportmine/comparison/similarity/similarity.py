"""How alike each two reports are: words, character n-grams, the longest shared passages, and what was carried over.

Takes editions, gives a ``Similarity`` for each two. Cosine and containment of all pairs come from two sparse matrices;
passages and sections, which read both texts, are for the pairs of ``_looked_at``.
Read next: ``shared_passages.py``, ``carrying.py``.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from typing import TYPE_CHECKING, Any

from reportmine.comparison.edition import Edition
from reportmine.comparison.model import Similarity
from reportmine.comparison.similarity.carrying import compare_sections
from reportmine.comparison.similarity.shared_passages import find_shared_passages, hash_stretches
from reportmine.comparison.wording.keyness import content_words, is_series

if TYPE_CHECKING:
    import numpy as np

# Characters of an n-gram. Two reports share most stretches of four, which is every second set phrase; eight of them
# together are seldom chance.
_GRAM = 8
# With more reports than this, passages and sections are for the pairs that matter only.
_FEW = 6


def find_similarity(editions: Sequence[Edition]) -> tuple[Similarity, ...]:
    """A ``Similarity`` for each two reports, in their order.

    ``cosine`` is of TF-IDF vectors of content words (``keyness.content_words``): counts times
    ``ln((1 + n) / (1 + df)) + 1`` over the ``n`` reports compared, so it depends on which reports are compared
    together. ``earlier_in_later`` and ``later_in_earlier`` are shares of the different stretches of eight letters,
    digits and characters of the body text, within a sentence. Reports without words have 0 for all.

    ``longest`` and ``sections`` are given for all pairs of up to six reports. Of more, in a series of years for
    neighbours in time, otherwise for each report and the one that it shares the most with.
    """
    if len(editions) < 2:
        return ()
    cosine, shares = _cosine(editions), contained(editions)
    looked_at = _looked_at(editions, shares)
    return tuple(
        Similarity(
            earlier=earlier.id,
            later=later.id,
            cosine=round(float(cosine[row, column]), 4),
            earlier_in_later=round(float(shares[row, column]), 4),
            later_in_earlier=round(float(shares[column, row]), 4),
            longest=find_shared_passages(earlier, later) if (row, column) in looked_at else (),
            sections=compare_sections(earlier, later) if (row, column) in looked_at else (),
        )
        for (row, earlier), (column, later) in combinations(enumerate(editions), 2)
    )


def _looked_at(editions: Sequence[Edition], contained: np.ndarray[Any, Any]) -> frozenset[tuple[int, int]]:
    count = len(editions)
    if count <= _FEW:
        return frozenset(combinations(range(count), 2))
    if is_series(editions):
        return frozenset((row, row + 1) for row in range(count - 1))
    pairs: list[tuple[int, int]] = []
    for row in range(count):
        nearest = max(
            (other for other in range(count) if other != row),
            key=lambda other: (max(contained[row, other], contained[other, row]), -other),
        )
        pairs.append((min(row, nearest), max(row, nearest)))
    return frozenset(pairs)


def _cosine(editions: Sequence[Edition]) -> np.ndarray[Any, Any]:
    """The cosine of the TF-IDF vectors of each two reports."""
    import numpy as np
    from scipy.sparse import csr_matrix  # type: ignore[import-untyped]

    counts = [content_words(edition) for edition in editions]
    column = {word: at for at, word in enumerate(sorted(set().union(*counts)))}
    starts = np.cumsum([0, *map(len, counts)])
    matrix = csr_matrix(
        (
            np.array([count for words in counts for count in words.values()], dtype=np.float64),
            np.array([column[word] for words in counts for word in words], dtype=np.int64),
            starts,
        ),
        shape=(len(counts), max(1, len(column))),
    )
    weight = np.log((1 + len(counts)) / (1 + np.bincount(matrix.indices, minlength=matrix.shape[1]))) + 1
    matrix = csr_matrix(matrix.multiply(weight))
    length = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel())
    products = (matrix @ matrix.T).toarray() / np.maximum(np.outer(length, length), 1e-12)
    return np.asarray(np.clip(products, 0.0, 1.0))


def contained(editions: Sequence[Edition]) -> np.ndarray[Any, Any]:
    """The share of the n-grams of the report of a row that the report of a column has."""
    import numpy as np
    from scipy.sparse import csr_matrix

    grams = [_grams(edition) for edition in editions]
    _, column = np.unique(np.concatenate(grams), return_inverse=True)
    sizes = np.array(list(map(len, grams)))
    matrix = csr_matrix(
        (np.ones(len(column), dtype=np.int64), column.ravel(), np.cumsum([0, *sizes])),
        shape=(len(grams), int(column.max(initial=0)) + 1),
    )
    return np.asarray((matrix @ matrix.T).toarray() / np.maximum(sizes, 1)[:, None])


def _grams(edition: Edition) -> np.ndarray[Any, Any]:
    """Hashes of the different n-grams of a report's sentences."""
    import numpy as np

    letters = ["".join(filter(str.isalnum, sentence.plain)) for sentence in edition.sentences]
    hashes = hash_stretches("".join(letters), _GRAM)
    # Those that begin in one sentence and end in the next are none.
    ends = np.cumsum([0, *map(len, letters)])
    places = np.arange(len(hashes))
    end = ends[np.searchsorted(ends, places, side="right").clip(max=len(ends) - 1)]
    return np.unique(hashes[places + _GRAM <= end])
