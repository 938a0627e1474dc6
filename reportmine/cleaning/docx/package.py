"""A Word file as a package of parts that can be changed: XML roots, relationships, content types.

``Package(data)`` opens it within the limits of ``readers/archive.py``; ``save()`` gives the same bytes for the same
content, without the parts that nothing points to any more.
"""

from __future__ import annotations

import posixpath
from typing import Any, NamedTuple

from reportmine.errors import UnreadableInput
from reportmine.messages import tr
from reportmine.readers.archive import Archive, parse_xml
from reportmine.readers.docx.names import STRICT, WORD, inside_name, local
from reportmine.renderers.screening_docx.package import packed

CONTENT_TYPES = "[Content_Types].xml"
# Relationships that mean nothing unless the XML of their part names them.
_NAMED = {
    "image", "hyperlink", "header", "footer", "oleObject", "package", "control", "chart", "chartEx", "video",
    "audio", "media", "aFChunk", "subDocument", "diagramData", "diagramLayout", "diagramQuickStyle",
    "diagramColors", "diagramDrawing", "frame",
}  # fmt: skip


class Link(NamedTuple):
    """A relationship of a part: its kind (the type without prefix), identifier, and target in or out of the file."""

    element: Any
    kind: str
    identifier: str
    target: str
    is_outside: bool


class Package:
    """The parts of a Word file by name; ``main`` is that of the document.

    Raises:
        UnreadableInput: see ``Archive``, or what makes it a Word file is missing.
    """

    def __init__(self, data: bytes) -> None:
        archive = Archive(data)
        self._data = {name: archive.read(name) for name in archive.names if not name.endswith("/")}
        self._roots: dict[str, Any] = {}
        self._strict: set[str] = set()
        main = self.target("", "officeDocument")
        if main not in self._data or CONTENT_TYPES not in self._data:
            raise UnreadableInput(tr("文件已损坏或不完整；请用 Word 或 WPS 打开并另存后再试"))
        self.main = main

    @property
    def names(self) -> list[str]:
        """The names of all parts, in the order of the file."""
        return list(self._data)

    def root(self, name: str) -> Any:
        """The root element of a part, ``None`` when there is none; what is changed in it is saved."""
        if name not in self._roots and name in self._data:
            data = self._data[name]
            if STRICT in data:
                self._strict.add(name)
                data = data.replace(STRICT, WORD)
            self._roots[name] = parse_xml(data)
        return self._roots.get(name)

    def links(self, part: str) -> list[Link]:
        """What a part points to; ``""`` is the package itself."""
        folder, name = posixpath.split(part)
        root = self.root(posixpath.join(folder, "_rels", f"{name}.rels"))
        found = []
        for element in root if root is not None else ():
            target, kind = element.get("Target"), (element.get("Type") or "").rpartition("/")[2]
            if target is None or not kind:
                continue
            is_outside = element.get("TargetMode") == "External"
            target = target if is_outside else inside_name(folder, target)
            found.append(Link(element, kind, element.get("Id") or "", target, is_outside))
        return found

    def target(self, part: str, kind: str) -> str | None:
        """The first part of a kind that ``part`` points to."""
        return next((link.target for link in self.links(part) if link.kind == kind and not link.is_outside), None)

    def drop_unnamed(self, part: str) -> None:
        """Drops the pictures, addresses and embedded files of a part that its XML does not name any more."""
        root = self.root(part)
        named = {
            said
            for element in root.iter()
            for key, said in element.attrib.items()
            if key.startswith("{") and key.partition("}")[0].endswith("/relationships")
        }
        for link in self.links(part):
            if link.kind in _NAMED and link.identifier not in named:
                link.element.getparent().remove(link.element)

    def drop_unreachable(self) -> list[str]:
        """Drops the parts that nothing points to, and gives their names."""
        reached = {CONTENT_TYPES, "_rels/.rels"}
        waiting = [""]
        while waiting:
            part = waiting.pop()
            for link in self.links(part):
                if not link.is_outside and link.target in self._data and link.target not in reached:
                    folder, name = posixpath.split(link.target)
                    reached |= {link.target, posixpath.join(folder, "_rels", f"{name}.rels")}
                    waiting.append(link.target)
        gone = [name for name in self._data if name not in reached]
        for name in gone:
            del self._data[name]
            self._roots.pop(name, None)
        types = self.root(CONTENT_TYPES)
        for override in list(types):
            if (override.get("PartName") or "/").lstrip("/") in gone:
                types.remove(override)
        return gone

    def set_content_type(self, part: str, kind: str) -> bool:
        """Says that a part is of a type; whether it was of another one."""
        for override in self.root(CONTENT_TYPES):
            if local(override) == "Override" and (override.get("PartName") or "").lstrip("/") == part:
                was = str(override.get("ContentType"))
                override.set("ContentType", kind)
                return was != kind
        return False

    def save(self) -> bytes:
        """The bytes of the file."""
        return packed(
            {name: self._written(name) for name in sorted(self._data, key=lambda name: name != CONTENT_TYPES)}
        )

    def _written(self, name: str) -> bytes:
        from lxml import etree

        if name not in self._roots:
            return self._data[name]
        root = self._roots[name]
        data: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
        return data.replace(WORD, STRICT) if name in self._strict else data
