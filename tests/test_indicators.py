"""Indicators: what a number measures, and what kind of figure it is."""

from __future__ import annotations

import time
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportmine.indicators import find_indicators
from reportmine.model import Indicator, Label, Paragraph


class Mention(NamedTuple):
    start: int
    end: int
    value: str


def read(text: str, label: Label = "achievement", year: int | None = 2024) -> list[Indicator]:
    paragraph = Paragraph(id=0, start=0, end=len(text), kind="body", label=label)
    return find_indicators(text, [paragraph], [], year)


# text → the name of each figure
NAMES = [
    ("地区生产总值达到3.2万亿元、增长4.8%。", ["地区生产总值", "地区生产总值"]),
    ("全市生产总值增长5%，其中第三产业增长7%。", ["全市生产总值", "第三产业"]),
    ("公路、水路投资分别完成84亿元、36亿元。", ["公路投资", "水路投资"]),
    ("食品、纺织等产业增加值分别增长7%、8%。", ["食品产业增加值", "纺织产业增加值"]),
    ("旅客吞吐量90万人次，货邮吞吐量3万吨，分别增长8%、9%。", ["旅客吞吐量", "货邮吞吐量"] * 2),
    ("交通事故起数和死亡人数分别下降4%、5%。", ["交通事故起数", "交通事故死亡人数"]),
    ("城乡居民收入增长5.3%、8.1%。", ["城镇居民收入", "农村居民收入"]),
    ("一二三产增加值分别增长3%、4%、5%。", ["一产增加值", "二产增加值", "三产增加值"]),
    ("公路里程、铁路里程均超过1万公里。", ["公路里程、铁路里程"]),
    ("低保标准从70元提高到88元。", ["低保标准", "低保标准"]),
    ("平均寿命从2020年的75岁提升至2025年的77岁。", ["平均寿命", "平均寿命"]),
    ("技术合同成交额60亿元、金额居全省第3位。", ["技术合同成交额", "技术合同成交额"]),
    ("粮食单产居全国第4位。", ["粮食单产"]),
    ("工业增加值增长6%、高于全省0.3个百分点。", ["工业增加值", "工业增加值"]),
    ("服务业占比比上年提高0.4个百分点。", ["服务业占比"]),
    ("新增1200万人就业。", ["新增就业"]),
    ("帮扶51万新就业形态人员。", ["帮扶新就业形态人员"]),
    ("培育龙头企业15家、合作社30个。", ["龙头企业", "合作社"]),
    ("安排20个左右攻关课题，新建6座变电站。", ["攻关课题", "新建变电站"]),
    ("在4个县区成立了服务中心。", ["县区"]),
    ("财政教育支出80亿元，占支出总额的20%。", ["财政教育支出", "财政教育支出占支出总额"]),
    ("社会商品零售总额，比上年增长8%。", ["社会商品零售总额"]),
    ("医保覆盖面逐步扩大，已达到95%。", ["医保覆盖面"]),
    ("优化创新生态、新增高新技术企业300家。", ["新增高新技术企业"]),
    ("森林面积增加163万亩。", ["森林面积增加"]),
    ("2次荣获省级通报表扬。", ["荣获省级通报表扬"]),
    ("我县每万人专利拥有量XXX件，稳居全市第二。", ["我县每万人专利拥有量"] * 2),
    ("改造老旧小区72个、惠及居民2.1万户。", ["改造老旧小区", "改造老旧小区惠及居民"]),
    ("受理群众诉求21万件，满意率98%。", ["受理群众诉求", "受理群众诉求满意率"]),
    ("成功举办清源博览会，签约金额80亿元。", ["清源博览会签约金额"]),
    ("财政收入60亿元，其中税收占比70%。", ["财政收入", "财政收入税收占比"]),
    ("新登记主体90户，其中企业20户。", ["新登记主体", "新登记企业"]),
    ("重点工程28项，其中续建16项、新开工12项。", ["重点工程", "续建重点工程", "新开工重点工程"]),
    ("10件民生实事全部办结。", ["民生实事"]),
    ("市属企业户数由46户整合至18户。", ["市属企业户数"] * 2),
    ("建成高标准农田196万亩。", ["高标准农田"]),
    ("到位资金46亿元，近视率下降2个百分点。", ["到位资金", "近视率"]),
    ("国控、省控断面优良比例分别为90%和80%。", ["国控断面优良比例", "省控断面优良比例"]),
    ("收入增长3%，低于控制目标2.2个百分点。", ["收入"] * 2),
    ("居民储蓄存款稳步增加，年末余额达到14亿元。", ["居民储蓄存款余额"]),
    ("与高校院所、企业对接专利技术30项。", ["专利技术"]),
    ("守住全县耕地不少于18万亩这条红线。", ["全县耕地"]),
    ("达到规定的，已经有50个县，占全国200个县的25%。", ["达到规定的县", "占全国县", "达到规定的县占全国县"]),
    ("生产总值连跨两个万亿元台阶，由2万亿元增加到4万亿元。", ["生产总值"] * 3),
    ("一般预算支出40亿元，完成预算的98%，增长11%。", ["一般预算支出", "一般预算支出完成预算", "一般预算支出"]),
    ("农民合作社从无到有，发展到146个。", ["农民合作社"]),
    ("社保基金收入96亿元，支出84亿元。", ["社保基金收入", "社保基金支出"]),
    ("6个园区成立了服务中心。", ["园区成立了服务中心"]),
    ("去年全省出口增长6%，今年上半年又增长9%。", ["全省出口", "全省出口"]),
    # what leans on its neighbours
    ("新增托位100个、养老床位200张。", ["新增托位", "新增养老床位"]),
    ("接待游客3万人次、旅游收入2亿元。", ["接待游客", "旅游收入"]),
    ("办理建议8件、提案9件，办结率100%。", ["办理建议", "办理提案", "办理提案办结率"]),
    ("受理举报30件，办结率、满意率分别为99%和98%。", ["受理举报", "受理举报办结率", "受理举报满意率"]),
    ("火灾起数、死亡人数“双下降”，降幅分别为17%、22%。", ["火灾起数", "火灾死亡人数"]),
    ("城市、农村低保标准分别达到500元、300元。", ["城市低保标准", "农村低保标准"]),
    ("取得科技成果90项，其中达到国内先进水平的30项。", ["科技成果", "达到国内先进水平的科技成果"]),
    ("批准企业120家，为前十年总和的1.6倍。", ["批准企业"] * 2),
    ("新增财力的80%以上用于民生。", ["新增财力用于民生的比例"]),
    ("税收增收中有六成来自建筑业。", ["税收增收中来自建筑业的比例"]),
    ("专利授权60件，其中发明专利占三成。", ["专利授权", "发明专利占比"]),
    ("存款余额82亿元，比年初净增5亿元，增长6%。", ["存款余额", "存款余额净增", "存款余额"]),
    ("工农业总产值增长7%，其中农业增长4%，工业增长8%。", ["工农业总产值", "农业总产值", "工业总产值"]),
    ("本年基金收入9亿元，减收2亿元；支出8亿元，结余1亿元。", ["基金收入", "基金收入减收", "基金支出", "基金结余"]),
    ("2．市级公共预算。收入安排54亿元，增长5%；支出83亿元。", ["市级公共预算收入"] * 2 + ["市级公共预算支出"]),
    ("经营预算收入84万元，相当于预算的112%。", ["经营预算收入", "经营预算收入相当于预算"]),
    ("开工建设清源医院，设置床位300张。", ["清源医院设置床位"]),
    ("建立首席专家制度，聘任8名。", ["首席专家聘任"]),
    ("举办清源茶博会5届，累计签约70亿元。", ["清源茶博会", "清源茶博会累计签约"]),
    ("在全省绩效考核中，清源医院名列第九。", ["全省绩效考核清源医院"]),
    ("3个建制村全部通硬化路，5个问题全部整改。", ["通硬化路的建制村", "问题"]),
    ("凝聚着全县52万人民的心血。", ["全县人民"]),
    ("改造危桥18座（含便民桥）。", ["改造危桥"]),
    ("签约项目60个，其中亿元以上的20个。", ["签约项目", "亿元以上的签约项目"]),
    ("城镇居民人均收入3万元、农村居民1万元。", ["城镇居民人均收入", "农村居民人均收入"]),
    ("审批事项3个工作日内办结。", ["审批事项办结时限"]),
    ("全市共有企业320家，其中亿元企业60家。", ["企业", "亿元企业"]),
    # characters that belong to the noun
    ("预算内投资3亿元，计划生育率90%，计划生产化肥9吨。", ["预算内投资", "计划生育率", "生产化肥"]),
    ("税收锐减12%，检测量跃增3倍，出口逆势增长2%。", ["税收", "检测量", "出口"]),
    ("煤炭产能达到2亿吨，发放以工代赈报酬4亿元。", ["煤炭产能", "以工代赈报酬"]),
    ("就业人员120万人，收入总计40亿元，柔性引才9人。", ["就业人员", "收入总计", "柔性引才"]),
    ("人口的年自然增长率，争取降到千分之九以下。", ["人口的年自然增长率"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "names"), NAMES)
def test_name(text: str, names: list[str]) -> None:
    assert [i.name for i in read(text)] == names


KINDS = [
    ("新增财力的80%用于民生", "share", None),
    ("工业增加值增长6%", "change", "up"),
    ("能耗下降3%", "change", "down"),
    ("居民消费价格涨幅2%左右", "change", "up"),
    ("物价涨幅控制在3%", "change", "up"),
    ("营收保持20%以上增长", "change", "up"),
    ("失业率低于5%", "share", None),
    ("赤字率3%", "share", None),
    ("贡献率达到30%", "share", None),
    ("试点范围扩大到全省40%的县", "share", None),
    ("比重由上年的28%", "share", None),
    ("占比提高到25%", "share", None),
    ("农业增加值占比12%", "share", None),
    ("占比提高2个百分点", "points", "up"),
    ("低于全国0.3个百分点", "points", "down"),
    ("排名居全省第3位", "rank", None),
    ("全国排名提升4位", "rank", None),
    ("产量增长2倍", "multiple", "up"),
    ("产值翻一番", "multiple", "up"),
    ("天数减少一半", "change", "down"),
    ("占三分之二", "share", None),
    ("存款增加40亿元", "level", None),
    ("死亡率8.7/10万", "share", None),
    ("出生率下降0.5个千分点", "points", "down"),
    ("新增企业6家", "level", None),
]


@pytest.mark.parametrize(("text", "kind", "direction"), KINDS)
def test_kind(text: str, kind: str, direction: str | None) -> None:
    (found,) = read(text + "。")
    assert (found.kind, found.direction) == (kind, direction)


def test_better_follows_the_fall() -> None:
    found = read("物流费用比率从15%降至13%、优于全国1个百分点。")
    assert found[-1].direction == "down"


STATUS = [
    ("生产总值增长6%。", "priority", ["target"]),
    ("生产总值增长6%。", "achievement", ["actual"]),
    ("低保标准从70元提高到88元。", "priority", ["actual", "target"]),
    ("目前已有30个县开展试点。", "priority", ["actual"]),
    ("今年毕业生60万人，为历史最高。", "priority", ["actual"]),
    ("到2030年，产值达到5000亿元。", "achievement", ["target"]),
    ("超额完成预期目标，产值500亿元。", "achievement", ["actual"]),
    ("投资120亿元，比上年增长9%。", "priority", ["target", "target"]),
    ("去年招商工作成效显著。先后引进项目12个，同比增长9.4%。", "priority", ["actual", "actual"]),
    ("继续抓好招商，先后引进项目12个。", "priority", ["target"]),
    ("收入2亿元，完成年初预算数6亿元的40%。", "achievement", ["actual", "target", "actual"]),
    ("今年计划改造公路40公里，实际改造38公里。", "achievement", ["target", "actual"]),
    ("产值由2019年的3亿元增加到2024年的5亿元。", "achievement", ["actual", "actual"]),
]


@pytest.mark.parametrize(("text", "label", "status"), STATUS)
def test_status(text: str, label: Label, status: list[str]) -> None:
    assert [i.status for i in read(text, label)] == status


UNSURE = [
    ("共有企业35家，办理业务7764件。", "priority", "actual"),
    ("力争企业达到35家，确保办理业务7000件。", "priority", "target"),
    ("力争企业达到35家，确保办理业务7000件。", "achievement", "target"),
    ("共有企业35家，办理业务7764件。", "achievement", "actual"),
]


@pytest.mark.parametrize(("text", "label", "status"), UNSURE)
def test_words_decide_when_the_label_is_unsure(text: str, label: Label, status: str) -> None:
    paragraph = Paragraph(id=0, start=0, end=len(text), kind="body", label=label, confidence=0.5)
    assert [i.status for i in find_indicators(text, [paragraph], [], 2024)] == [status] * 2


def test_masked_figure_keeps_unit_and_bound() -> None:
    (found,) = read("追缴货款超过XX亿元。")
    assert (found.value, found.masked, found.unit, found.bound) == (None, True, "亿元", "min")


def test_period() -> None:
    text = "2023年粮食产量80万吨，比2022年增加3万吨。单产从2020年的300公斤提高到400公斤。"
    years = [Mention(m, m + 5, text[m : m + 4]) for m in map(text.index, ("2023", "2022", "2020"))]
    paragraph = Paragraph(id=3, start=0, end=len(text), kind="body", label="achievement")
    found = find_indicators(text, [paragraph], years, 2024)
    assert [i.period for i in found] == ["2023", "2023", "2020", "2023"]
    assert {i.paragraph for i in found} == {3}


@pytest.mark.parametrize(
    ("line", "count"),
    [
        ("时间：2026-02-03 08:15 浏览次数：320次", 0),
        ("3.“双十工程”：指打造10个经济强县的工程。", 0),
        ("11.“2030工程”：到2030年，安排20个左右攻关课题，培育30家龙头企业。", 2),
    ],
)
def test_what_stands_around_a_report(line: str, count: int) -> None:
    paragraph = Paragraph(id=0, start=0, end=len(line), kind="furniture")
    assert len(find_indicators(line, [paragraph], [], 2026)) == count


def test_no_text_is_read_without_end() -> None:
    assert len(read("5个" * 30_000)) == 20_000


def test_evidence_is_the_sentence() -> None:
    text = "　　开局良好。粮食产量80万吨，再创新高。下一步抓好落实。"
    (found,) = read(text)
    assert found.evidence == "粮食产量80万吨，再创新高。"
    assert text[found.start : found.end] == "80万吨"


def test_sentence_cut_over_lines() -> None:
    lines = ["工业增加值", "增长7%，出口达到30", "亿元。"]
    text = "\n".join(lines)
    starts = [0, 6, 6 + len(lines[1]) + 1]
    fragments = [
        Paragraph(id=n, start=s, end=s + len(line), kind="body", label="achievement", continues=n > 0)
        for n, (s, line) in enumerate(zip(starts, lines, strict=True))
    ]
    found = find_indicators(text, fragments, [], 2024)
    assert [(i.name, i.value, i.unit, i.paragraph) for i in found] == [
        ("工业增加值", 7, "%", 1),
        ("出口", 30, "亿元", 1),
    ]


_WORDS = st.sampled_from(
    [
        "产值",
        "分别",
        "增长",
        "达到",
        "5%",
        "12亿元",
        "3个",
        "园区",
        "居全省第2位",
        "从",
        "提高到",
        "其中",
        "占",
        "新增",
        "XX件",
        "近",
    ]
    + ["以上", "年均", "去年", "比上年", "0.3个百分点", "\n", "——", "到", *"、，。；和“”（）"]
)


@settings(max_examples=300, deadline=None)
@given(st.lists(_WORDS, max_size=30).map("".join), st.sampled_from(["achievement", "priority", "other"]))
def test_any_text(text: str, label: Label) -> None:
    found = read(text, label)
    for indicator in found:
        assert text[indicator.start : indicator.end].strip()
        assert indicator.evidence in text
        assert (indicator.direction is None) == (indicator.kind in ("level", "share", "rank"))
    shifted = find_indicators(
        "\n" + text, [Paragraph(id=0, start=1, end=len(text) + 1, kind="body", label=label)], [], 2024
    )
    assert [(i.name, i.start - 1, i.status) for i in shifted] == [(i.name, i.start, i.status) for i in found]


@pytest.mark.parametrize("piece", ["增长5%、", "——", "到达到", "第一", "5个项目完成", "，", "比"])
def test_time_is_linear(piece: str) -> None:
    text = piece * 4_000 + "增长5%。"
    began = time.perf_counter()
    read(text)
    assert time.perf_counter() - began < 8


SEED = Path(__file__).parents[2] / "shared" / "seed" / "ip-work-report-2023.txt"


@pytest.mark.skipif(not SEED.exists(), reason="the seed report lies outside the repository")
def test_seed() -> None:
    text = SEED.read_text(encoding="utf-8-sig")
    found = {(i.value, i.unit, i.kind, i.bound, i.masked) for i in read(text, year=2023)}
    assert {
        (None, "件", "level", "exact", True),
        (2.0, "", "rank", "exact", False),
        (2.0, "次", "level", "exact", False),
        (None, "亿元", "level", "min", True),
        (3.0, "次", "level", "exact", False),
        (2.0, "起", "level", "exact", False),
        (6.0, "个", "level", "exact", False),
    } <= found
