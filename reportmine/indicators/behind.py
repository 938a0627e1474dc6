"""The words behind a number that belong to it: 新增1200万人|就业, 10件|民生实事 before 全部办结.

Takes the text of a paragraph and the quantities in it, gives spans of the text. Read next: ``names.py``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from reportmine.indicators.name_context import Place
from reportmine.indicators.phrases import GOVERNS, any_of, cues, is_level
from reportmine.indicators.pieces import Span
from reportmine.model import Quantity

_CUT = re.compile(any_of(cues("verbs", "cut")))
SKIPPED = re.compile(r" ?(?:多(?=[，。；、])|左右|以上|以内|以下|上下|之内|及以上)?(?:的(?!速度|增速|比例|水平|目标))?")
_RIGHT = re.compile(r"(?:（[^（）\n]{0,8}）|“[^“”\n]{0,60}”|《[^《》\n]{0,60}》|[^，。；：！？（\n]){0,90}")
_JOIN = re.compile(r"[、和与及]|以及")
# What people or things counted did or suffered, behind their noun: 民生实事|全部办结, 医务人员|逆行出征.
_DONE = re.compile(any_of(cues("verbs", "done")))
_SHORT = 3
# 大型集聚区|加快打造成重要承载区: more is told than is named.
_GOING = re.compile("加快|加速|稳步|扎实|有序|深入|纵深")
_NAMED = 5
_NOTHING_BEHIND = frozenset(("", *"，。；：！？\n"))
_ASIDE = ("（含", "（其中", "（不含", "（牵头", "（责任", "（负责", "（由", "（配合", "（完成时")
_ENTITIES = any_of(cues("generic", "entities"))
_ENTITY = re.compile(rf"(?:{_ENTITIES})(?!{_ENTITIES}|[的、和与及以等所（代干级])")
_ENTITY_BEHIND = re.compile(rf"[^，。；：、的]{{1,4}}?{_ENTITY.pattern}(?={GOVERNS.pattern}|{_CUT.pattern})")
# 1086个建制村|通客车率达100%: the rate is the name of the next number.
_RATED = re.compile(
    rf"(?P<noun>[^，。；：、的]{{0,6}}?(?:{_ENTITIES}))(?!的)[^，。；：、]{{1,10}}(?:率|比例|占比|比重)"
    r"(?:达到?|超过?|为|是|在)?"
)
_MOVES_TO = re.compile("(?:[提跃上攀]升|提高|增加|增长|扩大|发展|下降|降低|减少|缩小|缩短|压缩|拓展|扩展)[至到为]")
_MOVES_INITIALS = frozenset("提跃上攀增扩发下降减缩压拓")
# 近 and 约 are the end of a word behind these.
_NEAR_IN = "附邻临接集节合契特相条"
_FIGURE = re.compile(r"\d+(?=[大个项条])")
_WHOLE = re.compile("和美|和谐|和平|与会")
_COVERB = re.compile(r"(?:为|向|给|与|对|在|帮助|助力|支持|组织)[^，。；：、]{0,10}\Z")
_HOLDS = re.compile("[仅只]?[占佔]")
_NEW_CLAUSE = re.compile(r"数量|总数|规模|居|占|同比|增长|位居|均|并|总量|累计")


def words_behind(plain: str, quantities: Sequence[Quantity], index: int) -> Span:
    """The words behind the number that belong to it."""
    end = quantities[index].end
    if plain[end : end + 1] in _NOTHING_BEHIND:
        return (end, end)
    skipped = SKIPPED.match(plain, end)
    begin = skipped.end() if skipped else end
    match = _RIGHT.match(plain, begin)
    stop = match.end() if match else begin
    if index + 1 < len(quantities) and quantities[index + 1].start < stop:
        following = quantities[index + 1].start
        if following - 1 > begin and plain[following - 1] == "的" and not _HOLDS.search(plain, begin, following):
            return (begin, following - 1)  # 127个国家和地区的584个港口
        if (holds := _HOLDS.search(plain, begin + 2, following)) is not None:
            return (begin, holds.start())
        if (rated := _RATED.fullmatch(plain, begin, following)) is not None:
            return rated.span("noun")
        joints = [m.start() for m in _JOIN.finditer(plain, begin, following) if is_level(plain, begin, m.start())]
        stop = joints[-1] if joints else following
        if not joints or plain[stop] != "、":
            stop = min(stop, verb_between(plain, begin + 1, following) or following)
        while stop == following and stop - begin > _SHORT and plain[stop - 1] in "达为超仅":
            stop = following = stop - 1  # 38条排水沟整治率达100%
        if stop == following and stop - begin > 1 and plain[stop - 1] in "近约" and plain[stop - 2] not in _NEAR_IN:
            stop -= 1  # 80个乡镇近300万群众
        if (figure := _FIGURE.search(plain, begin + 2, stop)) is not None:
            joint = plain.rfind("、", begin, figure.start())
            stop = joint if joint > begin and is_level(plain, begin, joint) else stop
    else:
        joint = plain.find("、", begin, stop)
        if joint >= 0 and (_NEW_CLAUSE.match(plain, joint + 1) or GOVERNS.match(plain, joint + 1)):
            stop = joint
    if plain[begin : begin + 1] in _MOVES_INITIALS and _MOVES_TO.match(plain, begin):
        return (begin, begin)  # 从3800万吨提升至8000万吨
    joined = begin < stop and plain[begin] in "、和与及）)”】，。；：" and not _WHOLE.match(plain, begin)
    if joined or plain.startswith(_ASIDE, begin):
        return (begin, begin)
    if quantities[index].form == "number":
        stop = _done(plain, begin, stop)
        if stop - begin > 2 and plain[stop - 1] == "中" and plain[stop - 2] not in "高初其集手":
            stop -= 1  # 三十种主要产品中，…
    return (begin, max(begin, stop))


def _done(plain: str, begin: int, stop: int) -> int:
    """Where what was done begins behind a counted noun: 民生实事|全部办结."""
    for match in _DONE.finditer(plain, min(begin + 2, stop), stop):
        if is_level(plain, begin, match.start()) and plain[match.start() - 1] not in "的、和与及":
            return match.start()
    going = _GOING.search(plain, begin + _NAMED, stop)
    if going is not None and stop - going.start() > going.start() - begin and is_level(plain, begin, going.start()):
        return going.start()
    return stop


def subject_behind(plain: str, place: Place) -> Span:
    """省份 in 为24个省份保供电煤20亿吨: a common noun of people or places that a verb and a number follow."""
    begin, stop = place.right
    if _COVERB.search(plain, max(place.left[0], place.left[1] - 14), place.left[1]) is None:
        return place.right
    found = _ENTITY.match(plain, begin, stop) or _ENTITY_BEHIND.match(plain, begin, stop)
    return (begin, found.end()) if found is not None and found.end() < stop else place.right


def verb_between(plain: str, begin: int, stop: int) -> int | None:
    """Where the first verb outside quotes begins between two offsets."""
    for match in _CUT.finditer(plain, begin, stop):
        if is_level(plain, max(0, begin - 2), match.start()):
            return match.start()
    return None
