"""Says what decided each field of an indicator (``analyze --explain``); asked for only when somebody wants to know.

Takes the text of a paragraph and what the other modules found in it, gives ``Reason`` structs with offsets in the
report. Read next: ``find.py``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportmine.indicators.changes import verb_of_change
from reportmine.indicators.names import Name
from reportmine.indicators.phrases import any_of
from reportmine.indicators.pieces import Span
from reportmine.indicators.status import Judged
from reportmine.lexicon import strings
from reportmine.model import Direction, IndicatorKind, Quantity, Reason

_KIND_RULES: dict[IndicatorKind, str] = {
    "level": "amount-or-count",
    "share": "percentage-without-change",
    "rank": "rank-word",
    "points": "percentage-points",
    "multiple": "times-word",
    "change": "verb-of-change",
}


def _bound_words(bound: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    before = any_of(strings("quantity_cues", "before", bound))
    after = "|".join(strings("quantity_cues", "after", bound))
    return re.compile(rf"(?:{before})(?=[了至到达为有]?\Z)"), re.compile(rf" ?(?:{after})")


_BOUNDS = {bound: _bound_words(bound) for bound in ("min", "max", "about")}


def reasons(
    plain: str,
    base: int,
    quantity: Quantity,
    name: Name,
    judged: Judged,
    kind: IndicatorKind,
    direction: Direction | None,
    baseline: Span | None,
) -> Iterator[Reason]:
    """What decided name, bound, kind, direction, status and baseline of a figure."""
    yield Reason(field="name", rule=name.rule)
    if quantity.bound != "exact":
        yield reason("bound", "bound-word", _bound_at(plain, quantity), base)
    verb = verb_of_change(plain, name.left) if direction is not None else None
    rule = "same-list" if kind == "change" and verb is None else _KIND_RULES[kind]
    yield reason("kind", rule, verb if kind == "change" else (quantity.start, quantity.end), base)
    if direction is not None:
        yield reason("direction", "verb-of-change" if verb is not None else "same-list", verb, base)
    yield reason("status", judged.rule, judged.span, base)
    if baseline is not None:
        yield reason("baseline", "comparison", baseline, base)


def reason(field: str, rule: str, span: Span | None, base: int) -> Reason:
    """A reason with its words, if it has any, at offsets of the report."""
    if span is None or span[0] == span[1]:
        return Reason(field=field, rule=rule)
    return Reason(field=field, rule=rule, start=span[0] + base, end=span[1] + base)


def _bound_at(plain: str, quantity: Quantity) -> Span:
    """The word of bound before or behind the number; the number itself when it holds the word (6300多万)."""
    before, after = _BOUNDS[quantity.bound]
    found = after.match(plain, quantity.end) or before.search(plain, max(0, quantity.start - 8), quantity.start)
    return found.span() if found is not None else (quantity.start, quantity.end)
