"""What a PDF holds besides its visible text: covered, invisible and off-page text, properties, notes, attachments."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import Any, NamedTuple

from reportmine.messages import tr
from reportmine.readers.document import Part, PartKind
from reportmine.readers.pdf.lines import Box

# Properties that tell of programs and times, not of people and papers.
_HARMLESS = {"Producer", "Creator", "CreationDate", "ModDate", "Trapped"}
_INVISIBLE = 3  # text rendering mode: neither filled nor stroked
_DEPTH = 5  # of forms inside forms
# Two colours are the same to the eye when no channel differs by more.
_NEAR = 8

Colour = tuple[int, int, int]


class HiddenText(NamedTuple):
    """What cannot be seen on a page, and the boxes it stands in."""

    parts: list[Part]
    boxes: list[Box]


def properties(document: Any) -> Iterator[Part]:
    """Title, author, subject and keywords as the file has them."""
    names = {"Title": tr("标题"), "Author": tr("作者"), "Subject": tr("主题"), "Keywords": tr("关键词")}
    for key, said in document.get_metadata_dict(skip_empty=True).items():
        if key not in _HARMLESS and said.strip():
            yield Part(kind="metadata", text=said.strip(), place=tr("文档属性：{name}", name=names.get(key, key)))


def attachments(document: Any) -> Iterator[Part]:
    """The files attached to the PDF, by name."""
    for index in range(document.count_attachments()):
        yield Part(kind="attachment", text=document.get_attachment(index).get_name(), place=tr("附加的文件"))


def notes(page: Any, number: int) -> Iterator[Part]:
    """Notes and comments on a page, with their author."""
    import pypdfium2.raw as raw

    for index in range(raw.FPDFPage_GetAnnotCount(page)):
        annotation = raw.FPDFPage_GetAnnot(page, index)
        said, author = (_annotation_text(annotation, key) for key in (b"Contents", b"T"))
        subtype = raw.FPDFAnnot_GetSubtype(annotation)
        raw.FPDFPage_CloseAnnot(annotation)
        if said and subtype not in (raw.FPDF_ANNOT_LINK, raw.FPDF_ANNOT_POPUP, raw.FPDF_ANNOT_WIDGET):
            place = tr("第 {number} 页的注释", number=number)
            yield Part(kind="comment", text=said, place=place, author=author or None)


def is_scan(page: Any) -> bool:
    """Whether a page holds a picture (and, the caller knows, no text)."""
    import pypdfium2.raw as raw

    return next(iter(page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=_DEPTH)), None) is not None


def hidden_text(page: Any, textpage: Any, number: int) -> HiddenText:
    """Text under an opaque fill drawn after it, in the colour of the paper, invisible, or off the page.

    Invisible text over a picture of the whole page is the recognised text of a scan: it is what the page shows.
    """
    import pypdfium2.raw as raw

    size = page.get_size()
    drawn = [(item, item.get_bounds()) for item in page.get_objects(max_depth=_DEPTH) if item.type in _DRAWN]
    recognised = any(item.type == raw.FPDF_PAGEOBJ_IMAGE and _share((0, 0, *size), box) > 0.5 for item, box in drawn)
    fills = [
        (index, box, colour)
        for index, (item, box) in enumerate(drawn)
        if item.type == raw.FPDF_PAGEOBJ_PATH and (colour := _opaque_fill(item)) is not None
    ]
    parts, boxes = [], []
    for index, (item, box) in enumerate(drawn):
        if item.type != raw.FPDF_PAGEOBJ_TEXT:
            continue
        # What is drawn later lies above.
        above = any(_share(box, fill) > 0.8 for at, fill, _ in fills if at > index)
        paper = next((colour for at, fill, colour in reversed(fills) if at < index and _share(box, fill) > 0.5), _WHITE)
        kind = _hidden_kind(item, box, size, above, paper, recognised)
        if kind is not None and (said := _object_text(item, textpage)):
            parts.append(Part(kind=kind, text=said, place=_place(kind, number)))
            boxes.append(box)
    return HiddenText(parts, boxes)


_DRAWN = (1, 2, 3)  # text, path, image
_WHITE = (255, 255, 255)


def _place(kind: PartKind, number: int) -> str:
    places = {
        "covered": tr("第 {number} 页被遮盖的文字", number=number),
        "page-colour": tr("第 {number} 页与底色相同的文字", number=number),
        "hidden": tr("第 {number} 页不可见的文字", number=number),
        "off-page": tr("第 {number} 页版面之外的文字", number=number),
    }
    return places[kind]


def _hidden_kind(
    item: Any, box: Box, page: tuple[float, float], above: bool, paper: Colour, recognised: bool
) -> PartKind | None:
    import pypdfium2.raw as raw

    if box[2] < 0 or box[0] > page[0] or box[3] < 0 or box[1] > page[1]:
        return "off-page"
    if raw.FPDFTextObj_GetTextRenderMode(item) == _INVISIBLE:
        return None if recognised else "hidden"
    if above:
        return "covered"
    colour = _fill_colour(item)
    alike = colour is not None and all(abs(one - other) <= _NEAR for one, other in zip(colour, paper, strict=False))
    return "page-colour" if alike else None


def _share(box: Box, other: Box) -> float:
    """The share of ``box`` that lies in ``other``."""
    width = min(box[2], other[2]) - max(box[0], other[0])
    height = min(box[3], other[3]) - max(box[1], other[1])
    area = (box[2] - box[0]) * (box[3] - box[1])
    return width * height / area if width > 0 and height > 0 and area > 0 else 0.0


def _fill_colour(item: Any) -> tuple[int, int, int, int] | None:
    """Red, green, blue and alpha that an object is filled with."""
    import pypdfium2.raw as raw

    channels = [ctypes.c_uint() for _ in range(4)]
    if not raw.FPDFPageObj_GetFillColor(item, *(ctypes.byref(channel) for channel in channels)):
        return None
    red, green, blue, alpha = (channel.value for channel in channels)
    return red, green, blue, alpha


def _opaque_fill(item: Any) -> Colour | None:
    """The colour of a path that hides what is under it."""
    import pypdfium2.raw as raw

    mode, stroke = ctypes.c_int(), ctypes.c_int()
    if not raw.FPDFPath_GetDrawMode(item, ctypes.byref(mode), ctypes.byref(stroke)) or not mode.value:
        return None
    colour = _fill_colour(item)
    opaque = colour is not None and colour[3] == 255 and not raw.FPDFPageObj_HasTransparency(item)
    return colour[:3] if colour is not None and opaque else None


def _object_text(item: Any, textpage: Any) -> str:
    import pypdfium2.raw as raw

    length = raw.FPDFTextObj_GetText(item, textpage, None, 0)
    if length <= 2:
        return ""
    buffer = ctypes.create_string_buffer(length)
    raw.FPDFTextObj_GetText(item, textpage, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), length)
    return buffer.raw.decode("utf-16-le", "replace").rstrip("\0").strip()


def _annotation_text(annotation: Any, key: bytes) -> str:
    import pypdfium2.raw as raw

    length = raw.FPDFAnnot_GetStringValue(annotation, key, None, 0)
    if length <= 2:
        return ""
    buffer = ctypes.create_string_buffer(length)
    raw.FPDFAnnot_GetStringValue(annotation, key, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), length)
    return buffer.raw.decode("utf-16-le", "replace").rstrip("\0").strip()
