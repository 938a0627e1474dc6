"""The numbers that open a line: 一、 （一） 1. （1） ① 第一， 一是 一要 ——, each with its style and value.

Takes a line without its outer white space (``text.normalise`` applied) and gives a ``Marker`` or ``None``.
Styles have an order by custom only; what encloses what is the report's own affair, see ``structure.py``.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from reportmine.patterns import regex

_NUMERAL = "一二三四五六七八九十"
_FORMAL = str.maketrans("壹贰叁肆伍陆柒捌玖拾", "一二三四五六七八九十")
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"

# A paywall or template mark may stand before the number: ##paidbegin##（五）促进产销对接。
_PREFIX = regex(r"(?:##[A-Za-z]{1,20}##|[\u200b-\u200f\ufeff\u2060 ])+")
_FORMS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (style, regex(form))
    for style, form in (
        ("第章", rf"第([{_NUMERAL}]{{1,3}}|\d{{1,2}})(?:部分|[章节篇])[、:： ]{{0,3}}"),
        ("第条", rf"第([{_NUMERAL}]{{1,3}}|\d{{1,3}})条[、:： ]{{1,3}}"),
        ("第一，", rf"第([{_NUMERAL}]{{1,3}})(?:[，、,：: ]|是(?=[^一二三]))"),
        ("（一）", rf"[（(〔【] ?([{_NUMERAL}]{{1,3}}) ?[）)〕】][、.]? ?"),
        ("（1）", r"[（(] ?(\d{1,2}) ?[）)][、.]? ?"),
        ("一、", rf"([{_NUMERAL}壹贰叁肆伍陆柒捌玖拾]{{1,3}}) ?[、.．] ?"),
        ("一", rf"([{_NUMERAL}]{{1,3}})$"),
        ("1）", r"(\d{1,2})[）)][、.]? ?"),
        ("1.", r"(\d{1,2}) ?(?:、|[.．](?!\d)|[.．](?=(?:19|20)\d\d年)) ?"),
        ("①", rf"([{_CIRCLED}])[、.]? ?"),
        ("一是", rf"([{_NUMERAL}]{{1,2}})(?:是|则)"),
        ("一要", rf"([{_NUMERAL}]{{1,2}})(?:要|靠)"),
    )
)
# What any of these can begin with: most lines are told by their first character to have no number.
_OPENS = regex(rf"[#\u200b-\u200f\ufeff\u2060 第（(〔【\d{_NUMERAL}壹贰叁肆伍陆柒捌玖拾{_CIRCLED}—―─●◆■▲★◇□·•]")
# Words that count a list as 第一， 第二， do; what number 再次 and 最后 stand for, only the list can tell.
_ORDINAL = regex("(首先|其次|再次|再者|最后|其([一二三四五六七八九]))(?:[，,、:：]|是(?=[^一二三]))")
_WORD_VALUE = {"首先": 1, "其次": 2}
_DASH = regex(r"[—―─]{2,6} ?|[●◆■▲★◇□·•] ?")

#: What custom puts outside what; used only where a report gives no order of its own.
RANK = {
    "第章": 0, "第条": 1, "一": 1, "一、": 1, "（一）": 2, "1.": 3, "（1）": 4, "1）": 4, "①": 5,
    "第一，": 6, "一是": 7, "一要": 7, "——": 8,
}  # fmt: skip


class Marker(NamedTuple):
    """A number at the head of a line.

    ``number`` is as written (``（一）``, ``第一，``), ``value`` its number (``None`` for a dash);
    ``start`` and ``end`` are offsets in the line: the heading proper begins at ``end``.
    """

    style: str
    number: str
    value: int | None
    start: int
    end: int


def numeral(digits: str) -> int:
    """The value of a number up to 99 in either script: ``十二`` → 12, ``7`` → 7."""
    digits = digits.translate(_FORMAL)
    if digits.isdecimal():
        return int(digits)
    if digits in _CIRCLED:
        return _CIRCLED.index(digits) + 1
    tens, ten, units = digits.rpartition("十")
    if not ten:
        return int("".join(str(_NUMERAL.index(digit) + 1) for digit in digits))
    return (_NUMERAL.index(tens[0]) + 1 if tens else 1) * 10 + (_NUMERAL.index(units[0]) + 1 if units else 0)


def read_ordinal(line: str) -> Marker | None:
    """首先， 其次， 最后， at the head of a line, as a marker of the style of 第一，; the value is 0 where the word
    fits any place but the first two.

    >>> read_ordinal("其次，抓好春耕。").value
    2
    """
    found = _ORDINAL.match(line[:16])
    if not found:
        return None
    word, digit = found.groups()
    value = numeral(digit) if digit else _WORD_VALUE.get(word, 0)
    return Marker("第一，", found.group(), value, 0, found.end())


def read_marker(line: str) -> Marker | None:
    """The number that opens a line, or ``None``.

    >>> read_marker("（十二）守牢安全底线").value
    12
    >>> read_marker("2.5微克") is None
    True
    """
    if not _OPENS.match(line):
        return None
    prefix = _PREFIX.match(line)
    start = prefix.end() if prefix else 0
    head = line[start : start + 16]
    for style, form in _FORMS:
        # Only the whole line can be a bare numeral; the others look at the first characters.
        if style == "一" and len(line) > start + 3:
            continue
        found = form.match(head)
        if found:
            return Marker(style, found.group().strip(), numeral(found.group(1)), start, start + found.end())
    dash = _DASH.match(head)
    if dash:
        return Marker("——", dash.group().strip(), None, start, start + dash.end())
    return None
