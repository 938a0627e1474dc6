"""What a person with bad luck or bad will gives to ``compare``, ``tasks`` and ``revisions``: a line, never a crash."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

import reportmine
from reportmine.comparison.edition import Edition
from reportmine.comparison.inputs import read_reports
from reportmine.comparison.model import ShortfallTrend
from reportmine.comparison.revisions.revisions import find_revisions
from reportmine.comparison.tasks.sheets import read_tables
from reportmine.errors import UnreadableInput

_HEAD = "云溪县2023年政府工作报告\n一、2022年工作回顾\n全年新建学校五所。\n二、2023年工作安排\n"


def _saved(**changed: object) -> str:
    from reportmine.renderers import json as saved

    report = reportmine.analyze(_HEAD + "新建公路30公里。\n")
    return json.dumps({**json.loads(saved.render([report])), **changed}, ensure_ascii=False)


@pytest.mark.parametrize(
    "content",
    ["[1, 2]", '{"a": 1}', '{"paragraphs":' + "[" * 100_000, "{"],
    ids=["list", "other", "deep", "cut"],
)
def test_json_of_another_kind_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "a.json"
    path.write_text(content)
    with pytest.raises(UnreadableInput):
        read_reports(str(path))


def _sheet(change: Callable[[str], str]) -> bytes:
    """A workbook whose sheet was written by hand."""
    import openpyxl

    book = openpyxl.Workbook()
    book.active.append(["任务原文", "牵头单位"])
    book.active.append(["新建公路30公里", "县交通局"])
    made, out = io.BytesIO(), io.BytesIO()
    book.save(made)
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name).decode()
            new.writestr(name, change(data) if name.endswith("sheet1.xml") else data)
    return out.getvalue()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("</sheetData>", '</sheetData><mergeCells count="1"><mergeCell ref="A2:XFD1048576"/></mergeCells>'),
        ("</sheetData>", '<row r="1000000000"><c r="A1000000000"><v>1</v></c></row></sheetData>'),
        ("<sheetData>", '<dimension ref="A1:XFD1048576"/><sheetData>'),
    ],
    ids=["merged", "billionth-row", "dimension"],
)
def test_a_sheet_that_claims_to_be_huge_is_read(tmp_path: Path, before: str, after: str) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(_sheet(lambda data: data.replace(before, after)))
    lines = read_tables(str(path))[0].lines
    assert [line.cells[:2] for line in lines[:2]] == [("任务原文", "牵头单位"), ("新建公路30公里", "县交通局")]


def test_merged_cells_hold_for_each_row(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    merged = '</sheetData><mergeCells count="1"><mergeCell ref="B1:B2"/></mergeCells>'
    path.write_bytes(_sheet(lambda data: data.replace("</sheetData>", merged)))
    assert read_tables(str(path))[0].lines[1].cells[1] == "牵头单位"


def test_a_workbook_that_unpacks_to_too_much_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(_sheet(lambda data: data.replace("<sheetData>", "<sheetData>" + " " * 110_000_000)))
    with pytest.raises(UnreadableInput, match="过大"):
        read_tables(str(path))


def test_what_moved_ends_before_a_heading() -> None:
    one, two = "扩大有效投资，新建公路三十公里。", "全面整治河道，新建污水处理厂一座。"
    other = "改善群众生活，新建学校五所，改建医院两家。"
    draft = _HEAD + f"（一）推进项目建设\n{one}{two}\n（二）改善民生福祉\n{other}\n"
    final = _HEAD + f"（一）改善民生福祉\n{other}\n（二）推进项目建设\n{one}{two}\n"
    moved = [one for one in find_revisions(*map(reportmine.analyze, (draft, final))) if one.kind == "moved"]
    assert moved
    assert all("福祉" not in one.draft.text[8:] and "建设" not in one.draft.text[8:] for one in moved if one.draft)


def test_a_shift_that_only_drops_a_word_says_so() -> None:
    from reportmine.comparison.model import Passage, WordingShift
    from reportmine.renderers.comparison_pages import _earlier, _shifted

    passages = [Passage(report=report, start=0, end=2, text="甲乙") for report in (0, 1, 1, 2, 2)]
    shift = WordingShift(earlier=passages[0], later=passages[1], shift="strengthened", kind="modal", old="力争", new="")
    assert _shifted(shift) == "去掉“力争”"
    trend = ShortfallTrend(change="returns", similarity=0.5, mentions=tuple(passages))
    assert [one.report for one in _earlier(trend)] == [1, 0]


def test_the_id_of_a_task_makes_no_row_higher() -> None:
    import openpyxl

    from reportmine.comparison.edition import Edition
    from reportmine.renderers import tasks_xlsx

    report = reportmine.analyze(_HEAD + "新建公路30公里。\n")
    sheet = openpyxl.load_workbook(io.BytesIO(tasks_xlsx.render(Edition(report, 0, 2023)))).worksheets[0]
    assert sheet.row_dimensions[2].height < 20
    assert not sheet.cell(2, sheet.max_column).alignment.wrap_text


def test_what_is_repeated_counts_once() -> None:
    """A page that holds a passage 500 times gives no more than one that holds it twice."""

    def edition(times: int) -> Edition:
        body = "投资增长5%，新建学校5所，推进老旧小区改造。" * times
        text = f"2023年政府工作报告\n一、2022年工作回顾\n投资增长6%。\n二、2023年工作安排\n{body}"
        return Edition(reportmine.analyze(text), 0, 2023)

    twice, often = edition(2), edition(500)
    assert len(twice.commitments) == len(often.commitments) == 3
    assert len(twice.measurements) == len(often.measurements) <= 4
