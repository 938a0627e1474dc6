"""Text as GitHub-flavoured Markdown that shows it as it is: nothing in it becomes a heading, a link, HTML or a formula.

``escaped`` for a line, ``table`` for rows. Read next: ``report_markdown.py``, ``comparison_markdown.py``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from reportmine.renderers.controls import visible

# What Markdown would read as its own anywhere, and where a line or an item begins.
_SIGNS = re.compile(r"([\\`*_\[\]<>|#&~$])")
_FIRST = re.compile(r"^(\d*)([-+.)])(?=\s|$)")


def escaped(said: str) -> str:
    r"""The words on one line, with a backslash before every sign that Markdown would obey.

    >>> escaped("<b>3*4</b>")
    '\\<b\\>3\\*4\\</b\\>'
    """
    line = _SIGNS.sub(r"\\\1", " ".join(visible(said).split()))
    return _FIRST.sub(r"\1\\\2", line)


def table(columns: Sequence[str], rows: Iterable[Sequence[str]], *, right: Sequence[int] = ()) -> Iterator[str]:
    """The lines of a table; ``right`` are the columns that hold figures, from 0."""
    yield "| " + " | ".join(map(escaped, columns)) + " |"
    yield "|" + "".join(" ---: |" if number in right else " --- |" for number in range(len(columns)))
    for row in rows:
        yield "| " + " | ".join(map(escaped, row)) + " |"
