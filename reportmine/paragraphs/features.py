"""What the paragraph classifier sees of the words: character n-grams and counted cues, per sentence.

Takes the texts of units (paragraphs, or fragments put together again) and gives numpy arrays; training
and applying both come through here, so they cannot drift apart. Read next: ``context.py``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any, NamedTuple

import numpy as np

from reportmine.lexicon import load, simplified_forms, strings
from reportmine.paragraphs.finder import Finder, Floats, Hits, Ints
from reportmine.text import Substitution, normalise

# A paragraph is judged by its first so many characters: the longest real one has under 2,000, and a file
# of one line of millions must not take minutes.
LONGEST = 20_000
_STOP = "。"


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
    cut = [text[:LONGEST] for text in texts]
    folded, begin = fold("".join(cut)), 0
    for index, text in enumerate(cut):
        first.append(len(start))
        stop = begin + len(text)
        sentences, begin = folded[begin:stop].split(_STOP), stop
        for sentence in sentences:
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


class Vocabulary:
    """The n-grams the model knows, in a fixed order, with their inverse document frequency.

    The cues lie in the same trie, so that a text is walked through once for both.
    """

    def __init__(self, grams: Sequence[str], idf: Floats) -> None:
        self.grams = tuple(grams)
        self.idf = idf
        cues = _cue_columns()
        strings = (*self.grams, *sorted(cues.keys() - set(self.grams)))
        self._finder, self._others = Finder(strings), len(strings) - len(self.grams)
        hits = np.zeros((len(strings), len(cue_groups())), dtype=np.int8)
        for row, cue in ((row, string) for row, string in enumerate(strings) if string in cues):
            for column in cues[cue]:
                hits[row, column] += 1
        worth = self._finder.along(hits)
        cued = worth.any(axis=1)
        # Few nodes are on the way to a cue: a row for each of them, and an empty one for all others.
        self._cue_row = np.cumsum(cued) * cued
        self._cue_hits = np.vstack([np.zeros_like(worth[:1]), worth[cued]]).astype(np.float32)

    def __len__(self) -> int:
        return len(self.grams)

    def find(self, text: str) -> Iterator[Hits]:
        """Every occurrence of every n-gram, length by length, the shortest first."""
        for hits in self._finder.find(text):
            known = np.flatnonzero(hits.which < len(self.grams))
            yield Hits(hits.place[known], hits.which[known])

    def nodes(self, text: str) -> Ints:
        """For every place of the text what ends there: a row of ``along``."""
        return self._finder.deepest(text)

    def along(self, values: Floats) -> Floats:
        """For every node the sum of what the n-grams on the way to it are worth (``values``, a row for each)."""
        nothing = np.zeros((self._others, values.shape[1]), dtype=values.dtype)
        return self._finder.along(np.vstack([values, nothing]))

    def count_cues(self, reading: Reading, nodes: Ints) -> Floats:
        """How often each cue group is hit, sentence by sentence; ``nodes`` are those of the reading."""
        row = self._cue_row[nodes]
        places = np.flatnonzero(row)
        sentence, inside = sentences_of(reading, places)
        counts = np.zeros((len(reading.start), len(cue_groups())), dtype=np.float32)
        np.add.at(counts, sentence, self._cue_hits[row[places[inside]]])
        return counts


class Sight(NamedTuple):
    """Everything seen of some texts: known n-grams by their place, cues per sentence and per unit.

    ``grams`` is what ``Vocabulary.nodes`` gives: one node per character of the reading.
    """

    reading: Reading
    grams: Ints
    sentence_cues: Floats
    unit_cues: Floats


@cache
def cue_groups() -> tuple[str, ...]:
    """Names of the cue groups, in the order of their columns."""
    return tuple(sorted(load("label_cues")["groups"]))


class _Cues(NamedTuple):
    finder: Finder
    columns: Sequence[Sequence[int]]  # for each cue the columns of the groups that list it


@cache
def _cue_columns() -> dict[str, list[int]]:
    """Every cue, folded, those that open a sentence with the 。 before them, with the columns of its groups."""
    groups: dict[str, list[int]] = {}
    for column, group in enumerate(cue_groups()):
        entry: dict[str, Any] = load("label_cues")["groups"][group]
        for place, before in (("start", _STOP), ("anywhere", "")):
            for cue in strings("label_cues", "groups", group, place) if place in entry else ():
                groups.setdefault(before + fold(cue), []).append(column)
    return groups


@cache
def _cues() -> _Cues:
    return _Cues(Finder(tuple(_cue_columns())), tuple(_cue_columns().values()))


def cue_hits(folded: str) -> Iterator[tuple[int, int, list[int]]]:
    """Every cue in a folded text: offset of its last character, its length, the columns of the groups that list it."""
    cues = _cues()
    for size, hits in enumerate(cues.finder.find(folded), 1):
        for place, which in zip(hits.place.tolist(), hits.which.tolist(), strict=True):
            yield place, size, list(cues.columns[which])


def sentences_of(reading: Reading, places: Ints) -> tuple[Ints, Ints]:
    """The sentence that each place is in, and which of the places are in one: the very first stop is in none."""
    inside = np.flatnonzero(places >= reading.start[0]) if len(reading.start) else np.zeros(0, dtype=np.int64)
    return np.searchsorted(reading.start, places[inside], side="right") - 1, inside


def look(texts: Sequence[str], vocabulary: Vocabulary) -> Sight:
    """Reads texts and finds what the model knows in them.

    Cue columns are the damped number of hits per sentence and, for units, per hundred characters too, so
    that long paragraphs and short ones are comparable.
    """
    reading = read(texts)
    nodes = vocabulary.nodes(reading.text)
    counts = vocabulary.count_cues(reading, nodes)
    per_unit = np.zeros((len(texts), counts.shape[1]), dtype=np.float32)
    np.add.at(per_unit, reading.unit, counts)
    length = np.bincount(reading.unit, weights=reading.end - reading.start, minlength=len(texts))
    share = np.zeros_like(per_unit)
    np.add.at(share, reading.unit, np.minimum(counts, 1.0))
    sentences = np.maximum(np.diff(reading.first), 1)[:, None]
    unit_cues = np.concatenate(
        [
            np.log1p(per_unit * 100.0 / np.maximum(length, 30.0)[:, None]),
            share / sentences,
        ],
        axis=1,
    )
    sentence_length = np.maximum(reading.end - reading.start, 30.0)[:, None]
    density = np.log1p(counts * 100.0 / sentence_length)
    sentence_cues = np.concatenate([density, np.minimum(counts, 1.0)], axis=1)
    return Sight(reading, nodes, sentence_cues.astype(np.float32), unit_cues.astype(np.float32))
