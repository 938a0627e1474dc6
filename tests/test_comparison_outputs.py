from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator

import jsonschema
import openpyxl
import pytest
from comparisons import CASES, EARLIER, EMPTY, FOLLOW_UP, LATER, NOTHING, WHOLE, compared, undated
from msgspec.structs import replace
from rich.cells import cell_len

import reportmine
from reportmine.comparison.model import Comparison, Note
from reportmine.messages import set_language
from reportmine.renderers import comparison_json, comparison_markdown, comparison_text, comparison_xlsx
from reportmine.renderers.comparison_pages import pages
from reportmine.renderers.comparison_places import name_reports
from reportmine.renderers.html import comparison as html_comparison


@pytest.fixture(autouse=True)
def _chinese_again() -> Iterator[None]:
    yield
    set_language(None)


# --- text -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("full", [False, True])
@pytest.mark.parametrize("width", [60, 80, 120])
@pytest.mark.parametrize("case", CASES)
def test_no_line_of_the_pages_is_wider_than_the_terminal(case: str, width: int, full: bool, language: str) -> None:
    set_language(language)
    shown = comparison_text.render(CASES[case], full=full, width=width)
    assert [line for line in shown.split("\n") if cell_len(line) > width] == []


@pytest.mark.parametrize("case", CASES)
def test_nothing_that_a_terminal_obeys_is_printed(case: str) -> None:
    shown = comparison_text.render(CASES[case], full=True)
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f]", shown)
    plain = comparison_text.render(CASES[case], full=True, colour=True)
    assert re.sub("\x1b\\[[0-9;]*m", "", plain).split() == shown.split()


def test_pages_tell_outcome_figures_and_place() -> None:
    shown = comparison_text.render(WHOLE, width=80)
    for said in (
        "2031 年计划的 6 项，到 2032 年报告：未达到 1，未提及 2，再次列入计划 1，达到 1，已报告进展 1",
        "粮食产量增长4.5%左右  2031 第4行", "目标 4.5%左右，实际 3.1%", "→ 粮食产量增长3.1%（2032 第4行）",
        "加强基层值守", "任务分解表：牵头单位：=农业局；进展：已完成", "注意：2028 年与 2031 年之间缺报告",
        "清泉行动 → 清泉计划（行动）  2031、2032", "确保 → 力争：力争完成河道整治", "不符 1",
        "推算 5万吨，报告写 5.2万吨",
    ):  # fmt: skip
        assert said in "".join(shown.split("\n")) or said in shown, said


def test_a_part_that_was_left_out_has_no_page() -> None:
    assert [page.title for page in pages(NOTHING)] == []
    assert len(list(pages(EMPTY))) == len(list(pages(WHOLE))) == 7


def test_rows_that_are_not_shown_are_counted() -> None:
    many = replace(WHOLE, follow_up=FOLLOW_UP[:1] * 25)
    assert "另有 15 项" in comparison_text.render(many)
    assert "另有 15 项" in comparison_markdown.render(many)
    assert "另有" not in comparison_text.render(many, full=True)


def test_reports_of_one_year_and_without_one_are_told_apart() -> None:
    same = (compared(0, EARLIER, region="甲县"), compared(1, LATER, year=2031, region="乙县"))
    assert "甲县 第4行" in comparison_text.render(replace(WHOLE, reports=same))
    twins = (compared(0, EARLIER), compared(1, LATER, year=2031))
    assert "2031.txt 第4行" in comparison_text.render(replace(WHOLE, reports=twins))
    assert "2032.txt 第4行" in comparison_text.render(undated())
    nameless = (compared(0, EARLIER, path="-"), compared(1, LATER, year=2031, path="-"))
    assert "- (2) 第4行" in comparison_text.render(replace(WHOLE, reports=nameless))


def test_reports_of_several_places_are_named_by_year_and_place() -> None:
    two = (compared(0, EARLIER, region="甲县"), compared(1, LATER, region="乙县"))
    assert name_reports(two) == ["2031 甲县", "2032 乙县"]
    assert name_reports((two[0], replace(two[1], region="甲县"))) == ["2031", "2032"]


def test_what_two_places_admit_does_not_come_back() -> None:
    two = replace(WHOLE, reports=(WHOLE.reports[0], replace(WHOLE.reports[1], region="乙县")))
    for comparison, said, other in ((WHOLE, "再次提及", "几地都提到"), (two, "几地都提到", "再次提及")):
        for form, shown in _drawn(replace(comparison, actions=None), show_secrets=False).items():
            if form != "json":
                lines = [line for line in shown.split("\n") if "序号相同" not in line]
                assert said in "\n".join(lines) and other not in "\n".join(lines), form


@pytest.mark.parametrize("folder", ["/home/张三/材料/", "C:\\Users\\张三\\材料\\"])
def test_what_is_sent_on_names_no_folders(folder: str) -> None:
    reports = tuple(replace(report, path=folder + report.path) for report in WHOLE.reports)
    notes = (Note(kind="x", message=f"{folder}2031.txt 与 {folder}2032.txt 是同一年"),)
    comparison = replace(WHOLE, reports=reports, notes=notes)
    for shown in (comparison_markdown.render(comparison), html_comparison.render(comparison)):
        assert "张三" not in shown and "2031.txt 与 2032.txt 是同一年" in shown.replace("\\", "")
    cells = "\n".join(
        str(cell.value)
        for sheet in openpyxl.load_workbook(io.BytesIO(comparison_xlsx.render(comparison)))
        for row in sheet
        for cell in row
    )
    assert "张三" not in cells and "2031.txt" in cells


# --- secrets --------------------------------------------------------------------------------------------------------

SECRET = "13812345678"


def _drawn(comparison: Comparison, show_secrets: bool) -> dict[str, str]:
    """What every renderer makes of a comparison; a workbook as the words of its cells."""
    book = openpyxl.load_workbook(io.BytesIO(comparison_xlsx.render(comparison, show_secrets=show_secrets)))
    return {
        "text": comparison_text.render(comparison, full=True, show_secrets=show_secrets),
        "md": comparison_markdown.render(comparison, full=True, show_secrets=show_secrets),
        "json": comparison_json.render(comparison, show_secrets=show_secrets),
        "html": html_comparison.render(comparison, show_secrets=show_secrets),
        "xlsx": "\n".join(str(cell.value) for sheet in book for row in sheet for cell in row),
    }


def test_a_comparison_made_in_python_shows_no_secret_unless_asked() -> None:
    plan = "二、{year}年工作安排\n新建水库3座，拨打张三手机{secret}反映问题，地区生产总值增长6%。\n"
    texts = [f"{year}年政府工作报告\n{plan.format(year=year, secret=SECRET)}" for year in (2031, 2032)]
    comparison = reportmine.compare(*texts)
    for form, shown in _drawn(comparison, show_secrets=False).items():
        assert SECRET not in shown and "•" * len(SECRET) in shown, form
    for form, shown in _drawn(comparison, show_secrets=True).items():
        assert SECRET in shown, form


# --- Markdown -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("full", [False, True])
def test_tables_of_the_markdown_are_even(case: str, full: bool) -> None:
    blocks = re.split(r"\n\n", comparison_markdown.render(CASES[case], full=full))
    tables = [block.split("\n") for block in blocks if block.startswith("|")]
    assert bool(tables) == (case not in ("nothing", "empty"))
    for table in tables:
        widths = {len(re.findall(r"(?<!\\)(?:\\\\)*\|", line)) for line in table}
        assert len(widths) == 1 and re.fullmatch(r"\| --- \|( ---: \|)*", table[1])


def test_markdown_of_a_report_says_nothing_to_markdown() -> None:
    shown = comparison_markdown.render(CASES["hostile"], full=True)
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f]", shown)
    assert "<script" not in shown.replace("\\<", "")
    assert "](" not in shown.replace("\\]", "")
    assert "&amp;" not in shown.replace("\\&", "")
    assert not re.search(r"(?<!\\)`", shown)


@pytest.mark.parametrize(
    "said", ["# 标题", "- 条目", "+ 条目", "1. 条目", "2) 条目", "> 引文", "| 表", "~~删~~", "&lt;", "===", "***"]
)
def test_what_begins_a_line_begins_no_markdown(said: str) -> None:
    shown = comparison_markdown.render(
        replace(
            NOTHING, notes=(Note(kind="x", message="甲"),), actions=(replace(WHOLE.actions[0], name=said, names=()),)
        )
    )  # type: ignore[index]
    (line,) = [line for line in shown.split("\n") if "行动" in line]
    assert re.match(r"- (\\|\d\\|===)", line)


# --- JSON -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("case", CASES)
def test_json_is_what_its_schema_says(case: str) -> None:
    made = json.loads(comparison_json.render(CASES[case]))
    jsonschema.Draft202012Validator(json.loads(comparison_json.schema())).validate(made)
    assert all("text" not in report for report in made["reports"])
    for part in ("series", "follow_up", "actions", "shortfalls", "ledger", "wording", "similarity"):
        assert (made[part] is None) == (getattr(CASES[case], part) is None)
