"""Figures of reports as measurements that can be put side by side: what is measured, over what time, in which unit.

Takes editions, gives one ``Measurement`` for each indicator. Growth is signed, years are those of
``Indicator.period``, and figures of several years are told from those of one. Read next: ``naming.py``, ``series.py``.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from reportmine.comparison.edition import Edition
from reportmine.comparison.naming import Name, is_verb, key, parse_name, with_verb
from reportmine.comparison.scale import base_of
from reportmine.comparison.tallies import Tally, is_summed_up, tally
from reportmine.model import Indicator, IndicatorKind, Paragraph
from reportmine.patterns import regex

GROWING: tuple[IndicatorKind, ...] = ("change", "points", "multiple")
_YEAR = regex(r"(\d{4})")
# A department's summary of a year is named after it.
_SUMMARY = regex("总结|工作情况")
_STRETCH = regex(r"(\d{4})/(\d{4})")
_PART = regex(r"\d{4}-(\d\d)(?:-\d\d)?/\d{4}-(\d\d)(?:-\d\d)?")
_AVERAGE = regex("年均|平均每年|每年|年平均")
_LAST_YEAR = regex("(?:[比较同与和]|相比)?(?:上年|去年|上一年|前一年|去年同期|上年同期|同期|同比)(?:同期|相比|比)?")
_ELSEWHERE = regex("全[国省市区县州]|高于|低于|快于|慢于|平均水平")
# 过去五年, 五年来, 这五年 open a passage on several years; 去年, 一年来 close it.
_LONG = regex(
    "(?:过去|这|近|本届政府)[^，。一]{0,4}?[二三四五六七八九十]年|[二三四五六七八九十]年(?:来|间|中|里)|“?十[一二三四五]五”?(?:时期|期间)|[二三四五]年工作回顾"
)
_SHORT = regex("去年|过去一年|(?<![二三四五六七八九十])一年来|(?:19|20)\\d\\d年|上年|今年|过去的一年|一年工作")
# 各位代表！刚刚过去的2025年: what a paragraph opens with comes behind the address.
_ADDRESS = regex(r"各位(?:代表|委员|同志|领导)[！!：:，,\s]*")
# 五年能耗累计下降18%: growth of all the years spoken of.
_SUMMED_UP = regex(r"累计[^，。；、\d]{0,6}\Z")
# 消费品零售总额增至2.8万亿元 is what the last of the years came to.
_GROWN_TO = regex(r"(?:增加?|增长|提高|上?升|扩大|发展|降低?|减少?|下降)(?:至|到)了?(?:约|近|超过?)?\Z")
# 能耗约为全国平均的七成 is no level of its own.
_OF_ELSEWHERE = regex(r"(?:全[国省市区县州]|世界|全球)平均(?:水平)?的(?:约|近)?\Z")
_EACH_AVERAGED = regex(r"(?:年均|平均每年)[^，。；、\d]{0,6}\Z")
_REACHED = regex(r"(?:[到至达为有]|达到|覆盖|突破|超过|稳定在|保持在)了?(?:约|近|超|超过|上)?\Z")
_FROM = regex(r"[由从][^，。；]{0,24}\Z")
_UP_TO = regex(r"[^，。；]{0,10}[到至为]")
_BY_YEAR = regex(r"到((?:19|20)\d\d)年")
_LEAD, _OPENING, _DUE_WITHIN = 40, 10, 60
# 连续三年增长10%以上, 连续两年稳定在1200吨, 每年惠及3000人: each of the years, no sum of them.
_EACH_YEAR = regex(r"连续[\d一二两三四五六七八九十]{1,3}年[^，。；]{0,14}\Z")
_EVERY_YEAR = regex(r"(?<!平均)每年(?!平均)[^，。；、]{0,6}\Z")
_DAILY = regex(r"(?:日均|平均每[天日]|每[天日])[^，。；]{0,16}\Z")
_PART_WITHIN = 20
_PART_OF = regex(r"其中[^，。；、]{2,16}\Z")
# 14亿人民, 14亿多人口: all there are.
_ALL_PEOPLE = regex(r"(?:各族)?(?:中国)?(?:人民(?!币)|人口(?!的)|中国人|的(?:粮食|吃饭|饭碗|大国|大市场|人口大国))")
_PEOPLE_UNITS, _NATION = ("亿", "亿人"), 9
_VERB_HERE = regex(r"(?:基本建成|新开工建设|新开工|开工建设|建成|新增|新建)\Z")
_VERB = regex(r"(?:新建|建成|新增|改造|完成|新改建|新认定|新登记)\Z")
# 比上年增加1304.8亿元 is an amount more, whatever its name was completed to; 增加到 is none.
_MORE = regex(r"(?:增加|增长|提高|扩大|上调|多增|增收|增产|净增)了?(?:约|近|超过?)?\s*\Z")
_LESS = regex(r"(?:减少|减收|下降|降低|压减|减|缩减|下调)了?(?:约|近|超过?)?\s*\Z")


class Measurement(NamedTuple):
    """One figure of one edition.

    ``key`` is that of ``naming``; ``span`` is ``year`` for a figure of one year, else says of what: ``stretch 5`` of
    five years, ``average 5`` for a year among them, without a number where the text has none; months; a comparison with
    something else. Figures of different ``span`` are no series, but for a state that lasts. ``year`` is the year it is
    of, of a stretch the last. ``code`` is the stable code of the measure, also where only its bare name tells it;
    ``called`` is the name as it stands for the comparison, its own verb put right; ``tally`` tells whether a count is
    of all there is or of what came.
    """

    edition: Edition
    indicator: Indicator
    key: str
    name: Name
    base: str
    span: str
    year: int | None
    code: str | None
    called: str
    tally: Tally

    @property
    def value(self) -> float | None:
        """The number in its own unit, a fall negative."""
        return signed(self.indicator, self.indicator.value)

    @property
    def kind(self) -> IndicatorKind:
        """What sort of figure it is."""
        return self.indicator.kind


def signed(indicator: Indicator, value: float | None) -> float | None:
    """A value of an indicator with the sign of its direction."""
    return -value if value is not None and indicator.direction == "down" and indicator.kind in GROWING else value


def reviewed_year(edition: Edition) -> int | None:
    """The year an edition looks back on."""
    return _Passages(edition).reviewed


def measure(edition: Edition) -> tuple[Measurement, ...]:
    """All indicators of an edition in the order of the text."""
    passages = _Passages(edition)
    found: list[Measurement] = []
    for number in range(len(edition.report.indicators)):
        found.append(_measurement(edition, number, passages, found[-1] if found else None))
    return tuple(found)


def _measurement(edition: Edition, number: int, passages: _Passages, before: Measurement | None) -> Measurement:
    indicator = edition.report.indicators[number]
    name = _without_place(indicator.name, edition.report.region)
    if is_verb(name):
        name = _with_thing(edition, number, name)
    name = _as_part(edition, number, _with_verb(edition, indicator, name))
    if indicator.unit in _PEOPLE_UNITS and (indicator.value or 0) >= _NATION:
        name = "人口" if _ALL_PEOPLE.match(edition.text, indicator.end) else name
    year, span = _time(edition, indicator, passages)
    if year is not None and _starting(edition, indicator) and _same_time(edition, number):
        year = None
    found = parse_name(name, indicator.kind)
    known = key(name, indicator.unit, indicator.kind)
    if name == indicator.name and indicator.code is not None:
        known = indicator.code
    code = None if ":" in known else known
    if indicator.kind == "level" and (flow := _changed_by(edition.text, indicator.start)) and flow != found.flow:
        found = Name(found.core, flow)
        known = f"{flow}:{known.removeprefix(':')}"
    return Measurement(
        edition=edition,
        indicator=indicator,
        key=known,
        name=found,
        base=base_of(indicator.unit),
        span=span,
        year=year,
        code=code,
        called=name,
        tally=tally(edition.text, indicator, found, (before.indicator, before.tally) if before else None),
    )


def _with_verb(edition: Edition, indicator: Indicator, name: str) -> str:
    """The name with the verb before it: 建成 高标准农田 where that is a known measure, 新增 8万亩 高标准农田 always."""
    if indicator.kind != "level" or not indicator.name_spans:
        return name
    here = _VERB_HERE.search(edition.text, max(0, indicator.start - 6), indicator.start)
    if here and here[0] not in name:
        # 保障性安居工程建设…，基本建成500万套，新开工700万套.
        return with_verb(name, here[0])
    if indicator.code is not None:
        return name
    first = indicator.name_spans[0][0]
    behind = first >= indicator.end
    if behind:
        first = indicator.start
    verb = _VERB.search(edition.text, max(0, first - 6), first)
    longer = f"{verb[0]}{name}" if verb else name
    return longer if behind or ":" not in key(longer, indicator.unit, indicator.kind) else name


def _with_thing(edition: Edition, number: int, verb: str) -> str:
    """What a verb alone is done to: the thing of the figure before, in the same sentence and unit."""
    indicator, before = edition.report.indicators[number], edition.report.indicators[number - 1 : number]
    if not before or before[0].unit != indicator.unit or "。" in edition.text[before[0].end : indicator.start]:
        return verb
    return with_verb(before[0].name, verb)


def _as_part(edition: Edition, number: int, name: str) -> str:
    """The name with what makes it a part: 招引项目21个，其中10亿元以上3个 are not two counts of one thing."""
    indicator, before = edition.report.indicators[number], edition.report.indicators[number - 1 : number]
    if not before or before[0].name != indicator.name:
        return name
    part = _PART_OF.search(edition.text, max(0, indicator.start - _PART_WITHIN), indicator.start)
    return name + part[0] if part else name


def _same_time(edition: Edition, number: int) -> bool:
    """Whether the figure that follows one, up to which it went, has its time too: then only that one is of it."""
    following = edition.report.indicators[number + 1 : number + 2]
    return bool(following) and following[0].period == edition.report.indicators[number].period


def _changed_by(text: str, start: int) -> str:
    """Whether an amount is how much more or less there is: ``more``, ``less`` or nothing."""
    for flow, pattern in (("more", _MORE), ("less", _LESS)):
        if pattern.search(text, max(0, start - 8), start):
            return flow
    return ""


def _without_place(name: str, region: str | None) -> str:
    """云溪县城镇新增就业 in the report of 云溪县 is its 城镇新增就业."""
    return name.removeprefix(region) if region and len(name) > len(region) + 1 else name


def _time(edition: Edition, indicator: Indicator, passages: _Passages) -> tuple[int | None, str]:
    period = indicator.period
    baseline = indicator.baseline or ""
    if period and (stretch := _STRETCH.fullmatch(period)):
        last = int(stretch[2])
        before = edition.text[max(0, indicator.start - 24) : indicator.start]
        every = indicator.kind not in GROWING and _EVERY_YEAR.search(before)
        reached = indicator.kind == "level" and _GROWN_TO.search(before)
        if last > int(stretch[1]) and (every or reached or _EACH_YEAR.search(before)):
            return last, "year"
        if _ELSEWHERE.search(baseline) and indicator.kind in GROWING:
            return last, f"{baseline} {last - int(stretch[1]) + 1}"
        averaged = _AVERAGE.search(baseline) or _AVERAGE.match(indicator.name) or _EACH_AVERAGED.search(before)
        kind = "average" if averaged else "stretch"
        return last, f"{kind} {last - int(stretch[1]) + 1}"
    if period and (part := _PART.fullmatch(period)):
        return int(period[:4]), "year" if (part[1], part[2]) == ("01", "12") else f"months {part[1]}-{part[2]}"
    year: int | None
    if period and (match := _YEAR.match(period)):
        year = int(match[1])
    elif edition.year is None or _starting(edition, indicator):
        year = None
    else:
        year = passages.planned if indicator.status == "target" else passages.reviewed
    if year is not None and indicator.status == "target":
        year = max(year, _due(edition.text, indicator.start) or 0)
    span = _span(edition, indicator, year, passages)
    daily = indicator.kind == "level" and _DAILY.search(edition.text, max(0, indicator.start - 20), indicator.start)
    return year, f"{span} a day" if daily else span


def _due(text: str, start: int) -> int | None:
    """The year that a sentence names for what it aims at: 力争到2030年，地区生产总值迈上500亿元台阶."""
    since = max(text.rfind("。", 0, start), text.rfind("\n", 0, start)) + 1
    found = [int(match[1]) for match in _BY_YEAR.finditer(text, max(since, start - _DUE_WITHIN), start)]
    return found[-1] if found else None


def _span(edition: Edition, indicator: Indicator, year: int | None, passages: _Passages) -> str:
    baseline = indicator.baseline or ""
    before = max(0, indicator.start - 12)
    if _OF_ELSEWHERE.search(edition.text, before, indicator.start):
        return "against others"
    growing = indicator.kind in GROWING
    if _AVERAGE.search(baseline) or (growing and _EACH_AVERAGED.search(edition.text, before, indicator.start)):
        return "average"
    if baseline and indicator.kind in GROWING and not _LAST_YEAR.fullmatch(baseline):
        if _ELSEWHERE.search(baseline):
            return baseline
        against = _YEAR.search(baseline)
        if against is None or year is None or int(against[1]) != year - 1:
            return f"against {baseline}"
    if growing and _SUMMED_UP.search(edition.text, before, indicator.start):
        return "stretch"
    # 累计完成一般公共预算收入268亿元; what is no known measure may be counted up within the year.
    if indicator.kind == "level" and indicator.code and is_summed_up(edition.text, indicator.start):
        return "stretch"
    if indicator.status == "actual" and indicator.kind in ("level", *GROWING) and passages.is_long(indicator):
        reached = _REACHED.search(edition.text, max(0, indicator.start - 8), indicator.start)
        state = indicator.kind == "level" and (reached or _starting(edition, indicator))
        if not state and year is not None and year == passages.reviewed:
            return "stretch"
    return "year"


def _starting(edition: Edition, indicator: Indicator) -> bool:
    """Whether it is the first of 从A提高到B, a figure of some year before."""
    before = edition.text[max(0, indicator.start - 28) : indicator.start]
    return bool(_FROM.search(before)) and bool(_UP_TO.match(edition.text, indicator.end))


class _Passages:
    """Which paragraphs of an edition speak of several years, and which years it looks back on and ahead to."""

    def __init__(self, edition: Edition) -> None:
        self._edition = edition

    @cached_property
    def reviewed(self) -> int | None:
        """The year looked back on: the one before, or that of the title for a department's summary of its year."""
        year = self._edition.year
        if year is None:
            return None
        title = self._edition.report.title or ""
        if _SUMMARY.search(title) and str(year) in title:
            return year
        told = [one.period for one in self._edition.report.indicators if one.status == "actual"]
        return year if told.count(str(year)) > told.count(str(year - 1)) else year - 1

    @property
    def planned(self) -> int | None:
        """The year planned for."""
        return None if self.reviewed is None else self.reviewed + 1

    def is_long(self, indicator: Indicator) -> bool:
        """Whether a figure without a time of its own stands in a passage on several years."""
        if indicator.paragraph not in self._long:
            return False
        text, start = self._edition.text, self._edition.paragraphs[indicator.paragraph].start
        since = max(text.rfind("。", start, indicator.start), start)
        return _SHORT.search(text, since, indicator.start) is None

    @cached_property
    def _long(self) -> frozenset[int]:
        return frozenset(self._find())

    def _find(self) -> Iterator[int]:
        long = False
        for paragraph in self._edition.report.paragraphs:
            if paragraph.kind not in ("body", "heading"):
                continue
            long = self._goes_on(paragraph, long)
            if long:
                yield paragraph.id

    def _goes_on(self, paragraph: Paragraph, long: bool) -> bool:
        text, start = self._edition.text, paragraph.start
        if address := _ADDRESS.match(text, start, paragraph.end):
            start = address.end()
        lead = text[start : min(paragraph.end, start + _LEAD)]
        opened, closed = (
            _LONG.search(lead),
            _SHORT.search(lead[: len(lead) if paragraph.kind == "heading" else _OPENING]),
        )
        if opened and closed:
            return opened.start() < closed.start()
        if opened:
            return True
        return long and not closed and paragraph.label != "priority"
