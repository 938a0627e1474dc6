"""Work handed out to processes: everything comes back once, whoever dies."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from reportmine.batch.analyser import analyser, require_same
from reportmine.batch.engines import Dask, Engine, EngineFailed, InProcess, Local, make_engine, run

BLAMED = -1


def work(chunk: list[tuple[int, str]]) -> list[tuple[int, int]]:
    """Gives each number with the process that had it; ``deadly`` kills that process, ``once:FILE`` the first time."""
    done = []
    for number, kind in chunk:
        if kind == "deadly" or (kind.startswith("once:") and not _marked(Path(kind[5:]))):
            os.kill(os.getpid(), signal.SIGKILL)
        done.append((number, os.getpid()))
    return done


def _marked(mark: Path) -> bool:
    seen = mark.exists()
    mark.touch()
    return seen


def blame(task: tuple[int, str]) -> tuple[int, int]:
    return task[0], BLAMED


@pytest.fixture(params=["in-process", "local", pytest.param("dask", marks=pytest.mark.slow)])
def engine(request: pytest.FixtureRequest) -> Iterator[Engine]:
    made = {"in-process": lambda: InProcess(), "local": lambda: Local(2), "dask": lambda: Dask(None, 2)}[
        request.param
    ]()
    yield made
    made.close()


@pytest.mark.parametrize("count", [0, 1, 7, 40])
@pytest.mark.parametrize("size", [1, 3, 100])
def test_every_task_comes_back_once(count: int, size: int) -> None:
    tasks = [(number, "") for number in range(count)]
    got = list(run(InProcess(), work, tasks, blame=blame, size=size))
    assert sorted(number for number, _ in got) == list(range(count))


def test_every_engine_does_all_of_it(engine: Engine) -> None:
    got = list(run(engine, work, [(number, "") for number in range(30)], blame=blame, size=2))
    assert sorted(number for number, _ in got) == list(range(30))
    assert BLAMED not in {process for _, process in got}
    if engine.workers > 1:
        assert os.getpid() not in {process for _, process in got}


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL")
@pytest.mark.parametrize("size", [1, 4])
def test_a_worker_that_dies_takes_nobody_with_it(engine: Engine, tmp_path: Path, size: int) -> None:
    if isinstance(engine, InProcess):
        pytest.skip("there is no worker")
    kinds = {5: "deadly", 11: f"once:{tmp_path / 'mark'}"}
    got = list(run(engine, work, [(number, kinds.get(number, "")) for number in range(24)], blame=blame, size=size))
    assert sorted(number for number, _ in got) == list(range(24))
    assert [number for number, process in got if process == BLAMED] == [5]


def test_tasks_are_taken_as_workers_are_free() -> None:
    taken: list[int] = []

    def endless() -> Iterator[tuple[int, str]]:
        for number in range(10**9):
            taken.append(number)
            yield number, ""

    outcomes = run(InProcess(), work, endless(), blame=blame)
    for _ in range(5):
        next(outcomes)
    # Some for each worker, however many there are.
    assert len(taken) < 100


def test_workers_with_another_version_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    engine = InProcess()
    require_same(engine)
    for answers in (["another version"], [analyser(), ModuleNotFoundError("No module named 'reportmine'")]):
        monkeypatch.setattr(engine, "ask_all", lambda question, answers=answers: answers)
        with pytest.raises(EngineFailed, match="1"):
            require_same(engine)
    monkeypatch.setattr(engine, "ask_all", lambda question: [question(), question()])
    require_same(engine)


def test_an_error_of_ours_is_not_swallowed() -> None:
    def broken(chunk: list[int]) -> list[int]:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        list(run(InProcess(), broken, [1], blame=lambda task: task))


@pytest.mark.slow
def test_an_address_where_nobody_answers_is_told_in_one_line() -> None:
    began = time.monotonic()
    with pytest.raises(EngineFailed, match="tcp://127.0.0.1:9") as told:
        make_engine("dask", 1, "tcp://127.0.0.1:9")
    assert "\n" not in str(told.value)
    assert time.monotonic() - began < 30
