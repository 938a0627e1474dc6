from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest
from conftest import CORPUS, ROOT, TWIN

from reportmine.cli import COMMANDS, main
from reportmine.cli.corpus import COMMANDS as CORPUS_COMMANDS
from reportmine.model import Report
from reportmine.readers import Document

SECRET = next(
    row["text"]
    for row in json.loads(TWIN.with_suffix(".json").read_text(encoding="utf-8"))["findings"]
    if row["category"] == "secret"
)


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as caught:
        main([str(argument) for argument in arguments])
    out, err = capsys.readouterr()
    return int(caught.value.code or 0), out, err


def run_process(*arguments: object, stdin: bytes = b"", **env: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, *map(str, arguments)],
        cwd=ROOT, input=stdin, capture_output=True, timeout=120, env={**os.environ, **env},
    )  # fmt: skip


@pytest.mark.parametrize("command", [["cli.py"], ["-m", "reportmine"]])
def test_all_ways_to_start_do_the_same(command: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    _, expected, _ = run(capsys, "analyze", "--format", "json", TWIN)
    result = run_process(*command, "analyze", "--format", "json", TWIN)
    assert result.returncode == 0
    assert result.stdout.decode() == expected


def test_help_lists_every_command_and_imports_nothing_heavy() -> None:
    result = run_process("-X", "importtime", "-m", "reportmine", "--help")
    assert all(name in result.stdout.decode() for name in COMMANDS)
    imported = result.stderr.decode()
    assert not [name for name in ("spacy", "sklearn", "jieba", "numpy", "rich") if f" {name}\n" in imported]


def test_json_is_one_object_and_fits_the_schema(capsys: pytest.CaptureFixture[str]) -> None:
    _, text, _ = run(capsys, "schema")
    schema = json.loads(text)
    jsonschema.Draft202012Validator.check_schema(schema)
    for path in sorted(CORPUS.glob("*.txt")):
        code, out, err = run(capsys, "analyze", "--format", "json", path)
        assert (code, err) == (0, "")
        report = json.loads(out)
        assert list(report)[:2] == ["schema", "source"]
        jsonschema.validate(report, schema, jsonschema.Draft202012Validator)
    broken = {**report, "year": "2023"}
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(broken, schema, jsonschema.Draft202012Validator)


def test_several_files_give_json_lines(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "analyze", "--format", "json", TWIN, CORPUS / "county-2023.txt")
    assert code == 0
    assert [Path(json.loads(line)["source"]["path"]).stem for line in out.splitlines()] == [
        "ip-report-masked-2023", "county-2023",
    ]  # fmt: skip


def test_one_bad_file_does_not_stop_the_others(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    empty = tmp_path / "空.txt"
    empty.write_bytes(b"")
    code, out, err = run(capsys, "analyze", "--format", "json", empty, TWIN, tmp_path / "无.txt")
    assert code == 2
    assert len(out.splitlines()) == 1
    assert json.loads(out)["year"] == 2023
    assert [line.startswith("错误：") for line in err.splitlines()] == [True, True]
    assert "空.txt：文件是空的" in err


def test_a_fault_of_ours_is_one_line_and_stops_nothing(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    import reportmine

    real = reportmine.analyze

    def broken(source: Document, **options: object) -> Report:
        if "county-2023" in source.source.path:
            raise RecursionError("秘密")
        return real(source)

    monkeypatch.setattr(reportmine, "analyze", broken)
    code, out, err = run(capsys, "analyze", "--format", "json", CORPUS / "county-2023.txt", TWIN)
    assert (code, len(out.splitlines()), len(err.splitlines())) == (2, 1, 1)
    assert "RecursionError" in err and "秘密" not in err
    monkeypatch.setenv("REPORTMINE_DEBUG", "1")
    assert "Traceback" in run(capsys, "analyze", CORPUS / "county-2023.txt")[2]


def test_standard_input(capsys: pytest.CaptureFixture[str]) -> None:
    result = run_process("-m", "reportmine", "analyze", "--format", "json", "-", stdin=TWIN.read_bytes())
    assert result.returncode == 0
    piped = json.loads(result.stdout)
    _, out, _ = run(capsys, "analyze", "--format", "json", TWIN)
    filed = json.loads(out)
    assert piped.pop("source")["path"] == "-"
    filed.pop("source")
    assert piped == filed


def test_output_file_is_whole_or_not_there(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    target = tmp_path / "结果.json"
    code, out, _ = run(capsys, "analyze", "--format", "json", "-o", target, TWIN)
    assert (code, out) == (0, "")
    assert json.loads(target.read_text(encoding="utf-8"))["schema"] == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == ["结果.json"]
    code, _, err = run(capsys, "analyze", "-o", tmp_path / "无此文件夹" / "x.txt", TWIN)
    assert code == 2
    assert "无法写入" in err
    assert len(err.splitlines()) == 1


def test_year_and_region_are_believed(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, "analyze", "--format", "json", "--year", 2019, "--region", "青岚市", TWIN)
    report = json.loads(out)
    assert (report["year"], report["region"]) == (2019, "青岚市")


@pytest.mark.parametrize("arguments", [["analyze"], ["analyze", "--full"], ["analyze", "--format", "json"],
                                       ["segment"], ["analyze", "--full", "--lang", "en"]])  # fmt: skip
def test_no_output_shows_the_secret(capsys: pytest.CaptureFixture[str], arguments: list[str]) -> None:
    code, out, err = run(capsys, *arguments, TWIN)
    assert code == 0
    assert SECRET not in out + err
    assert ("•" in out) == (arguments != ["analyze"])


def test_secrets_are_shown_when_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, "analyze", "--full", "--show-secrets", TWIN)
    assert SECRET in out


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ([], "用法：reportmine"),
        (["analyse"], "没有这个命令：analyse；是不是 analyze？"),
        (["schema", "x"], "可用 analyze、compare"),
        (["schema", "compare", "x"], "多了 x，请看用法"),
        (["analyze"], "缺少 文件"),
        (["analyze", "--format", "pdf", "x"], "可用 text、json"),
        (["analyze", "--ful", "x"], "是不是 --full"),
        (["analyze", "--year", "12", "x"], "请填整数，1900 到 2100"),
        (["evaluate", "/nowhere"], "没有标注好的报告"),
    ],
)
def test_wrong_usage_is_explained(capsys: pytest.CaptureFixture[str], arguments: list[str], says: str) -> None:
    code, out, err = run(capsys, *arguments)
    assert says in out + err
    assert code == (2 if arguments else 0)
    assert "Traceback" not in err


def test_closed_pipe_is_no_error() -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "reportmine", "analyze", "--full", str(CORPUS / "city-2022.txt")],
        cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    assert process.stdout is not None and process.stderr is not None
    process.stdout.close()
    assert "Traceback" not in process.stderr.read().decode()
    process.stderr.close()
    process.wait(timeout=60)


@pytest.mark.parametrize(
    ("folder", "commands", "others"),
    [("cli", COMMANDS, {"output", "help"}), ("cli/corpus", CORPUS_COMMANDS, {"engine", "progress"})],
)
def test_every_command_file_is_listed(folder: str, commands: dict[str, str], others: set[str]) -> None:
    listed = {target.split(":")[0].rpartition(".")[2] for target in commands.values()}
    place = ROOT / "reportmine" / folder
    files = {path.stem for path in place.glob("*.py")} | {path.parent.name for path in place.glob("*/__init__.py")}
    assert files - {"__init__"} - others == listed


def test_output_over_the_input_is_refused(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    report = tmp_path / "报告.txt"
    report.write_bytes(TWIN.read_bytes())
    for command in ("analyze", "segment"):
        code, _, err = run(capsys, command, "-o", tmp_path / "." / "报告.txt", report)
        assert code == 2
        assert "输出文件就是输入文件" in err
    assert report.read_bytes() == TWIN.read_bytes()


def test_training_on_a_wrong_folder_leaves_the_model_alone(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    code, _, err = run(capsys, "train", "--weak", tmp_path, "-o", tmp_path / "model")
    assert (code, "模型没有改动" in err) == (2, True)
    assert not (tmp_path / "model").exists()


@pytest.mark.parametrize("command", [["analyze", "--format", "json"], ["segment"], ["schema"]])
def test_data_is_utf8_whatever_the_console(command: list[str]) -> None:
    arguments = [*command, TWIN] if command != ["schema"] else command
    result = run_process("-m", "reportmine", *arguments, PYTHONIOENCODING="gbk")
    assert result.returncode == 0
    assert result.stdout == run_process("-m", "reportmine", *arguments).stdout


def test_console_of_windows_gets_what_it_can_show() -> None:
    out = run_process("-m", "reportmine", "analyze", TWIN, PYTHONIOENCODING="gbk").stdout.decode("gbk")
    assert "= 任务" in out
    assert "?" not in out


@pytest.mark.parametrize("arguments", [["analyze", "--full"], ["segment"]])
def test_terminal_escapes_of_a_report_do_not_pass(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, arguments: list[str]
) -> None:
    path = tmp_path / "x.txt"
    path.write_text(
        "2023年工作报告\n" + "全年产值增长5%，各项工作稳步推进。\n" * 20 + "二、红色\033]0;pwn\007标题\n", "utf-8"
    )
    code, out, _ = run(capsys, *arguments, path)
    assert code == 0
    assert not [char for char in out if char < " " and char != "\n"]


def test_a_secret_with_spaces_is_masked_in_names_too(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    path.write_text("2023年工作报告\n一、回顾\n卡号：4111 1111 1111 1111全年采购密码设备20台，增长5%。\n", "utf-8")
    for arguments in (["analyze", "--full"], ["analyze", "--format", "json"], ["segment"]):
        _, out, _ = run(capsys, *arguments, path)
        assert "4111" not in out


@pytest.mark.skipif(sys.platform != "linux", reason="names of files are bytes on Linux only")
@pytest.mark.parametrize("form", ["text", "json"])
def test_a_name_in_no_encoding(tmp_path: Path, form: str) -> None:
    path = os.fsencode(tmp_path) + "/报告.txt".encode("gbk")
    Path(os.fsdecode(path)).write_text("2023年工作总结\n投资增长5%。", encoding="utf-8")
    done = subprocess.run([sys.executable, "-m", "reportmine", "analyze", "--format", form, path], capture_output=True)
    assert done.returncode == 0 and "5%" in done.stdout.decode()
