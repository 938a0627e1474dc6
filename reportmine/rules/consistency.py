"""What contradicts itself in a text: numbering that skips or repeats, quotes and brackets that stay open.

Takes a ``Page``, gives the number or the mark. Only what is sure enough to be looked at: sums and double
values belong to a full screening. Read next: ``sections/numbering.py``, which reads the numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportmine.rules.rule import Hit, Line, Page, Rule
from reportmine.sections.numbering import RANK, Marker, read_marker

_NUMERAL = "一二三四五六七八九十"


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


class Numbering(Rule):
    """The numbers of headings skip or repeat.

    **What it finds.** 一、 then 三、, or （二） twice, among headings of one style under one parent. An
    excerpt may begin anywhere, a list may begin again at one, and a number that stands inside a line counts
    as there.

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
        "一是资金不足；二是人才短缺；⟦四是⟧机制不活。",
    )
    miss = (
        "一、回顾\n（一）甲\n（二）乙\n二、展望\n（一）丙\n（二）丁",
        "（三）民生\n（四）安全",
        "三、甲\n四、乙\n一、乙一\n二、乙二\n五、丙",
        "一、回顾\n1.甲\n2.乙\n二、展望\n1.丙\n2.丁",
        "一、回顾\n（一）甲。（二）乙。\n（三）丙",
        "一是资金不足；二是人才短缺；三是机制不活。一是抓学习，二是抓落实。",
        "一是一，二是二，四是四。",
    )

    _INLINE = re.compile(rf"(?<=[：；。，、:;, ])([{_NUMERAL}]{{1,2}})是(?=[^\n，。；、]{{3}})")

    # What a number can begin with, or a mark before it; most lines begin with a word.
    _HEAD = re.compile(r"[第（(〔【#\d一二三四五六七八九十壹贰叁肆伍陆柒捌玖拾\u200b-\u200f\ufeff\u2060]")

    def find(self, page: Page) -> Iterator[Hit]:
        """Numbers at the heads of lines, then 一是…二是… within a line."""
        yield from self._outline(page)
        for line in page.lines_with(("一是",)):
            yield from self._enumeration(page, line)

    def _outline(self, page: Page) -> Iterator[Hit]:
        stack: list[_Step] = []
        for start, end in page.lines:
            if not self._HEAD.match(page.norm, start):
                continue
            marker = read_marker(page.norm[start : min(end, start + 60)])
            if marker is None or marker.value is None or RANK.get(marker.style, 9) > 4:
                continue
            place = start + marker.start
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

    def _enumeration(self, page: Page, line: Line) -> Iterator[Hit]:
        norm = page.norm
        first = norm.find("一是", line.start, line.end)
        last = 1
        since = first
        for match in self._INLINE.finditer(norm, first + 2, line.end):
            value = _numeral(match[1])
            if value == last + 2 and last >= 2:
                missing = _chinese(last + 1)
                if not re.search(rf"(?:{missing}[是则要抓、，]|第{missing})", norm[since : match.start()]):
                    yield Hit(match.start(), match.end())
            last, since = value, match.end()


def _numeral(written: str) -> int:
    tens, ten, ones = written.rpartition("十")
    value = _NUMERAL.index(ones) + 1 if ones else 0
    return value if not ten else 10 * (_NUMERAL.index(tens) + 1 if tens else 1) + value


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


class OpenPair(Rule):
    """A quotation mark or bracket is opened and not closed.

    **What it finds.** “, 《, （, 【 without their other half before the next one of their kind opens or
    within 300 characters, over the line breaks of web pages.

    **Why.** A word is missing, or the reader cannot tell where a name ends.

    **Example.** ``实施“千企帮千村行动，``

    **What to do.** Put the other half where it belongs.

    **Norm.** 规定: GB/T 15834.
    """

    id = "RM802"
    name = "open-pair"
    category = "consistency"
    severity = "low"
    message = "引号、书名号或括号没有配对"
    advice = "补上缺少的一半，或者删去多余的一半"
    hit = (
        "实施⟦“⟧千企帮千村行动，推进“万人计划”。",
        "印发⟦《⟧实施意见，成效明显。",
        "全市⟦（⟧含开发区增长5%。",
    )
    miss = (
        "实施“千企帮千村”行动，印发《意见》（试行）",
        "推动“两山\n转化”工作",
        "1）改革 2）开放",
        "《关于印发〈办法〉的通知》",
        "《〈条例〉释义》、《中共中央关于印发《规划》的通知》",
    )

    _PAIRS = {"“": "”", "《": "》", "（": "）", "【": "】"}
    _REACH = 300

    def find(self, page: Page) -> Iterator[Hit]:
        """Every opening half without a closing one."""
        for opening, closing in self._PAIRS.items():
            yield from self._open(page, opening, closing)

    def _open(self, page: Page, opening: str, closing: str) -> Iterator[Hit]:
        norm = page.norm
        if not re.search(f"{opening}(?![^{opening}{closing}]{{0,{self._REACH - 1}}}{closing}(?!{closing}))", norm):
            return
        if norm.count(closing) == 0 and norm.count(opening) > 3:
            return  # the text closes with another mark throughout
        ascii_close = {"（": ")", "“": '"', "《": ">"}.get(opening, "")
        pending: list[int] = []
        for match in re.finditer(f"[{opening}{closing}{re.escape(ascii_close)}]", norm):
            at = match.start()
            if norm[at - 1 : at] == match.group() or norm[at + 1 : at + 2] == match.group():
                continue  # 》》 and 《《 are ornaments of web pages
            if match.group() == opening:
                pending.append(at)
            elif pending:
                closed = pending.pop()
                # What stayed open before the one that was closed here can still be closed only near by.
                if at - closed > self._REACH:
                    yield Hit(closed, closed + 1)
            while pending and at - pending[0] > self._REACH:
                yield Hit(pending[0], pending[0] + 1)
                del pending[0]
        for at in pending:
            yield Hit(at, at + 1)


RULES: tuple[Rule, ...] = (Numbering(), OpenPair())
