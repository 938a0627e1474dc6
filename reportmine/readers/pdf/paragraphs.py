"""Lines of a PDF to the paragraphs they were cut from; headers, footers, page numbers and footnotes apart.

A line goes on with the one before it when that one was full: it reached the right margin, or what comes next would not
have fitted on it. What is indented, larger, or set apart begins anew. ``measures.py`` finds how a document is set.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import NamedTuple

from reportmine.messages import tr
from reportmine.readers.document import Block, BlockKind, Content, Part, PartKind
from reportmine.readers.pdf.lines import Line
from reportmine.readers.pdf.measures import ENDS, Measures, measure

# Share of the page height at its top and bottom where headers and footers stand.
_MARGIN = 0.12
_PAGE_NUMBER = re.compile(
    r"[-—–－·\s]{0,4}(?:第\s?)?\d{1,4}(?:\s?页)?(?:[\s，,/／]{0,3}(?:共\s?)?\d{1,4}\s?页?)?[-—–－·\s]{0,4}"
)
_NUMBERED = re.compile(r"[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[.．、](?!\d)|——")
_LABEL = re.compile(
    r"((?:第?[一二三四五六七八九十]{1,3}[、章节.．]?|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[.．、)）]|[•·●■◆➢-]))\t"
)
# What may not begin a line, so that it drags the character before it along.
_CLOSING = frozenset("，。、：；！？”’）》〉】」』％%…")
_OPENING = frozenset("“‘（《〈【「『")


class Paragraph(NamedTuple):
    """A paragraph joined again; ``page`` is where it begins."""

    text: str
    page: int
    kind: BlockKind


class Margins(NamedTuple):
    """The lines that are headers, footers or page numbers, and each of their texts once."""

    lines: set[Line]
    texts: list[tuple[PartKind, str, str]]


def to_content(pages: list[list[Line]], parts: list[Part], unchecked: list[str]) -> Content:
    """The content of a file with pages: paragraphs as text, headers and footers with the other parts."""
    margins = margin_lines(pages)
    parts += [Part(kind=kind, text=said, place=place) for kind, said, place in margins.texts]
    written: list[str] = []
    blocks: list[Block] = []
    length = 0
    for paragraph in join_lines([[line for line in page if line not in margins.lines] for page in pages]):
        place = tr("第 {number} 页", number=paragraph.page)
        blocks.append(Block(start=length, end=length + len(paragraph.text), kind=paragraph.kind, place=place))
        written.append(paragraph.text + "\n")
        length += len(paragraph.text) + 1
    return Content(
        text="".join(written), encoding="utf-8", blocks=tuple(blocks), parts=tuple(parts), unchecked=tuple(unchecked)
    )


def margin_lines(pages: list[list[Line]]) -> Margins:
    """Finds what repeats at the top and bottom of the pages, whatever its digits, and bare page numbers."""
    candidates: dict[tuple[PartKind, str], list[Line]] = defaultdict(list)
    for page in pages:
        for line in page:
            if line.base > (1 - _MARGIN) * line.page_height:
                candidates["header", re.sub(r"\d+", "0", line.text)].append(line)
            elif line.base < _MARGIN * line.page_height:
                candidates["footer", re.sub(r"\d+", "0", line.text)].append(line)
    found: set[Line] = set()
    texts: list[tuple[PartKind, str, str]] = []
    names = {"header": tr("页眉"), "footer": tr("页脚")}
    for (kind, _), lines in candidates.items():
        is_number = all(_PAGE_NUMBER.fullmatch(line.text) for line in lines)
        if is_number or len({line.page for line in lines}) >= max(2, len(pages) // 3):
            found.update(lines)
            if not is_number:
                texts.append((kind, lines[0].text, names[kind]))
    return Margins(found, texts)


def join_lines(pages: list[list[Line]]) -> list[Paragraph]:
    """The paragraphs of all pages in order; the footnotes of a page follow the paragraph that goes over its end."""
    measures = measure([line for page in pages for line in page])
    joined: list[list[Line]] = []
    waiting: list[list[Line]] = []
    for page in pages:
        body, notes = _footnotes(page, measures.size)
        for line in body:
            line = line._replace(text=_LABEL.sub(r"\1", line.text), segments=1) if _is_labelled(line) else line
            if joined and _goes_on(joined[-1][-1], line, measures):
                joined[-1].append(line)
                continue
            joined += waiting
            waiting = []
            joined.append([line])
        for line in notes:
            if waiting and not re.match(r"[\[［①-⑳\d*]", line.text):
                waiting[-1].append(line)
            else:
                waiting.append([line])
    joined += waiting
    return [Paragraph(_text(group), group[0].page, _kind(group, measures)) for group in joined]


def _kind(group: list[Line], measures: Measures) -> BlockKind:
    if group[0].segments > 1:
        return "table-row"
    return "note" if _is_note(group[0], measures.size) else "paragraph"


def _is_labelled(line: Line) -> bool:
    """Whether what stands apart at the head of a line is only its number."""
    return line.segments == 2 and _LABEL.match(line.text) is not None


def _is_note(line: Line, size: float) -> bool:
    return line.size < 0.88 * size and line.base < 0.35 * line.page_height


def _footnotes(page: list[Line], size: float) -> tuple[list[Line], list[Line]]:
    """The lines of a page without and the small ones at its foot."""
    at = len(page)
    while at and _is_note(page[at - 1], size) and page[at - 1].segments == 1:
        at -= 1
    starts = at < len(page) and re.match(r"[\[［①-⑳\d*注]", page[at].text)
    return (page[:at], page[at:]) if starts else (page, [])


def _goes_on(before: Line, line: Line, measures: Measures) -> bool:
    if before.segments > 1 or line.segments > 1 or abs(before.size - line.size) > 0.12 * max(before.size, line.size):
        return False
    here, there = measures.column(line), measures.column(before)
    em = line.size
    near = line.page == before.page and line.column == before.column
    if near and not 0 < before.base - line.base <= measures.step_limit(em):
        return False
    room = there.right - before.right
    if line.left > here.left + 1.2 * em:
        # Only a title is centred over several lines.
        middle = (here.left + here.right) / 2
        centred = abs((line.left + line.right) / 2 - middle) < em
        return em > 1.08 * measures.size and centred and room < 2 * em and before.left < there.left + 2 * em
    if near and measures.apart is not None and abs(em - measures.size) < 0.08 * em:
        return room < 6 * em  # there would be space between two paragraphs
    ended = before.text.endswith(ENDS)
    numbered = _NUMBERED.match(line.text) is not None
    if measures.justified:
        if room < 0.2 * em:
            return measures.indented or not (ended and numbered)
        return not ended and room < (4 if measures.indented else 1) * em
    fitted = room > _needed(line.text) * em + 0.3 * em
    if measures.indented:
        return not (fitted and (ended or room > 6 * em)) and not (ended and numbered and room > 1.6 * em)
    return room < 5 * em and not (ended and (fitted or numbered or room > 0.6 * em))


def _needed(text: str) -> float:
    """How many ems the least of a line takes that can be broken off: a word, a figure, a character and its marks."""
    width, at = 0.0, 0
    while at < len(text) and text[at] in _OPENING:
        width, at = width + 1, at + 1
    if at < len(text) and text[at].isascii() and text[at] != " ":
        while at < len(text) and text[at].isascii() and text[at] != " ":
            width, at = width + 0.5, at + 1
    else:
        width, at = width + 1, at + 1
    while at < len(text) and text[at] in _CLOSING:
        width, at = width + 1, at + 1
    return min(width, 12)


def _text(group: list[Line]) -> str:
    text = group[0].text
    for line in group[1:]:
        # A space between two words of Latin letters that the line end kept apart; none in Chinese.
        apart = text[-1:].isascii() and text[-1:].isalpha() and line.text[:1].isascii() and line.text[:1].isalnum()
        text += (" " if apart else "") + line.text
    return text
