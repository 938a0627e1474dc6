"""What decided that a stretch of text is an action, which type it has and how far it is.

Takes a name and the decision on its status; gives ``Reason`` objects with offsets into the whole text. Read next:
``Name.rule`` in ``names.py`` and ``Decision`` in ``status.py``.
"""

from __future__ import annotations

from reportmine.actions.names import Name
from reportmine.actions.status import Decision
from reportmine.model import Reason

# A quotation under one of these has its type from the verb before it.
_BY_VERB = ("quoted", "rank-won")


def reasons_of(name: Name, decision: Decision, masked: str, offset: int) -> tuple[Reason, ...]:
    """Why ``name`` is one, and why it has its type and its status; ``offset`` is where the paragraph begins.

    ``field`` is ``name``, ``type`` or ``status``. The rules of a name: ``head-word`` (工程, 行动), ``list-item`` (the
    head stands behind the list), ``quoted``, ``quoted-subject``, ``closing-quotation``, ``book-title``, ``decree``
    (关于…的意见), ``edition`` (第三届), ``rank-won`` (获评国家…) and ``known``
    (西气东输).
    """
    return (
        _reason("name", name.rule, name.head, offset),
        _typed(name, masked, offset),
        _reason("status", decision.rule, _span(decision), offset),
    )


def _typed(name: Name, masked: str, offset: int) -> Reason:
    if name.rule in _BY_VERB and name.chunk.verb_word:
        place = masked.rfind(name.chunk.verb_word, 0, name.start)
        if place >= 0:
            return _reason("type", "verb", (place, place + len(name.chunk.verb_word)), offset)
    return _reason("type", name.rule, name.head, offset)


def _span(decision: Decision) -> tuple[int, int] | None:
    return None if decision.start is None or decision.end is None else (decision.start, decision.end)


def _reason(field: str, rule: str, span: tuple[int, int] | None, offset: int) -> Reason:
    start, end = (None, None) if span is None else (span[0] + offset, span[1] + offset)
    return Reason(field=field, rule=rule, start=start, end=end)
