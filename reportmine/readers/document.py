"""What reading gives: the text of a file, where its pieces lie in the file, and what else a recipient can get at.

Pure data. A reader of one format gives a ``Content``; ``readers.read`` makes a ``Document`` of it.
Read next: ``docx/`` for the richest format.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from reportmine.model import Source

PartKind = Literal[
    "header", "footer", "inserted", "deleted", "moved", "comment", "hidden", "page-colour", "covered", "off-page",
    "metadata", "attachment", "alternate-text", "drawing", "field", "markup", "file-name", "struck", "highlighted",
]  # fmt: skip
BlockKind = Literal["paragraph", "table-row", "note", "text-box"]

#: Parts that stand in the running text as well: they are about what was done to it.
IN_THE_TEXT: tuple[PartKind, ...] = ("inserted", "moved", "struck", "highlighted")


class Block(msgspec.Struct, frozen=True, kw_only=True):
    """A stretch of ``Document.text`` (half-open, code points) and where it stands in the file.

    ``place`` is in words a person can follow: 第 3 页, 表格 2 第 1 行, 脚注 4.
    """

    start: int
    end: int
    kind: BlockKind
    place: str


class Part(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Something in the file besides its running text that whoever has the file can read.

    Those of ``IN_THE_TEXT`` are a stretch of the running text that something is said of.

    ``place`` says where, in words; ``anchor`` is the offset in ``Document.text`` that it belongs to, where there is
    one; ``author`` and ``date`` (ISO) are those of a comment or of a tracked change. ``name`` is the key of a property
    (kind ``metadata``), the same in every format: title, subject, author, last-modified-by, company, manager, template,
    keywords, comments, category, hyperlink-base, mail-merge, reviewer, history, creator, custom:<name>.
    """

    kind: PartKind
    text: str
    place: str
    anchor: int | None = None
    author: str | None = None
    date: str | None = None
    name: str | None = None


class Content(msgspec.Struct, frozen=True, kw_only=True):
    """What a reader makes of the bytes of a file. ``unchecked`` names, a line each, what it could not look into."""

    text: str
    encoding: str
    blocks: tuple[Block, ...] = ()
    parts: tuple[Part, ...] = ()
    unchecked: tuple[str, ...] = ()


class Document(msgspec.Struct, frozen=True, kw_only=True):
    """A text as read (line ends are ``\\n``, no byte order mark), its source, and the rest of what is in the file."""

    text: str
    source: Source
    blocks: tuple[Block, ...] = ()
    parts: tuple[Part, ...] = ()
    unchecked: tuple[str, ...] = ()
