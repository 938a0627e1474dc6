"""Checks of figures across years: do growth and levels, two mentions, targets and results, sums and their years fit?

Takes editions of one or more places, gives ``LedgerEntry``s. A contradiction is only told of what nothing explains:
rounding, prices, revisions, another base. Read next: ``facts.py``, ``verdicts.py``, ``checks.py``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from reportmine.comparison.edition import Edition
from reportmine.comparison.ledger.checks import check_growth, check_repeated
from reportmine.comparison.ledger.facts import Fact, find_facts
from reportmine.comparison.ledger.sums import check_sums
from reportmine.comparison.ledger.targets import check_targets
from reportmine.comparison.model import LedgerCheck, LedgerEntry, Verdict

_VERDICTS: tuple[Verdict, ...] = ("contradiction", "different_base", "rounding", "consistent")
_CHECKS: tuple[LedgerCheck, ...] = ("growth-level", "same-figure", "target-result", "five-year-sum")


def check_ledger(
    editions: Sequence[Edition], consecutive: Sequence[tuple[Edition, Edition]]
) -> tuple[LedgerEntry, ...]:
    """The checks of each pair of consecutive reports and of all reports of a place, contradictions first.

    Args:
        editions: all reports, in order of time.
        consecutive: those of one place with a year between them, as ``lineup`` finds them.
    """
    facts = {edition.id: tuple(find_facts(edition)) for edition in editions}
    entries: list[LedgerEntry] = []
    for earlier, later in consecutive:
        entries += check_growth(facts[earlier.id], facts[later.id])
        entries += check_targets(facts[earlier.id], facts[later.id])
    for place in _places(editions, consecutive):
        told: list[Fact] = [fact for edition in place for fact in facts[edition.id]]
        entries += check_repeated(told)
        entries += check_sums(told)
    return tuple(sorted(entries, key=_order))


def _order(entry: LedgerEntry) -> tuple[int, int, int, int, str, str]:
    first = entry.figures[0]
    return (
        _VERDICTS.index(entry.verdict), _CHECKS.index(entry.check), first.report, first.start, entry.name,
        entry.reason or "",
    )  # fmt: skip


def _places(editions: Sequence[Edition], consecutive: Sequence[tuple[Edition, Edition]]) -> list[list[Edition]]:
    """The editions of each place that has consecutive ones; those of the same name belong to it."""
    place: dict[int, int] = {edition.id: edition.id for edition in editions}
    named: dict[str, int] = {}
    for edition in editions:
        name = edition.report.organisation or edition.report.region
        if name is not None:
            place[edition.id] = named.setdefault(name, edition.id)
    for earlier, later in consecutive:
        old, new = place[later.id], place[earlier.id]
        place = {id: new if group == old else group for id, group in place.items()}
    groups: dict[int, list[Edition]] = defaultdict(list)
    for edition in editions:
        groups[place[edition.id]].append(edition)
    return [group for group in groups.values() if len(group) > 1]
