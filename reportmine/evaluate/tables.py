"""An ``Evaluation`` as tables for the terminal and as JSON.

Widths are those of a terminal, where a Chinese character takes two columns. Read next: ``scores.py``, which lists the
figures and their order.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec

from reportmine.evaluate.scores import HEADLINES, RESAMPLES, Evaluation, Figure, Mistake
from reportmine.messages import tr
from reportmine.renderers.columns import align_left, align_right, widest
from reportmine.renderers.controls import CONTROLS
from reportmine.renderers.words import label_name, type_name

# What the table of reports shows.
_COLUMNS = ("paragraphs.label", "indicators.value", "indicators.name", "actions.exact", "actions.type")


def figure_name(figure: str) -> str:
    """What a figure is of, in the user's language."""
    step, _, field = figure.partition(".")
    names = {
        "metadata": tr("题头信息"),
        "sections": tr("章节"),
        "findings": tr("需要处理的内容"),
        "findings.severity": tr("严重程度"),
        "paragraphs.kind": tr("段落种类"),
        "paragraphs.label": tr("段落标签"),
        "paragraphs.macro": tr("成绩、问题、任务平均"),
        "paragraphs.macro4": tr("四类标签平均"),
        "indicators.value": tr("指标：数值和单位"),
        "indicators.name": tr("指标：连同名称"),
        "actions.exact": tr("举措：起止全对"),
        "actions.relaxed": tr("举措：重合过半"),
    }
    fields = {
        "bound": tr("界限"), "kind": tr("类别"), "direction": tr("升降"),
        "masked": tr("是否隐去"), "period": tr("时期"), "baseline": tr("比较基准"), "code": tr("统一代码"),
        "type": tr("类型"), "level": tr("数量"), "change": tr("增速"), "points": tr("百分点"), "share": tr("比率"),
        "rank": tr("位次"), "multiple": tr("倍数"), "secret": tr("口令密钥"), "personal": tr("个人信息"),
        "mask": tr("占位符"), "unmasked": tr("未隐去的名称"), "classified": tr("密级标志"), "leftover": tr("编辑残留"),
        "furniture": tr("网页残留"), "consistency": tr("前后不一"),
        "status": tr("实际或目标") if step == "indicators" else tr("进展"),
    }  # fmt: skip
    if figure in names:
        return names[figure]
    if step == "paragraphs":
        return label_name(field)
    return "  " + (fields[field] if field in fields else type_name(field))


def render(evaluation: Evaluation, *, errors: int | None = None) -> str:
    """The tables: all reports, the classes, each report, and the first ``errors`` differences if they are asked for."""
    several = len(evaluation.documents) > 1
    head = tr("{count} 篇报告", count=len(evaluation.documents))
    if several:
        head += tr("；95% 区间：重抽报告 {count} 次", count=RESAMPLES)
    main = [name for name in evaluation.figures if name in HEADLINES]
    classes = [name for name in evaluation.figures if name not in HEADLINES]
    lines = [head, "", *_figures(tr("步骤"), main, evaluation.figures), ""]
    lines += [*_figures(tr("分类"), classes, evaluation.figures), ""]
    if several:
        lines += [*_documents(evaluation.documents), ""]
    if errors is not None:
        lines += _errors(evaluation.mistakes, errors)
    return "\n".join(lines).rstrip()


def as_json(evaluation: Evaluation, *, errors: int | None = None) -> str:
    """All figures, those of each report, and the first ``errors`` differences when they are asked for."""
    fields: dict[str, Any] = {
        "figures": _rounded(evaluation.figures),
        "documents": {name: _rounded(figures) for name, figures in evaluation.documents.items()},
    }
    if errors is not None:
        fields["mistakes"] = msgspec.to_builtins(evaluation.mistakes[:errors])
    return msgspec.json.format(msgspec.json.encode(fields), indent=2).decode()


def _rounded(figures: dict[str, Figure]) -> dict[str, dict[str, float]]:
    return {
        name: {key: round(value, 4) for key, value in msgspec.to_builtins(figure).items()}
        for name, figure in figures.items()
    }


def _figures(title: str, names: list[str], figures: dict[str, Figure]) -> list[str]:
    labelled = {name: _label(name) for name in names}
    width = widest((title, *labelled.values())) + 2
    heads = ((tr("F1或一致"), 9), (tr("95% 区间"), 15), ("P", 7), ("R", 7), (tr("标注"), 7))
    lines = [align_left(title, width) + "".join(align_right(head, columns) for head, columns in heads)]
    for name in names:
        figure = figures[name]
        interval = "" if figure.low is None else f"{figure.low:.3f}–{figure.high:.3f}"
        parts = "".join(f"{'' if part is None else f'{part:.3f}':>7}" for part in (figure.precision, figure.recall))
        lines.append(f"{align_left(labelled[name], width)}{figure.value:>9.3f}{interval:>15}{parts}{figure.gold:>7}")
    return lines


def _label(name: str) -> str:
    """The name of a figure; a class says whose class it is."""
    if name in HEADLINES:
        return figure_name(name)
    steps = {"paragraphs": tr("段落"), "indicators": tr("指标"), "actions": tr("举措"), "findings": tr("需要处理")}
    return f"{steps[name.partition('.')[0]]} · {figure_name(name).strip()}"


def _documents(documents: dict[str, dict[str, Figure]]) -> list[str]:
    width = widest((tr("报告"), *documents)) + 2
    titles = [tr("标签"), tr("数值"), tr("名称"), tr("举措"), tr("类型")]
    lines = [align_left(tr("报告"), width) + "".join(align_right(title, 8) for title in titles)]
    for name, figures in documents.items():
        cells = (f"{figures[column].value:.3f}" if column in figures else "–" for column in _COLUMNS)
        lines.append(align_left(name, width) + "".join(f"{cell:>8}" for cell in cells))
    return lines


def _errors(mistakes: tuple[Mistake, ...], number: int) -> list[str]:
    lines = [
        tr("差异 {count} 处，列出 {shown} 处（标注 → 本工具）", count=len(mistakes), shown=min(number, len(mistakes)))
    ]
    for mistake in mistakes[:number]:
        place = f"{_short(mistake.path)}:{mistake.line}:{mistake.column}"
        line = (
            f"{place}  {mistake.step}.{mistake.what}  {mistake.gold or '–'} → {mistake.found or '–'}  …{mistake.words}…"
        )
        lines.append(line.translate(CONTROLS))
    return lines


def _short(path: str) -> str:
    """Below the current folder as seen from it, so that it is short and a terminal can open it."""
    try:
        return str(Path(path).resolve().relative_to(Path.cwd()))
    except ValueError:
        return path
