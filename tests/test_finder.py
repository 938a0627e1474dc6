"""The finder gives every place of every string, as a search for one after another would."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportmine.paragraphs.finder import Finder

TEXTS = st.text("要必须的。了a\x00𠀀", max_size=40)
STRINGS = st.lists(st.text("要必须的。了", min_size=1, max_size=4), unique=True, max_size=30)


def search(strings: list[str], text: str) -> set[tuple[int, str]]:
    return {
        (end - 1, one) for one in strings for end in range(len(one), len(text) + 1) if text[end - len(one) : end] == one
    }


@given(STRINGS, TEXTS)
def test_finds_all_and_nothing_else(strings: list[str], text: str) -> None:
    found = [
        (place, strings[which])
        for hits in Finder(strings).find(text)
        for place, which in zip(hits.place.tolist(), hits.which.tolist(), strict=True)
    ]
    assert sorted(found) == sorted(search(strings, text))


@given(STRINGS, TEXTS)
def test_a_node_is_worth_all_strings_that_end_there(strings: list[str], text: str) -> None:
    finder = Finder(strings)
    worth = np.arange(1, len(strings) + 1, dtype=np.float64)[:, None]
    sums = finder.along(worth)[finder.deepest(text), 0]
    for place in range(len(text)):
        assert sums[place] == sum(strings.index(one) + 1 for at, one in search(strings, text) if at == place)


@pytest.mark.parametrize("text", ["", "\ud800要", "了"])
def test_odd_texts(text: str) -> None:
    assert sum(len(hits.place) for hits in Finder(["要"]).find(text)) == text.count("要")
