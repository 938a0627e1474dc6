"""OFD, the Chinese fixed-layout format (GB/T 33190): text in paragraphs joined again, and the document's properties.

ofdkit opens the file; its runs of text become lines and are joined like those of a PDF.
"""

from __future__ import annotations

from typing import Any

from reportmine.errors import UnreadableInput
from reportmine.messages import tr
from reportmine.readers.document import Content
from reportmine.readers.docx.surface import document_property
from reportmine.readers.optional import require
from reportmine.readers.pdf.lines import Bands, Frame, Piece, Sheet, lines_of, sheet_of
from reportmine.readers.pdf.paragraphs import to_content

_POINTS = 72 / 25.4  # in a millimetre


def read(data: bytes) -> Content:
    """The content of an OFD file.

    Raises:
        UnreadableInput: broken, without text, too large, or ofdkit is not installed.
    """
    ofdkit = require("ofdkit", "OFD")
    try:
        with ofdkit.open(data) as document:
            sheets = [_sheet(page) for page in document.pages]
            info = document.info
    except (ofdkit.OFDError, ValueError, KeyError, OSError) as error:
        raise UnreadableInput(tr("OFD 文件已损坏或无法读取；请用阅读器另存为 PDF 或 Word")) from error
    if not any(sheet.rows for sheet in sheets):
        raise UnreadableInput(tr("OFD 里没有文字（可能是扫描件），无法检查"))
    known = {"title": info.title, "author": info.author, "subject": info.subject, "comments": info.abstract}
    parts = [document_property(name, said) for name, said in known.items() if said]
    return to_content(lines_of(sheets), parts, [tr("OFD 的批注、附件和签章没有检查")])


def _sheet(page: Any) -> Sheet:
    """The text of a page; OFD counts from the top in millimetres, ours from the bottom in points."""
    height = page.height * _POINTS
    pieces = (
        Piece(
            text=run.text.strip(),
            left=run.x * _POINTS,
            right=(run.x + run.width) * _POINTS,
            base=height - run.y * _POINTS,
            size=run.size * _POINTS,
        )
        for run in page.runs
        if run.text.strip()
    )
    return sheet_of(pieces, Frame((0.0, 0.0, page.width * _POINTS, height), Bands(), Bands()))
