"""Word 97–2003 and WPS documents (.doc, .wps): their text, properties, and what could not be looked into.

Takes the bytes of an OLE file, gives its ``Content``. legacy-doc reads the text; the format lets nothing through of
which run is hidden or was changed, and that is said.
"""

from __future__ import annotations

from reportmine.errors import UnreadableInput
from reportmine.messages import tr
from reportmine.readers.document import Content, Part
from reportmine.readers.docx.surface import property_name
from reportmine.readers.optional import require

# The library's names of the properties that tell of people and papers -> Word's.
_PROPERTIES = {
    "title": "title", "subject": "subject", "author": "creator", "keywords": "keywords", "comments": "description",
    "last_author": "lastModifiedBy", "company": "Company", "manager": "Manager", "category": "category",
    "template": "Template",
}  # fmt: skip


def read(data: bytes) -> Content:
    """The content of a .doc or .wps file.

    Raises:
        UnreadableInput: encrypted, broken, not a text document, or legacy-doc is not installed.
    """
    if b"E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0" in data:
        raise UnreadableInput(tr("文件加了密码，无法读取；请去掉密码后再试"))
    legacy_doc = require("legacy_doc", "DOC/WPS")
    try:
        found = legacy_doc.extract_text(data, options=legacy_doc.ExtractionOptions(max_file_bytes=len(data)))
    except Exception as error:  # the library lets errors of struct and of decoding through
        if "ncrypt" in str(error):
            raise UnreadableInput(tr("文件加了密码，无法读取；请去掉密码后再试")) from error
        raise UnreadableInput(tr("不是 Word 或 WPS 文字文档，或已损坏；请打开后另存为 .docx 再试")) from error
    parts = []
    for key, name in _PROPERTIES.items():
        said = str(found.metadata.get(key) or "").strip()
        if said and not (name == "Template" and said.startswith("Normal")):
            parts.append(Part(kind="metadata", text=said, place=tr("文档属性：{name}", name=property_name(name))))
    unchecked = [tr("旧格式（DOC/WPS）中的修订、批注、隐藏文字和页眉页脚没有检查；请另存为 .docx 再查")]
    if found.metadata.get("has_macros"):
        unchecked.append(tr("文档含有宏，没有检查"))
    if found.metadata.get("has_embedded_objects"):
        unchecked.append(tr("文档含有嵌入的文件，没有检查"))
    text = found.text.replace("\r\n", "\n").replace("\r", "\n")
    return Content(text=text, encoding="utf-8", parts=tuple(parts), unchecked=tuple(unchecked))
