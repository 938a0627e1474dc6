"""Training: the same bytes twice, labels from hands before labels from headings, nothing that was held out."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import numpy as np
import pytest

from reportmine.errors import BadModel
from reportmine.lexicon import strings
from reportmine.paragraphs.classifier import label_paragraphs, load_model
from reportmine.paragraphs.context import LABELS, gather
from reportmine.paragraphs.features import Vocabulary, look
from reportmine.sections import find_structure
from reportmine.train.classifier import learn_vocabulary, train
from reportmine.train.documents import own_documents, public_documents
from reportmine.train.weak_labels import weak_labels

PLACES = ("青石", "白水", "临河", "安平")
SUBJECTS = ("农业", "工业", "教育", "交通")


def report(place: str, year: int) -> list[tuple[str, str | None]]:
    """A small report: lines and, for body text, their labels."""
    lines: list[tuple[str, str | None]] = [
        (f"{year}年{place}县政府工作报告", None),
        ("各位代表：", None),
        ("现在，我代表县人民政府，向大会报告工作，请予审议，并请各位委员提出意见。", "other"),
        (f"一、{year - 1}年工作回顾", None),
    ]
    lines += [
        (f"{s}工作取得新成绩。全县{s}投入同比增长{n}%，建成了{n}个项目，{place}群众得到实惠。", "achievement")
        for n, s in enumerate(SUBJECTS, 3)
    ]
    lines += [
        ("在此，我代表县人民政府，向全县人民表示衷心的感谢！", "other"),
        ("我们也清醒看到，发展中还存在不少困难和问题。产业层次不高，民生领域还有短板。", "shortfall"),
        (f"二、{year}年工作安排", None),
    ]
    lines += [
        (f"要加快推进{s}发展。必须坚持以人民为中心，着力提高{s}质量，力争{place}{s}再上新台阶。", "priority")
        for s in SUBJECTS
    ]
    return lines


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    for index, place in enumerate(PLACES):
        lines = report(place, 2020 + index)
        text, rows = "", []
        for line, label in lines:
            row = {"start": len(text), "end": len(text) + len(line), "kind": "body" if label else "heading"}
            rows.append(row | ({"label": label} if label else {}))
            text += line + "\n"
        (folder / f"county-{index}.txt").write_text(text, encoding="utf-8")
        (folder / f"county-{index}.json").write_text(json.dumps({"paragraphs": rows}), encoding="utf-8")
    return folder


def test_the_same_bytes_twice_and_a_model_that_works(corpus: Path, tmp_path: Path) -> None:
    for name in ("first", "second"):
        assert "训练完成" in train(corpus, None, tmp_path / name)
    for name in ("weights.npz", "vocabulary.json", "meta.json", "README.md"):
        assert (tmp_path / "first" / name).read_bytes() == (tmp_path / "second" / name).read_bytes()
    meta = json.loads((tmp_path / "first" / "meta.json").read_text(encoding="utf-8"))
    assert meta["trained_on"]["corpus"] == {"reports": 4, "paragraphs": 44}
    assert meta["cross_validation"]["with_headings"]["accuracy"] > 0.9
    assert load_model(tmp_path / "first").words.grams.shape[1] == len(LABELS)


def test_too_little_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadModel):
        train(tmp_path, None, tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_hand_labels_go_before_headings_and_held_out_documents_stay_out(corpus: Path, tmp_path: Path) -> None:
    weak = tmp_path / "reports" / "county"
    weak.mkdir(parents=True)
    held_out = strings("weak_headings", "held_out", "documents")[0].split("/")[1]
    text = (corpus / "county-0.txt").read_text(encoding="utf-8")
    for name in ("labelled.txt", "unlabelled.txt", held_out):
        (weak / name).write_text(text + ("\n" if name == "unlabelled.txt" else ""), encoding="utf-8")
    line = next(line for line in text.splitlines() if line.startswith("农业"))
    row = {
        "start": text.index(line),
        "end": text.index(line) + len(line),
        "kind": "body",
        "label": "other",
        "unsure": True,
    }
    (corpus / "public").mkdir()
    labelled = {"doc": "x", "sha256": hashlib.sha256(text.encode()).hexdigest(), "paragraphs": [row]}
    (corpus / "public" / "paragraphs.jsonl").write_text(json.dumps(labelled) + "\n", encoding="utf-8")
    documents = {document.name: document for document in public_documents(corpus, tmp_path / "reports")}
    assert {name: document.origin for name, document in documents.items()} == {
        "county/labelled.txt": "public",
        "county/unlabelled.txt": "weak",
    }
    by_hand = documents["county/labelled.txt"]
    assert by_hand.label[by_hand.weight > 0].tolist() == [LABELS.index("other")]
    assert by_hand.weight[by_hand.weight > 0].tolist() == [0.5]


def test_weak_labels_follow_headings_unless_the_words_object() -> None:
    lines = [line for line, _ in report("青石", 2024)]
    at = next(i for i, line in enumerate(lines) if line.startswith("工业"))
    lines[at] = "今后五年，必须坚持工业立县，要力争产值翻番，确保目标如期实现。"
    text = "\n".join(lines)
    structure = find_structure(text)
    units = gather(text, structure.paragraphs, structure.sections)
    found = weak_labels(units, look([u.text for u in units], Vocabulary([], np.zeros(0, dtype=np.float32))))
    by_start = {unit.text[:4]: label for unit, label in zip(units, found, strict=True)}
    assert by_start["现在，我"] == "other"
    assert by_start["农业工作"] == "achievement"
    assert by_start["今后五年"] is None
    assert by_start["在此，我"] == "other"
    assert by_start["我们也清"] == "shortfall"
    assert by_start["要加快推"] == "priority"


def test_the_vocabulary_is_sorted_and_from_several_reports(corpus: Path) -> None:
    vocabulary = learn_vocabulary(list(own_documents(corpus)))
    assert list(vocabulary.grams) == sorted(vocabulary.grams)
    assert "。要" in vocabulary.grams
    assert "青石" not in vocabulary.grams


@pytest.mark.slow
def test_every_report_of_the_corpus_is_labelled_well() -> None:
    """Not a measure (the model has read them): a guard against a model that does not fit the code."""
    from reportmine.resources import resource

    right = total = 0
    for annotation in sorted(resource("corpus").glob("*.json")):
        text = annotation.with_suffix(".txt").read_text(encoding="utf-8-sig")
        structure = find_structure(text)
        found = label_paragraphs(text, structure.paragraphs, structure.sections)
        by_start = {paragraph.start: paragraph for paragraph in found}
        for row in json.loads(annotation.read_text(encoding="utf-8")).get("paragraphs", []):
            paragraph = by_start.get(row["start"])
            if row["kind"] == "body" and paragraph is not None and paragraph.label:
                total += 1
                right += paragraph.label in (row["label"], row.get("also"))
    assert total > 100
    assert right / total > 0.95
