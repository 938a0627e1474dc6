"""Where names come from, what changes are compared with, and what decided."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportmine.indicators import find_indicators
from reportmine.model import Indicator, Label, Paragraph
from reportmine.text import normalise, simplify

# Words of a name that the text does not have like this, and what stands there instead.
SUPPLIED = ("城镇", "农村", "一", "二", "三", "占比", "的比例", "完成", "时限", "的", "、")
STANDS_THERE = ("城乡", "一二三", "占", "内", "之内", "以内")


def read(text: str, label: Label = "achievement", *, explain: bool = False) -> list[Indicator]:
    paragraph = Paragraph(id=0, start=0, end=len(text), kind="body", label=label)
    return find_indicators(text, [paragraph], [], 2024, explain=explain)


def pieces(text: str, found: Indicator) -> str:
    joined = "".join(text[start:end] for start, end in found.name_spans)
    return "".join(simplify(normalise(joined)).replace("\u200b", "").split())


def is_from_the_text(text: str, found: Indicator) -> bool:
    """The pieces give the name, but for words that are known to be supplied and what stands in their place."""
    name = "".join(simplify(normalise(found.name)).split())
    joined = pieces(text, found)
    added, left_out = Counter(name) - Counter(joined), Counter(joined) - Counter(name)
    return set(added) <= set("".join(SUPPLIED)) and set(left_out) <= set("".join(STANDS_THERE))


SPANS = [
    ("地区生产总值达到3.2万亿元、增长4.8%。", [["地区生产总值"], ["地区生产总值"]]),
    ("新增1200万人就业。", [["新增", "就业"]]),
    ("食品、纺织等产业增加值分别增长7%、8%。", [["食品", "产业增加值"], ["纺织", "产业增加值"]]),
    ("城乡居民收入增长5%、8%。", [["城乡居民收入"], ["城乡居民收入"]]),
    ("专利授权60件，其中发明专利占三成。", [["专利授权"], ["发明专利占"]]),
    ("新增财力的80%以上用于民生。", [["新增财力", "用于民生"]]),
    ("存款余额８２亿元，增长６％。", [["存款余额"], ["存款余额"]]),
    ("受理诉求21万件，满意率98%。", [["受理", "诉求"], ["受理", "诉求", "满意率"]]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "spans"), SPANS)
def test_name_spans(text: str, spans: list[list[str]]) -> None:
    found = read(text)
    assert ["".join(text[start:end] for start, end in i.name_spans) for i in found] == ["".join(s) for s in spans]
    assert all(is_from_the_text(text, i) for i in found)


def test_name_spans_count_from_the_beginning_of_the_report() -> None:
    text = "第一段没有数字。\n　　工业增加值\n增长7%。"
    second = text.index("工业")
    paragraphs = [
        Paragraph(id=0, start=0, end=8, kind="body", label="achievement"),
        Paragraph(id=1, start=second, end=len(text), kind="body", label="achievement"),
    ]
    (found,) = find_indicators(text, paragraphs, [], 2024)
    assert found.name == "工业增加值"
    assert found.name_spans == ((second, second + 5),)


# text → baseline of each change, percentage points and multiple
BASELINES = [
    ("生产总值比上年增长5%。", ["比上年"]),
    ("财政收入较上年同期增长5%。", ["较上年同期"]),
    ("收入同比增长5%、8%。", ["同比", "同比"]),
    ("同比实际增长5%，环比下降0.3%。", ["同比", "环比"]),
    ("能耗比2020年下降15%，排放比“十二五”末下降20%。", ["比2020年", "比“十二五”末"]),
    ("产值年均增长6%，平均每年多增0.5个百分点。", ["年均", "平均每年"]),
    ("增速高于全国0.3个百分点、高于全省平均水平1个百分点。", ["高于全国", "高于全省平均水平"]),
    ("增速快于全国3.4个、1个百分点。", ["快于全国", "快于全国"]),
    ("贡献率比全省平均水平低3.1个百分点。", ["比全省平均水平"]),
    ("产值是2020年的1.5倍，为前十年总和的两倍。", ["2020年", "前十年总和"]),
    ("与上年相比，原煤增长5%，原油下降3%；水泥增长4%。", ["与上年相比", "与上年相比", None]),
    ("总产值比上年增长8%，其中工业增长9%。", ["比上年", "比上年"]),
    ("城乡收入较2015年底分别增长5%和6%。", ["较2015年底"] * 2),
    ("物价比一九八○年上涨百分之三。", ["比一九八○年"]),
    ("利润增长12%，增幅比上年高2个百分点。", [None, "比上年"]),
    ("产量翻一番，价格下降5%。", [None, None]),
    ("存款比年初增加40亿元，失业率比上年低，为5%。", [None, None]),
    ("占比由2020年的20%提高到25%。", [None, None]),
    ("农业增长3%。与去年同期相比，工业增长4%。", [None, "与去年同期相比"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "baselines"), BASELINES)
def test_baseline(text: str, baselines: list[str | None]) -> None:
    assert [i.baseline for i in read(text)] == baselines


# text, label → field, rule and words of some reasons of the last figure
REASONS = [
    ("工业增加值增长6%。", "achievement", {("name", "before-number", ""), ("direction", "verb-of-change", "增长")}),
    ("工业增加值增长6%。", "priority", {("status", "plan-paragraph", "")}),
    ("目前已有30个县开展试点。", "priority", {("status", "cue-word", "目前")}),
    ("出口超过5亿元。", "achievement", {("bound", "bound-word", "超过"), ("status", "review-paragraph", "")}),
    ("出口5亿元左右。", "achievement", {("bound", "bound-word", "左右")}),
    ("公路、水路投资分别完成8亿元、3亿元。", "achievement", {("name", "paired-in-order", "")}),
    ("产值5亿元，增长6%。", "achievement", {("name", "leans-on-previous-clause", "")}),
    ("新建6座变电站。", "achievement", {("name", "after-number", "")}),
    ("税收比上年增长6%。", "achievement", {("baseline", "comparison", "比上年")}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "label", "wanted"), REASONS)
def test_reasons(text: str, label: Label, wanted: set[tuple[str, str, str]]) -> None:
    found = read(text, label, explain=True)[-1]
    given_reasons = {(r.field, r.rule, text[r.start : r.end] if r.start is not None else "") for r in found.why}
    assert wanted <= given_reasons


def test_no_reasons_unless_asked() -> None:
    assert read("产值5亿元，增长6%。")[0].why == ()


_WORDS = st.sampled_from(
    ["产值", "分别", "增长", "达到", "5%", "12亿元", "3个", "园区", "居全省第2位", "从", "提高到", "其中", "占"]
    + ["XX件", "近", "城乡居民收入", "一二三产增加值", "用于民生", "完成预算的98%", "均为5%", "满意率98%", "装机"]
    + ["新增", "这一比例", "２０万元", "恢复到2019年的", "比上年", "0.3个百分点", "三成", "投资", "\n", " ", "的"]
    + [*"、，。；和“”（）"]
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(_WORDS, max_size=30).map("".join), st.sampled_from(["achievement", "priority", "other"]))
def test_any_text(text: str, label: Label) -> None:
    plainly = read(text, label)
    explained = read(text, label, explain=True)
    assert [(i.name, i.status, i.kind) for i in plainly] == [(i.name, i.status, i.kind) for i in explained]
    for indicator in explained:
        assert is_from_the_text(text, indicator)
        assert all(0 <= start < end <= len(text) for start, end in indicator.name_spans)
        assert {"name", "kind", "status"} <= {reason.field for reason in indicator.why}
        if indicator.baseline is not None:
            assert indicator.kind in ("change", "points", "multiple")
            assert indicator.baseline in "".join(text.split())
