"""``screen``, ``rules``, ``explain`` as a user types them: exit codes, configuration, waivers, baseline, words."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest
from conftest import ROOT

from reportmine.cli import main

SAMPLES = ROOT / "tests" / "readers" / "samples"
CLEAN = "2023年工作总结\n各项工作扎实推进，成效明显。\n"
MEDIUM = "2023年工作总结\n新增专利XX件，成效明显。\n"
HIGH = "2023年工作总结\n本文档编辑密码：abc2023\n"


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def write(name: str, text: str) -> str:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return name


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as caught:
        main(["screen", *map(str, arguments)])
    out, err = capsys.readouterr()
    return int(caught.value.code or 0), out, err


def rules_of(out: str) -> list[str]:
    return [finding["rule"] for file in json.loads(out)["files"] for finding in file["findings"]]


@pytest.mark.parametrize(
    ("text", "arguments", "code"),
    [
        (CLEAN, [], 0),
        (MEDIUM, [], 0),
        (MEDIUM, ["--fail-on", "medium"], 1),
        (MEDIUM, ["--fail-on", "low"], 1),
        (HIGH, [], 1),
        (HIGH, ["--exit-zero"], 0),
        (HIGH, ["--ignore", "RM1"], 0),
        (HIGH, ["--ignore", "password"], 0),
        (HIGH, ["--select", "mask,personal"], 0),
        (HIGH, ["--select", "secret"], 1),
        (" \n", [], 2),
        (HIGH, ["--ignore", "RM999"], 2),
        (HIGH, ["--roster", "there-is-none.txt"], 2),
        (HIGH, ["--update-baseline"], 2),
        (HIGH, ["--format", "pdf"], 2),
    ],
)
def test_exit_code(text: str, arguments: list[str], code: int, capsys: pytest.CaptureFixture[str]) -> None:
    found, _, err = run(capsys, write("a.txt", text), *arguments)
    assert found == code
    assert "Traceback" not in err
    assert code != 2 or err.startswith("错误：")


def test_one_bad_file_does_not_stop_the_others(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, write("a.txt", HIGH), write("b.txt", ""), write("c.txt", CLEAN))
    assert code == 2
    assert "a.txt:2:9: 高 RM101" in out
    assert "b.txt：文件是空的" in err
    assert out.rstrip().endswith("共 3 个文件：1 个没有发现问题，1 个有问题，1 个读不了")


def test_what_could_not_be_checked_is_never_clean(capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copy(SAMPLES / "mixed.pdf", "mixed.pdf")
    code, out, _ = run(capsys, "mixed.pdf", "--select", "RM1")
    assert code == 2
    assert "没有查的" in out
    write(".reportmine.toml", "allow-unchecked = true\n")
    assert run(capsys, "mixed.pdf", "--select", "RM1")[0] == 0


def test_masks_of_two_files_are_joined(capsys: pytest.CaptureFixture[str]) -> None:
    write("a.txt", "抽签结果\n李桂兰，身份证号430102********1234\n")
    write("b.txt", "发放名单\n李桂兰，身份证号******19900307****\n")
    code, out, _ = run(capsys, "a.txt", "b.txt")
    assert code == 1
    assert "b.txt:2:9: 高 RM1601 与“a.txt”里同一个人的遮盖方式不同" in out
    assert [run(capsys, name)[0] for name in ("a.txt", "b.txt")] == [0, 0]


def test_a_folder_is_walked(capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("in/a.txt", "in/deep/b.md", "in/~$c.docx", "in/d.png"):
        write(name, CLEAN)
    _, out, _ = run(capsys, "in", "--format", "json")
    assert [Path(file["source"]["path"]).name for file in json.loads(out)["files"]] == ["a.txt", "b.md"]


def test_configuration(capsys: pytest.CaptureFixture[str]) -> None:
    write("a.txt", MEDIUM)
    write(".reportmine.toml", 'fail-on = "low"\n[severity]\nletter-mask = "low"\n')
    assert run(capsys, "a.txt")[0] == 1
    write(".reportmine.toml", 'ignore = ["mask"]\nfail-on = "low"\n')
    code, out, _ = run(capsys, "a.txt")
    assert (code, "未启用的规则另有 1 处" in out) == (0, True)
    Path(".reportmine.toml").unlink()
    write("pyproject.toml", '[tool.reportmine]\nfail-on = "medium"\n')
    assert run(capsys, "a.txt")[0] == 1
    assert run(capsys, "a.txt", "--fail-on", "high")[0] == 0


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('fail_on = "low"', "没有设置项 fail_on；是不是 fail-on？"),
        ('fail-on = "severe"', "fail-on 写错了"),
        ("words = 1", "words 写错了"),
        ("fail-on = low", "不是有效的 TOML"),
        ('ignore = ["RM999"]', "没有规则 RM999"),
        ('[severity]\nRM999 = "low"', "没有规则 RM999"),
        ('[[waiver]]\nrule = "RM101"', "reason"),
        ('[[waiver]]\nrule = "RM101"\nreason = " "', "放行 RM101 要写明理由"),
        ('words = ["none.xlsx"]', "none.xlsx"),
    ],
)
def test_wrong_configuration_is_one_line(text: str, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    write(".reportmine.toml", text)
    code, out, err = run(capsys, write("a.txt", HIGH))
    assert (code, out) == (2, "")
    assert said in err
    assert len(err.strip().split("\n")) == 1


def test_waivers(capsys: pytest.CaptureFixture[str]) -> None:
    write("a.txt", HIGH)
    write(
        ".reportmine.toml",
        '[[waiver]]\nrule = "RM101"\nfile = "a.*"\nreason = "样例"\nby = "张三"\n'
        '[[waiver]]\nrule = "RM601"\nreason = "旧的"\n',
    )
    code, out, err = run(capsys, "a.txt", "--record", "record.json")
    assert code == 0
    assert "放行 1 处" in out
    assert "放行没有用到，可以删去：RM601（旧的）" in err
    record = json.loads(Path("record.json").read_text(encoding="utf-8"))
    assert [(w["rule"], w["reason"], w["who"]) for w in record["files"][0]["waived"]] == [("RM101", "样例", "张三")]
    assert [waiver["rule"] for waiver in record["unused_waivers"]] == ["RM601"]
    assert record["configuration_sha256"]
    assert "abc2023" not in Path("record.json").read_text(encoding="utf-8")


def test_baseline(capsys: pytest.CaptureFixture[str]) -> None:
    write("in/a.txt", HIGH)
    assert run(capsys, "in/a.txt", "--baseline", "base.json")[0] == 2
    assert run(capsys, "in/a.txt", "--baseline", "base.json", "--update-baseline")[0] == 0
    code, out, _ = run(capsys, "in/a.txt", "--baseline", "base.json")
    assert (code, "基线里已有 1 处" in out) == (0, True)
    # A line before it moves it; another password is another finding.
    write("in/a.txt", "\n" + HIGH)
    assert run(capsys, "in/a.txt", "--baseline", "base.json")[0] == 0
    write("in/a.txt", HIGH.replace("abc2023", "qwe5566"))
    assert run(capsys, "in/a.txt", "--baseline", "base.json")[0] == 1
    first = Path("base.json").read_bytes()
    write("in/a.txt", HIGH)
    run(capsys, "in/a.txt", "--baseline", "base.json", "--update-baseline")
    assert Path("base.json").read_bytes() == first
    assert b"abc2023" not in first
    write("base.json", "{")
    assert run(capsys, "in/a.txt", "--baseline", "base.json")[0] == 2


WORDS = """
[[word]]
word = "棚户区"
instead = "老旧小区"
severity = "low"

[[word]]
pattern = "(?i)covid-?19"
message = "旧称"

[[word]]
word = "第一"
severity = "high"
after = "!书记|时间|责任人|，"
"""


def words_found(capsys: pytest.CaptureFixture[str], name: str) -> list[tuple[str, str, str]]:
    _, out, _ = run(capsys, "a.txt", "--rules", name, "--select", "WL", "--format", "json")
    return [(f["evidence"], f["severity"], f["advice"]) for f in json.loads(out)["files"][0]["findings"]]


def test_word_lists(capsys: pytest.CaptureFixture[str]) -> None:
    write("a.txt", "2023年总结\n改造棚户区3个，第一书记第一时间到岗，全国第一。抗击Covid19。\n")
    expected = [
        ("棚户区", "low", "改为“老旧小区”"), ("第一", "high", "按词表修改"), ("Covid19", "medium", "按词表修改"),
    ]  # fmt: skip
    assert words_found(capsys, write("words.toml", WORDS)) == expected
    book = openpyxl.Workbook()
    for row in [
        ("词", "正则", "级别", "改为", "后文", "说明"), ("棚户区", None, "低", "老旧小区"), (None, "(?i)covid-?19"),
        ("第一", None, "高", None, "！书记|时间|责任人|，"),
    ]:  # fmt: skip
        book.active.append(row)
    book.save("词表.xlsx")
    assert words_found(capsys, "词表.xlsx") == expected
    write(".reportmine.toml", 'words = ["词表.xlsx"]\n')
    assert len(rules_of(run(capsys, "a.txt", "--format", "json")[1])) >= 3


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[[word]]\npattern = "(?<=a)b"', "RE2"),
        ('[[word]]\npattern = "("', "不能用"),
        ('[[word]]\nseverity = "low"', "第 1 个词 没有词"),
        ('[[word]]\nword = "a"\nseverity = "worst"', "第 1 个词 写错了"),
        ("", "词表里没有词"),
    ],
)
def test_wrong_word_lists(text: str, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = run(capsys, write("a.txt", CLEAN), "--rules", write("words.toml", text))
    assert code == 2
    assert said in err


def test_a_pattern_of_the_user_is_linear(capsys: pytest.CaptureFixture[str]) -> None:
    write("a.txt", "2023年总结\n" + "a" * 50_000)
    write("words.toml", '[[word]]\npattern = "(a+)+$b"\n')
    assert run(capsys, "a.txt", "--rules", "words.toml")[0] == 0


def test_standard_input_and_output_file(capsys: pytest.CaptureFixture[str]) -> None:
    result = subprocess.run(
        [sys.executable, "-m", "reportmine", "screen", "-", "--format", "json", "-o", "out.json"],
        input=HIGH.encode(), capture_output=True, timeout=60, env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert (result.returncode, result.stdout) == (1, b"")
    assert rules_of(Path("out.json").read_text(encoding="utf-8")) == ["RM101"]
    code, _, err = run(capsys, write("a.txt", HIGH), "-o", "a.txt")
    assert (code, "就是输入文件" in err) == (2, True)
    assert Path("a.txt").read_text(encoding="utf-8") == HIGH


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["-o", "none/x.html"], "none/x.html：无法写入（文件夹不存在）"),
        (["-o", "folder"], "folder：无法写入（这是一个文件夹）"),
        (["-o", ""], "输出文件没有写名字"),
        (["--record", "none/x.json", "-o", "x.html"], "none/x.json：无法写入（文件夹不存在）"),
        (["--record", "x.html", "-o", "x.html"], "要写不同的文件"),
        (["none.txt", "", "-o", "x.html"], "文件名是空的"),
        (["-o", "/dev/full"], "/dev/full：无法写入（磁盘已满）"),
    ],
)
def test_an_output_that_cannot_be_written_is_one_line_before_the_work(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    if "/dev/full" in arguments and not Path("/dev/full").exists():
        pytest.skip("no /dev/full here")
    Path("folder").mkdir()
    code, out, err = run(capsys, write("a.txt", HIGH), "--format", "html", *arguments)
    assert (code, out) == (2, "")
    assert said in err.split("\n")[0]
    assert sorted(path.name for path in Path().iterdir()) == ["a.txt", "folder"]


def test_the_page_of_files_of_which_some_cannot_be_read(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "none.txt", "-o", "x.html")[0] == 2
    assert not Path("x.html").exists()
    code, _, err = run(capsys, write("a.txt", HIGH), "none.txt", "-o", "x.html")
    assert (code, err) == (2, "错误：none.txt：没有这个文件\n")
    page = Path("x.html").read_text(encoding="utf-8")
    assert page.startswith("<!doctype html>")
    assert "读不了，没有检查" in page


def test_a_link_is_written_through(capsys: pytest.CaptureFixture[str]) -> None:
    try:
        Path("link.html").symlink_to("page.html")
    except OSError:
        pytest.skip("no links here")
    assert run(capsys, write("a.txt", CLEAN), "-o", "link.html")[0] == 0
    assert Path("link.html").is_symlink()
    assert Path("page.html").read_text(encoding="utf-8").startswith("<!doctype html>")


def test_names_with_spaces_and_a_leading_dash(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "--", write("-a b.txt", HIGH))[0] == 1


def test_screening_imports_nothing_heavy() -> None:
    result = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "reportmine", "screen", write("a.txt", HIGH)],
        capture_output=True, timeout=60, env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    imported = result.stderr.decode()
    heavy = ("spacy", "sklearn", "jieba", "numpy", "scipy", "pypdfium2", "lxml.etree", "rich.console", "re2")
    assert not [name for name in heavy if f" {name}\n" in imported]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_rules_and_their_pages(lang: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--lang", lang, "rules", "--format", "json"])
    rules = json.loads(capsys.readouterr().out)
    assert len(rules) > 50
    for rule in rules:
        for field in ("message", "advice", "finds", "why", "norm"):
            assert rule[field], (rule["id"], field)
            chinese = sum("\u4e00" <= char <= "\u9fff" for char in rule[field])
            assert chinese > 2 if lang == "zh" else chinese < len(rule[field]) / 2, (rule["id"], field)
    with pytest.raises(SystemExit) as caught:
        main(["--lang", lang, "explain", "rm101"])
    assert caught.value.code in (0, None)
    assert "RM101 password" in capsys.readouterr().out
    with pytest.raises(SystemExit) as caught:
        main(["explain", "RM1011x"])
    assert caught.value.code == 2
