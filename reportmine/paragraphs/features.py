"""What the paragraph classifier sees of the words: character n-grams and counted cues, per sentence.

Takes the texts of units (paragraphs, or fragments put together again) and gives numpy arrays; training
and applying both come through here, so they cannot drift apart. Read next: ``context.py``.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from reportmine.lexicon import load, simplified_forms, strings
from reportmine.text import Substitution, normalise

Floats = NDArray[np.floating[Any]]
Ints = NDArray[np.int64]

# A paragraph is judged by its first so many characters: the longest real one has under 2,000, and a file
# of one line of millions must not take minutes.
LONGEST = 20_000
_STOP = "。"
_GRAMS = (1, 2, 3)
_BITS = 21  # a code point fits; three of them fit into one 64-bit key


@cache
def _folding() -> Substitution:
    table: dict[int, int] = dict.fromkeys(map(ord, "0123456789"), ord("0"))
    table.update(dict.fromkeys(map(ord, "。！？；!?;\n\r"), ord(_STOP)))
    table.update(dict.fromkeys(map(ord, "×＊*x"), ord("X")))
    table.update(simplified_forms())
    return Substitution(table)


def fold(text: str) -> str:
    """The text as the model reads it: digits as 0, masks as X, simplified, every sentence end as 。

    The length stays the same.

    >>> fold("增長８．８％！")
    '增长0.0%。'
    """
    return _folding()(normalise(text))


class Reading(NamedTuple):
    """Folded texts in one string, each sentence after a 。 of its own.

    ``start``/``end`` are the sentences' offsets in ``text`` (``end`` without the stop), ``unit`` the index
    of the text each comes from, ``first`` the first sentence of each unit (one more at the end).
    """

    text: str
    start: Ints
    end: Ints
    unit: Ints
    first: Ints


def read(texts: Sequence[str]) -> Reading:
    """Cuts texts into sentences. A text always has at least one, an empty one if need be."""
    parts: list[str] = [_STOP]
    start: list[int] = []
    end: list[int] = []
    unit: list[int] = []
    first: list[int] = []
    position = 1
    for index, text in enumerate(texts):
        first.append(len(start))
        folded = fold(text[:LONGEST])
        for sentence in folded.split(_STOP):
            kept = sentence.strip(" ”’）)」》")
            if not kept and len(start) > first[-1]:
                continue
            parts.append(kept + _STOP)
            start.append(position)
            end.append(position + len(kept))
            unit.append(index)
            position += len(kept) + 1
        if len(start) > first[-1] + 1 and start[first[-1]] == end[first[-1]]:
            # The text began with a stop: the empty sentence before it is none.
            del start[first[-1]], end[first[-1]], unit[first[-1]]
    first.append(len(start))
    numbers = [np.asarray(values, dtype=np.int64) for values in (start, end, unit, first)]
    return Reading("".join(parts), *numbers)


def _keys(codes: NDArray[np.uint64], size: int) -> NDArray[np.uint64]:
    """One number per n-gram: the code points side by side."""
    count = max(len(codes) - size + 1, 0)
    keys = np.zeros(count, dtype=np.uint64)
    for offset in range(size):
        keys = (keys << np.uint64(_BITS)) | codes[offset : offset + count]
    return keys


def _codes(text: str) -> NDArray[np.uint64]:
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32).astype(np.uint64)


class Vocabulary:
    """The n-grams the model knows, in a fixed order, with their inverse document frequency."""

    def __init__(self, grams: Sequence[str], idf: Floats) -> None:
        self.grams = tuple(grams)
        self.idf = idf
        keys = np.zeros(len(self.grams), dtype=np.uint64)
        sizes = np.fromiter(map(len, self.grams), dtype=np.int64, count=len(self.grams))
        for size in _GRAMS:
            where = np.flatnonzero(sizes == size)
            codes = _codes("".join(self.grams[i] for i in where)).reshape(-1, size)
            for offset in range(size):
                keys[where] = (keys[where] << np.uint64(_BITS)) | codes[:, offset]
        self._order = np.argsort(keys, kind="stable")
        self._keys = keys[self._order]

    def __len__(self) -> int:
        return len(self.grams)

    def find(self, text: str) -> tuple[Ints, Ints]:
        """Offset of the last character and vocabulary index of every known n-gram in ``text``."""
        codes = _codes(text)
        places: list[Ints] = []
        indexes: list[Ints] = []
        if len(self._keys):
            for size in _GRAMS:
                keys = _keys(codes, size)
                at = np.minimum(np.searchsorted(self._keys, keys), len(self._keys) - 1)
                hit = np.flatnonzero(self._keys[at] == keys)
                places.append(hit + (size - 1))
                indexes.append(self._order[at[hit]])
        if not places:
            return np.zeros(0, np.int64), np.zeros(0, np.int64)
        return np.concatenate(places), np.concatenate(indexes)


class Cells(NamedTuple):
    """A sparse matrix: ``value[k]`` stands in row ``row[k]`` and column ``column[k]``."""

    row: Ints
    column: Ints
    value: Floats


def weigh(rows: Ints, columns: Ints, count: int, vocabulary: Vocabulary) -> Cells:
    """TF-IDF with damped counts and rows of length one."""
    width = max(len(vocabulary), 1)
    cell, times = np.unique(rows * width + columns, return_counts=True)
    row, column = cell // width, cell % width
    value = (1.0 + np.log(times)).astype(np.float32) * vocabulary.idf[column]
    norm = np.sqrt(np.bincount(row, weights=value * value, minlength=count))
    return Cells(row, column, (value / np.maximum(norm, 1e-9)[row]).astype(np.float32))


class Sight(NamedTuple):
    """Everything seen of some texts: n-grams and cues of their sentences and of the whole units."""

    reading: Reading
    sentences: Cells
    units: Cells
    sentence_cues: Floats
    unit_cues: Floats


@cache
def cue_groups() -> tuple[str, ...]:
    """Names of the cue groups, in the order of their columns."""
    return tuple(sorted(load("label_cues")["groups"]))


@cache
def _cues() -> tuple[tuple[int, str], ...]:
    found: list[tuple[int, str]] = []
    for column, group in enumerate(cue_groups()):
        entry: dict[str, Any] = load("label_cues")["groups"][group]
        if "start" in entry:
            found += [(column, _STOP + fold(cue)) for cue in strings("label_cues", "groups", group, "start")]
        if "anywhere" in entry:
            found += [(column, fold(cue)) for cue in strings("label_cues", "groups", group, "anywhere")]
    return tuple(found)


def count_cues(reading: Reading) -> Floats:
    """How often each cue group is hit, sentence by sentence."""
    text = reading.text
    places: list[int] = []
    columns: list[int] = []
    for column, cue in _cues():
        at = text.find(cue)
        while at >= 0:
            places.append(at + len(cue) - 1)
            columns.append(column)
            at = text.find(cue, at + len(cue))
    counts = np.zeros((len(reading.start), len(cue_groups())), dtype=np.float32)
    if places:
        sentence = np.searchsorted(reading.start, np.asarray(places), side="right") - 1
        inside = sentence >= 0
        np.add.at(counts, (sentence[inside], np.asarray(columns)[inside]), 1.0)
    return counts


def look(texts: Sequence[str], vocabulary: Vocabulary) -> Sight:
    """Reads texts and finds what the model knows in them.

    Cue columns are the damped number of hits per sentence and, for units, per hundred characters too, so
    that long paragraphs and short ones are comparable.
    """
    reading = read(texts)
    places, indexes = vocabulary.find(reading.text)
    sentence = np.searchsorted(reading.start, places, side="right") - 1
    # An n-gram that ends on the stop behind a sentence belongs to it; the very first stop to none.
    inside = sentence >= 0
    sentence, indexes = sentence[inside], indexes[inside]
    counts = count_cues(reading)
    per_unit = np.zeros((len(texts), counts.shape[1]), dtype=np.float32)
    np.add.at(per_unit, reading.unit, counts)
    length = np.bincount(reading.unit, weights=reading.end - reading.start, minlength=len(texts))
    share = np.zeros_like(per_unit)
    np.add.at(share, reading.unit, np.minimum(counts, 1.0))
    sentences_of = np.maximum(np.diff(reading.first), 1)[:, None]
    unit_cues = np.concatenate(
        [
            np.log1p(per_unit * 100.0 / np.maximum(length, 30.0)[:, None]),
            share / sentences_of,
        ],
        axis=1,
    )
    sentence_length = np.maximum(reading.end - reading.start, 30.0)[:, None]
    density = np.log1p(counts * 100.0 / sentence_length)
    sentence_cues = np.concatenate([density, np.minimum(counts, 1.0)], axis=1)
    return Sight(
        reading,
        weigh(sentence, indexes, len(reading.start), vocabulary),
        weigh(reading.unit[sentence], indexes, len(texts), vocabulary),
        sentence_cues.astype(np.float32),
        unit_cues.astype(np.float32),
    )
