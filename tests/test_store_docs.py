"""What a panel's variables are called and labelled, what the appendix says; the pages of the tables are up to date."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import corpora
import openpyxl
import pytest
from conftest import ROOT

from reportmine.batch.build import build
from reportmine.batch.engines import InProcess
from reportmine.batch.measuring import measure_store
from reportmine.comparison.model import CommitmentKind, Outcome
from reportmine.lexicon import load
from reportmine.measures.dictionary import dictionary_names, load_dictionary
from reportmine.measures.model import BY_PART, Measure, Scope
from reportmine.measures.usual import families, usual_measures
from reportmine.messages import set_language
from reportmine.renderers import method_appendix, store_status
from reportmine.store import schema
from reportmine.store.export import export
from reportmine.store.overview import Disagreement
from reportmine.store.panel import read_panel
from reportmine.store.store import Store, open_store
from reportmine.store.variables import LONGEST, call, describe

PAGES = {"zh": "corpus-schema.md", "en": "corpus-schema.en.md"}
PARTS: tuple[Scope, ...] = get_args(Scope)
LATIN = re.compile(r"[a-z][a-z0-9_]*")


@pytest.fixture(scope="module")
def measured(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A city of three years and its province of one: every family has something to say."""
    folder = tmp_path_factory.mktemp("measured")
    corpora.write_reports(folder / "reports", count=3)
    text = corpora.report_text("株洲市", 2021).replace("株洲市", "湖南省").replace("市人民政府", "省人民政府")
    (folder / "reports" / "2021年湖南省政府工作报告.txt").write_text(text.replace("全市", "全省"), "utf-8")
    (folder / "数字.txt").write_text("[基础]\n充电桩、基站\n[5G]\n5G\n", "utf-8")
    dictionaries = [*map(load_dictionary, dictionary_names()), load_dictionary(str(folder / "数字.txt"))]
    with open_store(folder / "s.duckdb", write=True, create=True) as store:
        build(folder / "reports", store, InProcess())
        measure_store(store, InProcess(), dictionaries)
    return folder / "s.duckdb"


@pytest.fixture
def store(measured: Path) -> Store:
    with open_store(measured) as opened:
        yield opened


@pytest.fixture(autouse=True)
def _chinese_again() -> None:
    yield
    set_language(None)


def known() -> list[tuple[str, str, str, str]]:
    """Everything that measures of ours can be called."""
    rows: list[tuple[str, str, str, str]] = []
    codes = [*usual_measures(), *families()]
    for code in codes:
        for form in ("", ":level", ":growth", ":share"):
            for years in ("", ":years"):
                rows += [("target", code + form + years + high, "plan", "%") for high in ("", ":high")]
            rows.append(("result", code + form, "review", "%"))
            for more in ("", ":met"):
                rows.append(("fulfilment", code + form + more, "review", "%"))
            for more in ("", ":same"):
                rows.append(("inertia", code + form + more, "plan", "%"))
            for level in ("nation", "province", "city"):
                rows += [("amplification", f"{code}{form}{high}:{level}", "plan", "个百分点") for high in ("", ":high")]
    for outcome in get_args(Outcome):
        rows += [
            ("promise", outcome + kind, "whole", "share")
            for kind in ("", *(f":{one}" for one in get_args(CommitmentKind)))
        ]
    for part in PARTS:
        for name in dictionary_names():
            groups = ["", *(f".{group.name}" for group in load_dictionary(name).groups)]
            counts = (
                "hits",
                "per_10000_characters",
                "share_of_words",
                "share_of_sentences",
                "share_of_characters",
                "log",
            )
            rows += [("dictionary", f"{name}{group}.{of}", part, "") for group in groups for of in counts]
        for topic in load("policy_fields")["topic"]:
            rows.append(("attention", f"{topic['field']}.{topic['name']}", part, "share"))
    return rows


def test_every_name_of_ours_fits_and_is_its_own() -> None:
    notes = [call(*row, note=True) for row in known() if row[0] == "target" and not row[1].endswith(":high")]
    names = [*(call(*row) for row in known()), *notes]
    assert len(set(names)) == len(names)
    whole = [name for name in names if LATIN.fullmatch(name) and len(name) <= LONGEST]
    assert whole == names


@pytest.mark.parametrize(
    ("row", "name", "label"),
    [
        (("target", "gdp", "plan", "%"), "tgt_gdp", "目标：国内生产总值（%）"),
        (("target", "gdp:high", "plan", "%"), "tgt_gdp_hi", "目标：国内生产总值 区间上端（%）"),
        (("result", "trade:level", "review", "亿美元"), "res_trade_lvl_usd", "完成：货物进出口总额 总量（亿美元）"),
        (("promise", "met", "whole", "share"), "prm_met", "承诺：达到（比例）"),
        (("amplification", "gdp:province", "plan", "个百分点"), "amp_gdp_prov",
         "目标加码：国内生产总值 对本省（个百分点）"),
        (("attention", "ecology", "whole", "share"), "att_ecology", "注意力：生态（比例）"),
        (("dictionary", "environment.pollution.per_10000_characters", "plan", "per 10,000 characters"),
         "env_pollution_p10k_plan", "词典：环境 污染防治 每万字次数 [任务]（每万字）"),
        # Stata takes letters of any script, and nothing that begins with a digit.
        (("dictionary", "我的词.数字经济.hits", "whole", "hits"), "我的词_数字经济_hits",
         "词典：我的词 数字经济 次数（次）"),
        (("dictionary", "5G words (2024).hits", "review", "hits"), "d_5g_words_2024_hits_rev",
         "词典：5G words (2024) 次数 [回顾]（次）"),
        (("dictionary", f"{'很长的名称' * 9}.log", "plan", "ln(1 + hits)"), f"{'很长的名称' * 4}很长的_log_plan", None),
    ],
)  # fmt: skip
def test_names_and_labels(row: tuple[str, str, str, str], name: str, label: str | None) -> None:
    assert call(*row) == name
    assert label is None or describe(*row) == label


def test_every_family_is_explained_in_both_languages(store: Store) -> None:
    tables = load("measures")["families"]
    found = {family for (family,) in store.rows("SELECT DISTINCT measure FROM measures")}
    assert found == set(tables), (
        "a family that nothing of the test gives, or one that data/measures.toml does not explain"
    )
    assert set(BY_PART) <= set(tables)
    assert all(words[language] for words in tables.values() for language in ("zh", "en"))


def test_a_panel_has_the_targets_without_asking_for_parts(store: Store) -> None:
    panel = read_panel(store).selection
    names = [column.name for column in panel.columns]
    assert {
        "tgt_gdp",
        "tgt_gdp_note",
        "res_gdp",
        "ful_gdp",
        "inertia_gdp",
        "amp_gdp_prov",
        "prm_met",
        "数字_基础_hits",
    } <= set(names)
    assert not [name for name in names if name.endswith(("_plan", "_rev", "_sho"))]
    assert len(names) == len(set(names)) and all(len(name) <= LONGEST for name in names)
    rows = {row[names.index("year")]: row for row in store.rows(panel.sql) if row[names.index("level")] == "city"}
    for year, row in rows.items():
        assert row[names.index("tgt_gdp")] == year % 3 + 6
        assert row[names.index("tgt_gdp_note")] == "about"
        assert row[names.index("res_gdp")] == year % 7 + 4 + year % 10 / 10
    by_part = [column.name for column in read_panel(store, by_part=True).selection.columns]
    assert set(names) < set(by_part)
    assert {"env_p10k_plan", "att_ecology_rev", "hs_hard_plan"} <= set(by_part)


def test_stata_reads_names_and_labels(store: Store, tmp_path: Path) -> None:
    pandas = pytest.importorskip("pandas")
    panel = read_panel(store).selection
    export(store, panel, str(tmp_path / "p.dta"), name="panel")
    with pandas.read_stata(tmp_path / "p.dta", iterator=True) as reader:
        labels = reader.variable_labels()
        assert list(labels) == [column.name for column in panel.columns]
        assert labels["tgt_gdp"] == "目标：国内生产总值（%）"
        assert labels["place_code"].startswith("当年的行政区划代码")
        assert all(labels.values())
        assert reader.read()["place_code"].tolist() == ["430000", "430200", "430200", "430200"]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_appendix_tells_families_dictionaries_and_variables(store: Store, language: str) -> None:
    set_language(language)
    panel = read_panel(store)
    told = method_appendix.render(store, panel.selection, panel.passed_over, panel=True, where=None)
    for family, words in load("measures")["families"].items():
        assert f"- **{family}** {words[language]}" in told
    for column in panel.selection.columns:
        assert f"| {column.name} | {column.about} |" in told
    for name in dictionary_names():
        assert f"- {name} {load_dictionary(name).version}" in told


@pytest.mark.parametrize("language", ["zh", "en"])
def test_pages_of_the_tables_are_up_to_date(language: str) -> None:
    set_language(language)
    kept = (ROOT / "docs" / "reference" / PAGES[language]).read_text(encoding="utf-8")
    assert kept == store_status.render_tables() + "\n", "make docs-schema"


def test_every_column_is_described_in_chinese() -> None:
    described = load("corpus_schema")
    assert list(described) == [table.name for table in schema.TABLES]
    for table in schema.TABLES:
        assert list(described[table.name]["columns"]) == [column.name for column in table.columns]


def test_measures_are_documented() -> None:
    for name in ("measures.md", "measures.en.md"):
        text = (ROOT / "docs" / "research" / name).read_text(encoding="utf-8")
        for family, words in load("measures")["families"].items():
            assert f"`{family}`" in text
            assert f"`{words['short']}_" in text or not words["short"]
        for field in Measure.__struct_fields__:
            assert f"`{field}`" in text


def test_a_workbook_says_what_its_columns_are(store: Store, tmp_path: Path) -> None:
    panel = read_panel(store).selection
    export(store, panel, str(tmp_path / "p.xlsx"), name="panel")
    book = openpyxl.load_workbook(tmp_path / "p.xlsx", read_only=True)
    assert book.sheetnames == ["panel", "变量"]
    told = [tuple(row) for row in book["变量"].iter_rows(min_row=2, values_only=True)]
    assert told == [(column.name, column.about) for column in panel.columns]


def test_disagreements_are_told_in_words() -> None:
    one = Disagreement("a.txt", "year", "2018", "metadata", "text: 2017; file name: 2019")
    assert store_status.describe_disagreement(one) == "年份取说明表的 2018；正文是 2017、文件名是 2019"
    same = Disagreement("a.txt", "text", "b.txt", "longest text", "resemblance 0.98")
    assert store_status.describe_disagreement(same) == "与 b.txt 几乎相同，只算一份"
