"""Figures that can be held against one another: dated, plainly stated, with what speaks against comparing them.

Takes editions, gives ``Fact``s. A statement is plain when its clause says nothing beside the name, the number and the
usual verbs, and no other place is spoken of; only plain ones, or ones with the same words, can contradict each other.
Words and codes are in ``data/comparison.toml``, ``[ledger]``. Read next: ``ledger.py``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from reportmine.comparison.edition import Edition, plain
from reportmine.comparison.ledger.intervals import Interval, interval
from reportmine.comparison.measurements import Measurement, reviewed_year
from reportmine.comparison.model import Figure
from reportmine.comparison.naming import is_vague
from reportmine.lexicon import alternatives, load, strings
from reportmine.patterns import regex
from reportmine.text import normalise

_CLAUSE_STOPS = "，。；：！？\n"
_NUMBER = regex(r"[\d０-９.．,%％·]+|个百分点|[百千万亿]+")
# 东江县…, at the beginning of a clause; not 全县, 城镇, 地区.
_OTHER_PLACE = regex(
    r"(?:\A|[，。；：、\s])(?:在|其中)?[\u4e00-\u9fff]{1,4}?"
    r"(?:(?<![全我本上股超都城楼省县])市|(?<![全我本各贫困强范])县|(?<![全我本小社地景园校库灾山牧林郊街矿聚范验贸护专辖各城片])区|"
    r"(?<![城乡小村全])镇|(?<![城下返县家美])乡|街道|开发区|新区|(?<![全我本各])[州旗盟])"
    r"(?=[\u4e00-\u9fff，、：]*)(?![级域内委政民化场容长道中生])"
)
_ADDED_NAME = regex(r"(?:其中|含|除|不含|剔除|分别|按)")
# What is left of a clause beside name, number and usual words: more than this is a statement about something else.
_REST = 1
_CUMULATIVE = regex("累计|以来|总计|历年|合计")
_BEFORE = 24
_AIM = regex("目标|预期|计划|任务|力争|确保|安排|将|要")
_INTENDED = regex("提出[^。]{0,4}[要把]|要把|目标[是为]|计划[是为]")
_OF_AIM = regex("(?:以上|左右|以内)?的?[年度预期]{0,4}(?:目标|任务|计划)")
_YEARS_BEFORE = regex("前[一两二三四五]年")
_NAMED_YEAR = regex(r"([12]\d{3})年|([一二三四五六七八九〇零○Ｏ]{4})年")
_CHINESE = str.maketrans("一二三四五六七八九〇零○Ｏ", "1234567890000")


class Fact(NamedTuple):
    """A figure with what it can be, and what is said of it.

    ``reasons`` are keys of ``[reasons]`` that stand in its sentence (``comparable-base``, ``preliminary``, …).
    """

    one: Measurement
    range: Interval
    #: What stands in its clause beside name, number and usual words; ``None`` where it may be about something else.
    rest: str | None
    #: 累计, 以来: it may count from the beginning, whatever year it is given for.
    cumulative: bool
    reasons: frozenset[str]
    sentence: int
    #: What was reached in a year that is over.
    achieved: bool

    @property
    def figure(self) -> Figure:
        """The figure as the comparison gives it."""
        return self.one.edition.figure(self.one.indicator)

    @property
    def exact(self) -> bool:
        """Whether a number is given, and not what it is above, below or near."""
        return self.one.indicator.bound == "exact"


def find_facts(edition: Edition) -> Iterator[Fact]:
    """The figures of an edition that have a number."""
    text, reviewed = edition.text, reviewed_year(edition)
    covered = [span for indicator in edition.report.indicators for span in indicator.name_spans]
    for one in edition.measurements:
        indicator = one.indicator
        found = interval(indicator, text)
        if found is None:
            continue
        start = max((text.rfind(stop, 0, indicator.start) + 1 for stop in "。！？\n"), default=0)
        yield Fact(
            one=one,
            range=found,
            rest=_rest(edition, one, start, covered),
            cumulative=_CUMULATIVE.search(text, max(start, indicator.start - _BEFORE), indicator.start) is not None,
            reasons=_reasons(text, one, start),
            sentence=start,
            achieved=_is_achieved(text, one, start, reviewed),
        )


def is_known(fact: Fact) -> bool:
    """Whether a figure is of a known year and of a measure that its name tells."""
    return fact.one.year is not None and (fact.one.code is not None or not is_vague(fact.one.name))


def _is_achieved(text: str, one: Measurement, sentence: int, reviewed: int | None) -> bool:
    """Whether a figure is a result. A short review is easily taken for a plan; its year tells it."""
    indicator = one.indicator
    if one.year is None or reviewed is None or one.year > max(reviewed, one.edition.year or 0):
        return False
    before = text[max(sentence, indicator.start - _BEFORE) : indicator.start]
    if indicator.status == "actual":
        return _INTENDED.search(before) is None
    return one.year <= reviewed and not _AIM.search(before) and not _OF_AIM.match(text, indicator.end)


def _rest(edition: Edition, one: Measurement, sentence: int, covered: Sequence[tuple[int, int]]) -> str | None:
    """What stands between the beginning of the clause of the name and the number, beside what always may."""
    text, indicator = edition.text, one.indicator
    spans = indicator.name_spans
    if not spans or min(start for start, _ in spans) < sentence or max(end for _, end in spans) > indicator.start:
        return None
    if _last_named_year(text[sentence : indicator.start]) not in (None, one.year):
        return None
    if _YEARS_BEFORE.search(text, sentence, indicator.start):
        return None
    first = min(start for start, _ in spans)
    begin = max((text.rfind(stop, sentence, first) + 1 for stop in _CLAUSE_STOPS + "、"), default=sentence)
    begin = max(begin, sentence)
    if _OTHER_PLACE.search(_own_removed(edition, text[sentence:begin])):
        return None
    signs = list(text[begin : indicator.start])
    for start, end in covered:
        for at in range(max(start, begin), min(end, indicator.start)):
            signs[at - begin] = " "
    rest = _own_removed(edition, "".join(signs))
    if _OTHER_PLACE.search(rest) or _ADDED_NAME.search(rest.replace("分别", "")):
        return None
    rest = plain(_usual().sub("", _CUMULATIVE.sub("", _NUMBER.sub("", _years().sub("", rest)))))
    return rest if len(rest) > _REST else ""


def are_plain(facts: Sequence[Fact]) -> bool:
    """Whether all figures are stated in the same way, so that nothing in their clauses tells them apart."""
    rests = {fact.rest for fact in facts}
    return None not in rests and len(rests - {""}) <= 1


def _last_named_year(text: str) -> int | None:
    """The year that a text names last, in digits of either kind."""
    years = [match[1] or match[2].translate(_CHINESE) for match in _NAMED_YEAR.finditer(normalise(text))]
    return int(years[-1]) if years else None


def _own_removed(edition: Edition, text: str) -> str:
    """The text without the name of the report's own place, which is no other place."""
    for own in (edition.report.organisation, edition.report.region):
        if own:
            text = text.replace(own, "")
            text = text.replace(own.removesuffix("人民政府"), "")
    return text


def _reasons(text: str, one: Measurement, sentence: int) -> frozenset[str]:
    """What the sentence says of how a figure was counted; of a clause behind it only what goes on to say so."""
    end = one.indicator.end
    behind = text[end : end + 24].partition("。")[0].partition("；")[0]
    said = text[sentence:end] + behind
    return frozenset(reason for reason, pattern in _said().items() if pattern.search(said))


@cache
def _said() -> dict[str, re.Pattern[str]]:
    groups = load("comparison")["ledger"]["said"]
    return {reason: re.compile(alternatives(strings("comparison", "ledger", "said", reason))) for reason in groups}


@cache
def _usual() -> re.Pattern[str]:
    """Words that may stand between a name and its number, and signs."""
    return re.compile(alternatives(strings("comparison", "ledger", "usual")) + r"|[^\w]|[a-zA-Z]")


@cache
def _years() -> re.Pattern[str]:
    return re.compile(r"(?:[12]\d{3}|[“”十一二三四五]{2,6}时?期?)年?(?:[至到—\-~][12]\d{3}年)?[初底末]?")
