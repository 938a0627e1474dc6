"""Names and values that are left out in words or by a gap: ____, （  ）个, 某某, 某市.

Takes a ``Page``, gives the gap or the 某 without what follows it; none where the user keeps masks on purpose
(``Settings.masks``). The words around them are in ``data/mask_forms.toml``. Read next: ``rules/masks.py``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportmine.lexicon import alternatives, load, strings
from reportmine.patterns import regex
from reportmine.rules.rule import Hit, Page, Rule

_UNITS = strings("mask_forms", "after", "units")
_CJK = "\u4e00-\u9fff"


class Blank(Rule):
    """A blank to be filled in was left empty.

    **What it finds.** ____ within a sentence, brackets with nothing but spaces before a unit or of a
    document number (〔  〕号), a date without its numbers (年  月  日). What is meant for the hand (签名：____) is told
    once a text.

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
        "出动⟦＿＿＿⟧人次，⟦____年__月__日⟧",
        "签名：⟦______⟧ 盖章：______\n经办人签字：______",
    )
    miss = strings("mask_forms", "blanks", "miss")

    _RUN = regex(r"_(?<![_A-Za-z0-9]_)_{1,59}(?: ?年[_ ]{1,12}月(?:[_ ]{1,12}日)?|(?![_A-Za-z0-9]))")
    _BY_HAND = regex(
        rf"(?:{alternatives(strings('mask_forms', 'blanks', 'by_hand'))})"
        rf"(?:[（(][^（）()\n]{{1,8}}[）)])?[:：]? {{0,4}}$"
    )
    _BRACKETS = regex(r"[〔\[（(【][ _]{1,12}[〕\]）)】](?=号|" + "|".join(map(re.escape, _UNITS)) + ")")
    _DATE = regex(rf"年(?<![\d{_CJK}XxХ×*〇○] 年)(?<![\d{_CJK}XxХ×*〇○_]年) {{1,12}}月 {{1,12}}日")

    def find(self, page: Page) -> Iterator[Hit]:
        """Runs of low lines that are not the whole line, empty brackets, empty dates."""
        if page.settings.masks == "keep":
            return
        by_hand = False
        for line in page.lines_with(("__",)):
            if page.norm[line.start : line.end].strip("_ "):
                for match in self._RUN.finditer(page.norm, *line):
                    signed = self._BY_HAND.search(page.norm[max(line.start, match.start() - 24) : match.start()])
                    if not (signed and by_hand):
                        yield Hit(match.start(), match.end())
                    by_hand = by_hand or signed is not None
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
    _TOKEN = regex(
        rf"某(?:某+|(?=(?:{alternatives(_UNITS)})(?![一些个]))"
        rf"|(?<=(?:[^{_CJK}]|{alternatives(strings('mask_forms', 'someone', 'roles'))})[{_SURE_SURNAMES}]某)"
        rf"(?!{alternatives(strings('mask_forms', 'someone', 'words'))}))"
    )
    _CASE = regex("|".join(strings("mask_forms", "someone", "case")))

    def find(self, page: Page) -> Iterator[Hit]:
        """All of them outside the title."""
        if page.settings.masks == "keep":
            return
        if "某" not in page.norm:
            return
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


RULES: tuple[Rule, ...] = (Blank(), Someone())
