"""``reportmine train``: rebuilds models/ from corpus/ and from public reports where they are at hand."""

from __future__ import annotations

from pathlib import Path

import click

from reportmine.cli.help import Command
from reportmine.messages import LANGUAGES, tr


@click.command(
    cls=Command,
    short_help=tr("重建段落分类模型或承诺跟踪模型。"),
    help=tr(
        "重建 models/paragraph_classifier：用 corpus/ 的标注；--weak 另用一个文件夹里的报告，按小标题和 "
        "corpus/public 的标注。写了 --follow-up 时改为重建 models/follow_up：用该文件夹里前后两年报告的标注，"
        "报告在 --reports 的文件夹里。"
    ),
)
@click.option("--weak", metavar="DIR", type=click.Path(path_type=Path), help=tr("公开报告所在的文件夹。"))
@click.option(
    "--follow-up",
    "pairs",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help=tr("前后两年报告的标注（*.jsonl）所在的文件夹。"),
)
@click.option(
    "--reports",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help=tr("与 --follow-up 同用：报告（.txt）所在的文件夹。"),
)
@click.option("--output", "-o", "target", metavar="DIR", type=click.Path(path_type=Path),
              help=tr("模型写到这里，默认为 models/。"))  # fmt: skip
@click.option("--lang", type=click.Choice(LANGUAGES), expose_value=False, help=tr("界面语言；默认中文。"))
def train(weak: Path | None, pairs: Path | None, reports: Path | None, target: Path | None) -> None:
    """Trains and prints what was trained on."""
    from reportmine.errors import UnreadableInput
    from reportmine.resources import resource

    if (pairs is None) != (reports is None) or (pairs is not None and (weak, target) != (None, None)):
        raise click.UsageError(tr("--follow-up 与 --reports 要一起给出，且不与 --weak、--output 同用"))
    if pairs is not None and reports is not None:
        import reportmine
        from reportmine.train.follow_up import train_follow_up

        click.echo(train_follow_up(pairs, reports, reportmine.analyze))
        return
    from reportmine.train import train as train_all

    if weak is not None and next(weak.rglob("*.txt"), None) is None:
        raise UnreadableInput(tr("{name}：这里没有 .txt 报告，模型没有改动", name=weak))
    summary = train_all(resource("corpus"), weak, target or resource("models", "paragraph_classifier"))
    click.echo(summary)
