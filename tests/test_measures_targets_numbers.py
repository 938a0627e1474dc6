"""Targets with a number: which they are, in what unit, and how they bind."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import reportmine
from reportmine.errors import BadLexicon
from reportmine.indicators.codes import indicator_codes
from reportmine.measures.model import Measure
from reportmine.measures.targets import measure_targets
from reportmine.measures.usual import base_name, families, usual_measures
from reportmine.model import Report

HEAD = """青川县2023年政府工作报告
各位代表：
一、2022年工作回顾
过去的一年，全县地区生产总值增长4.1%，城镇新增就业2985人，工业园区建设取得新进展，完成了年初确定的各项任务。
二、2023年工作安排
今年全县经济社会发展的主要预期目标是："""


def report_with(aims: str, head: str = HEAD) -> Report:
    return reportmine.analyze(head + aims + "\n")


def rows_of(aims: str, head: str = HEAD) -> dict[str, Measure]:
    return {row.name: row for row in measure_targets(report_with(aims, head))}


def modifier(row: Measure) -> str:
    return (row.note or "").partition(";")[0]


@pytest.mark.parametrize(
    ("aims", "name", "value", "unit", "note"),
    [
        ("地区生产总值增长6.5%左右。", "gdp", 6.5, "%", "about"),
        ("经济增长6%以上。", "gdp", 6.0, "%", "at least"),
        ("GDP增长不低于7%。", "gdp", 7.0, "%", "at least"),
        ("地区生产总值增长6%。", "gdp", 6.0, "%", "point"),
        ("地区生产总值增长6%—6.5%。", "gdp", 6.0, "%", "range"),
        ("居民消费价格涨幅控制在3%左右。", "cpi", 3.0, "%", "about"),
        ("居民消费价格涨幅控制在3%以内。", "cpi", 3.0, "%", "at most"),
        ("城镇新增就业3000人以上。", "new-urban-jobs", 0.3, "万人", "at least"),
        ("城镇调查失业率5.5%左右。", "surveyed-unemployment", 5.5, "%", "about"),
        ("城镇登记失业率控制在4%以内。", "registered-unemployment", 4.0, "%", "at most"),
        ("赤字率拟按2.8%左右安排。", "deficit-rate", 2.8, "%", "about"),
        ("一般公共预算收入增长5%。", "budget-revenue", 5.0, "%", "point"),
        ("全体居民人均可支配收入增长5%以上。", "disposable-income", 5.0, "%", "at least"),
        ("城镇居民人均可支配收入增长7%。", "urban-disposable-income", 7.0, "%", "point"),
        ("外贸进出口总额增长4%左右。", "trade", 4.0, "%", "about"),
        ("进出口总额达到1200亿元。", "trade:level", 1200.0, "亿元", "point"),
        ("固定资产投资增长8%—10%。", "fixed-asset-investment", 8.0, "%", "range"),
        ("社会消费品零售总额增长7%以上。", "retail-sales", 7.0, "%", "at least"),
        ("单位地区生产总值能耗下降3%左右。", "energy-intensity", -3.0, "%", "about"),
        ("规模以上工业增加值增长9%左右。", "large-industry-value-added", 9.0, "%", "about"),
        ("粮食产量稳定在85亿斤以上。", "grain-output", 425.0, "万吨", "at least"),
        ("粮食产量稳定在21万吨以上。", "grain-output", 21.0, "万吨", "at least"),
    ],
)
def test_usual_targets(aims: str, name: str, value: float, unit: str, note: str) -> None:
    row = rows_of(aims)[name]
    assert (row.part, row.measure) == ("plan", "target")
    assert (row.value, row.unit, modifier(row)) == (value, unit, note)


def test_a_range_has_a_row_for_its_high_end() -> None:
    rows = rows_of("地区生产总值增长6%—6.5%，在实际工作中争取更好结果；城镇新增就业3000人。")
    assert (rows["gdp"].value, rows["gdp:high"].value) == (6.0, 6.5)
    assert (rows["gdp_growth"].value, rows["gdp_growth:high"].value) == (6.0, 6.5)
    assert (rows["gdp"].note or "").split("; ") == ["range", "better", "measured=地区生产总值"]
    assert "new-urban-jobs:high" not in rows


def test_striving_for_better_leaves_about_as_it_is() -> None:
    note = rows_of("地区生产总值增长5%左右、在实际工作中努力争取更好结果。")["gdp"].note or ""
    assert note.startswith("about; better")


@pytest.mark.parametrize("tail", ["力争更高", "争取更快一些", "在实际工作中努力争取更好结果", "力争做得更好"])
def test_striving_for_more_is_told(tail: str) -> None:
    assert (rows_of(f"地区生产总值增长6%，{tail}。")["gdp"].note or "").startswith("point; better; ")


@pytest.mark.parametrize(
    ("aims", "values"),
    [
        (
            "地区生产总值、规上工业增加值、固定资产投资均增长6%以上。",
            {"gdp": 6.0, "large-industry-value-added": 6.0, "fixed-asset-investment": 6.0},
        ),
        (
            "城镇居民人均可支配收入和农村居民人均纯收入实际增长7%以上。",
            {"urban-disposable-income": 7.0, "rural-net-income": 7.0},
        ),
        (
            "城镇、农村居民人均可支配收入分别增长7%和8%左右。",
            {"urban-disposable-income": 7.0, "rural-disposable-income": 8.0},
        ),
    ],
)
def test_a_number_that_several_share_is_one_of_each(aims: str, values: dict[str, float]) -> None:
    rows = rows_of(aims)
    assert {name: rows[name].value for name in values} == values


@pytest.mark.parametrize("said", ["居民消费价格指数控制在103以内", "居民消费价格总指数控制在103%以内"])
def test_an_index_of_prices_is_a_growth(said: str) -> None:
    row = rows_of(f"城镇新增就业3000人，{said}。")["cpi"]
    assert (row.value, row.unit, modifier(row)) == (3.0, "%", "at most")


def test_growth_that_is_something_is_growth() -> None:
    assert rows_of("今年经济增长的预期目标是6%左右，城镇新增就业3000人。")["gdp"].value == 6.0


def test_a_masked_number_is_no_number() -> None:
    row = rows_of("地区生产总值增长XX%左右，城镇新增就业3000人。")["gdp"]
    assert row.value is None
    assert modifier(row) == "masked"


def test_evidence_is_the_clause() -> None:
    report = report_with("地区生产总值增长6%左右，城镇新增就业3000人以上。")
    rows = {row.name: row for row in measure_targets(report)}
    assert [report.text[slice(*span)] for span in rows["gdp"].evidence] == ["地区生产总值增长6%左右"]
    assert [report.text[slice(*span)] for span in rows["new-urban-jobs"].evidence] == ["城镇新增就业3000人以上"]


def test_results_and_parts_are_no_targets() -> None:
    rows = rows_of("地区生产总值增长6%左右；民营经济增加值增长8%；市场主体增长10%。")
    assert rows["gdp"].value == 6.0
    assert rows["new-urban-jobs"].value is None


def test_who_set_a_target_is_no_part_of_its_name() -> None:
    rows = rows_of("省委提出今年经济增长预期目标为7%左右，城镇新增就业3000人。")
    assert rows["gdp"].value == 7.0
    assert modifier(rows["gdp"]) == "about"


@pytest.mark.parametrize(
    ("aims", "name", "value", "note"),
    [
        ("经济增长速度的宏观调控目标，定为百分之八至九。", "gdp", 8.0, "range"),
        ("全社会固定资产投资调控目标为300亿元。", "fixed-asset-investment:level", 300.0, "point"),
        ("物价上涨幅度控制在5%以内。", "cpi", 5.0, "at most"),
        ("正常年景下粮食产量达到90亿斤以上。", "grain-output", 450.0, "at least"),
        ("带动固定资产投资增长9%。", "fixed-asset-investment", 9.0, "point"),
    ],
)
def test_what_is_said_around_a_name(aims: str, name: str, value: float, note: str) -> None:
    row = rows_of(f"城镇新增就业3000人，城镇登记失业率控制在4%以内；{aims}")[name]
    assert (row.value, modifier(row)) == (value, note)


def test_the_passage_of_the_aims_goes_before_a_mention_elsewhere() -> None:
    rows = rows_of(
        "地区生产总值增长6%左右，一般公共预算收入增长5%，城镇新增就业3000人。\n"
        "（一）壮大园区。支持园区做大做强，力争一般公共预算收入增长12%。"
    )
    assert rows["budget-revenue"].value == 5.0


FIVE_YEARS = """江岭市2022年政府工作报告
一、过去五年工作回顾
五年来，全市地区生产总值年均增长6.2%，各项事业取得了新的成绩。
二、“十四五”时期主要目标
“十四五”时期，地区生产总值年均增长6%以上，到2025年粮食产量达到90亿斤。
三、2022年重点工作
今年主要预期目标："""


def test_targets_of_a_longer_plan_have_names_of_their_own() -> None:
    rows = rows_of("地区生产总值增长6.5%左右，城镇新增就业2万人，固定资产投资增长8%。", FIVE_YEARS)
    assert rows["gdp"].value == 6.5
    assert rows["gdp:years"].value == 6.0
    assert "average 2021/2025" in (rows["gdp:years"].note or "")
    assert rows["gdp_growth:years"].value == 6.0
    assert rows["grain-output"].note == "not mentioned"
    assert rows["grain-output:years"].value == 450.0
    assert "by 2025" in (rows["grain-output:years"].note or "")


OLD = """白石县1987年政府工作报告
一、一九八六年的工作
一九八六年全县工农业总产值完成二亿三千万元，比上年增长百分之九点五，农田水利建设取得了很大成绩，人民生活得到改善。
二、一九八七年的任务和措施
今年的主要任务是继续发展农业和乡镇企业，努力搞好市场供应，切实加强物价管理。
"""


def test_what_stood_for_the_gross_domestic_product() -> None:
    rows = rows_of("一九八七年计划要求，工农业总产值增长百分之八，零售物价上涨幅度控制在百分之五以内。", OLD)
    assert rows["industry-agriculture-output"].value == 8.0
    assert rows["gdp"].note == "not mentioned"
    assert rows["gdp_growth"].value == 8.0
    assert "measured=工农业总产值" in (rows["gdp_growth"].note or "")
    assert (rows["price_growth"].value, modifier(rows["price_growth"])) == (5.0, "at most")
    assert rows["cpi"].note == "not mentioned"


def test_a_report_given_in_autumn_plans_for_the_next_year() -> None:
    rows = rows_of(
        "2024年计划要求，2024年地区生产总值增长6%，2024年固定资产投资增长8%，2024年城镇新增就业3000人。",
        HEAD.replace("2023年工作安排", "2024年计划安排").replace("今年", "明年"),
    )
    assert rows["gdp"].value == 6.0
    assert "year=2024" in (rows["gdp"].note or "")


def test_the_table_is_sound() -> None:
    known = {entry.code for entry in indicator_codes()}
    assert set(usual_measures()) <= known
    held = [word for entry in usual_measures().values() for word in entry.words]
    assert len(held) == len(set(held))
    assert all(code in usual_measures() for codes in families().values() for code in codes)
    assert not set(families()) & known


def test_a_wrong_entry_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    from reportmine.measures import usual

    table: dict[str, Any] = {"targets": {"gdp": {"form": "speed", "words": ["经济"]}}, "families": {}}
    monkeypatch.setattr(usual, "load", lambda _: table)
    with pytest.raises(BadLexicon, match=r"targets\.gdp\.form"):
        usual.usual_measures.__wrapped__()
    table["targets"]["gdp"]["form"] = "level"
    with pytest.raises(BadLexicon):
        usual.usual_measures.__wrapped__()


PIECES = st.sampled_from([
    "地区生产总值增长6%左右", "城镇新增就业3000人", "XX%", "，", "。", "\n", "一、2022年工作回顾", "二、今年工作",
    "没有提出经济增速目标", "居民收入增长与经济增长同步", "到2025年", "年均", "粮食产量", "85亿斤以上", "　",
    "“十四五”时期", "６％", "百分之八", "其中", "赤字率", "—", "进出口稳中提质",
])  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(PIECES, max_size=14).map("".join), st.booleans())
def test_any_text_gives_sound_rows(body: str, headed: bool) -> None:
    text = (HEAD if headed else "") + body
    report = reportmine.analyze(text) if text.strip() else None
    if report is None:
        return
    rows = measure_targets(report)
    assert rows == measure_targets(report)
    names = [row.name for row in rows]
    assert len(names) == len(set(names))
    for row in rows:
        assert base_name(row.name) in (*usual_measures(), *families())
        assert row.note
        for start, end in row.evidence:
            assert 0 <= start < end <= len(text)
