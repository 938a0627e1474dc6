"""What the tool says of the sentences in examples.toml, which show where it fails.

All of them stand in one made-up report, those of a review under its heading and those of a plan under theirs. Read
next: ``quality_tables.py``, which sets them as tables.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from reportmine import analyze
from reportmine.lexicon import tomllib
from reportmine.model import Indicator, Report

PATH = Path(__file__).resolve().parent / "examples.toml"
HEAD = """云溪县人民政府工作报告
——2024年1月8日在云溪县第十届人民代表大会第四次会议上
各位代表：
现在，我代表县人民政府向大会报告工作，请予审议。
"""
HEADINGS = {"review": "一、2023年工作回顾", "plan": "二、2024年工作安排"}

Example = dict[str, str]


def tell() -> dict[str, dict[str, Example]]:
    """Part -> sentence and place -> the example with what the tool ``said``."""
    parts: dict[str, list[Example]] = tomllib.loads(PATH.read_text(encoding="utf-8"))
    texts = {
        section: "\n".join(
            dict.fromkeys(row["text"] for rows in parts.values() for row in rows if row["section"] == section)
        )
        for section in HEADINGS
    }
    report = analyze(HEAD + "\n".join(f"{HEADINGS[section]}\n{text}" for section, text in texts.items()) + "\n")
    return {
        part: {f"{row['text']} {row.get('at', '')}".rstrip(): {**row, "said": _said(row, report)} for row in rows}
        for part, rows in parts.items()
    }


def right(example: Example) -> bool:
    """Whether the tool says what it should, so that the example shows nothing any more."""
    return example["said"] == example["right"]


def _said(example: Example, report: Report) -> str:
    place = report.text.index(example["text"])
    start = place + example["text"].index(example.get("at", ""))
    end = start + len(example.get("at", example["text"]))
    kinds: dict[str, tuple[Any, ...]] = {"label": report.paragraphs}
    items = kinds.get(example["field"], (*report.indicators, *report.actions))
    for item in items:
        if item.start < end and start < item.end:
            if example["field"] == "value" and isinstance(item, Indicator):
                return f"{item.value:g} {item.unit}".rstrip()
            return str(getattr(item, example["field"]) or "")
    return ""
