"""What the properties of a PDF hold that PDFium does not list: keys of its own, and the XMP packet beside them.

Takes the bytes of the file. Read next: ``surface.py``, which makes parts of it.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from itertools import islice
from typing import Any

from reportmine.errors import UnreadableInput
from reportmine.readers.archive import parse_xml

# Where the list of properties cannot be found because it is packed, these are asked for.
_USUAL = ("Company", "Manager", "Category", "Comments")
_INFO = re.compile(rb"/Info[ \r\n]{1,4}(\d{1,10})[ \r\n]{1,4}(\d{1,5})[ \r\n]{1,4}R")
_KEY = re.compile(rb"/([^\s()<>\[\]{}/%]{1,200})[ \r\n\t]{0,4}[(<]")
_ESCAPED = re.compile(rb"#([0-9a-fA-F]{2})")
_OPEN, _CLOSE = b"<x:xmpmeta", b"</x:xmpmeta>"
_STREAM = re.compile(rb"/Type[ \r\n]{0,4}/Metadata\b[^\0]{0,300}?stream\r?\n")
_MOST_KEYS, _MOST_PACKETS, _MOST_STREAMS, _MOST_BYTES = 200, 8, 50, 1_000_000
_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_DC = "http://purl.org/dc/elements/1.1/"
_OWN = "http://ns.adobe.com/pdfx/1.3/"
# Of Dublin Core and of Adobe: what names people, papers and files.
_PEOPLE = {
    (_DC, "creator"): "author", (_DC, "title"): "title", (_DC, "description"): "subject",
    ("http://ns.adobe.com/pdf/1.3/", "Keywords"): "keywords",
    ("http://ns.adobe.com/photoshop/1.0/", "AuthorsPosition"): "custom:AuthorsPosition",
    ("http://ns.adobe.com/photoshop/1.0/", "CaptionWriter"): "reviser",
}  # fmt: skip
_PATH = "http://ns.adobe.com/xap/1.0/sType/ResourceRef#"
_EVENT = "http://ns.adobe.com/xap/1.0/sType/ResourceEvent#"


def own_keys(data: bytes) -> list[str]:
    """The keys of the list of properties; the usual ones of office programs where it is packed."""
    found = list(_INFO.finditer(data[-4_000_000:]))
    for reference in found[-1:]:
        begin = re.compile(rb"(?<!\d)%b[ \r\n]{1,4}%b[ \r\n]{1,4}obj\b" % (reference[1], reference[2]))
        places = [match.end() for match in begin.finditer(data)]
        if places:
            end = data.find(b"endobj", places[-1])
            said = data[places[-1] : min(end if end >= 0 else len(data), places[-1] + 20_000)]
            keys = (_ESCAPED.sub(lambda code: bytes([int(code[1], 16)]), key) for key in _KEY.findall(said))
            return list(dict.fromkeys(key.decode("latin-1") for key in keys))[:_MOST_KEYS]
    return list(_USUAL)


def packet_properties(data: bytes) -> Iterator[tuple[str, str]]:
    """Names and values of the XMP packets, those of earlier states of the file too."""
    for packet in islice(_packets(data), _MOST_PACKETS):
        try:
            root = parse_xml(packet)
        except UnreadableInput:
            continue
        yield from _properties(root)


def _packets(data: bytes) -> Iterator[bytes]:
    yield from _between(data)
    for place in islice(_STREAM.finditer(data), _MOST_STREAMS):
        if b"/FlateDecode" in place.group():
            unpacked = zlib.decompressobj()
            try:
                said = unpacked.decompress(data[place.end() : place.end() + _MOST_BYTES], _MOST_BYTES)
            except zlib.error:
                continue
            yield from _between(said)


def _between(data: bytes) -> Iterator[bytes]:
    start = data.find(_OPEN)
    while start >= 0 and (end := data.find(_CLOSE, start)) >= 0:
        if end - start < _MOST_BYTES:
            yield data[start : end + len(_CLOSE)]
        start = data.find(_OPEN, end)


def _properties(root: Any) -> Iterator[tuple[str, str]]:
    for description in root.iter(f"{_RDF}Description"):
        fields = [(name, said) for name, said in description.attrib.items()]
        fields += [(str(child.tag), _said(child)) for child in description]
        for tag, said in fields:
            space, _, name = tag.removeprefix("{").rpartition("}")
            if not said.strip():
                continue
            if (space, name) in _PEOPLE:
                yield _PEOPLE[space, name], said.strip()
            elif space == _OWN and name not in ("SourceModified", "GTS_PDFXVersion"):
                yield ("company" if name == "Company" else f"custom:{name}"), said.strip()
    for element in root.iter():
        history: dict[str, str] = {}
        for tag, said in [*element.attrib.items(), *((str(child.tag), _said(child)) for child in element)]:
            space, _, name = tag.removeprefix("{").rpartition("}")
            if space == _PATH and name == "filePath" and said.strip():
                yield "custom:filePath", said.strip()
            elif space == _EVENT and name in ("action", "when", "softwareAgent"):
                history[name] = said.strip()
        if history:
            yield "history", " ".join(history[name] for name in ("when", "action", "softwareAgent") if name in history)


def _said(element: Any) -> str:
    """The value of a property; of a list its values, of a text in several languages the first."""
    values = [item.text.strip() for item in element.iter(f"{_RDF}li") if item.text and item.text.strip()]
    if element.find(f"{_RDF}Alt") is not None:
        values = values[:1]
    return "；".join(values) if values else "" if len(element) else (element.text or "")
