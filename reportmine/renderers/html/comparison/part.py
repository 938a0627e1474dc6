"""What every part of the page is before it is drawn: words and numbers for the template, rows for the script.

Read next: ``follow_up.py``, ``series.py`` and the other modules, one a part.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from markupsafe import Markup


class Part(NamedTuple):
    """One section of the page.

    ``name`` is the part's, its id in the page and the name of its template; ``shown`` are the variables of the
    template; ``rows`` is what the script lists (``Page.data().parts[name]``), ``None`` where it lists nothing.
    """

    name: str
    title: str
    size: int
    lead: tuple[str, ...]
    shown: dict[str, Any]
    rows: Any = None


class Drawing(NamedTuple):
    """A chart with the same numbers as a table; ``svg`` is empty where the extra ``charts`` is missing.

    The cells of ``rows`` are strings, or ``Place``s that become links.
    """

    title: str
    svg: Markup
    columns: tuple[str, ...]
    rows: Sequence[Sequence[Any]]
    note: str = ""


class Choice(NamedTuple):
    """One value of a filter, its words, and how many things have it."""

    value: str
    said: str
    number: int | None = None
