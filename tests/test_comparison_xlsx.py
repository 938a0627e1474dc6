from __future__ import annotations

import io
import re
import sys
import zipfile
from collections.abc import Iterator
from typing import Any

import openpyxl
import pytest
from comparisons import CASES, EARLIER, EMPTY, FOLLOW_UP, LATER, NOTHING, TEXTS, WHOLE, compared
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from reportmine.comparison.model import Comparison, Passage
from reportmine.lexicon import load
from reportmine.messages import set_language, tr
from reportmine.renderers import comparison_markdown, comparison_text, comparison_xlsx, workbook


@pytest.fixture(autouse=True)
def _chinese_again() -> Iterator[None]:
    yield
    set_language(None)


def sheets(comparison: Comparison) -> dict[str, Any]:
    book = openpyxl.load_workbook(io.BytesIO(comparison_xlsx.render(comparison)))
    return {sheet.title: sheet for sheet in book}


def rows(sheet: Any) -> list[dict[str, Any]]:
    head, *found = sheet.iter_rows()
    return [dict(zip((cell.value for cell in head), row, strict=True)) for row in found]


def values(sheet: Any) -> list[dict[str, Any]]:
    return [{name: cell.value for name, cell in row.items()} for row in rows(sheet)]


SHEETS = [
    "概览", "承诺落实", "账目", "指标对照", "指标", "举措", "举措出处", "问题", "措辞", "词频", "相似度",
    "各部分文字来源", "相同段落", "原文",
]  # fmt: skip


def test_every_part_has_its_sheets() -> None:
    assert list(sheets(WHOLE)) == list(sheets(EMPTY)) == SHEETS
    assert list(sheets(NOTHING)) == ["概览", "原文"]
    assert list(sheets(replace(NOTHING, ledger=()))) == ["概览", "账目", "原文"]


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("case", CASES)
def test_sheets_have_a_frozen_head_a_filter_and_a_print_setup(case: str, language: str) -> None:
    set_language(language)
    found = sheets(CASES[case])
    for name, sheet in found.items():
        assert 0 < len(name) <= 31
        assert sheet.freeze_panes.endswith("2")
        assert sheet.auto_filter.ref == sheet.dimensions or sheet.max_row == 1
        assert sheet.print_title_rows == "$1:$1"
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        head = [cell.value for cell in sheet[1]]
        assert all(head) and len(set(head)) == len(head)
        # The only formulas and errors are those that are none.
        assert {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value is not None} <= {"s", "n"}
        if language == "en" and case == "whole":
            assert not re.search("[一-鿿]", "".join(head).replace("牵头单位", "").replace("进展", ""))


def test_commitments_are_rows_with_numbers_words_and_colour() -> None:
    found = values(sheets(WHOLE)["承诺落实"])
    assert [row["承诺"] for row in found] == [
        "粮食产量增长4.5%左右", "新建水库12座以上", "化债XX亿元", "开展清泉行动", "确保完成河道整治", "加强基层值守",
    ]  # fmt: skip
    first, second, masked = found[:3]
    assert (first["计划年份"], first["目标值"], first["目标单位"], first["目标要求"], first["实际值"]) == (
        2031, 4.5, "%", "左右", 3.1,
    )  # fmt: skip
    assert first["落实情况"] == "未达到" and first["数字核对"] == "目标 4.5%左右，实际 3.1%"
    assert first["任务分解表：牵头单位"] == "=农业局" and second["任务分解表：牵头单位"] is None
    assert first["其他证据"] == "达到5.2万吨"
    assert (masked["目标值"], masked["目标单位"], masked["实际值"]) == ("XX", "亿元", None)
    assert isinstance(second["实际值"], int) and isinstance(first["可信度"], float)
    colours = {row["落实情况"].value: row["落实情况"].fill.fgColor.rgb for row in rows(sheets(WHOLE)["承诺落实"])}
    assert len(set(colours.values())) == len(colours) == 5


def test_figures_stand_once_a_mention_and_once_a_measure() -> None:
    found = sheets(WHOLE)
    mentions = values(found["指标"])
    assert [row["数值"] for row in mentions] == [12, 13, 10, "XX", -3.1, 14.25]
    assert [row["数字年份"] for row in mentions] == [2031, 2031, 2032, 2030, None, 2031]
    assert [row["目标或实际"] for row in mentions][:3] == ["目标", "实际", "目标"]
    (wide,) = rows(found["指标对照"])
    shown = {name: cell.value for name, cell in wide.items()}
    assert shown == {
        "指标": "新建水库", "计量单位": "座", "性质": "总量", "指标代码": "reservoirs", "2030 实际": "XX",
        "2031 目标": 12, "2031 实际": 13, "2032 目标": 10, "同一年的其他数字": "2031 实际 14.25（2031 第4行）",
    }  # fmt: skip
    assert wide["2031 目标"].number_format == '"≥"#,##0'
    assert wide["2032 目标"].number_format == '#,##0"–…"'


def test_places_of_one_year_have_columns_of_their_own() -> None:
    same = (compared(0, EARLIER, region="甲县"), compared(1, LATER, year=2031, region="乙县"))
    head = [cell.value for cell in sheets(replace(WHOLE, reports=same))["指标对照"][1]]
    assert {"甲县 2031 目标", "乙县 2031 实际"} <= set(head)


def test_ledger_has_its_figures_side_by_side() -> None:
    found = values(sheets(WHOLE)["账目"])
    assert [row["结论"] for row in found] == ["不符", "相符"]
    assert [found[0][name] for name in ("推算", "报告所写", "相差", "容许相差", "计量单位")] == [
        5,
        5.2,
        0.2,
        0.05,
        "万吨",
    ]
    assert [found[1][name] for name in ("数字1", "数字1单位", "数字2", "数字2名称")] == [12, "座", 13, "新建水库"]
    assert found[0]["数字2"] is None and found[0]["原因"] is None


@pytest.mark.parametrize("language", ["zh", "en"])
def test_reasons_of_the_ledger_are_told_in_words(language: str) -> None:
    set_language(language)
    assert WHOLE.ledger is not None
    entry = replace(WHOLE.ledger[1], verdict="different_base", reason="constant-prices")
    said = tr(load("comparison")["reasons"]["constant-prices"])
    explained = replace(WHOLE, ledger=(entry,))
    assert said in [cell.value for cell in sheets(explained)["账目" if language == "zh" else "Ledger"][2]]
    assert said in comparison_text.render(explained)
    assert said in comparison_markdown.render(explained)


def test_actions_problems_words_and_overlap() -> None:
    found = sheets(WHOLE)
    (action,) = values(found["举措"])
    assert action["先后名称"] == "清泉行动 → 清泉计划" and action["2032"] == "已完成 第 5 行"
    assert [row["原文写法"] for row in values(found["举措出处"])] == ["清泉行动", "清泉行动", "清泉计划"]
    problems = values(found["问题"])
    assert [(row["序号"], row["变化"], row["相似度"]) for row in problems] == [
        (1, "再次提及", 0.625), (1, "再次提及", 0.625), (2, "新提及", None),
    ]  # fmt: skip
    assert [(row["词"], row["2031 次数"], row["2032 每万词"]) for row in values(found["词频"])] == [
        ("水库", 1, 221.25), ("基层", 1, 0),
    ]  # fmt: skip
    (pair,) = values(found["相似度"])
    assert (pair["原样沿用"], pair["改写"], pair["新增"], pair["删去"], pair["最长相同字数"]) == (0.1, 0.3, 0.6, 0.5, 7)
    assert [row["部分"] for row in values(found["各部分文字来源"])] == ["全文", "困难和问题", "全文"]


def test_overview_counts_sheets_and_outcomes_and_tells_notes() -> None:
    found = values(sheets(WHOLE)["概览"])
    assert {row["项目"]: row["项数"] for row in found if row["内容"] == "工作表"}["承诺落实"] == 6
    assert {row["项目"]: row["项数"] for row in found if row["内容"] == "承诺落实"}["2031 → 2032  未提及"] == 2
    assert [row["备注"] for row in found if row["内容"] == "注意"] == ["2028 年与 2031 年之间缺报告"]
    assert all(row["备注"] for row in found if row["内容"] == "工作表")


def test_source_has_every_line_with_where_it_begins() -> None:
    lines = values(sheets(WHOLE)["原文"])
    for report, year in enumerate((2031, 2032)):
        mine = [row for row in lines if row["年份"] == year]
        assert [row["文字"] for row in mine] == [line.strip() for line in TEXTS[report].split("\n") if line.strip()]
        for row in mine:
            assert TEXTS[report].startswith(row["文字"], row["起始字符"])
            assert TEXTS[report].split("\n")[row["行"] - 1].strip() == row["文字"]


def places(comparison: Comparison) -> Iterator[tuple[str, str, int]]:
    """Every place with a link: the sheet, the text of the row it leads to, and the offset into it."""
    found = sheets(comparison)
    source = found["原文"]
    for sheet in found.values():
        if sheet.title in ("概览", "原文"):
            continue
        for row in rows(sheet):
            for name, cell in row.items():
                if name.endswith("位置") and cell.value is not None and name != "其他证据位置":
                    target = re.fullmatch(r"'原文'!E(\d+)", cell.hyperlink.location)
                    assert target is not None
                    number = int(target[1])
                    start = row[name.removesuffix("位置") + "起"].value
                    end = row[name.removesuffix("位置") + "止"].value
                    report = {2031: 0, 2032: 1}[source.cell(number, 2).value]
                    said = comparison.reports[report].text[start:end].split("\n")[0].strip()
                    yield said, source.cell(number, 5).value, start - source.cell(number, 4).value


def test_links_lead_to_the_line_of_the_evidence() -> None:
    found = list(places(WHOLE))
    assert len(found) > 30
    for said, line, offset in found:
        assert line[offset:].startswith(said)


def test_every_figure_of_the_wide_sheet_and_every_mark_of_an_action_is_a_link() -> None:
    found = sheets(WHOLE)
    text = found["原文"]
    (wide,) = rows(found["指标对照"])
    for name, said in (("2031 目标", "12座"), ("2031 实际", "13座"), ("2030 实际", "XX亿元")):
        assert said in text[wide[name].hyperlink.location.partition("!")[2]].value
    (action,) = rows(found["举措"])
    assert "清泉行动" in text[action["2031"].hyperlink.location.partition("!")[2]].value


@pytest.mark.parametrize("case", CASES)
def test_workbook_is_the_same_bytes_twice_and_has_no_date(case: str, monkeypatch: pytest.MonkeyPatch) -> None:
    first = comparison_xlsx.render(CASES[case])
    monkeypatch.setattr("time.time", lambda: 2_000_000_000.0)
    assert first == comparison_xlsx.render(CASES[case])
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {workbook.NO_DATE}
        assert set(re.findall(rb"\d{4}-\d\d-\d\dT", archive.read("docProps/core.xml"))) == {b"1980-01-01T"}


def test_text_that_looks_like_a_formula_stays_text() -> None:
    found = rows(sheets(CASES["hostile"])["承诺落实"])
    cell = found[0]["承诺"]
    assert cell.data_type == "s" and cell.value.startswith("=1+1") and cell.quotePrefix
    assert "\ufffd" in cell.value and "\x1b" not in cell.value


@given(st.text(alphabet=st.characters(), max_size=60))
@settings(max_examples=150, deadline=None)
def test_any_text_is_kept_as_text(said: str) -> None:
    book = workbook.Book(said)
    book.sheet("表", [workbook.Column("列")]).append([said])
    cell = openpyxl.load_workbook(io.BytesIO(book.to_bytes()))["表"]["A2"]
    assert cell.data_type == ("s" if said else "n")
    assert (cell.value or "") == workbook.fitting(said)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("#N/A", "#N/A"), ("1e5", "1e5"), ("TRUE", "TRUE"), ("_x0041_", "_x005F_x0041_"), ("a\x00b", "a\ufffdb"),
        ("\ud800", "\ufffd"), ("甲\n乙\t丙", "甲\n乙\t丙"), ("x" * 40_000, "x" * 32_766 + "…"),
        ("𠀀" * 20_000, "𠀀" * 16_383 + "…"), ("x" * 32_767, "x" * 32_767),
    ],
)  # fmt: skip
def test_what_a_cell_cannot_hold(said: str, expected: str) -> None:
    assert workbook.fitting(said) == expected


def test_numbers_show_the_digits_they_have() -> None:
    book = workbook.Book("表")
    sheet = book.sheet("表", [workbook.Column("列", 20)])
    for value in (5.53, 1200000.0, 0.1 + 0.2, -0.5, 1e20, float("nan"), 0.0):
        sheet.append([value])
    cells = openpyxl.load_workbook(io.BytesIO(book.to_bytes()))["表"]["A"][1:]
    assert [(cell.value, cell.number_format) for cell in cells] == [
        (5.53, "#,##0.00"), (1200000, "#,##0"), (0.3, "#,##0.0"), (-0.5, "#,##0.0"), (1e20, "#,##0"),
        ("nan", "General"), (0, "#,##0"),
    ]  # fmt: skip


def test_a_line_longer_than_a_cell_stands_in_several_rows_and_links_find_theirs() -> None:
    text = "开头。" + "水" * 40_000 + "粮食产量增长3.1%。"
    start = text.index("粮食产量增长3.1%")
    late = Passage(report=1, start=start, end=start + 10, text="粮食产量增长3.1%")
    long = replace(
        NOTHING,
        reports=(WHOLE.reports[0], compared(1, text)),
        follow_up=(replace(FOLLOW_UP[0], evidence=(late,)),),
    )
    found = sheets(long)
    pieces = [row for row in values(found["原文"]) if row["年份"] == 2032]
    assert len(pieces) == 3 and "".join(row["文字"] for row in pieces) == text
    (row,) = rows(found["承诺落实"])
    assert "粮食产量增长3.1%" in found["原文"][row["证据位置"].hyperlink.location.partition("!")[2]].value


def test_more_than_excel_takes_is_left_out_and_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "MOST_LINKS", 3)
    monkeypatch.setattr("reportmine.renderers.workbook_cells.MOST_LINKS", 3)
    for module in ("workbook", "workbook_source", "workbook_cells"):
        monkeypatch.setattr(f"reportmine.renderers.{module}.MOST_ROWS", 8)
    found = sheets(WHOLE)
    assert found["原文"].max_row == 8
    told = [row["备注"] for row in values(found["概览"]) if row["内容"] == "注意"]
    assert "“原文”表超过 Excel 的 8 行，后面 9 行没有写入" in told
    assert "“承诺落实”表的链接超过 Excel 的 3 个，后面的位置只有文字没有链接" in told
    linked = [cell for row in found["承诺落实"].iter_rows() for cell in row if cell.hyperlink]
    assert len(linked) == 3
    assert all(int(re.sub(r"\D", "", cell.hyperlink.location.partition("!")[2])) <= 8 for cell in linked)


def test_without_openpyxl_it_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    with pytest.raises(workbook.MissingOpenpyxl, match=r"pip install 'reportmine\[words\]'"):
        comparison_xlsx.render(WHOLE)


def test_reports_of_one_name_have_columns_of_their_own() -> None:
    nameless = (compared(0, EARLIER, path="-"), compared(1, LATER, year=2031, path="-"))
    assert {"- (1)", "- (2)"} <= {cell.value for cell in sheets(replace(WHOLE, reports=nameless))["举措"][1]}
