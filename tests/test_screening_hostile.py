"""Hostile, broken and wrongly named files through ``reportmine screen``: one clear line or a normal run, in time."""

from __future__ import annotations

import io
import json
import resource
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import ROOT
from measured import MEASURED

from reportmine.cleaning import clean
from reportmine.readers import from_text
from reportmine.screening import screen_document

SAMPLES = Path(__file__).parent / "readers" / "samples"
SPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
SECONDS, BYTES = 20, 1 << 30
CHARS = 790_000
CHANGE = 'w:id="1" w:author="甲" w:date="2023-01-05T08:00:00Z"'


def sample(name: str) -> bytes:
    return (SAMPLES / name).read_bytes()


def packed(body: str, parts: dict[str, str] | None = None, before: str = "") -> bytes:
    """A Word document with a body."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", f"{before}<w:document {SPACE}><w:body>{body}</w:body></w:document>")
        for name, part in (parts or {}).items():
            archive.writestr(name, part)
    return made.getvalue()


def paragraph(inside: str) -> str:
    return f"<w:p>{inside}</w:p>"


def run(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def commented(count: int, text: str) -> bytes:
    """A document in which every paragraph has a comment."""
    body = "".join(
        paragraph(f'<w:commentRangeStart w:id="{at}"/>{run("全年完成投资。")}<w:commentRangeEnd w:id="{at}"/>'
                  f'<w:r><w:commentReference w:id="{at}"/></w:r>')
        for at in range(count)
    )  # fmt: skip
    notes = "".join(f'<w:comment w:id="{at}" w:author="甲">{paragraph(run(text))}</w:comment>' for at in range(count))
    link = '<Relationships><Relationship Id="a" Type="x/comments" Target="comments.xml"/></Relationships>'
    return packed(
        body,
        {"word/_rels/document.xml.rels": link, "word/comments.xml": f"<w:comments {SPACE}>{notes}</w:comments>"},
    )


def laughs(name: str) -> str:
    grown = "".join(f'<!ENTITY {chr(98 + at)} "{f"&{chr(97 + at)};" * 10}">' for at in range(9))
    return f'<!DOCTYPE {name} [<!ENTITY a "ha">{grown}]>'


def text_of(unit: str) -> bytes:
    """As much of a unit as is read, below a title."""
    return ("湖南省株洲市2023年工作总结\n" + unit * (CHARS // len(unit))).encode()


WORD = paragraph(run("全年完成投资二十亿元。"))
UNREADABLE: dict[str, tuple[Callable[[], bytes], str]] = {
    "empty.docx": (lambda: b"", "空的"),
    "bomb.docx": (lambda: packed(" " * 200_000_000), "过大"),
    "laughs.docx": (lambda: packed(paragraph(run("&j;")), before=laughs("lolz")), "损坏"),
    "cut.docx": (lambda: sample("writer.docx")[:3_000], ""),
    "cut.doc": (lambda: sample("writer.doc")[:3_000], ""),
    "cut.pdf": (lambda: sample("writer.pdf")[:-700], "损坏"),
    "locked.doc": (lambda: sample("encrypted.doc"), "密码"),
    "locked.docx": (lambda: sample("encrypted.docx"), "密码"),
    "locked.pdf": (lambda: sample("encrypted.pdf"), "密码"),
    "picture.docx": (lambda: b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40, "PNG"),
    "long.txt": (lambda: ("全年完成投资，" * 250_000).encode(), "超过"),
    "noise.txt": (lambda: bytes((at * 7919 + at // 3) % 256 for at in range(20_000)), ""),
}
READABLE: dict[str, Callable[[], bytes]] = {
    "laughs.html": lambda: f"{laughs('html')}<html><body><p>全年完成投资。</p><p>&j;</p></body></html>".encode(),
    "word.txt": lambda: sample("writer.docx"),
    "text.docx": lambda: "2023年某县工作报告\n全年粮食产量3万吨。\n".encode(),
    "page.doc": lambda: sample("page-cms.html"),
    "-dash and space.txt": lambda: "2023年某县工作报告\n全年粮食产量3万吨。\n".encode(),
    "two\nlines.txt": lambda: "2023年某县工作报告\n全年粮食产量3万吨。\n".encode(),
    "controls.txt": lambda: text_of("全年完成投资二十亿元\x01\x1b[2J\x7f\u202e\u200b\f\v。" + "政" * 200),
    "line.txt": lambda: text_of("全年完成投资20.5亿元，增长8.1%，实施“铁网”专项行动；"),
    "changes.docx": lambda: packed(
        paragraph(
            f"{run('全年')}<w:ins {CHANGE}>{run('新增')}</w:ins>"
            f"<w:del {CHANGE}><w:r><w:delText>减少</w:delText></w:r></w:del>"
        )
        * 10_000
    ),
    "comments.docx": lambda: commented(20_000, "此处请核实，密码：abc123"),
    "hidden.docx": lambda: packed(paragraph(run("全年") + run("密码：abc123", "<w:vanish/>")) * 2_000),
    "passwords.txt": lambda: text_of("文档密码：abc2023，"),
    "persons.txt": lambda: text_of("低保户王小明，身份证号11010519491231002X，电话13800138000。\n"),
    "masks.txt": lambda: text_of("XX市完成XX万元，某某（**）\n"),
    "misspelt.txt": lambda: text_of("全国人民代大表会通过，"),
    "places.txt": lambda: text_of("岳阳市、衡阳县占据，"),
    "figures.txt": lambda: text_of("全市生产总值100亿元，增长8%，占比10%，其中工业20亿元；"),
    "rounds.txt": lambda: text_of("近1"),
    "headings.txt": lambda: text_of("一、甲\n（一）乙\n一是丙。\n"),
    "numbers.txt": lambda: text_of("1、\n"),
    "quotes.txt": lambda: text_of("“（《"),
}  # fmt: skip


def screen(path: Path, *options: str) -> tuple[int, str, list[str]]:
    """Exit code, standard output and the lines of standard error, within the limits of time and memory."""

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))

    done = subprocess.run(
        [sys.executable, "-c", MEASURED, "screen", *options, "--", path.name],
        cwd=path.parent,
        env={"PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        timeout=6 * SECONDS,
        preexec_fn=limit,
    )
    *lines, memory = done.stderr.decode().splitlines()
    assert "Traceback" not in done.stderr.decode(), done.stderr.decode()[-2_000:]
    assert int(memory) * 1024 < BYTES
    return done.returncode, done.stdout.decode(), lines


@pytest.mark.slow
@pytest.mark.parametrize("name", UNREADABLE)
def test_what_cannot_be_read_is_said_in_one_line(name: str, tmp_path: Path) -> None:
    make, says = UNREADABLE[name]
    (tmp_path / name).write_bytes(make())
    code, printed, lines = screen(tmp_path / name)
    assert (code, printed, len(lines)) == (2, "", 1)
    assert name in lines[0] and says in lines[0]


@pytest.mark.slow
@pytest.mark.parametrize("name", READABLE)
def test_strange_files_are_screened_in_time(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(READABLE[name]())
    code, printed, lines = screen(tmp_path / name)
    assert code in (0, 1, 2) and not lines
    assert printed.strip() and not set(map(ord, printed)) & (set(range(32)) - {10})


def test_a_little_fuzz() -> None:
    sys.path.insert(0, str(ROOT / "tests" / "fuzz"))
    import fuzz_cleaning
    import fuzz_screening

    fuzz_screening.fuzz(60)
    for form in fuzz_cleaning.TARGETS:
        fuzz_cleaning.fuzz(form, 20)


@pytest.mark.parametrize("text", ["٣5月30日", "²月³日", "①月②日"])
def test_texts_that_crashed(text: str) -> None:
    assert screen_document(from_text(text))


def test_a_page_with_characters_that_lxml_does_not_write() -> None:
    data = "<html><body><p>本文档编辑密码：abc2023\f</p></body></html>".encode()
    assert b"abc2023" not in clean(data, "a.html", "b.html").data


@pytest.mark.slow
@pytest.mark.parametrize("form", ["json", "sarif", "html"])
def test_many_findings_are_written_in_time(form: str, tmp_path: Path) -> None:
    (tmp_path / "comments.docx").write_bytes(commented(20_000, "此处请核实，密码：abc123"))
    code, printed, lines = screen(tmp_path / "comments.docx", "--format", form)
    assert (code, lines) == (1, [])
    assert "abc123" not in printed
    if form != "html":
        json.loads(printed)
