"""What of a text counts when texts are compared: its letters, with all figures alike.

Takes a text, gives ``Letters``: punctuation and white space are gone, every figure and every mask is one sign, so that
增长8.1% and 增长XX％ are the same; 全省, 全市 and 全县 are the same as well, for a sentence that goes down a level
changes just that. Positions lead back to the text. Read next: ``fingerprints.py``.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from reportmine.lexicon import strings
from reportmine.patterns import regex

if TYPE_CHECKING:
    import numpy as np

    from reportmine.model import Report

    Codes = np.ndarray[Any, np.dtype[np.uint32]]
    Positions = np.ndarray[Any, np.dtype[np.int64]]

#: What stands for a figure of any length.
FIGURE = "#"
# Digits, and what is written where a figure is left out: XX, ××, **, □□, and our own bullet.
_FIGURES = "0123456789０１２３４５６７８９XxＸｘ×*＊○◯□△•"
# One of these alone is most often part of a word (统一, 万众); next to another or to a digit it is part of a figure.
_NUMERALS = "〇零一二三四五六七八九十百千万亿两"
_LEVELS = "省市县区州盟旗"
_RUNNING = ("body", "heading")
_SENTENCES = regex(r"[^。！!？?\n]+")
# Letters by code point, half-open. Written out: what a Python calls a letter depends on its version, and these decide
# which hashes a store holds.
_RANGES = (
    (0x00C0, 0x2000), (0x2150, 0x2190), (0x3040, 0x3100), (0x3400, 0x4DC0), (0x4E00, 0xA000), (0xAC00, 0xD7A4),
    (0xF900, 0xFB00), (0x20000, 0x32000),
)  # fmt: skip
_CODES = 0x110000
# Set in the table for what may be part of a figure.
_NUMERIC = 1 << 24


class Letters(NamedTuple):
    """The letters of a text; the one at ``at`` was written in ``text[starts[at]:ends[at]]``."""

    codes: Codes
    starts: Positions
    ends: Positions

    def __len__(self) -> int:
        return len(self.codes)

    @property
    def written(self) -> str:
        """The letters as a string of as many characters."""
        return self.codes.tobytes().decode("utf-32-le", "surrogatepass")


def running_text(report: Report) -> str:
    """The text of a report with blanks for what every report says, as long as before.

    Blank is all that is not body or heading (who gave it when and where, the salutation, what a web page has around
    it), and the sentences of ceremony (我代表市人民政府，向大会报告工作). They are the same in reports that share
    nothing else. Offsets stay: what is found in it stands there in ``report.text``.
    """
    pieces: list[str] = []
    position = 0
    for paragraph in report.paragraphs:
        if paragraph.kind in _RUNNING:
            pieces += [" " * (paragraph.start - position), report.text[paragraph.start : paragraph.end]]
            position = paragraph.end
    running = "".join([*pieces, " " * (len(report.text) - position)])
    return _SENTENCES.sub(lambda found: " " * len(found[0]) if is_ceremony(found[0]) else found[0], running)


def is_ceremony(sentence: str) -> bool:
    """Whether a sentence says who reports to whom, or thanks (data/borrowing.toml)."""
    return any(pattern.search(sentence) for pattern in _ceremony())


@cache
def _ceremony() -> tuple[re.Pattern[str], ...]:
    return tuple(map(regex, strings("borrowing", "ceremony", "patterns")))


def read_letters(text: str) -> Letters:
    """The letters of a text.

    >>> read_letters("2025年，全市 增长 8.1％。").written
    '#年全省增长#'
    """
    import numpy as np

    signs = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    codes = _table()[signs]
    starts = np.flatnonzero(codes)
    codes = codes[starts]
    numeric = codes >= _NUMERIC
    codes &= np.uint32(_NUMERIC - 1)
    # A numeral next to one that is numeric, or a digit, is a figure; of a run of them the first stays.
    beside = np.zeros(len(codes) + 2, dtype=bool)
    beside[1:-1] = numeric
    figure = (codes == ord(FIGURE)) | (numeric & (beside[:-2] | beside[2:]))
    first = ~figure
    first[1:] |= ~figure[:-1]
    first[:1] = True
    codes[figure] = ord(FIGURE)
    kept = np.flatnonzero(first)
    lasts = np.append(kept[1:], len(codes))[: len(kept)] - 1
    return Letters(codes[kept], starts[kept], starts[lasts] + 1)


@cache
def _table() -> Codes:
    """The letter of each code point, 0 for what is none."""
    import numpy as np

    from reportmine.lexicon import simplified_forms

    table = np.zeros(_CODES, dtype=np.uint32)
    for first, end in _RANGES:
        table[first:end] = np.arange(first, end, dtype=np.uint32)
    for sign in "abcdefghijklmnopqrstuvwxyz":
        for shift in (0, 0xFEE0):
            table[ord(sign) + shift] = table[ord(sign.upper()) + shift] = ord(sign)
    table[ord("÷")] = 0
    for sign in _FIGURES:
        table[ord(sign)] = ord(FIGURE) | _NUMERIC
    for sign in _LEVELS:
        table[ord(sign)] = ord(_LEVELS[0])
    for sign in _NUMERALS:
        table[ord(sign)] = ord(sign) | _NUMERIC
    for traditional, simplified in simplified_forms().items():
        table[traditional] = table[simplified]
    return table
