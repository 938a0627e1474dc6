"""The figures that a reader wants first: one row a measure, year and aim, from wherever its numbers stand."""

from __future__ import annotations

import pytest
from test_compare_ledger import government

import reportmine
from reportmine.model import Report
from reportmine.readers import from_bytes
from reportmine.renderers.figures import merge_figures, name_lines
from reportmine.renderers.key_figures import key_figures, rank
from reportmine.text import LineIndex

PLAN = "今年的主要预期目标是：地区生产总值增长6%左右，城镇新增就业3300人以上。"


def read(review: str, plan: str = "") -> Report:
    return reportmine.analyze(from_bytes(government("青杨县", 2024, f"去年，{review}", plan).encode(), "x.txt"))


def rows(report: Report, limit: int = 12) -> list[tuple[str, str, str, bool]]:
    return [(one.name, one.value, one.change, one.target) for one in key_figures(report, limit)]


@pytest.mark.parametrize(
    ("review", "expected"),
    [
        # Level and growth of two sentences; the text around says neither twice.
        (
            "全县地区生产总值增长5%。\n去年，更换路灯120盏。\n去年，地区生产总值达到290亿元。",
            [("地区生产总值", "290亿元", "+5%", False)],
        ),
        # Growth of five years, of an amount more and against the country are not that of the year.
        (
            "地区生产总值增长5%，高于全国0.3个百分点。五年来，地区生产总值年均增长7%，比2018年增加80亿元。",
            [("地区生产总值", "", "+5%", False)],
        ),
        # Of five years where there is none of one; a state told in passing is not rounder than the number.
        ("五年来，地区生产总值年均增长7%。", [("地区生产总值", "", "+7%", False)]),
        ("地区生产总值突破200亿元、达到236亿元。", [("地区生产总值", "236亿元", "", False)]),
        # Another measure, a part, a place in a ranking.
        ("民营经济增加值占地区生产总值比重61%，总量居全市第3位。地区生产总值增速居全市第2位。", []),
        ("累计完成一般公共预算收入268亿元。", []),
    ],
)
def test_one_row_of_a_measure(review: str, expected: list[tuple[str, str, str, bool]]) -> None:
    found = [row for row in rows(read(review)) if rank(row[0], None) is None and row[0].endswith(("生产总值", "收入"))]
    assert found == expected


def test_both_numbers_lead_to_their_characters() -> None:
    report = read("全县地区生产总值增长5%。\n去年，更换路灯120盏。\n去年，地区生产总值达到290亿元。")
    (one,) = key_figures(report, 1)
    assert [report.text[start : start + 2] for start in one.starts] == ["29", "5%"]
    assert name_lines(one, LineIndex(report.text)) == "10、8"


def test_results_come_before_targets() -> None:
    report = read("地区生产总值290亿元，增长5%；城镇新增就业3456人。", PLAN)
    assert rows(report) == [
        ("地区生产总值", "290亿元", "+5%", False), ("城镇新增就业", "3456人", "", False),
        ("地区生产总值", "", "≈+6%", True), ("城镇新增就业", "≥3300人", "", True),
    ]  # fmt: skip
    assert rows(report, 1) == [("地区生产总值", "290亿元", "+5%", False)]


def test_a_level_of_a_later_year_is_not_joined_to_the_growth_of_this_one() -> None:
    plan = "力争到2030年，地区生产总值迈上500亿元新台阶。\n今年的主要预期目标是：地区生产总值增长6%左右。"
    assert ("地区生产总值", "", "≈+6%", True) in rows(read("更换路灯120盏。", plan))


def test_masked_figures_come_last() -> None:
    report = read("地区生产总值XX亿元。更换路灯120盏。")
    assert [row[1] for row in rows(report, 1)] == ["120盏"]
    assert {row[1] for row in rows(report)} == {"XX亿元", "120盏"}


@pytest.mark.parametrize("review", ["", "。", "全县各项事业取得新进展。"])
def test_nothing_to_show(review: str) -> None:
    report = read(review)
    assert key_figures(report, 12) == [] == merge_figures(report)
