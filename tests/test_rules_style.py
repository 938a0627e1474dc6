"""Numbers, marks and the form of papers: what the examples of the rules do not show."""

from __future__ import annotations

import time

import pytest

from reportmine.messages import set_language
from reportmine.rules import RULES, Settings, check, marks, papers, style
from reportmine.rules.rule import Page

OURS = (*style.RULES, *marks.RULES, *papers.RULES)


def found(name: str, text: str) -> list[str]:
    rule = next(rule for rule in RULES if rule.name == name)
    return [text[f.start : f.end] for f in check(text, settings=Settings(), rules=[rule])]


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        (
            "doubled-approximation",
            "约占全省总量的三成左右，近千余人参加，共约50人。",
            ["约占全省总量的三成左右", "近千余人"],
        ),
        ("doubled-approximation", "为期至少3个月以上，最多10天以内", ["至少3个月以上", "最多10天以内"]),
        ("doubled-approximation", "多年来，左右手，以上情况", []),
        ("number-style", "５千余人", ["５千余人"]),
        ("half-width-mark", "投资比为3∶1，甲∶乙", []),
        ("doubled-mark", "完成任务。\n\n。", []),
        ("repeated-word", "𠮷𠮷加强加强监管", ["加强加强"]),
        ("impossible-date", "6月31日前完成，9月30日验收", ["6月31日"]),
        ("impossible-date", "农历二月三十日，腊月三十", []),
    ],
)
def test_found(name: str, text: str, expected: list[str]) -> None:
    assert found(name, text) == expected


def test_what_goes_through_the_text_is_told_once() -> None:
    text = "农业,工业,商业,服务业,文化,教育全面发展。"
    finding, *others = [f for f in check(text) if f.rule == "RM1405"]
    assert not others and finding.start == 2
    assert finding.message == "汉字之间用了半角标点（全文有多处，这里只列出第一处）"


def test_and_in_english() -> None:
    set_language("en")
    try:
        message = next(f.message for f in check("农业,工业,商业,服务业,文化全面发展。") if f.rule == "RM1405")
    finally:
        set_language(None)
    assert message.isascii()


def test_the_rules_have_their_own_severity() -> None:
    assert {rule.name for rule in OURS if rule.severity != "low"} == {"impossible-date"}


@pytest.mark.parametrize(
    "unit",
    ["约1多", "1多", "约", "3千", "1、2", "1-", "加强", "加", "”、“", "“a”、", "》、《", "、“", "…", ",", '"', "(",
     "甲(", "。", "， ", "一、甲乙。\n", "一、" + " " * 50, "（一）、", "（一）\n一、\n", "〔2023〕第",
     "2023年", "二〇二三年", "附：甲乙。\n", "13月", "至少", "①、"],
)  # fmt: skip
def test_hostile_text_is_linear(unit: str) -> None:
    page = Page(unit * (100_000 // len(unit)))
    _ = page.lines, page.structure
    started = time.perf_counter()
    for rule in OURS:
        list(rule.find(page))
    assert time.perf_counter() - started < 5
