"""Cutting text into words: jieba with the domain dictionary data/dictionary.txt.

``cut(text)`` gives the words of a string, ``cut_paragraphs(text)`` those of every paragraph. The words put together
are the text again.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from functools import cache
from typing import Any

from reportmine.resources import resource


@cache
def tokenizer() -> Any:
    """jieba's tokenizer with our dictionary, made once a process; a dictionary of its own, so that a program
    that uses jieba beside us keeps its words.
    """
    import jieba

    jieba.setLogLevel(logging.ERROR)
    own = jieba.Tokenizer()
    own.initialize()
    for line in resource("data", "dictionary.txt").read_text(encoding="utf-8").splitlines():
        for word in line.partition("#")[0].split():
            # Without a frequency jieba takes the least one that keeps the word whole.
            own.add_word(word)
    return own


def cut(text: str) -> list[str]:
    """The words of ``text`` in order.

    >>> cut("深化专利质押融资，规上工业增加值增长8.5%")  # doctest: +SKIP
    ['深化', '专利质押融资', '，', '规上工业增加值', '增长', '8.5%']
    """
    words: list[str] = tokenizer().lcut(text)
    return words


def cut_paragraphs(text: str) -> Iterator[list[str]]:
    """The words of every non-blank line, white space left out."""
    for line in text.split("\n"):
        stripped = line.strip()
        if stripped:
            yield [word for word in cut(stripped) if not word.isspace()]
