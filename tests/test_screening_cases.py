"""The cases of tests/screening: what must be found is found, look-alikes stay silent (benchmarks/screening.py)."""

from __future__ import annotations

from functools import cache

import pytest
from conftest import SHARED
from screening import CASES, SETS, Outcome, measure, read_cases, run

from reportmine.rules import check

# What the user was promised: nothing of these slips through, and of the others little.
GRAVE = ("secret", "personal", "mask", "classified")
FALSE_ALARMS = 0.02


@cache
def outcomes(name: str) -> tuple[Outcome, ...]:
    return tuple(run(case) for case in read_cases(CASES / name))


def every() -> list[Outcome]:
    return [outcome for name in SETS for outcome in outcomes(name)]


def test_there_are_enough_cases() -> None:
    cases = [outcome.case for outcome in every()]
    assert len(cases) >= 300
    assert len({case.id for case in cases}) == len(cases)
    alike = sum(not case.expected for case in cases)
    assert alike >= len(cases) / 3


@pytest.mark.parametrize("group", sorted({outcome.case.group for outcome in every()}))
def test_recall(group: str) -> None:
    of_group = [outcome for outcome in every() if outcome.case.group == group]
    missed = [(o.case.id, wanted.evidence) for o in of_group for wanted in o.missed]
    assert measure(of_group)["recall"] >= (0.98 if group in GRAVE else 0.90), missed


def test_false_alarms() -> None:
    alike = [outcome for outcome in every() if not outcome.case.expected]
    false = [(o.case.id, f.rule, o.case.text[f.start : f.end]) for o in alike for f in o.false]
    assert len({case for case, _, _ in false}) <= FALSE_ALARMS * len(alike), false


def test_severities() -> None:
    wrong = [(o.case.id, wanted.evidence, wanted.severity) for o in every() for wanted in o.misgraded]
    assert not wrong


@pytest.mark.slow
@pytest.mark.skipif(not (SHARED / "reports").is_dir(), reason="no ../shared beside the checkout")
def test_published_reports_are_nearly_clean() -> None:
    chars = above = 0
    for path in sorted((SHARED / "reports").rglob("*.txt")):
        text = path.read_text(encoding="utf-8")
        chars += len(text)
        findings = check(text)
        above += sum(finding.severity != "low" for finding in findings)
        assert not [finding for finding in findings if finding.category in ("secret", "personal")]
    assert above < 0.3 * chars / 1000
