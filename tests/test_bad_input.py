"""Hostile and broken input through the real command: one clear line and exit 2, or a normal run."""

from __future__ import annotations

import resource
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT, TWIN
from measured import MEASURED

SECONDS = 20
BYTES = 1 << 30

DENSE = "全年完成投资20.5亿元，增长8.1%，实施“铁网”专项行动；"

UNREADABLE = {
    "empty.txt": b"",
    "blank.txt": " \n\u3000\n".encode(),
    "picture.txt": b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40,
    "nul.txt": b"\0" * 4096,
    "noise.txt": bytes((i * 7919 + i // 3) % 256 for i in range(20_000)),
    "broken.txt": ("全年完成投资。" * 100).encode() + b"\xff\xfe\xfd" + ("稳步推进。" * 50).encode(),
    "yearbook.txt": ("全年完成投资二十亿元。\n" * 200_000).encode(),
}
READABLE = {
    "line.txt": (DENSE * 70_000).encode()[: 5 << 20].decode("utf-8", "ignore").encode(),
    "dense-line.txt": (DENSE * 24_000).encode(),
    "dense-lines.txt": (DENSE[:-1] + "。\n").encode() * 23_000,
    "ascii-line.txt": b"a" * 790_000,
    "digits.txt": ("增长" + "1" * 200_000 + "%").encode(),
    "masks.txt": ("X" * 200_000).encode(),
    "quotes.txt": ("“" * 100_000 + "《" * 50_000).encode(),
    "brackets.txt": ("（一）" * 60_000).encode(),
    "enumeration.txt": ("第" * 100_000 + "、" * 100_000).encode(),
    "newlines.txt": b"\n" * 700_000 + "工作报告".encode(),
    "lines.txt": ("一是抓好落实。\n" * 60_000).encode(),
    "numerals.txt": ("百千万亿点〇一二三分之" * 20_000).encode(),
    "passwords.txt": ("密码：" * 100_000).encode(),
    "one.txt": "报".encode(),
    "-dash name.txt": "2023年某县工作报告\n全年粮食产量3万吨。\n".encode(),
    "gb.txt": "2023年某县工作报告\n全年粮食产量3万吨。\n".encode("gb18030"),
}  # fmt: skip


def analyze(path: Path, *options: str) -> subprocess.CompletedProcess[bytes]:
    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))

    command = [sys.executable, "-c", MEASURED, "analyze", *options, "--", str(path)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, timeout=6 * SECONDS, preexec_fn=limit)


@pytest.mark.parametrize("name", UNREADABLE)
def test_unreadable_is_one_clear_line(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(UNREADABLE[name])
    result = analyze(path)
    *lines, memory = result.stderr.decode().splitlines()
    assert result.returncode == 2, result.stderr.decode()
    assert len(lines) == 1 and name in lines[0] and "Traceback" not in lines[0]
    assert result.stdout == b""
    assert int(memory) * 1024 < BYTES


@pytest.mark.slow
@pytest.mark.parametrize("name", READABLE)
def test_strange_but_readable_runs_normally(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(READABLE[name])
    result = analyze(path, "--format", "json")
    *lines, memory = result.stderr.decode().splitlines()
    assert (result.returncode, lines) in [(0, []), (2, lines[:1])], result.stderr.decode()[-2000:]
    assert "Traceback" not in "".join(lines)
    assert int(memory) * 1024 < BYTES


def test_directory_missing_and_unreadable_names(tmp_path: Path) -> None:
    for name in (tmp_path, tmp_path / "没有.txt", tmp_path / ("长" * 300)):
        result = analyze(name)
        *lines, _ = result.stderr.decode().splitlines()
        assert (result.returncode, len(lines)) == (2, 1), lines


def test_offsets_survive_strange_white_space(tmp_path: Path) -> None:
    """CRLF, ideographic spaces, zero-width characters: the evidence still stands where it is said to stand."""
    import reportmine

    text = TWIN.read_text(encoding="utf-8")
    plain = reportmine.analyze(TWIN)
    path = tmp_path / "windows.txt"
    path.write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    windows = reportmine.analyze(path)
    assert windows.text == plain.text
    assert windows.indicators == plain.indicators
    assert windows.paragraphs == plain.paragraphs
    assert windows.findings == plain.findings
