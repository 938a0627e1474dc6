"""The names of outcomes, verdicts and changes, and figures as a person writes them, in the language of the user."""

from __future__ import annotations

from reportmine.comparison.model import Arithmetic, Figure, Point
from reportmine.lexicon import load
from reportmine.messages import tr


def outcome_name(outcome: str) -> str:
    """What became of a commitment."""
    return {
        "met": tr("达到"), "missed": tr("未达到"), "reported": tr("已报告进展"), "restated": tr("再次列入计划"),
        "not_mentioned": tr("未提及"),
    }[outcome]  # fmt: skip


def commitment_name(kind: str) -> str:
    """The kinds of commitments."""
    return {"target": tr("数字指标"), "action": tr("具名举措"), "task": tr("工作任务")}[kind]


def verdict_name(verdict: str) -> str:
    """What a check of the ledger came to."""
    return {
        "consistent": tr("相符"), "rounding": tr("四舍五入差异"), "different_base": tr("口径不同"),
        "contradiction": tr("不符"),
    }[verdict]  # fmt: skip


def check_name(check: str) -> str:
    """What was checked."""
    return {
        "growth-level": tr("上年数 × 增长率"), "same-figure": tr("同一年同一指标两处数字"),
        "target-result": tr("目标与结果"), "five-year-sum": tr("逐年之和与五年合计"),
    }[check]  # fmt: skip


def action_change(change: str) -> str:
    """What became of a named action."""
    return {"new": tr("新提出"), "continued": tr("延续"), "renamed": tr("更名"), "dropped": tr("不再提及")}[change]


def shortfall_change(change: str, places: int = 1) -> str:
    """What became of a problem; in the reports of several ``places`` the same one does not come back."""
    if change == "returns" and places > 1:
        return tr("几地都提到")
    return {"returns": tr("再次提及"), "new": tr("新提及"), "gone": tr("不再提及")}[change]


def shift_name(shift: str) -> str:
    """Which way a wording went."""
    return {"strengthened": tr("措辞加强"), "weakened": tr("措辞减弱")}[shift]


def shift_kind_name(kind: str) -> str:
    """What of a commitment is worded in another way."""
    return {"modal": tr("语气"), "bound": tr("幅度"), "value": tr("数值")}[kind]


def measure_name(kind: str) -> str:
    """The kinds of figures."""
    return {
        "level": tr("总量"), "change": tr("增速"), "points": tr("百分点"), "share": tr("比率"), "rank": tr("位次"),
        "multiple": tr("倍数"),
    }[kind]  # fmt: skip


def aim_name(status: str) -> str:
    """Whether a figure was aimed at or reached."""
    return {"target": tr("目标"), "actual": tr("实际")}[status]


def bound_name(bound: str) -> str | None:
    """On which side of a number what is meant lies, ``None`` for the number itself."""
    return {"min": tr("以上"), "max": tr("以内"), "about": tr("左右")}.get(bound)


def ledger_reason(reason: str) -> str:
    """Why a difference is none (data/comparison.toml)."""
    return tr(load("comparison")["reasons"][reason])


def number(value: float) -> str:
    """A number without needless digits.

    >>> number(5.530)
    '5.53'
    """
    return f"{value:,.4f}".rstrip("0").rstrip(".") if abs(value) < 1e15 else f"{value:.6g}"


def reckoned(value: float) -> str:
    """A number that was reckoned, with as many digits as figures of reports have.

    >>> reckoned(210.1188)
    '210.12'
    """
    return number(float(f"{value:.5g}"))


def _bounded(value: float | None, value_max: float | None, unit: str, bound: str) -> str:
    if value is None:
        return tr("（占位）")
    said = number(value) + (f"–{number(value_max)}" if value_max is not None else "") + unit
    words = {"min": tr("{value}以上"), "max": tr("{value}以内"), "about": tr("{value}左右")}
    return words[bound].format(value=said) if bound in words else said


def figure_value(figure: Figure) -> str:
    """A figure with unit and bound; a fall with a minus sign."""
    sign = "-" if figure.direction == "down" and figure.value else ""
    return sign + _bounded(figure.value, figure.value_max, figure.unit, figure.bound)


def point_value(point: Point) -> str:
    """A point of a series in the unit of the series, which is not repeated."""
    marks = {"min": "≥", "max": "≤", "about": "≈"}
    if point.value is None:
        return "XX"
    return marks.get(point.bound, "") + number(point.value) + (f"–{number(point.value_max)}" if point.value_max else "")


def arithmetic(target: Figure | None, actual: Figure | None, sums: Arithmetic) -> str:
    """How a number was judged, in one line."""
    result = figure_value(actual) if actual is not None else number(sums.actual) + sums.unit
    said = tr("实际 {actual}", actual=result)
    if target is not None:
        said = tr("目标 {target}，", target=figure_value(target)) + said
    if sums.relative_to is not None:
        said += tr("，对照 {name} {value}", name=sums.relative_to.name, value=figure_value(sums.relative_to))
    return said
