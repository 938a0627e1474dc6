"""What became of promises: figures judged, measures that lean on others, mentions, and the invariants."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import reportmine
from reportmine.comparison.edition import Edition
from reportmine.comparison.follow_up import terms
from reportmine.comparison.follow_up.follow_up import follow_up
from reportmine.comparison.follow_up.mentions import weights
from reportmine.comparison.follow_up.outcome import better_side, judge
from reportmine.comparison.follow_up.relative import read_leaning
from reportmine.comparison.follow_up.terms import alike, background, one_form, stem
from reportmine.comparison.model import Figure, FollowUp
from reportmine.errors import UnreadableInput
from reportmine.evaluate.comparison_tables import as_json, render
from reportmine.evaluate.follow_up import evaluate_comparisons
from reportmine.readers import from_text
from reportmine.train.follow_up import train_follow_up


def edition(text: str, id: int, year: int) -> Edition:
    report = reportmine.analyze(from_text(text), year=year)
    return Edition(report, id, year)


PLAN = """云溪县人民政府工作报告
——2023年1月10日在云溪县第十届人民代表大会第二次会议上
一、2022年工作回顾
全县地区生产总值增长6.1%，城镇新增就业3100人，居民人均可支配收入增长6.0%。
二、2023年工作安排
今年的主要预期目标是：地区生产总值增长7%左右，城镇新增就业3000人以上，城镇调查失业率控制在5.5%左右，居民消费价格涨幅3%左右，居民收入增长与经济增长同步，一般公共预算收入增长5%，单位地区生产总值能耗降低2.5%左右，改造老旧小区24个。
实施“清溪”河道治理行动，启动青龙潭水库除险加固工程，开展“护苗”校园安全三年行动。
取消社区卫生服务站建档收费，出台引进乡村医生的具体办法，扩大长期护理保险覆盖范围，新建县城第三水厂，整合各乡镇敬老院，开展全县地名普查。
今年要建成云溪大桥。
"""
NEXT = """云溪县人民政府工作报告
——2024年1月12日在云溪县第十届人民代表大会第三次会议上
一、2023年工作回顾
全县地区生产总值增长6.8%，城镇新增就业3256人，城镇调查失业率5.1%，居民消费价格上涨0.3%，居民人均可支配收入增长6.9%，一般公共预算收入增长4.2%，单位地区生产总值能耗下降3.1%。
“清溪”河道治理计划全面铺开，治理河道36公里。青龙潭水库除险加固工程建成蓄水。社区卫生服务站建档收费全部取消。出台了引进乡村医生办法，新招乡村医生40名。改造老旧小区26个。
存在的困难和不足：长期护理保险参保率不高，云溪大桥建设进展缓慢、没有完成年度任务。
二、2024年工作安排
今年要开工建设县城第三水厂，深化乡镇财政体制改革。
"""


@pytest.fixture(scope="module")
def pair() -> tuple[Edition, Edition]:
    return edition(PLAN, 0, 2023), edition(NEXT, 1, 2024)


@pytest.fixture(scope="module")
def rows(pair: tuple[Edition, Edition]) -> tuple[FollowUp, ...]:
    return follow_up((pair,))


def about(rows: tuple[FollowUp, ...], words: str) -> FollowUp:
    found = [row for row in rows if words in (row.subject or row.promise).text or words in row.promise.text]
    assert found, words
    return found[0]


@pytest.mark.parametrize(
    ("words", "outcome", "evidence"),
    [
        ("地区生产总值增长7%", "met", "6.8%"),
        ("城镇新增就业3000人", "met", "3256人"),
        ("城镇调查失业率", "met", "5.1%"),
        ("居民消费价格", "missed", "0.3%"),
        ("与经济增长同步", "met", "6.9%"),
        ("一般公共预算收入", "missed", "4.2%"),
        ("能耗降低", "met", "3.1%"),
        ("改造老旧小区", "met", "26个"),
        ("清溪", "reported", "“清溪”河道治理计划"),
        ("青龙潭水库除险加固工程", "reported", "青龙潭水库除险加固工程"),
        ("护苗", "not_mentioned", ""),
        ("取消社区卫生服务站建档收费", "reported", "建档收费"),
        ("引进乡村医生", "reported", "引进乡村医生办法"),
        ("县城第三水厂", "restated", "县城第三水厂"),
        ("开展全县地名普查", "not_mentioned", ""),
        ("云溪大桥", "missed", "没有完成年度任务"),
    ],
)
def test_outcomes(rows: tuple[FollowUp, ...], words: str, outcome: str, evidence: str) -> None:
    row = about(rows, words)
    assert row.outcome == outcome, (row.outcome, row.evidence)
    assert evidence in "".join(passage.text for passage in row.evidence)
    assert bool(row.evidence) == (outcome != "not_mentioned")


def test_spans_and_order(pair: tuple[Edition, Edition], rows: tuple[FollowUp, ...]) -> None:
    check(pair, rows)
    assert [row.promise.start for row in rows] == sorted(row.promise.start for row in rows)
    assert rows == follow_up((pair,))


def check(pair: tuple[Edition, Edition], rows: tuple[FollowUp, ...]) -> None:
    texts = [one.text for one in pair]
    for row in rows:
        for passage in (row.promise, *row.evidence, *([row.subject] if row.subject else [])):
            assert texts[passage.report][passage.start : passage.end] == passage.text
        assert row.promise.report == 0
        assert all(passage.report == 1 for passage in row.evidence)
        assert 0 <= row.confidence <= 1
        assert (row.outcome == "not_mentioned") == (not row.evidence)
        assert row.arithmetic is None or row.outcome in ("met", "missed")


def figure(text: str, name: str, value: float, unit: str, **fields: object) -> Figure:
    given = {"bound": "exact", "kind": "level", "status": "target", "evidence": text, **fields}
    return Figure(report=0, start=0, end=len(text), text=text, name=name, value=value, unit=unit, **given)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("target", "actual", "outcome", "rule"),
    [
        (
            figure("3%", "居民消费价格", 3, "%", kind="change", bound="about", code="cpi"),
            (0.2, "%"),
            "missed",
            "around",
        ),
        (figure("3%", "居民消费价格", 3, "%", kind="change", bound="about", code="cpi"), (2.7, "%"), "met", "around"),
        (figure("3%", "居民消费价格", 3, "%", kind="change", bound="max", code="cpi"), (0.2, "%"), "met", "at-most"),
        (figure("1200万人", "城镇新增就业", 1200, "万人", bound="min"), (1256, "万人"), "met", "at-least"),
        (figure("1200万人", "城镇新增就业", 1200, "万人", bound="min"), (1199, "万人"), "missed", "at-least"),
        (figure("5.53万亿元", "财政收入", 5.53, "万亿元"), (55400, "亿元"), "met", "exact"),
        (figure("5%", "粮食产量", 5, "%", kind="change", value_max=6.0), (5.4, "%"), "met", "range"),
        (figure("5%", "粮食产量", 5, "%", kind="change", value_max=6.0), (6.4, "%"), "met", "range"),
        (figure("5%", "粮食产量", 5, "%", kind="change", value_max=6.0), (4.9, "%"), "missed", "range"),
        (figure("1000万人", "减少农村贫困人口", 1000, "万人"), (1289, "万人"), "met", "exact"),
        (figure("10天", "企业开办时间", 10, "天", bound="max"), (8.5, "天"), "met", "at-most"),
    ],
)
def test_judge(target: Figure, actual: tuple[float, str], outcome: str, rule: str) -> None:
    value, unit = actual
    result = figure(f"{value}{unit}", target.name, value, unit, kind=target.kind, status="actual")
    found = judge(target, result)
    assert found is not None
    assert (found.outcome, found.arithmetic.rule) == (outcome, rule)


@pytest.mark.parametrize(
    ("direction", "value", "outcome"), [("down", 3.1, "met"), ("down", 1.2, "missed"), ("up", 0.4, "missed")]
)
def test_a_larger_fall_is_better(direction: str, value: float, outcome: str) -> None:
    target = figure("2.5%", "单位地区生产总值能耗", 2.5, "%", kind="change", bound="about", direction="down")
    result = figure("x", "单位地区生产总值能耗", value, "%", kind="change", status="actual", direction=direction)
    found = judge(target, result)
    assert found is not None and found.outcome == outcome
    assert better_side(target) == "lower"


def test_no_judgement_over_units_or_masks() -> None:
    target = figure("300户", "改造危房", 300, "户")
    assert judge(target, figure("5万平方米", "改造危房", 5, "万平方米", status="actual")) is None
    masked = Figure(
        report=1, start=0, end=3, text="XX户", name="改造危房", value=None, unit="户", bound="exact", kind="level",
        status="actual", evidence="", masked=True,
    )  # fmt: skip
    assert judge(target, masked) is None


@pytest.mark.parametrize(
    ("clause", "rule"),
    [
        ("居民收入增长与经济增长基本同步", "in-step"),
        ("城乡居民收入增长快于经济增长", "ahead-of"),
        ("一般公共预算收入增长不低于经济增长", "ahead-of"),
        ("货币供应量增速与名义经济增速基本匹配", None),
        ("加强与周边地区的交流", None),
    ],
)
def test_leaning(clause: str, rule: str | None) -> None:
    found = read_leaning(clause)
    assert (found.rule if found else None) == rule


def test_terms() -> None:
    assert one_form("推进营业税改征增值税试点") == "推进营改增试点"
    assert stem("“清溪”河道治理三年行动") == stem("“清溪”河道治理计划") == "清溪河道治理"
    assert alike("城镇新增就业", "城镇新增就业") == pytest.approx(1)
    assert alike("", "城镇新增就业") == 0


@pytest.mark.parametrize("text", ["云溪。", "云溪县。", "今年要建设第三水厂，地区生产总值增长XX%。"])
def test_poor_reports(pair: tuple[Edition, Edition], text: str) -> None:
    poor = edition(text, 1, 2024)
    check((pair[0], poor), follow_up(((pair[0], poor),)))
    first = edition(text, 0, 2023)
    check((first, pair[1]), follow_up(((first, pair[1]),)))


def test_five_years_do_not_judge_one() -> None:
    later = edition(
        "云溪县人民政府工作报告\n——2024年1月12日在云溪县第十一届人民代表大会第一次会议上\n一、过去五年工作回顾\n"
        "过去五年，城镇新增就业累计15600人，地区生产总值年均增长7.2%。\n二、2024年工作安排\n今年要建设第四水厂。\n",
        1,
        2024,
    )
    earlier = edition(PLAN, 0, 2023)
    for row in follow_up(((earlier, later),)):
        if row.kind == "target":
            assert row.outcome not in ("met", "missed"), row


def test_shipped_weights_and_card_agree() -> None:
    folder = Path(__file__).parent.parent / "models" / "follow_up"
    meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
    shipped = json.loads((folder / "weights.json").read_text(encoding="utf-8"))
    assert len(shipped["all"]["features"]) == meta["features"]
    assert len(shipped["left_out"]) == len(meta["trained_on"])
    outcome = meta["leave_one_pair_out"]["figures"]["outcome"]["value"]
    assert outcome >= 0.8 and f"{outcome:.3f}" in (folder / "README.md").read_text(encoding="utf-8")
    assert (folder / "background.json").stat().st_size < 400_000


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(NEXT.replace("\n", "。").split("。")), max_size=12), st.booleans())
def test_any_selection_of_sentences(parts: list[str], review: bool) -> None:
    head = "一、2023年工作回顾\n" if review else "二、2024年工作安排\n"
    pair = edition(PLAN, 0, 2023), edition(head + "。".join(parts) + "。", 1, 2024)
    check(pair, follow_up((pair,)))


class _Filled:
    """Stands for a list of tasks that an office filled in."""

    def find(self, edition: Edition, commitment: object) -> dict[str, str] | None:
        return {"完成情况": "已完成"}


def test_what_the_office_filled_in_changes_no_outcome(
    pair: tuple[Edition, Edition], rows: tuple[FollowUp, ...]
) -> None:
    filled = follow_up((pair,), _Filled())  # type: ignore[arg-type]
    assert [row.outcome for row in filled] == [row.outcome for row in rows]
    assert all(row.filled == {"完成情况": "已完成"} for row in filled)
    assert all(row.filled is None for row in rows)


def annotate(tmp_path: Path) -> tuple[Path, Path]:
    """The pair above with an annotation of five of its promises: folder of the annotation, and of the reports."""
    reports = tmp_path / "reports"
    gold = tmp_path / "gold"
    reports.mkdir()
    gold.mkdir()
    head: dict[str, str] = {}
    for side, text in (("earlier", PLAN), ("later", NEXT)):
        path = reports / f"{side}.txt"
        path.write_text(text, encoding="utf-8", newline="")
        head |= {side: path.name, f"{side}_sha256": hashlib.sha256(path.read_bytes()).hexdigest()}

    def span(text: str, words: str) -> list[int]:
        return [text.index(words), text.index(words) + len(words)]

    def row(
        kind: str, clause: str, outcome: str, evidence: str | None, subject: str | None = None
    ) -> dict[str, object]:
        start, end = span(PLAN, clause)
        found: dict[str, object] = {"commitment": kind, "start": start, "end": end, "outcome": outcome}
        if subject:
            found["subject"] = [PLAN.index(subject, start), PLAN.index(subject, start) + len(subject)]
        return {**found, "evidence": [span(NEXT, evidence)] if evidence else []}

    lines: list[dict[str, object]] = [
        dict(head),
        row("target", "城镇新增就业3000人以上", "met", "3256人", "3000人"),
        row("target", "一般公共预算收入增长5%", "met", "4.2%", "5%"),
        row("action", "启动青龙潭水库除险加固工程", "reported", "青龙潭水库除险加固工程", "青龙潭水库除险加固工程"),
        row("task", "新建县城第三水厂", "restated", "县城第三水厂"),
        row("task", "开展全县地名普查", "not_mentioned", None),
        {"series": {"earlier": [span(PLAN, "3000人")], "later": [span(NEXT, "3256人")]}},
    ]
    (gold / "county.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    (gold / "other.jsonl").write_text('{"report": "x"}\n', encoding="utf-8")
    return gold, reports


def test_evaluation(tmp_path: Path) -> None:
    gold, reports = annotate(tmp_path)
    found = evaluate_comparisons(gold, reports, reportmine.analyze)
    counts = {name: (share.right, share.of) for name, share in found.figures.items()}
    assert counts["recall"] == (5, 5)
    assert counts["outcome"] == (4, 5)  # the second row is wrong on purpose
    assert counts["numbers"] == (1, 2)
    assert counts["evidence"] == (4, 4)
    assert counts["series.recall"] == (1, 1)
    assert [one.kind for one in found.differences] == ["target"]
    assert "0.800" in render(found, errors=5)
    assert json.loads(as_json(found, errors=1))["figures"]["outcome"] == {"value": 0.8, "right": 4, "of": 5}


def test_evaluation_without_annotation(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput):
        evaluate_comparisons(tmp_path, tmp_path, reportmine.analyze)


def test_training_gives_the_same_bytes_twice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    gold, reports = annotate(tmp_path)
    folder = tmp_path / "model"
    for module in (
        "reportmine.comparison.follow_up.terms",
        "reportmine.comparison.follow_up.mentions",
        "reportmine.train.follow_up",
    ):
        monkeypatch.setattr(f"{module}.resource", lambda *parts: folder.joinpath(*parts[2:]))
    caches = (background, weights, terms.tokens, terms._pairs)
    try:
        written = []
        for _ in range(2):
            for one in caches:
                one.cache_clear()
            train_follow_up(gold, reports, reportmine.analyze)
            written.append({path.name: path.read_bytes() for path in sorted(folder.iterdir())})
        assert written[0] == written[1]
        assert list(written[0]) == ["README.md", "background.json", "meta.json", "weights.json"]
        assert weights().decide("task", [], [])
    finally:
        for one in caches:
            one.cache_clear()


@pytest.mark.parametrize(
    ("clause", "matters"),
    [
        ("深化公务用车制度改革", ("公车",)),
        ("加快完善居住证制度", ("居住证",)),
        ("继续推进改革", ()),
        ("加强口岸收费和茶园用水管理", ("口岸收费", "茶园用水")),
    ],
)
def test_matters(clause: str, matters: tuple[str, ...]) -> None:
    assert terms.tokens(clause).matters == matters
