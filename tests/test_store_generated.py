"""Two thousand generated reports, on this machine and on a Dask cluster that loses a worker: the same store."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from pathlib import Path

import corpora
import pytest
from generated_reports import Entry, generate

from reportmine.batch.build import build
from reportmine.batch.engines import Dask
from reportmine.store.store import open_store

COUNT = 2_000
pytestmark = [pytest.mark.slow, pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL")]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Entry]]:
    folder = tmp_path_factory.mktemp("generated") / "reports"
    return folder, generate(folder, COUNT, seed=6, duplicates=0.03, broken=0.02)


@pytest.fixture(scope="module")
def local(folder: tuple[Path, dict[str, Entry]], tmp_path_factory: pytest.TempPathFactory) -> Path:
    store = tmp_path_factory.mktemp("local") / "s.duckdb"
    done = corpora.build(folder[0], store, "--workers", "2")
    assert done.returncode == 2, done.stderr  # some cannot be read
    return store


def test_every_file_is_a_report_a_copy_or_an_error(folder: tuple[Path, dict[str, Entry]], local: Path) -> None:
    manifest = {f"reports/{path}": entry for path, entry in folder[1].items()}
    unreadable = {path for path, entry in manifest.items() if not entry.is_readable}
    copies = {path for path, entry in manifest.items() if entry.is_readable and entry.duplicate_of is not None}
    with open_store(local) as store:
        assert {path for (path,) in store.rows("SELECT path FROM errors")} == unreadable
        assert {path for (path,) in store.rows("SELECT path FROM files")} == set(manifest) - unreadable
        assert store.rows("SELECT count(*) FROM reports") == [(COUNT - len(unreadable) - len(copies),)]
        held = dict(store.rows("SELECT path, report FROM files"))
    for path in copies:
        assert held[path] == held[f"reports/{manifest[path].duplicate_of}"]


def test_place_and_year_are_those_of_the_text(folder: tuple[Path, dict[str, Entry]], local: Path) -> None:
    with open_store(local) as store:
        found = {path: rest for path, *rest in store.rows("SELECT path, place_code, year FROM reports")}
    wrong = [
        path
        for path, entry in ((path.removeprefix("reports/"), values) for path, values in found.items())
        if entry != [folder[1][path].code, folder[1][path].year]
    ]
    # Some counties share their name, and nothing in the file says which is meant.
    assert len(wrong) <= 0.01 * len(found), wrong[:10]


def test_a_cluster_that_loses_a_worker_gives_the_same_store(
    folder: tuple[Path, dict[str, Entry]], local: Path, tmp_path: Path
) -> None:
    from distributed import LocalCluster

    store = tmp_path / "dask.duckdb"
    local_only = {"host": "127.0.0.1", "dashboard_address": "127.0.0.1:0"}
    cluster = LocalCluster(n_workers=2, threads_per_worker=1, processes=True, **local_only)
    killed = []

    def kill_one() -> None:
        deadline = time.monotonic() + 300
        while time.monotonic() < deadline and done[0] < COUNT // 4:
            time.sleep(0.1)
        worker = next(iter(cluster.workers.values()))
        killed.append(worker.pid)
        os.kill(worker.pid, signal.SIGKILL)

    done = [0]

    def step(files: int, _chars: int) -> None:
        done[0] += files

    killer = threading.Thread(target=kill_one)
    killer.start()
    engine = Dask(cluster.scheduler_address, 2)
    try:
        with open_store(store, write=True, create=True) as opened:
            counts = build(folder[0], opened, engine, step=step)
    finally:
        killer.join()
        engine.close()
        cluster.close()
    assert killed
    assert counts.analysed + counts.unreadable == COUNT
    assert corpora.contents(store) == corpora.contents(local)
