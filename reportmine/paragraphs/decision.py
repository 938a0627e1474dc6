"""From the probabilities of the models to a label, a second label and a confidence for each unit.

Takes what ``classifier.py`` scored, gives a ``Decision`` per unit: what docs/research/annotation.en.md defines by
form first, then the model. Read next: ``formalities.py``, then ``reasons.py``.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from reportmine.model import Label
from reportmine.paragraphs.context import LABELS, Unit, outright, promised
from reportmine.paragraphs.features import Sight, cue_groups
from reportmine.paragraphs.finder import Floats, Ints
from reportmine.paragraphs.formalities import announcing, is_opening, is_thanks, reviews_under_guidance, says_more
from reportmine.paragraphs.lists import agree

_ACHIEVEMENT, _SHORTFALL, _PRIORITY, _OTHER = map(LABELS.index, LABELS)

# A paragraph is read as two when clear sentences of a second label fill so much of it, no more are left to
# the first, and the second is possible for the whole. docs/research/annotation.en.md says 40 % to 60 %; about a third
# of a mixed paragraph's sentences are not clear enough to count.
_SECOND_AT_LEAST = 0.25
_FIRST_AT_MOST = 0.65
_POSSIBLE = 0.02
_CLEAR = 0.8
_PLAINLY = 0.85
# Sentences of thanks are known by their form, so their share needs no such allowance.
_THANKS_AT_LEAST = 0.34
# The share of shortfall that makes the paragraph which opens with an admission a report's shortfall
# paragraph when there is no other.
_ADMISSION_SHARE = 0.25
# 一年来，外交工作取得新成绩 under a heading of the plan: in cross-validation none of 160 such was anything else.
_TOLD = 0.7
# How far into a report its review may open.
_OPENING_UNITS = 4
# The most that is ever claimed. In cross-validation not one in five hundred of the paragraphs that came out surer
# was wrong; but every report there was of a kind that training knew.
_SURE = 0.99

#: What decided: a form, or the model.
By = Literal[
    "opening", "announcing", "thanks", "guidance", "told-as-past", "list-of-problems", "list", "only-shortfall", "model"
]


class Decision(NamedTuple):
    """What is said of a unit, and by which rule."""

    label: Label
    also: Label | None
    confidence: float
    by: By


def log_softmax(scores: Floats) -> Floats:
    """Scores of each row as log-probabilities."""
    shifted = scores - scores.max(axis=1, keepdims=True)
    out: Floats = (shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))).astype(np.float32)
    return out


class Judgement(NamedTuple):
    """What the models say of each unit, one column per label.

    ``words`` and ``probability`` are the probabilities without and with the surroundings, ``shares`` how much
    of the text its clear sentences give to each label.
    """

    words: Floats
    probability: Floats
    shares: Floats
    sight: Sight
    listed: NDArray[np.bool_]  # which units have another label than they would have outside of their list


def weigh_up(units: Sequence[Unit], sight: Sight, words: Floats, sentences: Floats, whole: Floats) -> Judgement:
    """The judgement from the log-probabilities of units, sentences and units in their surroundings."""
    agreed = agree(units, whole)
    shares = sentence_shares(sight, sentences, agreed - words)
    return Judgement(np.exp(words), np.exp(agreed), shares, sight, agreed.argmax(axis=1) != whole.argmax(axis=1))


def sentence_shares(sight: Sight, sentences: Floats, moved: Floats) -> Floats:
    """Share of a unit's characters that its clear sentences give to each label.

    Args:
        sight: what was seen of the units.
        sentences: log-probabilities of the word model per sentence.
        moved: how far the context moved each unit; its sentences are moved as far.
    """
    reading = sight.reading
    probability = np.exp(log_softmax(sentences + moved[reading.unit]))
    length = (reading.end - reading.start).astype(np.float32)
    shares = np.zeros_like(moved)
    clear = np.where(probability.max(axis=1) >= _CLEAR, length, 0.0)
    np.add.at(shares, (reading.unit, probability.argmax(axis=1)), clear)
    whole = np.bincount(reading.unit, weights=length, minlength=len(moved))[:, None]
    return (shares / np.maximum(whole, 1.0)).astype(np.float32)


def _thanks_share(found: Judgement) -> Floats:
    """How much of each unit's text is sentences of thanks."""
    reading = found.sight.reading
    cue = found.sight.sentence_cues[:, cue_groups().index("thanks") + len(cue_groups())]
    length = (reading.end - reading.start).astype(np.float32)
    thanks = np.zeros(len(found.probability), dtype=np.float32)
    for index in np.flatnonzero(cue > 0):
        if is_thanks(reading.text[reading.start[index] : reading.end[index]]):
            thanks[reading.unit[index]] += length[index]
    whole = np.bincount(reading.unit, weights=length, minlength=len(thanks))
    return (thanks / np.maximum(whole, 1.0)).astype(np.float32)


def decide(units: Sequence[Unit], found: Judgement) -> list[Decision]:
    """Label, second label and confidence of each unit: the forms first, then the model."""
    out: list[Decision] = []
    best = found.probability.argmax(axis=1)
    admitted = _only_admission(found, best)
    thanks = _thanks_share(found)
    problems = _listed_problems(units, found)
    told = (outright(found.sight)[:, 0] > 0) & (found.words[:, _ACHIEVEMENT] >= _TOLD)
    seconds = _seconds(found, np.where(np.arange(len(units)) == admitted, _SHORTFALL, best))
    # Not where the rest of it is plainly an analysis of the situation.
    quiet = (found.shares[:, _OTHER] < _SECOND_AT_LEAST) & (found.probability[:, _OTHER] < _PLAINLY)
    for index, unit in enumerate(units):
        probability = found.probability[index]
        saying = probability[:_OTHER]
        form = announcing(unit.text)
        if form == "bare" or is_opening(unit.text):
            out.append(Decision("other", None, _SURE, "announcing" if form == "bare" else "opening"))
        elif thanks[index] >= _THANKS_AT_LEAST:
            rest = LABELS[int(saying.argmax())]
            both = thanks[index] <= 1 - _THANKS_AT_LEAST
            if thanks[index] >= 0.5:
                out.append(Decision("other", rest if both else None, _SURE, "thanks"))
            else:
                out.append(Decision(rest, "other", _SURE, "thanks"))
        elif index < _OPENING_UNITS and best[index] in (_PRIORITY, _OTHER) and _opens_review(unit):
            sure = float(found.probability[index, [_ACHIEVEMENT, best[index]]].max())
            out.append(Decision("achievement", None, sure, "guidance"))
        elif told[index] and best[index] == _PRIORITY:
            out.append(Decision("achievement", None, float(found.words[index, _ACHIEVEMENT]), "told-as-past"))
        elif best[index] == _OTHER and (
            form == "content" or problems[index] or (quiet[index] and says_more(unit.text))
        ):
            first = _SHORTFALL if problems[index] else int(saying.argmax())
            by: By = "list-of-problems" if problems[index] else "announcing"
            out.append(Decision(LABELS[first], None, float(probability[first] / saying.sum()), by))
        else:
            first = _SHORTFALL if index == admitted else int(best[index])
            second = LABELS[seconds[index]] if seconds[index] >= 0 else None
            by = "only-shortfall" if index == admitted else "list" if found.listed[index] else "model"
            out.append(Decision(LABELS[first], second, float(probability[first]), by))
    return [decision._replace(confidence=min(decision.confidence, _SURE)) for decision in out]


def _opens_review(unit: Unit) -> bool:
    return promised((*unit.own, *unit.headings)) != "priority" and reviews_under_guidance(unit.text)


def _listed_problems(units: Sequence[Unit], found: Judgement) -> list[bool]:
    """Which units stand under 存在的主要问题 and hold a word of it: such items are often too short to tell more."""
    groups = cue_groups()
    marked = found.sight.unit_cues[:, groups.index("problem") + len(groups)] > 0
    return [
        bool(marked[index])
        and not unit.text.endswith(("：", ":"))
        and promised((*unit.own, *unit.headings)) == "shortfall"
        for index, unit in enumerate(units)
    ]


def _seconds(found: Judgement, first: Ints) -> list[int]:
    """The label of each unit whose clear sentences hold about as much of its text as the first's, or -1."""
    rows = np.arange(len(first))
    rest = found.shares.copy()
    rest[rows, first] = -1.0
    second = rest.argmax(axis=1)
    half = (rest[rows, second] >= _SECOND_AT_LEAST) & (found.shares[rows, first] <= _FIRST_AT_MOST)
    half &= found.probability[rows, second] >= _POSSIBLE
    seconds: list[int] = np.where(half, second, -1).tolist()
    return seconds


def _only_admission(found: Judgement, best: np.ndarray) -> int:
    """The unit that must be the report's shortfall paragraph although another label came out first, or -1.

    在肯定成绩的同时，也清醒看到… is often followed by as many promises as problems; a report that says it
    has shortfalls must show them.
    """
    if not len(best) or (best == _SHORTFALL).any():
        return -1
    groups = cue_groups()
    admits = found.sight.unit_cues[:, groups.index("admission") + len(groups)] > 0
    problems = found.sight.unit_cues[:, groups.index("problem") + len(groups)] > 0
    weight = np.where(admits & problems, found.shares[:, _SHORTFALL] + found.probability[:, _SHORTFALL], 0.0)
    index = int(weight.argmax())
    return index if weight[index] >= _ADMISSION_SHARE else -1
