"""Makes indicators of the quantities in a report: name, kind, direction, status, baseline, period.

Takes the text, its labelled paragraphs and the dates found in it, gives ``Indicator`` structs in order. The
numbers come from ``quantities/scan.py``, the names from ``names.py``, kind and direction from ``changes.py``,
status from ``status.py``, periods from ``periods.py``. Read next: ``names.py``.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from reportmine.indicators.baselines import Baselines
from reportmine.indicators.changes import kind_and_direction
from reportmine.indicators.codes import find_code
from reportmine.indicators.names import Namer
from reportmine.indicators.periods import date_indicators
from reportmine.indicators.phrases import Clauses, readable
from reportmine.indicators.pieces import said, spans_of
from reportmine.indicators.reasons import reasons
from reportmine.indicators.status import StatusJudge
from reportmine.indicators.time_frames import Dated
from reportmine.model import Direction, Indicator, Paragraph, Quantity, Section
from reportmine.quantities.scan import quantities_of

_SENTENCE_END = re.compile("[。！？；]")
_BLANK = re.compile(r"(?<![A-Za-z])[\s\u200b\ufeff]+|[\s\u200b\ufeff]+(?![A-Za-z])")
_LEANS = re.compile("[、，]?(?:力争|确保|争取|努力|并|奋斗目标|目标|达到|实现|为|是)+")
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
    found: list[Indicator] = []
    for block in _blocks([p for p in paragraphs if p.kind != "furniture" or _EXPLAINED.match(text, p.start, p.end)]):
        found.extend(_Block(text, block, ordered, year, explain).read())
        if len(found) > _FIGURES:
            break
    return date_indicators(text, found, paragraphs, sections, ordered, year, explain=explain)


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

    def __init__(
        self, text: str, paragraphs: Sequence[Paragraph], dates: Sequence[Dated], year: int | None, explain: bool
    ) -> None:
        self._base = paragraphs[0].start
        self._text = text[self._base : paragraphs[-1].end]
        # A web page cuts sentences over lines; the cuts are read as blanks.
        self._plain = readable(text)[self._base : paragraphs[-1].end].replace("\n", " ")
        self._paragraphs = paragraphs
        self._dates = dates
        self._year = year
        self._explain = explain

    def read(self) -> list[Indicator]:
        """The indicators of the paragraph, in order."""
        quantities = quantities_of(self._plain, _NUMBERS)
        if not quantities:
            return []
        plain, base = self._plain, self._base
        clauses = Clauses(plain)
        names = Namer(plain, quantities, clauses).names()
        baselines = Baselines(plain, quantities)
        status = StatusJudge(plain, clauses, base, self._dates, self._year)
        starts = [0, *[match.end() for match in _SENTENCE_END.finditer(plain)], len(plain)]
        ends = [paragraph.end - base for paragraph in self._paragraphs]
        directions: dict[int, Direction] = {}
        result = []
        for index, (quantity, name) in enumerate(zip(quantities, names, strict=True)):
            place = bisect_right(starts, quantity.start)
            sentence = (starts[place - 1], starts[place])
            paragraph = self._paragraphs[min(bisect_right(ends, quantity.start), len(ends) - 1)]
            title = _BLANK.sub("", said(self._text, name.pieces))
            shared = directions.get(name.group)
            if shared is None and index and _LEANS.fullmatch(plain, *name.left):
                shared = directions.get(names[index - 1].group)  # 增长13%，力争14%
            kind, direction = kind_and_direction(plain, quantity, name.left, title, shared)
            if direction is not None:
                directions[name.group] = direction
            before = quantities[index - 1] if index else None
            following = quantities[index + 1] if index + 1 < len(quantities) else None
            judged = status.judge(quantity, before, following, sentence, paragraph.label, paragraph.confidence)
            compared = baselines.find(index, name.left, name.group, kind)
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
                    baseline=_BLANK.sub("", self._text[slice(*compared)]) if compared is not None else None,
                    why=tuple(reasons(plain, base, quantity, name, judged, kind, direction, compared))
                    if self._explain
                    else (),
                )
            )
        return result

    def _evidence(self, quantity: Quantity, sentence: tuple[int, int]) -> str:
        start, end = sentence
        if end - start > _EVIDENCE:
            start = max(start, quantity.start - _EVIDENCE // 2)
            end = min(end, quantity.end + _EVIDENCE // 2)
        return self._text[start:end].strip()
