"""Word comments at the places of findings: read back by our own reader, by LibreOffice, and by what the XML says."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from reportmine.errors import UnreadableInput
from reportmine.model import Finding
from reportmine.readers import from_bytes, from_text
from reportmine.readers.document import Document, Part
from reportmine.readers.docx import walk
from reportmine.readers.docx.names import W
from reportmine.renderers.screening_docx import render
from reportmine.renderers.screening_docx.plain import printable
from reportmine.screening.result import Screening

SAMPLES = Path(__file__).parent / "readers" / "samples"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
WHO = 'w:id="1" w:author="钱某"'
NUMBERED = '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>'
NUMBERING = (
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/>'
    '<w:lvlText w:val="%1、"/><w:suff w:val="nothing"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
)
NOTES = "".join(
    f'<w:footnote w:id="{at}"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t>注释的话{at}。</w:t></w:r></w:p></w:footnote>'
    for at in (1, 2, 3)
)


def said(text: str, look: str = "") -> str:
    return f'<w:r>{look}<w:t xml:space="preserve">{text}</w:t></w:r>'


def boxed(text: str) -> str:
    box = f"<w:txbxContent><w:p>{said(text)}</w:p></w:txbxContent>"
    return (
        f"<w:r><mc:AlternateContent><mc:Choice><w:drawing>{box}</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


def noted(number: int) -> str:
    return f'<w:r><w:footnoteReference w:id="{number}"/></w:r>'


def sdt(inside: str, kind: str = "<w:richText/>") -> str:
    return f"<w:sdt><w:sdtPr>{kind}</w:sdtPr><w:sdtContent>{inside}</w:sdtContent></w:sdt>"


def field(code: str, result: str) -> str:
    begin, middle, end = (f'<w:r><w:fldChar w:fldCharType="{at}"/></w:r>' for at in ("begin", "separate", "end"))
    return f"{begin}<w:r><w:instrText>{code}</w:instrText></w:r>{middle}{result}{end}"


def packed(body: str, comments: str | None = None, **changed: str) -> bytes:
    """A Word document with footnotes and numbers, and comments when there are some."""
    names = ["footnotes", "numbering"] + (["comments"] if comments is not None else [])
    links = "".join(f'<Relationship Id="rId{at}" Type="{OFFICE}/{n}" Target="{n}.xml"/>' for at, n in enumerate(names))
    space = f'xmlns:w="{WORD}" xmlns:mc="{MC}"'
    types = "".join(f'<Override PartName="/word/{name}.xml" ContentType="x"/>' for name in ("document", *names))
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">{types}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f"<w:document {space}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">{links}</Relationships>',
        "word/footnotes.xml": f"<w:footnotes {space}>{NOTES}</w:footnotes>",
        "word/numbering.xml": f"<w:numbering {space}>{NUMBERING}</w:numbering>",
    }
    if comments is not None:
        parts["word/comments.xml"] = f"<w:comments {space}>{comments}</w:comments>"
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, part in (parts | changed).items():
            archive.writestr(name, part)
    return made.getvalue()


def finding(start: int, end: int, part: int | None = None, **fields: object) -> Finding:
    known: dict[str, object] = {
        "rule": "RM999", "category": "consistency", "severity": "medium", "line": 1, "column": 1, "message": "有误",
        "advice": "改正", "fingerprint": "x", "place": "第 1 段",
    }  # fmt: skip
    return Finding(start=start, end=end, part=part, **(known | fields))  # type: ignore[arg-type]


def commented(document: Document, data: bytes, findings: Sequence[Finding], show_secrets: bool = False) -> bytes:
    return render(Screening(document=document, findings=tuple(findings)), data, show_secrets=show_secrets)


def ours(document: Document) -> list[Part]:
    return [part for part in document.parts if part.author == "reportmine"]


def covered(made: bytes) -> list[str]:
    """What stands between the marks of each of our comments, in the order of the comments; checks the marks too."""
    walked = walk(made)
    texts = {piece.element: piece.text for piece in walked.body.pieces}
    root = walked.links.part(walked.archive, "comments")
    comments = [comment for comment in (() if root is None else root) if comment.get(f"{W}author") == "reportmine"]
    assert all(comment.get(f"{W}initials") == "RM" and comment.get(f"{W}date") is None for comment in comments)
    found = {comment.get(f"{W}id"): "" for comment in comments}
    assert len(found) == len(comments)
    state = dict.fromkeys(found, 0)
    steps = {f"{W}commentRangeStart": 0, f"{W}commentRangeEnd": 1, f"{W}commentReference": 2}
    for element in walked.document.iter():
        identifier = element.get(f"{W}id") if isinstance(element.tag, str) else None
        if element.tag in steps and identifier in state:
            assert state[identifier] == steps[element.tag]
            state[identifier] += 1
            outside = element.getparent() if element.tag != f"{W}commentReference" else element.getparent().getparent()
            allowed = {"p", "ins", "moveTo", "hyperlink", "sdtContent", "smartTag", "customXml", "dir", "bdo"}
            assert outside.tag[len(W) :] in allowed
            assert not any(above.tag == f"{W}txbxContent" for above in element.iterancestors())
        elif element in texts and not any(above.tag == f"{W}txbxContent" for above in element.iterancestors()):
            for at, step in state.items():
                found[at] += texts[element] if step == 1 else ""
    assert set(state.values()) <= {3}
    return list(found.values())


def parts_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def joined(document: etree._Element) -> bytes:
    """A main part without our marks, its runs and texts put together as far as they are alike."""
    known = list(document.iter(f"{W}commentReference"))
    marks = [run for mark in known if (run := mark.getparent()).find(f"{W}rPr/{W}sz[@{W}val='16']") is not None]
    added = {run.find(f"{W}commentReference").get(f"{W}id") for run in marks}
    ranges = document.iter(f"{W}commentRangeStart", f"{W}commentRangeEnd")
    for mark in [*marks, *(mark for mark in ranges if mark.get(f"{W}id") in added)]:
        mark.getparent().remove(mark)
    for run in list(document.iter(f"{W}r")):
        before = run.getprevious()
        if before is not None and before.tag == run.tag and look_of(before) == look_of(run):
            before.extend(child for child in list(run) if child.tag != f"{W}rPr")
            run.getparent().remove(run)
    for text in list(document.iter(f"{W}t")):
        text.attrib.clear()
        before = text.getprevious()
        if before is not None and before.tag == text.tag:
            before.text = (before.text or "") + (text.text or "")
            text.getparent().remove(text)
    return bytes(etree.tostring(document, method="c14n", exclusive=True))


def look_of(run: etree._Element) -> bytes:
    properties = run.find(f"{W}rPr")
    return b"" if properties is None else bytes(etree.tostring(properties, method="c14n", exclusive=True))


def check_copy(document: Document, data: bytes, made: bytes, count: int) -> None:
    """Nothing but the comments has come to the file."""
    back = from_bytes(made, document.source.path)
    assert back.text == document.text and back.blocks == document.blocks
    assert [part for part in back.parts if part.author != "reportmine"] == list(document.parts)
    assert len(ours(back)) == count
    before, after = parts_of(data), parts_of(made)
    new = {"word/comments.xml", "word/document.xml", "word/_rels/document.xml.rels", "[Content_Types].xml"}
    assert before.keys() - new == after.keys() - new
    assert all(after[name] == before[name] for name in before.keys() - new)
    assert joined(walk(made).document) == joined(walk(data).document)


# paragraphs of the body, the evidence, what the comment stands around (`None`: the evidence itself)
PLACES = [
    (f"<w:p>{said('全年完成投资二十亿元。')}</w:p>", "投资", None),
    (f"<w:p>{said('全年完成投资二十亿元。')}</w:p>", "全年", None),
    (f"<w:p>{said('全年完成投资二十亿元。')}</w:p>", "亿元。", None),
    (f"<w:p>{said('全年')}{said('完成投', '<w:rPr><w:b/></w:rPr>')}{said('资。')}</w:p>", "年完成投资", None),
    (f"<w:p>{said('前段。')}</w:p><w:p/><w:p>{said('后段。')}</w:p>", "段。\n后", "段。后"),
    (f"<w:p>{said('增长')}<w:ins {WHO}>{said('百分之五')}</w:ins>{said('。')}</w:p>", "分之", None),
    (f"<w:p>{said('增长')}<w:ins {WHO}>{said('百分之五')}</w:ins>{said('。')}</w:p>", "长百分", None),
    (f"<w:p><w:hyperlink>{said('县政府网站')}</w:hyperlink>{said('。')}</w:p>", "网站。", None),
    (f'<w:p>{said("共")}<w:fldSimple w:instr="PAGE">{said("12")}</w:fldSimple>{said("页。")}</w:p>', "2页", "12页"),
    (f"<w:p>{said('共')}{field('PAGE', said('12'))}{said('页。')}</w:p>", "2页", None),
    (f"<w:p>{sdt(said('发文机关'))}{said('。')}</w:p>", "机关。", None),
    (f"<w:p>{sdt(said('发文机关'), '<w:text/>')}{said('。')}</w:p>", "机关。", "发文机关。"),
    (f"<w:p>{said('甲')}{boxed('框里的话。')}{said('乙')}</w:p>", "的话", ""),
    (f"<w:p>{said('甲')}{noted(1)}{said('乙')}</w:p>", "的话", ""),
    (f"<w:p>{said('甲')}{noted(1)}{said('乙丙')}</w:p>", "乙丙\n[1] 注释", "乙丙"),
    (f"<w:p>{NUMBERED}{said('工作回顾')}</w:p>", "一、", ""),
    (f"<w:p>{NUMBERED}{said('工作回顾')}</w:p>", "一、工作", "工作"),
    ("<w:p><w:r><w:t>左</w:t><w:tab/><w:t>右</w:t><w:br/><w:t>下</w:t></w:r></w:p>", "\t右\n", None),
    ("<w:p><w:r><w:t>左边</w:t><w:tab/><w:t>右边</w:t></w:r></w:p>", "边\t右", None),
    (
        f"<w:tbl><w:tr><w:tc><w:p>{said('财政')}</w:p></w:tc><w:tc><w:p>{said('收入')}</w:p></w:tc></w:tr></w:tbl>",
        "政\t收",
        "政收",
    ),
    (
        f'<w:p>{said("甲")}<mc:AlternateContent><mc:Choice Requires="x">{said("新写")}</mc:Choice><mc:Fallback>'
        f"{said('旧写')}</mc:Fallback></mc:AlternateContent>{said('乙')}</w:p>",
        "写乙",
        "新写乙",
    ),
    (f"<w:p><w:smartTag>{said('某某县')}</w:smartTag>{said('。')}</w:p>", "县。", None),
    (f'<w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:del {WHO}><w:r><w:delText>旧</w:delText></w:r></w:del>'
     f"{said('新的')}</w:p>", "新", None),
]  # fmt: skip


@pytest.mark.parametrize(("body", "evidence", "around"), PLACES)
def test_comments_stand_where_the_evidence_is(body: str, evidence: str, around: str | None) -> None:
    data = packed(body)
    document = from_bytes(data)
    start = document.text.index(evidence)
    made = commented(document, data, [finding(start, start + len(evidence))])
    check_copy(document, data, made, 1)
    assert covered(made) == [evidence if around is None else around]
    exact = around is None or around == evidence.replace("\n", "").replace("\t", "")
    assert ("原文：" in ours(from_bytes(made))[0].text) is not exact


def test_words_of_a_comment() -> None:
    data = packed(f"<w:p>{said('密码：abc123，电话。')}{boxed('密码：abc123')}</w:p>")
    document = from_bytes(data)
    second = document.text.rindex("abc123")
    secret = {"category": "secret", "severity": "high", "message": "有密码", "advice": "删去"}
    findings = [finding(3, 9, **secret), finding(second, second + 6, **secret, place="文本框")]
    first, other = ours(from_bytes(commented(document, data, findings)))
    assert first.text == "高 RM999 有密码\n建议：删去"
    assert other.text == "文本框：高 RM999 有密码\n建议：删去\n原文：密码：••••••"
    assert "abc123" in ours(from_bytes(commented(document, data, findings, show_secrets=True)))[1].text


def test_parts_are_told_of_at_their_place() -> None:
    hidden = said("内部数字", "<w:rPr><w:vanish/></w:rPr>")
    inserted = f"<w:ins {WHO}>{said('另有')}</w:ins>"
    data = packed(
        f"<w:p>{said('前段。')}</w:p><w:p>{said('产量')}{hidden}{said('万吨。')}{inserted}</w:p>",
        comments=f'<w:comment w:id="4" w:author="孙某"><w:p>{said("对吗")}</w:p></w:comment>',
    )
    document = from_bytes(data)
    kinds = [part.kind for part in document.parts]
    assert kinds == ["hidden", "inserted", "comment"]
    made = commented(document, data, [finding(0, 2, part=at) for at in range(3)])
    check_copy(document, data, made, 3)
    assert covered(made) == ["", "另有", ""]
    found = ours(from_bytes(made))
    assert [part.anchor for part in found] == [document.text.index("万"), document.text.index("另"), 0]
    assert [part.text.split("：中")[0] for part in found] == ["隐藏文字", "修订：插入（钱某）", "批注 1（孙某）"]


def test_ids_are_new() -> None:
    marks = '<w:commentRangeStart w:id="0"/><w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>'
    lost = '<w:r><w:commentReference w:id="2"/></w:r>'
    data = packed(
        f"<w:p>{said('全年')}{marks}{lost}</w:p>",
        comments=f'<w:comment w:id="0" w:author="孙某"><w:p>{said("对吗")}</w:p></w:comment>',
    )
    made = commented(from_bytes(data), data, [finding(0, 1), finding(0, 2), finding(1, 2)])
    written = etree.fromstring(parts_of(made)["word/comments.xml"])
    assert [(c.get(f"{W}id"), c.get(f"{W}author")) for c in written] == [
        ("0", "孙某"), ("1", "reportmine"), ("3", "reportmine"), ("4", "reportmine"),
    ]  # fmt: skip
    assert covered(made) == ["全", "全年", "年"]
    assert parts_of(made)["[Content_Types].xml"] == parts_of(data)["[Content_Types].xml"]


def test_runs_keep_their_formatting() -> None:
    look = '<w:rPr><w:b/><w:color w:val="FF0000"/></w:rPr>'
    data = packed(f"<w:p>{said('一二三四五六', look)}</w:p>")
    made = commented(from_bytes(data), data, [finding(1, 3), finding(2, 5), finding(2, 3), finding(6, 6)])
    runs = [run for run in walk(made).document.iter(f"{W}r") if run.find(f"{W}t") is not None]
    assert ["".join(run.itertext()) for run in runs] == ["一", "二", "三", "四五", "六"]
    assert all(run.find(f"{W}rPr/{W}color").get(f"{W}val") == "FF0000" for run in runs)


def test_many_comments() -> None:
    data = packed("".join(f"<w:p>{said('全年完成投资二十亿元。')}</w:p>" for _ in range(100)))
    document = from_bytes(data)
    findings = [finding(at * 12 + shift, at * 12 + shift + 4) for at in range(100) for shift in range(5)]
    made = commented(document, data, findings)
    check_copy(document, data, made, 500)
    assert covered(made) == [document.text[f.start : f.end] for f in findings]
    assert made == commented(document, data, findings)


def test_without_findings_the_text_is_the_same() -> None:
    data = (SAMPLES / "writer.docx").read_bytes()
    document = from_bytes(data)
    made = commented(document, data, [])
    check_copy(document, data, made, 0)
    assert parts_of(made).keys() == parts_of(data).keys()


def test_another_file_is_refused() -> None:
    data = packed(f"<w:p>{said('全年')}</w:p>")
    with pytest.raises(UnreadableInput, match="改动"):
        commented(from_bytes(data), packed(f"<w:p>{said('今年')}</w:p>"), [])


def test_a_part_that_would_unpack_without_end_is_not_copied(monkeypatch: pytest.MonkeyPatch) -> None:
    data = packed(f"<w:p>{said('全年')}</w:p>", **{"word/media/a.bmp": "0" * 100_000})
    document = from_bytes(data)
    monkeypatch.setattr("reportmine.renderers.screening_docx.package.MAX_TOTAL", 50_000)
    with pytest.raises(UnreadableInput, match="过大"):
        commented(document, data, [finding(0, 2)])


@pytest.mark.parametrize("part", ["[Content_Types].xml", "word/_rels/document.xml.rels", "word/media/a.png"])
def test_a_broken_part_ends_in_one_line(part: str) -> None:
    data = packed(f"<w:p>{said('全年')}</w:p>", **{part: "<broken>"})
    damaged = data.replace(b"<broken>", b"<brokem>") if part.endswith(".png") else data
    assert damaged != data or not part.endswith(".png")
    try:
        document = from_bytes(damaged, "a.docx")
        commented(document, damaged, [finding(0, 2)])
    except UnreadableInput as error:
        assert str(error).startswith("a.docx：") and "\n" not in str(error)
    else:
        pytest.fail("a broken part was taken")


def test_without_types_and_relationships_they_are_made() -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        body = f"<w:body><w:p>{said('全年')}</w:p></w:body>"
        archive.writestr("word/document.xml", f'<w:document xmlns:w="{WORD}">{body}</w:document>')
        archive.writestr("word/Comments.xml", "<lost/>")
    data = made.getvalue()
    copied = parts_of(commented(from_bytes(data), data, [finding(0, 1)]))
    assert b'Target="comments1.xml"' in copied["word/_rels/document.xml.rels"]
    assert b'PartName="/word/comments1.xml"' in copied["[Content_Types].xml"]
    assert copied["word/Comments.xml"] == b"<lost/>"


def test_without_its_bytes_a_document_is_commented_as_text() -> None:
    document = from_bytes(packed(f"<w:p>{NUMBERED}{said('全年')}</w:p>"))
    made = commented(document, b"", [finding(0, 3)])
    assert from_bytes(made).text == document.text and covered(made) == ["一、全"]


def test_a_text_becomes_a_document() -> None:
    text = (
        "某某县2025年政府工作报告\n\n各位代表：\n　　全年\t完成\x07投资\v二十亿元\ufffe。"
        + "其余各项任务都已按期完成。" * 3
    )
    document = from_text(text)
    at, end = text.index("完成"), text.index("其余")
    made = commented(document, text.encode(), [finding(at, end), finding(at - 1, at + 3, message="有\x01误")])
    read = from_bytes(made).text
    assert read.startswith("某某县2025年政府工作报告\n各位代表：\n　　全年\t完成\ufffd投资 二十亿元\ufffd。其余")
    assert covered(made) == ["完成\ufffd投资 二十亿元\ufffd。", "\t完成\ufffd"]
    root = walk(made).document
    titled = [p for p in root.iter(f"{W}p") if p.find(f"{W}pPr/{W}pStyle") is not None]
    assert ["".join(p.itertext()) for p in titled] == ["某某县2025年政府工作报告"]
    assert len(list(root.iter(f"{W}p"))) == 4


@cache
def readable() -> dict[str, tuple[bytes, Document]]:
    """The sample files by name that can be read."""
    found = {}
    for path in sorted(SAMPLES.iterdir()):
        data = path.read_bytes()
        try:
            found[path.name] = (data, from_bytes(data, path.name))
        except UnreadableInput:
            continue
    return found


SPANS = st.lists(st.tuples(st.integers(0, 10_000), st.integers(1, 60)), max_size=12)


def spread(document: Document, spans: list[tuple[int, int]]) -> list[Finding]:
    """Findings all over a document from any numbers; those of its parts too."""
    size = len(document.text)
    found = [finding(at % size, min(at % size + length, size)) for at, length in spans]
    parts = [at for at, part in enumerate(document.parts) if part.text]
    return found + [finding(0, 1, part=parts[at % len(parts)]) for at, _ in spans[:3] if parts]


@pytest.mark.parametrize("name", sorted(path.name for path in SAMPLES.iterdir()))
@settings(max_examples=15, deadline=None)
@given(spans=SPANS)
def test_samples_come_back_with_their_comments(name: str, spans: list[tuple[int, int]]) -> None:
    if name not in readable():
        return
    data, document = readable()[name]
    findings = spread(document, spans)
    made = commented(document, data, findings)
    assert made == commented(document, data, findings)
    if document.source.format == "docx":
        check_copy(document, data, made, len(findings))
        check_exact(document, made, findings)
    else:
        back = from_bytes(made)
        assert len(ours(back)) == len(findings)
        assert re.sub(r"\n\s*", "\n", back.text).strip() == re.sub(r"\n\s*", "\n", printable(document.text)).strip()
        for f, text in zip(findings, covered(made), strict=False):
            if f.part is None:
                assert text == printable(document.text[f.start : f.end].replace("\n", ""))


def check_exact(document: Document, made: bytes, findings: Sequence[Finding]) -> None:
    """Comments that do not say where their words stand stand around them."""
    back = from_bytes(made)
    for f, part, text in zip(findings, ours(back), covered(made), strict=True):
        if "原文：" not in part.text:
            pieces = [
                piece.text[max(f.start - piece.start, 0) : max(f.end - piece.start, 0)]
                for piece in walk(made).body.pieces
                if not any(a.tag in (f"{W}txbxContent", f"{W}footnote") for a in piece.run.iterancestors())
            ]
            assert text == "".join(pieces)
            assert part.anchor == f.start


WORDS = st.text("年投资增长。12 &<\u3000", min_size=1, max_size=8).map(
    lambda text: text.replace("&", "&amp;").replace("<", "&lt;")
)
LEAVES = st.one_of(
    WORDS.map(said),
    WORDS.map(lambda text: said(text, "<w:rPr><w:i/></w:rPr>")),
    WORDS.map(lambda text: said(text, "<w:rPr><w:vanish/></w:rPr>")),
    WORDS.map(lambda text: f"<w:r><w:t>{text}</w:t><w:tab/><w:t>{text}</w:t><w:br/></w:r>"),
    WORDS.map(lambda text: f"<w:del {WHO}><w:r><w:delText>{text}</w:delText></w:r></w:del>"),
    WORDS.map(boxed),
    WORDS.map(lambda text: field("REF x", said(text))),
    WORDS.map(lambda text: sdt(said(text), "<w:text/>")),
    WORDS.map(lambda text: f'<w:fldSimple w:instr="PAGE">{said(text)}</w:fldSimple>'),
    WORDS.map(lambda text: f"<w:r><w:t>{text}</w:t><w:footnoteReference w:id='2'/><w:t>{text}</w:t></w:r>"),
    WORDS.map(lambda text: boxed(text).replace("<w:r>", f"<w:r><w:t>{text}</w:t>", 1)),
    st.sampled_from([noted(1), noted(3), '<w:bookmarkStart w:id="9"/>', "<w:proofErr/>"]),
)
INLINE = st.one_of(
    LEAVES,
    st.lists(LEAVES, max_size=3).map(lambda inside: f"<w:ins {WHO}>{''.join(inside)}</w:ins>"),
    st.lists(LEAVES, max_size=3).map(lambda inside: f"<w:hyperlink>{''.join(inside)}</w:hyperlink>"),
    st.lists(LEAVES, max_size=3).map(lambda inside: sdt("".join(inside))),
)
PARAGRAPHS = st.tuples(st.sampled_from(["", NUMBERED]), st.lists(INLINE, max_size=4)).map(
    lambda made: f"<w:p>{made[0]}{''.join(made[1])}</w:p>"
)
BLOCKS = st.one_of(
    PARAGRAPHS,
    st.lists(PARAGRAPHS, min_size=1, max_size=3).map(
        lambda cells: "<w:tbl><w:tr>" + "".join(f"<w:tc>{cell}</w:tc>" for cell in cells) + "</w:tr></w:tbl>"
    ),
    PARAGRAPHS.map(sdt),
)


@settings(max_examples=150, deadline=None)
@given(blocks=st.lists(BLOCKS, min_size=1, max_size=5), spans=SPANS)
def test_any_document_comes_back_with_its_comments(blocks: list[str], spans: list[tuple[int, int]]) -> None:
    data = packed("".join(blocks) + f"<w:p>{said('完。')}</w:p>")
    document = from_bytes(data)
    findings = spread(document, spans)
    made = commented(document, data, findings)
    check_copy(document, data, made, len(findings))
    if findings:
        check_exact(document, made, findings)


@settings(max_examples=100, deadline=None)
@given(text=st.text(min_size=1, max_size=80).map(lambda text: f"全年{text}"), spans=SPANS)
def test_any_text_becomes_a_document(text: str, spans: list[tuple[int, int]]) -> None:
    try:
        document = from_text(text)
    except UnreadableInput:
        return
    findings = spread(document, spans)
    made = commented(document, text.encode("utf-8", "surrogatepass"), findings)
    assert len(ours(from_bytes(made))) == len(findings)
    if findings:
        plain = [f for f in findings if f.part is None]
        expected = [printable(document.text[f.start : f.end]).replace("\n", "") for f in plain]
        assert covered(made)[: len(plain)] == expected


def test_python_docx_reads_the_comments() -> None:
    docx = pytest.importorskip("docx")
    data = (SAMPLES / "writer.docx").read_bytes()
    made = commented(from_bytes(data), data, [finding(0, 4), finding(10, 20)])
    found = [comment for comment in docx.Document(io.BytesIO(made)).comments if comment.author == "reportmine"]
    assert [(comment.text, comment.initials) for comment in found] == [("中 RM999 有误\n建议：改正", "RM")] * 2


@pytest.mark.slow
@pytest.mark.parametrize("name", ["writer.docx", "strict.docx", "macros.docm", "page-cms.html"])
def test_libreoffice_shows_the_comments(name: str, tmp_path: Path) -> None:
    if shutil.which("soffice") is None:
        pytest.skip("LibreOffice is not on this machine")
    data = (SAMPLES / name).read_bytes()
    document = from_bytes(data, name)
    spans = [(0, 4), (2, 8), (len(document.text) - 4, len(document.text) - 1)]
    (tmp_path / "a.docx").write_bytes(commented(document, data, [finding(*span) for span in spans]))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [
        "soffice",
        profile,
        "--headless",
        "--convert-to",
        "fodt",
        "--outdir",
        str(tmp_path),
        str(tmp_path / "a.docx"),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    root = etree.parse(str(tmp_path / "a.fodt")).getroot()
    office = root.nsmap["office"]
    creators = root.iter(f"{{{root.nsmap['dc']}}}creator")
    names = {
        creator.getparent().get(f"{{{office}}}name")
        for creator in creators
        if creator.text == "reportmine" and creator.getparent().tag == f"{{{office}}}annotation"
    }
    assert len(names) == len(spans)
    ends = {end.get(f"{{{office}}}name") for end in root.iter(f"{{{office}}}annotation-end")}
    assert names <= ends
