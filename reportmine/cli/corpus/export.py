"""``reportmine corpus export``: a table as CSV, Parquet, a workbook or a Stata file."""

from __future__ import annotations

import click

from reportmine.cli.help import Command
from reportmine.messages import LANGUAGES, tr
from reportmine.store.schema import EXPORTED


@click.command(cls=Command, help=tr("把语料库里的一张表导出成文件；文件名的后缀决定格式。"))
@click.argument("store_name", metavar="STORE")
@click.option("--output", "-o", "target", required=True, metavar="OUT.{csv,parquet,xlsx,dta}", help=tr("写入的文件。"))
@click.option("--table", type=click.Choice(EXPORTED), required=True, help=tr("哪张表。"))
@click.option("--where", metavar="SQL", help=tr("只要符合条件的行，如 \"year >= 2015 AND level = 'city'\"。"))
@click.option("--lang", type=click.Choice(LANGUAGES), expose_value=False, help=tr("界面语言；默认中文。"))
def export(store_name: str, target: str, table: str, where: str | None) -> None:
    """Exports and tells how many rows."""
    from reportmine.cli import output
    from reportmine.store.export import export as write
    from reportmine.store.store import open_store
    from reportmine.store.tables import select

    output.refuse_overwriting((store_name,), target)
    with open_store(store_name) as store:
        rows = write(store, select(table, where), target, name=table)
        measured = table != "measures" or bool(store.rows("SELECT 1 FROM measured LIMIT 1"))
    if not measured:
        click.echo(tr("还没有研究指标；先运行 reportmine corpus measure {store}", store=store_name), err=True)
    click.echo(tr("{target}：{count:,} 行", target=target, count=rows))
