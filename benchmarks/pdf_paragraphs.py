"""What share of the paragraphs of a report comes back whole from a PDF of it, for the ways offices lay reports out.

    python benchmarks/pdf_paragraphs.py [REPORT.txt...]        # default: ten of ../shared/reports

Every report is written as a Word document in every layout, LibreOffice prints it, and the reader reads the PDF. A
paragraph is whole when a line of the text read is that paragraph, white space apart. Needs python-docx, soffice and a
Chinese font. Prints one table: all paragraphs, and those alone that take more than one line.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared" / "reports"
TITLE = "关于某某县二〇二五年国民经济和社会发展计划执行情况与二〇二六年国民经济和社会发展计划草案的工作报告"
TABLE = [
    ["指标", "单位", "目标", "完成"],
    ["地区生产总值", "亿元", "520", "531.6"],
    ["粮食总产量", "万吨", "48", "49.2"],
]
_HEADING = re.compile(r"[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）|\d{1,2}[.．]")


class Layout(NamedTuple):
    """How the paragraphs of a document are set."""

    font: str = "AR PL SungtiL GB"
    size: float = 16
    indent: float = 2
    typed_indent: bool = False
    justified: bool = True
    exact: float | None = 29
    lines: float = 1.0
    after: float = 0
    header: str | None = None
    number: str = "— {} —"
    table_every: int = 0
    columns: int = 1
    margins: tuple[float, float] = (2.8, 2.6)
    bold_headings: bool = False
    centred_headings: bool = False


LAYOUTS = {
    "GB/T 9704: 16 pt, exact 29 pt, — 1 —": Layout(),
    "16 pt, exact 28 pt, another font": Layout(font="WenQuanYi Micro Hei", exact=28),
    "12 pt, 1.5 lines, running head": Layout(size=12, exact=None, lines=1.5, header="县人民政府工作报告", number="{}"),
    "10.5 pt, single, narrow margins": Layout(size=10.5, exact=None, margins=(1.5, 1.5), number="第 {} 页"),
    "ragged right, indented": Layout(justified=False),
    "ragged right, indented, 12 pt, 1.5": Layout(size=12, exact=None, lines=1.5, justified=False),
    "indent typed as two spaces": Layout(typed_indent=True, indent=0),
    "justified, no indent": Layout(indent=0),
    "justified, no indent, 12 pt, space after": Layout(indent=0, size=12, exact=None, lines=1.5, after=8),
    "bold headings, a table every 15": Layout(table_every=15, bold_headings=True, number="-{}-"),
    "centred headings, 楷体": Layout(font="AR PL KaitiM GB", centred_headings=True, size=15, exact=26),
    "two columns, 10.5 pt": Layout(columns=2, size=10.5, exact=16, margins=(2, 2)),
    "ragged right, no indent": Layout(justified=False, indent=0),
    "ragged right, no indent, space after": Layout(justified=False, indent=0, exact=None, lines=1.5, size=12, after=8),
}  # fmt: skip


def written(paragraphs: list[str], layout: Layout, path: Path) -> list[str]:
    """Writes the document; gives the paragraphs it has."""
    import docx
    from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Cm, Pt

    document = docx.Document()
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = layout.font, Pt(layout.size)
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), layout.font)
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin, section.right_margin = Cm(layout.margins[0]), Cm(layout.margins[1])
    section.top_margin, section.bottom_margin = Cm(3.7), Cm(3.5)
    if layout.columns > 1:
        columns = section._sectPr.find(qn("w:cols"))
        columns.set(qn("w:num"), str(layout.columns))
    if layout.header:
        section.header.paragraphs[0].text = layout.header
    footer = section.footer.paragraphs[0]
    footer.alignment = ALIGN.CENTER
    before, after = layout.number.split("{}")
    footer.add_run(before)
    for kind, code in (("begin", ""), (None, "PAGE"), ("end", "")):
        run = footer.add_run()._r
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        element.text = code
        run.append(element)
    footer.add_run(after)

    def add(text: str, centred: bool = False, size: float | None = None, bold: bool = False) -> None:
        paragraph = document.add_paragraph()
        run = paragraph.add_run(("\u3000\u3000" if layout.typed_indent and not centred else "") + text)
        run.bold = bold or None
        form = paragraph.paragraph_format
        form.space_before, form.space_after = Pt(0), Pt(layout.after)
        if layout.exact and not size:
            form.line_spacing = Pt(layout.exact)
        else:
            form.line_spacing = layout.lines
        if centred:
            paragraph.alignment = ALIGN.CENTER
        else:
            paragraph.alignment = ALIGN.JUSTIFY if layout.justified else ALIGN.LEFT
            form.first_line_indent = Pt(layout.indent * layout.size)
        if size:
            run.font.size = Pt(size)

    add(TITLE, centred=True, size=layout.size + 6)
    kept = [TITLE]
    for at, text in enumerate(paragraphs, 1):
        heading = len(text) < 40 and bool(_HEADING.match(text)) and text[-1] not in "。；"
        add(text, centred=heading and layout.centred_headings, bold=heading and layout.bold_headings)
        kept.append(text)
        if layout.table_every and at % layout.table_every == 0:
            table: Any = document.add_table(rows=0, cols=4, style="Table Grid")
            for row in TABLE:
                for cell, said in zip(table.add_row().cells, row, strict=True):
                    cell.text = said
    document.save(str(path))
    return kept


def whole(paragraphs: list[str], text: str) -> tuple[int, int, int, int]:
    """Of the paragraphs: whole and all; of those of 45 characters and more: whole and all."""
    lines = Counter(_bare(line) for line in text.split("\n"))
    counts = [0, 0, 0, 0]
    for paragraph in map(_bare, paragraphs):
        found = lines[paragraph] > 0
        lines[paragraph] -= found
        longer = len(paragraph) >= 45
        for at, value in enumerate((found, 1, found and longer, longer)):
            counts[at] += value
    return counts[0], counts[1], counts[2], counts[3]


def _bare(text: str) -> str:
    return re.sub(r"\s+", "", text)


def reports(paths: list[Path]) -> dict[str, list[str]]:
    """The paragraphs of the reports by name, without the blank ones."""
    found = {}
    for path in paths:
        lines = (line.strip() for line in path.read_text(encoding="utf-8").split("\n"))
        found[path.stem] = [line for line in lines if _bare(line)]
    return found


def main() -> None:
    """Writes, prints, reads and counts."""
    from reportmine.readers import read

    arguments = [Path(name) for name in sys.argv[1:]]
    every = sorted(SHARED.glob("*/*.txt"))
    texts = reports(arguments or every[:: max(1, len(every) // 10)][:10])
    print(f"{len(texts)} reports, {sum(map(len, texts.values())):,} paragraphs a layout\n")
    print("| layout | whole | of those over a line |\n| --- | --- | --- |")
    for number, (name, layout) in enumerate(LAYOUTS.items()):
        folder = Path(tempfile.mkdtemp(prefix=f"layout{number}-"))
        kept = {stem: written(lines, layout, folder / f"{stem}.docx") for stem, lines in texts.items()}
        command = ["soffice", "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
        files = sorted(str(path) for path in folder.glob("*.docx"))
        subprocess.run([*command, *files], check=True, capture_output=True)
        counts = [whole(lines, read(folder / f"{stem}.pdf").text) for stem, lines in kept.items()]
        good, total, good_long, long = (sum(column) for column in zip(*counts, strict=True))
        print(f"| {name} | {good / total:.1%} | {good_long / long:.1%} |", flush=True)


if __name__ == "__main__":
    main()
