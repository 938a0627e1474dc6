from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
from conftest import CORPUS, analyzed

from reportmine.errors import UnreadableInput
from reportmine.evaluate import Score, evaluate, evaluate_public
from reportmine.evaluate.comparison import Comparison, name_similarity, pair, same_unit
from reportmine.model import Action, Indicator, Paragraph, Report, Source

TEXT = "全年产值20亿元，增长5%。开展清风行动。"


def report(**fields: object) -> Report:
    empty = {"title": None, "year": None, "region": None, "organisation": None, "date": None, "audience": None}
    source = Source(path="-", format="txt", encoding="utf-8", sha256="", chars=len(TEXT))
    return Report(source=source, text=TEXT, **{**empty, **fields})  # type: ignore[arg-type]


def indicator(start: int, end: int, name: str, value: float, unit: str, kind: str = "level") -> dict[str, object]:
    return {
        "start": start, "end": end, "name": name, "value": value, "unit": unit, "kind": kind, "bound": "exact",
        "status": "actual", "masked": False,
    }  # fmt: skip


def found(row: dict[str, object], **changes: object) -> Indicator:
    return Indicator(**{**row, "paragraph": 0, "evidence": TEXT, **changes})  # type: ignore[arg-type]


OUTPUT = indicator(4, 8, "产值", 20, "亿元")
GROWTH = indicator(11, 13, "产值", 5, "%", "change")


@pytest.mark.parametrize(
    ("rows", "value", "name"),
    [
        ([found(OUTPUT), found(GROWTH)], (2, 0, 0), (2, 0, 0)),
        ([found(OUTPUT)], (1, 0, 1), (1, 0, 1)),
        ([found(OUTPUT, value=2.0), found(GROWTH)], (1, 1, 1), (1, 1, 1)),
        ([found(OUTPUT, name="就业人数"), found(GROWTH)], (2, 0, 0), (1, 1, 1)),
        ([found(OUTPUT, unit="个亿元"), found(GROWTH)], (2, 0, 0), (2, 0, 0)),
        ([found(OUTPUT), found(GROWTH), found(OUTPUT, start=0, end=2)], (2, 1, 0), (2, 1, 0)),
    ],
)
def test_indicator_counts(rows: list[Indicator], value: tuple[int, int, int], name: tuple[int, int, int]) -> None:
    comparison = Comparison({"indicators": [OUTPUT, GROWTH]}, report(indicators=tuple(rows)))
    comparison.run()
    for step, expected in (("indicators.value", value), ("indicators.name", name)):
        assert tuple(comparison.counts[step, outcome] for outcome in ("right", "wrong", "missed")) == expected


@pytest.mark.parametrize(
    ("start", "end", "exact", "relaxed"),
    [(16, 20, 1, 1), (14, 20, 0, 1), (18, 20, 0, 1), (12, 20, 0, 1), (19, 20, 0, 0)],
)
def test_action_spans(start: int, end: int, exact: int, relaxed: int) -> None:
    gold = {"name": "清风行动", "type": "campaign", "status": "done", "start": 16, "end": 20}
    action = Action(name=TEXT[start:end], type="campaign", status="planned", start=start, end=end, paragraph=0)
    comparison = Comparison({"actions": [gold]}, report(actions=(action,)))
    comparison.run()
    assert comparison.counts["actions.exact", "right"] == exact
    assert comparison.counts["actions.relaxed", "right"] == relaxed
    assert comparison.compared["actions.status"] == relaxed
    assert comparison.agreed["actions.status"] == 0


def test_optional_spans_and_unsure_rows_do_not_count() -> None:
    gold = {
        "indicators": [], "optional": [{"start": 4, "end": 8}],
        "paragraphs": [{"start": 0, "end": 20, "kind": "heading", "unsure": True}],
    }  # fmt: skip
    paragraph = Paragraph(id=0, start=0, end=20, kind="body", label="priority")
    comparison = Comparison(gold, report(indicators=(found(OUTPUT),), paragraphs=(paragraph,)))
    comparison.run()
    assert not comparison.misses
    assert not comparison.compared


def test_score_figures() -> None:
    score = Score(right=3, wrong=1, missed=3) + Score(right=0, wrong=0, missed=0)
    assert (score.precision, score.recall, score.f1) == (0.75, 0.5, pytest.approx(0.6))
    assert Score(right=0, wrong=0, missed=0).f1 == 0


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [("%", "％", True), ("个百分点", "百分点", True), ("个", "", False), ("万 人", "万人", True)],
)
def test_units(one: str, other: str, same: bool) -> None:
    assert same_unit(one, other) is same


def test_names_and_pairs() -> None:
    assert name_similarity("地区生产总值", "全市地区生产总值") > 0.8
    assert name_similarity("", "") == 0
    assert pair([(0, 5), (5, 9)], [(4, 6), (5, 9), (9, 12)]) == {0: 0, 1: 1}


def test_perfect_gold_gives_perfect_scores(tmp_path: Path) -> None:
    """What the tool says, taken as gold, must come out right in every step: the comparison loses nothing."""
    import msgspec

    from reportmine.renderers import json as renderer

    path = CORPUS / "county-2023.txt"
    (tmp_path / path.name).write_bytes(path.read_bytes())
    told = json.loads(renderer.render(analyzed(path), show_secrets=True))
    (tmp_path / "county-2023.json").write_text(json.dumps(told), encoding="utf-8")
    result = evaluate(tmp_path, analyzed)
    assert all(score.f1 == 1 for score in result.scores.values())
    assert all(agreed == compared for agreed, compared in result.rates.values())
    assert not result.misses
    assert len(result.scores) > 8
    assert msgspec.to_builtins(result)


def test_public_annotation_is_found_by_its_hash(tmp_path: Path) -> None:
    data = (CORPUS / "county-2023.txt").read_bytes()
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports" / "a.txt").write_bytes(data)
    digest = hashlib.sha256(data).hexdigest()
    report_of = analyzed(CORPUS / "county-2023.txt")
    first = report_of.indicators[0]
    row = {
        "sha256_16": digest[:16], "start": first.start, "end": first.end, "optional": [],
        "indicators": [
            {"name_pieces": [[0, 2]], "value": first.value, "unit": first.unit, "bound": first.bound,
             "kind": first.kind, "status": first.status, "masked": first.masked, "start": first.start,
             "end": first.end}
        ],
    }  # fmt: skip
    other = {**row, "sha256_16": "0" * 16}
    (tmp_path / "indicators.jsonl").write_text(f"{json.dumps(row)}\n{json.dumps(other)}\n", encoding="utf-8")
    paragraph = next(p for p in report_of.paragraphs if p.kind == "body")
    labels = {"sha256": digest, "paragraphs": [
        {"start": paragraph.start, "end": paragraph.end, "kind": "body", "label": paragraph.label}]}  # fmt: skip
    (tmp_path / "paragraphs.jsonl").write_text(json.dumps(labels) + "\n", encoding="utf-8")
    (tmp_path / "actions.jsonl").write_text("", encoding="utf-8")
    result = evaluate_public(tmp_path, tmp_path / "reports", analyzed)
    assert result.scores["indicators.value"] == Score(right=1, wrong=0, missed=0)
    assert result.rates["paragraphs.label"] == (1, 1)
    (tmp_path / "reports" / "a.txt").write_text("别的报告", encoding="utf-8")
    with pytest.raises(UnreadableInput):
        evaluate_public(tmp_path, tmp_path / "reports", analyzed)


def test_folder_without_annotation_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput):
        evaluate(tmp_path, analyzed)
