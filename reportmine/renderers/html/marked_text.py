"""A text with marks that may nest and cross, cut into pieces that HTML can hold.

Takes a text and ``Mark``s, gives ``Piece``s that put together are the text, or the text as HTML, a paragraph a line.
The text in the HTML is the text itself, line breaks and all: line numbers and labels are what the style sheet draws
beside it out of attributes and classes, so that what is copied is the text. Read next: ``report/``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from markupsafe import Markup, escape

from reportmine.renderers.controls import visible


class Mark(NamedTuple):
    """Something marked in the text: ``text[start:end]``; ``kind`` is the class of its elements."""

    start: int
    end: int
    id: str
    kind: str


class Piece(NamedTuple):
    """A stretch of the text under the same marks: ids of those over it, and of those that begin at its start."""

    start: int
    end: int
    text: str
    marks: tuple[str, ...]
    begins: tuple[str, ...]


class Line(NamedTuple):
    """What a line of the text is: the classes of its paragraph, and whether something on the page leads to it."""

    classes: str = ""
    linked: bool = False


def cut(text: str, marks: Iterable[Mark], edges: Iterable[int] = ()) -> Iterator[Piece]:
    """The text in pieces, cut at every edge of a mark and at ``edges``; a mark outside of the text is brought into it.

    A mark without length lies over nothing and begins at a piece; at the end of the text that piece is empty.

    >>> [(p.text, p.marks, p.begins) for p in cut("abc", [Mark(0, 2, "x", ""), Mark(1, 3, "y", "")])]
    [('a', ('x',), ('x',)), ('b', ('x', 'y'), ('y',)), ('c', ('y',), ())]
    """
    size = len(text)
    spans = sorted(
        (max(0, min(mark.start, size)), max(0, min(mark.end, size)), number, mark.id)
        for number, mark in enumerate(marks)
    )
    places = sorted({0, size, *edges, *(span[0] for span in spans), *(max(span[:2]) for span in spans)})
    over: list[tuple[int, int, int, str]] = []
    following = 0
    for start, end in zip(places, [*places[1:], size], strict=True):
        over = [span for span in over if span[1] > start]
        begins: list[str] = []
        while following < len(spans) and spans[following][0] == start:
            span = spans[following]
            begins.append(span[3])
            if span[1] > start:
                over.append(span)
            following += 1
        if start < end or begins:
            yield Piece(start, end, text[start:end], tuple(span[3] for span in over), tuple(begins))


def draw(text: str, marks: Sequence[Mark], lines: Mapping[int, Line], prefix: str = "", *, usual: str = "") -> Markup:
    """The text as HTML: a ``p`` for every line, with its line break, and a ``mark`` for every marked piece.

    A line that is not blank has its number as ``data-n``, one that is linked the id ``<prefix>l<number>``. A piece has
    the kinds of its marks as classes and their ids as ``data-m``; where a mark begins stands the id
    ``<prefix><mark id>``: on the piece for the first mark that begins there, on an empty anchor for others. Forty
    reports have tens of thousands of lines and marks, so nothing is said that can be known without: a blank line has no
    number, and a piece that lies under its own mark alone no ``data-m``.

    Args:
        text: the text, which is shown with controls as U+FFFD.
        marks: what to mark; ids must be different and need no escaping.
        lines: what the lines are, by the offset of their first character; others are plain.
        prefix: goes before every id, so that several texts can stand in one page.
        usual: the kind of most marks; a piece under no other has no class.
    """
    kinds = {mark.id: mark.kind for mark in marks}
    shown = visible(text)
    starts = [0, *(place + 1 for place, char in enumerate(text) if char == "\n")]
    if len(starts) > 1 and starts[-1] == len(text):
        starts.pop()  # What ends with a line break has no other line behind it.
    written: list[str] = []
    following = 0
    for piece in cut(shown, marks, starts):
        if following < len(starts) and piece.start == starts[following]:
            end = starts[following + 1] if following + 1 < len(starts) else len(text)
            written.append(_line(following + 1, shown[piece.start : end], lines.get(piece.start, Line()), prefix))
            following += 1
        written.append(_piece(piece, kinds, prefix, usual))
    return Markup("".join(written))


def _line(number: int, words: str, line: Line, prefix: str) -> str:
    # Without the end tag, which the next paragraph stands for, and without quotes where they need none.
    if not line.classes and not words.strip():
        return "<p>"
    said = f" class={_quoted(line.classes.split())}" if line.classes else ""
    identity = f" id={prefix}l{number}" if line.linked else ""
    return f"<p{said}{identity} data-n={number}>"


def _piece(piece: Piece, kinds: Mapping[str, str], prefix: str, usual: str) -> str:
    # A line break carries no mark: it would be drawn over the margin.
    body, end = (piece.text[:-1], "\n") if piece.text.endswith("\n") else (piece.text, "")
    own = next((name for name in piece.begins if name in piece.marks and body), None)
    anchors = "".join(f"<a id={prefix}{name}></a>" for name in piece.begins if name != own)
    if not piece.marks or not body:
        return f"{anchors}{escape(body)}{end}"
    identity = f" id={prefix}{own}" if own else ""
    over_it = dict.fromkeys(kinds[name] for name in piece.marks)
    classes = "" if [*over_it] == [usual] else f" class={_quoted(over_it)}"
    over = "" if piece.marks == (own,) else f" data-m={_quoted(piece.marks)}"
    return f"{anchors}<mark{identity}{classes}{over}>{escape(body)}</mark>{end}"


def _quoted(words: Iterable[str]) -> str:
    said = " ".join(words)
    return f'"{said}"' if " " in said else said
