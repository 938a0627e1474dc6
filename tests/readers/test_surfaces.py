"""Every cell of the table of surfaces, shown by files that real programs made (make_samples.py)."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from reportmine.errors import UnreadableInput
from reportmine.readers import from_bytes, from_text, read
from reportmine.readers.document import Document

SAMPLES = Path(__file__).parent / "samples"
CHANGER = "小明 王"  # as LibreOffice signs


@cache
def sample(name: str) -> Document:
    return read(SAMPLES / name)


# file, kind, text, in the place, what stands before the anchor, author
PARTS = [
    ("writer.docx", "inserted", "总体", "修订：插入", "（一）经济", CHANGER),
    ("writer.docx", "inserted", "（共三条）", "修订：插入", "名词解释", CHANGER),
    ("writer.docx", "deleted", "，比上年增长百分之二", "修订：删除", "四十八万吨", CHANGER),
    ("writer.docx", "comment", "这个数与统计公报不一致，请核实。", "批注 1", "产量达到", "赵六"),
    ("writer.docx", "comment", "图要换成新的，联系人电话13800138000。", "批注 2", "图一为", "孙七"),
    ("writer.docx", "hidden", "（内部掌握四十六万吨）", "隐藏文字", "四十八万吨", None),
    ("writer.docx", "page-colour", "数据待统计局核定", "同色", "四十八万吨", None),
    ("writer.docx", "field", 'HYPERLINK "http://oa.example.invalid/login?user=wang"', "域代码", "详见", None),
    ("writer.docx", "alternate-text", "张三的手机拍摄的开发区平面图", "替代文字", "", None),
    ("writer.docx", "header", "机密★1年", "首页页眉", None, None),
    ("writer.docx", "header", "双页页眉", "偶数页页眉", None, None),
    ("writer.docx", "header", "某某县政府工作报告（讨论稿）", "页眉", None, None),
    ("writer.docx", "footer", "第1页", "页脚", None, None),
    ("writer.docx", "metadata", "李四", "作者", None, None),
    ("writer.docx", "metadata", "邻县人民政府工作报告", "标题", None, None),
    ("writer.docx", "metadata", "某某县政府办公室", "单位", None, None),
    ("writer.docx", "metadata", "某政办函〔2024〕9号", "自定义属性：来文字号", None, None),
    ("python-docx.docx", "comment", "统计局口径为百分之六点八。", "批注 1", "工业增加值增长", "郑十"),
    ("python-docx.docx", "page-colour", "（含上级转移支付）", "同色", "三十亿元", None),
    ("python-docx.docx", "hidden", "账号为县财政专户小得看不见样式里的隐藏", "隐藏文字", "三十亿元", None),
    ("python-docx.docx", "header", "内部资料 注意保存", "首页页眉", None, None),
    ("python-docx.docx", "attachment", "oleObject1.bin", "嵌入的文件", None, None),
    ("python-docx.docx", "metadata", "吴九", "最后修改者", None, None),
    ("strict.docx", "hidden", "账号为县财政专户小得看不见样式里的隐藏", "隐藏文字", "三十亿元", None),
    ("macros.docm", "header", "政府工作报告", "偶数页页眉", None, None),
    ("writer.doc", "inserted", "总体", "修订：插入", "经济", CHANGER),
    ("writer.doc", "deleted", "，比上年增长百分之二", "修订：删除", "四十八万吨", CHANGER),
    ("writer.doc", "hidden", "（内部掌握四十六万吨）", "隐藏文字", "四十八万吨", None),
    ("writer.doc", "comment", "这个数与统计公报不一致，请核实。", "批注 1", "四十八万吨", "赵六"),
    ("writer.doc", "field", 'HYPERLINK "http://oa.example.invalid/login?user=wang"', "域代码", "详见", None),
    ("writer.doc", "header", "机密★1年", "首页页眉", None, None),
    ("writer.doc", "metadata", "邻县人民政府工作报告", "标题", None, None),
    ("writer.rtf", "inserted", "总体", "修订：插入", "（一）经济", CHANGER),
    ("writer.rtf", "deleted", "，比上年增长百分之二", "修订：删除", "四十八万吨", CHANGER),
    ("writer.rtf", "hidden", "（内部掌握四十六万吨）", "隐藏文字", "四十八万吨", None),
    ("writer.rtf", "header", "某某县政府工作报告（讨论稿）", "页眉", None, None),
    ("writer.rtf", "metadata", "邻县人民政府工作报告", "标题", None, None),
    ("boxes.pdf", "covered", "刘大壮13900139000", "第 1 页被遮盖", None, None),
    ("boxes.pdf", "covered", "套用里盖住的", "第 1 页被遮盖", None, None),
    ("boxes.pdf", "page-colour", "白底白字", "第 1 页与底色相同", None, None),
    ("boxes.pdf", "off-page", "版面之上的文字", "第 1 页版面之外", None, None),
    ("boxes.pdf", "hidden", "不描边不填充的文字", "第 1 页不可见", None, None),
    ("boxes.pdf", "comment", "此页对外发布前删除", "第 1 页的注释", None, None),
    ("boxes.pdf", "metadata", "陈某", "作者", None, None),
    ("turned.pdf", "covered", "刘大壮13900139000", "第 1 页被遮盖", None, None),
    ("broken-xref.pdf", "covered", "刘大壮13900139000", "第 1 页被遮盖", None, None),
    ("attached.pdf", "attachment", "名单.csv", "附加的文件", None, None),
    ("attached.pdf", "covered", "GDP 2024: 5.3%", "第 1 页被遮盖", None, None),
    ("writer.pdf", "page-colour", "数据待统计局核定", "第 1 页与底色相同", None, None),
    ("writer.html", "markup", "这个数与统计公报不一致，请核实。", "注释", "四十八万吨", None),
    ("writer.html", "hidden", "（内部掌握四十六万吨）", "隐藏", "四十八万吨", None),
    ("page-changed.html", "deleted", "3.9%", "修订：删除", "收入增长", "wang@example.invalid"),
    ("page-changed.html", "inserted", "4.2%", "修订：插入", "收入增长", None),
    ("page-changed.html", "hidden", "（此数未核）", "隐藏", "4.2%，", None),
    ("page-changed.html", "page-colour", "（实为5个）", "白色", "开工建设8个", None),
    ("page-changed.html", "markup", "王主任：第三段数字请再核对", "注释", None, None),
    ("page-changed.html", "markup", "file:///C:/Users/wangxm/Desktop/1.png", "路径", None, None),
    ("page-changed.html", "metadata", "王晓敏", "author", None, None),
    ("report.ofd", "metadata", "陈某", "作者", None, None),
    *[
        (f"marked{name}", kind, text, place, before, None)
        for name in (".docx", "-writer.docx", ".rtf", ".doc", ".html")
        for kind, text, place, before in (
            ("struck", "5.2%", "删除线", "生产总值增长"),
            ("struck", "四十六万吨", "删除线", "粮食总产量"),
            ("highlighted", "12.5亿元", "突出显示", "公共预算收入"),
            ("highlighted", "占比80%", "突出显示", "民生支出"),
        )
        if (name, text) != (".html", "12.5亿元")  # Writer drops what is highlighted from its web pages
    ],
    *[
        (f"marked{name}", "header", "某某县人民政府\n内部资料", "页眉", None, None)
        for name in (".docx", "-writer.docx", ".rtf")
    ],
    ("drawn.docx", "alternate-text", "Zōu", "注音", "我县辖", None),
    ("drawn.docx", "drawing", "各乡镇信访案件数\n未办结\n东乡镇", "图表 1", None, None),
    ("drawn.docx", "drawing", "组长：张三\n电话13900139000", "SmartArt 1", None, None),
    ("drawn.docx", "field", "file:///D:\\信访\\台账.xlsx", "外部链接", None, None),
    ("stamped.pdf", "header", "内部资料不得外传", "第 1 页斜排", None, None),
    ("stamped.pdf", "field", "D:\\信访\\台账.xls", "第 1 页的链接", None, None),
    ("stamped.pdf", "field", "http://www.example.invalid/", "第 2 页的链接", None, None),
    ("stamped.pdf", "metadata", "邻县人民政府工作报告", "标题", None, None),
    ("stamped.pdf", "metadata", "陈某; 刘某", "作者", None, None),
    ("stamped.pdf", "metadata", "某某县政府办公室", "单位", None, None),
    ("stamped.pdf", "metadata", "某政办函〔2024〕9号", "自定义属性：来文字号", None, None),
    ("stamped.pdf", "metadata", "综合科", "自定义属性：Department", None, None),
]


@pytest.mark.parametrize(("name", "kind", "text", "place", "before", "author"), PARTS)
def test_what_else_is_in_the_file(
    name: str, kind: str, text: str, place: str, before: str | None, author: str | None
) -> None:
    document = sample(name)
    found = [part for part in document.parts if (part.kind, part.text) == (kind, text)]
    assert len(found) == 1, [(part.kind, part.text) for part in document.parts]
    assert place in found[0].place
    assert found[0].author == author
    if before is not None:
        assert found[0].anchor is not None
        assert document.text[: found[0].anchor].endswith(before)


@pytest.mark.parametrize("name", ["writer.docx", "writer.doc", "writer.rtf", "writer.pdf"])
def test_properties_have_the_same_names_in_every_format(name: str) -> None:
    named = {part.name: part.text for part in sample(name).parts if part.kind == "metadata"}
    expected = {"title": "邻县人民政府工作报告", "subject": "送审稿第三稿", "keywords": named["keywords"]}
    assert {key: named[key] for key in expected} == expected
    assert named["author"].startswith("李四")


@pytest.mark.parametrize("path", sorted(SAMPLES.iterdir()), ids=lambda path: path.name)
def test_every_property_has_a_name_and_every_file_its_own(path: Path) -> None:
    try:
        document = sample(path.name)
    except UnreadableInput:
        return
    assert all((part.name is not None) == (part.kind == "metadata") for part in document.parts)
    assert [(part.kind, part.text) for part in document.parts][-1] == ("file-name", path.stem)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("writer.docx", "四十六万吨"), ("writer.docx", "数据待统计局核定"), ("writer.docx", "比上年增长"),
        ("python-docx.docx", "账号"), ("python-docx.docx", "上级转移支付"), ("writer.doc", "四十六万吨"),
        ("writer.doc", "HYPERLINK"), ("writer.rtf", "四十六万吨"), ("writer.rtf", "HYPERLINK"),
        ("boxes.pdf", "13900139000"), ("boxes.pdf", "白底"), ("boxes.pdf", "版面之上"), ("boxes.pdf", "不描边"),
        ("writer.html", "四十六万吨"), ("page-changed.html", "3.9%"), ("page-changed.html", "此数未核"),
    ],
)  # fmt: skip
def test_what_cannot_be_seen_is_not_in_the_text(name: str, text: str) -> None:
    assert text not in sample(name).text


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("writer.docx", "白字红底仍可看见"), ("python-docx.docx", "项目\t责任单位\t期限"),
        ("boxes.pdf", "深色底上的白字看得见"), ("boxes.pdf", "荧光笔下的文字看得见"), ("boxes.pdf", "套用的文字"),
        ("writer.pdf", "白字红底仍可看见"), ("writer.html", "白字红底仍可看见"), ("writer.docx", "总体稳步"),
        ("recognised.pdf", "较好完成了县人民代表大会确定的主要目标任务。"),
    ],
)  # fmt: skip
def test_what_can_be_seen_is_in_the_text_and_no_part(name: str, text: str) -> None:
    document = sample(name)
    assert text in document.text
    hidden = ("hidden", "page-colour", "covered", "off-page")
    assert not [part for part in document.parts if part.kind in hidden and part.text in text]


@pytest.mark.parametrize("name", ["marked.docx", "marked-writer.docx", "marked.rtf", "marked.doc", "marked.html"])
def test_marked_text_stays_in_the_text_and_nothing_else_is_marked(name: str) -> None:
    document = sample(name)
    marked = [part for part in document.parts if part.kind in ("struck", "highlighted")]
    assert {part.text for part in marked} <= {"5.2%", "四十六万吨", "12.5亿元", "占比80%"}
    for part in marked:
        assert part.anchor is not None and document.text.startswith(part.text, part.anchor)


def test_words_that_stand_in_wrappers_of_word_are_read() -> None:
    document = sample("drawn.docx")
    assert document.text.split("\n")[:4] == [
        "我县辖邹平镇。", "由东乡财政局会同审计局牵头落实，编号A-12\t见表•☑x=1", "封面", "工作汇报（送审稿）",
    ]  # fmt: skip
    art = next(block for block in document.blocks if block.kind == "text-box")
    assert (document.text[art.start : art.end], art.place) == ("工作汇报（送审稿）", "艺术字或水印")


@pytest.mark.parametrize(
    ("markup", "struck", "highlighted"),
    [
        ("增长<s>5%</s>6%", ["5%"], []),
        ("增长<strike>5<b>%</b></strike>6%", ["5%"], []),
        ('增长<span style="text-decoration:underline line-through">5%</span>', ["5%"], []),
        ('增长<span style="background:yellow;mso-highlight:yellow">5%</span>', [], ["5%"]),
        (
            '增长<span style="background-color: rgb(255, 255, 0);">5<font style="background:#ff0">%</font></span>',
            [],
            ["5%"],
        ),
        ("增长<mark>5%</mark>", [], ["5%"]),
        ('增长<span style="background-color: rgb(255, 255, 255)">5%</span>', [], []),
        ('增长<span style="background:#f5f5f5">5%</span><span style="background:url(a.png)">。</span>', [], []),
        ('<p style="background:#ffff00">增长5%</p>', [], []),
        ('增长<span style="text-decoration:none">5%</span>', [], []),
        ('增长<span style="background: #c0c0c0">5%</span>', [], []),
        ('增长<span style="background:#1f3864;color:#fff">5%</span>', [], []),
    ],
)
def test_marks_on_a_web_page(markup: str, struck: list[str], highlighted: list[str]) -> None:
    said = f"<p>全县经济稳步，{markup}，达到预期，全年目标完成，各项工作有序推进。</p>"
    document = from_bytes(f"<html><body><div>{said}</div></body></html>".encode())
    assert [part.text for part in document.parts if part.kind == "struck"] == struck
    assert [part.text for part in document.parts if part.kind == "highlighted"] == highlighted


def test_marks_of_rich_text_and_their_ends() -> None:
    written = (
        r"{\rtf1\ansi{\colortbl;\red255\green255\blue0;\red255\green255\blue255;}"
        r"a{\strike b\plain c}\highlight1 d\highlight0 e\highlight2 f\chcbpat1 g\par}"
    )
    document = from_bytes(written.encode())
    assert document.text == "abcdefg\n"
    assert [(part.kind, part.text, part.anchor) for part in document.parts] == [
        ("struck", "b", 1), ("highlighted", "d", 3), ("highlighted", "g", 6),
    ]  # fmt: skip


HEADINGS = [
    "一、2024年工作回顾", "（一）经济总体稳步增长", "（二）民生持续改善", "1.扩大就业", "2.办好学校",
    "二、2025年工作安排", "（一）抓好项目建设",
]  # fmt: skip


@pytest.mark.parametrize("name", ["writer.docx", "writer.pdf", "writer.rtf"])
def test_automatic_numbers_are_read_as_displayed(name: str) -> None:
    lines = [line.replace(" ", "") for line in sample(name).text.split("\n")]
    start = lines.index(HEADINGS[0])
    assert lines[start : start + len(HEADINGS)] == HEADINGS


# file, kind of block, text, place
BLOCKS = [
    ("writer.docx", "table-row", "财政收入\t20亿元\t21亿元", "表格 1 第 2 行"),
    ("writer.docx", "table-row", "说明\t其中税收\t15亿元", "表格 1 第 3 行"),
    ("writer.docx", "text-box", "文本框里的一句话。", "文本框"),
    ("writer.docx", "text-box", "图文框里的说明文字。", "文本框"),
    ("writer.docx", "note", "[1] 按可比价格计算。", "脚注 1"),
    ("writer.docx", "note", "[2] 数据来自县统计局。", "脚注 2"),
    ("writer.docx", "paragraph", "填报单位：县发展改革局。", "第 "),
    ("writer.docx", "paragraph", "详见县政府网站，共1页。", "第 "),
    ("python-docx.docx", "paragraph", "1. 完善服务", "第 2 段"),
    ("python-docx.docx", "table-row", "合计\t中央\t地方", "表格 1 第 3 行"),
    ("python-docx.docx", "table-row", "上下合并\t上", "表格 3 第 1 行"),
    ("writer.doc", "table-row", "财政收入\t20亿元\t21亿元", "第 "),
    ("writer.doc", "note", "按可比价格计算。", "脚注"),
    ("writer.doc", "text-box", "文本框里的一句话。", "文本框"),
    ("writer.rtf", "table-row", "财政收入\t20亿元\t21亿元", "第 "),
    ("writer.pdf", "table-row", "财政收入\t20亿元\t21亿元", "第 1 页"),
    ("writer.html", "table-row", "财政收入\t20亿元\t21亿元", "第 "),
    ("page-list.html", "table-row", "财政收入\t21亿元", "第 "),
]


@pytest.mark.parametrize(("name", "kind", "text", "place"), BLOCKS)
def test_blocks_lie_where_the_file_has_them(name: str, kind: str, text: str, place: str) -> None:
    document = sample(name)
    found = [block for block in document.blocks if document.text[block.start : block.end] == text]
    assert len(found) == 1
    assert found[0].kind == kind
    assert place in found[0].place


@pytest.mark.parametrize("name", sorted(path.name for path in SAMPLES.iterdir()))
def test_blocks_cover_the_text_in_order(name: str) -> None:
    try:
        document = sample(name)
    except UnreadableInput:
        return
    at = 0
    for block in document.blocks:
        assert block.start >= at
        assert document.text[at : block.start].strip() == ""
        at = block.end
    assert document.text[at:].strip() == ""


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("encrypted.docx", "密码"), ("encrypted.doc", "密码"), ("encrypted.pdf", "密码"), ("scanned.pdf", "扫描件"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_says_why(name: str, says: str) -> None:
    with pytest.raises(UnreadableInput, match=says):
        sample(name)


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("mixed.pdf", "第 2 页只有图像"), ("writer.docx", "1 张图片"), ("python-docx.docx", "1 个嵌入文件"),
        ("macros.docm", "宏"), ("attached.pdf", "1 个附加文件"), ("writer.doc", "旧格式"), ("writer.rtf", "RTF"),
        ("report.ofd", "OFD"), ("writer.pdf", "图片"),
    ],
)  # fmt: skip
def test_what_was_not_checked_is_said(name: str, says: str) -> None:
    assert any(says in line for line in sample(name).unchecked)


@pytest.mark.parametrize("path", sorted(SAMPLES.glob("page-*.html")), ids=lambda path: path.stem)
def test_the_main_text_of_a_page_is_complete_and_alone(path: Path) -> None:
    from by_hand import PARAGRAPHS, TITLE

    lines = [line.strip("\u3000 \u00a0") for line in sample(path.name).text.splitlines()]
    assert [line for line in lines if line in PARAGRAPHS] == list(PARAGRAPHS)
    others = {line for line in lines if line not in PARAGRAPHS}
    assert others <= {TITLE, "指标\t完成", "财政收入\t21亿元", "附件：指标表.doc"}


def test_the_encoding_of_a_page_is_found() -> None:
    assert sample("page-gb.html").source.encoding == "gb18030"


def test_lines_of_recognised_pages_are_joined() -> None:
    from pdf_samples import LONG

    assert LONG in sample("recognised.pdf").text


def test_characters_nobody_sees_are_named_once_each() -> None:
    document = from_text("工作\u200b报\u200b告\u202e。")
    assert [(part.kind, part.text, part.anchor) for part in document.parts] == [
        ("hidden", "\u200b", 2),
        ("hidden", "\u202e", 6),
    ]
    assert "2 处" in document.parts[0].place


def test_comments_of_rich_text() -> None:
    written = (
        r"{\rtf1\ansi\ansicpg936 {\*\revtbl{Unknown;}{Li;}}{\'b1\'a8\'b8\'e6}"
        r"{\*\atnid 1}{\*\atnauthor Wang}\chatn{\*\annotation{\*\atndate 1}{\u35831?\'ba\'cb\'ca\'b5}}"
        r"{\deleted\revauthdel1 abc}{\v pw}\par}"
    )
    document = from_bytes(written.encode())
    assert document.text == "报告\n"
    assert [(part.kind, part.text, part.author, part.anchor) for part in document.parts if part.kind == "comment"] == [
        ("comment", "请核实", "Wang", 2)
    ]
    assert [part.text for part in document.parts if part.kind == "hidden"] == ["pw"]


@pytest.mark.parametrize("name", ["writer.docx", "writer.pdf", "writer.rtf", "page-cms.html"])
def test_a_report_of_any_format_is_analysed(name: str) -> None:
    import reportmine

    report = reportmine.analyze(SAMPLES / name)
    assert report.source.format == name.rpartition(".")[2]
    assert report.title is not None and "政府工作报告" in report.title + report.text
    assert report.text == sample(name).text
    assert any(section.heading and "2024年工作回顾" in section.heading for section in report.sections)
