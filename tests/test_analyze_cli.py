"""``reportmine analyze``: the forms for people, to the screen and to files, of one report and of several."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import openpyxl
import pytest
from conftest import CORPUS, TWIN

from reportmine.cli import main
from reportmine.model import Report

SECRET = next(
    row["text"]
    for row in json.loads(TWIN.with_suffix(".json").read_text(encoding="utf-8"))["findings"]
    if row["category"] == "secret"
)
COUNTY = CORPUS / "county-2023.txt"


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as caught:
        main(["analyze", *map(str, arguments)])
    out, err = capsys.readouterr()
    return int(caught.value.code or 0), out, err


def begins(path: Path) -> str:
    return path.read_bytes()[:40].decode("utf-8", "replace")


@pytest.mark.parametrize(
    ("name", "begin"),
    [
        ("a.xlsx", "PK"), ("a.MD", "# 2023年"), ("a.csv", "\ufefffile,"), ("a.html", "<!DOCTYPE html>"),
        ("a.json", "{"), ("a.txt", "2023年"), ("没有后缀", "2023年"),
    ],
)  # fmt: skip
def test_the_ending_says_the_form(capsys: pytest.CaptureFixture[str], tmp_path: Path, name: str, begin: str) -> None:
    assert run(capsys, "-o", tmp_path / name, TWIN) == (0, "", "")
    assert begins(tmp_path / name).lower().startswith(begin.lower())
    assert SECRET.encode() not in (tmp_path / name).read_bytes()


def test_what_is_asked_for_wins_over_the_ending(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    run(capsys, "--format", "csv", "-o", tmp_path / "a.txt", TWIN)
    assert begins(tmp_path / "a.txt").startswith("\ufefffile,")


@pytest.mark.parametrize("form", ["md", "csv", "html"])
def test_the_screen_gets_it_too(capsys: pytest.CaptureFixture[str], tmp_path: Path, form: str) -> None:
    code, out, err = run(capsys, "--format", form, TWIN)
    run(capsys, "--format", form, "-o", tmp_path / "a", TWIN)
    assert (code, err) == (0, "")
    assert out.replace("\r\n", "\n") == (tmp_path / "a").read_text(encoding="utf-8").replace("\r\n", "\n")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--format", "xlsx"], "--output 分析.xlsx"), (["--format", "xlsx", "-o", "-"], "--output 分析.xlsx"),
        (["--table", "actions"], "--format csv"), (["--table", "actions", "-o", "a.md"], "--format csv"),
        (["--format", "csv", "--table", "words"], "可用 figures、actions、paragraphs、findings"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_said_at_once(capsys: pytest.CaptureFixture[str], arguments: list[str], says: str) -> None:
    code, out, err = run(capsys, *arguments, "没有这个文件.txt")
    assert (code, out) == (2, "") and says in err and "没有这个文件" not in err


def test_several_files_share_one_output_and_a_bad_one_stops_nothing(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    bad = tmp_path / "空.txt"
    bad.write_bytes(b"")
    for name in ("a.xlsx", "a.md", "a.csv", "a.html"):
        code, out, err = run(capsys, "-o", tmp_path / name, TWIN, bad, COUNTY)
        assert (code, out) == (2, "") and err.count("\n") == 1 and "空.txt" in err
    names = [TWIN.name, COUNTY.name]
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    assert [cell.value for cell in book["各份报告"]["A"][1:]] == names
    assert (tmp_path / "a.md").read_text(encoding="utf-8").count("\n# ") == 1
    table = csv.DictReader(io.StringIO((tmp_path / "a.csv").read_text(encoding="utf-8-sig")))
    assert list(dict.fromkeys(Path(row["file"]).name for row in table)) == names
    page = (tmp_path / "a.html").read_text(encoding="utf-8")
    assert all(name in page for name in (*names, "空.txt"))


@pytest.mark.parametrize("name", ["a.xlsx", "a.md", "a.csv", "a.html"])
def test_nothing_is_written_where_nothing_could_be_read(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, name: str
) -> None:
    code, _, err = run(capsys, "-o", tmp_path / name, tmp_path / "无.txt")
    assert code == 2 and "没有这个文件" in err and not (tmp_path / name).exists()


@pytest.mark.parametrize("table", ["figures", "actions", "paragraphs", "findings"])
def test_csv_has_the_table_asked_for(capsys: pytest.CaptureFixture[str], table: str) -> None:
    _, out, _ = run(capsys, "--format", "csv", "--table", table, TWIN)
    marks = {"figures": "value_max", "actions": "type", "paragraphs": "confidence", "findings": "fingerprint"}
    assert marks[table] in out.splitlines()[0].split(",")


def test_a_page_tells_why(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from reportmine.renderers.html import report

    given: list[Report] = []

    def render(reports: list[Report], **_options: object) -> str:
        given.extend(reports)
        return "<!DOCTYPE html>"

    monkeypatch.setattr(report, "render", render)
    run(capsys, "-o", tmp_path / "a.html", TWIN)
    assert given[0].indicators[0].why


@pytest.mark.parametrize("arguments", [["md", "--full"], ["csv", "--table", "paragraphs"], ["html"]])
def test_secrets_are_shown_when_asked_for(capsys: pytest.CaptureFixture[str], arguments: list[str]) -> None:
    _, out, _ = run(capsys, "--show-secrets", "--format", *arguments, TWIN)
    assert SECRET in out
