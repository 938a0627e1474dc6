"""The stories of a Word file as the reader sees them, and what must be changed in them: unseen text, secrets, fields.

A story is the body with its notes, or one header or footer. ``Body.pieces`` says which element a character is from.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable
from typing import Any, NamedTuple

import msgspec

from reportmine.cleaning.characters import without_unseen
from reportmine.cleaning.docx.fields import Field, alternate_texts, fields
from reportmine.cleaning.docx.package import Package
from reportmine.cleaning.docx.traces import drop_if_empty
from reportmine.cleaning.ledger import Ledger
from reportmine.cleaning.stars import note_masked, starred, to_mask
from reportmine.messages import tr
from reportmine.readers.document import Document, Part, PartKind
from reportmine.readers.docx.body import Body, Piece
from reportmine.readers.docx.formatting import Formatting, Look
from reportmine.readers.docx.names import W, attribute, is_on, local
from reportmine.readers.docx.numbering import Numbering
from reportmine.screening import Screening

_NOTES = {"footnotes": "footnoteReference", "endnotes": "endnoteReference"}
_TEXT = {
    "t", "tab", "cr", "br", "sym", "noBreakHyphen", "softHyphen", "ptab",
}  # fmt: skip
_PICTURES = {
    "drawing", "pict", "object", "AlternateContent",
}  # fmt: skip


class Margin(NamedTuple):
    """A header or footer: the name of its part, what it is, and its root."""

    name: str
    kind: PartKind
    root: Any


class Stories:
    """All stories of a file."""

    def __init__(self, package: Package) -> None:
        self._package = package
        main = package.main
        self.document = package.root(main)
        self.margins = [
            Margin(link.target, "header" if link.kind == "header" else "footer", root)
            for link in package.links(main)
            if link.kind in ("header", "footer") and (root := package.root(link.target)) is not None
        ]
        self.notes = {
            kind: root for kind in _NOTES if (root := package.root(package.target(main, kind) or "")) is not None
        }
        settings, styles = (package.root(package.target(main, kind) or "") for kind in ("settings", "styles"))
        self._formatting = Formatting(self.document, styles, settings)

    @property
    def roots(self) -> list[Any]:
        """The root elements of all stories."""
        return [self.document, *(margin.root for margin in self.margins), *self.notes.values()]

    @property
    def parts(self) -> list[str]:
        """The names of the parts they stand in."""
        notes = [self._package.target(self._package.main, kind) or "" for kind in self.notes]
        return [self._package.main, *(margin.name for margin in self.margins), *notes]

    def walk(self) -> tuple[Body, list[Body]]:
        """Reads the body and every margin."""
        numbering = self._package.root(self._package.target(self._package.main, "numbering") or "")
        body = Body(self._formatting, Numbering(numbering, self._formatting), **self.notes)
        body.walk(self.document)
        margins = []
        for margin in self.margins:
            story = Body(self._formatting, None)
            story.walk(margin.root)
            margins.append(story)
        return body, margins

    def remove_unseen(self, ledger: Ledger) -> None:
        """Removes hidden text, text in the colour of the page, characters without a form, notes nothing refers to."""
        body, margins = self.walk()
        for story in (body, *margins):
            for part in story.parts:
                if part.kind == "hidden":
                    ledger.note(tr("隐藏文字已删除"), said=part.text)
                elif part.kind == "page-colour":
                    ledger.note(tr("与背景同色的文字已删除"), said=part.text)
            for run in story.unseen:
                _remove_text(run)
        for root in self.roots:
            for text in root.iter(f"{W}t"):
                text.text = without_unseen(text.text or "", ledger)
            for paragraph in list(root.iter(f"{W}p")):
                if _is_empty_and_hidden(paragraph):
                    paragraph.getparent().remove(paragraph)
        for kind, root in self.notes.items():
            referred = {attribute(element, "id") for element in self.document.iter(W + _NOTES[kind])}
            lost = [
                note
                for note in root
                if attribute(note, "type") in (None, "normal") and attribute(note, "id") not in referred
            ]
            for note in lost:
                root.remove(note)
            ledger.note(tr("正文已不再引用的脚注、尾注已删除"), sum(any(t.text for t in n.iter(f"{W}t")) for n in lost))

    def remove_marked(self, ledger: Ledger) -> None:
        """Removes what is struck through, which an editor decided against, and the colour behind what is highlighted.

        A colour goes, its text stays; where that was white on the colour it gets the colour of other text.
        """
        body, margins = self.walk()
        for story in (body, *margins):
            for part in story.parts:
                if part.kind == "struck":
                    ledger.note(tr("带删除线的文字已删除"), said=part.text)
                elif part.kind == "highlighted":
                    ledger.note(tr("突出显示（涂色）已去掉，文字保留"), said=part.text)
            for mark, run in story.marked:
                if mark == "highlighted":
                    self._uncolour(run.find(f"{W}rPr"))
                elif run.getparent() is not None:
                    _remove_struck(run)

    def _uncolour(self, properties: Any) -> None:
        for name in ("highlight", "shd"):
            if (colour := properties.find(W + name)) is not None:
                properties.remove(colour)
        if self._formatting.visibility(properties, None, Look()) == "page-colour":
            properties.remove(properties.find(f"{W}color"))

    def settle(self, source: Document, screened: Callable[[Document], Screening], ledger: Ledger) -> str:
        """Masks secrets in what is shown, reduces telling fields to text, empties telling alternate texts.

        ``source`` is the document as it was read; gives the text of the body as it is then.
        """
        body, margins = self.walk()
        links = [field for part, root in zip(self.parts, self.roots, strict=True) for field in self._fields(part, root)]
        alternates = [text for root in self.roots for text in alternate_texts(root)]
        parts = [
            *(
                Part(kind=m.kind, text=b.text, place=_margin_name(m))
                for m, b in zip(self.margins, margins, strict=True)
            ),
            *(Part(kind="field", text=link.code, place=tr("域代码")) for link in links),
            *(Part(kind="alternate-text", text=text.said, place=tr("图片的替代文字")) for text in alternates),
        ]
        document = msgspec.structs.replace(
            source, text=body.text, blocks=tuple(body.blocks), parts=tuple(parts), unchecked=()
        )
        screening = screened(document)
        for number, story in enumerate((body, *margins), -1):
            starts = [piece.start for piece in story.pieces]
            for finding in to_mask(screening.findings, None if number < 0 else number):
                if _star(story.pieces, starts, finding.start, finding.end) or _star_art(
                    self.roots, story.text[finding.start : finding.end]
                ):
                    note_masked(ledger, finding, finding.place)
        told = {finding.part for finding in screening.findings if finding.part is not None}
        for number, link in enumerate(links, len(margins)):
            if number in told or link.tells:
                link.unlink()
                ledger.note(tr("域和链接改为普通文字"), said=link.code if number not in told else None)
        for number, text in enumerate(alternates, len(margins) + len(links)):
            if number in told:
                text.empty()
                ledger.note(tr("图片的替代文字已清空"))
        left = dict.fromkeys(t.said for n, t in enumerate(alternates, len(margins) + len(links)) if n not in told)
        if left:
            ledger.leave(tr("图片的替代文字没有删，请看是否合适：{said}", said=tr("、").join(left)))
        return self.walk()[0].text

    def _fields(self, part: str, root: Any) -> list[Field]:
        addresses = {link.identifier: link.target for link in self._package.links(part) if link.is_outside}
        return [field for field in fields(root, addresses) if field.code]


def _margin_name(margin: Margin) -> str:
    return tr("页眉") if margin.kind == "header" else tr("页脚")


def _star(pieces: list[Piece], starts: list[int], start: int, end: int) -> bool:
    """Puts stars in place of the characters of a span, in whichever elements they stand; whether any could be put."""
    found = False
    for piece in pieces[max(bisect_right(starts, start) - 1, 0) : bisect_left(starts, end)]:
        left, right = max(start - piece.start, 0), min(end - piece.start, len(piece.text))
        if left < right and local(piece.element) == "t":
            said = piece.element.text
            piece.element.text = said[:left] + starred(said[left:right]) + said[right:]
            found = True
    return found


def _star_art(roots: list[Any], secret: str) -> bool:
    """Puts stars in place of a secret in WordArt and watermarks, whose words are an attribute; whether it was there."""
    found = False
    for root in roots:
        for element in root.iter():
            if local(element) == "textpath" and secret in (said := element.get("string") or ""):
                element.set("string", said.replace(secret, starred(secret)))
                found = True
    return found


def _remove_text(run: Any) -> None:
    properties = run.find(f"{W}rPr")
    goes = _TEXT | _PICTURES if properties is not None and is_on(properties.find(f"{W}vanish")) else _TEXT
    for child in list(run):
        if local(child) in goes:
            run.remove(child)
    drop_if_empty(run)


def _remove_struck(run: Any) -> None:
    """Removes the text of a run, the field it was all the result of, and the paragraph it was all there was of."""
    paragraph = next(run.iterancestors(f"{W}p"), None)
    before, after = run.getprevious(), run.getnext()
    _remove_text(run)
    if _mark_of(before) == "separate" and _mark_of(after) == "end":
        for field in list(fields(paragraph, {})):
            if field.marks and field.marks[-1].getparent() is after:
                field.unlink()
    if paragraph is not None:
        for link in list(paragraph.iter(f"{W}hyperlink", f"{W}fldSimple")):
            if len(link) == 0:
                link.getparent().remove(link)
        if _can_go(paragraph):
            paragraph.getparent().remove(paragraph)


def _mark_of(run: Any) -> str | None:
    """What mark of a field a run holds."""
    return attribute(run.find(f"{W}fldChar"), "fldCharType") if run is not None else None


def _is_empty_and_hidden(paragraph: Any) -> bool:
    """Whether nothing is left of a paragraph whose mark is hidden too, and the story can do without it."""
    return bool(is_on(paragraph.find(f"{W}pPr/{W}rPr/{W}vanish"))) and _can_go(paragraph)


def _can_go(paragraph: Any) -> bool:
    """Whether nothing is left of a paragraph, and the story can do without it."""
    if paragraph.find(f"{W}pPr/{W}sectPr") is not None:
        return False
    left = {local(child) for child in paragraph} - {"pPr", "bookmarkStart", "bookmarkEnd"}
    before, after = paragraph.getprevious(), paragraph.getnext()
    return not left and any(beside is not None and beside.tag == f"{W}p" for beside in (before, after))
