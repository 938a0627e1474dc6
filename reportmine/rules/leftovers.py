"""Marks of editing, templates and converters that were left in a text. Words are in ``data/leftovers.toml``.

Takes a ``Page``, gives the mark: with its brackets when the whole bracket is a note, else the words. Read next:
``rules/debris.py``, the rest of this family, and ``rules/furniture.py``, for what a web page puts round a text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportmine.lexicon import alternatives, load, strings
from reportmine.patterns import regex
from reportmine.rules.debris import AssistantTrace, InnerAddress, InvisibleCharacters, LocalPath, Markup
from reportmine.rules.rule import Hit, Line, Page, PatternRule, Rule

# Lines at the head of a text where a draft may be marked.
_HEAD = 4
_SHORT = 40
_SENTENCE = regex("[，。；：！？,;:]")


def _any(*keys: str) -> str:
    return alternatives(strings("leftovers", *keys))


def _spaced(*keys: str) -> str:
    """The words, each with or without blanks between its characters, as titles are set."""
    return "|".join(" ?".join(map(re.escape, word)) for word in strings("leftovers", *keys))


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
    pattern = regex(r"##[A-Za-z][A-Za-z_]{2,30}##|\[\[/?[A-Za-z][A-Za-z_]{2,30}\]\]|<!-- ?[A-Za-z][^\n<>]{0,80}-->")


class TemplateField(Rule):
    """A field or note of a template was not filled in.

    **What it finds.** ``{{数据}}``, ``${name}``, 【此处插入照片】, （待补充）, 数据：待核实, TODO,
    单击此处输入文字, what colleagues tell each other in brackets （此处数据待统计局核实）, 【张科：再加一句】,
    （领导已审）, ？？ in place of a figure or behind one, and the messages of a word processor about references it
    could not find.

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
        "经费⟦（此项待补充）⟧，数据：⟦待核实⟧。",
        "⟦（待补充）⟧",
        "具体数据⟦待核实⟧",
        "⟦TODO⟧：补数据",
        "见⟦错误!未找到引用源。⟧，目录\t⟦错误！未定义书签。⟧",
        "（三）⟦单击此处添加标题⟧\n⟦单击此处⟧了解",
        "增长5%⟦（请统计局核实）⟧",
        "新建⟦[单位名称]⟧，投入⟦（？）⟧",
        "合计⟦#DIV/0!⟧，⟦########⟧",
        "完成286亿元⟦（此处数据待统计局核实）⟧，增长5.8%",
        "⟦【李股长：再加一句稳岗的内容，控制在80字以内】⟧",
        "⟦（下面三句按会议意见精简，印发前删去）⟧",
        "⟦〖本段由交通局提供〗⟧，⟦（分管领导已审）⟧，⟦[此段请住建局补写]⟧",
        "完成投资⟦？？⟧亿元，增长9.3%⟦？？？⟧，",
    )
    miss = (
        "专业人才有待补充，机制有待完善",
        "（请予审议）",
        "（建议修改《条例》第三条）",
        "###### 六级标题",
        "【标题新闻】",
        "（时间地点待定后通知）",
        "数字政府待完善的地方还多",
        "花括号{1}和集合{a}",
        "TODOS公司",
        "存量项目待核实后支付",
        "（按可比价格计算）（下同）（不含农户）（试行）（详见附件2）（以下简称“方案”）",
        "地区生产总值286亿元（待省统计局核定）",
        "（此处为新址）（该段公路已改建）（数据已核定）（已改制）（未经审计）",
        "（书记：张三）（补充耕地指标）（写入决议）（合并报表）",
        "怎么看？怎么办？？",
    )

    _FIELD = regex(
        r"\{\{[^{}\n]{1,60}\}\}|\$\{[^{}\n]{1,60}\}|\{%[^%\n]{1,60}%\}|<%[^%\n]{1,60}%>|«[^«»\n]{1,40}»"
        r"|(?<=[^\n#])#{5,}|错误[!！](?:未|文档|书签|链接|不能|使用|主控|无效)[^。，；）)\n]{0,20}。?"
        r"|Error! [A-Z][A-Za-z ]{3,40}"
    )
    # What a template of slides or letters says where something is to be written: 单击此处添加标题.
    _PROMPT = regex(
        r"(?:单击或点击|点击或点按|[单点双]击)此处可?以?(?:添加|输入|编辑|插入|键入|填写)您?的?[主副]?(?:标题|正文|文本|文字|内容|日期|姓名|名称)?"
        r"(?:。(?=\n|$))?"
    )
    # A line that says what is to be written there.
    _UNWRITTEN = regex(
        r"(?<![^\n])此[处段句](?:还|尚|暂)?(?:需要?|请|待|应|可|要|缺)[^，。；\n]{0,24}(?:补充|插入|填写|添加|核实|核对|修改|完善|更新|展开|数据|图片)"
        r"[^，。；\n]{0,20}"
    )
    # Who is asked to do what: （请统计局核实）.
    _ASKED = r"请[^】）)\]〕\n，。；]{0,10}(?:核实|核对|补充|提供|确认|填写|完善|更新|修改|把关|核定|补齐)"
    _NOTE = regex(
        rf"[【（(\[〔〖<](?:(?<!<)(?:(?:{_any('notes', 'bracketed')}|{_ASKED})[^】）)\]〕〗\n]{{0,30}}"
        rf"|{_any('notes', 'whole')})[】）)\]〕〗]"
        rf"|(?<=[【\[<])(?:请?(?:填写|输入))?(?:{_any('notes', 'fields')})[】\]>]"
        r"|(?<=\[)(?:具体|相关|实际|您的|你的|某)(?:项目)?(?:数字|数据|金额|数量|比例|年份|地点|姓名|名称|日期|案例|内容|情况|单位)\]"
        r"|(?<=【)(?:具体|实际)(?:数字|数据|金额|数量|比例)】)"
    )
    _OPEN = regex(_any("notes", "open"))
    # Any bracket, to be looked at closer for what is said to the writers of the text.
    _BRACKET = regex(r"[【（(\[〔〖]([^【】（）()\[\]〔〕〖〗\n]{2,60})[】）)\]〕〗]")
    _TOLD = tuple((frozenset(told["chars"]), regex(told["pattern"])) for told in load("leftovers")["notes"]["told"])
    # ？ in place of a figure, or behind one that somebody doubts.
    _DOUBT = regex("[?？][?？]{0,8}")
    _UNITS = frozenset("%％万亿元个家户人项亩吨台件座")
    _GROWING = frozenset("长降到成达约为")
    _THINGS = strings("leftovers", "notes", "things")
    _FIXED = strings("leftovers", "notes", "fixed")
    _LATIN = strings("leftovers", "notes", "latin")
    _PATTERNS = (
        (_FIELD, ("{{", "${", "{%", "<%", "«", "#####", "错误!", "错误！", "Error! ")),
        (_PROMPT, ("击此处",)),
        (_UNWRITTEN, ("此处", "此段", "此句")),
        (regex(alternatives(_FIXED)), _FIXED),
        (regex(rf"(?<![A-Za-z])(?:{alternatives(_LATIN)})(?![A-Za-z])"), _LATIN),
    )

    def find(self, page: Page) -> Iterator[Hit]:
        """Fields, notes in brackets, open ends and fixed messages."""
        for pattern, signs in self._PATTERNS:
            for line in page.lines_with(signs):
                for match in pattern.finditer(page.norm, *line):
                    yield Hit(match.start(), match.end())
        for match in self._NOTE.finditer(page.norm):
            yield Hit(match.start(), match.end())
        for match in self._BRACKET.finditer(page.norm):
            if any(not chars.isdisjoint(match[1]) and told.search(match[1]) for chars, told in self._TOLD):
                yield Hit(match.start(), match.end())
        for match in self._DOUBT.finditer(page.norm):
            if self._is_doubt(page.norm, match.start(), match.end()):
                yield Hit(match.start(), match.end())
        for match in self._OPEN.finditer(page.norm):
            if self._is_note(page.norm, match.start(), match.end()):
                yield Hit(match.start(), match.end())

    def _is_doubt(self, norm: str, start: int, end: int) -> bool:
        """Whether the marks stand for a figure (增长？%) or behind one that somebody doubts (5.8%？？)."""
        before, after = norm[start - 1 : start], norm[end : end + 1]
        if end - start > 1:
            return after in self._UNITS or after.isdecimal() or before in self._UNITS or before.isdecimal()
        return before in self._GROWING and after in self._UNITS

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
        "⟦送 审 稿⟧\n水利局2023年工作总结",
        "水利局2023年工作总结\n（⟦初稿⟧）\n一、主要工作",
        "水利局2023年工作总结⟦讨论稿⟧⟦第二稿⟧\n一、主要工作",
        "水利局2023年工作总结⟦送审稿⟧1225\n一、主要工作",
        "⟦送审稿⟧：水利局2023年工作总结\n一、主要工作",
    )
    miss = (
        "政府工作报告（草案）",
        "2023年总结\n条例（征求意见稿）已公开，送审稿已报省政府。",
        "关于《防洪条例（征求意见稿）》的说明",
        "政府工作报告（终稿）",
        "在全县大会上的讲话稿",
    )

    # What may follow a mark: its number or its date.
    _VERSION = regex(r"[ _-]?[vV版]?[\d.年月日-]{1,12}[稿版]?$")
    _REMARK = regex(r"[（(][^（）()\n]{1,12}[）)]$")
    _PATTERN = regex(rf"第[一二三四五六七八九十\d]{{1,3}}稿|(?<!\d)\d{{1,2}}稿|(?:{_spaced('drafts', 'words')})")

    def find(self, page: Page) -> Iterator[Hit]:
        """In title lines only, and not in the name of another paper: 关于《办法（送审稿）》的说明."""
        named = page.part is not None and page.part.kind == "file-name"
        for start, end in self._places(page):
            for match in self._PATTERN.finditer(page.norm, start, end):
                before, after = page.norm[start : match.start()], page.norm[match.end() : end]
                quoted = before.count("《") > before.count("》") and after.strip(")）]】》")
                apart = before[-1:] in tuple("（([【〔_- ") or not after or after[0] in ")）]】〕_- ."
                apart = apart or bool(self._PATTERN.match(after) or self._VERSION.match(after))
                apart = apart or (not before and after[0] in ":：") or bool(self._REMARK.match(after))
                if not quoted and (apart or (named and after[0].isdigit())):
                    yield Hit(match.start(), match.end())

    def _places(self, page: Page) -> Iterator[Line]:
        yield from page.titles
        # At the head, above or below the title, or a title that is not known for one.
        for start, end in page.lines[:_HEAD] if page.part is None else ():
            if end - start <= _SHORT and not page.in_title(start) and not _SENTENCE.search(page.norm, start, end):
                yield Line(start, end)


class Comment(PatternRule):
    """A comment of a reviewer stands in the text.

    **What it finds.** ``批注[A1]：``, ``[批注1]``, ``带格式的:`` and ``删除的内容:`` of a word processor, and what
    people write between the lines: （原文：…）, 【修改意见】.

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
    hit = (
        "⟦批注[A1]⟧：此处数据不一致",
        "总额⟦[批注2]⟧",
        "⟦带格式的：⟧字体",
        "⟦删除的内容：⟧去年",
        "⟦批注 [微软用户1]⟧:核实",
        "⟦删除[张三]：⟧全面",
        "⟦Commented [A1]:⟧ check",
        "增长8%⟦（原文：9%）⟧",
        "⟦【修改意见】⟧补充民生内容",
        "⟦设置格式[王五]:⟧ 字体: 仿宋",
    )
    miss = (
        "在批注栏签字",
        "领导作出批注：同意",
        "修订了3部规章",
        "删除的内容较多",
        "批注[1]部",
        "（引自《史记》原文）",
        "已删除：12条",
        "书记在报告上批注：“要抓紧落实”",
    )

    _REVISIONS = ("带格式的", "带格式表格", "设置了格式", "删除的内容", "插入的内容", "格式化的")
    _ENGLISH = ("Commented", "Comment", "Deleted", "Formatted", "Inserted")
    signs = (
        "批注",
        "删除",
        "插入",
        "格式",
        "修改",
        "改稿",
        "审稿",
        "校对意见",
        "【审核",
        "【领导",
        "原文",
        "原稿",
        "改为",
        *_ENGLISH,
    )
    needs = ("[", "【批注", *_REVISIONS, "原文", "原稿", "原为", "改为", "改说明", "稿说明", "稿意见", "对意见", "【")
    pattern = regex(
        r"\[批注 ?[A-Za-z]{0,6}\d{1,4}\]|【批注[^】\n]{0,10}】"
        r"|批注 ?\[(?!\d{1,3}\])[A-Za-z\u4e00-\u9fff ]{0,12}\d{1,4}\]"
        rf"|(?:{alternatives(_REVISIONS)})(?:\[[^\]\n]{{1,20}}\])?[:：]"
        r"|(?:已?删除(?:的内容)?|已?插入(?:的内容)?|移动|设置格式|修订)\[[^\]\d\n][^\]\n]{0,19}\][:：]"
        rf"|(?:{'|'.join(_ENGLISH)}) ?\[[A-Za-z]{{1,6}}\d{{1,4}}\]:?"
        r"|[（(【\[](?:原文|原稿|原为|拟改为|建议改为|修改为)[:：][^）)】\]\n]{1,60}[）)】\]]"
        r"|(?<![^\n])(?:修改说明|改稿说明|审稿意见|校对意见)[:：]"
        r"|【(?:修改意见|审核意见|修改说明|修改建议|领导意见|领导修改)】"
    )


RULES: tuple[Rule, ...] = (
    EditingMark(),
    TemplateField(),
    Draft(),
    Comment(),
    Markup(),
    InvisibleCharacters(),
    LocalPath(),
    InnerAddress(),
    AssistantTrace(),
)
