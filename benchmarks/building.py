"""What building a corpus costs: ``reportmine corpus build`` as a program of its own, watched from outside.

``build`` runs it once and gives a ``Build``; ``write_speed`` lets the one writer do its share alone, with analyses that
were made before. Read next: ``corpus_speed.py``.
"""

from __future__ import annotations

import os
import pickle
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import Any, NamedTuple

from reportmine.batch.build import build as build_store
from reportmine.batch.engines import InProcess
from reportmine.batch.work import Outcome, Task
from reportmine.store.store import open_store

ROOT = Path(__file__).resolve().parent.parent
_EVERY = 0.2


class Build(NamedTuple):
    """One build: seconds by the clock and of all processors, and the processors' of the parent (which lists, hands out
    and writes) alone; bytes of memory, the most of one worker and of the parent (with one worker the parent does the
    work itself and ``worker_memory`` is 0); what came of it; ``others`` is how many processors the rest of the machine
    kept busy.
    """

    seconds: float
    cpu: float
    parent_cpu: float
    worker_memory: int
    parent_memory: int
    store_bytes: int
    reports: int
    rows: dict[str, int]
    others: float


def build(folder: Path, store: Path, *, workers: int, engine: str = "local") -> Build:
    """Builds a new store of a folder.

    Raises:
        RuntimeError: the program failed; with what it said.
    """
    import psutil

    command = [sys.executable, "-m", "reportmine", "corpus", "build", str(folder), "-o", str(store), "-q"]
    command += ["--workers", str(workers), "--engine", engine]
    used = _children_cpu()
    machine = _machine_cpu()
    start = time.perf_counter()
    memory: dict[int, int] = {}
    parent_cpu = 0.0
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as program:
        parent = psutil.Process(program.pid)
        while program.poll() is None:
            try:
                for process in (parent, *parent.children(recursive=True)):
                    memory[process.pid] = max(memory.get(process.pid, 0), process.memory_info().rss)
                parent_cpu = sum(parent.cpu_times()[:2])
            except psutil.Error:
                # One that has just ended.
                pass
            time.sleep(_EVERY)
        seconds = time.perf_counter() - start
        said = program.stderr.read() if program.stderr else ""
    if program.returncode:
        raise RuntimeError(f"{' '.join(command)} ended with {program.returncode}: {said[-500:]}")
    cpu = _children_cpu() - used
    rows = count_rows(store)
    return Build(
        seconds=seconds,
        cpu=cpu,
        parent_cpu=cpu if workers == 1 and engine == "local" else parent_cpu,
        worker_memory=max((bytes_ for pid, bytes_ in memory.items() if pid != program.pid), default=0),
        parent_memory=memory.get(program.pid, 0),
        store_bytes=store.stat().st_size,
        reports=rows["reports"],
        rows=rows,
        others=max(0.0, (_machine_cpu() - machine - cpu) / seconds),
    )


def count_rows(store: Path) -> dict[str, int]:
    """Rows by table."""
    import duckdb

    with duckdb.connect(str(store), read_only=True) as connection:
        tables = [name for (name,) in connection.execute("SELECT table_name FROM duckdb_tables()").fetchall()]
        return {name: _scalar(connection, f"SELECT count(*) FROM {name}") for name in sorted(tables)}


class WriteSpeed(NamedTuple):
    """What the one writer needs: processor seconds for so many reports and rows; ``sent`` are the bytes in which the
    analyses come back from other processes.
    """

    seconds: float
    reports: int
    rows: int
    sent: int


def write_speed(folder: Path, store: Path) -> WriteSpeed:
    """Analyses a folder once, then builds a store anew from what came of it: listing, hashing, writing are left.

    Both builds are done in this process; the first is not counted.
    """
    recorded = _Recorder()
    with open_store(store.with_suffix(".first"), write=True, create=True) as first:
        build_store(folder, first, recorded)
    start = time.process_time()
    with open_store(store, write=True, create=True) as second:
        counts = build_store(folder, second, _Replay(recorded.outcomes))
    seconds = time.process_time() - start
    sent = sum(len(pickle.dumps([outcome])) for outcome in recorded.outcomes.values())
    return WriteSpeed(seconds, counts.analysed, sum(count_rows(store).values()), sent)


class _Recorder(InProcess):
    """Does the work and remembers what came of it."""

    def __init__(self) -> None:
        self.outcomes: dict[str, Outcome] = {}

    def submit(self, work: Callable[..., Any], chunk: list[Any]) -> Future[list[Outcome]]:
        """Does it at once."""
        future: Future[list[Outcome]] = super().submit(work, chunk)
        self.outcomes.update({outcome.task.path: outcome for outcome in future.result()})
        return future


class _Replay(InProcess):
    """Tells what it has heard before."""

    def __init__(self, outcomes: dict[str, Outcome]) -> None:
        self._outcomes = outcomes

    def submit(self, work: Callable[..., Any], chunk: list[Task]) -> Future[list[Outcome]]:
        """Looks them up."""
        future: Future[list[Outcome]] = Future()
        future.set_result([self._outcomes[task.path] for task in chunk])
        return future


def _children_cpu() -> float:
    told = resource.getrusage(resource.RUSAGE_CHILDREN)
    return told.ru_utime + told.ru_stime


def _machine_cpu() -> float:
    """Seconds that all processors have been busy since the machine was started."""
    import psutil

    told = psutil.cpu_times()
    return float(told.user + told.system)


def _scalar(connection: Any, sql: str) -> int:
    return int(connection.execute(sql).fetchall()[0][0])


def processors() -> int:
    """How many this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
