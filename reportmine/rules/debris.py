"""What programs leave in a text: code, broken and unseen characters, paths, inner addresses, answers of assistants.

Takes a ``Page``, gives the piece. The rules are listed in the family ``rules/leftovers.py``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice

from reportmine.lexicon import load, strings
from reportmine.messages import tr
from reportmine.patterns import regex
from reportmine.rules.rule import Hit, Page, PatternRule, Phrase, Rule


class Markup(PatternRule):
    """Markup or broken characters of a converter stand in the text.

    **What it finds.** HTML tags and entities (``&nbsp;``, ``<br/>``), style sheets (``mso-``), escapes, words of
    programs (undefined), mojibake (锟斤拷, 烫烫烫, â€œ) and the character that stands for an unreadable one (U+FFFD);
    characters that only one font knows are low.

    **Why.** The conversion failed there, and words may be missing.

    **Example.** ``全市&nbsp;实现`` → ``&nbsp;``

    **What to do.** Put the original words in their place.

    **Norm.** 通常.
    """

    id = "RM405"
    name = "markup"
    category = "leftover"
    severity = "medium"
    message = "文中留有网页代码或乱码"
    advice = "对照原稿恢复这一处的文字"
    hit = (
        "全市⟦&nbsp;⟧实现",
        "⟦<br/>⟧各位代表",
        "⟦锟斤拷锟斤拷⟧，",
        "除险加固⟦<o:p></o:p>⟧，完成17座⟦&nbsp;&nbsp;⟧。",
        '⟦<span style="mso-spacerun:yes">⟧好',
        "产业⟦\ufffd\ufffd⟧增长",
        "增长⟦????⟧百分点",
        "⟦&nbsp⟧全市",
        "⟦<!--[if gte mso 9]>⟧报告⟦<![endif]-->⟧",
        "⟦mso-bidi-font-size:⟧12pt",
        "增长⟦undefined⟧%",
        "⟦锛屽叏⟧",
        "⟦\\u5168\\u5e02⟧实现",
        "完成⟦\\n⟧",
        "⟦\ue5e5⟧全市",
    )
    miss = (
        "A&B公司",
        "a<b且c>d",
        "研发投入 R&D 经费",
        "<2023年>",
        "P<0.05",
        "怎么办???",
        "AT&T",
        "锛子一把",
        "D:\\new\\n1",
        "nullify",
        "100€",
        "《NaN》？",
    )

    # GBK read from UTF-8 begins so, and Latin-1 read from UTF-8 goes on so.
    _CHINESE_NOISE = r"(?:[锛銆鈥鈹][^\s，。、；：a-z\d子]{1,3})+|锘[\u4e00-\u9fff\ufffd?]?"
    _LATIN_NOISE = r"(?:[ÃÂâäåæçèé][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]{1,2}){2,40}|ï»¿"
    _PRIVATE = regex(r"[\ue000-\uf8ff][\ue000-\uf8ff]*")
    signs = (
        "&", "<", "锟斤拷", "烫烫烫", "屯屯屯", "\ufffd", "??", "mso-", "font-family", "MsoNormal", "text-indent:",
        "line-height:", "javascript:", "document.write", "undefined", "NaN", "[object", "\\", "锛", "銆", "鈥", "锘",
        "鈹", "Ã", "Â", "â€", "ä¸", "å", "æ", "ï»¿",
    )  # fmt: skip
    pattern = regex(
        r"&(?:nbsp|ldquo|rdquo|lsquo|rsquo|quot|amp|lt|gt|mdash|hellip|middot|emsp|ensp|#\d{2,6}|#x[0-9A-Fa-f]{2,5});"
        r"|&(?:nbsp|ldquo|rdquo|mdash|hellip|middot|emsp|ensp)(?![A-Za-z])"
        r"|</?(?:p|br|div|span|font|strong|em|b|i|u|a|table|tr|td|th|tbody|ul|ol|li|img|o:p|st1:[a-z]{1,20}|w:[a-zA-Z]{1,20}"
        r"|v:[a-z]{1,20}|ins|del|script|style|section|h[1-6]|sup|sub|center|html|body|head|meta|iframe|input|form)"
        r"(?: [^<>\n]{0,300})?/?>"
        r"|<!--\[if [^<>\n]{1,60}>|<!\[endif\]-->|<!DOCTYPE [^<>\n]{0,120}>"
        r"|(?<![A-Za-z-])(?:mso-[a-z-]{3,30}|font-family|text-indent|line-height) ?:"
        r"|(?<=[\"' =.])MsoNormal|javascript:|document\.write\("
        r"|(?<![A-Za-z])(?:undefined|NaN(?=[%\u4e00-\u9fff]))(?![A-Za-z])|\[object Object\]"
        r"|(?:\\u[0-9a-fA-F]{4})+|(?<=[\u4e00-\u9fff，。；：])\\[nrt](?![A-Za-z\d])"
        r"|(?<=[\u4e00-\u9fff])\?{2,}(?=[\u4e00-\u9fff])"
        rf"|锟斤拷|烫烫烫|屯屯屯|\ufffd+|{_LATIN_NOISE}|{_CHINESE_NOISE}"
    )

    def find(self, page: Page) -> Iterator[Hit]:
        """Markup and noise, what touches as one; characters of one font alone are low, since most are bullets."""
        last: Hit | None = None
        for hit in super().find(page):
            if last is not None and last.end == hit.start:
                last = last._replace(end=hit.end)
                continue
            if last is not None:
                yield last
            last = hit
        if last is not None:
            yield last
        for match in self._PRIVATE.finditer(page.norm):
            yield Hit(match.start(), match.end(), "low")


class InvisibleCharacters(Rule):
    """Characters that cannot be seen stand in the text.

    **What it finds.** Zero-width characters and soft hyphens (low); controls of the writing direction and control
    characters (medium). At most three places a kind.

    **Why.** Searching for a word misses it when one stands inside, they can mark who a copy was given to, and text
    whose direction is turned is not what it looks like.

    **Example.** ``\u200b`` in 工作\u200b报告

    **What to do.** Delete them: 查找和替换, or paste as text only.

    **Norm.** 通常.
    """

    id = "RM406"
    name = "invisible-characters"
    category = "leftover"
    severity = "low"
    message = "文中有看不见的字符，会影响查找和复制，也可能带有标记"
    advice = "删除这些字符；可以用“只粘贴文本”重新粘贴"
    hit = (
        "工作⟦\u200b⟧报告",
        "收入⟦\u202e⟧增长⟦\u202c⟧5%",
        "全市⟦\x01⟧实现",
        "⟦\u200b\u200d⟧一，⟦\u200b⟧二，⟦\u200b⟧三，\u200b四",
    )
    miss = ("工作　报告", "第一行\x0b第二行\f", "增长5%")

    # Three times the same is enough to tell that they are there.
    _MOST = 3
    _SLIGHT = "\u00ad\u200b-\u200f\u2060-\u2064\u3164\ufeff"
    _GRAVE = "\x00-\x08\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069"
    # One class is told to be missing ten times sooner than two, or than one with characters above U+FFFF.
    _ANY = regex(f"[{_SLIGHT}{_GRAVE}]")
    _FAINT = regex(f"[{_SLIGHT}]")
    _RUN = regex(f"[{_SLIGHT}]+|[{_GRAVE}]+")
    _TAGS = regex("[\U000e0000-\U000e007f][\U000e0000-\U000e007f]*")

    def find(self, page: Page) -> Iterator[Hit]:
        """Runs of one gravity."""
        seen: Counter[str] = Counter()
        for pattern in (self._RUN, self._TAGS) if self._ANY.search(page.text) else (self._TAGS,):
            for match in pattern.finditer(page.text):
                kind = match.group()[0]
                seen[kind] += 1
                if seen[kind] <= self._MOST:
                    yield Hit(match.start(), match.end(), "low" if self._FAINT.match(kind) else "medium")


class LocalPath(PatternRule):
    """A path of somebody's computer or an inner server stands in the file.

    **What it finds.** ``D:\\总结\\1.doc``, ``file:///C:/…``, ``\\\\server\\share`` in the text, in links,
    descriptions of pictures, templates and other properties.

    **Why.** It names users, folders and servers, and leads nowhere for anybody else.

    **Example.** ``file:///C:/Users/wang/Desktop/1.png``

    **What to do.** Delete the link or the description; attach the file itself where it is meant to be read.

    **Norm.** 通常.
    """

    id = "RM407"
    name = "local-path"
    category = "leftover"
    severity = "low"
    reads = "all"
    message = "文件里留有本机或内网的文件路径，会带出用户名和文件夹名"
    advice = "删去路径或链接；需要提供的文件另附"
    hit = (
        "见⟦D:\\总结\\1.doc⟧。",
        "⟦file:///C:/Users/wang/Desktop/1.png⟧",
        "⟦\\\\192.168.1.5\\share\\名单⟧",
        "⟦C:/Users/wang/a.jpg⟧",
        'INCLUDEPICTURE "⟦D:\\\\图片\\\\新建 文件夹\\\\1.jpg⟧"',
    )
    miss = ("http://www.gov.cn/a", "比例A:B", "选项D:/", 'TOC \\o "1-3" \\h', "时间12:/30", "https://a.gov.cn/c:/x")

    _NAME = r'^\\/:*?"<>|\n，。；、（）'
    signs = (":\\", ":/", "\\\\", "file:")
    pattern = regex(
        r'file:[\\/]{1,5}[^"<>|\n，。；） ]{1,260}'
        rf"|(?:[A-Za-z](?<![A-Za-z0-9/][A-Za-z]):(?:\\{{1,2}}|/(?!/))|\\{{2,4}}[A-Za-z0-9](?:[\w.-]{{0,60}})\\{{1,2}})"
        rf"(?:[{_NAME}]{{1,80}}(?:\\{{1,2}}|/)){{0,20}}[{_NAME} ]{{1,80}}"
    )


class InnerAddress(PatternRule):
    """An address of an inner network stands in the file.

    **What it finds.** Addresses of private networks (10., 172.16., 192.168.) and servers without a domain (medium), of
    office systems (oa., mail., nas.) and of the computer itself (low), in the text, links and everywhere else.

    **Why.** Outside it leads nowhere, but tells how the network is laid out.

    **Example.** ``http://192.168.1.20:8080/oa``

    **What to do.** Delete the link, or put the public address in its place.

    **Norm.** 通常.
    """

    id = "RM408"
    name = "inner-address"
    category = "leftover"
    severity = "medium"
    reads = "all"
    message = "文件里留有内网或办公系统的地址"
    advice = "删去链接，或换成对外公开的地址"
    hit = (
        "⟦http://192.168.1.20:8080/oa⟧",
        "服务器⟦10.12.3.4:8080⟧",
        'HYPERLINK "⟦http://oa.example.invalid/login?user=wang⟧"',
        "登录⟦172.16.8.9⟧查询",
        "⟦http://fileserver/x⟧",
    )
    miss = (
        "http://www.gov.cn/",
        "10.1.2.3 指标说明",
        "版本192.168",
        "8.8.8.8",
        "http://localhost.example.cn/",
        "172.32.1.1",
        "https://mp.weixin.qq.com/s/abc",
        "见附录10.12.3.4",
    )

    _OCTET = r"(?:\.\d{1,3})"
    _PRIVATE = rf"(?:192\.168{_OCTET}{{2}}|172\.(?:1[6-9]|2\d|3[01]){_OCTET}{{2}})(?![\d.]\d)"
    _REST = r"(?::\d{2,5})?(?:[/?][!#-;=?-~]{0,200})?"
    _OWN = regex(r"https?://(?:127\.|localhost|\[::1)")
    _HOST = regex(r"https?://\d|https?://[\w-]+(?:[:/?]|$)")
    signs = ("://", "192.168.", "172.", "10.")
    pattern = regex(
        rf"https?://(?:{_PRIVATE}|10{_OCTET}{{3}}|127{_OCTET}{{3}}|localhost(?![\w.-])|[A-Za-z][\w-]{{0,40}}(?=[:/?])(?!://)"
        r"|(?:oa|nas|intranet|portal|erp|vpn|ehr|hr|ftp|svn|gitlab|jira|mail|email|webmail)\.[\w.-]{3,80}"
        rf"|[\w.-]{{1,80}}\.(?:local|lan|intra|intranet|internal|corp)(?![\w.-])){_REST}"
        rf"|(?<![\d.]){_PRIVATE}{_REST}|(?<![\d.])10{_OCTET}{{3}}:\d{{2,5}}{_REST}",
        re.ASCII,
    )

    def find(self, page: Page) -> Iterator[Hit]:
        """Addresses; those of office systems and of the computer itself are low."""
        for hit in super().find(page):
            said = page.norm[hit.start : hit.end]
            named = said.startswith("http") and not self._HOST.match(said)
            yield hit._replace(severity="low") if named or self._OWN.match(said) else hit


class AssistantTrace(Rule):
    """What a writing assistant said to its user stands in the text.

    **What it finds.** How assistants begin and end their answers (以下是根据您的要求…, 希望对您有帮助,
    作为人工智能…), the notices of their makers (内容由AI生成), and the signs of Markdown they write: ``**…**``
    (low) and, in a text that has these, ``##``. At most three of each sign.

    **Why.** Everybody sees that nobody read the text before it was published, and its figures may be invented.

    **Example.** ``以下是根据您的要求改写的工作总结：`` → ``以下是根据您的要求改写的工作总结``

    **What to do.** Delete it, and check every figure and name of the text.

    **Norm.** 通常.
    """

    id = "RM409"
    name = "assistant-trace"
    category = "leftover"
    severity = "medium"
    reads = "all"
    message = "文中留有写作助手（人工智能）的答话"
    advice = "删去这些话，并逐项核对文中的数字、名称和事实"
    hit = (
        "⟦以下是根据您的要求润色的工作总结⟧：\n2025年，县民政局",
        "⟦好的，以下是为您撰写的政府工作报告⟧：",
        "⟦希望这份总结对您有帮助⟧！⟦如需进一步修改，请随时告诉我⟧。",
        "⟦作为一个人工智能语言模型，我⟧无法提供",
        "⟦本回答由AI生成，内容仅供参考⟧",
        "⟦**工作亮点：**⟧全县\n⟦##⟧ 二、存在问题",
        "⟦（注：以上数据为示例，请根据实际情况修改）⟧",
    )
    miss = (
        "以下是2023年主要工作：",
        "依法打击由AI生成的虚假信息，规范人工智能生成内容标识",
        "根据代表的要求修改的条例",
        "# 一级标题\n## 二级标题",
        "**市2023年和**区新增**家，同比下降**%",
        "希望各位代表多提意见，如有疑问请与我办联系",
        "作为人工智能产业重镇，我市集聚企业300家",
    )

    _MOST = 3
    _SIGNS = strings("leftovers", "assistant", "signs")
    _PHRASES = tuple(map(Phrase.of, load("leftovers")["assistant"]["said"]))
    _SAID = regex("|".join(phrase.pattern.pattern for phrase in _PHRASES))
    _BOLD = regex(
        r"(?:(?<=\n)|(?<![^\n]))(?:#{1,6} |[-*+•] {1,4}|[\d一二三四五六七八九十（）().、]{1,6} ?)?"
        r"(?P<value>\*\*(?![市县区镇乡省局州村%％*\s])[^*\n]{2,40}(?:[:：。]\*\*|\*\*(?=[:：，。\n]|$)))"
    )
    _HEADING = regex(r"(?:(?<=\n)|(?<![^\n]))#{2,6}(?= ?[\u4e00-\u9fff])")

    def find(self, page: Page) -> Iterator[Hit]:
        """Phrases wherever they stand; signs of Markdown at the head of lines."""
        lines = frozenset(page.lines_with(self._SIGNS))
        said = {
            line
            for phrase in (self._PHRASES if lines else ())
            for line in lines.intersection(phrase.lines(page))
            if phrase.pattern.search(page.norm, *line)
        }
        for line in sorted(said):
            yield from (Hit(*match.span()) for match in self._SAID.finditer(page.norm, *line))
        if "**" in page.norm and page.part is None:
            message = tr("文中留有 Markdown 排版标记（** 或 ##），多是从写作助手那里复制来的")
            bold = list(islice(self._BOLD.finditer(page.norm), self._MOST))
            spans = [match.span("value") for match in bold]
            if bold:
                spans += [match.span() for match in islice(self._HEADING.finditer(page.norm), self._MOST)]
            for span in spans:
                yield Hit(*span, "low", message, tr("去掉这些标记，用 Word 的格式代替"))
