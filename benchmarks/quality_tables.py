"""The figures of quality.json as the tables of docs/research/evaluation.md, which can say nothing else.

``rewrite`` puts each table between its two marks in the document. Read next: ``quality.py``.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from typing import Any

from side_by_side import Row

Record = dict[str, Any]

FIGURES = {
    "sections": "sections, F1",
    "paragraphs.kind": "paragraph kind, accuracy",
    "paragraphs.label": "paragraph label, accuracy",
    "paragraphs.macro": "macro-F1 of achievement, shortfall, priority",
    "indicators.value": "indicators, value and unit, F1",
    "indicators.name": "indicators, with the right name, F1",
    "indicators.bound": "– bound",
    "indicators.kind": "– kind",
    "indicators.direction": "– direction",
    "indicators.status": "– status (actual or target)",
    "indicators.period": "– period",
    "indicators.baseline": "– baseline of a change",
    "indicators.code": "– code",
    "actions.exact": "actions, exact span, F1",
    "actions.relaxed": "actions, half of the span shared, F1",
    "actions.type": "– type",
    "actions.status": "– status",
    "findings": "findings, F1",
}
SETS = {"corpus": "corpus", "gold-dev": "dev", "public": "public", "held-out": "**held-out**"}
TOOLS = {
    "reportmine": "reportmine",
    "recognizers": "Microsoft Recognizers-Text",
    "jionlp": "jionlp (money only)",
    "cn2an": "cn2an (told where the numerals are)",
}
CONVERTERS = ("cn2an",)  # give a value for a numeral, and no unit
CLASSIFIER = "paragraph_classifier"


def figures(record: Record) -> str:
    """Every figure on every set, with its 95 % interval on the unseen one."""
    shown = [name for name in SETS if name in record["sets"]]
    rows = [["", *(f"{SETS[name]} ({record['sets'][name]['reports']})" for name in shown), "95 % of held-out"]]
    for figure, title in FIGURES.items():
        found = [record["sets"][name]["figures"].get(figure) for name in shown]
        if any(found):
            unseen = record["sets"].get("held-out", {}).get("figures", {}).get(figure)
            interval = f"{unseen['low']:.3f}–{unseen['high']:.3f}" if unseen else "–"
            rows.append([title, *(f"{one['value']:.3f} ({one['gold']:,})" if one else "–" for one in found), interval])
    return _table(rows)


def gap(record: Record) -> str:
    """Tuned on, cross-validated, unseen: how much of a figure belongs to the texts that were read."""
    validated = record["sets"].get("cross-validation", {}).get("figures", {})
    crossed = {
        "paragraphs.label": validated.get(f"{CLASSIFIER}.with_headings.accuracy", {}).get("value"),
        "paragraphs.macro": validated.get(f"{CLASSIFIER}.with_headings.macro_f1", {}).get("value"),
    }
    rows = [["", "tuned on (corpus)", "read while tuning (dev)", "cross-validated", "unseen (held-out)", "gap"]]
    for figure in ("paragraphs.label", "paragraphs.macro", "indicators.value", "indicators.name", "actions.exact",
                   "actions.relaxed"):  # fmt: skip
        corpus, dev, unseen = (_value(record, name, figure) for name in ("corpus", "gold-dev", "held-out"))
        best = max(value for value in (corpus, dev) if value is not None)
        least = min(value for value in (crossed.get(figure), unseen) if value is not None)
        cells = [_shown(value) for value in (corpus, dev, crossed.get(figure), unseen)]
        rows.append([FIGURES[figure], *cells, f"{best - least:.3f}"])
    return _table(rows)


def models(record: Record) -> str:
    """What each trained model gave on reports that it had not read while it was trained."""
    rows = [["model", "variant", "measure", "cross-validated"]]
    for figure, told in record["sets"].get("cross-validation", {}).get("figures", {}).items():
        model, variant, measure = figure.split(".")
        names = (model, variant, measure)
        rows.append([*(name.replace("_", " ") for name in names), f"{told['value']:.3f}"])
    return _table(rows)


def peers(record: Record) -> str:
    """The peers on the same sentences."""
    rows = [["", "set", "numbers", "value and unit: P", "R", "**F1**", "value alone: found", "given beside them"]]
    for name, tools in record["peers"].items():
        for tool, told in tools.items():
            row = Row(**told)
            units = [f"{row.precision:.3f}", f"{row.recall:.3f}", f"**{row.f1:.3f}**"]
            read, extra = f"{row.read / row.gold:.3f}", f"{row.extra:,}"
            if tool in CONVERTERS:
                units, extra = ["–", "–", "–"], "–"
            rows.append([f"{TOOLS[tool]} {row.version}".rstrip(), name, f"{row.gold:,}", *units, read, extra])
    return _table(rows)


def examples(part: str, record: Record) -> str:
    """Where a field fails: what the tool said of sentences of ours when the figures were taken."""
    rows = [["text", "field", "said", "should be", "why"]]
    for example in record["examples"][part].values():
        at = example.get("at")
        text = example["text"].replace(at, f"**{at}**", 1) if at else example["text"]
        rows.append([text, example["field"], example["said"] or "–", example["right"] or "–", example["why"]])
    return _table(rows)


EXAMPLES = ("labels", "values", "names", "attributes", "actions")
TABLES: dict[str, Callable[[Record], str]] = {
    "figures": figures,
    "gap": gap,
    "models": models,
    "peers": peers,
    **{f"examples of {part}": partial(examples, part) for part in EXAMPLES},
}


def rewrite(document: str, record: Record) -> str:
    """The document with its tables as the record has them."""
    for name, make in TABLES.items():
        begin, end = f"<!-- quality.json: {name} -->", "<!-- end -->"
        pattern = re.compile(f"({re.escape(begin)}\n).*?(\n{re.escape(end)})", re.DOTALL)
        document = pattern.sub(rf"\g<1>\n{make(record)}\n\g<2>", document)
    return document


def print_tables(record: Record) -> str:
    """All tables."""
    return "\n\n".join(make(record) for make in TABLES.values()) + "\n"


def _value(record: Record, name: str, figure: str) -> float | None:
    value: float | None = record["sets"].get(name, {}).get("figures", {}).get(figure, {}).get("value")
    return value


def _shown(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"


def _table(rows: list[list[str]]) -> str:
    head, *body = rows
    lines = [head, ["---"] * len(head), *body]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)
