"""Knows which time is open at each place of a report: by its headings, by the paragraphs before, by its kind.

Takes text, paragraphs, sections and dates, gives a ``Frame`` for a figure that names no time itself. What a paragraph
opens with (2022年，… “十四五”时期，…) holds for it and for the ones behind in its section. Read next: ``periods.py``.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import Protocol

import msgspec

from reportmine.indicators.phrases import Clauses, cues, ends_of
from reportmine.indicators.pieces import Span
from reportmine.model import Indicator, Paragraph, Section


class Dated(Protocol):
    """A mention of a date: what ``dates.find_dates`` gives."""

    @property
    def start(self) -> int: ...  # noqa: D102
    @property
    def end(self) -> int: ...  # noqa: D102
    @property
    def value(self) -> str: ...  # noqa: D102


class Frame(msgspec.Struct, frozen=True, gc=False):
    """A time that figures speak of.

    ``aim`` is set for one that is only to be reached by then (到2030年), ``starts`` for a span whose first year is
    itself what the others are compared with (从1980年至1985年). ``rule`` says where it was found and ``at`` are the
    words.
    """

    value: str
    aim: bool = False
    starts: bool = False
    rule: str = "report-year"
    at: Span = (0, 0)

    @property
    def first(self) -> int:
        """Its first year."""
        return int(self.value[:4])

    @property
    def last(self) -> int:
        """Its last year, the first again for a single one."""
        return int(self.value.rpartition("/")[2][:4])

    @property
    def spans(self) -> bool:
        """Whether it is a span of years."""
        return len(self.value) == 9 and self.first < self.last


_SENTENCE = re.compile(r"[。！？\n]")
# “十四五”规划, 2025年计划, 第十四个五年规划纲要: a name, not a time.
_NAMED = re.compile(
    r" ?(?:规划|纲要|计划(?!完成|安排|新)|行动|普法|建议|战略|发展规划|总体规划|专项|预算|标准|版|条例|会议|一遇)"
)
TO = re.compile(r"(?:[到至]|截[至止]|截至到)\Z")
_ASIDE = re.compile(r"(?:[，：]|年?(?:初|末|底)?，|是|时期|期间|我们)")
_SINCE = re.compile(r"年以来\Z")
# 近三年 looks back from its own sentence or paragraph; 过去五年 and “十四五”时期 hold for the ones behind too.
_LATELY = re.compile("最?近")
OPENING = re.compile(
    r"(?:[\s“”（）()—\-·*]|各位(?:代表|委员|领导)|同志们|主任|秘书长|其中|并|和|预计|到|至|截[至止]|在|从|由|自|回顾|回首|回望|回眸|总结|展望"
    r"|刚刚|过去的|即将|[一二三四五六七八九十\d]{1,3}(?:是|[、.．])|（[一二三四五六七八九十\d]{1,3}）|，|！|：|——|我们|特别是|尤其是|经过)*\Z"
)
_EPITHETS = cues("period", "epithet")
# How far back a clause is looked for, and how many sections up.
_CLAUSE, _CHAIN = 160, 12
# A date that holds for the paragraphs behind stands so near to the beginning of its own.
_NEAR_TOP, _AT_TOP = 40, 8
# The title and the line of the session stand in the first characters of a report.
TOP, _TITLE = 1500, 300


class TimeFrames:
    """The times open in one report, read in order: ``enter`` a paragraph, then ask for its figures."""

    def __init__(
        self,
        plain: str,
        paragraphs: Sequence[Paragraph],
        sections: Sequence[Section],
        dates: Sequence[Dated],
        year: int | None,
        finished: int | None,
    ) -> None:
        self.plain = plain
        self._clauses = Clauses(plain)
        self._paragraphs = {paragraph.id: paragraph for paragraph in paragraphs}
        self._order = list(paragraphs)
        self._sections = {section.id: section for section in sections}
        self.dates = sorted(dates, key=lambda date: date.start)
        self.starts = [date.start for date in self.dates]
        self.finished = finished
        self._early = self.finished is not None and year is not None and self.finished < year
        self._headings = {section.id: self._heading(section) for section in sections}
        self._yearly = year is not None and self._is_yearly(year)
        # Spans by their last year: the one that 年均 speaks of in 到2030年，年均增长5%.
        self.span_ends = {f.last: f.value for f in self._headings.values() if f is not None and f.spans}
        self._open: dict[int | None, Frame] = {}
        # What ``_above`` said since the last of them was opened.
        self._above_section: dict[int | None, Frame | None] = {}
        self._planned: Frame | None = None
        self._opening: tuple[int | None, Frame] | None = None
        self._opened = 0  # paragraphs whose opening has been read
        self._block_start = 0
        # Every end of a sentence in the text, and those of the block entered last.
        self._all_stops = ends_of(_SENTENCE, plain)
        self._stops: list[int] = []
        self._setters: list[tuple[int, Frame | None]] = []

    def _heading(self, section: Section) -> Frame | None:
        """The one time a heading names; two (过去五年和2025年工作回顾) leave it to the text."""
        line = self.plain.find("\n", section.start, section.end)
        end = line if line >= 0 else section.end
        limit = min(end, section.start + 60)
        found = {date.value: date for date in self.between(section.start, limit) if not self.is_name(date, limit)}
        if len(found) != 1:
            return None
        value, date = found.popitem()
        return Frame(value, rule="section-heading", at=(date.start, date.end))

    def _is_yearly(self, year: int) -> bool:
        """Whether title or headings tell that this is the report of a year; others (1981) range over decades."""
        if f"{year}年" in self.plain[:_TITLE].replace(" ", ""):
            return True
        return any(frame is not None for frame in self._headings.values())

    def between(self, begin: int, end: int) -> Iterator[Dated]:
        """The dates between two offsets, in order."""
        for index in range(bisect_left(self.starts, begin), len(self.dates)):
            if self.dates[index].end > end:
                return
            yield self.dates[index]

    def enter(self, paragraph: Paragraph) -> None:
        """Reads the openings of all paragraphs up to this one."""
        while self._opened < len(self._order) and self._order[self._opened].start <= paragraph.start:
            here = self._order[self._opened]
            self._opened += 1
            if here.continues and self._opened > 1:
                # The sentence goes on: its stops are added to those of the block.
                self._stops.extend(self._ends(here))
                continue
            self._commit()
            self._block_start = here.start
            self._stops = self._ends(here)
            self._setters = []
            if here.kind == "body":
                self._set(here)

    def _commit(self) -> None:
        """What the paragraph before opened holds for the ones behind it."""
        if self._opening is None or self.finished is None:
            return
        section, frame = self._opening
        self._opening = None
        self._open[section] = frame
        self._above_section.clear()
        if frame.spans:
            self.span_ends[frame.last] = frame.value
        if frame.first > self.finished:
            self._planned = frame

    def _ends(self, paragraph: Paragraph) -> list[int]:
        stops = self._all_stops
        return stops[bisect_right(stops, paragraph.start) : bisect_right(stops, paragraph.end)]

    def _set(self, paragraph: Paragraph) -> None:
        """Finds the dates that open a sentence of the paragraph and hold for what follows."""
        for date in self.between(paragraph.start, paragraph.end):
            if not self._opens_sentence(date):
                continue
            frame = self._setter(date)
            self._setters.append((date.start, frame))
            if frame is None or frame.aim or self.finished is None or date.start - paragraph.start > _NEAR_TOP:
                continue
            if self._is_now(frame) and _ASIDE.match(self.plain, date.end) and not _LATELY.match(self.plain, date.start):
                self._opening = (paragraph.section, frame)

    def _opens_sentence(self, date: Dated) -> bool:
        sentence = self.sentence(date.start)
        return date.start - sentence <= 24 and OPENING.match(self.plain, sentence, date.start) is not None

    def _setter(self, date: Dated) -> Frame | None:
        """The time a date opens for the sentences behind it (2022年，…; 刚刚过去的2021年，…; 2026年是…之年).

        None for one that holds for its own sentence: a month, 去年以来, a name.
        """
        mention = self.plain[date.start : date.end]
        if len(date.value) not in (4, 9):
            return None
        top = date.start - self._block_start <= _AT_TOP
        if not top and _ASIDE.match(self.plain, date.end) is None:
            return None
        if _SINCE.search(mention) and "/" in date.value or self.is_name(date, date.end + 12):
            return None
        aim = TO.search(self.plain, max(0, date.start - 4), date.start) is not None
        frame = Frame(date.value, aim, rule="opening-date", at=(date.start, date.end))
        # “六五”期间…，“七五”…: a span of long ago holds for its own sentence, unless the paragraph is about it.
        return frame if top or not frame.spans or self._is_now(frame) else None

    def _is_now(self, frame: Frame) -> bool:
        """Whether the report looks back on this time or plans for it."""
        if self.finished is None:
            return False
        if frame.spans:
            return frame.last == self.finished or frame.first == self.finished + 1
        return self.finished <= frame.first <= self.finished + 1

    def sentence(self, position: int) -> int:
        """Where the sentence of an offset begins, in the paragraph entered last."""
        index = bisect_right(self._stops, position) - 1
        return self._stops[index] if index >= 0 else self._block_start

    def clause(self, position: int) -> int:
        """Where the clause of an offset begins, at most 160 characters before it."""
        return self._clauses.start(position, max(0, position - _CLAUSE))

    def is_name(self, date: Dated, end: int) -> bool:
        """Whether a date is part of a name (“十四五”规划, 《…2035年纲要》); ``end`` is how far the name may go."""
        plain = self.plain
        if _NAMED.match(plain, date.end) is not None:
            return True
        opened = plain.rfind("《", max(0, date.start - 60), date.start)
        return opened >= 0 and plain.find("》", opened, date.start) < 0 and plain.find("》", date.end, end + 60) >= 0

    def around(self, indicator: Indicator, paragraph: Paragraph, sentence: int) -> Frame | None:
        """The time opened before the sentence: in the paragraph, in the ones before it, by a heading, by the report."""
        target = indicator.status == "target"
        # The last one decides; where it holds for its own sentence alone, what stands above does.
        frame: Frame | None = None
        for start, opened in self._setters:
            if start >= sentence:
                break
            frame = opened
        if frame is None:
            if paragraph.section not in self._above_section:
                self._above_section[paragraph.section] = self._above(paragraph)
            frame = self._above_section[paragraph.section]
        finished = self.finished
        if finished is None:
            return frame
        if paragraph.label == "shortfall" and not target and (frame is not None and frame.spans or self._yearly):
            return Frame(str(finished))
        if paragraph.label == "other":
            return None
        if indicator.kind == "level" and self.plain.startswith(_EPITHETS, indicator.end):
            return None
        if frame is None:
            if not self._yearly:
                return None
            if not self._early:
                return self._planned if target else Frame(str(finished))
            return Frame(str(finished + target))
        if not target and frame.first > finished:
            return Frame(str(finished))  # 目前已有30个 in a plan
        return frame

    def _above(self, paragraph: Paragraph) -> Frame | None:
        place = paragraph.section
        for _ in range(_CHAIN):
            frame = self._open.get(place)
            if frame is not None:
                return frame
            if place is None or place not in self._sections:
                return None
            frame = self._headings.get(place)
            if frame is not None:
                return frame
            place = self._sections[place].parent
        return None
