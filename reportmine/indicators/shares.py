"""Names of shares: what a percentage is spent on or measured by, and the 占 that stands for 占比.

Takes the text of a paragraph and spans in it, gives spans or ``Piece``; empty or ``None`` when the share is not of that
kind. Read next: ``choice.py``.
"""

from __future__ import annotations

import re

from reportmine.indicators.name_context import Place
from reportmine.indicators.pieces import Piece, Span, Supplied

# 为前十年总和的1.6倍, 是去年的1.5倍: a yardstick, not what is measured.
_YARDSTICK = re.compile(
    r"(?:(?<![作成认以因行称])为|(?<![总还都凡但])是|相当于|等于|恢复到|恢复至|达到)[^，。；：、]{2,16}(?<!预算)(?<!计划)(?<!任务)(?<!目标)的(?:近|约)?\Z"
)
# 新增财力的80%以上用于民生; 增收中有六成来自房地产.
_SPENT = re.compile(r"(?:以上|以下|左右)?(?:都|均)?(?P<spent>(?:用于|来自|投向)[^，。；：]{2,16})")
_SPENT_BEGINS = ("以上", "以下", "左右", "都", "均", "用于", "来自", "投向")
_PART = re.compile(r"(?:的|中|中有|中约有|有)(?:近|约|超过?)?\Z")
_OCCUPIES = re.compile(r"(?<![比例重额中])(?:已|仅|只|约|也|都|均|将|要)?(?P<verb>占)[近约超了到]?(?:过)?\Z")
_OCCUPIES_LONGEST = 3
_MEASURED_BY = re.compile(
    r"(?P<of>(?:恢复到|恢复至|相当于|等于)[^，。；：、]{2,16})(?<!预算)(?<!计划)(?<!任务)(?<!目标)的(?:近|约)?\Z"
)


def measures(plain: str, left: Span) -> bool:
    """Whether a clause before a number ends as all those that measure by something else do: 为前十年总和的, 的近."""
    last = plain[left[1] - 1 : left[1]]
    return last == "的" or last in "近约" and plain.endswith("的", left[0], left[1] - 1)


def before_yardstick(plain: str, left: Span) -> int | None:
    """Where 为前十年总和的 begins, in a clause that measures by something else."""
    found = _YARDSTICK.search(plain, max(left[0], left[1] - 24), left[1]) if measures(plain, left) else None
    return found.start() if found else None


def share_spent(plain: str, place: Place, end: int) -> Piece:
    """用于民生的比例 behind a share that is spent on something or comes from it."""
    found = _SPENT.match(plain, end, min(len(plain), end + 24)) if plain.startswith(_SPENT_BEGINS, end) else None
    if found is None:
        return ()
    if not _PART.search(plain, *place.left) and plain[slice(*place.left)].strip("其中近约超过，") != "":
        return ()
    return (found.span("spent"), Supplied("的比例", found.end(), found.end()))


def occupies(plain: str, left: Span) -> Span | None:
    """Where 占 stands when the clause ends with it."""
    near = max(left[0], left[1] - _OCCUPIES_LONGEST)
    found = _OCCUPIES.search(plain, *left) if plain.find("占", near, left[1]) >= 0 else None
    return found.span("verb") if found else None


def measured_by(plain: str, left: Span) -> Span | None:
    """恢复到2019年 in 接待游客恢复到2019年的78%: what a share is measured by, with its verb."""
    found = _MEASURED_BY.search(plain, max(left[0], left[1] - 26), left[1]) if measures(plain, left) else None
    return found.span("of") if found else None
