"""Text of a PDF page that cannot be seen: covered, in the colour of the paper, invisible, or off the page.

Takes a page of pypdfium2, gives a ``Hidden``. What is drawn later lies above what is drawn before.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import Any, NamedTuple

from reportmine.messages import tr
from reportmine.readers.document import Part, PartKind
from reportmine.readers.pdf.lines import Bands, Box, Frame
from reportmine.readers.pdf.strings import object_text

_INVISIBLE = (3, 7)  # text rendering modes: neither filled nor stroked; only a clipping path
_DEPTH = 5  # of forms inside forms
# Two colours are the same to the eye when no channel differs by more.
_NEAR = 8
# Points: smaller text is a speck on paper.
_TINY = 1.5
# A page with more text and shapes at one height is a drawing; looking under every one would take minutes.
_MOST_LOOKS = 2_000_000
_MOST_RULES = 1_000

Colour = tuple[int, int, int]
Matrix = tuple[float, float, float, float, float, float]
_SAME: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_WHITE = (255, 255, 255)


class Hidden(NamedTuple):
    """What cannot be seen on a page, the frame to read the rest of it, and whether there were too many shapes."""

    parts: list[Part]
    frame: Frame
    has_picture: bool
    given_up: bool


class _Drawn(NamedTuple):
    """Something on the page in the order of drawing; ``size`` is that of its letters."""

    item: Any
    kind: int
    box: Box
    size: float


# An opaque shape: its place in the order of drawing, and its colour; pictures have none.
_Fill = tuple[int, Colour | None]


def hidden_text(page: Any, textpage: Any, number: int) -> Hidden:
    """Finds the text nobody sees.

    Invisible text over a picture of the whole page is the recognised text of a scan: it is what the page shows.
    """
    import pypdfium2.raw as raw

    paper: Box = page.get_bbox()
    drawn = list(_drawn(page, None, _SAME, 0))
    scanned = any(one.kind == raw.FPDF_PAGEOBJ_IMAGE and _share(paper, one.box) > 0.5 for one in drawn)
    fills: Bands[_Fill] = Bands()
    rules: Bands[None] = Bands()
    for order, one in enumerate(drawn):
        left, bottom, right, top = one.box
        if one.kind == raw.FPDF_PAGEOBJ_PATH:
            if right - left < 3 and top - bottom > 6:
                rules.add(((left + right) / 2, bottom - 1, (left + right) / 2, top + 1), None)
            elif right - left > 3 and top - bottom > 3 and (colour := _opaque_fill(one.item)) is not None:
                fills.add(one.box, (order, colour))
        elif one.kind == raw.FPDF_PAGEOBJ_IMAGE and not raw.FPDFPageObj_HasTransparency(one.item):
            fills.add(one.box, (order, None))
    for box in _boxes_of_notes(page):
        fills.add(box, (len(drawn), (0, 0, 0)))
    texts = [(order, one) for order, one in enumerate(drawn) if one.kind == raw.FPDF_PAGEOBJ_TEXT]
    given_up = fills.most * len(texts) > _MOST_LOOKS
    parts: list[tuple[Part, Box]] = []
    boxes: Bands[None] = Bands()
    for order, one in texts:
        around = [] if given_up else fills.at((one.box[1] + one.box[3]) / 2)
        kind = _kind(one, order, paper, around, scanned)
        if kind is not None and (said := object_text(one.item, textpage)):
            parts.append((Part(kind=kind, text=said, place=_place(kind, number)), one.box))
            boxes.add(one.box, None)
    has_picture = any(one.kind == raw.FPDF_PAGEOBJ_IMAGE for one in drawn)
    frame = Frame(paper, boxes, rules if rules.most < _MOST_RULES else Bands())
    return Hidden(_joined(parts), frame, has_picture, given_up)


def _kind(one: _Drawn, order: int, paper: Box, around: list[tuple[Box, _Fill]], scanned: bool) -> PartKind | None:
    import pypdfium2.raw as raw

    box = one.box
    if box[2] < paper[0] or box[0] > paper[2] or box[3] < paper[1] or box[1] > paper[3]:
        return "off-page"
    if raw.FPDFTextObj_GetTextRenderMode(one.item) in _INVISIBLE:
        return None if scanned else "hidden"
    if 0 < one.size < _TINY:
        return "hidden"
    colour = _fill_colour(one.item)
    if colour is not None and colour[3] == 0:
        return None if scanned else "hidden"
    if any(at > order and _share(box, fill) > 0.8 for fill, (at, _) in around):
        return None if scanned else "covered"
    below = [found for fill, found in around if found[0] < order and _share(box, fill) > 0.5]
    behind = max(below, key=lambda found: found[0])[1] if below else _WHITE
    if colour is None or behind is None:
        return None
    return "page-colour" if all(abs(a - b) <= _NEAR for a, b in zip(colour, behind, strict=False)) else None


def _joined(parts: list[tuple[Part, Box]]) -> list[Part]:
    """Neighbouring pieces of one kind as one part: programs cut a line wherever its font changes."""
    joined: list[Part] = []
    before: Box = (0.0, 0.0, 0.0, 0.0)
    for part, box in parts:
        if joined and (joined[-1].kind, joined[-1].place) == (part.kind, part.place):
            said = joined[-1].text + _between(before, box) + part.text
            joined[-1] = Part(kind=part.kind, text=said, place=part.place)
        else:
            joined.append(part)
        before = box
    return joined


def _between(before: Box, box: Box) -> str:
    """What parts two pieces: nothing where they touch, so that the numbers of two cells do not run together."""
    high, low = min(before[3], box[3]), max(before[1], box[1])
    height = min(before[3] - before[1], box[3] - box[1])
    if high - low < 0.3 * height:
        return "\n"
    return "" if abs(box[0] - before[2]) < max(height, 1.0) else " "


def _place(kind: PartKind, number: int) -> str:
    places = {
        "covered": tr("第 {number} 页被遮盖的文字", number=number),
        "page-colour": tr("第 {number} 页与底色相同的文字", number=number),
        "hidden": tr("第 {number} 页不可见的文字", number=number),
        "off-page": tr("第 {number} 页版面之外的文字", number=number),
    }
    return places[kind]


def _drawn(page: Any, form: Any, matrix: Matrix, depth: int) -> Iterator[_Drawn]:
    """Text, shapes and pictures with their boxes on the page; what stands in a form is moved with it."""
    import pypdfium2.raw as raw

    count = raw.FPDFFormObj_CountObjects(form) if form else raw.FPDFPage_CountObjects(page)
    box, own = [ctypes.c_float() for _ in range(4)], raw.FS_MATRIX()
    size = ctypes.c_float()
    for index in range(count):
        item = raw.FPDFFormObj_GetObject(form, index) if form else raw.FPDFPage_GetObject(page, index)
        if not item:
            continue
        kind = raw.FPDFPageObj_GetType(item)
        if not raw.FPDFPageObj_GetMatrix(item, ctypes.byref(own)):
            own.a, own.b, own.c, own.d, own.e, own.f = _SAME
        inner = _times((own.a, own.b, own.c, own.d, own.e, own.f), matrix)
        if kind == raw.FPDF_PAGEOBJ_FORM:
            if depth < _DEPTH:
                yield from _drawn(page, item, inner, depth + 1)
        elif kind in (raw.FPDF_PAGEOBJ_TEXT, raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE):
            if not raw.FPDFPageObj_GetBounds(item, *(ctypes.byref(edge) for edge in box)):
                continue
            height = 0.0
            if kind == raw.FPDF_PAGEOBJ_TEXT and raw.FPDFTextObj_GetFontSize(item, ctypes.byref(size)):
                height = size.value * float((inner[2] ** 2 + inner[3] ** 2) ** 0.5)
            left, bottom, right, top = (edge.value for edge in box)
            found: Box = (left, bottom, right, top)
            yield _Drawn(item, kind, _moved(found, matrix) if depth else found, height)


def _times(one: Matrix, other: Matrix) -> Matrix:
    a, b, c, d, e, f = one
    g, h, i, j, k, m = other
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)


def _moved(box: Box, matrix: Matrix) -> Box:
    a, b, c, d, e, f = matrix
    corners = [(a * x + c * y + e, b * x + d * y + f) for x in (box[0], box[2]) for y in (box[1], box[3])]
    return (
        min(x for x, _ in corners),
        min(y for _, y in corners),
        max(x for x, _ in corners),
        max(y for _, y in corners),
    )


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


def _boxes_of_notes(page: Any) -> Iterator[Box]:
    """Filled boxes that somebody laid over the page as annotations: they can be moved away."""
    import pypdfium2.raw as raw

    rect = raw.FS_RECTF()
    for index in range(raw.FPDFPage_GetAnnotCount(page)):
        note = raw.FPDFPage_GetAnnot(page, index)
        subtype = raw.FPDFAnnot_GetSubtype(note)
        filled = subtype == raw.FPDF_ANNOT_REDACT or (
            subtype in (raw.FPDF_ANNOT_SQUARE, raw.FPDF_ANNOT_POLYGON) and raw.FPDFAnnot_HasKey(note, b"IC")
        )
        if filled and not raw.FPDFAnnot_HasKey(note, b"CA") and raw.FPDFAnnot_GetRect(note, ctypes.byref(rect)):
            yield rect.left, rect.bottom, rect.right, rect.top
        raw.FPDFPage_CloseAnnot(note)
