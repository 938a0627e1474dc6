"""The targets a report sets for its year: growth, prices, jobs, deficit, income and the other usual ones.

Takes a ``Report``, gives ``Measure``s of the family ``target`` in the order of the table (``usual.py``). What has no
number is told too: a target that leans on another, one in words, one that the report says it does not set, one that it
does not mention. Read next: ``usual.py``, ``results.py``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from reportmine.comparison.edition import Clause, Edition, Sentence
from reportmine.comparison.follow_up.relative import read_leaning
from reportmine.comparison.horizons import horizons
from reportmine.comparison.measurements import Measurement, reviewed_year
from reportmine.lexicon import alternatives, load, strings
from reportmine.measures.model import Measure
from reportmine.measures.reading import Reading, read
from reportmine.measures.stated import Stated, choose, overviews
from reportmine.measures.usual import HIGH, YEARS, base_name, families, usual_measures
from reportmine.model import Report
from reportmine.patterns import regex
from reportmine.text import normalise, simplify

#: The notes of targets without a number.
IN_STEP, AHEAD, BEHIND, IN_WORDS, ABSENT, NOT_MENTIONED, MASKED = (
    "in step", "ahead", "behind", "in words", "absent", "not mentioned", "masked",
)  # fmt: skip
_LEANS = {"in-step": IN_STEP, "ahead-of": AHEAD, "behind": BEHIND}
# So many usual targets of the year after make it the year planned for: a report given in autumn.
_AUTUMN = 3
_OVER = regex(r"\d{4}/\d{4}")
_DIGIT = regex(r"\d|百分之|[一二三四五六七八九十]成")
# Ahead of a place instead of another measure: 居民收入增速高于全国平均水平.
_OUTDOES = regex("(?:高于|快于|好于|优于|不低于|不慢于)(全[国省市区州])")
# Behind last year: 物价上涨幅度低于去年, 比上年实际涨幅低一些.
_FALLS_BEHIND = regex("低于(?:去年|上年)|比(?:去年|上年)[^，。；]{0,8}(?:低|回落|下降|缩小)")
_LEANS_ON = regex("同步|匹配|适应|持平|快于|高于|低于|超过|不慢于|好于|优于|比[去上]年")
# 能耗强度目标在规划期内统筹考核 speaks of a target and sets none.
_SPEAKS_OF = regex("目标|指标|考虑|安排|任务|情况")
# 单位GDP能耗完成国家下达任务: the number is somebody else's.
_GIVEN = regex("(?:完成|达到|控制在)[^，]{0,6}(?:下达|目标|任务|指标|要求)")
# How far behind a number 争取更好结果 may stand.
_TAIL = 24


class Plan(NamedTuple):
    """What a report sets for the year to come and for longer, one number for each name.

    ``year`` is the year planned for; ``paragraphs`` are those that plan, ``aims`` those of them that give several of
    the usual targets; ``due`` is the year by which the goals of each sentence are due, by its start.
    """

    edition: Edition
    year: int | None
    coming: dict[str, Stated]
    longer: dict[str, Stated]
    paragraphs: frozenset[int]
    aims: frozenset[int]
    due: dict[int, int]


def measure_targets(report: Report) -> list[Measure]:
    """The usual targets of a report.

    ``name`` is the code of the measure; the high end of a range has a row of its own (``gdp:high``), targets due later
    than the coming year, the yearly averages of five years among them, end with ``:years``; a family (``gdp_growth``)
    repeats the one that stands for it. ``value`` is in ``unit``, a fall negative. ``note`` begins with the modifier
    (``point``, ``about``, ``at least``, ``at most``, ``range``: of the size of a change, as the words have it) or, with
    no value, tells why: ``in step``, ``ahead``, ``behind`` (of what follows ``of=``: a code, last year, a place),
    ``in words``, ``absent``, ``not mentioned``, ``masked``. Behind a semicolon: ``better`` (争取更好结果), ``year=``
    where the plan is for another year than the report's, the years of a longer target, ``measured=`` the name in the
    text.

    A report without a plan has no rows for what it does not mention.
    """
    plan = read_plan(read(report))
    rows = {name: list(_number(plan, name, one)) for name, one in plan.coming.items()}
    for row in _without_number(plan):
        rows.setdefault(row.name, [row])
    if plan.paragraphs:
        for entry in usual_measures().values():
            if entry.usual:
                rows.setdefault(entry.code, [_nothing(entry.code, NOT_MENTIONED)])
    rows |= {name + YEARS: list(_number(plan, name + YEARS, one)) for name, one in plan.longer.items()}
    for family, codes in families().items():
        for years in ("", YEARS):
            if found := next((rows[code + years] for code in _told_first(codes, years, rows)), None):
                rows[family + years] = [
                    _renamed(row, family + years + row.name.removeprefix(base_name(row.name) + years)) for row in found
                ]
    codes_in_order = [*usual_measures(), *families()]
    names = sorted(rows, key=lambda name: (name.endswith(YEARS), codes_in_order.index(base_name(name)), name))
    return [row for name in names for row in rows[name]]


def read_plan(reading: Reading) -> Plan:
    """What a report sets, one number for each name."""
    edition = reading.edition
    found = [one for one in reading.stated if one.indicator.status == "target"]
    year = _planned(edition, [one.one for one in found])
    coming = [one for one in found if one.one.span == "year" and one.one.year == year and not one.average]
    chosen = choose(coming)
    longer = [one for one in found if _is_longer(one.one, year)]
    averages = choose([one for one in longer if one.average])
    planning = {paragraph.id for paragraph in edition.report.paragraphs if paragraph.label == "priority"}
    return Plan(
        edition,
        year,
        chosen,
        choose(longer) | averages,
        frozenset(planning.union(one.indicator.paragraph for one in coming)),
        overviews(coming),
        {} if edition.year is None else horizons(edition, edition.year),
    )


def _planned(edition: Edition, targets: Sequence[Measurement]) -> int | None:
    """The year planned for: the report's own, or the next one where most of the usual targets are of it."""
    year = edition.year
    if year is None:
        return None
    counts = Counter(one.year for one in targets if one.span == "year")
    if counts[year + 1] >= _AUTUMN and counts[year + 1] > counts[year]:
        return year + 1
    reviewed = reviewed_year(edition)
    return year if counts[year] or reviewed is None else reviewed + 1


def _is_longer(one: Measurement, year: int | None) -> bool:
    if year is None or one.year is None or one.year < year:
        return False
    return one.span.startswith(("average", "stretch")) or (one.span == "year" and one.year > year)


def _number(plan: Plan, name: str, one: Stated) -> Iterator[Measure]:
    """The rows of a target with a number."""
    indicator = one.indicator
    remarks = [modifier(one)]
    if _is_better(plan.edition.text, indicator.end):
        remarks.append("better")
    if name.endswith(YEARS):
        remarks.append(_years(one))
    elif plan.year is not None and plan.year != plan.edition.year:
        remarks.append(f"year={plan.year}")
    remarks.append(f"measured={one.measured}")
    row = Measure(
        part="plan", measure="target", name=name, value=one.value, unit=one.unit, note="; ".join(remarks),
        evidence=(one.span,),
    )  # fmt: skip
    yield row
    if one.value_max is not None:
        from msgspec.structs import replace

        yield replace(row, name=name + HIGH, value=one.value_max)


def modifier(one: Stated) -> str:
    """How a number binds: ``point``, ``about``, ``at least``, ``at most``, ``range``, or ``masked``."""
    if one.value is None:
        return MASKED
    if one.value_max is not None:
        return "range"
    return str(load("growth_targets")["modifiers"][one.indicator.bound])


def _is_better(text: str, end: int) -> bool:
    return _better().search(text[end : end + _TAIL].partition("。")[0].partition("；")[0]) is not None


def _years(one: Stated) -> str:
    """Of which years a longer target is: an average over them, a sum over them, or what is there at their end."""
    period = one.indicator.period or ""
    stretch = period if _OVER.fullmatch(period) else None
    if one.average:
        return f"average {stretch or one.one.year}"
    return f"over {stretch}" if stretch else f"by {one.one.year}"


def _without_number(plan: Plan) -> Iterator[Measure]:
    """What the plan says of targets beside numbers, the more telling rows first."""
    own = [sentence for sentence in plan.edition.sentences if _is_of_the_year(plan, sentence)]
    planning = [sentence for sentence in own if sentence.paragraph in plan.paragraphs]
    for sentence in plan.edition.sentences:
        if sentence.paragraph in plan.paragraphs:
            years = "" if _is_of_the_year(plan, sentence) else YEARS
            for clause in sentence.clauses:
                if _LEANS_ON.search(clause.plain):
                    yield from (_renamed(row, row.name + years) for row in _leaning(clause))
    for sentence in own:
        for clause in sentence.clauses:
            if _absence().search(clause.plain) and (named := _named(clause.plain)):
                yield _nothing(named[0], ABSENT, clause)
    for sentence in planning:
        states_aims = sentence.paragraph in plan.aims or any(
            word in sentence.plain for word in strings("growth_targets", "aims", "words")
        )
        for clause in sentence.clauses:
            if (named := _named(clause.plain)) and _is_aim_in_words(clause.plain, named[1], states_aims):
                yield _nothing(named[0], IN_WORDS, clause)


def _is_of_the_year(plan: Plan, sentence: Sentence) -> bool:
    """Whether a sentence may speak of the plan for the coming year: why something is not set is often told apart."""
    if sentence.label in ("achievement", "shortfall") and sentence.paragraph not in plan.paragraphs:
        return False
    return plan.edition.year is None or plan.due.get(sentence.start, plan.edition.year) == plan.edition.year


def _leaning(clause: Clause) -> Iterator[Measure]:
    """The rows of a target set against another measure or a place: of what its words mean, one measure or several."""
    leaning = read_leaning(clause.plain)
    if leaning is not None:
        codes = next((choice for choice in leaning.codes if len(choice) == 1), leaning.codes[0])
        for code in codes:
            if code in usual_measures():
                yield _nothing(code, f"{_LEANS[leaning.rule]}; of={leaning.other or 'last year'}", clause)
        return
    named = _named(clause.plain)
    if named is None or _DIGIT.search(clause.plain) or not _begins(clause.plain, named[1]):
        return
    if outdone := _OUTDOES.search(clause.plain, named[1]):
        yield _nothing(named[0], f"{AHEAD}; of={outdone[1]}", clause)
    elif _FALLS_BEHIND.search(clause.plain, named[1]):
        yield _nothing(named[0], f"{BEHIND}; of=last year", clause)


def _named(plain: str) -> tuple[str, int] | None:
    """The usual measure that a clause names, by the longest of its names, and where that begins."""
    written = simplify(normalise(plain))
    found = max(_words().finditer(written), key=lambda match: len(match[0]), default=None)
    return None if found is None else (_codes_of_words()[found[0]], found.start())


def _is_aim_in_words(plain: str, start: int, states_aims: bool) -> bool:
    """Whether a clause says of a measure, without a number, how it shall be.

    Among the aims of the year that is any (进出口回稳向好); elsewhere one that begins and ends as an aim does
    (保持物价总水平基本稳定).
    """
    if _DIGIT.search(plain) or (_SPEAKS_OF.search(plain) and not _GIVEN.search(plain)):
        return False
    return (states_aims and _begins(plain, start)) or _wished().match(plain) is not None


def _begins(plain: str, start: int) -> bool:
    """Whether a clause begins with the measure that stands at ``start``: 县域生产总值 and 人均生产总值 are others."""
    return _front().fullmatch(plain, 0, start) is not None


def _nothing(code: str, note: str, clause: Clause | None = None) -> Measure:
    entry = usual_measures()[code]
    return Measure(
        part="plan", measure="target", name=code, value=None, unit=entry.units[0] if entry.form == "level" else "%",
        note=note, evidence=() if clause is None else ((clause.start, clause.end),),
    )  # fmt: skip


def _told_first(codes: Sequence[str], years: str, rows: dict[str, list[Measure]]) -> list[str]:
    """The codes of a family that a report gives, those with a number or a measure to lean on first."""
    given = [code for code in codes if code + years in rows]

    def rank(code: str) -> int:
        note = rows[code + years][0].note
        return 2 if note == NOT_MENTIONED else 1 if note == IN_WORDS else 0

    return sorted(given, key=rank)


def _renamed(row: Measure, name: str) -> Measure:
    from msgspec.structs import replace

    return replace(row, name=name)


@cache
def _codes_of_words() -> dict[str, str]:
    return {word: entry.code for entry in usual_measures().values() for word in entry.words}


@cache
def _words() -> re.Pattern[str]:
    return re.compile(alternatives(_codes_of_words()))


@cache
def _better() -> re.Pattern[str]:
    verbs, ends = (alternatives(strings("growth_targets", "better", key)) for key in ("verbs", "ends"))
    return re.compile(rf"(?:{verbs})[^，]{{0,10}}?(?:{ends})")


@cache
def _front() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternatives(strings('growth_targets', 'front', 'words'))}){{0,4}}")


@cache
def _wished() -> re.Pattern[str]:
    verbs, ends = (alternatives(strings("growth_targets", "wishes", key)) for key in ("verbs", "ends"))
    words = alternatives(_codes_of_words())
    return re.compile(rf"(?:{verbs})[^，]{{0,4}}?(?:{words})[^，]{{0,10}}(?:{ends})\Z")


@cache
def _absence() -> re.Pattern[str]:
    denied, setting, aims = (
        alternatives(strings("growth_targets", "absence", key)) for key in ("denied", "setting", "aims")
    )
    instead = alternatives(strings("growth_targets", "absence", "instead"))
    return re.compile(rf"(?:{denied})(?:{setting})[^，。；]{{0,20}}?(?:{aims})|(?:{instead})")
