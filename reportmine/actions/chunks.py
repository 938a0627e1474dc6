"""Cutting a paragraph into chunks that may be names, and chunks into lists.

Takes the normalised text of one paragraph; gives ``Group`` objects: items joined by 、 和 与 及 or by quotes
side by side, with the verb that governs them and what follows 等. Brackets are masked first: no comma or
verb in “…”, 《…》 or （…） is a boundary. Read next: ``light.py``, then ``names.py``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

import msgspec

from reportmine.actions import lexicon
from reportmine.actions.light import strip_light
from reportmine.actions.words import Words

QUOTE, TITLE, PAREN = lexicon.QUOTE, lexicon.TITLE, lexicon.PAREN
# Longer brackets hold sentences, not names.
_LONGEST = 60
_BRACKETS = {
    "“": ("”", QUOTE),
    "‘": ("’", QUOTE),
    "「": ("」", QUOTE),
    '"': ('"', QUOTE),
    "《": ("》", TITLE),
    "〈": ("〉", TITLE),
    "（": ("）", PAREN),
    "(": (")", PAREN),
}
_OPENING = re.compile("[" + re.escape("".join(_BRACKETS)) + "]")
_STOPS = frozenset("。！？；，：…\n!?;,:”“《》（）()①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳")
# A comma may stand inside a number: 1,735.
_STOP = re.compile("[" + re.escape("".join(_STOPS - {","})) + "]")
_FILLS = frozenset((QUOTE, TITLE, PAREN))
_AND = frozenset("和与及暨或")
_NUMERIC = frozenset("0123456789数一二两三四五六七八九十百千几○〇零X×*＊第")
# What may be a boundary where no word is: most characters that begin one are none.
_SIGNS = _STOPS | _AND | _NUMERIC | frozenset("等的了着以—-年日")
_ETC_WORDS = ("等奖", "等级", "等待", "等次", "等于", "等教", "等学", "等院")
_PARTICIPLES = ("了解", "着力", "着眼", "着重")
_DIGITS = re.compile(r"[0-9][0-9.,]{0,15}(?:多|余)?(?:万亿|[万亿千百])?(?:多|余)?")
_NUMERAL = re.compile(r"(?:数)?[一二两三四五六七八九十百千几○〇零]{1,6}(?:多|余)?[万亿]?")
_BLANK = re.compile(r"[X×*＊]{1,8}(?:多|余)?(?:万亿|[万亿千百])?(?:多|余)?")
_ORDINAL = re.compile(r"第[一二三四五六七八九十百零〇0-9]{1,6}(?:个五年|[届次轮期号])?")
_SPACE = re.compile(r" {1,4}")
# 三年 and 二期 belong to names (供水改革三年行动), 3年 does not.
_DIGIT_ONLY = frozenset("年月日天期站道人名号部门回区户位对")
# 一是, 二要: what follows is a point of a list. 三十条措施 is what a document is called.
_POINT = re.compile("[一二三四五六七八九十]{1,3}[是要](?![素求闻点])")
# 年产12万吨石英砂项目: the capacity belongs to the name.
_CAPACITY = re.compile(
    "(?:年产|日产|日处理|日供水|年处理|年加工)(?:[0-9.]{1,8}|[一二三四五六七八九十百千两]{1,6})[多余]?[万亿千]{0,2}"
    "(?:吨|台|套|辆|件|只|立方米|千瓦|头|羽|平方米|片|颗|米|公里)"
    "(?=[\u4e00-\u9fffA-Za-z()]{1,16}(?:项目|工程|生产线|装置|基地|工厂))"
)
# 蓝天、碧水、净土三大保卫战: the number sums the items up.
_TOGETHER = ("两大", "三大", "四大", "五大", "六大")
# What a verb may open: it ends with a head, and nothing stands between that ends a name.
_NAMED = re.compile("[^，。；：、！？\n0-9]{3,26}?(?:行动|工程|计划|方案|攻坚战|规划|纲要|条例)(?![者力])")
# 云岭港30万吨级航道: the size belongs to the name.
_SIZED = re.compile(
    "(?:[万亿]?吨|万?千瓦)级"
    "(?=[^，。；：、]{0,6}(?:航道|泊位|码头|通航|船闸|港池|锚地)|[^，。；：、]{2,6}(?:工程|项目|装置|基地))"
)
_WHOSE = ("", "全面", "我省", "我市", "我县", "我区", "全省", "全市", "我国")
_CREATED = ("示范", "先进", "试点")
_CLAUSES = ("措施", "举措", "政策", "意见")
# In 科技兴农六大行动 the number counts what the name has, not the names.
_COUNTED_HEADS = ("行动", "工程", "计划", "专项", "考古")


class Bracket(NamedTuple):
    """``text[start:end]`` with its marks; ``fill`` tells the kind."""

    start: int
    end: int
    fill: str


class Boundary(msgspec.Struct, frozen=True, gc=False):
    """A place where a name must begin or end.

    ``kind`` is stop, verb, adverb, num, list, and, etc or de; ``tag`` is the class of a verb; ``word`` is
    what stands there.
    """

    start: int
    end: int
    kind: str
    tag: str
    word: str


class Chunk(msgspec.Struct, gc=False):
    """Text between two boundaries, with the kinds of both and the verb that governs it.

    ``counted`` is true when a number with its measure stands before it, ``opened`` when it begins with a verb that
    belongs to its name.
    """

    start: int
    end: int
    left: str
    right: str
    verb: str = ""
    verb_word: str = ""
    counted: bool = False
    right_tag: str = ""
    right_word: str = ""
    opened: bool = False


class Group(msgspec.Struct):
    """Chunks of one list, how they are joined (list, and), and the chunk after 等."""

    items: list[Chunk]
    joints: list[str] = []
    follow: Chunk | None = None


def mask(text: str) -> tuple[str, list[Bracket]]:
    """``text`` with every short bracket filled by a private character a place, and the brackets."""
    brackets: list[Bracket] = []
    parts: list[str] = []
    done = 0
    for opening in _OPENING.finditer(text):
        position = opening.start()
        if position < done:
            continue
        closing, fill = _BRACKETS[opening[0]]
        close = text.find(closing, position + 1, position + _LONGEST)
        sentence = fill != PAREN and ("。" in text[position:close] or "；" in text[position:close])
        if close > position + 1 and not sentence:
            parts.append(text[done:position])
            parts.append(fill * (close + 1 - position))
            brackets.append(Bracket(position, close + 1, fill))
            done = close + 1
    parts.append(text[done:])
    return "".join(parts), brackets


@cache
def _openings() -> re.Pattern[str]:
    """Where a boundary may begin, and the brackets, which hide what is in them."""
    return lexicon.boundaries().openings(re.escape("".join((*sorted(_SIGNS), "、/", QUOTE, TITLE, PAREN))))


def boundaries(masked: str, brackets: Mapping[int, Bracket], start: int, end: int) -> list[Boundary]:
    """Every boundary of ``masked[start:end]``, in order; ``brackets`` are those of the text by their start."""
    words, position = lexicon.boundaries(), start
    ordered: list[Boundary] = []
    for opening in _openings().finditer(masked, start, end):
        place = opening.start()
        if place < position:
            continue
        char = opening[0]
        if char in _FILLS:
            bracket = brackets.get(place)
            while bracket is not None:
                position = bracket.end
                if bracket.fill == PAREN:
                    break
                # “甲”“乙” and “甲” “乙” are lists.
                gap = _SPACE.match(masked, position)
                beside = brackets.get(gap.end() if gap else position)
                if beside is None or beside.fill != bracket.fill:
                    break
                ordered.append(Boundary(position, beside.start, "list", "", ""))
                bracket = beside
            continue
        found = _boundary_at(masked, place, char, words)
        if isinstance(found, int):
            position = found
        else:
            ordered.append(found)
            position = found.end
    return ordered


def _boundary_at(masked: str, position: int, char: str, words: Words) -> Boundary | int:
    """The boundary at ``position``, or where to look next."""
    if char in "、/":
        return Boundary(position, position + 1, "list", "", char)
    word = words.at(masked, position) if char in words.initials else None
    if word is not None:
        end, tag = position + len(word), words.tags[word]
        if tag == "opaque":
            return end
        return Boundary(position, end, "adverb" if tag == "adverb" else "verb", tag, word)
    if char not in _SIGNS:
        return position + 1
    if char in _STOPS:
        return Boundary(position, position + 1, "stop", "", char)
    if char in _NUMERIC:
        return _number_at(masked, position, char)
    if char in _AND:
        return Boundary(position, position + 1, "and", "", char)
    if char == "等" and not masked.startswith(_ETC_WORDS, position):
        return Boundary(position, position + 1, "etc", "", char)
    if char == "的" or (char in "了着" and not masked.startswith(_PARTICIPLES, position)):
        return Boundary(position, position + 1, "de", "", char)
    if masked.startswith(("——", "--"), position):
        return Boundary(position, position + 2, "stop", "", masked[position : position + 2])
    if char == "-":
        return position + 1
    if masked.startswith("以及", position):
        return Boundary(position, position + 2, "and", "", "以及")
    if char in "年日":
        capacity = _CAPACITY.match(masked, position)
        return capacity.end() if capacity else position + 1
    return position + 1


def _number_at(masked: str, position: int, char: str) -> Boundary | int:
    if char == "第" and (ordinal := _ORDINAL.match(masked, position)):
        return ordinal.end()
    digits = "0" <= char <= "9"
    number = _DIGITS.match(masked, position) if digits else _NUMERAL.match(masked, position)
    if number is None:
        number = _BLANK.match(masked, position)
        digits = number is not None
    if number is None:
        return position + 1
    point = None if digits else _POINT.match(masked, position)
    if point is not None:
        return Boundary(position, point.end(), "stop", "", point[0])
    end = number.end()
    measure = lexicon.measures().at(masked, end) or ""
    if not measure:
        # XX市: the mask is part of the name.
        return end if char not in "X×*＊" else position + 1
    if sized := _SIZED.match(masked, end):
        return sized.end()
    if measure == "条" and not digits and masked.startswith(_CLAUSES, end + 1):
        return end + 1
    if measure == "大" and masked.startswith(_COUNTED_HEADS, end + 1):
        return end + 1
    if not digits and measure in _DIGIT_ONLY:
        return end
    return Boundary(position, end + len(measure), "num", "", number[0] + measure)


def stops_of(masked: str) -> list[int]:
    """Where the stops are: what lies between two of them is a clause, and no list and no name crosses it."""
    return [stop.start() for stop in _STOP.finditer(masked)]


def chunks(masked: str, brackets: Mapping[int, Bracket], start: int, end: int) -> list[Chunk]:
    """The text between the boundaries of the clause ``masked[start:end]``, light words at their beginning left out."""
    found: list[Chunk] = []
    chunk = Chunk(start, start, "stop", "stop")
    closing = Boundary(end, end, "stop", "", masked[end : end + 1])
    for boundary in [*boundaries(masked, brackets, start, end), closing]:
        kind, tag = boundary.kind, boundary.tag
        if tag and chunk.verb == "win" and _inside_title(masked, chunk, boundary):
            continue
        if tag and _opens_name(masked, chunk, boundary):
            if masked[chunk.start : boundary.start] != "全面":
                chunk.start = boundary.start
            chunk.opened = True
            continue
        if boundary.start > chunk.start:
            chunk.end, chunk.right = boundary.start, kind
            chunk.right_tag, chunk.right_word = tag, boundary.word
            strip_light(chunk, masked)
            if chunk.end > chunk.start:
                found.append(chunk)
        after = boundary.end
        if kind == "verb":
            chunk = Chunk(after, after, kind, "", tag, boundary.word)
        elif kind == "stop":
            chunk = Chunk(after, after, kind, "")
        else:
            counted = kind == "num" or (chunk.counted and kind in ("etc", "adverb"))
            chunk = Chunk(after, after, kind, "", chunk.verb, chunk.verb_word, counted)
    return found


def _opens_name(masked: str, chunk: Chunk, boundary: Boundary) -> bool:
    """True for the verb that a name begins with: 启动消除积水点三年行动, 实施加快文化产业发展行动."""
    if chunk.left not in ("verb", "and") or chunk.verb_word not in lexicon.helpers("naming"):
        return False
    if masked[chunk.start : boundary.start] not in _WHOSE:
        return False
    if boundary.word not in lexicon.helpers("opening_names"):
        return False
    named = _NAMED.match(masked, boundary.end)
    behind = lexicon.boundaries().at(masked, boundary.end)
    return named is not None and (behind is None or lexicon.boundaries().tags[behind] == "opaque")


def _inside_title(masked: str, chunk: Chunk, boundary: Boundary) -> bool:
    """True for a verb inside what was won, which ``chunk`` tells of: 入选省政府推动节水工作典型案例."""
    if chunk.verb_word in lexicon.helpers("entering"):
        return False
    if boundary.tag == "create" and chunk.left in ("verb", "list", "and"):
        # 全国生态创建示范县
        return masked.startswith(_CREATED, boundary.end)
    near = chunk.left == "verb" and 0 < boundary.start - chunk.start < 12
    return near and boundary.tag in ("run", "use", "other") and masked[chunk.start] != "为"


def groups(masked: str, brackets: Mapping[int, Bracket], start: int, end: int) -> list[Group]:
    """The chunks of the clause ``masked[start:end]`` put together to lists."""
    found: list[Group] = []
    current: Group | None = None
    awaiting: Group | None = None
    for chunk in chunks(masked, brackets, start, end):
        if awaiting is not None:
            if chunk.left in ("etc", "num"):
                awaiting.follow = chunk
            awaiting = None
        if current is None or chunk.left not in ("list", "and"):
            current = Group([])
            found.append(current)
        else:
            current.joints.append(chunk.left)
            chunk.verb = chunk.verb or current.items[0].verb
        current.items.append(chunk)
        if chunk.right == "etc" or (len(current.items) > 2 and chunk.right_word in _TOGETHER):
            awaiting = current
        if chunk.right not in ("list", "and"):
            current = None
    return found
