"""What we write opens in LibreOffice as it was written: workbooks, tables, commented copies."""

from __future__ import annotations

import csv
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from conftest import CORPUS, ROOT
from reports import HOSTILE, REPORT

import reportmine
from reportmine.renderers import report_csv, report_xlsx, screening_docx
from reportmine.renderers.controls import visible

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("soffice") is None, reason="no LibreOffice here"),
]

SAMPLES = ROOT / "tests" / "readers" / "samples"
Convert = Callable[..., Path]


@pytest.fixture(scope="module")
def convert(tmp_path_factory: pytest.TempPathFactory) -> Convert:
    """Opens a file in LibreOffice and saves it in another form, in a folder of its own."""
    # A profile of its own: the user's may be in use, and stays as it is.
    profile = tmp_path_factory.mktemp("profile")

    def converted(path: Path, form: str, *options: str) -> Path:
        folder = path.parent / f"{path.stem}-{form.partition(':')[0]}"
        subprocess.run(
            ["soffice", f"-env:UserInstallation={profile.as_uri()}", "--headless", *options, "--convert-to", form,
             "--outdir", str(folder), str(path)],
            check=True, capture_output=True, timeout=180,
        )  # fmt: skip
        return folder

    return converted


def test_every_sheet_of_a_workbook(tmp_path: Path, convert: Convert) -> None:
    path = tmp_path / "分析.xlsx"
    path.write_bytes(report_xlsx.render([REPORT, HOSTILE]))
    # Comma, quotes, UTF-8, values and not what they look like, every sheet in a file of its own.
    folder = convert(path, "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1")
    for sheet in openpyxl.load_workbook(path):
        with (folder / f"分析-{sheet.title}.csv").open(encoding="utf-8", newline="") as file:
            read = list(csv.reader(file))
        assert len(read) == sheet.max_row, sheet.title
        for row, cells in zip(read, sheet.iter_rows(values_only=True), strict=True):
            for shown, value in zip(row, cells, strict=False):
                # Tabs are no part of a cell there.
                if isinstance(value, str) and "\t" not in value:
                    assert shown == value.replace("_x005F_", "_")
                elif isinstance(value, (int, float)):
                    number = float(shown.rstrip("%")) / (100 if shown.endswith("%") else 1)
                    assert number == pytest.approx(value)


def test_no_cell_of_a_table_becomes_a_formula(tmp_path: Path, convert: Convert) -> None:
    path = tmp_path / "指标.csv"
    path.write_bytes(report_csv.render([REPORT, HOSTILE], "figures").encode())
    # Comma, quotes, UTF-8, from the first line: what its dialogue offers for this file.
    folder = convert(path, "xlsx:Calc MS Excel 2007 XML", "--infilter=CSV:44,34,76,1")
    sheet = openpyxl.load_workbook(folder / "指标.xlsx").active
    head, *rows = sheet.iter_rows()
    assert [cell.value for cell in head] == list(report_csv.COLUMNS["figures"])
    assert len(rows) == len(REPORT.indicators) + len(HOSTILE.indicators)
    assert {cell.data_type for row in rows for cell in row} <= {"s", "n"}
    values = [row[[cell.value for cell in head].index("value")].value for row in rows]
    assert values[: len(REPORT.indicators)] == [indicator.value for indicator in REPORT.indicators]


@pytest.mark.parametrize(
    "path",
    [CORPUS / "ip-report-masked-2023.txt", *(SAMPLES / name for name in ("marked.docx", "drawn.docx", "strict.docx"))],
    ids=lambda path: path.name,
)
def test_a_commented_copy(path: Path, tmp_path: Path, convert: Convert) -> None:
    screening = reportmine.screen(path)
    copy = tmp_path / "审阅.docx"
    copy.write_bytes(screening_docx.render(screening, path.read_bytes()))
    again = convert(copy, "docx") / "审阅.docx"
    assert comments(again) == comments(copy)
    # What it loses of the original, it may lose of the copy: fields, symbols, drawings.
    original = convert(path_in(tmp_path, path), "docx") if path.suffix == ".docx" else None
    expected = original / path.name if original else copy
    assert squeezed(reportmine.read(again).text) == squeezed(reportmine.read(expected).text) != ""


def path_in(folder: Path, path: Path) -> Path:
    """A copy of a file in a folder, so that what is made of it is made there."""
    return Path(shutil.copy(path, folder))


def comments(path: Path) -> list[str]:
    """The words of each comment of a Word file, in no order: headers come first there."""
    with zipfile.ZipFile(path) as archive:
        if "word/comments.xml" not in archive.namelist():
            return []
        page = archive.read("word/comments.xml").decode()
    found = re.findall(r"<w:comment .*?</w:comment>", page, re.DOTALL)
    return sorted("".join(re.findall(r"<w:t[^>]*>(.*?)</w:t>", one, re.DOTALL)) for one in found)


def squeezed(text: str) -> str:
    return "".join(visible(text).split())
