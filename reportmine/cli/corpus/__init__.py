"""``reportmine corpus``: many reports in one store. A command is one file here and one line in ``COMMANDS``."""

from __future__ import annotations

import click

from reportmine.cli import LazyGroup
from reportmine.messages import LANGUAGES, tr

COMMANDS: dict[str, str] = {
    "build": "reportmine.cli.corpus.build:build",
    "status": "reportmine.cli.corpus.status:status",
    "export": "reportmine.cli.corpus.export:export",
    "measure": "reportmine.cli.corpus.measure:measure",
    "similar": "reportmine.cli.corpus.similar:similar",
    "words": "reportmine.cli.corpus.words:words",
    "query": "reportmine.cli.corpus.query:query",
}


@click.command(cls=LazyGroup, places=COMMANDS, help=tr("成千上万份报告：建库、导出数据表、计算研究指标、查文字来源。"))
@click.option("--lang", type=click.Choice(LANGUAGES), expose_value=False, help=tr("界面语言；默认中文。"))
def corpus() -> None:
    """All commands on a store."""
