"""Which place is meant when several sources speak of it: the first that knows one decides, the others complete it.

``settle_place(claims, year)`` takes what each source says, the most trusted first, gives a ``Settled``. Read next:
``identity.py``.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

from reportmine.identity.division_codes import NATION, CodeRecord, Level, chain

Source = Literal["metadata", "text", "file name"]
PlaceLevel = Literal["nation", "province", "city", "county", "township"]

_LEVELS: dict[str, PlaceLevel] = {
    "省": "province", "市": "city", "州": "city", "盟": "city", "县": "county", "区": "county", "旗": "county",
    "镇": "township", "乡": "township",
}  # fmt: skip


class Claim(NamedTuple):
    """What one source says of the place.

    ``places`` are the divisions it may mean, ``written`` what stands there, ``below`` a township or zone in them;
    ``is_whole`` is false of folders, which may well be named after what the place lies in.
    """

    source: Source
    places: Sequence[CodeRecord]
    written: str
    below: str | None = None
    is_township: bool = False
    is_whole: bool = True


class Settled(NamedTuple):
    """The place that was settled on, with what lies above it by level, and what other sources say instead."""

    name: str | None
    code: str | None
    level: PlaceLevel | None
    above: dict[Level, CodeRecord]
    source: Source | None
    others: tuple[tuple[Source, str], ...] = ()


def settle_place(claims: Sequence[Claim], year: int | None) -> Settled:
    """The place that the claims make together.

    荷塘区 of the text and 株洲市荷塘区 of the file name complete each other; of the 鼓楼区 of four cities a folder
    named after one tells which. A township in the text lies in the county of the file name.
    """
    first = next((claim for claim in claims if claim.places), None)
    below = next((claim for claim in claims[: claims.index(first) + 1 if first else None] if claim.below), None)
    if first is None:
        return _unknown(below, claims)
    found = list(first.places)
    for claim in claims:
        narrowed = [one for one in found if any(_related(one, other) for other in claim.places)]
        found = narrowed or found
    above = chain(found[0], year) if len(found) == 1 else _shared(found, year)
    others = tuple(
        (claim.source, claim.written)
        for claim in claims
        if claim is not first and claim is not below and _differs(claim, found, below)
    )
    if below is not None:
        return Settled(below.below, None, "township" if below.is_township else None, above, below.source, others)
    if len(found) > 1:
        names = {one.name for one in found}
        name = found[0].name if len(names) == 1 else first.written
        return Settled(name, None, found[0].level, above, first.source, others)
    return Settled(found[0].name, found[0].code, found[0].level, above, first.source, others)


def _unknown(below: Claim | None, claims: Sequence[Claim]) -> Settled:
    """A place that no table has: its name as written."""
    first = below or next((claim for claim in claims if claim.written), None)
    if first is None:
        return Settled(None, None, None, {}, None)
    others = tuple((one.source, one.written) for one in claims if one.written not in ("", first.written))
    if first.below:
        return Settled(first.below, None, "township" if first.is_township else None, {}, first.source, others)
    level = "province" if first.written.endswith("自治区") else _LEVELS.get(first.written[-1])
    return Settled(first.written, None, level, {}, first.source, others)


def _related(one: CodeRecord, other: CodeRecord) -> bool:
    """Whether one lies in the other; all lie in the nation, which says nothing."""
    if NATION in (one, other):
        return one == other
    return one.lies_in(other) or other.lies_in(one)


def _shared(found: Sequence[CodeRecord], year: int | None) -> dict[Level, CodeRecord]:
    """What lies above all of several divisions."""
    chains = [chain(one, year) for one in found]
    return {
        level: one
        for level, one in chains[0].items()
        if one not in found and all(other.get(level) == one for other in chains)
    }


def _differs(claim: Claim, found: Sequence[CodeRecord], below: Claim | None) -> bool:
    """Whether a claim says another place; a folder that is named after what the place lies in does not."""
    if not claim.places:
        return claim.written != "" and (below is None or claim.below != below.below)
    if claim.below and (below is None or below.below != claim.below):
        return True
    if NATION in claim.places:
        return NATION not in found
    if claim.is_whole and below is None:
        return not any(one.code == other.code for one in found for other in claim.places)
    return not any(one.lies_in(other) for one in found for other in claim.places)
