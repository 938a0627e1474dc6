"""The guides to the corpus are walked through from top to bottom: what they show is what happens."""

from __future__ import annotations

import re
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import click
import pytest
from conftest import ROOT
from test_docs import said

from reportmine.cli.corpus import COMMANDS
from reportmine.messages import set_language

GUIDES = ("corpus.md", "corpus.en.md")
# A command with what it prints, a file to write, or Python with what it prints.
PIECE = re.compile(
    r"```console\n(?P<console>.*?)```|```text (?P<name>\S+)\n(?P<file>.*?)```"
    r"|```python\n(?P<code>.*?)```(?:\n+```text\n(?P<printed>.*?)```)?",
    re.DOTALL,
)
COUNTED = re.compile(r"^(?:段落|paragraphs).*|[\d,]+(?= (?:个数值|values|rows)|行)", re.MULTILINE)


def shown(words: str) -> str:
    """A pattern for what a guide shows: … stands for anything, and how much was found in all may change."""
    lines = []
    for line in words.splitlines(keepends=True):
        pieces = [re.escape(piece) for piece in re.split(COUNTED, line)]
        lines.append(r"(?:.*\n)*" if line == "…\n" else ".*".join(pieces))
    return "".join(lines)


@pytest.mark.slow
@pytest.mark.parametrize("name", GUIDES)
def test_the_guide_is_what_happens(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    pytest.importorskip("pandas")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "benchmarks").symlink_to(ROOT / "benchmarks")
    monkeypatch.setenv("REPORTMINE_LANG", "en" if name.endswith(".en.md") else "zh")
    known: dict[str, object] = {}
    walked = 0
    try:
        for piece in PIECE.finditer((ROOT / "docs" / name).read_text(encoding="utf-8")):
            if piece["name"]:
                (tmp_path / piece["name"]).write_text(piece["file"], encoding="utf-8")
            elif piece["code"]:
                exec(compile(piece["code"], name, "exec"), known)
                printed = capsys.readouterr().out
                assert re.fullmatch(shown(piece["printed"] or ""), printed), f"{piece['code']}\n{printed}"
            else:
                for command, wanted in re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", piece["console"], re.MULTILINE):
                    if command.startswith("python "):
                        printed = subprocess.run(
                            [sys.executable, *command.split()[1:]], capture_output=True, text=True, check=True
                        ).stdout
                    else:
                        printed, _ = said(command, capsys)
                    assert re.fullmatch(shown(wanted), printed), f"{command}\n{printed}"
                    walked += 1
    finally:
        set_language(None)
    assert walked >= 6


@pytest.mark.parametrize("name", GUIDES)
def test_guides_name_every_command_and_option(name: str) -> None:
    text = (ROOT / "docs" / name).read_text(encoding="utf-8")
    for command, place in COMMANDS.items():
        assert f"corpus {command}" in text
        module, _, function = place.partition(":")
        for option in getattr(import_module(module), function).params:
            if isinstance(option, click.Option):
                assert any(spelling in text for spelling in option.opts), f"{command} {option.name}"
