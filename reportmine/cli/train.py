"""``reportmine train``: rebuilds models/ from corpus/ and, with ``--weak``, from public reports."""

from __future__ import annotations

from pathlib import Path

import click

from reportmine.cli.help import Command
from reportmine.messages import LANGUAGES, tr


@click.command(
    cls=Command,
    short_help=tr("重建段落分类模型。"),
    help=tr("重建 models/：用 corpus/ 的标注；--weak DIR 另用该文件夹里的报告，按小标题和 corpus/public 的标注。"),
)
@click.option("--weak", metavar="DIR", type=click.Path(path_type=Path), help=tr("公开报告所在的文件夹。"))
@click.option("--output", "-o", "target", metavar="DIR", type=click.Path(path_type=Path),
              help=tr("模型写到这里，默认为 models/。"))  # fmt: skip
@click.option("--lang", type=click.Choice(LANGUAGES), expose_value=False, help=tr("界面语言；默认中文。"))
def train(weak: Path | None, target: Path | None) -> None:
    """Trains and prints what was trained on."""
    from reportmine.errors import UnreadableInput
    from reportmine.resources import resource
    from reportmine.train import train as train_all

    if weak is not None and next(weak.rglob("*.txt"), None) is None:
        raise UnreadableInput(tr("{name}：这里没有 .txt 报告，模型没有改动", name=weak))
    summary = train_all(resource("corpus"), weak, target or resource("models", "paragraph_classifier"))
    click.echo(summary)
