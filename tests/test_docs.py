"""What the documents show is what happens: the console output is golden, the Python runs, the links lead somewhere."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import msgspec
import openpyxl
import pytest
from conftest import ROOT

from reportmine.cli import main
from reportmine.cli.compare import compare
from reportmine.cli.screen import screen
from reportmine.comparison.model import PARTS, Outcome, Verdict
from reportmine.messages import set_language
from reportmine.screening import Config

DOCUMENTS = [
    path
    for path in (*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("corpus/**/*.md"))
    if path.name != "CHANGELOG.md"
]
CODE = [
    pytest.param(code, id=f"{path.name}-{number}")
    for path in DOCUMENTS
    if not path.name.startswith("corpus")  # walked through by test_docs_corpus.py
    for number, code in enumerate(re.findall(r"```python\n(.*?)```", path.read_text(encoding="utf-8"), re.DOTALL))
]


@pytest.mark.parametrize("name", ["README.md", "README.zh-CN.md"])
def test_first_screen_is_what_the_demo_prints(name: str) -> None:
    shown = re.search(
        r"```console\n\$ reportmine (.*?)\n(.*?)```", (ROOT / name).read_text(encoding="utf-8"), re.DOTALL
    )
    assert shown is not None
    assert shown[1] == "analyze corpus/ip-report-masked-2023.txt"
    assert shown[2] == (ROOT / "tests" / "golden" / "twin.txt").read_text(encoding="utf-8")
    assert "reportmine " + shown[1] in (ROOT / "Makefile").read_text(encoding="utf-8")


@pytest.mark.parametrize("code", CODE)
def test_python_of_the_documents_runs(code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if "pandas" in code:
        pytest.importorskip("pandas")
    monkeypatch.chdir(ROOT)
    # The command of the environment that runs the tests, as in a shell where it is activated.
    monkeypatch.setenv("PATH", str(Path(sys.executable).parent) + os.pathsep + os.environ["PATH"])
    exec(compile(code, "document", "exec"), {})


def test_there_is_code_to_run() -> None:
    assert len(CODE) >= 3


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_links_lead_somewhere(path: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)", path.read_text(encoding="utf-8")):
        assert target.startswith("https://") or (path.parent / target).exists(), target


GUIDES = ("screening.md", "screening.en.md")
SHOWING = [*(ROOT / "docs" / name for name in (*GUIDES, "comparing.md", "comparing.en.md"))]
SHOWING += [ROOT / "README.md", ROOT / "README.zh-CN.md"]
# What makes files or prints in a section of a guide: a block, or a table that stands for an Excel sheet.
PIECE = re.compile(
    r"```(?:console|(?:toml|text) (?P<name>\S+))\n(?P<block>.*?)```|(?P<sheet>^\| 词 \|.*?)\n\n",
    re.DOTALL | re.MULTILINE,
)
SECTIONS = [
    pytest.param(section, id=f"{path.name}-{number}")
    for path in SHOWING
    for number, section in enumerate(path.read_text(encoding="utf-8").split("\n## "))
    if "```console" in section
]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder with what the guides speak of; the language is as it was afterwards."""
    shutil.copytree(ROOT / "corpus", tmp_path / "corpus")
    shutil.copytree(ROOT / "tests" / "readers" / "samples", tmp_path / "tests" / "readers" / "samples")
    monkeypatch.chdir(tmp_path)
    yield tmp_path
    set_language(None)


def sheet(table: str, path: Path) -> None:
    """Writes a Markdown table as an Excel sheet."""
    book = openpyxl.Workbook()
    for line in table.splitlines():
        if "---" not in line:
            book.active.append([cell.strip() or None for cell in line.strip("|").split("|")])
    book.save(path)


def said(command: str, capsys: pytest.CaptureFixture[str]) -> tuple[str, int]:
    """What a command prints, and its exit code."""
    with pytest.raises(SystemExit) as caught:
        main(shlex.split(command)[1:])
    out, err = capsys.readouterr()
    return out + err, int(caught.value.code or 0)


@pytest.mark.parametrize("section", SECTIONS)
def test_console_of_the_guides(section: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = 0
    for piece in PIECE.finditer(section):
        if piece["sheet"]:
            sheet(piece["sheet"], folder / "词表.xlsx")
        elif piece["name"]:
            (folder / piece["name"]).write_text(piece["block"], encoding="utf-8")
        else:
            for command, shown in re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", piece["block"], re.MULTILINE):
                if command == "echo $?":
                    assert shown == f"{code}\n"
                    continue
                printed, code = said(command, capsys)
                wanted = "".join(r"(?:.*\n)*" if line == "…\n" else re.escape(line) for line in shown.splitlines(True))
                assert re.fullmatch(wanted, printed), f"{command}\n{printed}"


@pytest.mark.parametrize("name", GUIDES)
def test_guides_name_every_setting_and_option(name: str) -> None:
    text = (ROOT / "docs" / name).read_text(encoding="utf-8")
    for field in msgspec.structs.fields(Config):
        assert field.encode_name in text
    for option in screen.params:
        assert any(spelling in text for spelling in option.opts) or option.name == "files", option.name


@pytest.mark.parametrize("name", ["comparing.md", "comparing.en.md"])
def test_guides_to_comparing_name_every_part_and_option(name: str) -> None:
    text = (ROOT / "docs" / name).read_text(encoding="utf-8")
    for option in compare.params:
        assert any(spelling in text for spelling in option.opts) or option.name == "files", option.name
    for word in (*PARTS, *get_args(Outcome), *get_args(Verdict)):
        assert word in text or name == "comparing.md" and word in get_args(Verdict), word
