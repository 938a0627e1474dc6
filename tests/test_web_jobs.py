"""Jobs that crash, hang, eat memory or fail: each fails with one line, and the next one runs."""

from __future__ import annotations

import time
from collections.abc import Iterator

import hostile_work
import psutil
import pytest

from reportmine.web.jobs import Job, Jobs
from reportmine.web.limits import Limits
from reportmine.web.refusal import Refusal
from reportmine.web.work import AnalyseFile, File


@pytest.fixture(scope="module")
def jobs() -> Iterator[Jobs]:
    made = Jobs(Limits(workers=1, queue=3, time=1.0, memory=300_000_000), hostile_work.perform)
    made.start()
    yield made
    made.stop()


def begin(jobs: Jobs, name: str, language: str = "zh") -> Job:
    return jobs.submit(AnalyseFile(file=File(name=f"{name}.txt", data=b"x")), language)


@pytest.mark.parametrize(
    ("name", "status", "line"),
    [
        ("crash", 500, "程序意外中止"),
        ("exit", 500, "程序意外中止"),
        ("hang", 504, "超过 1 秒"),
        ("spin", 504, "超过 1 秒"),
        ("grow", 422, "内存超过 300 MB"),
        ("fault", 500, "程序内部错误（RuntimeError）"),
        ("refuse", 422, "读不了"),
    ],
)
def test_a_job_that_goes_wrong_takes_nobody_with_it(jobs: Jobs, name: str, status: int, line: str) -> None:
    wrong, other = begin(jobs, name), begin(jobs, "well")
    with pytest.raises(Refusal) as refusal:
        wrong.future.result(30)
    assert refusal.value.status == status
    assert line in str(refusal.value)
    assert "原文" not in str(refusal.value)
    assert other.future.result(30).content
    assert jobs.count == 0


def test_a_worker_does_many_jobs(jobs: Jobs) -> None:
    assert begin(jobs, "well").future.result(30) == begin(jobs, "well").future.result(30)


def test_what_counts_is_the_time_of_the_processor(jobs: Jobs) -> None:
    """A job that has to wait for the machine longer than it may work."""
    started = time.monotonic()
    assert begin(jobs, "slow").future.result(30)
    assert time.monotonic() - started > 1.0


def test_a_refusal_holds_nothing_of_the_file(jobs: Jobs) -> None:
    """Frames of a traceback would: megabytes that stay until the garbage collector comes by."""
    for name in ("refuse", "exit"):
        error = begin(jobs, name).future.exception(30)
        assert error is not None
        assert (error.__traceback__, error.__cause__, error.__context__) == (None, None, None)


def test_lines_are_in_the_language_of_the_job(jobs: Jobs) -> None:
    with pytest.raises(Refusal, match="1") as refusal:
        begin(jobs, "hang", "en").future.result(30)
    assert str(refusal.value).isascii()


def test_the_queue_is_bounded_and_the_urgent_go_first(jobs: Jobs) -> None:
    slow = begin(jobs, "slow")
    while slow.step == "waiting":
        time.sleep(0.01)
    waiting = [begin(jobs, "slow"), begin(jobs, "well")]
    urgent = jobs.submit(AnalyseFile(file=File(name="well.txt", data=b"")), "zh", urgent=True)
    with pytest.raises(Refusal) as refusal:
        begin(jobs, "well")
    assert refusal.value.status == 503
    assert refusal.value.retry_after
    assert urgent.future.result(30)
    assert not waiting[0].future.done()
    assert waiting[1].future.result(30)


def test_a_job_that_is_given_up_ends_its_worker_and_forgets_its_file(jobs: Jobs) -> None:
    first = begin(jobs, "well").future.result(30).content
    hanging, waiting = begin(jobs, "hang"), begin(jobs, "well")
    while hanging.step == "waiting":
        time.sleep(0.01)
    for job in (hanging, waiting):
        job.cancel()
        assert job.task is None
        with pytest.raises(Refusal) as refusal:
            job.future.result(30)
        assert refusal.value.status == 404
    assert begin(jobs, "well").future.result(30).content != first
    assert not psutil.pid_exists(int(first))


def test_renewed_workers_are_other_processes(jobs: Jobs) -> None:
    first = begin(jobs, "well").future.result(30).content
    jobs.renew()
    time.sleep(1.0)
    assert begin(jobs, "well").future.result(30).content != first


def test_stopping_ends_what_is_under_way() -> None:
    jobs = Jobs(Limits(workers=2), hostile_work.perform)
    jobs.start()
    under_way = [begin(jobs, name) for name in ("hang", "spin", "well")]
    while under_way[1].step == "waiting":
        time.sleep(0.01)
    pids = jobs.pids
    jobs.stop()
    for job in under_way:
        with pytest.raises(Refusal) as refusal:
            job.future.result(0)
        assert refusal.value.status == 503
    assert not any(psutil.pid_exists(pid) for pid in pids)
    with pytest.raises(Refusal):
        begin(jobs, "well")
