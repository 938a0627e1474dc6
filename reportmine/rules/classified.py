"""Marks of secrecy: 秘密★1年, 内部资料, 注意保存, 不得外传.

Takes a ``Page``, gives the mark. Words are in ``data/leftovers.toml``. Read next: ``rules/personal.py``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportmine.lexicon import alternatives, strings
from reportmine.rules.rule import Hit, Page, Rule


def _any(*keys: str) -> str:
    return alternatives(strings("leftovers", "classified", *keys))


class SecrecyMark(Rule):
    """The text carries the mark of a state secret.

    **What it finds.** 绝密, 机密, 秘密 with ★ and a period or date, anywhere (high); the bare word alone on
    one of the first lines of the text (medium).

    **Why.** A classified paper was about to be published, or the mark of one was copied along.

    **Example.** ``机密★3年``

    **What to do.** Stop the publication and ask the office for secrecy; the mark alone must not simply be
    deleted.

    **Norm.** 规定: 《保守国家秘密法》; GB/T 9704 for the form of the mark.
    """

    id = "RM701"
    name = "secrecy-mark"
    category = "classified"
    severity = "high"
    reads = "all"
    message = "文中带有国家秘密标志"
    advice = "停止公开，报本单位保密工作机构核定；不得自行删去标志后发布"
    hit = ("⟦秘密★1年⟧\n2023年工作总结", "⟦机 密 ★ 2025年12月31日⟧", "⟦绝密★⟧", "⟦机密⟧\n某局工作总结")
    miss = (
        "商业秘密保护",
        "守好企业机密、国家秘密",
        "涉密人员签订保密承诺书",
        "工作总结\n抓好保密工作，\n保护商业\n秘密",
    )

    _STAR = re.compile(
        r"(?:绝 ?密|机 ?密|秘 ?密) ?[★☆] ?"
        r"(?:\d{1,2} ?(?:年|个?月)|\d{4} ?年 ?\d{1,2} ?月(?: ?\d{1,2} ?日)?|长期|启用前|[一二三五十]{1,3}年)?"
    )
    _BARE = re.compile(rf"[【\[（(]?(?:{_any('levels')})[】\]）)]?(?: ?(?:级|件|文件|资料))?$")
    # A bare level counts on this many first lines, where papers carry it.
    _HEAD = 3

    def find(self, page: Page) -> Iterator[Hit]:
        """Marks with a star everywhere, bare ones at the head."""
        for line in page.lines_with(("★", "☆")):
            for match in self._STAR.finditer(page.norm, *line):
                yield Hit(match.start(), match.start() + len(match.group().rstrip()))
        for start, end in page.lines[: self._HEAD]:
            if end - start <= 12 and self._BARE.match(page.norm[start:end]):
                yield Hit(start, end, "medium")


class InternalNotice(Rule):
    """The text says that it is not for the public.

    **What it finds.** 内部资料, 注意保存 and their kin alone on a line or in brackets; 不得外传,
    仅供内部使用 anywhere.

    **Why.** The paper was written for a circle of readers; what it says may be work secrets or unchecked.

    **Example.** ``内部资料　注意保存``

    **What to do.** Find out whether the text may be published; if so, delete the notice.

    **Norm.** 规定 for work secrets: 《政府信息公开条例》第十六条 leaves internal matters to the office's
    decision; else 通常.
    """

    id = "RM702"
    name = "internal-notice"
    category = "classified"
    severity = "medium"
    reads = "all"
    message = "文中标明仅供内部使用"
    advice = "确认可以公开后再发布，并删去内部使用的标记"
    hit = (
        "⟦内部资料⟧　⟦注意保存⟧\n2023年工作总结",
        "（⟦内部文件⟧ ⟦不得外传⟧）",
        "本材料⟦仅供内部使用⟧。",
        "【⟦内部参考⟧】",
    )
    miss = (
        "内部资料性出版物管理",
        "注意保存证据",
        "规范工作秘密管理，加强内部文件流转",
        "不予公开的政府信息",
    )

    _NOTICE = re.compile(_any("notices"))
    _LINE = re.compile(
        rf"[ 【】\[\]（）()★、，,。!！·]*(?:(?:{_any('notices')})[ 【】\[\]（）()★、，,。!！·]*){{1,4}}$"
    )
    _BRACKET = re.compile(rf"[【（(\[](?:(?:{_any('notices')})[ 、，,·]{{0,3}}){{1,4}}[】）)\]]")
    _ANYWHERE = re.compile(_any("anywhere"))

    def find(self, page: Page) -> Iterator[Hit]:
        """Each notice by itself."""
        if not self._NOTICE.search(page.norm):
            return
        zones = [
            (start, end) for start, end in page.lines if end - start <= 60 and self._LINE.match(page.norm[start:end])
        ]
        zones += [match.span() for match in self._BRACKET.finditer(page.norm)]
        spans = {match.span() for start, end in zones for match in self._NOTICE.finditer(page.norm, start, end)}
        spans |= {match.span() for match in self._ANYWHERE.finditer(page.norm)}
        for start, end in sorted(spans):
            yield Hit(start, end)


RULES: tuple[Rule, ...] = (SecrecyMark(), InternalNotice())
