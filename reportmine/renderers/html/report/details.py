"""Everything that is known of what is marked, as the data that the scripts of the page build lists and panels from.

Takes ``Report``s, gives lists as short as they can be: the page of forty reports holds tens of thousands of reasons.
What stands in the text or in a table already (the number itself, a name, a period) is not said again. Read next:
``tables.py``, ``assets/report_detail.js``.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reportmine.model import Action, Finding, Indicator, Paragraph, Reason, Report
from reportmine.renderers.comparison_words import aim_name, bound_name, measure_name
from reportmine.renderers.controls import visible
from reportmine.renderers.html.report.words import capitals
from reportmine.renderers.reasons import rule_name
from reportmine.renderers.rule_pages import page_of
from reportmine.renderers.shares import LABELS
from reportmine.renderers.words import (
    category_name,
    direction_name,
    label_name,
    severity_name,
    status_name,
    type_name,
)
from reportmine.rules import RULES

_TYPES = ("campaign", "programme", "document", "mechanism", "designation", "facility", "event")
_STATUSES = ("done", "ongoing", "planned")
_FIELDS = ("name", "bound", "kind", "direction", "status", "period", "baseline", "label", "also", "type")


class Details:
    """The data of all reports of a page; words that come again are said once, in a table."""

    def __init__(self) -> None:
        self._words: dict[str, int] = {}
        self._rules: set[str] = set()
        self._shapes: dict[tuple[tuple[int, int, int, int], ...], int] = {}

    def of(self, report: Report) -> dict[str, Any]:
        """The data of one report, in the order of its figures, actions, findings and paragraphs that have a label."""
        return {
            "figures": [self._figure(one) for one in report.indicators],
            "actions": [self._action(one) for one in report.actions],
            "findings": [self._finding(one) for one in report.findings],
            "paragraphs": [self._paragraph(one, report.text) for one in report.paragraphs if one.label],
        }

    def names(self) -> dict[str, Any]:
        """The table of words, and what stands for the codes in the data. To be asked for after the last report."""
        pages = {rule.id: page_of(rule) for rule in RULES if rule.id in self._rules}
        return {
            "words": list(self._words),
            "fields": _FIELDS,
            "shapes": list(self._shapes),
            "labels": capitals({label: label_name(label) for label in LABELS}),
            "types": capitals({one: type_name(one) for one in _TYPES}),
            "statuses": capitals({one: status_name(one) for one in _STATUSES}),
            "severities": capitals({one: severity_name(one) for one in ("high", "medium", "low")}),
            "aims": capitals({one: aim_name(one) for one in ("actual", "target")}),
            "rules": {name: [page.finds, page.why, page.norm] for name, page in pages.items()},
        }

    def _figure(self, one: Indicator) -> list[Any]:
        return _short(
            self._why(one.why, one.start),
            self._word(measure_name(one.kind)),
            self._word(one.code or ""),
            self._word(direction_name(one.direction) or ""),
            self._word(bound_name(one.bound) or ""),
            int(one.status == "target"),
            self._word(one.baseline or ""),
            int(one.masked),
        )

    def _action(self, one: Action) -> list[Any]:
        return _short(self._why(one.why, one.start), _TYPES.index(one.type), _STATUSES.index(one.status))

    def _finding(self, one: Finding) -> list[Any]:
        self._rules.add(one.rule)
        return _short(
            one.severity,
            one.rule,
            self._word(category_name(one.category)),
            self._word(one.message),
            self._word(one.advice),
            one.line,
            self._word(one.place or ""),
        )

    def _paragraph(self, one: Paragraph, text: str) -> list[Any]:
        sure = round(one.confidence * 100) if one.confidence is not None else 0
        line = text.rfind("\n", 0, one.start) + 1
        return _short(self._why(one.why, line), sure, self._word(label_name(one.also)) if one.also else 0)

    def _why(self, reasons: Sequence[Reason], place: int) -> list[int]:
        """The reasons as numbers: the first is the place of their kinds in a table, which come again and again.

        Then, as its kind has it, for each reason: how far behind the start of the one before it starts (of the first,
        behind ``place``), its length; ten times its weight.
        """
        if not reasons:
            return []
        values: list[int] = []
        kinds: list[tuple[int, int, int, int]] = []
        before = place
        for one in reasons:
            spanned = one.start is not None and one.end is not None
            kinds.append(
                (_FIELDS.index(one.field), self._word(rule_name(one.rule)), int(spanned), int(one.weight is not None))
            )
            if one.start is not None and one.end is not None:
                values += [one.start - before, one.end - one.start]
                before = one.start
            if one.weight is not None:
                values.append(round(one.weight * 10))
        return [self._shapes.setdefault(tuple(kinds), len(self._shapes)), *values]

    def _word(self, said: str) -> int:
        """The place of a word in the table; 0 is the empty one."""
        self._words.setdefault("", 0)
        return self._words.setdefault(visible(said), len(self._words))


def _short(*values: Any) -> list[Any]:
    """The values without those at the end that say nothing."""
    kept = list(values)
    while kept and not kept[-1]:
        kept.pop()
    return kept
