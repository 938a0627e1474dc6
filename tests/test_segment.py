from __future__ import annotations

import sys
from collections.abc import Callable
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportmine import segment
from reportmine.resources import resource
from reportmine.segment import cut, cut_paragraphs, segmenter_name


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


@cache
def _python_cut() -> Callable[[str], list[str]]:
    cutter: Callable[[str], list[str]] = segment._jieba().lcut
    return cutter


@pytest.mark.parametrize(
    "text",
    [
        "2026-02-09 09:12，GB/T 1234-2005",
        "优良率XX.X%，PM2.5和PM_2.5下降4.5G，a.b.c",
        "AT&T、C++和5G-A基站，同比-3.2%",
        "㙍头村、𠮷野家+5个，龦龧",
        "实施“2011-2020年”规划\r\n\t １２．５％",
    ],
)
def test_rust_and_python_cut_alike(text: str) -> None:
    pytest.importorskip("rjieba")
    assert cut(text) == _python_cut()(text)


@given(st.text(alphabet="专利质押融资增长产业园85.5%，。 \u3000Xx“”aB+-#_&㐀\U00020000é〇", max_size=40))
def test_rust_and_python_cut_any_text_alike(text: str) -> None:
    pytest.importorskip("rjieba")
    assert cut(text) == _python_cut()(text)


def test_all_reports_are_cut_alike() -> None:
    pytest.importorskip("rjieba")
    for path in sorted((resource("corpus")).glob("*.txt"))[:6]:
        text = path.read_text(encoding="utf-8")
        assert cut(text) == _python_cut()(text), path.name


def test_without_rjieba_jieba_cuts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "rjieba", None)
    caches = (segment._rust, segment._cutter, segment.segmenter_name)
    for made in caches:
        made.cache_clear()
    try:
        assert segmenter_name().startswith("jieba ")
        assert cut("深化专利质押融资")[-1] == "专利质押融资"
    finally:
        for made in caches:
            made.cache_clear()
