"""The ledger: planted contradictions are found, look-alikes are none."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import reportmine
from reportmine.comparison.edition import Edition
from reportmine.comparison.ledger.ledger import check_ledger
from reportmine.comparison.model import LedgerEntry
from reportmine.lexicon import load, parse_toml
from reportmine.readers import from_bytes

FOLDER = Path(__file__).parent / "ledger"
CASES = [
    (f"{path.stem}: {case['about']}", case)
    for path in sorted(FOLDER.glob("*.toml"))
    for case in parse_toml(path.read_text(encoding="utf-8"))["case"]
]


def editions(case: dict[str, Any]) -> list[Edition]:
    plans = case.get("plans") or [""] * len(case["years"])
    texts = [
        (department if case.get("department") else government)(case["place"], year, review, plan)
        for year, review, plan in zip(case["years"], case["reviews"], plans, strict=True)
    ]
    reports = [reportmine.analyze(from_bytes(text.encode(), f"{at}.txt")) for at, text in enumerate(texts)]
    return [Edition(report, at, year) for at, (report, year) in enumerate(zip(reports, case["years"], strict=True))]


def government(place: str, year: int, review: str, plan: str) -> str:
    return (
        f"政府工作报告\n——{year}年1月6日在{place}第十八届人民代表大会第二次会议上\n"
        f"{place}人民政府　林若川\n\n各位代表：\n"
        f"现在，我代表{place}人民政府，向大会报告工作，请予审议。\n一、{year - 1}年工作回顾\n{review}\n"
        f"二、{year}年工作安排\n{plan or '坚持稳中求进，做好各项工作。'}\n"
    )


def department(place: str, year: int, review: str, plan: str) -> str:
    return (
        f"{place}{year}年工作总结和{year + 1}年工作计划\n一、{year}年工作总结\n{review}\n"
        f"二、{year + 1}年工作计划\n{plan or '坚持稳中求进，做好各项工作。'}\n"
    )


def ledger(case: dict[str, Any]) -> tuple[LedgerEntry, ...]:
    given = editions(case)
    pairs = [(a, b) for a, b in zip(given, given[1:], strict=False) if b.year == (a.year or 0) + 1]
    return check_ledger(given, pairs)


@pytest.mark.parametrize("case", [case for _, case in CASES], ids=[name for name, _ in CASES])
def test_ledger(case: dict[str, Any]) -> None:
    entries = ledger(case)
    told = [(one.check, one.name, one.verdict, one.reason, one.expected, one.actual) for one in entries]
    contradictions = [one.name for one in entries if one.verdict == "contradiction"]
    for name in case.get("found", ()):
        assert any(name in found for found in contradictions), told
    if "found" not in case:
        assert not contradictions, told
    for check, name, verdict, reason in case.get("verdicts", ()):
        assert any(
            (one.check, one.verdict, one.reason or "") == (check, verdict, reason) and name in one.name
            for one in entries
        ), told


def test_reasons() -> None:
    reasons = load("comparison")["reasons"]
    for _, case in CASES:
        for entry in ledger(case):
            assert entry.reason is None or entry.reason in reasons
            for figure in entry.figures:
                assert figure.text
    assert all(reasons.values())
