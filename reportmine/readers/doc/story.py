"""Runs of characters to the text of a document and its parts; the rich text reader writes through here too."""

from __future__ import annotations

from bisect import bisect_right

from reportmine.errors import UnreadableInput
from reportmine.messages import tr
from reportmine.readers.doc.word97 import Look, Word97
from reportmine.readers.document import Block, BlockKind, Content, Part, PartKind
from reportmine.readers.parts import Parts

_BREAKS = "\r\n\x0b\x0c"
_CELL = "\x07"
# A file may say that it holds the same characters many times over.
_MOST = 4_000_000
_FIELD_BEGIN, _FIELD_RESULT, _FIELD_END = "\x13", "\x14", "\x15"


_PLAIN = Look()


class Story:
    """Writes characters as they come; ``text``, ``blocks`` and ``parts`` grow."""

    def __init__(self) -> None:
        self._written: list[str] = []
        self._length = 0
        self._start = self._seen = 0
        self._cells = 0
        self._fields: list[list[str] | None] = []
        self.blocks: list[Block] = []
        self.parts = Parts()
        self.anchors: list[tuple[int, int]] = []

    @property
    def text(self) -> str:
        """What was written so far."""
        return "".join(self._written)

    @property
    def length(self) -> int:
        """How many characters were written so far."""
        return self._length

    def write(self, said: str, look: Look = _PLAIN, kind: BlockKind = "paragraph", place: str = "") -> None:
        """Writes some characters with one look.

        Raises:
            UnreadableInput: they are more than any document has.
        """
        self._seen += len(said)
        if self._seen > _MOST:
            raise UnreadableInput(tr("压缩内容展开后过大，可能是有意损坏的文件，没有读取"))
        shown: list[str] = []
        for char in said:
            if char == _FIELD_BEGIN:
                self._fields.append([])
            elif char == _FIELD_RESULT and self._fields:
                self._keep_code()
            elif char == _FIELD_END and self._fields:
                self._keep_code()
                self._fields.pop()
            elif self._fields and (code := self._fields[-1]) is not None:
                if char >= " ":
                    code.append(char)
            elif char in _BREAKS or char == _CELL:
                self._put("".join(shown), look)
                shown = []
                self._break(char, kind, place)
            elif char == "\x1e":
                shown.append("-")
            elif char >= " " or (char == "\t" and (shown or self._length > self._start)):
                shown.append(char)
        self._put("".join(shown), look)

    def end(self, kind: BlockKind = "paragraph", place: str = "") -> None:
        """Ends the last paragraph."""
        self._break("\n", kind, place)

    def _put(self, said: str, look: Look) -> None:
        if not said:
            return
        shown = not (look.deleted or look.hidden)
        if look.deleted:
            self._aside("deleted", said, tr("修订：删除"), look)
        elif look.inserted:
            self._aside("inserted", said, tr("修订：插入"), look, shown)
        if look.hidden and not look.deleted:
            self._aside("hidden", said, tr("隐藏文字"), _PLAIN)
        if shown:
            if look.struck:
                self._aside("struck", said, tr("带删除线的文字"), _PLAIN, shown)
            if look.highlighted:
                self._aside("highlighted", said, tr("突出显示的文字"), _PLAIN, shown)
            self._written.append(said)
            self._length += len(said)

    def _aside(self, kind: PartKind, said: str, place: str, look: Look, shown: bool = False) -> None:
        fresh = 0 < self._length == self._start
        part = Part(kind=kind, text=said, place=place, anchor=self._length, author=look.author, date=look.date)
        self.parts.join(part, shown=shown, fresh=fresh)

    def _keep_code(self) -> None:
        code = "".join(self._fields[-1] or []).strip()
        self._fields[-1] = None
        if code:
            self.parts.add(Part(kind="field", text=code, place=tr("域代码"), anchor=self._length))

    def _break(self, char: str, kind: BlockKind, place: str) -> None:
        if char == _CELL and self._length > self._start and self._written[-1] != "\t":
            self._cells += 1
            self._written.append("\t")
            self._length += 1
            return
        if char == _CELL and not self._cells:
            return
        if self._written and self._written[-1] == "\t":  # a cell mark of its own ends the row
            self._written.pop()
            self._length -= 1
        if self._length > self._start:
            kind = "table-row" if self._cells else kind
            place = place or tr("第 {number} 段", number=len(self.blocks) + 1)
            self.blocks.append(Block(start=self._start, end=self._length, kind=kind, place=place))
            self._written.append("\n")
            self._length += 1
        self._start, self._cells = self._length, 0
        self.parts.line += 1


def content_of(word: Word97, parts: list[Part], unchecked: list[str]) -> Content:
    """The content of a document: its text, then boxes and notes; margins and comments as parts."""
    story = Story()
    _tell(story, word, word.stories["text"])
    kinds: tuple[tuple[str, BlockKind, str], ...] = (
        ("boxes", "text-box", tr("文本框")), ("footnotes", "note", tr("脚注")), ("endnotes", "note", tr("尾注")),
    )  # fmt: skip
    for name, kind, place in kinds:
        _tell(story, word, word.stories[name], kind, place)
    for position, (at, start, end, author) in enumerate(word.comments(), 1):
        own = Story()
        _tell(own, word, (start, end))
        said = own.text.strip()
        anchor = _offset(story, at)
        place = tr("批注 {number}", number=position)
        story.parts.add(Part(kind="comment", text=said, place=place, anchor=anchor, author=author))
    places = (tr("偶数页页眉"), tr("页眉"), tr("偶数页页脚"), tr("页脚"), tr("首页页眉"), tr("首页页脚"))
    seen = set()
    for which, start, end in word.header_stories():
        own = Story()
        _tell(own, word, (start, end))
        said = own.text.strip()
        if (which, said) in seen:
            continue
        seen.add((which, said))
        if said:
            story.parts.add(Part(kind="footer" if which in (2, 3, 5) else "header", text=said, place=places[which]))
        for part in own.parts.inside(places[which]):
            story.parts.add(part)
    return Content(
        text=story.text,
        encoding="utf-8",
        blocks=tuple(story.blocks),
        parts=(*story.parts, *parts),
        unchecked=tuple(unchecked),
    )


def _offset(story: Story, position: int) -> int | None:
    """Where in the text a character of the file went."""
    at = bisect_right(story.anchors, (position, story.length + 1)) - 1
    if at < 0:
        return None
    start, offset = story.anchors[at]
    until = story.anchors[at + 1][1] if at + 1 < len(story.anchors) else story.length
    return min(offset + position - start, until)


def _tell(story: Story, word: Word97, span: tuple[int, int], kind: BlockKind = "paragraph", place: str = "") -> None:
    """Writes one story of the file, and notes where its characters went for what is anchored there."""
    for run in word.runs(*span):
        story.anchors.append((run.start, story.length))
        story.write(run.text, run.look, kind, place)
    story.end(kind, place)
