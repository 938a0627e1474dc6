"""Which reports are compared, in what order, and what is said of the rest; saved analyses read back."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import reportmine
from reportmine.comparison.edition import Edition, plain
from reportmine.comparison.inputs import read_report, read_reports
from reportmine.comparison.lineup import Lineup, NothingToCompare, line_up
from reportmine.errors import UnreadableInput
from reportmine.model import Report
from reportmine.renderers import json as analysis_json
from reportmine.resources import resource


def _report(year: int | None = None, region: str | None = None, text: str = "") -> Report:
    return reportmine.analyze(text or f"政府工作报告\n{region or ''}{year or ''}全力以赴。", year=year, region=region)


def _years(lineup: Lineup) -> list[tuple[int | None, int | None]]:
    return [(earlier.year, later.year) for earlier, later in lineup.consecutive]


@pytest.mark.parametrize(
    ("given", "pairs", "kinds"),
    [
        ([(2023, "云溪县"), (2022, "云溪县")], [(2022, 2023)], []),
        ([(2021, "云溪县"), (2022, "云溪县"), (2023, "云溪县")], [(2021, 2022), (2022, 2023)], []),
        ([(2021, "云溪县"), (2023, "云溪县")], [], ["missing-year"]),
        ([(2022, "云溪县"), (2023, "青河县")], [], ["places"]),
        ([(2022, "云溪县"), (2023, "云溪县"), (2023, "青河县")], [(2022, 2023)], ["places"]),
        ([(None, "云溪县"), (2023, "云溪县")], [], ["no-year"]),
        # The name of one report is masked: it is of the place that the other one names.
        ([(2022, "XX县"), (2023, "云溪县")], [(2022, 2023)], []),
        ([(2022, "XX县"), (2023, "云溪县"), (2023, "青河县")], [], ["places"]),
    ],
)
def test_consecutive(given: list[tuple[int | None, str]], pairs: list[tuple[int, int]], kinds: list[str]) -> None:
    lineup = line_up([_report(year, region) for year, region in given])
    assert _years(lineup) == pairs
    assert [note.kind for note in lineup.notes] == kinds
    assert lineup.left_out == (frozenset() if pairs else {"follow_up", "ledger"})
    assert [edition.id for edition in lineup.editions] == list(range(len(given)))


def test_years_told_go_before_those_of_the_text() -> None:
    reports = [_report(2030, "云溪县"), _report(None, "云溪县")]
    assert _years(line_up(reports, [2022, 2021])) == [(2021, 2022)]


def test_a_report_and_its_draft() -> None:
    lineup = line_up([_report(2023, "云溪县"), _report(2023, "云溪县", "政府工作报告\n全力以赴，奋勇争先。")])
    assert [note.kind for note in lineup.notes] == ["same-year"] and "revisions" in lineup.notes[0].message


def test_the_same_file_twice_counts_once() -> None:
    one, other = _report(2022, "云溪县"), _report(2023, "云溪县")
    lineup = line_up([one, other, one])
    assert len(lineup.editions) == 2 and [note.kind for note in lineup.notes] == ["same-file"]


@pytest.mark.parametrize(
    ("reports", "years", "said"),
    [
        ([_report(2022)], [], "至少要两份"),
        ([_report(2022), _report(2022)], [], "内容相同"),
        ([_report(2022), _report(2023)], [2022], "一一对应"),
    ],
)
def test_nothing_to_compare(reports: list[Report], years: list[int], said: str) -> None:
    with pytest.raises(NothingToCompare, match=said):
        line_up(reports, years)


@pytest.mark.parametrize("name", ["county-2024", "ip-report-masked-2023", "province-2026", "prefecture-1987"])
def test_sentences_and_clauses_point_into_the_text(name: str) -> None:
    edition = Edition(reportmine.analyze(resource("corpus") / f"{name}.txt"), 0, None)
    covered = 0
    for sentence in edition.sentences:
        assert plain(edition.text[sentence.start : sentence.end]) == sentence.plain != ""
        for clause in sentence.clauses:
            assert sentence.start <= clause.start < clause.end <= sentence.end
            assert plain(edition.text[clause.start : clause.end]) == clause.plain
            assert clause.plain[-1] not in "，；。"
        covered += len(sentence.plain)
    bodies = sum(len(plain(edition.text[p.start : p.end])) for p in edition.report.paragraphs if p.kind == "body")
    assert covered == bodies


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("产值1,200亿元，增长8%。", ["产值1,200亿元", "增长8%"]),
        ("抓好“种业，农机”工程；建成三所学校。", ["抓好“种业，农机”工程", "建成三所学校"]),
        ("一是稳增长：投资增长5%！二是惠民生。", ["一是稳增长", "投资增长5%", "二是惠民生"]),
    ],
)
def test_clauses(text: str, clauses: list[str]) -> None:
    edition = Edition(reportmine.analyze(f"政府工作报告\n过去一年，我们努力工作，各项工作都有进展。{text}"), 0, None)
    found = [edition.text[c.start : c.end] for sentence in edition.sentences for c in sentence.clauses]
    assert found[-len(clauses) :] == clauses


@given(st.text("一，。；“”（）、\n 5,%", max_size=60))
def test_any_text_is_cut(text: str) -> None:
    edition = Edition(reportmine.analyze("工作报告\n" + text), 0, None)
    for sentence in edition.sentences:
        for clause in sentence.clauses:
            assert edition.text[clause.start : clause.end].strip() == edition.text[clause.start : clause.end] != ""


def test_a_saved_analysis_is_read_back(tmp_path: Path) -> None:
    reports = [reportmine.analyze(resource("corpus") / f"county-{year}.txt") for year in (2023, 2024)]
    saved = tmp_path / "all.jsonl"
    saved.write_text(
        "\n".join(analysis_json.render(report, indent=False, show_secrets=True) for report in reports), encoding="utf-8"
    )
    assert read_reports(str(saved), show_secrets=True) == reports
    with pytest.raises(UnreadableInput, match="2 份"):
        read_report(str(saved))
    one = tmp_path / "one.json"
    one.write_text("\ufeff" + analysis_json.render(reports[1]), encoding="utf-8")
    assert "•" in read_report(str(one)).text, "the mobile number is masked in what is saved"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda row: {"a": 1}, "不是 reportmine"),
        (lambda row: {**row, "schema": 99}, "别的版本"),
        (lambda row: {key: value for key, value in row.items() if key != "text"}, "缺少正文"),
        (lambda row: {**row, "text": "短"}, "对不上"),
        (lambda row: {**row, "paragraphs": [{**row["paragraphs"][0], "section": 99}]}, "对不上"),
        (lambda row: {**row, "paragraphs": 5}, "不认识"),
    ],
)
def test_bad_json(change: object, said: str, tmp_path: Path) -> None:
    row = json.loads(analysis_json.render(reportmine.analyze("2023年政府工作报告\n一、回顾\n投资增长5%。")))
    path = tmp_path / "bad.json"
    path.write_text(json.dumps(change(row), ensure_ascii=False), encoding="utf-8")  # type: ignore[operator]
    with pytest.raises(UnreadableInput, match=said):
        read_report(str(path))


@pytest.mark.parametrize("data", [b"{", b'{"schema": 1,', b"{}\n{", b"{\xff}"])
def test_broken_json(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "broken.json"
    path.write_bytes(data)
    with pytest.raises(UnreadableInput, match="JSON"):
        read_report(str(path))
