"""How numbers are written, where GB/T 15835 says so.

Takes a ``Page``; a manner of writing that goes through the whole text is told once, see ``Habit``. Words and examples
are in ``data/style.toml``. Read next: ``rules/marks.py``, for punctuation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportmine.lexicon import alternatives, strings
from reportmine.patterns import regex
from reportmine.rules.rule import Habit, Hit, Page, Rule
from reportmine.sections.numbering import numeral

CJK = "\u4e00-\u9fff"
NUMERAL = "一二三四五六七八九十"


def _words(key: str) -> str:
    return alternatives(strings("style", "approximation", key))


_DIGITS = rf"[\d{NUMERAL}百千万亿两半零〇]"
_AMOUNT = rf"(?:百分之|[几数])?{_DIGITS}[\d,.{NUMERAL}百千万亿两半零〇]{{0,14}}(?:分之[{NUMERAL}]{{1,3}})?[%‰]?"
_AMOUNTS = rf"{_AMOUNT}(?:[-~—–至到]{{1,2}}{_AMOUNT})?"


_UNIT = f"(?:{_words('units')})?"


class DoubledApproximation(Habit):
    """A number is called inexact twice.

    **What it finds.** 约…左右, 近…多, 超过…多, 至少…以上, 不足…以内, 数百余, 大约近 round one number.

    **Why.** One of the two says it all; 至少…左右 and 不到…多 contradict themselves as well.

    **Example.** ``参会约200人左右`` → ``约200人左右``

    **What to do.** Keep one of the two.

    **Norm.** 通常; usage of the language.
    """

    id = "RM1401"
    name = "doubled-approximation"
    message = "同一个数量前后用了两个表示约数的词"
    advice = "只保留一个，如“约200人”或“200人左右”"
    hit = strings("style", "approximation", "hit")
    miss = strings("style", "approximation", "miss")

    _MORE = (
        rf"[多余](?![样边党数晶肽民额]|元[化素主文结治投共协参融格])[万亿千]{{0,2}}{_UNIT}"
        rf"|{_UNIT}多(?<=[年个倍天里度成时]多)(?![为是数样]|元化)"
    )
    _ROUND = "左右|上下"
    _NEAR = (
        rf"(?:{_words('near')}|约(?<![节预合契制条公签履违特邀相盟隐集简婚续解]约)(?![谈束定见])"
        r"|近(?<![最附临靠亲邻相逼远贴就新抵接将]近))"
    )
    # What may follow depends on the first word: 近…以上, 至少…以上 and 不足…以内 say the same twice.
    pattern = regex(
        rf"(?:(?P<near>{_NEAR}(?:{_words('verbs')})?)|(?P<least>(?:{_words('least')})[^，。；、：！？\n\d]{{0,6}}?"
        rf"|(?:(?:{_words('over')}|超(?<![赶反]超)|逾)了?))|(?:{_words('under')}|不到(?<![达得看找见想遇料]不到))了?)"
        rf"{_AMOUNTS}(?:{_MORE}|{_UNIT}(?:{_ROUND}|以(?(near)[上下内]|(?(least)上|[内下]))))"
        rf"|{_NEAR}[^，。；、：！？（）“”\n\d]{{0,10}}?{_AMOUNTS}{_UNIT}(?:{_ROUND})"
        rf"|(?:大?约|大概)有?(?:将近|近|逾|超过|不足|不到|至少)(?={_AMOUNT})|(?:将|接)?近约(?={_AMOUNT})"
        r"|上(?<![以之]上)[百千万亿][多余](?![元样])|[几数](?<![总人户件次参个倍位指]数)[十百千万][多余](?![元样])"
        # 300多人左右; the digits before are few.
        rf"|\d{{1,9}}[多余][万亿]?{_UNIT}(?:{_ROUND})|\d{{1,9}}[多余][万亿]?(?:{_UNIT}以内|[人名户家个件项亩元]以上)"
    )
    _SPAN = regex(rf"近{_AMOUNTS}[多余]?(?:个月|[年月天周日届])")
    _THINGS = regex(rf"突破{_AMOUNTS}[多余]?[项个种道款类台大]")

    # The later of the two words: there are few, and only the clause before one need be read.
    _LATER = regex(
        rf"[多余左上以近约逾超不至](?:(?<={_DIGITS}[多余])|(?<={_DIGITS}.多)|(?<=左)右|(?<=上)下|(?<=以)[上下内]"
        rf"|(?<=[约概有将近][近约])(?={_AMOUNT})|(?<=[约概有][逾超不至]))"
    )
    _REACH = 40
    _AFTER = 12

    def places(self, page: Page) -> Iterator[Hit]:
        """The pattern in the clauses that hold a second word."""
        norm, end = page.norm, 0
        for later in self._LATER.finditer(norm):
            if later.start() < end:
                continue
            start = max(end, later.start() - len(page.clause_before(later.start(), self._REACH)))
            match = self.pattern.search(norm, start, later.end() + self._AFTER)
            if match and self._is_doubled(norm, match):
                yield Hit(*match.span())
            if match:
                end = match.end()

    def _is_doubled(self, norm: str, match: re.Match[str]) -> bool:
        """近10多年 is the time that has passed, 突破20多项 a number of things, 低于13%左右的目标 a comparison."""
        if self._SPAN.match(norm, match.start()) or self._THINGS.match(norm, match.start()):
            return False
        return not (match[0].startswith(("低于", "高于", "小于", "大于")) and match[0].endswith(("左右", "上下")))


_ONES = NUMERAL[:9]
_FIGURES = "0123456789"
_COUNTED = "个家名人天年次项件户万亿千百种倍吨亩元里岁头台辆"


class NumberStyle(Habit):
    """A number is written half in digits, half in words.

    **What it finds.** 3千余, 5百万, 1亿3千万, 30几个, 数10名, 5、6个 for 五六个, 百分之30, 二零二三年.

    **Why.** Digits go with 万 and 亿 only; 几, 数 and two neighbours as an estimate are written in characters.

    **Example.** ``3千余人参加`` → ``3千余人``

    **What to do.** Write the number in one way: 3000余人, 1.3亿人次, 三十几个, 五六个.

    **Norm.** 规定: GB/T 15835.
    """

    id = "RM1402"
    name = "number-style"
    message = "数字写法不规范（阿拉伯数字与汉字混用，或者概数中间用了顿号）"
    advice = "统一写法，如“3000余人”“1.3亿”“三十几个”“五六个”“30%”"
    hit = strings("style", "numbers", "hit")
    miss = strings("style", "numbers", "miss")

    # One pair of characters of each form below.
    signs = (
        *(f"{before}{after}" for before in "亿万之几数" for after in _FIGURES),
        *(f"{before}{after}" for before in _FIGURES for after in "十百千几分"),
        *(f"{before}、{after}" for digits in (_FIGURES, _ONES) for before in digits for after in digits),
        *(f"{numeral}%" for numeral in NUMERAL),
        "亿零", "万零", "一零", "二零",
    )  # fmt: skip
    # All that may begin it is one class, so that ``re`` skips to it.
    pattern = regex(
        rf"[\d几数百千{NUMERAL}万](?:(?<=\d)(?<![\dA-Za-z.]\d)\d{{0,4}}(?:\.\d{{1,2}})?(?:"
        rf"亿零?\d[\d.]{{0,6}}[千百]万?|万零?\d{{1,4}}[千百]"
        rf"|(?:(?<!\d{{3}})[十百千])(?=[余多几]|[万亿](?![千瓦伏亿])|[个家人户名元吨亩项里斤只头辆年次位株棵])"
        rf"|几(?=[{_COUNTED}])|、\d(?=[{_COUNTED}](?!级))|分之[\d{NUMERAL}])"
        rf"|(?<=[几数])(?<![总人户件次参个倍位指]数)10{{0,3}}(?=[余多]?[{_COUNTED}])"
        rf"|(?<=[{_ONES}])(?<![第、：；。 \n\d{NUMERAL}百].)、[{_ONES}]"
        rf"(?=[百千]?[个家天年倍](?![级代])|十[个家天年亿](?!代))"
        rf"|(?<=[百千万])分之\d[\d.]*|(?<=[{NUMERAL}])(?<![{NUMERAL}].)%|(?<=[一二])零[零{_ONES}]{{2}}(?=年))"
    )
    _PAIR = regex(rf"([\d{NUMERAL}])、([\d{NUMERAL}])")

    _REST = regex(rf"[余多]?[万亿]?{_UNIT}")

    def places(self, page: Page) -> Iterator[Hit]:
        """The numbers with their units."""
        for start, end, *_ in super().places(page):
            rest = self._REST.match(page.norm, end)
            yield Hit(start, rest.end() if rest else end)

    def accepts(self, page: Page, match: re.Match[str]) -> bool:
        """Two numbers are an estimate when one follows the other and they are no list of numbers."""
        pair = self._PAIR.fullmatch(match.group())
        if not pair:
            return True
        first, second = map(numeral, pair.groups())
        before = page.norm[match.start() - 1 : match.start()]
        return (second == first + 1 or (first, second) == (3, 5)) and before not in tuple("第、月\n")


class RangeSign(Habit):
    """The first number of a range has lost its % or 万.

    **What it finds.** 63~68%, 10—15%, 3-5万元.

    **Why.** 63~68% can be read as 63 to 0.68; 3-5万元 as three yuan to fifty thousand.

    **Example.** ``63~68%`` → ``63~68%``

    **What to do.** Repeat the sign: 63%~68%, 3万~5万元.

    **Norm.** 规定: GB/T 15835.
    """

    id = "RM1409"
    name = "range-sign"
    message = "数值范围的前一个数省略了百分号或“万”“亿”"
    advice = "前后两个数都写全，如“63%~68%”“3万~5万元”"
    hit = strings("style", "ranges", "hit")
    miss = strings("style", "ranges", "miss")

    signs = tuple(f"{digit}{sign}" for digit in "0123456789" for sign in "~-—–")
    pattern = regex(
        r"\d(?<![\dA-Za-z./%~—–-]\d)(?<!0(?=\d))\d{0,3}(?:\.\d{1,2})?(?<!(?:19|20)\d\d)(?:~|-{1,2}|—{1,2}|–)\d{1,4}(?:\.\d{1,2})?[%‰万亿]"
    )


class FallInTimes(Habit):
    """A fall is told in 倍.

    **What it finds.** 减少一倍, 下降2倍, 缩短了近1.5倍; a ratio that falls to (降到2.5倍) or by a part (缩小0.1倍) is
    right.

    **Why.** What falls by its whole is gone; nobody can tell whether a half is left or a third.

    **Example.** ``成本减少一倍`` → ``减少一倍``

    **What to do.** Tell it in per cent or parts: 减少一半, 下降50%.

    **Norm.** 通常; usage of statistics.
    """

    id = "RM1410"
    name = "fall-in-times"
    message = "减少、下降不宜用“倍”表示"
    advice = "改用百分数或分数，如“减少一半”“下降50%”"
    hit = strings("style", "falls", "hit")
    miss = strings("style", "falls", "miss")

    signs = ("倍",)
    pattern = regex(
        r"(?:减少|下降|降低|缩短|缩小|压缩|下滑|减低|减轻|缩减)了?[近约超逾]?(?:过|将近)?"
        rf"(?:[1-9]\d{{0,3}}(?:\.\d{{1,2}})?|[{NUMERAL}百千两]{{1,4}}|几|数)[多余]?倍(?:[多余](?!元)|以上)?"
    )


class ShortYear(Habit):
    """A year is written with two digits.

    **What it finds.** 98年5月, ’23年, 自98年以来, 2021—23年, 2021、22年; 30年来 is a span.

    **Why.** Two digits can be a year of either century, or a span of years.

    **Example.** ``23年底建成`` → ``23年``

    **What to do.** Write all four digits.

    **Norm.** 规定: GB/T 15835.
    """

    id = "RM1411"
    name = "short-year"
    message = "年份只写了两位数字"
    advice = "写全四位，如“2023年”“2021—2023年”"
    hit = strings("style", "years", "hit")
    miss = strings("style", "years", "miss")

    pattern = regex(
        r"[\d'‘’′从自到较比在截](?:(?<=['‘’′])(?<!\d.)\d\d年"
        r"|(?<=于[7-9])\d年(?=[，。；、底初末\n]|$)"
        r"|(?<=[12])(?:(?<=1)9|(?<=2)0)\d\d(?<!\d{5})(?:[~、和至到]|[-—–]{1,2})\d\d年(?![前间内来])"
        r"|(?<=\d)(?<![\d.~—–-]\d)\d年(?=\d{1,2}月|末(?!端)|底(?![蕴气子线色])|初(?![心步中级衷])|[上下]半年|度|全年)"
        r"|(?<=[从自到较比在截])(?:止|至)?(?P<value>[7-9012]\d年)(?=以来|起(?!步)|开始|[至到~—-]))"
    )

    def accepts(self, page: Page, match: re.Match[str]) -> bool:
        """近10年底 is nearly ten years; the numbers of 、 lists are told by what stands before."""
        return page.norm[match.start() - 1 : match.start()] not in tuple("近这前后约")


RULES: tuple[Rule, ...] = (
    DoubledApproximation(), NumberStyle(), RangeSign(), FallInTimes(), ShortYear(),
)  # fmt: skip
