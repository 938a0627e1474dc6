"""Cutting text into words: jieba's algorithm and dictionary with the domain dictionary data/dictionary.txt.

``cut(text)`` gives the words of a string, ``cut_paragraphs(text)`` those of every paragraph. The words put together
are the text again. Where rjieba is installed, which is jieba in Rust, it cuts in a fraction of the time; the words are
the same, and ``segmenter_name()`` tells which of the two it was.
"""

from __future__ import annotations

import importlib.metadata
import logging
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

from reportmine.patterns import regex
from reportmine.resources import resource

# How jieba cuts what is neither in the dictionary nor Chinese: 2.5%, but 2026|-|02. rjieba leaves it whole.
_SIGN = regex(r"[+#&._%-]")
_PIECES = regex(r"([a-zA-Z0-9]+(?:\.\d+)?%?)")
# Ideographs that jieba does not know as such, so that each is a word: 㙍. rjieba takes them for letters.
_UNKNOWN = regex("([\u3400-\u4dbf\u9fd6-\u9fff\uf900-\ufaff\U00020000-\U0003ffff])")


def _dictionary() -> Iterator[str]:
    for line in resource("data", "dictionary.txt").read_text(encoding="utf-8").splitlines():
        yield from line.partition("#")[0].split()


def _jieba() -> Any:
    """jieba's tokenizer with our dictionary; a dictionary of its own, so that a program that uses jieba beside us
    keeps its words.
    """
    import jieba

    jieba.setLogLevel(logging.ERROR)
    own = jieba.Tokenizer()
    own.initialize()
    for word in _dictionary():
        # Without a frequency jieba takes the least one that keeps the word whole.
        own.add_word(word)
    return own


@cache
def _rust() -> Any:
    """The module rjieba, or None where it is not installed."""
    try:
        import rjieba
    except ImportError:
        return None
    return rjieba


def _rjieba() -> Any:
    """rjieba's tokenizer with our dictionary, or None."""
    if _rust() is None:
        return None
    own = _rust().Jieba()
    for word in _dictionary():
        own.add_word(word, own.suggest_freq(word), "n")
    return own


@cache
def _cutter() -> Callable[[str], list[str]]:
    """What ``cut`` calls, made once a process."""
    own = _rjieba()
    if own is None:
        lcut: Callable[[str], list[str]] = _jieba().lcut
        return lcut

    def cut_as_jieba(text: str) -> list[str]:
        if _UNKNOWN.search(text):
            return [word for part in _UNKNOWN.split(text) for word in cut_known(part)]
        return cut_known(text)

    def cut_known(text: str) -> list[str]:
        words: list[str] = []
        for word in own.cut(text):
            if len(word) > 1 and _SIGN.search(word) and not own.has_word(word):
                words.extend(piece for piece in _PIECES.split(word) if piece)
            else:
                words.append(word)
        return words

    return cut_as_jieba


@cache
def segmenter_name() -> str:
    """What cuts the words in this process, with its version: ``rjieba 0.2.2``, ``jieba 0.42.1``."""
    name = "jieba" if _rust() is None else "rjieba"
    return f"{name} {importlib.metadata.version(name)}"


def cut(text: str) -> list[str]:
    """The words of ``text`` in order.

    >>> cut("深化专利质押融资，规上工业增加值增长8.5%")  # doctest: +SKIP
    ['深化', '专利质押融资', '，', '规上工业增加值', '增长', '8.5%']
    """
    return _cutter()(text)


def cut_paragraphs(text: str) -> Iterator[list[str]]:
    """The words of every non-blank line, white space left out."""
    for line in text.split("\n"):
        stripped = line.strip()
        if stripped:
            yield [word for word in cut(stripped) if not word.isspace()]
