"""What web pages and paywalls put inside a text: buttons, breadcrumbs, 正式会员可完整阅读.

Takes a ``Page``; lines that follow each other are one finding. The words are in ``data/leftovers.toml``.
Read next: ``rules/leftovers.py``, for marks of editing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportmine.lexicon import alternatives, load, strings
from reportmine.rules.rule import Hit, Page, Rule

_TRAIL_MARKS = frozenset(">›»/")


class PageFurniture(Rule):
    """A piece of the web page stands in the text.

    **What it finds.** Sentences of pages and paywalls wherever they stand (扫一扫在手机打开当前页,
    浏览次数：120), breadcrumbs, and lines made of nothing but buttons (下载 打印 全屏).

    **Why.** It was copied along with the text. In a report that is passed on it looks careless; where a
    paywall sentence stands, the text may be cut.

    **Example.** ``【字体：大 中 小】 打印本页``

    **What to do.** Delete it; after a paywall sentence compare with the original.

    **Norm.** 通常.
    """

    id = "RM501"
    name = "page-furniture"
    category = "furniture"
    severity = "low"
    message = "正文中混入了网页按钮、导航或付费提示"
    advice = "删去与报告无关的网页内容，并核对正文是否完整"
    hit = (
        "⟦首页 > 政务公开 > 工作报告⟧\n2023年工作总结",
        "发布会 ⟦【字体：大 中 小】⟧ ⟦打印本页⟧\n各位代表：",
        "⟦当前位置：\n首页\n>\n政务公开⟧\n2023年工作总结",
        "⟦下载\n打印\n全屏\n收藏⟧\n政府工作报告",
        "全文未完，⟦正式会员可完整阅读⟧",
        "各位代表！\n⟦分享到：微信 微博 QQ空间\n扫一扫在手机打开当前页⟧",
    )
    miss = (
        "推动首页、中部、西部协调发展",
        "大力发展中小企业，打印机产量增长",
        "正式会员单位达到120家",
        "各地来源：财政补助",
        "扫码关注度不断提升了吗",
        "点击率：高，浏览量：突破1亿次，鼓励分享到朋友圈的文章，注册会员登录后可查看进度",
        "下载量突破1亿次，微信办事大厅上线",
    )

    _SENTENCES = load("leftovers")["furniture"]["sentences"]
    _SENTENCE = re.compile("|".join(f"(?:{entry['pattern']})" for entry in _SENTENCES))
    _SIGNS = tuple(sorted({sign for entry in _SENTENCES for sign in entry["signs"]}))
    _BUTTONS = frozenset(strings("leftovers", "furniture", "buttons"))
    _ALONE = frozenset(strings("leftovers", "furniture", "alone"))
    _ALONE_INLINE = re.compile(rf"(?:{alternatives(sorted(_ALONE))})(?=[ \n【】]|$)")
    _BREADCRUMB = re.compile(r"^(?:网站)?首页(?: ?[>›»/] ?[^\n>›»/。，]{1,16}){1,6}$")
    _TRAIL_HEAD = re.compile(r"位置 ?[:：]?$")
    _BREAKS = re.compile(r"[ |｜·:：【】\[\]（）()<>/\u200b]+")

    def find(self, page: Page) -> Iterator[Hit]:
        """Sentences, breadcrumbs and lines of buttons, joined where only line breaks lie between."""
        spans = [
            match.span() for line in page.lines_with(self._SIGNS) for match in self._SENTENCE.finditer(page.norm, *line)
        ]
        spans += [
            match.span()
            for match in self._ALONE_INLINE.finditer(page.norm)
            if page.norm[match.start() - 1 : match.start()] in tuple(" \n】") or match.start() == 0
        ]
        spans += self._button_lines(page)
        start = end = -1
        for left, right in sorted(spans):
            if start >= 0 and (left < end or self._only_breaks(page.norm[end:left])):
                end = max(end, right)
                continue
            if start >= 0:
                yield Hit(start, end)
            start, end = left, right
        if start >= 0:
            yield Hit(start, end)

    @staticmethod
    def _only_breaks(between: str) -> bool:
        return "\n" in between and not between.strip()

    def _button_lines(self, page: Page) -> list[tuple[int, int]]:
        """Lines of buttons only, where a block has two of them or one that is a button beyond doubt."""
        spans: list[tuple[int, int]] = []
        block: list[tuple[int, int]] = []
        words: list[str] = []

        def close() -> None:
            if block and (not self._ALONE.isdisjoint(words) or len(set(words)) >= 2):
                spans.extend(block)
            block.clear()
            words.clear()

        trail = expecting = False
        for start, end in page.lines:
            line = page.norm[start:end]
            # 您的位置: 首页 > 政务公开, one word a line.
            if trail and (line in _TRAIL_MARKS or expecting) and end - start <= 16:
                spans.append((start, end))
                expecting = line in _TRAIL_MARKS
                continue
            trail = expecting = end - start <= 16 and self._TRAIL_HEAD.search(line) is not None
            if trail:
                spans.append((start, end))
                continue
            if end - start > 60:
                close()
                continue
            if self._BREADCRUMB.match(line):
                spans.append((start, end))
                continue
            parts = [part for part in self._BREAKS.split(line) if part]
            if self._BUTTONS.issuperset(parts):
                block.append((start, end))
                words.extend(parts)
            else:
                close()
        close()
        return spans


RULES: tuple[Rule, ...] = (PageFurniture(),)
