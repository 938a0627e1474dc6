"""Makes indicators of the quantities in a report: name, kind, direction, status, baseline, period.

Takes the text, its labelled paragraphs and the dates found in it, gives ``Indicator`` structs in order. The
numbers come from ``quantities/scan.py``, the names from ``names.py``, kind and direction from ``changes.py``,
status from ``status.py``, periods from ``periods.py``. Read next: ``names.py``.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from reportmine.blocks import blocks as blocks_of
from reportmine.indicators.baselines import Baselines
from reportmine.indicators.changes import kind_and_direction
from reportmine.indicators.codes import find_code
from reportmine.indicators.names import Namer
from reportmine.indicators.periods import date_indicators
from reportmine.indicators.phrases import Clauses, readable
from reportmine.indicators.pieces import Span, said, spans_of
from reportmine.indicators.reasons import reasons
from reportmine.indicators.status import Judged, StatusJudge
from reportmine.indicators.time_frames import Dated
from reportmine.model import Direction, Indicator, IndicatorKind, Paragraph, Quantity, Section
from reportmine.quantities.scan import quantities_of_all

_BLANK = re.compile(r"(?<![A-Za-z])[\s\u200b\ufeff]+|[\s\u200b\ufeff]+(?![A-Za-z])")
_LEANS = re.compile("[、，]?(?:力争|确保|争取|努力|并|奋斗目标|目标|达到|实现|为|是)+")
_LEANS_INITIALS = frozenset("、，力确争努并奋目达实为是")
_EVIDENCE = 400
# What stands around a report holds no figures, but an entry of its glossary that tells what will be done
# does (“2030工程”：到2030年，建设20个…), unlike one that defines a word (指打造10个…的工程).
_EXPLAINED = re.compile(
    r"(?:[\[［【（(]?\d{1,3}[\]］】）)]?[.、．]?)?\s{0,2}[^：:。，\n]{2,24}[：:](?!指|是指|即|系指|主要指|以)"
    r"(?=[^\n]{0,160}(?:布局|打造|培育|建设|实施|力争|形成|建成|到20))[^\n]{16}"
)
# A paragraph with more numbers and a report with more figures are no text: the rest is left unread, so that no
# file takes minutes. Two million characters of real reports hold about 40,000 figures.
_NUMBERS, _FIGURES = 20_000, 60_000
# So many paragraphs are read for numbers at once.
_AT_ONCE = 100


def find_indicators(
    text: str,
    paragraphs: Sequence[Paragraph],
    dates: Sequence[Dated],
    year: int | None,
    sections: Sequence[Section] = (),
    *,
    explain: bool = False,
) -> list[Indicator]:
    """The indicators of a report in order.

    ``name_spans`` joined give the name, white space, width and variants of characters aside. A word that the text
    does not have in this form is there with the words it stands for (城镇 for 城乡, 占比 for 占) or, when it
    stands for none (的比例), left out of the spans.

    ``baseline`` is given for changes, percentage points and multiples: the words of the text from the one that
    compares to what it compares with (比上年, 同比, 年均, 高于全国平均水平; 2020年 for 是2020年的1.5倍), those
    nearest to the number when there are several. It is shared in a list (同比增长5%、8%), by the parts of a whole
    (其中…) and in a sentence that a comparison opens (与上年相比，…). ``None`` when the text does not say.

    Args:
        text: the decoded text of the report.
        paragraphs: its paragraphs, labelled. Glossaries and headings are read too: they hold figures.
        dates: the dates in the text, resolved (``value`` is ``2022``, ``2022-08`` or ``2021/2025``).
        year: the year of the report, ``None`` when unknown.
        sections: its sections: a heading may say what time its figures speak of.
        explain: whether to say in ``why`` what decided each field.

    Returns:
        One ``Indicator`` per number, ``text[start:end]`` being the number with its unit.
    """
    ordered = sorted(dates, key=lambda date: date.start)
    plain = readable(text)
    read = [p for p in paragraphs if p.kind != "furniture" or _EXPLAINED.match(text, p.start, p.end)]
    # One step for all paragraphs and then the next: what a step needs stays in the caches of the processor.
    blocks = _counted([_Block(text, plain, block) for block in blocks_of(read)])
    for one in blocks:
        one.locate()
    for one in blocks:
        one.name()
    for one in blocks:
        one.classify()
    for one in blocks:
        one.judge(ordered, year)
    found = [indicator for one in blocks for indicator in one.indicators(explain)]
    return date_indicators(text, found, paragraphs, sections, ordered, year, explain=explain)


def _counted(blocks: Sequence[_Block]) -> list[_Block]:
    """The paragraphs that have figures, with their numbers."""
    counted: list[_Block] = []
    figures = 0
    for first in range(0, len(blocks), _AT_ONCE):
        some = blocks[first : first + _AT_ONCE]
        for block, quantities in zip(some, quantities_of_all([one.plain for one in some], _NUMBERS), strict=True):
            if figures > _FIGURES:
                return counted
            if quantities:
                block.quantities = quantities
                counted.append(block)
                figures += len(quantities)
    return counted


class _Block:
    """One paragraph, whose figures are read step by step; all offsets inside count from its beginning."""

    def __init__(self, text: str, plain: str, paragraphs: Sequence[Paragraph]) -> None:
        self._base = paragraphs[0].start
        self._text = text[self._base : paragraphs[-1].end]
        # A web page cuts sentences over lines; the cuts are read as blanks.
        self.plain = plain[self._base : paragraphs[-1].end].replace("\n", " ")
        self._paragraphs = paragraphs
        self.quantities: list[Quantity] = []

    def locate(self) -> None:
        """Finds the clauses, and which words around each of the numbers may be its name."""
        self._clauses = Clauses(self.plain)
        self._namer = Namer(self.plain, self.quantities, self._clauses)

    def name(self) -> None:
        """Finds what each of the numbers measures."""
        self._names = self._namer.names()
        self._titles = [self._without_blanks(said(self._text, name.pieces)) for name in self._names]

    def classify(self) -> None:
        """Tells levels from changes, and what a change is compared with."""
        plain, names = self.plain, self._names
        baselines = Baselines(plain, self.quantities, self._clauses)
        directions: dict[int, Direction] = {}
        self._kinds: list[tuple[IndicatorKind, Direction | None]] = []
        self._baselines: list[Span | None] = []
        for index, quantity in enumerate(self.quantities):
            name = names[index]
            shared = directions.get(name.group)
            leans = shared is None and index and plain[name.left[0]] in _LEANS_INITIALS
            if leans and _LEANS.fullmatch(plain, *name.left):
                shared = directions.get(names[index - 1].group)  # 增长13%，力争14%
            kind, direction = kind_and_direction(plain, quantity, name.left, self._titles[index], shared)
            if direction is not None:
                directions[name.group] = direction
            self._kinds.append((kind, direction))
            self._baselines.append(baselines.find(index, name.left, name.group, kind))

    def judge(self, dates: Sequence[Dated], year: int | None) -> None:
        """Tells what was reached from what is aimed at."""
        quantities = self.quantities
        status = StatusJudge(self.plain, self._clauses, self._base, dates, year)
        starts = [*self._clauses.sentences(), len(self.plain)]
        ends = [paragraph.end - self._base for paragraph in self._paragraphs[:-1]]
        self._where: list[tuple[Paragraph, Span]] = []
        self._judged: list[Judged] = []
        for index, quantity in enumerate(quantities):
            place = bisect_right(starts, quantity.start)
            sentence = (starts[place - 1], starts[place])
            paragraph = self._paragraphs[bisect_right(ends, quantity.start)]
            before = quantities[index - 1] if index else None
            following = quantities[index + 1] if index + 1 < len(quantities) else None
            self._where.append((paragraph, sentence))
            self._judged.append(
                status.judge(quantity, before, following, sentence, paragraph.label, paragraph.confidence)
            )

    def indicators(self, explain: bool) -> list[Indicator]:
        """The indicators of the paragraph, in order, without their periods."""
        base = self._base
        result = []
        for index, quantity in enumerate(self.quantities):
            name, title = self._names[index], self._titles[index]
            judged, compared = self._judged[index], self._baselines[index]
            kind, direction = self._kinds[index]
            paragraph, sentence = self._where[index]
            why = reasons(self.plain, base, quantity, name, judged, kind, direction, compared) if explain else ()
            result.append(
                Indicator(
                    name=title,
                    value=quantity.value,
                    value_max=quantity.value_max,
                    unit=quantity.unit,
                    bound=quantity.bound,
                    kind=kind,
                    direction=direction,
                    status=judged.status,
                    masked=quantity.masked,
                    start=quantity.start + base,
                    end=quantity.end + base,
                    paragraph=paragraph.id,
                    evidence=self._evidence(quantity, sentence),
                    name_spans=spans_of(name.pieces, base),
                    code=find_code(title, quantity.unit, kind),
                    baseline=self._without_blanks(self._text[slice(*compared)]) if compared is not None else None,
                    why=tuple(why),
                )
            )
        return result

    @staticmethod
    def _without_blanks(words: str) -> str:
        return words if words.isalnum() else _BLANK.sub("", words)

    def _evidence(self, quantity: Quantity, sentence: tuple[int, int]) -> str:
        start, end = sentence
        if end - start > _EVIDENCE:
            start = max(start, quantity.start - _EVIDENCE // 2)
            end = min(end, quantity.end + _EVIDENCE // 2)
        return self._text[start:end].strip()
