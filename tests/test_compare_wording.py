"""Commitments worded more or less strongly, and words that rise and fall, against independent reckoning."""

from __future__ import annotations

import math

import msgspec
import numpy as np
import pytest
from conftest import CORPUS, analyzed, bare_report

import reportmine
from reportmine.comparison.edition import Edition
from reportmine.comparison.model import Wording
from reportmine.comparison.wording.keyness import compare_words, content_words, find_word_trends, is_series
from reportmine.comparison.wording.shifts import compare_strength, find_shifts
from reportmine.comparison.wording.wording import compare_wording
from reportmine.lexicon import load, strings
from reportmine.model import Report
from reportmine.readers import from_bytes

SCALES = load("wording")["scales"]


def plan(year: int, *sentences: str) -> Report:
    """A report with a short review and a plan that says these sentences."""
    text = (
        f"政府工作报告\n——{year}年1月8日在青溪县第十八届人民代表大会上\n各位代表：\n"
        f"一、{year - 1}年工作回顾\n过去一年，全县建成小型水库三座，圆满完成了各项任务。\n"
        f"二、{year}年工作安排\n" + "\n".join(sentences) + "\n"
    )
    report = reportmine.analyze(from_bytes(text.encode(), "报告.txt"))
    # Of so little text the classifier cannot tell that it plans.
    begins = text.index("年工作安排")
    return msgspec.structs.replace(
        report,
        paragraphs=tuple(
            msgspec.structs.replace(one, label="priority") if one.kind == "body" and one.start > begins else one
            for one in report.paragraphs
        ),
        indicators=tuple(
            msgspec.structs.replace(one, status="target") if one.start > begins else one for one in report.indicators
        ),
    )


def two(earlier: Report, later: Report) -> tuple[Edition, Edition]:
    return Edition(earlier, 0, earlier.year), Edition(later, 1, later.year)


def shifts(old: str, new: str) -> list[tuple[str, str, str, str]]:
    found = find_shifts(*two(plan(2021, old), plan(2022, new)))
    return [(one.shift, one.kind, one.old, one.new) for one in found]


@pytest.mark.parametrize(("name", "old", "new"), [(scale["name"], *pair) for scale in SCALES for pair in scale["hit"]])
def test_scale_hits_both_ways(name: str, old: str, new: str) -> None:
    assert [one.shift for one in compare_strength(old, new) if one.scale == name] == ["strengthened"]
    assert [one.shift for one in compare_strength(new, old) if one.scale == name] == ["weakened"]


@pytest.mark.parametrize(("name", "old", "new"), [(scale["name"], *pair) for scale in SCALES for pair in scale["miss"]])
def test_scale_misses(name: str, old: str, new: str) -> None:
    assert not [one for one in compare_strength(old, new) if one.scale == name]


def test_scales_are_well_made() -> None:
    for scale in SCALES:
        words = [word for grade in scale["grades"] for word in grade]
        assert len(words) == len(set(words)), scale["name"]
        assert scale["hit"]
        assert scale["miss"]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("今年的目标是：地区生产总值增长6%左右。", "今年的目标是：地区生产总值增长5.5%左右。",
         [("weakened", "value", "6%左右", "5.5%左右")]),
        ("今年的目标是：地区生产总值增长6%左右。", "今年的目标是：地区生产总值增长6%以上。",
         [("strengthened", "bound", "6%左右", "6%以上")]),
        ("今年的目标是：城镇登记失业率控制在4%以内。", "今年的目标是：城镇登记失业率4.5%以内。",
         [("weakened", "value", "4%以内", "4.5%以内")]),
        ("今年的目标是：城镇登记失业率控制在4%以内。", "今年的目标是：城镇登记失业率4%左右。",
         [("weakened", "bound", "4%以内", "4%左右")]),
        ("今年的目标是：单位地区生产总值能耗下降2%。", "今年的目标是：单位地区生产总值能耗下降3%。",
         [("strengthened", "value", "2%", "3%")]),
        # Prices and deficits have no better side.
        ("今年的目标是：居民消费价格涨幅3%左右。", "今年的目标是：居民消费价格涨幅2%左右。", []),
        ("今年的目标是：赤字率按2.8%安排。", "今年的目标是：赤字率按3%安排。", []),
        # The same amount in another unit is no change.
        ("今年的目标是：社会消费品零售总额达到1.2万亿元。", "今年的目标是：社会消费品零售总额达到12000亿元。", []),
        ("力争完成老城区供水管网改造。", "确保完成老城区供水管网改造。", [("strengthened", "modal", "力争", "确保")]),
        ("全面推开社区食堂建设。", "推进社区食堂建设。", [("weakened", "modal", "全面推开", "推进")]),
        ("研究农村宅基地退出补偿办法。", "出台农村宅基地退出补偿办法。", [("strengthened", "modal", "研究", "出台")]),
        # Another thing is no shift, whatever the words.
        ("力争完成老城区供水管网改造。", "确保完成西河流域湿地修复。", []),
        ("加快老城区供水管网改造。", "加快老城区供水管网改造。", []),
    ],
)  # fmt: skip
def test_shifts(old: str, new: str, expected: list[tuple[str, str, str, str]]) -> None:
    assert shifts(old, new) == expected


def test_masked_figures_and_empty_plans_give_no_shift() -> None:
    assert shifts("今年的目标是：地区生产总值增长X%左右。", "今年的目标是：地区生产总值增长6%以上。") == []
    empty = bare_report("")
    assert find_shifts(*two(empty, plan(2022, "加快老城区改造。"))) == ()
    assert compare_wording(two(empty, empty), ()) == Wording()


def test_keyness_equals_the_reckoning_by_hand() -> None:
    """Ten of 100 words against 5 of 200, and a word of one sample only."""
    sample, reference = np.array([10.0, 3.0, 87.0]), np.array([5.0, 0.0, 195.0])
    found = compare_words(sample, reference, sample + reference, 50.0)
    for at in range(3):
        y, r, n, m, prior = sample[at], reference[at], 100.0, 200.0, 50.0
        a = prior * (y + r) / (n + m)
        odds = (y + a) / (n + prior - y - a)
        other_odds = (r + a) / (m + prior - r - a)
        delta = math.log(odds) - math.log(other_odds)
        assert found.log_odds[at] == pytest.approx(delta)
        assert found.z[at] == pytest.approx(delta / math.sqrt(1 / (y + a) + 1 / (r + a)))
        g2 = 0.0
        for row in ((y, r), (n - y, m - r)):
            for cell, size in zip(row, (n, m), strict=True):
                if cell:
                    g2 += 2 * cell * math.log(cell / (sum(row) * size / (n + m)))
        assert found.g2[at] == pytest.approx(g2)


def test_g2_equals_scipy() -> None:
    from scipy.stats import chi2_contingency

    found = compare_words(np.array([30.0, 970.0]), np.array([10.0, 1990.0]), np.array([40.0, 2960.0]), 100.0)
    expected = chi2_contingency([[30, 10], [970, 1990]], correction=False, lambda_="log-likelihood")[0]
    assert found.g2[0] == pytest.approx(expected)


def test_words_that_rise_and_fall() -> None:
    old = plan(2021, *["加强水利工程管护。"] * 12, *["发展茶叶产业。"] * 6)
    new = plan(2022, *["推进光伏项目落地。"] * 12, *["发展茶叶产业。"] * 6)
    trends = find_word_trends(two(old, new))
    by_word = {trend.word: trend for trend in trends}
    assert by_word["光伏"].rises
    assert by_word["光伏"].z > 0
    assert by_word["光伏"].counts == (0, 12)
    assert by_word["光伏"].first_year == by_word["光伏"].last_year == 2022
    assert by_word["光伏"].first.report == 1
    assert not by_word["管护"].rises
    assert by_word["管护"].last_year == 2021
    assert "茶叶" not in by_word
    risen = [trend.z for trend in trends if trend.rises]
    fallen = [-trend.z for trend in trends if not trend.rises]
    assert risen == sorted(risen, reverse=True)
    assert fallen == sorted(fallen, reverse=True)
    assert [trend.rises for trend in trends] == sorted((trend.rises for trend in trends), reverse=True)


def test_places_of_one_year_are_each_set_against_the_others() -> None:
    def place(name: str, sentence: str) -> Report:
        report = plan(2022, *[sentence] * 12, *["发展茶叶产业。"] * 6)
        return msgspec.structs.replace(report, region=name)

    editions = [
        Edition(place("青溪县", "推进光伏项目落地。"), 0, 2022),
        Edition(place("白石县", "加强水利工程管护。"), 1, 2022),
    ]
    assert not is_series(editions)
    trends = find_word_trends(editions)
    assert {trend.report for trend in trends} == {0, 1}
    assert {trend.word for trend in trends if trend.report == 0} >= {"光伏", "落地"}
    assert all(trend.rises for trend in trends)


def test_function_words_numbers_and_single_characters_are_left_out() -> None:
    text = "2022年，我们进一步投入120亿元，第三次扩大，增长5%，税收增加，一带一路建设推进，發展經濟。"
    words = content_words(Edition(plan(2022, text), 0, 2022))
    assert {"投入", "扩大", "税收", "一带一路", "发展", "经济"} <= set(words)
    assert not {"我们", "进一步", "2022", "120", "亿元", "第三次", "5%", "年"} & set(words)


def test_stop_words_are_words() -> None:
    stop = strings("wording", "stop")
    assert len(stop) == len(set(stop))
    assert all(len(word) > 1 for word in stop)


def test_own_pair_and_spans() -> None:
    editions = two(analyzed(CORPUS / "county-2023.txt"), analyzed(CORPUS / "county-2024.txt"))
    wording = compare_wording(editions, [editions])
    found = {(one.kind, one.shift, one.old, one.new) for one in wording.shifts}
    assert ("value", "weakened", "6.5%左右", "6%左右") in found
    assert ("modal", "strengthened", "力争", "") in found
    passages = [passage for one in wording.shifts for passage in (one.earlier, one.later)]
    passages += [trend.first for trend in wording.words]
    for passage in passages:
        assert editions[passage.report].text[passage.start : passage.end] == passage.text
    assert compare_wording(editions, [editions]) == wording


@pytest.mark.parametrize("words", ["推进" * 50_000, "要" * 100_000, "力争确保" * 25_000, "试" * 100_000])
def test_scales_are_linear(words: str) -> None:
    compare_strength(words, words)
