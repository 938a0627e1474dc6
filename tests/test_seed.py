"""What the report this began with must give, and its twin in corpus/ with the same traps.

The seed itself is not in the repository; where it lies beside the checkout it is tested too.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import SHARED, TWIN, analyzed

from reportmine.model import Report
from reportmine.renderers import json as json_renderer
from reportmine.renderers import text as text_renderer

SEED = SHARED / "seed" / "ip-work-report-2023.txt"
BOTH = [pytest.param(TWIN, id="twin"), pytest.param(SEED, id="seed")]


def report_of(path: Path) -> Report:
    if not path.exists():
        pytest.skip("no ../shared beside the checkout")
    return analyzed(path)


@pytest.fixture
def seed() -> Report:
    return report_of(SEED)


def shown(report: Report, category: str) -> list[str]:
    # The neighbours it compares itself with are a hint of their own.
    return [report.text[f.start : f.end] for f in report.findings if f.category == category and f.rule != "RM302"]


@pytest.mark.parametrize("path", BOTH)
def test_sections_and_labels(path: Path) -> None:
    report = report_of(path)
    top = [section for section in report.sections if section.parent is None]
    assert [section.number for section in top] == ["一、", "二、", "三、"]
    children = [[s for s in report.sections if s.parent == section.id] for section in top]
    assert [len(group) for group in children] == [6, 0, 5]
    assert [s.number for s in children[0]] == ["（一）", "（二）", "（三）", "（四）", "（五）", "（六）"]
    for section, label in zip(top, ("achievement", "shortfall", "priority"), strict=True):
        inside = [p for p in report.paragraphs if p.kind == "body" and section.start <= p.start < section.end]
        assert inside
        assert {p.label for p in inside} == {label}


@pytest.mark.parametrize("path", BOTH)
def test_paywall_marks_and_password(path: Path) -> None:
    report = report_of(path)
    assert {"##paidbegin##", "##paidend##"} <= set(shown(report, "leftover"))
    secrets = shown(report, "secret")
    assert len(secrets) == 1
    secret = secrets[0]
    assert [f.severity for f in report.findings if f.category == "secret"] == ["high"]
    assert secret.isascii()
    outputs = [
        json_renderer.render(report),
        text_renderer.render(report),
        text_renderer.render(report, full=True),
        text_renderer.render(report, full=True, colour=True),
    ]
    assert [output for output in outputs if secret in output] == []
    assert secret in text_renderer.render(report, full=True, show_secrets=True)


@pytest.mark.parametrize("path", BOTH)
def test_masked_city_is_found_where_it_stands_readable(path: Path) -> None:
    leaks = shown(report_of(path), "unmasked")
    full, short = [name for name in leaks if len(name) > 1], [name for name in leaks if len(name) == 1]
    assert len(full) == len(short) == 2
    assert len(set(full)) == 1
    assert all(name in full[0] for name in short)


def test_seed_head(seed: Report) -> None:
    assert (seed.title, seed.year, seed.region) == ("2023年某市知识产权工作报告", 2023, "某市")
    assert seed.audience == "联席会议"
    assert seed.source.encoding == "utf-8"


def test_seed_masks_and_leaks(seed: Report) -> None:
    assert len(shown(seed, "mask")) == 49
    assert shown(seed, "unmasked") == ["株洲", "株洲", "株", "株"]
    marks = [f.start for f in seed.findings if f.rule == "RM301"]
    assert [seed.text[start - 1 : start + 2] for start in marks][2:] == ["在株企", "为株企"]
    assert shown(seed, "leftover") == ["##paidbegin##", "##paidend##"]


INDICATORS = [
    # name (a part of it), value, unit, kind, bound, masked
    ("每万人发明专利拥有量", None, "件", "level", "exact", True),
    ("每万人发明专利拥有量", 2, "", "rank", "exact", False),
    ("督查激励", 2, "次", "level", "exact", False),
    ("挽回损失", None, "亿元", "level", "min", True),
    ("海外维权", 3, "次", "level", "exact", False),
    ("重大涉外纠纷", 2, "起", "level", "exact", False),
    ("园区", 6, "个", "level", "exact", False),
]


@pytest.mark.parametrize(("name", "value", "unit", "kind", "bound", "masked"), INDICATORS)
def test_seed_indicators(
    seed: Report, name: str, value: float | None, unit: str, kind: str, bound: str, masked: bool
) -> None:
    rows = [(i.value, i.unit, i.kind, i.bound, i.masked) for i in seed.indicators if name in i.name]
    assert (value, unit, kind, bound, masked) in rows


ACTIONS = {
    "campaign": {"铁拳", "剑网", "昆仑", "龙腾"},
    "programme": {"专利质量提升工程", "商标品牌培育计划", "地理标志富民工程"},
    "document": {
        "XX市关于强化知识产权保护的八条措施",
        "XX市知识产权专项资金管理办法",
        "XX市人民政府建设国家知识产权强市试点城市实施方案",
        "共建国家知识产权强市十条措施",
        "知识产权协同保护合作备忘录",
    },
    "designation": {"知识产权强市建设试点城市", "知识产权强市建设示范城市"},
}


@pytest.mark.parametrize("kind", ACTIONS)
def test_seed_actions(seed: Report, kind: str) -> None:
    assert {a.name for a in seed.actions if a.type == kind} >= ACTIONS[kind]
    in_title_marks = {a.name for a in seed.actions if seed.text[a.start - 1] == "《"}
    assert len(in_title_marks) == seed.text.count("《")


def test_twin_has_the_masks_of_its_gold() -> None:
    import json

    gold = json.loads(TWIN.with_suffix(".json").read_text(encoding="utf-8"))["findings"]
    spans = {(f.start, f.end) for f in analyzed(TWIN).findings if f.category == "mask"}
    assert spans == {(row["start"], row["end"]) for row in gold if row["category"] == "mask"}
