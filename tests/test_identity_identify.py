"""Place and year from text, file name and table together."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportmine.identity import Identity, Row, identify, read_file_name
from reportmine.model import Report, Section, Source

SOURCE = Source(path="-", format="txt", encoding="utf-8", sha256="", chars=0)


def report(**fields: object) -> Report:
    known = dict.fromkeys(("title", "year", "region", "organisation", "date", "audience"))
    return msgspec.convert({"source": SOURCE, **known, **fields}, Report)


TITLED = {"title": "2019年株洲市政府工作报告", "year": 2019, "region": "株洲市", "organisation": "株洲市人民政府"}
BARE = {"title": "政府工作报告", "organisation": "荷塘区人民政府", "region": "荷塘区", "text": "受荷塘区人民政府委托"}

CASES = [
    # What the text says, the path, what must come out.
    (TITLED, "x.txt", {"place": "株洲市", "code": "430200", "year": 2019, "place_from": "text", "year_from": "text"}),
    (TITLED, "2018湖南省株洲市.txt", {"year": 2019, "year_from": "text", "year others": "file name: 2018"}),
    (TITLED, "2019湖南省湘潭市.txt", {"place": "株洲市", "place others": "file name: 湖南省湘潭市"}),
    (TITLED, "2019湖南省株洲市荷塘区.txt", {"place": "株洲市", "place others": "file name: 湖南省株洲市荷塘区"}),
    (TITLED, "2019湖南省.txt", {"place": "株洲市", "place others": "file name: 湖南省"}),
    (TITLED, "湖南省/2019.txt", {"place": "株洲市", "province": "湖南省", "province_code": "430000"}),
    (TITLED, "株洲市2018-2019.txt", {"year": 2019}),
    (TITLED, "株洲市2016-2017.txt", {"year": 2019}),
    # The year is gathered from the body: the file name goes before it, the date of a web page does not.
    ({"year": 1965, "region": "全国", "organisation": "国务院"}, "1964-国务院.txt",
     {"place": "全国", "code": "000000", "level": "nation", "year": 1964, "year others": "text: 1965"}),
    ({"year": 2018}, "t20230405_123.html", {"year": 2018, "year others": "file name: 2023"}),
    ({"year": 2019, "sections": ["2019年工作安排"]}, "2018年株洲市.txt",
     {"year": 2019, "year others": "file name: 2018"}),
    ({"year": 2019, "sections": ["2018年工作回顾"]}, "2018年株洲市.txt",
     {"year": 2019, "year others": "file name: 2018"}),
    ({"year": 2019, "date": "2019-01-05"}, "2018年株洲市.txt", {"year": 2019, "year others": "file name: 2018"}),
    ({"year": 1800}, "x.txt", {"year": None, "year_from": None}),
    # The chain completes the place.
    (BARE, "2019湖南省株洲市荷塘区.txt", {"place": "荷塘区", "code": "430202", "city": "株洲市", "city_code": "430200",
                                "county": "荷塘区", "county_code": "430202", "level": "county", "year": 2019}),
    (BARE, "株洲市/2019.txt", {"place": "荷塘区", "city": "株洲市"}),
    ({"title": "鼓楼区政府工作报告", "region": "鼓楼区"}, "福州/2019.txt", {"code": "350102", "city": "福州市"}),
    ({"title": "鼓楼区政府工作报告", "region": "鼓楼区"}, "2019.txt",
     {"place": "鼓楼区", "code": None, "level": "county", "province": None}),
    ({"title": "鼓楼区政府工作报告", "region": "鼓楼区"}, "江苏/2019.txt", {"code": None, "province": "江苏省"}),
    ({"title": "政府工作报告", "region": "鼓楼区", "audience": "南京市鼓楼区第十届人民代表大会第二次会议"}, "2019.txt",
     {"code": "320106", "city": "南京市", "place_from": "text"}),
    # Names as of the year.
    ({"region": "襄樊市", "title": "襄樊市政府工作报告"}, "2005襄阳市.txt", {"place": "襄樊市", "code": "420600"}),
    ({"region": "重庆市", "title": "1990年重庆市政府工作报告", "year": 1990}, "x.txt",
     {"code": "510200", "level": "city", "province": "四川省"}),
    # What the text does not say or says wrong.
    ({"region": "XX市", "organisation": "XX市人民政府"}, "2019湖南省株洲市.txt",
     {"place": "株洲市", "place_from": "file name"}),
    ({"region": "XX市", "organisation": "XX市人民政府"}, "x.txt", {"place": None, "level": None, "government": True}),
    ({"region": "本县"}, "2019攸县.txt", {"place": "攸县", "code": "430223"}),
    ({"region": "县"}, "2019攸县.txt", {"place": "攸县"}),
    ({"region": "推动全州"}, "2019恩施州.txt", {"code": "422800", "place others": "text: 推动全州"}),
    ({"region": "临澜市", "title": "临澜市政府工作报告"}, "2019.txt",
     {"place": "临澜市", "code": None, "level": "city", "place_from": "text"}),
    ({"region": "岚东省"}, "x.txt", {"place": "岚东省", "level": "province"}),
    ({"region": "醴陵市"}, "2019株洲市.txt", {"place": "株洲市", "place others": "text: 醴陵市"}),
    # Below the county.
    ({"region": "三门镇", "title": "三门镇政府工作报告"}, "株洲市天元区2019.txt",
     {"place": "三门镇", "level": "township", "code": None, "county": "天元区", "city_code": "430200"}),
    ({}, "株洲市天元区三门镇2019.txt", {"place": "三门镇", "level": "township", "county_code": "430211"}),
    ({}, "株洲高新区2019.txt", {"place": "高新区", "level": None, "city": "株洲市", "code": None}),
    # Who reports.
    (TITLED, "x.txt", {"organisation": "government", "government": True}),
    ({"organisation": "株洲市水利局", "region": "株洲市"}, "x.txt",
     {"organisation": "株洲市水利局", "government": False}),
    ({"organisation": "市水利局", "region": "株洲市"}, "x.txt", {"organisation": "株洲市水利局"}),
    ({"organisation": "XX市水利局", "region": "XX市"}, "株洲市2019.txt", {"organisation": "株洲市水利局"}),
    ({}, "株洲市/水利局2019年工作总结.txt", {"organisation": "株洲市水利局", "place": "株洲市", "level": "city"}),
    (TITLED, "株洲市水利局2019.txt", {"organisation": "government", "organisation others": "file name: 株洲市水利局"}),
    ({"text": "各位代表：现在报告工作。"}, "2019攸县.txt", {"government": True}),
    ({"text": "同志们：现在报告工作。"}, "2019攸县.txt", {"organisation": None, "government": False}),
    # Nothing at all.
    ({}, "x.txt", {"place": None, "year": None, "organisation": None}),
]  # fmt: skip


@pytest.mark.parametrize(("said", "path", "wanted"), CASES)
def test_text_and_file_name(said: dict[str, object], path: str, wanted: dict[str, object]) -> None:
    check(identify(report(**headed(said)), path), wanted)


def headed(said: dict[str, object]) -> dict[str, object]:
    headings = said.get("sections", ())
    assert isinstance(headings, list | tuple)
    made = [
        Section(id=number, level=1, number=None, heading=heading, start=0, end=0, parent=None)
        for number, heading in enumerate(headings)
    ]
    return {**said, "sections": made}


def check(identity: Identity, wanted: dict[str, object]) -> None:
    others = {f"{one.field} others": one.others for one in identity.disagreements}
    got = {key: others.get(key) if key.endswith("others") else getattr(identity, key) for key in wanted}
    assert got == wanted
    assert set(others) == {key for key in wanted if key.endswith("others")}


ROWS = [
    ({"year": 2020}, {"year": 2020, "year_from": "metadata", "year others": "text: 2019"}),
    ({"code": "430300"},
     {"place": "湘潭市", "place_from": "metadata", "place others": "text: 株洲市; file name: 株洲"}),
    ({"place": "湖南省 株洲市 荷塘区"}, {"code": "430202", "place others": "text: 株洲市"}),
    ({"place": "湖南省"}, {"code": "430000", "place others": "text: 株洲市; file name: 株洲"}),
    ({"place": "株洲", "title": "株洲市2019年政府工作报告"}, {"code": "430200", "year_from": "metadata"}),
    ({"title": "株洲市水利局2019年工作总结"},
     {"organisation": "株洲市水利局", "organisation others": "text: government"}),
    ({"place": "云桥新区"}, {"place": "云桥新区", "place_from": "metadata"}),
    ({}, {"place": "株洲市", "place_from": "text", "year_from": "text"}),
]  # fmt: skip


@pytest.mark.parametrize(("told", "wanted"), ROWS)
def test_the_users_table_goes_first(told: dict[str, object], wanted: dict[str, object]) -> None:
    row = msgspec.convert({"path": "a.txt", "line": 2, **told}, Row)
    check(identify(report(**TITLED), "株洲/a.txt", row), wanted)


@given(
    st.text(max_size=60), st.text("株洲市荷塘区吉林省海南县年月第二〇一九20194302-_/（）. 镇局委国务院", max_size=40)
)
def test_no_name_is_too_odd(one: str, other: str) -> None:
    for name in (one, other):
        found = read_file_name(name)
        assert found.year is None or 1949 <= found.year <= 2100
        identity = identify(report(title=name, region=name[:6], year=2019), other)
        assert identity == identify(report(title=name, region=name[:6], year=2019), other)


def test_long_names_take_no_time() -> None:
    for name in ("海南" * 5_000, "2019-" * 5_000, "2019" + "-" * 20_000, "吉林省吉林市" * 3_000, "中共" * 5_000):
        identify(report(title=name), name)
