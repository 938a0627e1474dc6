"""How likely two figures with different names are one measure: words, numbers, units, what stands around.

Takes measurements, gives a matrix of scores. The weights of the features are learnt on annotated pairs of reports
(``data/comparison.toml``, ``[likeness]``). Read next: ``series.py``, which assigns one to one.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from reportmine.comparison.edition import plain
from reportmine.comparison.measurements import Measurement
from reportmine.comparison.naming import without_payment
from reportmine.comparison.scale import to_base
from reportmine.lexicon import load
from reportmine.patterns import regex

if TYPE_CHECKING:
    import numpy
    from scipy.sparse import csr_matrix  # type: ignore[import-untyped]

    Floats = numpy.ndarray[Any, numpy.dtype[numpy.float64]]
else:
    Floats = csr_matrix = Any

FEATURES = (
    "name", "name_shared", "name_start", "around", "sentence", "number", "digits", "apart", "flow",
)  # fmt: skip
_DIGITS = regex(r"[\d.,%％]+")
_STOPS = "，。；！？：\n"
_AROUND = 14
_BEFORE, _BEHIND = 90, 40
_FOREIGN = regex(r"[^\u4e00-\u9fff]")


class Likeness:
    """The features of figures of one kind, each computed once; bigrams weigh by how rare they are among them."""

    def __init__(self, figures: Sequence[Measurement]) -> None:
        self._figures = figures
        self._at = {id(one): at for at, one in enumerate(figures)}

    def scores(self, some: Sequence[Measurement], others: Sequence[Measurement]) -> Floats:
        """The score of each of some figures with each of others; from ``threshold()`` on they are one measure."""
        import numpy as np

        rows, columns = [self._at[id(one)] for one in some], [self._at[id(one)] for one in others]

        weights = load("comparison")["likeness"]
        total = np.full((len(rows), len(columns)), float(weights["bias"]))
        for name, values in self.features(rows, columns).items():
            total += float(weights[name]) * values
        return total

    def purposes(self, some: Sequence[Measurement], others: Sequence[Measurement]) -> Floats:
        """How alike is what is spoken of around the figures of two lists, sentences before and behind included."""
        rows, columns = [self._at[id(one)] for one in some], [self._at[id(one)] for one in others]
        return _cosine(self._contexts, rows, columns)

    def features(self, rows: Sequence[int], columns: Sequence[int]) -> dict[str, Floats]:
        """What speaks for each pair, by the names of ``FEATURES``, mostly 0..1."""
        import numpy as np

        names, shares = self._names, self._name_weights
        shared = (names[0][rows] @ names[1][columns].T).toarray()
        least = np.minimum.outer(shares[rows], shares[columns])
        value, digits = self._values
        one, other = np.abs(value[rows])[:, None], np.abs(value[columns])[None, :]
        with np.errstate(divide="ignore", invalid="ignore"):
            apart = np.nan_to_num(np.abs(np.log10(one) - np.log10(other)), nan=0.0, posinf=2.0)
        same = (np.abs(one - other) <= 1e-9 * np.maximum(one, other)).astype(float)
        # That two places have the same number in one year says nothing.
        same[_equal([one.edition.year for one in self._figures], rows, columns) > 0] = 0.0
        return {
            "name": _cosine(self._name_vectors, rows, columns),
            "name_shared": np.divide(shared, least, out=np.zeros_like(shared), where=least > 0),
            "around": _cosine(self._around, rows, columns),
            "sentence": _cosine(self._sentences, rows, columns),
            "number": same,
            "digits": same * np.minimum.outer(digits[rows], digits[columns]),
            "apart": np.minimum(apart, 2.0),
            "flow": _equal([one.name.flow for one in self._figures], rows, columns),
            "name_start": _equal([one.name.core[:2] for one in self._figures], rows, columns),
        }

    @cached_property
    def _name_vectors(self) -> csr_matrix:
        return _vectors([_bigrams(one.name.core) for one in self._figures])

    @cached_property
    def _names(self) -> tuple[csr_matrix, csr_matrix]:
        """Which bigrams a name has, and the same weighted: their product is what two names share."""
        import numpy as np

        vectors = self._name_vectors
        ones = vectors.copy()
        ones.data = np.ones_like(ones.data)
        weighted = ones.multiply(_rarity(ones)).tocsr()
        return ones, weighted

    @cached_property
    def _name_weights(self) -> Floats:
        import numpy as np

        return np.asarray(self._names[1].sum(axis=1)).ravel()

    @cached_property
    def _around(self) -> csr_matrix:
        return _vectors([_bigrams(_window(one)) for one in self._figures])

    @cached_property
    def _sentences(self) -> csr_matrix:
        return _vectors([_bigrams(_DIGITS.sub("", plain(one.indicator.evidence))) for one in self._figures])

    @cached_property
    def _contexts(self) -> csr_matrix:
        return _vectors([_bigrams_within(_context(one)) for one in self._figures])

    @cached_property
    def _values(self) -> tuple[Floats, Floats]:
        """The numbers in their base, and how telling their digits are: 0.3 for one, 1 for more than three."""
        import numpy as np

        values, digits = np.zeros(len(self._figures)), np.zeros(len(self._figures))
        for at, one in enumerate(self._figures):
            indicator = one.indicator
            if indicator.value is None:
                values[at] = -1.0 - at  # a masked number is like no other
                continue
            base = to_base(indicator.value, indicator.unit)
            values[at] = base[0] if base else indicator.value
            written = f"{indicator.value:.12g}".replace(".", "").strip("0")
            digits[at] = min(len(written), 4) / 4
        return values, digits


def threshold() -> float:
    """The score from which two figures are taken for one measure."""
    return float(load("comparison")["likeness"]["threshold"])


def _window(one: Measurement) -> str:
    """What stands before and behind the number up to the next stop."""
    text, start, end = one.edition.text, one.indicator.start, one.indicator.end
    before = text[max(0, start - _AROUND) : start]
    behind = text[end : end + _AROUND]
    for stop in _STOPS:
        before = before[before.rfind(stop) + 1 :]
        behind = behind.partition(stop)[0]
    return _DIGITS.sub("", plain(before)) + "/" + _DIGITS.sub("", plain(behind))


def _context(one: Measurement) -> str:
    """What the paragraph says up to the number and the sentence behind it; who pays and what is no word are stops."""
    text, start, end = one.edition.text, one.indicator.start, one.indicator.end
    before, behind = text[max(0, start - _BEFORE) : start], text[end : end + _BEHIND]
    around = before[before.rfind("\n") + 1 :] + "/" + behind.partition("\n")[0].partition("。")[0]
    return _FOREIGN.sub("/", without_payment(around, "/"))


def _bigrams_within(text: str) -> list[str]:
    return [pair for pair in _bigrams(text) if "/" not in pair]


def _bigrams(text: str) -> list[str]:
    return [text[at : at + 2] for at in range(len(text) - 1)]


def _vectors(rows: Sequence[Sequence[str]]) -> csr_matrix:
    """Unit vectors of weighted bigrams."""
    import numpy as np
    from scipy.sparse import csr_matrix as matrix

    column: dict[str, int] = {}
    data: list[float] = []
    indices: list[int] = []
    pointers = [0]
    for words in rows:
        for word, count in Counter(words).items():
            indices.append(column.setdefault(word, len(column)))
            data.append(1.0 + math.log(count))
        pointers.append(len(indices))
    counts = matrix(
        (np.array(data), np.array(indices, dtype=np.int32), np.array(pointers, dtype=np.int32)),
        shape=(len(rows), max(len(column), 1)),
    )
    weighted = counts.multiply(_rarity(counts)).tocsr()
    norms = np.sqrt(np.asarray(weighted.multiply(weighted).sum(axis=1)).ravel())
    norms[norms == 0] = 1.0
    return weighted.multiply((1.0 / norms)[:, None]).tocsr()


def _rarity(counts: csr_matrix) -> Floats:
    """The weight of each column: 1 for what all rows have, more for what few have."""
    import numpy as np

    holders = np.asarray((counts > 0).sum(axis=0)).ravel()
    weights: Floats = np.log((counts.shape[0] + 1.0) / (holders + 1.0)) + 1.0
    return weights


def _cosine(vectors: csr_matrix, rows: Sequence[int], columns: Sequence[int]) -> Floats:
    found: Floats = (vectors[rows] @ vectors[columns].T).toarray()
    return found


def _equal(values: Sequence[object], rows: Sequence[int], columns: Sequence[int]) -> Floats:
    import numpy as np

    number = {value: at for at, value in enumerate(dict.fromkeys(values))}
    found = np.array([number[value] for value in values])
    equal: Floats = (found[rows][:, None] == found[columns][None, :]).astype(float)
    return equal
