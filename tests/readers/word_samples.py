"""Samples made by python-docx: what its documents have that Writer's do not."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

_STRICT = {
    b"http://schemas.openxmlformats.org/wordprocessingml/2006/main": b"http://purl.oclc.org/ooxml/wordprocessingml/main",
    b"http://schemas.openxmlformats.org/officeDocument/2006/relationships":
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
}  # fmt: skip


def make(folder: Path) -> None:
    """Writes the samples of python-docx."""
    document = _document()
    document.save(str(folder / "python-docx.docx"))
    data = (folder / "python-docx.docx").read_bytes()
    (folder / "strict.docx").write_bytes(rewritten(data, _STRICT))
    (folder / "macros.docm").write_bytes(_with_macros(data))


def rewritten(data: bytes, words: dict[bytes, bytes], only: str = "") -> bytes:
    """A copy of an archive with words of its XML exchanged."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            part = old.read(entry)
            if entry.filename.startswith(only) and entry.filename.endswith((".xml", ".rels")):
                for word, other in words.items():
                    part = part.replace(word, other)
            new.writestr(entry.filename, part)
    return made.getvalue()


def _with_macros(data: bytes) -> bytes:
    main = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    made = io.BytesIO(rewritten(data, {main: b"application/vnd.ms-word.document.macroEnabled.main+xml"}))
    with zipfile.ZipFile(made, "a") as archive:
        archive.writestr("word/vbaProject.bin", b"\xd0\xcf\x11\xe0 no macros at all")
    return made.getvalue()


def _document() -> Any:
    import docx
    from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    document = docx.Document()
    core = document.core_properties
    core.author, core.last_modified_by, core.title = "周八", "吴九", "工作报告（送审稿）"
    core.comments, core.category = "", "请示件"
    document.settings.odd_and_even_pages_header_footer = True
    section = document.sections[0]
    section.different_first_page_header_footer = True
    section.first_page_header.paragraphs[0].text = "内部资料 注意保存"
    section.header.paragraphs[0].text = "某某县人民政府"
    section.even_page_header.paragraphs[0].text = "政府工作报告"
    section.footer.paragraphs[0].text = "某某县政府办公室印"

    def shade(properties: Any, fill: str) -> None:
        shading = OxmlElement("w:shd")
        shading.set(qn("w:val"), "clear")
        shading.set(qn("w:fill"), fill)
        properties.append(shading)

    document.add_heading("政府工作报告", 0)
    document.add_paragraph("完善服务", style="List Number")
    document.add_paragraph("优化环境", style="List Number")
    document.add_paragraph("要点", style="List Bullet")
    noted = document.add_paragraph("规模以上工业增加值增长")
    run = noted.add_run("百分之七")
    noted.add_run("。")
    document.add_comment(run, text="统计局口径为百分之六点八。", author="郑十", initials="郑")
    white = document.add_paragraph("公共预算支出三十亿元")
    white.add_run("（含上级转移支付）").font.color.rgb = RGBColor(255, 255, 255)
    hidden = white.add_run("账号为县财政专户")
    hidden.font.hidden = True
    white.add_run("小得看不见").font.size = Pt(1)
    style = document.styles.add_style("暗藏", 2)
    style.font.hidden = True
    white.add_run("样式里的隐藏", style="暗藏")
    white.add_run("。")
    table = document.add_table(rows=3, cols=3, style="Table Grid")
    for row, said in enumerate((("项目", "责任单位", "期限"), ("学校改造", "教育局", "年底"), ("合计", "", ""))):
        for column, text in enumerate(said):
            table.cell(row, column).text = text
    head = table.cell(0, 0)
    shade(head._tc.get_or_add_tcPr(), "1F3864")
    head.paragraphs[0].runs[0].font.color.rgb = RGBColor(255, 255, 255)
    table.cell(2, 0).merge(table.cell(2, 1))
    inner = table.cell(2, 2).add_table(rows=1, cols=2)
    inner.cell(0, 0).text, inner.cell(0, 1).text = "中央", "地方"
    tall = document.add_table(rows=2, cols=2)
    tall.cell(0, 0).merge(tall.cell(1, 0)).text = "上下合并"
    tall.cell(0, 1).text, tall.cell(1, 1).text = "上", "下"
    package = Part(
        PackURI("/word/embeddings/oleObject1.bin"), CONTENT_TYPE.OFC_OLE_OBJECT, b"name list", document.part.package
    )
    document.part.relate_to(package, RELATIONSHIP_TYPE.OLE_OBJECT)
    document.add_paragraph("此致。")
    return document
