"""The ledger: figures of several years that ought to fit, with the sum written out and where each figure stands."""

from __future__ import annotations

from collections import Counter
from typing import Any

from reportmine.comparison.edition import plain
from reportmine.comparison.model import Comparison, LedgerEntry
from reportmine.messages import tr
from reportmine.renderers.comparison_pages import VERDICTS
from reportmine.renderers.comparison_words import (
    check_name,
    figure_value,
    ledger_reason,
    number,
    reckoned,
    verdict_name,
)
from reportmine.renderers.html.comparison.part import Part
from reportmine.renderers.html.comparison.sources import Sources


def describe(comparison: Comparison, sources: Sources) -> Part | None:
    """The part, ``None`` when it was not asked for; contradictions first."""
    rows = comparison.ledger
    if rows is None:
        return None
    counts = Counter(row.verdict for row in rows)
    said = tr("，").join(f"{verdict_name(verdict)} {counts[verdict]}" for verdict in VERDICTS if counts[verdict])
    lead = tr("核对 {count} 处：{said}", count=len(rows), said=said) if rows else tr("没有可以互相核对的数字")
    groups = [
        {
            "verdict": verdict,
            "said": verdict_name(verdict),
            "entries": [_entry(row, sources) for row in rows if row.verdict == verdict],
        }
        for verdict in VERDICTS
        if counts[verdict]
    ]
    shown = {"groups": groups, "contradictions": counts["contradiction"]}
    return Part("ledger", tr("账目核对"), len(rows), (lead,), shown)


def _entry(row: LedgerEntry, sources: Sources) -> dict[str, Any]:
    return {
        "name": row.name,
        "check": check_name(row.check),
        "sum": reckoning(row),
        "reason": ledger_reason(row.reason) if row.reason else "",
        "missing": tr("缺 {years} 年的数", years=tr("、").join(map(str, row.missing))) if row.missing else "",
        "figures": [
            {"name": one.name, "value": figure_value(one), "period": (one.period or "").replace("/", "–"),
             "evidence": plain(one.evidence), "place": sources.place(one)}
            for one in row.figures
        ],
    }  # fmt: skip


def reckoning(row: LedgerEntry) -> str:
    """The sum as a person would write it beside the figures, in one line.

    198.6亿元 × (1 + 5.8%) = 210.12亿元；报告写 210.9亿元，相差 0.78亿元（容许 0.2亿元）
    """
    values = [figure_value(one) for one in row.figures]
    if row.check == "target-result" or row.expected is None or row.actual is None or len(values) < 2:
        return tr("目标 {target}，实际 {actual}", target=values[0], actual=values[-1]) if len(values) > 1 else values[0]
    expected = reckoned(row.expected) + row.unit
    if row.check == "same-figure":
        said = tr("一处写 {one}，另一处写 {other}", one=values[0], other=values[1])
    elif row.check == "five-year-sum":
        said = f"{' + '.join(values[:-1])} = {expected}"
    else:
        said = f"{_grown(row)} = {expected}"
    if row.check != "same-figure":
        said += tr("；报告写 {actual}", actual=number(row.actual) + row.unit)
    if row.difference:
        said += tr("，相差 {difference}", difference=reckoned(abs(row.difference)) + row.unit)
    if row.difference and row.tolerance:
        said += tr("（按写出的位数容许 {tolerance}）", tolerance=reckoned(row.tolerance) + row.unit)
    return said


def _grown(row: LedgerEntry) -> str:
    """Last year's level and what was added to it."""
    last, change = row.figures[0], row.figures[1]
    falls = change.direction == "down" or (change.kind == "level" and (row.expected or 0) < (last.value or 0))
    sign, size = ("−" if falls else "+"), figure_value(change).removeprefix("-")
    if change.kind == "change":
        return f"{figure_value(last)} × (1 {sign} {size})"
    return f"{figure_value(last)} {sign} {size}"
