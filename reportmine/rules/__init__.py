"""The screening rules: what should be looked at before a report is published.

``check(report)`` runs all rules over ``report.text`` and gives the findings in the order of the text. One
file a family, listed in ``FAMILIES``; the shape of a rule is in ``rule.py``.
"""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from reportmine.masking import HIDDEN, mask_text
from reportmine.messages import tr
from reportmine.model import Finding, Report
from reportmine.rules import (
    classified,
    consistency,
    furniture,
    leftovers,
    masks,
    personal,
    secrets,
    unmasked,
    whereabouts,
)
from reportmine.rules.rule import Hit, Page, Rule
from reportmine.text import LineIndex

if TYPE_CHECKING:
    from reportmine.readers import Document

#: One line a family; a test fails for a file of this folder that is not here.
FAMILIES = (secrets, masks, unmasked, leftovers, furniture, personal, classified, consistency, whereabouts)
RULES: tuple[Rule, ...] = tuple(rule for family in FAMILIES for rule in family.RULES)

_SEVERITY = {"high": 0, "medium": 1, "low": 2}
# How much of the surroundings goes into a fingerprint, in characters.
_CONTEXT = 12


class _Found(NamedTuple):
    rule: Rule
    hit: Hit

    @property
    def severity(self) -> str:
        return self.hit.severity or self.rule.severity


def check(report: Report) -> list[Finding]:
    """All findings of a report, by place; those of a rule do not overlap one another.

    >>> from reportmine.model import Report, Source
    >>> source = Source(path="-", format="txt", encoding="utf-8", sha256="", chars=0)
    >>> report = Report(source=source, title=None, year=None, region=None, organisation=None, date=None,
    ...                 audience=None, text="登录密码：abc123")
    >>> [(f.rule, f.start, f.end) for f in check(report)]
    [('RM101', 5, 11)]
    """
    page = Page(report)
    found = [_Found(rule, hit) for rule in RULES for hit in rule.find(page) if hit.start < hit.end]
    return _write(page, _settle(found)) if found else []


def mask_document(document: Document) -> str:
    """The text of a document that was read but not analysed, with its secrets and personal data as ``•``."""
    bare = Report(
        source=document.source, title=None, year=None, region=None, organisation=None, date=None, audience=None,
        text=document.text,
    )  # fmt: skip
    return mask_text(document.text, check(bare))


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


def _write(page: Page, found: Iterable[_Found]) -> list[Finding]:
    index = LineIndex(page.text)
    findings: list[Finding] = []
    for rule, hit in found:
        line, column = index.locate(hit.start)
        findings.append(
            Finding(
                rule=rule.id,
                category=rule.category,
                severity=hit.severity or rule.severity,
                start=hit.start,
                end=hit.end,
                line=line,
                column=column,
                message=tr(hit.message or rule.message),
                advice=tr(rule.advice),
                fingerprint="",
            )
        )
    return _with_fingerprints(page, findings)


def _with_fingerprints(page: Page, findings: list[Finding]) -> list[Finding]:
    """Gives every finding the hash of its rule, the heading above it and its evidence.

    The evidence goes in with the words round it in its line, so that one of many XX keeps its fingerprint
    when another is mended. Of a secret only its surroundings go in and eight bits of its own hash: enough
    to notice another password in its place, too little to guess it from. Equal ones are told apart by their
    order.
    """
    from msgspec.structs import replace

    safe = mask_text(page.norm, findings)
    headings = _Headings(page, safe)
    counts: Counter[str] = Counter()
    written: list[Finding] = []
    for finding in findings:
        line = page.line_at(finding.start)
        before = safe[max(line.start, finding.start - _CONTEXT) : finding.start]
        after = safe[finding.end : max(finding.end, min(line.end, finding.end + _CONTEXT))]
        evidence = page.text[finding.start : finding.end]
        if finding.category in HIDDEN:
            evidence = hashlib.sha256(evidence.encode("utf-8", "replace")).hexdigest()[:2]
        parts = (finding.rule, headings.at(finding.start), before.strip(), evidence, after.strip())
        key = "\x1f".join(re.sub(r"\s+", " ", part) for part in parts)
        counts[key] += 1
        digest = hashlib.sha256(f"{key}\x1f{counts[key]}".encode("utf-8", "replace")).hexdigest()
        written.append(replace(finding, fingerprint=digest[:16]))
    return written


class _Headings:
    """The line of the innermost heading over an offset, from a text whose secrets are masked."""

    def __init__(self, page: Page, safe: str) -> None:
        self._starts = sorted(section.start for section in page.report.sections)
        lines = (page.line_at(start) for start in self._starts)
        self._headings = [safe[line.start : line.end] for line in lines]

    def at(self, offset: int) -> str:
        index = bisect_right(self._starts, offset) - 1
        return self._headings[index] if index >= 0 else ""
