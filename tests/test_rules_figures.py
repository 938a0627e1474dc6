"""Figures that contradict each other, in sentences as offices write them: what is found and what must not be."""

from __future__ import annotations

import time

import pytest

from reportmine.quantities.amounts import amount_at, amounts
from reportmine.rules import RULES, check

OURS = [rule for rule in RULES if rule.id.startswith(("RM13", "RM8"))]


def found(text: str) -> list[tuple[str, str]]:
    return [(f.rule, text[f.start : f.end]) for f in check(text, rules=OURS)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "2023年工作总结\n全年一般公共预算收入完成12.5亿元，增长8%。其中税收收入9.1亿元。\n一般公共预算收入达12.8亿元。",
            [("RM1301", "12.8亿元")],
        ),
        (
            "2022年政府工作报告\n过去一年，全县实现地区生产总值182.6亿元，增长8.1%；\n2021年全县地区生产总值186.2亿元。",
            [("RM1301", "186.2亿元")],
        ),
        ("现有学校86所，其中小学60所、初中20所、高中10所。", [("RM1302", "86所")]),
        ("实现旅游收入8亿元，其中门票收入9亿元。", [("RM1302", "9亿元")]),
        ("接种疫苗5万剂次，新建学校8所，其中农村9所。", [("RM1302", "9所")]),
        ("参保率达102.3%，低保覆盖率达到100%。", [("RM1303", "102.3%")]),
        ("三次产业结构由12.1:45.3:42.6调整为10.2:46.8:44.0。", [("RM1303", "10.2:46.8:44.0")]),
        ("单位能耗由0.62吨标准煤下降到0.65吨标准煤。", [("RM1304", "由0.62吨标准煤下降到0.65吨标准煤")]),
        ("贫困发生率从12.6%下降到1.2%，下降10.4个百分点。", [("RM1305", "10.4个百分点")]),
        ("旅游收入由2018年的12亿元增加到2022年的25亿元，翻两番。", [("RM1305", "翻两番")]),
        ("存在以下三个方面问题：一是学习不够；二是落实不够；三是创新不够；四是作风不实。", [("RM1306", "三个方面")]),
        ("2023年是“十四五”规划的收官之年。", [("RM804", "2023年")]),
    ],
)
def test_contradictions(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "排查隐患320处，其中已整改310处，正在整改10处。",
        "全市共有党员1200名，其中女党员400名，35岁以下500名，大专以上学历800名。",
        "中小学共58所，教师3200人，其中专任教师2980人。",
        "新建厂房5万平方米，其中标准厂房50000平方米。",
        "收到建议35件，其中：工业类12件；农业类15件；其他8件。",
        "抽检量为每千人6.6批次，其中重点抽检超5万批次。",
        "新增造林48万亩、其中经济林13万亩，修复治理退化草原117万亩。",
        "城乡居民收入比由2.9:1缩小至2.52:1。",
        "零售总额1，753亿元，比上年增加225亿元，增长14.7%。",
        "五年来，城镇新增就业60万人。\n2023年，形势平稳。\n城镇新增就业12万人。",
        "地区生产总值突破500亿元。全市地区生产总值512.3亿元，年均增长6.1%。",
        "旅游收入由2018年的12.5亿元增加到2022年的25亿元，年均增长18.9%，增长1倍。",
        "2024年2月29日召开会议，“十四五”时期（2021—2025年）开局良好。",
    ],
)
def test_nothing_is_wrong(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "value", "unit", "bound"),
    [
        ("5.53万亿元", 5.53e12, "元", ""),
        ("1，753亿元", 1.753e11, "元", ""),
        ("百分之四点八", 4.8, "%", ""),
        ("1200余家", 1200, "家", "min"),
        ("30微克/立方米", 30, "微克/立方米", ""),
        ("5%以上", 5, "%", "min"),
        ("5%—6%", 5, "%", "range"),
        ("3个百分点左右", 3, "个百分点", "about"),
    ],
)
def test_an_amount(text: str, value: float, unit: str, bound: str) -> None:
    amount = amount_at(text, 0)
    assert amount is not None
    assert (round(amount.value, 6), amount.unit, amount.bound) == (value, unit, bound)


@pytest.mark.parametrize("text", ["2023年", "12月3日", "PM2.5", "2.9:1"])
def test_no_amount(text: str) -> None:
    assert list(amounts(text, 0, len(text))) == []


@pytest.mark.parametrize(
    "unit",
    [
        "其中1个",
        "由1个增加到",
        "由1增加到2，",
        "地区生产总值1元，",
        "占1%",
        "三大工程：",
        "1:1:1",
        "100%",
        "五”",
        "一是",
        "合计1个、",
    ],
)
def test_hostile_figures_are_linear(unit: str) -> None:
    text = unit * (100_000 // len(unit))
    started = time.perf_counter()
    check(text, rules=OURS)
    assert time.perf_counter() - started < 15
