"""Signs that still stand for a value or a name: XX市, XXX件, ×××, **%, 〇〇.

Takes a ``Page``, gives the placeholder without its unit or suffix (XX of XX市, 202X of 202X年); none where the user
keeps masks on purpose (``Settings.masks``). The words around them are in ``data/mask_forms.toml``. Read next:
``rules/blanks.py``, ``rules/unmasked.py`` for names left readable among them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import ClassVar

from reportmine.lexicon import alternatives, strings
from reportmine.patterns import regex
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
        if page.settings.masks == "keep":
            return
        judged = list(self.judge(page))
        enough = sum(is_sure for _, is_sure in judged) >= self.fewest
        yield from (hit for hit, is_sure in judged if is_sure or enough)

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

    **Norm.** 通常.
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
        "政发〔⟦202X⟧〕7号、〔2025〕⟦XX⟧号，电话0731-⟦XXXXXXXX⟧，signed ⟦XX⟧ projects",
    )
    miss = strings("mask_forms", "letters", "miss") + (
        "X射线探伤、X轴定位、CX-5、5G+X、N+X、XX染色体、iPhone X、SUV-X、XXL码",
        "身份证4302XXXXXXXX1234已脱敏",
        "www.xxx.com、a.xx@b.cn",
        "MAX-XX型压路机，Super Bowl XX was, Article XX of the charter",
    )

    # The point of a decimal belongs to the mask only when more of the mask follows, or a digit goes before.
    _TOKEN = regex(r"(?<![A-Za-z0-9_])(?:\d{1,4}\.)?\d{0,4}[XxХ]+(?:\.[XxХ]{1,6})?", re.ASCII)
    _ONE = regex("|".join(sorted(strings("mask_forms", "letters", "one"), key=len, reverse=True)))
    _MANY = regex("|".join(strings("mask_forms", "letters", "many")))

    # signed XX projects; not Super Bowl XX.
    _ENGLISH = regex(r"(?:[a-z,:]|\b(?:No|By|In)\.?) $")
    _ENGLISH_NOUN = regex(r" ?%| (?!(?:and|or|is|was|of|in|the|for|to|at|on|by)\b)[a-z]{3,}")

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
        if self._is_in_english(norm, start, end):
            return "sure"
        if before in tuple("+-") and after == "%" and not re.match(r"[A-Za-z\d]", norm[start - 2 : start - 1]):
            return "sure"  # （同比+X.X%）
        if self._is_part_of_a_name(norm, start, end):
            return None
        if token[0].isdigit():
            # 202X年, 5X家: digits belong to a mask only before a unit; 415X, 10X are names.
            bracketed = before in tuple("〔[（(【") and after in tuple("〕]）)】")
            return "sure" if bracketed or norm.startswith(_STRICT, end) else None
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

    def _is_in_english(self, norm: str, start: int, end: int) -> bool:
        """Whether a run stands between two words of a sentence in English, or for the digits of a telephone."""
        if end - start < 2 or not norm[start].isalpha():
            return False
        before = norm[max(0, start - 10) : start]
        if re.search(r"(?<!\d)0\d{2,3}-$", before):
            return end - start in (7, 8)
        return self._ENGLISH.search(before) is not None and self._ENGLISH_NOUN.match(norm, end) is not None

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
        if before in tuple("+=@&#\\/$."):
            return True
        if before == "-" and (
            not self._goes_on(norm[start - 2 : start - 1])
            or re.search(r"[A-WYZa-wyz][Xx]{1,3}-$", norm[max(0, start - 5) : start])
        ):
            return True
        word = norm[max(0, start - 2) : start].strip()
        return word.isascii() and word[-1:].isalpha()

    @staticmethod
    def _goes_on(char: str) -> bool:
        """Whether a hyphen joins two masks (XX-XX) and not a mask and a name (X-37)."""
        return char in ("X", "x", "%") or (char != "" and _is_cjk(char))


class CrossMask(_Mask):
    """A run of × stands for a number or a name.

    **What it finds.** ×× and longer, with leading digits (20××); a single × before a unit that ends its clause
    (消防车×辆，), in 第×次, ×月×日 and 〔2025〕×号, after a verb (召开×次会议), or before any unit when the
    text has longer ones. Multiplication and slogans are left alone: 4×4, 7×24小时, “数据要素×”.

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
    hit = (
        "⟦××⟧市立案⟦×××⟧起，增长⟦××⟧%，涉及⟦×⟧个县",
        "⟦20××⟧年⟦×⟧月⟦×⟧日，⟦×××⟧同志",
        "购置4×4巡查车⟦×⟧辆，新建30×40米操场⟦×⟧个。",
        "位列全省第⟦×⟧。",
        "第⟦×⟧次会议定于⟦×⟧月⟦×⟧日举行",
        "按照〔⟦20××⟧〕⟦×⟧号文件，召开⟦×⟧次调度会，增长⟦×.×⟧%左右",
    )
    miss = strings("mask_forms", "crosses", "miss")

    _TOKEN = regex(r"(?<![\d×✕╳])\d{0,4}[×✕╳]+(?:\.[×✕╳]{1,3})?", re.ASCII)
    _COUNTED = regex(rf"(?:{alternatives(_UNITS)})(?=[，。；、！？）\n]|$)")
    _YEAR = regex(r"[〔\[（(【]\d{0,4}[×✕╳]{1,4}[〕\]）)】]")
    # 第×次, 〔2025〕×号, 召开×次; ×年×月×日.
    _NUMBERED = regex(
        rf"(?:第|[〕\]）)】] ?第?|[年月]|(?:{alternatives(strings('mask_forms', 'crosses', 'verbs'))})了?)$"
    )
    _DATED = regex(r"[年月][×✕╳\d]{1,2} ?[月日]")

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
                counted = norm.startswith(_STRICT, end) or self._YEAR.match(norm, start - 1) is not None
                counted = counted or norm[start - 1 : start] == "第"
                if (crosses > 1 and (counted or crosses == end - start)) or (counted and end - start == 1):
                    yield Hit(start, end), crosses > 1 or self._is_counted(norm, start, end)

    @classmethod
    def _is_counted(cls, norm: str, start: int, end: int) -> bool:
        """Whether it stands between a noun and a unit that ends the clause: 消防车×辆，; not 要素×个人信息."""
        if (
            norm[start - 1 : start] == "第"
            or cls._NUMBERED.search(norm[max(0, start - 6) : start])
            or cls._DATED.match(norm, end)
        ):
            return True
        return bool(start and _is_cjk(norm[start - 1]) and cls._COUNTED.match(norm, end))


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
        "风力达到⟦5***⟧级，产值⟦**.*⟧亿元",
        "会上，⟦***⟧、李四等发言",
    )
    miss = strings("mask_forms", "stars", "miss") + (
        "**重点工作：**抓好三件事，**市场**要稳",
        "抓好**招商引资**和**项目建设**等工作",
        "聚焦**产业**与**市场主体**两头",
    )

    _TOKEN = regex(r"(?<![\d*])\d{0,3}\*+(?:\.\*{1,3}(?!\*))?", re.ASCII)
    _WORDS = regex(rf"[{_CJK}]{{2,20}}")
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
        inside = [norm[one[1] : other[0]] for one, other in zip(marks[::2], marks[1::2], strict=False)]
        # Nothing but such passages, one of which is surely no unit: 抓好**招商引资**和**项目建设**.
        bold = len(marks) % 2 == 0 and all(map(self._WORDS.fullmatch, inside))
        if bold and any(not words.startswith(self._AFTER) for words in inside):
            return set(marks)
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
    pattern = regex(r"(?<![〇○◯□△一二三四五六七八九十百千零\d●■★☆])(?:[〇○◯]{2,}|□{2,}|△{2,})(?![●■★☆〇○◯□△])")

    def find(self, page: Page) -> Iterator[Hit]:
        """The matches that are accepted, unless masks are kept."""
        return super().find(page) if page.settings.masks == "flag" else iter(())

    def accepts(self, norm: str, match: re.Match[str]) -> bool:
        """Whether it stands next to a Chinese character that is no numeral."""
        before = norm[match.start() - 1 : match.start()]
        after = norm[match.end() : match.end() + 1]
        if after and after in "一二三四五六七八九十":
            return False
        return bool((before and _is_cjk(before)) or (after and _is_cjk(after)))


RULES: tuple[Rule, ...] = (LetterMask(), CrossMask(), StarMask(), HollowMask())
