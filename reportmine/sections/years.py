"""The year a report speaks from, so that 今年 and 去年 can be told.

Takes the blocks of a report and what its head says, gives a year or ``None``. A dated head decides; without
one the opening, the headings, the turns of phrase and at last the years named most are asked, in that order.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from reportmine.patterns import regex
from reportmine.sections.margins import pattern
from reportmine.sections.numbering import numeral

if TYPE_CHECKING:
    from reportmine.sections.layout import Block

# The year of each session of the National People's Congress, first session first; from the sixth on every
# congress has five sessions in five years. Source: the chronicle of the National People's Congress.
_CONGRESS = {
    1: (1954, 1955, 1956, 1957, 1958),
    2: (1959, 1960, 1962, 1963),
    3: (1964,),
    4: (1975,),
    5: (1978, 1979, 1980, 1981, 1982),
}
_SIXTH = 1983
_DIGITS = "〇○O零一二三四五六七八九"
_CHINESE_YEAR = regex(r"(?<![一二三四五六七八九十〇○零])(?:一九|二[〇○O零])[〇○O零一二三四五六七八九]{2}(?=年)")
_YEAR = regex(r"(?<!\d)((?:19[4-9]|20[0-4])\d)年")
_DATE = regex(r"(?<!\d)(\d{4})年(\d{1,2})月(\d{1,2})日")
_CHINESE_DATE = regex(rf"([{_DIGITS}]{{4}})年([一二三四五六七八九十]{{1,2}})月([一二三四五六七八九十]{{1,3}})日")
_TO_CONGRESS = regex(
    r"(去年[^。，]{0,4}|(?:向|在)(?:中华人民共和国)?)第([一二三四五六七八九十]{1,3})届全国人民代表大会(?:第([一二三四五])次会[议議])?"
    r"(?=[，,]?(?:作|报告|提出|提交|上|到现在))"
)
_SHORT_CONGRESS = regex(
    r"(今年|去年)[^。，]{0,6}?([一二三四五六七八九十]{1,2})届(?:全国)?人(?:大|代会)([一二三四五])次会[议議]"
)
# 今年上半年, 今年以来: the report is given in the course of the year it looks back on.
_COURSE = regex(r"今年(?:以来|上半年|前[一二三四五六七八九十\d]|[一二三四五六七八九\d]{1,2}(?:月)?[至到—-])")
_REVIEWED = regex(
    r"((?:19|20)\d\d)年[^\d年]{0,16}?(?:回顾|总结|情况|成绩|成就)|报告((?:19|20)\d\d)年(?:的)?(?:政府)?工作$"
)
_PLANNED = regex(
    r"((?:19|20)\d\d)年[^\d年]{0,16}?(?:安排|任务|重点|建议|打算|目标|计划|思路|部署|要求|方针|展望|工作$)"
)
_ONE_YEAR_ON = (
    regex(r"(?:刚刚)?过去的(?:一年[^。]{0,6})?((?:19|20)\d\d)年"),
    regex(r"(?<!\d)((?:19|20)\d\d)年[^。；]{0,12}(?:过去的一年|一年来|收官)"),
)
_THIS_YEAR = (
    regex(r"今年是[^。]{0,30}?((?:19|20)\d\d)年"),
    regex(r"(?<!\d)((?:19|20)\d\d)年(?:，)?(?:将?是|是实施)[^。]{0,40}(?:开局|第一年|关键(?:之|的一)年|承前启后|攻坚)"),
    regex(r"(?:做好|实现|完成)((?:19|20)\d\d)年(?:的)?(?:政府|经济|各项)?[^。]{0,6}(?:工作|任务|目标)"),
)
# The first year of each five-year plan: 开局之年 without a number.
_PLANS = dict(zip("七八九", (1986, 1991, 1996), strict=True)) | {
    "十": 2001, "十一": 2006, "十二": 2011, "十三": 2016, "十四": 2021, "十五": 2026, "十六": 2031,
}  # fmt: skip
_OPENS_PLAN = regex(r"“([七八九十][一二三四五六]?)五”(?:规划|计划|时期)?(?:的)?(?:开局|起步|第一年|开局起步)")


def plain_years(text: str) -> str:
    """Years in Chinese numerals as digits, the length kept: 一九八三年 → 1983年."""
    return _CHINESE_YEAR.sub(lambda found: "".join(_digit(sign) for sign in found.group()), text)


def _digit(sign: str) -> str:
    return "0" if sign in "〇○O零" else str("一二三四五六七八九".index(sign) + 1)


def full_date(line: str) -> str | None:
    """The first full date of a line in ISO form.

    >>> full_date("——2026年2月3日在某省第一届人民代表大会第一次会议上")
    '2026-02-03'
    """
    found = _DATE.search(line)
    if found:
        year, month, day = (int(part) for part in found.groups())
    else:
        found = _CHINESE_DATE.search(line)
        if not found:
            return None
        year = int("".join(_digit(sign) for sign in found.group(1)))
        month, day = numeral(found.group(2)), numeral(found.group(3))
    if not (1900 <= year <= 2100 and 1 <= month <= 12 and 1 <= day <= 31):
        return None
    return f"{year:04d}-{month:02d}-{day:02d}"


def find_year(
    blocks: Sequence[Block], title: str | None, session: str | None, date: str | None, opening: str
) -> int | None:
    """The year of delivery: from the session line, the title, the opening, the headings or the text."""
    found = _YEAR.search(plain_years(session)) if session else None
    if found:
        return int(found.group(1))
    return (
        _from_title(blocks, title, date)
        or _from_congress(opening)
        or _from_headings(blocks)
        or _from_phrases(blocks)
        or _from_mentions(blocks)
    )


def _from_title(blocks: Sequence[Block], title: str | None, date: str | None) -> int | None:
    """The date below the title before the years in it: 2020年工作总结 is given in 2020 or in January of 2021."""
    dated = [block.text for block in blocks if block.kind == "title" and pattern("title", "date").match(block.text)]
    given = [int(date[:4])] if date else [int(year) for line in dated for year in _YEAR.findall(plain_years(line))]
    named = [int(year) for year in _YEAR.findall(plain_years(title or ""))]
    if not named:
        return given[0] if given else None
    # A date that fits none of the years is the page's, not the report's.
    fits = [year for year in given if min(named) <= year <= max(named) + 1]
    if fits:
        return fits[0]
    # A draft is put to the vote in the year that it is for.
    return max(named) if title and "草案" in title else named[0]


def _from_congress(opening: str) -> int | None:
    """The session the report is given to; 去年第三次会议到现在 is one year on."""
    found = _TO_CONGRESS.search(opening[:800])
    if not found:
        return None
    year = _session_year(found.group(2), found.group(3) or "一")
    return year + int(found.group(1).startswith("去年")) if year else None


def _session_year(congress: str, session: str) -> int | None:
    held, number = numeral(congress), numeral(session)
    if held > 5:
        return _SIXTH + 5 * (held - 6) + number - 1
    years = _CONGRESS.get(held, ())
    return years[number - 1] if number <= len(years) else None


def _from_headings(blocks: Sequence[Block]) -> int | None:
    """三、2016年重点工作 speaks of this year, 一、2015年工作回顾 of the last."""
    plans: list[int] = []
    reviews: list[int] = []
    for block in blocks:
        if block.kind == "heading" and len(block.text) <= 50:
            text = plain_years(block.text)
            seen = [int(one or other) for one, other in _REVIEWED.findall(text)]
            reviews += seen
            plans += [int(year) for year in _PLANNED.findall(text) if int(year) not in seen]
    course = sum(len(_COURSE.findall(block.text)) for block in blocks if block.kind == "body")
    if reviews:
        return max(reviews) + int(course < 3)
    return min(plans) - int(course >= 3) if plans else None


def _from_phrases(blocks: Sequence[Block]) -> int | None:
    votes: Counter[int] = Counter()
    for block in blocks:
        if block.kind != "body":
            continue
        text = plain_years(block.text[:600])
        for form in _ONE_YEAR_ON:
            votes.update(int(year) + 1 for year in form.findall(text))
        for form in _THIS_YEAR:
            votes.update(int(year) for year in form.findall(text))
        for when, congress, session in _SHORT_CONGRESS.findall(text):
            held = _session_year(congress, session)
            votes.update([held + int(when == "去年")] * 2 if held else [])
        if "今年" in text:
            votes.update(_PLANS[plan] for plan in _OPENS_PLAN.findall(text) if plan in _PLANS)
    return _best(votes)


def _from_mentions(blocks: Sequence[Block]) -> int | None:
    """A report names the year it looks back on most, and the year it plans for next to it."""
    named: Counter[int] = Counter()
    for block in blocks:
        if block.kind in ("body", "heading"):
            named.update(int(year) for year in _YEAR.findall(plain_years(block.text)))
    votes: Counter[int] = Counter()
    for year in {*named, *(year + 1 for year in named)}:
        last, this = min(named[year - 1], 10), min(named[year], 10)
        later = sum(count for other, count in named.items() if year < other <= year + 3)
        votes[year] = 3 * last + 2 * this - later
    return _best(votes)


def _best(votes: Counter[int]) -> int | None:
    top = max(votes.values(), default=0)
    return max((year for year, count in votes.items() if count == top and count > 0), default=None)
