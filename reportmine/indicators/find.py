"""Makes indicators of the quantities in a report: name, kind, direction, status, period.

Takes the text, its labelled paragraphs and the dates found in it, gives ``Indicator`` structs in order. The
numbers come from ``quantities/scan.py``, the names from ``names.py``, kind and direction from ``changes.py``.
Read next: ``names.py``.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from reportmine.indicators.changes import kind_and_direction
from reportmine.indicators.names import Name, Namer
from reportmine.indicators.periods import date_indicators
from reportmine.indicators.phrases import STOPS, any_of, cues
from reportmine.indicators.time_frames import Dated
from reportmine.model import Direction, Indicator, IndicatorStatus, Paragraph, Quantity, Section
from reportmine.quantities.scan import quantities_of
from reportmine.text import Substitution, normalise, simplify

_SENTENCE = re.compile(r"[^。！？；\n]+[。！？；\n]?|[。！？；\n]")
# A web page cuts sentences over lines; the cuts, and zero-width characters, are read as blanks.
_one_line = Substitution(dict.fromkeys((ord("\n"), ord("\r"), 0x200B, 0xFEFF), ord(" ")))
_BLANK = re.compile(r"(?<![A-Za-z])[\s\u200b\ufeff]+|[\s\u200b\ufeff]+(?![A-Za-z])")
_AIM = re.compile(any_of(cues("status", "aim")))
_AIM_REVIEW = re.compile(any_of(cues("status", "aim_in_review")))
_DONE = re.compile(rf"(?<![比较])(?:{any_of(cues('status', 'done'))})")
_DONE_AFTER = re.compile(any_of(cues("status", "done_after")))
_TO_YEAR = re.compile(r"[到至](?P<year>20\d\d)年|到本世纪(?:末|中叶)|到“[一二三四五六七八九十]{1,3}五”末")
_FROM = re.compile(r"[从由][^，。；]{0,16}\Z")
_TO = re.compile(rf"[^{STOPS}]{{0,10}}[到至为][^{STOPS}]{{0,8}}")
_LEANS = re.compile("[、，]?(?:力争|确保|争取|努力|并|奋斗目标|目标|达到|实现|为|是)+")
_AGAINST = re.compile(r"比[^，。；]{2,20}的\Z")
_COMPARED = re.compile("比|较|超过")
# How far back a sentence is read, and how much of one is evidence.
_BEFORE, _EVIDENCE = 240, 400
# What stands around a report holds no figures, but an entry of its glossary that tells what will be done
# does (“2030工程”：到2030年，建设20个…), unlike one that defines a word (指打造10个…的工程).
_EXPLAINED = re.compile(
    r"(?:[\[［【（(]?\d{1,3}[\]］】）)]?[.、．]?)?\s{0,2}[^：:。，\n]{2,24}[：:](?!指|是指|即|系指|主要指|以)"
    r"(?=[^\n]{0,160}(?:布局|打造|培育|建设|实施|力争|形成|建成|到20))[^\n]{16}"
)
_DATES_BACK = 12
# A paragraph with more numbers and a report with more figures are no text: the rest is left unread, so that no
# file takes minutes. Two million characters of real reports hold about 40,000 figures.
_NUMBERS, _FIGURES = 20_000, 60_000


def find_indicators(
    text: str,
    paragraphs: Sequence[Paragraph],
    dates: Sequence[Dated],
    year: int | None,
    sections: Sequence[Section] = (),
) -> list[Indicator]:
    """The indicators of a report in order.

    Args:
        text: the decoded text of the report.
        paragraphs: its paragraphs, labelled. Glossaries and headings are read too: they hold figures.
        dates: the dates in the text, resolved (``value`` is ``2022``, ``2022-08`` or ``2021/2025``).
        year: the year of the report, ``None`` when unknown.
        sections: its sections: a heading may say what time its figures speak of.

    Returns:
        One ``Indicator`` per number, ``text[start:end]`` being the number with its unit.
    """
    ordered = sorted(dates, key=lambda date: date.start)
    found: list[Indicator] = []
    for block in _blocks([p for p in paragraphs if p.kind != "furniture" or _EXPLAINED.match(text, p.start, p.end)]):
        found.extend(_Block(text, block, ordered, year).read())
        if len(found) > _FIGURES:
            break
    return date_indicators(text, found, paragraphs, sections, ordered, year)


def _blocks(paragraphs: Sequence[Paragraph]) -> Iterator[list[Paragraph]]:
    """Paragraphs, those put together that are fragments of one."""
    block: list[Paragraph] = []
    for paragraph in paragraphs:
        if block and not paragraph.continues:
            yield block
            block = []
        block.append(paragraph)
    if block:
        yield block


class _Block:
    """One paragraph; all offsets inside count from its beginning."""

    def __init__(self, text: str, paragraphs: Sequence[Paragraph], dates: Sequence[Dated], year: int | None) -> None:
        self._base = paragraphs[0].start
        self._text = text[self._base : paragraphs[-1].end]
        self._plain = _one_line(simplify(normalise(self._text)))
        self._paragraphs = paragraphs
        self._dates = dates
        self._year = year

    def read(self) -> list[Indicator]:
        """The indicators of the paragraph, in order."""
        quantities = quantities_of(self._plain, _NUMBERS)
        if not quantities:
            return []
        names = Namer(self._plain, quantities).names()
        sentences = [match.span() for match in _SENTENCE.finditer(self._plain)]
        starts = [start for start, _ in sentences]
        ends = [paragraph.end - self._base for paragraph in self._paragraphs]
        directions: dict[int, Direction] = {}
        result = []
        for index, (quantity, name) in enumerate(zip(quantities, names, strict=True)):
            sentence = sentences[bisect_right(starts, quantity.start) - 1]
            paragraph = self._paragraphs[min(bisect_right(ends, quantity.start), len(ends) - 1)]
            title = self._render(name)
            shared = directions.get(name.group)
            if shared is None and index and _LEANS.fullmatch(self._plain, *name.left):
                shared = directions.get(names[index - 1].group)  # 增长13%，力争14%
            kind, direction = kind_and_direction(self._plain, quantity, name.left, title, shared)
            if direction is not None:
                directions[name.group] = direction
            following = quantities[index + 1] if index + 1 < len(quantities) else None
            result.append(
                Indicator(
                    name=title,
                    value=quantity.value,
                    value_max=quantity.value_max,
                    unit=quantity.unit,
                    bound=quantity.bound,
                    kind=kind,
                    direction=direction,
                    status=self._status(quantity, following, sentence, paragraph),
                    masked=quantity.masked,
                    start=quantity.start + self._base,
                    end=quantity.end + self._base,
                    paragraph=paragraph.id,
                    evidence=self._evidence(quantity, sentence),
                )
            )
        return result

    def _render(self, name: Name) -> str:
        parts = [piece if isinstance(piece, str) else self._text[slice(*piece)] for piece in name.pieces]
        return _BLANK.sub("", "".join(parts)).strip("，、：；。")

    def _evidence(self, quantity: Quantity, sentence: tuple[int, int]) -> str:
        start, end = sentence
        if end - start > _EVIDENCE:
            start = max(start, quantity.start - _EVIDENCE // 2)
            end = min(end, quantity.end + _EVIDENCE // 2)
        return self._text[start:end].strip()

    def _status(
        self, quantity: Quantity, following: Quantity | None, sentence: tuple[int, int], paragraph: Paragraph
    ) -> IndicatorStatus:
        """A figure of a plan is a target unless the words around it make it a fact, and the reverse."""
        plain = self._plain
        begin = max(sentence[0], quantity.start - _BEFORE)
        before = plain[begin : quantity.start]
        clause_start = max(before.rfind(mark) for mark in STOPS) + 1
        clause = before[clause_start:]
        if paragraph.label != "priority":
            until = _TO_YEAR.search(before)
            if until is not None and self._is_ahead(until["year"]):
                return "target"
            aims = _AIM.search(before) if paragraph.label is None else _AIM_REVIEW.search(before[-40:])
            return "target" if aims else "actual"
        starts = following is not None and _FROM.search(clause) is not None
        if starts and following is not None and _TO.fullmatch(plain, quantity.end, following.start):
            return "actual"  # 从70元提高到88元: where it stands now
        after = plain[quantity.end : min(sentence[1], quantity.end + 16)]
        if _DONE.search(clause) or _DONE_AFTER.search(after) or _AGAINST.search(clause):
            return "actual"
        return "actual" if self._is_past(quantity, begin + clause_start, clause) else "target"

    def _is_ahead(self, year: str | None) -> bool:
        return year is None or self._year is not None and int(year) >= self._year

    def _is_past(self, quantity: Quantity, clause_start: int, clause: str) -> bool:
        """Whether the clause dates the figure before the year of the report (一九八○年为773亿元)."""
        if self._year is None or _COMPARED.search(clause):
            return False
        years = [int(date.value.rpartition("/")[2][:4]) for date in self._dates_before(quantity, clause_start)]
        return bool(years) and max(years) < self._year

    def _dates_before(self, quantity: Quantity, begin: int) -> Iterator[Dated]:
        """The dates between ``begin`` and the number, the nearest first."""
        last = bisect_left(self._dates, quantity.start + self._base, key=lambda date: date.start) - 1
        for index in range(last, max(-1, last - _DATES_BACK), -1):
            date = self._dates[index]
            if date.start < begin + self._base:
                return
            if date.end <= quantity.start + self._base:
                yield date
