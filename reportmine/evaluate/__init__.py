"""How good the tool is: precision, recall and F1 of every step against annotated reports.

``evaluate(folder, analyze, reports)`` measures on reports with their annotation beside them, or on annotation that
speaks of reports elsewhere. Read next: ``gold.py`` (the forms of annotation), ``comparison.py``, ``scores.py``.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from reportmine.evaluate.comparison import compare
from reportmine.evaluate.gold import Gold, load_gold
from reportmine.evaluate.scores import Evaluation, Figure, Mistake, measure
from reportmine.model import Report

__all__ = ["Evaluation", "Figure", "Gold", "Mistake", "evaluate", "load_gold"]


def evaluate(folder: Path, analyze: Callable[[Path], Report], reports: Path | None = None) -> Evaluation:
    """Analyses every annotated report and compares.

    Args:
        folder: holds ``NAME.txt`` with ``NAME.json``, or ``paragraphs.jsonl``, ``indicators.jsonl``, ``actions.jsonl``.
        analyze: the analysis of a file.
        reports: where the reports lie that ``*.jsonl`` speaks of; beside ``folder`` unless given.

    Raises:
        UnreadableInput: there is no annotation, none of its reports is there, or it does not fit the text.
    """
    return measure([compare(gold, analyze(gold.path)) for gold in load_gold(folder, reports)])
