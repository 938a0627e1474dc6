"""Gold and prediction of one report side by side: what is right, wrongly found and missed, step by step.

The definitions of right and wrong are those of docs/annotation.md: an indicator is found when a predicted span
overlaps it and value, unit and range end agree; an action is exact when its span is the same, relaxed when overlap
over union is at least a half. Read next: ``scores.py``.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any, Protocol

from reportmine.evaluate.scores import Miss
from reportmine.model import Report

FIELDS = ("title", "year", "region", "organisation", "date", "audience")
ATTRIBUTES = ("bound", "kind", "direction", "status", "masked", "period")
NAME_THRESHOLD = 0.6  # share of characters that two names must have in common (F1)


class _Span(Protocol):
    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


def pair(
    gold: Sequence[tuple[int, int]],
    found: Sequence[tuple[int, int]],
    fits: Callable[[int, int], bool] | None = None,
) -> dict[int, int]:
    """Pairs each gold span with the unused found span it shares most characters with: gold index -> found index.

    ``fits`` may refuse a pair. Spans that only touch share nothing and are not paired.
    """
    pairs: dict[int, int] = {}
    used: set[int] = set()
    for i, (start, end) in enumerate(gold):
        shared = [
            (min(end, other_end) - max(start, other_start), -j)
            for j, (other_start, other_end) in enumerate(found)
            if j not in used and (fits is None or fits(i, j))
        ]
        best = max(shared, default=(0, 0))
        if best[0] > 0:
            pairs[i] = -best[1]
            used.add(-best[1])
    return pairs


def name_similarity(one: str, other: str) -> float:
    """F1 of the characters that two names have in common, counted with their repetitions."""
    total = len(one) + len(other)
    return 2 * sum((Counter(one) & Counter(other)).values()) / total if total else 0.0


def same_unit(one: str, other: str) -> bool:
    """Whether two units are the same but for width and a leading 个 (个百分点, 百分点)."""

    def plain(unit: str) -> str:
        unit = unicodedata.normalize("NFKC", unit).replace(" ", "")
        return unit[1:] if unit.startswith("个") and len(unit) > 1 else unit

    return plain(one) == plain(other)


def _same_number(one: float | None, other: float | None) -> bool:
    if one is None or other is None:
        return one is other
    return abs(one - other) <= 1e-3 * max(1.0, abs(other))


class Comparison:
    """The counts of one report against its gold."""

    def __init__(self, gold: dict[str, Any], report: Report) -> None:
        self.gold = gold
        self.report = report
        self.counts: Counter[tuple[str, str]] = Counter()
        self.agreed: Counter[str] = Counter()
        self.compared: Counter[str] = Counter()
        self.misses: list[Miss] = []

    def run(self) -> None:
        """Compares every step that the gold annotates: a key that it does not have is not judged."""
        steps = {
            "sections": self._sections,
            "paragraphs": self._paragraphs,
            "indicators": self._indicators,
            "actions": self._actions,
            "findings": self._findings,
        }
        self._fields()
        for key, compare in steps.items():
            if key in self.gold:
                compare()

    def _agree(self, name: str, yes: bool) -> None:
        self.compared[name] += 1
        self.agreed[name] += yes

    def _miss(self, step: str, what: str, gold: Any, found: Any, start: int) -> None:
        context = self.report.text[max(0, start - 20) : start + 40].replace("\n", " ")
        self.misses.append(Miss(step=step, what=what, gold=str(gold or ""), found=str(found or ""), context=context))

    def _fields(self) -> None:
        for field in FIELDS:
            if field in self.gold:
                expected, found = self.gold[field], getattr(self.report, field)
                self._agree(f"metadata.{field}", expected == found)
                if expected != found:
                    self._miss("metadata", field, expected, found, 0)

    def _sections(self) -> None:
        expected = {(row["start"], row["level"]): row["heading"] for row in self.gold["sections"]}
        found = {(section.start, section.level): section.heading for section in self.report.sections}
        self.counts["sections", "right"] += len(expected.keys() & found.keys())
        self.counts["sections", "wrong"] += len(found.keys() - expected.keys())
        self.counts["sections", "missed"] += len(expected.keys() - found.keys())
        for key in sorted(expected.keys() ^ found.keys()):
            self._miss("sections", "section", expected.get(key), found.get(key), key[0])

    def _paragraphs(self) -> None:
        rows = self.gold["paragraphs"]
        pairs = pair([(r["start"], r["end"]) for r in rows], _edges(self.report.paragraphs))
        for i, row in enumerate(rows):
            if row.get("unsure"):
                continue
            found = self.report.paragraphs[pairs[i]] if i in pairs else None
            kind = found.kind if found else "missing"
            self._agree("paragraphs.kind", kind == row["kind"])
            if kind != row["kind"]:
                self._miss("paragraphs", "kind", row["kind"], kind, row["start"])
            if row["kind"] != "body" or row.get("fragment"):
                continue
            label = (found.label if found else None) or "other"
            right = label in (row["label"], row.get("also"))
            self._agree("paragraphs.label", right)
            if right:
                self.counts[f"paragraphs.{row['label']}", "right"] += 1
            else:
                self.counts[f"paragraphs.{row['label']}", "missed"] += 1
                self.counts[f"paragraphs.{label}", "wrong"] += 1
                self._miss("paragraphs", "label", row["label"], label, row["start"])

    def _indicators(self) -> None:
        rows = self.gold["indicators"]
        found = self.report.indicators
        pairs = pair([(r["start"], r["end"]) for r in rows], _edges(found))
        optional = [(o["start"], o["end"]) for o in self.gold.get("optional", [])]
        for i, row in enumerate(rows):
            indicator = found[pairs[i]] if i in pairs else None
            if indicator is None:
                self._count_pair("indicators.value", "indicators.name", "missed")
                self._miss("indicators", "missed", row["name"], "", row["start"])
                continue
            right = (
                _same_number(indicator.value, row["value"])
                and _same_number(indicator.value_max, row.get("value_max"))
                and (row["kind"] == "rank" or same_unit(indicator.unit, row["unit"]))
            )
            if not right:
                for outcome in ("missed", "wrong"):
                    self._count_pair("indicators.value", "indicators.name", outcome)
                self._miss(
                    "indicators", "value", f"{row['value']} {row['unit']}",
                    f"{indicator.value} {indicator.unit}", row["start"],
                )  # fmt: skip
                continue
            self.counts["indicators.value", "right"] += 1
            named = name_similarity(indicator.name, row["name"]) >= NAME_THRESHOLD
            if named:
                self.counts["indicators.name", "right"] += 1
            else:
                self.counts["indicators.name", "wrong"] += 1
                self.counts["indicators.name", "missed"] += 1
                self._miss("indicators", "name", row["name"], indicator.name, row["start"])
            for attribute in ATTRIBUTES:
                if attribute == "period" and "period" not in row:
                    continue
                same = getattr(indicator, attribute) == row.get(attribute)
                self._agree(f"indicators.{attribute}", same)
                if not same:
                    self._miss(
                        "indicators",
                        attribute,
                        row.get(attribute),
                        getattr(indicator, attribute),
                        row["start"],
                    )
        for j, indicator in enumerate(found):
            if j not in pairs.values() and not _touches(indicator, optional):
                self._count_pair("indicators.value", "indicators.name", "wrong")
                self._miss("indicators", "false", "", indicator.name, indicator.start)

    def _count_pair(self, one: str, other: str, outcome: str) -> None:
        self.counts[one, outcome] += 1
        self.counts[other, outcome] += 1

    def _actions(self) -> None:
        rows = self.gold["actions"]
        found = self.report.actions
        gold_spans, found_spans = [(r["start"], r["end"]) for r in rows], _edges(found)
        optional = [(o["start"], o["end"]) for o in self.gold.get("optional", [])]

        def exact(i: int, j: int) -> bool:
            return gold_spans[i] == found_spans[j]

        def relaxed(i: int, j: int) -> bool:
            (start, end), (other_start, other_end) = gold_spans[i], found_spans[j]
            shared = min(end, other_end) - max(start, other_start)
            return bool(2 * shared >= max(end, other_end) - min(start, other_start))

        for step, fits in (("actions.exact", exact), ("actions.relaxed", relaxed)):
            pairs = pair(gold_spans, found_spans, fits)
            extra = [
                j for j in range(len(found))
                if j not in pairs.values() and not _touches(found[j], optional)
            ]  # fmt: skip
            self.counts[step, "right"] += len(pairs)
            self.counts[step, "missed"] += len(rows) - len(pairs)
            self.counts[step, "wrong"] += len(extra)
        for i, row in enumerate(rows):
            if i not in pairs:
                self._miss("actions", "missed", row["name"], "", row["start"])
                continue
            for attribute in ("type", "status"):
                same = getattr(found[pairs[i]], attribute) == row[attribute]
                self._agree(f"actions.{attribute}", same)
                if not same:
                    self._miss(
                        "actions", attribute, f"{row['name']} {row[attribute]}",
                        getattr(found[pairs[i]], attribute), row["start"],
                    )  # fmt: skip
        for j in extra:
            self._miss("actions", "false", "", found[j].name, found[j].start)

    def _findings(self) -> None:
        rows = self.gold["findings"]
        found = self.report.findings

        def same_category(i: int, j: int) -> bool:
            return bool(rows[i]["category"] == found[j].category)

        pairs = pair([(r["start"], r["end"]) for r in rows], _edges(found), same_category)
        for i, row in enumerate(rows):
            step = f"findings.{row['category']}"
            self.counts[step, "right" if i in pairs else "missed"] += 1
            if i not in pairs:
                self._miss("findings", "missed", f"{row['category']} {row.get('text', '')}", "", row["start"])
            elif "severity" in row:
                self._agree("findings.severity", found[pairs[i]].severity == row["severity"])
        for j, finding in enumerate(found):
            if j not in pairs.values():
                self.counts[f"findings.{finding.category}", "wrong"] += 1
                self._miss("findings", "false", "", f"{finding.category} {finding.rule}", finding.start)


def _edges(spans: Sequence[_Span]) -> list[tuple[int, int]]:
    return [(span.start, span.end) for span in spans]


def _touches(span: _Span, others: Sequence[tuple[int, int]]) -> bool:
    return any(min(span.end, end) > max(span.start, start) for start, end in others)
