"""``reportmine corpus similar``: which reports of a store a text is taken from, passage by passage."""

from __future__ import annotations

import click

from reportmine.cli.help import Command
from reportmine.messages import LANGUAGES, tr


@click.command(
    cls=Command,
    help=tr("查一份稿子的文字来自语料库里哪些报告。逐段列出来源；很多报告都有的套话另外计算。"),
)
@click.argument("store_name", metavar="STORE")
@click.argument("file", metavar="FILE")
@click.option("--top", type=click.IntRange(1, 1000), default=10, show_default=True, metavar="N",
              help=tr("最多列出几份来源报告。"))  # fmt: skip
@click.option("--until", type=click.IntRange(1900, 2100), metavar="YEAR",
              help=tr("只查这一年及以前的报告；默认是稿子自己的年份。"))  # fmt: skip
@click.option("--full", is_flag=True, help=tr("列出每份来源的全部段落，不只是最长的几处。"))
@click.option("--format", "form", type=click.Choice(("text", "json")), default="text", show_default=True,
              help=tr("输出形式。"))  # fmt: skip
@click.option("--output", "-o", "target", metavar="PATH", help=tr("写入文件而不是屏幕。"))
@click.option("--lang", type=click.Choice(LANGUAGES), expose_value=False, help=tr("界面语言；默认中文。"))
def similar(store_name: str, file: str, top: int, until: int | None, full: bool, form: str, target: str | None) -> None:
    """Prints where the text comes from. The file itself, when the store has it, is no source."""
    import reportmine
    from reportmine.cli import output
    from reportmine.readers import read
    from reportmine.renderers import borrowing
    from reportmine.store.passage_index import StoreIndex
    from reportmine.store.store import open_store

    output.refuse_overwriting((store_name, file), target)
    report = reportmine.analyze(read(file))
    with open_store(store_name) as store:
        index = StoreIndex(store)
        found = index.find_sources_of(report, top=top, until=until)
        if form == "json":
            content = borrowing.render_json(found, file, report.text, index)
        else:
            content = borrowing.render(found, file, report.text, index, full=full)
        output.write(content, target, data=form == "json")
