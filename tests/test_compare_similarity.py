"""Cosine, containment, longest shared passages, and what was carried over."""

from __future__ import annotations

import math
import time
from collections import Counter

import pytest
from conftest import CORPUS, analyzed
from hypothesis import given
from hypothesis import strategies as st

from reportmine.comparison.edition import Edition, plain
from reportmine.comparison.model import SectionCarry, Similarity
from reportmine.comparison.similarity.carrying import align
from reportmine.comparison.similarity.shared_passages import MOST, SHORTEST, find_shared_passages
from reportmine.comparison.similarity.similarity import find_similarity
from reportmine.comparison.wording.keyness import content_words
from reportmine.model import Paragraph, Report, Section, Source

FIRST = "全面推进老旧街区更新改造，新建口袋公园十二处。"
SECOND = "健全山洪灾害监测预警体系，提高基层防灾能力。"
THIRD = "支持返乡青年创办家庭农场和合作社。"


def report(
    *lines: str, year: int | None = None, furniture: tuple[int, ...] = (), headings: tuple[int, ...] = ()
) -> Report:
    """A report of these lines; a heading opens a section up to the next."""
    paragraphs: list[Paragraph] = []
    starts: list[int] = []
    position = 0
    for number, line in enumerate(lines):
        kind = "furniture" if number in furniture else "heading" if number in headings else "body"
        section = len(starts) if kind == "heading" else len(starts) - 1
        if kind == "heading":
            starts.append(position)
        paragraphs.append(
            Paragraph(
                id=number,
                start=position,
                end=position + len(line),
                kind=kind,
                label="priority" if kind == "body" else None,
                section=section if starts else None,
            )
        )
        position += len(line) + 1
    text = "\n".join(lines)
    return Report(
        source=Source(path="-", format="txt", encoding="utf-8", sha256="", chars=len(text)),
        title=None, year=year, region=None, organisation=None, date=None, audience=None,
        sections=tuple(
            Section(id=at, level=1, number=None, heading=lines[headings[at]], start=start, end=end, parent=None)
            for at, (start, end) in enumerate(zip(starts, [*(one - 1 for one in starts[1:]), len(text)], strict=False))
        ),
        paragraphs=tuple(paragraphs),
        text=text,
    )  # fmt: skip


def editions(*reports: Report) -> list[Edition]:
    return [Edition(one, at, 2000 + at) for at, one in enumerate(reports)]


def only(*reports: Report) -> Similarity:
    (found,) = find_similarity(editions(*reports))
    return found


def test_same_and_nothing_in_common() -> None:
    same = only(report(FIRST, SECOND), report(FIRST, SECOND))
    assert (same.cosine, same.earlier_in_later, same.later_in_earlier) == (1.0, 1.0, 1.0)
    other = only(report(FIRST), report(THIRD))
    assert (other.cosine, other.earlier_in_later, other.later_in_earlier) == (0.0, 0.0, 0.0)
    assert other.longest == ()


def test_cosine_equals_the_reckoning_by_hand() -> None:
    both = editions(report(FIRST, SECOND), report(SECOND, THIRD))
    counts = [content_words(edition) for edition in both]
    used = Counter(word for count in counts for word in count)
    vectors = [{word: n * (math.log(3 / (1 + used[word])) + 1) for word, n in count.items()} for count in counts]
    dot = sum(weight * vectors[1].get(word, 0) for word, weight in vectors[0].items())
    lengths = [math.sqrt(sum(weight**2 for weight in vector.values())) for vector in vectors]
    assert find_similarity(both)[0].cosine == pytest.approx(dot / lengths[0] / lengths[1], abs=1e-4)


def test_containment_equals_sets_of_eight() -> None:
    first, second = report(FIRST + SECOND), report(SECOND, THIRD + FIRST[:14] + "。")

    def grams(one: Report) -> set[str]:
        letters = ["".join(filter(str.isalnum, sentence.plain)) for sentence in Edition(one, 0, None).sentences]
        return {said[at : at + 8] for said in letters for at in range(len(said) - 7)}

    found = only(first, second)
    one, other = grams(first), grams(second)
    assert found.earlier_in_later == pytest.approx(len(one & other) / len(one), abs=1e-4)
    assert found.later_in_earlier == pytest.approx(len(one & other) / len(other), abs=1e-4)


def test_furniture_does_not_count() -> None:
    noise = "【字体：大 中 小】打印本页关闭窗口分享到微信微博"
    found = only(report(noise, FIRST, furniture=(0,)), report(noise, SECOND, furniture=(0,)))
    assert (found.cosine, found.earlier_in_later, found.longest) == (0.0, 0.0, ())


def test_passages_are_the_longest_first_white_space_apart() -> None:
    one = report(f"开头一句。{FIRST}{SECOND}", THIRD)
    other = report(f"别的开头。{FIRST[:9]}　\u200b{FIRST[9:]}{SECOND[:20]}", "再说。" + THIRD)
    found = find_shared_passages(*editions(one, other))
    assert [passage.chars for passage in found] == sorted((p.chars for p in found), reverse=True)
    assert plain(found[0].later.text) == FIRST + SECOND[:20]
    assert found[0].earlier.text == FIRST + SECOND[:20]
    assert found[1].later.text == THIRD


def test_passages_do_not_run_over_furniture_or_cut_numbers() -> None:
    one = report(FIRST[:12], "第 3 页", FIRST[12:], furniture=(1,))
    assert find_shared_passages(*editions(one, report(FIRST))) == ()
    old, new = (report(f"今年新建乡村公路并改造农村危桥{figure}座") for figure in ("125", "127"))
    assert [one.later.text for one in find_shared_passages(*editions(old, new))] == ["今年新建乡村公路并改造农村危桥"]


def test_a_sentence_five_thousand_times_and_eight_hundred_thousand_characters() -> None:
    began = time.perf_counter()
    (passage,) = find_shared_passages(*editions(report(FIRST * 5000), report(*[FIRST] * 4000)))
    assert passage.chars == 4000 * len(FIRST)
    long = "".join(chr(0x4E00 + (at * at * 7 + at) % 9973) for at in range(800_000))
    assert find_shared_passages(*editions(report(long), report(long)))[0].chars == len(long)
    numbered = [report("。".join(f"{FIRST[:-1]}{at * step}" for at in range(8000))) for step in (1, 7)]
    assert len(find_shared_passages(*editions(*numbered))) == MOST
    assert time.perf_counter() - began < 20


@given(
    st.lists(st.sampled_from(["工", "业", "，", " "]), max_size=120),
    st.lists(st.sampled_from(["工", "业", "，"]), max_size=120),
)
def test_passages_hold_what_they_say(first: list[str], second: list[str]) -> None:
    both = editions(report("".join(first)), report("".join(second)))
    taken: dict[int, set[int]] = {0: set(), 1: set()}
    found = find_shared_passages(*both)
    for passage in found:
        assert plain(passage.earlier.text) == plain(passage.later.text)
        assert passage.chars == len(plain(passage.later.text)) >= SHORTEST
        for side in (passage.earlier, passage.later):
            assert both[side.report].text[side.start : side.end] == side.text
            assert not taken[side.report] & set(range(side.start, side.end))
            taken[side.report] |= set(range(side.start, side.end))
    # The longest common stretch is among them, but for the marks at its ends.
    one, other = (plain(edition.text).strip("，") for edition in both)
    stretches = {one[a:b] for a in range(len(one)) for b in range(a + SHORTEST, len(one) + 1)}
    longest = max((len(s.strip("，")) for s in stretches if s in other), default=0)
    if longest >= SHORTEST:
        assert found
        assert found[0].chars == longest


def test_sections_tell_what_was_carried_rewritten_dropped_and_new() -> None:
    rewritten = "健全山洪灾害监测预警机制，提高基层防灾避险能力。"
    new = "办好全省职业技能大赛。"
    one = report("工作回顾", FIRST, "工作安排", SECOND + THIRD, headings=(0, 2))
    other = report("工作回顾", FIRST, "工作安排", rewritten + new, headings=(0, 2))
    found = {(carry.report, carry.heading): carry for carry in only(one, other).sections}
    assert [*found] == [(1, ""), (1, "工作回顾"), (1, "工作安排"), (0, ""), (0, "工作回顾"), (0, "工作安排")]
    assert found[1, ""] == SectionCarry(
        report=1, heading="", start=0, end=len(other.text), carried=len(FIRST), rewritten=len(rewritten), new=len(new)
    )
    assert found[0, "工作安排"].dropped == len(THIRD)
    assert found[0, "工作安排"].rewritten == len(SECOND)
    assert found[1, "工作回顾"].carried == len(FIRST)
    assert found[1, "工作回顾"].level == 1


def test_align_pairs_each_sentence_once() -> None:
    assert align(["甲乙丙丁", "甲乙丙戊"], ["甲乙丙丁"]) == [(0, 0)]
    assert align([], ["甲乙"]) == align(["甲"], ["甲"]) == []


def test_many_reports_look_closer_at_neighbours_only() -> None:
    many = editions(*(report(f"{FIRST}第{at}号工程开工。" * 2) for at in range(8)))
    closer = [(one.earlier, one.later) for one in find_similarity(many) if one.sections]
    assert closer == [(at, at + 1) for at in range(7)]
    places = [Edition(edition.report, edition.id, 2022) for edition in many]
    closer = [(one.earlier, one.later) for one in find_similarity(places) if one.sections]
    assert {at for pair in closer for at in pair} == set(range(8))
    assert len(find_similarity(places)) == 28


@pytest.mark.parametrize("text", ["", "短。", "　", "。。。"])
def test_almost_nothing(text: str) -> None:
    found = only(report(text), report(FIRST))
    assert found.cosine == found.earlier_in_later == 0.0
    assert find_similarity(editions(report(text))) == ()


def test_own_pair() -> None:
    both = editions(analyzed(CORPUS / "county-2023.txt"), analyzed(CORPUS / "county-2024.txt"))
    (found,) = find_similarity(both)
    assert 0.3 < found.cosine < 0.9
    assert find_similarity(both) == (found,)
    whole = [carry for carry in found.sections if not carry.level]
    for carry, edition in zip(whole, reversed(both), strict=True):
        total = sum(len(sentence.plain) for sentence in edition.sentences)
        assert carry.carried + carry.rewritten + carry.new + carry.dropped == total
