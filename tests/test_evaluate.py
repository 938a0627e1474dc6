from __future__ import annotations

import contextlib
import hashlib
import importlib.util
import io
import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from conftest import CORPUS, SHARED, analyzed

from reportmine.errors import UnreadableInput
from reportmine.evaluate import Evaluation, Figure, Gold, evaluate, load_gold
from reportmine.evaluate.comparison import compare
from reportmine.evaluate.gold import Passage
from reportmine.evaluate.matching import half_shared, name_similarity, pair_by_overlap, same_number, same_unit
from reportmine.evaluate.scores import FIGURES, Tally, measure
from reportmine.evaluate.tables import as_json, figure_name, render
from reportmine.model import Action, Indicator, Paragraph, Report, Source
from reportmine.renderers import json as renderer

TEXT = "全年产值20亿元，增长5%。开展清风行动。清风行动效果好。"


def report(**fields: object) -> Report:
    empty = {"title": None, "year": None, "region": None, "organisation": None, "date": None, "audience": None}
    source = Source(path="-", format="txt", encoding="utf-8", sha256="", chars=len(TEXT))
    return Report(source=source, text=TEXT, **{**empty, **fields})  # type: ignore[arg-type]


def gold(name: str = "a", **steps: Any) -> Gold:
    optional = tuple(steps.pop("optional", ()))
    made = Gold(name=name, path=Path(name))
    for step, rows in steps.items():
        if step in ("indicators", "actions"):
            names = tuple(TEXT[start:end] for start, end in optional)
            passage = Passage(start=0, end=len(TEXT), rows=tuple(rows), optional=optional, optional_names=names)
            setattr(made, step, [passage])
        elif step == "paragraphs":
            made.paragraphs = rows
        else:
            made.whole[step] = rows
    return made


def counts(tally: Tally, figure: str) -> tuple[int, int, int]:
    return tuple(tally.counts[figure, outcome] for outcome in ("right", "wrong", "missed"))  # type: ignore[return-value]


def indicator(start: int, end: int, name: str, value: float, unit: str, kind: str = "level") -> dict[str, Any]:
    return {
        "start": start, "end": end, "name": name, "value": value, "unit": unit, "kind": kind, "bound": "exact",
        "status": "actual", "masked": False,
    }  # fmt: skip


def found(row: dict[str, Any], **changes: object) -> Indicator:
    return Indicator(**{**row, "paragraph": 0, "evidence": TEXT, **changes})  # type: ignore[arg-type]


OUTPUT = indicator(4, 8, "产值", 20, "亿元")
GROWTH = indicator(11, 13, "产值", 5, "%", "change")


@pytest.mark.parametrize(
    ("rows", "value", "name"),
    [
        ([found(OUTPUT), found(GROWTH)], (2, 0, 0), (2, 0, 0)),
        ([found(OUTPUT)], (1, 0, 1), (1, 0, 1)),
        ([found(OUTPUT, value=2.0), found(GROWTH)], (1, 1, 1), (1, 1, 1)),
        ([found(OUTPUT, value_max=30.0), found(GROWTH)], (1, 1, 1), (1, 1, 1)),
        ([found(OUTPUT, value=None), found(GROWTH)], (1, 1, 1), (1, 1, 1)),
        ([found(OUTPUT, name="就业人数"), found(GROWTH)], (2, 0, 0), (1, 1, 1)),
        ([found(OUTPUT, unit="个亿元"), found(GROWTH)], (2, 0, 0), (2, 0, 0)),
        ([found(OUTPUT), found(GROWTH), found(OUTPUT, start=0, end=2)], (2, 1, 0), (2, 1, 0)),
    ],
)
def test_indicator_counts(rows: list[Indicator], value: tuple[int, int, int], name: tuple[int, int, int]) -> None:
    tally = compare(gold(indicators=[OUTPUT, GROWTH]), report(indicators=tuple(rows)))
    assert counts(tally, "indicators.value") == value
    assert counts(tally, "indicators.name") == name


def test_kinds_are_right_when_value_and_kind_are() -> None:
    rows = (found(OUTPUT, kind="share"), found(GROWTH))
    tally = compare(gold(indicators=[OUTPUT, GROWTH]), report(indicators=rows))
    assert counts(tally, "indicators.level") == (0, 0, 1)
    assert counts(tally, "indicators.share") == (0, 1, 0)
    assert counts(tally, "indicators.change") == (1, 0, 0)


@pytest.mark.parametrize(("field", "told"), [("period", "2023"), ("baseline", "上年"), ("code", "gdp")])
def test_open_attributes_are_judged_where_the_annotation_has_them(field: str, told: str) -> None:
    silent = compare(gold(indicators=[OUTPUT]), report(indicators=(found(OUTPUT, **{field: told}),)))
    assert (f"indicators.{field}", "compared") not in silent.counts
    spoken = compare(gold(indicators=[{**OUTPUT, field: told}]), report(indicators=(found(OUTPUT),)))
    assert spoken.counts[f"indicators.{field}", "compared"] == 1
    assert spoken.counts[f"indicators.{field}", "agree"] == 0


ACTION = {"name": "清风行动", "type": "campaign", "status": "done", "start": 16, "end": 20}


def action(start: int, end: int, kind: str = "campaign") -> Action:
    return Action(name=TEXT[start:end], type=kind, status="planned", start=start, end=end, paragraph=0)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("start", "end", "exact", "relaxed"),
    [(16, 20, 1, 1), (14, 20, 0, 1), (18, 20, 0, 1), (12, 20, 0, 1), (19, 20, 0, 0)],
)
def test_action_spans(start: int, end: int, exact: int, relaxed: int) -> None:
    tally = compare(gold(actions=[ACTION]), report(actions=(action(start, end),)))
    assert counts(tally, "actions.exact") == (exact, 1 - exact, 1 - exact)
    assert counts(tally, "actions.relaxed") == (relaxed, 1 - relaxed, 1 - relaxed)
    assert tally.counts["actions.status", "compared"] == relaxed
    assert tally.counts["actions.status", "agree"] == 0


def test_a_name_found_again_is_no_mistake() -> None:
    tally = compare(gold(actions=[ACTION]), report(actions=(action(16, 20), action(21, 25))))
    assert counts(tally, "actions.exact") == (1, 0, 0)
    tally = compare(gold(actions=[], optional=[(16, 20)]), report(actions=(action(16, 20), action(21, 25))))
    assert counts(tally, "actions.exact") == (0, 0, 0)


def test_types_are_right_when_span_and_type_are() -> None:
    tally = compare(gold(actions=[ACTION]), report(actions=(action(16, 20, "event"), action(0, 4, "document"))))
    assert counts(tally, "actions.campaign") == (0, 0, 1)
    assert counts(tally, "actions.event") == (0, 1, 0)
    assert counts(tally, "actions.document") == (0, 1, 0)


def test_optional_spans_and_unsure_rows_do_not_count() -> None:
    rows = [{"start": 0, "end": 20, "kind": "heading", "unsure": True}]
    paragraph = Paragraph(id=0, start=0, end=20, kind="body", label="priority")
    tally = compare(
        gold(indicators=[], paragraphs=rows, optional=[(4, 8)]),
        report(indicators=(found(OUTPUT),), paragraphs=(paragraph,)),
    )
    assert not tally.mistakes
    assert not tally.counts


@pytest.mark.parametrize(
    ("row", "label", "right"),
    [
        ({"label": "priority"}, "priority", True),
        ({"label": "achievement", "also": "priority"}, "priority", True),
        ({"label": "achievement"}, "priority", False),
        ({"label": "other"}, None, True),
    ],
)
def test_labels(row: dict[str, str], label: str | None, right: bool) -> None:
    paragraph = Paragraph(id=0, start=0, end=20, kind="body" if label else "heading", label=label)  # type: ignore[arg-type]
    rows = [{"start": 0, "end": 20, "kind": "body", **row}]
    tally = compare(gold(paragraphs=rows), report(paragraphs=(paragraph,)))
    assert tally.counts["paragraphs.label", "agree"] == right
    assert counts(tally, f"paragraphs.{row['label']}") == (right, 0, 1 - right)


def tallies() -> Iterable[Tally]:
    yield compare(gold("甲", indicators=[OUTPUT, GROWTH]), report(indicators=(found(OUTPUT), found(GROWTH))))
    yield compare(gold("乙", indicators=[OUTPUT, GROWTH]), report(indicators=(found(OUTPUT),)))
    yield compare(gold("丙", indicators=[GROWTH]), report(indicators=(found(GROWTH, name="工作"), found(OUTPUT))))


def test_figures_and_their_intervals() -> None:
    result = measure(list(tallies()))
    value = result.figures["indicators.value"]
    # 4 right, 1 wrong, 1 missed.
    assert (value.value, value.precision, value.recall, value.gold) == (0.8, 0.8, 0.8, 5)
    assert value.low is not None
    assert value.high is not None
    assert 0.6 <= value.low < value.value < value.high <= 1
    assert result.documents["乙"]["indicators.value"] == Figure(
        value=pytest.approx(2 / 3), gold=2, precision=1.0, recall=0.5
    )
    assert measure(list(tallies())) == result
    assert list(result.figures) == sorted(result.figures, key=FIGURES.index)


def test_macro_figure_is_the_mean_of_the_labels_that_are_there() -> None:
    rows = [{"start": 0, "end": 14, "kind": "body", "label": "achievement"},
            {"start": 14, "end": 20, "kind": "body", "label": "priority"}]  # fmt: skip
    told = (Paragraph(id=0, start=0, end=14, kind="body", label="achievement"),
            Paragraph(id=1, start=14, end=20, kind="body", label="achievement"))  # fmt: skip
    result = measure([compare(gold(paragraphs=rows), report(paragraphs=told))])
    assert result.figures["paragraphs.macro"].value == pytest.approx((2 / 3 + 0) / 2)
    assert result.figures["paragraphs.label"] == Figure(value=0.5, gold=2)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [("%", "％", True), ("个百分点", "百分点", True), ("个", "", False), ("万 人", "万人", True)],
)
def test_units(one: str, other: str, same: bool) -> None:
    assert same_unit(one, other) is same


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (None, None, True),
        (None, 1, False),
        (0, None, False),
        (0.6667, 2 / 3, True),
        (1001, 1000, True),
        (5, 5.1, False),
    ],
)
def test_numbers(one: float | None, other: float | None, same: bool) -> None:
    assert same_number(one, other) is same


def test_names_and_pairs() -> None:
    assert name_similarity("地区生产总值", "全市地区生产总值") > 0.8
    assert name_similarity("", "") == 0
    assert pair_by_overlap([(0, 5), (5, 9)], [(4, 6), (5, 9), (9, 12)]) == {0: 0, 1: 1}
    assert half_shared((0, 4), (2, 4))
    assert not half_shared((0, 2), (2, 4))


def test_perfect_gold_gives_perfect_scores(tmp_path: Path) -> None:
    """What the tool says, taken as gold, must come out right in every step: the comparison loses nothing."""
    path = CORPUS / "county-2023.txt"
    (tmp_path / path.name).write_bytes(path.read_bytes())
    told = renderer.render(analyzed(path), show_secrets=True)
    (tmp_path / "county-2023.json").write_text(told, encoding="utf-8")
    result = evaluate(tmp_path, analyzed)
    assert {figure.value for figure in result.figures.values()} == {1.0}
    assert not result.mistakes
    assert len(result.figures) > 20


def corpus_row(first: Indicator) -> dict[str, Any]:
    return {"value": first.value, "unit": first.unit, "bound": first.bound, "kind": first.kind,
            "direction": first.direction, "status": first.status, "masked": first.masked}  # fmt: skip


def write_rows(folder: Path, **files: list[dict[str, Any]]) -> None:
    for name, rows in files.items():
        lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        (folder / f"{name}.jsonl").write_text(lines, encoding="utf-8")


def test_public_annotation_is_found_by_its_hash(tmp_path: Path) -> None:
    data = (CORPUS / "county-2023.txt").read_bytes()
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports" / "a.txt").write_bytes(data)
    digest = hashlib.sha256(data).hexdigest()
    report_of = analyzed(CORPUS / "county-2023.txt")
    first = report_of.indicators[0]
    item = {**corpus_row(first), "name_pieces": [[0, 2]], "start": first.start, "end": first.end}
    row = {"doc": "a.txt", "sha256_16": digest[:16], "start": first.start, "end": first.end,
           "indicators": [item], "optional": [[0, 2]]}  # fmt: skip
    paragraph = next(p for p in report_of.paragraphs if p.kind == "body")
    labels = {"doc": "a.txt", "sha256": digest, "paragraphs": [
        {"start": paragraph.start, "end": paragraph.end, "kind": "body", "label": paragraph.label}]}  # fmt: skip
    write_rows(tmp_path, indicators=[row, {**row, "sha256_16": "0" * 16}], paragraphs=[labels])
    result = evaluate(tmp_path, analyzed, tmp_path / "reports")
    assert result.figures["indicators.value"].gold == 1
    assert result.figures["indicators.value"].value == 1
    assert result.figures["paragraphs.label"] == Figure(value=1, gold=1)
    (tmp_path / "reports" / "a.txt").write_text("别的报告", encoding="utf-8")
    with pytest.raises(UnreadableInput):
        evaluate(tmp_path, analyzed, tmp_path / "reports")


def test_annotation_with_text_is_found_by_its_path(tmp_path: Path) -> None:
    (tmp_path / "gold").mkdir()
    (tmp_path / "reports").mkdir()
    (tmp_path / "seed").mkdir()
    for path in (tmp_path / "reports" / "a.txt", tmp_path / "seed" / "b.txt"):
        path.write_bytes((CORPUS / "county-2023.txt").read_bytes())
    report_of = analyzed(CORPUS / "county-2023.txt")
    first = report_of.indicators[0]
    start = first.start - 5
    item = {**corpus_row(first), "name": first.name, "start": 5, "end": first.end - start}
    row = {"doc": "a.txt", "start": start, "text": report_of.text[start : first.end], "indicators": [item],
           "optional": [{"start": 0, "end": 2}]}  # fmt: skip
    paragraph = {"doc": "seed", "start": 0, "end": 6, "kind": "title"}
    write_rows(tmp_path / "gold", indicators=[row], paragraphs=[paragraph])
    golds = load_gold(tmp_path / "gold")
    assert {one.name: one.path for one in golds} == {
        "a.txt": tmp_path / "reports" / "a.txt",
        "seed": tmp_path / "seed" / "b.txt",
    }
    result = evaluate(tmp_path / "gold", analyzed)
    assert result.figures["indicators.name"].value == 1
    write_rows(tmp_path / "gold", indicators=[{**row, "text": "别" * 8}])
    with pytest.raises(UnreadableInput, match="标注与文本不符"):
        evaluate(tmp_path / "gold", analyzed)


def test_folder_without_annotation_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput):
        evaluate(tmp_path, analyzed)
    (tmp_path / "a.txt").write_text("报告", encoding="utf-8")
    (tmp_path / "a.json").write_text("{", encoding="utf-8")
    with pytest.raises(UnreadableInput, match=r"a\.json"):
        evaluate(tmp_path, analyzed)


@pytest.mark.parametrize(
    ("file", "row", "missing"),
    [
        ("a.json", {"indicators": [{"start": 0, "end": 1}]}, "name"),
        ("a.json", {"paragraphs": [{"start": 0, "end": 1, "kind": "body"}]}, "label"),
        ("a.json", {"optional": [{"start": 0}]}, "end"),
        ("actions.jsonl", {"doc": "a.txt", "start": 0, "actions": [{"start": 0, "end": 1}]}, "type"),
        ("actions.jsonl", {"doc": "a.txt", "start": 0}, "actions"),
        ("indicators.jsonl", {"doc": "a.txt", "indicators": []}, "start"),
    ],
)
def test_incomplete_annotation_is_refused(tmp_path: Path, file: str, row: dict[str, Any], missing: str) -> None:
    (tmp_path / "a.txt").write_text("报告全文。", encoding="utf-8")
    (tmp_path / file).write_text(json.dumps({"end": 1, **row} if file != "a.json" else row), encoding="utf-8")
    with pytest.raises(UnreadableInput, match=f"缺少 {missing}"):
        load_gold(tmp_path, tmp_path)


@pytest.fixture(scope="module")
def corpus_evaluation() -> Evaluation:
    return evaluate(CORPUS / "held-out", analyzed)


def test_tables(corpus_evaluation: Evaluation) -> None:
    shown = render(corpus_evaluation, errors=3).splitlines()
    assert shown[0].startswith("3 篇报告")
    assert len([line for line in shown if re.match(r".*\.txt:\d+:\d+  \w+\.\w+  .* → .*  ….*…$", line)]) == 3
    assert "差异" not in render(corpus_evaluation)
    every = as_json(corpus_evaluation, errors=10**6)
    told = json.loads(every)
    assert set(told) == {"figures", "documents", "mistakes"}
    assert len(told["mistakes"]) == len(corpus_evaluation.mistakes)
    assert set(told["figures"]["indicators.value"]) == {"value", "gold", "precision", "recall", "low", "high"}
    assert "mistakes" not in json.loads(as_json(corpus_evaluation))


@pytest.mark.parametrize("figure", FIGURES)
def test_every_figure_has_a_name(figure: str) -> None:
    assert figure_name(figure).strip()


def test_mistakes_say_where_they_are(corpus_evaluation: Evaluation) -> None:
    for mistake in corpus_evaluation.mistakes:
        line = Path(mistake.path).read_text(encoding="utf-8").split("\n")[mistake.line - 1]
        assert 1 <= mistake.column <= len(line) + 1
        assert line[mistake.column - 1 :][:5].strip() in mistake.words


@pytest.mark.slow
def test_figures_are_those_of_the_shared_scorer() -> None:
    """The shared scorer, fed with our analyses, prints what ``evaluate`` gives."""
    if not (SHARED / "score.py").exists() or not (SHARED / "gold-dev").is_dir():
        pytest.skip("no ../shared/score.py beside the checkout")
    spec = importlib.util.spec_from_file_location("score", SHARED / "score.py")
    assert spec is not None
    assert spec.loader is not None
    score = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(score)

    def tool(doc: str) -> dict[str, Any]:
        told: dict[str, Any] = json.loads(renderer.render(analyzed(score.path_of(doc)), show_secrets=True))
        return told

    with contextlib.redirect_stdout(io.StringIO()) as printed:
        for step in (score.paragraphs, score.indicators, score.actions):
            step(tool, 0)
    lines = printed.getvalue()
    ours = evaluate(SHARED / "gold-dev", analyzed, SHARED).figures

    def theirs(pattern: str) -> list[float]:
        match = re.search(pattern, lines)
        assert match is not None, pattern
        return [float(group) for group in match.groups()]

    expected = {
        r"accuracy ([\d.]+) of": [ours["paragraphs.label"].value],
        r"macro-F1 \(three labels\) ([\d.]+), with other ([\d.]+), kind accuracy ([\d.]+)": [
            ours[f"paragraphs.{name}"].value for name in ("macro", "macro4", "kind")
        ],
        **{
            rf"  {label} +P ([\d.]+) R ([\d.]+) F ([\d.]+)": list(prf(ours[f"paragraphs.{label}"]))
            for label in ("achievement", "shortfall", "priority", "other")
        },
        r"value\+unit P ([\d.]+) R ([\d.]+) F1 ([\d.]+);": list(prf(ours["indicators.value"])),
        r"right name too F1 ([\d.]+)": [ours["indicators.name"].value],
        **{
            rf"\b{name} ([\d.]+)(?:,|\n)": [ours[f"indicators.{name}"].value]
            for name in ("bound", "kind", "status", "masked", "direction")
        },
        r"exact P ([\d.]+) R ([\d.]+) F1 ([\d.]+);": list(prf(ours["actions.exact"])),
        r"relaxed P ([\d.]+) R ([\d.]+) F1 ([\d.]+);": list(prf(ours["actions.relaxed"])),
        r"; type ([\d.]+)": [ours["actions.type"].value],
    }
    for pattern, values in expected.items():
        assert theirs(pattern) == pytest.approx(values, abs=6e-4), pattern


def prf(figure: Figure) -> tuple[float, float, float]:
    assert figure.precision is not None
    assert figure.recall is not None
    return figure.precision, figure.recall, figure.value
