"""When a report was read, as far as its text tells: what 去年, 近三年 and a bare 9月 count from.

Takes the normalised text and the report's year, gives a ``Clock``. Read next: ``mentions.py``, which uses it.
"""

from __future__ import annotations

import re

import msgspec

from reportmine import lexicon
from reportmine.dates.patterns import CONNECT, MONTH, SESSION, Sparse, number

# A congress meets in spring unless its report tells otherwise.
_SPRING, _WINTER = 3, 12
_OPENING = 1500
# 今年1至9月, 今年头十个月, 据今年5月份的统计, 今年上半年又比去年同期增长: the months that the report looks back on.
_SO_FAR = Sparse(
    r"[今本](?=年)",
    rf"[今本]年的?(?:(?:1|一|元) ?月?份?{CONNECT}(?P<to>{MONTH}) ?月|[前头](?P<first>{MONTH})个月"
    rf"|(?P<month>{MONTH}) ?月[^，。；\n]{{0,6}}?(?:已|统计|为止|又)"
    r"|(?P<quarters>[前头]三个?季度)"
    r"|(?P<half>上半年)[^。；\n]{0,30}?(?:又|已|比去年同期|完成了)"
    r"|(?P<quarter>第?一季度)[^。；\n]{0,16}?(?:又|已|比去年同期|情况))",
)
_DIGITS = str.maketrans("0123456789", "〇一二三四五六七八九")


class Clock(msgspec.Struct, frozen=True):
    """What relative words count from: the report's year, the last finished one, the month it was read."""

    year: int | None
    finished: int
    month: int | None


def read_clock(norm: str, year: int | None) -> Clock:
    """The clock of a report: whether it counts its own year among the finished ones, and the month it was read in.

    >>> read_clock("各位代表：今年1至9月，产值增长5%。", 1981)
    Clock(year=1981, finished=1981, month=9)
    """
    if year is None:
        return Clock(None, 0, None)
    session = SESSION.search(norm[:_OPENING])
    if session and number(session[1]) == year:
        month = number(session[2])
    elif any(word in norm for word in lexicon.strings("dates", "context", "congress")):
        month = max(_SPRING, _months_told(norm), _WINTER if _year_is_over(norm, year) else 0)
    else:
        return Clock(year, year, None)
    return Clock(year, year - 1 if month <= 6 else year, month)


def _months_told(norm: str) -> int:
    latest = 0
    for match in _SO_FAR.finditer(norm):
        told = match["to"] or match["first"] or match["month"]
        month = number(told) if told else 10 if match["quarters"] else 7 if match["half"] else 4
        latest = max(latest, month)
    return latest


def _year_is_over(norm: str, year: int) -> bool:
    """Whether the report expects the results of its year and plans for the next: it was read at the end of it."""
    if "预计" not in norm and "估计" not in norm:
        return False
    this, following = (f"(?:{y}|{str(y).translate(_DIGITS).replace('〇', '[〇○零]')})年" for y in (year, year + 1))
    expected = re.search(rf"{this}[^。；\n]{{0,24}}(?:预计|估计)|(?:预计|估计){this}", norm)
    if expected is None:
        return False
    return len(re.findall(rf"{following}[^。；，\n]{{0,10}}(?:计划|预算|任务)", norm)) > 1
