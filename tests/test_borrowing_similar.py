"""Which reports a text is taken from, passage by passage."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportmine.borrowing.index import Description, MemoryIndex
from reportmine.borrowing.similar import find_sources

# Numerals beside one another are one letter.
HAN = st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5, exclude_characters="〇零一二三四五六七八九十百千万亿两")
SLOGAN = "坚持稳字当头把发展的立足点放在提高质量和效益上让改革成果惠及全体群众"
PARKS = "全面推进老旧街区更新改造，新建口袋公园十二处，打通断头路七条，让居民推窗见绿、出门入园"
FLOODS = "健全山洪灾害监测预警体系，提高基层防灾减灾救灾能力，确保四十八座小型水库安全度汛"
FARMS = "支持返乡青年创办家庭农场和合作社，培育新型农业经营主体三百二十家，带动农户增收致富"


def words(seed: int, count: int = 300) -> str:
    """Text that no other has."""
    chance = random.Random(seed)
    return "".join(chr(chance.randrange(0x5000, 0x9000)) for _ in range(count))


def test_each_passage_goes_to_its_source() -> None:
    index = MemoryIndex({"甲": f"{words(1)}。{PARKS}。{words(2)}", "乙": f"{words(3)}。{FLOODS}。", "丙": words(4)})
    text = f"{words(5)}。{PARKS.replace('十二', '二十六')}。{FLOODS.replace('四十八', '35')}。{words(6)}"
    borrowing = find_sources(text, index)
    assert {source.report: len(source.passages) for source in borrowing.sources} == {"甲": 1, "乙": 1}
    shown = {
        passage.source: (
            text[passage.start : passage.end], index.text(passage.source)[passage.source_start : passage.source_end]
        )
        for source in borrowing.sources for passage in source.passages
    }  # fmt: skip
    assert shown == {
        "甲": (PARKS.replace("十二", "二十六"), PARKS),
        "乙": (FLOODS.replace("四十八", "35"), FLOODS),
    }
    assert borrowing.covered == pytest.approx(sum(source.share for source in borrowing.sources))
    assert [source.weight for source in borrowing.sources] == sorted(
        (source.weight for source in borrowing.sources), reverse=True
    )


def test_of_equal_sources_the_earliest_by_year_then_key() -> None:
    texts = {key: f"{words(at)}。{PARKS}。{words(at + 50)}" for at, key in enumerate("丁丙乙甲")}
    years = {"丁": 2021, "丙": 2018, "乙": 2018}
    index = MemoryIndex(texts, {key: Description(place=key, year=year) for key, year in years.items()})
    (source,) = find_sources(f"{words(99)}。{PARKS}。", index).sources
    assert (source.report, source.description.year, source.passages[0].others) == ("丙", 2018, 3)
    (source,) = find_sources(f"{words(99)}。{PARKS}。", index, exclude=["丙", "乙"]).sources
    assert (source.report, source.passages[0].others) == ("丁", 1)


def test_a_source_that_has_more_goes_before_an_earlier_one() -> None:
    texts = {"早": f"{words(1)}。{PARKS}。{words(2)}", "晚": f"{words(3)}。{PARKS}。{FARMS}。{words(4)}"}
    index = MemoryIndex(texts, {"早": Description(year=2001), "晚": Description(year=2020)})
    (source,) = find_sources(f"{words(9)}。{PARKS}。{FARMS}。{words(8)}", index).sources
    assert (source.report, len(source.passages)) == ("晚", 1)


def test_later_reports_are_no_sources() -> None:
    years = {"甲": Description(year=2020), "乙": Description(year=2010)}
    index = MemoryIndex({"甲": PARKS, "乙": PARKS + words(1)}, years)
    assert [one.report for one in find_sources(PARKS, index, until=2015).sources] == ["乙"]
    assert find_sources(PARKS, index, until=2005).sources == ()
    assert [one.report for one in find_sources(PARKS, MemoryIndex({"丙": PARKS}), until=2005).sources] == ["丙"]


def test_set_phrases_are_no_passages_and_are_counted() -> None:
    texts = {f"{number:02}": f"{words(number)}。{SLOGAN}。{words(number + 100)}" for number in range(40)}
    index = MemoryIndex({**texts, "源": f"{words(500)}。{PARKS}。"})
    text = f"{words(900)}。{SLOGAN}。{words(901)}。{PARKS}。"
    borrowing = find_sources(text, index)
    assert [source.report for source in borrowing.sources] == ["源"]
    assert borrowing.common
    assert all(30 < one.reports <= 40 and text[one.start : one.end] in SLOGAN for one in borrowing.common)
    assert 0 < borrowing.common_share <= len(SLOGAN) / len(text)
    assert find_sources(f"{words(900)}。{SLOGAN}。", index).sources == ()


def test_a_set_phrase_before_a_passage_is_no_part_of_it() -> None:
    texts = {f"{number:02}": f"{words(number)}。{SLOGAN}。{words(number + 100)}" for number in range(40)}
    index = MemoryIndex({**texts, "源": f"{words(500)}。{SLOGAN}。{PARKS}。{words(501)}"})
    text = f"{words(900)}。{SLOGAN}。{PARKS}。{words(901)}"
    (source,) = find_sources(text, index).sources
    (passage,) = source.passages
    shown = text[passage.start : passage.end]
    assert shown.endswith(PARKS) and SLOGAN not in shown


def test_top_leaves_out_sources_and_keeps_what_they_cover() -> None:
    index = MemoryIndex({"甲": PARKS + words(1), "乙": FLOODS + words(2), "丙": FARMS + words(3)})
    text = f"{PARKS}。{words(7)}{FLOODS}。{words(8)}{FARMS}"
    every, one = find_sources(text, index, top=None), find_sources(text, index, top=1)
    assert (len(every.sources), len(one.sources)) == (3, 1)
    assert every.covered == one.covered and every.sources[0] == one.sources[0]
    assert find_sources(text, index, top=0).sources == ()


@pytest.mark.parametrize("text", ["", "。", "本报告", "8.1%", "哈" * 5000, "\ud800" * 50])
def test_texts_without_anything(text: str) -> None:
    assert find_sources(text, MemoryIndex({"甲": PARKS})).sources == ()
    assert find_sources(text, MemoryIndex({})).reports == 0
    assert find_sources(PARKS, MemoryIndex({"空": text})).covered == 0


@settings(deadline=None)
@given(st.text(HAN, min_size=60, max_size=400))
def test_a_text_is_all_taken_from_itself(text: str) -> None:
    borrowing = find_sources(text, MemoryIndex({"甲": text, "乙": PARKS}))
    assert borrowing.covered == 1
    assert [(one.report, one.share) for one in borrowing.sources] == [("甲", 1)]


@settings(max_examples=60, deadline=None)
@given(st.text(HAN, min_size=42, max_size=80), *[st.text(HAN, max_size=80)] * 4)
def test_a_shared_run_is_always_shown(shared: str, before: str, after: str, other: str, further: str) -> None:
    borrowing = find_sources(before + shared + after, MemoryIndex({"甲": other + shared + further}))
    assert [source.report for source in borrowing.sources] == ["甲"]
    assert any(one.shared >= 24 for one in borrowing.sources[0].passages)


PIECES = st.lists(st.sampled_from([PARKS, FLOODS, FARMS, SLOGAN, words(1, 60), words(2, 60), "8.1%", "\n"]), max_size=9)


@settings(max_examples=60, deadline=None)
@given(PIECES, st.lists(PIECES, max_size=9))
def test_invariants(pieces: list[str], others: list[list[str]]) -> None:
    text = "，".join(pieces)
    index = MemoryIndex({f"{number}": "。".join(other) for number, other in enumerate(others)})
    borrowing = find_sources(text, index, top=None)
    assert 0 <= borrowing.covered <= 1 and 0 <= borrowing.common_share <= 1 - borrowing.covered + 1e-9
    assert borrowing.covered == pytest.approx(sum(source.share for source in borrowing.sources))
    spans = sorted((one.start, one.end) for source in borrowing.sources for one in source.passages)
    assert all(end <= start for (_, end), (start, _) in zip(spans, spans[1:], strict=False))
    for source in borrowing.sources:
        for one in source.passages:
            assert 0 <= one.start < one.end <= len(text)
            assert 0 <= one.source_start < one.source_end <= len(index.text(one.source))
            assert one.score <= one.shared + 0.05 and one.source == source.report
            assert 0 <= one.others < len(others)
    assert msgspec.json.encode(find_sources(text, index, top=None)) == msgspec.json.encode(borrowing)


class Shuffled(MemoryIndex):
    """Answers in another order, and leaves out what it may leave out."""

    def lookup(self, hashes: Sequence[int]) -> Iterable[tuple[int, str, int]]:
        found = list(super().lookup(hashes))
        random.Random(1).shuffle(found)
        return found

    def document_frequency(self, hashes: Sequence[int]) -> dict[int, int]:
        return {one: count for one, count in reversed(super().document_frequency(hashes).items()) if count}


def test_the_order_of_an_index_does_not_matter() -> None:
    texts = {f"{number}": f"{words(number)}{[PARKS, FLOODS, FARMS][number % 3]}" for number in range(9)}
    text = f"{PARKS}{words(50)}{FLOODS}{words(51)}{FARMS}"
    assert find_sources(text, Shuffled(texts)) == find_sources(text, MemoryIndex(texts))


def test_few_texts_are_read_however_many_share_something() -> None:
    read: list[str] = []

    class Counting(MemoryIndex):
        def text(self, report: str) -> str:
            read.append(report)
            return super().text(report)

    pieces = [words(1000 + number, 40) for number in range(120)]
    find_sources("".join(pieces), Counting({f"{number}": pieces[number] + words(number) for number in range(120)}))
    assert 0 < len(read) == len(set(read)) <= 50


def test_what_is_left_of_a_clause_is_no_part_of_a_passage() -> None:
    index = MemoryIndex({"甲": f"{words(1)}枝繁叶茂。{PARKS}，推动{words(2)}"})
    text = f"{words(3)}硕果叶茂！{PARKS}，推动{words(4)}"
    (passage,) = find_sources(text, index).sources[0].passages
    assert text[passage.start : passage.end] == PARKS
    # A clause that is there from its beginning stays, however short.
    index = MemoryIndex({"甲": f"{words(1)}。同时，{PARKS}。"})
    text = f"{words(3)}。同时，{PARKS}；"
    (passage,) = find_sources(text, index).sources[0].passages
    assert text[passage.start : passage.end] == f"同时，{PARKS}"
