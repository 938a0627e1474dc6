"""Word documents (docx, docm, dotx): the text as the page shows it, and everything else that is in the file.

``read`` is the reader; read next: ``body.py`` (running text), then ``formatting.py`` (what can be
seen), ``numbering.py`` (automatic numbers) and ``surface.py`` (comments, properties, embedded files).
"""

from __future__ import annotations

from typing import Any, NamedTuple

from reportmine.errors import UnreadableInput
from reportmine.messages import tr
from reportmine.readers.archive import Archive
from reportmine.readers.document import Content
from reportmine.readers.docx.body import Body
from reportmine.readers.docx.formatting import Formatting
from reportmine.readers.docx.names import Links, W, relationships, root_of, target_of
from reportmine.readers.docx.numbering import Numbering
from reportmine.readers.docx.surface import (
    attachments,
    comments,
    drawings,
    embedded,
    margins,
    outside,
    people,
    properties,
    sources,
)


class Walked(NamedTuple):
    """A Word document whose running text was read: its parts, the main one by name and as XML, and the text.

    The XML has the names of the usual dialect, whichever the file is in.
    """

    archive: Archive
    main: str
    document: Any
    links: Links
    formatting: Formatting
    body: Body


def walk(data: bytes) -> Walked:
    """Reads the running text alone; what edits a file or writes comments into it starts here.

    Raises:
        UnreadableInput: see ``read``.
    """
    archive = Archive(data)
    main = target_of(archive, "", "officeDocument") or "word/document.xml"
    document = root_of(archive, main)
    if document is None or document.tag != f"{W}document":
        raise UnreadableInput(tr("这不是 Word 文档（可能是表格、演示文稿或压缩包）；请另存为 .docx 或 .txt"))
    links = relationships(archive, main)
    formatting = Formatting(document, links.part(archive, "styles"), links.part(archive, "settings"))
    body = Body(
        formatting,
        Numbering(links.part(archive, "numbering"), formatting),
        footnotes=links.part(archive, "footnotes"),
        endnotes=links.part(archive, "endnotes"),
        addresses=links.outside,
    )
    body.walk(document)
    return Walked(archive, main, document, links, formatting, body)


def read(data: bytes) -> Content:
    """The content of a Word document.

    Raises:
        UnreadableInput: broken, encrypted, too large, or an archive of another kind.
    """
    archive, main, document, links, formatting, body = walk(data)
    parts = [
        *body.parts,
        *comments(links.part(archive, "comments"), body.comment_anchors),
        *margins(archive, document, links, formatting),
        *properties(archive),
        *people(archive, main),
        *sources(archive, main),
        *drawings(archive),
        *attachments(archive),
    ]
    parts += outside(archive, main, {part.text for part in parts})
    return Content(
        text=body.text,
        encoding="utf-8",
        blocks=tuple(body.blocks),
        parts=tuple(parts),
        unchecked=(*embedded(archive), *([tr("嵌套太深的表格没有读取")] if body.too_deep else [])),
    )
