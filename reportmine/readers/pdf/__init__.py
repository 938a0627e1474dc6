"""PDF: the text in paragraphs joined again over lines and pages, and what lies under, outside of or behind it.

``read`` is the reader; read next: ``hidden.py`` (covered and invisible text), ``lines.py`` (characters to lines),
``paragraphs.py`` (lines to paragraphs) and ``surface.py`` (properties, notes, attachments). pypdfium2 opens the file.
"""

from __future__ import annotations

from typing import Any

from reportmine.errors import UnreadableInput
from reportmine.messages import tr
from reportmine.readers.document import Content, Part
from reportmine.readers.pdf.hidden import hidden_text
from reportmine.readers.pdf.lines import Sheet, lines_of, read_sheet
from reportmine.readers.pdf.paragraphs import to_content
from reportmine.readers.pdf.surface import attachments, links, notes, properties

#: A report has 16 to 60 pages; a yearbook of a thousand is not read as one report.
MAX_PAGES = 1_000


def read(data: bytes) -> Content:
    """The content of a PDF.

    Raises:
        UnreadableInput: broken, encrypted, without any text (a scan), or too long.
    """
    import pypdfium2 as pdfium

    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        raise _unreadable(error) from error
    try:
        if len(document) > MAX_PAGES:
            raise UnreadableInput(
                tr("PDF 有 {pages} 页，超过一次能读的 {limit} 页", pages=len(document), limit=MAX_PAGES)
            )
        return _content(document, data)
    except pdfium.PdfiumError as error:
        raise _unreadable(error) from error
    finally:
        document.close()


def _content(document: Any, data: bytes) -> Content:
    parts: list[Part] = list(properties(document, data)) + list(attachments(document))
    slanted: set[str] = set()
    unchecked: list[str] = []
    sheets: list[Sheet] = []
    for number in range(1, len(document) + 1):
        page = document[number - 1]
        textpage = page.get_textpage()
        hidden = hidden_text(page, textpage, number)
        sheet = read_sheet(textpage, hidden.frame)
        parts += hidden.parts + list(notes(page, number)) + list(links(document, page, number))
        if hidden.has_picture and not sheet.rows:
            unchecked.append(tr("第 {number} 页只有图像，没有文字，没有检查", number=number))
        elif hidden.has_picture:
            unchecked.append(tr("第 {number} 页的图片中的文字没有检查", number=number))
        if hidden.given_up:
            unchecked.append(tr("第 {number} 页图形太多，没有检查遮盖的文字", number=number))
        if sheet.slanted and sheet.slanted not in slanted:
            slanted.add(sheet.slanted)
            place = tr("第 {number} 页斜排的文字（水印或图章）", number=number)
            parts.append(Part(kind="header", text=sheet.slanted, place=place))
        sheets.append(sheet)
        textpage.close()
        page.close()
    if not any(sheet.rows for sheet in sheets) and not any(
        part.kind in ("covered", "page-colour", "hidden") for part in parts
    ):
        raise UnreadableInput(
            tr("PDF 里没有文字（可能是扫描件），无法检查；请先用 WPS 或其他软件识别文字，另存为 Word 或文本")
        )
    if document.count_attachments():
        unchecked.append(tr("{count} 个附加文件的内容没有检查", count=document.count_attachments()))
    return to_content(lines_of(sheets), parts, unchecked)


def _unreadable(error: Exception) -> UnreadableInput:
    if "password" in str(error).lower():
        return UnreadableInput(tr("PDF 加了密码，无法读取；请去掉密码后再试"))
    return UnreadableInput(tr("PDF 已损坏或不完整；请重新下载，或在原来的软件里重新导出后再试"))
