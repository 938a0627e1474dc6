"""Lines of a PDF to the paragraphs they were cut from; headers, footers and page numbers apart.

A paragraph of a Chinese report begins with an indent of two characters and fills its lines to the right margin but for
the last. So a line goes on with the one before it when that one reached the margin and this one is not indented, over
the end of a page too.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import NamedTuple

from reportmine.messages import tr
from reportmine.readers.document import Block, BlockKind, Content, Part, PartKind
from reportmine.readers.pdf.lines import Line

# Share of the page height at its top and bottom where headers and footers stand.
_MARGIN = 0.12
_PAGE_NUMBER = re.compile(
    r"[-—–－·\s]{0,4}(?:第\s?)?\d{1,4}(?:\s?页)?(?:[\s，,/／]{0,3}(?:共\s?)?\d{1,4}\s?页?)?[-—–－·\s]{0,4}"
)
_ENDS = tuple("。！？；：")
_NUMBERED = re.compile(r"[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[.．、](?!\d)|——")


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
    text, blocks = "", []
    for paragraph in join_lines([[line for line in page if line not in margins.lines] for page in pages]):
        place = tr("第 {number} 页", number=paragraph.page)
        blocks.append(Block(start=len(text), end=len(text) + len(paragraph.text), kind=paragraph.kind, place=place))
        text += paragraph.text + "\n"
    return Content(text=text, encoding="utf-8", blocks=tuple(blocks), parts=tuple(parts), unchecked=tuple(unchecked))


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
    """The paragraphs of all pages in order."""
    lines = [line for page in pages for line in page]
    if not lines:
        return []
    size = _usual([round(line.size, 1) for line in lines for _ in range(max(1, len(line.text) // 8))])
    body = [
        line for line in lines if abs(line.size - size) < 0.15 * size and line.segments == 1 and len(line.text) > 12
    ]
    left = _usual([round(line.left) for line in body]) if body else 0
    right = _upper([line.right for line in body]) if body else 0.0
    pitch = _pitch(lines)
    joined: list[list[Line]] = []
    for line in lines:
        if joined and _goes_on(joined[-1][-1], line, left, right, pitch):
            joined[-1].append(line)
        else:
            joined.append([line])
    return [
        Paragraph(_text(group), group[0].page, "table-row" if group[0].segments > 1 else "paragraph")
        for group in joined
    ]


def _goes_on(before: Line, line: Line, left: float, right: float, pitch: float) -> bool:
    if before.segments > 1 or line.segments > 1 or abs(before.size - line.size) > 0.12 * max(before.size, line.size):
        return False
    em = line.size
    if line.page == before.page and before.base - line.base > 1.7 * pitch:
        return False
    if before.right < right - 1.6 * em:
        # The line before ends early: a last line, unless nothing is justified and it stops in mid-sentence.
        return before.right > right - 4 * em and not before.text.endswith(_ENDS) and line.left < left + 0.8 * em
    if line.left > left + 1.2 * em:
        return False
    # A heading may fill its line by chance; a number begins a paragraph even without an indent.
    return not (before.text.endswith(_ENDS) and _NUMBERED.match(line.text))


def _text(group: list[Line]) -> str:
    text = group[0].text
    for line in group[1:]:
        # A space between two words of Latin letters that the line end kept apart; none in Chinese.
        apart = text[-1:].isascii() and text[-1:].isalnum() and line.text[:1].isascii() and line.text[:1].isalpha()
        text += (" " if apart and text[-1:].isalpha() else "") + line.text
    return text


def _usual(values: list[float]) -> float:
    return Counter(values).most_common(1)[0][0] if values else 0.0


def _upper(values: list[float]) -> float:
    """Where most lines end: the value that many reach, not the one that sticks out."""
    rounded = Counter(round(value / 2) * 2 for value in values)
    most = max(rounded.values())
    return float(max(value for value, count in rounded.items() if count >= 0.3 * most))


def _pitch(lines: list[Line]) -> float:
    """The usual distance between the base lines of two lines."""
    steps = [
        round(before.base - line.base, 1)
        for before, line in zip(lines, lines[1:], strict=False)
        if before.page == line.page and 0 < before.base - line.base < 80
    ]
    return _usual(steps) or 20.0
