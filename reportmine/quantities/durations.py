"""Tells a span of time that is measured (缩短至5天, 预期寿命79岁) from one that only dates (30年延包, 前3天).

Takes a text and a number with a unit of time, gives yes or no. The words are data/quantity_cues.toml. Read next:
``counting.py``.
"""

from __future__ import annotations

import re

from reportmine.lexicon import alternatives, strings
from reportmine.patterns import regex
from reportmine.quantities.found import Found


def _cues(key: str) -> str:
    return alternatives(strings("quantity_cues", "duration", key))


HOURS = frozenset(("小时", "个小时", "分钟", "个工作日", "工作日", "天", "秒"))
# 48小时内反馈, 5分钟以内直达: a limit that is kept.
WITHIN = regex(
    r"(?:以|之)?内[^，。；]{0,4}?(?:反馈|办结|直达|响应|到达|送达|完成|处置|回应|受理|处理|签收|办理|答复|到位|出具|联系|抵达)"
)
_VERB = regex(rf"(?:{_cues('verbs')})[了近约超到]?\Z")
_NAME = regex(rf"(?:{_cues('nouns')})[^，。；]{{0,14}}\Z")
_NOT = regex(r"(?:连续|近|前|后|过去|未来|今后|用|经过|历时|每|第|满|建成|成立|提前)\Z")
_DATES = regex(r"[来前后内间]|以来|期|计划|行动|过渡|规划|纲要|时间|底|末|初|春|夏|秋|冬|度")
_DAYS = regex(r"天数[^，。；]{0,12}\Z")
_SHORTENED = regex(r"(?:缩短|压缩|压减|延长|增加|减少|提前)了?[近约超]?\Z")
_STAY = regex(r"(?:平均|人均)[^，。；、\d]{0,4}\Z")  # 平均居住15天
# 15分钟健身圈, 1小时通勤圈: names.
_CIRCLE = regex("[^，。；、]{0,8}?(?:圈|交通网)")


def mask_measured(found: Found, clause: str) -> bool:
    """Whether a masked span of time is measured: 优良天数XXX天."""
    return found.base != "年" and _NAME.search(clause) is not None


def span_measured(text: str, found: Found, clause: str) -> bool:
    """Whether a span of time is what is measured: 缩短至5天, 受教育年限9.6年, 240小时过境免签."""
    start, end = found.start, found.end
    if found.low is None or found.scale or found.low >= 10_000 or found.base == "年" and found.low >= 200:
        return False
    if text.startswith(("过境免签", "免签"), end):
        return True
    if found.base in ("岁", "周岁"):
        return re.search("寿命|年龄", clause) is not None
    if found.base in HOURS and WITHIN.match(text, end):
        return found.written == "arabic"
    if found.base in HOURS and _CIRCLE.match(text, end):
        return False
    if found.base == "天" and found.low > 1 and _SHORTENED.search(text, max(0, start - 6), start):
        return _NOT.search(clause) is None
    if found.base == "天" and found.low > 1 and (_DAYS.search(clause) or _STAY.search(clause)):
        return True  # 黑臭天数由一百二十天减少到七十五天
    if found.written == "chinese" and found.base in ("年", "日", "天", "周", "秒"):
        return False
    if found.base == "天" and found.low >= 100 and clause.endswith(("年有", "年里有")):
        return True  # 全年有300天
    if found.base == "日":
        return False
    near = re.sub(r"(?:了|近|约|超过|超|个)\Z", "", clause)
    if _NOT.search(near) or found.base == "年" and _DATES.match(text, end):
        return False
    if found.base == "年":
        return _NAME.search(clause) is not None or found.low % 1 > 0 and round(found.low, 1) == found.low
    return bool(_VERB.search(near) or _NAME.search(clause))
