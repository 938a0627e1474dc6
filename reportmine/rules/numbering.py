"""Numbers that skip or repeat: of headings, and of lists within the text.

Takes a ``Page``, gives the number. Read next: ``sections/numbering.py``, which reads the numbers.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache

from reportmine.patterns import regex
from reportmine.rules.rule import Hit, Page, Rule
from reportmine.sections.numbering import RANK, Marker, numeral, read_marker

_NUMERAL = "一二三四五六七八九十"
_TENS = tuple(_NUMERAL[1:])
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
# What a number can begin with, or a mark before it; most lines begin with a word.
_HEADS = frozenset("第（(〔【#一二三四五六七八九十壹贰叁肆伍陆柒捌玖拾\u200b\u200c\u200d\u200e\u200f\ufeff\u2060")


class _Step:
    """A number on the way down the outline: what was counted last in its style."""

    def __init__(self, style: str, value: int, start: int) -> None:
        self.style, self.value, self.start = style, value, start
        # Numbers left behind by a list of the same style inside: 四、 then 一、二、 then 五、
        self.left: list[int] = []

    def move(self, value: int, start: int) -> None:
        """Goes on to the next number."""
        if value == 1 and self.value > 1:
            self.left.append(self.value)
        elif value - 1 in self.left:
            del self.left[self.left.index(value - 1) :]
        self.value, self.start = value, start


# What may stand before the first number of a list of appendices.
_APPENDED = regex(r"附件?[：:] ?(?=\d{1,2}[.、](?!\d))")


# Two rules ask.
@lru_cache(maxsize=1)
def _numbered(page: Page) -> list[tuple[int, Marker, bool]]:
    """Where the lines begin that are numbered like a heading, their numbers, and whether 附件： stands before."""
    found: list[tuple[int, Marker, bool]] = []
    for start, end in page.lines:
        appended = _APPENDED.match(page.norm, start, end) if page.norm[start] == "附" else None
        start = appended.end() if appended else start
        if page.norm[start] in _HEADS or page.norm[start].isdecimal():
            marker = read_marker(page.norm[start : min(end, start + 60)])
            if marker is not None and RANK.get(marker.style, 9) <= 4:
                found.append((start, marker, appended is not None))
    return found


class Numbering(Rule):
    """The numbers of headings, notes, appendices or tables skip or repeat.

    **What it finds.** 一、 then 三、, or （二） twice, among headings of one style under one parent; [2] then [4] among
    notes, ② then ④, 附件1 then 附件3, 表1 then 表3, 图, 专栏 and 案例 at the heads of lines. An excerpt may begin
    anywhere, a list may begin again at one, and a number that stands inside a line counts as there.

    **Why.** A part was dropped or copied in, or the numbers were not put right afterwards.

    **Example.** ``（二）…`` ``（四）…`` → ``（四）``

    **What to do.** Check whether a part is missing, then number again.

    **Norm.** 通常; for the order of the styles GB/T 9704.
    """

    id = "RM801"
    name = "numbering"
    category = "consistency"
    severity = "low"
    message = "标题序号不连续或重复"
    advice = "核对是否缺少或多出一部分，再重新编号"
    hit = (
        "一、回顾\n（一）改革\n（二）开放\n⟦（四）⟧民生\n二、展望",
        "一、回顾\n讲成绩。\n二、问题\n讲问题。\n⟦二、⟧打算\n讲打算。",
        "一、回顾\n⟦三、⟧展望",
        "名词解释\n[1] 林长制：一种制度。\n[2] 首店：第一家店。\n⟦[4]⟧ 链长制：一种机制。",
        "注释\n①林长制：一种制度。\n②首店：第一家店。\n⟦④⟧链长制：一种机制。",
        "附件1\n任务清单\n甲\n⟦附件3⟧\n分工表",
        "表1 主要指标\n甲\n表2 项目\n乙\n⟦表4⟧ 资金",
        "专栏一：甲\n内容\n⟦专栏三⟧：乙",
        "附件：1.任务清单\n⟦3.⟧分工表\n某局",
    )
    miss = (
        "一、回顾\n（一）甲\n（二）乙\n二、展望\n（一）丙\n（二）丁",
        "（三）民生\n（四）安全",
        "三、甲\n四、乙\n一、乙一\n二、乙二\n五、丙",
        "一、回顾\n1.甲\n2.乙\n二、展望\n1.丙\n2.丁",
        "一、回顾\n（一）甲。（二）乙。\n（三）丙",
        "[1] 甲乙\n[2] 丙丁\n[1] 戊己\n[2] 庚辛\n[3] 壬癸",
        "附件1\n任务清单（附件2另发）\n附件3\n分工表\n表1 甲\n表1 甲（续）\n表1-3 乙\n图2 丙",
        "①甲乙；②丙丁；③戊己\n④庚辛\n表3 丙\n案例三：丙",
        "附件：1.任务清单\n2.分工表\n某局",
    )

    # What is counted through the whole text: notes, and what has a name before its number.
    _LABELS = frozenset(f"[［【〔附表图专案注{_CIRCLED}")
    _LABEL = regex(
        rf"(?P<note>[\[［【〔])(?P<of>\d{{1,2}})[\]］】〕](?=[^\n]{{2}})|(?P<ring>[{_CIRCLED}])(?=[^\n{_CIRCLED}]{{2}})"
        rf"|(?P<name>附[件表图]|[表图注]|专栏|案例)[ \u3000]?(?P<count>\d{{1,2}}|[{_NUMERAL}]{{1,3}})"
        r"(?=[ \u3000：:.\t\n]|$)"
    )
    # How far apart two circled numbers of one list may be.
    _NEAR = 3000

    def find(self, page: Page) -> Iterator[Hit]:
        """The numbers of headings, then those of notes and of what is named and counted."""
        yield from self._of_headings(page)
        yield from self._of_labels(page)

    def _of_labels(self, page: Page) -> Iterator[Hit]:
        norm = page.norm
        seen: dict[str, tuple[int, int]] = {}
        for start, end in page.lines:
            match = self._LABEL.match(norm, start, end) if norm[start] in self._LABELS else None
            if match is None:
                continue
            written = match["of"] or match["ring"] or match["count"]
            key, value = match["note"] or match["name"] or "①", numeral(written)
            last, at = seen.get(key, (0, start))
            seen[key] = value, start
            if not 0 < last < value - 1 < last + 3 or (key == "①" and start - at > self._NEAR):
                continue
            if not any(self._is_there(norm, key, missing, at, start) for missing in range(last + 1, value)):
                yield Hit(*match.span())

    @staticmethod
    def _is_there(norm: str, key: str, missing: int, at: int, start: int) -> bool:
        """Whether the missing number stands between two, or, of what has a name, anywhere."""
        if key == "①":
            return _CIRCLED[missing - 1] in norm[at:start]
        if len(key) == 1 and not key.isalpha():
            return re.search(rf"[\[［【〔]{missing}[\]］】〕]", norm[at:start]) is not None
        return re.search(rf"{key} ?(?:{missing}(?!\d)|{_chinese(missing)}(?![{_NUMERAL}]))", norm) is not None

    def _of_headings(self, page: Page) -> Iterator[Hit]:
        stack: list[_Step] = []
        for start, marker, appended in _numbered(page):
            if marker.value is None:
                continue
            place = start + marker.start
            if appended:
                stack = [step for step in stack if step.style != marker.style]
            open_styles = [step.style for step in stack]
            if marker.style not in open_styles:
                stack.append(_Step(marker.style, marker.value, place))
                continue
            del stack[open_styles.index(marker.style) + 1 :]
            last = stack[-1]
            if self._wrong(page, last, marker, place):
                yield Hit(place, place + len(marker.number))
            last.move(marker.value, place)

    @staticmethod
    def _wrong(page: Page, last: _Step, marker: Marker, place: int) -> bool:
        assert marker.value is not None
        if marker.value - 1 in last.left:
            return False
        if marker.value == last.value:
            # The same number with the same words is a line that stands twice (a table of contents).
            return marker.value > 1 and not _same_line(page, last.start, place)
        if not last.value + 1 < marker.value <= last.value + 3:
            return False
        between = page.norm[last.start + 1 : place]
        missing = range(last.value + 1, marker.value)
        return not any(_written(marker, value, between) for value in missing)


class Enumeration(Rule):
    """The numbers of a list within the text skip or repeat.

    **What it finds.** 一是 then 三是, 二是 twice, 第一，第二，第四， in one paragraph or at the heads of paragraphs
    under one heading. A list that begins at one again is another list, a number that stands in any other form (二要,
    第二) counts as there, and 一是一，二是二 is a saying.

    **Why.** A member was dropped or put in, and the numbers were not put right.

    **Example.** ``一是抓学习；三是抓落实`` → ``三是``

    **What to do.** Check whether a member is missing, then number again.

    **Norm.** 通常.
    """

    id = "RM805"
    name = "enumeration"
    category = "consistency"
    severity = "low"
    message = "列举的序号不连续或重复"
    advice = "核对是否缺少或多出一项，再重新编号"
    hit = (
        "一是资金不足；二是人才短缺；⟦四是⟧机制不活。",
        "强化队伍建设，一是抓好理论武装；⟦三是⟧严明工作纪律。",
        "一是高位推动；二是部门联动；⟦二是⟧全民发动。",
        "第一，突出政治引领。第二，突出主责主业。⟦第四⟧，突出自身建设。",
        "一是加大投入，安排资金。\n二是强化保障，单列指标。\n⟦四是⟧优化政策，引进人才。",
        "一要抓项目，二要抓产业，⟦四要⟧抓民生。",
        "主要做法：（1）建机制；（2）强队伍；⟦（4）⟧严考核。",
        "主要做法：①建立机制；②建强队伍；⟦④⟧严格考核。",
        "主要做法：1.建立机制；2.建强队伍；⟦4.⟧严格考核。",
        "具体措施：一、抓学习；二、抓制度；⟦四、⟧抓考核。",
        "原因有三：其一，投入不足；⟦其三⟧，人才短缺。",
    )
    miss = (
        "一是资金不足；二是人才短缺；三是机制不活。一是抓学习，二是抓落实。",
        "一是一，二是二，四是四。",
        "一是抓学习；二要抓落实；三是抓考核。",
        "问题一是资金不足，二是人才短缺。措施一是抓学习，二是抓落实。",
        "第一产业增长3%，第三产业增长6%。第一，抓项目。第二，抓产业。",
        "三是抓落实；四是抓考核。",
        "一是抓学习。\n二是抓落实。\n二、打算\n三是抓考核。",
        "见表（1）、（3）。国家标准第一，第三的要求",
        "做法：①建立机制；②建强队伍；③严格考核。①甲乙；②丙丁。",
        "比重：一、二产业下降；三、四线城市回暖。二、三产业增长。",
        "做法：1.建立机制；2.建强队伍；3.严格考核。增长4.2%；5.3万人",
        "其一，投入不足；其二，人才短缺；第三，机制不活；其四，作风不实。",
    )

    # What a text with such a list holds, and its numbers. Each form begins with a character that is soon found; what
    # stands before a number is looked at for the few there are.
    _FORMS = tuple(
        (signs, regex(form))
        for signs, form in (
            (("一是", "二是", "一则"), rf"[是则](?<=([{_NUMERAL}])[是则])(?=[^\n，。；、]{{3}})"),
            (("一要", "二要"), rf"要(?<=([{_NUMERAL}])要)(?=[^\n，。；、]{{3}})"),
            (("第一，", "第一是", "第一、"), rf"第([{_NUMERAL}]{{1,2}})(?=[，、是][^\n，。；、第]{{3}})"),
            (("（1）",), r"（(\d{1,2})）(?=[^\n，。；、（]{2})"),
            (("（一）",), rf"（([{_NUMERAL}]{{1,2}})）(?=[^\n，。；、（]{{2}})"),
            (("①",), rf"([{_CIRCLED}])(?=[^\n，。；、{_CIRCLED}]{{2}})"),
            (("1.", "1、", "1）"), r"([1-9])[.、）](?<=[：；。:;]\d.)(?=[\u4e00-\u9fff]{2})"),
            (("一、",), rf"([{_NUMERAL}])(?<=[：；。:;].)、(?=[^\n，。；、{_NUMERAL}]{{2}})"),
            (("其一",), rf"其([{_NUMERAL}])(?=[，是])"),
        )
    )
    # How long a member may be.
    _REACH = 1500

    def find(self, page: Page) -> Iterator[Hit]:
        """The numbers of each form in their order."""
        forms = [form for signs, form in self._FORMS if any(sign in page.norm for sign in signs)]
        headings = _headings(page) if forms else []
        for form in forms:
            yield from self._follow(page.norm, form, headings)

    def _follow(self, norm: str, form: re.Pattern[str], headings: list[int]) -> Iterator[Hit]:
        last, before = 0, 0  # the number that was counted last, and where it ends
        for match in form.finditer(norm):
            start = min(match.span(1)[0], match.start())
            if start < match.start() and norm[start - 1 : start] in _TENS:
                start -= 1  # 十一是
            if not self._begins(norm, start):
                continue
            written = norm[start : match.end()]
            value, at = numeral(re.sub("[第（）是则要其.、]", "", written)), bisect_left(headings, before)
            apart = start - before > self._REACH or (at < len(headings) and headings[at] < start)
            if value == 1:
                last = 1
            elif not last or apart:
                last = 0
            elif value in (last, last + 2) and not self._told(written, last, norm[before:start]):
                yield Hit(start, match.end())
                last = value
            else:
                last = value if value == last + 1 else 0
            before = match.end()

    @staticmethod
    def _begins(norm: str, start: int) -> bool:
        """Whether a number begins a member; one in brackets that begins a line is a heading."""
        before, opens = norm[start - 1 : start], norm[start]
        if opens == "（":
            return before != "" and before in "：；。:;"
        return before in "：；。:; \n" or (before in "，、," and opens != "第")

    @staticmethod
    def _told(written: str, last: int, between: str) -> bool:
        """Whether the number that is missing has another form, or another list has begun."""
        ring = written in _CIRCLED
        first = "①" if ring else re.sub(rf"[{_NUMERAL}]+", "一", re.sub(r"\d+", "1", written))
        if first in between or "第一" in between or "首先" in between:
            return True
        missing = _chinese(last + 1)
        plain = rf"(?<![{_NUMERAL}]){missing}[是则要靠抓、，）]|(?<!\d){last + 1}[.、）]"
        plain = _CIRCLED[last] if ring and last < len(_CIRCLED) else plain
        return re.search(rf"{plain}|第{missing}|其[次{missing}]|再[次者]", between) is not None


def _headings(page: Page) -> list[int]:
    """Where the lines with the number of a heading begin."""
    return [start for start, _, appended in _numbered(page) if not appended]


def _chinese(value: int) -> str:
    tens, ones = divmod(value, 10)
    head = "" if not tens else ("十" if tens == 1 else _NUMERAL[tens - 1] + "十")
    return head + (_NUMERAL[ones - 1] if ones else "")


def _written(marker: Marker, value: int, between: str) -> bool:
    """Whether the missing number stands somewhere in the text between, in any of its forms."""
    arabic = marker.style in ("1.", "（1）", "1）")
    numeral = str(value) if arabic else _chinese(value)
    return bool(re.search(rf"(?<![\d{_NUMERAL}]){numeral}[）)、.．，是要]", between))


def _same_line(page: Page, one: int, other: int) -> bool:
    first, second = page.line_at(one), page.line_at(other)
    return page.norm[first.start : first.end] == page.norm[second.start : second.end]


RULES: tuple[Rule, ...] = (Numbering(), Enumeration())
