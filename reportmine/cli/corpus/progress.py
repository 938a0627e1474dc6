"""A progress bar with rate and time left on a terminal, a line a minute elsewhere. Standard error only."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable
from typing import Any

import click

from reportmine.messages import tr

_EVERY = 60.0


class Progress:
    """Counts reports; ``step`` is called as they are done.

    ``count`` tells how many there are; it is asked beside the work, for with millions of files it takes minutes.
    """

    def __init__(self, count: Callable[[], int], *, what: str, quiet: bool) -> None:
        self._total, self._what, self._quiet = count, what, quiet
        self._bar: Any = None
        self._task: Any = None
        self._files = self._chars = 0
        self._began = self._told = time.monotonic()

    def __enter__(self) -> Progress:
        if not self._quiet and sys.stderr.isatty():
            self._bar = self._make_bar()
            self._task = self._bar.add_task(self._what, total=None, rate="")
            self._bar.start()
            threading.Thread(target=self._count, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            self._bar.stop()

    def step(self, files: int, chars: int) -> None:
        """So many files more are done, with so many characters."""
        self._files += files
        self._chars += chars
        now = time.monotonic()
        rate = tr("{rate} 份/秒", rate=f"{self._files / max(now - self._began, 0.001):,.1f}")
        if self._bar is not None:
            self._bar.update(self._task, completed=self._files, rate=rate)
        elif not self._quiet and now - self._told >= _EVERY:
            self._told = now
            click.echo(tr("已处理 {files} 个文件，{rate}", files=f"{self._files:,}", rate=rate), err=True)

    def _make_bar(self) -> Any:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

        return Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[rate]}"),
            TextColumn(tr("剩余")),
            TimeRemainingColumn(),
            console=Console(stderr=True),
            transient=True,
        )

    def _count(self) -> None:
        from reportmine.errors import ReportmineError

        try:
            total = self._total()
        except ReportmineError:
            return
        self._bar.update(self._task, total=total)
