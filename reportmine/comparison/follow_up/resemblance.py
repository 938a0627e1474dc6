"""How surely a target of one report and a figure of the next are of one measure.

Keys of measures decide, then names and what stands around them. What there is, is told from what came, what was begun
from what was finished, a part from the whole. The words stand in data/follow_up.toml. Read next: ``pairing.py``.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections import Counter
from functools import cache, lru_cache
from typing import NamedTuple

from reportmine.comparison.edition import Edition, plain
from reportmine.comparison.follow_up.terms import alike, background, covered, one_form, tokens, weight
from reportmine.comparison.measurements import Measurement
from reportmine.comparison.naming import is_vague, opposed_words
from reportmine.lexicon import alternatives, strings
from reportmine.model import Indicator
from reportmine.patterns import regex

SAME_KEY = 1.0
# What a name or a sentence must share at the least to be looked at.
_NEAR = 0.15
_HINT = 0.08
# How much of two clauses or sentences must be shared for names that say nothing of their own.
_CLOSE = 0.4
# Names of the same words in another order (安全饮水, 饮水安全) are a little less sure than in the same.
_REORDERED = 0.9
# A clause as a name is less sure than a name, and a long one tells too much.
_BY_CLAUSE, _LONG_CLAUSE = 0.85, 24
# How much of a name must stand in its clause for the clause to be of it.
_NAMED_HERE = 0.5
# Units that figures of all sorts come in; 套, 亩 and 公里 tell what is measured.
_MONEY = ("元", "美元")
_COMMON_UNITS = ("元", "美元", "%", "个百分点", "个", "人", "")
# The weight (inverse sentence frequency) from which a name tells of one thing only; three or four pairs of characters.
_TELLING = 20.0
# That of a name that tells of something at all: 安全饮水.
_NAMED = 12.0
_STATE = regex(r"(?:累计|总数|总量|总里程|保有量|存量|总计|现有|共有|拥有)(?:已?达到?|为|有)?(?:约|近|超过?|突破)?$")
_SUM = regex(r"累计(?:建成|新?建|完成|创建|培育|认定|改造|开工|发展|打造|实施)")
_REACHING = regex(r"达到?|稳定在|保持在|总数|总量|累计|保有量|存量|覆盖|提高到|增加到|扩大到|占")
# What is done with it may stand behind a number: 5个贫困县全部退出.
_BEHIND = 12
# 左右, 以上.
_BOUND = 2
# 比上年增加110万套 is no 新增110万套.
_DIFFERENCE = regex(r"^(?:[比较同与][^，]{0,8})?(?:增加|减少|提高|多|少|降低)了?(?:约|近|超过?)?$")
_MORE_SPENT = regex(r"增加(?:支出|投入|资金|安排|补助)$")
_ALLOTTED = regex(r"(?:新安排|下达|计划安排)$")
_EACH = regex(r"人均|每人|平均每|月人|户均|每户|标准")
#: What says of a figure in a passage on several years that it is of the last of them.
LAST_YEAR = regex(r"去年|全年|(?:19|20)\d\d年(?![至到—-])")
# 累计改造214个，其中去年71个.
_PART_OF_YEARS = regex(r"其中(?:去年|(?:19|20)\d\d年)$")
_NUMBERS = regex(r"[\d.,%％]+[万亿]*元?")


class Placed(NamedTuple):
    """A figure with the clause and the sentence it stands in, blanks left out.

    ``before`` and ``behind`` are the parts of the clause on its two sides; ``following`` is the next figure
    of the text; ``alone`` says that the clause has no other.
    """

    measurement: Measurement
    clause_start: int
    clause: str
    sentence_start: int
    sentence: str
    before: str
    behind: str
    following: Measurement | None
    alone: bool

    @property
    def indicator(self) -> Indicator:
        """The figure itself."""
        return self.measurement.indicator


def place(edition: Edition) -> dict[int, Placed]:
    """The figures of an edition by where they begin."""
    sentences = edition.sentences
    starts = [one.start for one in sentences]
    found: dict[int, Placed] = {}
    figures = edition.measurements
    for one, following in zip(figures, (*figures, None)[1:], strict=True):
        start = one.indicator.start
        at = bisect_right(starts, start) - 1
        if at < 0 or start >= sentences[at].end:
            continue
        sentence = sentences[at]
        clause = next((part for part in sentence.clauses if part.start <= start < part.end), None)
        begin, end, words = clause or (sentence.start, sentence.end, sentence.plain)
        found[start] = Placed(
            measurement=one,
            clause_start=begin,
            clause=words,
            sentence_start=sentence.start,
            sentence=sentence.plain,
            before=plain(edition.text[begin:start]),
            behind=plain(edition.text[one.indicator.end : end]),
            following=following,
            alone=True,
        )
    several = Counter(one.clause_start for one in found.values())
    return {start: one._replace(alone=several[one.clause_start] == 1) for start, one in found.items()}


def likeness(target: Placed, figure: Placed) -> float:
    """How surely two figures are of one measure: 1 and over for the same key, else what names and sentences share."""
    one, other = target.measurement, figure.measurement
    if _adds(target) and _is_state(figure):
        # 培育企业300家 is not answered by 累计986家.
        return 0.0
    mine, theirs = _matter(one), _matter(other)
    names = _alike_in_words(mine, theirs)
    known = one.indicator.code is not None or weight(mine) >= _TELLING
    if known and one.key == other.key and one.indicator.kind == other.indicator.kind:
        return SAME_KEY + 0.3 * names
    around = max(alike(target.clause, figure.clause), alike(target.sentence, figure.sentence))
    # What each is called must stand near the other: names are completed from other words in other years.
    across = math.sqrt(covered(mine, figure.sentence) * covered(theirs, target.sentence))
    wide, other_wide = _around_number(target, mine), _around_number(figure, theirs)
    if wide and other_wide:
        # 农村饮水安全工程使6000万农民受益: the clause tells what the name alone does not.
        names = max(names, _BY_CLAUSE * max(_alike_in_words(mine, other_wide), _alike_in_words(wide, other_wide)))
        if one.base not in (*_MONEY, "%") and weight(mine) >= _NAMED:
            across = max(across, _BY_CLAUSE * covered(mine, other_wide))
    least = min(weight(mine), weight(theirs))
    if is_vague(one.name) and weight(theirs) >= _TELLING:
        # 推进新农保试点，试点范围扩大到23%的县: what it is of stands before.
        across = max(across, covered(theirs, target.sentence))
    if least >= _NAMED and not names and not covered(mine, figure.clause) and not covered(theirs, target.clause):
        return 0.0
    if least < _TELLING:
        # 投资, 新开工建设 say little: what stands around must agree.
        names = max(names * least / _TELLING, 0.9 * across)
    if max(names, across) < _NEAR:
        return 0.0
    if (_anybodys(one) or _anybodys(other)) and _purposes_alike(target, figure) < _CLOSE:
        # 中央财政安排资金 names no purpose.
        return 0.0
    score = 0.5 * names + 0.3 * across + 0.2 * around
    # An uncommon unit and what is counted (开工, 建成) speak for the same measure.
    score += _HINT * (one.base not in _COMMON_UNITS)
    score += _HINT * (one.name.flow == other.name.flow != "")
    if _differs(target, figure) or _opposed(mine, theirs):
        score *= 0.3
    return score


def _alike_in_words(one: str, other: str) -> float:
    """How alike two names are, also where the same words stand in another order."""
    return max(alike(one, other), _REORDERED * _same_words(one, other))


def _around_number(placed: Placed, name: str) -> str:
    """What a clause says besides its number, when it has only the one and names what is measured."""
    words = placed.before + placed.behind
    return words if placed.alone and len(words) <= _LONG_CLAUSE and covered(name, words) >= _NAMED_HERE else ""


@lru_cache(maxsize=8192)
def _same_words(one: str, other: str) -> float:
    """Weight of the words two names share, in whatever order, over the mean weight of both, 0 to 1."""
    a, b = Counter(tokens(one).words), Counter(tokens(other).words)
    worth = background().weight
    total = sum(worth("words", word) * count for word, count in (a + b).items())
    return 2 * sum(worth("words", word) * count for word, count in (a & b).items()) / total if total else 0.0


def _matter(measurement: Measurement) -> str:
    """A name without whose money it is and the words for spending it, which one year chooses and the next does not.

    中央财政用于“三农”的投入 and 中央财政“三农”支出 are of 三农; what is nothing but such words stays.
    """
    core = _without_doing(_PART_OF_YEARS.sub("", measurement.name.core))
    shorter = _of_money().sub("", core) if measurement.base in _MONEY else core
    return shorter if len(shorter) > 1 else core


@lru_cache(maxsize=8192)
def _without_doing(core: str) -> str:
    """滚动实施省级重点项目 and 省级重点项目建设任务 are of 省级重点项目."""
    before, behind = _duty()
    shorter = before.sub("", behind.sub("", core))
    return shorter if len(shorter) > 1 else core


@cache
def _duty() -> tuple[re.Pattern[str], re.Pattern[str]]:
    doing = strings("follow_up", "measures", "doing")
    ends = alternatives((*doing, *strings("follow_up", "measures", "duties")))
    return regex(f"^(?:{alternatives((*doing, '滚动', '最后', '全部'))})+"), regex(f"(?:{ends})+$")


def _anybodys(measurement: Measurement) -> bool:
    """Whether a name tells of money without saying what it is for (中央财政安排资金)."""
    return measurement.base in _MONEY and len(_of_money().sub("", measurement.name.core)) < 2


def _purposes_alike(target: Placed, figure: Placed) -> float:
    """How much of the clauses or sentences of two sums is shared besides the words of spending and the numbers."""
    named = _of_money().sub("", figure.measurement.name.core)
    return max(
        alike(_purpose(target.clause), _purpose(figure.clause)),
        alike(_purpose(target.sentence), _purpose(figure.sentence)),
        # 就业专项资金426亿元 answers 投入420亿元资金，千方百计促进就业.
        covered(named, target.sentence) if len(named) > 1 else 0.0,
    )


@lru_cache(maxsize=4096)
def _purpose(text: str) -> str:
    return _of_money().sub("", _NUMBERS.sub("", text))


@cache
def _of_money() -> re.Pattern[str]:
    words = (*strings("follow_up", "measures", "spending"), *strings("follow_up", "measures", "holders"))
    return regex(alternatives(words))


def _adds(target: Placed) -> bool:
    """Whether a target is an amount to be added or done within the year, not one to be reached."""
    one = target.measurement
    if one.indicator.kind != "level" or _REACHING.search(target.before):
        return False
    return bool(one.name.flow) or bool(_doing().search(target.before))


@cache
def _doing() -> re.Pattern[str]:
    return regex(alternatives(strings("follow_up", "measures", "doing")))


def _is_state(figure: Placed) -> bool:
    """Whether an amount is what there is by now: 总数96家, 保有量4.2万个, 累计建成35个."""
    return figure.indicator.kind == "level" and bool(_STATE.search(figure.before) or _SUM.search(figure.before))


def _differs(target: Placed, figure: Placed) -> bool:
    """Whether one counts what is added and the other what there is, or one a part or a sum that the other is not."""
    one, other = target.measurement, figure.measurement
    if one.indicator.kind == "level" and _flows_differ(target, figure):
        return True
    holders = [{word for word in ("中央", "地方") if word in each.indicator.name} for each in (one, other)]
    if all(holders) and holders[0] != holders[1]:
        return True
    if one.base in _MONEY and bool(_EACH.search(target.before)) != bool(_EACH.search(figure.before)):
        return True
    parts = [word for word in strings("follow_up", "measures", "parts") if not _is_part_of_year(figure, word)]
    return any((word in one.indicator.name) != (word in other.indicator.name) for word in parts)


@lru_cache(maxsize=16384)
def _opposed(one: str, other: str) -> bool:
    """Whether two names differ in a word of which each thing has but one: 小麦 and 稻谷, not 城镇职工 and 职工."""
    for words in opposed_words():
        # What is done is told by the flows.
        if words.name == "doing":
            continue
        mine, theirs = words.find(one_form(one)), words.find(one_form(other))
        if mine and theirs and not any(a in b or b in a or "中小学" in (a, b) for a in mine for b in theirs):
            return True
    return False


def _is_part_of_year(figure: Placed, word: str) -> bool:
    """Whether a word of a sum belongs to the figure before: 累计改造214个，其中去年71个."""
    return (
        word in ("累计", "其中")
        and word not in figure.before.removeprefix("其中")
        and bool(LAST_YEAR.search(figure.before))
    )


def _flows_differ(target: Placed, figure: Placed) -> bool:
    mine, theirs = _flow(target), _flow(figure)
    pair = {mine, theirs}
    if mine == theirs or pair in ({"built", "more"}, {"finished", "built"}, {"finished", "renewed"}):
        # 新增通车里程, 建成通车里程.
        return False
    if pair == {"built", "renewed"}:
        # 改造农村户厕, 新建改建卫生户厕.
        return not ("改" in target.before + target.indicator.name and "改" in figure.before + figure.indicator.name)
    if mine and theirs:
        return True
    if not mine and theirs == "more" and _adds(target):
        # 推动1000家企业上云, 新增上云企业1200家.
        return False
    return bool(pair & {"more", "less"})


def _flow(placed: Placed) -> str:
    """What a figure counts: 增加500万户 and 新增510万户 the same, 5个贫困县摘帽 and 退出 too, 新安排 like 新开工."""
    measurement = placed.measurement
    if _DIFFERENCE.search(placed.before) and len(placed.behind) <= _BOUND:
        return "difference"
    if _MORE_SPENT.search(placed.before):
        return "more"
    flow = measurement.name.flow
    if flow == "new":
        return "more"
    if flow:
        return flow
    words = strings("follow_up", "measures", "reducing")
    near = placed.behind[:_BEHIND] if measurement.base not in _MONEY else ""
    if any(word in measurement.indicator.name or word in near for word in words):
        return "less"
    return "started" if measurement.base not in _MONEY and _ALLOTTED.search(placed.before) else ""
