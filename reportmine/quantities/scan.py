"""Finds numbers with their units: 5.53万亿元, 百分之二到三, 第4位, 翻一番, 2.1:1, 三分之二, XX亿元.

Takes a text, gives ``Quantity`` structs in order, without dates, ordinals, names with numbers and idioms;
what is measured is found in ``indicators/find.py``. Numerals are read by ``numerals.py``, units by ``units.py``,
numbers in several pieces by ``compounds.py``, and ``counting.py`` judges whether a number counts anything. Read next:
``counting.py``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

import msgspec

from reportmine.model import Bound, Quantity
from reportmine.patterns import regex
from reportmine.quantities.bounds import before_bound, bound_of, clause_before
from reportmine.quantities.compounds import rate_tail, second_digit, with_pieces
from reportmine.quantities.counting import Judge, rank_holds
from reportmine.quantities.found import Form, Found
from reportmine.quantities.numerals import DIGITS, arabic, chinese, read
from reportmine.quantities.units import Tail, read_tail, unit_initials
from reportmine.text import normalise, simplify

_CN = "〇零○一二两三四五六七八九十百千"
_RUN = f"[{_CN}万亿]{{1,24}}(?:点[零〇○一二三四五六七八九]{{1,6}})?"
_PART = rf"""
    (?P<part>(?P<whole>[百千万]|10万|十万)分之(?P<low>{_RUN}|\d{{1,3}}(?:\.\d{{1,4}})?)
        (?:(?:至|到|—|－|-|～|~){{1,2}}(?:百分之)?(?P<high>[{_CN}][{_CN}点]{{0,9}}))?)
    """
# What begins with a digit.
_IN_DIGITS = regex(
    rf"""{_PART}
  | (?P<fraction>(?<![\d./])\d{{1,3}}/\d{{1,4}}(?![\d/年月]))
  | (?P<ratio>(?<![\d.:])(?P<part_one>\d{{1,3}}(?:\.\d{{1,4}})?)\ ?[:：]\ ?1(?![\d.:：]))
  | (?P<arabic>(?<![\d.·_])(?:
        \d{{1,3}}(?:[,，]\d{{3}}){{1,5}}(?:\.\d{{1,4}})?(?![\d.%])
      | \d(?:\ \d){{1,9}}(?:\ ?\.\ ?\d(?:\ \d){{0,4}})?(?!\d)
      | \d{{1,3}}(?:\ \d{{3}}){{1,4}}(?![\d. ])
      | \d{{1,12}}(?:\ ?[.·]\ ?\d{{1,6}})?(?!\d)
    ))
    """,
    re.VERBOSE,
)
_IN_WORDS = regex(
    rf"""{_PART}
  | (?P<fraction>[二三四五六七八九十]{{1,3}}分之[一二两三四五六七八九十]{{1,3}})
  | (?P<rank>[第前]\ ?(?:\d{{1,4}}(?![\d.])|[一二三四五六七八九十百]{{1,5}}|[Xx×*]{{1,3}}(?=[位名]))(?P<place>[位名])?)
  | (?P<doubling>翻[了近]{{0,2}}(?P<times>[一两二三四\d])?番(?P<half_more>半(?!年))?)
  | (?P<half>一半|半数)
  | (?P<mask>(?<![A-Za-zXx×*□\d])[Xx×*□]{{1,9}}(?:\.[Xx×*□]{{1,4}})?(?![A-Za-z\d])
        |(?<![{_CN}\d])[〇○]{{2,6}}(?![{_CN}点\d年])|(?<!_)_{{2,9}}(?!_)|(?<![■●△▲])[■●△▲]{{2,6}}(?![■●△▲]))
  | (?P<chinese>[三四五六七八]、[四五六七八九](?=[倍个十百]|[分]之)|{_RUN})
    """,
    re.VERBOSE,
)
_MULTIPLIERS = frozenset("十百千万亿")
_WORDS = frozenset(f"{_CN}万亿第前翻半Xx×*□■●△▲_")
# Every number begins with one of these, before one of those: hopping to them is much faster than trying each character.
# A year is no quantity; 一 is an article unless more of a number follows it; 第 and 前 begin a rank.
_FOLLOWS = "".join(sorted(set(f"{_CN}万亿点分成倍半多余几来个、至到—–~～- ％%‰" + unit_initials()) - {"-"})) + "-"
_START = regex(
    rf"[\d{''.join(sorted(_WORDS))}](?:(?<=\d)(?<!\d\d)(?![09]\d\d年)|(?<=[Xx×*□■●△▲_])|(?<=半)(?=数)|(?<=翻)(?=[^，。]{{0,3}}番)"
    rf"|(?<=[{_CN.replace('一', '')}万亿])(?=[{_FOLLOWS}])|(?<=[上近超过逾][万亿])"
    rf"|(?<=一)(?=[{_CN}万亿点半倍成、至到—~-]|个(?:百分|月|工作|小时))"
    r"|(?<=[第前])(?=[\d 一二三四五六七八九十百Xx×*]))"
)
_RANGE = regex(r" ?(?:[—–\-~～―]{1,2}|至|到) ?(?=[\d一二两三四五六七八九十百])")
_RANGE_INITIALS = frozenset(" —–-~～―至到")
# 增加40元至320元: by how much and up to what, no range.
_MASKED_RANGE = regex(r" ?(?:[—–\-~～―]{1,2}|至|到) ?[Xx×*□]{1,9}(?:\.[Xx×*□]{1,4})?")
_GROWN = regex(r"(?:提高|增加|上调|提升|增长|降低|减少|下调|下降|压减|压缩|减至)了?[近约超]?\Z")
_MINUS = regex(r"[\u4e00-\u9fff]-\Z")
_PART_UNITS = {"百": "%", "千": "‰", "万": "‱", "十万": "/10万", "10万": "/10万"}
_FORMS: dict[str, Form] = {
    "percent": "percent",
    "points": "points",
    "multiple": "multiple",
    "tenth": "percent",
}
_BETWEEN = regex(r"(?:、|和|与|及|以及|或|、近|、约|和近|和约|、超过|、超)")


def _number_at(text: str, start: int) -> re.Match[str] | None:
    """The number that begins exactly here."""
    pattern = _IN_WORDS if text[start : start + 1] in _WORDS else _IN_DIGITS
    return pattern.match(text, start)


class _Scan:
    """One pass over one text: numbers with their tails, before any of them is judged."""

    def __init__(self, text: str) -> None:
        self.text = text

    def run(self) -> Iterator[Found]:
        position = 0
        while (start := _START.search(self.text, position)) is not None:
            match = _number_at(self.text, start.start())
            if match is None:
                position = start.end()
                continue
            found = self._take(match)
            if found is not None:
                yield found
            position = match.end()
            if found is not None and found.end > position:
                position = found.end

    def _take(self, match: re.Match[str]) -> Found | None:
        form = match.lastgroup
        if form == "arabic" or form == "chinese":
            return self._number(match, form)
        start, end = match.span()
        if form == "part":
            return self._part(match)
        if form == "fraction":
            return self._fraction(match)
        if form == "rank":
            return self._rank(match)
        if form == "doubling":
            times = match["times"]
            rounds = int(times) if times and times.isdigit() else DIGITS.get(times or "一", 1)
            return Found(
                start,
                end,
                2**rounds * (1.5 if match["half_more"] else 1.0),
                None,
                "",
                "倍",
                "multiple",
                "multiple",
                "word",
            )
        if form == "half":
            return Found(start, end, 0.5, None, "", "", "fraction", "", "word")
        if form == "ratio":
            return Found(start, end, float(match["part_one"]), None, "", "", "ratio", "", "arabic")
        return self._masked(match)

    def _part(self, match: re.Match[str]) -> Found:
        written = match["low"].rstrip("万亿")
        low = arabic(written) if written[:1].isdigit() and written.isascii() else chinese(written) if written else 0.0
        end, high = match.end(), chinese(match["high"].rstrip("点")) if match["high"] else None
        if high is None and (second := second_digit(self.text, end, low)) is not None:
            end, high = end + 2, second
        unit = _PART_UNITS[match["whole"]]
        form: Form = "number" if unit == "/10万" else "percent"
        return Found(match.start(), end, low, high, "", unit, form, "percent", "chinese")

    def _fraction(self, match: re.Match[str]) -> Found | None:
        below, slash, above = match[0].partition("分之")
        if slash:
            value = chinese(above) / chinese(below)
        else:
            over, _, under = match[0].partition("/")
            if not int(under) or int(over) >= int(under):
                return None
            value = int(over) / int(under)
        return Found(match.start(), match.end(), round(value, 4), None, "", "", "fraction", "", "word")

    def _rank(self, match: re.Match[str]) -> Found | None:
        if not rank_holds(self.text, match):
            return None
        numeral = match[0][1:].strip().rstrip("位名")
        if numeral[0] in "Xx×*":
            return Found(match.start(), match.end(), None, None, "", match["place"], "rank", "", "mask")
        value = float(numeral) if numeral.isdigit() else chinese(numeral)
        return Found(match.start(), match.end(), value, None, "", match["place"] or "", "rank", "", "rank")

    def _masked(self, match: re.Match[str]) -> Found | None:
        tail = read_tail(self.text, match.end())
        upper = _MASKED_RANGE.match(self.text, tail.end)
        if upper is not None and (last := read_tail(self.text, upper.end())).base and tail.base in ("", last.base):
            tail = last  # X%—X%, XX至XX亿元
        return self._found(match.start(), None, None, tail, "mask", tail.scale)

    def _number(self, match: re.Match[str], written: str) -> Found | None:
        text, start = self.text, match.start()
        if written == "arabic":
            low, high, end, scale = arabic(match[0]), None, match.end(), ""
        else:
            numeral = self._numeral(match)
            if "、" in numeral:
                first, _, second = numeral.partition("、")
                if DIGITS[second] - DIGITS[first] != 1:
                    return Found(start, match.end() - 2, None, None, "", "", "", "", "none")
                low, high, scale = float(DIGITS[first]), float(DIGITS[second]), ""
            else:
                low, high, scale = read(numeral)
            end = start + len(numeral) if "、" not in numeral else match.end()
        rate = rate_tail(text, end) if written == "arabic" and text.startswith("/", end) else None
        tail = rate or read_tail(text, end)
        if written == "chinese" and tail.scale and not high:
            low, high, scale = read(text[start:end].rstrip("点"), tail.scale)
        if high is None:
            low, tail = with_pieces(text, low, tail, written=written)
        if not scale and written == "arabic":
            scale = tail.scale
        ranged = self._range(start, end, tail, written) if high is None else None
        if ranged is not None:
            high, tail = ranged
            scale = scale or tail.scale
        return self._found(start, low, high, tail, written, scale)

    def _numeral(self, match: re.Match[str]) -> str:
        """The Chinese numeral matched, without a 千 that belongs to the unit (五十万|千瓦)."""
        numeral = match[0]
        unit = self.text[match.end() : match.end() + 1] in ("瓦", "克", "伏")
        return numeral[:-1] if unit and numeral[-1] == "千" and numeral[-2:-1] in _MULTIPLIERS else numeral

    def _range(self, start: int, end: int, tail: Tail, written: str) -> tuple[float, Tail] | None:
        """The upper end of 5%—6%, 3000亿—5000亿元, 三到五个; None when this is no range."""
        text = self.text
        after = tail.end if tail.base or tail.scale else end
        separator = _RANGE.match(text, after) if text[after : after + 1] in _RANGE_INITIALS else None
        if separator is None:
            return None
        if separator[0].strip() in ("至", "到") and (tail.base or tail.scale):
            clause = text[max(0, start - 12) : start]
            if "从" in clause or "由" in clause:
                return None
            if tail.base and tail.kind in ("money", "count", "physical") and _GROWN.search(clause):
                return None
        second = _number_at(text, separator.end())
        if second is None or second.lastgroup != written:
            return None
        if written == "arabic":
            high, scale = arabic(second[0]), ""
            last = read_tail(text, second.end())
        else:
            numeral = self._numeral(second)
            high, _, scale = read(numeral)
            last = read_tail(text, second.start() + len(numeral))
            last = msgspec.structs.replace(last, scale=scale or last.scale)
        if tail.base and tail.base != last.base or tail.scale and tail.scale != last.scale:
            return None
        low = arabic(text[start:end]) if written == "arabic" else read(text[start:end]).low
        return (high, last) if (last.base or last.scale) and high > low else None

    def _found(self, start: int, low: float | None, high: float | None, tail: Tail, written: str, scale: str) -> Found:
        base = tail.base
        form = _FORMS.get(tail.kind, "number")
        if form in ("percent", "points") and written == "arabic" and self.text.endswith("-", 0, start):
            # 增长-2.3%: the sign stays in the span, the value is how much
            start -= _MINUS.search(self.text, max(0, start - 2), start) is not None
        if "（" in base or "）" in base:
            base = base.replace("（", "(").replace("）", ")")
        return Found(start, tail.end, low, high, scale, base, form, tail.kind, written, tail.more)


def _inherit_units(text: str, found: list[Found]) -> list[Found]:
    """Gives 2.4万 and 1.9万 the unit of 1.7万平方公里 in 2.4万、1.9万、1.7万平方公里."""
    result = list(found)
    for index in range(len(result) - 2, -1, -1):
        this, after = result[index], result[index + 1]
        if this.base == "个" and not this.scale and after.form == "points":
            if _BETWEEN.fullmatch(text, this.end, after.start):  # 12.7个、12个百分点
                result[index] = msgspec.structs.replace(
                    this, base=after.base, form=after.form, kind=after.kind, borrowed=True
                )
            continue
        if this.base or this.form != "number" or this.written in ("word", "rank", "none") or not after.base:
            continue
        if after.form not in ("number", "percent", "points", "multiple") or after.written == "rank":
            continue
        if this.written != after.written or not _BETWEEN.fullmatch(text, this.end, after.start):
            continue
        result[index] = msgspec.structs.replace(
            this, base=after.base, form=after.form, kind=after.kind, scale=this.scale or after.scale, borrowed=True
        )
    return result


def find_quantities(text: str) -> list[Quantity]:
    """The quantities of a text in order, with half-open code point offsets.

    Args:
        text: any text; full-width and traditional forms are read as they stand.

    Returns:
        One ``Quantity`` per number (two numbers for 从70元提高到88元, one with ``value_max`` for 5%—6%).

    >>> [(q.value, q.unit, q.bound) for q in find_quantities("总量超过5.53万亿元、增长百分之四点八")]
    [(5.53, '万亿元', 'min'), (4.8, '%', 'exact')]
    """
    return quantities_of(simplify(normalise(text)))


def quantities_of(plain: str, limit: int | None = None) -> list[Quantity]:
    """``find_quantities`` for a text that is normalised and simplified already; at most ``limit`` numbers are read."""
    return quantities_of_all([plain], limit)[0]


def quantities_of_all(plains: Sequence[str], limit: int | None = None) -> list[list[Quantity]]:
    """``quantities_of`` for each of some texts, one step for all of them after the other.

    What a step needs stays in the caches of the processor so, which short paragraphs profit from.
    """
    numbers = [_inherit_units(plain, list(islice(_Scan(plain).run(), limit))) for plain in plains]
    counts = [[*map(Judge(plain).counts, found)] if found else [] for plain, found in zip(plains, numbers, strict=True)]
    return [_quantities(*judged) for judged in zip(plains, numbers, counts, strict=True)]


def _quantities(plain: str, numbers: list[Found], counts: list[bool]) -> list[Quantity]:
    """The numbers that count, each with how exactly it is meant."""
    quantities: list[Quantity] = []
    for index, found in enumerate(numbers):
        if not counts[index] or found.borrowed and not counts[index + 1]:
            continue
        bound = bound_of(plain, found)
        before = quantities[-1] if quantities else None
        if before is not None and _listed(plain, before, found):
            if bound == "exact" and before.bound == "min":
                bound = before_bound(plain, before.start) or bound  # 超过10%、20%
            elif bound != "exact" and not found.more and before_bound(plain, found.start) is None:
                _share_behind(plain, quantities, found, bound)
        quantities.append(
            Quantity(
                start=found.start,
                end=found.end,
                value=found.low,
                value_max=found.high,
                unit=found.scale + found.base,
                bound=bound,
                form=found.form if found.form != "" else "number",
                masked=found.written == "mask",
            )
        )
    return quantities


def _listed(plain: str, before: Quantity, after: Found | Quantity) -> bool:
    return before.form == after.form and plain[before.end : after.start] in ("、", "和", "与")


def _share_behind(plain: str, quantities: list[Quantity], found: Found, bound: Bound) -> None:
    """分别增长6%、7%以上: the word behind the last holds for all that are listed before it."""
    after: Found | Quantity = found
    for index in range(len(quantities) - 1, -1, -1):
        before = quantities[index]
        if not _listed(plain, before, after) or before.bound != "exact":
            return
        if "分别" not in clause_before(plain, before.start, 40):
            return
        quantities[index] = msgspec.structs.replace(before, bound=bound)
        after = before
