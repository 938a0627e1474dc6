"""Why each paragraph, figure and action was read as it was (``analyze --explain``), for the terminal.

Takes a ``Report`` that was analysed with reasons, gives lines of text in the order of the report. The sentence of every
rule stands in ``data/reasons.toml``. Read next: ``model.Reason``.
"""

from __future__ import annotations

from collections.abc import Iterator

from reportmine.lexicon import load
from reportmine.messages import tr
from reportmine.model import Action, Indicator, Paragraph, Reason, Report
from reportmine.renderers.words import in_brackets, label_name, status_name, type_name
from reportmine.text import LineIndex


def field_name(field: str) -> str:
    """The name of a field in the user's language."""
    names = {
        "name": tr("名称"), "bound": tr("界限"), "kind": tr("种类"), "direction": tr("升降"), "status": tr("进度"),
        "period": tr("时期"), "baseline": tr("基期"), "label": tr("类别"), "also": tr("又及"), "type": tr("类型"),
    }  # fmt: skip
    return names.get(field, field)


def rule_name(rule: str) -> str:
    """What a rule is, in the user's language."""
    return tr(load("reasons")["rules"].get(rule, rule))


def explain(report: Report) -> Iterator[tuple[str, str]]:
    """A head and a line of reasons for every paragraph, figure and action that has reasons, by place."""
    lines = LineIndex(report.text)
    items: list[Paragraph | Indicator | Action] = [*report.paragraphs, *report.indicators, *report.actions]
    # At one place the paragraph comes before what stands in it.
    for item in sorted(items, key=lambda item: (item.start, -item.end)):
        if item.why:
            line, column = lines.locate(item.start)
            yield f"{line}:{column}  {_head(report, item)}", in_words(report.text, item.why)


def _head(report: Report, item: Paragraph | Indicator | Action) -> str:
    if isinstance(item, Paragraph):
        words = label_name(item.label or item.kind) + (f"/{label_name(item.also)}" if item.also else "")
        sure = f" {item.confidence:.0%}" if item.confidence is not None else ""
        return f"[{words}{sure}] {report.text[item.start : item.start + 24]}…"
    if isinstance(item, Indicator):
        return f"{item.name} = {' '.join(report.text[item.start : item.end].split())}"
    return item.name + in_brackets(type_name(item.type) + tr("，") + status_name(item.status))


def in_words(text: str, why: tuple[Reason, ...]) -> str:
    """The reasons of one thing on one line: 名称：…；种类：…, a rule once a field with all its words."""
    by_field: dict[str, dict[str, str]] = {}
    for reason in why:
        said = by_field.setdefault(field_name(reason.field), {})
        words = said.get(rule_name(reason.rule), "")
        if reason.start is not None and reason.end is not None:
            words += f"“{' '.join(text[reason.start : reason.end].split())}”"
        if reason.weight is not None:
            words += f" {reason.weight:+.1f} "
        said[rule_name(reason.rule)] = words
    return tr("；").join(
        tr("{name}：{said}", name=field, said=tr("、").join(f"{rule}{words}".rstrip() for rule, words in said.items()))
        for field, said in by_field.items()
    )
