"""The form of official papers (GB/T 9704): numbers of documents, dates, names of appendices, order of headings.

Takes a ``Page``; a manner of writing that goes through the whole text is told once (``Habit``). Examples are in
``data/style.toml``. Read next: ``rules/style.py`` and ``rules/marks.py``, for numbers and punctuation.
"""

from __future__ import annotations

import re
from calendar import isleap
from collections.abc import Iterator

from reportmine.lexicon import strings
from reportmine.patterns import regex
from reportmine.rules.rule import Habit, Hit, Page, Rule
from reportmine.rules.style import CJK, NUMERAL
from reportmine.sections.numbering import numeral


class DocumentNumber(Habit):
    """The number of a document is not in its form.

    **What it finds.** [2023]12号, （2023）12号, 〔2023〕第12号, 〔2023〕012号, 〔23〕12号 after the code of an office;
    numbers of courts and buildings are other things.

    **Why.** A document is looked up and cited by its number.

    **Example.** ``国办发[2023]12号`` → ``[2023]12号``

    **What to do.** Write 国办发〔2023〕12号.

    **Norm.** 规定: GB/T 9704 7.2.5.
    """

    id = "RM1501"
    name = "document-number"
    message = "发文字号不规范"
    advice = "年份写全并用六角括号〔〕括入，序号不加“第”、不编虚位，如“〔2023〕12号”"
    hit = strings("style", "document_number", "hit")
    miss = strings("style", "document_number", "miss")
    reads = "all"

    pattern = regex(
        rf"[〔\[（(【](?<=[{CJK}].) ?(?P<year>(?:19|20)\d\d年?|(?<=[〔\[])\d\d年?) ?[〕\]）)】]"
        r" ?(?P<number>第? ?\d{1,5}) ?号(?![楼院馆线路机])"
    )

    def places(self, page: Page) -> Iterator[Hit]:
        """The year in its brackets where these are wrong, else the number."""
        for match in self.pattern.finditer(page.norm):
            start, end = match.start(), match.start("number")
            if match[0][0] != "〔" or "〕" not in match[0] or len(match["year"]) != 4:
                yield Hit(start, start + len(page.norm[start:end].rstrip()))
            elif match["number"][0] in "第0":
                yield Hit(end, match.end())


class DateForm(Habit):
    """A date is written with zeros before its numbers, or in both scripts.

    **What it finds.** 2023年05月08日, 2023年五月八日, 二〇二三年5月8日, and a date in characters that stands alone
    as under a paper (二〇二三年五月八日) of 2012 or later.

    **Why.** The date of a paper is in Arabic digits, years in full, months and days without zeros.

    **Example.** ``2023年05月08日``

    **What to do.** Write 2023年5月8日.

    **Norm.** 规定: GB/T 9704 7.3.5.4 for the date of a paper, from 2012 on; 通常 for dates in the text.
    """

    id = "RM1502"
    name = "date-form"
    message = "日期写法不规范"
    advice = "用阿拉伯数字写全年、月、日，月、日不加 0，如“2023年5月8日”"
    hit = strings("style", "dates", "padded") + strings("style", "dates", "mixed")
    miss = strings("style", "dates", "miss")

    signs = (*(f"{unit}{digit}" for unit in "年月" for digit in f"0{NUMERAL}"), "二〇", "二零", "二○")
    # A date alone on its line stands under a paper; in a sentence characters are right.
    pattern = regex(
        rf"(?:19|20)\d\d(?<![\d历].{{4}})年(?:0\d月(?:\d{{1,2}}日)?|\d{{1,2}}月0\d日|[{NUMERAL}]{{1,2}}月(?!革命)(?:[{NUMERAL}]{{1,3}}日)?)"
        r"|月0\d日"
        rf"|二[〇零○][〇零○{NUMERAL[:9]}]{{2}}年(?:\d{{1,2}}月(?:\d{{1,2}}日)?|[{NUMERAL}]{{1,2}}月[{NUMERAL}]{{1,3}}日)"
    )

    def accepts(self, page: Page, match: re.Match[str]) -> bool:
        """A date all in characters counts from 2012 on, and on a line of its own."""
        written = match[0]
        if re.search(r"\d", written):
            return True
        year = int("".join(str(NUMERAL.find(char) + 1) for char in written[1:4]))
        return year >= 12 and page.line_at(match.start()) == match.span()


# Days of the months.
_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


class ImpossibleDate(Rule):
    """A day that no calendar has.

    **What it finds.** 2月30日, 4月31日, 13月5日, 2023年13月, 2月29日 of a year without one, in digits or characters.

    **Why.** The date was mistyped; whoever has to keep it does not know when.

    **Example.** ``4月31日前完成`` → ``4月31日``

    **What to do.** Look up the date.

    **Norm.** The calendar.
    """

    id = "RM1506"
    name = "impossible-date"
    category = "consistency"
    severity = "medium"
    message = "日期不存在"
    advice = "核对并改正日期"
    hit = strings("style", "dates", "impossible")
    miss = strings("style", "dates", "possible")
    reads = "all"

    _COUNT = rf"\d{{1,2}}|[{NUMERAL[:9]}]?十[{NUMERAL[:9]}]?|[{NUMERAL[:9]}]"
    _DATE = regex(
        rf"(?:(?P<year>(?:19|20)\d\d) ?年 ?)?(?<![\d.〇零{NUMERAL}])(?P<month>{_COUNT}) ?月(?!龄)"
        rf"(?: ?(?P<day>{_COUNT}) ?日(?!均|龄)|(?P<part>份))?"
    )
    _ISO = regex(r"(?<![\dA-Za-z./-])(?P<year>(?:19|20)\d\d)-(?P<month>[01]\d)-(?P<day>\d\d)(?![\d-])")

    def find(self, page: Page) -> Iterator[Hit]:
        """Dates with a month or a day out of range; those of the lunar calendar have other months."""
        for line in page.lines_with(("月",)):
            for match in self._DATE.finditer(page.norm, *line):
                lunar = page.norm[max(0, match.start() - 2) : match.start()] in ("农历", "阴历")
                if (match["year"] or match["day"] or match["part"]) and not lunar and not _exists(match):
                    yield Hit(*match.span())
        for line in page.lines_with(("-",)):
            for match in self._ISO.finditer(page.norm, *line):
                if not _exists(match):
                    yield Hit(*match.span())


def _exists(match: re.Match[str]) -> bool:
    month = numeral(match["month"])
    if not 1 <= month <= 12:
        return False
    if match["day"] is None:
        return True
    day = numeral(match["day"])
    leap = match["year"] is None or isleap(int(match["year"]))
    return 1 <= day <= _DAYS[month - 1] - (month == 2 and not leap)


class AttachmentMark(Habit):
    """The name of an appendix ends in a mark.

    **What it finds.** 附件：1.任务清单。 and the numbered names below it.

    **Why.** A name is no sentence.

    **Example.** ``附件：1.任务清单。`` → ``。``

    **What to do.** Delete the mark.

    **Norm.** 规定: GB/T 9704 7.3.4.
    """

    id = "RM1503"
    name = "attachment-mark"
    message = "附件名称后不加标点"
    advice = "删去附件名称末尾的标点"
    hit = strings("style", "attachment", "hit")
    miss = strings("style", "attachment", "miss")

    _NAME = r"[^。；！？]{2,60}"
    _HEAD = regex(rf"附件?(?:\d{{1,2}}|[{NUMERAL}])? ?[：:] ?(?:(?P<number>\d{{1,2}})[.、] ?)?{_NAME}")
    _NEXT = regex(rf"(?P<number>\d{{1,2}})[.、] ?{_NAME}")
    _MARKS = tuple("。；，、")

    def places(self, page: Page) -> Iterator[Hit]:
        """The marks after the first name and after those that go on counting below it."""
        if "附" not in page.norm:
            return
        count = 0
        for line in page.lines:
            if page.norm[line.start] != "附" and not count:
                continue
            marked = page.norm[line.end - 1] in self._MARKS
            found = (self._NEXT if count else self._HEAD).fullmatch(page.norm, line.start, line.end - marked)
            number = int(found["number"] or 0) if found else 0
            if found and marked and (not count or number == count + 1):
                yield Hit(line.end - 1, line.end)
            count = number if found and number == count + 1 else 0


class LevelOrder(Habit):
    """A number of a higher level stands inside one of a lower.

    **What it finds.** 一、 between （一） and （二）, （一） between 1. and 2., 1. between （1） and （2）,
    where the outer numbers go on after the inner ones; a level may be left out.

    **Why.** Readers take 一、 for a chapter.

    **Example.** ``（一）改革 一、国企 二、民企 （二）开放`` → ``一、``

    **What to do.** Number in the order 一、（一）1.（1）.

    **Norm.** 规定: GB/T 9704 7.3.3.
    """

    id = "RM1504"
    name = "level-order"
    message = "标题层次序号颠倒"
    advice = "按“一、”“（一）”“1.”“（1）”的次序编号"
    hit = strings("style", "levels", "hit")
    miss = strings("style", "levels", "miss")

    pattern = regex(
        rf"^ *(?:([{NUMERAL}]{{1,3}})、|[（(]([{NUMERAL}]{{1,3}})[）)]|(\d{{1,2}})\.(?!\d)|[（(](\d{{1,2}})[）)])",
        re.MULTILINE,
    )

    def places(self, page: Page) -> Iterator[Hit]:
        """The first number of every list inside a list of lower rank that goes on afterwards."""
        # Of each level: the last number, and what began inside it with the number it must go on with.
        last = [0, 0, 0, 0, 0]
        waiting: list[tuple[int, Hit] | None] = [None] * 5
        before = 0
        for match in filter(None, (self.pattern.match(page.norm, at) for at in page.numbered)):
            level = match.lastindex or 0
            value = numeral(match[level])
            pending = waiting[level]
            if pending and pending[0] == value:
                yield pending[1]
            waiting[level] = None
            if value == 1 and before > level:
                start = match.end() - len(match[0].lstrip())
                waiting[before] = (last[before] + 1, Hit(start, match.end()))
            last[level], before = value, level


class NumberMark(Habit):
    """A wrong mark stands after the number of a heading.

    **What it finds.** （一）、 （一）. 一. 二， ①、 第一、; 1、 is common and left alone.

    **Why.** Each kind of number has its own mark, and brackets and circles have none.

    **Example.** ``（一）、改革`` → ``（一）、``

    **What to do.** Write 一、 （一） 1. （1） ① 第一，.

    **Norm.** 规定: GB/T 15834, GB/T 9704 7.3.3.
    """

    id = "RM1505"
    name = "number-mark"
    message = "序号后的标点不对"
    advice = "写作“一、”“（一）”“1.”“（1）”“①”“第一，”"
    hit = strings("style", "number_mark", "hit")
    miss = strings("style", "number_mark", "miss")

    _BRACKETED = rf"[（(](?:[{NUMERAL}]{{1,3}}|\d{{1,2}})[）)] ?[、.，,](?! ?[（(])|[①-⑳][、.](?![①-⑳])"
    pattern = regex(rf"[。；：] ?(?P<value>{_BRACKETED})")
    _AT_HEAD = regex(
        rf" *(?P<value>{_BRACKETED}|[{NUMERAL}]{{1,3}} ?[.,，](?![\d{NUMERAL}])"
        rf"|第[{NUMERAL}]{{1,2}}、(?![第{NUMERAL}]))"
    )

    def places(self, page: Page) -> Iterator[Hit]:
        """The numbers with their marks."""
        heads = filter(None, (self._AT_HEAD.match(page.norm, at) for at in page.numbered))
        spans = [match.span("value") for match in (*heads, *self.pattern.finditer(page.norm))]
        yield from (Hit(*span) for span in sorted(spans))


RULES: tuple[Rule, ...] = (
    DocumentNumber(), DateForm(), AttachmentMark(), LevelOrder(), NumberMark(), ImpossibleDate(),
)  # fmt: skip
