"""Names a count whose noun stands behind the number: 新增1200万人就业, 6个园区, 取消和下放12项审批.

Takes the text of a paragraph, the noun before the number and the ``Place`` it stands in, gives a ``Piece``. Read next:
``choice.py``.
"""

from __future__ import annotations

import re

from reportmine.indicators.behind import verb_between
from reportmine.indicators.name_context import BENEFIT, Place
from reportmine.indicators.phrases import GOVERNS, STOPS, any_of, cues
from reportmine.indicators.pieces import Piece, Span, said

_KEEP = re.compile(rf"(?:{any_of(cues('verbs', 'keep'))})了?\Z")
_KEPT = re.compile(rf"(?:(?:{any_of(cues('verbs', 'keep'))})[和、及与])*{_KEEP.pattern}")
_DROP = re.compile(rf"(?:{any_of(cues('verbs', 'drop'))})\Z")
_SHORT_PREDICATE = re.compile(any_of(cues("verbs", "short")))
# 为3万老人免费开展体检: what is done for them says which of them are counted.
_SERVED_AT_MOST = 24
_CAUSE_AT_MOST = 16
_WIDTH, _WIDTH_AT_LEAST = re.compile(r"范围\Z"), 6
_MONEY = re.compile(r"(?:支出|收入|投资|投入|资金|赤字|增加|补助)\Z")
_REACHED = re.compile(rf"(?:{any_of(cues('verbs', 'reached'))})\Z")
_REGION = re.compile(
    "国家|国家[和、及]地区|地区|省[区、]?市?区?|省份|城市|[市县]|[市县]区|县（[^（）]{1,5}）|乡镇|行政村|村|行业|领域"
)
_PLACE = re.compile(r"(?:在|对|从|为|由|向|将|把)[^，。；]{0,12}\Z")


def name_of_count(plain: str, head: Span, place: Place, topic: Piece, empty: bool) -> Piece:
    """The name of a count: what stands behind the number, with the verb before it where that says more.

    Args:
        plain: the normalised text of the paragraph.
        head: the noun of the clause before the number.
        place: where the number stands.
        topic: what was spoken of before.
        empty: whether ``head`` says nothing.
    """
    begin, stop = place.right
    begin_clause = place.left[0]
    number = place.left[1]
    where = _PLACE.search(plain, max(number - 14, 0), number)
    if where is not None:
        served = where[0][0] in "为给" and stop - begin <= _SERVED_AT_MOST and plain[stop : stop + 1] in STOPS
        stop = stop if served else verb_between(plain, begin + 2, stop) or stop
    behind: Span = (begin, stop)
    if empty and plain[begin_clause - 2 : begin_clause] == "的，":
        near = max(begin_clause - 26, 0)
        former = max(near, max(plain.rfind(mark, near, begin_clause - 1) for mark in STOPS) + 1)
        return ((former, begin_clause - 1), behind)  # 达到这个规定的，已经有50个县
    if empty:
        carried = not place.opens and _SHORT_PREDICATE.fullmatch(plain, begin, stop) is not None
        carried = carried and _MONEY.search(said(plain, topic)) is None  # 支出540亿元，8400万人受益
        return (*topic, behind) if carried else (behind,)
    text = plain[head[0] : head[1]]
    if stop - begin > 1 and plain[number - 1] == "等" and _REGION.fullmatch(plain, begin, stop):
        return (behind,)  # 甲县、乙县等11个县
    if _WIDTH.search(text) and len(text) > _WIDTH_AT_LEAST and _REGION.fullmatch(plain, begin, stop):
        return ((head[0], head[1] - 2), behind)  # 养老服务试点范围扩大到46个县
    if _REACHED.search(text) and _REGION.fullmatch(plain, begin, stop):
        return (head, behind)  # 农产品远销23个国家和地区
    keep, drop = _KEEP.search(text), _DROP.search(text)
    if keep is not None:
        whole = keep.start() <= 8 or BENEFIT.match(keep[0]) and len(text) <= 24 and not GOVERNS.match(text)
        verbs = _KEPT.search(text) or keep  # 取消和下放12项审批
        return (head if whole else (head[0] + verbs.start(), head[1]), behind)
    if drop is not None and text[drop.start() - 1 : drop.start()] == "、":
        return (behind,)  # 精准定位、做大做强2个主导产业
    if drop is not None and 0 < drop.start() <= 6 and stop - begin <= 4:
        return ((head[0], head[0] + drop.start()), behind)
    if drop is not None and drop[0] in ("使", "让") and 2 < drop.start() <= _CAUSE_AT_MOST:
        return ((head[0], head[0] + drop.start()), behind)  # 河道整治工程使8.3万村民受益
    if text[0] == "向":
        return (behind,)  # 向居民承诺的20件实事
    if drop is not None and text[0] == "“" and text[drop.start() - 1] == "”":
        return ((head[0], head[0] + drop.start()), behind)  # “一件事”落地52个重点事项
    opening = GOVERNS.match(plain, *place.left)
    if stop - begin <= 2 and opening is not None:
        return (opening.span(), behind)
    if stop - begin <= 4 and drop is None and (len(text) <= 14 or stop - begin == 1):
        return (head, behind)
    return (behind,)
