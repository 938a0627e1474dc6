"""The answer to a query as a table of text, CSV or JSON lines."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from typing import Any

from reportmine.messages import tr
from reportmine.renderers.columns import align_left, align_right, widest
from reportmine.renderers.controls import CONTROLS
from reportmine.store.export import harmless
from reportmine.store.rows import Row

# Rows on a screen; files get all.
_SHOWN = 200
_WIDEST = 60


def render(columns: Sequence[str], rows: Sequence[Row], form: str) -> str:
    """The whole answer as one string; ``form`` is text, csv or json."""
    if form == "csv":
        made = io.StringIO()
        writer = csv.writer(made, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows([harmless(value) for value in row] for row in rows)
        return made.getvalue()
    if form == "json":
        return "".join(
            json.dumps(dict(zip(columns, row, strict=True)), ensure_ascii=False, default=str) + "\n" for row in rows
        )
    return _table(columns, rows)


def _table(columns: Sequence[str], rows: Sequence[Row]) -> str:
    shown = [[_said(value) for value in row] for row in rows[:_SHOWN]]
    widths = [widest(column) for column in zip(list(columns), *shown, strict=True)]
    numeric = [
        all(isinstance(row[index], (int, float, type(None))) for row in rows[:_SHOWN]) for index in range(len(columns))
    ]

    def line(cells: Sequence[str]) -> str:
        padded = [
            align_right(cell, width) if right else align_left(cell, width)
            for cell, width, right in zip(cells, widths, numeric, strict=True)
        ]
        return "  ".join(padded).rstrip()

    lines = [line(columns), "  ".join("-" * width for width in widths), *map(line, shown)]
    if len(rows) > _SHOWN:
        lines.append(tr("（共 {count:,} 行，只显示前 {shown} 行；全部：--output 文件）", count=len(rows), shown=_SHOWN))
    return "\n".join(lines)


def _said(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.6g}"
    text = " ".join(str(value).translate(CONTROLS).split())
    return text if len(text) <= _WIDEST else text[: _WIDEST - 1] + "…"
