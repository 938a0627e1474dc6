"""Words over the years: counted in small stores whose words are known, told by counts made by hand."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from reportmine import Corpus
from reportmine.cli.corpus.words import words as command
from reportmine.measures.vocabulary import MARKS, Trends, Vocabulary, find_trends, newest_years
from reportmine.store import schema
from reportmine.store import words as store_words
from reportmine.store.store import open_store
from reportmine.store.tables import BadQuery
from reportmine.store.words import read_words

np = pytest.importorskip("numpy")
pytest.importorskip("duckdb")

# What each year's report says besides the sentence that all have.
SAID = {
    2015: "发展乡镇企业。发展乡镇企业。发展乡镇企业。",
    2016: "发展乡镇企业。发展乡镇企业。发展乡镇企业。",
    2017: "发展乡镇企业。发展乡镇企业。发展数字经济。",
    2018: "发展乡镇企业。发展乡镇企业。",
    2019: "发展数字经济。湖南省株洲市投入120万元。我们开展垃圾分类。开展垃圾分类。",
    2020: "发展数字经济。发展數字經濟。开展垃圾分类。开展垃圾分类。开展垃圾分类。",
}
SHARED = "稳定粮食生产。" * 12


def make_store(path: Path, said: dict[int, str], times: int = 8, **more: Any) -> Path:
    """A store of one report a year; ``times`` is how often each report says what it says."""
    reports, paragraphs = [], []
    for year, words in said.items():
        key = f"report{year}"
        row = {"report": key, "path": f"{year}.txt", "year": year, "level": "city", "province": "湖南省", **more}
        reports.append(tuple(row.get(column.name) for column in schema.BY_NAME["reports"].columns))
        lines = [("title", "垃圾分类工作报告"), ("body", SHARED), *[("body", words)] * times]
        for number, (kind, text) in enumerate(lines):
            line = {"report": key, "paragraph": number, "kind": kind, "text": text}
            line |= {"start_char": 0, "end_char": len(text)}
            paragraphs.append(tuple(line.get(column.name) for column in schema.BY_NAME["paragraphs"].columns))
    with open_store(path, write=True, create=True) as store, store.transaction():
        store.insert("reports", reports)
        store.insert("paragraphs", paragraphs)
    return path


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_store(tmp_path_factory.mktemp("store") / "store.duckdb", SAID)


def trends(counts: list[list[int]], size: int = 1000, reports: int = 9) -> Trends:
    """Of words told by their counts, a row a year from 2001 on; every year has ``size`` words."""
    years = list(range(2001, 2001 + len(counts)))
    words = [f"词{number}" for number in range(len(counts[0]))]
    sizes = np.full(len(years), size)
    return find_trends(Vocabulary(words, years, np.array(counts), sizes, np.full(len(words), reports)))


@pytest.mark.parametrize(
    ("word", "mark", "total", "reports", "first", "last"),
    [
        ("乡镇企业", "dying", 80, 4, 2015, 2018),
        ("垃圾分类", "new", 40, 2, 2019, 2020),
        ("数字经济", "hot", 32, 3, 2017, 2020),
        ("粮食", "steady", 72, 6, 2015, 2020),
    ],
)
def test_what_becomes_of_words(
    path: Path, word: str, mark: str, total: int, reports: int, first: int, last: int
) -> None:
    found = Corpus(path).words().set_index("word").loc[word]
    assert (found["mark"], found["total"], found["reports"]) == (mark, total, reports)
    assert (found["first_year"], found["last_year"]) == (first, last)


def test_titles_numbers_places_and_function_words_are_left_out(path: Path) -> None:
    words = set(Corpus(path).words(least=1)["word"])
    assert {"粮食", "垃圾分类"} <= words
    assert not words & {"我们", "120", "万元", "湖南省", "湖南", "株洲市", "株洲", "工作报告", "數字經濟"}


def test_frequencies_are_per_10000_words_of_the_year(path: Path) -> None:
    with open_store(path) as store:
        words = read_words(store)
    row, column = words.by_year.years.index(2015), words.by_year.words.index("乡镇企业")
    assert words.by_year.counts[row, column] == 24
    table = Corpus(path).words().set_index("word")
    assert table.loc["乡镇企业", "per_10000_2015"] == pytest.approx(10_000 * 24 / words.by_year.sizes[row], abs=1e-4)


@pytest.mark.parametrize(
    ("settings", "total"),
    [
        ({}, 72),
        ({"first": 2018}, 36),
        ({"last": 2016}, 24),
        ({"first": 2016, "last": 2016}, 12),
        ({"where": "year <> 2020 AND level = 'city'"}, 60),
        ({"by": "level"}, 72),
    ],
)
def test_reports_are_chosen(path: Path, settings: dict[str, Any], total: int) -> None:
    assert Corpus(path).words(**settings).set_index("word").loc["粮食", "total"] == total


def test_groups_are_columns(path: Path) -> None:
    assert list(Corpus(path).words(by="province").columns)[-1:] == ["per_10000_湖南省"]
    assert list(Corpus(path).words().columns)[-6:] == [f"per_10000_{year}" for year in SAID]


@pytest.mark.parametrize("where", ["nothing = 1", "year = 2015) OR (", "level ="])
def test_a_wrong_condition_is_told(path: Path, where: str) -> None:
    with pytest.raises(BadQuery):
        Corpus(path).words(where=where)


@pytest.mark.parametrize(
    "said", [{}, {2020: "发展数字经济。"}, {2019: "", 2020: "……"}, {2019: "发展。", 2020: "发展。"}]
)
def test_little_or_nothing_to_tell(tmp_path: Path, said: dict[int, str]) -> None:
    made = make_store(tmp_path / "small.duckdb", said)
    assert set(Corpus(made).words(least=1)["mark"]) <= {"steady"}
    assert CliRunner().invoke(command, [str(made), "--min", "1"]).exit_code == 0


def test_reports_without_a_year_or_a_level_are_no_error(tmp_path: Path) -> None:
    made = make_store(tmp_path / "bare.duckdb", SAID, level=None)
    assert "per_10000" in Corpus(made).words(by="level").columns
    assert Corpus(make_store(tmp_path / "undated.duckdb", SAID, year=None)).words().empty


def test_rare_words_are_forgotten_when_there_are_too_many(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = Corpus(path).words().set_index("word")["total"]
    monkeypatch.setattr(store_words, "_MOST_WORDS", 6)
    assert Corpus(path).words().set_index("word")["total"].to_dict() == whole.to_dict()


def test_the_command_lists_and_writes(path: Path, tmp_path: Path) -> None:
    targets = [tmp_path / f"{name}.csv" for name in "ab"]
    for target in targets:
        result = CliRunner().invoke(command, [str(path), "--top", "3", "-o", str(target)])
        assert result.exit_code == 0, result.output
    assert "新词" in result.output and "垃圾" in result.output and "乡镇企业" in result.output
    assert targets[0].read_bytes() == targets[1].read_bytes()
    lines = targets[0].read_text(encoding="utf-8-sig").splitlines()
    assert lines[0].startswith("word,mark,total,reports,first_year,last_year,")
    assert len(lines) == 1 + len(Corpus(path).words())


@pytest.mark.parametrize(
    ("counts", "marks"),
    [
        # Years 1 to 6; the newest are 5 and 6.
        ([[0, 9, 9], [0, 9, 9], [0, 9, 9], [0, 9, 9], [20, 9, 0], [20, 9, 0]], ["new", "steady", "dying"]),
        ([[1, 30], [0, 30], [0, 30], [0, 30], [20, 30], [20, 30]], ["hot", "steady"]),
        # Too few to be told from chance.
        ([[0, 90], [0, 90], [0, 90], [0, 90], [1, 90], [1, 90]], ["steady", "steady"]),
        ([[5, 90]], ["steady", "steady"]),
    ],
)
def test_marks(counts: list[list[int]], marks: list[str]) -> None:
    assert trends(counts).marks == marks


def test_a_word_of_one_report_marks_nothing() -> None:
    assert trends([[0, 90], [0, 90], [30, 90]], reports=1).marks == ["steady", "steady"]


def test_slope_is_that_of_the_logarithm() -> None:
    doubled = trends([[2, 60], [4, 60], [8, 60], [16, 60]])
    assert doubled.slope.tolist() == pytest.approx([math.log(2), 0.0])
    assert doubled.ratio.tolist() == pytest.approx([8.0, 1.0])
    assert doubled.recent.tolist() == pytest.approx([160.0, 600.0])
    assert doubled.before.tolist() == pytest.approx([10_000 * 14 / 3000, 600.0])


def test_z_of_the_last_year() -> None:
    # Frequencies .01 .02 .03, mean .02, deviation .01; then .05.
    assert trends([[10, 50], [20, 50], [30, 50], [50, 50]]).z.tolist() == pytest.approx([3.0, 0.0])
    # Always the same before: the deviation is that of chance, sqrt(.01 / 1000).
    assert trends([[10, 50], [10, 50], [20, 50]]).z[0] == pytest.approx(0.01 / math.sqrt(0.01 / 1000))


def test_what_two_years_cannot_tell() -> None:
    found = trends([[3, 9], [6, 9]])
    assert np.isnan(found.slope).all() and np.isnan(found.z).all()
    assert found.ratio.tolist() == pytest.approx([2.0, 1.0])


@given(st.lists(st.lists(st.integers(0, 50), min_size=3, max_size=3), min_size=0, max_size=9))
def test_any_counts_are_told(counts: list[list[int]]) -> None:
    vocabulary = Vocabulary(
        ["甲", "乙", "丙"], list(range(2000, 2000 + len(counts))), np.array(counts).reshape(-1, 3),
        np.array([sum(row) for row in counts]), np.array([3, 3, 3]),
    )  # fmt: skip
    found = find_trends(vocabulary)
    assert set(found.marks) <= set(MARKS)
    for one in (found.slope, found.ratio, found.z, found.log_odds, found.g2):
        assert not np.isinf(one).any()


@pytest.mark.parametrize(("count", "newest"), [(1, 1), (2, 1), (5, 1), (6, 2), (45, 15)])
def test_the_newest_years(count: int, newest: int) -> None:
    assert newest_years(list(range(count))) == list(range(count - newest, count))
