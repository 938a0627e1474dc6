"""By which year what a plan says is due: the coming year, or the end of a five-year plan.

Takes an ``Edition``, gives a year for every sentence and, for a stretch of text, the deadline it names.
Read next: ``commitments.py``.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from reportmine.comparison.edition import Edition, plain
from reportmine.patterns import regex
from reportmine.text import normalise, simplify

_NUMERALS = "一二三四五六七八九十"
# “十四五”时期, 第一个五年计划: the plan is named by its number.
_PLAN = regex(
    rf"(?:第([{_NUMERALS}]{{1,2}})个五年(?:计划|规划)|[“\"]([{_NUMERALS}]{{1,2}})五[”\"](时期|期间|规划|计划|末)?)"
)
_COMING = regex(
    r"(?:今后|未来)(?:的)?([三四五3-5十])年|本届政府(?:的)?任期(?!的?最后)|(?:今后|未来)五年|新的五年(?:计划|规划)"
)
# 推动“十五五”开好局 is a task of its first year.
_BEGINS = regex(r"开好?局|起好?步|收官|第一年|首年|圆满")
_TO_YEAR = regex(r"到((?:19|20)\d\d)年|到(?:本?世纪)(末)|到[“\"]([一二三四五六七八九十]{1,2})五[”\"]?末")
_THIS_YEAR = regex(r"今年|本年|明年|全年|新的一年|年度")
_YEARS_LONG = regex(
    r"(?:用|力争|在|再用|通过)([两二三四五23456])年(?:左右)?(?:的)?(?:时间|内|努力)|([两二三四五23456])年内"
)
_YEAR_END = regex(r"(?:今年)?(?:年底前?|年内|年末)|今年底")
_MONTH = regex(r"(?<!\d)(1[0-2]|[1-9])月(?:底|末|份|中旬|初)?(?:之?前|以前)|(上半年|前三季度|一季度)")
_WHOLE = regex(r"今年|全年|本年度?")
_OTHER_YEAR = regex(r"(?<!制定)(?<!编制)(?<!落实)(?<!实施)((?:19|20)\d\d)年(?:底|末)?(?:之?前|以前)")
_INTRODUCES = regex(r"目标|任务|要求|思路|考虑|建议|重点|部署")
_DIGITS = {sign: number for number, sign in enumerate(_NUMERALS, 1)} | {"两": 2}
# How far into a paragraph its lead-in reaches.
_HEAD = 60
# Where a sentence says at once what time it is about.
_AT_ONCE = 12


class Deadline(NamedTuple):
    """``text`` is the period in the manner of ISO 8601 (2022, 2022-06), ``year`` the one it ends in."""

    text: str
    year: int


def plan_end(number: int) -> int:
    """The last year of the n-th five-year plan.

    >>> plan_end(1), plan_end(14)
    (1957, 2025)
    """
    # Three years lay between the second plan and the third.
    return 1952 + 5 * number if number < 3 else 1955 + 5 * number


def long_term(text: str, year: int) -> int | None:
    """The last year of the longer plan that a text names; of a plan with a year to run what is said is due in it.

    >>> long_term("“十四五”时期主要目标任务", 2021)
    2025
    """
    found = _long_term(text, year)
    return found[0] if found else None


def _long_term(text: str, year: int) -> tuple[int, int, bool] | None:
    """The last year, where the words stand that tell it, and whether they name a time rather than a document."""
    wide = simplify(normalise(text))
    for match in _PLAN.finditer(wide):
        end = plan_end(_number(match[1] or match[2]))
        if end > year + 1 and _BEGINS.search(wide, match.end(), match.end() + 8) is None:
            return end, match.start(), match[3] in ("时期", "期间", "末")
    if coming := _COMING.search(wide):
        sign = coming[1] or "五"
        years = int(sign) if sign.isdigit() else _DIGITS[sign]
        return year + years - 1, coming.start(), True
    return None


def horizons(edition: Edition, year: int) -> dict[int, int]:
    """For the start of every sentence the year its goals are due by, as headings and lead-in sentences tell."""
    of_section = _sections(edition, year)
    due: dict[int, int] = {}
    # The year for a paragraph that does not say, and for a sentence of the paragraph that does not.
    state, running = year, year
    scope, paragraph = -1, -1
    for sentence in edition.sentences:
        if (root := _root(edition, sentence.section)) != scope:
            scope, state = root, _at_first(edition, root, year)
        settled = of_section.get(sentence.section) if sentence.section is not None else None
        first = sentence.paragraph != paragraph
        paragraph = sentence.paragraph
        head = sentence.plain[:_HEAD]
        found = _long_term(head, year)
        introduces = first and settled is None and _INTRODUCES.search(sentence.plain) is not None
        leads = found is not None and found[1] <= _AT_ONCE and (found[2] or introduces)
        if first:
            running = state if settled is None else settled
        if _names_this_year(head[:_AT_ONCE], year):
            running = year
            if first and settled is None:
                state = year
        elif found and leads and settled in (None, year):
            running = found[0]
            if introduces:
                state = running
        due[sentence.start] = running
        if settled is not None:
            running = settled
    return due


def deadline(text: str, year: int) -> Deadline | None:
    """The deadline that a clause names.

    >>> deadline("6月底前全部退还", 2022), deadline("到2025年达到30%", 2022)
    (Deadline(text='2022-06', year=2022), Deadline(text='2025', year=2025))
    """
    wide = simplify(normalise(plain(text)))
    if match := _TO_YEAR.search(wide):
        named = int(match[1]) if match[1] else 2000 if match[2] else plan_end(_number(match[3]))
        if named >= year:
            return Deadline(str(named), named)
    if (match := _OTHER_YEAR.search(wide)) and int(match[1]) >= year:
        return Deadline(match[1], int(match[1]))
    if match := _YEARS_LONG.search(wide):
        sign = match[1] or match[2]
        named = year + (int(sign) if sign.isdigit() else _DIGITS[sign]) - 1
        return Deadline(str(named), named)
    if match := _MONTH.search(wide):
        month = int(match[1]) if match[1] else {"上半年": 6, "前三季度": 9, "一季度": 3}[match[2]]
        return Deadline(f"{year}-{month:02d}", year)
    if _YEAR_END.search(wide):
        return Deadline(f"{year}-12", year)
    return Deadline(str(year), year) if _WHOLE.search(wide) else None


def _sections(edition: Edition, year: int) -> dict[int, int]:
    """The years of those sections whose headings tell, inherited by the sections below."""
    found: dict[int, int] = {}
    for section in edition.report.sections:
        heading = plain(section.heading)
        longer = long_term(heading, year)
        if longer is not None and not _names_this_year(heading, year):
            found[section.id] = longer
        elif longer is None and _names_this_year(heading, year):
            found[section.id] = year
        elif section.parent in found:
            found[section.id] = found[section.parent]
    return found


def _root(edition: Edition, section: int | None) -> int:
    while section is not None and (parent := edition.sections[section].parent) is not None:
        section = parent
    return -1 if section is None else section


def _at_first(edition: Edition, section: int, year: int) -> int:
    """The year a section begins with: of “十四五”时期目标和2021年重点工作 the longer one, when it stands first."""
    heading = plain(edition.sections[section].heading) if section >= 0 else ""
    found = _long_term(heading, year)
    return found[0] if found and not _names_this_year(heading[: found[1]], year) else year


def _names_this_year(text: str, year: int) -> bool:
    wide = normalise(text)
    return f"{year}年" in wide or _chinese(year) in wide or _THIS_YEAR.search(wide) is not None


@cache
def _chinese(year: int) -> str:
    return "".join("〇一二三四五六七八九"[int(digit)] for digit in str(year)) + "年"


def _number(numeral: str) -> int:
    if len(numeral) == 1:
        return _DIGITS[numeral]
    # 十四; anything else with two signs (五十) names no plan.
    return 10 + _DIGITS[numeral[1]] if numeral[0] == "十" else _DIGITS[numeral[0]]
