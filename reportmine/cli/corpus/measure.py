"""``reportmine corpus measure``: research measures of every report, as a long table or a wide panel."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from reportmine.cli import UNREADABLE, complain
from reportmine.cli.corpus.engine import check_scheduler, engine_options, resumable, working
from reportmine.cli.help import Command
from reportmine.messages import LANGUAGES, tr

if TYPE_CHECKING:
    from reportmine.store.store import Store


@click.command(
    cls=Command,
    help=tr(
        "计算研究指标：词典词频、增长目标、硬约束与软约束、目标加码、承诺兑现、注意力、量化程度、可读性、相似度。"
        "结果存在语料库里；写了 --output 就同时导出，并在旁边附一份方法说明。"
    ),
    short_help=tr("计算研究指标，导出长表或宽表，附方法说明。"),
)
@click.argument("store_name", metavar="STORE")
@click.option("--dictionary", "-d", "names", multiple=True, metavar="FILE|NAME",
              help=tr("词典：自带的名字，或自己的 .toml .txt .csv .xlsx；可以写多个；默认用自带的三个。"))  # fmt: skip
@click.option("--by", type=click.Choice(("part",)), help=tr("part：除全文外，还分成回顾、问题、任务三部分。"))
@click.option("--panel", is_flag=True, help=tr("导出宽表：一地一年一行，一个指标一列。"))
@click.option("--output", "-o", "target", metavar="OUT.{csv,parquet,xlsx,dta}", help=tr("导出到文件。"))
@click.option("--where", metavar="SQL", help=tr("只导出符合条件的行，如 \"year >= 2015 AND level = 'city'\"。"))
@engine_options
@click.option("--quiet", "-q", is_flag=True, help=tr("不显示进度。"))
@click.option("--lang", type=click.Choice(LANGUAGES), expose_value=False, help=tr("界面语言；默认中文。"))
def measure(
    store_name: str,
    names: tuple[str, ...],
    by: str | None,
    panel: bool,
    target: str | None,
    where: str | None,
    workers: int | None,
    engine: str,
    scheduler: str | None,
    quiet: bool,
) -> int:
    """Measures what has not been measured, exports when asked; 2 when a report could not be measured."""
    from reportmine.batch.measuring import measure_store
    from reportmine.cli import output
    from reportmine.cli.corpus.progress import Progress
    from reportmine.measures.dictionary import dictionary_names, load_dictionary
    from reportmine.store.export import check_target
    from reportmine.store.store import open_store

    check_scheduler(engine, scheduler)
    if panel and target is None:
        raise click.UsageError(tr("--panel 要写到文件；请加 --output 面板.csv（或 .xlsx .parquet .dta）"))
    if target is not None:
        check_target(target)
        output.refuse_overwriting((store_name, *names), target)
    dictionaries = [load_dictionary(name) for name in dict.fromkeys(names or dictionary_names())]
    with resumable(), open_store(store_name, write=True) as store:
        total = int(store.rows("SELECT count(*) FROM reports")[0][0])
        with (
            working(engine, workers, scheduler) as made,
            Progress(lambda: total, quiet=quiet, what=tr("计算")) as progress,
        ):
            done = measure_store(store, made, dictionaries, step=progress.step)
        for reason in done.failed:
            complain(reason)
        rows = int(store.rows("SELECT count(*) FROM measures")[0][0])
        click.echo(
            tr(
                "{store}：{count:,} 份报告，{rows} 个数值；这次计算 {measured} 份，{unchanged} 份已是最新。",
                store=store_name, count=total, rows=f"{rows:,}", measured=f"{done.measured:,}",
                unchanged=f"{done.unchanged:,}",
            )
        )  # fmt: skip
        if target is not None:
            _export(store, target, panel, by == "part", where)
    return UNREADABLE if done.failed else 0


def _export(store: Store, target: str, panel: bool, by_part: bool, where: str | None) -> None:
    from reportmine.cli import output
    from reportmine.renderers import method_appendix
    from reportmine.store.export import export
    from reportmine.store.panel import ONCE, read_panel
    from reportmine.store.tables import select

    if panel:
        wide = read_panel(store, by_part=by_part, where=where)
        selection, passed_over = wide.selection, wide.passed_over
    else:
        conditions = [f"({where})"] if where else []
        conditions += [] if by_part else [ONCE]
        selection, passed_over = select("measures", " AND ".join(conditions)), []
    rows = export(store, selection, target, name="panel" if panel else "measures")
    click.echo(tr("{target}：{count:,} 行", target=target, count=rows))
    method = f"{target}.method.md"
    output.write(method_appendix.render(store, selection, passed_over, panel=panel, where=where), method)
    click.echo(tr("{target}：方法说明", target=method))
