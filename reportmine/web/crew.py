"""One worker after the other, and the thread that hands them jobs and watches them.

A worker that takes too long or too much memory, or that dies, is replaced; its job has failed with one line, and the
next one runs. What counts is the time of its processor, so that nothing fails because the machine is busy with other
things; a worker that sleeps is ended by the clock. Pools of the standard library and of loky give up all that is under
way when one worker dies, and cannot end a single task; hence this. Read next: ``worker.py``.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from reportmine.errors import internal_error
from reportmine.messages import set_language, tr
from reportmine.web.limits import Limits
from reportmine.web.refusal import Refusal
from reportmine.web.work import Answer, time_factor
from reportmine.web.worker import Failure, Order, Progress, Ready, Work, Worker

if TYPE_CHECKING:
    from reportmine.web.jobs import Job

# Seconds between two looks at a worker, and at the queue.
_LOOK = 0.1
_WAIT = 0.5
# Seconds the thread has to end by itself.
_LAST = 3.0
# Seconds a worker may take to start, on a slow machine with a virus scanner.
_START = 120.0
# How many times its processor time a job may take by the clock, on a machine that does other things besides.
_SLOWER = 5


class _Deadline(NamedTuple):
    """When a worker is ended: at so many seconds of its processor, and at a time of the monotonic clock."""

    spent: float
    clock: float


class Crew:
    """Does one job at a time.

    Args:
        next_job: gives the next job, if there is one within so many seconds.
        work: what a worker does.
        limits: processor seconds and bytes of one job.
    """

    def __init__(self, next_job: Callable[[float], Job | None], work: Work, limits: Limits) -> None:
        self._next_job = next_job
        self._work = work
        self._limits = limits
        self._worker: Worker | None = None
        self._ready = False
        self._renew = False
        self._stopping = False
        self._thread = threading.Thread(target=self._run, name="reportmine-crew", daemon=True)

    @property
    def pid(self) -> int | None:
        """The id of the process, while there is one."""
        worker = self._worker
        return worker.pid if worker is not None else None

    def start(self) -> None:
        """Starts the first worker."""
        self._thread.start()

    def renew(self) -> None:
        """Replaces the worker as soon as it is free."""
        self._renew = True

    def stop(self) -> None:
        """Tells the thread to end the worker and itself; a job under way fails."""
        self._stopping = True

    def join(self) -> None:
        """Waits until both have ended."""
        if self._thread.is_alive():
            self._thread.join(_LAST)
        worker = self._worker
        if worker is not None:
            worker.kill()

    def _run(self) -> None:
        while not self._stopping:
            if self._worker is None or self._renew:
                # It is there before anybody needs it. One that died is replaced with the next job: if it cannot start
                # at all, it is not started over and over, and the job says so.
                with suppress(Exception):
                    self._begin()
            job = self._next_job(_WAIT)
            if job is None:
                continue
            set_language(job.language)
            try:
                if self._worker is None or self._renew or not self._worker.alive:
                    self._begin()
                answer = self._do(job)
            except Refusal as refusal:
                job.future.set_exception(_without_frames(refusal))
            except Exception as error:
                self._end()
                job.future.set_exception(_fault(error))
            else:
                job.future.set_result(answer)
                del answer
            # Nothing of the job may stay here while the thread waits for the next one.
            del job
        self._end()

    def _begin(self) -> None:
        self._renew = False
        self._end()
        self._ready = False
        self._worker = Worker(self._work, self._limits.memory)

    def _end(self) -> None:
        if self._worker is not None:
            self._worker.kill()
            self._worker = None

    def _do(self, job: Job) -> Answer:
        worker, task = self._worker, job.task
        assert worker is not None
        if task is None:
            raise _given_up()
        try:
            deadline = _Deadline(float("inf"), time.monotonic() + _START)
            while not self._ready:
                self._ready = isinstance(worker.receive(_LOOK), Ready)
                self._watch(job, worker, deadline, _START)
            limit = self._limits.time * time_factor(task)
            deadline = _Deadline(_used(worker.pid).seconds + limit, time.monotonic() + limit * _SLOWER)
            worker.send(Order(task, job.language))
            while True:
                message = worker.receive(_LOOK)
                if isinstance(message, Answer):
                    return message
                if isinstance(message, Failure):
                    raise self._refusal(message)
                if isinstance(message, Progress):
                    job.step, job.share = message.step, message.share
                self._watch(job, worker, deadline, limit)
        except (EOFError, OSError) as error:
            self._end()
            raise Refusal(500, tr("处理这份文件时程序意外中止，没有结果；其他文件不受影响")) from error

    def _watch(self, job: Job, worker: Worker, deadline: _Deadline, limit: float) -> None:
        """Ends a worker whose job is not wanted any more, takes too long or too much.

        Raises:
            Refusal: it was ended.
        """
        used = _used(worker.pid)
        if self._stopping:
            refusal = Refusal(503, tr("服务正在停止"))
        elif job.cancelled:
            refusal = _given_up()
        elif used.seconds > deadline.spent or time.monotonic() > deadline.clock:
            refusal = Refusal(504, tr("处理时间超过 {seconds} 秒，已经停止", seconds=f"{limit:g}"))
        elif used.memory > self._limits.memory:
            refusal = _too_much_memory(self._limits)
        else:
            return
        self._end()
        raise refusal

    def _refusal(self, failure: Failure) -> Refusal:
        if failure.kind == "memory":
            # What it took it would keep.
            self._end()
            return _too_much_memory(self._limits)
        return Refusal(422 if failure.kind == "refused" else 500, failure.line)


class _Used(NamedTuple):
    """What a process has used: bytes in memory, seconds of the processor."""

    memory: int = 0
    seconds: float = 0.0


def _used(pid: int) -> _Used:
    """What a process uses; nothing when it is gone."""
    import psutil

    try:
        process = psutil.Process(pid)
        times = process.cpu_times()
        return _Used(int(process.memory_info().rss), float(times.user + times.system))
    except psutil.Error:
        return _Used()


def _without_frames(refusal: Refusal) -> Refusal:
    """The same without what it was raised from: the frames hold the file, and the answer would keep it for long."""
    refusal.__cause__ = refusal.__context__ = None
    return refusal.with_traceback(None)


def _too_much_memory(limits: Limits) -> Refusal:
    return Refusal(422, tr("处理这份文件要用的内存超过 {limit} MB，已经停止", limit=f"{limits.memory / 1_000_000:.0f}"))


def _given_up() -> Refusal:
    return Refusal(404, tr("已经删除"))


def _fault(error: Exception) -> Refusal:
    return Refusal(500, str(internal_error(error, "reportmine")))
