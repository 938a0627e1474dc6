"""Names of measures made comparable: what two reports call differently and is the same.

Takes the name of an indicator, gives a key. Qualifiers that one year adds and the next drops go by classes
(``data/comparison.toml``): place and time, how far a thing is planned, how a total is called; what tells measures apart
(新增 against the stock, 农村 against 城镇) stays. Read next: ``series.py``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from reportmine.indicators.codes import find_code
from reportmine.lexicon import alternatives, load, simplified_forms, strings
from reportmine.patterns import regex
from reportmine.text import Substitution

_LEFT_OUT = regex(r"[\s“”\"'‘’「」『』《》_的、，]")
_REMARK = regex(r"[(（](?!不?[包含])[^()（）]{0,30}[)）]")
_GROWING = ("change", "points", "multiple")
# A bare 在 or 为 in front of a name is a preposition; what is left must still be a name.
_SHORTEST = 2
# 中央财政用于“三农”的投入, 中央财政“三农”支出.
_PURPOSE = regex(r"财政(?:预算)?(?:拟?安排)?用于(.{2,12}?)(?:投入|支出|资金)(?=(?:增加|提高|减少)?\Z)")
_STEPS = 6
# 新增规上企业14家，总数96家 leaves 新增规上企业总数: what there is, not what came.
_TOTAL = regex(r"(?:总数|总量|累计总?数)(?:达到?|为)?\Z")
# 竹编产业受原料涨价拖累，产值…: why it grew is no part of the name.
_REASON = regex(r"受[^受]{2,16}?(?:影响|拖累|冲击|带动|拉动)")
# 制定修订城市供水条例等地方法规: the items are examples of what is counted.
_EXAMPLES = regex(r"\A[^等]{4,}(?<![高初中平同优均])等(?P<class>[^等级号候待于]{3,})\Z")


class Name(NamedTuple):
    """``core`` is the thing; ``flow`` is what is counted of it: ``new``, ``built``, ``less``, ``more`` or nothing."""

    core: str
    flow: str


def key(name: str, unit: str, kind: str) -> str:
    """What two mentions of one measure have in common: the stable code, else the name without its qualifiers.

    Equal keys are one measure only with units that are comparable and of one kind.

    >>> key("全市地区生产总值", "亿元", "level"), key("GDP", "%", "change")
    ('gdp', 'gdp')
    >>> key("全县标准厂房总面积达到", "万平方米", "level"), key("我县标准厂房总面积", "万平方米", "level")
    (':标准厂房总面积', ':标准厂房总面积')
    >>> key("新增公共停车位", "个", "level"), key("公共停车位", "个", "level")
    ('new:公共停车位', ':公共停车位')
    """
    found = parse_name(name, kind)
    code = find_code(name, unit, kind)
    for form in _forms(name, found) if code is None else ():
        code = code or find_code(form, unit, kind)
    return code or f"{found.flow}:{found.core}"


def _forms(name: str, found: Name) -> Iterator[str]:
    """What a measure may be called where its code is known: 保障性住房建设基本建成 is 基本建成保障性住房."""
    if not found.flow:
        yield found.core
        return
    yield _bare(name)
    for word in strings("comparison", "naming", "flows", found.flow):
        yield word + found.core
        yield found.core + word


def _bare(name: str) -> str:
    """The name without what is said before it: 累计新建改建农村公路."""
    return _without(_LEFT_OUT.sub("", name), _patterns()[0], at_front=True)


def is_vague(name: Name) -> bool:
    """Whether a name alone does not tell a measure: 受益, 总投资, 覆盖率.

    >>> is_vague(Name("惠及群众", "")), is_vague(Name("公共停车位", "new"))
    (True, False)
    """
    return len(name.core) < _SHORTEST + 1 or name.core in _vague() or is_payment(name)


@lru_cache(maxsize=16384)
def is_payment(name: Name) -> bool:
    """Whether a name says who pays and not what for.

    >>> is_payment(Name("中央财政安排补助资金", "")), is_payment(Name("中央财政科技投入", ""))
    (True, False)
    """
    return len(name.core) >= _SHORTEST and without_payment(name.core) == ""


def without_payment(text: str, between: str = "") -> str:
    """A text without the words that say who pays: what is left tells what for."""
    return _payments().sub(between, text)


@lru_cache(maxsize=16384)
def opposed(one: str, other: str) -> bool:
    """Whether two names differ in a word of which each thing has but one.

    >>> opposed("小麦最低收购价", "稻谷最低收购价"), opposed("农村饮水安全", "饮水安全")
    (True, False)
    """
    return any(a and b and a != b for a, b in zip(_classes(one), _classes(other), strict=True))


@lru_cache(maxsize=16384)
def _classes(name: str) -> tuple[frozenset[str], ...]:
    return tuple(frozenset(group.find(name)) for group in opposed_words())


@lru_cache(maxsize=16384)
def opposed_as_called(one: str, other: str, group: str) -> bool:
    """Whether two names have no word in common of a group of which each has some, also where their cores have none.

    >>> opposed_as_called("国家区域医疗中心", "省级区域医疗中心", "rank")
    True
    """
    (words,) = (each for each in opposed_words() if each.name == group)
    mine, theirs = set(words.find(one)), set(words.find(other))
    return bool(mine and theirs) and mine.isdisjoint(theirs)


@lru_cache(maxsize=16384)
def is_narrower(one: str, other: str) -> bool:
    """Whether one of two names is of a part of what the other is of.

    >>> is_narrower("营利性服务业增加值", "服务业增加值"), is_narrower("全部服务业增加值", "服务业增加值")
    (True, False)
    """
    parts = _parts()
    return set(parts.findall(one)) != set(parts.findall(other))


@cache
def _parts() -> re.Pattern[str]:
    return re.compile(alternatives(strings("comparison", "naming", "parts", "words")))


class OpposedWords:
    """The words of a group of which a name has one; several that are one word (营收/营业收入) count as the first."""

    def __init__(self, name: str) -> None:
        self.name = name
        same = [entry.split("/") for entry in strings("comparison", "naming", "opposed", name)]
        self._words = {word: forms[0] for forms in same for word in forms}
        self._pattern = re.compile(alternatives(self._words))

    def find(self, name: str) -> list[str]:
        """The words that a name has."""
        return [self._words[found] for found in self._pattern.findall(name)]


@cache
def opposed_words() -> tuple[OpposedWords, ...]:
    """The groups of words of which a name has one."""
    return tuple(map(OpposedWords, load("comparison")["naming"]["opposed"]))


@cache
def _vague() -> frozenset[str]:
    return frozenset(strings("comparison", "naming", "vague", "names"))


@cache
def _payments() -> re.Pattern[str]:
    return re.compile(alternatives(strings("comparison", "naming", "payments", "words")))


@lru_cache(maxsize=16384)
def parse_name(name: str, kind: str = "level") -> Name:
    """The name without qualifiers, and what it counts. Growth counts nothing: 新增就业增长5% is growth of 新增就业.

    >>> parse_name("全年新增城镇就业"), parse_name("规模以上企业研发经费增长", "change")
    (Name(core='城镇就业', flow='new'), Name(core='规上企业研发', flow=''))
    """
    core = _LEFT_OUT.sub("", _REMARK.sub("", _written_one_way()(name)))
    front, back, back_growth, flows = _patterns()
    same, forms = _same()
    core = same.sub(lambda match: forms[match[0]], core)
    core = _PURPOSE.sub(r"财政\1支出", core)
    if shorter := _REASON.sub("", core):
        core = shorter
    if examples := _EXAMPLES.match(core):
        core = examples["class"]
    flow = ""
    total = _TOTAL.search(core) is not None
    for _ in range(_STEPS):
        before = core
        core = _without(core, front, at_front=True)
        if (match := flows.match(core)) and len(core) - match.end() >= _SHORTEST:
            flow, core = "" if total else flow or _flow_words()[match[0]], core[match.end() :]
        core = _without(core, back_growth if kind in _GROWING else back, at_front=False)
        if core == before:
            break
    if kind not in _GROWING:
        for word, group in _flow_words().items():
            # 居民医保补助标准提高30元, 保障性住房新开工1000万套.
            if core.endswith(word) and len(core) - len(word) >= _SHORTEST:
                # 保障性住房建设基本建成: what is built is not its building.
                return Name(core[: -len(word)].removesuffix("建设") or core, flow or ("" if total else group))
    return Name(core, flow)


def is_verb(name: str) -> bool:
    """Whether a name is only a verb, whose thing stands before: 基本建成32套，新开工建设43套.

    >>> is_verb("新开工建设"), is_verb("新建学校")
    (True, False)
    """
    return name in _flow_words()


def with_verb(name: str, verb: str) -> str:
    """The name of another thing that is done to the same: 保障性住房基本建成 and 新开工.

    >>> with_verb("保障性住房基本建成", "新开工")
    '保障性住房新开工'
    >>> with_verb("新开工保障性住房", "基本建成")
    '保障性住房基本建成'
    """
    thing = next((name.removesuffix(word) for word in _flow_words() if name.endswith(word)), name)
    return next((thing.removeprefix(word) for word in _flow_words() if thing.startswith(word)), thing) + verb


def _without(core: str, pattern: re.Pattern[str], *, at_front: bool) -> str:
    match = pattern.match(core) if at_front else pattern.search(core)
    if match is None:
        return core
    rest = core[match.end() :] if at_front else core[: match.start()]
    return rest if len(rest) >= _SHORTEST else core


@cache
def _written_one_way() -> Substitution:
    wide = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
    return Substitution({**simplified_forms(), **wide, ord("·"): ord("."), ord("∶"): ord(":")})


@cache
def _same() -> tuple[re.Pattern[str], dict[str, str]]:
    forms = {old: str(new) for old, new in load("comparison")["naming"]["same"].items()}
    return re.compile(alternatives(forms)), forms


@cache
def _flow_words() -> dict[str, str]:
    flows = load("comparison")["naming"]["flows"]
    words = {word: group for group in flows for word in strings("comparison", "naming", "flows", group)}
    return dict(sorted(words.items(), key=lambda pair: (-len(pair[0]), pair[0])))


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """What is taken off before a name, behind it, behind one that grows, and the verbs that tell a flow."""
    places = [word for group in ("scope", "time", "before") for word in strings("indicator_codes", "words", group)]
    front = set(places) | set(strings("comparison", "naming", "front"))
    back = {*strings("comparison", "naming", "back"), *strings("indicator_codes", "words", "after")}
    growth = back | {*strings("comparison", "naming", "back_growth"), *strings("indicator_codes", "words", "growth")}
    period = r"[0-9]{1,4}(?:[-~至—][0-9]{1,4})?(?:年|月|月份|季度)(?:末|底)?|十?[一二三四五六七八九]五(?:时期|期间|末)"
    return (
        re.compile(rf"(?:{alternatives(front)}|{period}){{1,6}}"),
        re.compile(rf"(?:{alternatives(back)}){{1,4}}\Z"),
        re.compile(rf"(?:{alternatives(growth)}){{1,4}}\Z"),
        re.compile(alternatives(_flow_words())),
    )
