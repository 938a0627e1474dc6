"""Sections: levels by the report's own order of numberings, and the section of every paragraph."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportmine.sections import Structure, find_structure

LONG = "全年完成投资十二亿元，新开工项目四十个，建成投产二十六个，新增就业三千余人，各项工作都取得了新的成绩。"
MORE = "城乡面貌继续改善，新建改造道路二十五公里，改造老旧小区十八个，群众办事更加方便，社会大局保持和谐稳定。"


def outline(found: Structure) -> list[tuple[int, str | None, str]]:
    return [(section.level, section.number, section.heading) for section in found.sections]


DEPARTMENT = f"""江州市交通运输局2023年工作总结
一、2023年工作情况
（一）基础设施提档升级
1.公路网络不断完善
（1）干线公路。全年改造国省干线八十六公里，优良路率稳步提高，群众出行更加方便。
（2）农村公路。新改建农村公路三百公里，完成危桥改造二十一座，通村公路全部硬化。
2.港口功能持续增强
{LONG}
（二）运输服务提质增效
{MORE}
二、2024年工作打算
第一，抓项目。加快推进高速公路建设，确保年内完成投资十五亿元，早日建成通车。
第二，优服务。新增定制客运线路十条，力争公交分担率提高两个百分点。
"""

UNNUMBERED = f"""云溪县水利局2024年工作总结
2024年，县水利局扎实推进水利建设，较好地完成了各项工作。
强化防汛备汛
{LONG}
推进重点工程
{MORE}
存在的问题
一些小型水库年久失修，基层技术力量薄弱，农村供水管网漏损率仍然偏高。
"""

OUTSIDE = f"""各位代表：
过去五年的回顾
{LONG}
一、经济实力增强
{LONG}
二、民生持续改善
{MORE}
今后五年的任务
{MORE}
一、做强产业
{LONG}
二、办好实事
{MORE}
结束语
{MORE}
"""

INSIDE = f"""各位代表：
一、工作回顾
经济发展稳中有进
{LONG}
民生福祉持续增进
{MORE}
（一）主要体会
{LONG}
二、今年安排
（一）抓好产业
{LONG}
"""

EXCERPT = f"""（三）发展特色农业。新建高标准农田四万亩，培育龙头企业五家，农民收入稳步增长。
（四）改善人居环境。改造农村户厕两千座，生活垃圾集中处理率达到百分之九十八。
二、今年工作重点
{MORE}
（一）抓好粮食生产。落实耕地保护制度，粮食播种面积稳定在三十万亩以上。
（二）推进乡村建设。实施乡村建设行动，建成美丽乡村示范村十五个。
"""

REVERSED = f"""各位代表：
（一）当前的形势
{LONG}
（二）今后的方针
一、加快农业发展
{LONG}
二、调整工业结构
{MORE}
（三）发展的前景
{MORE}
"""

NESTED = f"""各位代表：
一、执行情况
{LONG}
二、建设方针
一、确定适度的速度
{LONG}
二、合理安排投资
{MORE}
三、发展科学教育
{LONG}
三、体制改革
{MORE}
"""


SERIES = f"""各位代表：
一、今年任务
{LONG}
首先，抓好春耕生产，稳住粮食大局。落实播种面积二十万亩，推广良种十八个，早稻集中育秧四万亩。
其次，做强工业园区。{MORE}
再次，办好民生实事。{LONG}
第四，加强自身建设。{MORE}
最后，抓好安全稳定。{LONG}
"""

BRACKETS = f"""XX县卫生局2020年工作总结
第一部分　2020年工作总结
【人民至上，打赢阻击战】
{LONG}
【固本强基，能力提升】
{MORE}
第二部分　2021年工作要点
【慎终如始抓防控】一要严把入口，落实各项措施。{LONG}
【蹄疾步稳促改革】一要深化试点，完善分工协作机制。{MORE}
"""

DATED = f"""XX县审计局2020年工作总结
1.2020年工作情况
{LONG}
2.2021年工作打算
{MORE}
"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            SERIES,
            [
                (1, "一、", "今年任务"), (2, "首先，", "抓好春耕生产，稳住粮食大局"), (2, "其次，", "做强工业园区"),
                (2, "再次，", "办好民生实事"), (2, "第四，", "加强自身建设"), (2, "最后，", "抓好安全稳定"),
            ],
        ),
        (
            BRACKETS,
            [
                (1, "第一部分", "2020年工作总结"), (2, None, "人民至上，打赢阻击战"), (2, None, "固本强基，能力提升"),
                (1, "第二部分", "2021年工作要点"), (2, None, "慎终如始抓防控"), (2, None, "蹄疾步稳促改革"),
            ],
        ),
        (DATED, [(1, "1.", "2020年工作情况"), (1, "2.", "2021年工作打算")]),
        (
            DEPARTMENT,
            [
                (1, "一、", "2023年工作情况"), (2, "（一）", "基础设施提档升级"),
                (3, "1.", "公路网络不断完善"), (4, "（1）", "干线公路"),
                (4, "（2）", "农村公路"), (3, "2.", "港口功能持续增强"), (2, "（二）", "运输服务提质增效"),
                (1, "二、", "2024年工作打算"), (2, "第一，", "抓项目"), (2, "第二，", "优服务"),
            ],
        ),
        (UNNUMBERED, [(1, None, "强化防汛备汛"), (1, None, "推进重点工程"), (1, None, "存在的问题")]),
        (
            OUTSIDE,
            [
                (1, None, "过去五年的回顾"), (2, "一、", "经济实力增强"), (2, "二、", "民生持续改善"),
                (1, None, "今后五年的任务"),
                (2, "一、", "做强产业"), (2, "二、", "办好实事"), (1, None, "结束语"),
            ],
        ),
        (
            INSIDE,
            [
                (1, "一、", "工作回顾"), (2, None, "经济发展稳中有进"), (2, None, "民生福祉持续增进"),
                (2, "（一）", "主要体会"),
                (1, "二、", "今年安排"), (2, "（一）", "抓好产业"),
            ],
        ),
        (
            EXCERPT,
            [
                (2, "（三）", "发展特色农业"), (2, "（四）", "改善人居环境"), (1, "二、", "今年工作重点"),
                (2, "（一）", "抓好粮食生产"),
                (2, "（二）", "推进乡村建设"),
            ],
        ),
        (
            REVERSED,
            [
                (1, "（一）", "当前的形势"), (1, "（二）", "今后的方针"), (2, "一、", "加快农业发展"),
                (2, "二、", "调整工业结构"),
                (1, "（三）", "发展的前景"),
            ],
        ),
        (
            NESTED,
            [
                (1, "一、", "执行情况"), (1, "二、", "建设方针"), (2, "一、", "确定适度的速度"),
                (2, "二、", "合理安排投资"),
                (2, "三、", "发展科学教育"), (1, "三、", "体制改革"),
            ],
        ),
    ],
    ids=[
        "series of words", "brackets", "numbers before years", "department", "unnumbered",
        "names outside", "names inside", "excerpt", "reversed", "nested",
    ],
)  # fmt: skip
def test_outline(text: str, expected: list[tuple[int, str | None, str]]) -> None:
    assert outline(find_structure(text)) == expected


def test_run_in_heading_behind_a_paywall_mark() -> None:
    text = f"一、工作回顾\n（四）加强监管。{LONG}\n##paidbegin##（五）促进产销对接。{MORE}\n##paidend##\n"
    found = find_structure(text)
    assert outline(found)[-1] == (2, "（五）", "促进产销对接")
    last = found.sections[-1]
    assert text[last.start : last.end].startswith("##paidbegin##（五）")
    assert [paragraph.kind for paragraph in found.paragraphs] == ["heading", "body", "body", "furniture"]


def test_heading_run_together_with_the_text_opens_a_section() -> None:
    text = (
        f"一、形势和任务\n{LONG}\n二、继续搞活商品流通和改善市场供应城乡市场的繁荣，既要靠生产，又要靠流通。"
        f"{MORE}\n{LONG}\n三、今后的打算\n{MORE}"
    )
    found = find_structure(text)
    assert [section.number for section in found.sections] == ["一、", "二、", "三、"]
    assert found.sections[1].heading.startswith("继续搞活商品流通")
    assert found.paragraphs[2].kind == "body"


def test_enumeration_inside_a_line_is_no_section() -> None:
    found = find_structure(f"二、存在的短板\n主要有以下短板。一是意识淡薄。{LONG}二是能力较弱。{MORE}三是协同不够。\n")
    assert len(found.sections) == 1


@pytest.mark.parametrize(
    "lines",
    [
        ("首先，感谢各位代表的信任和支持。" + LONG, MORE, "最后，祝大会圆满成功。" + MORE),
        ("首先，抓好农业生产。" + LONG, "二、今年安排", "其次，抓好工业生产。" + MORE),
        ("首先，抓好农业生产；其次，抓好工业生产；最后，抓好民生。" + LONG, MORE),
        ("【案例】某企业办事一次不用跑。" + LONG, "【案例】某群众办证当天取。" + MORE),
    ],
)
def test_words_that_count_nothing_open_no_section(lines: tuple[str, ...]) -> None:
    found = find_structure("\n".join(("一、工作回顾", LONG, *lines)))
    assert {section.number for section in found.sections} <= {"一、", "二、"}


def test_last_item_of_a_list_ends_with_its_paragraph() -> None:
    items = f"一是稳增长。{LONG}\n二是促改革。{MORE}\n三是惠民生。{LONG}"
    text = f"一、工作回顾\n{items}\n在肯定成绩的同时，也要看到不足。{MORE}\n"
    found = find_structure(text)
    by_id = {section.id: section.heading for section in found.sections}
    assert [by_id[p.section] for p in found.paragraphs if p.section] == [
        "工作回顾", "稳增长", "促改革", "惠民生", "工作回顾",
    ]  # fmt: skip


def test_salutation_leaves_the_subsection() -> None:
    review = f"一、工作回顾\n（一）稳住经济\n{LONG}\n（二）改善民生\n{MORE}"
    text = f"各位代表：\n{review}\n各位代表！\n{LONG}\n二、今年安排\n{MORE}"
    found = find_structure(text)
    first, _, third, _ = found.sections
    assert found.paragraphs[7].section == first.id
    assert text[third.start : third.end].endswith(MORE)
    assert text[first.start : first.end].endswith(LONG)


def test_furniture_at_the_end_is_in_no_section() -> None:
    found = find_structure(f"一、工作回顾\n{LONG}\n相关报道：\n收藏\n")
    assert [p.section for p in found.paragraphs] == [1, 1, None, None]
    assert found.sections[0].end == found.paragraphs[1].end


@pytest.mark.parametrize("text", ["", "\n \n", "全年完成投资三亿元。", "一", "——", "（一）", "各位代表："])
def test_smallest_texts(text: str) -> None:
    found = find_structure(text)
    assert len(found.paragraphs) == sum(1 for line in text.split("\n") if line.strip())


PIECES = st.sampled_from(
    [
        *(
            "一、回顾",
            "二、安排",
            "（一）抓好产业",
            "（二）惠民生。" + LONG,
            "1.公路",
            "第一，抓项目。" + MORE,
        ),
        *("各位代表！", "结束语", LONG, "推进改革。", "关于外交工作", "##paidbegin##", "政府工作报告", "2.5"),
        *("》的说明", "一是", "附件1", "名词解释", ""),
    ]
)


def test_a_section_is_deeper_than_the_one_around_it() -> None:
    text = "\n".join(
        (f"第一，抓项目。{MORE}", "名词解释", f"（二）惠民生。{LONG}", "一、回顾", "关于外交工作", "二、安排")
    )
    found = find_structure(text).sections
    above = {section.id: section.level for section in found}
    assert all(above[section.parent] < section.level for section in found if section.parent is not None)


@settings(max_examples=80, deadline=None)
@given(st.lists(PIECES, max_size=16))
def test_invariants(lines: list[str]) -> None:
    text = "\n".join(lines)
    found = find_structure(text)
    by_id = {section.id: section for section in found.sections}
    for section in found.sections:
        assert 0 <= section.start < section.end <= len(text)
        if section.parent is not None:
            above = by_id[section.parent]
            assert above.level < section.level
            assert above.start <= section.start
            assert section.end <= above.end
    for paragraph in found.paragraphs:
        assert text[paragraph.start : paragraph.end].strip()
        assert paragraph.section is None or by_id[paragraph.section].start <= paragraph.start
    assert find_structure(text) == found
    moved = find_structure("\n" + text)
    assert [(p.start - 1, p.end - 1, p.kind, p.section) for p in moved.paragraphs] == [
        (p.start, p.end, p.kind, p.section) for p in found.paragraphs
    ]
