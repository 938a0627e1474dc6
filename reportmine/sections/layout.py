"""The kind of every line: title, salutation, heading, body or furniture; sentences cut by web pages mended.

Takes the text and gives ``Block`` after ``Block``: one paragraph, or the lines a web page made of one.
What surrounds the report is found in ``margins.py``, heading or body decided in ``headings.py``; read next:
``structure.py``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from reportmine.model import ParagraphKind
from reportmine.patterns import regex
from reportmine.sections.headings import mark_headings
from reportmine.sections.margins import mark_margins, pattern
from reportmine.sections.numbering import RANK, Marker, read_marker, read_ordinal
from reportmine.text import normalise

_INVISIBLE = "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
_SPACE = " \r\v\f\x85\u2028\u2029\u1680\u2000\u2001\u2004\u2005\u2006\u2007\u2008\u200a\u205f"
_CLOSERS = "”’」』》〉）)】〕\"'"
_ENDS = "。！？!?；;：:…."
# A line that ends with one of these is not finished, one that begins with those is not the beginning.
_OPEN = "，、,（(《〈“「『【—"
_OPEN_WORDS = (
    "的",
    "和",
    "与",
    "與",
    "及",
    "以及",
    "在",
    "把",
    "关于",
    "關於",
    "由",
    "向",
    "继",
    "同",
    "对",
    "对于",
    "将",
)
# A line without its stop that has one inside, or counts something, is the beginning of a sentence.
_UNFINISHED = regex(r"[。；：]|，.{0,40}\d[^\d年月日.]|\d[^\d年月日.].{0,40}，")
_GOES_ON = "，。、；：！？,;:!?》〉”’」』）)】%％‰℃·…"
_GOES_ON_WORDS = regex(r"的(?![确士])|等(?![到着待])|以来|以后，|是[:：]|早已|並|上迈|和(?=.{0,12}规划》)")
# The rest of PM2.5 on a line of its own, and a number with what it counts.
_BARE_FIGURE = regex(r"\d{1,3}(?:\.\d{1,2})?$")
_COUNTS = regex(r"\d[\d.,]{0,12}[^\d年月日.、，）) ]")
_LINK = regex("[，、]")
# Lines between two items of a list that counts 首先， 其次，.
_APART = 8
_MOST_LINES = 200  # of one paragraph, whatever a file does
# A text broken at a fixed width has lines of at least so many characters, and most of them nearly the same.
_NARROWEST, _RAGGED, _LEAST_LINES = 18, 3, 20
MAX_LINE = 1 << 30
# Numbers that open a paragraph and so end the one before, whatever it lacks.
_FIRM = frozenset(("第章", "第条", "一", "一、", "（一）", "1.", "（1）", "1）", "①"))


@dataclass(slots=True, eq=False)
class Line:
    """A non-blank line: offsets in the text, its normalised text, and what is known of it."""

    index: int
    start: int
    end: int
    text: str
    marker: Marker | None
    kind: ParagraphKind | None = None
    continues: bool = False


@dataclass(slots=True, eq=False)
class Block:
    """Lines that are one paragraph. ``text`` is theirs put together, normalised; offsets are of the lines."""

    lines: list[Line]
    text: str = ""
    marker: Marker | None = None
    kind: ParagraphKind | None = None
    #: Set by ``headings.py``: the number opens a section even though the line is body.
    run_in: bool = field(default=False)


def read_layout(text: str) -> list[Block]:
    """Blocks in the order of the text; every non-blank line is in exactly one of them.

    >>> [block.kind for block in read_layout("各位代表：\\n一、工作回顾\\n一年来，我们完成了各项任务。")]
    ['salutation', 'heading', 'body']
    """
    lines = split_lines(text)
    full = full_line(lines)
    mark_margins(lines, full)
    _mark_ordinals(lines)
    blocks = _put_together(lines, full)
    mark_headings([block for block in blocks if block.kind != "furniture"])
    return blocks


def split_lines(text: str) -> list[Line]:
    """The non-blank lines, without their outer white space.

    A line of invisible characters alone is kept: it is not blank, and a reader should be told of it.
    """
    plain = normalise(text)
    lines: list[Line] = []
    position = 0
    while position <= len(plain):
        stop = plain.find("\n", position)
        stop = len(plain) if stop < 0 else stop
        raw = plain[position:stop]
        shown = raw.strip(_SPACE + _INVISIBLE)
        if shown or raw.strip(_SPACE):
            cut = _SPACE + _INVISIBLE if shown else _SPACE
            start = position + len(raw) - len(raw.lstrip(cut))
            end = start + len(raw.strip(cut))
            lines.append(Line(len(lines), start, end, shown, read_marker(shown)))
        position = stop + 1
    return lines


def full_line(lines: Sequence[Line]) -> int:
    """From which length on a line is full, in a text that was broken at a fixed width; else more than any has.

    A first line is indented by two, and a stop that would begin a line is drawn into the one before.
    """
    sizes = Counter(len(line.text) for line in lines)
    width = max((size for size in sizes if size >= _NARROWEST), key=lambda size: (sizes[size], size), default=0)
    full = sum(count for size, count in sizes.items() if width - _RAGGED <= size <= width + 1)
    longer = sum(count for size, count in sizes.items() if size > width + 1)
    broken = len(lines) >= _LEAST_LINES and full >= 0.3 * len(lines) and longer <= 0.02 * len(lines)
    return width - _RAGGED if broken else MAX_LINE


def _mark_ordinals(lines: Sequence[Line]) -> None:
    """首先， 其次， 再次， 第四， 最后， at the head of lines are numbers where they form a list, else words."""
    series: list[tuple[Line, Marker]] = []
    for line in lines:
        if line.kind is not None:
            continue
        marker = line.marker or read_ordinal(line.text)
        if marker is None:
            continue
        if marker.style != "第一，":
            if RANK[marker.style] < RANK["第一，"]:
                series = _settle_ordinals(series)
            continue
        near = bool(series) and line.index - series[-1][0].index <= _APART
        expected = len(series) + 1
        if near and (marker.value == expected or (marker.value == 0 and expected > 2)):
            series.append((line, marker._replace(value=expected)))
        else:
            series = _settle_ordinals(series)
            if marker.value == 1:
                series.append((line, marker))
    _settle_ordinals(series)


def _settle_ordinals(series: Sequence[tuple[Line, Marker]]) -> list[tuple[Line, Marker]]:
    """Gives the lines of a list their numbers; the list that begins next is empty."""
    # 最后， behind 第一， 第二， is as often the last word of a speech; it must follow at once.
    if len(series) > 2 and series[-1][1].number.startswith("最后") and series[0][1].number.startswith("第"):
        series = series if series[-1][0].index == series[-2][0].index + 1 else series[:-1]
    if len(series) > 1:
        for line, marker in series:
            line.marker = marker
    return []


def _put_together(lines: Sequence[Line], full: int) -> list[Block]:
    """Lines of one sentence become one block; furniture between them stays a block of its own."""
    blocks: list[Block] = []
    current: Block | None = None
    gap = False
    chained = _chains(lines)
    for line in lines:
        if line.kind == "furniture":
            gap = gap or not line.text
            blocks.append(Block([line], line.text, kind="furniture"))
            continue
        if line.kind is not None:
            if line.continues and blocks and blocks[-1].kind == line.kind:
                _extend(blocks[-1], line)
            else:
                blocks.append(Block([line], line.text, kind=line.kind))
            current = None
        elif current is not None and (line.index in chained or _belongs(current, line, gap, full)):
            _extend(current, line)
        else:
            current = Block([line], line.text, line.marker)
            blocks.append(current)
        gap = False
    return _join_backwards(blocks)


def _chains(lines: Sequence[Line]) -> set[int]:
    """Lines that go on with a sentence cut at every link in it: three scraps or more, and then its end."""
    chained: set[int] = set()
    scraps: list[int] = []
    for line in lines:
        scrap = line.kind is None and line.marker is None and len(line.text) <= 12 and not _finished(line.text)
        if scrap and not pattern("heading", "outermost").match(line.text):
            scraps.append(line.index)
            continue
        if len(scraps) >= 3 and line.kind is None and line.marker is None and "。" in line.text:
            chained.update((*scraps[1:], line.index))
        scraps = []
    return chained


def _extend(block: Block, line: Line) -> None:
    line.continues = True
    block.lines.append(line)
    block.text += line.text
    if block.marker is None and len(block.lines) == 2 and len(block.text) < 80:
        block.marker = read_marker(block.text)


def _finished(text: str) -> bool:
    bare = text[-8:].rstrip(_CLOSERS)
    return bare[-1:] != "" and bare[-1] in _ENDS


def _belongs(block: Block, line: Line, gap: bool, full: int) -> bool:
    """Whether a line goes on with the sentence of the block before it."""
    before, last = block.lines[-1].text, block.text
    if len(block.lines) >= _MOST_LINES:
        return False
    if line.text[0] in _GOES_ON or _GOES_ON_WORDS.match(line.text):
        return not pattern("heading", "outermost").match(before)
    firm = line.marker is not None and line.marker.style in _FIRM
    if before[-1] in _OPEN and not (before[-1] in "，、," and firm):
        return True
    if firm or (line.marker is not None and line.marker.style == "——") or _finished(before):
        return False
    if block.marker is not None and block.marker.style != "一" and block.marker.end >= len(last):
        return True
    if len(before) >= full:
        return True
    running = len(block.lines) > 1 or len(last) > 70 or _UNFINISHED.search(last) is not None
    numbered = block.marker is not None and block.marker.style in _FIRM
    if numbered and len(last) <= 60 and "。" not in last and last.count("《") == last.count("》"):
        running = False  # a numbered heading, cut at the link in it and now complete
    if gap:
        return running or block.marker is None
    if before.endswith(_OPEN_WORDS) and (running or (block.marker is None and not _finished(line.text))):
        return True
    if before[-1].isascii() and before[-1].isalnum() and _BARE_FIGURE.match(line.text):
        return True  # PM / 2.5
    if "，" in before and _COUNTS.match(line.text) and block.marker is None:
        return True
    return running and min(len(before), len(line.text)) < 40 and not pattern("heading", "outermost").match(line.text)


def _join_backwards(blocks: Sequence[Block]) -> list[Block]:
    """The name of a law set as a link: joined with the next line, it belongs to the one before as well."""
    joined: list[Block] = []
    for block in blocks:
        previous = joined[-1] if joined else None
        if (
            previous is not None
            and block.kind is None
            and previous.kind is None
            and len(block.lines) > 1
            and block.marker is None
            and previous.marker is None
            and len(block.lines[0].text) < 40
            and not _finished(previous.text)
            and (
                _LINK.search(previous.text)
                or len(previous.text) > 40
                or previous.text.endswith((*_OPEN_WORDS, "了", "着"))
            )
        ):
            for line in block.lines:
                _extend(previous, line)
        else:
            joined.append(block)
    return joined
