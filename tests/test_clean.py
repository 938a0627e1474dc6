"""Cleaning: nothing that should go is left, nothing else is lost, and the file still opens."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportmine.cleaning import Cleaned, NotCleanable, clean
from reportmine.cli import main
from reportmine.errors import UnreadableInput
from reportmine.readers import from_bytes
from reportmine.readers.archive import parse_xml
from reportmine.readers.document import IN_THE_TEXT, Document
from reportmine.readers.docx.names import W
from reportmine.renderers.words import part_name

SAMPLES = Path(__file__).parent / "readers" / "samples"
WORD = [
    "writer.docx", "python-docx.docx", "strict.docx", "macros.docm", "marked.docx", "marked-writer.docx",
]  # fmt: skip
PAGES = sorted(path.name for path in SAMPLES.glob("*.html"))
# What a recipient must not be able to get at any more.
GONE = {
    "inserted",
    "deleted",
    "moved",
    "comment",
    "hidden",
    "page-colour",
    "metadata",
    "markup",
    "struck",
    "highlighted",
}
MOBILE, ID = "13800138000", "11010519491231002X"


def cleaned(data: bytes, name: str, target: str) -> Cleaned:
    result = clean(data, name, target)
    assert clean(data, name, target).data == result.data, "not the same bytes twice"
    return result


def of_sample(name: str) -> Cleaned:
    return cleaned((SAMPLES / name).read_bytes(), name, name.replace(".docm", ".docx"))


def told(result: Cleaned) -> str:
    return " ".join(f"{deed.what} {deed.count}" for deed in result.deeds)


@pytest.mark.parametrize("name", [*WORD, *PAGES])
def test_nothing_unseen_is_left_of_a_sample(name: str) -> None:
    result = of_sample(name)
    left = result.proof.document
    assert not {part.kind for part in left.parts} & GONE
    assert not [
        f for f in result.proof.findings if f.category in ("secret", "personal") or f.rule.startswith(("RM10", "RM406"))
    ]
    # LibreOffice writes a control character for a content control into its pages.
    assert left.text == without_struck(from_bytes((SAMPLES / name).read_bytes(), name)).replace("\x01", "")


def without_struck(document: Document) -> str:
    text = document.text
    for part in reversed([part for part in document.parts if part.kind == "struck"]):
        assert part.anchor is not None and text.startswith(part.text, part.anchor)
        text = text[: part.anchor] + text[part.anchor + len(part.text) :]
    return text


@pytest.mark.parametrize("name", WORD)
def test_no_trace_of_anybody_is_left_in_the_package(name: str) -> None:
    package = zipfile.ZipFile(io.BytesIO(of_sample(name).data))
    assert package.testzip() is None
    assert not [part for part in package.namelist() if any(word in part for word in TRACES)]
    everything = b"".join(package.read(part) for part in package.namelist())
    for trace in ("李四", "周八", "吴九", "赵六", "郑十", "小明", "内部掌握", "rsid", "oa.example", "送审稿"):
        assert trace.encode() not in everything, trace
    types = package.read("[Content_Types].xml").decode()
    assert "macroEnabled.main" not in types and "comments" not in types


TRACES = ("comments", "people", "vba", "thumbnail", "customXml", "custom.xml", "printer", "glossary")
SPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
RELATED = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'


def word(body: str, links: str = "", **parts: str) -> bytes:
    """A Word file of a body, with other parts by name (header1 for word/header1.xml)."""
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    for name in parts:
        links += f'<Relationship Id="part-{name}" Type="{kind}/{name.rstrip("1")}" Target="{name}.xml"/>'
    spaces = f'{SPACE} {RELATED} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    files = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType='
        '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
        "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="a" Type="{kind}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
        f'relationships">{links}</Relationships>',
        "word/document.xml": f"<w:document {spaces}><w:body>{body}</w:body></w:document>",
        **{f"word/{name}.xml": content.replace(" SPACE", f" {spaces}") for name, content in parts.items()},
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as package:
        for name, content in files.items():
            package.writestr(name, content)
    return packed.getvalue()


def run(said: str, look: str = "") -> str:
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{said}</w:t></w:r>'


def par(*runs: str, mark: str = "") -> str:
    return f"<w:p><w:pPr><w:rPr>{mark}</w:rPr></w:pPr>{''.join(runs)}</w:p>"


def changed(tag: str, *inside: str) -> str:
    return f'<w:{tag} w:id="1" w:author="王五" w:date="2024-01-01T00:00:00Z">{"".join(inside)}</w:{tag}>'


def mark(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def field(code: str, *shown: str) -> str:
    return f"{mark('begin')}<w:r><w:instrText>{code}</w:instrText></w:r>{mark('separate')}{''.join(shown)}{mark('end')}"


GONE_RUN = "<w:r><w:delText>删去</w:delText></w:r>"
ROW = "<w:tr>{}<w:tc><w:tcPr/>{}</w:tc></w:tr>"
TABLE = "<w:tbl><w:tblPr/>{}</w:tbl>"

# body, the text afterwards
BODIES = [
    (par(run("甲"), changed("ins", run("乙")), changed("del", GONE_RUN), run("丙")), "甲乙丙"),
    (par(run("甲"), changed("ins", run("乙"), changed("del", GONE_RUN))), "甲乙"),
    (par(run("前"), mark=changed("del")) + par(run("后")), "前后"),
    (par(changed("del", GONE_RUN), mark=changed("del")) + par(run("后")), "后"),
    (par(run("前")) + par(changed("moveFrom", run("移")), mark=changed("moveFrom")) + par(changed("moveTo", run("移"))),
     "前\n移"),
    (par(run("甲", changed("rPrChange", "<w:rPr><w:b/></w:rPr>"))), "甲"),
    (TABLE.format(ROW.format("", par(run("留"))) + ROW.format(f"<w:trPr>{changed('del')}</w:trPr>", par(run("去"))))
     + par(run("尾")), "留\n尾"),
    (TABLE.format(ROW.format(f"<w:trPr>{changed('del')}</w:trPr>", par(run("去")))) + par(run("尾")), "尾"),
    (par(run("甲\u200b乙\u202e丙")), "甲乙丙"),
    (par(run("甲"), run("藏", "<w:vanish/>"), run("白", '<w:color w:val="FFFFFF"/>')), "甲"),
    (par(run("藏", "<w:vanish/>"), mark="<w:vanish/>") + par(run("后")), "后"),
    # A table of contents as Word makes it: its page numbers are hidden in the web view alone.
    (par(run("目录"), run("12", "<w:webHidden/>")), "目录12"),
    (par(run("电话："), run("138"), run("0013"), run("8000"), run("止")), "电话：***********止"),
    (TABLE.format(ROW.format("", par(run(f"张三的身份证号为{ID[:9]}"), run(ID[9:])))) + par(run("尾")),
     "张三的身份证号为" + "*" * 18 + "\n尾"),
    (par(run("登录密码："), run("wsx2023")), "登录密码：*******"),
    (par(run("见"), field(' LINK Excel.Sheet.8 "C:\\\\Users\\\\li\\\\表.xls" ', run("附表"))), "见附表"),
    (par(run("见"), field(' HYPERLINK "http://192.168.1.8/a" ', run("附"), field(" PAGE ", run("1")))), "见附1"),
    (par(run("见"), field(' HYPERLINK "http://www.example.com/a" ', run("网站"))), "见网站"),
    (par(run("增长"), run("5.2%", "<w:strike/>"), run("5.6%"), run("双", "<w:dstrike/>")), "增长5.6%"),
    (par(run("前")) + par(run("整段", "<w:strike/>"), run("都删", "<w:strike/>")) + par(run("后")), "前\n后"),
    (TABLE.format(ROW.format("", par(run("格", "<w:strike/>")))) + par(run("尾")), "尾"),
    # The code of a field goes with its text: "comment" must be nowhere afterwards.
    (par(run("见"), field(" REF comment_a ", run("附", "<w:strike/>"), run("件", "<w:strike/>"))), "见"),
    (par(run("见"), f'<w:fldSimple w:instr=" AUTHOR ">{run("王五", "<w:strike/>")}</w:fldSimple>'), "见"),
    (par(run("占比", '<w:highlight w:val="yellow"/>'), run("80%", '<w:shd w:fill="FFFF00"/>')), "占比80%"),
    (par(run("占比", '<w:color w:val="FFFFFF"/><w:highlight w:val="blue"/>')), "占比"),
    (par('<w:commentRangeStart w:id="0"/>', run("甲"), '<w:commentRangeEnd w:id="0"/>',
         '<w:r><w:commentReference w:id="0"/></w:r>'), "甲"),
]  # fmt: skip


@pytest.mark.parametrize(("body", "text"), BODIES)
def test_bodies(body: str, text: str) -> None:
    result = cleaned(word(body), "a.docx", "b.docx")
    assert result.proof.document.text.strip() == text
    document = zipfile.ZipFile(io.BytesIO(result.data)).read("word/document.xml").decode()
    for trace in (
        "王五",
        "w:ins ",
        "w:del",
        "moveF",
        "Change",
        "<w:vanish/></w:rPr><w:t",
        "192.168",
        "Users",
        "comment",
        "highlight",
        "w:shd",
        "strike",
    ):
        assert trace not in document
    root = parse_xml(document.encode())
    kinds = [element.get(f"{W}fldCharType") for element in root.iter(f"{W}fldChar")]
    assert kinds.count("begin") == kinds.count("end") == kinds.count("separate")
    assert ("example.com" in document) == ("example.com" in body)


def test_headers_notes_and_text_boxes_are_masked_too() -> None:
    box = (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><w:txbxContent>{0}</w:txbxContent></w:drawing>'
        "</mc:Choice><mc:Fallback><w:pict><w:txbxContent>{0}</w:txbxContent></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    ).format(par(run(f"框内手机{MOBILE}")))
    note = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    data = word(
        par(run("正文"), note, box) + '<w:sectPr><w:headerReference w:type="default" r:id="part-header1"/></w:sectPr>',
        header1=f"<w:hdr SPACE>{par(run('开机密码：'), run('ab'), run('c123'))}</w:hdr>",
        footnotes=f'<w:footnotes SPACE><w:footnote w:id="2">{par(run("联系手机" + MOBILE))}</w:footnote>'
        f'<w:footnote w:id="3">{par(run("没有引用的脚注"))}</w:footnote></w:footnotes>',
    )
    result = cleaned(data, "a.docx", "b.docx")
    everything = "".join(
        "".join(parse_xml(package.read(name)).itertext())
        for package in [zipfile.ZipFile(io.BytesIO(result.data))]
        for name in package.namelist()
        if name.startswith("word/") and not name.endswith(".rels")
    )
    assert MOBILE not in everything and "c123" not in everything and "没有引用" not in everything
    assert "框内手机***********" in everything and "开机密码：******" in everything
    assert not [f for f in result.proof.findings if f.category in ("secret", "personal")]
    assert not result.proof.reaches("medium")
    assert MOBILE not in str(result.deeds) and "abc123" not in str(result.deeds)


def test_words_of_art_are_masked_and_what_cannot_be_is_named() -> None:
    art = f'<w:r><w:pict><v:shape><v:textpath string="电话{MOBILE}"/></v:shape></w:pict></w:r>'
    space = 'xmlns:v="urn:schemas-microsoft-com:vml"'
    result = cleaned(word(f"<w:p {space}>{run('正文')}{art}</w:p>"), "a.docx", "b.docx")
    assert "电话***********" in result.proof.document.text and "个人信息已遮盖 1" in told(result)
    result = of_sample("drawn.docx")
    assert any("SmartArt 1" in line and "1 处" in line for line in result.left)


def test_a_telling_alternate_text_is_emptied_and_another_named() -> None:
    pictures = "".join(
        f'<w:r><w:drawing><docPr descr="{said}"/></w:drawing></w:r>' for said in ("现场", f"电话{MOBILE}")
    )
    result = cleaned(word(par(run("正文"), pictures)), "a.docx", "b.docx")
    assert [part.text for part in result.proof.document.parts if part.kind == "alternate-text"] == ["现场"]
    assert "图片的替代文字已清空 1" in told(result) and "现场" in result.left[0]


TEXTS = [
    ("政府工作报告\n电话13800138000\n", "政府工作报告\n电话***********\n"),
    ("本文档编辑密码：wsx2023\n", "本文档编辑密码：*******\n"),
    ("全\u200b市\u202e增长\x075%\n", "全市增长5%\n"),
    ("手机138\u200b0013\u200b8000\n", "手机***********\n"),
    ("##paidbegin##（五）促进产销对接。\n##paidend##\n完\n", "（五）促进产销对接。\n完\n"),
    ("首页 > 政务公开 > 工作报告\n2023年工作总结\n下载\n打印\n全屏\n收藏\n", "2023年工作总结\n"),
    ("安全利用率{{数据}}，（待补充）\n", "安全利用率{{数据}}，（待补充）\n"),
    ("整合企业，成为VIP会员可阅读全文，平台转型。\n", "整合企业，平台转型。\n"),
    ("统筹推进密码产业发展，政务热线12345。\n", "统筹推进密码产业发展，政务热线12345。\n"),
]


@pytest.mark.parametrize(("before", "after"), TEXTS)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_texts(before: str, after: str, encoding: str, ends: str) -> None:
    # So short a text would be told in no encoding, and a control character in it would be noise.
    more = "各位代表，现在报告工作。\n" * 9
    before, after = before + more, after + more
    result = cleaned(before.replace("\n", ends).encode(encoding), "a.txt", "b.txt")
    marked = encoding in ("utf-8-sig", "utf-16")
    assert result.data.decode("utf-8-sig" if marked else "utf-8") == after.replace("\n", ends)
    assert result.data.startswith(b"\xef\xbb\xbf") == marked


@given(st.text(max_size=200))
def test_a_text_without_anything_to_clean_stays(text: str) -> None:
    data = f"工作报告\n{text}".encode("utf-8", "replace")
    try:
        once = clean(data, "a.txt", "b.txt")
    except UnreadableInput:
        return
    again = clean(once.data, "b.txt", "c.txt")
    assert again.data == once.data


PAGE = (
    "<!DOCTYPE html><html><head><meta charset=utf-8><title>工作报告</title><meta name=author content=王晓敏></head>"
    "<body><div><p>各位代表：现在报告工作，请予审议，并请各位委员提出意见和建议。</p>{}"
    "<p>过去一年，全县经济增长，民生改善，各项事业取得新进展；新开工项目增多。</p></div>"
    "<script>var a = '<b>' + 1;</script></body></html>"
)
# a piece of the article, the piece afterwards
PIECES = [
    ("<p>联系人手机：138<b>0013</b>8000，欢迎来电。</p>", "<p>联系人手机：***<b>****</b>****，欢迎来电。</p>"),
    ("<p>登录密码：<span>wsx</span>2023</p>", "<p>登录密码：<span>***</span>****</p>"),
    ("<p>甲\u200b<b>乙\u00ad</b></p>", "<p>甲<b>乙</b></p>"),
    ("<p>甲<!-- 王主任：再核对 -->乙</p>", "<p>甲乙</p>"),
    ("<p>增<del>3%</del><ins cite=x>4%</ins>。</p>", "<p>增4%。</p>"),
    ("<p>甲<span style='display:none'>内部</span>乙</p>", "<p>甲乙</p>"),
    ("<p><!--[if gte mso 9]><xml><o:Author>李四</o:Author></xml><![endif]-->甲</p>", "<p>甲</p>"),
    ("<p>增<s>3%</s><strike>5%</strike>4%</p>", "<p>增4%</p>"),
    ("<p>增<span style='text-decoration: line-through'><b>3</b>%</span>4%</p>", "<p>增4%</p>"),
    ("<p>增<mark>3%</mark><span style='font-size:1em;background:yellow'>4%</span></p>",
     '<p>增3%<span style="font-size:1em">4%</span></p>'),
    ("<p>增<span style='background:#f00;color:#fff'>4%</span></p>", "<p>增<span>4%</span></p>"),
    ("<p><img src='file:///C:/Users/li/1.png' alt='现场'>甲</p>", '<p><img alt="现场">甲</p>'),
    ("<p><a href='http://www.example.com/?a=1&amp;b=2'>甲</a></p>",
     '<p><a href="http://www.example.com/?a=1&amp;b=2">甲</a></p>'),
]  # fmt: skip


@pytest.mark.parametrize(("before", "after"), PIECES)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_pages(before: str, after: str, encoding: str) -> None:
    result = cleaned(PAGE.format(before).encode(encoding), "a.html", "b.html")
    text = result.data.decode(encoding)
    assert after in text and "王晓敏" not in text
    assert text.lower().startswith("<!doctype html>") and "var a = '<b>' + 1;" in text
    assert not result.proof.reaches("medium")


def test_a_page_keeps_its_encoding_and_gets_no_document_type() -> None:
    text = of_sample("page-gb.html").data.decode("gb18030")
    assert text.startswith("<html>") and "charset=gb2312" in text and "utf-8" not in text.lower()


IN_THE_TEXT_WORDS = [part_name(kind) for kind in IN_THE_TEXT]


@pytest.mark.parametrize(
    "name",
    [
        "writer.pdf",
        "writer.doc",
        "writer.rtf",
        "writer.docx",
        "page-changed.html",
        "marked.doc",
        "marked.rtf",
        "marked.docx",
        "marked.html",
    ],
)
@pytest.mark.parametrize("ending", [".txt", ".docx"])
def test_other_formats_give_their_text(name: str, ending: str) -> None:
    before = from_bytes((SAMPLES / name).read_bytes(), name)
    result = cleaned((SAMPLES / name).read_bytes(), name, f"out{ending}")
    assert result.proof.document.source.format == ending[1:]
    assert result.proof.document.text.split() == without_struck(before).split()
    if ending == ".txt" or not name.endswith(".docx"):
        assert not any(f"{kind}没有带进副本" in told(result) for kind in IN_THE_TEXT_WORDS)
    assert result.left or (name, ending) in (("writer.docx", ".docx"), ("marked.docx", ".docx"))


@pytest.mark.parametrize(
    ("name", "target", "said"),
    [
        ("boxes.pdf", "out.pdf", "原始的 Word 文件"),
        ("macros.docm", "out.docm", ".docx"),
        ("writer.doc", "out.doc", ".docx"),
        ("page-gb.html", "out.pdf", ".html"),
        ("writer.docx", "out", ".docx"),
    ],
)
def test_what_cannot_be_made_is_refused(name: str, target: str, said: str) -> None:
    with pytest.raises(NotCleanable, match=said):
        clean((SAMPLES / name).read_bytes(), name, target)


@pytest.mark.parametrize("data", [b"PK\x03\x04broken", word("<w:p/>")[:-90], b""])
def test_a_broken_file_is_one_line(data: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.docx").write_bytes(data)
    code = command(tmp_path / "a.docx", tmp_path / "b.docx")
    assert code == 2
    assert capsys.readouterr().err.count("\n") == 1
    assert not (tmp_path / "b.docx").exists()


def command(source: Path, target: Path, *options: str) -> int | str | None:
    with pytest.raises(SystemExit) as stopped:
        main(["clean", str(source), "-o", str(target), *options])
    return stopped.value.code


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source, target = tmp_path / "报告 1.txt", tmp_path / "-清理.txt"
    source.write_text("某县工作报告\n登录密码：wsx2023\n（待补充）\n", encoding="utf-8")
    assert command(source, target) == 0
    said = capsys.readouterr().out
    assert "密码、密钥已遮盖：1 处（第 2 行）" in said and "RM402" in said and "wsx2023" not in said
    assert "wsx2023" not in target.read_text(encoding="utf-8") and "wsx2023" in source.read_text(encoding="utf-8")
    assert command(source, target, "--fail-on", "medium") == 1
    assert command(source, source) == 2
    assert "wsx2023" in source.read_text(encoding="utf-8")
    assert command(source, tmp_path / "none" / "a.txt") == 2


def test_a_mark_of_secrecy_is_left_and_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert command(SAMPLES / "writer.docx", tmp_path / "a.docx") == 1
    assert "RM701" in capsys.readouterr().out


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("name", WORD)
def test_libreoffice_opens_it(name: str, tmp_path: Path) -> None:
    result = of_sample(name)
    (tmp_path / "a.docx").write_bytes(result.data)
    home = f"-env:UserInstallation=file://{tmp_path}/home"
    command = [
        "soffice",
        home,
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(tmp_path),
        str(tmp_path / "a.docx"),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    shown = "".join(from_bytes((tmp_path / "a.pdf").read_bytes(), "a.pdf").text.split())
    assert "政府工作报告" in shown and "内部掌握" not in shown
