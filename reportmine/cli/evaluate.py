"""``reportmine evaluate``: precision, recall and F1 of every step on annotated reports."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from reportmine.cli import output
from reportmine.cli.help import Command
from reportmine.messages import LANGUAGES, tr


@click.command(
    cls=Command,
    help=tr("对照人工标注，测量每一步的准确率、召回率和 F1。文件夹里是标注，默认为自带的 corpus/。"),
)
@click.argument("folder", required=False, metavar="[DIR]", type=click.Path(path_type=Path))
@click.option("--reports", metavar="DIR", type=click.Path(path_type=Path),
              help=tr("标注（*.jsonl）所说的报告在这里；只给本项时用 corpus/public 的标注。"))  # fmt: skip
@click.option("--compare", "comparisons", is_flag=True,
              help=tr("测量 compare：承诺落实和指标序列；文件夹默认为自带的 corpus/follow-up。"))  # fmt: skip
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True,
              help=tr("输出形式。"))  # fmt: skip
@click.option("--errors", metavar="[N]", is_flag=False, flag_value=sys.maxsize, type=click.IntRange(0),
              help=tr("同时列出差异（前 N 处），带文件和行号。"))  # fmt: skip
@click.option("--output", "-o", "target", metavar="PATH", help=tr("写入文件而不是屏幕。"))
@click.option("--lang", type=click.Choice(LANGUAGES), expose_value=False, help=tr("界面语言；默认中文。"))
def evaluate(
    folder: Path | None, reports: Path | None, comparisons: bool, form: str, errors: int | None, target: str | None
) -> None:
    """Evaluates and prints."""
    import reportmine

    if comparisons:
        from reportmine.evaluate import comparison_tables
        from reportmine.evaluate.follow_up import evaluate_comparisons
        from reportmine.resources import resource

        corpus = resource("corpus")
        found = evaluate_comparisons(folder or corpus / "follow-up", reports or corpus, reportmine.analyze)
        if form == "json":
            output.write(comparison_tables.as_json(found, errors=errors), target, data=True)
        else:
            output.write(comparison_tables.render(found, errors=errors), target)
        return
    from reportmine.evaluate import evaluate as measure
    from reportmine.evaluate.tables import as_json, render
    from reportmine.resources import resource

    own = folder is None and reports is None
    if folder is None:
        folder = resource("corpus") if reports is None else resource("corpus") / "public"
    result = measure(folder, reportmine.analyze, reports)
    if form == "json":
        output.write(as_json(result, errors=errors), target, data=True)
        return
    note = tr("注：自带语料参与过训练和调整，这里是已经达到的水平；新文本上的表现见 corpus/held-out。")
    output.write(render(result, errors=errors) + (f"\n\n{note}" if own else ""), target)
