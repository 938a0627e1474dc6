"""Finds dates and periods and resolves them against the year of the report.

Takes the text and the report's year, gives ``DateMention``s with ISO values: 去年8月 in a report of
2023 is ``2022-08``. Words are in ``data/dates.toml``. Read next: ``clock.py``, then ``patterns.py``.

Decisions that a reader cannot guess:

* 近两年, 过去五年, N年来 end with the last finished year. That is the year before the report's when it
  is read to a congress (各位代表, or a session line of January to June) and tells of no month after June, else the
  report's own year: a department that reports in August or in December counts the current year in (``clock.py``).
  未来N年 begins with the year after that; 这N年 are the N years that were named just before.
* A month, quarter or half without a year, and 这一年, take the year named before them in the same
  line; else the report's year; except that a congress report means the year before when the month
  is later than its session (unless 前 follows: 6月底前完成 is to come).
* 底 and 末 give the last day: 7月底 → 2023-07-31. 上年 and 当年 lean on another date and give nothing,
  like 近年来, 三年行动, 30年延包.
"""

from __future__ import annotations

import calendar
import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import Any, Literal

import msgspec

from reportmine import lexicon
from reportmine.dates.clock import Clock, read_clock
from reportmine.dates.patterns import Patterns, number
from reportmine.dates.patterns import patterns as compiled
from reportmine.text import normalise, simplify

Grain = Literal["day", "month", "quarter", "half", "year", "range"]


_UP_TO = ("截至", "截止")
# How far back 这五年 looks for the five years it means.
_NAMED_BEFORE, _NAMED_AT_MOST = 60, 50
# From here on the five-year plans end in years that end with 5 and 0.
_PLANS_ALIGNED = 1965


class DateMention(msgspec.Struct, frozen=True):
    """A date or period; ``value`` is YYYY, YYYY-MM, YYYY-MM-DD or two of these with a slash between.

    ``start`` and ``end`` are half-open code points; ``grain`` is what the value measures in (``range``
    for every span of time that is no single day, month, quarter, half or year).
    """

    start: int
    end: int
    value: str
    grain: Grain


def find_dates(text: str, year: int | None) -> list[DateMention]:
    """All dates and periods of ``text`` in order, none overlapping another.

    Args:
        text: the report, or any part of it.
        year: the report's year; without it everything relative is left out.

    >>> [m.value for m in find_dates("去年8月获批，截至7月底完成“十四五”末的目标。", 2023)]
    ['2022-08', '2023-07-31', '2025']
    """
    patterns = compiled()
    norm = simplify(normalise(text))
    clock = read_clock(norm, year)
    found: list[DateMention] = []
    for match in patterns.iso.finditer(norm):
        found += _iso(match)
    named: list[DateMention] = []
    for match in patterns.years.finditer(norm):
        named += _years(match)
    if clock.year is not None:
        for match in patterns.future.finditer(norm):
            named += _future(match, clock)
        named.sort(key=lambda mention: mention.start)
    found += named
    for match in patterns.plan.finditer(norm):
        found += _plan(match, clock)
    for match in patterns.century.finditer(norm):
        found += _century(match, clock)
    if clock.year is not None:
        for match in patterns.past.finditer(norm):
            found += _these(match, clock, named) if match["pre"] == "这" else _past(match, clock, named)
        shifts = lexicon.load("dates")["pairs"]
        for match in patterns.pairs.finditer(norm):
            first, last = shifts[match.group()]
            found += _between(match, clock.year + first, clock.year + last)
    taken = _without_overlaps(found)
    return _without_overlaps(taken + list(_points(norm, clock, taken)))


def _without_overlaps(found: list[DateMention]) -> list[DateMention]:
    """In order; of two that overlap the one that starts first, of two that start together the longer."""
    kept: list[DateMention] = []
    for mention in sorted(found, key=lambda m: (m.start, -m.end)):
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return kept


def _between(match: re.Match[str], first: int, last: int) -> list[DateMention]:
    if first == last:
        return [DateMention(match.start(), match.end(), f"{first}", "year")]
    return [DateMention(match.start(), match.end(), f"{first}/{last}", "range")] if first < last else []


def _past(match: re.Match[str], clock: Clock, named: list[DateMention]) -> list[DateMention]:
    """近三年, 五年来 end with the last finished year; 过去二十八年 are the 28 years named before, 1953年到1980年."""
    count = number(match["n"] or match["bare"])
    if count > 10 and count % 5:
        before = _before(named, match)
        for mention in reversed(named[max(0, before - _NAMED_AT_MOST) : before]):
            first, _, last = mention.value.partition("/")
            if len(first) == len(last) == 4 and int(last) - int(first) == count - 1:
                return _between(match, int(first), int(last))
    return _between(match, clock.finished - count + 1, clock.finished)


def _these(match: re.Match[str], clock: Clock, named: list[DateMention]) -> list[DateMention]:
    """这五年 takes the five years that were named just before it, in ``named`` in order; else the last five."""
    count = number(match["n"])
    if count == 1 and not match["suf"]:
        return []  # 这一年 is the year spoken of; see _points
    before = _before(named, match)
    if before and match.start() - named[before - 1].end <= _NAMED_BEFORE:
        first, _, last = named[before - 1].value.partition("/")
        if len(first) == len(last) == 4 and int(last) - int(first) == count - 1:
            return _between(match, int(first), int(last))
    return _past(match, clock, named)


def _before(named: list[DateMention], match: re.Match[str]) -> int:
    """How many of ``named`` stand before the match."""
    return bisect_right(named, match.start(), key=lambda mention: mention.start)


def _future(match: re.Match[str], clock: Clock) -> list[DateMention]:
    """今后五年, said in the last year of a five-year plan, means the next plan."""
    count = number(match["n"])
    assert clock.year is not None
    plan_ends = clock.year % 5 == 0 and count % 5 == 0 and clock.year > _PLANS_ALIGNED
    before = clock.year if plan_ends else clock.finished
    return _between(match, before + 1, before + count)


def _iso(match: re.Match[str]) -> list[DateMention]:
    year, month, day = int(match[1]), int(match[3]), int(match[4])
    if not (1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]):
        return []
    return [DateMention(match.start(), match.end(), f"{year}-{month:02}-{day:02}", "day")]


def _years(match: re.Match[str]) -> list[DateMention]:
    """2021—2025年, 1953年到1957年, 2019年10月至2020年3月. Two bare numbers must look like years."""
    first, last = number(match["ya"]), number(match["yb"])
    if not 1500 <= first <= last <= 2199 or (not match["unit"] and not 1900 <= first < last):
        return []
    if (match["ma"] is None) != (match["mb"] is None):
        return []
    if match["ma"]:
        value = f"{first}-{number(match['ma']):02}/{last}-{number(match['mb']):02}"
        return [DateMention(match.start(), match.end(), value, "range")]
    return _between(match, first, last)


def _plan(match: re.Match[str], clock: Clock) -> list[DateMention]:
    """“十四五”时期 → 2021/2025, “十四五”末 → 2025, 第七个五年计划 → 1986/1990, “十四五”前四年 → 2021/2024."""
    plans = lexicon.load("dates")["plans"]
    if match["running"]:
        return _running_plan(match, clock)
    name = match["nth"] or (match["quoted"] or match["bare"])[:-1]
    ordinal = number(name)
    if str(ordinal) in plans["early"]:
        first, last = plans["early"][str(ordinal)]
    else:
        first = plans["third_starts"] + 5 * (ordinal - 3)
        last = first + 4
    edge = match["edge"]
    if edge == "以来":
        if clock.year is None or clock.year < first:
            return []
        last = clock.year
    elif edge == "开局之年":
        last = first
    elif edge:
        first = last
    elif match["part"]:
        return _part(match, first, last)
    return _between(match, first, last)


def _running_plan(match: re.Match[str], clock: Clock) -> list[DateMention]:
    """五年计划的前三年: of the plan that the report's year lies in."""
    if clock.year is None or not match["part"]:
        return []
    plans = lexicon.load("dates")["plans"]
    starts = [first for first, _ in plans["early"].values()] + list(range(plans["third_starts"], clock.year + 1, 5))
    first = max((start for start in starts if start <= clock.year), default=0)
    return _part(match, first, first + 4) if first else []


def _part(match: re.Match[str], first: int, last: int) -> list[DateMention]:
    """The years of 前四年, 后三年, 第一年 in a plan of five."""
    count = number(match["pn"])
    if not 1 <= count <= 5:
        return []
    if match["part"] == "后":
        return _between(match, last - count + 1, last)
    last = first + count - 1
    return _between(match, last if match["part"] == "第" else first, last)


def _century(match: re.Match[str], clock: Clock) -> list[DateMention]:
    """本世纪末, 20世纪80年代, 八十年代, 本世纪头二十年. A bare decade is one of the twentieth century."""
    if match["dec"]:
        first = 1900 + number(match["dec"])
        return _between(match, first, first + 9)
    word = match["c"]
    if word[0] in "本上下":
        if clock.year is None:
            return []
        base = (clock.year - 1) // 100 * 100 + {"本": 0, "上": -100, "下": 100}[word[0]]
    else:
        base = (number(word) - 1) * 100
    if match["cdec"]:
        first = base + number(match["cdec"])
        return _between(match, first, first + 9)
    if match["chead"]:
        return _between(match, base + 1, base + number(match["chead"]))
    final = base + (100 if match["cpos"] == "末" else 50)
    return _between(match, final, final)


def _points(norm: str, clock: Clock, taken: list[DateMention]) -> Iterator[DateMention]:
    """Years, halves, quarters, months and days, each with the year it stands in."""
    patterns = compiled()
    context = lexicon.load("dates")["context"]
    blocked, compares = tuple(context["no_month_after"]), tuple(context["no_anchor_before"])
    anchor: int | None = None
    anchor_end = anchor_month = 0
    spans = iter(taken)
    block = next(spans, None)
    for match in patterns.point.finditer(norm):
        while block is not None and block.end <= match.start():
            block = next(spans, None)
        if block is not None and block.start < match.end():
            continue
        groups = match.groupdict()
        if groups["y"] or groups["rel"]:
            year = number(groups["y"]) if groups["y"] else _relative(groups["rel"], clock, patterns)
            if year is None or not 1500 <= year <= 2199 or _is_age(norm, match):
                continue
            compared = norm[max(0, match.start() - 4) : match.start()].endswith(compares)
            compared = compared or norm.startswith("同期", match.end())
            current = clock.year is None or year <= clock.year
            if current and not compared:
                anchor, anchor_end = year, match.end()
                anchor_month = number(groups["m"]) if groups["m"] else 0
            yield from _resolve(match, groups, "", year, clock)
            continue
        if norm[max(0, match.start() - 2) : match.start()].endswith(blocked):
            continue
        if groups["bthis"] and norm.startswith("，即", match.end()):
            continue
        if anchor is not None and norm.find("\n", anchor_end, match.start()) >= 0:
            anchor = None
        anchor_end = match.end()
        year = _bare_year(norm, match, groups, clock) if anchor is None else anchor
        if anchor is not None and clock.year is not None and anchor < clock.year and groups["bm"]:
            # 去年8月获批，截至7月底…: a state of affairs is not older than what went before.
            lately = norm.startswith(_UP_TO, max(0, match.start() - 2))
            year = anchor + 1 if lately and number(groups["bm"]) < anchor_month else anchor
        if year is not None:
            yield from _resolve(match, groups, "b", year, clock)


def _relative(word: str, clock: Clock, patterns: Patterns) -> int | None:
    return None if clock.year is None else clock.year + patterns.shifts[word]


def _is_age(norm: str, match: re.Match[str]) -> bool:
    """2000年的历史, 近2000年历史 are lengths of time."""
    return norm[match.end() : match.end() + 3].lstrip("的").startswith(("历史", "文明"))


def _bare_year(norm: str, match: re.Match[str], groups: dict[str, Any], clock: Clock) -> int | None:
    """The year of a month, quarter or half that has none and no other date before it in its line."""
    if clock.year is None or clock.finished == clock.year:
        return clock.year
    if groups["bthis"]:
        return clock.year if norm.startswith(("将", "要"), match.end()) else clock.finished
    if norm[match.end() : match.end() + 2].startswith(tuple(lexicon.strings("dates", "context", "to_come"))):
        return clock.year
    month = groups["bm"] or groups["bmb"] or groups["bfirstm"]
    if month is not None and clock.month is not None and number(month) <= clock.month:
        return clock.year
    if groups["bq"] and clock.month is not None and 3 * number(groups["bq"][-1]) < clock.month:
        return clock.year
    return clock.finished


def _resolve(
    match: re.Match[str], groups: dict[str, Any], prefix: str, year: int, clock: Clock
) -> Iterator[DateMention]:
    """One match of the point pattern with its year known; ``prefix`` tells the groups of a bare tail."""

    def get(name: str) -> str | None:
        found: str | None = groups[prefix + name]
        return found

    start, end = match.span()
    value, grain = _value(get, year, match, prefix)
    if value is None:
        return
    if get("since"):
        if clock.year is None:
            end -= 2
        elif value.split("/")[0] < f"{clock.year}" and year < clock.year:
            value, grain = f"{value.split('/')[0]}/{clock.year}", "range"
    yield DateMention(start, end, value, grain)


def _value(get: Any, year: int, match: re.Match[str], prefix: str) -> tuple[str | None, Grain]:
    edge = match["bedge"] if prefix else match["hedge"]
    if edge:
        return (f"{year}-01", "month") if edge.endswith("初") else (f"{year}-12-31", "day")
    if half := get("half"):
        return (f"{year}-01/{year}-06" if half[0] == "上" else f"{year}-07/{year}-12"), "half"
    if first := get("firstq"):
        last = 3 * number(first[1])
        return f"{year}-01/{year}-{last:02}", "range"
    if quarter := get("q"):
        last = 3 * number(quarter[-1])
        if get("qend"):
            return f"{year}-{last:02}-{calendar.monthrange(year, last)[1]}", "day"
        return f"{year}-{last - 2:02}/{year}-{last:02}", "quarter"
    if first := get("firstm"):
        return f"{year}-01/{year}-{number(first):02}", "range"
    if get("ma"):
        first_month, last = number(get("ma")), number(get("mb"))
        if first_month >= last:
            return None, "range"
        return f"{year}-{first_month:02}/{year}-{last:02}", "range"
    if get("m"):
        return _month_value(get, year)
    return f"{year}", "year"


def _month_value(get: Any, year: int) -> tuple[str | None, Grain]:
    month = number(get("m"))
    name = f"{year}-{month:02}"
    days = calendar.monthrange(year, month)[1]
    position = get("mpos")
    if position in ("底", "末"):
        return f"{name}-{days}", "day"
    if position in ("上旬", "中旬", "下旬"):
        first, last = {"上旬": (1, 10), "中旬": (11, 20), "下旬": (21, days)}[position]
        return f"{name}-{first:02}/{name}-{last:02}", "range"
    if not get("d"):
        return name, "month"
    day = number(get("d"))
    if day > days:
        return None, "day"
    if not get("d2"):
        return f"{name}-{day:02}", "day"
    last_month = number(get("m2")) if get("m2") else month
    last_day = number(get("d2"))
    if (last_month, last_day) <= (month, day) or last_day > calendar.monthrange(year, last_month)[1]:
        return f"{name}-{day:02}", "day"
    return f"{name}-{day:02}/{year}-{last_month:02}-{last_day:02}", "range"
