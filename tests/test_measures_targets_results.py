"""The results of the year just past."""

from __future__ import annotations

import pytest
from conftest import bare_report

import reportmine
from reportmine.measures.model import Measure
from reportmine.measures.reading import read
from reportmine.measures.results import measure_results

HEAD = """青川县2023年政府工作报告
各位代表：
一、2022年工作回顾
过去的一年，我们坚定信心、克难奋进，较好完成了全年各项任务。"""
TAIL = """
二、2023年工作安排
今年全县经济社会发展的主要预期目标是：地区生产总值增长6%左右，城镇新增就业3000人以上。
"""


def results_of(review: str, head: str = HEAD) -> dict[str, Measure]:
    return {row.name: row for row in measure_results(reportmine.analyze(head + review + TAIL))}


@pytest.mark.parametrize(
    ("review", "name", "value", "unit"),
    [
        ("全县地区生产总值增长4.1%。", "gdp", 4.1, "%"),
        ("全县地区生产总值下降1.2%。", "gdp", -1.2, "%"),
        ("实现地区生产总值52.3亿元，增长4.1%。", "gdp:level", 52.3, "亿元"),
        ("城镇新增就业3215人。", "new-urban-jobs", 0.3215, "万人"),
        ("城镇调查失业率平均为5.2%。", "surveyed-unemployment", 5.2, "%"),
        ("一般公共预算收入完成3.86亿元，增长5.2%。", "budget-revenue", 5.2, "%"),
        ("进出口总额96亿美元，增长5.5%。", "trade:level", 96.0, "亿美元"),
        ("进出口总额达到1.2万亿美元。", "trade:level", 12000.0, "亿美元"),
        ("单位地区生产总值能耗下降3.1%。", "energy-intensity", -3.1, "%"),
        ("粮食产量增加2万吨，达到21.4万吨。", "grain-output", 21.4, "万吨"),
    ],
)
def test_usual_results(review: str, name: str, value: float, unit: str) -> None:
    row = results_of(review)[name]
    assert (row.part, row.measure, row.value, row.unit) == ("review", "result", value, unit)
    assert (row.note or "").startswith("point; measured=")
    assert row.evidence


def test_a_part_an_average_and_an_increase_are_no_results() -> None:
    rows = results_of(
        "进出口总额突破50亿元，其中出口20亿元，增长6.8%。五年来地区生产总值年均增长6.2%，比2017年增加12亿元。"
    )
    assert "trade" not in rows
    assert "gdp" not in rows
    assert "gdp:level" not in rows
    assert not any(name.startswith("energy") for name in results_of("单位地区生产总值能耗约为全省平均的70%。"))


def test_numbers_of_other_years_and_targets_told_again_are_no_results() -> None:
    rows = results_of(
        "单位地区生产总值能耗由前三年分别上升4.9%、5.5%、0.2%，转为下降1.2%。固定资产投资增长8%的目标未能实现。"
    )
    assert rows.get("energy-intensity") is None or rows["energy-intensity"].value != 4.9
    assert rows.get("fixed-asset-investment") is None or rows["fixed-asset-investment"].value != 8.0


def test_an_exact_number_goes_before_a_mark_that_was_passed() -> None:
    rows = results_of("地区生产总值突破50亿元。工业经济回升向好，地区生产总值达到52.3亿元。")
    assert rows["gdp:level"].value == 52.3


def test_targets_are_no_results_and_families_repeat_what_stands_for_them() -> None:
    rows = results_of("全县地区生产总值增长4.1%。")
    assert list(rows) == ["gdp", "gdp_growth"]
    assert rows["gdp_growth"].value == 4.1


def test_a_report_is_read_once_while_it_is_asked_for() -> None:
    report = reportmine.analyze(HEAD + "全县地区生产总值增长4.1%。" + TAIL)
    assert read(report) is read(report)
    again = reportmine.analyze(report.text)
    assert read(again) is not read(report)
    assert measure_results(again) == measure_results(report)


def test_a_report_without_results() -> None:
    assert measure_results(bare_report("各位代表：\n")) == []
