"""How good the classifier is and what its confidence is worth, on reports that it has not read.

Takes what ``classifier.py`` saw of the annotated reports with the scores of the cross-validation, gives the figures of
``meta.json``. Read next: ``model_card.py``.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from reportmine.paragraphs.context import LABELS
from reportmine.paragraphs.decision import decide, log_softmax, weigh_up
from reportmine.paragraphs.finder import Floats, Ints

if TYPE_CHECKING:
    from reportmine.train.classifier import Seen

STEPS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99)


def calibrate(scores: Floats, label: Ints) -> float:
    """The temperature under which the right labels are likeliest, to two digits."""
    best, least = 1.0, float("inf")
    for temperature in np.arange(0.5, 2.51, 0.05):
        loss = -float(log_softmax(scores / temperature)[np.arange(len(label)), label].mean())
        if loss < least:
            best, least = float(temperature), loss
    return round(best, 2)


def measure(found: Sequence[tuple[Seen, Floats]], temperature: float, hide: bool) -> dict[str, Any]:
    """Accuracy and F1 as docs/research/annotation.en.md counts them: either label of a shared paragraph is right.

    ``reliability`` has how many paragraphs came out with a confidence from each of ``STEPS`` on, the mean of
    these confidences, and the share that was right.
    """
    claimed: list[float] = []
    right_at: list[bool] = []
    confusion = np.zeros((len(LABELS), len(LABELS)), dtype=np.int64)
    for item, whole in found:
        document = item.document
        units = [unit._replace(headings=()) for unit in document.units] if hide else document.units
        whole = log_softmax(whole / temperature)
        decided = decide(units, weigh_up(units, item.sight, item.words, item.sentences, whole))
        for index in np.flatnonzero(item.weight == 1.0):
            gold, guess = int(document.label[index]), LABELS.index(decided[index].label)
            confusion[gold, gold if guess in (gold, document.also[index]) else guess] += 1
            claimed.append(decided[index].confidence)
            right_at.append(guess in (gold, document.also[index]))
    right = confusion.diagonal()
    f1 = 2 * right / np.maximum(confusion.sum(axis=0) + confusion.sum(axis=1), 1)
    return {
        "paragraphs": int(confusion.sum()),
        "accuracy": round(float(right.sum() / max(confusion.sum(), 1)), 4),
        "f1": {name: round(float(value), 4) for name, value in zip(LABELS, f1, strict=True)},
        "macro_f1": round(float(f1[:3].mean()), 4),
        "reliability": _reliability(np.array(claimed), np.array(right_at)),
    }


def _reliability(claimed: Floats, right: Any) -> list[dict[str, Any]]:
    """What confidences are worth: step by step, how often what was claimed with it was right."""
    rows = []
    for low, high in zip(STEPS, (*STEPS[1:], 1.01), strict=True):
        inside = (claimed >= low) & (claimed < high)
        if inside.any():
            rows.append(
                {
                    "from": low,
                    "paragraphs": int(inside.sum()),
                    "confidence": round(float(claimed[inside].mean()), 3),
                    "right": round(float(right[inside].mean()), 3),
                }
            )
    return rows
