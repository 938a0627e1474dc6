"""Names that every reader knows, wherever they stand: 西气东输, 天然林保护, "菜篮子"市长负责制.

Takes the text of one paragraph; gives ``Known`` objects: where such a name lies and its type. What stands around it may
still tell that nothing was done with it: ``told`` says so. Read next: ``find.py``, which prefers a longer name found by
its form, and data/known_actions.toml.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from reportmine.actions import lexicon
from reportmine.actions.chunks import Chunk
from reportmine.actions.words import class_of
from reportmine.lexicon import strings
from reportmine.model import ActionType
from reportmine.text import normalise

_MARKS = re.compile('[“”‘’「」"]')
_OPENING, _CLOSING = '“‘「"', '”’」"'
# Of two characters it must be all of a quotation.
_SHORT = re.compile('[“‘「"](..)[”’」"]')
# What is built on a known name belongs to it: 退耕还林工程, “证照分离”改革试点.
_BUILT_ON = re.compile(
    '(?:工程|行动计划|三年行动|行动|计划|专项斗争|斗争|攻坚战)(?![方者])|(?<=[”’」"])(?:改革试点|改革|专项行动|活动)|试点(?![省市县区村校单城])'
)
# 八项规定精神 tells of a spirit, 科创板上市 of a firm.
_ELSEWHERE = re.compile(
    "精神|水源|区|期间|时期|沿线|库区|备战|参赛|挂牌|上市|IPO|企业|公司|大桥|银行|节点城市|品牌|国家(?!级)|参[合保]率"
)
_BEHIND_MARKS = re.compile('[”’」"]?')
# 经中老铁路 is the way something goes, 违背…声明 no act.
_ONLY_TOLD = ("经", "由", "像", "如", "违背", "遵循", "沿", "愿意在", "相信，在")
_PLANNING = ("完成", "完成了", "实施", "执行", "实行", "制定", "编制", "实现", "落实", "制订")
_PLANNED = ("胜利", "顺利", "开局", "提前", "完成", "圆满", "全面")
_ATTENDED = re.compile("出席|亲临|健儿|筹办|赴")


class Known(NamedTuple):
    """A known name at ``text[start:end]``."""

    start: int
    end: int
    type: ActionType


@cache
def _by_first() -> Mapping[str, Sequence[tuple[str, ActionType]]]:
    """The known names with their types by the first three characters, the longest first."""
    names = {normalise(name): kind for kind in lexicon.TYPES for name in strings("known_actions", kind)}
    found: dict[str, list[tuple[str, ActionType]]] = {}
    for name in sorted(names, key=len, reverse=True):
        found.setdefault(name[:3], []).append((name, names[name]))
    return found


@cache
def _openings() -> re.Pattern[str]:
    """Where a known name may begin: a class for each of its first five characters, which passes over nearly all of a
    text faster than a look at the names would.
    """
    names = [name for listed in _by_first().values() for name, _ in listed if len(name) > 2]
    ways = [_classes([name[1:5] for name in names if min(len(name), 5) == size]) for size in (5, 4, 3)]
    return re.compile(_classes([name[0] for name in names]) + "(?=" + "|".join(ways) + ")")


def _classes(words: Sequence[str]) -> str:
    """A class of characters for each place of ``words``, which are of one length."""
    return "".join(class_of(set(chars)) for chars in zip(*words, strict=True))


def known_names(text: str) -> Iterator[Known]:
    """The known names of ``text`` in order, read without its quotation marks; none lies in another.

    >>> [text[name.start:name.end] for text in ["落实“米袋子”省长负责制"] for name in known_names(text)]
    ['“米袋子”省长负责制']
    """
    by_first, bare, covered = _by_first(), _MARKS.sub("", text), 0
    marked = len(bare) < len(text)
    # How many characters of ``bare`` stand before each mark that was left out.
    left_out: list[int] | None = None if marked else []
    for opening in _openings().finditer(bare):
        start = opening.start()
        for word, kind in by_first.get(bare[start : start + 3], ()):
            end = start + len(word)
            if end <= covered or not bare.startswith(word, start):
                continue
            covered = end
            if left_out is None:
                left_out = [mark.start() - count for count, mark in enumerate(_MARKS.finditer(text))]
            last = end - 1
            span = _bounded(text, start + bisect_right(left_out, start), last + bisect_right(left_out, last) + 1)
            if span is not None:
                yield Known(*span, kind)
            break
    for quotation in _SHORT.finditer(text) if marked else ():
        for _, kind in by_first.get(quotation[1], ()):
            yield Known(quotation.start(1), quotation.end(1), kind)


def _bounded(text: str, start: int, end: int) -> tuple[int, int] | None:
    """``start`` and ``end`` with quotation marks in pairs, or None when more letters stand around it."""
    before, behind = text[start - 1 : start], text[end : end + 1]
    joined = before.isascii() and before.isalnum() and text[start].isascii()
    if joined or (behind.isascii() and behind.isalnum() and text[end - 1].isascii()):
        return None
    opened = before != "" and before in _OPENING
    closed = behind != "" and behind in _CLOSING
    marks = _MARKS.findall(text, start, end)
    if len(marks) % 2:
        if marks[0] in _CLOSING and opened:
            start -= 1
        elif closed:
            end += 1
        else:
            return None
    if built := _BUILT_ON.match(text, end + (closed and opened)):
        start, end = start - (opened and closed), built.end()
    return start, end


def told(text: str, name: Known, chunk: Chunk) -> bool:
    """True when the name is only spoken of: a meeting that was attended, a railway goods went by."""
    marks = _BEHIND_MARKS.match(text, name.end)
    behind = marks.end() if marks else name.end
    if _ELSEWHERE.match(text, behind) or text.endswith(_ONLY_TOLD, 0, name.start):
        return True
    if text[name.start : name.end].replace('"', "").replace("”", "").endswith("五计划"):
        # 规定 and 草案 tell of the plan, 完成 and 开局 of carrying it out.
        carried_out = text.endswith(_PLANNING, 0, name.start) and text[behind : behind + 1] != "的"
        return not carried_out and not text.startswith(_PLANNED, behind)
    if name.type == "programme" and text.endswith("实现", 0, name.start):
        return True
    if text.startswith("退", name.start) and text[behind : behind + 1].isdigit():
        # 完成退耕还林2.1万亩 tells of work done.
        return True
    if name.type == "event":
        clause = text[max(0, name.start - 40) : name.start].rpartition("。")[2]
        return text.startswith("上", behind) or _ATTENDED.search(clause) is not None
    if name.type == "designation":
        created = text.startswith(("创建", "称号", "建设"), behind)
        return not (created or chunk.counted or chunk.right == "num" or chunk.verb in ("win", "create", "found", "run"))
    return False
