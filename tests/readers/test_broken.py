"""Broken and hostile files: one clear line or a normal run. What the fuzz target found stands here too."""

from __future__ import annotations

import builtins
import importlib
import io
import resource
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT

from reportmine.errors import UnreadableInput
from reportmine.readers import from_bytes

SAMPLES = Path(__file__).parent / "samples"
SPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
PARAGRAPH = "<w:p><w:r><w:t>全年完成投资二十亿元。</w:t></w:r></w:p>"
SENTENCE = "<p>全年完成投资二十亿元，增长百分之五。</p>"
SECONDS, BYTES = 20, 1 << 30


def packed(body: str, parts: dict[str, str | bytes] | None = None, before: str = "") -> bytes:
    """A Word document with a body."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", f"{before}<w:document {SPACE}><w:body>{body}</w:body></w:document>")
        for name, part in (parts or {}).items():
            archive.writestr(name, part)
    return made.getvalue()


def linked(kind: str, part: str) -> dict[str, str | bytes]:
    link = f'<Relationships><Relationship Id="a" Type="x/{kind}" Target="{kind}.xml"/></Relationships>'
    return {"word/_rels/document.xml.rels": link, f"word/{kind}.xml": f"<w:{kind} {SPACE}>{part}</w:{kind}>"}


def archive(count: int, name: str = "part{}") -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as opened:
        for at in range(count):
            opened.writestr(name.format(at), "x")
    return made.getvalue()


def printed(content: bytes, pages: int = 1) -> bytes:
    """A PDF whose pages all have one content."""
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count %d /Kids [%s] >>" % (pages, b" ".join([b"3 0 R"] * pages)),
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        b"/Resources << /Font << /F %s >> >> >>" % font,
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
    ]  # fmt: skip
    made, places = b"%PDF-1.4\n", []
    for number, said in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, said)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return made + b"xref\n0 5\n0000000000 65535 f \n%strailer << /Size 5 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (
        table,
        len(made),
    )


def laughs(name: str) -> str:
    grown = "".join(f'<!ENTITY {chr(98 + at)} "{f"&{chr(97 + at)};" * 10}">' for at in range(9))
    return f'<!DOCTYPE {name} [<!ENTITY a "ha">{grown}]>'


TEXT = b"BT /F 12 Tf 50 700 Td (Growth of 5 percent) Tj ET\n"
UNREADABLE: dict[str, tuple[Any, str]] = {
    "bomb.docx": (lambda: packed(" " * 100_000_000), "过大"),
    "many.docx": (lambda: archive(6_000), "5,000"),
    "plain.zip": (lambda: archive(1), "不是 Word 文档"),
    "laughs.docx": (lambda: packed("<w:p><w:r><w:t>&j;</w:t></w:r></w:p>", before=laughs("lolz")), "损坏"),
    "dtd.docx": (lambda: packed(PARAGRAPH, before='<!DOCTYPE a SYSTEM "file:///etc/passwd">'), "文档类型声明"),
    "deep.docx": (lambda: packed("<w:tbl><w:tr><w:tc>" * 10_000 + "</w:tc></w:tr></w:tbl>" * 10_000), "损坏"),
    "deep.html": (lambda: ("<html><body>" + "<div>" * 10_000 + SENTENCE).encode(), "嵌套太深"),
    "spans.html": (lambda: ("<html><body>" + "<span>" * 10_000 + SENTENCE).encode(), "嵌套太深"),
    "laughs.ofd": (lambda: archive(1, "OFD.xml"), "OFD"),
    "pages.pdf": (lambda: printed(TEXT, 2_000), "2000 页"),
    "head.pdf": (lambda: b"%PDF-1.7\n%%EOF", "PDF"),
    "head.doc": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\xff" * 4_096, "Word"),
    "codes.rtf": (lambda: b"{\\rtf1 " + b"\\'d6\\'d0" * 900_000, "超过"),
    "slides.docx": (
        lambda: (SAMPLES / "writer.docx").read_bytes().replace(b"word/document.xml", b"word/documant.xml"),
        "不是 Word 文档",
    ),
}
READABLE: dict[str, Any] = {
    "inside.docx": lambda: packed(PARAGRAPH, {"word/embeddings/a.docx": packed(" " * 1_000_000)}),
    "nested.docx": lambda: packed(PARAGRAPH + "<w:tbl><w:tr><w:tc>" * 60 + PARAGRAPH + "</w:tc></w:tr></w:tbl>" * 60),
    "table.docx": lambda: packed(f"<w:tbl>{('<w:tr>' + f'<w:tc>{PARAGRAPH}</w:tc>' * 10 + '</w:tr>') * 5_000}</w:tbl>"),
    "styles.docx": lambda: packed(
        '<w:p><w:pPr><w:pStyle w:val="s0"/></w:pPr><w:r><w:t>全年</w:t></w:r></w:p>' * 5_000,
        linked("styles", "".join(
            f'<w:style w:type="paragraph" w:styleId="s{at}"><w:basedOn w:val="s{at + 1}"/></w:style>'
            for at in range(2_000)
        )),
    ),
    "notes.docx": lambda: packed(
        '<w:p><w:r><w:t>全年</w:t><w:footnoteReference w:id="7"/></w:r></w:p>' * 9_000,
        linked("footnotes", f'<w:footnote w:id="7">{PARAGRAPH * 500}</w:footnote>'),
    ),
    "laughs.html": lambda: f"{laughs('html')}<html><body>{SENTENCE}<p>&j;</p></body></html>".encode(),
    "table.html": lambda: ("<html>" + SENTENCE + "<table>" + ("<tr>" + "<td>数</td>" * 10 + "</tr>") * 9_000).encode(),
    "white.html": lambda: (f"<html>{SENTENCE}<div>" + '<p style="color:#fff">白，</p>' * 20_000).encode(),
    "inline.html": lambda: ("<html><body>" + SENTENCE + "<span>" * 200 + "<b>全</b>，" * 50_000).encode(),
    "comments.html": lambda: ("<html><body>" + SENTENCE + "<!--" * 100_000).encode(),
    "line.html": lambda: ("<html><body><p>" + "全年完成投资，" * 100_000).encode(),
    "deep.rtf": lambda: b"{\\rtf1 " + b"{" * 100_000 + b"abc" + b"}" * 100_000,
    "fields.rtf": lambda: b"{\\rtf1 abc" + b"{\\field{\\*\\fldinst " * 50_000,
    "shapes.pdf": lambda: printed(TEXT + b"50 50 400 20 re f\n" * 60_000),
    "rules.pdf": lambda: printed(TEXT + b"50 50 m 50 800 l S\n" * 60_000),
    "words.pdf": lambda: printed(
        b"".join(b"BT /F 2 Tf %d %d Td (word) Tj ET\n" % (at % 500, at // 60) for at in range(30_000))
        + b"50 50 400 700 re f\n" * 1_500
    ),
    "many.pdf": lambda: printed(TEXT * 20, 900),
    "-dash name.docx": lambda: (SAMPLES / "writer.docx").read_bytes(),
    "wrong.txt": lambda: (SAMPLES / "writer.pdf").read_bytes(),
    "wrong.pdf": lambda: (SAMPLES / "writer.doc").read_bytes(),
}  # fmt: skip

# Reads a file and then says how much memory that took, in KiB.
_MEASURED = """
import resource, sys
from reportmine.errors import UnreadableInput
from reportmine.readers import read
try:
    read(sys.argv[1])
except UnreadableInput as error:
    print(error)
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def told(path: Path) -> list[str]:
    """What reading says, within the limits of time and memory."""

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))

    done = subprocess.run(
        [sys.executable, "-c", _MEASURED, str(path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=6 * SECONDS,
        preexec_fn=limit,
    )
    assert done.returncode == 0 and not done.stderr, done.stderr[-2_000:]
    *lines, memory = done.stdout.splitlines()
    assert int(memory) * 1024 < BYTES
    return lines


@pytest.mark.slow
@pytest.mark.parametrize("name", UNREADABLE)
def test_hostile_files_are_refused_in_one_line(name: str, tmp_path: Path) -> None:
    make, says = UNREADABLE[name]
    (tmp_path / name).write_bytes(make())
    lines = told(tmp_path / name)
    assert len(lines) == 1 and name in lines[0] and says in lines[0]


@pytest.mark.slow
@pytest.mark.parametrize("name", READABLE)
def test_strange_files_are_read_in_time(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(READABLE[name]())
    assert told(tmp_path / name) == []


@pytest.mark.parametrize("path", sorted(SAMPLES.iterdir()), ids=lambda path: path.name)
def test_samples_cut_anywhere_give_a_text_or_one_line(path: Path) -> None:
    data = path.read_bytes()
    for length in range(1, len(data), max(1, len(data) // 60)):
        try:
            from_bytes(data[:length], path.name)
        except UnreadableInput as error:
            assert "\n" not in str(error)


@pytest.mark.parametrize("form", ["docx", "pdf", "html", "doc", "rtf", "ofd"])
def test_a_little_fuzz(form: str) -> None:
    sys.path.insert(0, str(ROOT / "tests" / "fuzz"))
    from fuzz_readers import fuzz

    fuzz(form, 60)


def test_tables_nested_too_deep_are_said(tmp_path: Path) -> None:
    assert "嵌套太深的表格没有读取" in from_bytes(READABLE["nested.docx"](), "a.docx").unchecked


@pytest.mark.parametrize(
    ("module", "name", "form"),
    [("olefile", "writer.doc", "DOC/WPS"), ("ofdkit", "report.ofd", "OFD")],
)
def test_a_missing_library_is_named(module: str, name: str, form: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def without(wanted: str, *arguments: Any) -> Any:
        if wanted.split(".")[0] == module:
            raise ImportError(wanted)
        return usual(wanted, *arguments)

    usual = importlib.import_module
    monkeypatch.setattr(importlib, "import_module", without)
    with pytest.raises(UnreadableInput, match=rf"{form} .*pip install reportmine\[formats\]"):
        from_bytes((SAMPLES / name).read_bytes(), name)


def test_usual_formats_need_no_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    def without(wanted: str, *arguments: Any, **names: Any) -> Any:
        if wanted.split(".")[0] in ("docx", "olefile", "ofdkit"):
            raise ImportError(wanted)
        return usual(wanted, *arguments, **names)

    usual = builtins.__import__
    monkeypatch.setattr(builtins, "__import__", without)
    for name in ("writer.docx", "writer.pdf", "page-cms.html", "writer.rtf"):
        assert from_bytes((SAMPLES / name).read_bytes(), name).text


def broken_name_of_attachment() -> bytes:
    data = (SAMPLES / "attached.pdf").read_bytes()
    return data[:363] + b"Ad" + data[363:]


def broken_directory() -> bytes:
    data = bytearray((SAMPLES / "writer.doc").read_bytes())
    directory = 512 * (int.from_bytes(data[48:52], "little") + 1)
    data[directory + 128 + 0x44 : directory + 128 + 0x4C] = (1).to_bytes(4, "little") * 2  # its own brother
    return bytes(data)


def broken_offset() -> bytes:
    data = (SAMPLES / "writer.docx").read_bytes()
    return data[:2_000] + data[2_022:]


@pytest.mark.parametrize("make", [broken_name_of_attachment, broken_directory, broken_offset])
def test_crashes_that_were_found(make: Any) -> None:
    try:
        from_bytes(make(), "a")
    except UnreadableInput as error:
        assert "\n" not in str(error)
