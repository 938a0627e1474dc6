"""``reportmine schema``: the JSON Schema of what ``analyze --format json`` or ``compare --format json`` prints."""

from __future__ import annotations

import click

from reportmine.cli import output
from reportmine.cli.help import Command
from reportmine.messages import LANGUAGES, tr


@click.command(cls=Command, help=tr("打印 --format json 的 JSON Schema：analyze 的（默认）或 compare 的。"))
@click.argument("what", type=click.Choice(["analyze", "compare"]), default="analyze", metavar="[analyze|compare]")
@click.option("--lang", type=click.Choice(LANGUAGES), expose_value=False, help=tr("界面语言；默认中文。"))
@click.option("--output", "-o", "target", metavar="PATH", help=tr("写入文件而不是屏幕。"))
def schema(what: str, target: str | None) -> None:
    """Prints the schema."""
    from reportmine.renderers import comparison_json, json

    output.write((json if what == "analyze" else comparison_json).schema(), target, data=True)
