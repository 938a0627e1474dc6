"""The names in a Word document: namespaces of its XML and the relationships between its parts."""

from __future__ import annotations

import posixpath
from typing import Any, NamedTuple

from reportmine.readers.archive import Archive, parse_xml

# The namespace of the usual dialect and of the strict one, which gets the names of the usual one when it is read.
WORD = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
W = f"{{{WORD.decode()}}}"


class Links(NamedTuple):
    """The relationships of one part: (type without its prefix, name of the target in the archive)."""

    targets: list[tuple[str, str]]
    #: By identifier: the target inside the archive, and the address outside of it.
    inside: dict[str, str]
    outside: dict[str, str]

    def named(self, kind: str) -> list[str]:
        """The targets of one kind in order: header, footer, comments, styles, …"""
        return [target for found, target in self.targets if found == kind]

    def part(self, archive: Archive, kind: str) -> Any:
        """The root element of the first target of a kind, or ``None``."""
        names = self.named(kind)
        return root_of(archive, names[0]) if names else None


def relationships(archive: Archive, part: str) -> Links:
    """What a part points to inside the archive; ``""`` is the archive itself."""
    folder, name = posixpath.split(part)
    root = root_of(archive, posixpath.join(folder, "_rels", f"{name}.rels"))
    targets = []
    inside, outside = {}, {}
    for link in root if root is not None else ():
        target, identifier = link.get("Target"), link.get("Id") or ""
        if not target:
            continue
        if link.get("TargetMode") == "External":
            outside[identifier] = target
            continue
        target = inside_name(folder, target)
        targets.append((link.get("Type", "").rpartition("/")[2], target))
        inside[identifier] = target
    return Links(targets, inside, outside)


def inside_name(folder: str, target: str) -> str:
    """The name in the archive of what a part in ``folder`` points to."""
    return target[1:] if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))


def target_of(archive: Archive, part: str, kind: str) -> str | None:
    """The first target of a kind."""
    return next(iter(relationships(archive, part).named(kind)), None)


def attribute(element: Any, name: str) -> str | None:
    """The value of ``w:name``."""
    value: str | None = element.get(W + name) if element is not None else None
    return value


def reference(element: Any, name: str = "id") -> str:
    """The identifier of the relationship that an element names (``r:id``), in either dialect."""
    return next((said for found, said in element.attrib.items() if found.endswith(f"relationships}}{name}")), "")


def is_on(element: Any) -> bool | None:
    """What a switch such as ``w:vanish`` says: ``None`` when it is not there."""
    if element is None:
        return None
    return attribute(element, "val") not in ("0", "false", "off", "none")


def local(element: Any) -> str:
    """The tag of an element without its namespace; empty for what is no element."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def root_of(archive: Archive, name: str) -> Any:
    """The root element of a part, ``None`` when there is none; the strict dialect gets the names of the usual one."""
    return parse_xml(archive.read(name).replace(STRICT, WORD)) if name in archive.names else None
