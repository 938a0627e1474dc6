"""The sentences that a page of a comparison points at, each once, and where in them a value stands.

``Sources.cite`` gives a ``Citation``: the number of a sentence in ``Sources.sentences`` and two offsets in it, counted
in UTF-16 units as browsers count. Every value of the page carries one, and its address ``#at-12-3-9`` is a link that
the script of the page opens. Read next: ``follow_up.py`` (where most of them come from).
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import NamedTuple

from reportmine.comparison.model import Comparison
from reportmine.messages import tr
from reportmine.renderers.comparison_places import Places, Span
from reportmine.renderers.controls import visible

_END = re.compile("[。！？\n]")
# What is cut out of a sentence that runs over several lines of a web page.
_BLANK = re.compile(r"[\s\u200b\ufeff]+")
#: A sentence that is longer is cut round what is cited, so that a text without a full stop does not come many times.
LONGEST = 400


class Citation(NamedTuple):
    """A place in ``Sources.sentences``; the offsets count UTF-16 units of the sentence as it is shown there."""

    sentence: int
    start: int
    end: int

    @property
    def link(self) -> str:
        """The address of the place in the page."""
        return f"#at-{self.sentence}-{self.start}-{self.end}"


class Place(NamedTuple):
    """A place for a template: the link and the words of it (2023 第4行)."""

    link: str
    said: str


class Sources:
    """Collects what is cited; ``sentences`` are ``(report, line, text)`` in the order of their first citation."""

    def __init__(self, comparison: Comparison) -> None:
        self.places = Places(comparison)
        self.reports = comparison.reports
        self.sentences: list[tuple[int, int, str]] = []
        self._texts = [report.text for report in comparison.reports]
        self._edges = [[0, *(found.end() for found in _END.finditer(text)), len(text)] for text in self._texts]
        self._kept: dict[tuple[int, int, int], tuple[int, list[int]]] = {}

    def cite(self, span: Span) -> Citation:
        """The place of a span; the sentence it stands in is kept."""
        first, last = self._sentence(span)
        key = (span.report, first, last)
        if key not in self._kept:
            raw = self._texts[span.report][first:last]
            shown, places = _squeezed(raw)
            line = self.places.line(span.report, first + (places[0] if places else 0))
            self._kept[key] = (len(self.sentences), places)
            self.sentences.append((span.report, line, shown))
        number, places = self._kept[key]
        shown = self.sentences[number][2]
        ends = (bisect_left(places, span.start - first), bisect_left(places, span.end - first))
        # Browsers count a character outside the first 65,536 as two.
        return Citation(number, *(len(shown[:end].encode("utf-16-le")) // 2 for end in ends))

    def place(self, span: Span) -> Place:
        """The place of a span, with its words."""
        return Place(self.cite(span).link, self.places.of(span.report, span.start))

    def place_of(self, citation: Citation) -> Place:
        """The words of a place that was cited."""
        report, line, _ = self.sentences[citation.sentence]
        return Place(citation.link, tr("{report} 第{line}行", report=self.places.names[report], line=line))

    def forget(self, known: int) -> None:
        """Takes back every sentence after the first ``known``: what cited them is not going to be shown."""
        del self.sentences[known:]
        self._kept = {key: held for key, held in self._kept.items() if held[0] < known}

    def _sentence(self, span: Span) -> tuple[int, int]:
        edges = self._edges[span.report]
        first = edges[max(0, bisect_right(edges, span.start) - 1)]
        last = next((edge for edge in edges[bisect_right(edges, max(span.start, span.end - 1)) :]), edges[-1])
        if last - first > max(LONGEST, span.end - span.start):
            # In steps, so that neighbours share their piece.
            step = LONGEST // 2
            first = max(first, span.start // step * step - step // 2)
            last = min(last, -(-span.end // step) * step + step // 2)
        return first, last


def _squeezed(raw: str) -> tuple[str, list[int]]:
    """A sentence as it is shown, without blanks but those between words of letters; and which characters are left."""
    places: list[int] = []
    position = 0
    for blank in _BLANK.finditer(raw):
        start, end = blank.span()
        places.extend(range(position, start))
        before, after = raw[start - 1 : start], raw[end : end + 1]
        if before and after and before.isascii() and after.isascii():
            places.append(start)
        position = end
    places.extend(range(position, len(raw)))
    return visible("".join(" " if _BLANK.match(raw, at) else raw[at] for at in places)), places
