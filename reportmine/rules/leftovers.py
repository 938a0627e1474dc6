"""Marks of editing, templates and converters that were left in a text. Words are in ``data/leftovers.toml``.

Takes a ``Page``, gives the mark: with its brackets when the whole bracket is a note, else the words. Read
next: ``rules/furniture.py``, for what a web page puts round a text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportmine.lexicon import alternatives, strings
from reportmine.rules.rule import Hit, Page, PatternRule, Rule


def _any(*keys: str) -> str:
    return alternatives(strings("leftovers", *keys))


class EditingMark(PatternRule):
    """A mark of an editing or paywall system stands in the text.

    **What it finds.** ``##paidbegin##`` and other words between double signs.

    **Why.** The system did not recognise its own mark, and everybody sees it.

    **Example.** ``##paidbegin##（五）促进产销对接。``

    **What to do.** Delete it, and check whether a part of the text is missing.

    **Norm.** 通常.
    """

    id = "RM401"
    name = "editing-mark"
    category = "leftover"
    severity = "medium"
    reads = "all"
    message = "文中留有编辑或付费系统的标记"
    advice = "删除标记，并检查前后内容是否完整"
    hit = ("⟦##paidbegin##⟧（五）促进产销对接。", "⟦##paidend##⟧", "⟦[[more]]⟧全市", "⟦<!--more-->⟧")
    miss = ("# 一级标题", "## 二级标题 ##", "C##语言", "[[1]]")

    signs = ("##", "[[", "<!--")
    pattern = re.compile(
        r"##[A-Za-z][A-Za-z_]{2,30}##|\[\[/?[A-Za-z][A-Za-z_]{2,30}\]\]|<!-- ?[A-Za-z][^\n<>]{0,80}-->"
    )


class TemplateField(Rule):
    """A field or note of a template was not filled in.

    **What it finds.** ``{{数据}}``, ``${name}``, 【此处插入照片】, （待补充）, 数据：待核实, TODO,
    单击此处输入文字 and the messages of a word processor about references it could not find.

    **Why.** The text was published before it was finished.

    **Example.** ``安全利用率{{数据}}`` → ``{{数据}}``

    **What to do.** Fill it in or delete the note.

    **Norm.** 通常.
    """

    id = "RM402"
    name = "template-field"
    category = "leftover"
    severity = "medium"
    reads = "all"
    message = "模板字段或写作提示还没有处理"
    advice = "补上内容，或者删去这条提示"
    hit = (
        "安全利用率⟦{{数据}}⟧，落户${地名}".replace("${地名}", "⟦${地名}⟧"),
        "⟦【此处插入项目表】⟧",
        "经费（此项⟦待补充⟧），数据：⟦待核实⟧。",
        "⟦（待补充）⟧",
        "具体数据⟦待核实⟧",
        "⟦TODO⟧：补数据",
        "见⟦错误!未找到引用源⟧。",
        "⟦单击此处⟧添加标题",
    )
    miss = (
        "专业人才有待补充，机制有待完善",
        "数字政府待完善的地方还多",
        "花括号{1}和集合{a}",
        "TODOS公司",
        "存量项目待核实后支付",
    )

    _FIELD = re.compile(
        r"\{\{[^{}\n]{1,60}\}\}|\$\{[^{}\n]{1,60}\}|\{%[^%\n]{1,60}%\}|<%[^%\n]{1,60}%>|«[^«»\n]{1,40}»"
    )
    _NOTE = re.compile(rf"[【（(\[〔](?:{_any('notes', 'bracketed')})[^】）)\]〕\n]{{0,30}}[】）)\]〕]")
    _OPEN = re.compile(_any("notes", "open"))
    _THINGS = strings("leftovers", "notes", "things")
    _FIXED = strings("leftovers", "notes", "fixed")
    _LATIN = strings("leftovers", "notes", "latin")
    _PATTERNS = (
        (_FIELD, ("{{", "${", "{%", "<%", "«")),
        (re.compile(alternatives(_FIXED)), _FIXED),
        (re.compile(rf"(?<![A-Za-z])(?:{alternatives(_LATIN)})(?![A-Za-z])"), _LATIN),
    )

    def find(self, page: Page) -> Iterator[Hit]:
        """Fields, notes in brackets, open ends and fixed messages."""
        for pattern, signs in self._PATTERNS:
            for line in page.lines_with(signs):
                for match in pattern.finditer(page.norm, *line):
                    yield Hit(match.start(), match.end())
        for match in self._NOTE.finditer(page.norm):
            yield Hit(match.start(), match.end())
        for match in self._OPEN.finditer(page.norm):
            if self._is_note(page.norm, match.start(), match.end()):
                yield Hit(match.start(), match.end())

    def _is_note(self, norm: str, start: int, end: int) -> bool:
        """Whether 待补充 is a note to the writer: 数据：待补充; 数据待补充。; （此项待补充）, and not 机制有待完善。"""
        before, following = norm[max(0, start - 2) : start], norm[end : end + 1] or "\n"
        if before.endswith((":", "：")) or (before in self._THINGS and following in "，。；）)\n"):
            return True
        return before != "" and before[-1] not in "有亟尚" and following in "）)】]"


class Draft(Rule):
    """The title says that this is a draft.

    **What it finds.** 征求意见稿, 送审稿, 讨论稿 and their kin in a title line; in the body they tell of a
    draft, and （草案） in a title that was put to a vote is right.

    **Why.** Either the wrong version was published, or the mark was forgotten.

    **Example.** ``某局2023年工作总结（送审稿）`` → ``送审稿``

    **What to do.** Compare with the version that was adopted; delete the mark.

    **Norm.** 通常.
    """

    id = "RM403"
    name = "draft"
    category = "leftover"
    severity = "medium"
    reads = "all"
    message = "标题中留有稿次标记，可能发布了未定稿"
    advice = "核对是否为定稿，并删去稿次标记"
    hit = (
        "水利局2023年工作总结（⟦送审稿⟧）",
        "政府工作报告（⟦征求意见稿⟧）\n各位代表：",
        "工作要点(⟦第三稿⟧)",
    )
    miss = ("政府工作报告（草案）", "2023年总结\n条例（征求意见稿）已公开，送审稿已报省政府。")

    _PATTERN = re.compile(rf"第[一二三四五六七八九十\d]{{1,3}}稿|(?:{_any('drafts', 'words')})")

    def find(self, page: Page) -> Iterator[Hit]:
        """In title lines only."""
        for start, end in page.titles:
            for match in self._PATTERN.finditer(page.norm, start, end):
                left = page.norm[max(start, match.start() - 1) : match.start()]
                if left in tuple("（([【〔_- ") or match.end() == end:
                    yield Hit(match.start(), match.end())


class Comment(PatternRule):
    """A comment of a reviewer stands in the text.

    **What it finds.** ``批注[A1]：``, ``[批注1]``, （编者注：…）, ``带格式的:`` and ``删除的内容:`` of a
    word processor.

    **Why.** What was said about the text is not for its readers.

    **Example.** ``批注[A1]：此处数据与统计局不一致``

    **What to do.** Delete it, and see to what it asks for.

    **Norm.** 通常; 42 revision marks in one published text were a scandal.
    """

    id = "RM404"
    name = "comment"
    category = "leftover"
    severity = "medium"
    message = "文中留有批注或修订痕迹"
    advice = "处理批注所指的问题，删去批注，接受或拒绝全部修订"
    hit = ("⟦批注[A1]：⟧此处数据不一致", "总额⟦[批注2]⟧", "⟦带格式的：⟧字体", "⟦删除的内容：⟧去年")
    miss = ("在批注栏签字", "领导作出批注：同意", "修订了3部规章", "删除的内容较多")

    _REVISIONS = ("带格式的", "设置了格式", "删除的内容", "插入的内容")
    signs = ("批注", *_REVISIONS)
    pattern = re.compile(
        r"\[批注 ?[A-Za-z]{0,6}\d{1,4}\]|批注 ?\[[A-Za-z\u4e00-\u9fff]{0,8}\d{1,4}\] ?[:：]?"
        rf"|(?:{alternatives(_REVISIONS)})(?:\[[^\]\n]{{1,20}}\])?[:：]"
    )


class Markup(PatternRule):
    """Markup or broken characters of a converter stand in the text.

    **What it finds.** HTML tags and entities (``&nbsp;``, ``<br/>``, ``mso-``), mojibake (锟斤拷, 烫烫烫)
    and the character that stands for an unreadable one (U+FFFD).

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
        "⟦锟斤拷⟧",
        '⟦<span style="mso-spacerun:yes">⟧好',
        "产业⟦\ufffd\ufffd⟧增长",
    )
    miss = ("A&B公司", "a<b且c>d", "研发投入 R&D 经费", "<2023年>")

    signs = ("&", "<", "锟斤拷", "烫烫烫", "屯屯屯", "\ufffd")
    pattern = re.compile(
        r"&(?:nbsp|ldquo|rdquo|lsquo|rsquo|quot|amp|lt|gt|mdash|hellip|middot|emsp|ensp|#\d{2,6}|#x[0-9A-Fa-f]{2,5});"
        r"|</?(?:p|br|div|span|font|strong|em|b|i|u|a|table|tr|td|th|tbody|ul|ol|li|img|o:p|st1:[a-z]{1,20}|ins|del|script|style|section|h[1-6])"
        r"(?: [^<>\n]{0,300})?/?>|锟斤拷|烫烫烫|屯屯屯|\ufffd+"
    )


RULES: tuple[Rule, ...] = (EditingMark(), TemplateField(), Draft(), Comment(), Markup())
