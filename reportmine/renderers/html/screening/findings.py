"""The findings of a file as the rows of its lists: those to look at, those set aside, those outside of the text.

Takes a ``Screening`` (masked already, unless secrets are to be shown), gives rows of words. A finding has the id
``<file>-<number>`` in the page, one that was set aside ``<file>-s<number>``, and the place in the text that something
outside of it belongs to ``<file>-p<number>``. Read next: ``marks.py``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from reportmine.messages import tr
from reportmine.model import SEVERITIES, Finding
from reportmine.renderers.excerpts import excerpt
from reportmine.renderers.words import category_name, in_brackets, severity_name
from reportmine.screening.result import Screening

#: So many findings of a file are listed and marked; more than that nobody works through on a page.
MOST = 3_000
# So much of the line is shown on either side of the evidence.
_REACH = 16


class Row(NamedTuple):
    """A finding in words. ``number`` counts the rows of a file from 1, the gravest first.

    ``anchor`` is the id of the place in the text that something outside of the text belongs to.
    """

    id: str
    number: int
    severity: str
    grade: str
    category: str
    category_name: str
    rule: str
    message: str
    advice: str
    place: str
    before: str
    evidence: str
    after: str
    elsewhere: bool
    anchor: str | None


class Group(NamedTuple):
    """The rows of one rule with the same severity and message, in the order of the text."""

    first: Row
    rows: tuple[Row, ...]


class Aside(NamedTuple):
    """A finding that was set aside: by what, for which reason, and who said so."""

    row: Row
    by: str
    reason: str


def listed(screening: Screening) -> list[int]:
    """The indexes of the findings that the page lists: the gravest first, then by rule and message, then by place."""

    def rank(index: int) -> tuple[int, str, str, bool, int]:
        finding = screening.findings[index]
        return SEVERITIES.index(finding.severity), finding.rule, finding.message, finding.part is not None, index

    return sorted(range(len(screening.findings)), key=rank)[:MOST]


def rows_of(screening: Screening, name: str, indexes: Iterable[int]) -> list[Row]:
    """These findings, numbered as they come."""
    return [row_of(screening, name, str(index), number) for number, index in enumerate(indexes, 1)]


def row_of(screening: Screening, name: str, key: str, number: int) -> Row:
    """One finding in words; ``key`` is its index, with an s before it that of what was set aside."""
    aside = key.startswith("s")
    finding = screening.set_aside[int(key[1:])].finding if aside else screening.findings[int(key)]
    shown = excerpt(screening, finding, _REACH)
    part = None if finding.part is None else screening.document.parts[finding.part]
    return Row(
        id=f"{name}-{key}",
        number=number,
        severity=finding.severity,
        grade=severity_name(finding.severity),
        category=finding.category,
        category_name=category_name(finding.category),
        rule=finding.rule,
        message=finding.message,
        advice=finding.advice,
        place=place_of(screening, finding),
        before=shown.line[: shown.start].lstrip("\u3000 "),
        evidence=shown.line[shown.start : shown.end],
        after=shown.line[shown.end :],
        elsewhere=part is not None,
        anchor=None if aside or part is None or part.anchor is None else f"{name}-p{key}",
    )


def place_of(screening: Screening, finding: Finding) -> str:
    """Where a finding stands, for somebody who looks for it in Word or in print: 第 3 页, 第 12 行, 批注 2（赵六）."""
    if finding.part is not None:
        part = screening.document.parts[finding.part]
        said = tr("，").join(filter(None, (part.author, (part.date or "")[:10])))
        return part.place + (in_brackets(said) if said else "")
    line = tr("第 {line} 行", line=finding.line)
    return f"{finding.place} {line}" if finding.place else line


def groups_of(rows: Iterable[Row]) -> list[Group]:
    """The rows of one rule, severity and message together, as they come."""
    grouped: dict[tuple[str, str, str], list[Row]] = {}
    for row in rows:
        grouped.setdefault((row.severity, row.rule, row.message), []).append(row)
    return [Group(together[0], tuple(together)) for together in grouped.values()]


def asides_of(screening: Screening, name: str) -> list[Aside]:
    """What was waived and what was in the baseline."""
    by_name = {"waiver": tr("放行"), "baseline": tr("基线")}
    found: list[Aside] = []
    for number, aside in enumerate(screening.set_aside):
        if aside.by == "selection" or len(found) == MOST:
            continue
        row = row_of(screening, name, f"s{number}", len(found) + 1)
        said = (aside.reason or "") + (in_brackets(aside.who) if aside.who else "")
        found.append(Aside(row, by_name[aside.by], said))
    return found


def switched_off(screening: Screening) -> list[tuple[str, str, int]]:
    """The rules that are off and would have found something: number, what it finds, how often."""
    counts: dict[tuple[str, str], int] = {}
    for aside in screening.set_aside:
        if aside.by == "selection":
            said = (aside.finding.rule, aside.finding.message)
            counts[said] = counts.get(said, 0) + 1
    return [(rule, message, count) for (rule, message), count in sorted(counts.items())]


def tallies(rows: Sequence[Row], field: str) -> list[tuple[str, str, int]]:
    """What a list can be narrowed to: value, name, how many; ``field`` is ``category`` or ``rule``."""
    counts: dict[str, int] = {}
    names: dict[str, str] = {}
    for row in rows:
        value = row.category if field == "category" else row.rule
        counts[value] = counts.get(value, 0) + 1
        names.setdefault(value, row.category_name if field == "category" else f"{row.rule} {row.message}")
    return [(value, names[value], counts[value]) for value in sorted(counts)]
