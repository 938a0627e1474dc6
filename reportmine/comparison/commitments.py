"""What a plan promises: numeric targets, named actions and tasks whose doing can be checked, clause by clause.

Takes an ``Edition``, gives ``Commitment``s in the order of the text. The words that decide stand in
data/commitments.toml. Read next: ``horizons.py`` (by when), ``tasks.py`` (what an office makes of them).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from reportmine.comparison.edition import Clause, Edition, Sentence, plain
from reportmine.comparison.horizons import deadline, horizons
from reportmine.comparison.model import CommitmentKind
from reportmine.lexicon import alternatives, strings
from reportmine.model import Action, Indicator
from reportmine.patterns import regex
from reportmine.text import normalise, simplify

# A clause of fewer characters names nothing that can be checked.
_SHORTEST = 5
# A first sentence of one clause and this length is the heading of its paragraph, when others follow.
_RUN_IN = 13
# A first sentence of this length or less, with a number, is the heading of its paragraph.
_HEADING = 40
_NUMBER = regex(
    r"\s*(?:[—–-]{1,2}|[●•■◆]|[（(][一二三四五六七八九十\d]{1,3}[）)]|[一二三四五六七八九十]{1,3}、|\d{1,2}[.．、](?!\d)"
    r"|第[一二三四五六七八九十]{1,2}[，、]|[一二三四五六七八九十]{1,2}[是要](?=[^\s，]{2}))\s*"
)
_NUMBERED = regex(r"\s*(?:[（(][一二三四五六七八九十\d]{1,3}[）)]|[一二三四五六七八九十]{1,3}、|\d{1,2}[.．、](?!\d))")
# A target that is set against another figure instead of a number.
_RELATIVE = regex(
    r"(?:[与同和跟][^，。；、]{0,8}?(?:增长|增速|发展|提高|增幅|生产率|收入|价格)[^，。；、]{0,6}?"
    r"(?:(?:保持|基本|实现)*(?:同步|相?匹配|相适应|持平|相当)))"
    r"|(?:不低于|高于|快于|低于|不高于|不超过|好于|优于|不少于)(?:全国|全省|全市|上年|去年|往年|同期|平均|经济增|GDP|财政|地区生产总值)"
    r"[^，。；、]{0,10}|零增长"
)
_MEASURE = regex(r"增长|增速|增幅|收入|支出|经费|占比|比重|规模|贷款|价格|投入|工资|报酬|供应量|率|赤字|排放")
_FORECAST = regex(r"预计|预测|据测算|可望|有望")
# What a government expects of its own money is a promise.
_OWN = regex(r"减税|退税|减负|减轻|降费|安排|拨付|发行|下达")
_TOLD = regex(
    r"可以|能够|[^为除好]了(?!解)|已(?:经|建|设|达|完|开|在)|意味着|相当于|始终是|考虑了|综合考虑|主要考虑|考虑到|符合.{0,12}(?:实际|要求)$"
    r"|高校毕业生(?:将?达|将?超|将有|总?规模)|亿[多余]?(?:中国|人民|人口|农民|各族)"
)
_CIRCUMSTANCE_END = regex(
    r"(?:为[^，]{0,4}(?:重点|着力点|抓手|导向|目标|主线|契机|牵引|引领|核心|基础|依托|突破口|支撑|载体|主|统领|根本|中心)|部分|的(?:企业|人员|地区|群众|事项|项目|家庭|产品|行为|问题|案件|单位|农民工)|[下上中里时后前]|基础上|方面|方向|同时|原则|要求|契机|需求)$"
)
_RESULT_BEHIND = regex(
    r"(?:不断|更好|进一步|有力|切实|充分)*(?:促进|增强|激发|实现|提升|满足|释放).{0,14}(?:发展|增长|公平|共赢|信心|活力|动力|需要|需求|转型升级|良性循环|稳定|和谐|水平|能力|潜力|效益|合力)$"
)
_SETTING = regex(r"[在从除](?=.{2,40}(?:中|条件下|前提下|基础上|方面|同时|以后|之后|过程中|之外|以外)$)")
# When something is to be done, before its verb.
_WHEN = regex(
    r"^(?:到|在|于)?(?:(?:20\d\d年|今年)?(?:\d{1,2}月(?:底|份|中旬|末)?|年底|年末)(?:之?前|以前)?|(?:19|20)\d\d年(?:底?前)?)"
)
_GOALS_OPEN = regex(r"(?:目标|指标)(?:任务)?(?:是|为)?：?$")
_COPULA = regex(
    r"(?<![但就都还若])是(?!否)|已经?|了$|需要|没有|可以|能够|有利于|取决于|已(?:经|建|设|达|完|开|在)|意味着|具有|仍然|面临"
)
_STATEMENT = regex(
    r"(?<![但就都还若凡特尤于先仅])(?<!尤其)(?<!特别)是(?!否)|如逆水|将长期|长期存在|必须依靠|不能忽视|在这里|还有很多|要有.{0,8}[光感]|不可能|也不[大小多少]|处于|意义$|才能|希望"
)
_BACK = regex(r"回顾|成就|工作总结|过去|(?:执行|完成)情况")
_AHEAD = regex(r"安排|建议|部署|任务|目标|打算|今后|展望|设想|意见")
_APPEAL = regex(r"^让我们|我们(?:一定|坚信|相信|深知)|(?:各位代表|同志们)[！，]|紧密团结|伟大旗帜")


class Commitment(NamedTuple):
    """A clause of a plan: ``text[start:end]``, without closing mark and number.

    ``subject`` is the number of a target, the words of a target set against another figure (与经济增长同步, then
    without ``indicator``), or the name of an action; ``deadline`` is the period it is due in as far as the text says
    so, ``due`` the year by whose end it is due; ``section`` the innermost heading. ``action`` is ``None`` for a
    name that only the commitment shows (完善…制度).
    """

    kind: CommitmentKind
    start: int
    end: int
    sentence: Sentence
    subject: tuple[int, int] | None = None
    indicator: Indicator | None = None
    action: Action | None = None
    deadline: str | None = None
    due: int | None = None
    section: str | None = None


class _Piece(NamedTuple):
    """A clause with those before it that only say for whom or how; ``first`` when it opens its sentence."""

    start: int
    end: int
    #: The deciding clause, without blanks, half-width and simplified, without its number.
    plain: str
    first: bool
    #: Where the deciding clause begins, and whether its object stands in the clause before it (把…的农民工，).
    core: int
    has_object: bool


def find_commitments(edition: Edition) -> tuple[Commitment, ...]:
    """The commitments of a plan in the order of the text, those of a longer plan among them (``due``)."""
    year = edition.year or edition.report.year
    due = horizons(edition, year) if year else {}
    planned = _planned_sections(edition)
    looking_back = _reviews(edition)
    indicators = _By(edition.report.indicators)
    actions = _By(edition.report.actions)
    found: list[Commitment] = []
    opened: set[int] = set()
    aims: set[tuple[float | None, str]] = set()
    sentences = edition.sentences
    for sentence, following in zip(sentences, (*sentences[1:], None), strict=False):
        opens = sentence.paragraph not in opened
        opened.add(sentence.paragraph)
        if not _in_plan(sentence, planned, looking_back):
            continue
        section = (edition.headings(sentence.section) or (None,))[-1]
        explains = any(one.plain.startswith(_words("explains")) for one in sentence.clauses)
        guides = any(word in sentence.plain for word in _words("guides"))
        no_task = explains or guides or (opens and _is_heading(sentence, following))
        lists_goals = _lists_goals(sentence, indicators)
        running = due.get(sentence.start, year)
        for piece in _pieces(edition, sentence):
            named = deadline(edition.text[piece.start : piece.end], year) if year else None
            if named:
                # 到2025年，A达到…，B达到…: what follows in the sentence is due then too. So it is behind 今年.
                running = named.year
            for one in _in_piece(edition, sentence, piece, indicators, actions, lists_goals, no_task):
                if explains and one.indicator and (one.indicator.value, one.indicator.unit) in aims:
                    continue
                if one.indicator:
                    aims.add((one.indicator.value, one.indicator.unit))
                found.append(
                    one._replace(
                        deadline=named.text if named else str(running) if running != year else None,
                        due=running,
                        section=section,
                    )
                )
    return tuple(found)


class _By:
    """Indicators or actions by where they stand."""

    def __init__(self, ones: Iterable[Indicator | Action]) -> None:
        self._ones = sorted(ones, key=lambda one: (one.start, one.end))
        self._starts = [one.start for one in self._ones]

    def within(self, start: int, end: int) -> Sequence[Indicator | Action]:
        """Those that begin in a stretch."""
        return self._ones[bisect_left(self._starts, start) : bisect_left(self._starts, end)]


def _planned_sections(edition: Edition) -> frozenset[int]:
    """The outermost sections most of whose text plans."""
    sizes: dict[int, Counter[str]] = defaultdict(Counter)
    for sentence in edition.sentences:
        for section in _above(edition, sentence.section):
            sizes[section][sentence.label or "other"] += len(sentence.plain)
    return frozenset(section for section, size in sizes.items() if 2 * size["priority"] > size.total())


def _reviews(edition: Edition) -> frozenset[int]:
    """The sections whose headings, or those above them, say that they look back; lessons in them bind nobody."""
    found: set[int] = set()
    for section in edition.report.sections:
        heading = plain(section.heading)
        back = _BACK.search(heading) is not None and _AHEAD.search(heading) is None
        if back or section.parent in found:
            found.add(section.id)
    return frozenset(found)


def _above(edition: Edition, section: int | None) -> Iterator[int]:
    while section is not None:
        yield section
        section = edition.sections[section].parent


def _in_plan(sentence: Sentence, planned: frozenset[int], looking_back: frozenset[int]) -> bool:
    """A sentence of the plan, or one in its midst that was taken for something else than a problem."""
    if _APPEAL.search(sentence.plain) is not None:
        return False
    if sentence.section in looking_back:
        return False
    return sentence.label == "priority" or (sentence.label == "other" and sentence.section in planned)


def _is_heading(sentence: Sentence, following: Sentence | None) -> bool:
    """The first sentence of a paragraph that only names what the others tell (大力提振消费。)."""
    if following is None or following.paragraph != sentence.paragraph:
        return False
    if _NUMBERED.match(sentence.plain) is not None:
        return len(sentence.plain) <= _HEADING
    return len(sentence.clauses) == 1 and len(sentence.plain) <= _RUN_IN


def _lists_goals(sentence: Sentence, indicators: _By) -> bool:
    if any(word in sentence.plain for word in _words("goals")):
        return True
    targets = [one for one in indicators.within(sentence.start, sentence.end) if one.status == "target"]
    return 2 * len(targets) >= len(sentence.clauses) >= 3


def _pieces(edition: Edition, sentence: Sentence) -> Iterator[_Piece]:
    """The clauses of a sentence; one that only says for whom, where or how goes with the one after it."""
    text = edition.text
    start: int | None = None
    first, has_object = True, False
    for clause in sentence.clauses:
        here = _begin(text, clause)
        if here >= clause.end:
            continue
        words = _WHEN.sub("", simplify(normalise(plain(text[here : clause.end]))), count=1)
        if _is_circumstance(words) and clause is not sentence.clauses[-1]:
            start = here if start is None else start
            has_object = has_object or words.startswith(("把", "将", "对", "给", "凡"))
            continue
        yield _Piece(here if start is None else start, clause.end, words, first, here, has_object)
        start, first, has_object = None, False, False


def _begin(text: str, clause: Clause) -> int:
    match = _NUMBER.match(text, clause.start, clause.end)
    return match.end() if match else clause.start


def _in_piece(
    edition: Edition,
    sentence: Sentence,
    piece: _Piece,
    indicators: _By,
    actions: _By,
    lists_goals: bool,
    no_task: bool,
) -> Iterator[Commitment]:
    if _regex("stated").search(piece.plain) or _TOLD.search(piece.plain):
        return
    if _FORECAST.search(piece.plain) and not _OWN.search(piece.plain):
        return
    bare = Commitment("task", piece.start, piece.end, sentence)
    targets = [
        one for one in indicators.within(piece.core, piece.end) if isinstance(one, Indicator) and one.status == "target"
    ]
    names = [
        one
        for one in actions.within(piece.start if piece.has_object else piece.core, piece.end)
        if isinstance(one, Action) and one.status != "done"
    ]
    for target in targets:
        yield bare._replace(kind="target", subject=(target.start, target.end), indicator=target)
    if not targets and (span := _relative(edition.text, piece)):
        yield bare._replace(kind="target", subject=span)
        return
    stands = _is_task(piece, lists_goals) and not no_task
    if names and (stands or _promises_name(piece)):
        for action in names:
            yield bare._replace(kind="action", subject=(action.start, action.end), action=action)
    elif stands and not targets:
        span = _named(edition.text, piece)
        yield bare._replace(kind="action", subject=span) if span else bare


def _relative(text: str, piece: _Piece) -> tuple[int, int] | None:
    if _led("result").match(piece.plain) or _MEASURE.search(piece.plain) is None:
        return None
    match = _RELATIVE.search(text, piece.core, piece.end)
    return match.span() if match else None


def _promises_name(piece: _Piece) -> bool:
    words = piece.plain
    return not (_led("principle").match(words) or _led("result").match(words) or _STATEMENT.search(words))


def _is_circumstance(words: str) -> bool:
    """For whom, where or how, with no verb of its own: 对符合条件的企业."""
    if _led("result").match(words):
        return False
    if _SETTING.search(words):
        return True
    match = _led("circumstance").match(words)
    if match is None:
        return False
    # 对承担任务的人员: the verb before the last 的 is no predicate.
    return _CIRCUMSTANCE_END.search(words) is not None or not _has_verb(words, max(match.end(), words.rfind("的") + 1))


def _is_task(piece: _Piece, lists_goals: bool) -> bool:
    words = piece.plain
    if len(words) < _SHORTEST or words.endswith(_words("slogan_ends")):
        return False
    if _led("result").match(words) or _led("principle").match(words):
        return words.startswith(("贯彻", "认真贯彻", "全面贯彻")) and "《" in words
    if not piece.first and (_regex("result_behind").match(words) or _RESULT_BEHIND.match(words)):
        return False
    if lists_goals:
        return _GOALS_OPEN.search(words) is None
    if piece.has_object:
        return True
    if _STATEMENT.search(words):
        return False
    return _led("verbs").match(words) is not None or _disposes(words) or _subject_first(words)


def _disposes(words: str) -> bool:
    """将…纳入…, 对…给予…: the object goes before the verb."""
    match = _led("circumstance").match(words)
    return match is not None and _has_verb(words, match.end())


def _has_verb(words: str, start: int) -> bool:
    return _regex("verbs").search(words, start) is not None or _regex("after_subject").search(words, start) is not None


def _subject_first(words: str) -> bool:
    return _regex("after_subject").search(words, 2) is not None and _COPULA.search(words) is None


def _named(text: str, piece: _Piece) -> tuple[int, int] | None:
    match = _naming().fullmatch(text, piece.start, piece.end)
    return match.span("name") if match else None


@cache
def _words(key: str) -> tuple[str, ...]:
    return strings("commitments", key)


@cache
def _regex(key: str) -> re.Pattern[str]:
    return regex(f"(?:{alternatives(_words(key))})")


@cache
def _led(key: str) -> re.Pattern[str]:
    """What stands at the beginning of a clause, behind adverbs and modal verbs."""
    words = alternatives(_words(key))
    if key == "principle":
        # 坚持和完善…机制 and 更加注重把…转变为… are tasks.
        words += "|坚持(?!和完善|和加强)|注重(?!把)"
    # No more adverbs than this: every way to cut them is tried.
    return regex(f"(?:{alternatives(_words('before_verb'))}){{0,6}}?(?:{words})")


@cache
def _naming() -> re.Pattern[str]:
    before, verbs, heads = (alternatives(_words(key)) for key in ("before_verb", "naming_verbs", "naming_heads"))
    # 的长效机制 is no name.
    return regex(
        f"(?:{before}){{0,4}}?(?:{verbs})(?:好)?(?P<name>(?!建立|构建|健全|完善|落实|发展|形成|的|性|同|与|和|各)"
        f"[^，。；：“”]{{2,30}}(?:{heads})(?<!体制机制)(?<!长效机制)(?<!的机制)(?<!各项制度))"
        r"(?:(?:谈判|后续|进程|取得|签署|生效|早日|建设|政策|实施方式|帮扶措施)[^，。；：]{0,8})?"
    )
