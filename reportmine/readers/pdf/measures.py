"""How a document with pages is set: size of its letters, edges of its columns, indents, justification, line steps.

Takes all ``Line``s, gives ``Measures``: what most lines of running text have in common.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from reportmine.readers.pdf.lines import Line

#: What a paragraph of running text ends with.
ENDS = tuple("。！？；：”")
# Fewer lines than this tell nothing of their own.
_FEW = 20


class Column(NamedTuple):
    """The edges between which text runs."""

    left: float
    right: float


class Measures(NamedTuple):
    """What ``paragraphs.py`` decides by; ``step`` is the usual distance of two base lines of one paragraph."""

    size: float
    columns: dict[tuple[int, int], Column]
    indented: bool
    justified: bool
    step: float
    apart: float | None

    def column(self, line: Line) -> Column:
        """The edges of a line's column; the margins of left and right pages may differ."""
        found = self.columns.get((line.column, line.page % 2)) or self.columns.get((line.column, -1))
        return found or Column(line.left, line.page_width)

    def step_limit(self, size: float) -> float:
        """The largest distance of two lines of one paragraph with letters of ``size``."""
        if size > 1.08 * self.size or self.apart is None:
            return 1.7 * self.step * max(1.0, size / max(self.size, 1.0))
        return self.apart


def measure(lines: list[Line]) -> Measures:
    """The measures of a document by its lines."""
    size = _usual([round(line.size, 1) for line in lines for _ in range(max(1, len(line.text) // 8))])
    alike = [line for line in lines if abs(line.size - size) < 0.15 * size and line.segments == 1]
    body = [line for line in alike if len(line.text) > 12]
    columns = _columns(body, size) if len(body) >= _FEW else _of_pages(alike)
    measures = Measures(size, columns, False, False, 0.0, None)
    rooms = [(measures.column(line).right - line.right, line.text) for line in body]
    full = sum(1 for room, _ in rooms if room < 0.2 * size)
    # Ragged lines of Chinese end on a grid too, but for those that a word or a mark makes shorter.
    short = sum(1 for room, text in rooms if 0.2 * size <= room < 2.5 * size and not text.endswith(ENDS))
    offsets = Counter(round(line.left - measures.column(line).left) for line in alike)
    indents = {at: count for at, count in offsets.items() if 1.2 * size < at < 3.3 * size}
    most = max(indents, key=lambda at: indents[at], default=0)
    together = sum(count for at, count in indents.items() if abs(at - most) < 0.4 * size)
    flowing, ending = _steps(alike, measures)
    step = _usual(flowing) or _usual(ending) or 1.8 * size
    gap = median(ending) if len(ending) > 4 else step
    return measures._replace(
        indented=together > 0.03 * len(alike) and together > 0.6 * sum(indents.values()),
        justified=full > 0.35 * len(body) and short < 0.04 * full,
        step=step,
        apart=(step + gap) / 2 if gap > 1.12 * step else None,
    )


def _columns(body: list[Line], size: float) -> dict[tuple[int, int], Column]:
    """The edges by (column, page modulo 2); (column, -1) holds those of all pages."""
    lines: dict[tuple[int, int], list[Line]] = defaultdict(list)
    for line in body:
        lines[line.column, line.page % 2].append(line)
        lines[line.column, -1].append(line)
    return {
        key: Column(_left([line.left for line in found], size), _right([line.right for line in found], size))
        for key, found in lines.items()
        if key[1] < 0 or len(found) >= _FEW
    }


def _of_pages(lines: list[Line]) -> dict[tuple[int, int], Column]:
    """The edges where there is too little text to tell: what the lines have, and the left margin on the right too."""
    lefts: dict[int, float] = {}
    rights: dict[int, float] = {}
    for line in lines:
        lefts[line.column] = min(lefts.get(line.column, line.left), line.left)
        rights[line.column] = max(rights.get(line.column, line.right), line.right)
    if set(lefts) == {0}:
        rights[0] = max(rights[0], lines[0].page_width - lefts[0])
    return {(column, -1): Column(left, rights[column]) for column, left in lefts.items()}


def _left(values: list[float], size: float) -> float:
    """The leftmost place where many lines begin."""
    ordered = sorted(values)
    for value in ordered:
        near = [other for other in ordered if value <= other < value + 0.5 * size]
        if len(near) >= 0.08 * len(ordered):
            return _usual([round(other, 1) for other in near])
    return ordered[0]


def _right(values: list[float], size: float) -> float:
    """Where lines end: the place many share, else the one few go beyond (punctuation may hang over)."""
    counts = Counter(round(value, 0) for value in values)
    upper = sorted(values)[int(0.95 * (len(values) - 1))]
    place, count = max(counts.items(), key=lambda item: (item[1], item[0]))
    around = sum(counts[place + shift] for shift in (-1, 0, 1))
    return float(place) if around > 0.3 * len(values) and place > upper - 1.5 * size else upper


def _steps(lines: list[Line], measures: Measures) -> tuple[list[float], list[float]]:
    """The distances below lines that are full, and below those that end early and so end a paragraph."""
    flowing: list[float] = []
    ending: list[float] = []
    for before, line in pairwise(lines):
        step = round(before.base - line.base, 1)
        if before.page == line.page and before.column == line.column and 0 < step < 6 * measures.size:
            room = measures.column(before).right - before.right
            (ending if room > 3 * measures.size else flowing).append(step)
    return flowing, ending


def _usual(values: list[float]) -> float:
    return Counter(values).most_common(1)[0][0] if values else 0.0
