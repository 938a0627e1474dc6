"""``compare`` as a user types it: formats, years, files that are wrong, places, drafts, masks."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import openpyxl
import pytest
from conftest import CORPUS, ROOT

from reportmine.cli import main

PARTS = ("series", "follow_up", "actions", "shortfalls", "ledger", "wording", "similarity")
PAIR = (CORPUS / "county-2023.txt", CORPUS / "county-2024.txt")


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def run(capsys: pytest.CaptureFixture[str], *arguments: object, command: str = "compare") -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as caught:
        main([command, *map(str, arguments)])
    out, err = capsys.readouterr()
    assert "Traceback" not in out + err
    return int(caught.value.code or 0), out, err


def spans(found: Any) -> Iterator[tuple[int, int, int, str]]:
    """Everything in the result that points into a report."""
    if isinstance(found, dict):
        if {"report", "start", "end", "text"} <= found.keys():
            yield found["report"], found["start"], found["end"], found["text"]
        for value in found.values():
            yield from spans(value)
    elif isinstance(found, list):
        for value in found:
            yield from spans(value)


@pytest.fixture(scope="module")
def result() -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-m", "reportmine", "compare", *map(str, PAIR), "--format", "json", "--show-secrets"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_every_span_is_its_evidence(result: dict[str, Any]) -> None:
    texts = [path.read_text(encoding="utf-8") for path in PAIR]
    found = list(spans(result))
    assert len(found) > 200
    for report, start, end, text in found:
        assert texts[report][start:end] == text != ""


def test_json_fits_the_schema(result: dict[str, Any], capsys: pytest.CaptureFixture[str]) -> None:
    _, text, _ = run(capsys, "compare", command="schema")
    schema = json.loads(text)
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(result, schema, jsonschema.Draft202012Validator)
    assert set(PARTS) <= result.keys() and all(result[part] is not None for part in PARTS)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({**result, "series": 5}, schema, jsonschema.Draft202012Validator)


def test_the_order_of_the_files_does_not_matter(result: dict[str, Any], capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, *reversed(PAIR), "--format", "json", "--show-secrets")
    assert json.loads(out) == result


def test_saved_analyses_give_the_same_and_load_nothing_heavy(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    saved = []
    for path in PAIR:
        saved.append(tmp_path / f"{path.stem}.json")
        run(capsys, path, "--format", "json", "-o", saved[-1], command="analyze")
    _, fresh, _ = run(capsys, *PAIR, "--format", "json")
    _, again, _ = run(capsys, *saved, "--format", "json")
    assert again == fresh
    code = (
        "import sys\nfrom reportmine.cli import main\ntry:\n    main()\nexcept SystemExit:\n    pass\n"
        "print([name for name in ('spacy', 'sklearn', 'lxml', 'pypdfium2', 'pandas') if name in sys.modules],"
        " file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, "compare", *map(str, saved)], cwd=ROOT, capture_output=True, text=True
    )
    assert done.stderr.strip() == "[]"


def test_secrets_stay_masked_in_every_form(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    secret = "abc2023xyz"
    for path in PAIR:
        text = path.read_text(encoding="utf-8")
        assert "茶叶" in text
        (tmp_path / path.name).write_text(text.replace("茶叶", f"茶叶（密码：{secret}）"), encoding="utf-8")
    files = [path.name for path in PAIR]
    for form in ("text", "md", "json"):
        _, out, err = run(capsys, *files, "--format", form, "--full" if form != "json" else "--lang=zh")
        assert secret not in out + err
    run(capsys, *files, "-o", "比较.xlsx")
    cells = [str(cell.value) for sheet in openpyxl.load_workbook("比较.xlsx") for row in sheet for cell in row]
    assert any("•" * 6 in cell for cell in cells) and not any(secret in cell for cell in cells)


@pytest.mark.parametrize("part", PARTS)
def test_only_one_part(part: str, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, *PAIR, "--only", part.replace("_", "-"), "--format", "json")
    found = json.loads(out)
    assert code == 0 and found[part] is not None
    assert [name for name in PARTS if found[name] is not None] == [part]


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        ([PAIR[0]], 2, "至少要两份"),
        ([PAIR[0], PAIR[0]], 2, "内容相同"),
        ([*PAIR, "--only", "prices"], 2, "没有“prices”这一部分"),
        ([*PAIR, "--only", ","], 2, "可选"),
        ([*PAIR, "--years", "2023"], 2, "一一对应"),
        ([*PAIR, "--years", "2023,2o24"], 2, "不是年份"),
        ([*PAIR, "--format", "xlsx"], 2, "不能显示在屏幕上"),
        ([*PAIR, "-o", PAIR[0]], 2, "就是输入文件"),
        ([PAIR[0], "没有.txt"], 2, "没有这个文件"),
        ([*PAIR, "--tasks", "没有.xlsx"], 2, "没有这个文件"),
        ([*PAIR, "没有.txt"], 2, "没有这个文件"),
        ([*PAIR, "--years", "2024,2024"], 0, "同一年"),
        ([*PAIR, "--years", "2020,2024"], 0, "之间缺报告"),
    ],
)
def test_what_is_wrong_is_one_clear_line(
    arguments: list[object], code: int, says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    ended, out, err = run(capsys, *arguments)
    # The page breaks its lines where the names of the files end.
    assert ended == code and "".join(says.split()) in "".join((err if code else out).split())
    lines = [line for line in err.splitlines() if not line.startswith("用法见")]
    assert len(lines) <= 2


def test_one_bad_file_does_not_stop_the_rest(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "坏.docx").write_bytes(b"PK\x03\x04 broken")
    code, out, err = run(capsys, *PAIR, "坏.docx", "--only", "series", "--format", "json")
    assert code == 2 and "坏.docx" in err and json.loads(out)["series"]


@pytest.mark.parametrize(
    "text",
    [
        "政府工作报告",
        "2024年政府工作报告\n今年经济增长目标5%左右。",
        "各位代表：\n" + "全力以赴。" * 20,
        "2024年XX县政府工作报告\n一、2023年工作回顾\n投资增长XX%，建成学校XX所。\n二、2024年工作安排\n投资增长**%。",
        "指标\t2022年\t2023年\n产值\t5亿元\t6亿元\n",
    ],
)
def test_odd_reports_are_compared(text: str, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "odd.txt").write_text(text, encoding="utf-8")
    for form in ("text", "json", "md"):
        code, out, err = run(capsys, PAIR[0], "odd.txt", "--years", "2023,2024", "--format", form)
        assert (code, err) == (0, "") and out


def test_places_of_one_year(capsys: pytest.CaptureFixture[str]) -> None:
    files = [CORPUS / "province-2026.txt", CORPUS / "county-2024.txt", CORPUS / "state-2014-style.txt"]
    code, out, _ = run(capsys, *files, "--years", "2024,2024,2024", "--format", "json")
    found = json.loads(out)
    assert code == 0 and found["follow_up"] is None and found["ledger"] is None
    assert [note["kind"] for note in found["notes"]] == ["places"]
    assert len(found["similarity"]) == 3


def test_masked_against_unmasked(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    text = PAIR[1].read_text(encoding="utf-8").replace("云溪", "XX")
    (tmp_path / "masked.txt").write_text(text, encoding="utf-8")
    _, out, _ = run(capsys, PAIR[0], "masked.txt", "--format", "json")
    found = json.loads(out)
    assert found["notes"] == [] and found["follow_up"]


@pytest.mark.slow
def test_the_same_bytes_twice(tmp_path: Path) -> None:
    outputs = []
    for seed in ("1", "2"):
        target = tmp_path / f"{seed}.xlsx"
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        command = [sys.executable, "-m", "reportmine", "compare", *map(str, PAIR)]
        subprocess.run([*command, "-o", str(target)], cwd=ROOT, env=environment, check=True)
        done = subprocess.run(
            [*command, "--format", "json"], cwd=ROOT, env=environment, check=True, capture_output=True
        )
        outputs.append((target.read_bytes(), done.stdout))
    assert outputs[0] == outputs[1]
