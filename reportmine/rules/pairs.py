"""Quotation marks and brackets without their other half.

Takes a ``Page``, gives the mark that stands alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportmine.patterns import regex
from reportmine.rules.rule import Hit, Page, Rule


class OpenPair(Rule):
    """A quotation mark or bracket stands without its other half.

    **What it finds.** “, 《, （, 【 without their other half before the next one of their kind opens or within 300
    characters, over the line breaks of web pages; ”, 》, ）, 】 that nothing opens. 1） is no bracket, and a quotation
    of several paragraphs opens in each and closes in the last.

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
        "实施强校工程⟦”⟧，改造学校19所。",
        "执法力量薄弱、装备不足⟦）⟧等问题突出。",
    )
    miss = (
        "实施“千企帮千村”行动，印发《意见》（试行）",
        "推动“两山\n转化”工作",
        "1）改革 2）开放",
        "他说：\n“路修好了。\n“灯也亮了。\n“心里踏实。”",
        "要做到：1）台账清晰（准确）；2）责任到人",
        '完成(含续建）5个，实施"强校工程”',
        "《关于印发〈办法〉的通知》",
        "《〈条例〉释义》、《中共中央关于印发《规划》的通知》",
    )

    # Each pair with the half-width marks that are taken for it.
    _PAIRS = (("“", "”", '"', '"'), ("《", "》", "<", ">"), ("（", "）", "(", ")"), ("【", "】", "[", "]"))
    _REACH = 300
    # A wrong mark throughout is a habit of whoever typed the text.
    _HABIT = 3
    # The number of an item: 1）, a）, 二）.
    _ITEM = regex(r"(?:^|[\s：:；;。，、！？])[\dA-Za-z一二三四五六七八九十]{1,3} ?\Z", re.MULTILINE)
    _SPEECH = regex(r"(?:^|[\n：:]) *\Z")
    _ENDED = regex(r"[。！？；…，][ \u3000]*\n\s*\Z")

    def find(self, page: Page) -> Iterator[Hit]:
        """Every half without the other."""
        for pair in self._PAIRS:
            if self._suspicious(page.norm, *pair):
                for at in self._alone(page.norm, *pair):
                    yield Hit(at, at + 1)

    def _suspicious(self, norm: str, opening: str, closing: str, *half_width: str) -> bool:
        """Whether any half of a kind can be alone; most texts are told here."""
        opened, closed = norm.count(opening), norm.count(closing)
        if not (opened or closed) or (min(opened, closed) == 0 and opened + closed > self._HABIT):
            return False
        # Behind the opening mark, as a pattern that begins with a look-ahead would be tried everywhere.
        lone = f"{opening}(?![^{opening}{closing}]{{0,{self._REACH - 1}}}{closing}(?!{closing}))"
        return opened != closed or re.search(lone, norm) is not None

    def _alone(self, norm: str, opening: str, closing: str, half_opening: str, half_closing: str) -> Iterator[int]:
        pending: list[int] = []
        given_up, forgiven, half = 0, -self._REACH, -self._REACH
        for match in re.finditer("[" + re.escape(opening + closing + half_opening + half_closing) + "]", norm):
            at, mark = match.start(), match.group()
            if norm[at - 1 : at] == mark or norm[at + 1 : at + 2] == mark:
                continue  # 》》 and 《《 are ornaments of web pages
            while pending and at - pending[0] > self._REACH:
                yield pending.pop(0)
                given_up += 1
            if mark == opening:
                if pending and self._goes_on(norm, pending[-1], at):
                    pending.pop()
                pending.append(at)
            elif mark == half_opening and not (pending and half_opening == half_closing):
                half = at
            elif pending:
                pending.pop()
            elif mark == half_closing:
                half = -self._REACH
            elif mark == closing:
                if given_up:
                    given_up -= 1  # its other half is too far off, and told of
                elif (
                    at - forgiven > 40 and at - half > self._REACH and not self._ITEM.search(norm[max(0, at - 6) : at])
                ):
                    yield at
                    forgiven = at  # ”甲”: the second one closes what the first was to open
                else:
                    half = forgiven = -self._REACH
        yield from pending

    def _goes_on(self, norm: str, last: int, at: int) -> bool:
        """Whether a quotation goes on in a paragraph of its own, which opens it again."""
        return bool(
            self._ENDED.search(norm, max(last, at - 12), at) and self._SPEECH.search(norm[max(0, last - 8) : last])
        )


RULES: tuple[Rule, ...] = (OpenPair(),)
