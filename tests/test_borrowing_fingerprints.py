"""What of a text is compared, its fingerprints and its signature; the hashes are pinned, for stores hold them."""

from __future__ import annotations

import hashlib
import random
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportmine.borrowing.fingerprints import GRAM, GUARANTEED, Fingerprint, fingerprints, resemblance, signature
from reportmine.borrowing.letters import _table, is_ceremony, read_letters, running_text
from reportmine.lexicon import strings
from reportmine.model import Paragraph, Report, Source

TEXT = (
    "2024年，全市地区生产总值增长8.1％，新建口袋公园十二处，健全山洪灾害监测预警体系，支持返乡青年创办家庭农场和合作社，"
    "推动老旧街区更新改造，让群众就近享有更好的服务。"
)
HAN = st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5)
MARKS = st.text(st.sampled_from("，。；、：！？ 　\n\t“”（）—…"), max_size=3)


@pytest.mark.parametrize(
    ("text", "letters"),
    [
        ("", ""),
        ("，。 \n　", ""),
        ("增长8.1%", "增长#"),
        ("增长８．１％", "增长#"),
        ("增长XX%", "增长#"),
        ("增长××个百分点", "增长#个百分点"),
        ("投资1.2万亿元", "投资#元"),
        ("投资三十五亿元", "投资#元"),
        ("分别增长8%、9%", "分别增长#"),
        ("统一部署，万众一心", "统一部署万众一心"),
        ("全市城乡、全县、全省", "全省城乡全省全省"),
        ("支持ＡＩ和ai", "支持ai和ai"),
        ("億萬", "#"),
        ("發展經濟", "发展经济"),
        ("①抓好落实", "抓好落实"),
        ("\ud800甲", "甲"),
    ],
)
def test_letters(text: str, letters: str) -> None:
    assert read_letters(text).written == letters


def test_a_figure_is_one_letter_with_the_place_of_all_its_signs() -> None:
    letters = read_letters("共1.2万亿元")
    assert list(zip(letters.starts.tolist(), letters.ends.tolist(), strict=True)) == [(0, 1), (1, 6), (6, 7)]


@settings(deadline=None)
@given(st.text(max_size=300))
def test_letters_stand_in_the_text(text: str) -> None:
    letters = read_letters(text)
    starts, ends = letters.starts.tolist(), letters.ends.tolist()
    assert len(letters.written) == len(letters) == len(starts) == len(ends)
    assert all(start < end for start, end in zip(starts, ends, strict=True))
    assert all(end <= start for end, start in zip(ends, starts[1:], strict=False))
    assert not ends or ends[-1] <= len(text)


def test_the_hashes_are_pinned() -> None:
    # Stores hold them: when this fails, VERSION goes up.
    assert fingerprints(TEXT) == [
        Fingerprint(1265008582261959731, 15, 30),
        Fingerprint(1264000406543468991, 41, 52),
        Fingerprint(542352717664305581, 44, 54),
    ]
    assert hashlib.sha256(signature(TEXT)).hexdigest() == (
        "246bc198a5921b4530401eec8781eff3cd80e4ce06f4d047a7e2783f64562e46"
    )
    assert hashlib.sha256(_table().tobytes()).hexdigest() == (
        "d7470c23ca06f7e89fba906ca643e3ab751f541ed22bf3fac71f4f18b0fd2504"
    )


def test_another_process_has_the_same() -> None:
    code = (
        "import sys; from reportmine.borrowing.fingerprints import *; text = sys.argv[1];"
        "print([tuple(one) for one in fingerprints(text)], signature(text).hex())"
    )
    told = subprocess.run([sys.executable, "-c", code, TEXT], capture_output=True, text=True, check=True).stdout
    assert told.strip() == f"{[tuple(one) for one in fingerprints(TEXT)]} {signature(TEXT).hex()}"


def test_a_text_too_short_has_none() -> None:
    assert fingerprints("") == fingerprints("健全山洪灾害监测") == []
    assert len(fingerprints("健全山洪灾害监测预警")) == 1


@settings(deadline=None)
@given(st.text(max_size=400))
def test_fingerprints_stand_in_the_text(text: str) -> None:
    found = fingerprints(text)
    assert all(0 <= one.start < one.end <= len(text) and 0 <= one.hash < 2**64 for one in found)
    assert [one.start for one in found] == sorted(one.start for one in found)
    moved = fingerprints("\n" + text)
    assert [(one.hash, one.start + 1, one.end + 1) for one in found] == [tuple(one) for one in moved]


@settings(deadline=None)
@given(st.lists(st.tuples(HAN, MARKS), max_size=120))
def test_marks_and_blanks_change_no_hash(pieces: list[tuple[str, str]]) -> None:
    bare, written = "".join(sign for sign, _ in pieces), "".join(sign + marks for sign, marks in pieces)
    assert [one.hash for one in fingerprints(bare)] == [one.hash for one in fingerprints(written)]


@settings(max_examples=200, deadline=None)
@given(st.text(HAN, min_size=GUARANTEED, max_size=GUARANTEED), *[st.text(HAN, max_size=90)] * 4)
def test_a_shared_run_is_always_seen(shared: str, before: str, after: str, other: str, further: str) -> None:
    # Numerals at the ends may be part of a figure in one text only; it takes one letter at most.
    shared = shared.translate(dict.fromkeys(map(ord, "〇零一二三四五六七八九十百千万亿两"), "农"))
    one = {found.hash for found in fingerprints(before + shared + after)}
    assert one & {found.hash for found in fingerprints(other + shared + further)}


def test_how_many_are_kept() -> None:
    chance = random.Random(3)
    text = "".join(chr(chance.randrange(0x4E00, 0x9FA5)) for _ in range(15_000))
    assert 900 <= len(fingerprints(text)) <= 1100


@pytest.mark.parametrize("text", ["哈" * 20_000, "新建口袋公园十二处，" * 3000, "一" * 20_000, "8.1" * 9000])
def test_a_text_that_repeats_itself_has_few(text: str) -> None:
    assert len(fingerprints(text)) <= 8 * GRAM * 2


@pytest.mark.parametrize(
    ("one", "other", "least", "most"),
    [
        (TEXT, TEXT, 1, 1),
        (TEXT, TEXT.replace("8.1％", "9.25%").replace("，", ",\n"), 1, 1),
        (TEXT, TEXT.replace("山洪灾害", "森林火灾"), 0.5, 0.95),
        (TEXT, "扩大学前教育普惠面，办好特殊教育，完善随迁子女入学政策，减轻中小学生过重课业负担。", 0, 0.06),
        (TEXT, "", 0, 0),
        ("", "", 0, 0),
    ],
)
def test_resemblance(one: str, other: str, least: float, most: float) -> None:
    assert least <= resemblance(signature(one), signature(other)) <= most


@pytest.mark.parametrize("kept", [0, 20, 100, 300, 380])
def test_resemblance_is_near_to_the_share_of_grams(kept: int) -> None:
    chance = random.Random(kept)
    one, other = ("".join(chr(chance.randrange(0x5000, 0x9000)) for _ in range(400)) for _ in range(2))
    other = one[:kept] + other[kept:]
    a, b = ({text[at : at + 5] for at in range(len(text) - 4)} for text in (one, other))
    assert abs(resemblance(signature(one), signature(other)) - len(a & b) / len(a | b)) < 0.12
    assert resemblance(signature(one), signature(other)) == resemblance(signature(other), signature(one))


def test_what_is_no_signature_is_refused() -> None:
    with pytest.raises(ValueError, match="512"):
        resemblance(b"1234", signature(TEXT))


def report(*lines: tuple[str, str]) -> Report:
    """A report of these lines, each with its kind."""
    paragraphs, position = [], 0
    for number, (kind, line) in enumerate(lines):
        paragraphs.append(Paragraph(id=number, start=position, end=position + len(line), kind=kind))  # type: ignore[arg-type]
        position += len(line) + 1
    text = "\n".join(line for _, line in lines)
    return Report(
        source=Source(path="-", format="txt", encoding="utf-8", sha256="", chars=len(text)),
        title=None, year=None, region=None, organisation=None, date=None, audience=None,
        paragraphs=tuple(paragraphs), text=text,
    )  # fmt: skip


def test_running_text_leaves_out_what_every_report_says() -> None:
    given = report(
        ("furniture", "首页 打印"), ("title", "清河县政府工作报告"), ("salutation", "各位代表："),
        ("body", "我代表县人民政府，向大会报告工作，请予审议。"), ("heading", "一、2024年工作"),
        ("body", "新建公园3处。谢谢大家！"),
    )  # fmt: skip
    running = running_text(given)
    assert running.split() == ["。", "一、2024年工作", "新建公园3处。谢谢大家！"]
    assert all(sign in (" ", there) for sign, there in zip(running, given.text, strict=True))
    assert running_text(report()) == ""


@pytest.mark.parametrize("sentence", strings("borrowing", "ceremony", "hit"))
def test_ceremony(sentence: str) -> None:
    assert is_ceremony(sentence)


@pytest.mark.parametrize("sentence", strings("borrowing", "ceremony", "miss"))
def test_no_ceremony(sentence: str) -> None:
    assert not is_ceremony(sentence)
