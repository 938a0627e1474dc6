"""Splits a list of names so that it pairs with a list of numbers (交通、水利投资分别达到…亿元、…亿元).

Takes a span of the text and how many names there should be, gives spans; ``distribute`` completes each from
the others: the common end of the last one, the common beginning of the first. Read next: ``names.py``.
"""

from __future__ import annotations

import re

from reportmine.indicators.phrases import any_of, cues, is_level
from reportmine.indicators.pieces import Piece, Span, Supplied

_HEAD = re.compile(rf"(?:{any_of(cues('heads', 'modifiers'))})?(?:{any_of(cues('heads', 'words'))})\Z")
_MODIFIER = re.compile(any_of(cues("heads", "modifiers")))
_COMMA = re.compile("、")
_ALSO = re.compile("以及|[和与及]")
_PEOPLE = re.compile("城乡(?:居民)?")
# 城市、农村低保标准: one stands for the other, and the noun is behind the last.
_TWIN = re.compile("城市|城镇|农村|乡村|国内|国外|境内|境外|省内|省外")
# 城、乡居民收入; 第二、第三产业比重.
_APART = re.compile("(?P<one>城镇?)、(?P<other>乡村?|农村)(?=[^、]{2})")
_ORDINAL = re.compile("第?[一二三]")
_ORDINALS = re.compile("(?:第[一二三][、和与]?){1,2}第[一二三](?=[次产])")
# 牛羊出栏, 存贷款余额, 进出口额: two words of which each gives one character.
_TWINS = re.compile("牛羊(?=[出存饲肉])|存贷(?=款)|进出(?=口)|产销(?=量)")
_BRANCHES = re.compile("一二三(?=次?产)")
# What is said of each item whatever its own head is.
_RATE = re.compile("(?:增速|增幅|涨幅|降幅|增长率|占比|比重|排名|贡献率)\\Z")
# Longer tails than this behind 等 are no head of a list.
_TAIL = 14


def _cut(span: Span, joints: list[Span]) -> list[Piece]:
    begin, items = span[0], []
    for start, end in joints:
        items.append((begin, start))
        begin = end
    items.append((begin, span[1]))
    return [(item,) for item in items]


def _joints(pattern: re.Pattern[str], plain: str, span: Span) -> list[Span]:
    return [m.span() for m in pattern.finditer(plain, *span) if is_level(plain, span[0], m.start())]


def split_list(plain: str, span: Span, size: int, *, apart: bool = False) -> list[Piece] | None:
    """The items of ``A、B和C`` when there are exactly ``size`` of them, else ``None``; ``apart`` for 分别.

    城乡居民收入 with two numbers is 城镇居民收入 and 农村居民收入, 一二三产 with three 一产, 二产, 三产.
    """
    begin, stop = span
    two = _APART.search(plain, begin, stop) if size == 2 else None
    if two is not None:
        front: Piece = ((begin, two.start()),) if begin < two.start() else ()
        return [(*front, two.span(part), (two.end(), stop)) for part in ("one", "other")]
    ordinal = _ORDINALS.match(plain, begin, stop) if size > 1 else None
    if ordinal is not None and len(items := _ORDINAL.findall(ordinal[0])) == size:
        places = [match.span() for match in _ORDINAL.finditer(plain, *ordinal.span())]
        return [(place, (ordinal.end(), stop)) for place in places[: len(items)]]
    commas = _joints(_COMMA, plain, span)
    if len(commas) + 1 == size:
        return _cut(span, commas)
    tail = commas[-1][1] if commas else begin
    also = [s for s in _joints(_ALSO, plain, (tail, stop)) if tail < s[0] and s[1] < stop]
    if len(commas) + 2 == size and also:
        # Where 和 stands twice, the one that leaves the more even halves.
        middle = (tail + stop) / 2
        return _cut(span, [*commas, min(also, key=lambda joint: abs(joint[0] - middle))])
    if commas:
        return None
    branches = _BRANCHES.search(plain, begin, stop) if size == 3 else None
    if branches is not None:
        whole = (branches.end(), stop)
        return [(Supplied(branch, *branches.span()), whole) for branch in branches[0]]
    twins = _TWINS.search(plain, begin, stop) if size == 2 and apart else None
    if twins is not None:
        parts = [(twins.start(), twins.start() + 1), (twins.start() + 1, twins.start() + 2)]
        front = ((begin, twins.start()),) if begin < twins.start() else ()
        return [(*front, part, (twins.end(), stop)) for part in parts]
    both = _PEOPLE.search(plain, begin, stop) if size == 2 else None
    if both is not None:
        front = ((begin, both.start()),) if begin < both.start() else ()
        joint = (both.start(), both.start() + 2)
        return [(*front, Supplied(place, *joint), (joint[1], stop)) for place in ("城镇", "农村")]
    return None


def _head(plain: str, span: Span) -> int | None:
    """Where the head noun of a span begins (水利|投资), ``None`` when its end is no known one."""
    match = _HEAD.search(plain, max(span[0], span[1] - 16), span[1])
    return match.start() if match else None


def distribute(plain: str, items: list[Piece]) -> list[Piece]:
    """Completes 交通 | 水利投资 to 交通投资 | 水利投资, 起数 | 死亡人数 with the beginning of the first."""
    spans = [item[0] for item in items if len(item) == 1 and not isinstance(item[0], Supplied)]
    if len(spans) != len(items):
        return items
    last_begin, last_stop = spans[-1]
    etc = plain.rfind("等", last_begin, last_stop)
    if last_begin < etc < last_stop - 1 <= etc + _TAIL and plain[etc - 1] not in "高初中平同优均":
        shared = (etc + 1, last_stop)
        whole: list[Piece] = [(span, shared) for span in spans[:-1]]
        return [*whole, ((last_begin, etc), shared)]
    head = _head(plain, spans[-1])
    part = plain.find("占", last_begin + 2, last_stop)
    if part > 0 and plain.find("占", spans[0][0], last_begin) < 0:
        # 农业、工业增加值占全市比重: what comes before 占 is shared too.
        inner: list[Piece] = [*items[:-1], ((last_begin, part),)]
        return [(*item, (part, last_stop)) for item in distribute(plain, inner)]
    rate = _RATE.search(plain, *spans[-1])
    if rate is not None and rate.start() > last_begin and not any(_RATE.search(plain, *span) for span in spans[:-1]):
        # 投资、消费增速: the rate is that of each of them.
        inner = [*items[:-1], ((last_begin, rate.start()),)]
        return [(*item, rate.span()) for item in distribute(plain, inner)]
    twin = _TWIN.match(plain, last_begin, last_stop)
    if twin is not None and twin.end() < last_stop and _TWIN.fullmatch(plain, *spans[-2]):
        return [_complete(plain, spans, place, twin.end()) for place in range(len(spans))]
    width = spans[-2][1] - spans[-2][0]
    modifier = _MODIFIER.match(plain, last_begin + width)
    alike = width >= 2 and last_begin + width < last_stop and plain[spans[-2][1] - 1] == plain[last_begin + width - 1]
    if alike and _head(plain, spans[-2]) is None:
        head = last_begin + width  # 国控 | 省控断面优良比例: alike up to there
        return [_complete(plain, spans, place, head) for place in range(len(spans))]
    if modifier and head is not None and _head(plain, spans[-2]) is None and modifier.end() <= head:
        head = last_begin + width  # 城镇 | 农村人均住房面积: as long as its neighbour
    return [_complete(plain, spans, place, head) for place in range(len(spans))]


def _complete(plain: str, spans: list[Span], place: int, head: int | None) -> Piece:
    begin, stop = spans[place]
    own = _head(plain, spans[place])
    if own is None:
        shared = head is not None and head > spans[-1][0]
        if head is not None and plain[stop - 1] == "业" and plain.startswith("产业", head):
            head += 2  # 制造业 | 战略性新兴产业增加值: 制造业增加值
        return ((begin, stop), (head, spans[-1][1])) if shared and head is not None else ((begin, stop),)
    first = _head(plain, spans[0])
    # 生产安全事故起数 | 死亡人数; but 一般公共预算收入 | 税收收入 end alike: these stand each for itself.
    if first is None or not place or first == spans[0][0] or stop - begin > 4:
        return ((begin, stop),)
    if not plain[own:stop].endswith(plain[first : spans[0][1]]):
        return ((spans[0][0], first), (begin, stop))
    return ((begin, stop),)
