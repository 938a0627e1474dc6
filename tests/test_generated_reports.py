"""Generated reports: the same for a seed, as the manifest says, and read by reportmine as what they are."""

from __future__ import annotations

import hashlib
import re
import time
from pathlib import Path

import pytest
from generated_reports import TROUBLES, Entry, generate
from generated_texts import LONGEST, MEAN, SHORTEST, places, write_text

from reportmine import analyze, read
from reportmine.errors import UnreadableInput
from reportmine.identity import identify

COUNT = 300


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Entry]]:
    folder = tmp_path_factory.mktemp("reports")
    return folder, generate(folder, COUNT, 3, duplicates=0.1, broken=0.1)


def digest(folder: Path) -> str:
    found = sorted(path for path in folder.rglob("*") if path.is_file())
    return hashlib.sha256(
        b"".join(str(path.relative_to(folder)).encode() + path.read_bytes() for path in found)
    ).hexdigest()


def test_the_manifest_is_the_folder(made: tuple[Path, dict[str, Entry]]) -> None:
    folder, entries = made
    files = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert files == set(entries) and len(entries) == COUNT
    assert {entry.trouble for entry in entries.values()} == {None, *TROUBLES}
    assert {entry.copy for entry in entries.values()} == {None, "same", "page"}
    assert 10 < sum(entry.duplicate_of is not None for entry in entries.values()) < 60
    assert any(entry.path.endswith(".docx") and entry.trouble is None for entry in entries.values())


def test_the_same_seed_the_same_bytes(tmp_path: Path, made: tuple[Path, dict[str, Entry]]) -> None:
    folder, entries = made
    again = generate(tmp_path / "again", COUNT, 3, duplicates=0.1, broken=0.1)
    assert again == entries and digest(tmp_path / "again") == digest(folder)
    fewer = generate(tmp_path / "fewer", 20, 3, duplicates=0.1, broken=0.1)
    assert list(fewer.items()) == list(entries.items())[:20]
    other = generate(tmp_path / "other", 20, 4, duplicates=0.1, broken=0.1)
    assert not set(other.values()) & set(fewer.values())


def test_files_can_be_read_or_not_as_told(made: tuple[Path, dict[str, Entry]]) -> None:
    folder, entries = made
    texts: dict[str, str] = {}
    for path, entry in entries.items():
        if not entry.is_readable:
            with pytest.raises(UnreadableInput):
                read(folder / path)
            continue
        texts[path] = read(folder / path).text
        assert len(texts[path]) == entry.chars
        assert entry.place in texts[path] and f"{entry.year}年" in texts[path]
        if entry.copy == "same":
            assert texts[path].strip() == texts[str(entry.duplicate_of)].strip()
        elif entry.copy == "page":
            assert texts[str(entry.duplicate_of)].strip() in texts[path]
    own = [texts[path] for path, entry in entries.items() if path in texts and entry.duplicate_of is None]
    assert len(set(own)) == len(own)


def test_lengths_are_those_of_reports(made: tuple[Path, dict[str, Entry]]) -> None:
    lengths = [entry.chars for entry in made[1].values() if entry.chars and entry.copy != "page"]
    assert min(lengths) >= SHORTEST and max(lengths) <= LONGEST
    assert abs(sum(lengths) / len(lengths) - MEAN) < 2_000


def test_places_and_years_are_recognised(made: tuple[Path, dict[str, Entry]]) -> None:
    folder, entries = made
    some = [entry for entry in entries.values() if entry.is_readable and entry.trouble is None][::40]
    for entry in some:
        found = identify(analyze(folder / entry.path), f"reports/{entry.path}", None)
        assert (found.code, found.year) == (entry.code, entry.year)


def test_a_report_is_built_like_one() -> None:
    place, years = next(places(1))
    report = analyze(write_text(place, years[0], 1).text)
    labels = [paragraph.label for paragraph in report.paragraphs if paragraph.kind == "body"]
    assert labels.count("achievement") > 8 and labels.count("priority") > 8 and "shortfall" in labels
    assert report.year == years[0] and len(report.sections) > 6 and len(report.indicators) > 100


def test_consecutive_years_share_much_but_not_figures() -> None:
    place, years = next(pair for pair in places(2) if len(pair[1]) > 1)
    first, second = (write_text(place, year, 2).text for year in years[:2])

    def sentences(text: str) -> set[str]:
        return set(re.sub(r"[\d.,]+", "#", text).replace("\n", "").split("。"))

    shared = sentences(first) & sentences(second)
    assert 0.15 < len(shared) / len(sentences(second)) < 0.9
    same = set(first.replace("\n", "").split("。")) & set(second.replace("\n", "").split("。"))
    assert len(same) < len(shared)


def test_it_is_fast(tmp_path: Path) -> None:
    generate(tmp_path / "first", 10, 5)
    start = time.process_time()
    generate(tmp_path / "reports", 200, 5)
    # Half of the speed that is asked for: the machine may be busy.
    assert time.process_time() - start < 2.0
