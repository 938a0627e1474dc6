"""Word 97–2003 and WPS documents (.doc, .wps): their text, changes, comments, hidden text, margins and properties.

Takes the bytes of an OLE file, gives its ``Content``. olefile opens the file; read next: ``word97.py`` (the characters
and what is said of them) and ``story.py`` (characters to text and parts).
"""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from typing import Any

from reportmine.errors import UnreadableInput
from reportmine.messages import tr
from reportmine.readers.doc.story import content_of
from reportmine.readers.doc.word97 import Word97
from reportmine.readers.document import Content, Part
from reportmine.readers.docx.surface import document_property
from reportmine.readers.optional import require

# The library's names of the properties that tell of people and papers -> ours.
_PROPERTIES = {
    "title": "title", "subject": "subject", "author": "author", "keywords": "keywords", "comments": "comments",
    "last_saved_by": "last-modified-by", "company": "company", "manager": "manager", "category": "category",
    "template": "template",
}  # fmt: skip
_CODEPAGES = {65001: "utf-8", 936: "gb18030", 950: "big5", 1200: "utf-16-le"}
# What a broken file makes the library and struct raise.
_BROKEN = (OSError, struct.error, ValueError, LookupError, TypeError, AttributeError, RecursionError)
_MACROS = {"vba", "_vba_project", "_vba_project_cur"}


def read(data: bytes) -> Content:
    """The content of a .doc or .wps file.

    Raises:
        UnreadableInput: encrypted, broken, not a text document, or olefile is not installed.
    """
    olefile = require("olefile", "DOC/WPS")
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as ole:
            names = [[name.lower() for name in path] for path in ole.listdir(streams=True, storages=True)]
            if ["encryptedpackage"] in names:
                raise _encrypted()
            if ["worddocument"] not in names:
                raise _other()
            word = Word97(ole.openstream("WordDocument").read(), lambda name: ole.openstream(name).read())
            if word.encrypted:
                raise _encrypted()
            parts = list(_properties(ole))
            return content_of(word, parts, list(_unchecked(names)))
    except _BROKEN as error:
        raise _other() from error


def _encrypted() -> UnreadableInput:
    return UnreadableInput(tr("文件加了密码，无法读取；请去掉密码后再试"))


def _other() -> UnreadableInput:
    return UnreadableInput(tr("不是 Word 或 WPS 文字文档，或已损坏；请打开后另存为 .docx 再试"))


def _properties(ole: Any) -> Iterator[Part]:
    try:
        found = ole.get_metadata()
    except _BROKEN:
        return  # the text is worth reading without them
    encoding = _CODEPAGES.get((found.codepage or 936) & 0xFFFF, "gb18030")
    for key, name in _PROPERTIES.items():
        value = getattr(found, key, None)
        said = value.decode(encoding, "replace") if isinstance(value, bytes) else str(value or "")
        said = said.rstrip("\0").strip()
        if said and not (name == "template" and said.startswith("Normal")):
            yield document_property(name, said)


def _unchecked(names: list[list[str]]) -> Iterator[str]:
    yield tr("旧格式（DOC/WPS）中的自动编号、图片和文字颜色没有检查；请另存为 .docx 再查")
    if any(set(path) & _MACROS for path in names):
        yield tr("文档含有宏，没有检查")
    files = sum(1 for path in names if len(path) == 2 and path[0] == "objectpool")
    if files:
        yield tr("{count} 个嵌入文件的内容没有检查", count=files)
