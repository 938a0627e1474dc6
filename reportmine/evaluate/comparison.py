"""Gold and prediction of one report side by side: what is right, wrongly found and missed, step by step.

The definitions are those of docs/research/annotation.en.md: an indicator is right when a predicted span overlaps it and
value, unit and range end agree; an action is exact when its span is the same, relaxed when overlap over
union is at least a half. Takes a ``Gold`` and a ``Report``, gives a ``Tally``.
Read next: ``matching.py``, ``scores.py``.
"""

from __future__ import annotations

from typing import Any

from reportmine.evaluate.gold import Gold, Passage
from reportmine.evaluate.matching import (
    edges,
    half_shared,
    overlap,
    pair_by_overlap,
    pair_first,
    same_name,
    same_number,
    same_unit,
    touches,
)
from reportmine.evaluate.scores import ATTRIBUTES, METADATA, OPEN_ATTRIBUTES, Tally
from reportmine.model import Action, Indicator, Paragraph, Report


def compare(gold: Gold, report: Report) -> Tally:
    """Counts what of the annotated steps came out right."""
    tally = Tally(gold.name, report)
    _metadata(gold.whole, report, tally)
    if "sections" in gold.whole:
        _sections(gold.whole["sections"], report, tally)
    _paragraphs(gold.paragraphs, report, tally)
    for passage in gold.indicators:
        _indicators(passage, [i for i in report.indicators if passage.start <= i.start < passage.end], tally)
    for passage in gold.actions:
        _actions(passage, [a for a in report.actions if passage.start <= a.start < passage.end], tally)
    if "findings" in gold.whole:
        _findings(gold.whole["findings"], report, tally)
    return tally


def _metadata(expected: dict[str, Any], report: Report, tally: Tally) -> None:
    for field in METADATA:
        if field in expected:
            found = getattr(report, field)
            tally.agree("metadata", expected[field] == found)
            if expected[field] != found:
                tally.note("metadata", field, expected[field], found, 0)


def _sections(rows: list[dict[str, Any]], report: Report, tally: Tally) -> None:
    expected = {(row["start"], row["level"]): row["heading"] for row in rows}
    found = {(section.start, section.level): section.heading for section in report.sections}
    for key in sorted(expected.keys() | found.keys()):
        outcome = "right" if key in expected and key in found else "missed" if key in expected else "wrong"
        tally.add(outcome, "sections")
        if outcome != "right":
            tally.note("sections", _missing(outcome), expected.get(key), found.get(key), key[0])


def _missing(outcome: str) -> str:
    return "missed" if outcome == "missed" else "false"


def _paragraphs(rows: list[dict[str, Any]], report: Report, tally: Tally) -> None:
    for row in rows:
        if row.get("unsure"):
            continue
        found = _paragraph_at((row["start"], row["end"]), report)
        kind = found.kind if found else "missing"
        tally.agree("paragraphs.kind", kind == row["kind"])
        if kind != row["kind"]:
            tally.note("paragraphs", "kind", row["kind"], kind, row["start"])
        if row["kind"] != "body" or row.get("fragment"):
            continue
        # A line that is not taken for body text has no label: that says "other" of it.
        label: str = (found.label or "other") if found else "missing"
        right = label in (row["label"], row.get("also"))
        tally.agree("paragraphs.label", right)
        if right:
            tally.add("right", f"paragraphs.{row['label']}")
        else:
            tally.add("missed", f"paragraphs.{row['label']}")
            if found:
                tally.add("wrong", f"paragraphs.{label}")
            tally.note("paragraphs", "label", row["label"], label, row["start"])


def _paragraph_at(span: tuple[int, int], report: Report) -> Paragraph | None:
    best = max(report.paragraphs, key=lambda p: overlap((p.start, p.end), span), default=None)
    return best if best and overlap((best.start, best.end), span) > 0 else None


def _indicators(passage: Passage, found: list[Indicator], tally: Tally) -> None:
    pairs = pair_by_overlap([(row["start"], row["end"]) for row in passage.rows], edges(found))
    for i, row in enumerate(passage.rows):
        if i not in pairs:
            tally.add("missed", "indicators.value", "indicators.name", f"indicators.{row['kind']}")
            tally.note(
                "indicators", "missed", f"{row['name']} {_amount(row['value'], row['unit'])}", None, row["start"]
            )
        else:
            _indicator(row, found[pairs[i]], tally)
    for j, indicator in enumerate(found):
        if j not in pairs.values() and not touches((indicator.start, indicator.end), passage.optional):
            tally.add("wrong", "indicators.value", "indicators.name", f"indicators.{indicator.kind}")
            words = f"{indicator.name} {_amount(indicator.value, indicator.unit)}"
            tally.note("indicators", "false", None, words, indicator.start)


def _indicator(row: dict[str, Any], found: Indicator, tally: Tally) -> None:
    right = (
        same_number(found.value, row["value"])
        and same_number(found.value_max, row.get("value_max"))
        and (row["kind"] == "rank" or same_unit(found.unit, row["unit"]))
    )
    if not right:
        for outcome, kind in (("missed", row["kind"]), ("wrong", found.kind)):
            tally.add(outcome, "indicators.value", "indicators.name", f"indicators.{kind}")
        expected = _amount(row["value"], row["unit"], row.get("value_max"))
        told = _amount(found.value, found.unit, found.value_max)
        tally.note("indicators", "value", expected, told, row["start"])
        return
    tally.add("right", "indicators.value")
    if found.kind == row["kind"]:
        tally.add("right", f"indicators.{row['kind']}")
    else:
        tally.add("missed", f"indicators.{row['kind']}")
        tally.add("wrong", f"indicators.{found.kind}")
    if same_name(found.name, row["name"]):
        tally.add("right", "indicators.name")
    else:
        tally.add("missed", "indicators.name")
        tally.add("wrong", "indicators.name")
        tally.note("indicators", "name", row["name"], found.name, row["start"])
    for attribute in ATTRIBUTES:
        if attribute in row or attribute not in OPEN_ATTRIBUTES:
            right = getattr(found, attribute) == row.get(attribute)
            tally.agree(f"indicators.{attribute}", right)
            if not right:
                tally.note("indicators", attribute, row.get(attribute), getattr(found, attribute), row["start"])


def _amount(value: float | None, unit: str, value_max: float | None = None) -> str:
    numbers = ["X" if value is None else f"{value:.10g}"] + ([f"{value_max:.10g}"] if value_max is not None else [])
    return "–".join(numbers) + unit


def _actions(passage: Passage, found: list[Action], tally: Tally) -> None:
    gold = [(row["start"], row["end"]) for row in passage.rows]
    spans = edges(found)
    # A name counts once a passage: to find it again further on is no mistake.
    known = {row["name"] for row in passage.rows} | set(passage.optional_names)
    extra_allowed = {
        j for j, action in enumerate(found)
        if action.name.strip("“”《》") in known or touches((action.start, action.end), passage.optional)
    }  # fmt: skip
    for figure, fits in (("actions.exact", _same_edges), ("actions.relaxed", half_shared)):
        pairs = pair_first(gold, spans, fits)
        extra = [j for j in range(len(found)) if j not in pairs.values() and j not in extra_allowed]
        for i in range(len(gold)):
            tally.add("right" if i in pairs else "missed", figure)
        for _ in extra:
            tally.add("wrong", figure)
        if figure == "actions.exact":
            exact = set(pairs.items())
    # What follows is judged on the relaxed pairs.
    for i, row in enumerate(passage.rows):
        if i not in pairs:
            tally.add("missed", f"actions.{row['type']}")
            tally.note("actions", "missed", f"{row['name']} {row['type']}", None, row["start"])
            continue
        action = found[pairs[i]]
        if action.type == row["type"]:
            tally.add("right", f"actions.{row['type']}")
        else:
            tally.add("missed", f"actions.{row['type']}")
            tally.add("wrong", f"actions.{action.type}")
        if (i, pairs[i]) not in exact:
            tally.note("actions", "span", row["name"], action.name, row["start"])
        for attribute in ("type", "status"):
            told = getattr(action, attribute)
            tally.agree(f"actions.{attribute}", told == row[attribute])
            if told != row[attribute]:
                tally.note("actions", attribute, f"{row['name']} {row[attribute]}", told, row["start"])
    for j in extra:
        tally.add("wrong", f"actions.{found[j].type}")
        tally.note("actions", "false", None, f"{found[j].name} {found[j].type}", found[j].start)


def _same_edges(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one == other


def _findings(rows: list[dict[str, Any]], report: Report, tally: Tally) -> None:
    found = report.findings

    def same_category(i: int, j: int) -> bool:
        return bool(rows[i]["category"] == found[j].category)

    pairs = pair_by_overlap([(row["start"], row["end"]) for row in rows], edges(found), same_category)
    for i, row in enumerate(rows):
        tally.add("right" if i in pairs else "missed", "findings", f"findings.{row['category']}")
        if i not in pairs:
            tally.note("findings", "missed", f"{row['category']} {row.get('text', '')}", None, row["start"])
        elif "severity" in row:
            severity = found[pairs[i]].severity
            tally.agree("findings.severity", severity == row["severity"])
            if severity != row["severity"]:
                tally.note("findings", "severity", row["severity"], severity, row["start"])
    for j, finding in enumerate(found):
        if j not in pairs.values():
            tally.add("wrong", "findings", f"findings.{finding.category}")
            tally.note("findings", "false", None, f"{finding.category} {finding.rule}", finding.start)
