"""Names one edit off, characters taken for one another, and pages that a scanner misread."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportmine.lexicon import load
from reportmine.noise import misread
from reportmine.rules import check
from reportmine.rules.settings import Settings
from reportmine.signs import as_number, pair_numbers
from reportmine.spelling import is_confusable, look_alikes, wrong_names

TABLE = load("state_names")
NAMES = [name for group in TABLE["names"].values() for name in group.split()]
CONFUSED = [(right, word.partition("|")[0]) for right, words in TABLE["confused"].items() for word in words.split()]
CLEAN = (
    "一年来，我们坚持稳中求进工作总基调，巩固拓展脱贫攻坚成果，推进要素市场化配置改革，农村人居环境整治取得实效，产业结构"
    "持续优化，适应发展趋势，保障和改善民生，群众获得感明显增强。"
)


def test_the_names_are_long_enough_and_said_once() -> None:
    assert [name for name in NAMES if len(name) < 5] == []
    assert len(NAMES) == len(set(NAMES))


def test_no_confusion_is_itself_a_right_name() -> None:
    right = {*NAMES, *TABLE["confused"], *TABLE["right"]["words"].split()}
    assert [wrong for _, wrong in CONFUSED if any(wrong in name for name in right)] == []


@pytest.mark.parametrize("name", NAMES)
def test_a_right_name_is_silent(name: str) -> None:
    assert wrong_names(f"推动{name}，落实") == []


def test_every_known_confusion_is_found() -> None:
    assert [wrong for _, wrong in CONFUSED if not wrong_names(f"，{wrong}。")] == []


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("中华人民大和国万岁", ["中华人民大和国"]),
        ("中华人共和国", ["中华人共和国"]),
        ("中华人民民共和国", ["中华人民民共和国"]),
        ("中华人共民和国", ["中华人共民和国"]),
        ("全国人民代表大会常务委会", ["常务委会"]),
        ("省人民检查院、市检查院", ["检查院", "检查院"]),
        ("市人民攻府", ["攻府"]),
        ("国家发展和改各委员会", ["发展和改各委员会"]),
        ("市工业和信息代局、工业和信息化局", ["工业和信息代"]),
        ("中国人民政治协商会仪", ["政治协商会仪"]),
        ("习近平新时代中国特色社会主意思想", ["社会主意"]),
        ("粤港奥大湾区", ["粤港奥大湾区"]),
        ("全省人民代表大会、县人民代表大会、市人民政府、XX县人民检察院", []),
        ("省发展改革委员会、市卫生健康委、县纪委监委", []),
        ("我国国民经济和社会发展、社会主义法制、全国代表会议", []),
        ("中華人民共和國、人民代表大會", []),
        ("人 民 政 府\n中华人民共和国\n国", []),
    ],
)
def test_wrong_names(text: str, wrong: list[str]) -> None:
    assert [text[error.start : error.end] for error in wrong_names(text)] == wrong


def test_the_message_says_the_right_name() -> None:
    (finding,) = [f for f in check("向市检查院通报情况") if f.rule == "RM1201"]
    assert "检察院" in finding.message


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [("察", "查", True), ("院", "皖", True), ("未", "末", True), ("陈", "程", True), ("察", "院", False)],
)
def test_is_confusable(one: str, other: str, alike: bool) -> None:
    assert is_confusable(one, other) is alike
    assert is_confusable(other, one) is alike


def test_persons_need_a_roster() -> None:
    text = "副市长林岳州出席"
    assert [f for f in check(text) if f.rule == "RM1202"] == []
    found = [f for f in check(text, settings=Settings(roster=("林岳川",))) if f.rule == "RM1202"]
    assert [text[f.start : f.end] for f in found] == ["林岳州"]


def test_a_person_on_the_roster_is_right_even_beside_another_like_it() -> None:
    settings = Settings(roster=("林岳川", "林岳州"))
    assert [f for f in check("林岳川市长、林岳州书记", settings=settings) if f.rule == "RM1202"] == []


def test_a_misread_page_is_told_and_a_clean_one_is_not() -> None:
    assert misread(CLEAN) == []
    rng = random.Random(7)
    places = rng.sample([at for at, char in enumerate(CLEAN) if look_alikes(char)], 20)
    noisy = list(CLEAN)
    for at in places:
        noisy[at] = look_alikes(noisy[at])[0]
    found = misread("".join(noisy))
    assert len(found) >= 3
    assert set(found) <= set(places)


@given(st.text(alphabet="中华人民共和国大委员会检查院0O年\n，\U00020000\ud800", max_size=40))
def test_pairs_are_those_of_the_text(text: str) -> None:
    even, odd = pair_numbers(text)
    written = [as_number(text[at : at + 2]) for at in range(len(text) - 1)]
    assert list(even) == written[0::2]
    assert list(odd) == written[1::2]
    for error in wrong_names(text):
        assert 0 <= error.start < error.end <= len(text)
        assert text[error.start : error.end] != error.right
