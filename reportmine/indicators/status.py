"""Tells what was reached from what is aimed at: the kind of paragraph decides, unless the words around say otherwise.

Takes the text of a paragraph, a quantity and where it stands, gives a status with the rule and the words that decided.
The cues are ``status`` in data/indicator_cues.toml. Read next: ``find.py``.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

import msgspec

from reportmine.indicators.phrases import STOPS, Clauses, any_of, cues
from reportmine.indicators.pieces import Span
from reportmine.indicators.time_frames import Dated
from reportmine.model import IndicatorStatus, Label, Quantity

_AIM = re.compile(any_of(cues("status", "aim")))
_AIM_REVIEW = re.compile(any_of(cues("status", "aim_in_review")))
_DONE = re.compile(rf"(?<![比较])(?:{any_of(cues('status', 'done'))})(?!结转|结余)")
_DONE_AFTER = re.compile(any_of(cues("status", "done_after")))
# A look-behind stands after the first character: a pattern that begins with one is tried at every place.
_TO_YEAR = re.compile(
    r"[到至，](?:(?<![截加高升展长低少大小降增减].)(?<=[到至])(?P<year>20\d\d)年|(?<=[到，])本世纪(?:末|中叶)"
    r"|(?<=到)“[一二三四五六七八九十]{1,3}五”末)"
)
# 未能达到下降20%的规划要求; 控制在15亿立方米红线以内: what was asked for, not what came of it.
_NOT_REACHED = re.compile(r"(?:未能|未|没有|难以|尚未|达不到)(?:如期)?(?:达到|完成|实现|达成)")
_ASKED = re.compile(r"[^。；]{0,30}的[^，。；、]{0,6}(?:要求|目标|任务)|红线|控制线|控制目标|控制指标")
_FROM = re.compile(r"[从由][^，。；]{0,16}\Z")
_TO = re.compile(rf"[^{STOPS}]{{0,10}}[到至为][^{STOPS}]{{0,8}}")
_AGAINST = re.compile(r"比[^，。；]{2,20}的\Z")
_COMPARED = re.compile("比|较|超过")
# 年底 without a year is the end of the year that is planned.
_SAYS_NO_YEAR = re.compile("(?:到|至)?年(?:底|末|初|内|中|终)|全年")
# One of the words that make a figure of a review a target; most paragraphs have none.
_MAY_AIM = re.compile(f"{_AIM_REVIEW.pattern}|{_TO_YEAR.pattern}|{_NOT_REACHED.pattern}")
# What only a report of what was done says, and what only a plan does. In a plan a sentence that says the one and not
# the other tells of what was reached; where a label is unsure, or a paragraph has nothing of a plan, the words decide.
_FACT = re.compile(
    rf"{any_of(cues('status', 'fact'))}|了(?<![为除到受罢极知明].)(?![解结断])"
    r"|连(?<!再.)续[^，。；]{1,3}[年月届次](?!保)"
)
_HINT = re.compile(
    rf"{any_of(cues('status', 'fact_hints'))}|\d\.[1-46-9](?=%)|\d\.\d\d|\d{3}[1-9](?![\d年.%])|[比较][去上]年"
)
_PLAN = re.compile(
    rf"{any_of(cues('status', 'plan'))}|要(?<![即主必需重首摘纪简提只].)(?![素求点闻件塞道好])|将(?<!即.)(?![军近])"
    r"|争取(?![到中省上级资国])|[到至]20[2-9]\d年|[\d%万亿家个项](?:以上|左右|以内)"
)
_PLAN_HINT = re.compile(any_of(cues("status", "plan_hints")))
_ROUGHLY = ("以上", "左右", "以内")
_SURE = 0.9
# 完成年初预算数3.2亿元的98%; 今年计划改造公路40公里: what was planned, in a report of what was done.
_PLANNED = re.compile(
    r"(?<!比)(?:年初)?(?:预算|计划)数[为是约]?\Z"
    r"|(?:\A|[，。；：、])[^，。；：、]{0,6}?[今本全]年(?:我[^，。；：、]{1,2})?(?:工作)?计划(?!生育|单列|完成)[^，。；：]{2,30}\Z"
)
_NEXT = re.compile(r"(?:下一步|下步|下阶段|下一阶段|接下来)[，将要我拟计]|明年[，将要我拟计]|计划总?投资[约为达]?\Z")
_MAY_PLAN = re.compile("计划|预算数|下一?步|下一?阶段|接下来|明年")
# A number of people that only adorns them is no target (让380万全市人民…).
_PEOPLE = re.compile(
    r"[^，。；：、]{0,4}(?:人民(?![币法检医政公])|儿女|同胞|干部群众|人口的[^，。；]{0,6}(?:国家|大国))"
)
# How far back a sentence is read.
_BEFORE, _DATES_BACK = 240, 12


class Judged(msgspec.Struct, frozen=True, gc=False):
    """A status, the rule that gave it and the words that decided; an empty span when the paragraph did."""

    status: IndicatorStatus
    rule: str
    span: Span = (0, 0)


class StatusJudge:
    """Judges the figures of one paragraph that begins at ``base``; ``plain`` is its normalised text."""

    def __init__(self, plain: str, clauses: Clauses, base: int, dates: Sequence[Dated], year: int | None) -> None:
        self._plain = plain
        self._clauses = clauses
        self._base = base
        self._dates = dates
        self._year = year
        self._may_plan = _MAY_PLAN.search(plain) is not None
        self._may_aim = _MAY_AIM.search(plain) is not None
        self._facts: bool | None = None
        self._votes: tuple[int, ...] | None = None

    def judge(
        self,
        quantity: Quantity,
        before: Quantity | None,
        following: Quantity | None,
        sentence: Span,
        label: Label | None,
        confidence: float | None,
    ) -> Judged:
        """The status of a figure.

        Args:
            quantity: the number.
            before: the number before it.
            following: the number behind it.
            sentence: where its sentence begins and ends.
            label: what its paragraph says, ``None`` for a heading or a glossary.
            confidence: how sure the label is.
        """
        plain = self._plain
        begin = max(sentence[0], quantity.start - _BEFORE)
        clause = self._clauses.start(quantity.start, begin)
        unsure = confidence is not None and confidence < _SURE
        if label != "priority":
            return self._reviewed(quantity, begin, clause, label, unsure)
        if following is not None and self._leads_to(quantity, following, clause):
            return Judged("actual", "start-of-change", (clause, quantity.start))  # 从70元提高到88元
        own = clause
        if before is not None and before.start >= clause and self._leads_to(before, quantity, clause):
            own = before.end  # 由现在的70元提高到88元: 现在 is that of the first
        if done := _DONE.search(plain, own, quantity.start):
            return Judged("actual", "cue-word", done.span())
        if done := _DONE_AFTER.search(plain, quantity.end, min(sentence[1], quantity.end + 16)):
            return Judged("actual", "cue-word", done.span())
        if against := _AGAINST.search(plain, clause, quantity.start):
            return Judged("actual", "compared-with", against.span())
        if quantity.form == "number":
            epithet = _PEOPLE.match(plain, quantity.end)
            if epithet is not None:
                return Judged("actual", "people-of-the-place", epithet.span())
        if past := self._past(quantity, own):
            return Judged("actual", "past-date", past)
        if fact := self._told(quantity, begin, unsure=unsure):
            return Judged("actual", "cue-word", fact)
        return Judged("target", "plan-paragraph")

    def _told(self, quantity: Quantity, begin: int, *, unsure: bool) -> Span | None:
        """What tells that a figure was reached, though its paragraph is said to be a plan."""
        plain = self._plain
        if self._facts is None:
            self._facts = _FACT.search(plain) is not None
        if not self._facts and not unsure:
            return None
        if plain.startswith(_ROUGHLY, quantity.end) or self._planned(begin, quantity.start):
            return None
        fact = _FACT.search(plain, begin, quantity.start)
        if fact is not None:
            return fact.span()
        facts, hints, plans, plan_hints = self._counted()
        plans += plan_hints
        if plans == 0 and facts > 1 or unsure and facts + hints >= max(plans, 1):
            return (quantity.start, quantity.start)
        return None

    def _planned(self, begin: int, stop: int) -> bool:
        """Whether something between the two says that it is planned."""
        plan = _PLAN.search(self._plain, begin, stop) or _PLAN_HINT.search(self._plain, begin, stop)
        return plan is not None

    def _counted(self) -> tuple[int, ...]:
        """How many words of the paragraph say what was done, hint at it, say what is planned and hint at that."""
        if self._votes is None:
            self._votes = tuple(len(p.findall(self._plain)) for p in (_FACT, _HINT, _PLAN, _PLAN_HINT))
        return self._votes

    def _reviewed(self, quantity: Quantity, begin: int, clause: int, label: Label | None, unsure: bool) -> Judged:
        plain = self._plain
        until = _TO_YEAR.search(plain, begin, quantity.start) if self._may_aim else None
        if until is not None and (until["year"] is None or self._year is not None and int(until["year"]) >= self._year):
            return Judged("target", "coming-year", until.span())
        aim = None
        if label is None:
            aim = _AIM.search(plain, begin, quantity.start)
        elif self._may_aim:
            aim = _AIM_REVIEW.search(plain, max(begin, quantity.start - 40), quantity.start)
        if aim is None:
            missed = _NOT_REACHED.search(plain, clause, quantity.start) if self._may_aim else None
            limit = plain.startswith(("红线", "控制"), quantity.end)
            if (missed or limit) and (asked := _ASKED.match(plain, quantity.end)) is not None:
                aim = asked if limit else missed
        if aim is None and unsure and _FACT.search(plain, begin, quantity.start) is None:
            facts, hints, plans, _ = self._counted()
            aim = _PLAN.search(plain, begin, quantity.start) if plans > facts + hints else None
        if aim is None and label is not None and self._may_plan:
            aim = _PLANNED.search(plain, clause - 1 if clause else 0, quantity.start) or _NEXT.search(
                plain, begin, quantity.start
            )
        if aim is not None:
            return Judged("target", "cue-word", aim.span())
        return Judged("actual", "review-paragraph" if label is not None else "no-plan")

    def _leads_to(self, one: Quantity, other: Quantity, clause: int) -> bool:
        if other.start - one.end > 20 or _FROM.search(self._plain, max(clause, one.start - 20), one.start) is None:
            return False
        return _TO.fullmatch(self._plain, one.end, other.start) is not None

    def _past(self, quantity: Quantity, clause: int) -> Span | None:
        """The date in the clause before the year of the report (一九八○年为773亿元), when the last of them is."""
        if self._year is None or _COMPARED.search(self._plain, clause, quantity.start):
            return None
        last: Span | None = None
        for date in self._dates_before(quantity, clause):
            span = (date.start - self._base, date.end - self._base)
            if int(date.value.rpartition("/")[2][:4]) >= self._year:
                return None
            if last is None and _SAYS_NO_YEAR.fullmatch(self._plain, *span) is None:
                last = span
        return last

    def _dates_before(self, quantity: Quantity, begin: int) -> Iterator[Dated]:
        """The dates between ``begin`` and the number, the nearest first."""
        last = bisect_left(self._dates, quantity.start + self._base, key=lambda date: date.start) - 1
        for index in range(last, max(-1, last - _DATES_BACK), -1):
            date = self._dates[index]
            if date.start < begin + self._base:
                return
            if date.end <= quantity.start + self._base:
                yield date
