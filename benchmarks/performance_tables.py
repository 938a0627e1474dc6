"""The figures of speed.json as the table and the plan of docs/engineering/performance.md and performance.en.md.

    python benchmarks/performance_tables.py    # both pages anew from speed.json, without measuring

``table.py --update`` measures and writes speed.json. Read next: ``table.py``, ``plan.py``.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, NamedTuple

from plan import Costs, write_plan

from reportmine.lexicon import tomllib

ROOT = Path(__file__).resolve().parent.parent
RECORD = ROOT / "benchmarks" / "speed.json"
DOCUMENTS = {
    "zh": ROOT / "docs" / "engineering" / "performance.md",
    "en": ROOT / "docs" / "engineering" / "performance.en.md",
}
# English sentence -> Chinese sentence, of all that a table says.
CHINESE: dict[str, str] = tomllib.loads((ROOT / "benchmarks" / "speed_words.toml").read_text(encoding="utf-8"))
_MARKS = {part: (f"<!-- {part} -->\n", f"<!-- end of {part} -->") for part in ("table", "plan")}


class Row(NamedTuple):
    """One measurement: ``value`` is written by ``form``; ``most`` or ``least`` is what it should be.

    ``group`` and ``what`` are English, in ``what`` with the names of ``fields`` in braces.
    """

    group: str
    what: str
    value: float
    form: str = "{:.2f}"
    most: float | None = None
    least: float | None = None
    fields: dict[str, float] = {}

    @property
    def goal(self) -> str:
        """The goal in words of a table."""
        if self.most is not None:
            return "≤ " + self.form.format(self.most)
        return "" if self.least is None else "≥ " + self.form.format(self.least)

    @property
    def verdict(self) -> str:
        """Whether the goal is met, as ``yes`` or ``no``; empty without one."""
        if self.most is None and self.least is None:
            return ""
        met = (self.most is None or self.value <= self.most) and (self.least is None or self.value >= self.least)
        return "yes" if met else "no"

    def told(self, language: str) -> str:
        """What was measured, in words."""
        return worded(self.what, language).format(**self.fields)


class Record(NamedTuple):
    """One run: ``machine`` has ``month``, ``python``, ``processors``, ``kind`` and ``quick``."""

    machine: dict[str, Any]
    rows: list[Row]
    costs: Costs


def worded(sentence: str, language: str) -> str:
    """An English sentence of the table in the language of a page; its indent stays.

    Raises:
        KeyError: speed_words.toml has no Chinese for it.
    """
    bare = sentence.lstrip()
    return sentence if language == "en" or not bare else sentence[: -len(bare)] + CHINESE[bare]


def measured_on(machine: dict[str, Any], language: str) -> str:
    """When and on what a run was made, a sentence."""
    quick = worded(", quick", language) if machine["quick"] else ""
    return worded("Measured {month}, Python {python}, {processors} processors ({kind}){quick}.", language).format(
        **{**machine, "quick": quick}
    )


def as_markdown(rows: list[Row], language: str) -> str:
    """The rows as a table, a bold line for each group."""
    head = (worded(word, language) for word in ("what", "measured", "goal", "met"))
    lines = [f"| {' | '.join(head)} |", "| --- | ---: | ---: | --- |"]
    group = ""
    for row in rows:
        if row.group != group:
            group = row.group
            lines.append(f"| **{worded(group, language)}** | | | |")
        what = row.told(language)
        what = what.replace("  ", "&nbsp;&nbsp;", 1) if what.startswith(" ") else what
        lines.append(f"| {what} | {row.form.format(row.value)} | {row.goal} | {worded(row.verdict, language)} |")
    return "\n".join(lines)


def put(text: str, part: str, content: str) -> str:
    """The text with the content between the marks of a part.

    >>> put("a\\n<!-- plan -->\\nold\\n<!-- end of plan -->\\nb", "plan", "new")
    'a\\n<!-- plan -->\\nnew\\n<!-- end of plan -->\\nb'
    """
    begin, end = _MARKS[part]
    start = text.index(begin) + len(begin)
    return text[:start] + content + "\n" + text[text.index(end, start) :]


def rewrite(document: str, record: Record, language: str) -> str:
    """A page with its table and its plan as the record has them."""
    table = f"{measured_on(record.machine, language)}\n\n{as_markdown(record.rows, language)}"
    return put(put(document, "table", table), "plan", write_plan(record.costs, language))


def recorded() -> Record:
    """What speed.json holds."""
    told = json.loads(RECORD.read_text(encoding="utf-8"))
    return Record(told["machine"], [Row(**row) for row in told["rows"]], Costs(**told["costs"]))


def save(record: Record) -> None:
    """Writes speed.json, a row a line."""
    told = {**record._asdict(), "rows": [row._asdict() for row in record.rows], "costs": record.costs._asdict()}
    rows = ",\n".join("  " + json.dumps(row, ensure_ascii=False) for row in told["rows"])
    machine, costs = (json.dumps(told[part]) for part in ("machine", "costs"))
    text = f'{{\n "machine": {machine},\n "rows": [\n{rows}\n ],\n "costs": {costs}\n}}\n'
    RECORD.write_text(text, encoding="utf-8", newline="\n")


def write_pages(record: Record) -> None:
    """Puts table and plan into both pages."""
    for language, path in DOCUMENTS.items():
        page = rewrite(path.read_text(encoding="utf-8"), record, language)
        path.write_text(page, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    write_pages(recorded())
