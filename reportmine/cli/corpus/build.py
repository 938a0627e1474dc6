"""``reportmine corpus build``: a folder of reports into a store; what is there and unchanged is skipped."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from reportmine.cli import UNREADABLE
from reportmine.cli.corpus.engine import check_scheduler, engine_options, resumable, working
from reportmine.cli.help import Command
from reportmine.messages import LANGUAGES, tr

if TYPE_CHECKING:
    from reportmine.identity import Metadata

_FEW = 5


@click.command(
    cls=Command,
    help=tr("把文件夹里的报告分析入库。中断后再运行同一命令会接着做，没有变化的文件不再分析。"),
)
@click.argument("folder", metavar="DIR")
@click.option("--output", "-o", "store_name", required=True, metavar="STORE", help=tr("语料库文件，如 报告.duckdb。"))
@engine_options
@click.option("--metadata", "metadata_file", metavar="FILE",
              help=tr("文件说明表（csv 或 xlsx）：每个文件的地区、代码、年份、标题。"))  # fmt: skip
@click.option("--limit", type=click.IntRange(1), metavar="N", help=tr("这次最多分析多少个文件。"))
@click.option("--quiet", "-q", is_flag=True, help=tr("不显示进度。"))
@click.option("--lang", type=click.Choice(LANGUAGES), expose_value=False, help=tr("界面语言；默认中文。"))
def build(
    folder: str,
    store_name: str,
    workers: int | None,
    engine: str,
    scheduler: str | None,
    metadata_file: str | None,
    limit: int | None,
    quiet: bool,
) -> int:
    """Builds and tells what was done; 2 when a file could not be read."""
    from reportmine.batch.build import build as build_store
    from reportmine.batch.files import count_documents, require_folder
    from reportmine.cli.corpus.progress import Progress
    from reportmine.identity import read_metadata
    from reportmine.store.store import open_store

    check_scheduler(engine, scheduler)
    require_folder(Path(folder))
    metadata = read_metadata(metadata_file) if metadata_file else None
    if metadata is not None:
        _tell_unmatched(metadata, Path(folder))
    with resumable(), open_store(store_name, write=True, create=True) as store:
        with (
            working(engine, workers, scheduler) as made,
            Progress(lambda: count_documents(Path(folder)), quiet=quiet, what=tr("分析")) as progress,
        ):
            counts = build_store(Path(folder), store, made, metadata=metadata, limit=limit, step=progress.step)
        reports, unread = store.rows("SELECT (SELECT count(*) FROM reports), (SELECT count(*) FROM errors)")[0]
    click.echo(
        tr(
            "{store}：{count:,} 份报告。这次分析 {analysed} 个文件，{unchanged} 个没有变化，{unreadable} 个读不了，"
            "{other} 个不是文档。",
            store=store_name,
            count=reports,
            **{field: f"{value:,}" for field, value in counts._asdict().items()},
        )
    )
    if unread:
        # Those of earlier runs too: they are not tried again until they change.
        click.echo(tr("读不了的文件共 {count:,} 个，原因见：reportmine corpus status {store}", count=unread,
                      store=store_name))  # fmt: skip
    return UNREADABLE if counts.unreadable else 0


def _tell_unmatched(metadata: Metadata, folder: Path) -> None:
    """Lines of the table that no file fits are most often misspelt names."""
    from reportmine.batch.files import list_files

    unmatched = metadata.unmatched(entry.path for entry in list_files(folder))
    for rows, ambiguous in ((unmatched.unknown, False), (unmatched.ambiguous, True)):
        if rows:
            names = tr("、").join(row.path for row in rows[:_FEW]) + ("…" if len(rows) > _FEW else "")
            said = (
                tr("说明表里有 {count} 行对应几个文件，请写出文件夹：{names}", count=len(rows), names=names)
                if ambiguous
                else tr("说明表里有 {count} 行找不到对应的文件：{names}", count=len(rows), names=names)
            )
            click.echo(said, err=True)
