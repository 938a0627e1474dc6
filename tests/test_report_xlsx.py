from __future__ import annotations

import io
import re
import sys
from collections.abc import Iterator
from typing import Any

import openpyxl
import pytest
from conftest import ROOT, TWIN, analyzed
from msgspec.structs import replace
from reports import CASES, EMPTY, HOSTILE, LINES, NASTY, REPORT, SECRET, TEXT

from reportmine.messages import set_language
from reportmine.model import Reason, Report
from reportmine.renderers import report_xlsx, workbook
from reportmine.renderers.report_names import report_names


@pytest.fixture(autouse=True)
def _chinese_again() -> Iterator[None]:
    yield
    set_language(None)


def sheets(*reports: Report, **options: bool) -> dict[str, Any]:
    book = openpyxl.load_workbook(io.BytesIO(report_xlsx.render(reports, **options)))
    return {sheet.title: sheet for sheet in book}


def rows(sheet: Any) -> list[dict[str, Any]]:
    head, *found = sheet.iter_rows()
    return [dict(zip((cell.value for cell in head), row, strict=True)) for row in found]


def values(sheet: Any) -> list[dict[str, Any]]:
    return [{name: cell.value for name, cell in row.items()} for row in rows(sheet)]


SHEETS = ["概览", "指标", "举措", "段落", "需要处理", "原文"]


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("case", CASES)
def test_sheets_have_a_frozen_head_a_filter_and_no_formula(case: str, language: str) -> None:
    set_language(language)
    found = sheets(*CASES[case])
    assert len(found) == len(SHEETS) + (case == "several")
    for name, sheet in found.items():
        assert 0 < len(name) <= 31
        assert sheet.freeze_panes.endswith("2")
        assert sheet.auto_filter.ref == sheet.dimensions or sheet.max_row == 1
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        head = [cell.value for cell in sheet[1]]
        assert all(head) and len(set(head)) == len(head)
        assert {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value is not None} <= {"s", "n"}
        if language == "en":
            assert not re.search("[一-鿿]", "".join(head))


def test_figures_are_numbers_with_what_they_measure() -> None:
    found = values(sheets(REPORT)["指标"])
    assert [row["数值"] for row in found] == [120.5, 5.5, -3.5, "XX", 10]
    assert [row["计量单位"] for row in found] == ["亿元", "%", "%", "户", "万吨"]
    assert [row["升降"] for row in found] == [None, "上升", "下降", None, None]
    assert [row["目标或实际"] for row in found] == ["实际"] * 4 + ["目标"]
    assert [row["要求"] for row in found] == [None] * 4 + ["以上"]
    assert [row["占位"] for row in found] == [None, None, None, "是", None]
    assert (found[0]["指标代码"], found[0]["时期"], found[0]["段落类别"]) == ("gdp", 2030, "成绩")
    assert all(row["重点"] == "是" for row in found)
    for row, indicator in zip(found, REPORT.indicators, strict=True):
        assert TEXT[row["数字起"] : row["数字止"]] == row["原文写法"] == TEXT[indicator.start : indicator.end]


def test_actions_paragraphs_and_findings() -> None:
    found = sheets(REPORT)
    (action,) = values(found["举措"])
    assert (action["举措"], action["类型"], action["进度"]) == ("清泉行动", "行动", "计划")
    assert "推进【清泉行动】，" in action["前后文"]
    paragraphs = values(found["段落"])
    assert [row["类别"] for row in paragraphs] == ["标题", "小标题", "成绩", "小标题", "问题", "小标题", "任务"]
    assert [row["文字"] for row in paragraphs] == [line.replace(SECRET, "•" * 8) for line in LINES]
    assert paragraphs[4]["小标题"] == "二、困难和问题" and paragraphs[4]["可信度"] == 0.9
    assert paragraphs[4]["字数"] == len(LINES[4])
    findings = values(found["需要处理"])
    assert [(row["级别"], row["规则"]) for row in findings] == [("高", "RM101"), ("中", "RM201")]


def test_first_sheet_tells_what_one_wants_to_know() -> None:
    told = {(row["内容"], row["项目"]): row for row in values(sheets(REPORT)["概览"])}
    assert told["报告", "标题"]["备注"] == LINES[0] and told["报告", "年份"]["数值"] == 2031
    assert told["项数", "指标"]["数值"] == 5 and told["项数", "其中占位"]["数值"] == 1
    assert told["需要处理", "高"]["数值"] == 1
    assert sum(row["数值"] for (head, _), row in told.items() if head == "占比") == pytest.approx(1)
    key = told["重点指标", "全县地区生产总值"]
    assert key["数值"] == 120.5 and key["备注"].split() == ["120.5亿元", "+5.5%", "2030", "第", "3", "行"]
    assert [name for head, name in told if head == "工作表"] == SHEETS[1:]


def test_several_reports_share_the_sheets_and_have_a_row_each() -> None:
    found = sheets(*CASES["several"])
    assert list(found) == ["概览", "各份报告", *SHEETS[1:]]
    names = ["报告/青岚县2031.txt (1)", "-", "=cmd|calc!A1\ufffd.txt", "报告/青岚县2031.txt (4)"]
    assert [row["报告"] for row in values(found["各份报告"])] == names
    assert [row["字数"] for row in values(found["各份报告"])] == [len(TEXT), 0, len(HOSTILE.text), len(TEXT)]
    for sheet in ("指标", "举措", "段落", "需要处理", "原文"):
        told = [row["报告"] for row in values(found[sheet])]
        assert list(dict.fromkeys(told)) == [names[0], *names[2:]]


def test_names_of_reports_are_no_longer_than_they_must_be() -> None:
    paths = ["a/x.txt", "b/x.txt", "c\\y.txt", "-", "-"]
    named = report_names([replace(EMPTY, source=replace(EMPTY.source, path=path)) for path in paths])
    assert named == ["a/x.txt", "b/x.txt", "y.txt", "- (4)", "- (5)"]


@pytest.mark.parametrize("case", ["ordinary", "hostile", "several", "twin"])
def test_links_lead_to_the_line(case: str) -> None:
    reports = (analyzed(TWIN),) if case == "twin" else CASES[case]
    found = sheets(*reports)
    texts = {name: report.text for name, report in zip(report_names(reports), reports, strict=True)}
    linked = 0
    for sheet, what in (("指标", "数字"), ("举措", "举措"), ("段落", "段落"), ("需要处理", "内容")):
        for row in rows(found[sheet]):
            cell = row[f"{what}位置"]
            target = found["原文"][cell.hyperlink.location.partition("!")[2]]
            line = found["原文"].cell(target.row, 3).value
            assert cell.value == f"第 {line} 行"
            text = next(iter(texts.values())) if len(texts) == 1 else None
            if text is not None:
                start = found["原文"].cell(target.row, 4).value
                # The sheet has a line without the blanks around it.
                assert start - 1 <= row[f"{what}起"].value <= start + len(str(target.value))
                assert text.count("\n", 0, row[f"{what}起"].value) + 1 == line
            linked += 1
    assert linked


def test_secrets_are_hidden_unless_asked_for() -> None:
    def said(**options: bool) -> str:
        found = sheets(REPORT, **options)
        return "".join(str(value) for sheet in found.values() for row in sheet.values for value in row)

    assert SECRET not in said() and "•" * len(SECRET) in said()
    assert SECRET in said(show_secrets=True)


def test_text_that_looks_like_a_formula_stays_text() -> None:
    for row, word in zip(rows(sheets(HOSTILE)["指标"]), NASTY, strict=True):
        cell = row["指标"]
        expected = workbook.fitting("".join(part.strip() for part in word.split("\n")))
        assert cell.data_type == "s" and cell.value == expected
        assert cell.quotePrefix == expected.startswith(tuple("=+-@"))


def test_reasons_have_a_column_where_they_were_asked_for() -> None:
    why = (Reason(field="status", rule="plan-paragraph"),)
    explained = replace(REPORT, indicators=(replace(REPORT.indicators[0], why=why),))
    assert values(sheets(explained)["指标"])[0]["依据"].startswith("进度：")
    assert "依据" not in values(sheets(REPORT)["指标"])[0]


def test_workbook_is_the_same_bytes_twice() -> None:
    assert report_xlsx.render(CASES["several"]) == report_xlsx.render(CASES["several"])


def test_without_openpyxl_it_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    with pytest.raises(workbook.MissingOpenpyxl, match=r"pip install 'reportmine\[words\]'"):
        report_xlsx.render([REPORT])


def test_the_page_names_every_sheet_and_column() -> None:
    page = (ROOT / "docs" / "research" / "tables.md").read_text(encoding="utf-8")
    told = {line.split("|")[1].strip(): line for line in page.splitlines() if line.startswith("| ")}
    for name, sheet in sheets(REPORT, EMPTY).items():
        heads = [cell.value for cell in sheet[1]]
        assert all(head in told[name] for head in heads if head != "报告"), name
