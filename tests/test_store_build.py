"""``corpus build``: what is stored, what is skipped, what is one report, and that nothing is ever half there."""

from __future__ import annotations

import os
import random
import shutil
import sys
from pathlib import Path

import corpora
import pytest

from reportmine.batch.build import Counts, build
from reportmine.batch.engines import InProcess
from reportmine.identity import read_metadata
from reportmine.store.store import BadStore, open_store


def bring(folder: Path, store: Path, **settings: object) -> Counts:
    """A build in this process."""
    with open_store(store, write=True, create=True) as opened:
        return build(folder, opened, InProcess(), **settings)  # type: ignore[arg-type]


def ask(store: Path, sql: str) -> list[tuple[object, ...]]:
    with open_store(store) as opened:
        return opened.rows(sql)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    corpora.write_reports(tmp_path / "reports")
    return tmp_path / "reports"


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return tmp_path / "s.duckdb"


def test_a_report_is_a_row_with_its_place_and_year(folder: Path, store: Path) -> None:
    assert bring(folder, store) == Counts(4, 0, 0, 0)
    assert ask(store, "SELECT place, place_code, level, province, year, government FROM reports ORDER BY year") == [
        ("株洲市", "430200", "city", "湖南省", year, True) for year in range(2019, 2023)
    ]
    assert ask(store, "SELECT path FROM files ORDER BY path LIMIT 1") == [("reports/2019湖南省株洲市.txt",)]


def test_every_row_points_at_the_characters_it_came_from(folder: Path, store: Path) -> None:
    bring(folder, store)
    from reportmine.store.corpus import Corpus

    corpus = Corpus(store)
    texts = {key: corpus.report(key).text for (key,) in ask(store, "SELECT report FROM reports")}
    for table, column in (("paragraphs", "text"), ("actions", "name")):
        rows = ask(store, f"SELECT report, start_char, end_char, {column} FROM {table}")
        assert rows
        assert all(texts[key][start:end] == said for key, start, end, said in rows)  # type: ignore[index,misc]
    for key, start, end, evidence in ask(store, "SELECT report, start_char, end_char, evidence FROM indicators"):
        assert texts[key][start:end] in evidence  # type: ignore[index,misc,operator]


def test_what_is_stored_and_unchanged_is_skipped(folder: Path, store: Path) -> None:
    bring(folder, store)
    before = corpora.contents(store)
    assert bring(folder, store) == Counts(0, 4, 0, 0)
    assert corpora.contents(store) == before
    (folder / "2020湖南省株洲市.txt").touch()  # saved again as it was
    assert bring(folder, store) == Counts(0, 4, 0, 0)
    (folder / "2020湖南省株洲市.txt").write_text(corpora.report_text("株洲市", 2020).replace("清水", "碧水"), "utf-8")
    assert bring(folder, store) == Counts(1, 3, 0, 0)
    assert ask(store, "SELECT count(*) FROM reports") == [(4,)]
    assert ask(store, "SELECT count(*) FROM paragraphs WHERE text LIKE '%碧水%'") == [(1,)]
    assert ask(store, "SELECT count(DISTINCT report) FROM paragraphs") == [(4,)]


def test_a_changed_folder_gives_what_a_new_store_would(folder: Path, store: Path, tmp_path: Path) -> None:
    bring(folder, store)
    shutil.copy(folder / "2019湖南省株洲市.txt", folder / "1 副本.txt")
    (folder / "2021湖南省株洲市.txt").write_text(corpora.report_text("株洲市", 2021).replace("污水", "净水"), "utf-8")
    (folder / "坏.docx").write_bytes(b"PK\x03\x04broken")
    bring(folder, store)
    (folder / "坏.docx").write_bytes(b"PK\x03\x04broken too")
    bring(folder, store)
    fresh = tmp_path / "fresh.duckdb"
    bring(folder, fresh)
    assert corpora.contents(store) == corpora.contents(fresh)


def test_a_file_that_cannot_be_read_is_a_row_with_its_reason(folder: Path, store: Path) -> None:
    (folder / "空.txt").write_bytes(b"")
    (folder / "坏.docx").write_bytes(b"PK\x03\x04")
    (folder / "网页.jpg").write_bytes(b"\xff\xd8\xff")
    assert bring(folder, store) == Counts(4, 0, 2, 1)
    rows = ask(store, "SELECT path, reason FROM errors ORDER BY path")
    assert [path for path, _ in rows] == ["reports/坏.docx", "reports/空.txt"]
    assert all("\n" not in str(reason) and str(path) in str(reason) for path, reason in rows)
    assert bring(folder, store) == Counts(0, 6, 0, 1)
    (folder / "空.txt").write_text(corpora.report_text("湘潭市", 2021), "utf-8")
    assert bring(folder, store) == Counts(1, 5, 0, 1)
    assert ask(store, "SELECT path FROM errors") == [("reports/坏.docx",)]


def test_the_same_report_twice_is_one_row(folder: Path, store: Path) -> None:
    text = (folder / "2020湖南省株洲市.txt").read_text("utf-8")
    (folder / "株洲2020.txt").write_bytes(text.encode("gb18030"))
    long = corpora.report_text("湘潭市", 2020) * 4
    (folder / "湘潭市_2020.txt").write_text(long, "utf-8")
    (folder / "湘潭市2020网页.txt").write_text(
        "首页 | 要闻 | 政务公开\n" + long + "\n分享到：\n【打印】【关闭】\n", "utf-8"
    )
    bring(folder, store)
    assert ask(store, "SELECT count(*) FROM files") == [(7,)]
    assert ask(store, "SELECT count(*) FROM reports") == [(5,)]
    assert ask(store, "SELECT path FROM reports WHERE place = '湘潭市'") == [("reports/湘潭市2020网页.txt",)]
    told = ask(store, "SELECT path, chosen FROM disagreements WHERE field = 'text'")
    assert told == [("reports/湘潭市_2020.txt", "reports/湘潭市2020网页.txt")]
    for table in ("paragraphs", "indicators", "analyses", "fingerprints"):
        assert ask(store, f"SELECT count(DISTINCT report) FROM {table}") == [(5,)]


def test_when_the_copy_that_counted_changes_the_other_counts(folder: Path, store: Path, tmp_path: Path) -> None:
    long = corpora.report_text("湘潭市", 2020) * 4
    (folder / "湘潭市_2020.txt").write_text(long, "utf-8")
    longer = folder / "湘潭市2020网页.txt"
    longer.write_text("首页 | 要闻\n" + long, "utf-8")
    bring(folder, store)
    longer.write_text(corpora.report_text("邵阳市", 2020), "utf-8")
    bring(folder, store)
    assert ask(store, "SELECT path FROM reports WHERE place = '湘潭市'") == [("reports/湘潭市_2020.txt",)]
    fresh = tmp_path / "fresh.duckdb"
    bring(folder, fresh)
    assert corpora.contents(store) == corpora.contents(fresh)


def test_what_disagrees_is_listed_and_the_table_of_the_user_goes_first(
    folder: Path, store: Path, tmp_path: Path
) -> None:
    (folder / "2018衡阳市.txt").write_text(corpora.report_text("株洲市", 2017), "utf-8")
    bring(folder, store)
    rows = ask(store, "SELECT field, chosen_from, others FROM disagreements ORDER BY field")
    assert [(field, "file name" in str(others)) for field, _, others in rows] == [("place", True), ("year", True)]
    table = tmp_path / "说明.csv"
    table.write_text("文件,地区,年份\n2018衡阳市.txt,衡阳市,2018\n", "utf-8-sig")
    counts = bring(folder, store, metadata=read_metadata(table))
    assert counts == Counts(1, 4, 0, 0)
    assert ask(store, "SELECT place, year, place_from FROM reports WHERE path LIKE '%衡阳%'") == [
        ("衡阳市", 2018, "metadata")
    ]


def test_at_most_so_many_files_at_a_time(folder: Path, store: Path) -> None:
    assert bring(folder, store, limit=3).analysed == 3
    assert bring(folder, store, limit=3) == Counts(1, 3, 0, 0)


def test_two_folders_of_one_name_are_not_mixed_up(folder: Path, store: Path, tmp_path: Path) -> None:
    bring(folder, store)
    corpora.write_reports(tmp_path / "other" / "reports", first_year=2001)
    with pytest.raises(Exception, match="同名"):
        bring(tmp_path / "other" / "reports", store)
    assert ask(store, "SELECT count(*) FROM reports") == [(4,)]


def test_the_name_of_a_file_may_be_in_no_encoding(folder: Path, store: Path) -> None:
    if sys.platform == "win32":
        pytest.skip("names are characters there")

    name = os.fsdecode(b"\xd6\xea\xd6\xde2018.txt")
    (folder / name).write_text(corpora.report_text("株洲市", 2018), "utf-8")
    assert bring(folder, store).analysed == 5
    assert ask(store, "SELECT path FROM files ORDER BY path DESC LIMIT 1") == [
        ("reports/\\xd6\\xea\\xd6\\xde2018.txt",)
    ]


def test_two_programs_do_not_write_at_once(folder: Path, store: Path) -> None:
    bring(folder, store)
    with open_store(store, write=True):
        done = corpora.build(folder, store)
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert "另一个程序" in done.stderr


@pytest.mark.parametrize("content", [b"not a store", b"\x00" * 5000, b""])
def test_what_is_no_store_is_told_in_one_line(store: Path, content: bytes) -> None:
    store.write_bytes(content)
    with pytest.raises(BadStore, match="不是语料库文件") as told:
        open_store(store)
    assert "\n" not in str(told.value)


def test_an_empty_file_is_what_a_killed_build_may_leave(folder: Path, store: Path) -> None:
    store.write_bytes(b"")
    assert bring(folder, store).analysed == 4


def test_a_database_of_somebody_else_is_not_touched(folder: Path, store: Path) -> None:
    import duckdb

    with duckdb.connect(str(store)) as connection:
        connection.execute("CREATE TABLE mine AS SELECT 42 AS answer")
    with pytest.raises(BadStore, match="不是 reportmine"):
        bring(folder, store)
    with duckdb.connect(str(store)) as connection:
        assert connection.execute("SHOW TABLES").fetchall() == [("mine",)]


def test_a_store_of_another_version_is_told_so(folder: Path, store: Path) -> None:
    bring(folder, store)
    with open_store(store, write=True) as opened:
        opened.set_info("schema", "99")
    with pytest.raises(BadStore, match="99"):
        open_store(store)


def test_a_damaged_store_is_told_in_one_line(folder: Path, store: Path) -> None:
    bring(folder, store)
    data = bytearray(store.read_bytes())
    for at in range(4096 * 3, len(data), 97):
        data[at] ^= 0xFF
    store.write_bytes(data)
    done = corpora.run("corpus", "status", store)
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert "Traceback" not in done.stderr


@pytest.mark.slow
def test_all_engines_give_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    held = []
    for number, more in enumerate((["--workers", "1"], ["--workers", "2"])):
        store = tmp_path / f"{number}.duckdb"
        assert corpora.build(folder, store, *more).returncode == 0
        held.append(corpora.contents(store))
    assert held[0] == held[1]


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL")
def test_a_build_killed_at_five_moments_ends_as_one_that_was_not(tmp_path: Path) -> None:
    folder, store, whole = tmp_path / "reports", tmp_path / "killed.duckdb", tmp_path / "whole.duckdb"
    for place in ("株洲市", "湘潭市", "衡阳市", "邵阳市", "岳阳市", "常德市", "张家界市", "益阳市", "郴州市", "永州市"):
        for year in range(2004, 2024):
            text = corpora.report_text(place, year) * 3
            (folder / place).mkdir(parents=True, exist_ok=True)
            (folder / place / f"{place}_{year}.txt").write_text(text, "utf-8")
    shutil.copy(folder / "株洲市" / "株洲市_2004.txt", folder / "副本.txt")
    (folder / "坏.docx").write_bytes(b"PK\x03\x04")
    chance = random.Random(6)
    killed = [corpora.kill_build(folder, store, chance.uniform(0.2, 6.0), "--workers", "2") for _ in range(5)]
    assert any(killed)
    corpora.build(folder, store, "--workers", "2")
    corpora.build(folder, whole, "--workers", "1")
    ended, unbroken = corpora.contents(store), corpora.contents(whole)
    assert len(unbroken["reports"]) == 200
    assert ended == unbroken


@pytest.mark.skipif(sys.platform == "win32", reason="no limits there")
@pytest.mark.slow
def test_a_full_disk_is_told_in_one_line_and_the_next_run_goes_on(tmp_path: Path) -> None:
    import resource

    folder, store, whole = tmp_path / "reports", tmp_path / "full.duckdb", tmp_path / "whole.duckdb"
    for number in range(1, 61):
        corpora.write_reports(folder / str(number), count=1, first_year=1949 + number)
    most = 300_000

    def little_room() -> None:
        # A file that would grow past this fails to be written, as on a disk that is full.
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))

    full = corpora.run("corpus", "build", folder, "-o", store, "--quiet", "--workers", "1", preexec_fn=little_room)
    assert full.returncode == 2
    assert full.stderr.count("\n") == 1
    assert "腾出空间" in full.stderr
    assert corpora.build(folder, store).returncode == 0
    assert corpora.build(folder, whole).returncode == 0
    assert corpora.contents(store) == corpora.contents(whole)


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="no SIGINT for a process alone")
def test_ctrl_c_ends_cleanly_and_the_next_run_goes_on(tmp_path: Path) -> None:
    folder, store = tmp_path / "reports", tmp_path / "s.duckdb"
    for number in range(1, 201):
        corpora.write_reports(folder / str(number), count=1, first_year=1949 + number % 70)
    ended = corpora.interrupt_build(folder, store, 1.0, "--workers", "2")
    assert ended.returncode in (130, 0)
    if ended.returncode:
        assert ended.stderr.strip().splitlines() == ["错误：已中断；做完的已经保存，再运行同一命令会接着做"]
    assert corpora.build(folder, store).returncode == 0
    assert ask(store, "SELECT count(*) FROM files") == [(200,)]


@pytest.mark.skipif(sys.platform == "win32", reason="no pipes among files")
def test_what_is_no_file_of_its_own_is_left_alone(folder: Path, store: Path) -> None:
    os.mkfifo(folder / "管道.txt")
    (folder / "断.txt").symlink_to(folder / "没有.txt")
    (folder / "环").symlink_to(folder, target_is_directory=True)
    (folder / ".隐藏.txt").write_text("隐藏", "utf-8")
    (folder / "~$打开着.docx").write_bytes(b"\x00")
    assert bring(folder, store) == Counts(4, 0, 0, 0)


def test_half_a_character_stops_nothing(folder: Path, store: Path) -> None:
    entities = corpora.report_text("湘潭市", 2016).replace("清水", "清&#xD800;水")
    (folder / "湘潭市2016.html").write_text(f"<html><body><p>{entities}</p></body></html>", "utf-8")
    (folder / "湘潭市2017.txt").write_bytes(
        corpora.report_text("湘潭市", 2017).encode() + "\ud800".encode("utf-8", "surrogatepass")
    )
    counts = bring(folder, store)
    assert counts.analysed + counts.unreadable == 6
    assert ask(store, "SELECT count(*) FROM reports WHERE place = '株洲市'") == [(4,)]
