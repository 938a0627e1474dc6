"""Trains the paragraph classifier with scikit-learn and writes it as arrays and JSON.

Takes the annotated corpus and, if given, a folder of public reports; writes a model folder that
``paragraphs/classifier.py`` reads with numpy alone. Seeded: the same input gives the same bytes. Read next:
``documents.py`` (where labels come from), ``paragraphs/context.py`` (what the second model sees).
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from reportmine.errors import BadModel
from reportmine.lexicon import strings
from reportmine.messages import tr
from reportmine.paragraphs.classifier import (
    FORMAT,
    ContextModel,
    Model,
    WordModel,
    standardise,
    word_model,
)
from reportmine.paragraphs.context import LABELS, surround
from reportmine.paragraphs.features import Sight, Vocabulary, cue_groups, fold, look, sentences_of
from reportmine.paragraphs.finder import Floats, Ints
from reportmine.train.documents import NONE, Document, own_documents, public_documents
from reportmine.train.figures import calibrate, measure
from reportmine.train.model_card import model_card

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix  # type: ignore[import-untyped]

_FOLDS = 5
_SEED = 7
_LEAST = 3  # reports: each is judged by what was learned from the others
# An n-gram is learned when so many units of so many reports hold it; of those the most frequent are kept.
_UNITS, _REPORTS, _MOST = 5, 3, 40_000
# How much is trusted what, in the word model and in the context model. Measured by cross-validation over
# the reports labelled by hand; a doubling or halving of any of these moves accuracy by under 0.003.
_WORDS_C, _CONTEXT_C = 6.0, 0.03
_WEAK_WORDS, _WEAK_CONTEXT = 0.3, 0.05
_SENTENCES, _OPEN_WORDS = 0.6, 0.1
# A weak label that the cross-validated model gives less than this is thought wrong and left out.
_DOUBT = 0.1


@dataclass
class Seen:
    """A document with what is seen in it, and what the word model that has not read it says."""

    document: Document
    sight: Sight
    weight: Floats
    words: Floats
    sentences: Floats


def train(corpus_dir: Path, weak_dir: Path | None = None, out_dir: Path = Path("models/paragraph_classifier")) -> str:
    """Trains both models and writes weights, vocabulary, ``meta.json`` and the model card.

    Args:
        corpus_dir: reports with gold annotation beside them, and ``public/paragraphs.jsonl``.
        weak_dir: public reports; those with hand labels use them, the others are labelled by headings.
        out_dir: the model folder; made if missing.

    Returns:
        What it was trained on and the cross-validated figures, in the language of the user.

    Raises:
        BadModel: there is too little to train on.
    """
    documents = [*own_documents(corpus_dir), *(public_documents(corpus_dir, weak_dir) if weak_dir else ())]
    documents = [document for document in documents if document.units and (document.label >= 0).any()]
    present = {int(label) for document in documents for label in document.label if label >= 0}
    if len(documents) < _LEAST or len(present) < len(LABELS):
        raise BadModel(tr("{folder}：标注的报告太少，四类段落没有齐全，无法训练", folder=corpus_dir))
    vocabulary = learn_vocabulary(documents)
    seen = [_see(document, vocabulary) for document in documents]
    folds = _folds(documents)
    _cross_score(seen, folds, vocabulary)
    if _drop_doubtful(seen):
        _cross_score(seen, folds, vocabulary)
    temperature, figures = _cross_validate(seen, folds)
    words = fit_words(seen, vocabulary)
    context = fit_context(seen, temperature)
    _write(out_dir, Model(words, context), seen, figures)
    return tr(
        "训练完成：自有报告 {corpus} 份，手工标注的公开报告 {public} 份，按小标题标注的 {weak} 份；"
        "交叉验证准确率 {accuracy:.3f}，三类宏平均 F1 {macro:.3f}。模型写入 {folder}",
        corpus=sum(d.origin == "corpus" for d in documents),
        public=sum(d.origin == "public" for d in documents),
        weak=sum(d.origin == "weak" for d in documents),
        accuracy=figures["with_headings"]["accuracy"],
        macro=figures["with_headings"]["macro_f1"],
        folder=out_dir,
    )


def learn_vocabulary(documents: Sequence[Document]) -> Vocabulary:
    """The n-grams that enough units of enough reports hold."""
    units: Counter[str] = Counter()
    reports: Counter[str] = Counter()
    total = 0
    for document in documents:
        here: set[str] = set()
        for unit in document.units:
            text = "。" + fold(unit.text)
            grams = {text[i : i + size] for size in (1, 2, 3) for i in range(len(text) - size + 1)}
            units.update(grams)
            here |= grams
            total += 1
        reports.update(here)
    least = min(_REPORTS, len(documents))
    frequent = [gram for gram, count in units.items() if count >= _UNITS and reports[gram] >= least]
    kept = sorted(sorted(frequent, key=lambda gram: (-units[gram], gram))[:_MOST])
    idf = np.array([np.log((1 + total) / (1 + units[gram])) + 1 for gram in kept], dtype=np.float16)
    return Vocabulary(kept, idf.astype(np.float32))  # as it is written


def _see(document: Document, vocabulary: Vocabulary) -> Seen:
    sight = look([unit.text for unit in document.units], vocabulary)
    weight = document.weight * (_WEAK_WORDS if document.origin == "weak" else 1.0)
    nothing = np.zeros((0, len(LABELS)), dtype=np.float32)
    return Seen(document, sight, weight.astype(np.float32), nothing, nothing)


def _folds(documents: Sequence[Document]) -> Ints:
    """Whole reports, every origin spread evenly."""
    random = np.random.RandomState(_SEED)
    folds = np.zeros(len(documents), dtype=np.int64)
    place = 0
    for origin in ("corpus", "public", "weak"):
        members = [i for i, document in enumerate(documents) if document.origin == origin]
        random.shuffle(members)
        for index in members:
            folds[index] = place % _FOLDS
            place += 1
    return folds


def _matrices(sight: Sight, vocabulary: Vocabulary) -> tuple[csr_matrix, csr_matrix]:
    """What ``WordModel.score`` sums up, for the units and for the sentences."""
    from scipy.sparse import csr_matrix, hstack

    width = len(vocabulary)
    place, gram = map(np.concatenate, zip(*vocabulary.find(sight.reading.text), strict=True))
    sentence, inside = sentences_of(sight.reading, place)
    gram = gram[inside]
    value = vocabulary.idf[gram]
    out = []
    for row, cues in ((sight.reading.unit[sentence], sight.unit_cues), (sentence, sight.sentence_cues)):
        size = np.sqrt(np.bincount(row, weights=value * value, minlength=len(cues)))
        grams = csr_matrix((value / np.maximum(size, 1e-9)[row], (row, gram)), shape=(len(cues), width))
        out.append(hstack([grams, csr_matrix(cues)]).tocsr())
    return out[0], out[1]


def fit_words(seen: Sequence[Seen], vocabulary: Vocabulary) -> WordModel:
    """Logistic regression on units and on their sentences, rare labels weighed up."""
    from scipy.sparse import vstack
    from sklearn.linear_model import LogisticRegression

    rows, labels, weights = [], [], []
    for item in seen:
        document, sight = item.document, item.sight
        kept = np.flatnonzero(item.weight > 0)
        units, sentences = _matrices(sight, vocabulary)
        rows.append(units[kept])
        labels.append(document.label[kept])
        weights.append(item.weight[kept])
        reading = sight.reading
        length = (reading.end - reading.start).astype(np.float32)
        plain = (item.weight > 0) & (document.also == NONE)
        clear = np.flatnonzero(plain[reading.unit] & (length >= 4))
        whole = np.maximum(np.bincount(reading.unit, weights=length, minlength=len(document.units)), 1.0)
        rows.append(sentences[clear])
        labels.append(document.label[reading.unit[clear]])
        share = np.minimum(3 * length[clear] / whole[reading.unit[clear]], 1.0)
        weights.append(item.weight[reading.unit[clear]] * _SENTENCES * share)
    label, weight = np.concatenate(labels), np.concatenate(weights)
    size = np.bincount(label, weights=weight, minlength=len(LABELS))
    weight = weight * np.sqrt(size.sum() / len(LABELS) / np.maximum(size, 1e-9))[label]
    model = LogisticRegression(C=_WORDS_C, max_iter=400, tol=1e-3)
    model.fit(vstack(rows), label, sample_weight=weight)
    table, width = _columns(model), len(vocabulary)
    table[:width] *= vocabulary.idf[:, None]
    table = table.astype(np.float16).astype(np.float32)  # as it is written
    return word_model(vocabulary, table[:width], table[width:-1], table[-1])


def _columns(model: Any) -> Floats:
    """Weights and, in the last row, biases, with a column for every label, seen in this fold or not."""
    table = np.zeros((model.coef_.shape[1] + 1, len(LABELS)), dtype=np.float32)
    table[-1] = -10.0
    table[:-1, model.classes_] = model.coef_.T
    table[-1, model.classes_] = model.intercept_
    return table


def _cross_score(seen: Sequence[Seen], folds: Ints, vocabulary: Vocabulary) -> None:
    """Lets every document be judged by a word model that has not read it."""
    for fold_ in sorted(set(folds.tolist())):
        model = fit_words([item for item, f in zip(seen, folds, strict=True) if f != fold_], vocabulary)
        for item, f in zip(seen, folds, strict=True):
            if f == fold_:
                item.words, item.sentences = model.score(item.sight)


def _drop_doubtful(seen: Sequence[Seen]) -> int:
    """Takes the weight from weak labels that the rest of the data contradicts. Gives how many."""
    dropped = 0
    for item in seen:
        if item.document.origin != "weak":
            continue
        label = np.maximum(item.document.label, 0)
        doubtful = (item.weight > 0) & (np.exp(item.words[np.arange(len(label)), label]) < _DOUBT)
        item.weight[doubtful] = 0.0
        dropped += int(doubtful.sum())
    return dropped


def _context_rows(seen: Sequence[Seen]) -> tuple[Floats, Ints, Floats]:
    """Rows with headings, the same without, and rows whose words leave the answer to the heading."""
    rows: list[Floats] = []
    labels: list[Ints] = []
    weights: list[Floats] = []
    for item in seen:
        kept = np.flatnonzero(item.weight > 0)
        weak = item.document.origin == "weak"
        # A weak label is the heading: with the heading in sight nothing else would be learned.
        for hide in (True,) if weak else (False, True):
            rows.append(_surroundings(item, hide=hide)[kept])
            labels.append(item.document.label[kept])
            weights.append(np.full(len(kept), _WEAK_CONTEXT) if weak else item.weight[kept])
        if not weak:
            for open_rows, label in _open_words(item):
                rows.append(open_rows)
                labels.append(np.full(len(open_rows), label))
                weights.append(np.full(len(open_rows), _OPEN_WORDS))
    return np.concatenate(rows), np.concatenate(labels), np.concatenate(weights).astype(np.float32)


def _surroundings(item: Seen, *, hide: bool) -> Floats:
    return surround(item.document.units, item.sight, item.words, item.sentences, hide=hide)


def _open_words(item: Seen) -> list[tuple[Floats, int]]:
    """Paragraphs in bare verbs put under a review's heading, paragraphs of success under a plan's.

    Some reviews are written in the verbs of a plan (推进…, 完善… without 了), some plans in the words of
    success (取得新突破). Few of the annotated reports are, so they are made: what holds no outright mark of
    its time is moved under a heading of the other, and takes the label of that heading.
    """
    document, groups = item.document, cue_groups()
    made = []
    for label, source, marks in (
        ("achievement", "priority", ("must", "target", "this_year", "situation", "lesson")),
        ("priority", "achievement", ("aspect", "past_time", "result", "credit", "thanks")),
    ):
        columns = [groups.index(mark) + len(groups) for mark in marks]
        marked = item.sight.unit_cues[:, columns].sum(axis=1) > 0
        long = np.array([len(unit.text) > 40 for unit in document.units])
        of_source = document.label == LABELS.index(source)
        moved = np.flatnonzero(of_source & ~marked & long & (document.also == NONE) & (item.weight == 1.0))
        if len(moved) < 6:
            continue
        rest = np.flatnonzero(~of_source)
        order = np.concatenate([moved, rest] if label == "achievement" else [rest, moved])
        headings = strings("weak_headings", "typical", label)
        heading = headings[len(document.units) % len(headings)]
        mine = np.isin(order, moved)
        units = [document.units[i] for i in order]
        for i in np.flatnonzero(mine):
            units[i] = units[i]._replace(headings=(heading,), section=10**9, top=10**9)
        first = item.sight.reading.first
        sentences = np.concatenate([np.arange(first[i], first[i + 1]) for i in order])
        sight = look([unit.text for unit in units], Vocabulary([], np.zeros(0, dtype=np.float32)))
        rows = surround(units, sight, item.words[order], item.sentences[sentences], hide=False)
        made.append((rows[mine], LABELS.index(label)))
    return made


def fit_context(seen: Sequence[Seen], temperature: float = 1.0) -> ContextModel:
    """Logistic regression on the surroundings, standardised."""
    from sklearn.linear_model import LogisticRegression

    rows, label, weight = _context_rows(seen)
    mean = rows.mean(axis=0)
    scale = np.maximum(rows.std(axis=0), 0.05)
    model = LogisticRegression(C=_CONTEXT_C, max_iter=500)
    model.fit(standardise(rows, mean, scale), label, sample_weight=weight)
    table = _columns(model)
    return ContextModel(mean, scale, table[:-1], table[-1], temperature)


def _cross_validate(seen: Sequence[Seen], folds: Ints) -> tuple[float, dict[str, Any]]:
    """Temperature and figures on annotated documents that neither model has read."""
    tests: dict[str, tuple[list[tuple[Seen, Floats]], bool]] = {
        "with_headings": ([], False),
        "without_headings": ([], True),
    }
    for fold_ in sorted(set(folds.tolist())):
        model = fit_context([item for item, f in zip(seen, folds, strict=True) if f != fold_])
        for item, f in zip(seen, folds, strict=True):
            if f == fold_ and item.document.origin != "weak":
                for scored, hide in tests.values():
                    scored.append((item, model.score(_surroundings(item, hide=hide))))
    sure = [(item, whole, np.flatnonzero(item.weight == 1.0)) for item, whole in tests["with_headings"][0]]
    temperature = calibrate(
        np.concatenate([whole[kept] for _, whole, kept in sure]),
        np.concatenate([item.document.label[kept] for item, _, kept in sure]),
    )
    return temperature, {name: measure(found, temperature, hide) for name, (found, hide) in tests.items()}


def _write(folder: Path, model: Model, seen: Sequence[Seen], figures: dict[str, Any]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    words, context = model
    half = np.float16
    np.savez(
        folder / "weights.npz",
        idf=words.vocabulary.idf.astype(half),
        words_grams=words.grams.astype(half),
        words_cues=words.cues.astype(half),
        words_bias=words.bias.astype(np.float32),
        context_mean=context.mean.astype(np.float32),
        context_scale=context.scale.astype(np.float32),
        context_weights=context.weights.astype(np.float32),
        context_bias=context.bias.astype(np.float32),
    )
    lines = ",\n".join(json.dumps(gram, ensure_ascii=False) for gram in words.vocabulary.grams)
    (folder / "vocabulary.json").write_text(f"[\n{lines}\n]\n", encoding="utf-8")
    kept = {
        origin: [item for item in seen if item.document.origin == origin] for origin in ("corpus", "public", "weak")
    }
    meta = {
        "format": FORMAT,
        "labels": list(LABELS),
        "cues": list(cue_groups()),
        "temperature": context.temperature,
        "trained_on": {
            origin: {"reports": len(items), "paragraphs": int(sum((i.weight > 0).sum() for i in items))}
            for origin, items in kept.items()
        },
        "held_out": list(strings("weak_headings", "held_out", "documents")),
        "cross_validation": figures,
    }
    text = json.dumps(meta, ensure_ascii=False, indent=2)
    (folder / "meta.json").write_text(text + "\n", encoding="utf-8")
    card = model_card(meta, len(words.vocabulary))
    (folder / "README.md").write_text(card, encoding="utf-8")
