"""``reportmine schema``: the JSON Schema of what ``analyze --format json`` prints."""

from __future__ import annotations

import click

from reportmine.cli import output
from reportmine.cli.help import Command
from reportmine.messages import LANGUAGES, tr


@click.command(cls=Command, help=tr("打印 analyze --format json 的 JSON Schema。"))
@click.option("--lang", type=click.Choice(LANGUAGES), expose_value=False, help=tr("界面语言；默认中文。"))
@click.option("--output", "-o", "target", metavar="PATH", help=tr("写入文件而不是屏幕。"))
def schema(target: str | None) -> None:
    """Prints the schema."""
    from reportmine.renderers import json

    output.write(json.schema(), target, data=True)
