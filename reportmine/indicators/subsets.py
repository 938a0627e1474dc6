"""Names those of the counted that have something: 其中达到国际先进水平的300项, 占比超过10%的有44种.

Takes the text of a paragraph and the ``Place`` of a number in it, gives a ``Piece``, empty when nothing is told of what
is counted. Read next: ``leaning.py``.
"""

from __future__ import annotations

import re

from reportmine.indicators.name_context import Place
from reportmine.indicators.phrases import STOPS
from reportmine.indicators.pieces import Piece, Span, Supplied, said
from reportmine.model import Quantity

# 其中达到国际先进水平的300项, 全部建成的有39个: the noun was named before.
_SUCH = re.compile(
    r"(?:其中[，：]?)?(?P<such>[^，。；：、]{3,22}的|[^，。；：、]{1,14}[以之]上的?)(?:[已共约只就]?有|达|为|近|约|超过)?\Z"
)
_WHOLE_AT_MOST = 20
_OVER = re.compile("(?:以上|以下|左右)?的(?:已|共|约|就|也|仅|只|分别)?(?:有|达|为)")
_OVER_AT_MOST, _CLAUSE_AT_MOST = 6, 30
_SUCH_ENDS = frozenset("的上有达为近约过")
_SUCH_NOT = re.compile(r"[比由从至]|(?<!达)到|年的\Z|方面的\Z|在内的\Z|倍的\Z")


def may_be_such(plain: str, place: Place) -> bool:
    """Whether the clause ends as those of ``such`` do."""
    return plain[place.left[1] - 1 : place.left[1]] in _SUCH_ENDS


def such(plain: str, place: Place, topic: Piece) -> Piece:
    """达到国际先进水平的 + what was counted before it."""
    found = _SUCH.fullmatch(plain, *place.left)
    if found is None or not topic or place.opens:
        return ()
    if len(said(plain, topic)) > _WHOLE_AT_MOST:
        last = topic[-1]
        of = -1 if isinstance(last, Supplied) else plain.rfind("的", *last)
        if of < 0 or last[1] - of < 3:
            return ()
        topic = ((of + 1, last[1]),)  # 由两级举办的限额以上的|工矿企业
    if _SUCH_NOT.search(found["such"]):
        return ()
    return (found.span("such"), *topic)


def over(plain: str, before: Quantity, here: Quantity) -> Span | None:
    """占比超过10% in 占比超过10%的有44种: what those that are counted have."""
    if here.start - before.end > _OVER_AT_MOST or _OVER.fullmatch(plain, before.end, here.start) is None:
        return None
    near = max(0, before.start - _CLAUSE_AT_MOST)
    begin = max(plain.rfind(mark, near, before.start) for mark in (*STOPS, "、")) + 1
    if begin == 0 < near:
        return None  # the clause is too long to be told of what was counted
    begin += 2 * plain.startswith("其中", begin)
    if before.start - begin < 2:
        return None
    return (begin, before.end)
