"""Figures of several reports put together by measure: by code and name, then by likeness, one to one.

Takes editions, gives groups of ``Measurement``. Read next: ``likeness.py`` (the scores), ``series.py``, ``ledger.py``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from reportmine.comparison.assignment import assign
from reportmine.comparison.edition import Edition
from reportmine.comparison.measurements import Measurement
from reportmine.comparison.naming import is_payment, is_vague
from reportmine.comparison.scale import comparable
from reportmine.comparison.series.belonging import may_be_one, may_share_a_name, span, value_key
from reportmine.comparison.series.likeness import Likeness, threshold
from reportmine.lexicon import load
from reportmine.model import IndicatorKind

if TYPE_CHECKING:
    from reportmine.comparison.series.likeness import Floats

Group = list[Measurement]
# How many figures of a group a new one is compared with: the latest ones.
_COMPARED = 3
_NEVER = -99.0


def gather(editions: Iterable[Edition]) -> list[Group]:
    """All figures of the editions by measure, kind and what span of time they are of."""
    by_kind: dict[IndicatorKind, list[Group]] = defaultdict(list)
    for group in _merged_stretches(_by_name(editions)):
        by_kind[group[0].kind].append(group)
    found: list[Group] = []
    for groups in by_kind.values():
        for block in _blocks(groups):
            found += _matched(block)
    return found


def _by_name(editions: Iterable[Edition]) -> list[Group]:
    by_key: dict[tuple[str, str, str], Group] = defaultdict(list)
    for edition in editions:
        for number, one in enumerate(edition.measurements):
            # What a vague name means is only told by what stands around it.
            own = f"/{edition.id}.{number}" if one.code is None and is_vague(one.name) else ""
            by_key[one.key + own, one.kind, span(one)].append(one)
    groups: list[Group] = []
    for alike in by_key.values():
        fitting: list[Group] = []
        for one in alike:
            for group in fitting:
                if all(may_share_a_name(held, one) for held in group[-_COMPARED:]):
                    group.append(one)
                    break
            else:
                fitting.append([one])
        groups += fitting
    return groups


def _merged_stretches(groups: list[Group]) -> list[Group]:
    """Puts a figure given behind 五年来 to those of single years when it is the same: a state that lasts, no sum."""
    single: dict[tuple[str, str, float, str, str], Group] = {}
    for group in groups:
        if span(group[0]) == "year":
            for one in group:
                single.setdefault(value_key(one), group)
    kept: list[Group] = []
    for group in groups:
        if not span(group[0]).startswith("stretch") or group[0].kind != "level":
            kept.append(group)
            continue
        rest: Group = []
        for one in group:
            target = single.get(value_key(one)) if one.indicator.value is not None else None
            (rest if target is None else target).append(one)
        if rest:
            kept.append(rest)
    return kept


def _blocks(groups: list[Group]) -> Iterator[list[Group]]:
    """Groups that units allow to be one measure: those of one base together, all measure words together."""
    blocks: dict[str, list[Group]] = defaultdict(list)
    for group in groups:
        unit = group[0].indicator.unit
        blocks["" if comparable("万", unit) or comparable("个", unit) else group[0].base].append(group)
    yield from blocks.values()


def _matched(groups: list[Group]) -> list[Group]:
    """Assigns the groups that begin with a later edition to those that began before, edition by edition."""
    clusters: list[Group] = []
    by_first: dict[int, list[Group]] = defaultdict(list)
    for group in groups:
        by_first[min(one.edition.id for one in group)].append(group)
    if len(by_first) == 1:
        return groups
    likeness = Likeness([one for group in groups for one in group])
    for edition in sorted(by_first):
        fresh = by_first[edition]
        for new, old in _assigned(likeness, fresh, clusters) if clusters else ():
            clusters[old] += fresh[new]
            fresh[new] = []
        clusters += [group for group in fresh if group]
    return clusters


def _assigned(likeness: Likeness, fresh: Sequence[Group], clusters: Sequence[Group]) -> Iterator[tuple[int, int]]:
    import numpy as np

    scores = _scores(likeness, fresh, clusters)
    allowed = scores >= threshold()
    rows, columns = np.flatnonzero(allowed.any(axis=1)), np.flatnonzero(allowed.any(axis=0))
    if not len(rows):
        return
    candidates = np.where(allowed, scores, _NEVER)[np.ix_(rows, columns)]
    for row, column in assign(candidates):
        new, old = int(rows[row]), int(columns[column])
        if allowed[new, old]:
            yield new, old


def _scores(likeness: Likeness, fresh: Sequence[Group], clusters: Sequence[Group]) -> Floats:
    """The best score of the first figure of each new group with the latest of each cluster."""
    import numpy as np

    heads = [min(group, key=lambda one: one.indicator.start) for group in fresh]
    members: list[Measurement] = []
    starts: list[int] = []
    for group in clusters:
        starts.append(len(members))
        members += sorted(group, key=lambda one: (one.edition.id, one.indicator.start))[-_COMPARED:]
    scores = likeness.scores(heads, members)
    _weigh_purposes(scores, likeness, heads, members)
    for row, column in zip(*np.nonzero(scores >= threshold()), strict=True):
        if not may_be_one(heads[row], members[column]):
            scores[row, column] = _NEVER
    best: Floats = np.maximum.reduceat(scores, starts, axis=1)
    return best


def _weigh_purposes(
    scores: Floats, likeness: Likeness, heads: Sequence[Measurement], members: Sequence[Measurement]
) -> None:
    """Tells sums that the same purse pays by what they are for: 中央财政安排补助资金 is given for many things."""
    import numpy as np

    weights = load("comparison")["likeness"]
    paid = [at for at, one in enumerate(heads) if is_payment(one.name)]
    rest = [at for at, one in enumerate(heads) if not is_payment(one.name)]
    paying = [at for at, one in enumerate(members) if is_payment(one.name)]
    for rows, columns in ((paid, range(len(members))), (rest, paying)):
        if not rows or not columns:
            continue
        purposes = likeness.purposes([heads[at] for at in rows], [members[at] for at in columns])
        block = np.ix_(rows, columns)
        weighed = scores[block] + float(weights["purpose"]) * purposes
        scores[block] = np.where(purposes >= float(weights["least_purpose"]), weighed, _NEVER)
