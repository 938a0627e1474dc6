"""What a PDF holds besides its pages: properties, notes, links and attachments."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from reportmine.messages import tr
from reportmine.readers.document import Part
from reportmine.readers.pdf.strings import annotation_text

# Properties that tell of programs and times, not of people and papers.
_HARMLESS = {"Producer", "Creator", "CreationDate", "ModDate", "Trapped"}


def properties(document: Any) -> Iterator[Part]:
    """Title, author, subject and keywords as the file has them."""
    names = {"Title": tr("标题"), "Author": tr("作者"), "Subject": tr("主题"), "Keywords": tr("关键词")}
    for key in document.METADATA_KEYS:
        said = "" if key in _HARMLESS else _decoded(document.get_metadata_value, key)
        if said.strip():
            yield Part(kind="metadata", text=said.strip(), place=tr("文档属性：{name}", name=names.get(key, key)))


def attachments(document: Any) -> Iterator[Part]:
    """The files attached to the PDF, by name."""
    for index in range(document.count_attachments()):
        name = _decoded(document.get_attachment(index).get_name)
        yield Part(kind="attachment", text=name or "?", place=tr("附加的文件"))


def _decoded(read: Callable[..., str], *arguments: str) -> str:
    """What pypdfium2 reads; it lets broken UTF-16 through as an error."""
    try:
        return read(*arguments)
    except UnicodeDecodeError:
        return ""


def notes(page: Any, number: int) -> Iterator[Part]:
    """Notes and comments on a page with their author, and what its form fields hold."""
    import pypdfium2.raw as raw

    for index in range(raw.FPDFPage_GetAnnotCount(page)):
        annotation = raw.FPDFPage_GetAnnot(page, index)
        subtype = raw.FPDFAnnot_GetSubtype(annotation)
        said, author, entered = (annotation_text(annotation, key) for key in (b"Contents", b"T", b"V"))
        raw.FPDFPage_CloseAnnot(annotation)
        if subtype == raw.FPDF_ANNOT_WIDGET:
            if entered:
                yield Part(kind="field", text=entered, place=tr("第 {number} 页的表单", number=number))
        elif said and subtype not in (raw.FPDF_ANNOT_LINK, raw.FPDF_ANNOT_POPUP):
            place = tr("第 {number} 页的注释", number=number)
            yield Part(kind="comment", text=said, place=place, author=author or None)
