"""What the commands that work in several processes share: their options, starting the workers, stopping them."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from reportmine.cli import INTERRUPTED, complain
from reportmine.messages import tr

if TYPE_CHECKING:
    from reportmine.batch.engines import Engine

_OPTIONS = (
    click.option(
        "--workers", type=click.IntRange(1, 512), metavar="N", help=tr("同时处理的进程数；默认与处理器核数相同。")
    ),
    click.option("--engine", type=click.Choice(("local", "dask")), default="local", show_default=True,
                 help=tr("在本机多进程处理，或交给 Dask 集群。")),
    click.option(
        "--scheduler", metavar="ADDRESS", help=tr("Dask 调度器的地址，如 tcp://10.0.0.5:8786；不写就在本机启动一个。")
    ),
)  # fmt: skip


def engine_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Adds ``--workers``, ``--engine`` and ``--scheduler``."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def check_scheduler(engine: str, scheduler: str | None) -> None:
    """Stops where a scheduler is named that nobody would ask.

    Raises:
        click.UsageError: the engine is not Dask.
    """
    if scheduler is not None and engine != "dask":
        raise click.UsageError(tr("--scheduler 只与 --engine dask 一起用"))


@contextmanager
def working(engine: str, workers: int | None, scheduler: str | None) -> Iterator[Engine]:
    """The engine while it is needed.

    Raises:
        EngineFailed: workers cannot be started or reached.
    """
    from reportmine.batch.engines import make_engine

    made = make_engine(engine, workers or os.cpu_count() or 1, scheduler)
    try:
        yield made
    finally:
        made.close()


@contextmanager
def resumable() -> Iterator[None]:
    """Ctrl-C ends the command in one line, also while the workers stop or the store is closed."""
    try:
        yield
    except KeyboardInterrupt as stop:
        complain(tr("已中断；做完的已经保存，再运行同一命令会接着做"))
        raise click.exceptions.Exit(INTERRUPTED) from stop
