from __future__ import annotations

import csv
import io
import math

import pytest
from conftest import ROOT, TWIN, analyzed
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from reports import CASES, HOSTILE, NASTY, REPORT, SECRET, TEXT

from reportmine.model import Report
from reportmine.renderers import report_csv
from reportmine.renderers.controls import CONTROLS
from reportmine.renderers.report_csv import COLUMNS, TABLES, Table

_DANGER = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def rows(reports: tuple[Report, ...], table: Table, **options: bool) -> list[dict[str, str]]:
    """The rows as another program reads them."""
    made = report_csv.render(reports, table, **options)
    assert made.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(made[1:], newline="")))


def cell(said: str) -> str:
    """What a text is in a cell, said in another way than the renderer does."""
    shown = "".join("\ufffd" if 0xD800 <= ord(char) < 0xE000 else char for char in said.translate(CONTROLS))
    return "'" + shown if shown.startswith(_DANGER) else shown


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("case", CASES)
def test_every_row_has_every_column_and_no_cell_begins_like_a_formula(case: str, table: Table) -> None:
    made = report_csv.render(CASES[case], table)
    made.encode()
    read = list(csv.reader(io.StringIO(made[1:], newline="")))
    assert read[0] == list(COLUMNS[table])
    assert {len(row) for row in read} == {len(COLUMNS[table])}
    facts = {"figures": "indicators"}.get(table, table)
    assert len(read) - 1 == sum(len(getattr(report, facts)) for report in CASES[case])
    for row in read[1:]:
        for said in row:
            # -3.5 is a number and stays one.
            assert not said.startswith(_DANGER) or not math.isnan(float(said))


def test_rows_end_as_excel_ends_them() -> None:
    made = report_csv.render([REPORT], "figures")
    assert made.endswith("\r\n") and made.count("\r\n") == made.count("\n") == len(REPORT.indicators) + 1


def test_figures_have_the_fields_of_the_json() -> None:
    found = rows((REPORT,), "figures")
    assert [row["value"] for row in found] == ["120.5", "5.5", "3.5", "", "10"]
    assert [row["direction"] for row in found] == ["", "up", "down", "", ""]
    assert [row["masked"] for row in found] == ["0", "0", "0", "1", "0"]
    assert {row["file"] for row in found} == {"报告/青岚县2031.txt"} and found[0]["code"] == "gdp"
    for row, indicator in zip(found, REPORT.indicators, strict=True):
        assert TEXT[int(row["start"]) : int(row["end"])] == row["text"]
        assert row["line"] == str(TEXT.count("\n", 0, indicator.start) + 1)


def test_a_number_below_nought_stays_a_number() -> None:
    falling = replace(REPORT, indicators=(replace(REPORT.indicators[0], value=-3.5, name="-3.5"),))
    (row,) = rows((falling,), "figures")
    assert (row["value"], row["name"]) == ("-3.5", "'-3.5")


def test_hostile_words_come_back() -> None:
    assert [row["name"] for row in rows((HOSTILE,), "actions")] == [cell(word) for word in NASTY]


@given(st.lists(st.text(max_size=12), min_size=1, max_size=4), st.floats(allow_nan=False, allow_infinity=False))
@settings(max_examples=200, deadline=None)
def test_any_words_survive_a_round_trip(words: list[str], value: float) -> None:
    figures = tuple(replace(REPORT.indicators[0], name=word, evidence=word, unit=word, value=value) for word in words)
    found = rows((replace(REPORT, indicators=figures),), "figures")
    assert [row["name"] for row in found] == [row["evidence"] for row in found] == [cell(word) for word in words]
    assert {float(row["value"]) for row in found} == {value}


def test_secrets_are_hidden_unless_asked_for() -> None:
    for table in TABLES:
        assert SECRET not in report_csv.render([REPORT], table)
    assert SECRET in report_csv.render([REPORT], "paragraphs", show_secrets=True)
    assert [row["text"] for row in rows((REPORT,), "findings")] == ["XX", "•" * len(SECRET)]


def test_pandas_reads_it_back() -> None:
    pandas = pytest.importorskip("pandas")
    report = analyzed(TWIN)
    for table in TABLES:
        data = pandas.read_csv(io.BytesIO(report_csv.render([report], table).encode()))
        assert list(data.columns) == list(COLUMNS[table])
        assert all(str(data[name].dtype) == "int64" for name in ("year", "line", "start", "end"))
        # Names that Stata takes as they are.
        assert all(name.isidentifier() and name.isascii() and len(name) <= 32 for name in data.columns)
    figures = pandas.read_csv(io.BytesIO(report_csv.render([report], "figures").encode()))
    assert figures["value"].isna().sum() == sum(i.value is None for i in report.indicators)
    assert figures["value"].sum() == pytest.approx(sum(i.value or 0 for i in report.indicators))
    assert str(figures["value"].dtype) == "float64"


@pytest.mark.parametrize("name", ["tables.md", "tables.en.md"])
def test_the_page_names_every_column_of_every_table(name: str) -> None:
    page = (ROOT / "docs" / "research" / name).read_text(encoding="utf-8")
    for table in TABLES:
        named: set[str] = set()
        for line in page.splitlines():
            if line.startswith("| `"):
                _, columns, tables, *_ = line.split("|")
                if tables.strip() in ("全部", "all") or table in tables:
                    named |= set(columns.replace("`", "").split())
        assert set(COLUMNS[table]) == named, table
