"""``reportmine corpus query``: SQL over the tables, read only."""

from __future__ import annotations

import click

from reportmine.cli.help import Command
from reportmine.messages import LANGUAGES, tr

_FORMATS = ("text", "csv", "json")


@click.command(cls=Command, help=tr("用 SQL 查语料库（只读）；有哪些表和列：reportmine corpus status --tables。"))
@click.argument("store_name", metavar="STORE")
@click.argument("sql", metavar="SQL")
@click.option("--format", "form", type=click.Choice(_FORMATS), default="text", show_default=True,
              help=tr("输出形式。"))  # fmt: skip
@click.option("--output", "-o", "target", metavar="PATH", help=tr("写入文件而不是屏幕。"))
@click.option("--lang", type=click.Choice(LANGUAGES), expose_value=False, help=tr("界面语言；默认中文。"))
def query(store_name: str, sql: str, form: str, target: str | None) -> None:
    """Prints what the SQL gives."""
    from reportmine.cli import output
    from reportmine.renderers import query_result
    from reportmine.store.store import open_store
    from reportmine.store.tables import ask

    output.refuse_overwriting((store_name,), target)
    with open_store(store_name) as store:
        columns, rows = ask(store, sql)
        output.write(query_result.render(columns, rows, form), target, data=form != "text")
