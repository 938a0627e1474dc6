"""Placeholders that still stand for a value or a name: XX市, XXX件, ×××, **%, 〇〇, ____, 某某.

Takes a ``Page``, gives the placeholder without its unit or suffix (XX of XX市, 202X of 202X年). The words
around them are in ``data/mask_forms.toml``. Read next: ``rules/unmasked.py``, for names left readable among
them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import ClassVar

from reportmine.lexicon import alternatives, load, strings
from reportmine.rules.rule import Hit, Page, PatternRule, Rule

_UNITS = strings("mask_forms", "after", "units")
_PLACES = strings("mask_forms", "after", "places")
_STRICT = tuple(sorted({*_UNITS, *_PLACES}, key=lambda word: (-len(word), word)))
_CJK = "\u4e00-\u9fff"
_ADVICE = "补上真实内容；如果有意隐去，请在发布前确认全文写法一致"


def _is_cjk(char: str) -> bool:
    return "\u4e00" <= char <= "\u9fff"


class _Mask(Rule):
    """A rule some of whose hits are doubtful: these count only beside sure ones."""

    #: So many sure ones.
    fewest: ClassVar[int] = 1

    def find(self, page: Page) -> Iterator[Hit]:
        """All sure hits, and the doubtful ones of a text with enough of the others."""
        judged = list(self.judge(page))
        enough = sum(is_sure for _, is_sure in judged) >= self.fewest
        return (hit for hit, is_sure in judged if is_sure or enough)

    def judge(self, page: Page) -> Iterator[tuple[Hit, bool]]:
        """The hits, each with whether it is sure."""
        raise NotImplementedError


class LetterMask(_Mask):
    """A run of X stands for a number or a name.

    **What it finds.** XX, XXX, xx, full-width ＸＸ, with the digits and the point of the number they belong
    to (202X, XX.X); a single X before a unit or a noun (X件, X案件). A single X before a mark counts when
    the text has other such masks. Letters are left alone: X射线, X轴, CX-5, 5G+X, N+X, XX染色体, iPhone X.

    **Why.** The draft was published before it was filled in, or a sample before it was cleaned.

    **Example.** ``新增专利XXX件`` → ``XXX``

    **What to do.** Fill in the value; where it is left out on purpose, make that the same everywhere.

    **Norm.** 通常; placeholders on a government site count as 内容错误 in the national inspection.
    """

    id = "RM201"
    name = "letter-mask"
    category = "mask"
    severity = "medium"
    reads = "all"
    message = "以字母 X 代替的数值或名称还没有补上"
    advice = _ADVICE
    hit = (
        "印发《⟦XX⟧市专利条例》，新增⟦XXX⟧件、占⟦XX⟧％，示范企业⟦X⟧家，⟦X⟧案件入选。",
        "⟦202X⟧年⟦X⟧月⟦X⟧日",
        "优良率⟦XX.X⟧%，投资⟦1.X⟧亿元",
        "“⟦XXXX⟧”商标落户⟦ＸＸ⟧，",
        "⟦xx⟧县人民政府",
        "增长⟦X⟧%—⟦X⟧%（同比+⟦X.X⟧%）",
        "围绕⟦XX⟧、⟦XX⟧、⟦X⟧、⟦X⟧等产业",
    )
    miss = strings("mask_forms", "letters", "miss") + (
        "X射线探伤、X轴定位、CX-5、5G+X、N+X、XX染色体、iPhone X、SUV-X、XXL码",
        "身份证4302XXXXXXXX1234已脱敏",
        "www.xxx.com、a.xx@b.cn",
    )

    # The point of a decimal belongs to the mask only when more of the mask follows, or a digit goes before.
    _TOKEN = re.compile(r"(?<![A-Za-z0-9_])(?:\d{1,4}\.)?\d{0,4}[XxХ]+(?:\.[XxХ]{1,6})?", re.ASCII)
    _ONE = re.compile("|".join(sorted(strings("mask_forms", "letters", "one"), key=len, reverse=True)))
    _MANY = re.compile("|".join(strings("mask_forms", "letters", "many")))

    fewest = 2

    def judge(self, page: Page) -> Iterator[tuple[Hit, bool]]:
        """Runs and single letters before a unit are sure, single letters before a mark are not."""
        for line in page.lines_with(("X", "x", "Х")):
            for match in self._TOKEN.finditer(page.norm, *line):
                verdict = self._verdict(page.norm, match.start(), match.end())
                if verdict:
                    yield Hit(match.start(), match.end()), verdict == "sure"

    def _verdict(self, norm: str, start: int, end: int) -> str | None:
        """``sure``, ``doubtful`` or ``None`` for one token."""
        token = norm[start:end]
        before, after = norm[start - 1 : start], norm[end : end + 1]
        if before in tuple("+-") and after == "%" and not re.match(r"[A-Za-z\d]", norm[start - 2 : start - 1]):
            return "sure"  # （同比+X.X%）
        if self._is_part_of_a_name(norm, start, end):
            return None
        if token[0].isdigit():
            # 202X年, 5X家: digits belong to a mask only before a unit; 415X, 10X are names.
            return "sure" if norm.startswith(_STRICT, end) else None
        tail = norm[end : end + 8]
        if sum(char in "XxХ" for char in token) > 1:
            return None if self._MANY.match(tail) else "sure"
        if before in tuple('“"‘《') and after in tuple('”"’》'):
            return "doubtful"
        if self._ONE.match(tail):
            return None
        if after and (_is_cjk(after) or after in "%‰"):
            return "sure"
        ends = after == "" or after in "、，。；,;）)—\n"
        return "doubtful" if before == "、" or (ends and before and _is_cjk(before)) else None

    def _is_part_of_a_name(self, norm: str, start: int, end: int) -> bool:
        """Whether ASCII beside the letters makes them part of another word: CX-5, 5G+X, iPhone X."""
        before, after = norm[start - 1 : start], norm[end : end + 1]
        if after.isascii() and (after.isalnum() or after in tuple("_+=@&/\\")):
            return True
        if after == "-" and not self._goes_on(norm[end + 1 : end + 2]):
            return True
        further = norm[end + 1 : end + 2]
        if after == "." and further.isascii() and further.isalpha():
            return True
        if before in tuple("+=@&#\\/$.") or (before == "-" and not self._goes_on(norm[start - 2 : start - 1])):
            return True
        word = norm[max(0, start - 2) : start].strip()
        return word.isascii() and word[-1:].isalpha()

    @staticmethod
    def _goes_on(char: str) -> bool:
        """Whether a hyphen joins two masks (XX-XX) and not a mask and a name (X-37)."""
        return char in ("X", "x", "%") or (char != "" and _is_cjk(char))


class CrossMask(_Mask):
    """A run of × stands for a number or a name.

    **What it finds.** ×× and longer, with leading digits (20××); a single × before a unit when the text has
    longer ones. Multiplication and slogans are left alone: 4×4, 7×24小时, “数据要素×”.

    **Why.** The same as a run of X: something is still missing.

    **Example.** ``立案××起`` → ``××``

    **What to do.** Fill in the value, or keep the mask the same everywhere.

    **Norm.** 通常.
    """

    id = "RM202"
    name = "cross-mask"
    category = "mask"
    severity = "medium"
    reads = "all"
    message = "以 × 代替的数值或名称还没有补上"
    advice = _ADVICE
    hit = ("⟦××⟧市立案⟦×××⟧起，增长⟦××⟧%，涉及⟦×⟧个县", "⟦20××⟧年⟦×⟧月⟦×⟧日，⟦×××⟧同志")
    miss = strings("mask_forms", "crosses", "miss")

    _TOKEN = re.compile(r"(?<![\d×✕╳])\d{0,4}[×✕╳]+", re.ASCII)

    def judge(self, page: Page) -> Iterator[tuple[Hit, bool]]:
        """Runs of two are sure, single ones before a unit are not."""
        norm = page.norm
        for line in page.lines_with(("×", "✕", "╳")):
            for match in self._TOKEN.finditer(norm, *line):
                start, end = match.span()
                following = norm[end : end + 1]
                if following.isdigit() or (following == "”" and norm[start - 1 : start] != "“"):
                    continue
                crosses = sum(not char.isdigit() for char in match.group())
                counted = norm.startswith(_STRICT, end)
                if (crosses > 1 and (counted or crosses == end - start)) or (counted and end - start == 1):
                    yield Hit(start, end), crosses > 1


class StarMask(_Mask):
    """A run of * stands for a number or a name.

    **What it finds.** ** and longer before a unit or a noun of place or office (**%, ***市, 5***级); a
    single * there when the text has longer ones. Markdown **bold**, list stars, multiplication and numbers
    that are masked for publication (138****1234, 张**) are left alone.

    **Why.** Something is still missing, or was masked in one place only.

    **Example.** ``同比增长**%`` → ``**``

    **What to do.** Fill in the value, or keep the mask the same everywhere.

    **Norm.** 通常.
    """

    id = "RM203"
    name = "star-mask"
    category = "mask"
    severity = "medium"
    reads = "all"
    message = "以 * 代替的数值或名称还没有补上"
    advice = _ADVICE
    hit = (
        "同比增长⟦**⟧%，压减⟦**⟧家、⟦*⟧个",
        "⟦**⟧市⟦***⟧办公室",
        "风力达到⟦5***⟧级",
        "会上，⟦***⟧、李四等发言",
    )
    miss = strings("mask_forms", "stars", "miss") + ("**重点工作：**抓好三件事，**市场**要稳",)

    _TOKEN = re.compile(r"(?<![\d*])\d{0,3}\*+", re.ASCII)
    _AFTER = (*_STRICT, *strings("mask_forms", "stars", "more"))

    def judge(self, page: Page) -> Iterator[tuple[Hit, bool]]:
        """Stars before a unit that are not the two ends of a bold passage; single ones are not sure."""
        norm = page.norm
        for line in page.lines_with(("*",)):
            tokens = list(self._TOKEN.finditer(norm, *line))
            bold = self._bold(norm, [match.span() for match in tokens], line.start)
            for match in tokens:
                hit, before = Hit(match.start(), match.end()), norm[match.start() - 1 : match.start()]
                stars = match.group().count("*")
                if self._is_person(norm, match):
                    yield hit, True
                elif match.span() in bold or not norm.startswith(self._AFTER, match.end()):
                    continue
                elif stars > 1 or (match.group() == "*" and (_is_cjk(before) or before == "、")):
                    yield hit, stars > 1

    @staticmethod
    def _is_person(norm: str, match: re.Match[str]) -> bool:
        """Whether stars stand for a whole name in a list: ***、某某等同志; after a surname they do not."""
        before = norm[match.start() - 1 : match.start()]
        after = norm[match.end() : match.end() + 1]
        return match.group().startswith("***") and before in tuple("，。；：、“") and after in tuple("、等")

    def _bold(self, norm: str, spans: list[tuple[int, int]], line_start: int) -> set[tuple[int, int]]:
        """Pairs of ** of which one end is no mask: **总体要求**, **市场监管**有力."""
        pairs: set[tuple[int, int]] = set()
        marks = [span for span in spans if norm[span[0] : span[1]] == "**"]
        index = 0
        while index + 1 < len(marks):
            first, second = marks[index], marks[index + 1]
            opens = first[0] == line_start or not _is_cjk(norm[first[0] - 1])
            masks = norm.startswith(self._AFTER, first[1]) and norm.startswith(self._AFTER, second[1])
            if (opens and not masks) or not norm.startswith(self._AFTER, first[1]):
                pairs |= {first, second}
                index += 2
            else:
                index += 1
        return pairs


class HollowMask(PatternRule):
    """Circles, squares or triangles stand for a number or a name.

    **What it finds.** 〇〇, ○○, □□, △△ and longer beside a Chinese character, unless they are the zeros of
    a year (二〇〇八年).

    **Why.** Something is still missing; □□ may also be a character that the font could not show.

    **Example.** ``配备教师〇〇名`` → ``〇〇``

    **What to do.** Fill it in; for □□ look at the original.

    **Norm.** 通常.
    """

    id = "RM204"
    name = "hollow-mask"
    category = "mask"
    severity = "medium"
    reads = "all"
    message = "以圆圈或方框代替的内容还没有补上，或者有字没有显示出来"
    advice = _ADVICE
    hit = ("⟦〇〇⟧个，⟦○○○⟧市，⟦□□⟧公司，⟦△△⟧镇", "走访⟦□□⟧。")
    miss = strings("mask_forms", "hollow", "miss") + ("评分：●●●○○", "一百○○")

    signs = ("〇", "○", "◯", "□", "△")
    pattern = re.compile(r"(?<![〇○◯□△一二三四五六七八九十百千零\d●■★☆])(?:[〇○◯]{2,}|□{2,}|△{2,})(?![●■★☆〇○◯□△])")

    def accepts(self, norm: str, match: re.Match[str]) -> bool:
        """Whether it stands next to a Chinese character that is no numeral."""
        before = norm[match.start() - 1 : match.start()]
        after = norm[match.end() : match.end() + 1]
        if after and after in "一二三四五六七八九十":
            return False
        return bool((before and _is_cjk(before)) or (after and _is_cjk(after)))


class Blank(Rule):
    """A blank to be filled in was left empty.

    **What it finds.** ____ within a sentence, brackets with nothing but spaces before a unit or of a
    document number (〔  〕号), a date without its numbers (年  月  日).

    **Why.** A form was published before it was filled in.

    **Example.** ``新建管网____公里`` → ``____``

    **What to do.** Fill it in or delete the sentence.

    **Norm.** 通常; for document numbers and dates GB/T 9704.
    """

    id = "RM205"
    name = "blank"
    category = "mask"
    severity = "medium"
    reads = "all"
    message = "留空的地方还没有填写"
    advice = "填写内容，或者删去这一处"
    hit = (
        "新建管网⟦____⟧公里",
        "政发⟦〔  〕⟧号",
        "新增⟦（  ）⟧个",
        "签发日期：⟦年  月  日⟧",
        "出动⟦＿＿＿⟧人次",
    )
    miss = strings("mask_forms", "blanks", "miss")

    _RUN = re.compile(r"_(?<![_A-Za-z0-9]_)_{1,59}(?![_A-Za-z0-9])")
    _BRACKETS = re.compile(r"[〔\[（(【][ _]{1,12}[〕\]）)】](?=号|" + "|".join(map(re.escape, _UNITS)) + ")")
    _DATE = re.compile(rf"年(?<![\d{_CJK}XxХ×*〇○] 年)(?<![\d{_CJK}XxХ×*〇○_]年) {{1,12}}月 {{1,12}}日")

    def find(self, page: Page) -> Iterator[Hit]:
        """Runs of low lines that are not the whole line, empty brackets, empty dates."""
        for line in page.lines_with(("__",)):
            if page.norm[line.start : line.end].strip("_ "):
                for match in self._RUN.finditer(page.norm, *line):
                    yield Hit(match.start(), match.end())
        for match in self._BRACKETS.finditer(page.norm):
            yield Hit(match.start(), match.end())
        for line in page.lines_with(("年 ",)):
            for match in self._DATE.finditer(page.norm, *line):
                yield Hit(match.start(), match.end())


class Someone(Rule):
    """某某, 某市 or 张某 stands for a name.

    **What it finds.** 某某 (medium; low in the quotation of a case or after a surname), 某 after a surname
    (low), and 某 before a unit of administration in the body (某市, 某局): medium in a report whose title says
    某市, low elsewhere, where it mostly tells of a case. The 某市 of a title is the name the report goes by,
    and no finding by itself.

    **Why.** In a report that is going to be published under its name it is a gap.

    **Example.** ``某某同志主持会议`` → ``某某``

    **What to do.** Write the name, unless it is left out to protect somebody.

    **Norm.** 通常.
    """

    id = "RM206"
    name = "someone"
    category = "mask"
    severity = "medium"
    reads = "all"
    message = "以“某”代替的名称还没有补上"
    advice = "如果不是为了保护当事人，请写明真实名称"
    hit = (
        "⟦某某⟧同志主持会议",
        "2023年工作总结\n通报中的“⟦某某⟧合作社”",
        "2023年工作总结\n协同⟦某⟧县人民政府推进。",
        "2023年工作总结\n被告人张⟦某⟧、李⟦某⟧甲，村民王⟦某某⟧获赔。",
    )
    miss = strings("mask_forms", "someone", "miss") + (
        "2023年某市知识产权工作报告",
        "在于某工程，方某公司，高某些，对于某国，面向某企业",
    )

    _UNITS = strings("mask_forms", "someone", "units")
    _SURNAMES = load("mask_forms")["someone"]["surnames"]
    # Also words that 某 follows: 由于某…, 面向某….
    _SURE_SURNAMES = re.sub("[于向何任方]", "", _SURNAMES)
    _TOKEN = re.compile(
        rf"某(?:某+|(?=(?:{alternatives(_UNITS)})(?![一些个]))"
        rf"|(?<=(?:[^{_CJK}]|{alternatives(strings('mask_forms', 'someone', 'roles'))})[{_SURE_SURNAMES}]某)"
        rf"(?!{alternatives(strings('mask_forms', 'someone', 'words'))}))"
    )
    _CASE = re.compile("|".join(strings("mask_forms", "someone", "case")))

    def find(self, page: Page) -> Iterator[Hit]:
        """All of them outside the title."""
        own_name = any("某" in page.norm[start:end] for start, end in page.titles)
        for match in self._TOKEN.finditer(page.norm):
            start, end = match.span()
            surname = page.norm[max(0, start - 1) : start]
            named = surname != "" and surname in self._SURNAMES
            if end - start == 1:
                if not page.in_title(start):
                    yield Hit(start, end, "medium" if own_name and not named else "low")
            else:
                around = page.norm[max(0, start - 20) : end + 20]
                yield Hit(start, end, "low" if named or self._CASE.search(around) else "medium")


RULES: tuple[Rule, ...] = (LetterMask(), CrossMask(), StarMask(), HollowMask(), Blank(), Someone())
