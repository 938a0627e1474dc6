"""Known names of the state: found bare and through quotation marks, unless the text only speaks of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportmine.actions import find_actions, lexicon
from reportmine.actions.known import known_names
from reportmine.lexicon import strings
from reportmine.model import Action, Paragraph


def actions(text: str) -> list[Action]:
    return find_actions(text, [Paragraph(id=3, start=0, end=len(text), kind="body", label="achievement")])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Bare, in lists and as subjects.
        ("巩固天然林保护、退牧还草成果。", [("天然林保护", "programme"), ("退牧还草", "programme")]),
        ("西气东输全线通气。", [("西气东输", "facility")]),
        ("云岭十二所学校实现了“班班通”。", [("班班通", "programme")]),
        # Through quotation marks of any kind.
        ("落实“米袋子”省长负责制。", [("“米袋子”省长负责制", "mechanism")]),
        ('抓好"菜篮子"市长负责制。', [('"菜篮子"市长负责制', "mechanism")]),
        ("全面推行“双随机、一公开”监管。", [("“双随机、一公开”监管", "mechanism")]),
        ("推广国际贸易“单一窗口”。", [("国际贸易“单一窗口”", "facility")]),
        # What is built on a known name belongs to it.
        ("扩大“证照分离”改革。", [("“证照分离”改革", "programme")]),
        ("西气东输二线工程开工。", [("西气东输二线工程", "facility")]),
        # Names of two characters fill a quotation.
        ("组织“净网”集中收网。", [("净网", "campaign")]),
        ("营造清朗环境。", []),
        # Only spoken of.
        ("货物经中老铁路出口。", []),
        ("我县健儿在残奥会上夺金。", []),
        ("云岭机械科创板上市。", []),
    ],
)
def test_known_names(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(action.name, action.type) for action in actions(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Systems are named by what they lay down, not by being managed or reformed.
        ("健全湿地生态效益补偿制度。", ["湿地生态效益补偿制度"]),
        ("完善内部管理制度。", []),
        ("深化粮油产品收购补贴制度改革。", []),
        # A quotation that sums a list up.
        ("实施骨干企业培植、云岭品牌提升等“五项工程”。", ["骨干企业培植", "云岭品牌提升"]),
        ("贯彻省、市“稳就业18条”。", ["稳就业18条"]),
        ("落实促进山区经济加快壮大的意见。", ["促进山区经济加快壮大的意见"]),
        # Parts of works and ceremonies are left out.
        ("澜屏大桥桩基工程完成。", ["澜屏大桥"]),
        ("举办“首届云岭采茶节”启动仪式。", ["首届云岭采茶节"]),
        # Kinds of treaties and of meetings.
        ("商签高标准自贸协定。", []),
        ("召开全县安全生产电视电话会议。", []),
        ("围绕“拼先进县，建文明城，打造示范区”的目标努力。", []),
    ],
)
def test_forms(text: str, expected: list[str]) -> None:
    assert [action.name for action in actions(text)] == expected


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("白沙河整治工程开工。", "facility"),
        ("举办“云上读书”朗诵比赛活动。", "event"),
        ("澜屏山国家级旅游度假区创建有序推进。", "designation"),
    ],
)
def test_type(text: str, kind: str) -> None:
    assert [action.type for action in actions(text)] == [kind]


def test_no_name_has_two_types() -> None:
    listed = [name for kind in lexicon.TYPES for name in strings("known_actions", kind)]
    assert len(listed) == len(set(listed))
    assert not any(mark in name for name in listed for mark in "“”《》")


@given(st.text(alphabet='西气东输二线“”"《》、退耕还林A1工程', max_size=40))
def test_spans_lie_in_the_text_and_apart(text: str) -> None:
    found = sorted(known_names(text))
    assert all(0 <= name.start < name.end <= len(text) for name in found)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("圆满完成“八五”计划，着手制定“九五”计划。", ["“八五”计划", "“九五”计划"]),
        ("过去五年，“十五”计划胜利完成。", ["“十五”计划"]),
        ("“七五”计划草案规定，粮食增长百分之七。", []),
        ("这是“七五”计划的重点，也是实现“七五”计划的关键一年。", []),
    ],
)
def test_a_five_year_plan_counts_where_it_is_carried_out(text: str, expected: list[str]) -> None:
    assert [action.name for action in actions(text)] == expected
