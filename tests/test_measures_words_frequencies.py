from __future__ import annotations

import time
from math import log1p

import pytest
from conftest import CORPUS, analyzed, bare_report
from hypothesis import given, settings
from hypothesis import strategies as st

import reportmine
from reportmine.comparison.edition import plain
from reportmine.measures.dictionary import Dictionary, Group, load_dictionary
from reportmine.measures.frequencies import find_hits, measure_frequencies
from reportmine.measures.parts import SCOPES, part_of, prose_of, written_alike
from reportmine.model import Report

REPORT = """甲县2031年政府工作报告

各位代表：

一、2030年工作回顾

一年来，我们深入治理污染，空气质量优良天数比例达到95%。营商环境持续优化，新增企业200家。

二、存在的问题

同时，我们也清醒看到，污水处理能力不足，发展质量不高，群众反映的一些问题没有解决。

三、2031年工作安排

今年，新建污水处理厂2座，生态环境质量持续改善。加快发展数字经济，建设ＡＩ产业园。完成造林3万亩，创建国家生态文明示范县。
"""


def made(*terms: str, exceptions: tuple[str, ...] = (), **groups: tuple[str, ...]) -> Dictionary:
    all_groups = {"g": terms, **groups} if terms else groups
    return Dictionary(
        name="w",
        title="",
        groups=tuple(Group(name=name, title=name, terms=held) for name, held in all_groups.items()),
        exceptions=exceptions,
    )


@pytest.mark.parametrize(
    ("terms", "exceptions", "text", "expected"),
    [
        (("环境", "环境保护", "保护"), (), "环境保护与环境", ["环境保护", "环境"]),
        (("环境", "保护区"), (), "环境保护区", ["环境", "保护区"]),
        (("环境",), ("营商环境",), "营商环境和环境", ["环境"]),
        (("环境整治",), ("营商环境",), "优化营商环境整治环境整治", ["环境整治"]),
        (("AI", "5G"), (), "ＡＩ和５Ｇ，ai+，PAID，15G，aigc", ["AI", "5G", "AI"]),
        (("PM2.5",), (), "pm2.5浓度，PM2x5", ["PM2.5"]),
        (("a.b", "(水)", "[土", "c*"), (), "axb，a.b(水)[土c*cc", ["a.b", "(水)", "[土", "c*"]),
        (("环境",), (), "環境", ["环境"]),
        (("水", "水质"), (), "水质和水", ["水质", "水"]),
        (("大 数据",), (), "大数据", ["大 数据"]),
        (("环境",), (), "环\u3000境\n环\n境", ["环境"]),
        (("环境",), (), "", []),
    ],
)
def test_find_hits(terms: tuple[str, ...], exceptions: tuple[str, ...], text: str, expected: list[str]) -> None:
    assert [hit.term for hit in find_hits(text, made(*terms, exceptions=exceptions))] == expected


_SIGNS = st.sampled_from(list("生态环境保护区水5gGaＡ，\u3000\n"))
_TERMS = st.lists(
    st.text(st.sampled_from(list("生态环境保护区水5gＡ")), min_size=1, max_size=4), min_size=1, max_size=6
)


@given(st.text(_SIGNS, max_size=60), _TERMS, _TERMS, st.lists(st.text(_SIGNS, min_size=1, max_size=5), max_size=2))
@settings(max_examples=150, deadline=None)
def test_hits_do_not_overlap_and_are_their_terms(
    text: str, first: list[str], second: list[str], exceptions: list[str]
) -> None:
    dictionary = made(
        first=tuple(first), second=tuple(second), exceptions=tuple(one for one in exceptions if plain(one))
    )
    end = 0
    for hit in find_hits(text, dictionary):
        assert end <= hit.start < hit.end
        end = hit.end
        assert plain(written_alike(text[hit.start : hit.end])) == plain(written_alike(hit.term))
        assert hit.term in (first if hit.group == "first" else second)
        assert hit.group == "first" or written_alike(hit.term) not in map(written_alike, first)


def values(report: Report, dictionary: Dictionary) -> dict[tuple[str, str], float | None]:
    return {(row.part, row.name): row.value for row in measure_frequencies(report, dictionary)}


def test_a_report_by_hand() -> None:
    report = reportmine.analyze(REPORT)
    prose = prose_of(report)
    rows = {
        (row.part, row.name): row for row in measure_frequencies(report, load_dictionary("environment"), evidence=True)
    }
    assert [report.text[start:end] for start, end in rows["whole", "environment.hits"].evidence] == [
        "污染", "空气质量", "优良天数", "污水", "污水", "生态环境", "造林", "生态文明",
    ]  # fmt: skip
    assert [rows[scope, "environment.hits"].value for scope in SCOPES] == [8, 3, 1, 4]
    plan = rows["plan", "environment.share_of_sentences"]
    assert (plan.numerator, plan.denominator) == (2, 3)
    assert rows["plan", "environment.log"].value == pytest.approx(log1p(4))
    share = rows["whole", "environment.share_of_characters"]
    assert share.denominator == prose.characters["whole"]
    assert rows["plan", "environment.nature.hits"].value == 1
    assert rows["plan", "environment.general.hits"].value == 2
    assert all(row.dictionary_version == load_dictionary("environment").version for row in rows.values())


def test_a_part_that_is_not_there_is_none_not_zero() -> None:
    found = values(reportmine.analyze("各位代表：\n今年，新建学校3所，新增学位2000个。"), made("环境"))
    assert found["whole", "w.hits"] == 0
    assert found["review", "w.hits"] is None
    assert found["review", "w.per_10000_characters"] is None
    assert set(values(bare_report(""), made("环境")).values()) == {None}


@pytest.mark.parametrize("name", ["county-2023", "state-1998", "ip-report-masked-2023"])
def test_sums(name: str) -> None:
    report = analyzed(CORPUS / f"{name}.txt")
    prose = prose_of(report)
    assert len(part_of(report)) == sum(paragraph.kind == "body" for paragraph in report.paragraphs)
    others = [index for index, part in enumerate(prose.parts) if part == "other"]
    for counts in (prose.characters, {scope: len(prose.indexes[scope]) for scope in SCOPES}):
        rest = sum(prose.lengths[index] for index in others) if counts is prose.characters else len(others)
        assert counts["whole"] == sum(counts[scope] for scope in SCOPES[1:]) + rest
    for dictionary in map(load_dictionary, ("environment", "digital", "innovation")):
        rows = measure_frequencies(report, dictionary, evidence=True)
        assert rows == measure_frequencies(report, dictionary, evidence=True)
        hits = {(row.part, row.name): row for row in rows if row.name.endswith(".hits")}
        for scope in SCOPES:
            total = hits[scope, f"{dictionary.name}.hits"]
            groups = [hits[scope, f"{dictionary.name}.{group.name}.hits"] for group in dictionary.groups]
            assert total.numerator == sum(group.numerator or 0 for group in groups)
            assert sorted(total.evidence) == sorted(span for group in groups for span in group.evidence)
            for start, end in total.evidence:
                words = plain(written_alike(report.text[start:end]))
                assert dictionary.meanings[words] is not None
        for row in rows:
            if row.value is not None and row.unit == "share":
                assert 0 <= row.value <= 1


def test_fifty_thousand_terms_are_fast() -> None:
    signs = [chr(0x4E00 + at) for at in range(300)]
    terms = tuple(a + b + signs[(at * 7) % 300] for at, a in enumerate(signs) for b in signs[:167])
    text = "".join(signs[(at * at) % 300] for at in range(20_000))
    dictionary = made(*terms)
    started = time.perf_counter()
    find_hits(text, dictionary)
    assert time.perf_counter() - started < 10


def test_a_sentence_cut_over_lines_counts_as_one() -> None:
    report = reportmine.analyze(REPORT.replace("持续改善。", "持续改\n善，建设生态文\n明。"))
    (row,) = [
        row
        for row in measure_frequencies(report, made("生态文明"), evidence=True)
        if row.part == "whole" and row.name == "w.hits"
    ]
    assert row.value == len(row.evidence)
    for start, end in row.evidence:
        assert plain(report.text[start:end]) == "生态文明"
