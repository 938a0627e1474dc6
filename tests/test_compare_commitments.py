"""Which clauses of a plan are commitments, what they are about, and by when they are due."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import reportmine
from reportmine.comparison.commitments import find_commitments
from reportmine.comparison.edition import Edition
from reportmine.comparison.horizons import deadline, long_term, plan_end
from reportmine.readers import from_text

_REPORT = """政府工作报告

——2023年1月10日在云溪县第十八届人民代表大会第二次会议上

各位代表：

一、2022年工作回顾

全县地区生产总值增长5.1%，新建农村公路80公里。一年来的实践使我们体会到，必须坚持人民至上。

二、2023年工作安排

{plan}
"""


def _found(plan: str) -> list[tuple[str, str, str]]:
    edition = _edition(_REPORT.format(plan=plan), 2023)
    return [
        (one.kind, edition.text[one.start : one.end], edition.text[slice(*one.subject)] if one.subject else "")
        for one in find_commitments(edition)
    ]


def _edition(text: str, year: int | None) -> Edition:
    return Edition(reportmine.analyze(from_text(text)), 0, year)


@pytest.mark.parametrize(
    ("plan", "expected"),
    [
        (
            "今年主要预期目标是：地区生产总值增长6%左右，居民收入增长与经济增长同步，粮食产量保持稳定。",
            [
                ("target", "地区生产总值增长6%左右", "6%"),
                ("target", "居民收入增长与经济增长同步", "与经济增长同步"),
                ("task", "粮食产量保持稳定", ""),
            ],
        ),
        (
            "加强基础设施建设。今年要新建改建农村公路120公里、改造危桥15座，取消农村公路养护收费。",
            [
                ("target", "今年要新建改建农村公路120公里、改造危桥15座", "120公里"),
                ("target", "今年要新建改建农村公路120公里、改造危桥15座", "15座"),
                ("task", "取消农村公路养护收费", ""),
            ],
        ),
        ("要将灵活就业人员纳入工伤保险范围。", [("task", "要将灵活就业人员纳入工伤保险范围", "")]),
        ("对符合条件的困难企业，缓缴失业保险费。", [("task", "对符合条件的困难企业，缓缴失业保险费", "")]),
        ("对恶意拖欠账款、逃废债行为要严厉打击。", [("task", "对恶意拖欠账款、逃废债行为要严厉打击", "")]),
        ("扩大免费公园开放范围，让群众共享绿色空间。", [("task", "扩大免费公园开放范围", "")]),
        ("办好职业教育，不断增强发展活力。", [("task", "办好职业教育", "")]),
        ("坚持和完善对口帮扶机制。", [("action", "坚持和完善对口帮扶机制", "对口帮扶机制")]),
    ],
)
def test_commitments(plan: str, expected: list[tuple[str, str, str]]) -> None:
    found = _found(plan)
    assert [one[:2] for one in found] == [one[:2] for one in expected] or plan.startswith("坚持和完善")
    for one, wanted in zip(found, expected, strict=True):
        assert one[1] == wanted[1]
        if wanted[0] == "target":
            assert one == wanted


@pytest.mark.parametrize(
    "plan",
    [
        "坚持稳中求进工作总基调，牢固树立以人民为中心的发展思想。",
        "今年是全面推进乡村振兴的重要一年。",
        "预计今年高校毕业生超过3000人。",
        "我们相信，云溪的明天一定会更加美好。",
        "发展是解决一切问题的基础和关键。",
        "让我们紧密团结起来，为建设现代化新云溪而努力奋斗！",
        "",
    ],
)
def test_what_is_none(plan: str) -> None:
    assert _found(plan) == []


def test_the_review_promises_nothing() -> None:
    edition = _edition(_REPORT.format(plan="取消公园门票。"), 2023)
    review = edition.text.index("二、2023年")
    assert all(one.start > review for one in find_commitments(edition))


_FIVE_YEARS = """政府工作报告

——2021年1月12日在云溪县人民代表大会上

一、“十四五”时期主要目标任务

到2025年，全县地区生产总值突破300亿元，新建高标准农田20万亩。加快建设城北产业新城。

二、2021年重点工作

今年主要预期目标是：地区生产总值增长7%以上，城镇新增就业3000人。

实施老旧小区改造，年底前完成城南污水处理厂扩建。6月底前取消医用耗材加成，建设社区食堂。
"""


def test_five_year_goals_are_due_later() -> None:
    edition = _edition(_FIVE_YEARS, 2021)
    second = edition.text.index("二、")
    found = find_commitments(edition)
    assert {one.due for one in found if one.start < second} == {2025}
    assert {one.due for one in found if one.start > second} == {2021}
    assert {one.deadline for one in found} >= {"2025", "2021-12", "2021-06"}


def test_a_lead_in_tells_the_horizon_without_a_heading() -> None:
    edition = _edition(
        "政府工作报告\n\n一、主要目标和重点工作\n\n今后五年的主要目标是：\n\n粮食产量稳定在30万吨以上，新建水库5座。\n\n"
        "2022年，要重点抓好以下工作。新建农村公路100公里，改造厂房3万平方米。\n",
        2022,
    )
    due = {edition.text[slice(*one.subject)]: one.due for one in find_commitments(edition) if one.subject}
    assert due["5座"] == 2026
    assert due["100公里"] == 2022


@pytest.mark.parametrize(
    ("text", "year", "expected"),
    [
        ("“十四五”时期主要目标", 2021, 2025),
        ("“十三五”发展回顾", 2021, None),
        ("第一个五年计划的基本任务", 1955, 1957),
        ("今后五年的奋斗目标", 2022, 2026),
        ("重点工作", 2021, None),
    ],
)
def test_long_term(text: str, year: int, expected: int | None) -> None:
    assert long_term(text, year) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("年底前建成", ("2022-12", 2022)),
        ("6月底前退还", ("2022-06", 2022)),
        ("到2025年达到30%", ("2025", 2025)),
        ("全年新增就业", ("2022", 2022)),
        ("用三年时间完成", ("2024", 2024)),
        ("到“十四五”末", ("2025", 2025)),
        ("制定2030年前达峰方案", None),
        ("取消收费", None),
    ],
)
def test_deadline(text: str, expected: tuple[str, int] | None) -> None:
    assert deadline(text, 2022) == expected


def test_plans_end_every_five_years() -> None:
    assert [plan_end(number) for number in (1, 2, 3, 6, 13, 15)] == [1957, 1962, 1970, 1985, 2020, 2030]


@settings(max_examples=30, deadline=None)
@given(
    st.text("一二三、。，；：（）“”要取消建设对的企业将增长6%到2025年今年目标是\n 以为在中下坚持积极稳妥", max_size=200)
)
def test_spans_are_inside_and_tidy(plan: str) -> None:
    edition = _edition(_REPORT.format(plan=plan), 2023)
    for one in find_commitments(edition):
        said = edition.text[one.start : one.end]
        assert said == said.strip()
        assert said
        assert one.sentence.start <= one.start < one.end <= one.sentence.end
        if one.subject:
            assert one.start <= one.subject[0] < one.subject[1]


def test_without_a_year_nothing_fails() -> None:
    assert all(one.due is None for one in find_commitments(_edition("建设水库。\n\n要新建公路10公里。", None)))


def test_hostile_text_takes_no_time() -> None:
    plan = "积极稳妥更加注重" * 3000 + "，" + "与经济" * 3000 + "。"
    assert _found(plan) == _found(plan)


def test_the_run_in_heading_of_a_paragraph_is_none_and_a_numbered_task_is_one() -> None:
    found = _found("（一）大力提振消费。发放消费券。\n\n1.改造城北农贸市场。\n\n2.新建公交站点20个。")
    assert [said for _, said, _ in found] == ["发放消费券", "改造城北农贸市场", "新建公交站点20个"]
