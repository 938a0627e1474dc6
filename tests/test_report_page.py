"""The page of `analyze --format html`: whole, escaped, masked, the same every time."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_page_base import Reader

import reportmine
from reportmine.messages import set_language
from reportmine.model import Action, Finding, Indicator, Paragraph, Reason, Report, Source
from reportmine.renderers.controls import visible
from reportmine.renderers.html.report import render

CORPUS = Path(__file__).parent.parent / "corpus"
STATE_COUNCIL = Path(__file__).parent.parent.parent / "shared" / "reports" / "state-council"


@cache
def analysed(name: str) -> Report:
    return reportmine.analyze(CORPUS / name, explain=True)


def report_of(text: str, **fields: object) -> Report:
    source = Source(path="甲.txt", format="text", encoding="utf-8", sha256="0" * 64, chars=len(text))
    known = {"title": None, "year": None, "region": None, "organisation": None, "date": None, "audience": None}
    return Report(source=source, text=text, **{**known, **fields})  # type: ignore[arg-type]


def indicator(start: int, end: int, name: str = "产值") -> Indicator:
    return Indicator(
        name=name, value=1.0, unit="个", bound="exact", kind="level", status="actual", masked=False, start=start,
        end=end, paragraph=0, evidence="", why=(Reason(field="name", rule="before-number", start=start, end=end),),
    )  # fmt: skip


def action(start: int, end: int) -> Action:
    return Action(name="甲", type="campaign", status="done", start=start, end=end, paragraph=0)


def finding(start: int, end: int, message: str = "不妥") -> Finding:
    return Finding(
        rule="RM402", category="leftover", severity="high", start=start, end=end, line=1, column=1, message=message,
        advice="改", fingerprint="f",
    )  # fmt: skip


def texts_of(page: str) -> list[Reader]:
    """The text of each report on a page with what is marked in it."""
    found = re.findall(r'<div class="text"[^>]*>(.*?)</div>\n<aside', page, re.DOTALL)
    return [Reader(html) for html in found]


def data_of(page: str) -> dict[str, object]:
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.DOTALL)
    assert found
    data: dict[str, object] = json.loads(found[1])
    return data


@pytest.mark.parametrize("name", ["county-2024.txt", "ip-report-masked-2023.txt", "state-1998.txt"])
def test_text_is_whole_and_marks_are_at_their_places(name: str) -> None:
    report = analysed(name)
    (text,) = texts_of(render([report], show_secrets=True))
    assert text.text == report.text
    for letter, items in (("f", report.indicators), ("a", report.actions), ("c", report.findings)):
        for number, item in enumerate(items):
            assert text.marked[f"{letter}{number}"] == report.text[item.start : item.end].replace("\n", "")


_texts = st.text(alphabet=st.sampled_from("甲乙1<&\"'\n　𠀀\u202e\x00"), min_size=1, max_size=30)


@settings(max_examples=40, deadline=None)
@given(_texts, st.lists(st.tuples(st.integers(0, 2), st.integers(0, 29), st.integers(0, 12)), max_size=6))
def test_nested_and_crossing_marks(text: str, spans: list[tuple[int, int, int]]) -> None:
    places = [(kind, min(start, len(text)), min(start + size, len(text))) for kind, start, size in spans]
    report = report_of(
        text,
        paragraphs=(Paragraph(id=0, start=0, end=len(text), kind="body", label="other"),),
        indicators=tuple(indicator(start, end) for kind, start, end in places if kind == 0),
        actions=tuple(action(start, end) for kind, start, end in places if kind == 1),
        findings=tuple(finding(start, end) for kind, start, end in places if kind == 2),
    )
    page = render([report])
    (read,) = texts_of(page)
    assert read.text == visible(text)
    for letter, items in (("f", report.indicators), ("a", report.actions), ("c", report.findings)):
        for number, item in enumerate(items):
            said = visible(text[item.start : item.end]).replace("\n", "")
            assert read.marked.get(f"{letter}{number}", "") == said


def test_hostile_report_is_only_text() -> None:
    bad = "</script><script>alert(1)</script><img src=x onerror=alert(2)>\u202e\x00"
    text = f"{bad}\n产值1个"
    report = report_of(
        text, title=bad, region=bad, organisation=bad, audience=bad,
        indicators=(indicator(0, len(bad), name=bad),), actions=(action(3, 20),),
        findings=(finding(0, 9, message=bad),),
    )  # fmt: skip
    report = msgspec.structs.replace(report, source=msgspec.structs.replace(report.source, path=bad))
    page = render([report, report], unreadable=[(bad, bad)])
    assert len(re.findall("<script", page)) == 2
    assert "<img" not in page and "\u202e" not in page and "\x00" not in page
    assert [read.text for read in texts_of(page)] == [visible(text)] * 2


def test_page_is_the_same_every_time_and_asks_for_nothing() -> None:
    reports = [analysed("county-2024.txt"), analysed("ip-report-masked-2023.txt")]
    page = render(reports)
    assert page == render(reports)
    assert not re.search(r"""(?:src|href)\s*=\s*["']?[^"'#\s]|@import|url\(|https?://""", page)
    assert "default-src 'none'" in page


def test_ids_are_there_once() -> None:
    page = render([analysed("county-2024.txt"), analysed("county-2024.txt")])
    ids = re.findall(r"""\sid="?([^\s">]+)""", page)
    assert len(ids) == len(set(ids))
    assert {f"r{number}-{name}" for number in (1, 2) for name in ("f0", "a0", "c0", "text", "figures")} <= set(ids)


def test_secrets_are_hidden_unless_asked_for() -> None:
    report = analysed("county-2024.txt")
    secret = next(report.text[one.start : one.end] for one in report.findings if one.category == "personal")
    assert secret not in render([report])
    shown = render([report], show_secrets=True)
    assert secret in shown and "请勿外传" in shown


def test_top_says_what_one_wants_to_know() -> None:
    page = render([analysed("county-2024.txt")])
    top = page[page.index('<div class="overview">') : page.index('<div class="bar')]
    for said in (
        "2024", "云溪县", "云溪县第十八届人民代表大会第三次会议", "成绩", "问题", "任务", "地区生产总值", "210.9亿元",
        "+5.8%", "有 2 处要核对以后再公开", "1 处密码、密钥或个人信息",
    ):  # fmt: skip
        assert said in top, said


def test_tables_are_in_the_page_itself() -> None:
    """What has no scripts, paper, Word or the preview of a mail, has every figure, action and finding."""
    report = analysed("county-2024.txt")
    page = render([report])
    rows = re.findall(r"<tr><td>.*", page)
    assert len(rows) == len(report.indicators) + len(report.actions) + len(report.findings)
    assert "<tr><td><a href=#r1-f0>地区生产总值</a><td>210.9亿元<td>2023<td>实际<td>8" in rows
    target = next(n for n, one in enumerate(report.indicators) if one.status == "target" and one.bound == "min")
    assert re.search(rf"href=#r1-f{target}>[^<]*</a><td>≥", page)


def test_a_report_without_a_title_bears_the_name_of_its_file() -> None:
    page = render([report_of("一段话。", paragraphs=(Paragraph(id=0, start=0, end=4, kind="body", label="other"),))])
    assert "<h1>甲.txt（没有标题）</h1>" in page


def test_reports_with_little_in_them() -> None:
    plain = report_of("一段话。", paragraphs=(Paragraph(id=0, start=0, end=4, kind="body", label="other"),))
    page = render([report_of(""), plain])
    assert "这份报告没有文字" in page and "没有发现需要处理的内容" in page and "没有找到指标" in page
    assert render([]) and "读不了的文件" in render([], unreadable=[("甲.docx", "甲.docx：打不开")])


def test_reasons_can_be_read_back() -> None:
    """As report_detail.js does it."""
    report = analysed("county-2024.txt")
    data = data_of(render([report]))
    names, figures = data["names"], data["reports"][0]["figures"]  # type: ignore[index, call-overload]
    for item, row in zip(report.indicators, figures, strict=True):
        shape, *values = row[0]
        start, read = item.start, []
        for field, _, spanned, weighed in names["shapes"][shape]:  # type: ignore[index, call-overload]
            where: tuple[int | None, int | None] = (None, None)
            if spanned:
                start += values.pop(0)
                where = (start, start + values.pop(0))
            weight = values.pop(0) / 10 if weighed else None
            read.append((names["fields"][field], *where, weight))  # type: ignore[index, call-overload]
        assert read == [(one.field, one.start, one.end, one.weight) for one in item.why]


def test_english() -> None:
    set_language("en")
    try:
        page = render([analysed("county-2024.txt")])
    finally:
        set_language(None)
    assert '<html lang="en">' in page


@pytest.mark.slow
@pytest.mark.skipif(not STATE_COUNCIL.exists(), reason="the published reports are not beside the checkout")
def test_forty_five_years_stay_under_five_megabytes() -> None:
    page = render([reportmine.analyze(path, explain=True) for path in sorted(STATE_COUNCIL.glob("*.txt"))])
    assert len(page.encode()) < 5 * 1024 * 1024
