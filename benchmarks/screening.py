"""How well the rules find what they should: the cases of tests/screening, and the alarms on public reports.

    python benchmarks/screening.py [--set first|second|third] [--errors] [--reports DIR]

A case is a short text with the findings it must have. An expected finding is found when one of its category overlaps
its evidence (``exact``: covers the very same characters); a look-alike is a case that must have no finding of the
category its file is about, or of any category in the files about consistency. Cases of one file are shown together.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from reportmine.lexicon import parse_toml
from reportmine.model import Finding
from reportmine.rules import Settings, check

CASES = Path(__file__).resolve().parent.parent / "tests" / "screening"
#: Each was measured before anybody looked at it, and then used to mend the rules (Findings in
#: docs/research/evaluation.en.md).
SETS = ("first", "second", "third")
#: The category that a file's look-alikes must not have; any category counts in the others.
_OWN = ("secret", "personal", "mask", "unmasked", "classified", "leftover", "furniture")


class Expected(NamedTuple):
    """A finding that a case must have."""

    category: str
    severity: str | None
    evidence: str
    start: int
    end: int
    anywhere: bool


class Case(NamedTuple):
    """A text and what must be found in it; ``group`` is the name of its file."""

    group: str
    id: str
    text: str
    expected: tuple[Expected, ...]
    settings: Settings


class Outcome(NamedTuple):
    """What became of a case."""

    case: Case
    findings: tuple[Finding, ...]
    missed: tuple[Expected, ...]
    inexact: tuple[Expected, ...]
    misgraded: tuple[Expected, ...]
    false: tuple[Finding, ...]


def read_cases(folder: Path) -> Iterator[Case]:
    """All cases, file by file."""
    for path in sorted(folder.glob("*.toml")):
        for entry in parse_toml(path.read_text(encoding="utf-8"))["case"]:
            text = entry["text"]
            expected = tuple(_expected(text, wanted) for wanted in entry["expect"])
            told = {key: entry[key] for key in ("home", "roster", "partners", "places") if key in entry}
            yield Case(path.stem, entry["id"], text, expected, msgspec.convert(told, Settings))


def _expected(text: str, wanted: dict[str, Any]) -> Expected:
    evidence = wanted["evidence"]
    start = -1
    for _ in range(wanted.get("nth", 1)):
        start = text.index(evidence, start + 1)
    return Expected(
        wanted["category"],
        wanted.get("severity"),
        evidence,
        start,
        start + len(evidence),
        wanted.get("anywhere", False),
    )


def run(case: Case) -> Outcome:
    """Screens the text of a case and compares."""
    findings = tuple(check(case.text, settings=case.settings))
    missed, inexact, misgraded = [], [], []
    for wanted in case.expected:
        matches = [finding for finding in findings if _meets(finding, wanted, case.text)]
        if not matches:
            missed.append(wanted)
            continue
        if not any((finding.start, finding.end) == (wanted.start, wanted.end) for finding in matches):
            inexact.append(wanted)
        if wanted.severity and all(finding.severity != wanted.severity for finding in matches):
            misgraded.append(wanted)
    false: list[Finding] = []
    if not case.expected:
        own = case.group if case.group in _OWN else None
        # Neighbours named in a masked report are a hint of their own and no leak of the name.
        false = [f for f in findings if own in (None, f.category) and f.rule != "RM302"]
    return Outcome(case, findings, tuple(missed), tuple(inexact), tuple(misgraded), tuple(false))


def _meets(finding: Finding, wanted: Expected, text: str) -> bool:
    if finding.category != wanted.category:
        return False
    start, end = wanted.start, wanted.end
    if wanted.anywhere:
        marks = "。！？；\n"
        start = max((text.rfind(mark, 0, start) for mark in marks), default=-1) + 1
        ends = [at for mark in marks if (at := text.find(mark, end)) >= 0]
        end = min(ends, default=len(text))
    return finding.start < end and start < finding.end


def table(outcomes: list[Outcome]) -> str:
    """Recall, exact spans and false alarms of every file as a Markdown table."""
    groups: dict[str, list[Outcome]] = defaultdict(list)
    for outcome in outcomes:
        groups[outcome.case.group].append(outcome)
    rows = [
        "| cases | expected | recall | exact | look-alikes | false alarms |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    for name, group in [*sorted(groups.items()), ("all", outcomes)]:
        figures = measure(group)
        rows.append(
            f"| {name} | {figures['expected']} | {figures['recall']:.3f} | {figures['exact']:.3f} |"
            f" {figures['alike']} | {figures['false']} |"
        )
    return "\n".join(rows)


def measure(outcomes: list[Outcome]) -> dict[str, float]:
    """The figures of a group of cases."""
    expected = sum(len(outcome.case.expected) for outcome in outcomes)
    missed = sum(len(outcome.missed) for outcome in outcomes)
    inexact = sum(len(outcome.inexact) for outcome in outcomes)
    alike = [outcome for outcome in outcomes if not outcome.case.expected]
    return {
        "expected": expected,
        "recall": (expected - missed) / expected if expected else 1.0,
        "exact": (expected - missed - inexact) / expected if expected else 1.0,
        "alike": len(alike),
        "false": sum(bool(outcome.false) for outcome in alike),
    }


def alarms(folder: Path) -> str:
    """Findings on the reports of a folder, by severity and rule; those above ``low`` with their text."""
    counts: Counter[tuple[str, str]] = Counter()
    chars = 0
    listed: list[str] = []
    for path in sorted(folder.rglob("*.txt")):
        text = path.read_text(encoding="utf-8")
        chars += len(text)
        for finding in check(text):
            counts[finding.severity, finding.rule] += 1
            if finding.severity != "low":
                around = text[max(0, finding.start - 25) : finding.end + 25].replace("\n", "⏎")
                listed.append(f"{path.stem}:{finding.line} {finding.severity} {finding.rule} {around}")
    above = sum(count for (severity, _), count in counts.items() if severity != "low")
    lines = [f"{severity} {rule}: {count}" for (severity, rule), count in sorted(counts.items())]
    head = (
        f"{chars} characters, {above} above low ({1000 * above / chars:.3f} a thousand), {sum(counts.values())} in all"
    )
    return "\n".join([head, *lines, *listed])


def main() -> None:
    """Prints the table, and the errors where asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--set", choices=SETS, default="first")
    parser.add_argument("--reports", type=Path)
    options = parser.parse_args()
    outcomes = [run(case) for case in read_cases(CASES / options.set)]
    print(table(outcomes))
    if options.errors:
        for outcome in outcomes:
            said = [f"missed {w.category} {w.evidence!r}" for w in outcome.missed]
            said += [f"inexact {w.evidence!r}" for w in outcome.inexact]
            said += [f"severity of {w.evidence!r} is not {w.severity}" for w in outcome.misgraded]
            said += [f"false {f.rule} {outcome.case.text[f.start : f.end]!r}" for f in outcome.false]
            if said:
                found = [(f.rule, outcome.case.text[f.start : f.end]) for f in outcome.findings]
                print(f"\n{outcome.case.id}: {'; '.join(said)}\n  {outcome.case.text!r}\n  found {found}")
    if options.reports:
        print(alarms(options.reports))


if __name__ == "__main__":
    sys.exit(main())
