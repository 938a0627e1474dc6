"""The structure of a report: its sections by its own order of numberings, and every paragraph in its section.

Takes the text, gives a ``Structure``: what the title says (``metadata.py``), the sections, and the paragraphs
with kind, section and continuation set and the label left open. Read next: ``layout.py``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import msgspec

from reportmine.model import Paragraph, Section
from reportmine.sections.headings import bracketed, first_sentence, numbered_runs
from reportmine.sections.layout import Block, read_layout
from reportmine.sections.margins import pattern
from reportmine.sections.metadata import find_metadata
from reportmine.sections.numbering import RANK, Marker

# A heading without number, without and with a full stop; the long ones that state a result, see _name_styles.
_NAME, _STOPPED, _STATEMENT = "name", "name。", "name，"
_BRACKETED = "【】"
_NAMES = (_NAME, _STOPPED, _STATEMENT, _BRACKETED)
_LISTS = ("第一，", "一是", "一要", "——")
_OUTLINE = ("第章", "一", "一、", "（一）", "1.")
# Reports have four levels, rarely five. Without an end, numbers that make no sense would nest for ever.
_DEEPEST = 9


class Structure(msgspec.Struct, frozen=True, kw_only=True):
    """What ``find_structure`` finds.

    ``year`` is the year the report speaks from (今年), ``region`` as the text writes it (山西省, 某市; 全国
    for the State Council), ``organisation`` who reports, ``audience`` to whom, ``date`` the ISO date of
    delivery. ``None`` where the text does not tell.
    """

    title: str | None
    year: int | None
    region: str | None
    organisation: str | None
    date: str | None
    audience: str | None
    sections: tuple[Section, ...]
    paragraphs: tuple[Paragraph, ...]


@dataclass(slots=True)
class _Open:
    """A section under construction."""

    id: int
    level: int
    style: str
    value: int | None
    number: str | None
    heading: str
    start: int
    end: int
    parent: int | None


def find_structure(text: str) -> Structure:
    """Title data, sections and paragraphs of a report.

    >>> found = find_structure("一、工作回顾\\n（一）推进园区建设。全年新开工项目三十个，完成投资四亿元。")
    >>> [(section.level, section.heading) for section in found.sections]
    [(1, '工作回顾'), (2, '推进园区建设')]
    """
    blocks = read_layout(text)
    outline = _Outline(blocks)
    places: dict[int, int | None] = {}
    for block in blocks:
        place = outline.take(block, text)
        for line in block.lines:
            places[line.index] = place
    lines = sorted(((line, block) for block in blocks for line in block.lines), key=lambda pair: pair[0].index)
    last = max((line.index for line, block in lines if block.kind not in ("furniture", "title")), default=-1)
    paragraphs = tuple(
        Paragraph(
            id=line.index,
            start=line.start,
            end=line.end,
            kind=block.kind or "body",
            section=places[line.index] if line.index <= last else None,
            continues=line.continues,
        )
        for line, block in lines
    )
    about = find_metadata(text, blocks)
    return Structure(
        title=about.title,
        year=about.year,
        region=about.region,
        organisation=about.organisation,
        date=about.date,
        audience=about.audience,
        sections=outline.close(),
        paragraphs=paragraphs,
    )


class _Outline:
    """Follows the headings down the report and keeps the sections that are open."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self._adjacent = False
        self._done: list[_Open] = []
        self._stack: list[_Open] = []
        self._below_salutation = False
        self._statements = _name_styles(blocks)
        self._names_outside = _names_outside(blocks)
        self._offset = _starts_inside(blocks)
        self._markers = [block.marker for block in _outline_of(blocks) if block.marker is not None]
        self._place = 0
        self._extents = _extents(blocks)
        self._room: int | None = None

    def take(self, block: Block, text: str) -> int | None:
        """The section a block belongs to; a heading opens one first."""
        if block.kind == "title":
            return None
        if block.kind == "salutation":
            # After 各位代表！ on a line of its own the report has left the subsection.
            self._below_salutation = True
        elif block.kind == "heading" or block.run_in:
            self._below_salutation = False
            self._open(block, text)
            self._room = self._extents.get(id(block))
        elif block.kind == "body" and self._room is not None:
            # The last item of a list is no longer than the others: what comes after stands outside it.
            if self._room == 0 and self._stack:
                self._stack.pop()
            self._room = self._room - 1 if self._room else None
        if block.kind != "furniture":
            # A numbered heading right below one without number belongs to it.
            self._adjacent = block.kind == "heading"
        if not self._stack:
            return None
        if block.kind != "furniture":
            for section in self._stack[:1] if self._below_salutation else self._stack:
                section.end = max(section.end, block.lines[-1].end)
        return self._stack[0].id if self._below_salutation else self._stack[-1].id

    def close(self) -> tuple[Section, ...]:
        """All sections in the order of the text."""
        return tuple(
            Section(
                id=done.id,
                level=done.level,
                number=done.number,
                heading=done.heading,
                start=done.start,
                end=done.end,
                parent=done.parent,
            )
            for done in self._done
        )

    def _open(self, block: Block, text: str) -> None:
        written = "".join(text[line.start : line.end] for line in block.lines)
        marker = block.marker
        if marker is not None:
            self._place += 1
        name = written[marker.end :] if marker else written
        if block.run_in:
            name = first_sentence(name) if marker else bracketed(name) or name
        elif marker is None and (inner := bracketed(name)) and len(inner) + 2 == len(name):
            name = inner
        name = name.strip(" \u3000").rstrip("。：:")
        numbered = marker is not None and marker.value is not None
        if numbered and marker is not None:
            self._make_room(marker.style, marker.value)
        else:
            self._make_room_for_name(block)
        del self._stack[_DEEPEST:]
        style = marker.style if marker is not None else self._style_of(block)
        opened = _Open(
            id=len(self._done) + 1,
            level=self._stack[-1].level + 1 if self._stack else 1 + self._offset,
            style=style,
            value=marker.value if marker else None,
            number=marker.number if numbered and marker is not None else None,
            heading=name or (marker.number if marker else ""),
            start=block.lines[0].start,
            end=block.lines[-1].end,
            parent=self._stack[-1].id if self._stack else None,
        )
        self._stack.append(opened)
        self._done.append(opened)

    def _make_room(self, style: str, value: int | None) -> None:
        """Closes what a number of this style and value stands beside or outside of."""
        if value == 1 and self._stack and self._stack[-1].style == style and self._nested():
            return
        for depth in range(len(self._stack) - 1, -1, -1):
            section = self._stack[depth]
            if section.style == style and section.value is not None and value == section.value + 1:
                del self._stack[depth:]
                return
        if style in _OUTLINE:
            self._close_names()
        if value == 1 or not any(section.style == style for section in self._stack):
            if self._stack and self._stack[-1].style == style:
                self._stack.pop()
            elif value != 1:
                # An excerpt, or a number skipped: custom says what is outside what.
                while self._stack and self._rank(self._stack[-1]) >= RANK[style]:
                    self._stack.pop()
                if RANK[style] <= 1:
                    self._offset = 0
            elif style not in _LISTS:
                while self._stack and self._stack[-1].style in _LISTS and not self._goes_on(self._stack[-1]):
                    self._stack.pop()
            return
        depth = max(depth for depth, section in enumerate(self._stack) if section.style == style)
        del self._stack[depth:]

    def _nested(self) -> bool:
        """Whether a list that begins again at 1 stands inside the section of its own style above it.

        It does where the numbers go on from that section once the list is over: 二、 一、二、三、 三、.
        """
        top = self._stack[-1]
        expected = 1
        for marker in self._ahead(self._place - 1):
            if marker.style != top.style:
                continue
            if marker.value != expected:
                return top.value is not None and marker.value == top.value + 1
            expected += 1
        return False

    def _goes_on(self, section: _Open) -> bool:
        """Whether the list of a section has a next item further down."""
        for marker in self._ahead(self._place):
            if marker.style == section.style:
                return section.value is not None and marker.value == section.value + 1
        return False

    def _ahead(self, start: int) -> Iterator[Marker]:
        """The numbers further down, as far as a report has them in sight."""
        for place in range(start, min(len(self._markers), start + 400)):
            yield self._markers[place]

    def _rank(self, section: _Open) -> int:
        return RANK.get(section.style, 0 if self._names_outside else 9)

    def _close_names(self) -> None:
        """A number of the outline leaves the headings without number, but for one right above it."""
        while self._stack and self._stack[-1].style in _NAMES and not self._adjacent:
            if self._names_outside and len(self._stack) == 1:
                return
            if pattern("heading", "outermost").match(self._stack[-1].heading):
                return
            self._stack.pop()

    def _make_room_for_name(self, block: Block) -> None:
        if pattern("heading", "outermost").match(block.text):
            self._stack.clear()
            self._offset = 0
            return
        style = block.marker.style if block.marker is not None else self._style_of(block)
        for depth, section in enumerate(self._stack):
            if section.style == style and not pattern("heading", "outermost").match(section.heading):
                del self._stack[depth:]
                return
        while self._stack and self._stack[-1].style in _LISTS:
            self._stack.pop()

    def _style_of(self, block: Block) -> str:
        if bracketed(block.text):
            return _BRACKETED
        if block.text.endswith("。"):
            return _STOPPED
        return _STATEMENT if self._statements and "，" in block.text else _NAME


def _extents(blocks: Sequence[Block]) -> dict[int, int]:
    """How many paragraphs the last item of a list may have below it, by ``id`` of its block.

    Where every item before it is one paragraph, the last one is as well, and the text after the list does
    not belong to it.
    """
    content = [block for block in blocks if block.kind in ("heading", "body")]
    extents: dict[int, int] = {}
    for run in numbered_runs(content):
        last = content[run[-1]]
        style = last.marker.style if last.marker is not None else ""
        gaps = [after - before - 1 for before, after in zip(run, run[1:], strict=False)]
        if not gaps or not (last.run_in or style in _LISTS) or not (last.run_in or last.kind == "heading"):
            continue
        if style in _LISTS or (max(gaps) == 0 and len(run) >= 3):
            extents[id(last)] = max(max(gaps), int(last.kind == "heading"))
    return extents


def _outline_of(blocks: Sequence[Block]) -> list[Block]:
    return [block for block in blocks if block.kind == "heading" or block.run_in]


def _name_styles(blocks: Sequence[Block]) -> bool:
    """Whether headings without number are of two kinds: short names, and long ones that state a result."""
    names = [block.text for block in blocks if block.kind == "heading" and block.marker is None]
    names = [name for name in names if not name.endswith("。") and not pattern("heading", "outermost").match(name)]
    long = [len(name) for name in names if "，" in name]
    short = [len(name) for name in names if "，" not in name]
    if not long or not short:
        return False
    mean = sum(long) / len(long)
    return mean >= 24 and mean >= 1.8 * sum(short) / len(short)


def _names_outside(blocks: Sequence[Block]) -> bool:
    """Whether headings without number enclose the numbered ones: two at least, one before any number."""
    outline = _outline_of(blocks)
    names = [
        place
        for place, block in enumerate(outline)
        if block.marker is None
        and not block.text.endswith("。")
        and not pattern("heading", "outermost").match(block.text)
    ]
    first = next((i for i, b in enumerate(outline) if b.marker is not None and b.marker.style in _OUTLINE), None)
    return first is not None and len(names) >= 2 and names[0] < first


def _starts_inside(blocks: Sequence[Block]) -> int:
    """1 for an excerpt that begins at （三） and comes to 二、 later, else 0."""
    numbered = [b.marker for b in _outline_of(blocks) if b.marker is not None and b.marker.style in _OUTLINE]
    if not numbered or numbered[0].style in ("第章", "一", "一、") or numbered[0].value == 1:
        return 0
    return int(any(marker.style in ("一", "一、", "第章") and marker.value != 1 for marker in numbered))
