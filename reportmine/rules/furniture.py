"""What web pages and paywalls put inside a text: buttons, breadcrumbs, 正式会员可完整阅读.

Takes a ``Page``; lines that follow each other are one finding. The words are in ``data/leftovers.toml``.
Read next: ``rules/leftovers.py``, for marks of editing.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from reportmine.lexicon import alternatives, load, strings
from reportmine.patterns import regex
from reportmine.rules.rule import Hit, Page, Phrase, Rule

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
        "⟦首页>>信息公开>>计划总结>>正文⟧\n2023年工作总结",
        "⟦政务公开 > 工作总结 > 正文⟧\n2023年工作总结",
        "⟦长按识别二维码关注我们⟧\n统筹推进水环境治理",
        "五、下一步打算\n……⟦点击展开全文⟧\n（一）加强源头治理。",
        "各位代表！\n⟦附件下载：1.doc⟧",
        "各位代表！\n⟦下载文档⟧",
        "发布会 ⟦【字体：大 中 小】⟧ ⟦打印本页⟧\n各位代表：",
        "⟦当前位置：\n首页\n>\n政务公开⟧\n2023年工作总结",
        "⟦下载\n打印\n全屏\n收藏⟧\n政府工作报告",
        "全文未完，⟦正式会员可完整阅读⟧",
        "⟦主办：某县政府办公室 承办：某县数据局⟧\n⟦网站地图 | 联系我们 | 隐私声明⟧".replace("⟧\n⟦", "\n"),
        "各位代表！\n⟦责任编辑：李小明⟧",
        "各位代表！\n⟦分享到：微信 微博 QQ空间\n扫一扫在手机打开当前页⟧",
    )
    miss = (
        "推动首页、中部、西部协调发展",
        "大力发展中小企业，打印机产量增长",
        "正式会员单位达到120家",
        "各地来源：财政补助",
        "扫码关注度不断提升了吗",
        "企业登录平台扫码关注办件进度",
        "群众扫码关注公众号即可预约，指导老人扫描二维码",
        "按照申请→受理→办结的流程",
        "附件：1.名单.doc",
        "点击率：高，浏览量：突破1亿次，鼓励分享到朋友圈的文章，注册会员登录后可查看进度",
        "下载量突破1亿次，微信办事大厅上线",
        "（十）把民生工作摆在更加突出位置\n增加收入",
        "上一篇文章指出，版权所有者联系我们反映",
    )

    _SENTENCES = tuple(map(Phrase.of, load("leftovers")["furniture"]["sentences"]))
    _SIGNS = tuple(dict.fromkeys(sign for sentence in _SENTENCES for sign in sentence.signs))
    _BUTTONS = frozenset(strings("leftovers", "furniture", "buttons"))
    _SURE = strings("leftovers", "furniture", "alone")
    _ALONE = frozenset(_SURE)
    _ALONE_INLINE = regex(rf"(?:{alternatives(sorted(_ALONE))})(?=[ \n【】]|$)")
    _STEP = r" ?(?:[>›»]|>>|-{1,2}>|→) ?"
    _PLACE = r"[^\n>›»/→。，]"
    _BREADCRUMB = regex(
        rf"^(?:网站)?首页(?:(?:{_STEP}| ?/ ?){_PLACE}{{1,16}}){{1,6}}$"
        rf"|^{_PLACE}{{2,16}}(?:{_STEP}{_PLACE}{{1,16}}){{0,5}}{_STEP}(?:正文|内容|详情)$"
    )
    # The number of a page between its lines, as a converter leaves it; it may be on every page.
    _PAGE_NUMBER = regex(
        r"\n[ \u3000]{0,20}(?P<value>[-—–－] ?\d{1,3} ?[-—–－]|第 ?\d{1,3} ?页[，,/ ]{0,3}共 ?\d{1,3} ?页"
        r"|Page \d{1,3} of \d{1,3})[ \u3000]{0,20}(?=\n[^\n])"
    )
    _MOST = 3
    _MARKS = frozenset(">›»/→")
    _TRAIL_HEAD = regex(r"(?:[您你]|当前|现在|所在)[^，。]{0,8}位置 ?[:：]?$|^位置 ?[:：]$")
    # What a line of buttons begins with.
    _OPENS = frozenset(button[0] for button in _BUTTONS) | frozenset(" |｜·:：【】[]（）()<>/\u200b")
    _BREAKS = regex(r"[ |｜·:：【】\[\]（）()<>/\u200b]+")

    def find(self, page: Page) -> Iterator[Hit]:
        """Sentences, breadcrumbs and lines of buttons, joined where only line breaks lie between."""
        spans: list[tuple[int, int]] = []
        present = frozenset(page.words_of(self._SIGNS))
        for sentence in self._SENTENCES:
            for line in sentence.lines(page) if not present.isdisjoint(sentence.signs) else ():
                spans += [match.span() for match in sentence.pattern.finditer(page.norm, *line)]
        spans += [
            match.span()
            for match in (self._ALONE_INLINE.finditer(page.norm) if page.holds(self._SURE) else ())
            if page.norm[match.start() - 1 : match.start()] in tuple(" \n】") or match.start() == 0
        ]
        spans += self._button_lines(page)
        if page.part is None:
            spans += [match.span("value") for match in islice(self._PAGE_NUMBER.finditer(page.norm), self._MOST)]
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
            trail = expecting = end - start <= 16 and "位置" in line and self._TRAIL_HEAD.search(line) is not None
            if trail:
                spans.append((start, end))
                continue
            if end - start > 60:
                close()
                continue
            if not self._MARKS.isdisjoint(line) and self._BREADCRUMB.match(line):
                spans.append((start, end))
                continue
            parts = [part for part in self._BREAKS.split(line) if part] if line[0] in self._OPENS else [line]
            if self._BUTTONS.issuperset(parts):
                block.append((start, end))
                words.extend(parts)
            else:
                close()
        close()
        return spans


RULES: tuple[Rule, ...] = (PageFurniture(),)
