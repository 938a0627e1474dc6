"""The page of a comparison: nothing of a report becomes markup, nothing is lost, the same bytes twice, under 5 MB."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from comparisons import CASES, EARLIER, EMPTY, FOLLOW_UP, HOSTILE, LATER, WHOLE, compared
from conftest import CORPUS
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from msgspec.structs import replace

from reportmine.cli import main
from reportmine.comparison.edition import plain
from reportmine.comparison.model import (
    PARTS,
    ActionMention,
    ActionTrend,
    Comparison,
    FollowUp,
    Passage,
    Point,
    Series,
    ShortfallTrend,
)
from reportmine.messages import set_language
from reportmine.renderers.controls import visible
from reportmine.renderers.html.comparison import charts, charts_missing, follow_up, render
from reportmine.renderers.html.comparison.ledger import reckoning
from reportmine.renderers.html.comparison.series import choose
from reportmine.renderers.html.comparison.shortfalls import merge
from reportmine.renderers.html.comparison.sources import LONGEST, Sources

MOST = 5_000_000


@pytest.fixture(autouse=True)
def _chinese_again() -> Iterator[None]:
    yield
    set_language(None)


def data_of(page: str) -> Any:
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.DOTALL)
    assert found
    return json.loads(found[1])


def words_at(data: Any, sentence: int, start: int, end: int) -> str:
    text: str = data["sentences"][sentence][2]
    return text.encode("utf-16-le")[2 * start : 2 * end].decode("utf-16-le")


# --- what the page holds --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("case", CASES)
def test_the_page_stands_alone_and_its_charts_are_pictures(case: str) -> None:
    page = render(CASES[case])
    tree = html.document_fromstring(page)
    assert render(CASES[case]) == page
    scripts = tree.xpath("//script[not(@type)]")
    assert len(scripts) == 1
    allowed = base64.b64encode(hashlib.sha256(scripts[0].text.encode()).digest()).decode()
    assert f"script-src 'sha256-{allowed}'" in page
    assert not tree.xpath("//@*[starts-with(name(), 'on')]") and not tree.xpath("//link|//img|//iframe|//object")
    for address in tree.xpath("//@href|//@src"):
        assert address.startswith("#"), address
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    for svg in tree.xpath("//svg"):
        assert svg.get("role") == "img" and all(
            tree.get_element_by_id(one).text for one in svg.get("aria-labelledby").split()
        )
        assert not svg.xpath(".//script|.//style|.//image|.//a|.//foreignObject|.//@style|.//@font-family")
        assert not [said for said in svg.xpath(".//@fill|.//@stroke") if not said.startswith(("var(--", "none"))]
        # The numbers of each chart are a table beside it.
        assert svg.xpath("ancestor::figure[1]//table//td")


def test_a_hostile_report_stays_text() -> None:
    page = render(CASES["hostile"])
    tree = html.document_fromstring(page)
    assert page.count("<script") == 2 + 0 and "<script>&amp;" not in page
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", page)
    shown = (
        HOSTILE.replace("\x1b", "\ufffd")
        .replace("\x07", "\ufffd")
        .replace("\x00", "\ufffd")
        .replace("\u202e", "\ufffd")
    )
    assert data_of(page)["reports"][0][1] == shown
    assert any("<script>&amp;" in (cell.text or "") for cell in tree.xpath("//td"))


def test_half_characters_and_rare_ones_keep_their_place() -> None:
    text = "2031年政府工作报告\n生产𠀀酒12吨\ud800，增长3%。"
    start = text.index("12吨")
    point = Point(report=0, year=2031, value=12.0, bound="exact", status="actual", masked=False, start=start,
                  end=start + 3, text="12吨", name="𠀀酒\ud800", evidence="")  # fmt: skip
    series = Series(name="𠀀酒\ud800", unit="吨", kind="level", points=(point, replace(point, year=2032, value=13.0)))
    page = render(Comparison(reports=(compared(0, text), compared(1, LATER)), series=(series,)))
    page.encode()
    data = data_of(page)
    (row,) = data["parts"]["series"]["rows"]
    assert row[0] == "𠀀酒\ufffd" and words_at(data, *row[3][0][3:]) == "12吨"


@given(st.text("甲乙a1 \n。，𠀀\u200b\u3000\ud800\x07", min_size=1), st.data())
def test_a_citation_holds_the_characters_it_is_of(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    sources = Sources(Comparison(reports=(compared(0, text * 30), compared(1, LATER))))
    first = start + len(text) * data.draw(st.integers(0, 28))
    at = sources.cite(Passage(report=0, start=first, end=first + end - start, text=""))
    found = words_at({"sentences": sources.sentences}, *at).replace(" ", "")
    assert found == visible(plain((text * 30)[first : first + end - start])).replace("\u200b", "")
    assert len(sources.sentences[at.sentence][2]) <= max(2 * LONGEST, len(found) + LONGEST)


def test_every_row_of_the_board_says_what_the_reports_say() -> None:
    data = data_of(render(WHOLE))
    board = data["parts"]["follow_up"]
    assert len(board["rows"]) == len(FOLLOW_UP)
    for row in board["rows"]:
        # The office's rows first, then in the order of kinds.
        (found,) = [one for one in FOLLOW_UP if "".join(one.promise.text.split()) == words_at(data, *row[4:7])]
        assert board["outcomes"][row[0]] == found.outcome
        places = [row[7][at : at + 3] for at in range(0, len(row[7]), 3)]
        assert [words_at(data, *place) for place in places] == [passage.text for passage in found.evidence]
        lines = {0: EARLIER, 1: LATER}
        for sentence in (row[4], *(place[0] for place in places)):
            report, line, text = data["sentences"][sentence]
            assert text[:4] in lines[report].split("\n")[line - 1]
    assert board["rows"][0][10] == "目标 4.5%左右，实际 3.1%"
    assert board["rows"][0][11] == ["牵头单位：=农业局", "进展：已完成"]


def test_the_head_tells_the_numbers_and_the_notes() -> None:
    page = html.document_fromstring(render(WHOLE))
    tiles = [" ".join(tile.text_content().split()) for tile in page.xpath("//*[@class='tiles outcomes']//a")]
    assert tiles == ["1 未达到", "2 未提及", "1 再次列入计划", "1 达到", "1 已报告进展"]
    said = page.text_content()
    assert "2031 年计划的 6 项，2032 年报告的落实情况" in said and "2028 年与 2031 年之间缺报告" in said
    assert "账目不符" in said


def test_parts_that_were_not_asked_for_are_not_there() -> None:
    assert not html.document_fromstring(render(CASES["nothing"])).xpath("//section[@class='part']")
    empty = html.document_fromstring(render(EMPTY))
    assert len(empty.xpath("//section[@class='part']")) == len(PARTS)
    assert not empty.xpath("//svg") and not empty.xpath("//*[@data-list]")
    only = html.document_fromstring(render(replace(CASES["nothing"], ledger=WHOLE.ledger)))
    assert only.xpath("//section[@class='part']/@id") == ["ledger"]


def test_english_is_english() -> None:
    set_language("en")
    page = html.document_fromstring(render(EMPTY))
    assert page.get("lang") == "en"


# --- charts ---------------------------------------------------------------------------------------------------------


def dots(*values: float | None) -> list[charts.Dot]:
    return [
        charts.Dot(2020 + at, value, "actual", str(value), f"{2020 + at}", "#at-0-0-1", main=True)
        for at, value in enumerate(values)
    ]


def test_masked_values_are_gaps_in_the_line() -> None:
    pytest.importorskip("vl_convert")
    whole = charts.draw_series(dots(1.0, 2.0, 3.0, 4.0), id="a", title="甲", description="乙")
    broken = charts.draw_series(dots(1.0, 2.0, None, 4.0, 5.0), id="a", title="甲", description="乙")
    line = re.compile(r'<path d="(M[^"]*)" stroke="var\(--accent\)"')
    assert line.search(whole)[1].count("M") == 1  # type: ignore[index]
    assert line.search(broken)[1].count("M") == 2  # type: ignore[index]
    assert ">XX<" in broken and ">XX<" not in whole


def test_targets_and_results_differ_in_shape() -> None:
    pytest.importorskip("vl_convert")
    drawn = charts.draw_series(
        [*dots(1.0, 2.0), charts.Dot(2022, 3.0, "target", "3", "目标", "#at-0-0-1")],
        id="a",
        title="甲",
        description="乙",
    )
    shapes = re.findall(r'<path data-at="at-0-0-1"[^>]*|<path [^>]*data-at="at-0-0-1"', drawn)
    forms = [re.sub(r"[-.0-9]+", "", re.search(r' d="([^"]*)"', shape)[1]) for shape in shapes]  # type: ignore[index]
    assert len(forms) == 3 and forms[0] == forms[1] != forms[2]


def test_numbers_that_would_lie_on_one_another_stand_above_and_below() -> None:
    pytest.importorskip("vl_convert")
    met = [
        *dots(1.0, 2.8), charts.Dot(2021, 2.8, "target", "≈2.8", "目标", "#at-0-0-1"),
        charts.Dot(2021, 2.8, "stretch", "2.80", "合计", "#at-0-0-1"),
    ]  # fmt: skip
    drawn = charts.draw_series(met, id="a", title="甲", description="乙")
    heights = {
        label: float(re.search(rf'translate\([\d.]+,([\d.]+)\)"[^>]*>{label}<', drawn)[1])  # type: ignore[index]
        for label in ("2.8", "≈2.8")
    }
    assert heights["≈2.8"] - heights["2.8"] > 15 and ">2.80<" not in drawn


def _point(report: int, year: int, value: float, status: str) -> Point:
    return Point(report=report, year=year, value=value, bound="exact", status=status, masked=False, start=0, end=1,
                 text="1", name="粮食产量", evidence="")  # type: ignore[arg-type]  # fmt: skip


def test_several_places_are_set_side_by_side_with_figures_of_one_year() -> None:
    points = (
        _point(0, 2029, 9.0, "actual"), _point(0, 2030, 5.0, "actual"), _point(0, 2031, 6.0, "target"),
        _point(1, 2030, 4.0, "actual"), _point(1, 2035, 8.0, "target"),
    )  # fmt: skip
    series = (Series(name="粮食产量", unit="万吨", kind="level", points=points),)
    reports = (compared(0, EARLIER, year=2031, region="甲县"), compared(1, EARLIER, year=2031, region="乙县"))
    page = html.document_fromstring(render(Comparison(reports=reports, series=series)))
    (figure,) = page.xpath("//section[@id='series']//figure")
    assert "实际 2030 年，目标 2031 年；其他年份的 2 处只在表里" in figure.text_content()
    assert [row.xpath("td/text()") for row in figure.xpath(".//tbody/tr")][0] == ["甲县", "2029", "实际", "9"]
    if charts.available():
        assert len(figure.xpath(".//svg//*[@data-at]")) == 3


def test_no_line_joins_two_places() -> None:
    pytest.importorskip("vl_convert")
    points = (_point(0, 2030, 5.0, "actual"), _point(1, 2031, 4.0, "actual"))
    series = (Series(name="粮食产量", unit="万吨", kind="level", points=points),)
    line = re.compile(r'<path d="M[^"]*L[^"]*" stroke="var\(--accent\)"')
    one = (compared(0, EARLIER), compared(1, LATER))
    assert line.search(render(Comparison(reports=one, series=series)))
    two = (one[0], replace(one[1], region="乙县"))
    assert not line.search(render(Comparison(reports=two, series=series)))


@pytest.mark.parametrize("value", [float("inf"), float("nan"), 1e300, -1e300, 0.0])
def test_odd_numbers_make_a_chart_nevertheless(value: float) -> None:
    pytest.importorskip("vl_convert")
    assert charts.draw_series(dots(1.0, value), id="a", title="甲", description="乙").endswith("</svg>")


def test_without_the_extra_there_are_tables(monkeypatch: pytest.MonkeyPatch) -> None:
    assert charts_missing() is None or not charts.available()
    monkeypatch.setattr(charts, "available", lambda: False)
    page = html.document_fromstring(render(WHOLE))
    assert not page.xpath("//svg") and page.xpath("//figure//table//td[text()='2031']")
    assert "reportmine[charts]" in (charts_missing() or "")


def test_main_figures_are_drawn_first_and_not_all_of_one_name() -> None:
    def one(name: str, years: int, code: str | None = None) -> Series:
        points = tuple(
            Point(report=0, year=2000 + at, value=1.0, bound="exact", status="actual", masked=False, start=0, end=1,
                  text="1", name=name, evidence="")
            for at in range(years)
        )  # fmt: skip
        return Series(name=name, code=code, unit="个", kind="level", points=points)

    grain, product = one("粮食产量", 5, "grain-output"), one("地区生产总值", 8, "gdp")
    series = [
        one("路灯", 9),
        grain,
        *[product] * 4,
        one("粮食储备", 1),
        one("水库", 3),
        one("地区生产总值不到百亿的县", 6),
    ]
    assert choose(series, True, most=6) == [2, 3, 1, 0, 4, 5]
    assert 6 not in choose(series, True)


# --- the ledger, problems -------------------------------------------------------------------------------------------


def test_sums_are_written_out() -> None:
    assert WHOLE.ledger is not None
    target, _ = WHOLE.ledger
    assert reckoning(target) == "目标 12座以上，实际 13座"
    last, growth, level = (
        replace(target.figures[1], value=value, unit=unit, kind=kind, direction=direction)
        for value, unit, kind, direction in (
            (198.6, "亿元", "level", None), (5.8, "%", "change", "up"), (210.9, "亿元", "level", None),
        )
    )  # fmt: skip
    grown = replace(target, check="growth-level", figures=(last, growth, level), unit="亿元", expected=210.1188,
                    actual=210.9, difference=0.7812, tolerance=0.2022)  # fmt: skip
    assert reckoning(grown) == (
        "198.6亿元 × (1 + 5.8%) = 210.12亿元；报告写 210.9亿元，相差 0.7812亿元（按写出的位数容许 0.2022亿元）"
    )
    fallen = replace(grown, figures=(last, replace(growth, direction="down"), level))
    assert reckoning(fallen).startswith("198.6亿元 × (1 − 5.8%)")
    summed = replace(grown, check="five-year-sum", figures=(last, last, level), expected=397.2)
    assert reckoning(summed).startswith("198.6亿元 + 198.6亿元 = 397.2亿元；报告写 210.9亿元")


def test_problems_that_end_in_one_sentence_are_one() -> None:
    first, second, last = (
        Passage(report=report, start=start, end=start + 2, text="停车") for report, start in ((0, 1), (0, 9), (1, 5))
    )
    trends = [
        ShortfallTrend(change="returns", mentions=(first, last), similarity=0.5),
        ShortfallTrend(change="returns", mentions=(second, last), similarity=0.5),
        ShortfallTrend(change="gone", mentions=(second,), similarity=1.0),
    ]
    assert [problem.mentions for problem in merge(trends)] == [(first, second, last), (second,)]


# --- size -----------------------------------------------------------------------------------------------------------


def years(count: int, chars: int, promises: int) -> Comparison:
    """A comparison of ``count`` yearly reports with so many promises each, every one in a sentence of its own."""
    sentence = "{year}年第{number}项工作要按时完成并且让群众看得见摸得着有实实在在的好处这一条不能含糊。"
    reports, rows, trends = [], [], []
    for id in range(count):
        lines = [sentence.format(year=1980 + id, number=number) for number in range(promises)]
        text = "\n".join(lines)
        text += "\n" + "闲" * max(0, chars - len(text))
        reports.append(compared(id, text, year=1980 + id, path=f"{1980 + id}.txt"))
        start = 0
        for number, line in enumerate(lines):
            here = Passage(report=id, start=start, end=start + len(line) - 1, text=line[:-1])
            start += len(line) + 1
            if id + 1 < count:
                section = f"第{number % 7}部分"
                rows.append(FollowUp(kind="task", promise=here, next_report=id + 1, outcome="not_mentioned",
                                     evidence=(), confidence=0.5, section=section))  # fmt: skip
            if number % 12 == 0:
                mention = ActionMention(
                    report=id, start=here.start, end=here.start + 5, text=line[:5], status="planned"
                )
                trends.append(ActionTrend(name=line[:9], type="programme", change="dropped", mentions=(mention,)))
    return Comparison(reports=tuple(reports), follow_up=tuple(rows), actions=tuple(trends))


def test_forty_years_stay_under_the_bound() -> None:
    comparison = years(40, chars=21_000, promises=310)
    page = render(comparison)
    assert len(page.encode()) < MOST
    assert len(data_of(page)["parts"]["follow_up"]["rows"]) == 39 * 310


def test_what_does_not_fit_is_named() -> None:
    comparison = years(6, chars=100, promises=40)
    sources = Sources(comparison)
    part = follow_up.describe(comparison, sources, False, most=20_000)
    assert part is not None
    kept = {row[2] for row in part.rows["rows"]}
    (lead,) = part.lead
    assert kept == set(range(len(part.shown["pairs"]))) and 0 < len(kept) < 5
    assert part.shown["pairs"][0].said == "1984 → 1985"
    left = 5 - len(kept)
    assert f"{40 * left} 项" in lead and "1980 → 1981" in lead
    assert {report for report, _, _ in sources.sentences} == set(range(5 - len(kept), 5))
    for row in part.rows["rows"]:
        assert row[4] < len(sources.sentences)


# --- the command ----------------------------------------------------------------------------------------------------


def run(*arguments: str) -> object:
    with pytest.raises(SystemExit) as left:
        main(list(arguments))
    return left.value.code


def test_the_command_writes_the_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    secret = "abc2023xyz"
    names = ("county-2023.txt", "county-2024.txt")
    for name in names:
        text = (CORPUS / name).read_text(encoding="utf-8")
        (tmp_path / name).write_text(text.replace("茶叶", f"茶叶（密码：{secret}）"), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(charts, "available", lambda: False)
    assert run("compare", *names, "-o", "比较.html") == 0
    out, err = capsys.readouterr()
    page = (tmp_path / "比较.html").read_text(encoding="utf-8")
    assert out == "" and err.count("\n") == 1 and "reportmine[charts]" in err
    assert secret not in page and "••••••" in page
    assert run("compare", *names, "--format", "html", "--only", "ledger") == 0
    assert capsys.readouterr().out.startswith("<!doctype html>")
