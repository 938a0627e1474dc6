"""The kind of every line, on texts in the manner of real ones."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportmine.sections.layout import read_layout, split_lines
from reportmine.sections.margins import close_up, is_furniture, is_salutation

LONG = "全年完成投资十二亿元，新开工项目四十个，建成投产二十六个，新增就业三千余人，各项工作都取得了新的成绩。"
MORE = "城乡面貌继续改善，新建改造道路二十五公里，改造老旧小区十八个，群众办事更加方便，社会大局保持和谐稳定。"


def kinds(text: str) -> list[tuple[str, str]]:
    """Kind and text of every line, in order."""
    lines = [(line, block) for block in read_layout(text) for line in block.lines]
    lines.sort(key=lambda pair: pair[0].index)
    return [(block.kind or "?", text[line.start : line.end]) for line, block in lines]


def kind_of(text: str, wanted: str) -> str:
    return next(kind for kind, line in kinds(text) if line == wanted)


def report(*middle: str) -> str:
    return "\n".join(("各位代表：", "现在，我代表县人民政府向大会报告工作，请予审议。", *middle))


@pytest.mark.parametrize(
    "line",
    [
        "下载", "】", "【字体：大 中 小】", "来源：江州日报", "发布时间：2024-12-20 10:15 浏览次数：12",
        "2024-03-07 10:15:42", "- 12 -",
        "第 3 页 共 12 页", "首页 > 政务公开 > 工作报告", "（来源：江州日报）", "责任编辑：某某",
        "扫一扫在手机打开当前页", "##paidend##",
        "（下转第二版）", "县长在会上作报告。本报记者 王小川 摄", "本文档编辑密码：abc123",
        "内部资料 注意保存", "【此处插入项目表】",
        "联系人：办公室 电话：0700-1234567", "[1] 一网通办：指网上办事。", "注：数据为初步统计。", "",
        "https://example.org/a.html",
        "汛后的圩堤 摄）", "京ICP备00000000号", "某公网安备 00000000000000号", "江州市人民政府办公室版权所有",
        "未经本网书面授权，不得转载、摘编", "免责声明：内容仅供参考，以公布的文本为准", "Copyright 2024 江州市人民政府",
        "开通正式会员后看全文", "登录后方能阅读", "剩余35%未读，可完整阅读", "提取码: a1b2", "打开密码是2024",
    ],
)  # fmt: skip
def test_furniture(line: str) -> None:
    assert is_furniture(line)


@pytest.mark.parametrize(
    "line",
    [
        "推广扫码支付，方便群众出行。", "2025年", "大力发展旅游业",
        "加强密码应用安全评估，守住数据安全底线。", "2.5", "关于编辑出版工作",
        "（一）推进信息公开", "时间紧、任务重，我们必须抓紧工作。", "》的说明",
    ],
)  # fmt: skip
def test_not_furniture(line: str) -> None:
    assert not is_furniture(line)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("各位代表：", True), ("各位代表！", True), ("各位代表", True), ("同志们：", True),
        ("市人大常委会：", True), ("各成员单位：", True),
        ("市委、市人大常委会、市政府：", True), ("各　位　代　表：", True),
        ("主任、各位副主任、秘书长、各位委员：", True), ("各位代表！我们的事业一定会成功！", False),
        ("各位代表，让我们一起努力！", False),
        ("各项指标完成情况：", False),
    ],
)  # fmt: skip
def test_salutation(line: str, expected: bool) -> None:
    assert is_salutation(line) is expected


@pytest.mark.parametrize(
    ("line", "after", "expected"),
    [
        ("一、2024年工作回顾", LONG, "heading"),
        ("（一）推进园区建设", LONG, "heading"),
        ("（一）推进园区建设。", LONG, "heading"),
        ("（一）推进园区建设。以园区为主战场，新开工项目四十个，完成投资十二亿元。", MORE, "body"),
        ("一是推动经济运行稳中有进、稳中向好。", LONG, "heading"),
        ("一是推动经济稳中有进。全年增长百分之五，高于全市平均水平，位居前列。", MORE, "body"),
        ("2024年，我们主要做了以下工作：", LONG, "body"),
        ("重点抓好八个方面的工作。", LONG, "body"),
        ("结束语", LONG, "heading"),
        ("附件1", LONG, "heading"),
        ("关于安全生产问题", LONG, "heading"),
        ("牢记群众期盼，不断改进工作作风，努力办好每一件实事。", "筑牢忠诚根基。" + LONG, "body"),
        ("发展是解决一切问题的基础和关键。", LONG, "body"),
        ("第一、项目总量要有控制，结构要合理，要同财力相适应；", LONG, "body"),
        ("全县人民大团结万岁！", LONG, "body"),
        ("现在，我代表县政府，向大会报告工作，请各位代表审议，并请列席人员提出意见", LONG, "body"),
    ],
)
def test_heading_or_body(line: str, after: str, expected: str) -> None:
    assert kind_of(report("一、总体情况", MORE, line, after), line) == expected


@pytest.mark.parametrize(
    ("line", "closed"),
    [
        ("政　府　工　作　报　告", "政府工作报告"),
        ("云溪县 工 作 总 结", "云溪县 工作总结"),
        ("２０１５年工 作 总 结", "２０１５年工作总结"),
        ("县长 李 明", "县长 李 明"),
        ("2024年 政府工作报告", "2024年 政府工作报告"),
    ],
)
def test_letter_spacing_is_closed_up(line: str, closed: str) -> None:
    assert close_up(line) == closed


def test_letter_spaced_title_is_a_title() -> None:
    text = f"工 作 报 告\n——2003年2月18日在全县农业工作会议上\n县农业局局长　李　明\n各位代表：\n{LONG}"
    assert [kind for kind, _ in kinds(text)] == ["title", "title", "title", "salutation", "body"]


def test_names_of_what_is_attached_are_furniture() -> None:
    text = f"2020年工作总结\n{LONG}\n附件：1.2020年案件统计表\n2.2021年任务清单\n云溪县水利局\n2020年12月28日"
    assert [kind for kind, _ in kinds(text)] == ["title", "body", "furniture", "furniture", "title", "title"]


def test_a_sentence_cut_at_its_verb_is_no_heading() -> None:
    text = report(
        "一、对外合作", MORE, "我县与邻县已经签订了", "友好合作协定", "。双方互设办事机构，往来更加密切。" + LONG
    )
    assert kind_of(text, "我县与邻县已经签订了") == "body"


def test_short_sentences_are_headings_where_they_are_a_habit() -> None:
    names = ["产业结构持续优化。", "改革开放不断深化。", "城乡面貌明显改善。", "民生保障更加有力。"]
    text = report("一、工作回顾", MORE, *(part for name in names for part in (name, LONG)))
    assert [line for kind, line in kinds(text) if kind == "heading"] == ["一、工作回顾", *names]


def test_frame_repeated_is_a_heading() -> None:
    names = ["这是经济实力显著增强的五年。", "这是城乡面貌深刻变化的五年。", "这是民生福祉持续增进的五年。"]
    text = report("一、五年回顾", *(part for name in names for part in (name, LONG)), MORE, LONG * 3, MORE)
    assert all(kind_of(text, name) == "heading" for name in names)


def test_lead_in_below_a_heading_is_body() -> None:
    leads = ["坚持以企业为主体，增强内生动力。", "统筹城乡发展，缩小地区差距。"]
    runs = ["做强工业经济。" + LONG, "做优现代服务业。" + MORE]
    text = report("一、发展实体经济", leads[0], *runs, "二、推进城乡融合", leads[1], *runs)
    assert all(kind_of(text, lead) == "body" for lead in leads)


def test_list_items_without_development_are_body() -> None:
    items = ["一、节约能源和原材料；", "二、改进产品结构，提高产品质量；", "三、提高综合利用水平。"]
    text = report("（一）抓好技术改造", MORE, *items, LONG)
    assert {kind_of(text, item) for item in items} == {"body"}


@pytest.mark.parametrize(
    "parts",
    [
        ["细颗粒物（PM", "2.5", "）平均浓度下降百分之九，空气质量持续改善。"],
        ["修订了《", "江州市养犬管理条例", "》，群众反映的问题得到解决。"],
        ["今年经济社会发展的", "主要目标", "是：生产总值增长百分之六，财政收入增长百分之五。"],
        ["一是", "依法打击危害群众安全的各种犯罪活动，维护社会稳定，增强群众安全感；"],
        ["在科技工作方面，", "要按照创新驱动的要求，加快成果转化，培育一批高新技术企业。"],
        [
            "全面完成农村户厕改造1000户，生活垃圾收运处置",
            "体系实现全覆盖，建成",
            "污水处理终端",
            "9处，受益群众四千余人。",
        ],
        ["我们贯彻落实党的决定，确立了核心地位，形成了", "\u200b", "强大合力，推动事业不断前进。"],
    ],
)
def test_cut_sentence_is_one_body_paragraph(parts: list[str]) -> None:
    text = report("一、工作回顾", MORE, *parts, LONG)
    shown = [part for part in parts if part != "\u200b"]
    assert [kind for kind, line in kinds(text) if line in shown] == ["body"] * len(shown)
    lines = {text[line.start : line.end]: line.continues for b in read_layout(text) for line in b.lines}
    assert [lines[part] for part in shown] == [False] + [True] * (len(shown) - 1)


def test_cut_heading_stays_a_heading() -> None:
    text = report("三、关于《", "发展规划纲要（草案）", "》的说明", LONG, "（", "一）编制过程。", MORE)
    assert [line for kind, line in kinds(text) if kind == "heading"] == [
        "三、关于《", "发展规划纲要（草案）", "》的说明", "（", "一）编制过程。",
    ]  # fmt: skip


WEB_PAGE = """您的位置:
首页
>
江州要闻
【字号：
大
中
小
】
2023年江州市政府工作报告
——2023年1月5日在江州市第九届
人民代表大会第二次会议上
来源：江州日报
时间：2023-01-09
市长 李 明
市长李明作政府工作报告。本报记者 王小川摄
各位代表：
"""


def test_front_of_a_web_page() -> None:
    got = kinds(WEB_PAGE + "现在，我代表市人民政府向大会报告工作，请予审议。\n一、工作回顾\n" + LONG)
    titles = [line for kind, line in got if kind == "title"]
    assert titles == [
        "2023年江州市政府工作报告", "——2023年1月5日在江州市第九届", "人民代表大会第二次会议上",
        "市长 李 明",
    ]  # fmt: skip
    assert got[15:19][-2][0] == "body" or got[16][0] == "salutation"
    assert all(kind == "furniture" for kind, line in got[:9])


def test_contents_box_glossary_and_tail() -> None:
    text = "\n".join(
        [
            "江州市交通运输局工作总结", "目录", "一、工作回顾........1", "二、下一步打算........3",
            "一、工作回顾", LONG, "二、下一步打算", MORE,
            "名词解释", "1.公交分担率：指选择公共交通出行的比率。", "2.定制客运：按需提供的客运服务。",
            "责任编辑：某某", "相关报道：",
        ]
    )  # fmt: skip
    got = [kind for kind, _ in kinds(text)]
    assert got == ["title", *["furniture"] * 3, "heading", "body", "heading", "body", *["furniture"] * 5]


def test_licence_box_of_a_wiki() -> None:
    box = [
        "本作品是某国的",
        "法律",
        "、",
        "法规",
        "，根据《",
        "某法",
        "》，属于",
        "公有领域",
        "。",
        "Public domain",
        "false",
    ]
    text = report("一、工作回顾", LONG, "结束语", MORE, *box)
    assert [kind for kind, _ in kinds(text)][-len(box) :] == ["furniture"] * len(box)


def test_signature_is_title() -> None:
    text = "\n".join(["云溪县水利局2024年工作总结", LONG, MORE, "云溪县水利局", "2024年12月18日"])
    assert [kind for kind, _ in kinds(text)] == ["title", "body", "body", "title", "title"]


@pytest.mark.parametrize(("text", "expected"), [("", []), (" \n\u3000\n", []), (LONG, ["body"]), ("一、", ["body"])])
def test_smallest_texts(text: str, expected: list[str]) -> None:
    assert [kind for kind, _ in kinds(text)] == expected


@pytest.mark.parametrize(
    "text",
    ["发展，" * 666_000, "1" * 200_000, "工作，\n" * 20_000, "（一）推进工作。\n" * 10_000, "“" * 100_000],
)
def test_hostile_input_is_fast(text: str) -> None:
    start = time.perf_counter()
    read_layout(text)
    assert time.perf_counter() - start < 2


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.text(alphabet="一二三（）、。，：第是的工作报告各位代表《》—2.5 \u3000\u200b\r", max_size=14),
        max_size=14,
    )
)
def test_every_line_once(lines: list[str]) -> None:
    text = "\n".join(lines)
    found = sorted((line.start, line.end) for block in read_layout(text) for line in block.lines)
    assert found == [(line.start, line.end) for line in split_lines(text)]
    assert all(start < end and text[start:end] == text[start:end].strip() for start, end in found)
    assert len(found) == sum(1 for line in text.split("\n") if line.strip())


@pytest.mark.parametrize("indent", ["", "\u3000\u3000"])
@pytest.mark.parametrize("width", [22, 30, 41])
def test_text_broken_at_a_fixed_width(indent: str, width: int) -> None:
    def broken(paragraph: str) -> list[str]:
        written = indent + paragraph
        return [written[at : at + width] for at in range(0, len(written), width)]

    paragraphs = [f"{'全县上下' * (number % 5)}{'共' * number}同努力。{LONG}{MORE}" for number in range(20)]
    # Where a sentence ends at the edge nothing tells whether the paragraph does.
    paragraphs = [one for one in paragraphs if not any(line.endswith("。") for line in broken(one)[:-1])]
    lines = ["各位代表：", "一、工作回顾", *(line for one in paragraphs for line in broken(one)), "二、工作安排", LONG]
    blocks = read_layout("\n".join(lines))
    assert [block.text for block in blocks if block.kind == "heading"] == ["一、工作回顾", "二、工作安排"]
    assert [block.text for block in blocks if block.kind == "body"] == [*paragraphs, LONG]


def test_title_over_three_lines() -> None:
    found = kinds("在某县第十七届人民代表大会\n第一次会议上的\n政府工作报告\n" + report(LONG))
    assert [kind for kind, _ in found[:3]] == ["title"] * 3


def test_glossary_under_another_name() -> None:
    found = kinds(report("一、工作回顾", LONG, "二、工作安排", MORE, "相关注释：", "1．“两优”：优化服务、优化环境。"))
    assert [kind for kind, _ in found[-2:]] == ["furniture"] * 2
