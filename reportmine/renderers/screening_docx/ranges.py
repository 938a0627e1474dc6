"""Where a comment goes in a Word document: from offsets of the text to marks between the runs of its XML.

Takes the pieces that the reader made the text of. A run is parted at the edges of a finding; what cannot be parted
(fields, plain content controls, formulas) or may hold no comment (text boxes, notes) gets the marks around it. Read
next: ``package.py``.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from copy import deepcopy
from functools import cached_property
from typing import Any, NamedTuple

from reportmine.readers.docx.body import Piece
from reportmine.readers.docx.names import W, attribute, local

# Elements of a paragraph that may hold runs and marks of comments alike.
_OPEN = {"ins", "moveTo", "hyperlink", "smartTag", "customXml", "sdt", "sdtContent", "dir", "bdo"}
# Kinds of content controls that hold plain text or are filled in from elsewhere.
_PLAIN = {"text", "dataBinding", "date", "comboBox", "dropDownList", "checkbox", "picture"}
_NOTES = {"footnote": f"{W}footnoteReference", "endnote": f"{W}endnoteReference"}
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
# As Word's own style for the mark of a comment: it must not make a line higher.
_MARK_SIZE = "16"


class Edge(NamedTuple):
    """A place for a mark: before (0) or behind an element, or inside a ``w:t`` before its character ``offset``.

    ``at`` is where in the text that is, or about where.
    """

    element: Any
    offset: int
    at: int


class Range(NamedTuple):
    """What a comment is put around; ``exact`` when it is just the characters that were asked for."""

    start: Edge
    end: Edge
    exact: bool


class Anchors:
    """Finds the ranges of one document; it is not changed before ``insert``."""

    def __init__(self, document: Any, pieces: Sequence[Piece]) -> None:
        self._document = document
        self._pieces = pieces
        self._starts = [piece.start for piece in pieces]
        self._ends = [piece.start + len(piece.text) for piece in pieces]

    def around(self, start: int, end: int) -> Range:
        """The range of ``text[start:end]``; a point when none of it stands in a run."""
        at = bisect_right(self._ends, start)
        if at == len(self._pieces) or self._starts[at] >= end:
            return self.point(start)
        last = behind = bisect_left(self._starts, end) - 1
        if self._is_aside(self._pieces[at]):
            last = at
        while self._is_aside(self._pieces[last]) and last > at:
            last -= 1
        first_edge, parted = self._edge(at, start, False)
        last_edge, parted_too = self._edge(last, end, True)
        return Range(first_edge, last_edge, parted and parted_too and last == behind and self._starts[at] <= start)

    def point(self, offset: int) -> Range:
        """The place before the character at an offset, or behind the last one of its line."""
        if not self._pieces:
            edge = Edge(next(self._document.iter(f"{W}p")), 0, 0)
            return Range(edge, edge, False)
        at = bisect_right(self._ends, offset)
        behind = at == len(self._pieces) or (at > 0 and self._ends[at - 1] == offset < self._starts[at])
        edge, _ = self._edge(at - 1 if behind else at, offset, behind)
        return Range(edge, edge, False)

    def _edge(self, at: int, offset: int, behind: bool) -> tuple[Edge, bool]:
        """The place of an offset in a piece, and ``True``; else the nearest place beside it, and ``False``."""
        piece = self._pieces[at]
        element = self._holder(piece)
        if element is not piece.element:
            return Edge(element, int(behind), self._ends[at] if behind else piece.start), False
        inside = min(max(offset - piece.start, 0), len(piece.text))
        return Edge(element, inside, piece.start + inside), True

    def _holder(self, piece: Piece) -> Any:
        """The element to put marks at or into: that of the piece where its run can be parted, else what is around."""
        element = self._reference(piece)
        chain = [element, *element.iterancestors()]
        # The outermost paragraph: those inside are in text boxes, where Word allows no comments.
        top = max(at for at, above in enumerate(chain) if above.tag == f"{W}p")
        inside = chain[:top][::-1]
        solid = next((at for at, above in enumerate(inside) if not _is_open(above)), None)
        if solid is None:
            return element
        return inside[solid + 1] if inside[solid].tag == f"{W}r" else inside[solid]

    def _reference(self, piece: Piece) -> Any:
        """The element of a piece; for those of a note the reference to it, since Word allows no comments in notes."""
        note = self._note(piece)
        if note is None:
            return piece.element
        return self._references[note] if note in self._references else next(self._document.iter(f"{W}p"))

    def _note(self, piece: Piece) -> tuple[str, str | None] | None:
        for above in piece.run.iterancestors():
            if (tag := local(above)) in _NOTES:
                return _NOTES[tag], attribute(above, "id")
        return None

    def _is_aside(self, piece: Piece) -> bool:
        """Whether a piece is in a text box or a note: then its place in the file is not its place in the text."""
        return any(local(above) == "txbxContent" or local(above) in _NOTES for above in piece.run.iterancestors())

    @cached_property
    def _references(self) -> dict[tuple[str, str | None], Any]:
        found: dict[tuple[str, str | None], Any] = {}
        for element in self._document.iter(*_NOTES.values()):
            found.setdefault((element.tag, attribute(element, "id")), element)
        return found


def insert(ranges: Iterable[tuple[str, Range]]) -> None:
    """Puts the marks of the comments, by their ids, into the document that the ranges are of."""
    places: dict[Edge, tuple[list[Any], list[Any], list[Any]]] = defaultdict(lambda: ([], [], []))
    for identifier, (start, end, _) in ranges:
        opening, closing = [_mark("commentRangeStart", identifier)], _closing(identifier)
        if start == end:
            places[start][1].extend([*opening, *closing])
        else:
            places[end][0].extend(closing)
            places[start][2].extend(opening)
    # The last place first: what stands before a cut stays in the run it is in, and little has to be moved.
    for edge in sorted(places, key=lambda edge: (edge.at, edge.offset == 0), reverse=True):
        _put(edge, [mark for marks in places[edge] for mark in marks])


def _put(edge: Edge, marks: list[Any]) -> None:
    element, offset, _ = edge
    if element.tag == f"{W}p":
        properties = element.find(f"{W}pPr")
        at = 0 if properties is None else element.index(properties) + 1
        element[at:at] = marks
        return
    before = element if offset == 0 else None
    behind = element
    if element.getparent().tag == f"{W}r":
        before, behind = _cut(element, offset)
    if before is not None:
        for mark in marks:
            before.addprevious(mark)
    else:
        for mark in reversed(marks):
            behind.addnext(mark)


def _cut(element: Any, offset: int) -> tuple[Any, Any]:
    """Parts a run before a character of one of its elements: the run to go before (``None``: none) or else behind."""
    run = element.getparent()
    behind = list(element.itersiblings())
    if offset == 0:
        last = element.getprevious()
        if last is None or last.tag == f"{W}rPr":
            return run, run
        behind = [element, *behind]
    elif element.tag == f"{W}t" and offset < len(element.text):
        rest = deepcopy(element)
        rest.tail = None
        element.text, rest.text = element.text[:offset], element.text[offset:]
        for part in (element, rest):
            part.set(_SPACE, "preserve")
        behind = [rest, *behind]
    if behind:
        after = run.makeelement(run.tag, run.attrib, run.nsmap)
        if run[0].tag == f"{W}rPr":  # there and nowhere else, by the schema; a search would look at all the run
            after.append(deepcopy(run[0]))
        after.extend(behind)
        run.addnext(after)
    return None, run


def _is_open(element: Any) -> bool:
    if local(element) == "sdt":
        properties = element.find(f"{W}sdtPr")
        return properties is None or not any(local(kind) in _PLAIN for kind in properties)
    return local(element) in _OPEN


def _mark(tag: str, identifier: str) -> Any:
    from lxml import etree

    return etree.Element(W + tag, {f"{W}id": identifier}, nsmap={"w": W[1:-1]})


def _closing(identifier: str) -> list[Any]:
    from lxml import etree

    run = etree.Element(f"{W}r", nsmap={"w": W[1:-1]})
    properties = etree.SubElement(run, f"{W}rPr")
    for size in ("sz", "szCs"):
        etree.SubElement(properties, W + size, {f"{W}val": _MARK_SIZE})
    run.append(_mark("commentReference", identifier))
    return [_mark("commentRangeEnd", identifier), run]
