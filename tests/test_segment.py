from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportmine.resources import resource
from reportmine.segment import cut, cut_paragraphs


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("深化专利质押融资工作", ["专利质押融资"]),
        ("规上工业增加值增长8.5%", ["规上工业增加值", "8.5%"]),
        ("率先开展强链护链行动", ["强链护链"]),
        ("落实河湖长制和林长制", ["河湖长制", "林长制"]),
        ("一般公共预算收入完成23.4亿元", ["一般公共预算收入"]),
    ],
)
def test_domain_words_stay_whole(text: str, words: list[str]) -> None:
    assert [word for word in words if word not in cut(text)] == []


def test_every_dictionary_word_stays_whole_alone() -> None:
    lines = resource("data", "dictionary.txt").read_text(encoding="utf-8").splitlines()
    words = [word for line in lines for word in line.partition("#")[0].split()]
    assert len(words) > 600
    assert len(words) == len(set(words)), sorted({word for word in words if words.count(word) > 1})
    assert [word for word in words if cut(word) != [word]] == []


@given(st.text(alphabet="专利质押融资增长8.5%，。 \u3000XX“”abc", max_size=60))
def test_words_put_together_are_the_text(text: str) -> None:
    assert "".join(cut(text)) == text


def test_paragraphs_are_lines_without_white_space() -> None:
    assert list(cut_paragraphs("\n\u3000甲乙 。\n\n丙\n")) == [["甲乙", "。"], ["丙"]]
