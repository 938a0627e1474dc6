"""Years that contradict each other: the title's against the text's, a five-year plan's against its name.

Takes a ``Page``, gives the year. Values of two years are in ``rules/figures.py``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportmine.patterns import regex
from reportmine.rules.rule import Hit, Page, Rule
from reportmine.sections.numbering import numeral


class TitleYear(Rule):
    """The year of the title is not the year of the text.

    **What it finds.** A title with one year over a text that speaks of another: 2023年工作总结 and below 2022年是…,
    2022年，全局… while 2023 only comes with plans or not at all; 2024年工作要点 and below 2023年是…之年 without a
    word of 2024; a summary that is dated before its year; a report to a congress of another year. A report to a
    congress looks back on the year before its title, a summary of 2023 may plan for 2024, and a title with two years
    fits both. Of the headings, the plan is for the year after the one that is looked back on.

    **Why.** Last year's title or last year's text was taken over.

    **Example.** ``2023年工作总结`` … ``2022年是攻坚之年`` → ``2023``

    **What to do.** Put the title or the years in the text right.

    **Norm.** 通常.
    """

    id = "RM803"
    name = "title-year"
    category = "consistency"
    severity = "medium"
    message = "标题的年份与正文所说的年份不一致"
    advice = "核对标题和正文的年份"
    hit = (
        "东江市水务局⟦2023年⟧工作总结\n2022年是极不平凡的一年。\n2022年，全局上下共同努力。\n2023年工作打算：继续努力。",
        "⟦2024年⟧工作要点\n2023年是攻坚之年。全局要抓好落实。",
        "⟦2023年⟧度法治政府建设情况报告\n2021年，全局推进依法行政。\n2021年，我们加强普法。",
        "东江县教育局⟦2023年⟧工作总结\n今年以来，全局抓好落实。\n2022年12月28日",
        "⟦2023年⟧政府工作报告\n2024年，我们完成了目标。\n2025年是关键之年，2025年要抓好项目。",
        "⟦2025年⟧政府工作报告\n——2024年1月16日在第三次会议上\n一、2023年工作回顾\n二、2024年工作安排",
        "⟦2025年⟧政府工作报告\n各位代表：\n一、2023年工作回顾\n二、2024年工作安排",
        "2025年政府工作报告\n——⟦2024年⟧1月16日在第三次会议上\n一、2024年工作回顾\n二、2025年工作安排",
        "东江市水务局⟦2023年⟧工作总结\n一、2022年工作情况\n二、2023年工作打算",
        "2024年东江市水务局工作总结\n一、⟦2022年⟧工作情况\n二、2023年工作打算",
        "2023年工作总结\n一、2023年工作情况\n建成水厂。\n二、⟦2023年⟧工作打算\n抓好建设。",
        "⟦2025年⟧水务工作要点\n一、2024年总体要求\n二、重点任务",
        "东江市水务局工作总结\n一、2023年工作回顾\n建成水厂。\n二、⟦2025年⟧工作安排\n抓好建设。",
    )
    miss = (
        "2023年工作总结\n2023年是极不平凡的一年。\n2022年底启动的项目完工。\n2024年，我们将继续努力。",
        "2024年政府工作报告\n2023年，我们完成了目标。2023年是开局之年。\n2024年是关键之年。",
        "2022年工作总结和2023年工作计划\n2022年，全局努力。2023年是攻坚之年。",
        "2023年工作总结\n一年来，全局努力。\n2024年1月5日",
        "2024年工作计划\n2023年，我们取得了成绩。\n2024年要抓好落实。",
        "2023年工作总结\n2021年，项目获批。2022年，项目开工。今年，项目完工。",
        "2024年度工作报告\n2024年，全局努力。2025年，我们将继续努力。",
        "2025年政府工作报告\n——2024年12月26日在第三次会议上\n一、2024年工作回顾\n二、2025年工作安排",
        "2024年政府工作报告\n——2025年1月9日在第三次会议上\n2024年，我们完成了目标。",
        "2023年上半年工作总结\n一、2023年上半年工作情况\n建成水厂。\n二、2023年下半年工作打算",
        "2023年工作总结\n建成水厂。\n二、2024年工作计划\n建成泵站。",
        "2023年工作总结\n一、2023年工作情况\n二、下一步工作打算\n2022年工作情况",
        "今年工作总结\n一、2023年前三季度工作情况\n二、2023年后三个月工作安排",
        "2021年政府工作报告\n2016年，规划开始实施。2020年是收官之年。“十四五”时期（2021—2025年）",
    )

    _YEAR = regex(r"(?<!\d)((?:19|20)\d\d)(?=年)")
    _SPAN = regex(r"(?:19|20)\d\d年?(?:至|[—–\-~～/])")
    _NUMBER = r"[一二三四五六七八九十]{1,2}、|（[一二三四五六七八九十]{1,2}）|\d[.、]|第[一二三]部分[ \u3000：:]{0,3}"
    _HEAD = regex(
        rf"(?:^|(?<=[。！；\n]))[ \u3000]*(?:{_NUMBER})?"
        r"((?:19|20)\d\d)年"
        r"(?=[，,是度]|(?:以来)?[，,]|[全我在市县区局上](?!年底)|(?:主要|重点)?工作|政府工作|经济社会发展)",
        re.MULTILINE,
    )
    _PERIOD = regex(r"[一二三四五六七八九十]五[”规时]|五年|三年|届|规划|\d{4}年\d{1,2}月")
    _OPENING = 200
    _DATE = regex(r"(?:20\d\d)年 ?\d{1,2}月 ?\d{1,2}日")
    _SESSION = regex(r"((?:19|20)\d\d)年 ?(\d{1,2})月 ?\d{1,2}日 ?在[^\n]{0,60}会议?上")
    _AHEAD = regex("计划|打算|思路|将|力争|确保|要|展望|安排|明年|下一步|重点|目标|下步")
    _SUMMARY = regex("总结|回顾|述职|情况的?报告|情况汇报|年报|工作汇报")
    _PLAN = regex("计划|要点|打算|安排|思路|方案")

    # The heading that looks back, and the one that plans; each alone on its line.
    _REVIEWED = regex(
        rf"^(?:{_NUMBER})(?P<year>(?:19|20)\d\d)年度?"
        r"(?:主要|重点)?(?:工作)?(?:(?:回顾|总结)|(?:开展|完成)?情况)(?:的?(?:回顾|总结))?$",
        re.MULTILINE,
    )
    _INTENDED = regex(
        rf"^(?:{_NUMBER}|第[一二三]部分[ \u3000：:]{{0,3}})(?P<year>(?:19|20)\d\d)年度?"
        r"(?:的?(?:主要|重点|总体))?(?:工作|发展)?(?:的?(?:主要|总体))?(?:打算|计划|安排|思路|重点|展望|任务|目标|要求)$",
        re.MULTILINE,
    )

    def find(self, page: Page) -> Iterator[Hit]:
        """The title's year against the text's, then the headings against each other."""
        told = False
        for hit in self._against_title(page):
            told = True
            yield hit
        if not told and page.part is None:
            yield from self._headings(page)

    def _headings(self, page: Page) -> Iterator[Hit]:
        """A plan for the year that is looked back on, or for one that does not follow it."""
        reviewed, intended = self._one(self._REVIEWED, page), self._one(self._INTENDED, page)
        if reviewed and intended and reviewed.end() < intended.start():
            apart = int(intended["year"]) - int(reviewed["year"])
            if apart in (0, 2, -1):
                yield Hit(intended.start("year"), intended.end("year") + 1)

    @staticmethod
    def _one(pattern: re.Pattern[str], page: Page) -> re.Match[str] | None:
        """The only heading of its kind."""
        found = [match for at in page.numbered if (match := pattern.match(page.norm, at))]
        return found[0] if len(found) == 1 else None

    def _against_title(self, page: Page) -> Iterator[Hit]:
        """The title's one year against the years sentences begin with, and against the date at the end."""
        dates = [line.start for line in page.titles if self._DATE.search(page.norm, *line)]
        lines = [line for line in page.titles if line.start not in dates]
        # What stands below the date may be the first heading already.
        titles = [line for line in lines if not dates or line.start < dates[0]] or lines
        years = [match for start, end in titles for match in self._YEAR.finditer(page.norm, start, end)]
        if len({match[1] for match in years}) != 1 or page.part is not None:
            return
        title = "".join(page.norm[start:end] for start, end in titles)
        if self._PERIOD.search(self._SPAN.sub("五年", title)):
            return
        year, body = int(years[0][1]), max(end for _, end in titles)
        delivered = self._delivered(page.norm, title)
        if delivered and year in _of_session(delivered):
            return
        if str(year) not in page.norm[body:] and (delivered or self._planned(page.norm, title, body)):
            yield Hit(years[0].start(), years[0].end() + 1)
        elif delivered and int(delivered[1]) < year:
            yield Hit(delivered.start(1), delivered.end(1) + 1)
        elif not delivered and (found := self._taken_over(page, title, year, body)):
            yield Hit(found.start("year"), found.end("year") + 1)
        elif not delivered and self._differs(page, title, year, body):
            yield Hit(years[0].start(), years[0].end() + 1)

    def _delivered(self, norm: str, title: str) -> re.Match[str] | None:
        """When a report to a congress was given, as the line under its title says."""
        return self._SESSION.search(norm, 0, 400) if "政府工作报告" in title else None

    def _planned(self, norm: str, title: str, body: int) -> bool:
        """Whether a heading of a report to a congress has a plan for another year."""
        return "政府工作报告" in title and any(
            self._AHEAD.search(norm, match.end(), match.end() + 16) for match in self._HEAD.finditer(norm, body)
        )

    def _taken_over(self, page: Page, title: str, year: int, body: int) -> re.Match[str] | None:
        """The heading of a summary that looks back on another year, where its plan is not for the next one either."""
        reviewed, intended = self._one(self._REVIEWED, page), self._one(self._INTENDED, page)
        if not reviewed or not intended or not self._SUMMARY.search(title) or reviewed.start() < body:
            return None
        years = int(reviewed["year"]), int(intended["year"])
        return reviewed if years[1] == years[0] + 1 and year - 4 < years[1] < year else None

    def _differs(self, page: Page, title: str, year: int, body: int) -> bool:
        norm = page.norm
        is_plan, is_summary = bool(self._PLAN.search(title)), bool(self._SUMMARY.search(title))
        if is_plan and is_summary:
            return False
        dated = self._dated(norm, body) if is_summary else None
        if dated is not None and dated < year:
            return True
        heads = [(int(match[1]), match) for match in self._HEAD.finditer(norm, body)]
        if is_summary:
            heads = [
                (head, match)
                for head, match in heads
                if head != year + 1 or not self._AHEAD.search(norm, match.end(), match.end() + 10)
            ]
            if not heads:
                return False
        if is_plan:
            # The year before may be looked back upon; only a year that *is* something is the year of the plan.
            being = {head for head, match in heads if norm.startswith("年是", match.end(1)) and abs(head - year) < 4}
            intended = self._one(self._INTENDED, page)
            off_plan = intended is not None and abs(int(intended["year"]) - year) < 4
            return (bool(being) or off_plan) and str(year) not in norm[body:]
        near = {year}
        if not is_summary:
            near |= {year - 1} if "政府工作报告" in title else {year - 1, year + 1}
        off = [match for head, match in heads if head not in near and abs(head - year) < 4]
        if not off or (is_summary and (heads[0][0] in near or len({match[1] for match in off}) > 1)):
            return False
        if len(off) < 2 and not (is_summary and off[0].start() - body < self._OPENING):
            return False
        own = [match for match in self._YEAR.finditer(norm, body) if int(match[1]) in near]
        if is_summary:
            own = [match for match in own if not self._AHEAD.search(norm, match.end(), match.end() + 30)]
        return not own

    def _dated(self, norm: str, body: int) -> int | None:
        """The year of a date that is the last line."""
        tail = norm[body:].rstrip()
        last = tail[tail.rfind("\n") + 1 :].strip() if "\n" in tail else ""
        return int(last[:4]) if self._DATE.fullmatch(last) else None


def _of_session(delivered: re.Match[str]) -> tuple[int, ...]:
    """The years a report may have in its title: those of its congress, or the next for a congress in December."""
    year, month = int(delivered[1]), int(delivered[2])
    return (year, year + 1) if month > 10 else (year,)


class PeriodYears(Rule):
    """The years of a five-year plan are wrong.

    **What it finds.** “十四五”时期（2016—2020年）, 2022年是“十四五”开局之年, “十三五”末的2021年. The first plan ran
    from 1953 to 1957; from the sixth (1981) on every plan has five years. Plans of one trade may have years of
    their own within the period; 普法 counts its own periods.

    **Why.** A sentence of the last period was taken over.

    **Example.** ``“十四五”时期（2016—2020年）`` → ``2016—2020年``

    **What to do.** Correct the period or the years.

    **Norm.** 通常; the periods are those of the national five-year plans.
    """

    id = "RM804"
    name = "period-years"
    category = "consistency"
    severity = "medium"
    message = "五年规划的名称与年份不一致"
    advice = "核对规划期和年份，如“十四五”为2021—2025年"
    hit = (
        "“十四五”时期（⟦2016—2020年⟧）经济平稳。",
        "⟦2022年⟧是“十四五”开局之年，⟦2024年⟧是“十四五”规划收官之年。",
        "到“十三五”末（⟦2021年⟧），建成",
        "第十四个五年规划（⟦2020-2025年⟧）",
        "⟦2023年⟧是实施“十四五”规划的第二年",
    )
    miss = (
        "“十四五”时期（2021—2025年），“十五五”时期（2026-2030年）",
        "2021年是“十四五”开局之年，2025年是“十四五”规划收官之年，2023年是“十四五”承上启下之年",
        "“十四五”规划（2021—2023年）、“十四五”规划和2035年远景目标",
        "2020年是“十三五”收官之年，也是“十四五”谋划之年，2021年将迎来“十四五”开局",
        "“七五”普法（2016—2020年）收官，2022年是“八五”普法第二年",
        "2022年是“十四五”的第二年",
        "2025年是“十四五”收官之年、“十五五”谋划之年。2026年是“十五五”开局之年",
    )

    _NAME = (
        r"(?:“?(?P<short>十[一二三四五六]?|[一二三四五六七八九])五[”\"]?|第(?P<long>十?[一二三四五六七八九]|十)个五年)"
    )
    _RANGE = regex(
        rf"{_NAME}(?P<of>时期|期间|规划|计划)?[（(](?P<first>\d{{4}})年?[—–\-~～至]{{1,2}}(?P<last>\d{{4}})年?[）)]"
    )
    _END = regex(rf"{_NAME}(?:时期|期|规划|计划)?末(?:期|年)?(?:，即|的|，|[（(]即?)(?P<last>\d{{4}})年")
    _STAGE = regex(
        rf"{_NAME}(?:规划|时期|计划|期间)?(?:的?实施|全面实施)?的?(?:全面)?"
        r"(?:(?P<first>开局|开篇|起步|首年|第一年)|(?P<second>第二年)|(?P<third>第三年|中期之年)|(?P<fourth>第四年)|"
        r"(?P<fifth>收官|收尾|最后一年|末年|第五年|决胜收官))"
    )
    _IS = regex(r"((?:19|20)\d\d年)(?:，|作为|既|)(?:是|[^，。；\d]{0,4}作为)(?:[^。；\n\d]{0,30})\Z")
    _ORDER = ("first", "second", "third", "fourth", "fifth")

    def find(self, page: Page) -> Iterator[Hit]:
        """Years in brackets behind a period, ends of periods, and years that are its first or last."""
        norm = page.norm
        for line in page.lines_with(
            (
                "五”",
                "五（",
                "五时期（",
                "五年规划（",
                "五年计划（",
                '五"',
                "五末",
                "五期末",
                "五规划",
                "五开局",
                "五收官",
            )
        ):
            yield from self._line(norm, *line)

    def _line(self, norm: str, start: int, end: int) -> Iterator[Hit]:
        for match in self._RANGE.finditer(norm, start, end):
            period = self._years(match)
            if period is None:
                continue
            first, last = int(match["first"]), int(match["last"])
            inside = period[0] <= first < last <= period[1]
            whole = match["of"] in ("时期", "期间") or match["long"]
            if (first, last) != period and not (inside and not whole):
                yield Hit(match.start("first"), match.end() - 1)
        for match in self._END.finditer(norm, start, end):
            period = self._years(match)
            if period is not None and int(match["last"]) != period[1]:
                yield Hit(match.start("last"), match.end("last") + 1)
        for match in self._STAGE.finditer(norm, start, end):
            period, year = self._years(match), self._IS.search(norm, max(start, match.start() - 45), match.start())
            if period is None or year is None or not match.lastgroup:
                continue
            if "五" in norm[year.end(1) : match.start()]:
                continue  # 2020年是“十三五”收官之年，也是“十四五”…
            if int(year[1][:4]) != period[0] + self._ORDER.index(match.lastgroup):
                yield Hit(*year.span(1))

    @staticmethod
    def _years(match: re.Match[str]) -> tuple[int, int] | None:
        number = numeral(match["short"] or match["long"])
        if number < 6 and number != 1:
            return None  # 二五 to 五五 were not of one length, and mean other things too
        return (1953, 1957) if number == 1 else (1981 + 5 * (number - 6), 1985 + 5 * (number - 6))


RULES: tuple[Rule, ...] = (TitleYear(), PeriodYears())
