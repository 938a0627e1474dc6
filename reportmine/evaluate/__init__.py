"""How good the tool is: precision, recall and F1 of every step against annotated reports.

``evaluate(folder, analyze)`` measures on reports with their annotation beside them (corpus/README.md tells the form),
``evaluate_public(annotation, reports, analyze)`` on public reports whose annotation comes without their text
(corpus/public/README.md). Read next: ``comparison.py``.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from reportmine.errors import UnreadableInput
from reportmine.evaluate.comparison import Comparison
from reportmine.evaluate.scores import LABELS, Evaluation, Score, add_up
from reportmine.messages import tr
from reportmine.model import Report

__all__ = ["LABELS", "Evaluation", "Score", "evaluate", "evaluate_public"]


def evaluate(folder: Path, analyze: Callable[[Path], Report]) -> Evaluation:
    """Analyses every annotated report of ``folder`` and compares.

    Raises:
        UnreadableInput: the folder holds no annotated report, or an annotation is not JSON.
    """
    golds = sorted(path for path in folder.glob("*.json") if path.with_suffix(".txt").exists())
    if not golds:
        raise UnreadableInput(tr("{name}：没有标注好的报告（NAME.txt 和 NAME.json）", name=folder))
    return add_up(_compare(_load(path), analyze(path.with_suffix(".txt")), path.stem) for path in golds)


def evaluate_public(annotation: Path, reports: Path, analyze: Callable[[Path], Report]) -> Evaluation:
    """Measures on those public reports below ``reports`` that ``annotation`` (corpus/public) knows by their hash.

    Raises:
        UnreadableInput: none of the reports is there.
    """
    known: dict[str, Path] = {}
    for path in sorted(reports.rglob("*.txt")):
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        known[digest] = known[digest[:16]] = path
    result = add_up(_public(annotation, known, analyze))
    if not result.documents:
        raise UnreadableInput(tr("{name}：没有 corpus/public 标注过的报告", name=reports))
    return result


def _public(
    annotation: Path, known: dict[str, Path], analyze: Callable[[Path], Report]
) -> Iterator[tuple[str, Comparison]]:
    analysed = cache(analyze)
    for file in ("paragraphs.jsonl", "indicators.jsonl", "actions.jsonl"):
        for line in (annotation / file).read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            path = known.get(row.get("sha256") or row["sha256_16"])
            if path is None:
                continue
            yield _compare(*_crop(row, analysed(path)), path.stem)


def _crop(row: dict[str, Any], report: Report) -> tuple[dict[str, Any], Report]:
    """The gold of a row in the corpus's form, and the part of the report that it annotates."""
    start, end = row.get("start", 0), row.get("end", len(report.text))
    gold: dict[str, Any] = {key: row[key] for key in ("paragraphs", "indicators", "actions") if key in row}
    gold["optional"] = [{"start": start, "end": end} for start, end in row.get("optional", [])]
    for indicator in gold.get("indicators", []):
        indicator["name"] = "".join(report.text[a:b] for a, b in indicator["name_pieces"])
    for action in gold.get("actions", []):
        action["name"] = report.text[action["start"] : action["end"]]
    part = msgspec.structs.replace(
        report,
        indicators=tuple(i for i in report.indicators if start <= i.start < end),
        actions=tuple(a for a in report.actions if start <= a.start < end),
    )
    return gold, part


def _compare(gold: dict[str, Any], report: Report, name: str) -> tuple[str, Comparison]:
    comparison = Comparison(gold, report)
    comparison.run()
    return name, comparison


def _load(path: Path) -> dict[str, Any]:
    try:
        gold: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise UnreadableInput(f"{path}：{error}") from error
    return gold
