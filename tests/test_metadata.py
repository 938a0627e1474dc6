"""Title, year, region, organisation, date and audience."""

import pytest

from reportmine.sections import find_structure
from reportmine.sections.layout import read_layout
from reportmine.sections.metadata import Metadata, find_metadata
from reportmine.sections.years import full_date, plain_years

LONG = "全年完成投资十二亿元，新开工项目四十个，建成投产二十六个，新增就业三千余人，各项工作都取得了新的成绩。"


def about(text: str) -> Metadata:
    return find_metadata(text, read_layout(text))


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (
            "政府工作报告\n——2023年1月5日在山东省第十四届人民代表大会第一次会议上\n省长　李明\n各位代表：\n"
            "现在，我代表省人民政府，向大会报告工作，请予审议。",
            Metadata(
                "政府工作报告", 2023, "山东省", "山东省人民政府", "2023-01-05",
                "山东省第十四届人民代表大会第一次会议",
            ),
        ),
        (
            "2024年某市知识产权工作报告\n各位领导：\n根据安排，下面向联席会议报告全市知识产权工作情况，请予审议。",
            Metadata("2024年某市知识产权工作报告", 2024, "某市", None, None, "联席会议"),
        ),
        (
            "XX县教育局2022年工作总结\n今年以来，全县教育系统扎实工作，各项任务圆满完成。",
            Metadata("XX县教育局2022年工作总结", 2022, "XX县", "XX县教育局", None, None),
        ),
        (
            "关于2023年度交通运输工作情况的报告\n市人大常委会：\n受市人民政府委托，现将2023年度交通运输工作情况报告如下，请予审议。",
            Metadata("关于2023年度交通运输工作情况的报告", 2023, None, "市人民政府", None, "市人大常委会"),
        ),
        (
            "关于江州市2023年国民经济和社会发展计划执行情况\n与2024年计划草案的报告\n江州市发展和改革委员会\n"
            "受市人民政府委托，向大会报告计划执行情况，请予审议。",
            Metadata(
                "关于江州市2023年国民经济和社会发展计划执行情况与2024年计划草案的报告", 2024, "江州市",
                "江州市发展和改革委员会", None, None,
            ),
        ),
        (
            "政府工作报告\n（一九八七年三月十八日在江州市第八届人民代表大会第五次会议上）\n各位代表：\n我受市人民政府的委托，向大会作报告。",
            Metadata(
                "政府工作报告", 1987, "江州市", "江州市人民政府", "1987-03-18",
                "江州市第八届人民代表大会第五次会议",
            ),
        ),
        (
            "各位代表：\n现在，我代表国务院，向第十届全国人民代表大会第二次会议作政府工作报告，请予审议。",
            Metadata(None, 2004, "全国", "国务院", None, "第十届全国人民代表大会第二次会议"),
        ),
        (
            "政　府　工　作　报　告\n——１９９４年３月８日在江州市第十届人民代表大会第二次会议上\n各位代表：\n"
            "现在，我代表市人民政府，向大会报告工作，请予审议。",
            Metadata(
                "政府工作报告", 1994, "江州市", "江州市人民政府", "1994-03-08",
                "江州市第十届人民代表大会第二次会议",
            ),
        ),
        (
            "江州市卫生健康委员会\n2020年工作总结和2021年工作要点\n（2021年1月15日）\n第一部分　2020年工作总结",
            Metadata(
                "2020年工作总结和2021年工作要点", 2021, "江州市", "江州市卫生健康委员会", "2021-01-15", None
            ),
        ),
        (
            "XX县水利局2020年工作总结\n2021年1月\n一、主要工作",
            Metadata("XX县水利局2020年工作总结", 2021, "XX县", "XX县水利局", None, None),
        ),
        (
            "XX县水利局2020年工作总结\n2024年5月6日\n一、主要工作",
            Metadata("XX县水利局2020年工作总结", 2020, "XX县", "XX县水利局", "2024-05-06", None),
        ),
        (
            "各位代表：\n现在，我代表国务院，向大会作政府工作报告，请予审议。\n2004年，经济持续发展。",
            Metadata(None, 2005, "全国", "国务院", None, "全国人民代表大会"),
        ),
        (
            "XX镇政府工作报告\n各位代表：\n我代表镇人民政府，向大会报告工作，请予审议。",
            Metadata("XX镇政府工作报告", None, "XX镇", "XX镇人民政府", None, None),
        ),
        ("全年完成投资三亿元。", Metadata(None, None, None, None, None, None)),
        ("", Metadata(None, None, None, None, None, None)),
    ],
)  # fmt: skip
def test_head(head: str, expected: Metadata) -> None:
    assert about(head + ("\n" + LONG if "\n" in head else "")) == expected


def test_signature_gives_organisation_and_date() -> None:
    found = about(f"2024年工作总结\n{LONG}\n{LONG}\n云溪县水利局\n2024年12月18日\n")
    assert (found.organisation, found.date, found.region) == ("云溪县水利局", "2024-12-18", "云溪县")


@pytest.mark.parametrize(
    ("body", "year"),
    [
        ("一、2015年工作回顾\n{}\n二、2016年重点工作\n{}", 2016),
        ("一、1993年工作的回顾和1994年工作的基本方针\n{}", 1994),
        ("一、过去一年的工作\n{}\n二、2021年工作安排\n{}", 2021),
        ("刚刚过去的１９８４年，是各项事业取得新进展的一年。{}", 1985),
        ("2022年是换届后的第一年，{}", 2022),
        ("今年是“十四五”开局之年，{}", 2021),
        ("一九八三年，农业丰收。一九八三年，工业增长。一九八四年要继续努力。{}", 1984),
        (
            "一、2023年工作情况\n今年以来，工作有力。今年上半年增长。今年前三季度增长。{}\n二、2024年工作打算\n{}",
            2023,
        ),
        ("去年五届人大四次会议以来，我们认真工作。{}", 1982),
        ("{}", None),
    ],
)
def test_year_from_the_text(body: str, year: int | None) -> None:
    assert find_structure("各位代表：\n" + body.replace("{}", LONG)).year == year


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("——2026年2月3日在某省第一届人民代表大会上", "2026-02-03"),
        ("二〇二一年一月二十日", "2021-01-20"), ("2026年2月", None),
        ("2026年13月3日", None), ("时间不详", None),
    ],
)  # fmt: skip
def test_full_date(line: str, date: str | None) -> None:
    assert full_date(line) == date


def test_plain_years_keeps_the_length() -> None:
    text = "一九八三年到二〇二五年，十九八年"
    assert plain_years(text) == "1983年到2025年，十九八年"


def test_publication_date_is_not_the_date_of_delivery() -> None:
    found = about(f"2026年江州市政府工作报告\n来源：江州日报\n时间：2026-02-09\n各位代表：\n{LONG}")
    assert (found.date, found.year) == (None, 2026)
