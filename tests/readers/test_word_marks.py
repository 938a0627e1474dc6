"""Marks of Word that no program here writes when told to: moves, deleted paragraphs, replies, alternatives."""

from __future__ import annotations

import pytest
from test_broken import linked, packed

from reportmine.readers import from_bytes

WHO = 'w:id="1" w:author="钱某" w:date="2025-01-02T03:04:00Z"'
NUMBERED = '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>{}</w:pPr>'
NUMBERING = (
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/>'
    '<w:lvlText w:val="%1、"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/>'
    "</w:lvlOverride></w:num>"
)
BOX = "<w:txbxContent><w:p><w:r><w:t>框里。</w:t></w:r></w:p></w:txbxContent>"


def said(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


def numbered(text: str, mark: str = "", number: str = "1") -> str:
    properties = NUMBERED.format(f"<w:rPr>{mark}</w:rPr>").replace('numId w:val="1"', f'numId w:val="{number}"')
    return f"<w:p>{properties}{text}</w:p>"


def test_moved_text_stands_where_it_went() -> None:
    moved = (
        f"<w:p><w:moveFrom {WHO}>{said('移动的话。')}</w:moveFrom>{said('前段。')}</w:p>"
        f"<w:p>{said('后段。')}<w:moveTo {WHO}>{said('移动的话。')}</w:moveTo></w:p>"
    )
    document = from_bytes(packed(moved))
    assert document.text == "前段。\n后段。移动的话。\n"
    assert [(part.kind, part.text, part.place, part.anchor, part.author) for part in document.parts] == [
        ("moved", "移动的话。", "修订：移走", 0, "钱某"),
        ("moved", "移动的话。", "修订：移来", 7, "钱某"),
    ]
    assert {part.date for part in document.parts} == {"2025-01-02T03:04:00Z"}


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (numbered(said("甲")) + numbered(said("乙")), "一、甲\n二、乙\n"),
        (  # a deleted paragraph has no number, and the next one takes its place
            numbered(said("甲"))
            + numbered(f"<w:del {WHO}><w:r><w:delText>乙</w:delText></w:r></w:del>", f"<w:del {WHO}/>")
            + numbered(said("丙")),
            "一、甲\n二、丙\n",
        ),
        (
            numbered(said("甲"))
            + numbered("<w:r><w:rPr><w:vanish/></w:rPr><w:t>乙</w:t></w:r>", "<w:vanish/>")
            + numbered(said("丙")),
            "一、甲\n二、丙\n",
        ),
        (numbered(said("甲")) + numbered(said("乙"), number="2"), "一、甲\n五、乙\n"),
    ],
)
def test_numbers_are_those_of_the_paragraphs_that_are_left(body: str, text: str) -> None:
    assert from_bytes(packed(body, linked("numbering", NUMBERING))).text == text


def test_replies_are_comments_too() -> None:
    comments = "".join(
        f'<w:comment w:id="{at}" w:author="{who}"><w:p>{said(text)}</w:p></w:comment>'
        for at, who, text in ((0, "钱某", "数对吗？"), (1, "孙某", "对。"))
    )
    body = f'<w:p>{said("产量")}<w:commentRangeStart w:id="0"/><w:commentRangeStart w:id="1"/>{said("48万吨。")}</w:p>'
    document = from_bytes(packed(body, linked("comments", comments)))
    assert [(part.text, part.author, part.anchor) for part in document.parts] == [
        ("数对吗？", "钱某", 2),
        ("对。", "孙某", 2),
    ]


def test_of_alternatives_one_is_read() -> None:
    both = (
        '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f"<mc:Choice><w:drawing>{BOX}</w:drawing></mc:Choice><mc:Fallback><w:pict>{BOX}</w:pict></mc:Fallback>"
        "</mc:AlternateContent>"
    )
    for body in (f"<w:p><w:r>{both}</w:r>{said('正文。')}</w:p>", f"<w:p>{said('正文。')}<w:r>{both}</w:r></w:p>"):
        assert from_bytes(packed(body)).text == "正文。\n框里。\n"


def inserted(text: str, minute: int, who: str = "钱某", look: str = "") -> str:
    run = f"<w:r><w:rPr>{look}</w:rPr><w:t>{text}</w:t></w:r>"
    return f'<w:ins w:id="1" w:author="{who}" w:date="2025-01-02T03:{minute:02}:00Z">{run}</w:ins>'


def deleted(text: str, minute: int = 4) -> str:
    run = f"<w:r><w:delText>{text}</w:delText></w:r>"
    return f'<w:del w:id="1" w:author="钱某" w:date="2025-01-02T03:{minute:02}:00Z">{run}</w:del>'


HIDDEN = "<w:vanish/>"


@pytest.mark.parametrize(
    ("body", "parts"),
    [
        # Word begins a new revision every minute, and a new run wherever the look changes.
        (f"<w:p>{inserted('甲', 4)}{inserted('乙', 5)}</w:p>", [("inserted", "甲乙")]),
        (f"<w:p>{inserted('甲', 4)}{inserted('乙', 4, '孙某')}</w:p>", [("inserted", "甲"), ("inserted", "乙")]),
        (f"<w:p>{inserted('甲', 4)}{said('丙')}{inserted('乙', 4)}</w:p>", [("inserted", "甲"), ("inserted", "乙")]),
        (f"<w:p>{deleted('甲')}{deleted('乙', 9)}</w:p>", [("deleted", "甲乙")]),
        (f"<w:p>{deleted('甲')}{inserted('丙', 4)}{deleted('乙')}</w:p>",
         [("deleted", "甲"), ("inserted", "丙"), ("deleted", "乙")]),
        (f"<w:p>{inserted('甲', 4)}</w:p><w:p>{inserted('乙', 4)}</w:p>", [("inserted", "甲\n乙")]),
        (f"<w:p>{deleted('甲')}</w:p><w:p>{deleted('乙')}</w:p>", [("deleted", "甲\n乙")]),
        (f"<w:p>{deleted('甲')}</w:p><w:p>{said('丙')}{deleted('乙')}</w:p>", [("deleted", "甲"), ("deleted", "乙")]),
        (f"<w:p>{inserted('甲', 4, look=HIDDEN)}{inserted('乙', 5, look=HIDDEN)}</w:p>",
         [("inserted", "甲乙"), ("hidden", "甲乙")]),
    ],
)  # fmt: skip
def test_pieces_of_one_change_are_one_part(body: str, parts: list[tuple[str, str]]) -> None:
    document = from_bytes(packed(f"<w:p>{said('头。')}</w:p>{body}<w:p>{said('尾。')}</w:p>"))
    assert [(part.kind, part.text) for part in document.parts] == parts


def test_page_numbers_of_a_table_of_contents_are_shown() -> None:
    web = "<w:r><w:rPr><w:webHidden/></w:rPr><w:tab/><w:t>3</w:t></w:r>"
    document = from_bytes(packed(f"<w:p>{said('一、工作')}{web}</w:p>"))
    assert document.text == "一、工作\t3\n"
    assert document.parts == ()


def test_template_and_list_of_a_merge_are_named() -> None:
    settings = (
        '<w:attachedTemplate r:id="t"/><w:mailMerge><w:connectString w:val="Data Source=D:\\名单.xlsx"/>'
        '<w:query w:val="SELECT * FROM `Sheet1$`"/><w:dataSource r:id="m"/></w:mailMerge>'
    ).replace("r:id", 'xmlns:r="x/relationships" r:id')
    targets = "".join(
        f'<Relationship Id="{key}" Type="x/{key}" Target="{target}" TargetMode="External"/>'
        for key, target in (("t", "file:///C:/模板.dotx"), ("m", "file:///D:/名单.xlsx"))
    )
    links = {"word/_rels/settings.xml.rels": f"<Relationships>{targets}</Relationships>"}
    root = '<Relationships><Relationship Id="d" Type="x/officeDocument" Target="word/document.xml"/></Relationships>'
    files = {**linked("settings", settings), **links, "_rels/.rels": root}
    assert [(part.name, part.text) for part in from_bytes(packed(f"<w:p>{said('文。')}</w:p>", files)).parts] == [
        ("template", "file:///C:/模板.dotx"),
        ("mail-merge", "file:///D:/名单.xlsx"),
        ("mail-merge", "Data Source=D:\\名单.xlsx"),
        ("mail-merge", "SELECT * FROM `Sheet1$`"),
    ]


def test_template_of_rich_text_is_no_text() -> None:
    written = rb"{\rtf1\ansi{\*\template C:\\\\a\\\\b.dot}{\info{\title abc}}text\par{\revised x}{\revised\b y}}"
    document = from_bytes(written)
    assert document.text == "text\nxy\n"
    assert [(part.kind, part.name, part.text) for part in document.parts] == [
        ("inserted", None, "xy"),
        ("metadata", "title", "abc"),
        ("metadata", "template", "C:\\\\a\\\\b.dot"),
    ]
