"""Targets without a number: those that lean on another, those in words, those a report does not set or mention."""

from __future__ import annotations

import pytest
from conftest import bare_report
from test_measures_targets_numbers import HEAD, modifier, report_with, rows_of

import reportmine
from reportmine.measures.targets import measure_targets
from reportmine.measures.usual import families, usual_measures

NUMBERS = "城镇新增就业3000人，固定资产投资增长8%，一般公共预算收入增长5%；"


@pytest.mark.parametrize(
    ("aims", "name", "note"),
    [
        ("居民收入增长与经济增长基本同步。", "disposable-income", "in step; of=gdp"),
        ("城乡居民收入增长和经济增长同步。", "disposable-income", "in step; of=gdp"),
        ("居民收入增长快于经济增长。", "disposable-income", "ahead; of=gdp"),
        ("居民人均可支配收入增速高于全省平均水平。", "disposable-income", "ahead; of=全省"),
        ("进出口稳中提质。", "trade", "in words"),
        ("物价上涨幅度低于去年。", "cpi", "behind; of=last year"),
        ("促进进出口稳定增长。", "trade", "in words"),
        ("粮食产量只增不减。", "grain-output", "in words"),
        ("居民消费价格保持基本稳定。", "cpi", "in words"),
        ("单位GDP能耗完成市下达任务。", "energy-intensity", "in words"),
    ],
)
def test_what_is_aimed_at_without_a_number(aims: str, name: str, note: str) -> None:
    row = rows_of(NUMBERS + aims)[name]
    assert row.value is None
    assert row.note == note
    assert row.evidence


@pytest.mark.parametrize(
    "said",
    [
        "今年没有提出全县经济增速具体目标",
        "今年不设经济增长的具体目标",
        "对地区生产总值增速不提具体指标",
        "未设定GDP增长目标",
    ],
)
def test_a_target_that_the_report_says_it_does_not_set(said: str) -> None:
    rows = rows_of(f"{NUMBERS}需要说明的是，{said}，主要是考虑到不确定性很大。")
    assert (rows["gdp"].value, rows["gdp"].note) == (None, "absent")
    assert (rows["gdp_growth"].value, rows["gdp_growth"].note) == (None, "absent")


def test_a_target_judged_over_the_plan_is_none_for_the_year() -> None:
    rows = rows_of(f"{NUMBERS}能耗强度目标在规划期内统筹考核。")
    assert rows["energy-intensity"].note == "absent"


def test_a_number_goes_before_words() -> None:
    rows = rows_of("地区生产总值增长6%左右，城镇新增就业3000人，居民收入增长5%，居民收入增长与经济增长同步。")
    assert rows["disposable-income"].value == 5.0


def test_a_reason_for_a_target_is_no_target() -> None:
    rows = rows_of(f"{NUMBERS}这样安排，经济增长目标与财政收入状况相衔接。")
    assert rows["gdp"].note == "not mentioned"


def test_what_a_plan_does_not_mention() -> None:
    rows = rows_of("城镇新增就业3000人。")
    usual = {entry.code for entry in usual_measures().values() if entry.usual}
    not_mentioned = {name for name, row in rows.items() if row.note == "not mentioned"}
    assert not_mentioned == (usual | set(families())) - {"new-urban-jobs"}
    assert all(rows[name].value is None and not rows[name].evidence for name in not_mentioned)


def test_a_target_of_a_longer_plan_in_words_is_none_of_the_year() -> None:
    head = HEAD.replace("二、2023年工作安排\n今年", "二、“十四五”时期主要目标\n“十四五”时期")
    rows = rows_of("居民收入增长与经济增长同步，地区生产总值年均增长6%。", head)
    assert rows["disposable-income"].note == "not mentioned"
    assert rows["disposable-income:years"].note == "in step; of=gdp"


def test_a_part_is_not_the_whole() -> None:
    rows = rows_of(f"{NUMBERS}县域生产总值增速高于全省平均水平，人均生产总值稳步提高。")
    assert rows["gdp"].note == "not mentioned"


def test_an_aim_in_words_may_stand_outside_the_aims() -> None:
    rows = rows_of(f"{NUMBERS}\n（一）扩大开放。力争进出口稳定增长。加强外贸企业服务。\n（二）加强节能。推进能耗双控。")
    assert rows["trade"].note == "in words"
    assert rows["energy-intensity"].note == "not mentioned"


def test_without_a_plan_nothing_is_missing() -> None:
    assert measure_targets(bare_report("各位代表：\n")) == []
    report = reportmine.analyze(
        "青川县2023年政府工作报告\n过去的一年，全县地区生产总值增长4.1%，各项工作取得新成绩。\n"
    )
    assert measure_targets(report) == []


def test_a_line_before_the_text_moves_the_evidence_and_nothing_else() -> None:
    report = report_with(f"{NUMBERS}居民收入增长与经济增长同步，进出口稳中提质。")
    moved = reportmine.analyze("\n" + report.text)
    before, after = measure_targets(report), measure_targets(moved)
    assert [(row.name, row.value, row.note) for row in before] == [(row.name, row.value, row.note) for row in after]
    assert [tuple((a + 1, b + 1) for a, b in row.evidence) for row in before] == [row.evidence for row in after]
    assert modifier(before[0])
