"""What a worker must be able to do without harm to the others: the name of the file says what."""

from __future__ import annotations

import ctypes
import os
import time

from reportmine.errors import UnreadableInput
from reportmine.web.work import Answer, Task, Tell


def perform(task: Task, tell: Tell) -> Answer:
    tell("analysing", 0.5)
    name = getattr(task, "file").name.partition(".")[0]  # noqa: B009
    if name == "crash":
        ctypes.string_at(0)
    elif name == "exit":
        os._exit(3)
    elif name == "hang":
        time.sleep(600)
    elif name == "spin":
        while True:
            pass
    elif name == "grow":
        grown = []
        while True:
            grown.append(bytearray(b"x" * 20_000_000))
    elif name == "fault":
        raise RuntimeError("这份报告的原文")
    elif name == "refuse":
        raise UnreadableInput("读不了")
    elif name == "slow":
        time.sleep(1.5)
    return Answer(content=f"{os.getpid()}".encode())
