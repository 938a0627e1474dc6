"""Rich text (.rtf): its text, the author's properties, and what could not be looked into. striprtf reads the text."""

from __future__ import annotations

import re

from reportmine.errors import UnreadableInput
from reportmine.messages import tr
from reportmine.readers.document import Content, Part
from reportmine.readers.docx.surface import property_name
from reportmine.readers.optional import require

_PROPERTIES = {
    "title": "title", "subject": "subject", "author": "creator", "operator": "lastModifiedBy", "company": "Company",
    "manager": "Manager", "keywords": "keywords", "doccomm": "description",
}  # fmt: skip


def read(data: bytes) -> Content:
    """The content of a rich text file.

    Raises:
        UnreadableInput: broken, or striprtf is not installed.
    """
    striprtf = require("striprtf.striprtf", "RTF")
    written = data.decode("latin-1")
    parts = [
        Part(kind="metadata", text=said, place=tr("文档属性：{name}", name=property_name(name)))
        for key, name in _PROPERTIES.items()
        if (said := _property(written, key, striprtf))
    ]
    try:
        text = striprtf.rtf_to_text(written, encoding="gb18030", errors="replace")
    except (ValueError, LookupError, IndexError, RecursionError, OverflowError) as error:
        raise UnreadableInput(tr("RTF 文件已损坏，无法读取；请用 Word 或 WPS 打开并另存为 .docx")) from error
    unchecked = (tr("RTF 中的修订、批注和隐藏文字没有检查；请另存为 .docx 再查"),)
    return Content(text=text, encoding="utf-8", parts=tuple(parts), unchecked=unchecked)


def _property(written: str, key: str, striprtf: object) -> str:
    match = re.search(rf"\{{\\{key} ([^{{}}]{{0,500}})\}}", written[:100_000])
    if not match:
        return ""
    return str(striprtf.rtf_to_text(match[1], encoding="gb18030", errors="replace")).strip()  # type: ignore[attr-defined]
