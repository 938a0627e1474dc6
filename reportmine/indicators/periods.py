"""Says which year or span of time each figure speaks of: 去年…增长5% in a report of 2024 is 2023.

Takes indicators with the dates, paragraphs and sections they stand in, gives the same indicators with ``period``. What
is nearest decides: a date in the clause, one that opens the sentence, the paragraph or the paragraphs before it, the
heading above, at last the kind of report. Where nothing decides there is no period. Read next: ``time_frames.py``.

Decisions that a reader cannot guess:

* Behind a span (过去五年, “十四五”期间) amounts and growth speak of the span, states that were reached (达到64.8%) of
  its last year, and steps that were passed at some time in it (突破9万元, 首次超过) of none.
* 从A提高到B in a span: A is of the year before it, B of its last. In a single year only B is dated.
* A report to a congress early in its year looks back on the year before and plans for its own; a department's
  summary looks back on the year of its title, and its plan is dated by what it says alone.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence

import msgspec

from reportmine.dates.clock import read_clock
from reportmine.dates.patterns import SESSION, number
from reportmine.indicators.phrases import STOPS, Spots, any_of, cues, readable
from reportmine.indicators.pieces import Span
from reportmine.indicators.reasons import reason
from reportmine.indicators.time_frames import OPENING, TO, TOP, Dated, Frame, TimeFrames
from reportmine.model import Indicator, Paragraph, Section

# 比2016年, 与去年同期相比: what a figure is compared with.
_COMPARED = re.compile(r"(?:[比较同与]|高于|低于|快于|慢于|优于|好于|多于|少于|超过|相当于)[^，。；：、\d]{0,6}\Z")
_COMPARES = re.compile(r"[^，。；：]{0,12}(?:相比|比|同期|持平)")
_TIMES = re.compile(r"(?:[为是占达]|达到|相当于|超过|恢复到|恢复至)了?\Z")
# 年末, 年初 without a year say when in the year, not in which.
_EDGE = re.compile(r"年[初底末]\Z")
# Five years counted without a date: 五年累计, 五年平均每年, 连续五年稳定.
_YEARS = re.compile(
    r"(?<![第每前后翻\d.一二三四五六七八九十])(?P<n>[二三四五六七八九十两]|1?\d)年(?![前后以多期级制计规行纲初末底攻大任目奋，。、之超])"
)
_MEANWHILE = re.compile(r"(?P<n>[二三四五六七八九十两](?<![第每前后翻\d.一二三四五六七八九十].))年(?:来|间|内|中)，")
# 今后三年 in a review: counted from the year after the last finished one.
_AHEAD = re.compile(r"(?:今后|未来|接下来|往后)(?P<n>[二三四五两]|[2-9])年")
_THROUGH = re.compile(r"年均|平均每年|每年平均|累计|总计|五年|递增|保持|稳定在|连续")
_ALL_ALONG = re.compile(r"年均|平均每年|每年平均|递增|[四五]年|累计")
_YEARLY = re.compile(r"年均|平均每年|每年平均|年递增")
_REACHED = re.compile(r"(?:达到?|超过|为|[增加高升长低降少大小缩减短展成]?[到至]|[现拥共仅已]有)了?(?:约|近|超)?\Z")
_MOVED = re.compile(r"(?:前移|前进|上升|提升|跃升|下降|后退|进|升)了?\Z")
_PASSED = re.compile(r"突破|迈上|站上|跨[过越上]|迈[过入]|首次|越过|登上|连跨|曾|一度|最高")
_FLOW = re.compile(rf"(?!建成区)(?:{any_of(cues('period', 'flow'))})")
_LONG_AGO = re.compile(any_of(cues("period", "long_ago")))
_FROM = re.compile(r"[从由][^，。；]{0,24}\Z")
_UP_TO = re.compile(rf"[^{STOPS}]{{0,10}}[到至为成][^{STOPS}]{{0,10}}")
_WHOLE_YEAR = "全年"
_JOINED = re.compile(r"(?:左右|以上|以内)?[、和与及](?:分别|近|超|约|超过)?")
# How far back a count of years and the dates of a sentence are looked for.
_CLAUSE, _DATES_BACK = 160, 12


def date_indicators(
    text: str,
    indicators: Sequence[Indicator],
    paragraphs: Sequence[Paragraph],
    sections: Sequence[Section],
    dates: Sequence[Dated],
    year: int | None,
    *,
    explain: bool = False,
) -> list[Indicator]:
    """The same indicators, each with the ``period`` it speaks of, ``None`` where the report leaves it open.

    Args:
        text: the decoded text of the report.
        indicators: in order of ``start``.
        paragraphs: all paragraphs of the report; those without figures may open a time for the next ones.
        sections: the sections they belong to; may be empty.
        dates: resolved dates, in any order.
        year: the year of the report; without it only written dates count.
        explain: whether to add to ``why`` what decided the period.
    """
    plain = readable(text)
    finished = read_clock(plain, year).finished if year is not None else None
    reader = _Reader(TimeFrames(plain, paragraphs, sections, dates, year, finished), paragraphs, explain)
    dated = reader.read(indicators)
    unsure = year is not None and finished != year and SESSION.search(plain[:TOP]) is None
    # No line says when it was read: a report that gives more figures of its own year was read late in it.
    if unsure and reader.said[str(year)] > reader.said[str(finished)]:
        return _Reader(TimeFrames(plain, paragraphs, sections, dates, year, year), paragraphs, explain).read(indicators)
    return dated


class _Reader:
    """One pass over the figures of a report."""

    def __init__(self, frames: TimeFrames, paragraphs: Sequence[Paragraph], explain: bool) -> None:
        self._frames = frames
        self._plain = frames.plain
        self._paragraphs = {paragraph.id: paragraph for paragraph in paragraphs}
        self._explain = explain
        self._because: tuple[str, Span] = ("", (0, 0))
        self._meanwhile = Spots(_MEANWHILE, self._plain)
        self._long_ago = Spots(_LONG_AGO, self._plain)
        self.said: Counter[str] = Counter()  # years that figures name themselves

    def read(self, indicators: Sequence[Indicator]) -> list[Indicator]:
        """The indicators with their periods."""
        dated: list[Indicator] = []
        second = False
        paragraph: Paragraph | None = None
        for index, indicator in enumerate(indicators):
            if paragraph is None or indicator.paragraph != paragraph.id:
                paragraph = self._paragraphs[indicator.paragraph]
                self._frames.enter(paragraph)
            following = indicators[index + 1] if index + 1 < len(indicators) else None
            before = dated[-1] if dated else None
            clause = self._frames.clause(indicator.start)
            first = following is not None and self._leads_to(indicator, following, clause)
            period = self._period(indicator, before, paragraph, clause, first, second)
            second = first
            if period is None:
                dated.append(indicator)
            elif self._explain:
                why = (*indicator.why, reason("period", *self._because, 0))
                dated.append(msgspec.structs.replace(indicator, period=period, why=why))
            else:
                dated.append(msgspec.structs.replace(indicator, period=period))
        return dated

    def _leads_to(self, one: Indicator, other: Indicator, begin: int) -> bool:
        """Whether two figures are the ends of one change: 从70元提高到88元."""
        if other.start - one.end > 30 or one.kind != other.kind and "share" not in (one.kind, other.kind):
            return False
        clause = self._plain[max(begin, one.start - 30) : one.start]
        if "从" not in clause and "由" not in clause:
            return False
        return _FROM.search(clause) is not None and _UP_TO.fullmatch(self._plain, one.end, other.start) is not None

    def _period(
        self,
        indicator: Indicator,
        before: Indicator | None,
        paragraph: Paragraph,
        clause: int,
        first: bool,
        second: bool,
    ) -> str | None:
        sentence = self._frames.sentence(indicator.start)
        clause = max(clause, sentence)
        near = self._near(indicator, before, sentence, clause, first or second)
        if near is not None and indicator.status == "actual":
            self.said[near.value[:4]] += 1
        begin = max(clause, indicator.start - 60)
        words = self._plain[begin : indicator.start]
        if near is not None:
            self._because = (near.rule, near.at)
            if not near.spans and not self._is_through(near, words):
                return near.value
        if first and near is None and not self._spans_around(indicator, paragraph, sentence):
            return None
        years = "年" in words
        ahead = _AHEAD.search(self._plain, begin, indicator.start) if near is None and years else None
        if ahead is not None and self._frames.finished is not None:
            self._because = ("counted-years", ahead.span())
            return f"{self._frames.finished + 1}/{self._frames.finished + number(ahead['n'])}"
        counted = _YEARS.search(self._plain, begin, indicator.start) if years else None
        if counted is None and near is None:
            counted = self._meanwhile.search(max(sentence, indicator.start - _CLAUSE), indicator.start)
        if counted is not None and self._frames.finished is not None and not first and not second:
            self._because = ("counted-years", counted.span())
            return self._counted(counted["n"], indicator, near, paragraph, sentence)
        listed = before is not None and before.kind == indicator.kind and not first and not second
        if near is None and before is not None and listed and before.end + 6 >= indicator.start:
            joined = _JOINED.fullmatch(self._plain, before.end, indicator.start)
            if joined is not None:
                self._because = ("same-list", (0, 0))
                return before.period  # 分别达到90元和80元
        if near is None and years and before is not None and before.start >= sentence and _YEARLY.search(words):
            spoken = Frame(before.period) if before.period is not None else None
            if spoken is not None and spoken.spans:
                self._because = ("span-of-sentence", (0, 0))
                return spoken.value  # 五年累计投资600亿元，年均增长8%
        if near is None and self._long_ago.search(max(sentence, indicator.start - 80), indicator.start):
            return None
        frame = near or self._frames.around(indicator, paragraph, sentence)
        if frame is None:
            return None
        self._because = (frame.rule, frame.at)
        return self._within(frame, indicator, words, first, second)

    def _spans_around(self, indicator: Indicator, paragraph: Paragraph, sentence: int) -> bool:
        frame = self._frames.around(indicator, paragraph, sentence)
        return frame is not None and frame.spans

    def _is_through(self, near: Frame, words: str) -> bool:
        """Whether 年均 or 五年 stands behind a year that ends a span (到2030年，年均增长5%)."""
        if len(near.value) != 4 or near.last not in self._frames.span_ends:
            return False
        return (_THROUGH if near.aim else _ALL_ALONG).search(words) is not None

    def _near(
        self, indicator: Indicator, before: Indicator | None, sentence: int, clause: int, paired: bool
    ) -> Frame | None:
        """The date of the clause, or one that opens a clause of the sentence."""
        plain, start = self._plain, indicator.start
        after = plain[indicator.end : indicator.end + 1]
        if after and after in "（(":
            inside = next(self._frames.between(indicator.end + 1, indicator.end + 12), None)
            if inside is not None and plain[inside.end : inside.end + 1] in ("）", ")"):
                return Frame(inside.value, rule="date-in-clause", at=(inside.start, inside.end))
        last = bisect_left(self._frames.starts, start) - 1
        if last < 0 or self._frames.starts[last] < sentence:
            return None
        spent = before is not None and before.start >= clause
        for index in range(last, max(-1, last - _DATES_BACK), -1):
            date = self._frames.dates[index]
            if date.start < sentence:
                break
            if date.end > start or self._is_aside(date, indicator, clause):
                continue
            own = self._frames.clause(date.start)
            lead = plain[max(own, sentence, date.start - 24) : date.start]
            opens = OPENING.match(lead) is not None
            starts = lead.endswith(("从", "由", "自"))
            where = (date.start, date.end)
            frame = Frame(date.value, TO.search(lead) is not None, starts, "date-in-clause", where)
            if date.start >= clause:
                between = before is not None and spent and before.start >= date.end
                if not between or opens and not plain.startswith("的", date.end):
                    return frame
                if before is not None and before.period == date.value and _JOINED.fullmatch(plain, before.end, start):
                    return frame
                continue
            event = len(date.value) not in (4, 9) and "/" not in date.value and not frame.aim
            if event and plain[date.end : date.end + 1] != "，":
                continue  # 1月24日启动响应，组建队伍47支
            if opens and not plain.startswith("的", date.end):
                return frame
            if paired or before is None:
                continue
            if before.name == indicator.name and before.period == date.value:
                return frame
        return None

    def _is_aside(self, date: Dated, indicator: Indicator, clause: int) -> bool:
        """Whether a date is compared with, starts something or is part of a name."""
        plain = self._plain
        lead = plain[max(0, date.start - 8) : date.start]
        behind = plain[date.end : date.end + 14]
        if plain[date.end : indicator.start] in ("", "的", "为", "是", "达", "达到") and lead[-1:] in ("从", "由"):
            return False
        if behind.startswith("的") and plain[date.end + 1 : indicator.start] in ("", "近", "约"):
            return indicator.kind not in ("level", "rank") and bool(_TIMES.search(lead))  # 比“五五”时期的577亿元增长
        compared = _COMPARED.search(lead)
        if compared is not None and (compared[0][0] not in "与同" or _COMPARES.match(behind)):
            return True
        if lead.endswith(("从", "由", "自")) and not behind.startswith(("以来", "的")) and "/" not in date.value:
            return True
        if "的" in behind[:8] and _TIMES.search(lead) and indicator.kind in ("multiple", "share"):
            return True
        if len(date.value) not in (4, 9) and _WHOLE_YEAR in plain[clause : indicator.start]:
            return True
        mention = plain[date.start : date.end + 2]
        if len(date.value) not in (4, 9) and (mention.endswith("以来") or plain.endswith("以来", 0, date.end)):
            return "年" not in mention  # 7月下旬以来: open at its end
        if len(date.value) > 4 and (mention.endswith("以来") or _EDGE.match(plain, date.start, date.end)):
            return True
        return self._frames.is_name(date, indicator.start)

    def _counted(
        self, written: str, indicator: Indicator, near: Frame | None, paragraph: Paragraph, sentence: int
    ) -> str | None:
        """五年累计 in a review ends with the last finished year, in a plan it begins with the next."""
        assert self._frames.finished is not None
        years = number(written)
        frame = near or self._frames.around(indicator, paragraph, sentence)
        if frame is not None and frame.spans and frame.last - frame.first + 1 == years:
            return frame.value
        if not 2 <= years <= 20:
            return frame.value if frame is not None else None
        if indicator.status == "target":
            return f"{self._frames.finished + 1}/{self._frames.finished + years}"
        last = frame.last if frame is not None and frame.last <= self._frames.finished else self._frames.finished
        return f"{last - years + 1}/{last}"

    def _within(self, frame: Frame, indicator: Indicator, words: str, first: bool, second: bool) -> str | None:
        """Which part of the frame a figure speaks of."""
        if not frame.spans and self._is_through(frame, words):
            return self._frames.span_ends.get(frame.last)
        if not frame.spans:
            return None if first else frame.value
        if first:
            return str(frame.first if frame.starts else frame.first - 1)  # 从1980年至1985年，由6亿吨增加到
        if second:
            return str(frame.last)
        if indicator.kind in ("change", "points", "multiple") or _THROUGH.search(words):
            return frame.value
        if _PASSED.search(words):
            return None
        if indicator.kind == "rank":
            return frame.value if _MOVED.search(words) else str(frame.last)
        if indicator.kind == "share" or _REACHED.search(words) and not _FLOW.search(words):
            return str(frame.last)
        return frame.value
