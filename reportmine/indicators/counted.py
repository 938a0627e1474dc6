"""Names a count whose noun stands behind the number: 新增1200万人就业, 6个园区, 取消和下放12项审批.

Takes the text of a paragraph, the noun before the number and the ``Place`` it stands in, gives a ``Piece``. Read next:
``choice.py``.
"""

from __future__ import annotations

import re

from reportmine.indicators.behind import verb_between
from reportmine.indicators.name_context import BENEFIT, Place
from reportmine.indicators.phrases import GOVERNS, STOPS, any_of, cues
from reportmine.indicators.pieces import Piece, Span

_KEEP = re.compile(rf"(?:{any_of(cues('verbs', 'keep'))})了?\Z")
_KEPT = re.compile(rf"(?:(?:{any_of(cues('verbs', 'keep'))})[和、及与])*{_KEEP.pattern}")
_DROP = re.compile(rf"(?:{any_of(cues('verbs', 'drop'))})\Z")
_SHORT_PREDICATE = re.compile(any_of(cues("verbs", "short")))
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
    if _PLACE.search(plain, max(number - 14, 0), number):
        stop = verb_between(plain, begin + 2, stop) or stop
    behind: Span = (begin, stop)
    if empty and plain[begin_clause - 2 : begin_clause] == "的，":
        near = max(begin_clause - 26, 0)
        former = max(near, max(plain.rfind(mark, near, begin_clause - 1) for mark in STOPS) + 1)
        return ((former, begin_clause - 1), behind)  # 达到这个规定的，已经有50个县
    if empty:
        carried = not place.opens and _SHORT_PREDICATE.fullmatch(plain, begin, stop) is not None
        return (*topic, behind) if carried else (behind,)
    text = plain[head[0] : head[1]]
    keep, drop = _KEEP.search(text), _DROP.search(text)
    if keep is not None:
        whole = keep.start() <= 8 or BENEFIT.match(keep[0]) and len(text) <= 24 and not GOVERNS.match(text)
        verbs = _KEPT.search(text) or keep  # 取消和下放12项审批
        return (head if whole else (head[0] + verbs.start(), head[1]), behind)
    if drop is not None and text[drop.start() - 1 : drop.start()] == "、":
        return (behind,)  # 精准定位、做大做强2个主导产业
    if drop is not None and 0 < drop.start() <= 6 and stop - begin <= 4:
        return ((head[0], head[0] + drop.start()), behind)
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
