"""The list of tasks: written the same twice, filled in by an office in its ways, and read back."""

from __future__ import annotations

import io
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

import reportmine
from reportmine.cli import main
from reportmine.comparison.commitments import find_commitments
from reportmine.comparison.edition import Edition
from reportmine.comparison.tasks.tasks import CLAUSE, COLUMNS, ID, NAME, STATE, VALUE, read_tasks
from reportmine.errors import UnreadableInput
from reportmine.readers import from_text
from reportmine.renderers import tasks_xlsx

_TEXT = """政府工作报告

——2023年1月10日在云溪县第十八届人民代表大会第二次会议上

一、2022年工作回顾

全县地区生产总值增长5.1%，新建农村公路80公里。

二、2023年工作安排

今年主要预期目标是：地区生产总值增长6%左右，城镇新增就业3000人以上。

加强民生保障。新建公办幼儿园3所、改造敬老院2所，取消公园门票，开展“清水”专项行动。到2025年，农村卫生厕所普及率达到95%。
"""


@pytest.fixture(scope="module")
def edition() -> Edition:
    return Edition(reportmine.analyze(from_text(_TEXT)), 0, 2023)


@pytest.fixture
def made(edition: Edition, tmp_path: Path) -> Path:
    path = tmp_path / "任务.xlsx"
    path.write_bytes(tasks_xlsx.render(edition))
    return path


def _column(title: str) -> int:
    return COLUMNS.index(title) + 1


def _said(path: Path, edition: Edition) -> dict[str, dict[str, str] | None]:
    tasks = read_tasks(str(path))
    return {
        edition.text[slice(*(one.subject or (one.start, one.end)))]: tasks.find(edition, one)
        for one in find_commitments(edition)
    }


def test_the_same_bytes_twice(edition: Edition) -> None:
    assert tasks_xlsx.render(edition) == tasks_xlsx.render(edition)
    assert tasks_xlsx.render_csv(edition) == tasks_xlsx.render_csv(edition)


def test_the_sheet(made: Path) -> None:
    book = load_workbook(made)
    sheet = book.worksheets[0]
    assert [cell.value for cell in sheet[1]] == list(COLUMNS)
    assert book.worksheets[1].sheet_state == "hidden"
    assert sheet.freeze_panes == "D2"
    assert sheet.auto_filter.ref.startswith("A1:")
    assert sheet.print_title_rows == "$1:$1"
    assert "已完成" in sheet.data_validations.dataValidation[0].formula1
    rows = {row[_column(NAME) - 1]: row for row in sheet.iter_rows(min_row=2, values_only=True)}
    assert rows["地区生产总值"][_column(VALUE) - 1] == 6
    assert any(row[_column("完成时限") - 1] == "2025年" for row in sheet.iter_rows(min_row=2, values_only=True))
    ids = [row[_column(ID) - 1] for row in sheet.iter_rows(min_row=2, values_only=True)]
    assert len(ids) == len(set(ids)) > 4


def test_text_like_a_formula_stays_text(tmp_path: Path) -> None:
    text = _TEXT.replace("取消公园门票", "取消=HYPERLINK类公园门票") + "\n=cmd建设水库1座。\n"
    edition = Edition(reportmine.analyze(from_text(text)), 0, 2023)
    sheet = load_workbook(io.BytesIO(tasks_xlsx.render(edition))).worksheets[0]
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
    for line in tasks_xlsx.render_csv(edition).decode("utf-8-sig").splitlines():
        assert not any(cell.startswith(("=", "+", "@")) for cell in line.split(","))


def test_sorted_deleted_and_added_rows(made: Path, edition: Edition) -> None:
    book = load_workbook(made)
    sheet = book.worksheets[0]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    state, name, other = _column(STATE) - 1, _column(NAME) - 1, len(COLUMNS)
    for row in rows:
        row.append("县教育局" if row[name] and "幼儿园" in row[name] else None)
        if row[_column(CLAUSE) - 1].startswith("取消"):
            row[state], row[_column(CLAUSE) - 1] = "已完成", "取消公园的门票（改写）"
    rows = [row for row in rows if row[name] != "城镇新增就业"]
    rows.reverse()
    sheet.delete_rows(1, sheet.max_row)
    sheet.append(["云溪县2023年任务分解表"])
    sheet.append([*COLUMNS, "分管领导单位"])
    for row in rows:
        sheet.append(row)
    sheet.append([None, None, "办公室自己加的一项", *[None] * (state - 3), "进行中"])
    book.save(made)
    said = _said(made, edition)
    assert said["取消公园门票"] == {STATE: "已完成"}
    assert said["3所"] == {"分管领导单位": "县教育局"}
    assert said["3000人"] is None
    (added,) = read_tasks(str(made)).unplaced(edition)
    assert added.clause == "办公室自己加的一项"
    assert other == len(COLUMNS)


def test_without_ids_the_clause_and_the_name_tell(made: Path, edition: Edition) -> None:
    old = load_workbook(made).worksheets[0]
    book = Workbook()
    sheet = book.active
    for number, row in enumerate(old.iter_rows(values_only=True), 1):
        cells = list(row[:-1])
        if number > 1:
            cells[_column(STATE) - 1] = f"第{number}行"
        sheet.append(cells)
    book.save(made)
    said = _said(made, edition)
    assert all(said.values())
    assert said["3所"] != said["2所"]


def test_merged_cells_dates_and_numbers(made: Path, edition: Edition) -> None:
    book = load_workbook(made)
    sheet = book.worksheets[0]
    lead, progress, note = _column("牵头单位"), _column("进展情况"), _column("备注")
    sheet.cell(2, lead, "县发改局")
    sheet.merge_cells(start_row=2, end_row=3, start_column=lead, end_column=lead)
    sheet.cell(2, progress, date(2023, 6, 30))
    sheet.cell(3, progress, 3120)
    sheet.cell(2, note, 0.061).number_format = "0.0%"
    book.save(made)
    said = _said(made, edition)
    assert said["6%"] == {"牵头单位": "县发改局", "进展情况": "2023-06-30", "备注": "6.1%"}
    assert said["3000人"] == {"牵头单位": "县发改局", "进展情况": "3120"}


def test_rows_that_were_split_are_put_together(made: Path, edition: Edition) -> None:
    book = load_workbook(made)
    sheet = book.worksheets[0]
    first = [cell.value for cell in sheet[2]]
    sheet.cell(2, _column(STATE), "已完成")
    first[_column(STATE) - 1] = "进行中"
    sheet.append(first)
    book.save(made)
    assert _said(made, edition)["6%"] == {STATE: "已完成；进行中"}


def test_another_year_is_not_filled(made: Path) -> None:
    book = load_workbook(made)
    book.worksheets[0].cell(2, _column(STATE), "已完成")
    book.save(made)
    later = Edition(reportmine.analyze(from_text(_TEXT.replace("2023", "2024"))), 1, 2024)
    assert set(_said(made, later).values()) == {None}
    assert len(read_tasks(str(made)).unplaced(later)) == 1


def test_csv_comes_back(edition: Edition, tmp_path: Path) -> None:
    path = tmp_path / "任务.csv"
    text = tasks_xlsx.render_csv(edition).decode("utf-8-sig")
    path.write_bytes(text.replace(",任务,,,,,2023年,,,,,", ",任务,,,,,2023年,县城管局,,,,").encode("gb18030"))
    assert {"牵头单位": "县城管局"} in _said(path, edition).values()


@pytest.mark.parametrize("data", [b"PK\x03\x04broken", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1old", b"a,b\n1,2\n", b"{}"])
def test_what_is_no_list_is_one_line(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "坏.xlsx"
    path.write_bytes(data)
    with pytest.raises(UnreadableInput) as error:
        read_tasks(str(path))
    assert "坏.xlsx" in str(error.value)
    assert "\n" not in str(error.value)


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    report = tmp_path / "报告.txt"
    report.write_text(_TEXT + "\n建设云平台，管理口令：Yunxi@2023pw。\n", encoding="utf-8")
    for name, code in (("a.xlsx", 0), ("a.csv", 0), ("a.docx", 2), ("报告.txt", 2)):
        with pytest.raises(SystemExit) as ended:
            main(["tasks", str(report), "-o", str(tmp_path / name)])
        assert ended.value.code == code
    assert "Yunxi@2023pw" not in (tmp_path / "a.csv").read_text("utf-8-sig")
    assert "xlsx" in capsys.readouterr().err


def test_a_report_without_a_plan(tmp_path: Path) -> None:
    edition = Edition(reportmine.analyze(from_text("云溪县。")), 0, None)
    assert len(list(load_workbook(io.BytesIO(tasks_xlsx.render(edition))).worksheets[0].rows)) == 1


def test_nothing_heavy_is_imported() -> None:
    heavy = "{'openpyxl', 'numpy', 'jieba'}"
    code = f"import sys, reportmine.comparison.tasks.tasks; print(sorted({heavy} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
