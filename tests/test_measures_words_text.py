"""Parts, length and readability, quantification."""

from __future__ import annotations

import pytest
from conftest import CORPUS, analyzed, bare_report

import reportmine
from reportmine.measures.parts import SCOPES, part_of, prose_of
from reportmine.measures.quantification import measure_quantification
from reportmine.measures.readability import STRETCH, measure_readability
from reportmine.model import Report

TEXT = """甲市2031年政府工作报告

各位代表：

一、2030年工作回顾

一年来，我们全力稳增长，地区生产总值增长6%。新建学校12所，新增床位300张；城镇新增就业（含返乡，创业）1.2万人。

二、2031年工作安排

今年，地区生产总值增长6.5%左右。6月底前建成文化中心。到2035年，人均预期寿命达到81岁。持续优化营商环境，实施服务企业行动。
"""


def by_name(rows: list) -> dict:
    return {(row.part, row.name): row for row in rows}


def test_parts() -> None:
    report = reportmine.analyze(TEXT)
    assert part_of(report) == ["review", "plan"]
    prose = prose_of(report)
    assert prose.parts == ("review",) * 2 + ("plan",) * 4
    assert prose_of(report) is prose
    assert all("工作回顾" not in sentence.plain for sentence in prose.sentences)
    for index, sentence in enumerate(prose.sentences):
        at = prose.joined.index(sentence.plain[:6])
        assert prose.sentence_at(at) == index
        assert prose.span(at, at + 6) == (sentence.start, sentence.start + 6)


def test_readability_by_hand() -> None:
    rows = by_name(measure_readability(reportmine.analyze(TEXT)))
    assert rows["whole", "sentences"].value == 6
    assert rows["review", "sentences"].value == 2
    first, second = (
        "一年来，我们全力稳增长，地区生产总值增长6%。",
        "新建学校12所，新增床位300张；城镇新增就业（含返乡，创业）1.2万人。",
    )
    assert rows["review", "characters"].value == len(first + second)
    assert rows["review", "sentence_length"].value == len(first + second) / 2
    # The comma in brackets parts nothing.
    assert rows["review", "clauses_per_sentence"].value == 6 / 2
    assert rows["review", "long_sentences"].value == 0
    assert rows["shortfalls", "characters"].value is None
    assert rows["whole", "type_token"].value is None
    assert rows["whole", "paragraphs"].value == 2


def test_type_token_is_of_stretches() -> None:
    text = TEXT + "今年要新建学校，" * 2000
    row = by_name(measure_readability(reportmine.analyze(text)))["whole", "type_token"]
    assert row.denominator is not None
    assert row.denominator % STRETCH == 0
    assert row.value is not None
    assert row.value < 0.1


def test_quantification_by_hand() -> None:
    report = reportmine.analyze(TEXT)
    rows = by_name(measure_quantification(report, evidence=True))
    plan = rows["plan", "commitments"].value
    numbered, dated = rows["plan", "commitments_with_number"], rows["plan", "commitments_with_deadline"]
    assert plan == numbered.denominator == dated.denominator
    assert [report.text[start:end] for start, end in dated.evidence] == ["6月底前建成文化中心", "人均预期寿命达到81岁"]
    assert [report.text[start:end] for start, end in numbered.evidence] == [
        "地区生产总值增长6.5%左右",
        "人均预期寿命达到81岁",
    ]
    per_1000 = rows["review", "indicators_per_1000_characters"]
    assert per_1000.numerator == 4
    assert per_1000.value == pytest.approx(4000 / prose_of(report).characters["review"])
    assert ("review", "commitments") not in rows


@pytest.mark.parametrize(
    ("clause", "dated"),
    [
        ("2031年底前建成文化中心", True),
        ("年内开工建设市民公园", True),
        ("用两到三年时间改造全部危桥", True),
        ("2033年、2034年分别建成两条快速路", True),
        ("2031年建设市民公园", False),
        ("今年建设市民公园", False),
        ("制定2035年远景规划", False),
        ("加快建设市民公园", False),
    ],
)
def test_deadlines(clause: str, dated: bool) -> None:
    report = reportmine.analyze(TEXT.replace("6月底前建成文化中心", clause).replace("到2035年，", ""))
    row = by_name(measure_quantification(report))["plan", "commitments_with_deadline"]
    assert row.numerator == dated


def test_without_a_year_deadlines_cannot_be_said() -> None:
    report = reportmine.analyze(TEXT.replace("2031年", "").replace("2030年", "").replace("到2035年，", ""))
    assert report.year is None
    row = by_name(measure_quantification(report))["plan", "commitments_with_deadline"]
    assert row.value is None
    assert row.note == "year unknown"


@pytest.mark.parametrize(
    "report",
    [bare_report(""), bare_report("甲" * 100), reportmine.analyze("甲" * 100), reportmine.analyze("一、工作回顾")],
)
def test_reports_with_nothing(report: Report) -> None:
    for row in measure_quantification(report) + measure_readability(report):
        if not prose_of(report).sentences:
            assert row.value is None


@pytest.mark.parametrize("name", ["county-2023", "ip-report-masked-2023", "district-2023-glossary"])
def test_counts_of_parts_sum_to_the_whole(name: str) -> None:
    report = analyzed(CORPUS / f"{name}.txt")
    prose = prose_of(report)
    rows = by_name(measure_readability(report))
    rest = [index for index, part in enumerate(prose.parts) if part == "other"]
    for of, other in (
        ("characters", sum(prose.lengths[index] for index in rest)),
        ("words", sum(len(prose.edition.words[index]) for index in rest)),
        ("sentences", len(rest)),
    ):
        assert rows["whole", of].numerator == sum(rows[scope, of].numerator for scope in SCOPES[1:]) + other
    assert sum(map(len, prose.edition.words)) == rows["whole", "words"].value
    assert all(row.value is None or row.value >= 0 for row in rows.values())
