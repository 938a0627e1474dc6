"""Yearly figures against a total, or a mean, of several years.

Takes ``Fact``s of one place, gives ``LedgerEntry``s. Read next: ``verdicts.py``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache

from reportmine.comparison.ledger.facts import Fact, are_plain, is_known
from reportmine.comparison.ledger.intervals import Interval
from reportmine.comparison.ledger.verdicts import Judged, entry, explain
from reportmine.comparison.model import LedgerEntry
from reportmine.lexicon import strings
from reportmine.patterns import regex

_YEARS = regex(r"(\d{4})/(\d{4})")
_FLOWS = ("new", "built", "started", "finished", "renewed")
_FEWEST = 2
# Yearly figures are corrected by a little within five years.
_CORRECTED = 0.03


def check_sums(facts: Sequence[Fact]) -> Iterator[LedgerEntry]:
    """Each total of several years against the figures of its years, as far as the reports give them."""
    yearly: dict[tuple[str, str], dict[int, Fact]] = defaultdict(dict)
    for fact in facts:
        one = fact.one
        if one.span == "year" and one.kind == "level" and fact.achieved and is_known(fact) and not fact.cumulative:
            # The report that follows the year gives its figure first.
            yearly[one.key, one.base].setdefault(one.year or 0, fact)
    for total in facts:
        one = total.one
        years = _YEARS.fullmatch(one.indicator.period or "")
        if years and one.kind == "level" and total.achieved and is_known(total) and _adds_up(total):
            span = range(int(years[1]), int(years[2]) + 1)
            found = [known for year in span if (known := yearly[one.key, one.base].get(year)) is not None]
            if len(found) >= _FEWEST and len(span) > 1:
                yield from _check(total, found, tuple(year for year in span if year not in yearly[one.key, one.base]))


def _check(total: Fact, found: Sequence[Fact], missing: tuple[int, ...]) -> Iterator[LedgerEntry]:
    added = Interval(0.0, 0.0, 0.0)
    for fact in found:
        added += fact.range
    mean = total.one.span.startswith("average")
    if mean:
        added = added.times(1 / len(found))
    facts = (*found, total)
    judged = _missing(added, total, facts, mean) if missing else _complete(added, total, facts, mean)
    if judged is not None:
        yield entry("five-year-sum", judged, facts, added, total.range, missing=missing)


def _complete(added: Interval, total: Fact, facts: Sequence[Fact], mean: bool) -> Judged | None:
    written = total.range
    if added.meets(written):
        if abs(added.middle - written.middle) <= 1e-9 * abs(written.middle):
            return Judged("consistent", None)
        return Judged("rounding", "rounded") if all(fact.exact for fact in facts) else Judged("consistent", "bounds")
    reason = explain(added, written, facts)
    if reason is not None:
        return Judged("different_base", reason)
    return _failed(added, written, facts, mean)


def _missing(added: Interval, total: Fact, facts: Sequence[Fact], mean: bool) -> Judged | None:
    """Of a sum, the years known must not be more than the total; of a mean nothing can be said."""
    if mean or added.low <= total.range.high:
        return Judged("consistent", "years-missing")
    reason = explain(added, total.range, facts)
    return Judged("different_base", reason) if reason else _failed(added, total.range, facts, mean)


def _failed(added: Interval, written: Interval, facts: Sequence[Fact], mean: bool) -> Judged | None:
    if abs(added.middle - written.middle) <= _CORRECTED * abs(written.middle):
        return Judged("different_base", "revised-level")
    if not are_plain(facts):
        return None
    return Judged("contradiction", "mean-mismatch" if mean else "sum-mismatch")


def _adds_up(total: Fact) -> bool:
    """Whether a figure of several years counts what happened in them, and is no state at their end."""
    one = total.one
    return one.key in _known_flows() or one.name.flow in _FLOWS


@cache
def _known_flows() -> frozenset[str]:
    return frozenset(strings("comparison", "ledger", "flows"))
