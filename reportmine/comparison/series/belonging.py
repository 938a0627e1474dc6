"""Whether two figures can be points of one series: nothing that rules it out, whatever their names.

Takes measurements, gives yes or no. Read next: ``grouping.py``, which puts together those that may be one.
"""

from __future__ import annotations

from functools import cache, lru_cache

from reportmine import divisions
from reportmine.comparison.measurements import Measurement
from reportmine.comparison.naming import is_narrower, is_payment, opposed, opposed_as_called
from reportmine.comparison.scale import comparable, counts_households, to_base
from reportmine.comparison.tallies import differ, grows_with_place, tier
from reportmine.indicators.codes import find_code
from reportmine.lexicon import strings
from reportmine.patterns import regex

# How many times greater a sum is that cannot be of the same purse for the same purpose.
_OTHER_SUM = 5
_NATION = regex("全国|我国|全球|世界")
_OF_ALL_YEARS = ("share", "rank")
_BY_SIZE = ("level", "rank")
_COMING_OR_DONE = ({"new", "more"}, {"built", "finished"}, {"built", "new"})


def may_share_a_name(one: Measurement, other: Measurement) -> bool:
    """Whether two figures of the same name may be one measure: units, size of place, what is counted."""
    return not (
        not comparable(one.indicator.unit, other.indicator.unit)
        or counts_households(one.indicator.unit, other.indicator.unit, one.name.core + other.name.core)
        or differ(one.tally, other.tally)
        or _of_other_size(one, other)
        or is_of_the_nation(one) != is_of_the_nation(other)
        or _from_other_purse(one, other)
        or _is_called_otherwise(one, other)
    )


def _is_called_otherwise(one: Measurement, other: Measurement) -> bool:
    """Whether words that a core leaves out tell two figures apart: 国家 is taken for a place, 数量 for nothing."""
    if one.code is not None and one.code == other.code:
        return False
    unknown = one.code is None and other.code is None
    groups = ("accounts", "rank") if unknown else ("accounts",)
    return any(opposed_as_called(one.called, other.called, group) for group in groups)


def may_be_one(one: Measurement, other: Measurement) -> bool:
    """Whether nothing rules out that two figures of different names are of one measure."""
    if one.edition is other.edition or not may_share_a_name(one, other):
        return False
    if one.code and other.code and one.code != other.code:
        return False
    mine, theirs = span(one), span(other)
    if mine != theirs and value_key(one)[2:4] != value_key(other)[2:4]:
        return False
    if mine != theirs and not all(each.startswith(("year", "stretch")) for each in (mine, theirs)):
        return False
    if one.code != other.code and is_narrower(one.name.core, other.name.core):
        return False
    if _places(one) != _places(other):
        return False
    turned = one.kind == "level" and _turned(one.name.flow, other.name.flow)
    return not turned and not opposed(one.name.core, other.name.core)


def span(one: Measurement) -> str:
    """What time a figure counts as of: neither a share nor an output of the nation is a sum of the years spoken of."""
    if _is_of_a_plan(one):
        return "stretch"
    if not one.span.startswith("stretch"):
        return one.span
    # A passage on five years without a time at the number itself.
    untold = one.span == "stretch" and one.kind == "level" and one.code in _outputs()
    return "year" if one.kind in _OF_ALL_YEARS or untold else one.span


def _is_of_a_plan(one: Measurement) -> bool:
    """Whether what is to come by a later year is of all the years until then: 到2026年，新增学位2.5万个."""
    year = one.edition.year
    if one.indicator.status != "target" or one.kind != "level" or one.year is None or year is None:
        return False
    # The plan of a report that is given in autumn is for the year after its own.
    return one.span == "year" and one.year > year + 1 and (one.tally == "new" or one.code in _flows())


@cache
def _flows() -> frozenset[str]:
    """The codes of what adds up over the years."""
    return frozenset(strings("comparison", "ledger", "flows"))


@cache
def _outputs() -> frozenset[str]:
    """The codes of what reports give of single years alone."""
    return frozenset(strings("comparison", "ledger", "constant_prices"))


def value_key(one: Measurement) -> tuple[str, str, float, str, str]:
    """What two figures have in common that tell the same number of the same measure."""
    value = one.indicator.value
    base = None if value is None else to_base(value, one.indicator.unit)
    return one.key, one.kind, base[0] if base else -1.0, base[1] if base else "", one.indicator.bound


def is_of_the_nation(one: Measurement) -> bool:
    """Whether a report of a smaller place tells the number of the country: 办理全国人大代表建议 of a province."""
    if one.code is None or not _NATION.search(one.called):
        return False
    bare = _NATION.sub("", one.called)
    return tier(one.edition.report.region) not in ("nation", "") and _code(bare, one) == one.code


def _code(name: str, one: Measurement) -> str | None:
    return find_code(name, one.indicator.unit, one.kind)


def _places(one: Measurement) -> frozenset[str]:
    """The places that a name tells, without that of the report: 贵阳市地区生产总值 in the report of 贵州省."""
    return _places_in(one.called) - {one.edition.report.region or ""}


@lru_cache(maxsize=16384)
def _places_in(name: str) -> frozenset[str]:
    return frozenset(places[0].name for places in divisions.places_in(name))


def _of_other_size(one: Measurement, other: Measurement) -> bool:
    """Whether one is of the country and the other of a county: totals that no chart can show together."""
    if one.kind not in _BY_SIZE or one.edition is other.edition:
        return False
    sizes = {tier(each.edition.report.region) for each in (one, other)} - {""}
    return len(sizes) > 1 and (one.kind == "rank" or grows_with_place(one.called, one.indicator.unit))


def _from_other_purse(one: Measurement, other: Measurement) -> bool:
    """Whether a purse that pays 700亿元 in one place and 43亿元 in the other cannot have paid for the same."""
    if not is_payment(one.name) or one.kind != "level":
        return False
    values = [to_base(each.value or 0.0, each.indicator.unit) for each in (one, other)]
    sizes = sorted(value[0] for value in values if value is not None)
    return len(sizes) == len(values) and sizes[0] * _OTHER_SUM < sizes[1]


def _turned(one: str, other: str) -> bool:
    """Whether one counts what comes and the other what goes, what begins or is finished, or what there is."""
    pair = {one, other}
    if one == other or pair in _COMING_OR_DONE:
        return False
    return bool(one and other) or bool(pair & {"more", "less"})
