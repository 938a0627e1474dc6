"""The patterns of dates: years, months, plans, spans of years, centuries, with the words of ``dates.toml``.

``patterns()`` gives them compiled, once; ``number`` reads the numerals they match. What the matches mean is
in ``mentions.py``. Every repeat is bounded, so that no text makes them slow.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

import msgspec

from reportmine import lexicon
from reportmine.lexicon import alternatives

_DIGITS = {char: value for value, char in enumerate("〇一二三四五六七八九")}
_DIGITS |= {"零": 0, "○": 0, "O": 0, "两": 2}
_NUMERALS = "一二三四五六七八九十百千〇○零"
CONNECT = r" ?(?:至|到|—{1,2}|–|-|~|―) ?"
_YEAR = r"(?:[12](?: ?\d){3}|[一二](?: ?[〇○零O一二三四五六七八九]){3})"
MONTH = r"(?:1 ?[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
_DAY = r"(?:[12] ?\d|3 ?[01]|0?[1-9]|[二三]?十[一二三四五六七八九]?|[一二三四五六七八九])"
_COUNT = r"(?:\d{1,2}|[二三四五六七八九]?十[一二三四五六七八九]?|[一二两三四五六七八九])"
FRESH = rf"(?<![\d.{_NUMERALS}])"

# ——2026年1月28日在某省第十四届人民代表大会第四次会议上
SESSION = re.compile(rf"{FRESH}({_YEAR}) ?年 ?({MONTH}) ?月 ?{_DAY} ?日[^\n]{{0,4}}在", re.ASCII)


def number(written: str) -> int:
    """12, 十二, 二十, 两 → a number below 100; digits one by one (一九八六) → a year."""
    written = written.replace(" ", "")
    if written.isdigit() and written.isascii():
        return int(written)
    if "十" in written:
        tens, _, ones = written.partition("十")
        return 10 * _DIGITS.get(tens, 1) + _DIGITS.get(ones, 0)
    value = 0
    for char in written:
        value = value * 10 + (int(char) if char.isascii() and char.isdigit() else _DIGITS[char])
    return value


class Sparse:
    """A pattern that is tried only where a cheap ``hint`` says it may begin; finds what the pattern alone finds.

    A pattern that begins with a look-behind or with many words is slow, for it fails character by character. The hint
    begins with one class of characters, which ``re`` looks for in C, and matches wherever the pattern does.

    >>> [match[0] for match in Sparse(r"[去今](?=年)", r"(?<!过)[去今]年").finditer("过去年代，今年")]
    ['今年']
    """

    def __init__(self, hint: str, pattern: str) -> None:
        self._hint = re.compile(hint, re.ASCII)
        self.pattern = re.compile(pattern, re.ASCII)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """The matches in order, none overlapping another."""
        search, match = self._hint.search, self.pattern.match
        position = 0
        while (hint := search(text, position)) is not None:
            found = match(text, hint.start())
            if found is not None:
                yield found
            position = found.end() if found is not None else hint.start() + 1


class Patterns(msgspec.Struct, frozen=True):
    """The compiled patterns; they hold the words of the lexicon."""

    shifts: dict[str, int]
    iso: Sparse
    years: Sparse
    point: Sparse
    plan: Sparse
    past: Sparse
    future: re.Pattern[str]
    pairs: re.Pattern[str]
    century: Sparse


def _initials(words: Iterable[str]) -> str:
    return "".join(sorted({word[0] for word in words}))


@cache
def patterns() -> Patterns:
    """The patterns, compiled once.

    ``point`` matches a year with what follows it, or a tail without a year, whose groups then begin with b.
    """
    data: dict[str, Any] = lexicon.load("dates")
    strings = lexicon.strings
    shifts = {entry["word"]: entry["shift"] for entry in data["relative_years"]}
    relatives = []
    for entry in data["relative_years"]:
        excuse = f"(?<![{entry['unless']}])" if "unless" in entry else ""
        guard = f"(?<!{excuse}[{entry['not_after']}])" if entry["not_after"] else ""
        needed = f"(?=[{entry['only_before']}])" if "only_before" in entry else ""
        relatives.append(guard + re.escape(entry["word"]) + needed)
    context = data["context"]
    head = rf"(?:(?<![\d.])(?<![{_NUMERALS}])(?P<y>{_YEAR}) ?年度?|(?P<rel>{'|'.join(relatives)})(?![均产]))"
    tail = (
        r"(?P<half>[上下]半年)"
        r"|(?P<firstq>前[两二三23]个?季度)|(?<!十)(?P<q>第?[一二三四1-4]) ?季度(?P<qend>末)?"
        rf"|前(?P<firstm>{MONTH})个月"
        rf"|(?<![\d.{_NUMERALS}])(?P<ma>{MONTH}) ?月?份?{CONNECT}(?P<mb>{MONTH}) ?月(?!个|{_DAY}[日号])份?"
        rf"|(?<![\d.{_NUMERALS}])(?P<m>{MONTH}) ?月(?![{context['no_month_before']}])份?"
        rf"(?:(?P<mpos>底|末|上旬|中旬|下旬|初)|(?P<d>{_DAY}) ?[日号]"
        rf"(?:{CONNECT}(?:(?P<m2>{MONTH}) ?月)?(?P<d2>{_DAY}) ?[日号])?)?"
    )
    since = r"(?P<since>以来)?"
    not_next = alternatives(strings("dates", "spans", "not_before"))
    ordinal = r"十[一二三四五六七八九]?|[一二三四五六七八九]"
    edge = (
        r"(?P<edge>末期?|期末|开局之年|收官之年|最后一年|以来)"
        rf"|(?P<part>前|头|后|第)(?P<pn>{_COUNT})年(?![前后])"
    )
    plan_heads = alternatives(strings("dates", "plans", "heads"))
    plan_stop = alternatives(strings("dates", "plans", "not_before"))
    before_span = alternatives(strings("dates", "spans", "past"))
    not_counted = rf"(?<![第每数几多半上下前后、\d.{_NUMERALS}])"
    figures = rf"\d{_NUMERALS}O两"
    return Patterns(
        shifts=shifts,
        iso=Sparse(
            r"[12](?=[90]\d\d[-/.])",
            r"(?<![\d./-])((?:19|20)\d\d)([-/.])(\d{1,2})\2(\d{1,2})(?![\d./-])",
        ),
        years=Sparse(
            rf"[12一二](?=[{figures} ]{{3,7}}[年至到—–~―-])",
            rf"(?<![\d.{_NUMERALS}])(?P<ya>{_YEAR}) ?(?:年度?(?:(?P<ma>{MONTH}) ?月)?)?{CONNECT}"
            rf"(?P<yb>{_YEAR}) ?(?P<unit>年度?(?:(?P<mb>{MONTH}) ?月)?|(?!\d))",
        ),
        point=Sparse(
            rf"[{_initials(shifts)}这前上下第年{figures}]"
            rf"(?=[年底末初]|半年|一年|[{figures} ]{{0,8}}[年月季个至到—–~―-])",
            rf"{head}(?: ?(?:{tail}|(?P<hedge>年?[底末初])))?{since}"
            rf"|(?:{tail.replace('(?P<', '(?P<b')})(?P<bsince>以来)?"
            r"|(?<![当次每历同翌跨多何近上下一二两三四五\d])(?P<bedge>年[底末初])(?![一二三])"
            rf"|(?P<bthis>这一年)(?!{not_next})",
        ),
        plan=Sparse(
            rf"[“\"‘「『第{_NUMERALS}](?=[{_NUMERALS}]{{1,3}}|年计划)",
            rf"(?:[“\"‘「『](?P<quoted>(?:{ordinal})五)[”\"’」』]|(?<![{_NUMERALS}\d第])(?P<bare>(?:{ordinal})五)"
            rf"(?={plan_heads})|第(?P<nth>{ordinal})个五年(?:规划|计划)"
            rf"|(?<![个一二三四五六七八九])(?P<running>五年计划)(?=的?[前头后]))"
            rf"(?!{plan_stop})(?:(?:计划|规划)?(?:时期|期间)?的?(?:{edge})|(?:计划|规划)?(?:时期|期间))?",
        ),
        past=Sparse(
            rf"[{_initials(strings('dates', 'spans', 'past'))}{figures}](?=[^年\n]{{0,8}}年)",
            rf"(?:(?<![了达有将])(?P<pre>{before_span}) ?(?P<n>{_COUNT}) ?年(?P<suf>(?:以来|来)?)"
            rf"|{not_counted}(?P<bare>{_COUNT}) ?年以?来)(?!{not_next}|[内自源])",
        ),
        future=re.compile(
            rf"(?:{alternatives(strings('dates', 'spans', 'future'))}) ?(?P<n>{_COUNT}) ?年(?!{not_next})[内里间]?",
            re.ASCII,
        ),
        pairs=re.compile(alternatives(tuple(data["pairs"]))),
        century=Sparse(
            rf"[本下上{figures}](?=[^\n]{{0,4}}(?:世纪|年代))",
            rf"(?P<c>本|下个?|上个?|(?<!\d)(?:19|20|21)|(?<![{_NUMERALS}])(?:二十一|二十|十九)) ?世纪"
            rf"(?:(?P<cdec>[1-9]0|[二三四五六七八九]十) ?年代|头(?P<chead>{_COUNT})年|(?P<cpos>末|中叶))"
            rf"|(?<![\d{_NUMERALS}几])(?P<dec>[1-9]0|[二三四五六七八九]十) ?年代",
        ),
    )
