"""``reportmine corpus status``: what a store holds, what could not be read, where sources disagree."""

from __future__ import annotations

import click

from reportmine.cli.help import Command
from reportmine.messages import LANGUAGES, tr


@click.command(
    cls=Command, help=tr("看语料库里有什么：多少报告、哪些年份和地区、哪些文件读不了、哪些年份地区说法不一。")
)
@click.argument("store_name", metavar="STORE", required=False)
@click.option("--full", is_flag=True, help=tr("列出全部，不只是前几项。"))
@click.option("--tables", is_flag=True, help=tr("列出所有表和列的说明（不需要给出语料库）。"))
@click.option("--format", "form", type=click.Choice(("text", "json")), default="text", show_default=True,
              help=tr("输出形式。"))  # fmt: skip
@click.option("--output", "-o", "target", metavar="PATH", help=tr("写入文件而不是屏幕。"))
@click.option("--lang", type=click.Choice(LANGUAGES), expose_value=False, help=tr("界面语言；默认中文。"))
def status(store_name: str | None, full: bool, tables: bool, form: str, target: str | None) -> None:
    """Prints the state of a store."""
    from reportmine.cli import output
    from reportmine.renderers import store_status
    from reportmine.store.overview import read_overview
    from reportmine.store.store import open_store

    if tables:
        # The same for every store.
        output.write(store_status.render_tables(), target)
        return
    if store_name is None:
        raise click.UsageError(tr("请写出语料库文件"))
    output.refuse_overwriting((store_name,), target)
    with open_store(store_name) as store:
        overview = read_overview(store)
    content = store_status.render(overview, store_name, full=full) if form == "text" else overview.to_json()
    output.write(content, target, data=form == "json")
