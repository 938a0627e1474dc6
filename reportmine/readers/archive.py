"""Zip archives (docx, ofd, …) and the XML in them, opened so that no file can make us read without end.

A bomb is told by what it would unpack to, before it is unpacked; XML with a DTD, and so with entities, is refused.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import Any

from reportmine.errors import UnreadableInput
from reportmine.messages import tr

MAX_ENTRIES = 5_000
#: Bytes that one XML part, and that all parts read from one archive, may unpack to. A report of 800,000 characters
#: takes some 60 MB of XML.
MAX_PART = 80_000_000
MAX_TOTAL = 200_000_000
#: A repetitive part of a real document shrinks to a hundredth at the most.
MAX_RATIO = 400


class Archive:
    """The parts of a zip archive by name.

    Raises:
        UnreadableInput: the archive is broken, encrypted, or unpacks to more than any document does.
    """

    def __init__(self, data: bytes) -> None:
        self._read = 0
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
            raise _broken() from error
        self._entries = {entry.filename: entry for entry in self._zip.infolist()[: MAX_ENTRIES + 1]}
        if len(self._entries) > MAX_ENTRIES:
            raise UnreadableInput(tr("里面有超过 {count:,} 个文件，不像一份文档", count=MAX_ENTRIES))

    @property
    def names(self) -> list[str]:
        """The names of all parts, in the order of the archive."""
        return list(self._entries)

    def size(self, name: str) -> int:
        """The bytes a part says it unpacks to."""
        return self._entries[name].file_size

    def read(self, name: str) -> bytes:
        """The bytes of a part.

        Raises:
            KeyError: there is no such part.
            UnreadableInput: see above.
        """
        entry = self._entries[name]
        if entry.flag_bits & 1:
            raise UnreadableInput(tr("文件加了密码，无法读取；请去掉密码后再试"))
        limit = min(MAX_PART, MAX_TOTAL - self._read, max(1_000_000, MAX_RATIO * entry.compress_size))
        try:
            with self._zip.open(entry) as part:
                data = part.read(limit + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, OSError, RuntimeError) as error:
            raise _broken() from error
        if len(data) > limit:
            raise UnreadableInput(tr("压缩内容展开后过大，可能是有意损坏的文件，没有读取"))
        self._read += len(data)
        return data


def parse_xml(data: bytes) -> Any:
    """The root element of an XML document.

    Raises:
        UnreadableInput: it is broken, or declares a document type (the way to entity bombs and to foreign files).
    """
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise _broken() from error
    if root is None:
        raise _broken()
    if root.getroottree().docinfo.doctype:
        raise UnreadableInput(tr("文件的 XML 里有文档类型声明，正常文档没有，没有读取"))
    return root


def _broken() -> UnreadableInput:
    return UnreadableInput(tr("文件已损坏或不完整；请用 Word 或 WPS 打开并另存后再试"))
