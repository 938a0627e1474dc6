"""Accepts every tracked change of a story: insertions stay, deletions go, and nobody can see who made them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from reportmine.readers.docx.names import W, local

# Where these stand, a change is a mark on the thing itself (a paragraph mark, a row, a number) and has no content.
_MARKED = ("rPr", "trPr", "tcPr", "numPr", "ctrlPr", "tblPr", "pPr")
_KEPT, _GONE = (f"{W}ins", f"{W}moveTo"), (f"{W}del", f"{W}moveFrom")
_FORMATS = tuple(
    W + name
    for name in ("rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "tblPrExChange", "tblGridChange",
                 "trPrChange", "tcPrChange", "numberingChange", "cellMerge")
)  # fmt: skip
_RANGES = tuple(
    f"{W}{name}Range{end}"
    for name in ("moveFrom", "moveTo", "customXmlIns", "customXmlDel", "customXmlMoveFrom", "customXmlMoveTo")
    for end in ("Start", "End")
)


def accept(root: Any) -> Counter[str]:
    """Accepts the changes; how many of them were insertions (``ins``), deletions (``del``) and of format."""
    counts: Counter[str] = Counter()
    for row in list(root.iter(f"{W}tr")):
        if row.find(f"{W}trPr/{W}del") is not None:
            table = row.getparent()
            counts["del"] += _drop([row])
            if table.find(f".//{W}tr") is None:
                _drop([table])
    for cell in list(root.iter(f"{W}tc")):
        if cell.find(f"{W}tcPr/{W}cellDel") is not None:
            counts["del"] += _drop([cell])
    counts["format"] += _drop(root.iter(*_FORMATS))
    _drop(root.iter(*_RANGES))
    counts["ins"] += _drop(root.iter(f"{W}cellIns"))
    unmarked = [
        paragraph
        for paragraph in root.iter(f"{W}p")
        if any(paragraph.find(f"{W}pPr/{W}rPr/{tag}") is not None for tag in _GONE)
    ]
    for element in list(root.iter(*_GONE, *_KEPT)):
        kind = "ins" if element.tag in _KEPT else "del"
        if local(element.getparent()) in _MARKED:
            _drop([element])
            counts[kind] += 1
        elif kind == "del":
            counts["del"] += _drop([element])
        else:
            counts["ins"] += 1
            unwrap(element)
    # The last one first: what runs on through many marks is moved once.
    for paragraph in reversed(unmarked):
        _join_with_next(paragraph)
    return counts


def unwrap(element: Any) -> None:
    """Puts what stands in an element in its place."""
    parent = element.getparent()
    if parent is not None:
        for child in list(element):
            element.addprevious(child)
        parent.remove(element)


def _drop(elements: Iterable[Any]) -> int:
    count = 0
    for element in list(elements):
        if (parent := element.getparent()) is not None:
            parent.remove(element)
            count += 1
    return count


def _join_with_next(paragraph: Any) -> None:
    """A paragraph whose mark is gone runs on into the next one; one that ends a section or a cell keeps its mark."""
    parent, following = paragraph.getparent(), paragraph.getnext()
    if parent is None or paragraph.find(f"{W}pPr/{W}sectPr") is not None:
        return
    content = [child for child in paragraph if child.tag != f"{W}pPr"]
    if following is not None and following.tag == f"{W}p":
        at = 1 if following.find(f"{W}pPr") is not None else 0
        following[at:at] = content
        parent.remove(paragraph)
        return
    before = paragraph.getprevious()
    if not content and before is not None and before.tag == f"{W}p" and following is not None:
        parent.remove(paragraph)
