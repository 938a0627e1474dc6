"""Levels against growth over consecutive years, and one figure given twice.

Takes ``Fact``s, gives ``LedgerEntry``s. Read next: ``verdicts.py``, ``targets.py``, ``sums.py``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import product

from reportmine.comparison.ledger.facts import Fact, is_known
from reportmine.comparison.ledger.intervals import Interval
from reportmine.comparison.ledger.verdicts import Judged, entry, judge
from reportmine.comparison.measurements import GROWING
from reportmine.comparison.model import LedgerEntry, Verdict
from reportmine.comparison.naming import key
from reportmine.patterns import regex

_LAST_YEAR = regex("上年|去年|上一年")
_SLIP = 1.5
_LATE, _MOVED = 4, 0.1
_BEST: tuple[Verdict, ...] = ("consistent", "rounding", "different_base", "contradiction")


def check_growth(earlier: Sequence[Fact], later: Sequence[Fact]) -> Iterator[LedgerEntry]:
    """Last year's level and this year's growth against this year's level.

    Where a level or growth stands more than once, the best fit counts: that two mentions differ is another check.
    """
    before = _levels(earlier)
    now = _levels(later)
    changes: dict[tuple[str, int], list[Fact]] = defaultdict(list)
    for fact in later:
        year = fact.one.year
        if year is not None and is_known(fact) and _is_change(fact):
            changes[_measure(fact), year].append(fact)
    for (measure, year), growths in changes.items():
        fitting: list[tuple[Judged, LedgerEntry]] = []
        levels, lasts = now.get((measure, year), ()), before.get((measure, year - 1), ())
        for last, growth, level in product(lasts, growths, levels):
            if last.one.base != level.one.base or last.one.kind != level.one.kind:
                continue
            expected = _expected(last, growth)
            if expected is None or level.sentence != growth.sentence:
                continue
            facts = (last, growth, level)
            judged = judge(expected, level.range, facts, "growth-mismatch")
            if judged is not None:
                fitting.append((judged, entry("growth-level", judged, facts, expected, level.range)))
        if fitting:
            yield min(fitting, key=lambda pair: _BEST.index(pair[0].verdict))[1]


def check_repeated(facts: Sequence[Fact]) -> Iterator[LedgerEntry]:
    """One figure of one year given in two reports, or twice in one."""
    groups: dict[tuple[str, str, str, int], list[Fact]] = defaultdict(list)
    for fact in facts:
        one = fact.one
        if one.year is not None and is_known(fact) and fact.achieved and one.span == "year" and not fact.cumulative:
            groups[one.key, one.kind, one.base, one.year].append(fact)
    for group in groups.values():
        yield from _repeated(group)


def _repeated(group: Sequence[Fact]) -> Iterator[LedgerEntry]:
    """Each report's figure against the first one given; agreement within one report is nothing to tell."""
    first = group[0]
    told: set[int] = set()
    for other in group[1:]:
        apart = other.one.edition is not first.one.edition
        if other.sentence == first.sentence and not apart:
            continue
        judged = judge(first.range, other.range, (first, other), "two-values")
        if judged == Judged("consistent", None) and first.range.middle != other.range.middle:
            judged = Judged("rounding", "rounded")
        elif judged == Judged("different_base", "constant-prices") or _looks_back_far(judged, first, other):
            judged = Judged("different_base", "revised-level")
        if judged is None or (judged.verdict != "contradiction" and (not apart or other.one.edition.id in told)):
            continue
        if judged.verdict == "contradiction" and not (_same_words(first, other) and (apart or _slipped(first, other))):
            continue
        told.add(other.one.edition.id)
        yield entry("same-figure", judged, (first, other), first.range, other.range)


def _looks_back_far(judged: Judged | None, first: Fact, other: Fact) -> bool:
    """Whether a figure is given again so late that a census or a new definition may have moved it a little."""
    if judged is None or judged.verdict != "contradiction":
        return False
    late = (other.one.edition.year or 0) - (first.one.year or 0) >= _LATE
    most = max(abs(first.range.middle), abs(other.range.middle))
    return late and abs(first.range.middle - other.range.middle) <= _MOVED * most


def _slipped(first: Fact, other: Fact) -> bool:
    """Whether two values of one report are near enough for a slip; further apart they are of other times or parts."""
    low, high = sorted((abs(first.range.middle), abs(other.range.middle)))
    return low > 0 and high / low < _SLIP


def _same_words(first: Fact, other: Fact) -> bool:
    """Whether two names are sure to be one measure: a code, or the same words without qualifiers."""
    return first.one.code is not None or first.one.name == other.one.name


def _levels(facts: Sequence[Fact]) -> dict[tuple[str, int], list[Fact]]:
    found: dict[tuple[str, int], list[Fact]] = defaultdict(list)
    for fact in facts:
        one = fact.one
        if (
            one.year is not None
            and is_known(fact)
            and fact.achieved
            and one.kind in ("level", "share")
            and one.span == "year"
            and not _is_change(fact)
        ):
            found[one.key, one.year].append(fact)
    return found


def _is_change(fact: Fact) -> bool:
    """Whether a fact tells the difference to the year before: in percent, in points, or as an amount."""
    one = fact.one
    if one.span != "year" or not fact.achieved:
        return False
    if one.kind in GROWING:
        return one.kind != "multiple"
    return one.kind == "level" and one.name.flow in ("more", "less") and _says_last_year(fact)


def _says_last_year(fact: Fact) -> bool:
    text, start = fact.one.edition.text, fact.one.indicator.start
    return _LAST_YEAR.search(text, max(fact.sentence, start - 10), start) is not None


def _measure(fact: Fact) -> str:
    """The key of the level that a change belongs to."""
    one = fact.one
    if one.kind in GROWING:
        return one.key
    return key(one.name.core, one.indicator.unit, "level")


def _expected(last: Fact, growth: Fact) -> Interval | None:
    """What the level must be after a change; ``None`` when the change is of something else."""
    change = growth.range
    if growth.one.kind == "change":
        return last.range.grown(change) if last.one.kind == "level" else None
    if growth.one.kind == "points":
        return last.range + change if last.one.kind == "share" else None
    if last.one.kind != "level" or growth.one.base != last.one.base:
        return None
    return last.range + (change.times(-1.0) if growth.one.name.flow == "less" else change)
