"""Targets of a plan against the results of the next report, and against what that report says of them.

Takes ``Fact``s of two consecutive reports, gives ``LedgerEntry``s. That a target was missed is no contradiction; that a
report says it was met, or quotes it with another number, is one. Read next: ``verdicts.py``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

import msgspec

from reportmine.comparison.follow_up.outcome import judge
from reportmine.comparison.ledger.facts import Fact, are_plain, is_known
from reportmine.comparison.ledger.intervals import Interval, interval
from reportmine.comparison.ledger.verdicts import Judged, entry
from reportmine.comparison.model import LedgerEntry
from reportmine.lexicon import strings
from reportmine.patterns import regex

_AIM = "(?:目标|任务|计划|指标)"
_KIND_OF_AIM = "[年度初全预期定确的提出安排既原控制和各项主要了]{0,12}"
_CLAIMED = regex(
    rf"[，、,]?(?P<verb>超额完成|提前完成|圆满完成|全面完成|完成|实现|超过|超出|达到|高于|好于|优于|低于){_KIND_OF_AIM}{_AIM}(?!的?\d)"
)
_DENIED = regex(
    rf"[，、,]?(?:但|仍)?(?:未能?|没有?能?|尚未)(?:完成|达到|实现|达)(?:到|了)?{_KIND_OF_AIM}(?:{_AIM}|预期)"
)
_QUOTED_BEFORE = regex(
    rf"[，、,（]?(?:超额|圆满|提前)?(?:完成|实现|超过|超出|达到|高于|好于|低于)?了?{_KIND_OF_AIM}(?:{_AIM})?(?:增长|为|是)?\Z"
)
_QUOTED_BEHIND = regex(rf"(?:以上|左右|以内|及以上)?的?{_KIND_OF_AIM}{_AIM}")
_RATE_BEFORE = regex(rf"[，、,（]?(?:占|完成|为)了?{_KIND_OF_AIM}{_AIM}(?:数|任务|目标)?的\Z")
# The target of someone else, of another time, or changed within the year.
_OTHERS = regex(
    "[省市国州县]家?(?:下达|定|级|委)|上级|下达|调整后|调整为|五年|规划|“?十[一二三四五]五|总目标|三年|考核"
)
_NEAR = 28
# A target is not rounded when it is quoted.
_SAME = 0.01
# 左右 of a growth rate leaves this many points open.
_ABOUT_POINTS = 0.6


def check_targets(earlier: Sequence[Fact], later: Sequence[Fact]) -> Iterator[LedgerEntry]:
    """The targets of the earlier report against results and quotations in the later one."""
    results: dict[tuple[str, str, str, int], list[Fact]] = defaultdict(list)
    for fact in later:
        one = fact.one
        if fact.achieved and is_known(fact) and one.span == "year" and not fact.cumulative and one.year is not None:
            results[one.key, one.kind, one.base, one.year].append(fact)
    for (key, kind, base, year), targets in _by_measure(earlier).items():
        found = results.get((key, kind, base, year), [])
        if len({fact.range for fact in targets}) > 1 or not found:
            continue  # two targets of one name: parts of it, and nobody knows which is meant
        yield from _check(targets[0], found, later)


def _by_measure(facts: Sequence[Fact]) -> dict[tuple[str, str, str, int], list[Fact]]:
    targets: dict[tuple[str, str, str, int], list[Fact]] = defaultdict(list)
    for fact in facts:
        one = fact.one
        if one.indicator.status != "target" or fact.achieved or one.span != "year" or one.year is None:
            continue
        if is_known(fact):
            targets[one.key, one.kind, one.base, one.year].append(fact)
    return targets


def _check(target: Fact, results: Sequence[Fact], later: Sequence[Fact]) -> Iterator[LedgerEntry]:
    told = False
    fitting: list[Fact] = []
    for result in results:
        if not are_plain((target, result)):
            continue
        fitting.append(result)
        judged = _by_claim(target, result)
        if judged is not None:
            yield entry("target-result", judged, (target, result), target.range, result.range)
            told = True
        for quoted in later:
            if _is_quoted(result, quoted):
                set_, said = (_digits(fact) for fact in (target, quoted))
                if abs(set_.middle - said.middle) > _SAME * abs(set_.middle):
                    yield _contradiction("target-quoted", (target, result, quoted), set_, said)
                    told = True
            elif _is_rate(result, quoted) and target.exact and result.exact:
                share = _share(target, result)
                if share is not None and not _near(share, quoted.range):
                    yield _contradiction("completion-rate", (target, result, quoted), share, quoted.range)
                    told = True
    if fitting and not told:
        result = fitting[0]
        judgement = judge(*(fact.one.edition.figure(fact.one.indicator) for fact in (target, result)))
        reason = "target-met" if judgement is not None and judgement.outcome == "met" else "target-missed"
        yield entry("target-result", Judged("consistent", reason), (target, result), target.range, result.range)


def _contradiction(reason: str, facts: Sequence[Fact], expected: Interval, actual: Interval) -> LedgerEntry:
    """The entry of a contradiction, under the name of the target, not of 年度目标."""
    found = entry("target-result", Judged("contradiction", reason), facts, expected, actual)
    return msgspec.structs.replace(found, name=facts[0].one.indicator.name)


def _by_claim(target: Fact, result: Fact) -> Judged | None:
    """The verdict when the words behind a result say the contrary of the numbers."""
    text, end = result.one.edition.text, result.one.indicator.end
    behind = text[end : end + _NEAR].partition("。")[0].partition("；")[0]
    if _OTHERS.search(behind):
        return None
    if _DENIED.match(behind):
        return Judged("contradiction", "claimed-missed") if _satisfied(target, result, generous=False) else None
    claim = _CLAIMED.match(behind)
    if claim is None:
        return None
    if claim["verb"] == "低于" and not _less_is_better(target):
        return None
    return None if _satisfied(target, result, generous=True) else Judged("contradiction", "claimed-met")


def _satisfied(target: Fact, result: Fact, *, generous: bool) -> bool:
    """Whether a result reaches a target; ``generous`` gives both sides the benefit of rounding."""
    asked, got = target.range, result.range
    bound = target.one.indicator.bound
    if asked.middle < 0 or _less_is_better(target):
        # A fall asked for is met by a larger one.
        asked, got = asked.times(-1.0), got.times(-1.0)
    reach = max(got.middle, got.high) if generous else got.low
    if bound == "about":
        slack = max(abs(asked.middle) * 0.07, _ABOUT_POINTS if target.one.kind == "change" else 0.0)
        return reach >= asked.middle - (slack if generous else -slack)
    return reach >= asked.middle - (1e-9 * abs(asked.middle))


def _less_is_better(target: Fact) -> bool:
    """Whether a target is a limit: by its words, or because less is better of the measure."""
    return target.one.indicator.bound == "max" or target.one.key in strings("comparison", "ledger", "less_is_better")


def _is_quoted(result: Fact, quoted: Fact) -> bool:
    """Whether a figure right behind a result is the target it is held against: 4.3万人，超额完成4万人的年度目标."""
    one, other = result.one.indicator, quoted.one.indicator
    if (
        not 0 < other.start - one.end <= _NEAR
        or quoted.one.base != result.one.base
        or quoted.sentence != result.sentence
    ):
        return False
    text = result.one.edition.text
    between, behind = text[one.end : other.start], text[other.end : other.end + _NEAR]
    if _OTHERS.search(between) or "；" in between:
        return False
    ends = _QUOTED_BEHIND.match(behind)
    return bool(ends and _QUOTED_BEFORE.match(between)) and not _OTHERS.search(behind[: ends.end() if ends else 0])


def _digits(fact: Fact) -> Interval:
    """The number as its digits have it, without 以上 and 左右."""
    return interval(fact.one.indicator, fact.one.edition.text, bounds=False) or fact.range


def _is_rate(result: Fact, quoted: Fact) -> bool:
    one, other = result.one.indicator, quoted.one.indicator
    if not 0 < other.start - one.end <= _NEAR or quoted.one.base != "%" or quoted.sentence != result.sentence:
        return False
    between = result.one.edition.text[one.end : other.start]
    return bool(_RATE_BEFORE.match(between)) and not _OTHERS.search(between) and result.one.kind == "level"


def _share(target: Fact, result: Fact) -> Interval | None:
    asked = target.range.middle
    return result.range.times(100 / asked) if asked > 0 and result.range.low > 0 else None


def _near(share: Interval, written: Interval) -> bool:
    """Rates are written to the percent, whatever the digits."""
    return share.low - 1.0 <= written.high and written.low <= share.high + 1.0
