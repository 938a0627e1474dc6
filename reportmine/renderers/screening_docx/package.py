"""The file around the comments: their part, what points to it, and every other part as it was.

Takes the bytes of a Word document and gives those of the commented copy. Read next: ``plain.py``.
"""

from __future__ import annotations

import io
import posixpath
import shutil
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from itertools import count
from typing import Any

from reportmine.errors import UnreadableInput
from reportmine.messages import tr
from reportmine.readers.archive import MAX_TOTAL, Archive
from reportmine.readers.docx.names import STRICT, WORD, W, attribute, relationships, root_of

AUTHOR, INITIALS = "reportmine", "RM"
#: The first date a zip archive can hold: new parts have no date of their own.
NO_DATE = (1980, 1, 1, 0, 0, 0)

_TYPES = "[Content_Types].xml"
_TYPE_SPACE = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_LINK_SPACE = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_COMMENTS = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_USUAL_LINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_STRICT_LINK = "http://purl.oclc.org/ooxml/officeDocument/relationships/comments"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


class Package:
    """A Word document that gets comments.

    Raises:
        UnreadableInput: see ``Archive``.
    """

    def __init__(self, data: bytes, main: str) -> None:
        self._data = data
        self._archive = Archive(data)
        self._main = main
        self._links = relationships(self._archive, main)
        self._name = next(iter(self._links.named("comments")), None)
        self._comments = root_of(self._archive, self._name) if self._name else None

    def new_ids(self, document: Any) -> Iterator[str]:
        """Identifiers that no comment has, nor any mark of one that is lost."""
        taken = {
            attribute(element, "id")
            for root in (self._comments, document)
            if root is not None
            for element in root.iter(
                f"{W}comment", f"{W}commentRangeStart", f"{W}commentRangeEnd", f"{W}commentReference"
            )
        }
        return (str(number) for number in count() if str(number) not in taken)

    def with_comments(self, document: Any, said: Sequence[tuple[str, Sequence[str]]]) -> bytes:
        """The file with another main part, and with comments: identifiers and lines of text."""
        strict = STRICT in self._archive.read(self._main)
        parts = {self._main: _written(document, strict)}
        if said:
            name = self._name or self._free_name()
            root = self._comments if self._comments is not None else _element("comments")
            for identifier, lines in said:
                root.append(_comment(identifier, lines))
            parts[name] = _written(root, strict)
            parts |= self._typed(name)
            if self._name is None:
                parts |= self._linked(name, _STRICT_LINK if strict else _USUAL_LINK)
        return _repacked(self._data, parts)

    def _free_name(self) -> str:
        taken = {name.lower() for name in self._archive.names}
        folder = posixpath.dirname(self._main)
        names = (posixpath.join(folder, f"comments{number or ''}.xml") for number in count())
        return next(name for name in names if name.lower() not in taken)

    def _typed(self, name: str) -> dict[str, bytes]:
        """The list of the parts' types with that of the comments, where it was not there."""
        root = _root(self._archive, _TYPES, f"{_TYPE_SPACE}Types")
        known = {(override.get("PartName") or "").lower() for override in root.iter(f"{_TYPE_SPACE}Override")}
        if f"/{name}".lower() in known:
            return {}
        _append(root, f"{_TYPE_SPACE}Override", PartName=f"/{name}", ContentType=_COMMENTS)
        return {_TYPES: _written(root)}

    def _linked(self, name: str, kind: str) -> dict[str, bytes]:
        """The relationships of the main part with one to the comments."""
        folder, main = posixpath.split(self._main)
        path = posixpath.join(folder, "_rels", f"{main}.rels")
        root = _root(self._archive, path, f"{_LINK_SPACE}Relationships")
        taken = {link.get("Id") for link in root}
        identifier = next(f"rId{number}" for number in count(1) if f"rId{number}" not in taken)
        target = posixpath.basename(name)
        _append(root, f"{root.tag.rpartition('}')[0]}}}Relationship", Id=identifier, Type=kind, Target=target)
        return {path: _written(root)}


def packed(parts: dict[str, bytes]) -> bytes:
    """A new archive of parts."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, part in parts.items():
            archive.writestr(_entry(name), part)
    return made.getvalue()


def _repacked(data: bytes, parts: dict[str, bytes]) -> bytes:
    """The archive with some parts replaced or added; the others are copied without a look at them."""
    made = io.BytesIO()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w") as new:
            entries = {entry.filename: entry for entry in old.infolist()}
            if sum(entry.file_size for entry in entries.values()) > MAX_TOTAL:
                raise UnreadableInput(tr("压缩内容展开后过大，可能是有意损坏的文件，没有读取"))
            for name, entry in entries.items():
                copied = _entry(name, entry.date_time, entry.compress_type)
                if name in parts:
                    new.writestr(copied, parts[name])
                    continue
                with old.open(entry) as source, new.open(copied, "w") as target:
                    shutil.copyfileobj(source, target)
            for name, part in parts.items():
                if name not in entries:
                    new.writestr(_entry(name), part)
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, OSError, RuntimeError) as error:
        raise UnreadableInput(tr("文件已损坏或不完整；请用 Word 或 WPS 打开并另存后再试")) from error
    return made.getvalue()


def _entry(
    name: str, date: tuple[int, int, int, int, int, int] = NO_DATE, packing: int = zipfile.ZIP_DEFLATED
) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, date)
    entry.compress_type = zipfile.ZIP_STORED if packing == zipfile.ZIP_STORED else zipfile.ZIP_DEFLATED
    return entry


def _root(archive: Archive, name: str, tag: str) -> Any:
    from lxml import etree

    root = root_of(archive, name)
    return root if root is not None else etree.Element(tag, nsmap={None: tag[1:].partition("}")[0]})


def _written(root: Any, strict: bool = False) -> bytes:
    """The bytes of a part; the reader gave the strict dialect the names of the usual one."""
    from lxml import etree

    data: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)
    return data.replace(WORD, STRICT) if strict else data


def _append(parent: Any, tag: str, **attributes: str) -> None:
    from lxml import etree

    etree.SubElement(parent, tag, attributes)


def _element(tag: str, **attributes: str) -> Any:
    from lxml import etree

    named = {W + name: value for name, value in attributes.items()}
    return etree.Element(W + tag, named, nsmap={"w": W[1:-1]})


def _comment(identifier: str, lines: Sequence[str]) -> Any:
    comment = _element("comment", id=identifier, author=AUTHOR, initials=INITIALS)
    for at, line in enumerate(lines):
        paragraph = _element("p")
        if at == 0:
            mark = _element("r")
            mark.append(_element("annotationRef"))
            paragraph.append(mark)
        run, text = _element("r"), _element("t")
        text.text = line
        text.set(_SPACE, "preserve")
        run.append(text)
        paragraph.append(run)
        comment.append(paragraph)
    return comment
