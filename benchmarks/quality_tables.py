"""The figures of quality.json as the tables of docs/research/evaluation.md and evaluation.en.md.

The pages can say nothing else: ``rewrite`` puts each table between its two marks. Words are pairs, Chinese and English,
told apart by ``LANGUAGES``; the figures are the same. Read next: ``quality.py``.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from typing import Any

from side_by_side import Row

Record = dict[str, Any]

LANGUAGES = ("zh", "en")
FIGURES = {
    "sections": ("章节，F1", "sections, F1"),
    "paragraphs.kind": ("段落种类，正确率", "paragraph kind, accuracy"),
    "paragraphs.label": ("段落类别，正确率", "paragraph label, accuracy"),
    "paragraphs.macro": ("成绩、问题、任务三类的宏平均 F1", "macro-F1 of achievement, shortfall, priority"),
    "indicators.value": ("指标：数值和单位，F1", "indicators, value and unit, F1"),
    "indicators.name": ("指标：名称也对，F1", "indicators, with the right name, F1"),
    "indicators.bound": ("– 界限", "– bound"),
    "indicators.kind": ("– 性质", "– kind"),
    "indicators.direction": ("– 升降", "– direction"),
    "indicators.status": ("– 完成数或目标", "– status (actual or target)"),
    "indicators.period": ("– 时期", "– period"),
    "indicators.baseline": ("– 变化的基期", "– baseline of a change"),
    "indicators.code": ("– 代码", "– code"),
    "actions.exact": ("举措：起止完全一致，F1", "actions, exact span, F1"),
    "actions.relaxed": ("举措：重合一半以上，F1", "actions, half of the span shared, F1"),
    "actions.type": ("– 类型", "– type"),
    "actions.status": ("– 进度", "– status"),
    "findings": ("检查结果，F1", "findings, F1"),
}
SETS = {
    "corpus": ("自编", "corpus"),
    "gold-dev": ("开发", "dev"),
    "public": ("公开", "public"),
    "held-out": ("**留出**", "**held-out**"),
}
TOOLS = {
    "reportmine": ("reportmine", "reportmine"),
    "recognizers": ("Microsoft Recognizers-Text", "Microsoft Recognizers-Text"),
    "jionlp": ("jionlp（只认金额）", "jionlp (money only)"),
    "cn2an": ("cn2an（数字的位置由我们给出）", "cn2an (told where the numerals are)"),
}
HEADS = {
    "interval": ("留出集 95% 区间", "95 % of held-out"),
    "gap": (
        ("", "照着调过（自编）", "调时读过（开发）", "交叉验证", "没有见过（留出）", "差距"),
        ("", "tuned on (corpus)", "read while tuning (dev)", "cross-validated", "unseen (held-out)", "gap"),
    ),
    "models": (("模型", "变体", "量度", "交叉验证"), ("model", "variant", "measure", "cross-validated")),
    "peers": (
        ("", "文本集", "数字个数", "数值和单位：P", "R", "**F1**", "只看数值：找到", "多给的"),
        ("", "set", "numbers", "value and unit: P", "R", "**F1**", "value alone: found", "given beside them"),
    ),
    "examples": (("原文", "字段", "给出", "应为", "原因"), ("text", "field", "said", "should be", "why")),
}
MODELS = {
    "paragraph_classifier": "段落分类模型",
    "with_headings": "有小标题",
    "without_headings": "没有小标题",
    "accuracy": "正确率",
    "macro_f1": "宏平均 F1",
}
CONVERTERS = ("cn2an",)  # give a value for a numeral, and no unit
CLASSIFIER = "paragraph_classifier"


def figures(record: Record, language: int) -> str:
    """Every figure on every set, with its 95 % interval on the unseen one."""
    shown = [name for name in SETS if name in record["sets"]]
    names = (f"{SETS[name][language]} ({record['sets'][name]['reports']})" for name in shown)
    rows = [["", *names, HEADS["interval"][language]]]
    for figure, titles in FIGURES.items():
        found = [record["sets"][name]["figures"].get(figure) for name in shown]
        if any(found):
            unseen = record["sets"].get("held-out", {}).get("figures", {}).get(figure)
            interval = f"{unseen['low']:.3f}–{unseen['high']:.3f}" if unseen else "–"
            cells = (f"{one['value']:.3f} ({one['gold']:,})" if one else "–" for one in found)
            rows.append([titles[language], *cells, interval])
    return _table(rows)


def gap(record: Record, language: int) -> str:
    """Tuned on, cross-validated, unseen: how much of a figure belongs to the texts that were read."""
    validated = record["sets"].get("cross-validation", {}).get("figures", {})
    crossed = {
        "paragraphs.label": validated.get(f"{CLASSIFIER}.with_headings.accuracy", {}).get("value"),
        "paragraphs.macro": validated.get(f"{CLASSIFIER}.with_headings.macro_f1", {}).get("value"),
    }
    rows = [[*HEADS["gap"][language]]]
    for figure in ("paragraphs.label", "paragraphs.macro", "indicators.value", "indicators.name", "actions.exact",
                   "actions.relaxed"):  # fmt: skip
        corpus, dev, unseen = (_value(record, name, figure) for name in ("corpus", "gold-dev", "held-out"))
        best = max(value for value in (corpus, dev) if value is not None)
        least = min(value for value in (crossed.get(figure), unseen) if value is not None)
        cells = [_shown(value) for value in (corpus, dev, crossed.get(figure), unseen)]
        rows.append([FIGURES[figure][language], *cells, f"{best - least:.3f}"])
    return _table(rows)


def models(record: Record, language: int) -> str:
    """What each trained model gave on reports that it had not read while it was trained."""
    rows = [[*HEADS["models"][language]]]
    for figure, told in record["sets"].get("cross-validation", {}).get("figures", {}).items():
        names = (MODELS[name] if LANGUAGES[language] == "zh" else name.replace("_", " ") for name in figure.split("."))
        rows.append([*names, f"{told['value']:.3f}"])
    return _table(rows)


def peers(record: Record, language: int) -> str:
    """The peers on the same sentences."""
    rows = [[*HEADS["peers"][language]]]
    for name, tools in record["peers"].items():
        for tool, told in tools.items():
            row = Row(**told)
            units = [f"{row.precision:.3f}", f"{row.recall:.3f}", f"**{row.f1:.3f}**"]
            read, extra = f"{row.read / row.gold:.3f}", f"{row.extra:,}"
            if tool in CONVERTERS:
                units, extra = ["–", "–", "–"], "–"
            title, place = f"{TOOLS[tool][language]} {row.version}".rstrip(), SETS[name][language].strip("*")
            rows.append([title, place, f"{row.gold:,}", *units, read, extra])
    return _table(rows)


def examples(part: str, record: Record, language: int) -> str:
    """Where a field fails: what the tool said of sentences of ours when the figures were taken."""
    rows = [[*HEADS["examples"][language]]]
    for example in record["examples"][part].values():
        at = example.get("at")
        text = example["text"].replace(at, f"**{at}**", 1) if at else example["text"]
        why = example["why" if LANGUAGES[language] == "en" else "why_zh"]
        rows.append([text, example["field"], example["said"] or "–", example["right"] or "–", why])
    return _table(rows)


EXAMPLES = ("labels", "values", "names", "attributes", "actions")
TABLES: dict[str, Callable[[Record, int], str]] = {
    "figures": figures,
    "gap": gap,
    "models": models,
    "peers": peers,
    **{f"examples of {part}": partial(examples, part) for part in EXAMPLES},
}


def rewrite(document: str, record: Record, language: str) -> str:
    """The document with its tables as the record has them, in one of ``LANGUAGES``."""
    for name, make in TABLES.items():
        begin, end = f"<!-- quality.json: {name} -->", "<!-- end -->"
        pattern = re.compile(f"({re.escape(begin)}\n).*?(\n{re.escape(end)})", re.DOTALL)
        table = make(record, LANGUAGES.index(language))
        document = pattern.sub(lambda marks, table=table: f"{marks[1]}\n{table}\n{marks[2]}", document)
    return document


def print_tables(record: Record) -> str:
    """All tables, in English."""
    return "\n\n".join(make(record, LANGUAGES.index("en")) for make in TABLES.values()) + "\n"


def _value(record: Record, name: str, figure: str) -> float | None:
    value: float | None = record["sets"].get(name, {}).get("figures", {}).get(figure, {}).get("value")
    return value


def _shown(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"


def _table(rows: list[list[str]]) -> str:
    head, *body = rows
    lines = [head, ["---"] * len(head), *body]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)
