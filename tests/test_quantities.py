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
        "省委十一届十次、十一次全会",
        "日产2500吨生产线，日处理300吨污水厂",
        "省道318线改造，国道109线，老214线公路",
        "提升15分钟健身圈功能，构建1小时通勤圈",
        "2×1000兆瓦机组",
        "二十二万伏的变压器",
        "不到四分之一世纪的时间",
        "56个民族",
        "提高残疾人两项补贴标准",
        "香港、澳门两个特别行政区",
        "两条道路的斗争，两种可能，三件大事",
        "四个全面，五位一体，一一列举",
        "三支两军",
        "用了五个多月时间，两个半月",
        "高考二本以上",
        "千名干部下基层",
        "提高几个百分点",
        "八项规定，一府两院，三证合一，四化建设",
        "1+基地，“3+1+X”体系",
        "14届全国人大，党的20届三中全会",
        "收入20万元以上的村，关停10万千瓦及以下燃煤机组",
        "20户以上自然村通硬化路，500头以上规模养殖场",
        "年产一百万吨的钢铁联合企业，年产石油一亿吨以上的国家",
        "第X批，第XX次会议",
        "在今后二十四个月内",
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


def _short(text: str) -> list[str]:
    """Each quantity as ``value[~value_max] unit[ bound]``, the bound when it is not exact."""
    written = []
    for q in find_quantities(text):
        value = "X" if q.value is None else f"{q.value:g}"
        upper = f"~{q.value_max:g}" if q.value_max is not None else ""
        written.append(" ".join(filter(None, (value + upper, q.unit, q.bound if q.bound != "exact" else ""))))
    return written


# class → text → quantities
CLASSES = {
    "several pieces": [
        ("每斤8元5角，每张3元5角6分", ["8.5 元", "3.56 元"]),
        ("每担八元五角", ["8.5 元"]),
        ("增长一倍半，提高两倍半", ["1.5 倍", "2.5 倍"]),
        ("每百斤出油十三斤半，三年半", ["13.5 斤"]),
        ("在此基础上翻一番半", ["3 倍"]),
        ("减少百分之二、三，增长百分之三、百分之四", ["2~3 %", "3 %", "4 %"]),
        ("亏损一百几十亿元，进口三百几十万吨", ["100 亿元 min", "300 万吨 min"]),
        ("联系一两百户，走访四五百人", ["100~200 户", "400~500 人"]),
    ],
    "signs and separators": [
        ("投资1,234.5万元，余额12，345.6亿元", ["1234.5 万元", "12345.6 亿元"]),
        ("调处1 200余起，库容34 090万立方米", ["1200 起 min", "34090 万立方米"]),
        ("增长-2.3%，下降－0.5个百分点", ["2.3 %", "0.5 个百分点"]),
        ("观众80万+人次，曝光1亿+，服务100+家企业", ["80 万人次 min", "1 亿 min", "100 家 min"]),
        ("人均GDP9.2万元，CPI2.1%", ["9.2 万元", "2.1 %"]),
        ("由19.8m2增加到25.6m2，浓度32μg/m3", ["19.8 m2", "25.6 m2", "32 μg/m3"]),
    ],
    "rates": [
        ("发案率3.1/万，死亡率23.5/10万", ["3.1 /万", "23.5 /10万"]),
        ("死亡率十万分之二十，千分之5.2", ["20 /10万", "5.2 ‰"]),
        ("税收占比提高1.2个点，增设3个点位", ["1.2 个点", "3 个"]),
        ("降尘量8.5吨/平方公里·月", ["8.5 吨/平方公里·月"]),
    ],
    "units of old reports": [
        ("住宅一千二百万平方公尺，土石方十三亿立方公尺", ["1200 万平方公尺", "13 亿立方公尺"]),
        ("完成十六亿多土方，棉布一亿一千万公尺", ["16 亿 min", "1.1 亿公尺"]),
        ("授予学位十八人，同十五个国家建交", ["18 人", "15 个"]),
        ("建成十座水库，千余家企业，百余项试点", ["10 座", "1000 家 min", "100 项 min"]),
        ("储能100吉瓦时，上亿人迁居，上亿群众", ["100 吉瓦时", "1 亿人 min", "1 亿 min"]),
    ],
    "ranges and changes": [
        ("每月增加40元至320元", ["40 元", "320 元"]),
        ("提高30元到每人180元，增长8%到10%", ["30 元", "180 元", "8~10 %"]),
        ("投资3亿~5亿元，降低2到3个百分点", ["3~5 亿元", "2~3 个百分点"]),
    ],
    "bounds": [
        ("签约12个项目，集约用地50亩，就近入学300人", ["12 个", "50 亩", "300 人"]),
        ("力争九成以上达标，力争九成事项网办", ["9 成 min", "9 成"]),
        ("不到一半的村，不到原计划的一半", ["0.5 max", "0.5 max"]),
        ("四分之三强，三分之一弱，三分之二强制执行", ["0.75 min", "0.3333 max", "0.6667"]),
        ("分别增长6%、7.5%以上", ["6 % min", "7.5 % min"]),
        ("分别达20万吨、40万吨、9万吨左右", ["20 万吨 about", "40 万吨 about", "9 万吨 about"]),
        ("增长6%、7.5%以上", ["6 %", "7.5 % min"]),
        ("控制在15.2亿立方米红线以内", ["15.2 亿立方米 max"]),
        ("单日最高达15.6万人次，补助最高5000元", ["15.6 万人次", "5000 元 max"]),
        ("近千名干部，近亿元", ["1000 名 about", "1 亿元 about"]),
    ],
    "masks": [
        ("贷款xx—xx亿元，增长X%—X%，X至X%", ["X 亿元", "X %", "X %"]),
        ("提高XX、XX个百分点，达到XX.X%", ["X 个百分点", "X 个百分点", "X %"]),
        ("完成■■件，□□.□万元，●完成三件", ["X 件", "X 万元", "3 件"]),
        ("到XX市XX镇XX村，20XX年XX月XX日", []),
    ],
    "ranks": [
        ("分别居全国第二、第七、第九。", ["2", "7", "9"]),
        ("在全市排名第X位，第XX届会议", ["X 位"]),
    ],
    "counts near names": [
        ("78个民族自治地方，1000个民族村寨", ["78 个", "1000 个"]),
        ("成为首个产值过百亿元的县", ["100 亿元 min"]),
        ("全省首个工业产值突破2万亿元的园区", ["2 万亿元 min"]),
        ("为80万重点群体服务", ["80 万"]),
        ("连续举办三届文化节，举办8届全国双创周，举办十四届全运会", ["3 届", "8 届"]),
        ("涉及5300多个税目，20个旧小区，5个人才公寓", ["5300 个 min", "20 个", "5 个"]),
        ("每斤提高3分、5分和1毛钱，电价降低5分，成绩提高3分", ["3 分", "5 分", "1 毛钱", "5 分"]),
        ("平均居住15天，一个百分点", ["15 天", "1 个百分点"]),
        ("日处理污水300吨", ["300 吨"]),
        ("1000万以上农村人口，100个以上项目，30户以上企业", ["1000 万 min", "100 个 min", "30 户 min"]),
    ],
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), [row for rows in CLASSES.values() for row in rows])
def test_classes(text: str, expected: list[str]) -> None:
    assert _short(text) == expected


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
