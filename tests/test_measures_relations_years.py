"""Targets against last year's, results against targets, commitments against what became of them, levels."""

from __future__ import annotations

import pytest

import reportmine
from reportmine.measures.model import Measure
from reportmine.measures.promises import measure_promises
from reportmine.measures.relations import (
    measure_against_above,
    measure_against_last_year,
    measure_amplification,
    measure_fulfilment,
    measure_inertia,
)
from reportmine.model import Report

TEXT = """{place}{year}年政府工作报告
各位代表：
一、{before}年工作回顾
过去的一年，{review}新建农村公路46公里，清水河综合治理工程建成投用，较好完成了全年各项任务。
二、{year}年工作安排
今年全年经济社会发展的主要预期目标是：{aims}
（一）加强基础设施建设。新建农村公路40公里，建成清水河综合治理工程，改造老旧小区12个。
（二）办好民生实事。启动县人民医院迁建，新增普惠性幼儿园学位900个。
"""


def report_of(year: int, aims: str, review: str = "", place: str = "青川县") -> Report:
    return reportmine.analyze(TEXT.format(place=place, year=year, before=year - 1, review=review, aims=aims))


LAST = report_of(
    2022,
    "地区生产总值增长6.5%左右，城镇新增就业3000人以上，固定资产投资增长8%—10%，城镇登记失业率控制在4%以内，居民收入增长与经济增长同步。",
)
NEXT = report_of(
    2023,
    "地区生产总值增长6%，城镇新增就业3000人以上，固定资产投资增长8%—10%，城镇登记失业率控制在4.5%以内。",
    "全县地区生产总值增长4.1%，城镇新增就业3215人，城镇登记失业率3.6%；",
)


def by_name(rows: list[Measure], measure: str) -> dict[str, Measure]:
    return {row.name: row for row in rows if row.measure == measure}


@pytest.mark.parametrize(
    ("name", "value", "unit", "same", "note"),
    [
        ("gdp", -0.5, "个百分点", 0.0, "last=6.5; about -> point"),
        ("gdp_growth", -0.5, "个百分点", 0.0, "last=6.5; about -> point"),
        ("new-urban-jobs", 0.0, "万人", 1.0, "last=0.3; at least -> at least"),
        ("fixed-asset-investment", 0.0, "个百分点", 1.0, "last=8; range -> range"),
        ("registered-unemployment", 0.5, "个百分点", 0.0, "last=4; at most -> at most"),
    ],
)
def test_inertia(name: str, value: float, unit: str, same: float, note: str) -> None:
    rows = by_name(measure_inertia(NEXT, LAST), "inertia")
    assert (rows[name].value, rows[name].unit, rows[name].note) == (value, unit, note)
    assert rows[f"{name}:same"].value == same
    assert "disposable-income" not in rows


@pytest.mark.parametrize(
    ("name", "value", "met", "note"),
    [
        ("gdp", -2.4, 0.0, "target=6.5; result=4.1; about"),
        ("gdp_growth", -2.4, 0.0, "target=6.5; result=4.1; about"),
        ("new-urban-jobs", 0.0215, 1.0, "target=0.3; result=0.3215; at least"),
        ("registered-unemployment", -0.4, 1.0, "target=4; result=3.6; at most"),
    ],
)
def test_fulfilment(name: str, value: float, met: float, note: str) -> None:
    rows = by_name(measure_fulfilment(NEXT, LAST), "fulfilment")
    assert (rows[name].value, rows[name].note) == (value, note)
    assert rows[f"{name}:met"].value == met
    assert "fixed-asset-investment" not in rows
    assert NEXT.text[slice(*rows[name].evidence[0])]


def test_years_that_do_not_follow_one_another_tell_nothing() -> None:
    assert measure_fulfilment(LAST, NEXT) == []
    assert measure_promises(LAST, NEXT) == []
    assert measure_against_above(NEXT, LAST, "province") == []


def test_promises_are_counted_by_outcome_and_kind() -> None:
    rows = by_name(measure_promises(NEXT, LAST), "promise")
    outcomes = ("met", "missed", "reported", "restated", "not_mentioned")
    total = rows["met"].denominator
    assert total
    assert sum(rows[name].numerator or 0 for name in outcomes) == total
    assert sum(rows[f"met:{kind}"].denominator or 0 for kind in ("target", "action", "task")) == total
    for name in outcomes:
        assert rows[name].value == pytest.approx((rows[name].numerator or 0) / total, abs=1e-6)
    assert rows["met:target"].numerator
    assert all(NEXT.text[start:end] for row in rows.values() for start, end in row.evidence)


def test_without_commitments_shares_cannot_be_said() -> None:
    empty = reportmine.analyze("青川县2022年政府工作报告\n过去的一年，全县各项工作取得了新的成绩。\n")
    rows = measure_promises(NEXT, empty)
    assert {row.denominator for row in rows} == {0.0}
    assert {row.value for row in rows} == {None}


def test_amplification() -> None:
    above = report_of(2023, "地区生产总值增长5%—5.5%，城镇新增就业2万人，固定资产投资增长6%左右。", place="清江市")
    rows = by_name(measure_against_above(NEXT, above, "city"), "amplification")
    assert {name: row.value for name, row in rows.items()} == {
        "gdp:city": 1.0,
        "gdp:high:city": 0.5,
        "fixed-asset-investment:city": 2.0,
        "fixed-asset-investment:high:city": 4.0,
        "gdp_growth:city": 1.0,
        "gdp_growth:high:city": 0.5,
    }
    assert rows["gdp:city"].note == "above=5; range -> point"
    assert rows["gdp:city"].unit == "个百分点"


def test_amplification_of_equals_is_nothing() -> None:
    assert {row.value for row in measure_amplification(NEXT, NEXT, "city")} == {0.0}


def test_everything_of_two_years_at_once() -> None:
    rows = measure_against_last_year(NEXT, LAST)
    assert {row.measure for row in rows} == {"inertia", "fulfilment", "promise", "similarity"}
    assert {row.measure for row in measure_against_last_year(NEXT, LAST, promises=False)} == {
        "inertia", "fulfilment", "similarity",
    }  # fmt: skip
    names = [(row.measure, row.name) for row in rows]
    assert len(names) == len(set(names))
    assert rows == measure_against_last_year(NEXT, LAST)
