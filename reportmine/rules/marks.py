"""How punctuation is used, where GB/T 15834 says so, and words that stand twice.

Takes a ``Page``; a manner of writing that goes through the whole text is told once, see ``Habit``. Words and examples
are in ``data/style.toml``. Read next: ``rules/papers.py``; ``rules/pairs.py`` for marks that come in pairs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportmine.lexicon import strings
from reportmine.patterns import regex
from reportmine.rules.rule import Habit, Hit, Line, Page, Rule
from reportmine.rules.style import CJK, NUMERAL


class EnumerationComma(Habit):
    """A 、 stands between quotations or titles, or before 等.

    **What it finds.** ”、“ and 》、《 in lists of nothing else, and 、等; where other words stand in the list the comma
    stays.

    **Why.** The marks divide already.

    **Example.** ``《甲办法》、《乙条例》`` → ``、``

    **What to do.** Delete the 、.

    **Norm.** 规定: GB/T 15834 4.5.3.5 (usually none); before 2012 it was the custom.
    """

    id = "RM1403"
    name = "enumeration-comma"
    message = "并列的引号、书名号之间和“等”之前通常不用顿号"
    advice = "删去顿号，如“《甲》《乙》”"
    hit = strings("style", "comma", "hit")
    miss = strings("style", "comma", "miss")

    pattern = regex("”、(?=“)|》、(?=《)|、等(?![待候级于价同额量距效次温压腰式])")
    signs = ("”、“", "》、《", "、等")
    _REACH = 80

    def places(self, page: Page) -> Iterator[Hit]:
        """The first 、 of every list, and those before 等."""
        if not page.holds(self.signs):
            return
        norm = page.norm
        for match in self.pattern.finditer(norm):
            comma = match.start() + (match[0] in ("”、", "》、"))
            if match[0] == "、等" or self._opens_list(norm, comma):
                yield Hit(match.start(), comma + 2)

    def _opens_list(self, norm: str, comma: int) -> bool:
        """Whether a list of quotations or titles alone begins before this 、."""
        closing, opening = norm[comma - 1], norm[comma + 1]
        first = norm.rfind(opening, max(0, comma - self._REACH), comma)
        if first < 0 or norm[first - 1 : first] == "、":
            return False
        while norm[comma : comma + 2] == f"、{opening}":
            end = norm.find(closing, comma, comma + self._REACH)
            if end < 0:
                return False
            comma = end + 1
        return norm[comma : comma + 1] != "、"


class DotsAndEtc(Habit):
    """…… and 等 stand together.

    **What it finds.** ……等, …等等, 等……; dots inside quotation marks belong to what is quoted.

    **Why.** Both say that there is more.

    **Example.** ``苹果、梨……等`` → ``……等``

    **What to do.** Keep one of the two.

    **Norm.** 规定: GB/T 15834.
    """

    id = "RM1404"
    name = "dots-and-etc"
    message = "省略号与“等”不能同时使用"
    advice = "只保留一个"
    hit = strings("style", "dots", "hit")
    miss = strings("style", "dots", "miss")

    signs = ("…", "...", "。。。")
    pattern = regex(r"(?:…{1,6}|\.{3,6}|。{3,6}) ?等等?(?![待候级于着我])|等{1,2}(?:…{1,6}|\.{3,6}|。{3,6})")


class HalfWidthMark(Habit):
    """A half-width mark stands between Chinese characters.

    **What it finds.** , ; : ? ! . ( ) and straight quotation marks beside Chinese characters; numbers, addresses, Latin
    words and the numbers of headings keep theirs.

    **Why.** It was typed with the wrong input method.

    **Example.** ``农业丰收,工业向好`` → ``,``

    **What to do.** Type the full-width mark.

    **Norm.** 规定: GB/T 15834.
    """

    id = "RM1405"
    name = "half-width-mark"
    message = "汉字之间用了半角标点"
    advice = "改用全角标点"
    hit = strings("style", "half_width", "hit")
    miss = strings("style", "half_width", "miss")

    # The point of a decimal is no mark.
    _POINT = regex(r"\.(?<=[^\d.].)")
    # All that begin with a mark are one, so that ``re`` skips to it.
    pattern = regex(
        rf'[,;:?!.()"](?:(?<=[{CJK}”》）%\d][,;?!])(?=[{CJK}“《])'
        rf"|(?<=[{CJK}”》][,;:?!.])(?<![{NUMERAL}][.,])(?=[{CJK}“《]|\n|$)"
        rf"|(?<=[{CJK}”》]\()(?![{NUMERAL}]{{1,3}}\))(?:(?=[{CJK}])|(?=[^（()）\n]{{0,40}}）))|(?<=[{CJK}]\))"
        rf'|(?<=")(?=[^"\n]{{0,60}}[{CJK}])[^"\n]{{1,60}}")'
    )

    # 分享到: alone on its line is a button of the page.
    _LABEL = 4
    _PAIR = regex(r"\([^（()）\n]{0,40}\)")

    def places(self, page: Page) -> Iterator[Hit]:
        """The marks that stand so in the text itself: a ∶ is no colon, a ) is one mark with its (."""
        if not any(mark in page.norm for mark in ',;:?!()"') and not self._POINT.search(page.norm):
            return
        for match in self.pattern.finditer(page.norm):
            at = match.start()
            if page.text[at] not in ',;:?!.()"' or (match[0] == ")" and not self._after_wide(page.norm, at)):
                continue
            line = page.line_at(at)
            if match[0] != ":" or at + 1 < line.end or at - line.start >= self._LABEL:
                pair = self._PAIR.match(page.norm, at)
                yield Hit(at, pair.end() if pair else at + 1)

    @staticmethod
    def _after_wide(norm: str, at: int) -> bool:
        """Whether the bracket that is closed here was opened with a full-width one."""
        inside = norm[max(0, at - 40) : at]
        return inside.rfind("（") > max(inside.rfind("("), inside.rfind("）"))


class TitleMark(Habit):
    """A title or heading ends in a mark.

    **What it finds.** 。，；：、 at the end of the title or of a heading 一、 that stands alone, ，；：、 after one of
    （一）, and 。 there where the other headings have none; ？ and ！ are right.

    **Why.** A heading is a name and no sentence.

    **Example.** ``一、2023年工作回顾。`` → ``。``

    **What to do.** Delete the mark.

    **Norm.** 通常; GB/T 15834 leaves it to custom.
    """

    id = "RM1406"
    name = "title-mark"
    message = "标题末尾通常不用标点"
    advice = "删去标题末尾的标点"
    hit = strings("style", "title_mark", "hit")
    miss = strings("style", "title_mark", "miss")

    # A title is one of the first lines.
    _FIRST = 6
    _MARKS = tuple("。，；：、")
    _NAME = regex(
        r"[^。，；：\n]{4,40}(?:报告|总结|要点|计划|方案|意见|通知|纪要|讲话|汇报)(?:（[^）\n]{1,12}）)?[。，；：、]"
    )
    pattern = regex(
        rf"^ *(?:(?P<one>[{NUMERAL}]{{1,3}}、)|（[{NUMERAL}]{{1,3}}）)[^。！？\n]{{2,40}}?(?P<value>[。，；：、]?) *$"
        rf"(?:(?=\s*(?P<next>（?[{NUMERAL}]{{1,3}}[、）])))?",
        re.MULTILINE,
    )

    def places(self, page: Page) -> Iterator[Hit]:
        """The title, then the headings; a row of numbered sentences is a list."""
        for line in page.lines[: self._FIRST]:
            if page.norm[line.end - 1] in self._MARKS and self._is_title(page, line):
                yield Hit(line.end - 1, line.end)
        headings = [heading for at in page.numbered if (heading := self.pattern.match(page.norm, at))]
        plain = sum(not match["one"] and not match["value"] for match in headings)
        stopped = sum(not match["one"] and match["value"] == "。" for match in headings)
        for match in headings:
            alone = match["next"] is None and match.end() < len(page.norm)
            if match["value"] and alone and (match["one"] or match["value"] != "。" or plain >= 2 * stopped):
                yield Hit(*match.span("value"))

    def _is_title(self, page: Page, line: Line) -> bool:
        if line == page.lines[0] and self._NAME.fullmatch(page.norm, *line):
            return True
        return line.end - line.start < 60 and page.norm[line.end - 1] == "。" and line in page.titles


class DoubledMark(Habit):
    """A mark stands twice, or beside one that excludes it.

    **What it finds.** 。。 ，， 、， ？。 and a mark after （ or “, a comma before ）, 。”。; …… —— ？！ are right.

    **Why.** Something was deleted or put in, and a mark is left over.

    **Example.** ``成效明显。。下一步`` → ``。。``

    **What to do.** Keep one of them.

    **Norm.** 规定: GB/T 15834.
    """

    id = "RM1407"
    name = "doubled-mark"
    message = "标点重复，或者两个标点不能连用"
    advice = "只保留一个，并核对前后是否缺字"
    hit = strings("style", "doubled", "hit")
    miss = strings("style", "doubled", "miss")

    signs = tuple(
        f"{one}{other}"
        for firsts, others in (
            ("，。、；：！？", "，。、；：,;！？ "),
            (",;（“《【", "，。、；："),
            ("，、；", "）》】"),
        )
        for one in firsts
        for other in others
    ) + ("。”。",)
    pattern = regex(
        r"[，。、；：！？](?<!引用源。)(?:(?<![！？]) ?[，。、；：,;]+|(?<=[！？])[，。、；：,;]+|(?<![！？])[！？])"
        r"|[,;][，。、；：]|[（“《【](?P<value>[，。、；：])"
        r"|[，、；](?=[）》】])|。”。"
    )


class RepeatedWord(Habit):
    """A word stands twice.

    **What it finds.** 的的, 了了, 进一步进一步: function words of a closed list, and two to six characters written
    twice; 一个一个, 研究研究, 二〇二〇 and 刚刚 are words, 总和和谐 is two.

    **Why.** A slip of the keyboard, or two versions were pasted together.

    **Example.** ``全市的的重点`` → ``的的``

    **What to do.** Delete one.

    **Norm.** 通常.
    """

    id = "RM1408"
    name = "repeated-word"
    message = "词语重复"
    advice = "删去重复的部分"
    hit = strings("style", "repeated", "hit")
    miss = strings("style", "repeated", "miss")

    _WORDS = strings("style", "repeated", "words")
    _TWICE = regex(rf"([{''.join(word[0] for word in _WORDS)}])\1")
    signs = tuple(2 * word[0] for word in _WORDS)
    pattern = regex("|".join(_WORDS))
    _FINE = frozenset(strings("style", "repeated", "fine"))
    _LONGEST = 6
    _WORD = regex(rf"[{CJK}]{{2,6}}")
    # What begins no word but the second of two: 一个一个, 很好很好, 深化文化文艺; and 企业企业家, 市场市场化.
    _NOT_FIRST = frozenset("一逐几很越更最再化性业者们的地得了")
    _NOT_AFTER = tuple("业家化级性者员率币")

    def places(self, page: Page) -> Iterator[Hit]:
        """Words of one character by pattern, longer ones by comparing the text with itself."""
        norm = page.norm
        found = self._TWICE.finditer(norm) if page.holds(self.signs) else ()
        twice = [match.span() for match in found if self.pattern.match(norm, match.start())]
        hits = [Hit(*span) for span in twice] + list(self._longer(norm))
        yield from sorted(hits)

    def _longer(self, norm: str) -> Iterator[Hit]:
        # The text as one number, two bytes a character or four: shifted by a word and laid over itself, what is the
        # same is zero. A pattern with a back-reference takes ten times as long.
        code, size = norm.encode("utf-16-le", "surrogatepass"), 2
        if len(code) > 2 * len(norm):
            code, size = norm.encode("utf-32-le", "surrogatepass"), 4
        whole = int.from_bytes(code, "little")
        for length in range(2, self._LONGEST + 1):
            same = (whole ^ whole >> 8 * size * length).to_bytes(len(code), "little")
            zeros = b"\0" * (size * length)
            at = same.find(zeros)
            while at >= 0:
                start = -(-at // size)
                word = norm[start : start + length]
                behind = start + 2 * length
                if norm.startswith(word, start + length) and self._is_slip(word, norm[behind : behind + 1]):
                    yield Hit(start, behind)
                    at = same.find(zeros, size * (start + length))
                else:
                    at = same.find(zeros, size * (start + 1))

    def _is_slip(self, word: str, after: str) -> bool:
        """Whether it is no number, not said twice on purpose (一个一个), nor the ends of two words (深化文化文艺)."""
        if word in self._FINE or word[0] in self._NOT_FIRST or after in self._NOT_AFTER:
            return False
        if not self._WORD.fullmatch(word):
            return False
        return len(set(word)) > 1 and not set(word) <= set("〇零二三四五六七八九十百")


RULES: tuple[Rule, ...] = (
    EnumerationComma(), DotsAndEtc(), HalfWidthMark(), TitleMark(), DoubledMark(), RepeatedWord(),
)  # fmt: skip
