"""A ``ComparisonEvaluation`` as tables for the terminal and as JSON. Read next: ``follow_up.py`` with its figures."""

from __future__ import annotations

from typing import Any

import msgspec

from reportmine.evaluate.follow_up import FIGURES, ComparisonEvaluation, Difference, Share
from reportmine.messages import tr
from reportmine.renderers.columns import align_left, align_right, widest
from reportmine.renderers.controls import CONTROLS

# What the table of pairs shows.
_COLUMNS = ("recall", "outcome", "evidence", "numbers", "series.recall", "series.precision")


def figure_name(figure: str) -> str:
    """What a figure is of, in the user's language."""
    names = {
        "recall": tr("承诺：找到"),
        "recall.target": tr("  量化目标"),
        "recall.action": tr("  具名举措"),
        "recall.task": tr("  任务"),
        "outcome": tr("落实情况判断正确"),
        "outcome.target": tr("  量化目标"),
        "outcome.action": tr("  具名举措"),
        "outcome.task": tr("  任务"),
        "outcome.met": tr("  标注为完成"),
        "outcome.missed": tr("  标注为未完成"),
        "outcome.reported": tr("  标注为有交代"),
        "outcome.restated": tr("  标注为再提"),
        "outcome.not_mentioned": tr("  标注为未提"),
        "outcome.sure": tr("  标注者有把握的"),
        "evidence": tr("依据正确"),
        "evidence.first": tr("  首条依据"),
        "numbers": tr("数字目标：找到且判断正确"),
        "series.recall": tr("序列：召回"),
        "series.precision": tr("序列：准确"),
        "series.strict": tr("  连到标注之外也算错"),
    }
    return names[figure]


def render(evaluation: ComparisonEvaluation, *, errors: int | None = None) -> str:
    """The tables: all pairs, each pair, how far confidence can be trusted, and the first ``errors`` differences."""
    lines = [tr("{count} 对前后两年的报告；每一对都用没有学过它的参数", count=len(evaluation.pairs)), ""]
    width = widest(map(figure_name, FIGURES)) + 2
    lines.append(
        align_left(tr("项目"), width) + "".join(align_right(head, 9) for head in (tr("比例"), tr("正确"), tr("标注")))
    )
    for name, share in evaluation.figures.items():
        lines.append(f"{align_left(figure_name(name), width)}{_value(share):>9}{share.right:>9}{share.of:>9}")
    lines += ["", *_pairs(evaluation), "", *_calibration(evaluation)]
    if errors is not None:
        lines += ["", *_differences(evaluation.differences, errors)]
    return "\n".join(lines).rstrip()


def as_json(evaluation: ComparisonEvaluation, *, errors: int | None = None) -> str:
    """All figures with their counts, those of each pair, the calibration, and the first ``errors`` differences."""
    fields: dict[str, Any] = {
        "figures": _counts(evaluation.figures),
        "pairs": {name: _counts(figures) for name, figures in evaluation.pairs.items()},
        "calibration": [
            {"from": low, "rows": rows, "confidence": confidence, "right": right}
            for low, rows, confidence, right in evaluation.calibration
        ],
    }
    if errors is not None:
        fields["differences"] = msgspec.to_builtins(evaluation.differences[:errors])
    return msgspec.json.format(msgspec.json.encode(fields), indent=2).decode()


def _counts(figures: dict[str, Share]) -> dict[str, dict[str, float | int | None]]:
    return {
        name: {
            "value": None if share.value is None else round(share.value, 4),
            "right": share.right,
            "of": share.of,
        }
        for name, share in figures.items()
    }


def _pairs(evaluation: ComparisonEvaluation) -> list[str]:
    width = widest((tr("报告"), *evaluation.pairs)) + 2
    titles = [tr("找到"), tr("判断"), tr("依据"), tr("数字"), tr("序列召回"), tr("序列准确")]
    lines = [align_left(tr("报告"), width) + "".join(align_right(title, 10) for title in titles)]
    for name, figures in evaluation.pairs.items():
        cells = (_value(figures[column]) if column in figures else "–" for column in _COLUMNS)
        lines.append(align_left(name, width) + "".join(f"{cell:>10}" for cell in cells))
    return lines


def _calibration(evaluation: ComparisonEvaluation) -> list[str]:
    lines = ["".join(align_right(head, 12) for head in (tr("可信度"), tr("条数"), tr("平均可信度"), tr("判断正确")))]
    for low, rows, confidence, right in evaluation.calibration:
        lines.append(f"{low:>12.1f}{rows:>12}{confidence:>12.3f}{right:>12.3f}")
    return lines


def _differences(differences: tuple[Difference, ...], number: int) -> list[str]:
    shown = differences[:number]
    lines = [
        tr("差异 {count} 处，列出 {shown} 处（标注 → 本工具）", count=len(differences), shown=len(shown)),
    ]
    for one in shown:
        place = f"{one.path}:{one.line}:{one.column}"
        line = f"{place}  {one.kind}.{one.what}  {one.gold or '–'} → {one.found or '–'}  {one.words}"
        lines.append(line.translate(CONTROLS))
    return lines


def _value(share: Share) -> str:
    return "–" if share.value is None else f"{share.value:.3f}"
