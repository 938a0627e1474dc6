"""Lists that run over several paragraphs: what one item is, the others are.

Takes the units of a report and the log-probabilities of each, gives them with the items of a list judged as one. In
600 neighbouring items of annotated reports two had another label than the one before. Read next: ``decision.py``.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from reportmine.paragraphs.context import Unit
from reportmine.paragraphs.finder import Floats
from reportmine.sections.numbering import Marker, read_marker
from reportmine.text import normalise

_LONG = 100  # characters; beyond, more text is no more evidence
_HEAD = 24  # characters in which the number of an item stands
# The first item of these may stand at the end of the paragraph that leads in the list: 主要是：一是…
_FIRST = {"一是": "一是", "一要": "一要", "第一，": "第一"}


def agree(units: Sequence[Unit], scores: Floats) -> Floats:
    """Log-probabilities in which every item of a list has the mean probability of its list.

    A long item counts more than a short one: 三是富余人员多 alone says little.
    """
    out = scores.copy()
    chances = np.exp(scores)
    for run in runs(units):
        weight = np.array([[min(len(units[index].text), _LONG)] for index in run], dtype=np.float32)
        out[run] = np.log((chances[run] * weight).sum(axis=0) / weight.sum())
    return out


def runs(units: Sequence[Unit]) -> list[list[int]]:
    """Indexes of the units of each list of two items or more.

    >>> texts = ("要做好：一是春耕。", "二是防汛。", "三是就业。", "各位代表！")
    >>> runs([Unit((place,), text, (), -1, -1) for place, text in enumerate(texts)])
    [[0, 1, 2]]
    """
    found: list[list[int]] = []
    before: Marker | None = None
    # Normalised in one piece: a call for each would push the text of the report out of the cache.
    heads = [unit.text[:_HEAD] for unit in units]
    plain, start = normalise("".join(heads)), 0
    for index, head in enumerate(heads):
        marker = read_marker(plain[start : start + len(head)])
        start += len(head)
        if index and _goes_on(units[index - 1].text, before, marker):
            if not found or found[-1][-1] != index - 1:
                found.append([index - 1])
            found[-1].append(index)
        before = marker
    return found


def _goes_on(text: str, before: Marker | None, marker: Marker | None) -> bool:
    """Whether the unit that begins with ``marker`` is an item of the list that the text before it is one of."""
    if text.endswith(("；", ";")):
        return True
    if marker is None:
        return False
    if before is not None and before.style == marker.style:
        return marker.value is None or (before.value is not None and marker.value == before.value + 1)
    return marker.value == 2 and marker.style in _FIRST and _FIRST[marker.style] in text
