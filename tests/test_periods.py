"""Periods: which year or span of time a figure speaks of."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportmine.dates import find_dates
from reportmine.indicators import find_indicators
from reportmine.model import Label, Paragraph, Section


def periods(text: str, year: int | None, label: Label = "achievement") -> list[str | None]:
    """The period of each figure of a report whose lines that begin with 一、 or （一） are headings."""
    paragraphs: list[Paragraph] = []
    sections: list[Section] = []
    start, top, inner = 0, None, None
    for line in text.split("\n"):
        end = start + len(line)
        if line.startswith(("一、", "二、", "三、", "（一）", "（二）")):
            outer = line[0] != "（"
            section = Section(
                id=len(sections),
                level=1 if outer else 2,
                number=None,
                heading=line,
                start=start,
                end=end,
                parent=None if outer else top,
            )
            sections.append(section)
            top, inner = (section.id, section.id) if outer else (top, section.id)
            paragraphs.append(Paragraph(id=len(paragraphs), start=start, end=end, kind="heading", section=inner))
        elif line:
            plan = "任务" in sections[-1].heading or "目标" in sections[-1].heading if sections else False
            paragraphs.append(
                Paragraph(
                    id=len(paragraphs),
                    start=start,
                    end=end,
                    kind="body",
                    label="priority" if plan else label,
                    section=inner,
                )
            )
        start = end + 1
    found = find_indicators(text, paragraphs, find_dates(text, year), year, sections)
    return [indicator.period for indicator in found]


CONGRESS = "——2024年1月9日在清源市第七届人民代表大会第三次会议上\n各位代表：\n"

# text → the period of each figure
SENTENCES = [
    ("2023年粮食产量80万吨，增长5%。", ["2023", "2023"]),
    ("去年粮食产量80万吨，比2020年增加3万吨。", ["2023", "2023"]),
    ("与2019年相比，产量增长5%。", ["2023"]),
    ("到2025年，森林覆盖率达到45%。", ["2025"]),
    ("今年1—7月，出口增长6%。", ["2024-01/2024-07"]),
    ("截至6月底，注册商标50万件，地理标志12件。", ["2023-06-30", "2023-06-30"]),
    ("单产从2020年的300公斤提高到2023年的400公斤。", ["2020", "2023"]),
    ("单产从2020年的300公斤提高到400公斤。", ["2020", "2023"]),
    ("五年累计投资600亿元，平均每年增长8%。", ["2019/2023", "2019/2023"]),
    ("“十四五”期间新建公路90公里。", ["2021/2025"]),
    ("实施“十四五”规划重点项目90个。", ["2023"]),
    ("客流恢复到2019年的80%。", ["2023"]),
    ("新中国成立初期全县只有学校20所。", [None]),
    ("这是全县50万人民的功劳。", [None]),
    ("粮食产量80万吨（2022年）。", ["2022"]),
    ("年末存款余额90亿元。", ["2023"]),
    ("今后三年到期债务9亿元。", ["2024/2026"]),
]


@pytest.mark.parametrize(("text", "expected"), SENTENCES)
def test_sentence(text: str, expected: list[str | None]) -> None:
    assert periods(CONGRESS + "一、2023年工作回顾\n" + text, 2024) == expected


def test_span_of_years() -> None:
    text = (
        CONGRESS + "一、过去五年工作回顾\n生产总值由200亿元增加到300亿元，年均增长8%。城镇化率达到60%，新增就业9万人。"
        "企业突破5000家。\n刚刚过去的2023年，出口增长6%。\n新建学校3所。\n二、今后五年的奋斗目标\n"
        "生产总值年均增长6%，城镇化率达到66%。\n三、2024年主要任务\n出口增长5%。目前已有企业30家。"
    )
    assert periods(text, 2024) == [
        *["2018", "2023", "2019/2023", "2023", "2019/2023", None],
        *["2023", "2023"],
        *["2024/2028", "2028"],
        *["2024", "2023"],
    ]


def test_span_opened_in_the_text() -> None:
    text = (
        CONGRESS + "一、过去五年和2023年工作回顾\n过去五年，我们奋力前行。\n（一）产业更强。\n投产项目90个。\n"
        "（二）民生更实。\n2023年，办成实事10件。改造小区20个。\n近三年，引进成果30项。\n"
    )
    assert periods(text, 2024) == ["2019/2023", "2023", "2023", "2021/2023"]


def test_year_of_a_sentence_among_five() -> None:
    text = (
        CONGRESS + "一、过去五年工作回顾\n产业更强。2023年全县产值达到90亿元，年均增长8%，五年净增20亿元。\n"
        "投产项目30个。城镇和农村收入分别达到3万元和2万元。\n1月24日启动响应，组建队伍40支。"
    )
    assert periods(text, 2024) == ["2023", "2019/2023", "2019/2023", "2019/2023", "2023", "2023", "2019/2023"]


def test_department_looks_back_on_the_year_of_its_title() -> None:
    text = "某局2023年工作总结\n完成投资8亿元。\n一、下一步任务\n完成投资9亿元。"
    assert periods(text, 2023) == ["2023", None]
    planned = text.replace("完成投资9", "2024年，完成投资9")
    assert periods(planned, 2023) == ["2023", "2024"]


def test_nothing_decides() -> None:
    assert periods("全县有学校20所，产量增长5%。", None) == [None, None]
    # No title, no heading, no session says that this is the report of a year.
    assert periods("世界上产钢的国家不到10个，产量增长5%。", 1981) == [None, None]


def test_shortfall_is_of_the_last_year() -> None:
    text = CONGRESS + "一、过去五年工作回顾\n五年来，工作有成效，但亏损面达到20%。"
    assert periods(text, 2024, "shortfall") == ["2023"]


_WORDS = st.sampled_from(
    [
        "2023年",
        "去年",
        "到2025年",
        "比2020年",
        "五年累计",
        "从",
        "提高到",
        "达到",
        "增长5%",
        "3个项目",
        "12亿元",
        "\n",
        "一、2023年回顾",
    ]
    + ["“十四五”期间", "今年1—7月", "截至6月底", "年均", "，", "。", "（", "）", "以来", "的"]
)


@settings(max_examples=200, deadline=None)
@given(st.lists(_WORDS, max_size=30).map("".join), st.sampled_from([None, 2023, 2024]))
def test_any_text(text: str, year: int | None) -> None:
    found = periods(text, year)
    assert periods("\n" + text, year) == found
    for period in found:
        ends = period.split("/") if period else []
        assert len(ends) <= 2
        assert ends == sorted(ends)


@pytest.mark.parametrize(
    "piece", ["2023年增长5%，", "比2020年增长5%", "年均增长5%，", "到2030年，5%。", "从5%提高到6%，"]
)
def test_time_is_linear(piece: str) -> None:
    text = piece * 4_000
    began = time.perf_counter()
    periods(text, 2024)
    assert time.perf_counter() - began < 8
