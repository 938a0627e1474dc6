"""The examples inside the lexicons of the rules, the places table, and the seed where it is at hand."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from reportmine.lexicon import load
from reportmine.rules import check

FORMS = {
    "letters": "RM201",
    "crosses": "RM202",
    "stars": "RM203",
    "hollow": "RM204",
    "blanks": "RM205",
    "someone": "RM206",
}
SEED = Path(__file__).parents[2] / "shared" / "seed" / "ip-work-report-2023.txt"


def rules_of(text: str) -> list[str]:
    # A full stop before it, so that the example is body and not a title.
    return [finding.rule for finding in check(f"正文。\n{text}")]


@pytest.mark.parametrize(("group", "rule"), FORMS.items())
def test_mask_forms(group: str, rule: str) -> None:
    entry = load("mask_forms")[group]
    assert [line for line in entry["hit"] if rule not in rules_of(line)] == []
    assert [line for line in entry["miss"] if rule in rules_of(line)] == []


@pytest.mark.parametrize("entry", load("secrets")["keys"], ids=lambda entry: entry["pattern"][:30])
def test_key_shapes(entry: dict[str, list[str]]) -> None:
    pattern = re.compile(str(entry["pattern"]), re.ASCII)
    hit, miss = entry["hit"], entry["miss"]
    assert all(pattern.search(line) for line in hit)
    assert not any(pattern.search(line) for line in miss)
    assert all(any(sign in line for sign in entry["signs"]) for line in hit)


@pytest.mark.parametrize("entry", load("leftovers")["furniture"]["sentences"], ids=lambda entry: entry["pattern"][:30])
def test_page_sentences(entry: dict[str, list[str]]) -> None:
    for line in entry["hit"]:
        found = re.search(str(entry["pattern"]), line)
        assert found and any(sign in found.group() for sign in entry["signs"])
        assert "RM501" in rules_of(line)
    for line in entry.get("miss", []):
        assert "RM501" not in rules_of(line)


def test_what_is_searched_first_is_no_narrower() -> None:
    classified = load("classified")
    assert set(classified["anywhere"]) <= set(classified["notices"])


def test_places() -> None:
    places = load("places")
    assert len(places["provinces"]) == 34
    assert sum(len(rows) for rows in places["prefectures"].values()) > 330
    assert all(name in places["provinces"] for name in places["prefectures"])
    codes = [row["code"] for row in places["provinces"].values()]
    assert len(set(codes)) == len(codes)
    known = {f"#{name}" for name in places["provinces"]}
    known |= {name for rows in places["prefectures"].values() for name in rows}
    assert set(places["counties"]) <= known


@pytest.mark.skipif(not SEED.exists(), reason="the seed report is not here")
def test_seed() -> None:
    text = SEED.read_text(encoding="utf-8")
    # The neighbours it compares itself with are a hint of their own.
    findings = [f for f in check(text) if f.rule != "RM302"]
    assert Counter(f.category for f in findings) == {"mask": 49, "unmasked": 4, "leftover": 2, "secret": 1}
    shown = {c: [text[f.start : f.end] for f in findings if f.category == c] for c in ("unmasked", "leftover")}
    assert shown == {"unmasked": ["株洲", "株洲", "株", "株"], "leftover": ["##paidbegin##", "##paidend##"]}
    secret = next(f for f in findings if f.category == "secret")
    assert secret.severity == "high" and text[secret.start - 1] == "：" and secret.end - secret.start == 7


@pytest.mark.slow
@pytest.mark.skipif(not SEED.exists(), reason="the public reports are not here")
def test_public_reports_have_no_grave_finding() -> None:
    for path in sorted((SEED.parents[1] / "reports").rglob("*.txt")):
        grave = [f for f in check(path.read_text(encoding="utf-8-sig")) if f.severity != "low"]
        assert grave == [], path.name
