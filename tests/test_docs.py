"""What the documents show is what happens: every block of every page, the links, the options they name."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import get_args

import click
import msgspec
import openpyxl
import pytest
from conftest import ROOT
from documents import FILES, NOT_RUN, Block, blocks_of, documents, name_of, runs, sections

from reportmine.cli import main, make_group
from reportmine.cli.compare import compare
from reportmine.cli.corpus import COMMANDS
from reportmine.cli.screen import screen
from reportmine.comparison.model import PARTS, Outcome, Verdict
from reportmine.messages import set_language
from reportmine.screening import Config

PAGES = documents()
ALL = [(path, block) for path in PAGES for block in blocks_of(path.read_text(encoding="utf-8"))]
WALKED = [
    pytest.param(
        path,
        section,
        id=f"{name_of(path)}-{number}",
        marks=[pytest.mark.slow] if any("corpus build" in block.body for block in section) else [],
    )
    for path in PAGES
    for number, section in enumerate(sections(path))
    if any(map(runs, section))
]
# How much a corpus holds changes whenever something is read better; the guides to it are not rewritten for that.
COUNTED = re.compile(r"^(?:段落|paragraphs).*|[\d,]+(?= (?:个数值|values|rows)|行)", re.MULTILINE)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder with what the pages speak of; the language is as it was afterwards."""
    (tmp_path / "tests" / "readers").mkdir(parents=True)
    for name in ("corpus", "benchmarks", "tests/readers/samples"):
        (tmp_path / name).symlink_to(ROOT / name)
    monkeypatch.chdir(tmp_path)
    # The command of the environment that runs the tests, as in a shell where it is activated.
    monkeypatch.setenv("PATH", str(Path(sys.executable).parent) + os.pathsep + os.environ["PATH"])
    yield tmp_path
    set_language(None)


@pytest.mark.parametrize(("path", "section"), WALKED)
def test_a_page_is_what_happens(
    path: Path,
    section: list[Block],
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    if any("pandas" in block.body or "corpus build" in block.body for block in section):
        pytest.importorskip("pandas")
        pytest.importorskip("duckdb")
    monkeypatch.setenv("REPORTMINE_LANG", "en" if path.name.endswith(".en.md") else "zh")
    known: dict[str, object] = {}
    code = 0
    for block, after in zip(section, [*section[1:], None], strict=True):
        if block.language == "sheet":
            sheet(block.body, folder / "词表.xlsx")
        elif block.language == "console":
            code = walk(block.body, code, capsys)
        elif block.title:
            (folder / block.title).write_text(block.body, encoding="utf-8")
        elif block.language == "python":
            exec(compile(block.body, name_of(path), "exec"), known)
            printed = capsys.readouterr().out
            # A block of text after Python is what it prints.
            shown = after is not None and after.language == "text" and not after.title
            assert not shown or re.fullmatch(pattern(after.body), printed), f"{block.body}\n{printed}"


def walk(console: str, code: int, capsys: pytest.CaptureFixture[str]) -> int:
    """Runs the commands of a console block and holds what they print against what it shows; gives the exit code."""
    for command, shown in re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", console, re.MULTILINE):
        if command == "echo $?":
            assert shown == f"{code}\n"
            continue
        printed, code = said(command, capsys)
        assert re.fullmatch(pattern(shown), printed), f"{command}\n{printed}"
    return code


def said(command: str, capsys: pytest.CaptureFixture[str]) -> tuple[str, int]:
    """What a command prints, and its exit code."""
    words = shlex.split(command)
    if words[0] == "python":
        done = subprocess.run([sys.executable, *words[1:]], capture_output=True, text=True, encoding="utf-8")
        return done.stdout + done.stderr, done.returncode
    assert words[0] == "reportmine", f"no way to try this: {command}"
    with pytest.raises(SystemExit) as caught:
        main(words[1:])
    out, err = capsys.readouterr()
    return out + err, int(caught.value.code or 0)


def pattern(shown: str) -> str:
    """A pattern for what a page shows: a line of … stands for anything."""
    lines = []
    for line in shown.splitlines(keepends=True):
        pieces = [re.escape(piece) for piece in re.split(COUNTED, line)]
        lines.append(r"(?:.*\n)*" if line == "…\n" else ".*".join(pieces))
    return "".join(lines)


def sheet(table: str, path: Path) -> None:
    """Writes a Markdown table as an Excel sheet."""
    book = openpyxl.Workbook()
    for line in table.splitlines():
        if "---" not in line:
            book.active.append([cell.strip() or None for cell in line.strip("|").split("|")])
    book.save(path)


@pytest.mark.parametrize("path", PAGES, ids=name_of)
def test_every_block_is_of_a_kind_that_is_tried(path: Path) -> None:
    for block in blocks_of(path.read_text(encoding="utf-8")):
        assert block.language in ("console", "python", "sheet", *FILES, *NOT_RUN), block
        if block.language == "json":
            json.loads(block.body)
        if block.language == "yaml":
            pytest.importorskip("yaml").safe_load(block.body)


def commands_in(block: Block) -> Iterator[list[str]]:
    """The command lines of ours in a block that is not run."""
    if block.language not in ("sh", "bat", "powershell", "yaml"):
        return
    for line in block.body.replace("\\\n", " ").splitlines():
        # A line of a shell, of Windows, of a workflow; a remark after two blanks is none of it.
        found = re.match(r"\s*(?:- run: )?(?:[\w.]+[\\/])*(reportmine|make) (.*)", re.sub(r"\s{2,}#.*", "", line))
        if found:
            yield [found[1], *shlex.split(found[2])]


@pytest.mark.parametrize(
    ("path", "words"),
    [
        pytest.param(path, words, id=f"{name_of(path)}: {' '.join(words)}")
        for path, block in ALL
        if block.language in NOT_RUN
        for words in commands_in(block)
    ],
)
def test_what_is_not_run_names_commands_that_are_there(path: Path, words: list[str]) -> None:
    if words[0] == "make":
        targets = re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
        assert all(word in targets for word in words[1:] if "=" not in word)
        return
    command: click.Command = make_group()
    rest = words[1:]
    while isinstance(command, click.Group) and rest:
        below = command.get_command(click.Context(command), rest[0])
        assert below is not None, rest[0]
        command, rest = below, rest[1:]
    known = {spelling for option in command.params for spelling in (*option.opts, *option.secondary_opts)}
    for word in rest:
        assert not word.startswith("-") or word == "-" or word.partition("=")[0] in {*known, "-h", "--help"}, word


def test_there_are_blocks_to_run() -> None:
    assert sum(runs(block) for _, block in ALL) >= 70
    assert {"README.md", "docs/office/before-publishing.md", "docs/engineering/python.md"} <= {
        name_of(path) for path, block in ALL if runs(block)
    }


@pytest.mark.parametrize("path", PAGES, ids=name_of)
def test_links_lead_somewhere(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    for block in blocks_of(text):
        text = text.replace(block.body, "")
    for target in re.findall(r"\]\(([^)#]+)", text):
        assert target.startswith("https://") or (path.parent / target).exists(), target


GUIDES = sorted(path for path in (ROOT / "docs").glob("*/*.md") if path.name != "tour.md")


@pytest.mark.parametrize("path", GUIDES, ids=name_of)
def test_a_page_is_there_in_both_languages_and_leads_to_its_own(path: Path) -> None:
    english = path.name.endswith(".en.md")
    assert path.with_name(path.name.replace(".en.md", ".md") if english else f"{path.stem}.en.md").exists()
    for words, target in re.findall(r"\[([^\]]*)\]\(([^)#:]+\.md)", path.read_text(encoding="utf-8")):
        place = (path.parent / target).resolve()
        told = re.match("English|中文|Chinese", words)
        if not told and place.is_relative_to(ROOT / "docs") and place.name != "tour.md":
            assert place.name.endswith(".en.md") is english, target


@pytest.mark.parametrize("name", ["research/evaluation", "engineering/reading"])
def test_both_languages_give_the_same_figures(name: str) -> None:
    """Tables that no tool writes are changed in both pages."""
    chinese, english = (
        sorted(re.findall(r"(?<![\d.,])[01]\.\d{3}(?!\d)|\d+\.\d%", (ROOT / "docs" / page).read_text(encoding="utf-8")))
        for page in (f"{name}.md", f"{name}.en.md")
    )
    assert chinese == english and len(chinese) > 20


@pytest.mark.parametrize("name", ["README.md", "README.zh-CN.md"])
def test_first_screen_is_what_the_demo_prints(name: str) -> None:
    first = next(block for block in blocks_of((ROOT / name).read_text("utf-8")) if block.language == "console")
    command, _, shown = first.body.partition("\n")
    assert command == "$ reportmine analyze corpus/ip-report-masked-2023.txt"
    assert shown == (ROOT / "tests" / "golden" / "twin.txt").read_text(encoding="utf-8")
    assert command[2:] in (ROOT / "Makefile").read_text(encoding="utf-8")


def test_batch_files_are_what_windows_takes() -> None:
    """ASCII, since cmd reads them in the code page of the computer, and with its line ends."""
    for path in (ROOT / "docs" / "office" / "windows").glob("*.bat"):
        data = path.read_bytes()
        assert data.isascii() and data.count(b"\n") == data.count(b"\r\n")
        assert all(f":{label}\r\n".encode() in data for label in re.findall(r"goto (\w+)", data.decode()))


@pytest.mark.parametrize("name", ["screening.md", "screening.en.md"])
def test_guides_name_every_setting_and_option(name: str) -> None:
    text = (ROOT / "docs" / "office" / name).read_text(encoding="utf-8")
    for field in msgspec.structs.fields(Config):
        assert field.encode_name in text
    for option in screen.params:
        assert any(spelling in text for spelling in option.opts) or option.name == "files", option.name


@pytest.mark.parametrize("name", ["comparing.md", "comparing.en.md"])
def test_guides_to_comparing_name_every_part_and_option(name: str) -> None:
    text = (ROOT / "docs" / "office" / name).read_text(encoding="utf-8")
    for option in compare.params:
        assert any(spelling in text for spelling in option.opts) or option.name == "files", option.name
    for word in (*PARTS, *get_args(Outcome), *get_args(Verdict)):
        assert word in text or name == "comparing.md" and word in get_args(Verdict), word


@pytest.mark.parametrize("name", ["corpus.md", "corpus.en.md"])
def test_guides_to_the_corpus_name_every_command_and_option(name: str) -> None:
    text = (ROOT / "docs" / "research" / name).read_text(encoding="utf-8")
    for command, place in COMMANDS.items():
        assert f"corpus {command}" in text
        module, _, function = place.partition(":")
        for option in getattr(import_module(module), function).params:
            if isinstance(option, click.Option):
                assert any(spelling in text for spelling in option.opts), f"{command} {option.name}"


def test_pages_made_from_the_code_are_up_to_date() -> None:
    done = subprocess.run(
        [sys.executable, ROOT / "tools" / "reference.py", "--check"], capture_output=True, text=True, encoding="utf-8"
    )
    assert done.returncode == 0, done.stdout + done.stderr
