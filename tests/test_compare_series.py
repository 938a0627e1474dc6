"""Series: figures of several reports by measure, units put to one, what differs kept apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_compare_ledger import government

import reportmine
from reportmine.comparison.edition import Edition
from reportmine.comparison.model import Series
from reportmine.comparison.naming import key, opposed, parse_name
from reportmine.comparison.scale import base_of, comparable, convert, from_base, to_base
from reportmine.comparison.series.series import find_series
from reportmine.readers import from_bytes


def series(*reports: tuple[int, str, str]) -> tuple[Series, ...]:
    return find_series(editions(*reports))


def editions(*reports: tuple[int, str, str]) -> list[Edition]:
    return [
        Edition(
            reportmine.analyze(from_bytes(government("青杨县", year, review, plan).encode(), f"{at}.txt")), at, year
        )
        for at, (year, review, plan) in enumerate(reports)
    ]


def values(found: tuple[Series, ...], name: str, kind: str) -> list[list[float | None]]:
    return [[point.value for point in one.points] for one in found if name in one.name and one.kind == kind]


@pytest.mark.parametrize(
    ("value", "unit", "expected"),
    [
        (5.53, "万亿元", (5.53e12, "元")),
        (55300, "亿元", (5.53e12, "元")),
        (12, "万人", (120000, "人")),
        (3, "名", (3, "人")),
        (2, "斤", (1, "公斤")),
        (1, "万吨", (1e7, "公斤")),
        (15, "亩", (10000, "平方米")),
        (1, "公顷", (10000, "平方米")),
        (1, "平方公里", (1e6, "平方米")),
        (3, "千瓦", (3, "千瓦")),
        (2, "亿千瓦", (2e8, "千瓦")),
        (50, "万千瓦时", (500000, "千瓦时")),
        (24, "微克/立方米", (24, "微克/立方米")),
        (2.4, "毫克/立方米", (2400, "微克/立方米")),
        (500, "公斤/亩", (0.75, "公斤/平方米")),
        (3, "成", (30, "%")),
        (5, "‰", (0.5, "%")),
        (3, "万", (30000, "")),
        (1.6, "亿户", (1.6e8, "户")),
        (2, "万套（间）", (20000, "套")),
        (7, "", (7, "")),
    ],
)
def test_to_base(value: float, unit: str, expected: tuple[float, str]) -> None:
    found = to_base(value, unit)
    assert found is not None
    assert found[0] == pytest.approx(expected[0])
    assert found[1] == expected[1]


@given(
    st.floats(0.01, 1e6),
    st.sampled_from(["万亿元", "万人", "亩", "公顷", "亿斤", "万吨", "公里", "%", "个", "万户", "千瓦时"]),
)
def test_there_and_back(value: float, unit: str) -> None:
    base = to_base(value, unit)
    assert base is not None
    assert from_base(base[0], unit) == pytest.approx(value, rel=1e-8)
    assert convert(value, unit, unit) == value


@given(st.text(max_size=8))
def test_units_of_any_text(unit: str) -> None:
    assert isinstance(base_of(unit), str)
    assert comparable(unit, unit)
    assert to_base(1.0, unit) is None or to_base(1.0, unit) is not None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("元", "美元"), ("户", "人"), ("亩", "公里"), ("人", "人次"), ("%", "个百分点"), ("年", "天"), ("", "亿元"),
        ("万", "元"),
    ],
)  # fmt: skip
def test_units_of_different_measures(one: str, other: str) -> None:
    assert not comparable(one, other)
    assert convert(1.0, one, other) is None


@pytest.mark.parametrize(
    ("one", "other", "unit", "kind"),
    [
        ("全市城镇新增就业", "城镇新增就业人数", "万人", "level"),
        ("全国居民人均可支配收入实际", "居民人均可支配收入", "%", "change"),
        ("规模以上企业研发经费", "规上企业研发费用", "亿元", "level"),
        ("我省标准厂房总面积", "标准厂房总面积达到", "万平方米", "level"),
        ("累计新建改建农村公路", "新建改建农村公路", "公里", "level"),
        ("人大代表建议", "代表建议", "件", "level"),
        ("招引亿元以上项目", "亿元以上项目", "个", "level"),
        ("承诺民生实事", "民生实事", "件", "level"),
        ("解决农村人口饮水安全问题", "农村人口饮水安全问题得到解决", "万人", "level"),
        ("制定修订城市供水条例等行政法规", "制定修订行政法规", "件", "level"),
        ("竹编产业受原料涨价拖累产值", "竹编产业产值", "%", "change"),
        ("城镇保障性安居工程住房基本建成", "保障性住房建设基本建成", "套", "level"),
        ("零售物价上涨幅度", "零售物价涨幅", "%", "change"),
        ("县财政用于“三农”的投入增加", "县财政“三农”支出增加", "亿元", "level"),
    ],
)
def test_same_measure(one: str, other: str, unit: str, kind: str) -> None:
    assert key(one, unit, kind) == key(other, unit, kind)


@pytest.mark.parametrize(
    ("one", "other", "unit", "kind"),
    [
        ("新增公共停车位", "公共停车位", "个", "level"),
        ("城镇居民人均可支配收入", "农村居民人均可支配收入", "元", "level"),
        ("新开工标准厂房", "建成标准厂房", "平方米", "level"),
        ("居民医保补助标准提高", "居民医保补助标准", "元", "level"),
        ("新增规上工业企业总数", "新增规上工业企业", "家", "level"),
    ],
)
def test_other_measure(one: str, other: str, unit: str, kind: str) -> None:
    assert key(one, unit, kind) != key(other, unit, kind)


@given(st.text(max_size=20), st.sampled_from(["level", "change", "share"]))
def test_any_name(name: str, kind: str) -> None:
    assert isinstance(key(name, "个", kind), str)
    assert parse_name(name, kind) == parse_name(name, kind)
    assert not opposed(name, name)


def test_units_are_put_to_that_of_the_latest_report() -> None:
    found = series(
        (2023, "去年，地区生产总值达到0.21万亿元，增长5%。", ""),
        (2024, "去年，地区生产总值达到2230亿元，增长5.6%。", "今年的主要预期目标是：地区生产总值增长5%左右。"),
    )
    (level,) = [one for one in found if one.code == "gdp" and one.kind == "level"]
    assert level.unit == "亿元"
    assert [point.value for point in level.points] == [2100, 2230]
    assert [point.year for point in level.points] == [2022, 2023]
    (growth,) = [one for one in found if one.code == "gdp" and one.kind == "change"]
    assert [(point.value, point.status, point.year) for point in growth.points] == [
        (5, "actual", 2022), (5.6, "actual", 2023), (5, "target", 2024),
    ]  # fmt: skip


def test_a_fall_is_negative() -> None:
    found = series(
        (2023, "固定资产投资增长3.2%。", ""),
        (2024, "固定资产投资下降1.5%。", ""),
    )
    assert values(found, "固定资产投资", "change") == [[3.2, -1.5]]


def test_a_sum_of_five_years_is_no_year() -> None:
    found = series(
        (2021, "2020年，城镇新增就业3200人。", ""),
        (2022, "2021年，城镇新增就业3300人。2017年至2021年，累计城镇新增就业1.6万人。", ""),
    )
    assert values(found, "城镇新增就业", "level") == [[3200, 3300]]


def test_a_masked_point_stays() -> None:
    found = series(
        (2023, "全县城镇新增就业XXXX人。", ""),
        (2024, "全县城镇新增就业3300人。", ""),
    )
    (one,) = [one for one in found if "就业" in one.name]
    assert [(point.value, point.masked) for point in one.points] == [(None, True), (3300, False)]


def test_other_words_for_the_same() -> None:
    found = series(
        (2023, "整治入河排污口53个，惠及学生3700多人。", "严守31.8万亩耕地红线。"),
        (2024, "“清水行动”整治入河排污口51个，3700多名学生受益。", "守住31.8万亩耕地红线。"),
    )
    assert [53, 51] in values(found, "排污口", "level")


def test_two_things_with_one_vague_name() -> None:
    found = series(
        (2023, "改造老旧小区16个，惠及群众2300人。", ""),
        (2024, "建成文化广场3个，惠及群众8600人。", ""),
    )
    assert not values(found, "惠及", "level")


@pytest.mark.parametrize(
    ("one", "other", "name", "expected"),
    [
        # The verb of a figure is its own, whatever the one before it was called by.
        (
            "新开工保障性住房740套，基本建成511套。",
            "保障性住房新开工700套，基本建成500套。",
            "保障性住房",
            [[740, 700], [511, 500]],
        ),
        ("引进项目21个，其中10亿元以上3个。", "引进项目22个。", "项目", [[21, 22]]),
        ("科技馆观众连续两年增长10%以上。", "科技馆观众增长12%。", "观众", [[10, 12]]),
        ("日均新设企业16户。", "全年新设企业5400户。", "企业", []),
        ("上市公司新增3家，总数达到20家。", "上市公司新增2家。", "公司", [[3, 2]]),
        # What came, and all there is.
        ("建成高标准农田2.6万亩。", "建成高标准农田3万亩、累计达到31万亩。", "农田", [[2.6, 3]]),
        ("新增高新技术企业6家。", "高新技术企业达到88家，新增8家。", "高新技术企业", [[6, 8]]),
        # Estates are not the households in them.
        ("改造老旧小区16个。", "改造老旧小区2300户。", "小区", []),
        ("新登记经营主体4100家。", "新登记经营主体4580户。", "主体", [[4100, 4580]]),
        # A part is not the whole, nor value added a turnover.
        ("服务业增加值增长6%。", "营利性服务业增加值增长9%。", "服务业", []),
        ("数字经济核心产业增加值增长7%。", "数字经济核心产业营收增长10%。", "数字经济", []),
        ("建成国家区域医疗中心2个。", "建成省级区域医疗中心4个。", "医疗中心", []),
        # Nor is another place's number, or the country's.
        ("旅游综合收入增长6%。", "贵阳市旅游综合收入增长9%。", "收入", []),
        ("办理县人大代表建议86件。", "办理全国人大代表建议2件。", "建议", []),
        # 每年 in five years is of each of them, 累计 of all.
        ("免费配餐惠及学生3700人。", "五年来，免费配餐每年惠及学生3900人。", "学生", [[3700, 3900]]),
        ("单位地区生产总值能耗下降3%。", "单位地区生产总值能耗累计下降14%。", "能耗", []),
    ],
)
def test_what_a_figure_counts(one: str, other: str, name: str, expected: list[list[float | None]]) -> None:
    found = series((2023, f"去年，{one}", ""), (2024, f"去年，{other}", ""))
    assert [figures for kind in ("level", "change") for figures in values(found, name, kind)] == expected


def test_what_a_plan_of_years_adds_up_is_no_year() -> None:
    found = series(
        (2023, "去年，新增学位1080个。", "到2027年，新增学位2.5万个。\n今年，新增学位1100个。"),
        (2024, "去年，新增学位1200个。", "今年，新增学位1300个。"),
    )
    assert values(found, "学位", "level") == [[1080, 1100, 1200, 1300]]


def placed(place: str, at: int, review: str) -> Edition:
    return Edition(reportmine.analyze(from_bytes(government(place, 2024, review, "").encode(), f"{at}.txt")), at, 2024)


@pytest.mark.parametrize(
    ("places", "review", "joined"),
    [
        # Totals of a province and of a county are no points of one chart; what does not grow with the place is.
        (("江南省", "青杨县"), "去年，城镇新增就业{}人。", False),
        (("青杨县", "白石县"), "去年，城镇新增就业{}人。", True),
        (("江南省", "青杨县"), "去年，地区生产总值增长{}%。", True),
        (("江南省", "青杨县"), "去年，人均预期寿命达到{}岁。", True),
        (("某市", "青杨县"), "去年，改造老旧小区{}个。", False),
    ],
)
def test_places_of_another_size(places: tuple[str, str], review: str, joined: bool) -> None:
    given = [
        placed(place, at, review.format(value)) for at, (place, value) in enumerate(zip(places, (7, 8), strict=True))
    ]
    assert [[point.value for point in one.points] for one in find_series(given)] == ([[7, 8]] if joined else [])


def test_one_purse_pays_for_many_things() -> None:
    found = series(
        (2023, "县财政安排资金120万元，用于山塘整治和灌溉渠道维修。\n县财政安排资金80万元，补助农村幼儿园。", ""),
        (2024, "县财政安排补助资金95万元，支持农村幼儿园添置玩具。\n县财政安排资金60万元，奖励科技企业。", ""),
    )
    assert values(found, "财政", "level") == [[80, 95]]


@pytest.mark.parametrize("texts", [("。", "。"), ("去年。", "今年。"), ("全县XX亿元。", "%。")])
def test_hardly_any_text(texts: tuple[str, str]) -> None:
    given_editions = [
        Edition(reportmine.analyze(from_bytes(text.encode(), f"{at}.txt")), at, None) for at, text in enumerate(texts)
    ]
    assert find_series(given_editions) == ()


def test_spans_and_order() -> None:
    given_editions = editions(
        (2022, "地区生产总值增长8%，城镇新增就业3200人，新增公共停车位300个。", "新增公共停车位400个。"),
        (2023, "地区生产总值增长5%，城镇新增就业3100人，新增公共停车位420个。", "新增公共停车位500个。"),
        (2024, "地区生产总值增长6%，城镇新增就业3300人，新增公共停车位510个。", "新增公共停车位600个。"),
    )
    found = find_series(given_editions)
    assert found == find_series(given_editions)
    assert [one.name for one in found][:2] == ["地区生产总值", "城镇新增就业"]
    for one in found:
        for point in one.points:
            assert given_editions[point.report].text[point.start : point.end] == point.text
    (parking,) = values(found, "公共停车位", "level")
    assert parking == [300, 400, 420, 500, 510, 600]
