"""The screening rules: what should be looked at before a report is published.

``check(text)`` runs all rules over a text and gives the findings in its order; ``check_document`` looks at everything
else in a file as well. One file a family, listed in ``FAMILIES``; the shape of a rule is in ``rule.py``.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from reportmine.masking import HIDDEN, mask_spans, mask_text
from reportmine.messages import tr
from reportmine.model import Finding
from reportmine.patterns import regex
from reportmine.readers.document import IN_THE_TEXT
from reportmine.rules import (
    blanks,
    classified,
    contacts,
    copied,
    counts,
    figures,
    furniture,
    growth,
    leftovers,
    marks,
    masks,
    misspelt,
    numbering,
    pairs,
    papers,
    parents,
    parts,
    passwords,
    personal,
    persons,
    places,
    secrets,
    shares,
    style,
    surface,
    unmasked,
    whereabouts,
    years,
)
from reportmine.rules.rule import Hit, Page, PartRule, Rule
from reportmine.rules.settings import Settings
from reportmine.text import LineIndex

if TYPE_CHECKING:
    from reportmine.readers import Document
    from reportmine.readers.document import Block
    from reportmine.sections import Structure

__all__ = ["FAMILIES", "RULES", "Settings", "check", "check_document", "mask_document"]

#: One line a family; a test fails for a file of this folder that is not here.
FAMILIES = (
    passwords, secrets, masks, blanks, unmasked, leftovers, furniture, personal, contacts, classified,
    numbering, pairs, years, whereabouts, surface, places, parents, misspelt, figures, parts, shares,
    growth, counts, style, marks, papers, persons, copied,
)  # fmt: skip
RULES: tuple[Rule, ...] = tuple(rule for family in FAMILIES for rule in family.RULES)

_SEVERITY = {"high": 0, "medium": 1, "low": 2}
# How much of the surroundings goes into a fingerprint, in characters.
_CONTEXT = 12
_BLANKS = regex(r"\s+")
# So many data of persons in one file are no slip but a list.
_MANY = 10


class _Found(NamedTuple):
    rule: Rule
    hit: Hit

    @property
    def severity(self) -> str:
        return self.hit.severity or self.rule.severity


def check(
    text: str,
    *,
    structure: Structure | None = None,
    settings: Settings | None = None,
    rules: Sequence[Rule] = RULES,
) -> list[Finding]:
    """All findings of a text, by place; those of a rule do not overlap one another.

    ``structure`` is what ``find_structure`` says of the text, where that is known already.

    >>> [(f.rule, f.start, f.end) for f in check("登录密码：abc123")]
    [('RM101', 5, 11)]
    """
    return _raise_many(_check_page(Page(text, structure=structure, settings=settings), rules))


def check_document(
    document: Document, *, settings: Settings | None = None, rules: Sequence[Rule] = RULES
) -> list[Finding]:
    """All findings of a document: those of its text by place, then those of its other parts in their order."""
    whole = Page(document.text, settings=settings, parts=document.parts)
    places = _Places(document.blocks)
    findings = [
        msgspec.structs.replace(finding, place=places.at(finding.start)) for finding in _check_page(whole, rules)
    ]
    index = LineIndex(document.text)
    elsewhere = [rule for rule in rules if rule.reads == "all" or isinstance(rule, PartRule)]
    parts = [rule for rule in elsewhere if isinstance(rule, PartRule)]
    for number, part in enumerate(document.parts):
        page = Page(part.text, settings=settings, part=part, whole=whole)
        line, column = (1, 1) if part.anchor is None else index.locate(part.anchor)
        for finding in _check_page(page, parts if part.kind in IN_THE_TEXT else elsewhere):
            findings.append(msgspec.structs.replace(finding, line=line, column=column, place=part.place, part=number))
    return _raise_many(_told_apart(findings))


def mask_document(document: Document) -> str:
    """The text of a document that was read but not analysed, with its secrets and personal data as ``•``."""
    return mask_text(document.text, check(document.text))


class _Places:
    """Where in its file an offset of the text stands, in words."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self._blocks = sorted(blocks, key=lambda block: block.start)
        self._starts = [block.start for block in self._blocks]

    def at(self, offset: int) -> str | None:
        at = bisect_right(self._starts, offset) - 1
        return self._blocks[at].place if at >= 0 and offset < self._blocks[at].end else None


def _check_page(page: Page, rules: Sequence[Rule]) -> list[Finding]:
    found = [_Found(rule, hit) for rule in rules for hit in rule.find(page) if hit.start < hit.end]
    return _write(page, _settle(found)) if found else []


def _raise_many(findings: list[Finding]) -> list[Finding]:
    """A list of persons weighs more than one of them."""
    listed = [finding for finding in findings if finding.category == "personal" and finding.severity == "medium"]
    if len(listed) < _MANY:
        return findings
    return [
        msgspec.structs.replace(finding, severity="high")
        if finding.category == "personal" and finding.severity == "medium"
        else finding
        for finding in findings
    ]


def _told_apart(findings: list[Finding]) -> list[Finding]:
    """Two comments that say the same get two fingerprints."""
    seen: Counter[str] = Counter()
    written: list[Finding] = []
    for finding in findings:
        seen[finding.fingerprint] += 1
        count = seen[finding.fingerprint]
        if count > 1:
            mixed = hashlib.sha256(f"{finding.fingerprint}\x1f{count}".encode()).hexdigest()[:16]
            finding = msgspec.structs.replace(finding, fingerprint=mixed)
        written.append(finding)
    return written


def _settle(found: list[_Found]) -> list[_Found]:
    """Settles overlaps: the gravest and longest secret stays and hides what lies inside it."""
    hidden: list[_Found] = []
    starts: list[int] = []
    order = sorted(
        (f for f in found if f.rule.category in HIDDEN),
        key=lambda f: (_SEVERITY[f.severity], f.hit.start - f.hit.end, f.hit.start, f.rule.id),
    )
    for candidate in order:
        at = bisect_right(starts, candidate.hit.start)
        clear_left = at == 0 or hidden[at - 1].hit.end <= candidate.hit.start
        clear_right = at == len(hidden) or candidate.hit.end <= hidden[at].hit.start
        if clear_left and clear_right:
            hidden.insert(at, candidate)
            starts.insert(at, candidate.hit.start)
    kept = list(hidden)
    last_end: dict[str, int] = {}
    for other in sorted(
        (f for f in found if f.rule.category not in HIDDEN),
        key=lambda f: (f.hit.start, -f.hit.end, f.rule.id),
    ):
        at = bisect_right(starts, other.hit.start) - 1
        inside = at >= 0 and hidden[at].hit.end >= other.hit.end
        if not inside and other.hit.start >= last_end.get(other.rule.id, 0):
            kept.append(other)
            last_end[other.rule.id] = other.hit.end
    return sorted(kept, key=lambda f: (f.hit.start, f.hit.end, f.rule.id))


def _write(page: Page, found: Sequence[_Found]) -> list[Finding]:
    index = LineIndex(page.text)
    findings: list[Finding] = []
    for (rule, hit), fingerprint in zip(found, _fingerprints(page, found), strict=True):
        line, column = index.locate(hit.start)
        findings.append(
            Finding(
                rule=rule.id,
                category=hit.category or rule.category,
                severity=hit.severity or rule.severity,
                start=hit.start,
                end=hit.end,
                line=line,
                column=column,
                message=tr(hit.message or rule.message),
                advice=tr(hit.advice or rule.advice),
                fingerprint=fingerprint,
            )
        )
    return findings


def _fingerprints(page: Page, found: Sequence[_Found]) -> Iterator[str]:
    """Of every finding the hash of its rule, the heading above it and its evidence.

    The evidence goes in with the words round it in its line, so that one of many XX keeps its fingerprint
    when another is mended. Of a secret only its surroundings go in and eight bits of its own hash: enough
    to notice another password in its place, too little to guess it from. Equal ones are told apart by their
    order.
    """
    hidden = [(hit.category or rule.category) in HIDDEN for rule, hit in found]
    safe = mask_spans(
        page.norm, [(hit.start, hit.end) for (_, hit), secret in zip(found, hidden, strict=True) if secret]
    )
    headings = _Headings(page, safe)
    counts: Counter[str] = Counter()
    for (rule, hit), secret in zip(found, hidden, strict=True):
        line = page.line_at(hit.start)
        before = safe[max(line.start, hit.start - _CONTEXT) : hit.start]
        after = safe[hit.end : max(hit.end, min(line.end, hit.end + _CONTEXT))]
        evidence = page.text[hit.start : hit.end]
        if secret:
            evidence = hashlib.sha256(evidence.encode("utf-8", "replace")).hexdigest()[:2]
        parts = (rule.id, headings.at(hit.start), before.strip(), evidence, after.strip())
        key = "\x1f".join(_BLANKS.sub(" ", part) for part in parts)
        counts[key] += 1
        yield hashlib.sha256(f"{key}\x1f{counts[key]}".encode("utf-8", "replace")).hexdigest()[:16]


class _Headings:
    """The line of the innermost heading over an offset, from a text whose secrets are masked."""

    def __init__(self, page: Page, safe: str) -> None:
        self._headings: list[str]
        if page.part is not None:
            self._starts, self._headings = [0], [page.part.kind]
            return
        self._starts = sorted(section.start for section in page.structure.sections)
        lines = (page.line_at(start) for start in self._starts)
        self._headings = [safe[line.start : line.end] for line in lines]

    def at(self, offset: int) -> str:
        index = bisect_right(self._starts, offset) - 1
        return self._headings[index] if index >= 0 else ""
