"""The six-digit codes of the divisions at county level and above, by name and year since 1981.

Reads ``data/division_codes.tsv`` (facts of the Ministry of Civil Affairs, by way of yescallop/areacodes, CC0) and the
short names of ``data/division_codes.toml``. A division is meant as it stood on 31 December of a year; years before the
table count as its first, years after it as its last. Read next: ``labels.py``.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Literal, NamedTuple

from reportmine.lexicon import alternatives, load, strings
from reportmine.patterns import regex
from reportmine.resources import resource

Level = Literal["nation", "province", "city", "county"]

FIRST_YEAR = 1981
_RANKS: dict[Level, int] = {"nation": 0, "province": 1, "city": 2, "county": 3}
_SUFFIX = regex("(?:特别行政区|自治[区州县旗]|行政区|林区|特区|地区|[省市县区州盟旗])$")
_AUTONOMOUS = regex("自治([区州县旗])$")


class CodeRecord(NamedTuple):
    """A code under one name: in use from ``from_year`` until the year before ``until_year`` (``None``: to this day).

    ``became`` are the codes that its land has borne since then, where its own went out of use.
    """

    code: str
    name: str
    from_year: int
    until_year: int | None = None
    became: tuple[str, ...] = ()

    @property
    def level(self) -> Level:
        """A prefecture (地区, 盟, 自治州) is a city, a municipality (直辖市) a province; 县级市 and 区 are counties."""
        if self.code == "000000":
            return "nation"
        if self.code.endswith("0000"):
            return "province"
        return "city" if self.code.endswith("00") else "county"

    @property
    def rank(self) -> int:
        """0 for the nation, 1 for a province, 2 for a city, 3 for a county."""
        return _RANKS[self.level]

    def lies_in(self, other: CodeRecord) -> bool:
        """Whether it is the other division or a part of it; the codes tell.

        >>> lookup("荷塘区", 2019)[0].lies_in(lookup("湖南省", 2019)[0])
        True
        """
        digits = (0, 2, 4, 6)[other.rank]
        return self.code[:digits] == other.code[:digits] and self.rank >= other.rank

    def is_in_use(self, year: int) -> bool:
        """Whether it stood on 31 December of that year."""
        return self.from_year <= year and (self.until_year is None or year < self.until_year)


NATION = CodeRecord("000000", "全国", FIRST_YEAR)


class _Table(NamedTuple):
    by_code: dict[str, list[CodeRecord]]
    by_form: dict[str, list[CodeRecord]]
    full: set[str]
    before: dict[str, list[CodeRecord]]
    last_year: int


@cache
def _table() -> _Table:
    by_code: dict[str, list[CodeRecord]] = defaultdict(list)
    by_form: dict[str, list[CodeRecord]] = defaultdict(list)
    before: dict[str, list[CodeRecord]] = defaultdict(list)
    shorts: dict[str, list[str]] = defaultdict(list)
    for short, name in load("division_codes")["short"].items():
        shorts[name].append(short)
    short_forms: dict[str, list[str]] = {}
    full: set[str] = set()
    last_year = FIRST_YEAR
    for line in resource("data", "division_codes.tsv").read_text(encoding="utf-8").splitlines():
        if not line[0].isdigit():
            continue
        code, name, start, until, became = (*line.split("\t"), "", "")[:5]
        record = CodeRecord(
            code, name, int(start), int(until) if until else None, tuple(became.split(";")) if became else ()
        )
        last_year = max(last_year, record.from_year, record.until_year or 0)
        by_code[code].append(record)
        if name not in short_forms:
            short_forms[name] = [*_short_forms(name), *shorts.get(name, ())]
        full.add(name)
        by_form[name].append(record)
        for form in short_forms[name]:
            by_form[form].append(record)
        for later in record.became:
            before[later].append(record)
    # 恩施州, 达茂旗; not 株洲.
    shortened = {form for name, known in short_forms.items() for form in known if form != stem(name)}
    full |= {form for form in shortened if _SUFFIX.search(form)}
    return _Table(by_code, by_form, full, before, last_year)


def _short_forms(name: str) -> Iterable[str]:
    """恩施 and 恩施州 of 恩施土家族苗族自治州, 株洲 of 株洲市; nothing of 攸县."""
    base = stem(name)
    if len(base) > 1:
        yield base
        kind = _AUTONOMOUS.search(name)
        if kind:
            yield base + ("自治区" if kind[1] == "区" else kind[1])


@cache
def _peoples() -> re.Pattern[str]:
    return re.compile(f"(?:{alternatives(strings('division_codes', 'peoples'))})+$")


@cache
def stem(name: str) -> str:
    """A name without what it says of level and people.

    >>> stem("恩施土家族苗族自治州"), stem("株洲市"), stem("内蒙古自治区")
    ('恩施', '株洲', '内蒙古')
    """
    base = _SUFFIX.sub("", name)
    if "自治" in name:
        plain = _peoples().sub("", base)
        return plain if len(plain) > 1 else base.removesuffix("族")
    return base


def forms() -> Iterable[str]:
    """Everything that ``lookup`` knows a division by: full names of all years, names without suffix, short names."""
    return _table().by_form.keys()


def is_full(form: str) -> bool:
    """Whether a form ends with what says its level: 株洲市, 恩施州; not 株洲."""
    return form in _table().full


def may_lie_in(name: str, upper: str) -> bool:
    """Whether a division of the one name has at any time lain in one of the other: 城区 in 阳泉市."""
    by_form = _table().by_form
    return any(one.lies_in(above) for one in by_form.get(name, ()) for above in by_form.get(upper, ()))


def last_year() -> int:
    """The last year the table speaks of."""
    return _table().last_year


def at(code: str, year: int | None = None) -> CodeRecord | None:
    """What a code stood for in a year (``None``: today); where it was not in use, in the nearest year that it was.

    >>> at("420600", 2005).name, at("420600", 2015).name
    ('襄樊市', '襄阳市')
    """
    if code == NATION.code:
        return NATION
    when = _clamped(year)
    records = _table().by_code.get(code, [])
    return min(records, key=lambda one: _distance(one, when), default=None)


def lookup(name: str, year: int | None = None, within: str | None = None) -> list[CodeRecord]:
    """The divisions that a name may mean in a year, the highest level first; empty where there is none.

    A name in use at the end of the year goes before one that was given up in the course of it. A name of another
    time is taken for the division of this time on the same land: 襄阳市 in 2005 is 襄樊市; where that was split or
    merged, the division of the nearest time it is the name of. Names without suffix (株洲) and short names (恩施州)
    are known.

    >>> [one.code for one in lookup("株洲市", 2019)], [one.code for one in lookup("巢湖市", 2005)]
    (['430200'], ['341400'])
    >>> len(lookup("鼓楼区", 2019)), [one.code for one in lookup("鼓楼区", 2019, within="福州市")]
    (4, ['350102'])

    Args:
        name: a full or short name, or 全国.
        year: 1949 to 2100; ``None`` for today.
        within: the name or code of a division that it lies in.
    """
    if name == NATION.name:
        return [NATION]
    when = _clamped(year)
    named = _table().by_form.get(name, [])
    # 宿县 is a county, and what is left of 宿县地区.
    named = [one for one in named if one.name == name] or named
    found = [one for one in named if one.is_in_use(when)]
    if not found and is_full(name):
        found = [one for one in named if one.until_year == when]
    if not found:
        found = [meant for one in named for meant in _as_of(one, when)]
    elif not is_full(name):
        # 襄阳 in 2005 is rather 襄樊市, which bears that name today, than its 襄阳区.
        highest = min(one.rank for one in found)
        later = [meant for one in named if one.from_year > when for meant in _as_of(one, when)]
        found += [one for one in later if one.rank < highest]
    if not found and named:
        found = [min(named, key=lambda one: _distance(one, when))]
    if within is not None:
        above = [meant] if within.isdigit() and (meant := at(within, year)) else lookup(within, year)
        found = [one for one in found if any(one.lies_in(upper) and one != upper for upper in above)]
    return sorted(dict.fromkeys(found), key=lambda one: (one.rank, one.code))


def chain(record: CodeRecord, year: int | None = None) -> dict[Level, CodeRecord]:
    """A division and what lies above it, by level: a county right below its province has no city.

    >>> {level: one.name for level, one in chain(lookup("济源市", 2015)[0], 2015).items()}
    {'province': '河南省', 'county': '济源市'}
    """
    when = _clamped(year)
    if not record.is_in_use(when):
        when = min(max(when, record.from_year), (record.until_year or when + 1) - 1)
    found: dict[Level, CodeRecord] = {}
    for upper in (record.code[:2] + "0000", record.code[:4] + "00"):
        above = next((one for one in _table().by_code.get(upper, []) if one.is_in_use(when)), None)
        if above is not None:
            found[above.level] = above
    found[record.level] = record
    return found


def _clamped(year: int | None) -> int:
    last = _table().last_year
    return last if year is None else min(max(year, FIRST_YEAR), last)


def _distance(record: CodeRecord, year: int) -> int:
    """How many years a record is away from one."""
    if year < record.from_year:
        return record.from_year - year
    return 0 if record.until_year is None else max(0, year - record.until_year + 1)


def _as_of(record: CodeRecord, year: int) -> list[CodeRecord]:
    """What stood in a year in the place of a division of another time: under its code, its name, or on its land."""
    later = year >= record.from_year
    found: list[CodeRecord] = []
    seen, at_hand = {record}, [record]
    while at_hand:
        one = at_hand.pop()
        for other in _next(one) if later else _before(one):
            if other.is_in_use(year):
                found.append(other)
            elif other not in seen:
                seen.add(other)
                at_hand.append(other)
    found = list(dict.fromkeys(found))
    for wanted in (
        [one for one in found if one.code == record.code],
        [one for one in found if stem(one.name) == stem(record.name)],
        found if len(found) == 1 else [],
    ):
        if wanted:
            return wanted
    # 莱芜市 went to 济南市 as 莱芜区: the name tells where a prefecture is that was split or swallowed.
    named_so = [one for one in _table().by_form.get(stem(record.name), ()) if one.is_in_use(year)]
    return [one for one in named_so if one.code[:2] == record.code[:2]] if record.rank == 2 else []


def _next(record: CodeRecord) -> Iterator[CodeRecord]:
    """What came after it: under another name, or on its land. Codes have been used twice, so the year must fit."""
    until = record.until_year
    if until is not None:
        by_code = _table().by_code
        yield from (one for one in by_code[record.code] if one.from_year == until)
        yield from (one for code in record.became for one in by_code.get(code, ()) if one.is_in_use(until))


def _before(record: CodeRecord) -> Iterator[CodeRecord]:
    """What was there before it: see ``_next``."""
    table = _table()
    yield from (one for one in table.by_code[record.code] if one.until_year == record.from_year)
    for one in table.before.get(record.code, ()):
        if one.until_year is not None and record.is_in_use(one.until_year):
            yield one
