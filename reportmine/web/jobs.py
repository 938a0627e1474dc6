"""The jobs: what waits, what is being done, and the crews that do it.

Takes tasks, gives ``Job``s with a future. The queue is bounded and nothing in it waits behind a job that hangs: see
``crew.py``, which is read next.
"""

from __future__ import annotations

import itertools
import queue
import threading
from concurrent.futures import Future

from reportmine.messages import tr
from reportmine.web.crew import Crew
from reportmine.web.limits import Limits
from reportmine.web.model import Step
from reportmine.web.refusal import Refusal
from reportmine.web.work import Answer, Task
from reportmine.web.worker import Work

# Seconds after which somebody who was refused may try again.
_TRY_AGAIN = 5


class Job:
    """A task and what is known of it. ``future`` gives its answer, or a ``Refusal``."""

    def __init__(self, task: Task, language: str) -> None:
        self.task: Task | None = task
        self.language = language
        self.future: Future[Answer] = Future()
        # Whoever waits for the future may go away; the job goes on.
        self.future.set_running_or_notify_cancel()
        self.step: Step = "waiting"
        self.share = 0.0
        self.cancelled = False

    def cancel(self) -> None:
        """Gives up the job; a worker that is at it is ended. What it was to work on is forgotten at once."""
        self.cancelled = True
        self.task = None


class Jobs:
    """The queue and the crews.

    Args:
        limits: how many workers, how many waiting jobs, seconds and bytes of one job.
        work: what the workers do.
    """

    def __init__(self, limits: Limits, work: Work) -> None:
        self._most = limits.queue + limits.workers
        self._waiting: queue.PriorityQueue[tuple[int, int, Job]] = queue.PriorityQueue()
        self._numbers = itertools.count()
        self._lock = threading.Lock()
        self._stopping = False
        self.count = 0
        self._crews = [Crew(self._next, work, limits) for _ in range(limits.workers)]

    def start(self) -> None:
        """Starts the workers."""
        for crew in self._crews:
            crew.start()

    @property
    def pids(self) -> list[int]:
        """The ids of the processes that run."""
        return [crew.pid for crew in self._crews if crew.pid]

    def submit(self, task: Task, language: str, *, urgent: bool = False) -> Job:
        """Takes a job; an ``urgent`` one, that somebody is looking at the screen for, goes before the others.

        Raises:
            Refusal: too many wait, or the server is stopping (503).
        """
        with self._lock:
            if self._stopping:
                raise _stopping()
            if self.count >= self._most:
                raise Refusal(503, tr("排队的任务太多，请稍后再试"), retry_after=_TRY_AGAIN)
            self.count += 1
            job = Job(task, language)
            self._waiting.put((0 if urgent else 1, next(self._numbers), job))
        job.future.add_done_callback(self._count_down)
        return job

    def renew(self) -> None:
        """Replaces every worker as soon as it is free, so that nothing of what it worked on stays in memory."""
        for crew in self._crews:
            crew.renew()

    def stop(self) -> None:
        """Ends all jobs and workers, at once."""
        with self._lock:
            self._stopping = True
        for crew in self._crews:
            crew.stop()
        for crew in self._crews:
            crew.join()
        while job := self._next(0):
            job.future.set_exception(_stopping())

    def _next(self, patience: float) -> Job | None:
        """The next job that is still wanted, if there is one within so many seconds."""
        try:
            while True:
                job = self._waiting.get(timeout=patience) if patience else self._waiting.get_nowait()
                if not job[2].cancelled:
                    return job[2]
                job[2].future.set_exception(_given_up())
        except queue.Empty:
            return None

    def _count_down(self, _: Future[Answer]) -> None:
        with self._lock:
            self.count -= 1


def _stopping() -> Refusal:
    return Refusal(503, tr("服务正在停止"))


def _given_up() -> Refusal:
    return Refusal(404, tr("已经删除"))
