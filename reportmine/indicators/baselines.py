"""Says what a change is compared with, in the words of the text: 比上年, 同比, 年均, 高于全国.

Takes the text of a paragraph, gives the span of those words. Read next: ``changes.py``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from reportmine.indicators.name_context import SENTENCE_LIMIT
from reportmine.indicators.phrases import CHANGE_VERB, STOPS, Clauses, any_of, cues
from reportmine.indicators.pieces import Span
from reportmine.model import IndicatorKind, Quantity

# A date or two characters at least, so that no comparison ends inside 上年 or 2020年.
_YARDSTICK = (
    r"(?:(?:\d{4}|[一二三四五六七八九〇○零]{4})年|“[^”，。；]{1,8}”|(?:\d{1,2}|[一二两三四五六七八九十]{1,3})年前|[一二三四]季度"
    r"|[^，。；：、（\d一二三四五六七八九十]{2})[^，。；：、（\d]{0,20}?"
)
# What ends it: a verb of change, a link, the number.
_ENDS = (
    r"(?=[了约近又再也还都将已仅超增减降升涨翻低快慢多少，、\d一二两三四五六七八九十百]|(?<!平)均|(?<!最)高|分别|预计(?!增|数|目)|预期(?!增|数|目)|实际|名义|大幅|明显|显著|进一步"
    rf"|平均(?=[每增递提])|年均|\Z|{any_of(cues('change', 'up') + cues('change', 'down') + cues('change', 'flat'))})"
)
_THAN = r"(?<![占之同环对攀可相])比(?![重例率值较])|(?<!比)较(?![快大高好多强为低少小])"
_COMPARED = re.compile(
    r"同比|环比|年均|平均每年|每年平均|逐年"
    rf"|(?:{_THAN})(?:{_YARDSTICK}(?:相比|比较|相较)|{_YARDSTICK}{_ENDS})"
    rf"|(?:高于|低于|快于|慢于|优于|好于(?![ⅠⅡⅢⅣⅤI])|高出|低出|领先于?|超过|超出|大于|小于){_YARDSTICK}(?=[近约了]?[\d一二三四五六七八九十零百]|分别|\Z)"
    rf"|[与同和]{_YARDSTICK}(?:相比|比较|相较|同期比|年比)"
)
# Links and verbs that are no part of it.
_TAIL = re.compile(
    rf"(?:[ 的至只仍新大共]|可能|平均|预计|预期|{any_of(cues('change', 'up') + cues('change', 'down'))}){{1,4}}\Z"
)
# 是2020年的1.5倍, 相当于前十年总和的2倍.
_TIMES = re.compile(
    r"(?:(?<![作成认以因行称])为|(?<![总还都凡但])是|相当于|等于|达到|恢复到)(?P<of>[^，。；：、]{2,20})的[近约]?\Z"
)
# 与上年相比，…; 一九八一年比一九八○年，…: what opens a sentence holds for all of it.
_OPENING = re.compile(
    r"[^，。；]{0,14}?"
    rf"(?P<words>同比|环比|[与同和]{_YARDSTICK}(?:相比|比较|相较|比)|(?:{_THAN}){_YARDSTICK}(?:相比|比较|相较)?)，"
)
_AMONG = re.compile(" ?其中[，：]?")
_KINDS = frozenset(("change", "points", "multiple"))


class Baselines:
    """The baselines of one paragraph, asked for in the order of its quantities."""

    def __init__(self, plain: str, quantities: Sequence[Quantity], clauses: Clauses) -> None:
        self._plain = plain
        self._clauses = clauses
        self._quantities = quantities
        self._last: Span | None = None
        self._group = -1
        self._sentence = -1

    def find(self, index: int, left: Span, group: int, kind: IndicatorKind) -> Span | None:
        """Where the words stand that say what a figure is compared with; ``None`` when the text does not say.

        The last comparison in the clause before the number counts (比2020年提高, 同比增长, 高于全国), for a multiple
        the yardstick (是2020年的1.5倍). A list takes it from its first number (同比增长5%、8%), a part of a whole from
        the whole (其中), and every clause of a sentence from the comparison that opens it (与上年相比，…).

        Args:
            index: which of the quantities.
            left: the clause before the number.
            group: the list it belongs to.
            kind: what kind of figure it is; a level, a share and a rank have no baseline.
        """
        if kind not in _KINDS:
            return None
        plain, quantity = self._plain, self._quantities[index]
        before = self._last if group == self._group or _AMONG.match(plain, left[0]) else None
        begin = left[0]
        if index and plain[begin - 1 : begin] not in STOPS:
            begin = max(begin, self._quantities[index - 1].end)
        found = _TIMES.search(plain, max(begin, quantity.start - 26), quantity.start) if kind == "multiple" else None
        span = found.span("of") if found is not None else self._compared(begin, quantity.start)
        span = span or before or self._opened(quantity.start)
        self._last, self._group = span, group
        return span

    def _compared(self, begin: int, end: int) -> Span | None:
        last = None
        for last in _COMPARED.finditer(self._plain, begin, end + 1):  # noqa: B007
            pass
        if last is None:
            return None
        start, stop = last.span()
        tail = _TAIL.search(self._plain, start + 2, min(stop, end))
        return (start, tail.start() if tail is not None else min(stop, end))

    def _opened(self, position: int) -> Span | None:
        begin = max(self._clauses.sentence(position), position - SENTENCE_LIMIT)
        found = _OPENING.match(self._plain, begin, position)
        if found is None or CHANGE_VERB.search(found["words"]):
            return None
        return found.span("words")
