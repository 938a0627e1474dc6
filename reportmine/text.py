"""Text helpers that never move an offset: normalisation by 1:1 tables, line and column of an offset.

Takes and gives strings of the same length. Read next: the packages ``sections`` and ``quantities``.
"""

from __future__ import annotations

from bisect import bisect_right

# Full-width ASCII (！ to ～) and the ideographic space, each to one character, so lengths never change.
# Chinese punctuation that carries structure （ ） ， ： ； ！ ？ stays as it is.
_KEEP = "（），：；！？"
_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F) if chr(code) not in _KEEP}
_SPACES = dict.fromkeys(map(ord, "\u3000\u00a0\u2002\u2003\u2009\u202f\t"), " ")
_TABLE: dict[int, int | str] = {**_FULL_WIDTH, **_SPACES, ord("﹪"): "%", ord("∶"): ":", ord("﹣"): "-"}


def normalise(text: str) -> str:
    """The same text with full-width letters, digits and signs as ASCII and every space as U+0020.

    ``len(normalise(t)) == len(t)`` always holds, so offsets found in it are offsets in the text.

    >>> normalise("增长８．８％")
    '增长8.8%'
    """
    return text.translate(_TABLE)


class LineIndex:
    """Line and column of offsets in one text."""

    def __init__(self, text: str) -> None:
        self._starts = [0]
        position = text.find("\n")
        while position >= 0:
            self._starts.append(position + 1)
            position = text.find("\n", position + 1)

    def locate(self, offset: int) -> tuple[int, int]:
        """1-based line and column (code points) of a 0-based offset."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1
