"""Reads what follows a numeral: 多, 万, 亿元, 个百分点, 微克/立方米, 万套（间）.

Takes a text and the end of a numeral, gives a ``Tail``. The words are data/units.toml. Read next:
``scan.py``, which finds the numerals and judges whether number and unit measure anything.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Literal

import msgspec

from reportmine.errors import BadLexicon
from reportmine.lexicon import load, strings
from reportmine.patterns import regex

UnitKind = Literal["money", "physical", "count", "division", "duration", "percent", "points", "multiple", "tenth", ""]

PERCENT = "%‰‱"
_SPECIAL: tuple[tuple[UnitKind, str], ...] = (
    ("percent", f"[{PERCENT}]"),
    # 1.2个点, but not 3个点位.
    ("points", r"(?:个[多余]?)?(?:百分点|千分点|基点|BP)|个百分比|(?:(?<=\.\d)|(?<=\.\d\d))个点(?!位)"),
    ("multiple", "倍"),
    # 三成, but not 成员, 成立, 成果; 一成不变 is in the idioms.
    ("tenth", "成(?![员立为功本果都长效熟就品人千份型绩渝套分色交渠像片年灾])"),
)
_PERCENT_SIGNS = frozenset(PERCENT)
# Two readings of a scale: 3千多亿, 百亿亿次. 千 before 瓦, 米 … is part of that unit.
_SCALE = r"(?:[十百千]?(?:万亿|亿亿|亿|万)|[百千](?![瓦米克伏卡赫帕字焦分]))"
_TAIL = (
    r" {{0,4}}(?P<more>[多余]|几[十百千]?|来(?![自源临到]))?(?P<scale>{scale})?"
    r"(?P<more2>[多余]|\+(?![\dA-Za-z]))?(?P<scale2>亿)?(?: ?(?P<unit>{unit}))?"
)


class Tail(msgspec.Struct, frozen=True, gc=False):
    """``scale`` + ``base`` is the unit as written; ``more`` is 多, 余, 几 or 来 inside the number."""

    scale: str
    base: str
    kind: UnitKind
    more: str
    end: int


@cache
def _kinds() -> dict[str, UnitKind]:
    kinds: dict[str, UnitKind] = {}
    groups: tuple[tuple[UnitKind, str], ...] = (
        ("division", "divisions"),
        ("count", "counts"),
        ("duration", "durations"),
        ("physical", "physical"),
        ("money", "money"),
    )
    for kind, key in groups:
        kinds.update(dict.fromkeys(strings("units", key), kind))
    return kinds


def unit_initials() -> str:
    """The first characters of all units, each once."""
    return "".join(sorted({unit[0] for unit in _kinds()}))


def _by_initial(words: Iterable[str], rests: Mapping[str, str]) -> str:
    """Alternatives in their order, those of one first character together: the others are passed over at once."""
    groups: dict[str, list[str]] = {}
    for word in words:
        groups.setdefault(word[0], []).append(rests[word])
    return "|".join(f"{re.escape(initial)}(?:{'|'.join(group)})" for initial, group in groups.items())


@cache
def _pattern() -> re.Pattern[str]:
    guards = load("units").get("guards", {})
    for unit, refused in guards.items():
        if unit not in _kinds() or not isinstance(refused, str) or not refused:
            raise BadLexicon(f"data/units.toml: guards.{unit}: not a listed unit with characters")

    allowed = load("units").get("allowed", {})

    def branch(unit: str) -> str:
        guard = f"(?![{re.escape(guards[unit])}])" if unit in guards else ""
        if unit in allowed:
            words = "|".join(map(re.escape, allowed[unit]))
            guard = f"(?:(?={words})|{guard})"
        letters = "(?![A-Za-z])" if unit[-1].isascii() else ""
        return re.escape(unit[1:]) + guard + letters

    words = sorted(_kinds(), key=len, reverse=True)
    plain = _by_initial(words, {word: branch(word) for word in words})
    denominators = sorted({*words, *strings("units", "per")}, key=len, reverse=True)
    per = _by_initial(denominators, {word: re.escape(word[1:]) for word in denominators})
    special = "|".join(f"(?P<{kind}>{form})" for kind, form in _SPECIAL)
    unit = rf"{special}|(?:{plain})(?:/(?:{per})(?:·[年月日])?)?(?:[（(][间户套个幢栋孔只册][）)])?"
    return re.compile(_TAIL.format(scale=_SCALE, unit=unit))


def read_tail(text: str, position: int) -> Tail:
    """What stands at ``position``, right after a numeral; an empty tail ends at ``position``.

    >>> read_tail("200多万平方米住房", 3)
    Tail(scale='万', base='平方米', kind='physical', more='多', end=8)
    """
    sign = text[position : position + 1]
    if sign in _PERCENT_SIGNS:
        return Tail("", sign, "percent", "", position + 1)
    match = _pattern().match(text, position)
    if match is None:
        return Tail("", "", "", "", position)
    more, first_scale, more_behind, second_scale, written = match.group("more", "scale", "more2", "scale2", "unit")
    if not (written or first_scale or more):
        return Tail("", "", "", "", position)
    more = more or more_behind or ""
    scale = (first_scale or "") + (second_scale or "")  # 3万多亿元 counts in 万亿元
    if not written:
        if not first_scale:
            return Tail("", "", "", more, match.end("more"))
        return Tail(scale, "", "", more, max(match.end("scale"), match.end("more2"), match.end("scale2")))
    kind = _kinds().get(written) or next((k for k, _ in _SPECIAL if match[k]), "")
    if kind == "points" and written[1:2] in ("多", "余"):
        more, written = written[1], written[0] + written[2:]  # 2个多百分点
    if not kind:
        kind = _kinds()[re.split(r"[/（(]", written, maxsplit=1)[0]]
    return Tail(scale, written, kind, more, match.end("unit"))


_LEADING_SCALE = regex(r"[十百千]?(?:万亿|亿亿|亿|万)|[百千](?![瓦米克伏])")


@cache
def kind_of(unit: str) -> UnitKind:
    """What sort of unit this is, its 万 or 亿 left aside; ``""`` for one that is only 万 or nothing.

    >>> kind_of("万标准箱"), kind_of("亿元"), kind_of("万")
    ('physical', 'money', '')
    """
    kinds = _kinds()
    scale = _LEADING_SCALE.match(unit) if unit not in kinds else None
    bare = unit[scale.end() :] if scale else unit
    if bare in ("%", "‰", "‱"):
        return "percent"
    if bare in kinds:
        return kinds[bare]
    return kinds.get(re.split(r"[/（(]", bare, maxsplit=1)[0], "")
