"""How alike reports are: to last year's, to the level above, to their neighbours."""

from __future__ import annotations

import pytest
from conftest import bare_report

import reportmine
from reportmine.comparison.compare import compare
from reportmine.measures.similarity import measure_neighbours, measure_similarity

SHARED = "加快推进清水河综合治理和农村饮水安全工程建设，"
ONE = reportmine.analyze(
    f"青川县2022年政府工作报告\n各位代表：\n今年，我们将{SHARED}大力发展特色农业，支持中小企业技术改造。持续优化营商环境。\n"
)
TWO = reportmine.analyze(
    f"青川县2023年政府工作报告\n各位代表：\n今年，我们要{SHARED}着力扩大有效投资，办好十件民生实事。持续优化营商环境。\n"
)
THREE = reportmine.analyze(
    "白石县2023年政府工作报告\n各位代表：\n今年，全县要以港口物流和海洋渔业为重点，稳步实施旧城更新行动。\n"
)


def test_the_figures_are_those_of_a_comparison() -> None:
    rows = {row.name: row for row in measure_similarity(TWO, ONE, "last")}
    compared = (compare([ONE, TWO], only=["similarity"]).similarity or ())[0]
    assert rows["cosine:last"].value == compared.cosine
    assert rows["contained:last"].value == compared.later_in_earlier
    assert rows["containing:last"].value == compared.earlier_in_later
    assert rows["longest:last"].value == compared.longest[0].chars
    (span,) = rows["longest:last"].evidence
    assert SHARED.rstrip("，") in TWO.text[slice(*span)]


def test_jaccard_is_what_both_have_of_what_either_has() -> None:
    rows = {row.name: row.value or 0 for row in measure_similarity(TWO, ONE, "last")}
    held, holding = rows["contained:last"], rows["containing:last"]
    assert 0 < rows["jaccard:last"] < min(held, holding)
    assert rows["jaccard:last"] == pytest.approx(held * holding / (held + holding - held * holding), abs=2e-4)


def test_a_report_and_itself() -> None:
    rows = {row.name: row.value for row in measure_similarity(ONE, ONE, "last")}
    assert rows["cosine:last"] == rows["jaccard:last"] == rows["contained:last"] == 1.0


def test_reports_that_share_nothing() -> None:
    rows = {row.name: row for row in measure_similarity(bare_report("各位代表：\n"), ONE, "last")}
    assert {row.value for row in rows.values()} == {0.0}
    assert rows["longest:last"].evidence == ()


def test_neighbours_name_the_nearest() -> None:
    found = measure_neighbours([ONE, TWO, THREE])
    assert len(found) == 3
    one, two, three = ({row.name: row for row in rows} for rows in found)
    assert one["contained:neighbours:max"].note == "nearest=1"
    assert two["jaccard:neighbours:max"].note == "nearest=0"
    assert three["contained:neighbours:max"].value == 0.0
    assert one["contained:neighbours:mean"].value == pytest.approx(
        (one["contained:neighbours:max"].value or 0) / 2, abs=1e-4
    )
    assert one["jaccard:neighbours:max"].value == two["jaccard:neighbours:max"].value


def test_a_report_alone_has_no_neighbours() -> None:
    (rows,) = measure_neighbours([ONE])
    assert len(rows) == 6
    assert {row.value for row in rows} == {None}
    assert measure_neighbours([]) == []


def test_empty_reports_are_neighbours_too() -> None:
    rows = measure_neighbours([bare_report("各位代表：\n"), bare_report("同志们：\n")])
    assert {row.value for found in rows for row in found} == {0.0}
