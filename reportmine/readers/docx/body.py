"""The running text of a Word document: paragraphs, tables, text boxes and notes in reading order.

What the page does not show (deletions, hidden runs, text in the colour of the page, field codes, alternate texts) is
put aside as parts, each anchored where it stands. An insertion that was not accepted is shown by Word, so it is in the
text, and a part besides.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from msgspec.structs import replace

from reportmine.messages import tr
from reportmine.readers.document import Block, BlockKind, Part, PartKind
from reportmine.readers.docx.formatting import Formatting, Look, Mark, fill_of
from reportmine.readers.docx.names import W, attribute, is_on, local, reference
from reportmine.readers.docx.numbering import Numbering
from reportmine.readers.parts import Parts

# Elements that only wrap what stands in them.
_WRAPPERS = {"hyperlink", "smartTag", "sdt", "sdtContent", "customXml", "fldSimple", "dir", "bdo"}
_CHANGES: dict[str, PartKind] = {"ins": "inserted", "del": "deleted", "moveFrom": "moved", "moveTo": "moved"}
# No real document nests tables or boxes as deep as this.
_DEEPEST = 40


class Piece(NamedTuple):
    """Characters of the text from ``start``, the element they stand in (mostly a ``w:t``), and its run."""

    start: int
    text: str
    element: Any
    run: Any


class Body:
    """Reads one story of the document; ``text``, ``blocks`` and ``parts`` grow as it walks.

    ``pieces`` says in the order of the text which elements it is made of (automatic numbers and marks of notes are in
    none), ``unseen`` are the runs whose text is not shown, ``marked`` those that are struck through or
    highlighted: what edits or comments a file starts from these.
    """

    def __init__(
        self,
        formatting: Formatting,
        numbering: Numbering | None,
        *,
        footnotes: Any = None,
        endnotes: Any = None,
        addresses: dict[str, str] | None = None,
    ) -> None:
        self._formatting = formatting
        self._numbering = numbering
        self._notes = {
            kind: {attribute(note, "id") or "": note for note in notes if local(note)} if notes is not None else {}
            for kind, notes in (("footnoteReference", footnotes), ("endnoteReference", endnotes))
        }
        self._written: list[str] = []
        self._length = 0
        self._addresses = addresses or {}
        self.blocks: list[Block] = []
        self.parts = Parts()
        self.pieces: list[Piece] = []
        self.unseen: list[Any] = []
        self.marked: list[tuple[Mark, Any]] = []
        self.comment_anchors: dict[str, int] = {}
        self._tables = self._depth = 0
        self.too_deep = False
        self._fields: list[bool] = []  # of every open field, whether its code is still being read
        self._code = self._mark = ""
        self._boxes: list[Any] = []
        self._art: list[str] = []
        self._referred: list[tuple[str, str]] = []

    @property
    def text(self) -> str:
        """What was read so far, a line a paragraph."""
        return "".join(self._written)

    def walk(self, document: Any) -> None:
        """Reads the body, then the notes in the order in which the text refers to them."""
        body = document.find(f"{W}body")
        self._blocks_of(body if body is not None else document, Look())
        referred, self._referred = dict.fromkeys(self._referred), []
        for position, (kind, identifier) in enumerate(referred, 1):
            if (note := self._notes[kind].get(identifier)) is not None:
                place = tr("脚注 {number}", number=position)
                self._note(note, f"[{position}] ", place)

    def _note(self, note: Any, mark: str, place: str) -> None:
        self._mark = mark
        self._write(mark)
        start = self._length - len(mark)
        self._blocks_of(note, Look(), "note", place)
        if self.blocks and self.blocks[-1].kind == "note" and self.blocks[-1].start == start + len(mark):
            self.blocks[-1] = Block(start=start, end=self.blocks[-1].end, kind="note", place=place)

    def _blocks_of(self, parent: Any, look: Look, kind: BlockKind = "paragraph", place: str = "") -> None:
        self._depth += 1
        self.too_deep = self.too_deep or self._depth > _DEEPEST
        if self._depth <= _DEEPEST:
            for child in parent:
                tag = local(child)
                if tag == "p":
                    self._paragraph(child, look, kind, place)
                elif tag == "tbl":
                    self._table(child)
                elif tag in _WRAPPERS or tag in _CHANGES:
                    self._blocks_of(child, look, kind, place)
                elif tag == "AlternateContent":
                    for shown in _choice(child):
                        self._blocks_of(shown, look, kind, place)
        self._depth -= 1

    def _table(self, table: Any) -> None:
        self._tables += 1
        number = self._tables
        properties = table.find(f"{W}tblPr")
        style = attribute(properties.find(f"{W}tblStyle"), "val") if properties is not None else None
        filled = self._formatting.fills(style)
        for at, row in enumerate(table.iter(f"{W}tr"), 1):
            if next(row.iterancestors(f"{W}tbl")) is not table:
                continue  # a row of a table inside a cell: read with that cell
            place = tr("表格 {table} 第 {row} 行", table=number, row=at)
            start = self._length
            for cell in row.iter(f"{W}tc"):
                if next(cell.iterancestors(f"{W}tr")) is not row:
                    continue
                if self._length > start:
                    self._end_line("\t")
                look = Look(fill_of(cell.find(f"{W}tcPr")) or fill_of(properties), filled)
                self._blocks_of(cell, look, "table-row", place)
            self._merge_row(start, place)

    def _merge_row(self, start: int, place: str) -> None:
        """One block a row of a table, whatever its cells hold."""
        while self.blocks and self.blocks[-1].start >= start and self.blocks[-1].kind == "table-row":
            self.blocks.pop()
        if self._length > start:
            self.blocks.append(Block(start=start, end=self._length - 1, kind="table-row", place=place))

    def _paragraph(self, paragraph: Any, look: Look, kind: BlockKind, place: str) -> None:
        properties = paragraph.find(f"{W}pPr")
        start = self._length
        if self._numbering is not None and not self._is_gone(paragraph, properties):
            self._write(self._numbering.label(properties))
        look = look._replace(fill=fill_of(properties) or look.fill)
        self._inline(paragraph, properties, look, None)
        if self._length > start:
            place = place or tr("第 {number} 段", number=len(self.blocks) + 1)
            self.blocks.append(Block(start=start, end=self._length, kind=kind, place=place))
            self._write("\n")
        self.parts.line += 1
        boxes, self._boxes = self._boxes, []
        for box in boxes:
            self._blocks_of(box, Look(styled_table=True), "text-box", tr("文本框"))
        art, self._art = self._art, []
        for said in art:
            start = self._length
            self._write(said)
            self.blocks.append(Block(start=start, end=self._length, kind="text-box", place=tr("艺术字或水印")))
            self._write("\n")

    def _is_gone(self, paragraph: Any, properties: Any) -> bool:
        """Whether a paragraph was deleted or hidden with its mark: then it has no number either."""
        mark = properties.find(f"{W}rPr") if properties is not None else None
        if mark is None:
            return False
        if mark.find(f"{W}del") is not None or mark.find(f"{W}moveFrom") is not None:
            written = (text for text in paragraph.iter(f"{W}t") if text.text)
            return all(any(local(above) in ("del", "moveFrom") for above in text.iterancestors()) for text in written)
        if not is_on(mark.find(f"{W}vanish")):
            return False
        runs = (run.find(f"{W}rPr") for run in paragraph.iter(f"{W}r"))
        return all(self._formatting.visibility(run, properties, Look()) == "hidden" for run in runs)

    def _inline(self, parent: Any, properties: Any, look: Look, change: Part | None) -> None:
        for child in parent:
            tag = local(child)
            if tag == "r":
                self._run(child, properties, look, change)
            elif tag in _CHANGES:
                self._inline(child, properties, look, _change(child, tag))
            elif tag in _WRAPPERS:
                if tag == "fldSimple" and (code := attribute(child, "instr")):
                    self._put_aside("field", code.strip())
                if tag == "hyperlink" and (address := self._addresses.get(reference(child))):
                    self._put_aside("field", f'HYPERLINK "{address}"')
                self._inline(child, properties, look, change)
            elif tag == "AlternateContent":
                for shown in _choice(child):
                    self._inline(shown, properties, look, change)
            elif tag == "commentRangeStart":
                self.comment_anchors[attribute(child, "id") or ""] = self._length
            elif tag in ("oMath", "oMathPara"):
                self._write("".join(child.itertext()))

    def _run(self, run: Any, paragraph: Any, look: Look, change: Part | None) -> None:
        properties = run.find(f"{W}rPr")
        visibility = self._formatting.visibility(properties, paragraph, look)
        gone = change is not None and change.place in ("del", "moveFrom")
        shown = visibility == "shown" and not gone
        pieces: list[tuple[str, Any]] = []
        for child in _flat(run):
            tag = local(child)
            if tag == "fldChar":
                self._field(attribute(child, "fldCharType"))
            elif tag == "instrText":
                self._code += child.text or ""
            elif tag in ("drawing", "pict", "object"):
                self._drawing(child)
            elif tag == "rt":
                self._put_aside("alternate-text", "".join(child.itertext()).strip(), tr("注音"))
            elif tag in self._notes:
                self._referred.append((tag, attribute(child, "id") or ""))
            elif tag == "commentReference":
                self.comment_anchors.setdefault(attribute(child, "id") or "", self._length)
            elif not (self._fields and self._fields[-1]) and (written := _said(child, tag)):
                pieces.append((written, child))
        whole = "".join(written for written, _ in pieces)
        said = whole.lstrip() if self._written and self._written[-1] is self._mark else whole
        if not said:
            return
        if change is not None:
            self._changed(change, said, shown)
        if visibility != "shown" and not gone:
            self._put_aside(visibility, said)
            self.unseen.append(run)
        if shown:
            start = self._length + len(said) - len(whole)
            for mark in self._formatting.marks(properties, paragraph):
                place = tr("带删除线的文字") if mark == "struck" else tr("突出显示的文字")
                part = Part(kind=mark, text=said, place=place, anchor=self._length)
                self.parts.join(part, shown=True, fresh=self._fresh)
                self.marked.append((mark, run))
            for written, element in pieces:
                self.pieces.append(Piece(start, written, element, run))
                start += len(written)
            self._write(said)

    def _field(self, kind: str | None) -> None:
        if kind == "begin":
            self._fields.append(True)
            self._code = ""
        elif kind == "separate" and self._fields:
            self._fields[-1] = False
            self._keep_code()
        elif kind == "end" and self._fields:
            self._fields.pop()
            self._keep_code()

    def _keep_code(self) -> None:
        if self._code.strip():
            self._put_aside("field", self._code.strip())
        self._code = ""

    def _drawing(self, drawing: Any) -> None:
        for element in drawing.iter():
            tag = local(element)
            if tag == "txbxContent" and not any(local(above) == "txbxContent" for above in element.iterancestors()):
                self._boxes.append(element)
            elif tag == "blip" and (address := self._addresses.get(reference(element, "link"))):
                self._put_aside("field", f'INCLUDEPICTURE "{address}"')
            elif tag in ("docPr", "shape"):
                for name in ("descr", "title", "alt"):
                    self._put_aside("alternate-text", (element.get(name) or "").strip())
            elif tag == "textpath" and (said := (element.get("string") or "").strip()):
                self._art.append(said)

    def _changed(self, change: Part, said: str, shown: bool) -> None:
        place = {
            "ins": tr("修订：插入"), "del": tr("修订：删除"), "moveFrom": tr("修订：移走"), "moveTo": tr("修订：移来"),
        }[change.place]  # fmt: skip
        part = replace(change, text=said, place=place, anchor=self._length)
        self.parts.join(part, shown=shown, fresh=self._fresh)

    def _put_aside(self, kind: PartKind, said: str, place: str = "") -> None:
        if not said:
            return
        place = place or {
            "hidden": tr("隐藏文字"), "page-colour": tr("与背景同色的文字"), "field": tr("域代码"),
            "alternate-text": tr("图片的替代文字"),
        }[kind]  # fmt: skip
        part = Part(kind=kind, text=said, place=place, anchor=self._length)
        if kind in ("hidden", "page-colour"):
            self.parts.join(part, fresh=self._fresh)
        else:
            self.parts.add(part)

    @property
    def _fresh(self) -> bool:
        return self._written[-1:] == ["\n"]

    def _write(self, said: str) -> None:
        if said:
            self._written.append(said)
            self._length += len(said)

    def _end_line(self, mark: str) -> None:
        """Puts ``mark`` in place of the line break that was written last."""
        if self._written and self._written[-1] == "\n":
            self._written[-1] = mark


def _change(element: Any, tag: str) -> Part:
    """The change a run stands in; ``place`` holds the tag until it is written."""
    return Part(
        kind=_CHANGES[tag],
        text="",
        place=tag,
        author=attribute(element, "author"),
        date=attribute(element, "date"),
    )


def _choice(alternatives: Any) -> list[Any]:
    """Of alternatives the one that Word itself shows, as a list of one or none."""
    return [option for option in alternatives if local(option) in ("Choice", "Fallback")][:1]


def _flat(run: Any) -> list[Any]:
    """The children of a run, those of alternatives and of the words under a ruby too."""
    found: list[Any] = []
    for child in run:
        if local(child) == "AlternateContent":
            found += [inner for shown in _choice(child) for inner in shown]
        elif local(child) == "ruby":
            found += child.iter(f"{W}rt")
            found += [inner for base in child.iter(f"{W}rubyBase") for below in base.iter(f"{W}r") for inner in below]
        else:
            found.append(child)
    return found


_SIGNS: dict[str, Callable[[Any], str]] = {
    "t": lambda element: element.text or "",
    "delText": lambda element: element.text or "",
    "tab": lambda element: "\t",
    "cr": lambda element: "\n",
    "br": lambda element: "" if attribute(element, "type") in ("page", "column") else "\n",
    "ptab": lambda element: "\t",
    "noBreakHyphen": lambda element: "-",
    "sym": lambda element: _symbol(attribute(element, "char") or ""),
}


def _said(element: Any, tag: str) -> str:
    return _SIGNS[tag](element) if tag in _SIGNS else ""


def _symbol(code: str) -> str:
    try:
        value = int(code, 16)
    except ValueError:
        return ""
    return "•" if 0xE000 <= value <= 0xF8FF or value > 0x10FFFF else chr(value)
