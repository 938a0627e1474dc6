"""What became of last year's commitments, as counts and shares.

Takes two reports of one place, gives ``Measure``s of the family ``promise``; each commitment is judged by
``comparison/follow_up``. Read next: ``relations.py``.
"""

from __future__ import annotations

from typing import get_args

from reportmine.comparison.model import CommitmentKind, FollowUp, Outcome
from reportmine.measures.model import Measure
from reportmine.measures.reading import read
from reportmine.model import Report


def measure_promises(report: Report, last: Report) -> list[Measure]:
    """The commitments of last year's plan that were due, by what this report says of them.

    ``name`` is an outcome (``met``, ``missed``, ``reported``, ``restated``, ``not_mentioned``), alone for all
    commitments and with the kind behind it (``met:target``, ``reported:task``). ``value`` is its share, ``numerator``
    the commitments with that outcome, ``denominator`` all of that kind; without any the value is ``None``. ``evidence``
    are the clauses of this report that decided. Empty unless ``last`` is of the year before.
    """
    from reportmine.comparison.follow_up.follow_up import follow_up

    if report.year is None or last.year != report.year - 1:
        return []
    found = follow_up(((read(last).edition, read(report).edition),))
    rows = [_row(outcome, outcome, found) for outcome in get_args(Outcome)]
    for kind in get_args(CommitmentKind):
        of_kind = tuple(one for one in found if one.kind == kind)
        rows += [_row(outcome, f"{outcome}:{kind}", of_kind) for outcome in get_args(Outcome)]
    return rows


def _row(outcome: Outcome, name: str, found: tuple[FollowUp, ...]) -> Measure:
    held = [one for one in found if one.outcome == outcome]
    return Measure(
        part="whole",
        measure="promise",
        name=name,
        value=round(len(held) / len(found), 6) if found else None,
        unit="share",
        numerator=float(len(held)),
        denominator=float(len(found)),
        evidence=tuple(sorted({(one.evidence[0].start, one.evidence[0].end) for one in held if one.evidence})),
    )
