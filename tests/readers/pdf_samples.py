"""Samples made by reportlab, fpdf2 and pikepdf: PDFs that hide text, carry files, are scanned, encrypted or turned."""

from __future__ import annotations

import io
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

FONT = "STSong-Light"
LONG = (
    "过去一年，我们坚持稳中求进工作总基调，统筹推进各项工作，全县经济运行总体平稳，城乡面貌持续改善，"
    "群众生活水平稳步提高，较好完成了县人民代表大会确定的主要目标任务。"
)


def make(folder: Path) -> None:
    """Writes the PDF samples."""
    (folder / "boxes.pdf").write_bytes(_boxes())
    (folder / "attached.pdf").write_bytes(_attached())
    (folder / "scanned.pdf").write_bytes(_scanned("", ""))
    (folder / "mixed.pdf").write_bytes(_scanned(LONG, ""))
    (folder / "recognised.pdf").write_bytes(_scanned(LONG, LONG[20:]))
    (folder / "encrypted.pdf").write_bytes(_saved(_boxes(), password="abc123"))
    (folder / "turned.pdf").write_bytes(_saved(_boxes(), turn=90))
    (folder / "stamped.pdf").write_bytes(_stamped())
    (folder / "broken-xref.pdf").write_bytes(_boxes().replace(b"startxref\n", b"startxref\n9"))


def _canvas(file: io.BytesIO) -> Any:
    from reportlab.lib.pagesizes import A4
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    canvas = Canvas(file, pagesize=A4, invariant=1)
    canvas.setFont(FONT, 16)
    return canvas


def _boxes() -> bytes:
    file = io.BytesIO()
    canvas = _canvas(file)
    canvas.setAuthor("陈某")
    canvas.setTitle("名单（内部）")
    canvas.setSubject("救助")
    canvas.drawString(100, 760, "困难群众救助名单")
    canvas.drawString(100, 720, "联系人：")
    canvas.drawString(170, 720, "刘大壮13900139000")
    canvas.rect(168, 714, 180, 22, stroke=0, fill=1)
    canvas.setFillColorRGB(1, 1, 1)
    canvas.drawString(100, 680, "白底白字")
    canvas.setFillColorRGB(0.1, 0.2, 0.5)
    canvas.rect(90, 630, 300, 30, stroke=0, fill=1)
    canvas.setFillColorRGB(1, 1, 1)
    canvas.drawString(100, 640, "深色底上的白字看得见")
    canvas.setFillColorRGB(0, 0, 0)
    canvas.drawString(100, 900, "版面之上的文字")
    canvas.saveState()
    text = canvas.beginText(100, 600)
    text.setFont(FONT, 16)
    text.setTextRenderMode(3)
    text.textOut("不描边不填充的文字")
    canvas.drawText(text)
    canvas.restoreState()
    canvas.setFillAlpha(0.3)
    canvas.setFillColorRGB(1, 1, 0)
    canvas.drawString(100, 560, " ")
    canvas.rect(95, 555, 200, 22, stroke=0, fill=1)
    canvas.setFillAlpha(1)
    canvas.setFillColorRGB(0, 0, 0)
    canvas.drawString(100, 560, "荧光笔下的文字看得见")
    canvas.beginForm("stamp")
    canvas.setFont(FONT, 16)
    canvas.drawString(0, 0, "套用的文字")
    canvas.setFillColorRGB(0, 0, 0)
    canvas.drawString(150, 0, "套用里盖住的")
    canvas.rect(148, -5, 120, 22, stroke=0, fill=1)
    canvas.endForm()
    canvas.saveState()
    canvas.translate(100, 500)
    canvas.doForm("stamp")
    canvas.restoreState()
    canvas.textAnnotation("此页对外发布前删除", Rect=[400, 740, 420, 760], addtopage=1)
    canvas.showPage()
    canvas.save()
    return file.getvalue()


def _stamped() -> bytes:
    """Two pages with a watermark and links, and properties in every place a PDF has for them."""
    import pikepdf

    file = io.BytesIO()
    canvas = _canvas(file)
    canvas.setAuthor("陈某")
    for page in range(2):
        canvas.setFont(FONT, 16)
        for row in range(4):
            canvas.drawString(80, 700 - 28 * row - 100 * page, LONG[27 * row : 27 * row + 27])
        canvas.linkURL("http://192.168.1.20:8080/oa/doc?id=7", (80, 755, 300, 780), relative=0)
        if page:
            canvas.linkURL("http://www.example.invalid/", (80, 700, 300, 720), relative=0)
        canvas.saveState()
        canvas.setFillColorRGB(0.85, 0.85, 0.85)
        canvas.translate(150, 350)
        canvas.rotate(45)
        canvas.setFont(FONT, 60)
        canvas.drawString(0, 0, "内部资料 不得外传")
        canvas.restoreState()
        canvas.showPage()
    canvas.save()
    opened = pikepdf.open(io.BytesIO(file.getvalue()))
    opened.docinfo["/Company"] = "某某县政府办公室"
    opened.docinfo["/来文字号"] = "某政办函〔2024〕9号"
    opened.docinfo["/Reviewer"] = "王五"
    opened.pages[0].Annots.append(
        opened.make_indirect(
            pikepdf.Dictionary(
                Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[80, 600, 200, 620], Border=[0, 0, 0],
                A=pikepdf.Dictionary(S=pikepdf.Name.Launch, F="D:\\信访\\台账.xls"),
            )
        )
    )  # fmt: skip
    with opened.open_metadata(set_pikepdf_as_editor=False) as packet:
        packet["dc:creator"] = ["陈某", "刘某"]
        packet["dc:title"] = "邻县人民政府工作报告"
        packet["pdfx:Department"] = "综合科"
    made = io.BytesIO()
    opened.save(made, deterministic_id=True)
    return made.getvalue()


def _attached() -> bytes:
    import fpdf
    import pikepdf

    pdf = fpdf.FPDF()
    pdf.set_creation_date(datetime(2025, 1, 1, tzinfo=timezone.utc))
    pdf.add_page()
    pdf.set_font("helvetica", size=14)
    pdf.cell(text="GDP 2024: 5.3%", new_x="LMARGIN", new_y="NEXT")
    pdf.set_y(80)
    pdf.cell(text="Growth of 5.3% in 2024", new_x="LMARGIN", new_y="NEXT")
    pdf.embed_file(bytes="姓名,身份证号\n".encode(), basename="名单.csv")
    pdf.free_text_annotation("see the list", x=20, y=60, w=60, h=10)
    opened = pikepdf.open(io.BytesIO(bytes(pdf.output())))
    box = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Square, Rect=[20, 780, 300, 830], IC=[0, 0, 0], C=[0, 0, 0],
    )  # fmt: skip
    opened.pages[0].Annots.append(opened.make_indirect(box))
    made = io.BytesIO()
    opened.save(made, deterministic_id=True)
    return made.getvalue()


def _scanned(*pages: str) -> bytes:
    """Pages that are a picture each, with the text that was recognised in it."""
    from PIL import Image
    from reportlab.lib.utils import ImageReader

    file = io.BytesIO()
    canvas = _canvas(file)
    picture = ImageReader(Image.new("L", (60, 80), 220))
    for recognised in pages:
        canvas.drawImage(picture, 0, 0, 595, 842)
        text = canvas.beginText(80, 700)
        text.setFont(FONT, 16)
        text.setTextRenderMode(3)
        for at in range(0, len(recognised), 27):
            text.textLine(recognised[at : at + 27])
        if recognised:
            canvas.drawText(text)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def _saved(data: bytes, password: str = "", turn: int = 0) -> bytes:
    import pikepdf

    opened = pikepdf.open(io.BytesIO(data))
    for page in opened.pages:
        if turn:
            page.rotate(turn, relative=True)
    made = io.BytesIO()
    if password:
        opened.save(made, encryption=pikepdf.Encryption(owner=password, user=password))
    else:
        opened.save(made, deterministic_id=True)
    return made.getvalue()
