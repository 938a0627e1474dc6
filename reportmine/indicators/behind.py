"""The words behind a number that belong to it: 新增1200万人|就业, 10件|民生实事 before 全部办结.

Takes the text of a paragraph and the quantities in it, gives spans of the text. Read next: ``names.py``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from reportmine.indicators.phrases import GOVERNS, Span, any_of, cues, is_level
from reportmine.model import Quantity

_CUT = re.compile(any_of(cues("verbs", "cut")))
SKIPPED = re.compile(r" ?(?:多(?=[，。；、])|左右|以上|以内|以下|上下|之内|及以上)?(?:的(?!速度|增速|比例|水平|目标))?")
_RIGHT = re.compile(r"(?:（[^（）\n]{0,8}）|“[^“”\n]{0,60}”|《[^《》\n]{0,60}》|[^，。；：！？（\n]){0,90}")
_JOIN = re.compile(r"[、和与及]|以及")
# What people or things counted did or suffered, behind their noun: 民生实事|全部办结, 医务人员|逆行出征.
_DONE = re.compile(any_of(cues("verbs", "done")))
_ASIDE = ("（含", "（其中", "（不含")
_NEW_CLAUSE = re.compile(r"数量|总数|规模|居|占|同比|增长|位居|均|并|总量|累计")


def words_behind(plain: str, quantities: Sequence[Quantity], index: int) -> Span:
    """The words behind the number that belong to it."""
    end = quantities[index].end
    skipped = SKIPPED.match(plain, end)
    begin = skipped.end() if skipped else end
    match = _RIGHT.match(plain, begin)
    stop = match.end() if match else begin
    if index + 1 < len(quantities) and quantities[index + 1].start < stop:
        following = quantities[index + 1].start
        if following - 1 > begin and plain[following - 1] == "的":
            return (begin, following - 1)  # 127个国家和地区的584个港口
        joints = [m.start() for m in _JOIN.finditer(plain, begin, following) if is_level(plain, begin, m.start())]
        stop = joints[-1] if joints else following
        if not joints or plain[stop] != "、":
            stop = min(stop, verb_between(plain, begin + 1, following) or following)
    else:
        joint = plain.find("、", begin, stop)
        if joint >= 0 and (_NEW_CLAUSE.match(plain, joint + 1) or GOVERNS.match(plain, joint + 1)):
            stop = joint
    if begin < stop and (plain[begin] in "、和与及）)”】，。；：" or plain.startswith(_ASIDE, begin)):
        return (begin, begin)
    if quantities[index].form == "number":
        stop = _done(plain, begin, stop)
    return (begin, max(begin, stop))


def _done(plain: str, begin: int, stop: int) -> int:
    """Where what was done begins behind a counted noun: 民生实事|全部办结."""
    for match in _DONE.finditer(plain, min(begin + 2, stop), stop):
        if is_level(plain, begin, match.start()) and plain[match.start() - 1] not in "的、和与及":
            return match.start()
    return stop


def verb_between(plain: str, begin: int, stop: int) -> int | None:
    """Where the first verb outside quotes begins between two offsets."""
    for match in _CUT.finditer(plain, begin, stop):
        if is_level(plain, max(0, begin - 2), match.start()):
            return match.start()
    return None
