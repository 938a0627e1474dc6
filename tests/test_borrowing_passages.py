"""Two texts side by side: which passages both have."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportmine.borrowing.passages import Match, Reading, Run, find_matches

PARKS = "全面推进老旧街区更新改造，新建口袋公园十二处，打通断头路七条"
FLOODS = "健全山洪灾害监测预警体系，提高基层防灾减灾救灾能力"
FARMS = "支持返乡青年创办家庭农场和合作社，培育新型农业经营主体"
SCHOOLS = "扩大学前教育普惠面，办好特殊教育，完善随迁子女入学政策"
OWN = "深化邻里食堂试点，让老人在家门口吃上热饭。"
OTHER = "畅通货运铁路专线，服务临港企业降低物流成本。"
HAN = st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5)


def both_sides(text: str, other: str) -> list[tuple[str, str]]:
    one, two = Reading(text), Reading(other)
    found = []
    for match in find_matches(one, two):
        start, end = one.span(match.start, match.end)
        first, last = match.runs[0], match.runs[-1]
        other_start, other_end = two.span(first.other_at, last.other_at + last.size)
        found.append((text[start:end], other[other_start:other_end]))
    return found


@pytest.mark.parametrize(
    ("text", "other", "expected"),
    [
        # Word for word, amid other words.
        (f"{OWN}{PARKS}。{FLOODS[:9]}", f"{OTHER}{PARKS}。{OTHER}", [(PARKS, PARKS)]),
        # Another figure is no change.
        (f"{OWN}新增城镇就业1.2万人，城镇调查失业率5.1%以内。", f"{OTHER}新增城镇就业8000人，城镇调查失业率XX%以内！",
         [("新增城镇就业1.2万人，城镇调查失业率5.1%以内", "新增城镇就业8000人，城镇调查失业率XX%以内")]),
        # Another name, a word more, a word less.
        (f"{OWN}清河新区坚持产城融合发展，加快建设现代化滨水新城，全力打造开放门户。",
         f"{OTHER}白石新区坚持产城融合发展，加快建设滨水新城，全力打造对外开放门户。",
         [("新区坚持产城融合发展，加快建设现代化滨水新城，全力打造开放门户",
           "新区坚持产城融合发展，加快建设滨水新城，全力打造对外开放门户")]),
        # A clause put in.
        (f"{OWN}{PARKS}，惠及居民三千多户，{FLOODS}。", f"{OTHER}{PARKS}，{FLOODS}；",
         [(f"{PARKS}，惠及居民三千多户，{FLOODS}", f"{PARKS}，{FLOODS}")]),
        # The other order: two passages.
        (f"{PARKS}。{OWN}{FARMS}。", f"{FARMS}。{OTHER}{OTHER}{PARKS}。", [(PARKS, PARKS), (FARMS, FARMS)]),
        # The same passage twice, where it stands once in the other.
        (f"{PARKS}。{OWN}{OWN}{PARKS}。", f"{OTHER}{PARKS}。", [(PARKS, PARKS), (PARKS, PARKS)]),
        # Level by level: 全省 becomes 全县.
        (f"{OWN}全县农村居民收入稳步提高，城乡差距缩小。", f"{OTHER}全省农村居民收入稳步提高，城乡差距缩小。",
         [("全县农村居民收入稳步提高，城乡差距缩小", "全省农村居民收入稳步提高，城乡差距缩小")]),
        # Nothing.
        (OWN, OTHER, []),
        ("", PARKS, []),
        (PARKS, "", []),
        (SCHOOLS, FARMS, []),
    ],
)  # fmt: skip
def test_matches(text: str, other: str, expected: list[tuple[str, str]]) -> None:
    assert both_sides(text, other) == expected


def test_what_lies_between() -> None:
    match = Match((Run(10, 50, 5), Run(17, 60, 4)))
    assert (match.start, match.end, match.shared) == (10, 21, 9)
    assert match.between(0, 99) == match
    assert match.between(12, 18) == Match((Run(12, 52, 3), Run(17, 60, 1)))
    assert match.between(15, 17) is None


PIECES = st.lists(st.sampled_from([PARKS, FLOODS, FARMS, SCHOOLS, OWN, OTHER, "8.1%", "一", "，", "三十"]), max_size=8)


@settings(deadline=None)
@given(PIECES, PIECES)
def test_runs_are_the_same_letters_in_order(pieces: list[str], other_pieces: list[str]) -> None:
    one, other = Reading("".join(pieces)), Reading("".join(other_pieces))
    end = 0
    for match in find_matches(one, other):
        assert match.start >= end
        end, other_end = match.start, 0
        for at, other_at, size in match.runs:
            assert size > 0 and at >= end and other_at >= other_end
            end, other_end = at + size, other_at + size
            assert one.written[at:end] == other.written[other_at:other_end]
        assert match.end <= len(one.written)


@settings(deadline=None)
@given(st.text(HAN, min_size=10, max_size=300))
def test_a_text_is_all_in_itself(text: str) -> None:
    reading = Reading(text)
    if len(reading.written) >= 10:
        assert [(match.start, match.end) for match in find_matches(reading, reading)] == [(0, len(reading.written))]


@pytest.mark.parametrize("text", ["哈" * 30_000, f"{PARKS}，" * 3000, "哈嘿" * 20_000])
def test_a_text_that_repeats_itself_takes_no_longer(text: str) -> None:
    started = time.perf_counter()
    find_matches(Reading(text), Reading(text[: len(text) // 2] + OWN))
    assert time.perf_counter() - started < 3
