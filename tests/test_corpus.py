"""The annotated reports of corpus/: every annotation fits its text and the guidelines' fields."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path
from typing import Any, get_args

import pytest

from reportmine import model
from reportmine.resources import resource

CORPUS = Path(str(resource("corpus")))
REPORTS = sorted([*CORPUS.glob("*.json"), *CORPUS.glob("held-out/*.json")])
PERIOD = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?(/\d{4}(-\d{2}(-\d{2})?)?)?")
SPANS = ("indicators", "actions", "findings")


@pytest.fixture(params=REPORTS, ids=lambda path: path.stem)
def report(request: pytest.FixtureRequest) -> tuple[str, dict[str, Any]]:
    path: Path = request.param
    text = path.with_suffix(".txt").read_bytes().decode("utf-8")
    return text, json.loads(path.read_text(encoding="utf-8"))


def test_there_are_reports() -> None:
    assert len(REPORTS) >= 12
    texts = [*CORPUS.glob("*.txt"), *CORPUS.glob("held-out/*.txt")]
    assert {path.stem for path in texts} == {path.stem for path in REPORTS}


def test_text_is_plain(report: tuple[str, dict[str, Any]]) -> None:
    text, _ = report
    assert "\r" not in text and "\ufeff" not in text and "\0" not in text


def test_metadata(report: tuple[str, dict[str, Any]]) -> None:
    _, gold = report
    assert gold["year"] is None or 1949 <= gold["year"] <= 2100
    assert gold["date"] is None or PERIOD.fullmatch(gold["date"])
    for field in ("title", "region", "organisation", "audience"):
        assert gold[field] is None or gold[field].strip() == gold[field] != ""


@pytest.mark.parametrize("group", SPANS)
def test_offsets_hold_the_text(report: tuple[str, dict[str, Any]], group: str) -> None:
    text, gold = report
    for row in gold[group]:
        assert text[row["start"] : row["end"]] == row["text"] != ""
        assert row["text"] == row["text"].strip()


@pytest.mark.parametrize("group", [*SPANS, "sections", "paragraphs"])
def test_rows_are_in_order_and_none_is_given_twice(report: tuple[str, dict[str, Any]], group: str) -> None:
    _, gold = report
    spans = [(row["start"], row["end"]) for row in gold[group]]
    assert spans == sorted(set(spans)) if group != "sections" else len(spans) == len(set(spans))


def test_every_line_is_a_paragraph(report: tuple[str, dict[str, Any]]) -> None:
    text, gold = report
    lines, position = [], 0
    for line in text.split("\n"):
        if line.strip():
            start = position + len(line) - len(line.lstrip())
            lines.append((start, start + len(line.strip())))
        position += len(line) + 1
    assert [(row["start"], row["end"]) for row in gold["paragraphs"]] == lines


def test_paragraphs(report: tuple[str, dict[str, Any]]) -> None:
    _, gold = report
    for row in gold["paragraphs"]:
        assert row["kind"] in get_args(model.ParagraphKind)
        assert (row.get("label") in get_args(model.Label)) == (row["kind"] == "body")
        assert row.get("also", row.get("label")) in (*get_args(model.Label), None)
        assert row.get("also") is None or row["also"] != row["label"]


def test_sections(report: tuple[str, dict[str, Any]]) -> None:
    text, gold = report
    open_sections: list[dict[str, Any]] = []
    starts = {row["start"] for row in gold["paragraphs"]}
    for row in gold["sections"]:
        assert row["level"] >= 1 and row["start"] in starts and row["start"] < row["end"] <= len(text)
        while open_sections and open_sections[-1]["level"] >= row["level"]:
            assert open_sections.pop()["end"] <= row["start"]
        assert not open_sections or row["end"] <= open_sections[-1]["end"]
        open_sections.append(row)
        line = text[row["start"] :].split("\n", 1)[0]
        assert (row["number"] or "") in line and row["heading"] in line
        assert row["heading"] == row["heading"].strip().rstrip("。")


def test_indicators(report: tuple[str, dict[str, Any]]) -> None:
    _, gold = report
    for row in gold["indicators"]:
        assert row["name"] and row["bound"] in get_args(model.Bound)
        assert row["kind"] in get_args(model.IndicatorKind)
        assert row["status"] in get_args(model.IndicatorStatus)
        assert (row["value"] is None) == row["masked"]
        assert row["value"] is None or row["value"] >= 0  # a fall is a positive value that goes down
        assert row.get("value_max") is None or row["value_max"] > row["value"]
        if row["kind"] in ("change", "points"):
            assert row["direction"] in get_args(model.Direction)
        elif row["kind"] != "multiple":
            assert row.get("direction") is None
        assert "％" not in row["unit"]
        assert row.get("period") is None or PERIOD.fullmatch(row["period"])


def test_actions(report: tuple[str, dict[str, Any]]) -> None:
    text, gold = report
    for row in gold["actions"]:
        assert row["name"] == row["text"] and "\n" not in row["text"]
        assert row["type"] in get_args(model.ActionType)
        assert row["status"] in get_args(model.ActionStatus)
        assert not re.fullmatch(r"[“《][^“”《》]*[”》]", row["text"]), "quotes round a whole name stay outside"
    for paragraph in gold["paragraphs"]:
        names = [row["name"] for row in gold["actions"] if paragraph["start"] <= row["start"] < paragraph["end"]]
        assert len(names) == len(set(names)), text[paragraph["start"] : paragraph["end"]][:40]


def test_findings(report: tuple[str, dict[str, Any]]) -> None:
    _, gold = report
    for row in gold["findings"]:
        assert row["category"] in get_args(model.Category)
        assert row["severity"] in get_args(model.Severity)


def test_annotations_stand_inside_paragraphs(report: tuple[str, dict[str, Any]]) -> None:
    _, gold = report
    spans = [(row["start"], row["end"]) for row in gold["paragraphs"]]
    for group in ("indicators", "actions"):
        for row in gold[group]:
            assert any(start <= row["start"] and row["end"] <= end for start, end in spans)


def test_optional_spans(report: tuple[str, dict[str, Any]]) -> None:
    text, gold = report
    for row in gold.get("optional", []):
        assert 0 <= row["start"] < row["end"] <= len(text)
        assert text[row["start"] : row["end"]] == row.get("text", text[row["start"] : row["end"]])


def test_twin_of_the_masked_report() -> None:
    """What the masked report that the project began with tests is tested by its twin."""
    gold = json.loads((CORPUS / "ip-report-masked-2023.json").read_text(encoding="utf-8"))
    findings = gold["findings"]
    # The first is no leak by itself: neighbours that narrow the choice.
    leaks = ["绵阳、徐州、岳阳、赣州", "芜湖", "芜湖", "芜", "芜"]
    assert [row["text"] for row in findings if row["category"] == "unmasked"] == leaks
    assert sum(row["category"] == "mask" for row in findings) == 50
    assert sum(row["category"] == "secret" for row in findings) == 1
    assert [row["text"] for row in findings if row["category"] == "leftover"] == [
        "##paidbegin##",
        "##paidend##",
    ]
    assert [row["level"] for row in gold["sections"]] == [1, *[2] * 6, 1, 1, *[2] * 5]
    assert [row["name"] for row in gold["actions"] if row["type"] == "campaign"][:4] == [
        "铁拳",
        "净网",
        "秋风",
        "护苗",
    ]


def test_two_years_of_one_place() -> None:
    first, second = (json.loads((CORPUS / f"county-{year}.json").read_text(encoding="utf-8")) for year in (2023, 2024))
    assert first["region"] == second["region"] and second["year"] == first["year"] + 1
    targets = {row["name"] for row in first["indicators"] if row["status"] == "target"}
    results = {row["name"] for row in second["indicators"] if row["status"] == "actual"}
    assert len(targets & results) >= 12


FOLLOW_UP = sorted((CORPUS / "follow-up").rglob("*.jsonl"))
OUTCOMES = {"met", "missed", "reported", "restated", "not_mentioned"}


@pytest.mark.parametrize("path", FOLLOW_UP, ids=lambda path: path.stem)
def test_follow_up(path: Path) -> None:
    """What became of promises obeys the definitions and, where the reports are ours, points into them."""
    head, *rows = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines())
    own = {hashlib.sha256(file.read_bytes()).hexdigest(): file for file in CORPUS.rglob("*.txt")}
    files = [own.get(head[f"{side}_sha256"]) for side in ("earlier", "later")]
    earlier, later = (file.read_text(encoding="utf-8") if file else None for file in files)
    fates = [row for row in rows if "commitment" in row]
    assert len(fates) >= 30 and {row["commitment"] for row in fates} == {"target", "action", "task"}
    assert [row["start"] for row in fates] == sorted(row["start"] for row in fates)
    for row in fates:
        assert set(row) <= {"commitment", "start", "end", "subject", "outcome", "evidence", "unsure"}, "no text"
        assert row["outcome"] in OUTCOMES and row["start"] < row["end"]
        assert bool(row["evidence"]) == (row["outcome"] != "not_mentioned")
        assert ("subject" in row) == (row["commitment"] != "task")
        if "subject" in row:
            assert row["start"] <= row["subject"][0] < row["subject"][1] <= row["end"]
        if row["outcome"] == "met":
            assert row["commitment"] == "target"
        for text, spans in ((earlier, [[row["start"], row["end"]]]), (later, row["evidence"])):
            for start, end in spans:
                assert text is None or text[start:end] == text[start:end].strip(" \n\u3000，。；") != ""
    for row in rows:
        if "series" in row:
            assert row["series"]["earlier"] and row["series"]["later"]


def test_the_commitments_that_are_annotated() -> None:
    count = sum('"commitment"' in line for path in FOLLOW_UP for line in path.read_text(encoding="utf-8").splitlines())
    assert len(FOLLOW_UP) >= 6 and count >= 150
