"""Where the work is done: processes of this machine or a Dask cluster, a few chunks at a time.

``run`` hands out chunks of tasks and gives outcomes as they come back, in no order; it never holds more than a few
chunks, and it knows what to do when a worker dies. Both engines do the same work with the same code, so that what comes
back is the same. Read next: ``build.py``.
"""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, wait
from itertools import islice
from typing import Any, Generic, NamedTuple, Protocol, TypeVar

from reportmine.errors import ReportmineError
from reportmine.messages import tr

Given = TypeVar("Given")
Made = TypeVar("Made")

# Chunks under way for every worker: as many as keep it busy while the parent writes a batch.
_AHEAD = 16
# How often a pool is replaced before it is said that there can be none.
_STARTS = 5


class EngineFailed(ReportmineError):
    """Workers cannot be started or reached."""


class Engine(Protocol):
    """Does chunks of work in other processes."""

    workers: int
    #: How often a task that is alone under way may take its worker down before it is blamed.
    attempts: int

    def submit(self, work: Callable[..., Any], chunk: list[Any]) -> Any:
        """Begins; gives a future."""

    def wait(self, futures: Iterable[Any]) -> list[tuple[Any, Any, bool]]:
        """Waits until some are done: each with its result and whether its worker died instead."""

    def ask_all(self, question: Callable[[], Any]) -> list[Any]:
        """What each worker on another machine answers; nothing where there are none."""

    def close(self) -> None:
        """Stops the workers, whatever they are doing."""


class _Chunk(NamedTuple, Generic[Given]):
    tasks: list[Given]
    attempts: int = 0


def run(
    engine: Engine,
    work: Callable[[list[Given]], list[Made]],
    tasks: Iterable[Given],
    *,
    blame: Callable[[Given], Made],
    size: int = 1,
) -> Iterator[Made]:
    """The outcomes of all tasks as they come.

    Args:
        engine: where the work is done.
        work: does a chunk of tasks; importable by name in the workers.
        tasks: taken one by one as workers are free, so that it may be endless.
        blame: the outcome of a task that took its worker down each time it was tried.
        size: tasks handed out together.
    """
    left = iter(tasks)
    under_way: dict[Any, _Chunk[Given]] = {}
    # Those that were under way when a worker died go alone, one after the other, so that the right one is blamed.
    suspects: deque[_Chunk[Given]] = deque()
    more = True
    while more or under_way or suspects:
        while suspects and not under_way:
            chunk = suspects.popleft()
            under_way[engine.submit(work, chunk.tasks)] = chunk
        while more and not suspects and len(under_way) < engine.workers * _AHEAD:
            chunk = _Chunk(list(islice(left, size)))
            if not chunk.tasks:
                more = False
                break
            under_way[engine.submit(work, chunk.tasks)] = chunk
        if not under_way:
            continue
        # With others beside it a task may have died of their doing.
        alone = len(under_way) == 1
        for future, made, died in engine.wait(list(under_way)):
            chunk = under_way.pop(future)
            attempts = chunk.attempts + (alone and len(chunk.tasks) == 1)
            if not died:
                yield from made
            elif attempts >= engine.attempts:
                yield blame(chunk.tasks[0])
            else:
                suspects.extend(_Chunk([task], attempts) for task in chunk.tasks)


class InProcess:
    """No other process: for one worker, and for a debugger."""

    workers = 1
    attempts = 1

    def submit(self, work: Callable[..., Any], chunk: list[Any]) -> Any:
        """Does the work at once."""
        future: Future[Any] = Future()
        future.set_result(work(chunk))
        return future

    def wait(self, futures: Iterable[Any]) -> list[tuple[Any, Any, bool]]:
        """All of them are done."""
        return [(future, future.result(), False) for future in futures]

    def ask_all(self, question: Callable[[], Any]) -> list[Any]:
        """There is nobody else."""
        return []

    def close(self) -> None:
        """Nothing to stop."""


class Local:
    """Processes of this machine, by loky: a pool that comes back after a worker died."""

    attempts = 2

    def __init__(self, workers: int) -> None:
        self.workers = workers
        try:
            import loky  # noqa: F401
        except ImportError as error:
            raise EngineFailed(tr('并行处理需要 loky；请安装：pip install "reportmine[corpus]"')) from error

    def submit(self, work: Callable[..., Any], chunk: list[Any]) -> Any:
        """Begins in a pool; a broken one is replaced."""
        from loky import get_reusable_executor
        from loky.process_executor import BrokenProcessPool

        for _ in range(_STARTS):
            executor = get_reusable_executor(max_workers=self.workers, timeout=None, initializer=_quiet)
            try:
                return executor.submit(work, chunk)
            except BrokenProcessPool:
                # It broke between the two lines; the next one is new.
                continue
        raise EngineFailed(tr("进程启动不了，可能内存不够；可以用 --workers 1"))

    def wait(self, futures: Iterable[Any]) -> list[tuple[Any, Any, bool]]:
        """Waits for the first; when a worker dies all that was under way is told to have died."""
        from loky.process_executor import BrokenProcessPool

        done, _ = wait(list(futures), return_when=FIRST_COMPLETED)
        told: list[tuple[Any, Any, bool]] = []
        for future in done:
            error = future.exception()
            if error is None:
                told.append((future, future.result(), False))
            elif isinstance(error, BrokenProcessPool):
                told.append((future, None, True))
            else:
                raise error
        return told

    def ask_all(self, question: Callable[[], Any]) -> list[Any]:
        """All workers run what runs here."""
        return []

    def close(self) -> None:
        """Kills the workers."""
        from loky import get_reusable_executor

        get_reusable_executor(max_workers=self.workers, timeout=None, initializer=_quiet).shutdown(
            wait=True, kill_workers=True
        )


def _quiet() -> None:
    """A worker leaves Ctrl-C to the program that started it."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)


class Dask:
    """The workers of a Dask cluster that is there already, or of one that is started for this run."""

    # Dask has given it to four workers by then.
    attempts = 1

    def __init__(self, scheduler: str | None, workers: int) -> None:
        try:
            from distributed import Client, LocalCluster
        except ImportError as error:
            raise EngineFailed(tr('--engine dask 需要 distributed；请安装：pip install "reportmine[dask]"')) from error
        # What a worker that died leaves in the log is told by the outcome.
        logging.getLogger("distributed").setLevel(logging.CRITICAL)
        for part in ("client", "nanny", "scheduler", "worker"):
            logging.getLogger(f"distributed.{part}").setLevel(logging.CRITICAL)
        self._cluster = None
        if scheduler is None:
            self._cluster = LocalCluster(
                n_workers=workers,
                threads_per_worker=1,
                processes=True,
                dashboard_address="127.0.0.1:0",
                host="127.0.0.1",
            )
        try:
            self._client = Client(self._cluster or scheduler, timeout=10)
        except (OSError, TimeoutError, ValueError) as error:
            raise EngineFailed(tr("{address}：连不上 Dask 调度器；请检查地址和端口", address=scheduler)) from error
        self.workers = len(self._client.scheduler_info(n_workers=-1)["workers"]) or workers

    def submit(self, work: Callable[..., Any], chunk: list[Any]) -> Any:
        """Sends the chunk to a worker."""
        return self._client.submit(work, chunk, pure=False)

    def wait(self, futures: Iterable[Any]) -> list[tuple[Any, Any, bool]]:
        """Waits for the first; Dask has tried again itself where a worker died."""
        from distributed import CancelledError, KilledWorker
        from distributed import wait as wait_for

        done = wait_for(list(futures), return_when="FIRST_COMPLETED").done
        told: list[tuple[Any, Any, bool]] = []
        for future in done:
            try:
                told.append((future, future.result(), False))
            except KilledWorker:
                told.append((future, None, True))
            except CancelledError as error:
                raise EngineFailed(tr("与 Dask 集群的连接断了；再运行同一命令会接着做")) from error
            future.release()
        return told

    def ask_all(self, question: Callable[[], Any]) -> list[Any]:
        """The answers of the workers that are there now; an error of theirs is an answer, too."""
        return list(self._client.run(question, on_error="return").values())

    def close(self) -> None:
        """Leaves the cluster; one of our own is stopped."""
        self._client.close()
        if self._cluster is not None:
            self._cluster.close()


def make_engine(name: str, workers: int, scheduler: str | None = None) -> Engine:
    """The engine of that name: ``local`` or ``dask``.

    Raises:
        EngineFailed: its library is missing, or the scheduler does not answer.
    """
    if name == "dask":
        return Dask(scheduler, workers)
    return InProcess() if workers == 1 else Local(workers)
