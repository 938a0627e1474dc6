"""Reports to train on: our own corpus, public reports labelled by hand, public reports labelled by headings.

Takes the corpus folder and a folder of reports, gives one ``Document`` per report with labels as numbers.
Read next: ``weak_labels.py`` and ``classifier.py``.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import numpy as np

from reportmine.lexicon import strings
from reportmine.model import Paragraph
from reportmine.paragraphs.context import LABELS, Unit, gather
from reportmine.paragraphs.features import Vocabulary, look
from reportmine.paragraphs.finder import Floats, Ints
from reportmine.sections import find_structure
from reportmine.train.weak_labels import weak_labels

Origin = Literal["corpus", "public", "weak"]
NONE = -1


@dataclass(frozen=True)
class Document:
    """A report for training. ``label`` and ``also`` are indexes into ``LABELS`` or ``NONE``, one per unit;
    ``weight`` is how much each label is trusted."""

    name: str
    origin: Origin
    units: list[Unit]
    label: Ints
    also: Ints
    weight: Floats


def _decoded(data: bytes) -> str:
    return data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")


def _by_hand(name: str, origin: Origin, text: str, rows: Sequence[Mapping[str, Any]]) -> Document:
    """Labels of annotated spans given to the units that overlap them most."""
    structure = find_structure(text)
    units = gather(text, structure.paragraphs, structure.sections)
    label = np.full(len(units), NONE)
    also = np.full(len(units), NONE)
    weight = np.zeros(len(units), dtype=np.float32)
    ordered = sorted(rows, key=lambda row: int(row["start"]))
    at = 0
    for index, unit in enumerate(units):
        first, last = structure.paragraphs[unit.members[0]], structure.paragraphs[unit.members[-1]]
        while at < len(ordered) and ordered[at]["end"] <= first.start:
            at += 1
        row = _widest(ordered[at : at + 40], first, last)
        if row is None or row["kind"] != "body" or row.get("label") not in LABELS:
            continue
        label[index] = LABELS.index(row["label"])
        if row.get("also") in LABELS:
            also[index] = LABELS.index(row["also"])
        weight[index] = 0.5 if row.get("unsure") else 1.0
    return Document(name, origin, units, label, also, weight)


def _widest(rows: Sequence[Mapping[str, Any]], first: Paragraph, last: Paragraph) -> Mapping[str, Any] | None:
    best, width = None, 0
    for row in rows:
        overlap = min(last.end, row["end"]) - max(first.start, row["start"])
        if overlap > width:
            best, width = row, overlap
    return best


def _by_headings(name: str, text: str) -> Document:
    structure = find_structure(text)
    units = gather(text, structure.paragraphs, structure.sections)
    nothing = Vocabulary([], np.zeros(0, dtype=np.float32))
    labels = weak_labels(units, look([unit.text for unit in units], nothing))
    numbers = np.asarray([NONE if label is None else LABELS.index(label) for label in labels], dtype=np.int64)
    weight = (numbers >= 0).astype(np.float32)
    return Document(name, "weak", units, numbers, np.full(len(units), NONE), weight)


def own_documents(corpus: Path) -> Iterator[Document]:
    """Reports of ``corpus/``: NAME.txt beside NAME.json with its gold annotation."""
    for annotation in sorted(corpus.glob("*.json")):
        report = annotation.with_suffix(".txt")
        if not report.exists():
            continue
        rows = json.loads(annotation.read_text(encoding="utf-8")).get("paragraphs", [])
        yield _by_hand(report.stem, "corpus", _decoded(report.read_bytes()), rows)


def public_documents(corpus: Path, weak: Path) -> Iterator[Document]:
    """Reports below ``weak``: by the hand labels of ``corpus/public`` where the bytes are the same, else by
    their headings. Documents that the model card measures on are left out."""
    rows: dict[str, list[dict[str, Any]]] = {}
    labels = corpus / "public" / "paragraphs.jsonl"
    if labels.exists():
        for line in labels.read_text(encoding="utf-8").splitlines():
            report = json.loads(line)
            rows[report["sha256"]] = report["paragraphs"]
    held_out = strings("weak_headings", "held_out", "documents")
    for path in sorted(weak.rglob("*.txt")):
        name = path.relative_to(weak).as_posix()
        if any(document.endswith(f"/{path.name}") for document in held_out):
            continue
        data = path.read_bytes()
        found = rows.get(hashlib.sha256(data).hexdigest())
        if found:
            yield _by_hand(name, "public", _decoded(data), found)
        else:
            yield _by_headings(name, _decoded(data))
