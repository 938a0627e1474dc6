"""Fields, links and pictures' texts of a story: what the page does not show of them, and how to reduce them to text.

``fields(root, addresses)`` finds the fields; ``Field.unlink()`` leaves what the page shows of one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from reportmine.cleaning.docx.changes import unwrap
from reportmine.cleaning.docx.traces import drop_if_empty
from reportmine.readers.docx.names import W, attribute, local, reference

# Fields that are filled from what cleaning removes, or that hold what only their program reads.
_FED = {
    "AUTHOR", "LASTSAVEDBY", "USERNAME", "USERINITIALS", "USERADDRESS", "FILENAME", "TEMPLATE", "COMMENTS",
    "KEYWORDS", "SUBJECT", "DOCPROPERTY", "DOCVARIABLE", "INFO", "LINK", "INCLUDETEXT", "DDE", "DDEAUTO",
    "DATABASE", "MERGEFIELD", "MERGEREC", "MACROBUTTON", "ASK", "FILLIN", "PRIVATE", "ADDRESSBLOCK",
    "GREETINGLINE", "RD", "ADDIN", "CITATION", "BIBLIOGRAPHY", "TITLE",
}  # fmt: skip
# No real document has fields in fields as deep as this.
_DEEPEST = 40
# An address with somebody's account in it; other addresses and paths are left to the rules.
_ACCOUNT = re.compile(
    r"//[^/@\s\"]{1,80}@|[?&](?:user(?:name)?|uid|login|token|session(?:id)?|sid|ticket|password|pwd)=", re.I
)


class Field(NamedTuple):
    """A field or a link: its code, as the reader gives it, and its elements.

    ``wrapper`` is the element around the shown text, or ``None`` where ``marks`` (begin, separate, end) stand in runs
    and ``inner`` are the elements of the code between them.
    """

    code: str
    wrapper: Any
    marks: tuple[Any, ...]
    inner: tuple[Any, ...]

    @property
    def tells(self) -> bool:
        """Whether the field is fed from what goes, or holds an account, whatever the rules say of it."""
        name = self.code.split(None, 1)[0].upper() if self.code.split() else ""
        return name in _FED or _ACCOUNT.search(self.code) is not None

    def unlink(self) -> None:
        """Leaves what the page shows of it."""
        if self.wrapper is not None:
            if local(self.wrapper) == "blip":
                _forget_address(self.wrapper)
            else:
                unwrap(self.wrapper)
            return
        for element in (*self.marks, *self.inner):
            run = element.getparent()
            if run is not None:
                run.remove(element)
                drop_if_empty(run)


def fields(root: Any, addresses: dict[str, str]) -> Iterator[Field]:
    """The fields of a story; ``addresses`` are those outside of the file by their identifiers."""
    opened: list[_Open] = []
    for element in root.iter():
        tag = local(element)
        if tag == "fldSimple":
            yield Field((attribute(element, "instr") or "").strip(), element, (), ())
        elif tag == "hyperlink" and (address := addresses.get(reference(element))):
            tip = attribute(element, "tooltip")
            yield Field(f'HYPERLINK "{address}"' + (f' \\o "{tip}"' if tip else ""), element, (), ())
        elif tag == "blip" and (address := addresses.get(reference(element, "link"))):
            yield Field(f'INCLUDEPICTURE "{address}"', element, (), ())
        elif tag == "fldChar":
            _add_to_codes(opened, element)
            kind = attribute(element, "fldCharType")
            if kind == "begin" and len(opened) < _DEEPEST:
                opened.append(_Open([element], [], []))
            elif kind == "separate" and opened:
                opened[-1].marks.append(element)
            elif kind == "end" and opened:
                closed = opened.pop()
                yield Field("".join(closed.code).strip(), None, (*closed.marks, element), tuple(closed.inner))
        elif element.getparent() is not None and local(element.getparent()) == "r" and tag != "rPr":
            _add_to_codes(opened, element)
            if tag in ("instrText", "delInstrText") and opened:
                opened[-1].code.append(element.text or "")


class _Open(NamedTuple):
    marks: list[Any]
    inner: list[Any]
    code: list[str]


def _add_to_codes(opened: list[_Open], element: Any) -> None:
    """What stands between the begin and the separator of a field is its code, other fields and all."""
    for one in opened:
        if len(one.marks) == 1:
            one.inner.append(element)


class AlternateText(NamedTuple):
    """What is said instead of a picture: in which attribute of which element."""

    said: str
    element: Any
    name: str

    def empty(self) -> None:
        """Removes it."""
        if self.name in self.element.attrib:
            self.element.set(self.name, "")


def alternate_texts(root: Any) -> Iterator[AlternateText]:
    """The alternate texts of a story: of pictures, shapes and tables."""
    for element in root.iter():
        tag = local(element)
        if tag in ("docPr", "shape", "cNvPr"):
            for name in ("descr", "title", "alt"):
                if said := (element.get(name) or "").strip():
                    yield AlternateText(said, element, name)
        elif tag in ("tblCaption", "tblDescription") and (said := (attribute(element, "val") or "").strip()):
            yield AlternateText(said, element, f"{W}val")


def forget_names(root: Any) -> int:
    """Empties the names of picture files (``pic:cNvPr``, ``v:imagedata``), which often say who took a photograph."""
    count = 0
    for element in root.iter():
        tag = local(element)
        if tag == "cNvPr" and local(element.getparent()) == "nvPicPr" and element.get("name"):
            count += "." in element.get("name")
            element.set("name", "")
        elif tag == "imagedata":
            for name in [name for name in element.attrib if local_name(name) in ("title", "href", "althref")]:
                del element.attrib[name]
                count += 1
    return count


def local_name(name: str) -> str:
    """The name of an attribute without its namespace."""
    return name.rpartition("}")[2]


def _forget_address(blip: Any) -> None:
    for name in [name for name in blip.attrib if name.endswith("relationships}link")]:
        del blip.attrib[name]
