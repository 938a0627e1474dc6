"""The years in a file name or a title: which is the report's, which are dates, spans of years, codes or numbers.

``read_years(text)`` gives what it found and the text without any of its digits, so that only words are left.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from reportmine.identity.division_codes import at
from reportmine.patterns import regex

FIRST_YEAR, LAST_YEAR = 1949, 2100

_YEAR = r"(?:19[5-9]\d|1949|20\d\d|2100)"
_MONTH, _DAY = r"(?:0?[1-9]|1[0-2])", r"(?:0?[1-9]|[12]\d|3[01])"
_CHINESE = regex("(?:一九|二[〇○零Oo0])[〇○零Oo0一二三四五六七八九]{2}")
_DIGIT = {**dict.fromkeys("〇○零Oo0", "0"), **{sign: str(n) for n, sign in enumerate("一二三四五六七八九", 1)}}
_CODE = r"[1-8]\d{5}"
_TOKEN = regex(
    # 2019-2020年, 2003至2020
    rf"(?<!\d)(?P<first>{_YEAR})年?度?\s*[-—–―~～至到_]+\s*(?P<last>{_YEAR})(?!\d)年?度?"
    # 2019-01-05 10:22, 2019.1.5, 2019年1月5日, 2019年1月, 20190105 and what a server adds to it
    rf"|(?<!\d)(?P<y1>{_YEAR})年(?P<m1>{_MONTH})月(?:{_DAY}日?)?"
    rf"|(?<!\d)(?P<y2>{_YEAR})[-./_](?P<m2>{_MONTH})[-./_]{_DAY}(?!\d)"
    rf"|(?<!\d)(?P<y3>{_YEAR})[-.](?P<m3>0[1-9]|1[0-2])(?![\d.])"
    rf"|(?<!\d)(?:(?<=[Pp])0)?(?P<y4>{_YEAR})(?P<m4>0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:\d{{4,14}})?(?!\d)"
    rf"|(?<!\d)(?P<y5>{_YEAR})(?P<m5>0[1-9]|1[0-2])(?!\d)"
    # 430200, 430200000000, 4302002019, 2019430200
    rf"|(?<!\d)(?P<c1>{_CODE})(?:0{{6}})?(?P<y6>{_YEAR})?(?!\d)"
    rf"|(?<!\d)(?P<y7>{_YEAR})(?P<c2>{_CODE})(?!\d)"
    rf"|(?<!\d)(?P<year>{_YEAR})(?!\d)(?P<after>年度?(?!版)|版|年版)?"
    r"|(?<!\d)(?P<short>[0-35-9]\d)年(?![期代来内间])(?:度)?"
)


class Years(NamedTuple):
    """What the digits of a label say.

    ``year`` is the one the report is given in as far as the label tells, ``years`` all that it may be; ``code`` is a
    division code that stands in it; ``words`` is the label with a bar in the place of every number. ``is_date`` says
    that the year is known by a date alone, which may be the day the file was put on a web page.
    """

    year: int | None
    years: tuple[int, ...]
    code: str | None
    words: str
    is_date: bool = False


def read_years(text: str) -> Years:
    """Reads a label whose full-width digits are plain ones already.

    A report named after the year it looks back on and dated in the first months of the next is of the next:
    2020年政府工作报告（2021年1月）. Two joined years (2018年总结和2019年计划) are the first one's, a draft budget or
    plan (草案) is of the last. A span of years alone says nothing.

    >>> read_years("2019年湖南省株洲市")[:3], read_years("430200_2019").code
    ((2019, (2019,), None), '430200')
    """
    text = _CHINESE.sub(lambda found: "".join(_DIGIT[sign] for sign in found[0]), text)
    named: list[tuple[int, bool]] = []
    dated: list[tuple[int, int]] = []
    spans: list[tuple[int, int]] = []
    shortened: list[int] = []
    codes: list[str] = []

    def note(found: re.Match[str]) -> str:
        got = found.groupdict()
        if got["first"]:
            spans.append((int(got["first"]), int(got["last"])))
        for number in "12345":
            if got["y" + number]:
                dated.append((int(got["y" + number]), int(got["m" + number])))
        code = got["c1"] or got["c2"]
        if code:
            if at(code) is None:
                return "|"
            codes.append(code)
        if got["y6"] or got["y7"]:
            named.append((int(got["y6"] or got["y7"]), False))
        if got["year"] and "版" not in (got["after"] or ""):
            named.append((int(got["year"]), got["after"] is not None))
        if got["short"]:
            two = int(got["short"])
            shortened.append(two + (1900 if two > 48 else 2000))
        return "|"

    words = re.sub(r"\d+", "|", _TOKEN.sub(note, text))
    year = _year_of(named, dated, text)
    if year is None and not spans and shortened:
        year = shortened[0]
    years = [one for one, _ in named] or [one for span in spans for one in span] or [one for one, _ in dated]
    if year is not None:
        years.insert(0, year)
    # Of 430000 and 430200 the deeper one: it ends with fewer pairs of zeros.
    code = max(codes, key=lambda one: [pair != "00" for pair in (one[2:4], one[4:])], default=None)
    return Years(year, tuple(dict.fromkeys(years)), code, words, bool(dated) and not named)


def _year_of(named: list[tuple[int, bool]], dated: list[tuple[int, int]], text: str) -> int | None:
    """The year of those named, moved by a date that fits; without one the first date's."""
    told = [year for year, marked in named if marked] or [year for year, _ in named]
    if not told:
        return dated[0][0] if dated else None
    year = max(told) if "草案" in text else told[0]
    fits = [when for when, month in dated if when == year + 1 and month < 4]
    return fits[0] if fits and year == max(told) else year
