"""The stable codes of well-known indicators: every example in the lexicon, what has none, bad entries, the document."""

from __future__ import annotations

import copy
import json
import re
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT, analyzed, corpus_texts
from hypothesis import given
from hypothesis import strategies as st

from reportmine import lexicon
from reportmine.errors import BadLexicon
from reportmine.indicators import codes
from reportmine.indicators.codes import IndicatorCode, find_code, indicator_codes

DOCUMENTS = [ROOT / "docs" / "reference" / name for name in ("indicator-codes.md", "indicator-codes.en.md")]
ENTRIES = [pytest.param(entry, id=entry.code) for entry in indicator_codes()]


def level_of(entry: IndicatorCode) -> tuple[str, str]:
    """Unit and kind that the indicator is given in where it neither grows nor falls."""
    family = entry.units[0]
    return ("%", "share") if family == "percent" else (lexicon.load("indicator_codes")["units"][family][0], "level")


@pytest.mark.parametrize("entry", ENTRIES)
def test_every_name_gets_its_code(entry: IndicatorCode) -> None:
    assert [name for name in (entry.name, *entry.aliases) if find_code(name, *level_of(entry)) != entry.code] == []
    assert [name for name in (entry.name, *entry.aliases) if find_code(name, "%", "change") != entry.code] == []
    assert [name for name in entry.growth if find_code(name, "%", "change") != entry.code] == []


@pytest.mark.parametrize("entry", ENTRIES)
def test_examples(entry: IndicatorCode) -> None:
    for name in entry.hit:
        assert entry.code in (find_code(name, *level_of(entry)), find_code(name, "%", "change")), name
    for name in entry.miss:
        assert find_code(name, *level_of(entry)) != entry.code, name
        assert name in entry.growth or find_code(name, "%", "change") != entry.code, name


def test_growth_names_mean_nothing_as_a_level() -> None:
    known = {name for entry in indicator_codes() for name in (entry.name, *entry.aliases)}
    for entry in indicator_codes():
        for name in set(entry.growth) - known:
            assert find_code(name, *level_of(entry)) is None, name


def test_no_name_is_another_entrys_without_its_first_words() -> None:
    before = codes._patterns()[2]
    for entry in indicator_codes():
        for name in (entry.name, *entry.aliases):
            assert find_code(before.sub("", codes._key(name)), *level_of(entry)) in (entry.code, None), name


@pytest.mark.parametrize(
    ("name", "unit", "kind", "code"),
    [
        ("地区生产总值", "亿元", "level", "gdp"),
        ("地区生产总值", "%", "change", "gdp"),
        ("地区生产总值", "个百分点", "points", "gdp"),
        ("地区生产总值", "位", "rank", "gdp"),
        ("全县生产总值", "万亿", "level", "gdp"),
        ("全省ＧＤＰ", "万亿元", "level", "gdp"),
        ("经济增速", "%", "change", "gdp"),
        ("国内生产总值年均增长", "%", "change", "gdp"),
        # No growth of the rank, no count of counties, no share.
        ("地区生产总值增速", "位", "rank", None),
        ("地区生产总值", "个", "level", None),
        ("地区生产总值", "%", "share", None),
        ("经济", "亿元", "level", None),
        # An amount more or less is a level of another thing.
        ("地区生产总值增加", "亿元", "level", None),
        ("粮食产量增加", "亿斤", "level", None),
        ("累计城镇新增就业", "万人", "level", None),
        # A part of the place, a part of the thing.
        ("青禾市地区生产总值", "亿元", "level", None),
        ("市本级一般公共预算收入", "亿元", "level", None),
        ("民营企业进出口总额", "亿元", "level", None),
        ("高技术制造业增加值", "%", "change", "hightech-manufacturing-value-added"),
        ("社会消费品零售总额、固定资产投资", "%", "change", None),
        # One form of what has several.
        ("规模以上工业增加值", "%", "change", "large-industry-value-added"),
        ("规上工业增加值", "%", "change", "large-industry-value-added"),
        ("服务业增加值在地区生产总值中所占的比重", "%", "share", "tertiary-share"),
        ("第三产业增加值占ＧＤＰ比例", "%", "share", "tertiary-share"),
        ("研究与试验发展（R&D）经费支出与国内生产总值之比", "%", "share", "rd-intensity"),
        ("細顆粒物平均濃度", "微克/立方米", "level", "pm25"),
        ("PM₂.₅平均浓度", "微克/立方米", "level", "pm25"),
        ("农村常住居民人均可支配收入", "元", "level", "rural-disposable-income"),
        ("2025年末常住人口城镇化率", "%", "share", "urbanisation"),
        ("“十四五”末森林覆盖率", "%", "share", "forest-cover"),
        ("1-9月规上工业增加值", "%", "change", "large-industry-value-added"),
        ("社会消费品零售总额预计完成", "亿元", "level", "retail-sales"),
        # The remark in brackets that tells of another scope stays.
        ("农业总产值（包括村办工业）", "亿元", "level", None),
        ("固定资产投资（不含农户）", "亿元", "level", "fixed-asset-investment"),
        # Units tell what a bare name means.
        ("棉花", "万吨", "level", "cotton-output"),
        ("棉花", "斤", "level", None),
        ("钢", "万吨", "level", None),
        ("钢", "%", "change", "steel-output"),
        ("优良天数", "天", "level", "good-air-days"),
        ("优良天数比例", "%", "share", "good-air-share"),
        ("农村贫困人口减少", "万", "level", "poverty-reduction"),
        ("城乡居民收入比", "", "level", "income-ratio"),
        ("民生支出占财政总支出", "成", "share", "livelihood-share"),
        ("进出口总额", "亿美元", "level", "trade"),
        ("", "", "level", None),
        ("全省", "个", "level", None),
    ],
)
def test_codes(name: str, unit: str, kind: str, code: str | None) -> None:
    assert find_code(name, unit, kind) == code


@given(st.text(max_size=40), st.text(max_size=6), st.sampled_from(["level", "change", "share", "rank", "multiple"]))
def test_any_text_is_a_name(name: str, unit: str, kind: str) -> None:
    known = {entry.code for entry in indicator_codes()}
    assert find_code(name, unit, kind) in known | {None}


def test_long_names_cost_little() -> None:
    assert find_code("全省今年" * 20_000 + "占" * 20_000, "%", "change") is None


def test_enough_and_unlike() -> None:
    entries = indicator_codes()
    assert len(entries) >= 160
    assert len({entry.name for entry in entries}) == len({entry.english for entry in entries}) == len(entries)


def spoilt(monkeypatch: pytest.MonkeyPatch, **changes: Any) -> None:
    """The lexicon with other values at the paths given: codes__gdp__units=[]."""
    data = copy.deepcopy(lexicon.load("indicator_codes"))
    for path, value in changes.items():
        *parents, last = path.split("__")
        node = data
        for key in parents:
            node = node[key]
        if value is None:
            del node[last]
        else:
            node[last.replace("_", "-")] = value
    monkeypatch.setattr(codes, "load", lambda name: data)
    monkeypatch.setattr(lexicon, "load", lambda name: data)
    monkeypatch.setattr(codes, "indicator_codes", codes.indicator_codes.__wrapped__)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"codes__gdp__name": None}, "codes.gdp: name missing"),
        ({"codes__gdp__colour": "red"}, "codes.gdp: colour unknown"),
        ({"codes__gdp__english": ""}, "codes.gdp.english: not a non-empty string"),
        ({"codes__gdp__units": ["gold"]}, "codes.gdp.units: 'gold' is none of money, percent"),
        ({"codes__gdp__units": []}, "codes.gdp.units: empty"),
        ({"codes__gdp__aliases": "GDP"}, "codes.gdp.aliases: not a list"),
        ({"codes__gdp__aliases": [3]}, "codes.gdp.aliases: 3 is not a non-empty string"),
        ({"codes__gdp__aliases": ["规上工业增加值"]}, "'规模以上工业增加值' is already a name of gdp"),
        ({"codes__gdp": "GDP"}, "codes.gdp: not a table"),
        ({"codes__Gdp": {}}, "codes.Gdp: a code is lower-case words with hyphens"),
        ({"codes": None}, "codes: not a table"),
    ],
)
def test_bad_entries_are_named(monkeypatch: pytest.MonkeyPatch, changes: dict[str, Any], message: str) -> None:
    spoilt(monkeypatch, **changes)
    with pytest.raises(BadLexicon, match=re.escape(message)) as error:
        codes._names.__wrapped__()
    assert str(error.value).startswith("data/indicator_codes.toml: ")


def test_corpus_has_the_usual_ones() -> None:
    found = {
        find_code(indicator.name, indicator.unit, indicator.kind)
        for path in corpus_texts()
        for indicator in analyzed(path).indicators
    }
    usual = {"gdp", "budget-revenue", "retail-sales", "urban-disposable-income", "new-urban-jobs", "grain-output"}
    assert usual <= found


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_examples_of_the_document(document: Path) -> None:
    rows = re.findall(r"^\| (\S+) \| (\S*) \| (level|change|share|rank) \| (\S+) \|", document.read_text("utf-8"), re.M)
    assert len(rows) >= 8
    for name, unit, kind, code in rows:
        assert find_code(name, unit, kind) == (None if code == "–" else json.loads(code.replace("`", '"'))), name
