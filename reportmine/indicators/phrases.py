"""Takes the noun out of a clause before a number: 去年全市粮食总产量达到约 → 粮食总产量.

Takes spans of a text, gives spans of the same text; knows the words that lead into a name, link it to its
number, compare it, date it or only limit its scope (data/indicator_cues.toml). Read next: ``names.py``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from reportmine.lexicon import load, strings

Span = tuple[int, int]

STOPS = "，。；：！？\n"


def cues(*keys: str) -> tuple[str, ...]:
    """A word list of data/indicator_cues.toml."""
    return strings("indicator_cues", *keys)


def any_of(words: Iterable[str]) -> str:
    """A pattern for one of the words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(set(words), key=len, reverse=True))


_YEAR = r"(?:\d{4}|[一二三四五六七八九〇○零]{4})年"
_FEW = r"[一二三四五六七八九十两近\d]{1,3}"
_TIME = (
    r"(?:"
    rf"(?:(?:\d{{4}}|[一二三四五六七八九〇○零]{{4}})年?[到至—\-])?{_YEAR}"
    r"(?:以来|上半年|年?[初底末]|前|全年|\d{1,2}月[底末]?)?"
    r"|[去今上本明前全近当]年(?:[底末初内]|以来|上半年|\d{1,2}月[底末]?)?"
    r"|“[一二三四五六七八九十]{1,3}五”(?:时期|期间|以来|规划|[末初])?"
    rf"|(?:连续|近|过去|未来|今后|这)?{_FEW}年(?:来|间|前|中|里|内|多)?"
    r"|截[至止][^，。；]{0,6}?[月日底末前]|上?年?同期|第?[一二三四上下前]{1,2}(?:个?季度|半年)"
    r"|扣除[^，。；]{1,10}?(?:因素|影响)后?|按[^，。；]{1,10}?(?:计算|口径)"
    r")"
)
_LEAD = re.compile(
    rf"(?P<time>{_TIME})|[一二三四五六七八九十]{{1,3}}是|（[一二三四五六七八九十\d]{{1,3}}）|[①-⑳]|\d{{1,3}}[.、．](?!\d)"
    rf"|第[一二三四五六七八九十]{{1,2}}[，、]|{any_of(cues('lead', 'words'))}"
)
# 可能达到, but 产能|达到.
_LINK = any_of(cues("link", "words")) + "|(?<![产功职智性])能(?:够)?达到"
_CHANGES = cues("change", "up") + cues("change", "down") + cues("change", "flat")
_CHANGE = any_of(_CHANGES)
# 比上年, 较2020年底, 比各项贷款平均增速: a comparison, not the noun 比重, 占比, 收入比.
_COMPARED = (
    r"(?:(?:(?<!占)(?<!之)比(?![重例率值])|较|快于|高于|低于|优于|好于|慢于|高出|领先|大于|少于|超过)"
    r"(?=[^，。；]{0,24}[年期全平计预原初末时前省国控目“])[^，。；：]{1,24}?(?:相比|比较|相较)?"
    r"|[与同][^，。；：、]{1,16}(?:相比|比较|相较|同期比|年比))"
)
_TRAIL = {
    "level": re.compile(rf"(?:{_LINK}|{_TIME}|{_COMPARED})\Z"),
    "change": re.compile(rf"(?:{_LINK}|{_CHANGE}|{_TIME}|{_COMPARED})\Z"),
    "rank": re.compile(rf"(?:{any_of(cues('rank', 'words'))}|{_TIME}|{_LINK})\Z"),
}
_COMPOUND: dict[str, str] = load("indicator_cues")["compound"]
_WHOLE: dict[str, str | list[str]] = load("indicator_cues")["whole"]
_DROPPED_ALONE = frozenset(
    (
        "、",
        "和",
        "与",
        "及",
        "的",
        "了",
        " ",
        "其中",
        "并",
        "必须",
        "可以",
        "远远",
        "一律",
        "计划",
        "要求",
        "实际",
    )
)
_SCOPE = re.compile(rf"{any_of(cues('scope', 'words') + cues('lead', 'words'))}|{_TIME}")
_ADVERBIAL = re.compile(
    r"(?:在|到|于)?[^，。；“]{0,12}(?:初期|期间|时期|执行中|过程中|以前|以后|以来|基础上|同时|方面|条件下|情况下|以内|之内)"
)
CHANGE_VERB = re.compile(any_of(word for word in _CHANGES if len(word) > 1))
CHANGE_ONLY = re.compile(rf"新增|{_CHANGE}")
GOVERNS = re.compile(any_of(word for word in cues("verbs", "keep") + cues("verbs", "drop") if len(word) > 1))
# 会同公安机关办理涉校案件: what was dealt with stands behind the verb.
_WITH = re.compile(r"会同|联合(?!国|社|体|会)|协助|配合|协同|携手|与|依托|借助")
_PAIRS = (("“", "”"), ("（", "）"), ("《", "》"))
# A link is looked for in so many characters before the end of what is left of the clause.
_REACH = 30


def is_level(plain: str, begin: int, position: int) -> bool:
    """Whether ``position`` is outside quotes and brackets opened since ``begin``."""
    return all(
        plain.count(opening, begin, position) <= plain.count(closing, begin, position) for opening, closing in _PAIRS
    )


def says_nothing(text: str) -> bool:
    """Whether this is only place, time and small words: 去年全省, 其中, 在调整初期."""
    position = 0
    while position < len(text):
        match = _SCOPE.match(text, position)
        if match is None:
            return _ADVERBIAL.fullmatch(text) is not None
        position = match.end()
    return True


def noun_of(plain: str, clause: Span, form: str) -> Span:
    """The noun phrase of a clause that ends at a number; an empty span when there is none.

    Args:
        plain: the normalised text.
        clause: from the beginning of the clause to the number.
        form: ``level`` keeps a verb of change at the end (森林面积增加), ``change`` and ``rank`` do not.
    """
    begin, stop = clause
    begin = _last_action(plain, begin, stop)
    begin = _behind_verb(plain, begin, stop)
    closing = plain.rfind("）", begin, stop)
    if closing >= 0 and plain.find("（", begin, closing) < 0:
        begin = closing + 1  # the bracket was opened in another clause
    trail = _TRAIL[form]
    while begin < stop:
        match = trail.search(plain, max(begin, stop - _REACH), stop)
        if match is None or _ends_word(plain, match, begin):
            break
        stop = match.start()
    if plain[begin:stop] == "经济" and plain.startswith("增长", stop):
        stop += 2
    while begin < stop:
        match = _LEAD.match(plain, begin, stop)
        if match is None or match.end() == begin or _begins_word(plain, match, stop):
            break
        begin = match.end()
    return (begin, stop) if begin < stop else (stop, stop)


def _behind_verb(plain: str, begin: int, stop: int) -> int:
    """Where the noun begins in 与高校、企业对接专利技术: behind the last verb, when a coverb opens the clause."""
    if _WITH.match(plain, begin, stop) is None:
        return begin
    last = None
    for verb in GOVERNS.finditer(plain, begin + 2, stop):
        if verb.end() < stop - 1 and is_level(plain, begin, verb.start()):
            last = verb
    return last.end() if last is not None else begin


def _ends_word(plain: str, match: re.Match[str], begin: int) -> bool:
    """Whether a short link is the end of another word: 国有, 自由, 通过, 新增."""
    before = plain[max(begin, match.start() - 1) : match.start()]
    return bool(before) and before in _COMPOUND.get(match[0], "")


def _begins_word(plain: str, match: re.Match[str], stop: int) -> bool:
    """Whether a leading word is the beginning of a noun: 新能源, 年产量, 在校学生."""
    if match["time"]:
        return False
    if match.end() == stop:
        return match[0] not in _DROPPED_ALONE
    whole = _WHOLE.get(match[0], "")
    return whole == "*" or plain.startswith(tuple(whole), match.end())


def _last_action(plain: str, begin: int, stop: int) -> int:
    """Behind the last 、 of the clause when another action begins there (优化生态、新增企业300家)."""
    position = stop
    while (position := plain.rfind("、", begin, position)) >= 0:
        if not is_level(plain, position, stop) or not is_level(plain, begin, position):
            continue
        verb = GOVERNS.match(plain, position + 1, stop)
        first = GOVERNS.match(plain, begin, position)
        if verb and verb.end() < stop and not (first and first.end() == position):
            return position + 1
        if CHANGE_VERB.search(plain, begin, position) and CHANGE_VERB.search(plain, position, stop):
            return position + 1
    return begin
