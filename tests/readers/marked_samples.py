"""Samples of what people do to a text by hand: struck through, highlighted, stamped with a watermark, drawn.

python-docx makes ``marked.docx``; LibreOffice turns it into ``marked.rtf``, ``.doc`` and ``.html``, and the rich text
back into ``marked-writer.docx``. ``drawn.docx`` has what stands in other parts of the archive: a chart, a SmartArt.
"""

from __future__ import annotations

import io
import subprocess
import tempfile
from pathlib import Path
from typing import Any

_SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
)
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_OFFICE = "application/vnd.openxmlformats-officedocument."


def make(folder: Path) -> None:
    """Writes the samples."""
    (folder / "marked.docx").write_bytes(_saved(_marked()))
    (folder / "drawn.docx").write_bytes(_saved(_drawn()))
    for form in ("rtf", "doc", "html"):
        _converted(folder / "marked.docx", form, folder / f"marked.{form}")
    _converted(folder / "marked.rtf", "docx", folder / "marked-writer.docx")


def _converted(source: Path, form: str, target: Path) -> None:
    with tempfile.TemporaryDirectory() as home:
        command = ["soffice", "--headless", f"-env:UserInstallation=file://{home}", "--convert-to", form]
        subprocess.run([*command, "--outdir", home, str(source)], check=True, capture_output=True)
        target.write_bytes((Path(home) / f"{source.stem}.{form}").read_bytes())


def _saved(document: Any) -> bytes:
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _xml(written: str) -> Any:
    from docx.oxml import parse_xml

    return parse_xml(written.replace(" SPACES", f" {_SPACES}", 1))


def _shaded(properties: Any, fill: str, pattern: str = "clear") -> None:
    properties.append(_xml(f'<w:shd SPACES w:val="{pattern}" w:color="auto" w:fill="{fill}"/>'))


def _marked() -> Any:
    import docx
    from docx.enum.text import WD_COLOR_INDEX

    document = docx.Document()
    document.core_properties.author = ""
    document.sections[0].header.paragraphs[0].text = "某某县人民政府"
    document.sections[0].header.paragraphs[0]._p.append(
        _xml(
            '<w:r SPACES><w:pict><v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800" '
            'path="m@7,l@8,m@5,21600l@6,21600e"><v:path textpathok="t"/><v:textpath on="t" fitshape="t"/></v:shapetype>'
            '<v:shape id="PowerPlusWaterMarkObject1" o:spid="_x0000_s2049" type="#_x0000_t136" '
            'style="position:absolute;width:400pt;height:100pt;rotation:315" fillcolor="silver" stroked="f">'
            '<v:fill opacity=".5"/>'
            '<v:textpath style="font-family:&quot;SimSun&quot;;font-size:1pt" string="内部资料"/>'
            "</v:shape></w:pict></w:r>"
        )
    )
    document.add_heading("某某县2025年政府工作报告", 0)
    struck = document.add_paragraph("地区生产总值增长")
    struck.add_run("5.2%").font.strike = True
    struck.add_run("5.6%，粮食总产量")
    struck.add_run("四十六").font.double_strike = True
    struck.add_run("万吨").font.double_strike = True
    struck.add_run("四十八万吨。")
    coloured = document.add_paragraph("一般公共预算收入")
    coloured.add_run("12.5亿元").font.highlight_color = WD_COLOR_INDEX.YELLOW
    coloured.add_run("，民生支出")
    _shaded(coloured.add_run("占比80%")._r.get_or_add_rPr(), "FFC000")
    coloured.add_run("，其中")
    _shaded(coloured.add_run("教育支出")._r.get_or_add_rPr(), "FFFFFF")
    coloured.add_run("稳定增长，")
    coloured.add_run("白色不算").font.highlight_color = WD_COLOR_INDEX.WHITE
    coloured.add_run("。")
    table = document.add_table(rows=2, cols=2, style="Table Grid")
    for row, said in enumerate((("指标", "完成"), ("财政收入", "21亿元"))):
        for column, text in enumerate(said):
            table.cell(row, column).text = text
    for column in range(2):
        _shaded(table.cell(0, column)._tc.get_or_add_tcPr(), "FFFF00")
    for said in (
        "各位代表，让我们同心同德、真抓实干，为建设更加美好的家乡而努力奋斗，以优异成绩向全县人民交上一份满意的答卷。",
        "过去一年，我们坚持稳中求进，统筹推进各项工作，全县经济运行总体平稳，城乡面貌持续改善。",
    ):
        document.add_paragraph(said)
    return document


def _drawn() -> Any:
    import docx
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    document = docx.Document()
    document.core_properties.author = ""

    def part(name: str, kind: str, relation: str, written: str) -> tuple[str, Part]:
        data = written.replace(" SPACES", f" {_SPACES}", 1).encode()
        made = Part(PackURI(name), _OFFICE + kind, data, document.part.package)
        return document.part.relate_to(made, _RELATION + relation), made

    def add(paragraph: Any, *written: str) -> None:
        for piece in written:
            paragraph._p.append(_xml(piece))

    run = '<w:r SPACES><w:t xml:space="preserve">{}</w:t></w:r>'
    inner = "<w:r><w:t>{}</w:t></w:r>"
    ruby = document.add_paragraph("我县辖")
    add(
        ruby,
        "<w:r SPACES><w:ruby><w:rubyPr><w:lid w:val='zh-CN'/></w:rubyPr><w:rt><w:r><w:t>Zōu</w:t></w:r></w:rt>"
        "<w:rubyBase><w:r><w:t>邹</w:t></w:r></w:rubyBase></w:ruby></w:r>",
        run.format("平镇。"),
    )
    wrapped = document.add_paragraph("由")
    add(
        wrapped,
        f"<w:smartTag SPACES w:uri='urn:x' w:element='place'>{inner.format('东乡')}</w:smartTag>",
        f"<w:customXml SPACES w:element='office'>{inner.format('财政局')}</w:customXml>",
        f"<w:sdt SPACES><w:sdtPr><w:text/></w:sdtPr><w:sdtContent>{inner.format('会同审计局')}</w:sdtContent></w:sdt>",
        f"<w:dir SPACES w:val='ltr'>{inner.format('牵头')}</w:dir>",
        f"<w:bdo SPACES w:val='ltr'>{inner.format('落实')}</w:bdo>",
        "<w:r SPACES><w:t>，编号A</w:t><w:noBreakHyphen/><w:t>1</w:t><w:softHyphen/><w:t>2</w:t>"
        "<w:ptab w:relativeTo='margin' w:alignment='right' w:leader='dot'/><w:t>见表</w:t></w:r>",
        "<w:r SPACES><w:sym w:font='Wingdings' w:char='F0FE'/><w:sym w:font='SimSun' w:char='2611'/></w:r>",
        "<m:oMath SPACES><m:r><m:t>x=1</m:t></m:r></m:oMath>",
    )
    art = document.add_paragraph("封面")
    add(
        art,
        '<w:r SPACES><w:pict><v:shape id="a1" style="width:300pt;height:60pt">'
        '<v:textpath style="font-size:36pt" string="工作汇报（送审稿）"/></v:shape></w:pict></w:r>',
    )
    chart, _ = part(
        "/word/charts/chart1.xml", "drawingml.chart+xml", "chart",
        "<c:chartSpace SPACES><c:chart><c:title><c:tx><c:rich><a:bodyPr/><a:p><a:r><a:t>各乡镇信访</a:t></a:r><a:r>"
        "<a:t>案件数</a:t></a:r></a:p></c:rich></c:tx></c:title><c:plotArea><c:layout/><c:barChart><c:barDir "
        "w:x='' val='col'/><c:ser><c:idx val='0'/><c:order val='0'/><c:tx><c:strRef><c:f>[台账.xlsx]表1!$B$1</c:f>"
        "<c:strCache><c:ptCount val='1'/><c:pt idx='0'><c:v>未办结</c:v></c:pt></c:strCache></c:strRef></c:tx><c:cat>"
        "<c:strRef><c:f>表1!$A$2</c:f><c:strCache><c:ptCount val='1'/><c:pt idx='0'><c:v>东乡镇</c:v></c:pt>"
        "</c:strCache></c:strRef></c:cat><c:val><c:numRef><c:f>表1!$B$2</c:f><c:numCache><c:ptCount val='1'/>"
        "<c:pt idx='0'><c:v>12</c:v></c:pt></c:numCache></c:numRef></c:val></c:ser></c:barChart></c:plotArea>"
        "</c:chart></c:chartSpace>".replace(" w:x=''", ""),
    )  # fmt: skip
    outside = "file:///D:\\信访\\台账.xlsx"
    drawing = (
        "<w:r SPACES><w:drawing><wp:inline><wp:extent cx='3600000' cy='1800000'/><wp:docPr id='{0}' name='图{0}'/>"
        "<a:graphic><a:graphicData uri='http://schemas.openxmlformats.org/drawingml/2006/{1}'>{2}</a:graphicData>"
        "</a:graphic></wp:inline></w:drawing></w:r>"
    )
    add(document.add_paragraph(), drawing.format(1, "chart", f"<c:chart r:id='{chart}'/>"))
    smart, _ = part(
        "/word/diagrams/data1.xml", "drawingml.diagramData+xml", "diagramData",
        "<dgm:dataModel SPACES><dgm:ptLst><dgm:pt modelId='1'><dgm:t><a:bodyPr/><a:p><a:r><a:t>组长：张三</a:t></a:r>"
        "</a:p></dgm:t></dgm:pt><dgm:pt modelId='2'><dgm:t><a:bodyPr/><a:p><a:r><a:t>电话13900139000</a:t></a:r></a:p>"
        "</dgm:t></dgm:pt></dgm:ptLst></dgm:dataModel>",
    )  # fmt: skip
    add(document.add_paragraph(), drawing.format(2, "diagram", f"<dgm:relIds r:dm='{smart}'/>"))
    document.part.relate_to(outside, _RELATION + "oleObject", is_external=True)
    document.add_paragraph("此致。")
    return document
