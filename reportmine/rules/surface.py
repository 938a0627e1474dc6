"""What a file holds besides its running text: tracked changes, comments, hidden text, properties, embedded files.

Takes a ``Page`` whose ``part`` the readers have found, gives the whole of it. What stands in these parts is looked at
by all rules that read ``all`` as well. Read next: ``rules/properties.py``, the rest of this family, and
``readers/document.py``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from reportmine.lexicon import alternatives, strings
from reportmine.model import Severity
from reportmine.patterns import regex
from reportmine.readers.document import Part
from reportmine.rules.properties import DocumentProperty, MailMerge, OtherDocument
from reportmine.rules.rule import Hit, Page, PartRule, Rule

_CHINESE = regex(r"[\u4e00-\u9fff]")


class TrackedChange(PartRule):
    """A tracked change was neither accepted nor rejected.

    **What it finds.** Text that was inserted, deleted or moved under 修订, with its author and date.

    **Why.** Whoever opens the file sees what stood there before and who changed it.

    **Example.** ``比上年少三个`` struck out by the deputy head of the office

    **What to do.** Accept or reject all changes, then save under a new name.

    **Norm.** 通常; 42 revision marks in one published text were a scandal.
    """

    id = "RM1001"
    name = "tracked-change"
    category = "leftover"
    severity = "medium"
    message = "文件里留有未处理的修订，收件人可以看到改动前后的文字和改动人"
    advice = "接受或拒绝全部修订后另存"
    kinds = ("inserted", "deleted", "moved")
    hit = ("deleted｜⟦，比上年少三个⟧", "inserted｜⟦（不含开发区）⟧", "moved｜⟦移到别处的话。⟧")
    miss = ("header｜政府工作报告", "alternate-text｜会议现场")


class ReviewComment(PartRule):
    """A comment of a reviewer is in the file.

    **What it finds.** Comments of Word and WPS, their answers, and notes on the pages of a PDF.

    **Why.** Whoever opens the file reads what was said about the text, and by whom.

    **Example.** ``这个数与统计公报不一致，请核实。``

    **What to do.** See to what it asks for, delete all comments, then save under a new name.

    **Norm.** 通常.
    """

    id = "RM1002"
    name = "review-comment"
    category = "leftover"
    severity = "medium"
    message = "文件里留有批注，收件人可以看到内容和批注人"
    advice = "处理批注所指的问题，删除全部批注后另存"
    kinds = ("comment",)
    hit = ("comment｜⟦数对吗？⟧",)
    miss = ("footer｜第1页", "header｜批注")


class _Unseen(PartRule):
    category = "leftover"
    severity: Severity = "medium"

    def accepts(self, page: Page, part: Part) -> bool:
        """Whether there is anything to read."""
        return any(char.isalnum() for char in part.text)


class HiddenText(_Unseen):
    """Hidden text is in the file.

    **What it finds.** Text set to be hidden, too small to read, invisible in a PDF, or in elements that a web page
    does not show. Single invisible characters are those of ``invisible-characters``.

    **Why.** It does not print, but a click or a copy shows it.

    **Example.** ``（内部掌握四十六万吨）``

    **What to do.** Show hidden text, delete it or let it be seen.

    **Norm.** 通常.
    """

    id = "RM1003"
    name = "hidden-text"
    message = "文件里有隐藏的文字，复制或改变显示方式即可看到"
    advice = "显示隐藏文字，确认后删除；需要公开的改为正常显示"
    kinds = ("hidden",)
    hit = ("hidden｜⟦（内部掌握四十六万吨）⟧",)
    miss = ("hidden｜\u200b", "hidden｜\u202e", "hidden｜　 ", "alternate-text｜会议现场")


class PageColourText(_Unseen):
    """Text stands in the colour of the page.

    **What it finds.** White text on white, or any text in the colour of what is behind it.

    **Why.** It cannot be seen, but marking it with the mouse shows it.

    **Example.** ``数据待统计局核定`` in white

    **What to do.** Delete it, or give it a colour that can be read.

    **Norm.** 通常.
    """

    id = "RM1004"
    name = "page-colour-text"
    message = "文件里有与背景同色的文字，选中即可看到"
    advice = "确认后删除；需要公开的改成看得见的颜色"
    kinds = ("page-colour",)
    hit = ("page-colour｜⟦数据待统计局核定⟧",)
    miss = ("page-colour｜\u3000", "hidden｜（内部掌握）")


class CoveredText(_Unseen):
    """Text lies under a box.

    **What it finds.** Text of a PDF under an opaque shape, a picture or a filled note.

    **Why.** A black box hides only what is seen: the text can be copied from under it.

    **Example.** a name and a number under a black bar

    **What to do.** Take the text out of the original, then make the PDF anew; or print the page to a picture.

    **Norm.** 通常.
    """

    id = "RM1005"
    name = "covered-text"
    message = "色块或图片下面的文字没有删除，可以复制出来"
    advice = "在原稿中删去这些文字后重新生成 PDF，不要只用色块遮盖"
    kinds = ("covered",)
    hit = ("covered｜⟦刘大壮一户⟧",)
    miss = ("covered｜  ", "off-page｜版面之外")


class OffPageText(_Unseen):
    """Text stands outside of the page.

    **What it finds.** Text of a PDF beyond the edges of its page.

    **Why.** A cropped page keeps what was cut off.

    **Example.** a remark above the upper edge

    **What to do.** Delete it in the original, then make the PDF anew.

    **Norm.** 通常.
    """

    id = "RM1006"
    name = "off-page-text"
    message = "版面之外还有文字，可以提取出来"
    advice = "在原稿中删去后重新生成 PDF，裁切页面不会删除文字"
    kinds = ("off-page",)
    hit = ("off-page｜⟦版面之上的文字⟧",)
    miss = ("off-page｜ ", "covered｜盖住的")


class StruckText(_Unseen):
    """Text is struck through.

    **What it finds.** Text that stays on the page with a line through it, set by hand and not by a tracked change.

    **Why.** Everybody reads what was to be deleted; a copy, a search or a converter drops the line and keeps the words.

    **Example.** ``增长5%`` struck through in ``增长5%6%``

    **What to do.** Delete the words, or take the line away.

    **Norm.** 通常.
    """

    id = "RM1012"
    name = "struck-text"
    message = "文件里有带删除线的文字，复制或转换格式后会变成正常文字"
    advice = "确实不要的直接删除；要保留的去掉删除线"
    kinds = ("struck",)
    hit = ("struck｜⟦增长5%⟧",)
    miss = ("struck｜　", "highlighted｜增长6%")


class HighlightedText(_Unseen):
    """Text is marked with a colour.

    **What it finds.** Words put on a colour by the highlighter or by a shading of their own. Shaded cells and
    paragraphs are none, and where more than three tenths of the text are coloured, that is how it was designed.

    **Why.** It was marked to be checked or filled in, and nobody went back to it.

    **Example.** ``46.5亿元`` on yellow

    **What to do.** Check the marked words, then remove the colour.

    **Norm.** 通常.
    """

    id = "RM1013"
    name = "highlighted-text"
    severity = "low"
    message = "文件里有突出显示（涂色）的文字，可能是待核对的标记"
    advice = "核对标出的内容，然后去掉突出显示或底纹"
    kinds = ("highlighted",)
    hit = ("highlighted｜⟦46.5亿元⟧",)
    miss = ("highlighted｜　", "struck｜46.5亿元")

    # Of the text: more than this is no mark of an editor.
    _MOST = 0.3

    def accepts(self, page: Page, part: Part) -> bool:
        """Whether there is anything to read, and not too much of it is coloured."""
        whole = page.whole
        if whole is not None and whole.weights[part.kind] > self._MOST * len(whole.text):
            return False
        return super().accepts(page, part)


class PageSource(PartRule):
    """A remark stands in the source of the web page.

    **What it finds.** Comments of the source that say something: remarks on the text and sentences that were
    commented out (medium), names of editors and remarks of programmers (low). Marks of a template (正文开始) are none.

    **Why.** Every browser shows the source of a page.

    **Example.** ``<!-- 王主任：第三段数字请再核对 -->``

    **What to do.** Delete it in the source view of the editor.

    **Norm.** 通常.
    """

    id = "RM1007"
    name = "page-source"
    category = "leftover"
    severity = "medium"
    message = "网页源代码的注释里留有文字，任何人查看源代码即可看到"
    advice = "在编辑器的源代码视图中删去"
    kinds = ("markup",)
    hit = (
        "markup｜⟦王主任：第三段数字请再核对⟧",
        "markup｜⟦<p>全县欠缴耕地占用税三百万元，正在追缴。</p>⟧",
        "markup｜⟦此数待核⟧",
        "markup｜⟦责任编辑：李小明⟧",
        "markup｜⟦这里的轮播图，注意不要删⟧",
    )
    miss = (
        "markup｜正文开始",
        "markup｜附件列表 end",
        "markup｜栏目导航",
        "markup｜<li>来源：县政府网</li><li>发布时间：2023年1月5日</li>",
        'markup｜<div class="share">分享到：微信</div>',
        "markup｜publishtime 20230105",
        "markup｜file:///C:/a.png",
    )

    def find(self, page: Page) -> Iterator[Hit]:
        """The comment, as grave as what it says."""
        severity = self._severity(page.norm) if page.part is not None and page.part.kind == "markup" else None
        if severity and page.lines:
            yield Hit(page.lines[0].start, page.lines[-1].end, severity)

    @staticmethod
    def _severity(norm: str) -> Severity | None:
        words = _source()
        said = words.labels.sub("", re.sub(r"<[^<>]{0,500}>", "\n", norm))
        chinese = len(_CHINESE.findall(said))
        if chinese < 2 or re.match(r"(?:file|mailto|https?):", norm):
            return None
        prose = chinese >= 6 and re.search(r"[，。；：？！]", said) is not None
        if words.code.search(said) or re.search(r"[{};=]|\$\(|function|\bvar ", said):
            return "low" if prose else None
        if words.notes.search(said):
            return "medium"
        if words.persons.search(said):
            return "low"
        if prose:
            return "medium"
        return "low" if chinese >= 12 else None


class AttachedFile(PartRule):
    """Another file is inside of the file.

    **What it finds.** Embedded tables, objects and attachments, by name.

    **Why.** A chart brings its whole workbook along, and what is in it was not checked.

    **Example.** ``Microsoft_Excel_Worksheet.xlsx``

    **What to do.** Look into it; put charts and objects in as pictures, and attachments beside the file.

    **Norm.** 通常.
    """

    id = "RM1010"
    name = "attached-file"
    category = "leftover"
    severity = "medium"
    message = "文件里嵌有其他文件，会随文件一起公开，内容没有检查"
    advice = "打开逐一核对；图表和对象改为粘贴成图片，附件单独提供"
    kinds = ("attachment",)
    hit = ("attachment｜⟦名单.csv⟧", "attachment｜⟦Microsoft_Excel_Worksheet.xlsx⟧")
    miss = ("file-name｜名单", "alternate-text｜名单.csv")


class _Source(NamedTuple):
    code: re.Pattern[str]
    notes: re.Pattern[str]
    labels: re.Pattern[str]
    persons: re.Pattern[str]


@cache
def _source() -> _Source:
    words = {key: alternatives(strings("surface", "source", key)) for key in ("code", "notes", "labels", "persons")}
    return _Source(
        code=re.compile(words["code"]),
        notes=re.compile(words["notes"]),
        labels=re.compile(rf"(?:{words['labels']}) ?[:：][^\n]{{0,60}}"),
        persons=re.compile(rf"(?:{words['persons']}) ?[:：] ?[\u4e00-\u9fff]{{2}}"),
    )


RULES: tuple[Rule, ...] = (
    TrackedChange(), ReviewComment(), HiddenText(), PageColourText(), CoveredText(), OffPageText(), PageSource(),
    DocumentProperty(), OtherDocument(), AttachedFile(), MailMerge(), StruckText(), HighlightedText(),
)  # fmt: skip
