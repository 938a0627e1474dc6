"""The problems the reports admit over time: those that return, new ones, those no longer admitted.

Takes editions in order of time, gives ``ShortfallTrend``s. A problem is a clause, or a run of clauses that name one
difficulty (``find_problems``); problems of different reports are one when they share its matter, by the topics of
data/shortfalls.toml and by rare words. Read next: data/shortfalls.toml.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache
from math import log, sqrt
from typing import TYPE_CHECKING, Any, NamedTuple

from reportmine.comparison.actions.renamings import is_made_of
from reportmine.comparison.edition import Clause, Edition, Sentence, plain
from reportmine.comparison.lineup import are_of_several_places
from reportmine.comparison.model import ShortfallChange, ShortfallTrend
from reportmine.lexicon import alternatives, load, strings
from reportmine.patterns import regex

if TYPE_CHECKING:
    import numpy

#: From this on two problems are one. Chosen on the problems of six reports: see tests/test_compare_shortfalls.py.
ALIKE = 0.45
# What a topic, a rare word and two characters count for beside one another.
_TOPIC, _WORD, _PAIR = 1.0, 0.5, 0.25
# No report admits so many; the comparison grows with their square.
_MOST = 500
# So many fields make a list of them: what is listed matters less than that it is.
_LIST = 3
# What a report without the problem costs a row, up to three of them.
_PAUSE = 0.05
_ORDER: dict[ShortfallChange, int] = {"returns": 0, "new": 1, "gone": 2}
_NUMBER = regex(
    "^(?:[一二三四五六七八九十]+(?:是|、|，)|第[一二三四五六七八九十]+[，,、]?|[（(][一二三四五六七八九十0-9]+[)）]|[0-9]+[.．、])"
)
_DIGITS = regex("[0-9０-９]|[一二三四五六七八九十百千万]{2,}|百分之|[XＸ×*]{2,}")
_SIGNS = regex(r"[\s，。；：、！？,;:!?“”\"‘’（）()《》—…·]+")
_MARKS = "，、。；：！？"
_SAME_SEGMENT = regex("[，,]")


class Problem(NamedTuple):
    """A difficulty a report admits: where it stands, and its words without blanks."""

    report: int
    start: int
    end: int
    plain: str


def compare_shortfalls(editions: Sequence[Edition]) -> tuple[ShortfallTrend, ...]:
    """The problems of all reports: each ``returns``, is ``new`` in the last report, or ``gone`` from it.

    Problems are linked from report to report; one that a report splits in two (消费不振；投资乏力) or puts together
    goes on in both. Of reports of several places, where none is the last, problems that two or more admit are given as
    ``returns``, the others are left out. Those in most reports come first.
    """
    found = [find_problems(edition) for edition in editions]
    problems = [problem for held in found for problem in held]
    if not problems:
        return ()
    alike = _similarities([problem.plain for problem in problems])
    last = editions[-1].id
    places = are_of_several_places(editions)
    trends: list[ShortfallTrend] = []
    for chain in _chains(problems, alike):
        reports = {problems[at].report for at in chain}
        if places:
            if len(reports) < 2:
                continue
            change: ShortfallChange = "returns"
        elif last not in reports:
            change = "gone"
        else:
            change = "returns" if len(reports) > 1 else "new"
        trends.append(
            ShortfallTrend(
                change=change,
                mentions=tuple(
                    editions[problems[at].report].passage(problems[at].start, problems[at].end) for at in chain
                ),
                similarity=_least(chain, problems, alike),
            )
        )

    def rank(trend: ShortfallTrend) -> tuple[int, int, int, int]:
        first = trend.mentions[0]
        return _ORDER[trend.change], -len({one.report for one in trend.mentions}), first.report, first.start

    return tuple(sorted(trends, key=rank))


def find_problems(edition: Edition) -> tuple[Problem, ...]:
    """The problems a report admits, in the order of the text.

    They stand in paragraphs of shortfalls, behind an admission in another paragraph (我们也清醒看到…), and in a
    sentence that turns to one (但…仍…). What announces them, what is intended against them and what went well is
    left out.
    """
    found: list[Problem] = []
    admitting: int | None = None
    for sentence in edition.sentences:
        paragraph = edition.paragraphs[sentence.paragraph]
        told = _pattern("frames").search(sentence.plain) is not None
        if told and paragraph.label != "priority":
            admitting = paragraph.id
        mixed = paragraph.label != "shortfall"
        if paragraph.label == "shortfall" or admitting == paragraph.id:
            found += _problems(edition, sentence, strict=mixed)
        elif paragraph.also == "shortfall" or paragraph.label in ("achievement", "other"):
            found += _turned(edition, sentence)
    # A problem told twice in the same words is one.
    told_first: dict[str, Problem] = {}
    for problem in found:
        told_first.setdefault(problem.plain, problem)
    return tuple(told_first.values())[:_MOST]


def _turned(edition: Edition, sentence: Sentence) -> list[Problem]:
    """The problems behind a 但 of a sentence that begins otherwise, when a 仍 or the like says that they go on."""
    for index, clause in enumerate(sentence.clauses):
        turn = _pattern("turns").match(clause.plain)
        if turn is not None and index and _goes_on_after(clause.plain):
            return _problems(edition, sentence._replace(clauses=sentence.clauses[index:]), strict=True)[:1]
    return []


def _goes_on_after(words: str) -> bool:
    return any(word in words for word in strings("shortfalls", "admitted")) and any(
        word in words for word in strings("shortfalls", "goes_on")
    )


def _problems(edition: Edition, sentence: Sentence, *, strict: bool) -> list[Problem]:
    """The problems of a sentence; with ``strict`` only clauses that say outright that something is wrong."""
    # A sentence that also tells of work and results gives those clauses only that say what is wrong.
    strict = strict or any(
        _pattern("positive", "dutiful").search(clause.plain) and not _is_problem(clause.plain)
        for clause in sentence.clauses
    )
    runs: list[list[Clause]] = []
    open_run = False
    for index, clause in enumerate(sentence.clauses):
        words = _without_enumerator(clause.plain)
        if _intends(words):
            break
        if _announces(words):
            open_run = False
            continue
        last = sentence.clauses[index - 1]
        apart = index > 0 and not _SAME_SEGMENT.match(edition.text, last.end)
        if (
            open_run
            and not apart
            or runs
            and not apart
            and runs[-1][-1] is sentence.clauses[index - 1]
            and _goes_on(words, runs[-1][-1])
        ):
            runs[-1].append(clause)
        else:
            runs.append([clause])
        open_run = _leans_on_next(words)
    return [
        Problem(edition.id, start, end, plain(edition.text[start:end]))
        for run in runs
        for start, end in [_edges(edition.text, run)]
        if start < end and _admits("，".join(clause.plain for clause in run), strict=strict)
    ]


def _admits(words: str, *, strict: bool) -> bool:
    problem = _is_problem(words)
    if strict:
        return problem and not _pattern("positive").search(words)
    return problem or not _pattern("positive", "dutiful").search(words)


def _is_problem(words: str) -> bool:
    return _problem().search(words) is not None


def _announces(words: str) -> bool:
    """Whether a clause has nothing but the words that announce problems: 发展还面临不少困难和挑战."""
    framed = _pattern("frames").search(words)
    rest = words[framed.end() :] if framed is not None else words
    return is_made_of(_SIGNS.sub("", rest), _announcing())


def _intends(words: str) -> bool:
    return _pattern("intentions").match(words) is not None


def _leans_on_next(words: str) -> bool:
    """Whether a clause only says where or why: 受市场低迷影响, 在住房、教育等方面."""
    lists = load("shortfalls")
    if words.endswith(tuple(lists["before_end"])) or words.startswith(tuple(lists["before_verbs"])):
        return True
    return words.startswith(tuple(lists["before_start"])) and not _is_problem(words)


def _goes_on(words: str, before: Clause) -> bool:
    """Whether a clause adds to the one before it: what it leads to, or a figure for it (企业亏损，亏损面18%)."""
    if words.startswith(tuple(load("shortfalls")["after_start"])):
        return True
    if _DIGITS.search(words) is None:
        return False
    return words[:2] in before.plain or not _is_problem(_DIGITS.sub("", words))


def _without_enumerator(words: str) -> str:
    return words[_behind_enumerator(words) :]


def _edges(text: str, run: Sequence[Clause]) -> tuple[int, int]:
    """Where the problem stands in its clauses: behind 一是, 主要是 and 我们也清醒看到."""
    start, end = run[0].start, run[-1].end
    # An unclosed quotation mark takes the full stop into a clause.
    while end > start and (text[end - 1] in _MARKS or text[end - 1].isspace()):
        end -= 1
    stretch = text[start : run[0].end]
    framed = _pattern("frames").search(stretch)
    cut = _behind_enumerator(stretch, framed.end() if framed is not None else 0)
    while cut < len(stretch) and (stretch[cut].isspace() or stretch[cut] in _MARKS):
        cut += 1
    return start + cut, end


def _behind_enumerator(words: str, at: int = 0) -> int:
    match = _enumerator().match(words, at)
    return match.end() if match is not None else at


def _chains(problems: Sequence[Problem], alike: numpy.ndarray[Any, Any]) -> list[list[int]]:
    """The problems in rows in order of time.

    A problem goes on with the row it is most like; a row that none goes on with takes the problem most like it, though
    that belongs to another row as well.
    """
    import numpy

    chains: list[list[int]] = []
    at = 0
    while at < len(problems):
        report = problems[at].report
        end = at
        while end < len(problems) and problems[end].report == report:
            end += 1
        near = numpy.array([_nearness(chain, problems, alike[at:end]) for chain in chains])
        for row, chain in enumerate(chains):
            near[row] -= min(_PAUSE * (report - problems[chain[-1]].report - 1), 3 * _PAUSE)
        joined: dict[int, list[int]] = {}
        fresh: list[int] = []
        for offset in range(end - at):
            best = int(near[:, offset].argmax()) if len(near) else -1
            if best >= 0 and near[best, offset] >= ALIKE:
                joined.setdefault(best, []).append(at + offset)
            else:
                fresh.append(at + offset)
        for row in range(len(near)):
            if row not in joined and near[row].max() >= ALIKE:
                joined[row] = [at + int(near[row].argmax())]
        for row, held in joined.items():
            chains[row] += held
        chains += [[one] for one in fresh]
        at = end
    return chains


def _nearness(
    chain: Sequence[int], problems: Sequence[Problem], alike: numpy.ndarray[Any, Any]
) -> numpy.ndarray[Any, Any]:
    """How near a row is to each problem of a report: half by its last report, half by all, lest it drift."""
    import numpy

    of_report: dict[int, list[int]] = {}
    for one in chain:
        of_report.setdefault(problems[one].report, []).append(one)
    each = numpy.array([alike[:, held].max(axis=1) for held in of_report.values()])
    nearness: numpy.ndarray[Any, Any] = (each[-1] + each.mean(axis=0)) / 2
    return nearness


def _least(chain: Sequence[int], problems: Sequence[Problem], alike: numpy.ndarray[Any, Any]) -> float:
    """The least similarity of a mention to the nearest one of the report before it in the row; 1 for one report."""
    least = 1.0
    before: list[int] = []
    current: list[int] = []
    for one in chain:
        if current and problems[one].report != problems[current[-1]].report:
            before, current = current, []
        current.append(one)
        if before:
            least = min(least, float(max(alike[one, other] for other in before)))
    return round(max(0.0, min(1.0, least)), 4)


def _similarities(texts: Sequence[str]) -> numpy.ndarray[Any, Any]:
    """Cosines of the problems' topics, words and pairs of characters, rare ones weighing more."""
    import numpy

    counted = [_features(text) for text in texts]
    frequency = Counter(feature for features in counted for feature in features)
    index = {feature: column for column, feature in enumerate(frequency)}
    rows = numpy.zeros((len(texts), len(index)), dtype=numpy.float32)
    for row, features in enumerate(counted):
        for feature, weight in features.items():
            rare = 1 + log((1 + len(texts)) / (1 + frequency[feature]))
            rows[row, index[feature]] = weight * sqrt(rare)
    length = numpy.sqrt((rows * rows).sum(axis=1, keepdims=True))
    rows /= numpy.where(length > 0, length, 1)
    cosines: numpy.ndarray[Any, Any] = rows @ rows.T
    return cosines


def _features(text: str) -> dict[str, float]:
    """What a problem is about: its topics, and of the other words those that not every problem has."""
    from reportmine.segment import cut

    features: dict[str, float] = {}
    text = _pattern("degrees").sub("", text)
    topics = {_topics()[match[0]]: None for match in _topic().finditer(text)}
    features.update({"topic " + topic: _TOPIC for topic in topics})
    if sum(topic in strings("shortfalls", "at_heart") for topic in topics) >= _LIST:
        features["list"] = _TOPIC * _LIST
    rest = _topic().sub("，", text)
    words = [word for word in cut(rest) if word[0].isalnum() and word not in _common() and not _DIGITS.match(word)]
    for word in words:
        features["word " + word] = _WORD
        for pair in zip(word, word[1:], strict=False):
            features["pair " + "".join(pair)] = _PAIR
    if not features:
        # Nothing but words that any problem has: then these have to do.
        features = {"word " + word: _WORD for word in cut(text) if word[0].isalnum()}
    return features


@cache
def _topics() -> dict[str, str]:
    return {word: topic for topic, words in load("shortfalls")["topics"].items() for word in words}


@cache
def _topic() -> re.Pattern[str]:
    return re.compile(alternatives(_topics()))


@cache
def _common() -> frozenset[str]:
    return frozenset(strings("shortfalls", "common"))


@cache
def _announcing() -> frozenset[str]:
    return frozenset(strings("shortfalls", "announcing"))


@cache
def _enumerator() -> re.Pattern[str]:
    return re.compile(f"(?:{_NUMBER.pattern.removeprefix('^')}|{alternatives(strings('shortfalls', 'enumerators'))})*")


@cache
def _problem() -> re.Pattern[str]:
    words = (*strings("label_cues", "groups", "problem", "anywhere"), *strings("shortfalls", "problems"))
    return re.compile(alternatives(words))


@cache
def _pattern(*lists: str) -> re.Pattern[str]:
    return re.compile(alternatives(word for name in lists for word in strings("shortfalls", name)))
