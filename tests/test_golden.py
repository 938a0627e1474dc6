"""Whole outputs of real command lines. ``UPDATE_GOLDEN=1`` writes them anew: read the diff."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from conftest import CORPUS, ROOT

from reportmine.cli import main

GOLDEN = Path(__file__).parent / "golden"
COMMANDS = {
    "twin.txt": "analyze corpus/ip-report-masked-2023.txt",
    "twin-full.txt": "analyze --full corpus/ip-report-masked-2023.txt",
    "twin-english.txt": "analyze --lang en corpus/ip-report-masked-2023.txt",
    "twin.json": "analyze --format json corpus/ip-report-masked-2023.txt",
    "county-2024.txt": "analyze corpus/county-2024.txt",
    "county-2024.json": "analyze --format json corpus/county-2024.txt",
    "ecology-bureau.txt": "analyze corpus/ecology-bureau-2020-masked.txt",
    "prefecture-1987.txt": "analyze --full corpus/prefecture-1987.txt",
    "two-files.txt": "analyze corpus/county-2023.txt corpus/township-2021-excerpt.txt",
    "schema.json": "schema",
    "segment.txt": "segment corpus/township-2021-excerpt.txt",
}


@pytest.mark.parametrize("name", COMMANDS)
def test_output_is_the_golden_one(
    name: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.delenv("COLUMNS", raising=False)
    monkeypatch.delenv("REPORTMINE_LANG", raising=False)
    with pytest.raises(SystemExit) as caught:
        main(COMMANDS[name].split())
    assert caught.value.code == 0
    out = capsys.readouterr().out
    path = GOLDEN / name
    if os.environ.get("UPDATE_GOLDEN"):
        path.write_text(out, encoding="utf-8")
    assert out == path.read_text(encoding="utf-8")


def test_every_golden_file_is_made_by_a_command() -> None:
    assert {path.name for path in GOLDEN.iterdir()} == set(COMMANDS)


def test_one_screen_and_eighty_columns() -> None:
    from rich.cells import cell_len

    for name in ("twin.txt", "county-2024.txt", "ecology-bureau.txt", "twin-english.txt"):
        lines = (GOLDEN / name).read_text(encoding="utf-8").splitlines()
        assert len(lines) <= 45, name
        assert max(map(cell_len, lines)) <= 80, name
    assert CORPUS.is_dir()
