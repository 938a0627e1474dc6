"""Numbers at the head of a line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportmine.sections.numbering import numeral, read_marker, read_ordinal


@pytest.mark.parametrize(
    ("line", "style", "number", "value"),
    [
        ("一、工作回顾", "一、", "一、", 1),
        ("十二、 加强自身建设", "一、", "十二、", 12),
        ("（三）推进园区建设。", "（一）", "（三）", 3),
        ("(四)推进园区建设。", "（一）", "(四)", 4),
        ("##paidbegin##（五）促进产销对接。", "（一）", "（五）", 5),
        ("1.公路网络", "1.", "1.", 1),
        ("2.2021年工作打算", "1.", "2.", 2),
        ("12、港口", "1.", "12、", 12),
        ("（2）农村公路", "（1）", "（2）", 2),
        ("3）桥梁", "1）", "3）", 3),
        ("③码头", "①", "③", 3),
        ("第一，抓项目。", "第一，", "第一，", 1),
        ("第十、保安全。", "第一，", "第十、", 10),
        ("第二部分 今年安排", "第章", "第二部分", 2),
        ("一是稳增长。", "一是", "一是", 1),
        ("三要抓落实。", "一要", "三要", 3),
        ("二", "一", "二", 2),
        ("——经济平稳运行。", "——", "——", None),
    ],
)
def test_marker(line: str, style: str, number: str, value: int | None) -> None:
    marker = read_marker(line)
    assert marker is not None
    assert (marker.style, marker.number, marker.value) == (style, number, value)
    assert line[marker.start : marker.end].strip() == number


@pytest.mark.parametrize(
    "line",
    [
        "2.5",
        "2.5微克/立方米",
        "2024年工作",
        "第一届人民代表大会",
        "一般来说",
        "第三产业增长",
        "十五五规划",
        "",
        "三产融合",
    ],
)
def test_no_marker(line: str) -> None:
    assert read_marker(line) is None


@pytest.mark.parametrize(
    ("digits", "value"), [("七", 7), ("十", 10), ("十九", 19), ("二十一", 21), ("8", 8), ("⑫", 12)]
)
def test_numeral(digits: str, value: int) -> None:
    assert numeral(digits) == value


@given(st.text(alphabet="一二十百（）()、.，第是要123①—# \u200b工作", max_size=40))
def test_any_line_is_read(line: str) -> None:
    marker = read_marker(line)
    assert marker is None or 0 <= marker.start <= marker.end <= len(line)


@pytest.mark.parametrize(
    ("line", "value"),
    [("首先，抓农业。", 1), ("其次，抓工业。", 2), ("其三，抓民生。", 3), ("再次，抓安全。", 0), ("最后，抓落实。", 0)],
)
def test_words_that_count(line: str, value: int) -> None:
    marker = read_ordinal(line)
    assert marker is not None
    assert (marker.style, marker.value, marker.end) == ("第一，", value, 3)


@pytest.mark.parametrize("line", ["首先要抓好农业", "最后一公里", "其中，工业增长", "其一直坚持"])
def test_words_that_do_not_count(line: str) -> None:
    assert read_ordinal(line) is None
