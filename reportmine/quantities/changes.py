"""Reads a change with both its values: 由120万吨增加到150万吨, 从5.2%下降到4.1%, 42亿元，比2022年的40亿元增长15%.

Takes a text, gives each ``Change`` whose two values are plain and of one unit. The values are read by ``amounts.py``;
the verbs are in ``data/figure_cues.toml``.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from reportmine.lexicon import alternatives
from reportmine.patterns import regex
from reportmine.quantities.amounts import Amount, amount_at, amounts
from reportmine.quantities.sentences import STOPS, cues, sentence_at

UP, DOWN = cues("up"), cues("down")


class Change(NamedTuple):
    """``old`` became ``new``: ``way`` is 1 for a rise and -1 for a fall, as the ``verb`` has it.

    ``start`` is where the change begins (由, 从, or the new value where that comes first) and ``end`` where the
    growth may follow. ``compared`` is set for 42亿元，比2022年的40亿元增长.
    """

    old: Amount
    new: Amount
    way: int
    verb: str
    start: int
    end: int
    compared: bool


# What may stand between 到 and the value, and what of it must be the same before the old value.
_PER = r"每人每[年月日天]|每[月年人户亩天日次吨股]|人均|户均|亩均|月均|日均|年均|平均"
_LEAD = regex(
    r"[到至为成](?:\d{4}年[末底]?的?|(?:现在|目前|如今|当前|今年|去年|上年|本年|现|年底|年末)的?|的|全[国省市区县州]|"
    rf"{_PER})*第?(?P<minus>-?)(?=[\d百])"
)
_ONE = regex(_PER)
# What must stand before such a value: a pattern sees it later.
_ENDS = tuple(f"{way}{past}" for way in (*UP, *DOWN) for past in ("", "了"))
_WAYS = regex(rf"(?:{alternatives((*UP, *DOWN))})(?=了?\Z)")
_THAN = regex(
    r"比(?:(?:19|20)\d\d年(?:末|底|同期)?|(?:上|去|前)年(?:末|底|同期)?|年初|同期|上期|期初|[\u4e00-\u9fff]{2,6}前)?的(?=\d)"
)
_MORE = {"多": 1, "多出": 1, "高": 1, "高出": 1, "少": -1, "低": -1}
_GREW = regex(rf"[，、]?(?:净|共|实际)?({alternatives((*UP, *DOWN, *_MORE))})了?(?=[\d百])")


@lru_cache(maxsize=1)
def changes(text: str) -> tuple[Change, ...]:
    """All changes of a text; the last answer is kept, as two rules ask for it.

    >>> [(c.old.value, c.new.value, c.way) for c in changes("由5个增加到8个")]
    [(5.0, 8.0, 1)]
    """
    return (*_from_to(text), *_compared(text))


def _from_to(text: str) -> Iterator[Change]:
    for match in _LEAD.finditer(text):
        since = max(0, match.start() - 5)
        verb = _WAYS.search(text, since, match.start()) if text.endswith(_ENDS, since, match.start()) else None
        if verb is None:
            continue
        new = amount_at(text, match.end())
        since = max(
            text.rfind("由", verb.start() - 60, verb.start()), text.rfind("从", verb.start() - 60, verb.start())
        )
        if new is None or since < 0 or any(mark in text[since : verb.start()] for mark in STOPS):
            continue
        listed = list(amounts(text, since + 1, verb.start()))
        if len(listed) != 1:
            continue
        old = listed[0]
        if verb.start() - old.end > 8 or "、" in text[old.end : verb.start()] or "分别" in text[since : verb.start()]:
            continue
        if _ONE.findall(text, since, old.start) != _ONE.findall(match.group()):
            continue  # 由每月50元提高到每年700元
        if match["minus"]:
            new = new._replace(value=-new.value)
        if text[old.start - 1] == "-":
            old = old._replace(value=-old.value)
        change = _of_one_unit(old, new, since, new.end, verb.group())
        if change is not None:
            yield change


def _compared(text: str) -> Iterator[Change]:
    for match in _THAN.finditer(text):
        old = amount_at(text, match.end())
        grew = _GREW.match(text, old.end) if old is not None else None
        if old is None or grew is None:
            continue
        start, _ = sentence_at(text, match.start())
        before = list(amounts(text, max(start, match.start() - 30), match.start()))
        if before and text[before[-1].end : match.start()] in ("", "，", "、", "，这"):
            change = _of_one_unit(old, before[-1], before[-1].start, old.end, grew[1], compared=True)
            if change is not None:
                yield change


def _of_one_unit(old: Amount, new: Amount, start: int, end: int, verb: str, compared: bool = False) -> Change | None:
    if old.bound == "range" or new.bound == "range" or old.rank != new.rank:
        return None
    if old.bare and new.unit:
        if new.scale > 1:
            return None  # 由8000增加到1.2万户: lent or not, nobody can say
        old = old._replace(unit=new.unit)
    elif not old.unit and old.scale == new.scale:
        old = old._replace(unit=new.unit)
    if old.unit != new.unit:
        return None
    way = _MORE.get(verb) or (1 if verb in UP else -1)
    return Change(old, new, way, verb, start, end, compared)
