"""Whether a number counts all there is or what came in its time, and of how large a place it is.

Takes a number's place in its text, gives one word. 累计建成35个 and 再建成20个, 总数96家 and 新增14家, 5.6万个 of the
country and 16个 of a county are no points of one series. Words: ``data/comparison.toml``, ``[tallies]``. Read next:
``measurements.py``, and ``series/belonging.py``, which puts them to use.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from reportmine import divisions
from reportmine.comparison.naming import Name
from reportmine.lexicon import alternatives, strings
from reportmine.model import Indicator
from reportmine.quantities.units import kind_of

#: ``sum``: all that has come so far; ``state``: all there is; ``new``: what came; nothing where the text does not tell.
Tally = Literal["sum", "state", "new", ""]
#: From the whole country down; nothing where the place is not known.
Tier = Literal["nation", "province", "city", "county", "town", ""]

_BEFORE, _OPENING, _CLAUSE = 14, 6, 24
# 新增“小巨人”企业50家、单项冠军企业5家: the second is of the same verb.
_GOES_ON = re.compile(r"\s*(?:以上|左右|以内)?\s*[、和及与]?\s*\Z")
_SUFFIXES: tuple[tuple[Tier, tuple[str, ...]], ...] = (
    ("town", ("镇", "乡", "街道")),
    ("province", ("省", "自治区")),
    ("city", ("自治州", "州", "市", "盟", "地区")),
    ("county", ("县", "区", "旗")),
)
_RANKS: tuple[Tier, ...] = ("", "province", "city", "county")
# 全年累计, 今年以来累计: the sum of the year is its number.
_WITHIN_YEAR = re.compile(r"全年|今年|去年|当年|年内|月[^，。；]{0,2}累计")


def tally(text: str, indicator: Indicator, name: Name, before: tuple[Indicator, Tally] | None = None) -> Tally:
    """What a number counts.

    Args:
        text: what the offsets of the indicator count in.
        indicator: the number.
        name: its name as it stands for the comparison.
        before: the number in front of it and what that counts, for the verb that both are of.
    """
    if indicator.kind != "level" or kind_of(indicator.unit) == "money":
        return ""
    clause = _clause(text, indicator.start, _BEFORE)
    marked = _sums().search(clause) or "累计" in indicator.name
    if marked and not _WITHIN_YEAR.search(clause):
        return "sum"
    if name.flow not in ("built", "finished") and (name.flow or _news().match(name.core)):
        return "new"
    if _states().search(clause):
        # 建成高标准农田达到36万亩 may be of a year or of all years.
        return "" if name.flow else "state"
    if name.flow:
        return "new"
    starts = [*(start for start, _ in indicator.name_spans), indicator.start]
    if any(_comes_before(text, start) for start in starts if start <= indicator.start):
        return "new"
    return before[1] if before and _GOES_ON.match(text[before[0].end : min(starts)]) else ""


def is_summed_up(text: str, start: int) -> bool:
    """Whether a number is of several years by what its clause says: 累计完成投资1720亿元, not 全年累计.

    >>> is_summed_up("五年来累计完成投资1720亿元", 9), is_summed_up("全年累计完成投资1720亿元", 8)
    (True, False)
    """
    clause = _clause(text, start, _CLAUSE)
    return "累计" in clause and not _WITHIN_YEAR.search(clause)


def _clause(text: str, start: int, reach: int) -> str:
    return re.split("[，。；：\n]", text[max(0, start - reach) : start])[-1]


def differ(one: Tally, other: Tally) -> bool:
    """Whether two numbers cannot be of one count.

    >>> differ("sum", "new"), differ("sum", "state"), differ("state", "")
    (True, False, False)
    """
    return {one, other} in ({"sum", "new"}, {"state", "new"})


def tier(region: str | None) -> Tier:
    """How large the place is that a report is of.

    >>> tier("全国"), tier("重庆市"), tier("云溪县"), tier("昆山市"), tier(None)
    ('nation', 'province', 'county', 'county', '')
    """
    if region is None:
        return ""
    if region == "全国":
        return "nation"
    if known := divisions.by_name().get(region):
        return _RANKS[known.rank]
    return next((size for size, suffixes in _SUFFIXES if region.endswith(suffixes)), "")


def grows_with_place(name: str, unit: str) -> bool:
    """Whether a number is the greater the larger its place is: a count or a sum, no average, rate or standard.

    >>> grows_with_place("城镇新增就业", "万人"), grows_with_place("居民人均可支配收入", "元")
    (True, False)
    """
    return kind_of(unit) != "duration" and "/" not in unit and bool(unit) and not _averages().search(name)


def _comes_before(text: str, start: int) -> bool:
    return any(found.end() == start for found in _news().finditer(text, max(0, start - _OPENING), start))


@cache
def _sums() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternatives(strings('comparison', 'tallies', 'sums'))})[^，。；、]{{0,4}}\Z")


@cache
def _states() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternatives(strings('comparison', 'tallies', 'states'))})了?(?:近|约|超过?)?\Z")


@cache
def _news() -> re.Pattern[str]:
    return re.compile(alternatives(strings("comparison", "tallies", "news")))


@cache
def _averages() -> re.Pattern[str]:
    return re.compile(alternatives(strings("comparison", "tallies", "averages")))
