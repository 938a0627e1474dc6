"""Units put to a base, so that 5.53万亿元 and 55300亿元 are one number.

Only where one unit is a fixed multiple of the other: 亩 and 公顷, 斤 and 吨; not 户 and 人, 元 and 美元. The units are
those of ``data/units.toml``, their sizes in ``data/comparison.toml``. Read next: ``naming.py``, ``series.py``.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import NamedTuple

from reportmine.errors import BadLexicon
from reportmine.lexicon import load, strings
from reportmine.patterns import regex
from reportmine.quantities.units import kind_of

_MULTIPLES = {"十": 1e1, "百": 1e2, "千": 1e3, "万": 1e4, "亿": 1e8}
_SCALED = regex(r"[十百千万亿]+")
_DENOMINATOR = regex(r"(?P<number>\d*)(?P<unit>.*)")
_REMARK = regex(r"[（(].*[）)]$")
_HOMES = {"套", "间"}
# More digits than any report gives, fewer than binary fractions spoil on the way to the base and back.
_DIGITS, _DIGITS_BACK = 12, 10


class _Size(NamedTuple):
    """A unit is ``factor`` times ``base``."""

    factor: float
    base: str


def to_base(value: float, unit: str) -> tuple[float, str] | None:
    """A number in the base of its unit; ``None`` when the unit is not known.

    Numbers in the same base can be compared. The base of a measure word is the measure word (户, 件), that of people
    人 (名, 位), that of no unit at all or of a bare 万 is ``""``.

    >>> to_base(5.53, "万亿元"), to_base(55300, "亿元")
    ((5530000000000.0, '元'), (5530000000000.0, '元'))
    >>> to_base(1.2, "亿斤"), to_base(6, "万吨")
    ((60000000.0, '公斤'), (60000000.0, '公斤'))
    >>> to_base(3, "不知") is None
    True
    """
    size = _size(unit)
    return (_rounded(value * size.factor), size.base) if size else None


def from_base(value: float, unit: str) -> float | None:
    """The number in ``unit`` of one that is in the base of that unit; ``None`` when the unit is not known.

    >>> from_base(5.53e12, "亿元")
    55300.0
    """
    size = _size(unit)
    return _rounded(value / size.factor, _DIGITS_BACK) if size else None


def convert(value: float, unit: str, into: str) -> float | None:
    """A number given in another unit; ``None`` when neither is a multiple of the other.

    >>> convert(5.53, "万亿元", "亿元"), convert(2, "亩", "户"), convert(3, "不知", "不知")
    (55300.0, None, 3)
    """
    if unit == into:
        return value
    size = _size(unit)
    if size is None or not comparable(unit, into):
        return None
    return from_base(size.factor * value, into)


def base_of(unit: str) -> str:
    """The base of a unit; an unknown unit is its own.

    >>> base_of("万公顷"), base_of("％"), base_of("万名")
    ('平方米', '%', '人')
    """
    size = _size(unit)
    return size.base if size else unit


@lru_cache(maxsize=4096)
def comparable(one: str, other: str) -> bool:
    """Whether numbers in the two units can be of one measure: the same base, or measure words used for one another.

    >>> comparable("亿户", "万家"), comparable("万", "万人"), comparable("户", "人"), comparable("元", "美元")
    (True, True, False, False)
    """
    first, second = base_of(one), base_of(other)
    if first == second:
        return True
    if not first or not second:
        # 帮助51万灵活就业人员 leaves the measure word out; 元 and % are never left out.
        bare, other = (one, second) if not first else (other, first)
        return bool(bare) and (kind_of(other) == "count" or other == "人")
    pair = {first, second}
    return any(pair <= group for group in _groups())


def counts_households(one: str, other: str, name: str) -> bool:
    """Whether 户 is a household in one of two units, which the other does not count: 改造老旧小区 870个, 10万户.

    >>> counts_households("个", "万户", "改造老旧小区"), counts_households("家", "万户", "经营主体")
    (True, False)
    """
    bases = {base_of(one), base_of(other)}
    if "户" not in bases or len(bases) == 1:
        return False
    group = "homes" if bases & _HOMES else "firms"
    return not any(noun in name for noun in strings("comparison", "household_nouns", group))


@lru_cache(maxsize=4096)
def _size(unit: str) -> _Size | None:
    if not unit:
        return _Size(1.0, "")
    above, slash, below = unit.partition("/")
    size = _plain_size(above)
    if not slash or size is None:
        return size
    match = _DENOMINATOR.fullmatch(below)
    per = _plain_size(match["unit"]) if match else None
    if match is None or per is None:
        return _Size(size.factor, f"{size.base}/{below}")
    return _Size(size.factor / per.factor / float(match["number"] or 1), f"{size.base}/{per.base}")


def _plain_size(unit: str) -> _Size | None:
    sizes = _sizes()
    bare = _REMARK.sub("", unit)
    if bare in sizes:
        return sizes[bare]
    scaled = _SCALED.match(bare)
    if scaled is None:
        return _Size(1.0, bare) if kind_of(bare) else None
    # 千瓦, 千克 begin with what is a multiple elsewhere.
    for end in range(scaled.end(), 0, -1):
        rest = bare[end:]
        if rest in sizes or not rest or kind_of(rest):
            factor, base = sizes.get(rest, _Size(1.0, rest))
            return _Size(_multiple(bare[:end]) * factor, base)
    return None


def _multiple(signs: str) -> float:
    product = 1.0
    for sign in signs:
        product *= _MULTIPLES[sign]
    return product


def _rounded(value: float, digits: int = _DIGITS) -> float:
    return float(f"{value:.{digits}g}")


@cache
def _sizes() -> dict[str, _Size]:
    sizes: dict[str, _Size] = {}
    for base, units in load("comparison")["units"].items():
        for unit, factor in units.items():
            if unit in sizes:
                raise BadLexicon(f"data/comparison.toml: units.{base}.{unit}: is in {sizes[unit].base} too")
            sizes[unit] = _Size(float(factor), base)
        sizes[base] = _Size(1.0, base)
    return sizes


@cache
def _groups() -> tuple[frozenset[str], ...]:
    return tuple(
        frozenset(strings("comparison", "measure_words", group)) for group in load("comparison")["measure_words"]
    )
