"""Takes the noun out of a clause before a number: 去年全市粮食总产量达到约 → 粮食总产量.

Takes spans of a text, gives spans of the same text; knows the words that lead into a name, link it to its
number, compare it, date it or only limit its scope (data/indicator_cues.toml). Read next: ``names.py``.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from functools import lru_cache
from itertools import accumulate, count
from operator import add

from reportmine.indicators.endings import Endings
from reportmine.indicators.pieces import Span
from reportmine.lexicon import load, strings
from reportmine.text import normalise, simplify

STOPS = "，。；：！？\n"
_STOP = re.compile(f"[{STOPS}]")
SENTENCE_END = frozenset("。！？\n；")
_SENTENCE_STOP = re.compile("[。！？\n；]")
# Punctuation of another width; between digits it belongs to a number (1,735, 2:1).
_NARROW = re.compile(r"[;()!?,:](?:(?<![,:])|(?!\d)|(?<!\d.))")
_WIDE = {",": "，", ":": "：", ";": "；", "(": "（", ")": "）", "!": "！", "?": "？"}


# Every step of the indicators asks for the whole text.
@lru_cache(maxsize=2)
def readable(text: str) -> str:
    """The text as the patterns expect it, one to one: simplified, of normal width, with Chinese punctuation.

    >>> readable("產值1,735万元,增長５%;")
    '产值1,735万元，增长5%；'
    """
    plain = _NARROW.sub(lambda match: _WIDE[match[0]], simplify(normalise(text)))
    return plain.replace("\u200b", " ").replace("\ufeff", " ").replace("\r", " ")


def ends_of(mark: re.Pattern[str], plain: str) -> list[int]:
    """The offsets behind all places of a pattern that matches one character, without a loop over them."""
    ends: list[int] = list(map(add, accumulate(map(len, mark.split(plain))), count(1)))
    ends.pop()
    return ends


class Clauses:
    """Where the clauses of one text begin, found once: each figure asks for its own several times."""

    def __init__(self, plain: str) -> None:
        self._starts = [0, *ends_of(_STOP, plain)]
        self._sentences = [0, *ends_of(_SENTENCE_STOP, plain)]

    def start(self, position: int, limit: int = 0) -> int:
        """The beginning of the clause that ends at an offset, not before ``limit``."""
        start = self._starts[bisect_right(self._starts, position) - 1]
        return start if start > limit else limit

    def sentence(self, position: int) -> int:
        """The beginning of the sentence that an offset lies in."""
        return self._sentences[bisect_right(self._sentences, position) - 1]

    def sentences(self) -> list[int]:
        """Where all sentences begin, in order."""
        return self._sentences


class Spots:
    """Where a pattern without look-ahead matches in one text, found once: most spans hold none of it."""

    def __init__(self, pattern: re.Pattern[str], plain: str) -> None:
        self._search = pattern.search
        self._plain = plain
        spans = [match.span() for match in pattern.finditer(plain)]
        self._starts = [start for start, _ in spans]
        self._ends = [end for _, end in spans]

    def search(self, begin: int, stop: int) -> re.Match[str] | None:
        """The first match between two offsets."""
        first = bisect_right(self._ends, begin)
        if first == len(self._ends) or self._starts[first] >= stop:
            return None
        return self._search(self._plain, begin, stop)


def cues(*keys: str) -> tuple[str, ...]:
    """A word list of data/indicator_cues.toml."""
    return strings("indicator_cues", *keys)


def any_of(words: Iterable[str]) -> str:
    """A pattern for one of the words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(set(words), key=len, reverse=True))


def initials(words: Iterable[str]) -> frozenset[str]:
    """The first characters of words: to look one up is many times faster than to try a pattern of all words."""
    return frozenset(word[0] for word in words)


_YEAR = r"(?:(?:\d ?){4}|\d{2,3}[xX×*]{1,2}|[一二三四五六七八九〇○零]{4})年"
_FEW = r"[一二三四五六七八九十两几近\d]{1,3}"
_TIME = (
    r"(?:"
    rf"(?:(?:\d{{4}}|[一二三四五六七八九〇○零]{{4}})年?[到至—\-])?{_YEAR}"
    r"(?:以来|上半年|年?[初底末](?:以?前|之前)?|以?前|之前|全年|\d{1,2}月[底末]?)?"
    r"|[去今上本明前全近当]年(?:[底末初内]|以来|上半年|\d{1,2}月[底末]?)?"
    r"|“[一二三四五六七八九十]{1,3}五”(?:时期|期间|以来|规划|[末初])?"
    rf"|(?:连续|近|过去|未来|今后|这|(?<=[由从])前)?{_FEW}年(?:来|间|前|中(?!央|国(?!家)|[等部小西])|里|内|多)?"
    r"|(?:\d{1,2}[—\-至到~])?\d{1,2}月份?(?:[底末]|以来)?|到?本世纪(?:末|中叶|初)?"
    r"|从[^，。；、]{1,8}?(?:开始|起)"
    r"|截[至止][^，。；]{0,6}?[月日底末前]|上?年?同期|第?[一二三四上下前]{1,2}(?:个?季度|半年)"
    r"|(?:扣除|考虑|剔除)[^，。；]{1,20}?(?:因素|影响)后?|按[^，。；]{1,10}?(?:计算|口径)"
    r")"
)
_TIME_INITIALS = "0123456789一二三四五六七八九十〇○零两第上下去今本明前全近当年“连过未这到从截同扣考剔按"
_LEAD = re.compile(
    rf"(?P<time>{_TIME})|[一二三四五六七八九十]{{1,3}}是|（[一二三四五六七八九十\d]{{1,3}}）|[①-⑳]|\d{{1,3}}[.、．](?!\d(?!\d{{3}}年))"
    rf"|第[一二三四五六七八九十]{{1,2}}[，、](?!第)|{any_of(cues('lead', 'words'))}"
)
_LEAD_INITIALS = initials((*cues("lead", "words"), *_TIME_INITIALS, *"（①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"))
# 可能达到, but 产能|达到.
_LINKS = (
    *cues("link", "words"),
    *("能达到", "能够达到", "平均为", "平均达", "平均达到", "平均在", "设定为", "设定在", "确定为"),
)
_REACHED = ("实现", "累计实现", "共实现", "预计实现")
_DONE = ("完成", "累计完成", "共完成", "预计完成")
_CHANGES = cues("change", "up") + cues("change", "down") + cues("change", "flat")
_CHANGE = any_of(_CHANGES)
# 比上年, 较2020年底, 比各项贷款平均增速: a comparison, not the noun 比重, 占比, 收入比.
_COMPARED = (
    r"(?:(?:(?<!性别)(?<![占之评对攀可])比(?![重例率值])|较|快于|高于|低于|优于|好于|慢于|高出|领先|大于|少于|超过)"
    r"(?=[^，。；]{0,24}[年期季月全平计预原初末时前省国控目“])[^，。；：]{1,24}?(?:相比|比较|相较)?"
    r"|[与同][^，。；：、]{1,16}(?:相比|比较|相较|同期比|年比))"
)
_TRAIL = {
    "level": Endings(_LINKS, _TIME, _COMPARED, _REACHED + _DONE),
    "change": Endings((*_LINKS, *_CHANGES), _TIME, _COMPARED, _REACHED),
    "rank": Endings((*_LINKS, *cues("rank", "words")), _TIME, None, _REACHED),
}
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
_SCOPE = re.compile(rf"[对向]|{any_of(cues('scope', 'words') + cues('lead', 'words'))}|{_TIME}")
_SCOPE_INITIALS = initials((*"对向", *cues("scope", "words"), *cues("lead", "words"), *_TIME_INITIALS))
_WHOLE_SCOPE = ("全", "我", "本")
# 全区实现|生产总值.
_SCOPE_REACHED = re.compile(
    "(?:全[国省市区县州旗镇乡村盟局厅校院]|[我本][省市区县州]|全自治区)(?:(?:共|累计|预计|一共)?(?:实现|完成)(?!的)|现有|共有|已有|拥有|已(?!经|[建完])|现(?=有))"
)
_ADVERBIAL_ENDS = (
    *("初期", "期间", "时期", "执行中", "过程中", "以前", "以后", "以来", "基础上", "同时", "方面", "条件下", "情况下"),
    *("年景下", "前提下", "形势下"),
    *("以内", "之内", "之年"),
)
_ADVERBIAL = re.compile(rf"(?:在|到|于)?[^，。；“]{{0,12}}(?:{any_of(_ADVERBIAL_ENDS)})")
CHANGE_VERB = re.compile(any_of(word for word in _CHANGES if len(word) > 1))
CHANGE_ONLY = re.compile(rf"新增|{_CHANGE}")
GOVERNS = re.compile(any_of(word for word in cues("verbs", "keep") + cues("verbs", "drop") if len(word) > 1))
# 支持龙头企业牵头|组建创新联合体: somebody else does it.
_HELPED = re.compile(
    r"(?:支持|鼓励|引导|推动|组织|指导|帮助)[^，。；：、\d]{1,14}?(?:企业|高校|院所|机构|单位|地方|各地|部门|学校|医院|银行|园区|群众|农户)"
    "(?:牵头|联合|共同|自主)?(?:组建|建设|创建|建立|设立|开展|实施|打造|培育|开发|参与|举办|建成)"
)
# 会同公安机关办理涉校案件: what was dealt with stands behind the verb.
_COVERBS = ("会同", "联合", "协助", "配合", "协同", "携手", "与", "依托", "借助")
_WITH = re.compile(r"(?!联合[国社体会])(?:{})".format("|".join(_COVERBS)))
# 在周边国家实施民生项目: where it was done; 在校生, 在建项目 are nouns.
_IN_PLACE = re.compile("在(?![校建岗职线册库读营途运学编孵园谈产])[^，。；：]{3,}")
_KEPT = frozenset(cues("verbs", "keep"))
# 危房改造“清零”行动|改造危房: the work, not the campaign it was done in.
_DONE_IN_IT = any_of(word for word in cues("verbs", "keep") if len(word) > 1 and word not in ("惠及", "覆盖", "解决"))
_FRAMED = re.compile(rf"[^，。；：]{{2,24}}(?:行动|斗争|战役|攻坚战|活动)(?=(?:{_DONE_IN_IT})[^，。；：]{{2}})")
_FRAME_FROM, _FRAME_SIGNS = 8, frozenset("动斗战")
# 化肥（按有效成份计算）由…: how it was counted is no part of the name.
_ASIDE = re.compile(r"(?<!^)（(?:按|含|不含|包括|以|其中|不包括)[^（）]{1,24}）\Z")
# 甲、乙、丙等项目投资: what the items are is said behind them.
_ETC_FROM, _ETC_TAIL = 20, 4
# These say nothing without the list: 水泥、砖瓦、原煤等产品的产量.
_OF_THE_LIST = ("方面", "产品", "商品", "产业", "行业", "物资")
# 这样就能为早日实现|粮食产量翻一番.
_TO_REACH = re.compile("[^，。；]{0,8}?(?:可以|能够|将要|为)[^，。；、]{0,10}?实现")
_GROWS = re.compile("(?:年均|平均每年)?增长")
_INVESTED = ("投资", "投资额")
_PAIRS = (("“", "”"), ("（", "）"), ("《", "》"))


def is_level(plain: str, begin: int, position: int) -> bool:
    """Whether ``position`` is outside quotes and brackets opened since ``begin``."""
    return all(
        plain.count(opening, begin, position) <= plain.count(closing, begin, position) for opening, closing in _PAIRS
    )


# The same heads come again and again, and each is asked about by several rules.
@lru_cache(maxsize=4096)
def says_nothing(text: str) -> bool:
    """Whether this is only place, time and small words: 去年全省, 其中, 在调整初期."""
    position = 0
    while position < len(text):
        match = _SCOPE.match(text, position) if text[position] in _SCOPE_INITIALS else None
        if match is None:
            return text.endswith(_ADVERBIAL_ENDS) and _ADVERBIAL.fullmatch(text) is not None
        position = match.end()
    return True


def noun_of(plain: str, clause: Span, form: str, *, paired: bool = False) -> Span:
    """The noun phrase of a clause that ends at a number; an empty span when there is none.

    Args:
        plain: the normalised text.
        clause: from the beginning of the clause to the number.
        paired: the clause is a list that is paired with numbers; then all of it counts.
        form: ``level`` keeps a verb of change at the end (森林面积增加), ``change`` and ``rank`` do not.
    """
    begin, stop = clause
    if not paired:
        begin = _last_action(plain, begin, stop)
    begin = _behind_verb(plain, begin, stop)
    if stop - begin > _FRAME_FROM and not _FRAME_SIGNS.isdisjoint(plain[begin:stop]):
        framed = _FRAMED.match(plain, begin, stop)
        begin = framed.end() if framed is not None else begin
    closing = plain.rfind("）", begin, stop)
    if closing >= 0 and plain.find("（", begin, closing) < 0:
        begin = closing + 1  # the bracket was opened in another clause
    trail = _TRAIL[form]
    while begin < stop:
        if plain[stop - 1] == " ":
            stop -= 1
            continue
        start = trail.start(plain, begin, stop)
        if start == stop:
            break
        stop = start
    if plain.startswith("）", stop - 1) and (aside := _ASIDE.search(plain, begin, stop)) and aside.start() > begin:
        stop = aside.start()
    if plain[begin:stop] == "经济" and (grows := _GROWS.match(plain, stop)) is not None:
        stop = grows.end()
    while begin < stop and plain[begin] in _LEAD_INITIALS:
        match = _LEAD.match(plain, begin, stop)
        if match is None or match.end() == begin or _begins_word(plain, match, stop):
            break
        begin = match.end()
    reached = _SCOPE_REACHED.match(plain, begin, stop) if plain.startswith(_WHOLE_SCOPE, begin, stop) else None
    if reached is not None and reached.end() < stop:
        begin = reached.end()
    if form == "change" and (reached := _TO_REACH.match(plain, begin, stop)) is not None and stop - reached.end() > 2:
        begin = reached.end()
    if not paired and stop - begin > _ETC_FROM:
        begin = _behind_list(plain, begin, stop)
    if plain[begin:stop] in _INVESTED and plain.startswith("完成", begin - 2) and begin - 2 >= clause[0]:
        begin -= 2
    return (begin, stop) if begin < stop else (stop, stop)


def _behind_list(plain: str, begin: int, stop: int) -> int:
    """Where the noun begins that tells what a list of three or more is of: 甲、乙、丙等|项目投资."""
    etc = plain.rfind("等", begin, stop)
    if etc < 0 or stop - etc <= _ETC_TAIL or plain[etc - 1] in "高初中平同优均":
        return begin
    if plain.startswith(_OF_THE_LIST, etc + 1):
        return begin
    if plain.find("用于", begin, etc) >= 0 or not is_level(plain, begin, etc):
        return begin
    return etc + 1 if plain.count("、", begin, etc) > 1 else begin


def _behind_verb(plain: str, begin: int, stop: int) -> int:
    """Where the noun begins in 与高校、企业对接专利技术: behind the last verb, when a coverb opens the clause."""
    helped = _HELPED.match(plain, begin, stop)
    if helped is not None and stop - helped.end() > 1 and is_level(plain, begin, helped.end()):
        return helped.end()
    place = plain.startswith("在", begin) and _IN_PLACE.match(plain, begin, stop) is not None
    if not place and (not plain.startswith(_COVERBS, begin, stop) or _WITH.match(plain, begin, stop) is None):
        return begin
    last = None
    for verb in GOVERNS.finditer(plain, begin + 2, stop):
        if verb.end() < stop - 1 and is_level(plain, begin, verb.start()):
            last = verb
    if last is None:
        return begin
    # 在村级阵地新建各类棚室: the verb says what happened, as it would without the place.
    return last.start() if place and last[0] in _KEPT else last.end()


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
