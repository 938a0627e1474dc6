"""PDF: the text in paragraphs joined again over lines and pages, and what lies under, outside of or behind it.

``read`` is the reader; read next: ``lines.py`` (characters to lines), ``paragraphs.py`` (lines to paragraphs) and
``surface.py`` (covered and invisible text, properties, attachments). pypdfium2 opens the file.
"""

from __future__ import annotations

from reportmine.errors import UnreadableInput
from reportmine.messages import tr
from reportmine.readers.document import Content, Part
from reportmine.readers.pdf.lines import read_lines
from reportmine.readers.pdf.paragraphs import to_content
from reportmine.readers.pdf.surface import attachments, hidden_text, is_scan, notes, properties

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
        return _content(document)
    finally:
        document.close()


def _content(document: object) -> Content:
    import pypdfium2 as pdfium

    assert isinstance(document, pdfium.PdfDocument)
    parts: list[Part] = list(properties(document)) + list(attachments(document))
    unchecked: list[str] = []
    pages = []
    for number, page in enumerate(document, 1):
        textpage = page.get_textpage()
        hidden = hidden_text(page, textpage, number)
        lines = read_lines(page, textpage, number, hidden.boxes)
        parts += hidden.parts + list(notes(page, number))
        if not lines and is_scan(page):
            unchecked.append(tr("第 {number} 页只有图像，没有文字，没有检查", number=number))
        pages.append(lines)
        textpage.close()
        page.close()
    if not any(pages):
        raise UnreadableInput(
            tr("PDF 里没有文字（可能是扫描件），无法检查；请先用 WPS 或其他软件识别文字，另存为 Word 或文本")
        )
    return to_content(pages, parts, unchecked)


def _unreadable(error: Exception) -> UnreadableInput:
    if "password" in str(error).lower():
        return UnreadableInput(tr("PDF 加了密码，无法读取；请去掉密码后再试"))
    return UnreadableInput(tr("PDF 已损坏或不完整，无法打开"))
