"""Labels body paragraphs as achievement, shortfall, priority or other with the shipped model: numpy only.

Takes the text with its paragraphs and sections, gives the paragraphs with ``label``, ``also`` and
``confidence``. Two linear models: what the words say (``features.py``), then what the words together with
headings, place and neighbours say (``context.py``). Read next: the package ``train``.
"""

from __future__ import annotations

import json
import zipfile
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

import msgspec
import numpy as np

from reportmine.errors import BadModel
from reportmine.messages import tr
from reportmine.model import Label, Paragraph, Section
from reportmine.paragraphs.context import LABELS, Unit, gather, outright, promised, surround
from reportmine.paragraphs.features import Cells, Floats, Sight, Vocabulary, cue_groups, look
from reportmine.paragraphs.formalities import announcing, is_opening, is_thanks
from reportmine.resources import resource

FORMAT = 1
_ACHIEVEMENT, _SHORTFALL, _PRIORITY, _OTHER = map(LABELS.index, LABELS)

# A paragraph is read as two when clear sentences of a second label fill so much of it, no more are left to
# the first, and the second is possible for the whole. docs/annotation.md says 40 % to 60 %; about a third of a
# mixed paragraph's sentences are not clear enough to count.
_SECOND_AT_LEAST = 0.25
_FIRST_AT_MOST = 0.65
_POSSIBLE = 0.02
_CLEAR = 0.8
# Sentences of thanks are known by their form, so their share needs no such allowance.
_THANKS_AT_LEAST = 0.34
# The share of shortfall that makes the paragraph which opens with an admission a report's shortfall
# paragraph when there is no other.
_ADMISSION_SHARE = 0.25
# 一年来，外交工作取得新成绩 under a heading of the plan: in cross-validation none of 160 such was anything else.
_TOLD = 0.7
# The most that is ever claimed. In cross-validation not one in five hundred of the paragraphs that came out surer
# was wrong; but every report there was of a kind that training knew.
_SURE = 0.99
_OUTLIER = 5.0


class WordModel(NamedTuple):
    """A linear model over n-grams and cues: one column of weights per label."""

    vocabulary: Vocabulary
    grams: Floats
    cues: Floats
    bias: Floats

    def score(self, cells: Cells, cues: Floats) -> Floats:
        """Log-probability of each label, row by row."""
        out = cues @ self.cues + self.bias
        for label in range(len(LABELS)):
            out[:, label] += np.bincount(
                cells.row, weights=cells.value * self.grams[cells.column, label], minlength=len(cues)
            )
        return log_softmax(out)


class ContextModel(NamedTuple):
    """A linear model over the rows of ``context.surround``; ``temperature`` makes its confidence honest."""

    mean: Floats
    scale: Floats
    weights: Floats
    bias: Floats
    temperature: float

    def score(self, rows: Floats) -> Floats:
        """Log-probability of each label, row by row."""
        values = standardise(rows, self.mean, self.scale)
        return log_softmax((values @ self.weights + self.bias) / self.temperature)


class Model(NamedTuple):
    """What lies in ``models/paragraph_classifier``."""

    words: WordModel
    context: ContextModel


def standardise(rows: Floats, mean: Floats, scale: Floats) -> Floats:
    """Columns with mean 0 and deviation 1, cut off: a mark that is rare in training must not decide alone."""
    values: Floats = np.clip((rows - mean) / scale, -_OUTLIER, _OUTLIER)
    return values


def log_softmax(scores: Floats) -> Floats:
    """Scores of each row as log-probabilities."""
    shifted = scores - scores.max(axis=1, keepdims=True)
    out: Floats = (shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))).astype(np.float32)
    return out


@cache
def load_model(folder: Path | None = None) -> Model:
    """Reads the model once: arrays and JSON, nothing that could run.

    Raises:
        BadModel: the folder is missing, damaged, or was trained for other cues or another format.
    """
    where = folder or resource("models", "paragraph_classifier")
    try:
        meta = json.loads((where / "meta.json").read_text(encoding="utf-8"))
        grams = json.loads((where / "vocabulary.json").read_text(encoding="utf-8"))
        with np.load(where / "weights.npz", allow_pickle=False) as arrays:
            found = {name: arrays[name].astype(np.float32) for name in arrays.files}
        vocabulary = Vocabulary(grams, found["idf"])
        model = Model(
            WordModel(vocabulary, found["words_grams"], found["words_cues"], found["words_bias"]),
            ContextModel(
                found["context_mean"],
                found["context_scale"],
                found["context_weights"],
                found["context_bias"],
                float(meta["temperature"]),
            ),
        )
        expected = [FORMAT, list(LABELS), list(cue_groups())]
        fits = [meta["format"], meta["labels"], meta["cues"]] == expected
        fits = fits and model.words.grams.shape == (len(grams), len(LABELS))
    except (OSError, ValueError, KeyError, TypeError, zipfile.BadZipFile) as error:
        message = tr("{folder}：段落分类模型缺失或损坏，请重新安装或运行 reportmine train", folder=where)
        raise BadModel(message) from error
    if not fits:
        raise BadModel(tr("{folder}：段落分类模型与本版本不符，请运行 reportmine train 重建", folder=where))
    return model


class Judgement(NamedTuple):
    """What the models say of each unit, one column per label.

    ``words`` and ``probability`` are the probabilities without and with the surroundings, ``shares`` how much
    of the text its clear sentences give to each label.
    """

    words: Floats
    probability: Floats
    shares: Floats
    sight: Sight


def judge(units: Sequence[Unit], model: Model, *, hide_headings: bool = False) -> Judgement:
    """Both models on the units of one report."""
    sight = look([unit.text for unit in units], model.words.vocabulary)
    words = model.words.score(sight.units, sight.unit_cues)
    sentences = model.words.score(sight.sentences, sight.sentence_cues)
    whole = model.context.score(surround(units, sight, words, sentences, hide=hide_headings))
    return weigh_up(sight, words, sentences, whole)


def weigh_up(sight: Sight, words: Floats, sentences: Floats, whole: Floats) -> Judgement:
    """The judgement from the log-probabilities of units, sentences and units in their surroundings."""
    shares = sentence_shares(sight, sentences, whole - words)
    return Judgement(np.exp(words), np.exp(whole), shares, sight)


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


def decide(units: Sequence[Unit], found: Judgement) -> list[tuple[Label, Label | None, float]]:
    """Label, second label and confidence of each unit: the forms first, then the model."""
    out: list[tuple[Label, Label | None, float]] = []
    best = found.probability.argmax(axis=1)
    admitted = _only_admission(found, best)
    thanks = _thanks_share(found)
    problems = _listed_problems(units, found)
    told = (outright(found.sight)[:, 0] > 0) & (found.words[:, _ACHIEVEMENT] >= _TOLD)
    for index, unit in enumerate(units):
        probability = found.probability[index]
        saying = np.where(np.arange(len(LABELS)) == _OTHER, -1.0, probability)
        form = announcing(unit.text)
        if form == "bare" or is_opening(unit.text):
            out.append(("other", None, _SURE))
        elif thanks[index] >= _THANKS_AT_LEAST:
            rest = LABELS[int(saying.argmax())]
            both = thanks[index] <= 1 - _THANKS_AT_LEAST
            if thanks[index] >= 0.5:
                out.append(("other", rest if both else None, _SURE))
            else:
                out.append((rest, "other", _SURE))
        elif told[index] and best[index] == _PRIORITY:
            out.append(("achievement", None, float(found.words[index, _ACHIEVEMENT])))
        elif best[index] == _OTHER and (form == "content" or problems[index]):
            first_index = _SHORTFALL if problems[index] else int(saying.argmax())
            out.append((LABELS[first_index], None, float(probability[first_index] / saying.clip(0).sum())))
        else:
            first_index = _SHORTFALL if index == admitted else int(best[index])
            second = _second(found.shares[index], probability, first_index)
            out.append((LABELS[first_index], second, float(probability[first_index])))
    return [(label, also, min(confidence, _SURE)) for label, also, confidence in out]


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


def _second(shares: Floats, probability: Floats, first: int) -> Label | None:
    """The label whose clear sentences hold about as much of the text as the first's."""
    rest = np.where(np.arange(len(LABELS)) == first, -1.0, shares)
    second = int(rest.argmax())
    half = rest[second] >= _SECOND_AT_LEAST and shares[first] <= _FIRST_AT_MOST
    return LABELS[second] if half and probability[second] >= _POSSIBLE else None


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


def label_paragraphs(text: str, paragraphs: Sequence[Paragraph], sections: Sequence[Section]) -> list[Paragraph]:
    """The same paragraphs with label, second label and confidence on ``kind == "body"``.

    Fragments of one sentence (``continues``) are judged as one and share the result. ``also`` is given when
    the sentences of two labels hold about half of the text each; ``confidence`` is calibrated in
    cross-validation over documents.

    Raises:
        BadModel: the model is missing or does not fit.
    """
    units = gather(text, paragraphs, sections)
    out = [msgspec.structs.replace(paragraph, label=None, also=None, confidence=None) for paragraph in paragraphs]
    if not units:
        return out
    decided = decide(units, judge(units, load_model()))
    for unit, (label, also, confidence) in zip(units, decided, strict=True):
        for index in unit.members:
            out[index] = msgspec.structs.replace(out[index], label=label, also=also, confidence=round(confidence, 3))
    return out
