"""A worker: a process that does tasks one after the other, and what the server holds of it.

``main`` runs in the process and is started by spawn, on every system alike; ``Worker`` is the server's end of its pipe.
What goes through the pipe is msgpack of the structs here and in ``work.py``. Read next: ``jobs.py``.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable
from multiprocessing import connection, resource_tracker
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path

import msgspec

from reportmine.errors import ReportmineError, internal_error
from reportmine.messages import set_language
from reportmine.web.model import Step
from reportmine.web.work import FIRST_TASK, Answer, Task, Tell

#: What does the tasks; it is sent to a new process, which imports the function by its name.
Work = Callable[[Task, Tell], Answer]


class Order(msgspec.Struct, frozen=True):
    """A task, and the language its answer is for."""

    task: Task
    language: str


class Ready(msgspec.Struct, frozen=True, tag=True):
    """The worker has loaded what it needs."""


class Progress(msgspec.Struct, frozen=True, tag=True):
    """What is being done, and the share that is done."""

    step: Step
    share: float


class Failure(msgspec.Struct, frozen=True, tag=True):
    """The task cannot be done; ``memory``: for want of memory, ``fault``: because of an error of ours."""

    kind: str
    line: str


Message = Ready | Progress | Failure | Answer


class Worker:
    """A running process and the pipe to it. Whoever has it sends an order and receives until the answer is there."""

    def __init__(self, work: Work, memory: int) -> None:
        context = multiprocessing.get_context("spawn")
        self.connection, theirs = context.Pipe()
        self._process = context.Process(target=main, args=(theirs, work, memory), name="reportmine-worker", daemon=True)
        _start(self._process)
        theirs.close()
        self._decoder = msgspec.msgpack.Decoder(Message)

    @property
    def pid(self) -> int:
        """The id of the process."""
        return self._process.pid or 0

    @property
    def alive(self) -> bool:
        """Whether the process runs."""
        return self._process.is_alive()

    def send(self, order: Order) -> None:
        """Gives the worker a task.

        Raises:
            OSError: it is gone.
        """
        self.connection.send_bytes(msgspec.msgpack.encode(order))

    def receive(self, patience: float) -> Message | None:
        """The next message, if there is one within so many seconds.

        Raises:
            EOFError, OSError: the worker is gone.
        """
        if not self.connection.poll(patience):
            return None
        message: Message = self._decoder.decode(self.connection.recv_bytes())
        return message

    def kill(self) -> None:
        """Ends the process, whatever it is doing."""
        self._process.kill()
        self._process.join()
        self.connection.close()


def _start(process: BaseProcess) -> None:
    """Starts a process whose imports Ctrl-C does not interrupt: it holds the signal back until ``main`` ignores it."""
    if sys.platform == "win32":
        process.start()
        return
    # When this is started by itself, it lets the signal through again.
    resource_tracker.ensure_running()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        process.start()
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def main(pipe: Connection, work: Work, memory: int) -> None:
    """The life of a worker.

    Args:
        pipe: its end of the pipe; it ends when the other is closed.
        work: what does the tasks.
        memory: bytes that a task may take besides what the worker has when it is ready; 0 for no limit.
    """
    # Ctrl-C is for the server, which ends its workers itself.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_server, daemon=True).start()
    _do(work, FIRST_TASK, lambda step, share: None)
    _limit_memory(memory)
    encode = msgspec.msgpack.encode
    decoder = msgspec.msgpack.Decoder(Order)
    try:
        pipe.send_bytes(encode(Ready()))
        while True:
            order = decoder.decode(pipe.recv_bytes())
            set_language(order.language)
            done = _do(work, order.task, lambda step, share: pipe.send_bytes(encode(Progress(step, share))))
            pipe.send_bytes(encode(done))
            del order, done
    except (EOFError, OSError):
        return


def _do(work: Work, task: Task, tell: Tell) -> Answer | Failure:
    try:
        return work(task, tell)
    except ReportmineError as error:
        return Failure("refused", str(error))
    except MemoryError:
        return Failure("memory", "")
    except Exception as error:
        return Failure("fault", str(internal_error(error, "reportmine")))


def _end_with_server() -> None:
    server = multiprocessing.parent_process()
    if server is not None:
        connection.wait([server.sentinel])
        os._exit(1)


def _limit_memory(memory: int) -> None:
    """Lets the system refuse this process more memory, where it can; elsewhere the server watches (``jobs.py``).

    The limit is of data, not of addresses: the engine that draws the charts reserves many addresses it never uses.
    """
    if sys.platform != "linux" or not memory:
        return
    import resource

    status = Path("/proc/self/status").read_text(encoding="utf-8")
    taken = next((int(line.split()[1]) for line in status.splitlines() if line.startswith("VmData")), 0) * 1024
    _, most = resource.getrlimit(resource.RLIMIT_DATA)
    limit = taken + memory if most == resource.RLIM_INFINITY else min(taken + memory, most)
    resource.setrlimit(resource.RLIMIT_DATA, (limit, most))
