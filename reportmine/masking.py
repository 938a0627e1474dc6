"""Hides secrets and personal data in whatever is going to be shown; lengths and offsets stay as they are.

Takes texts or whole reports with their findings and gives the same with ``•`` for every hidden character.
Every output goes through here unless the user asks for ``--show-secrets``. Read next: ``rules/secrets.py``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

import msgspec

from reportmine.model import Category, Finding, Report
from reportmine.text import normalise

BULLET = "•"
#: What is never shown in clear by itself.
HIDDEN: tuple[Category, ...] = ("secret", "personal")
# Shorter pieces of a secret are not looked for elsewhere: they would blank out ordinary text.
_SHORTEST = 4
# The fields of a comparison that hold words of reports.
_QUOTING = {
    "text", "name", "names", "evidence", "title", "region", "section", "heading", "old", "new", "word", "message",
    "filled",
}  # fmt: skip
# How much of a secret that a string was cut in is looked for at its end.
_LONGEST_CUT = 64

Struct = TypeVar("Struct", bound=msgspec.Struct)


def mask_text(text: str, findings: Iterable[Finding]) -> str:
    """``text`` with the characters of every secret or personal finding replaced by ``•``.

    The findings are those of this very text; line breaks inside them stay, so that lines and columns do too.

    >>> mask_text("abc", [])
    'abc'
    """
    return mask_spans(text, [(f.start, f.end) for f in findings if f.category in HIDDEN])


def mask_spans(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """``text`` with the characters of these places, but line breaks, replaced by ``•``."""
    pieces: list[str] = []
    position = 0
    for start, end in sorted(spans):
        start = max(start, position)
        if end > start:
            pieces += [text[position:start], _bullets(text[start:end])]
            position = end
    return "".join([*pieces, text[position:]])


def mask_report(report: Report) -> Report:
    """The report with its secrets hidden in ``text`` and in every string that quotes it.

    The same secret standing in another string (the evidence of a figure, a title, a heading) is hidden
    there too.
    """
    hidden = [f for f in report.findings if f.category in HIDDEN]
    if not hidden:
        return report
    kept = _hider({report.text[f.start : f.end] for f in hidden})

    def clean(value: str | None) -> str | None:
        return None if value is None else kept(value)

    return msgspec.structs.replace(
        report,
        text=mask_text(report.text, hidden),
        title=clean(report.title),
        region=clean(report.region),
        organisation=clean(report.organisation),
        audience=clean(report.audience),
        sections=tuple(msgspec.structs.replace(s, heading=kept(s.heading)) for s in report.sections),
        indicators=tuple(
            msgspec.structs.replace(i, name=kept(i.name), evidence=kept(i.evidence)) for i in report.indicators
        ),
        actions=tuple(msgspec.structs.replace(a, name=kept(a.name)) for a in report.actions),
    )


def mask_quotations(facts: Struct, texts: Iterable[tuple[str, Iterable[Finding]]]) -> Struct:
    """A struct of any kind whose strings quote these texts, with their secrets hidden in them.

    Only what quotes is looked at: names, words, passages, and not the labels that a field is one of.
    """
    whole = {text[f.start : f.end] for text, findings in texts for f in findings if f.category in HIDDEN}
    if not whole:
        return facts
    kept = _hider(whole)

    def clean(value: Any, field: str) -> Any:
        if isinstance(value, str):
            return kept(value) if field in _QUOTING else value
        if isinstance(value, dict):
            return {key: clean(one, field if field in _QUOTING else key) for key, one in value.items()}
        return [clean(one, field) for one in value] if isinstance(value, (list, tuple)) else value

    plain = msgspec.to_builtins(facts)
    return msgspec.convert(clean(plain, ""), type(facts))


def _hider(whole: set[str]) -> Callable[[str], str]:
    """A function that hides these secrets in a string, in every form that our strings have them in."""
    # Names of figures are written without the spaces and in half width: 4111 1111 stands in them as 41111111.
    whole = whole | {"".join(form.split()) for one in whole for form in (one, normalise(one))}
    lines = {line for one in whole for line in one.split("\n")}
    secrets = sorted({line.strip() for line in lines if len(line.strip()) >= _SHORTEST}, key=lambda s: (-len(s), s))
    secrets += sorted(secret for secret in whole if secret not in secrets and 0 < len(secret) < _SHORTEST)
    if not secrets:
        return str
    pattern = re.compile("|".join(map(re.escape, secrets)))
    heads = {secret[:size] for secret in secrets for size in range(_SHORTEST, min(len(secret), _LONGEST_CUT))}

    def kept(value: str) -> str:
        value = pattern.sub(lambda match: _bullets(match.group()), value)
        # A string may have been cut inside a secret.
        for size in range(min(_LONGEST_CUT, len(value)), _SHORTEST - 1, -1):
            if value[-size:] in heads:
                return value[:-size] + _bullets(value[-size:])
        return value

    return kept


def _bullets(secret: str) -> str:
    return "".join(char if char == "\n" else BULLET for char in secret)
