"""One figure that a research measure gives: plain data, one row of the long table.

Every module of this package gives some of these; ``measures/measure.py`` puts them together.
"""

from __future__ import annotations

from typing import Literal

import msgspec

#: The parts of a report that a measure may be of; ``whole`` is all of its body.
Scope = Literal["whole", "review", "shortfalls", "plan"]


#: The families that are counted in each part of a report; of the others a value stands in the part that says it.
BY_PART = ("attention", "dictionary", "hardness", "length", "quantification", "readability")


class Measure(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One value of one measure over one part of one report.

    ``measure`` is the family (dictionary, target, hardness, …) and ``name`` what of it (the name of the dictionary and
    the count, the code of the indicator). ``value`` is in ``unit``; ``None`` means that it cannot be said, 0 that it is
    nothing. ``numerator`` and ``denominator`` are what it was divided from, where it was. ``note`` says what a
    number cannot: the modifier of a target, that it is absent, what the report was held against. ``evidence`` are spans
    of the report's text, half-open.
    """

    part: Scope
    measure: str
    name: str
    value: float | None
    unit: str
    numerator: float | None = None
    denominator: float | None = None
    dictionary: str | None = None
    dictionary_version: str | None = None
    note: str | None = None
    evidence: tuple[tuple[int, int], ...] = ()
