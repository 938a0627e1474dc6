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
from reportmine.model import Paragraph, Reason, Section
from reportmine.paragraphs.context import LABELS, Unit, gather, surround
from reportmine.paragraphs.decision import Decision, Judgement, decide, log_softmax, weigh_up
from reportmine.paragraphs.features import Sight, Vocabulary, cue_groups, look
from reportmine.paragraphs.finder import Floats
from reportmine.resources import resource

FORMAT = 2
_OUTLIER = 5.0


class WordModel(NamedTuple):
    """A linear model over n-grams and cues: one column of weights per label.

    An n-gram counts as its weight (its inverse document frequency is part of that), wherever it stands; the sum is
    divided by the root of the summed squares of the frequencies, so that long texts and short ones are comparable.
    """

    vocabulary: Vocabulary
    grams: Floats
    cues: Floats
    bias: Floats
    along: Floats  # for every node of the vocabulary's trie the weights, and in the last column the squares, summed up

    def score(self, sight: Sight) -> tuple[Floats, Floats]:
        """Log-probability of each label for the units and for their sentences."""
        reading = sight.reading
        if not len(reading.start):
            return np.zeros((0, len(LABELS)), np.float32), np.zeros((0, len(LABELS)), np.float32)
        sentences = np.add.reduceat(self.along[sight.grams], reading.start, axis=0)
        units = np.add.reduceat(sentences, reading.first[:-1], axis=0)
        return self._decide(units, sight.unit_cues), self._decide(sentences, sight.sentence_cues)

    def _decide(self, sums: Floats, cues: Floats) -> Floats:
        size = np.sqrt(np.maximum(sums[:, -1:], 1e-9))
        return log_softmax(sums[:, :-1] / size + weighted(cues, self.cues) + self.bias)


def word_model(vocabulary: Vocabulary, grams: Floats, cues: Floats, bias: Floats) -> WordModel:
    """The model with these weights."""
    squares = vocabulary.idf[:, None] ** 2
    return WordModel(vocabulary, grams, cues, bias, vocabulary.along(np.hstack([grams, squares])))


class ContextModel(NamedTuple):
    """A linear model over the rows of ``context.surround``; ``temperature`` makes its confidence honest."""

    mean: Floats
    scale: Floats
    weights: Floats
    bias: Floats
    temperature: float

    def standardised(self, rows: Floats) -> Floats:
        """The rows as the weights are for."""
        return standardise(rows, self.mean, self.scale)

    def score(self, rows: Floats) -> Floats:
        """Log-probability of each label, row by row."""
        values = self.standardised(rows)
        return log_softmax((weighted(values, self.weights) + self.bias) / self.temperature)


class Model(NamedTuple):
    """What lies in ``models/paragraph_classifier``."""

    words: WordModel
    context: ContextModel


def weighted(values: Floats, weights: Floats) -> Floats:
    """The matrix product. Not ``@``: BLAS starts threads for it, and on a busy machine they wait for each other."""
    product: Floats = np.einsum("ij,jk->ik", values, weights)
    return product


def standardise(rows: Floats, mean: Floats, scale: Floats) -> Floats:
    """Columns with mean 0 and deviation 1, cut off: a mark that is rare in training must not decide alone."""
    values: Floats = np.clip((rows - mean) / scale, -_OUTLIER, _OUTLIER)
    return values


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
            word_model(vocabulary, found["words_grams"], found["words_cues"], found["words_bias"]),
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


def judge(units: Sequence[Unit], model: Model, *, hide_headings: bool = False) -> Judgement:
    """Both models on the units of one report."""
    sight = look([unit.text for unit in units], model.words.vocabulary)
    words, sentences = model.words.score(sight)
    whole = model.context.score(surround(units, sight, words, sentences, hide=hide_headings))
    return weigh_up(units, sight, words, sentences, whole)


def label_paragraphs(
    text: str, paragraphs: Sequence[Paragraph], sections: Sequence[Section], explain: bool = False
) -> list[Paragraph]:
    """The same paragraphs with label, second label and confidence on ``kind == "body"``.

    Fragments of one sentence (``continues``) are judged as one and share the result. ``also`` is given when
    the sentences of two labels hold about half of the text each; ``confidence`` is calibrated in
    cross-validation over documents. With ``explain``, ``why`` says what decided.

    Raises:
        BadModel: the model is missing or does not fit.
    """
    replace = msgspec.structs.replace
    units = gather(text, paragraphs, sections)
    if not units:
        return [replace(paragraph, label=None, also=None, confidence=None) for paragraph in paragraphs]
    model = load_model()
    found = judge(units, model)
    decided = decide(units, found)
    why: list[tuple[Reason, ...]] = [()] * len(units)
    if explain:
        from reportmine.paragraphs import reasons

        why = reasons.explain(text, paragraphs, sections, units, found, decided, model)
    said: dict[int, tuple[Decision, tuple[Reason, ...]]] = {}
    for unit, decision, because in zip(units, decided, why, strict=True):
        said.update(dict.fromkeys(unit.members, (decision, because)))
    out = []
    for index, paragraph in enumerate(paragraphs):
        if index not in said:
            out.append(replace(paragraph, label=None, also=None, confidence=None))
            continue
        decision, because = said[index]
        sure = round(decision.confidence, 3)
        out.append(replace(paragraph, label=decision.label, also=decision.also, confidence=sure, why=because))
    return out
