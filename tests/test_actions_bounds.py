"""Where the names of actions begin and end: verbs, sizes and lists that belong to them, and what does not."""

from __future__ import annotations

import pytest

from reportmine.actions import find_actions
from reportmine.model import Action, Paragraph


def read(text: str) -> list[Action]:
    paragraph = Paragraph(id=0, start=0, end=len(text), kind="body", label="priority")
    return find_actions(text, [paragraph])


# text → name and type of each action
BOUNDS = [
    # A verb opens the name when another one carries it out.
    ("启动消除城区积水点三年行动。", [("消除城区积水点三年行动", "programme")]),
    ("实施加快文化产业发展三年行动。", [("加快文化产业发展三年行动", "programme")]),
    ("制定我省融入统一大市场建设行动方案。", [("融入统一大市场建设行动方案", "document")]),
    ("出台促进岭南崛起新十年规划。", [("促进岭南崛起新十年规划", "document")]),
    (
        "贯彻行政许可法和全面推进依法行政实施纲要。",
        [("行政许可法", "document"), ("全面推进依法行政实施纲要", "document")],
    ),
    ("实施新的企业所得税法。", [("企业所得税法", "document")]),
    ("深化重点产业创新行动。", [("重点产业创新行动", "campaign")]),
    ("推进成果评奖“四评”改革。", [("成果评奖“四评”改革", "programme")]),
    ("制定医药改革方案并公开征求意见。", [("医药改革方案", "document")]),
    ("实施物业服务提升行动（牵头单位：住建局）。", [("物业服务提升行动", "campaign")]),
    ("我省在“万家企业评环境”活动中名列前茅。", [("“万家企业评环境”活动", "campaign")]),
    # Works.
    ("云安港30万吨级进港航道一期开工。", [("云安港30万吨级进港航道一期", "facility")]),
    ("云溪水库及灌区通水。", [("云溪水库及灌区", "facility")]),
    ("云石铁路增建二线开工。", [("云石铁路增建二线", "facility")]),
    ("保障雅溪水电和云石铁路等重大工程建设。", [("雅溪水电", "facility"), ("云石铁路", "facility")]),
    ("实施G109、G695提质改造。", [("G109", "facility"), ("G695提质改造", "facility")]),
    ("加快城市间高铁、跨江跨海通道等建设。", []),
    ("完善以县城为枢纽的体系，走上康庄大道。", []),
    # Titles, mechanisms, documents, events.
    ("打造7个“数字领航”企业，“四上”企业增长6%。", [("“数字领航”企业", "designation")]),
    ("跻身全国省级企业第一方阵。", []),
    ("入选国家“双高计划”。", [("国家“双高计划”", "designation")]),
    ("建立涉企问题高效闭环解决机制，建立健全工作机制。", [("涉企问题高效闭环解决机制", "mechanism")]),
    ("出台“开门红”系列政策举措。", [("“开门红”系列政策举措", "document")]),
    ("“超级云”美食争霸赛掀起热潮。", [("“超级云”美食争霸赛", "event")]),
    ("实施岭海协同创新专项，专项整治见效。", [("岭海协同创新专项", "programme")]),
    ("巩固“一枚印章管审批”改革成果。", [("“一枚印章管审批”改革", "programme")]),
    ("加快北斗规模应用试点城市建设。", [("北斗规模应用试点城市", "designation")]),
    # Lists.
    ("启动青少年体重、视力、心理等“三健”促进行动计划。", [("“三健”促进行动计划", "programme")]),
    (
        "深化老旧电梯安全隐患、粉尘作业防护等专项排查整治。",
        [("老旧电梯安全隐患", "campaign"), ("粉尘作业防护", "campaign")],
    ),
    ("抓紧实施流域保护总体战略和主体功能区规划。", [("主体功能区规划", "document")]),
    ("实施县级中长期养老改革和发展规划纲要。", [("县级中长期养老改革和发展规划纲要", "document")]),
    ("落实省级与市县环保事权和支出责任划分改革方案。", [("省级与市县环保事权和支出责任划分改革方案", "document")]),
    ("启动高档机床和重要装备等重大专项。", [("高档机床", "programme"), ("重要装备", "programme")]),
    ("严防“钓鱼”项目和“胡子”工程。", []),
    ("加快云海自贸协定谈判进程。", [("云海自贸协定", "document")]),
    ("实施惠及3000多万农村学生营养改善计划。", [("农村学生营养改善计划", "programme")]),
    ("深化“高铁+”、“园区+”协同。", []),
    ("管好“一件事”，再管好“一类事”，写好“三篇大文章”。", []),
    (
        "铺开第二轮土地承包到期后再延长30年整省试点。",
        [("第二轮土地承包到期后再延长30年整省试点", "programme")],
    ),
]


@pytest.mark.parametrize(("text", "expected"), BOUNDS)
def test_bounds(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(action.name, action.type) for action in read(text)] == expected
