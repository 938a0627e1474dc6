"""Tells a level from a change: kind and direction of a figure by the words around it.

Takes the text, a quantity and its name, gives kind and direction: 提高到25% is a share, 提高2% a change,
涨幅控制在2% a change, 失业率低于5% a share. Word lists are data/indicator_cues.toml. Read next:
``find.py``.
"""

from __future__ import annotations

import re

from reportmine.indicators.phrases import any_of, cues
from reportmine.indicators.pieces import Span
from reportmine.model import Direction, IndicatorKind, Quantity

_CHANGE = re.compile(rf"增加值|(?P<down>{any_of(cues('change', 'down'))})|(?P<up>{any_of(cues('change', 'up'))})")
# 提高到 25%: a level reached; 提高 2%: a change.
_REACHED = re.compile(r"[到至为在是达][了约近]?(?:超过)?\Z")
_NOUN_CHANGE = re.compile(
    rf"(?:(?P<down>{any_of(cues('change', 'nouns_down'))})|(?P<up>{any_of(cues('change', 'nouns_up'))}))\Z"
)
_NOUNS = cues("change", "nouns_down") + cues("change", "nouns_up")
_VERBAL = frozenset(("增长", "下降", "递增"))
_SHARE = re.compile(rf"(?:{any_of(cues('change', 'share'))})\Z")
# Bounds and dates between the verb and the number: 降到去年的1.5%, 失业率低于4.6%.
_LIMIT = re.compile(r"(?:低于|高于|大于|小于|不少于|不高于|不小于|不超过|不低于|超过|约|近|超)\Z")
_LAST_OF_LIMIT = frozenset("于过约近超")
_DATED = re.compile(
    r"(?:\d{4}年|[一二三四五六七八九〇○零]{4}年|[去今上明前]年|现在|目前|“?[一二三四五六七八九十]{1,3}五”?)"
    r"(?:年?[底末初]|期间|时期)?的?\Z"
)
_LAST_OF_DATE = frozenset("年在前五”底末初间期的")
# 试点扩大到全国40%的县: a share of the places.
_OF_ALL = re.compile(r"(?<=[到至])全[国省市区县州]的?\Z")
_REACHING = re.compile(
    r"(?:分别|均|都|约|近|超过|超|达|为|由|从|控制在|保持在|稳定在|维持在|在|左右|是|目标|预期|定|拟|确"
    r"|(?:回落|提高|下降|上升|提升|降低|扩大|缩小|增加|减少|回升|降|升|增|减|压)?[到至])\Z"
)
_LAST_OF_LINK = frozenset("别均都约近过超达为由从在右是标期定拟确到至")
_BETWEEN = re.compile("分别|左右|以上|大约|超过|不低于|年均|[近约超了均都]")
# 保持20%以上的增长, 以百分之八的速度: the change stands behind the number.
_AFTER = re.compile(
    r"(?:左右|以上|以内|以下)?的?(?:年均|平均|高速|较快|快速|持续|两位数)?"
    r"(?:(?P<down>负增长|降幅)|(?P<up>增长(?![到至])|增速|增幅|速度|涨幅|增长率))"
)
_KEPT_UP = re.compile(r"(?:增长|递增)(?:保持在|稳定在|维持在)\Z")
_AIMS = re.compile("力争|确保|争取|努力|并|奋斗目标|目标|为|是")
_SPENT_ON = re.compile("(?:以上|左右)?(?:用于|来自|投向|投入|集中)")
_RANK_MOVE = re.compile(r"(?:提升|上升|前进|前移|跃升|提高|进|升|下降|后退|下滑|回落)了?\Z")
_BETTER = re.compile("优于|好于")
_FALLEN = re.compile("降|减|缩")
# 比全省平均水平低3个百分点: the adjective stands directly before the number; but 降低, 最低.
_SMALLER = re.compile("(?<![最高降减])[低慢少](?:了|近|约|超过)?\\Z")
# 增长速度的调控目标定为8%: a goal for a change is a change.
_GOALS = ("目标", "指标", "调控", "预期", "计划", "奋斗", "控制")
_GOAL = re.compile("的?(?:宏观调控|调控|预期|计划|奋斗|控制)(?:目标|指标)?\\Z|的?(?:目标|指标)\\Z")


def kind_and_direction(
    plain: str, quantity: Quantity, left: Span, name: str, shared: Direction | None
) -> tuple[IndicatorKind, Direction | None]:
    """Kind and direction of a figure.

    Args:
        plain: the normalised text of the paragraph.
        quantity: the number.
        left: the clause before it.
        name: what it measures.
        shared: the direction of the number before it in the same list (分别增长5%、6%).
    """
    before = plain[left[0] : left[1]]
    if quantity.form == "rank" or quantity.unit == "位" and (_RANK_MOVE.search(before) or before.endswith("第")):
        return "rank", None
    if quantity.unit == "个" and plain.startswith(("位次", "名次"), quantity.end):
        return "rank", None
    if quantity.unit[:1] == "/":
        return "share", None  # 8.7/10万
    if quantity.form == "number":
        return "level", None
    if quantity.form == "points":
        if _BETTER.search(before):
            # 优于全国1个百分点 says better: down behind a figure that fell.
            fell = _FALLEN.search(plain, max(0, left[0] - 20), left[0]) is not None
            return "points", "down" if fell else "up"
        return "points", _direction(before) or shared or "up"
    if quantity.form == "multiple":
        return "multiple", _direction(before) or shared or "up"
    if quantity.form == "fraction":
        direction = _direction(before)
        return ("change", direction) if direction and not _REACHED.search(before) else ("share", None)
    if quantity.form == "percent":
        return _percentage(before, plain[quantity.end : quantity.end + 14], name, shared)
    return "level", None


def _percentage(
    before: str, behind: str, name: str, shared: Direction | None
) -> tuple[IndicatorKind, Direction | None]:
    if name.endswith("自然增长率"):
        return "share", None
    if before.endswith(("的", "中有")) and _SPENT_ON.match(behind):
        return "share", None  # 新增财力的80%用于民生
    if before[-1:] in _LAST_OF_LIMIT:
        before = _LIMIT.sub("", before)
    if before[-1:] in _LAST_OF_DATE:
        before = _DATED.sub("", before)
    if "全" in before[-3:]:
        before = _OF_ALL.sub("", before)
    stem = before
    while stem[-1:] in _LAST_OF_LINK and (link := _REACHING.search(stem)) is not None:
        stem = stem[: link.start()]
    noun = _noun_of_change(stem)
    if noun is not None and (stem == before or noun[0] not in _VERBAL or "目标" in before):
        return "change", "down" if noun["down"] else "up"
    named = _noun_of_change(_GOAL.sub("", name) if name.endswith(_GOALS) else name)
    if named is not None and named[0] not in _VERBAL:
        return "change", "down" if named["down"] else "up"
    if before.endswith(("从", "由")):
        return "share", None
    if _KEPT_UP.search(before):
        return "change", "up"  # 经济年均增长保持在6%以上
    if not _REACHED.search(before):
        direction = _direction(before)
        if direction is not None:
            return "change", direction
    after = _AFTER.match(behind)
    if after is not None and not _SHARE.search(stem):
        return "change", "down" if after["down"] else "up"
    if _REACHED.search(before) and _SHARE.search(name):
        return "share", None  # 贡献率上升3个百分点，达到51%
    if shared is not None and not _AIMS.sub("", stem).strip("、，和与及"):
        return "change", shared
    return "share", None


def _noun_of_change(text: str) -> re.Match[str] | None:
    """The noun of change that a text ends with."""
    return _NOUN_CHANGE.search(text) if text.endswith(_NOUNS) else None


def verb_of_change(plain: str, left: Span) -> Span | None:
    """The last verb of change before a number, that decides kind and direction."""
    last = None
    for last in _CHANGE.finditer(plain, *left):  # noqa: B007
        pass
    return last.span() if last is not None and (last["up"] or last["down"]) else None


def _direction(before: str) -> Direction | None:
    """What the last verb of change before the number says, if nothing stands between but links."""
    if "持平" in before:
        return "flat"
    last = None
    for last in _CHANGE.finditer(before):  # noqa: B007
        pass
    if _SMALLER.search(before):
        return "down"
    if last is None or not (last["down"] or last["up"]):
        return None
    rest = _BETWEEN.sub("", before[last.end() :])
    if len(rest) > 12 or _SHARE.search(rest):
        return None
    return "down" if last["down"] else "up"
