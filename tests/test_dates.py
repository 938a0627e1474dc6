"""Dates and periods: text → values, and what must stay silent."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportmine.dates import find_dates
from reportmine.dates.patterns import Patterns, Sparse, patterns

CONGRESS = "各位代表：\n"

# text, year of the report, the values found in order
TABLE = [
    ("去年8月开工", 2023, ["2022-08"]),
    ("今年2月签约", 2023, ["2023-02"]),
    ("截至7月底", 2023, ["2023-07-31"]),
    ("截至2月末", 2024, ["2024-02-29"]),
    ("8月完成验收", 2023, ["2023-08"]),
    ("9月中旬开市，10月上旬闭市", 2023, ["2023-09-11/2023-09-20", "2023-10-01/2023-10-10"]),
    ("前年动工、明年竣工、后年见效", 2023, ["2021", "2024", "2025"]),
    ("近两年，", 2023, ["2022/2023"]),
    ("五年来，全县", 2023, ["2019/2023"]),
    ("一年来", 2023, ["2023"]),
    ("最近三年、过去的十年", 2023, ["2021/2023", "2014/2023"]),
    ("未来五年，今后3年内", 2023, ["2024/2028", "2024/2026"]),
    ("今明两年", 2023, ["2023/2024"]),
    ("2022年以来，先后印发", 2023, ["2022/2023"]),
    ("今年以来", 2023, ["2023"]),
    ("去年以来", 2023, ["2022/2023"]),
    ("“十四五”时期、“十四五”末、十五五规划", 2023, ["2021/2025", "2025", "2026/2030"]),
    ("“十四五”前四年、“十四五”开局之年、“十三五”以来", 2025, ["2021/2024", "2021", "2016/2025"]),
    ("第七个五年计划期间、“一五”时期、“九五”计划", 1996, ["1986/1990", "1953/1957", "1996/2000"]),
    ("上半年、今年下半年、2021年上半年", 2023, ["2023-01/2023-06", "2023-07/2023-12", "2021-01/2021-06"]),
    ("一季度、前三季度、去年第四季度", 2023, ["2023-01/2023-03", "2023-01/2023-09", "2022-10/2022-12"]),
    ("前8个月、1—7月、1至8月份", 2023, ["2023-01/2023-08", "2023-01/2023-07", "2023-01/2023-08"]),
    ("到2030年", 2023, ["2030"]),
    ("2021—2025年、2021年至2023年", 2023, ["2021/2025", "2021/2023"]),
    ("2019年10月至2020年3月", 2023, ["2019-10/2020-03"]),
    ("5月1日至10月31日、3月5日至13日", 2023, ["2023-05-01/2023-10-31", "2023-03-05/2023-03-13"]),
    ("到本世纪末", 1986, ["2000"]),
    ("本世纪中叶、本世纪头二十年", 2004, ["2050", "2001/2020"]),
    ("八十年代、二十世纪九十年代", 1991, ["1980/1989", "1990/1999"]),
    ("１９８６年、一九八六年、1 9 9 3年、二〇〇三年", 2003, ["1986", "1986", "1993", "2003"]),
    ("年初部署，年底验收，2022年底开工", 2023, ["2023-01", "2023-12-31", "2022-12-31"]),
    ("2023-07-31、2023.8.1", 2023, ["2023-07-31", "2023-08-01"]),
    ("经过去年的努力", 2023, ["2022"]),
    ("2022年8月立项，11月开工", 2023, ["2022-08", "2022-11"]),
    ("去年8月获批，截至7月底", 2023, ["2022-08", "2023-07-31"]),
    ("2022年8月立项，截至12月底", 2023, ["2022-08", "2022-12-31"]),
    ("兩年來，第一個五年計劃", 1956, ["1955/1956", "1953/1957"]),
    # A congress hears in its first months of the year before.
    (CONGRESS + "过去五年", 2023, ["2018/2022"]),
    (CONGRESS + "今后五年", 2023, ["2023/2027"]),
    (CONGRESS + "9月，举办展会。", 2023, ["2022-09"]),
    (CONGRESS + "6月底前完成。", 2023, ["2023-06-30"]),
    (CONGRESS + "2021年大旱，这一年减产。\n这一年，我们抗灾。", 2023, ["2021", "2021", "2022"]),
    ("——2023年8月28日在某县会议上\n近两年", 2023, ["2023-08-28", "2022/2023"]),
]

# Reports to a congress that name no session: the months they look back on tell when they were read.
LATE = "各位代表：\n今年1至9月，产值增长5%。\n"
JUNE = "各位代表：\n据今年5月份的统计，入社农户已占九成。\n"
EXPECTED = "各位代表：\n1964年工业产值预计增长8%。1965年计划草案已经拟定，1965年预算增长一成。\n"

WHEN_READ = [
    (LATE + "近三年来，过去的一年，三十二年来", 1981, ["1979/1981", "1981", "1950/1981"]),
    (LATE + "今后三年，明年", 1982, ["1983/1985", "1983"]),
    (LATE + "发表于11月9日的报纸，第一季度下降", 1982, ["1982-11-09", "1982-01/1982-03"]),
    (EXPECTED + "五年来，今后五年", 1964, ["1960/1964", "1965/1969"]),
    ("各位代表：\n今年上半年又比去年同期增长6%。\n保持近两年的水平", 1980, ["1979/1980"]),
    ("各位代表：\n今年头十个月，收入增加。\n近两年", 1980, ["1979/1980"]),
    ("各位代表：\n今年前三个季度，收入增加。\n近两年", 1980, ["1979/1980"]),
    # What lies ahead tells nothing of when a report was read.
    ("各位代表：\n今年7月1日将恢复行使主权，今年上半年要完成规划。\n近两年", 1997, ["1995/1996"]),
    (JUNE + "近两年，第一季度，到5月份为止，9月", 1956, ["1954/1955", "1956-01/1956-03", "1956-05", "1955-09"]),
]

PERIODS = [
    (CONGRESS + "今后五年是打基础的五年，这五年要改革", 1983, ["1983/1987", "1983/1987"]),
    (CONGRESS + "从1953年到1960年这八年时间内", 1955, ["1953/1960", "1953/1960"]),
    (CONGRESS + "“十五”计划开局良好。这五年，成绩很大", 2003, ["2001/2005", "1998/2002"]),
    (CONGRESS + "从1953年到1980年的二十八年中，增长4%。比过去二十八年", 1982, ["1953/1980", "1953/1980"]),
    (CONGRESS + "谋划好未来五年，今后三年", 2015, ["2016/2020", "2015/2017"]),
    (CONGRESS + "今后十五年", 1995, ["1996/2010"]),
    (CONGRESS + "今后五年", 2016, ["2016/2020"]),
    (CONGRESS + "为明后年打基础，今明年完成", 1986, ["1987/1988", "1986/1987"]),
    (CONGRESS + "本年5月份的统计，本年1—5月份", 1956, ["1956-05", "1956-01/1956-05"]),
    (CONGRESS + "将近两年的时间，将近十年", 1956, []),
    (CONGRESS + "在成立的这一年，即1949年，产量很低", 1955, ["1949"]),
    (CONGRESS + "在这一年将试制新产品，这一年要办好", 1958, ["1958", "1958"]),
    (CONGRESS + "“六五”计划后三年、六五计划前两年、“十五五”规划的开局之年", 1982, ["1983/1985", "1981/1982", "2026"]),
    (CONGRESS + "第二个五年计划的第一年，第五个五年计划的最后一年", 1982, ["1958", "1980"]),
    (CONGRESS + "五年计划的前三年，五年计划的后两年，完成五年计划", 1957, ["1953/1955", "1956/1957"]),
    (CONGRESS + "比去年同期增长，6月开工", 1956, ["1955", "1955-06"]),
    (CONGRESS + "1976年1月底提议，4月初又提议", 1978, ["1976-01-31", "1976-04"]),
    (CONGRESS + "于1976年1月通过，4月又提议", 1978, ["1976-01", "1976-04"]),
    (CONGRESS + "高于2019年，2月增长", 2023, ["2019", "2023-02"]),
]

SILENT = [
    "第十四届五次全会",
    "土地承包到期后再延长30年，做好30年延包试点",
    "三年行动计划、五年规划、近三年行动",
    "下一步，当前，目前，近年来，多年来，近几年",
    "两年多来",
    "如今年轻人多，目前年均，今后年份，过去年代，物质文明年年抓",
    "2000年的历史",
    "一个月、3个月、两个季度",
    "三月三歌节、十月革命",
    "“八五”普法",
    "比上年增长、当年、上年末、三年初见成效",
    "2月30日",
    "100元、1000千伏、12345热线",
    "已经执行了近两年",
]


@pytest.mark.parametrize(("text", "year", "values"), TABLE)
def test_values(text: str, year: int, values: list[str]) -> None:
    assert [mention.value for mention in find_dates(text, year)] == values


@pytest.mark.parametrize(("text", "year", "values"), WHEN_READ)
def test_counted_from_when_it_was_read(text: str, year: int, values: list[str]) -> None:
    found = [mention.value for mention in find_dates(text, year)]
    assert found[-len(values) :] == values


@pytest.mark.parametrize(("text", "year", "values"), PERIODS)
def test_periods(text: str, year: int, values: list[str]) -> None:
    assert [mention.value for mention in find_dates(text, year)] == values


@pytest.mark.parametrize("text", SILENT)
def test_silent(text: str) -> None:
    assert find_dates(text, 2023) == []


def test_spans_are_the_words() -> None:
    text = "截至7月底，“十四五”时期；２０２２年 完成"
    found = [text[mention.start : mention.end] for mention in find_dates(text, 2023)]
    assert found == ["7月底", "“十四五”时期", "２０２２年"]


def test_without_a_year_only_absolute_dates() -> None:
    text = "去年、8月、近两年、未来五年、年底、2022年以来、2030年、“十四五”时期、2021年3月"
    assert [m.value for m in find_dates(text, None)] == ["2022", "2030", "2021/2025", "2021-03"]


PIECES = st.sampled_from(
    [
        "去年",
        "今年",
        "8月",
        "底",
        "至",
        "2022年",
        "—",
        "五年来",
        "近",
        "“十四五”",
        "末",
        "以来",
        "，",
        "\n",
        " ",
        "1",
        "十",
        "上半年",
        "一季度",
        "年",
        "日",
        "31",
        "各位代表",
        "本世纪末",
        "二〇二三年",
        "٣",
        "X",
    ]
)


@given(st.lists(PIECES, max_size=30).map("".join), st.sampled_from([None, 1986, 2023]))
def test_mentions_are_ordered_and_well_formed(text: str, year: int | None) -> None:
    last = 0
    one = r"\d{4}(?:-\d\d(?:-\d\d)?)?"
    for mention in find_dates(text, year):
        assert last <= mention.start < mention.end <= len(text)
        assert re.fullmatch(rf"{one}(?:/{one})?", mention.value)
        last = mention.end
    assert find_dates(text, year) == find_dates(text, year)


SPARSE = [name for name in Patterns.__struct_fields__ if isinstance(getattr(patterns(), name), Sparse)]


@settings(max_examples=300)
@given(
    st.lists(st.one_of(PIECES, st.sampled_from("今明后本前下第两三九〇0—-至个过最近刚代头中“”五计划时期")), max_size=25)
)
def test_a_hint_hides_nothing(pieces: list[str]) -> None:
    text = "".join(pieces)
    for name in SPARSE:
        sparse = getattr(patterns(), name)
        assert [m.span() for m in sparse.finditer(text)] == [m.span() for m in sparse.pattern.finditer(text)]


@pytest.mark.parametrize(
    "unit", ["1", "1 ", "一", "8月", "去年", "2022年", "十", "近", "—", "2022—", "1月—", "五年", "“"]
)
def test_hostile_input_is_linear(unit: str) -> None:
    text = unit * (200_000 // len(unit))
    started = time.perf_counter()
    find_dates("今年" + text, 2023)
    assert time.perf_counter() - started < 8
