"""The stable code of a well-known indicator, so that years and places line up.

Takes the name, unit and kind of an indicator as found in a report, and gives its code in
data/indicator_codes.toml, or ``None``: a name that is not exactly one of the known ones keeps its own, because a
narrower thing (民营经济增加值, 市本级收入) under the code of the whole would be worse than no code. Read next:
docs/reference/indicator-codes.en.md and ``find.py``.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Any

import msgspec

from reportmine.errors import BadLexicon
from reportmine.lexicon import alternatives, load, simplified_forms, strings
from reportmine.text import Substitution

_FILE = "data/indicator_codes.toml"
_CODE = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_LISTS = ("units", "aliases", "growth", "hit", "miss")
_NEEDED = {"name", "english", "units", "aliases", "hit", "miss"}

_LEFT_OUT = re.compile(r"[\s“”\"'‘’「」『』《》_的]")
# A remark in brackets repeats the name or tells how it is counted; 包括 and 不含 tell of another scope.
_REMARK = re.compile(r"\((?!不?[包含])[^()]{0,30}\)")
# 服务业在国内生产总值中的比重, 研发经费与国内生产总值之比: one form for a share of something.
_SHARE_OF = re.compile(r"(?:相当于|占|在|与)(.{1,20}?)(?:中比重|比重|之比)$")
_SHARES = ("比重", "之比")
_CJK = re.compile("[\u4e00-\u9fff]{2}")
_MULTIPLIER = "十百千万亿"
_WITHOUT_UNIT = {"percent", "ratio"}
_GROWING = ("change", "points", "multiple")
# The words that end a name are few: 全市社会消费品零售总额预计实现 has two.
_MOST_ENDINGS = 4


class IndicatorCode(msgspec.Struct, frozen=True, kw_only=True):
    """One well-known indicator: an entry of data/indicator_codes.toml.

    ``code`` never changes; ``name`` is the official Chinese term; ``units`` are the families of units a level of it
    may be given in; ``aliases`` are other names of exactly the same thing, ``growth`` those that mean it only where
    they grow or fall; ``hit`` and ``miss`` are names that must and must not get the code.
    """

    code: str
    name: str
    english: str
    units: tuple[str, ...]
    aliases: tuple[str, ...]
    growth: tuple[str, ...] = ()
    hit: tuple[str, ...]
    miss: tuple[str, ...]


@cache
def indicator_codes() -> tuple[IndicatorCode, ...]:
    """Every known indicator, in the order of the file: by subject, the broadest first.

    Raises:
        BadLexicon: an entry lacks a field, has an unknown one, or names a family of units that is not there.
    """
    return tuple(_entry(code, fields) for code, fields in _table("codes").items())


@lru_cache(maxsize=8192)
def find_code(name: str, unit: str, kind: str) -> str | None:
    """The stable code of an indicator, or ``None`` when it is none of the well-known ones.

    Args:
        name: what is measured, as ``Indicator.name``.
        unit: ``Indicator.unit``: a level in a unit that the indicator cannot have gets no code.
        kind: ``Indicator.kind``. 经济 is the gross domestic product where it grows, and nothing known elsewhere.

    Raises:
        BadLexicon: data/indicator_codes.toml is wrong.

    >>> find_code("全省地区生产总值", "万亿元", "level")
    'gdp'
    >>> find_code("地区生产总值", "个", "level") is None
    True
    >>> find_code("民营经济占地区生产总值的比重", "%", "share")
    'private-economy-share'
    """
    if not _may_be_known(name):
        return None
    names, growing = _names()
    key = _key(name)
    entry = _look_up(key, growing, _endings("growth")) if kind in _GROWING else None
    entry = entry or _look_up(key, names, _endings("after"))
    return entry.code if entry is not None and _fits(entry, unit, kind) else None


def _look_up(whole: str, known: dict[str, IndicatorCode], endings: tuple[str, ...]) -> IndicatorCode | None:
    """The entry of a ``_key``: as it stands, without what ends it, without what begins it, without both."""
    if whole in known:
        return known[whole]
    stripped = _patterns()[2].sub("", whole)
    for form in (whole, stripped) if stripped != whole else (whole,):
        for _ in range(_MOST_ENDINGS):
            if form in known or not form.endswith(endings):
                break
            form = form.removesuffix(next(ending for ending in endings if form.endswith(ending)))
        if form in known:
            return known[form]
    return None


def _fits(entry: IndicatorCode, unit: str, kind: str) -> bool:
    if kind == "share":
        return "percent" in entry.units
    if kind != "level":
        return True
    measure = unit.lstrip(_MULTIPLIER)
    if not measure:
        # 突破8万亿, 减少35万 leave the unit out; 三分之二, 收入比2.5 have none.
        families = set(entry.units)
        return bool(families - _WITHOUT_UNIT if unit else families & _WITHOUT_UNIT)
    return any(not _measures(family).isdisjoint((unit, measure)) for family in entry.units)


@cache
def _measures(family: str) -> frozenset[str]:
    return frozenset(strings("indicator_codes", "units", family))


@cache
def _names() -> tuple[dict[str, IndicatorCode], dict[str, IndicatorCode]]:
    """The names of anything, and the names of what grows or falls, each in the form of ``_key``."""
    names: dict[str, IndicatorCode] = {}
    growth: dict[str, IndicatorCode] = {}
    for entry in indicator_codes():
        for table, words in ((names, (entry.name, *entry.aliases)), (growth, entry.growth)):
            for word in words:
                key = _key(word)
                if key in names or key in growth:
                    other = names.get(key) or growth[key]
                    raise BadLexicon(f"{_FILE}: codes.{entry.code}: {word!r} is already a name of {other.code}")
                table[key] = entry
    return names, {**names, **growth}


def _key(name: str) -> str:
    """The form that names are compared in: one width, one script, one wording of what has several.

    >>> _key("第三产业增加值在国内生产总值中的比重")
    '三产增加值占GDP'
    """
    text = _written_one_way()(name).upper()
    if "的" in text or not text.isalnum():
        text = _REMARK.sub("", _LEFT_OUT.sub("", text))
    same, words, _ = _patterns()
    text = same.sub(lambda match: words[match[0]], text)
    return _SHARE_OF.sub(r"占\1", text) if text.endswith(_SHARES) else text


@cache
def _written_one_way() -> Substitution:
    wide = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
    low = {ord("₀") + digit: ord("0") + digit for digit in range(10)}
    return Substitution({**simplified_forms(), **wide, **low, ord("·"): ord("."), ord("∶"): ord(":")})


@cache
def _patterns() -> tuple[re.Pattern[str], dict[str, str], re.Pattern[str]]:
    """What is put in one form inside a name, with its form, and what is taken off before it."""
    same = _table("words", "same")
    before = [word for group in ("scope", "time", "before") for word in strings("indicator_codes", "words", group)]
    period = r"[0-9]{1,4}(?:[-~至—][0-9]{1,4})?(?:年|月|月份|季度)(?:末|底)?|十?[一二三四五六七八九]五(?:时期|期间|末)"
    return (
        re.compile(alternatives(same)),
        {old: str(new) for old, new in same.items()},
        re.compile(rf"^(?:{alternatives(before)}|{period}){{0,6}}"),
    )


def _may_be_known(name: str) -> bool:
    """Whether the last two characters may be those of a known name; most figures of a report can be told by them."""
    pairs, rewritten = _last_pairs()
    return name[-2:] in pairs or not rewritten.isdisjoint(name[-2:]) or not _CJK.fullmatch(name, len(name) - 2)


@cache
def _last_pairs() -> tuple[frozenset[str], frozenset[str]]:
    """What a known name may end with, and the characters before or behind which ``_key`` may put others."""
    _, known = _names()
    same, endings = _patterns()[1], {*_endings("growth"), *_endings("after")}
    pairs = frozenset(word[-2:] for word in (*known, *endings))
    alone = {word for word in (*known, *endings) if len(word) == 1}
    return pairs, frozenset({"的", *(word[-1] for word in (*same, *_SHARES)), *alone, *map(chr, simplified_forms())})


@cache
def _endings(group: str) -> tuple[str, ...]:
    words = set(strings("indicator_codes", "words", group)) | set(strings("indicator_codes", "words", "after"))
    return tuple(sorted(words, key=lambda word: (-len(word), word)))


def _table(*keys: str) -> dict[str, Any]:
    node: Any = load("indicator_codes")
    for key in keys:
        node = node.get(key) if isinstance(node, dict) else None
    if not isinstance(node, dict):
        raise BadLexicon(f"{_FILE}: {'.'.join(keys)}: not a table")
    return node


def _entry(code: str, fields: Any) -> IndicatorCode:
    where = f"{_FILE}: codes.{code}"
    if not _CODE.fullmatch(code):
        raise BadLexicon(f"{where}: a code is lower-case words with hyphens")
    if not isinstance(fields, dict):
        raise BadLexicon(f"{where}: not a table")
    if missing := _NEEDED - fields.keys():
        raise BadLexicon(f"{where}: {', '.join(sorted(missing))} missing")
    if unknown := fields.keys() - _NEEDED - {"growth"}:
        raise BadLexicon(f"{where}: {', '.join(sorted(unknown))} unknown")
    for key in ("name", "english"):
        if not isinstance(fields[key], str) or not fields[key]:
            raise BadLexicon(f"{where}.{key}: not a non-empty string")
    lists = {key: strings("indicator_codes", "codes", code, key) for key in _LISTS if key in fields}
    families = _table("units")
    for family in lists["units"]:
        if family not in families:
            raise BadLexicon(f"{where}.units: {family!r} is none of {', '.join(families)}")
    for key in ("units", "hit", "miss"):
        if not lists[key]:
            raise BadLexicon(f"{where}.{key}: empty")
    return IndicatorCode(code=code, name=fields["name"], english=fields["english"], **lists)
