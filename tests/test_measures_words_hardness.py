from __future__ import annotations

from typing import Any

import pytest
from conftest import CORPUS, analyzed, bare_report
from hypothesis import given, settings
from hypothesis import strategies as st

import reportmine
from reportmine.lexicon import load
from reportmine.measures.hardness import STRENGTHS, find_constraints, measure_hardness, version
from reportmine.measures.parts import SCOPES, prose_of

WORDS: list[dict[str, Any]] = load("hardness")["word"]


def found(text: str) -> list[str]:
    return [text[one.start : one.end] for one in find_constraints(text)]


@pytest.mark.parametrize("entry", WORDS, ids=lambda entry: entry["word"])
def test_the_examples_of_the_data_file(entry: dict[str, Any]) -> None:
    assert entry["strength"] in STRENGTHS
    assert entry["hit"]
    for line in entry["hit"]:
        assert entry["word"] in found(line), line
    for line in entry.get("miss", ()):
        assert entry["word"] not in found(line), line


def test_no_word_twice() -> None:
    assert len({entry["word"] for entry in WORDS}) == len(WORDS)


@given(st.text(st.sampled_from(list("不低于以上下左右力争取确保证必须得5%万亿元规模，。x区间预期目标")), max_size=80))
@settings(max_examples=200, deadline=None)
def test_constraints_are_words_of_the_list_in_order(text: str) -> None:
    end = 0
    for one in find_constraints(text):
        assert one.start >= end
        end = one.end
        (entry,) = [entry for entry in WORDS if entry["word"] == text[one.start : one.end]]
        assert (entry["strength"], entry["kind"]) == (one.strength, one.kind)


PLAN = """甲市2031年政府工作报告

各位代表：

一、2031年工作安排

今年，地区生产总值增长6%左右，力争规模以上工业增加值增长8%以上。新建学校20所，确保9月投入使用。加快建设文化中心。
"""


def test_a_plan_by_hand() -> None:
    report = reportmine.analyze(PLAN)
    rows = {(row.part, row.name): row for row in measure_hardness(report, evidence=True)}
    plan = rows["plan", "hard"]
    assert [report.text[start:end] for start, end in plan.evidence] == ["以上", "确保"]
    assert [report.text[start:end] for start, end in rows["plan", "soft"].evidence] == ["左右", "力争"]
    assert rows["plan", "hard.floor"].value == rows["plan", "hard.guarantee"].value == 1
    assert rows["plan", "hard_share"].value == 0.5
    assert rows["review", "hard"].value is None
    commitments = rows["plan", "commitments.hard"]
    assert (commitments.numerator, commitments.denominator) == (2, 3)
    assert rows["plan", "commitments.soft"].numerator == 1
    assert all(row.dictionary_version == version() for row in rows.values())


@pytest.mark.parametrize("name", ["county-2023", "state-1998", "province-2026"])
def test_sums(name: str) -> None:
    report = analyzed(CORPUS / f"{name}.txt")
    rows = {(row.part, row.name): row for row in measure_hardness(report, evidence=True)}
    for scope in SCOPES:
        for strength in STRENGTHS:
            kinds = [row for (part, name), row in rows.items() if part == scope and name.startswith(f"{strength}.")]
            total = rows[scope, strength].numerator
            assert total == len(rows[scope, strength].evidence)
            assert total == sum(row.numerator or 0 for row in kinds if row.unit == "words")
        both = (rows[scope, "hard"].numerator or 0) + (rows[scope, "soft"].numerator or 0)
        assert rows[scope, "hard_share"].denominator == both
        assert (rows[scope, "hard_share"].value is None) == (both == 0)
    assert rows["whole", "hard"].numerator == len([
        one for one in find_constraints(prose_of(report).joined) if one.strength == "hard"
    ])  # fmt: skip


def test_empty_text() -> None:
    assert find_constraints("") == []
    assert {row.value for row in measure_hardness(bare_report(""))} == {None}


def test_hostile_text_is_linear() -> None:
    assert find_constraints("以上" * 50_000) == []
    assert len(find_constraints("9" * 50_000 + "以上。")) == 1
    find_constraints("争取" * 50_000)
