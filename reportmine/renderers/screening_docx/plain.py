"""A Word document of a text that was in another format: a paragraph a line, titles bold in the middle, A4.

Takes the text, gives the XML with the pieces that say where each character went, as the reader of Word documents does.
"""

from __future__ import annotations

import re
from typing import Any

from reportmine.patterns import regex
from reportmine.readers.docx.body import Piece
from reportmine.readers.docx.names import W
from reportmine.renderers.screening_docx.package import packed
from reportmine.sections import find_structure

MAIN = "word/document.xml"

_ILLEGAL = regex("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_PARTS = {
    "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/{MAIN}" ContentType="{_TYPE}.document.main+xml"/>'
    f'<Override PartName="/word/styles.xml" ContentType="{_TYPE}.styles+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="{MAIN}"/></Relationships>',
    "word/_rels/document.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/styles" Target="styles.xml"/></Relationships>',
    # 仿宋 of size 三号, 28 points a line: what official papers are set in.
    "word/styles.xml": f'<w:styles xmlns:w="{W[1:-1]}"><w:docDefaults><w:rPrDefault><w:rPr>'
    '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="仿宋" w:cs="Times New Roman"/>'
    '<w:sz w:val="32"/><w:szCs w:val="32"/><w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault>'
    '<w:pPrDefault><w:pPr><w:spacing w:line="560" w:lineRule="exact"/><w:jc w:val="both"/></w:pPr></w:pPrDefault>'
    '</w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/><w:basedOn w:val="Normal"/>'
    '<w:pPr><w:spacing w:line="640" w:lineRule="exact"/><w:jc w:val="center"/></w:pPr>'
    '<w:rPr><w:b/><w:bCs/><w:sz w:val="44"/><w:szCs w:val="44"/></w:rPr></w:style></w:styles>',
    MAIN: f'<w:document xmlns:w="{W[1:-1]}"><w:body/></w:document>',
}  # fmt: skip


def package() -> bytes:
    """A Word document without text, to be given the one of ``document``."""
    return packed({name: (_HEAD + part).encode() for name, part in _PARTS.items()})


def document(text: str) -> tuple[Any, list[Piece]]:
    """The main part with a text, and its pieces."""
    from lxml import etree

    found = find_structure(text).paragraphs
    titles = {text.rfind("\n", 0, paragraph.start) + 1 for paragraph in found if paragraph.kind == "title"}
    root = etree.Element(f"{W}document", nsmap={"w": W[1:-1]})
    body = etree.SubElement(root, f"{W}body")
    pieces: list[Piece] = []
    start = 0
    for line in printable(text).split("\n"):
        paragraph = etree.SubElement(body, f"{W}p")
        if start in titles:
            properties = etree.SubElement(paragraph, f"{W}pPr")
            etree.SubElement(properties, f"{W}pStyle", {f"{W}val": "Title"})
        run = etree.SubElement(paragraph, f"{W}r") if line else None
        for said in re.findall("\t|[^\t]+", line):
            element = etree.SubElement(run, W + ("tab" if said == "\t" else "t"))
            if said != "\t":
                element.text = said
                element.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            pieces.append(Piece(start, said, element, run))
            start += len(said)
        start += 1
    section = etree.SubElement(body, f"{W}sectPr")
    etree.SubElement(section, f"{W}pgSz", {f"{W}w": "11906", f"{W}h": "16838"})
    margins = {"top": "2098", "right": "1474", "bottom": "1984", "left": "1588", "header": "851", "footer": "992",
               "gutter": "0"}  # fmt: skip
    etree.SubElement(section, f"{W}pgMar", {W + side: width for side, width in margins.items()})
    return root, pieces


def printable(text: str) -> str:
    """A text of the same length without what no XML may hold."""
    return _ILLEGAL.sub("\ufffd", text.replace("\v", " ").replace("\f", " "))
