"""A number as it was found in a text, before anybody judged whether it counts or measures anything.

Read next: ``scan.py``, which finds them, and ``counting.py``, which judges them.
"""

from __future__ import annotations

from typing import Literal

import msgspec

Form = Literal["number", "percent", "points", "rank", "multiple", "fraction", "ratio", ""]


class Found(msgspec.Struct, frozen=True, gc=False):
    """A number as found, not judged yet. ``written``: arabic, chinese, mask, rank, word or none."""

    start: int
    end: int
    low: float | None
    high: float | None
    scale: str
    base: str
    form: Form
    kind: str
    written: str
    more: str = ""
    borrowed: bool = False
