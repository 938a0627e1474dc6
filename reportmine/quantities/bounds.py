"""Tells how exactly a number is meant, by the words before, inside and after it: 超过, 近, 多, 以上, 大关.

Takes a text and the place of a number in it, gives a bound. The words are data/quantity_cues.toml. Read next:
``counting.py``.
"""

from __future__ import annotations

import re

from reportmine.lexicon import alternatives, strings
from reportmine.model import Bound
from reportmine.patterns import regex
from reportmine.quantities.durations import HOURS, WITHIN
from reportmine.quantities.found import Found


def _cues(*keys: str) -> tuple[str, ...]:
    return strings("quantity_cues", *keys)


# The word before 近, 过, 上, 约 and 超 decides whether they are one of these (附近, 通过, 以上, 节约, 赶超).
_BEFORE = regex(
    r"(?P<min>(?<![通经不超度透渡胜])过|(?<![赶反])超|{min})(?:了|至|到|达|为|有)?\Z"
    r"|(?P<max>{max})(?:了|至|到|达|为|有)?\Z"
    r"|(?P<about>(?<![最附邻远靠就亲贴相切新])近|(?<![节公契合条预制签集违履续邀商特])约|{about})(?:了|至|到|达|为|有)?\Z".format(
        min=alternatives(tuple(w for w in _cues("before", "min") if w != "超")),
        max=alternatives(_cues("before", "max")),
        about=alternatives(tuple(w for w in _cues("before", "about") if w not in ("近", "约"))),
    )
)
_LINKS = frozenset("了至到达为有")
# What the word of bound before a number may end with; the link behind it aside.
_LAST = frozenset("过超近约") | {word[-1] for key in ("min", "max", "about") for word in _cues("before", key)}
# 超过可用财力的70%, 至少储备2处: the word of bound stands before the noun.
_MORE_THAN = regex(r"(?:(?<!不)超过|高于|大于)(?!去年|上年|全[国省市])[^，。；、\d]{2,10}的\Z")
_LESS_THAN = regex(r"(?:不足|不到|未达|低于)(?!去年|上年|全[国省市])[^，。；、\d]{1,10}的\Z")
_AT_LEAST = regex(r"(?:至少|不少于|不低于)[^，。；、\d]{1,6}\Z")
# 单日最高达15万人次 is what was reached, 最高补助5000元 a limit.
_RECORD = regex(r"(?:最[高低多](?:达到?|为)|(?:单[日月]|历史|创|年)最[高低多])\Z")
_ABOUT_OF = regex(r"约占[^，。；、\d]{0,6}\Z")  # 约占全国1/10
_FIRST_AFTER = frozenset(" 红目指任") | {word[0] for key in ("min", "max", "about") for word in _cues("after", key)}
_AFTER = regex(
    r" ?(?:(?P<min>{min})|(?:红线|目标|指标|任务)?(?P<max>{max})|(?P<about>{about}))".format(
        **{key: alternatives(_cues("after", key)) for key in ("min", "max", "about")}
    )
)
# 四分之三强, 三分之一弱.
_STRONG = regex("强(?![化力劲度于国省市县制])")
_WEAK = regex("弱(?![化势项于])")
_NO_MORE = ("多层", "多为", "多是", "余额")
_SUMMITS = tuple(new + summit for new in ("", "新") for summit in ("大关", "关口", "台阶", "门槛"))
_CLIMB = regex("[迈跨越登站跃闯冲破踏]")
_LAST_STOP = regex(r".*[，。；：！？\n]", re.DOTALL)


def clause_before(text: str, position: int, width: int) -> str:
    """The text before ``position`` up to the last comma or stop, at most ``width`` characters."""
    before = text[max(0, position - width) : position]
    stop = _LAST_STOP.match(before)
    return before[stop.end() :] if stop else before


def before_bound(text: str, start: int) -> Bound | None:
    """The bound a word before the number gives: 超过 → min, 不足 → max, 近 → about."""
    before = text[max(0, start - 8) : start].rstrip(" ")
    last = before[-1:]
    may_end = last in _LAST or last in _LINKS and before[-2:-1] in _LAST
    match = _BEFORE.search(before) if may_end else None
    if match is not None:
        if _RECORD.search(before):
            return None
        return "min" if match["min"] else "max" if match["max"] else "about"
    if "约占" in before and _ABOUT_OF.search(before):
        return "about"
    if ("少" in before or "低" in before) and _AT_LEAST.search(before):
        return "min"
    if last == "上" and not before.endswith(("以上", "之上", "加上")):
        return "min" if text[start : start + 1] in "百千万亿" else None  # 上千家
    return None


def bound_of(text: str, found: Found) -> Bound:
    """How exactly the number is meant."""
    before = before_bound(text, found.start)
    if found.form == "rank":
        return "max" if text[found.start] == "前" else "exact"
    if found.form == "points" and before is not None:
        word = text[max(0, found.start - 3) : found.start]
        if word.endswith(("高于", "低于", "大于", "小于", "多于", "少于")):
            before = None
    if before is None and found.form in ("percent", "fraction") and text.endswith("的", 0, found.start):
        clause = clause_before(text, found.start, 16)
        if _MORE_THAN.search(clause) or _LESS_THAN.search(clause):
            return "min" if _MORE_THAN.search(clause) else "max"
    if before in ("min", "max"):
        return before
    if found.base in HOURS and WITHIN.match(text, found.end):
        return "max"
    after = _AFTER.match(text, found.end) if text[found.end : found.end + 1] in _FIRST_AFTER else None
    if after is not None and not (found.kind == "count" and text.startswith(_NO_MORE, found.end)):
        return "min" if after["min"] else "max" if after["max"] else "about"
    if found.form == "fraction":
        if _STRONG.match(text, found.end):
            return "min"
        if _WEAK.match(text, found.end):
            return "max"
    if found.more:
        return "about" if found.more == "来" else "min"
    if text.startswith(_SUMMITS, found.end) and _CLIMB.search(text, max(0, found.start - 8), found.start):
        return "min"
    return before or "exact"
