"""Numbers with their units: every way of writing one, and what is none."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportmine.quantities import find_quantities

# text → (value, value_max, unit, bound, form) of each quantity
WRITTEN = [
    ("总产值5.53万亿元", [(5.53, None, "万亿元", "exact", "number")]),
    ("产量８．８万吨", [(8.8, None, "万吨", "exact", "number")]),
    ("增长1 2.5 %，", [(12.5, None, "%", "exact", "percent")]),
    ("支出12，745，390元", [(12745390, None, "元", "exact", "number")]),
    ("收入1,250万元", [(1250, None, "万元", "exact", "number")]),
    ("增长4·3%", [(4.3, None, "%", "exact", "percent")]),
    ("产值二百三十亿元", [(230, None, "亿元", "exact", "number")]),
    ("成果一万多项", [(1, None, "万项", "min", "number")]),
    ("煤炭一亿四千万吨", [(1.4, None, "亿吨", "exact", "number")]),
    ("煤炭一亿四千多万吨", [(1.4, None, "亿吨", "min", "number")]),
    ("毕业生四万五千人", [(45000, None, "人", "exact", "number")]),
    ("增长百分之十六点五", [(16.5, None, "%", "exact", "percent")]),
    ("降低百分之二到三", [(2, 3, "%", "exact", "percent")]),
    ("控制在千分之十三以下", [(13, None, "‰", "max", "percent")]),
    ("增长5%—6%", [(5, 6, "%", "exact", "percent")]),
    ("增长4.5%-5%左右", [(4.5, 5, "%", "about", "percent")]),
    ("产值3000亿—5000亿元", [(3000, 5000, "亿元", "exact", "number")]),
    ("每斤提高5到7元", [(5, 7, "元", "exact", "number")]),
    ("参会三四十个国家", [(30, 40, "个", "exact", "number")]),
    ("增加五、六倍", [(5, 6, "倍", "exact", "multiple")]),
    ("从70元提高到88元", [(70, None, "元", "exact", "number"), (88, None, "元", "exact", "number")]),
    ("产值翻一番", [(2, None, "倍", "exact", "multiple")]),
    ("产值翻两番", [(4, None, "倍", "exact", "multiple")]),
    ("数量实现翻番", [(2, None, "倍", "exact", "multiple")]),
    ("增长1.5倍", [(1.5, None, "倍", "exact", "multiple")]),
    ("比重提高0.8个百分点", [(0.8, None, "个百分点", "exact", "points")]),
    ("比重提高2个多百分点", [(2, None, "个百分点", "min", "points")]),
    ("总量居全国第3位，", [(3, None, "位", "exact", "rank")]),
    ("总量稳居全省第二，", [(2, None, "", "exact", "rank")]),
    ("总量跃居全国前十，", [(10, None, "", "max", "rank")]),
    ("占三分之二", [(0.6667, None, "", "exact", "fraction")]),
    ("约占全国1/10，", [(0.1, None, "", "about", "fraction")]),
    ("天数减少一半，", [(0.5, None, "", "exact", "fraction")]),
    ("上云率近三成，", [(3, None, "成", "about", "percent")]),
    ("七成以上的企业", [(7, None, "成", "min", "percent")]),
    ("收入比缩小至2.1∶1左右", [(2.1, None, "", "about", "ratio")]),
    ("收入比缩小至2.12，", [(2.12, None, "", "exact", "number")]),
    ("专利XXX件", [(None, None, "件", "exact", "number")]),
    ("质押××亿余元", [(None, None, "亿元", "min", "number")]),
    ("增长**%", [(None, None, "%", "exact", "percent")]),
    ("占比ＸＸ％以上", [(None, None, "%", "min", "percent")]),
    ("住房2.6万套（间），", [(2.6, None, "万套(间)", "exact", "number")]),
    ("浓度28.5微克/立方米", [(28.5, None, "微克/立方米", "exact", "number")]),
    ("吞吐量突破5500万标准箱", [(5500, None, "万标准箱", "min", "number")]),
    ("节约8000万吨标准煤", [(8000, None, "万吨标准煤", "exact", "number")]),
    ("算力7.25百亿亿次/秒", [(7.25, None, "百亿亿次/秒", "exact", "number")]),
    ("光伏268万千瓦，", [(268, None, "万千瓦", "exact", "number")]),
    ("就业51万新就业形态人员", [(51, None, "万", "exact", "number")]),
    ("有13亿人口", [(13, None, "亿", "exact", "number")]),
    ("3.58亿人参保", [(3.58, None, "亿人", "exact", "number")]),
    ("举办近万场", [(1, None, "万场", "about", "number")]),
    ("规模过万亿元", [(1, None, "万亿元", "min", "number")]),
    ("支持上千家企业", [(1000, None, "家", "min", "number")]),
    ("减轻负担3万多亿元", [(3, None, "万亿元", "min", "number")]),
    ("增加到1亿3千多万", [(1.3, None, "亿", "min", "number")]),
    ("减10.6万、3.3万亩", [(10.6, None, "万亩", "exact", "number"), (3.3, None, "万亩", "exact", "number")]),
    ("增长4.2和7.5%", [(4.2, None, "%", "exact", "percent"), (7.5, None, "%", "exact", "percent")]),
    ("受教育年限提高到10.2年", [(10.2, None, "年", "exact", "number")]),
    ("优良天数281天，", [(281, None, "天", "exact", "number")]),
    ("審定種子二萬五千噸", [(25000, None, "吨", "exact", "number")]),
    ("2次荣获表彰", [(2, None, "次", "exact", "number")]),
    ("迈上3万亿元台阶", [(3, None, "万亿元", "min", "number")]),
    ("失业率不超过5%", [(5, None, "%", "max", "percent")]),
    ("新增装机一千九百五十万千瓦，", [(1950, None, "万千瓦", "exact", "number")]),
    ("产值达到一万一千一百亿元，", [(11100, None, "亿元", "exact", "number")]),
    ("人均住房七点一平方米，", [(7.1, None, "平方米", "exact", "number")]),
    ("由5千多户增加到1万6千多户", [(5, None, "千户", "min", "number"), (1.6, None, "万户", "min", "number")]),
    ("报销比例达到七成五，", [(7.5, None, "成", "exact", "percent")]),
    ("4200余名医务人员驰援", [(4200, None, "名", "min", "number")]),
    ("帮助三万名下岗职工", [(3, None, "万名", "exact", "number")]),
    ("举办博览会5届，", [(5, None, "届", "exact", "number")]),
    ("联网摄像头5.2万路，", [(5.2, None, "万路", "exact", "number")]),
    ("推进十二个重点项目", [(12, None, "个", "exact", "number")]),
    ("诉求48小时内反馈", [(48, None, "小时", "max", "number")]),
    ("死亡率8.7/10万，", [(8.7, None, "/10万", "exact", "number")]),
    ("近三成居民的收入", [(3, None, "成", "about", "percent")]),
    ("黑臭天数由一百二十天减少", [(120, None, "天", "exact", "number")]),
    ("预警信息5分钟以内直达", [(5, None, "分钟", "max", "number")]),
    ("周转天数缩短五天。", [(5, None, "天", "exact", "number")]),
    ("高于3.7个、2个百分点", [(3.7, None, "个百分点", "exact", "points"), (2, None, "个百分点", "exact", "points")]),
    ("配齐教师〇〇〇名，", [(None, None, "名", "exact", "number")]),
    ("其中超标____辆次。", [(None, None, "辆次", "exact", "number")]),
    ("优良天数XXX天，", [(None, None, "天", "exact", "number")]),
    ("投资X.X亿元的污水处理厂", [(None, None, "亿元", "exact", "number")]),
    ("十亿元企业5家，", [(5, None, "家", "exact", "number")]),
    ("有六成来自建筑业", [(6, None, "成", "exact", "percent")]),
    ("首个单体投资过5亿元的项目", [(5, None, "亿元", "min", "number")]),
    ("支出超过可用财力的70%，", [(70, None, "%", "min", "percent")]),
    ("每县至少储备2处水源", [(2, None, "处", "min", "number")]),
    ("剩余人口490人多为老弱", [(490, None, "人", "exact", "number")]),
    ("普及率超过98%、85%，", [(98, None, "%", "min", "percent"), (85, None, "%", "min", "percent")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), WRITTEN)
def test_written(text: str, expected: list[tuple[float | None, float | None, str, str, str]]) -> None:
    found = [(q.value, q.value_max, q.unit, q.bound, q.form) for q in find_quantities(text)]
    assert found == expected


@pytest.mark.parametrize(
    "text",
    [
        "2025年12月31日",
        "近五年来",
        "2021—2025年",
        "截至7月底",
        "1至8月",
        "第十四届人民代表大会第三次会议",
        "第一，抓好落实",
        "第一产业",
        "“三高四新”战略",
        "实施“1+6”工程",
        "三大攻坚战",
        "G20峰会和5G网络",
        "降低PM2.5",
        "T1000碳纤维",
        "12345热线",
        "创建5A级景区",
        "达到Ⅲ类水质",
        "千吨级码头",
        "1000千伏线路",
        "一方面抓生产",
        "打通最后一公里",
        "千方百计稳就业",
        "关乎千家万户",
        "推出一批政策",
        "一系列举措",
        "〔2023〕12号文件",
        "《八条措施》",
        "八条措施落地",
        "坚持四项基本原则",
        "做好三个方面工作",
        "做好9个方面工作",
        "每万人拥有量",
        "连续5年保持",
        "数十个国家",
        "几百万群众",
        "成绩来之不易，XX市和XX海关",
        "7×24小时服务",
        "鼓励投资新36条",
        "亿元以上项目",
        "翻两番的目标",
        "西安地铁15号线",
        "延包30年",
        "3人制篮球",
        "二、一张蓝图绘到底",
        "20.2026年实事项目",
        "年产30万套轴承项目",
        "PM2.5年均浓度",
        "站点800米覆盖率提升",
        "三年行动2.0版",
        "党的二十届历次全会",
        "3路公交开通",
        "投资2000万元以上的技改项目",
        "总投资超500亿元的工程",
        "第十届全国人大",
    ],
)
def test_no_quantity(text: str) -> None:
    assert find_quantities(text) == []


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("投资6300多万元。", "6300多万元"),
        ("超过约5.5亿元以上。", "5.5亿元"),
        ("占比百分之十六左右", "百分之十六"),
        ("居全国第2位。", "第2位"),
        ("近40 万户。", "40 万户"),
    ],
)
def test_span(text: str, span: str) -> None:
    (found,) = find_quantities(text)
    assert text[found.start : found.end] == span


_PIECES = st.sampled_from(
    list("增长产值达到超过近第位前翻番成半，。、的年月一二三两十百千万亿点分之个项元%0123456789.XX×—-～：/ ")
    + ["百分之", "万亿元", "个百分点", "以上", "左右", "“", "”", "《", "》"]
)


@settings(max_examples=300, deadline=None)
@given(st.lists(_PIECES, max_size=40).map("".join))
def test_any_text(text: str) -> None:
    found = find_quantities(text)
    assert [q.start for q in found] == sorted(q.start for q in found)
    for before, after in zip(found, found[1:], strict=False):
        assert before.end <= after.start
    for quantity in found:
        assert 0 <= quantity.start < quantity.end <= len(text)
        assert (quantity.value is None) == quantity.masked
    moved = find_quantities("\n" + text)
    assert [(q.start - 1, q.end - 1, q.value, q.unit) for q in moved] == [
        (q.start, q.end, q.value, q.unit) for q in found
    ]


@pytest.mark.parametrize(
    "text", ["1" * 200_000, "一" * 100_000, "1 " * 60_000, "“" * 100_000, "X" * 200_000, "_" * 99_999]
)
def test_hostile(text: str) -> None:
    began = time.perf_counter()
    find_quantities(text)
    assert time.perf_counter() - began < 8
