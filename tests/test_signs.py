"""Words that are looked for by their pairs of characters, and what the rules say a match of theirs must hold."""

from __future__ import annotations

import sys
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportmine.lexicon import load
from reportmine.rules.rule import Line, Page
from reportmine.signs import as_number, as_pair, pairs_of, signs

if sys.version_info >= (3, 11):
    import re._constants as opcodes
    import re._parser as parser
else:
    import sre_constants as opcodes
    import sre_parse as parser

WORDS = ("码", "密码", "码密", "同比增加", "，", "a b")
TEXTS = st.text(alphabet="密码同比增加，a b\n\U00020000\ud800", max_size=60)


@given(TEXTS)
def test_the_words_are_those_of_the_text_in_their_order(text: str) -> None:
    assert signs(WORDS).stand_in(text, pairs_of(text)) == [word for word in WORDS if word in text]
    places = sorted(
        ((at, at + len(word)) for word in WORDS for at in range(len(text)) if text.startswith(word, at)),
        key=lambda place: (place[0], -place[1]),
    )
    assert signs(WORDS).places(text, pairs_of(text)) == places


@given(TEXTS)
def test_lines_that_hold_a_word_are_found(text: str) -> None:
    page = Page(text)
    lines = [line for line in page.lines if any(word in page.norm[slice(*line)] for word in WORDS[:4])]
    assert page.lines_with(WORDS[:4]) == lines
    assert page.holds(WORDS[:4]) == bool(lines)


@given(TEXTS)
def test_a_number_is_a_pair(text: str) -> None:
    assert {as_pair(number) for number in pairs_of(text)} == {text[at : at + 2] for at in range(len(text) - 1)}
    assert all(as_number(as_pair(number)) == number for number in pairs_of(text))


@pytest.mark.parametrize("text", ["一、总结\n  （二）打算\n正文\n\n2023年\n①", " 第一部分", "", "\n\n三、"])
def test_numbered_lines_begin_where_they_begin(text: str) -> None:
    starts = [0, *(at + 1 for at, char in enumerate(text) if char == "\n")]
    assert Page(text).numbered == [at for at in starts if text[at:].lstrip(" ")[:1] in {*"第（(一二三2①"}]


def test_lines_are_pairs_of_offsets() -> None:
    assert Page("甲密码\n乙").lines_with(("密码",)) == [Line(0, 3)]


def _must_hold(tree: Any, chars: frozenset[str]) -> bool:
    """Whether every match of a pattern holds one of the characters."""
    for kind, value in tree:
        if kind is opcodes.LITERAL and chr(value) in chars:
            return True
        if kind is opcodes.IN and all(one is opcodes.LITERAL and chr(char) in chars for one, char in value):
            return True
        if kind is opcodes.SUBPATTERN and _must_hold(value[3], chars):
            return True
        if kind is opcodes.BRANCH and all(_must_hold(branch, chars) for branch in value[1]):
            return True
        if kind in (opcodes.MAX_REPEAT, opcodes.MIN_REPEAT) and value[0] and _must_hold(value[2], chars):
            return True
    return False


@pytest.mark.parametrize("told", load("leftovers")["notes"]["told"], ids=lambda told: told["chars"])
def test_a_note_holds_one_of_its_characters(told: dict[str, str]) -> None:
    assert _must_hold(parser.parse(told["pattern"]), frozenset(told["chars"]))
