"""What a PDF holds besides its pages: properties, notes, links and attachments."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from reportmine.messages import tr
from reportmine.readers.document import Part
from reportmine.readers.docx.surface import document_property
from reportmine.readers.pdf.packet import own_keys, packet_properties
from reportmine.readers.pdf.strings import address_text, annotation_text, metadata_text

# Properties that tell of programs and times, not of people and papers.
_HARMLESS = {"Producer", "Creator", "CreationDate", "ModDate", "Trapped", "SourceModified", "GTS_PDFXVersion"}
_NAMED = {"title", "author", "subject", "keywords", "company", "manager", "category", "comments"}


def properties(document: Any, data: bytes) -> Iterator[Part]:
    """Title, author, subject, keywords and what a program or an office added, in either place a PDF has for them."""
    found: list[tuple[str, str]] = []
    for key in (*document.METADATA_KEYS, *own_keys(data)):
        said = "" if key in _HARMLESS else metadata_text(document, key).strip()
        if said:
            found.append((key.lower() if key.lower() in _NAMED else f"custom:{_name(key)}", said))
    told: set[tuple[str, str]] = set()
    for name, said in (*found, *packet_properties(data)):
        # The same in both places but for what parts two authors.
        same = (name, re.sub(r"[\s;；,，]+", " ", said))
        if same not in told:
            told.add(same)
            yield _property(name, said)


def _name(key: str) -> str:
    try:
        return key.encode("latin-1").decode("utf-8")
    except UnicodeDecodeError:
        return key


def _property(name: str, said: str) -> Part:
    if not name.startswith("custom:"):
        return document_property(name, said)
    key = name.removeprefix("custom:")
    return Part(kind="metadata", text=said, place=tr("自定义属性：{name}", name=key), name=name)


def links(document: Any, page: Any, number: int) -> Iterator[Part]:
    """Where the links on a page lead to outside of the file, each address once."""
    import pypdfium2.raw as raw

    seen: set[str] = set()
    for index in range(raw.FPDFPage_GetAnnotCount(page)):
        annotation = raw.FPDFPage_GetAnnot(page, index)
        if raw.FPDFAnnot_GetSubtype(annotation) == raw.FPDF_ANNOT_LINK:
            said = address_text(document, raw.FPDFAnnot_GetLink(annotation))
            if said and said not in seen:
                seen.add(said)
                yield Part(kind="field", text=said, place=tr("第 {number} 页的链接", number=number))
        raw.FPDFPage_CloseAnnot(annotation)


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
