"""What the tests of stores share: small folders of reports, builds, and all that a store holds as plain data."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from reportmine.store import schema
from reportmine.store.store import open_store

CORPUS = Path(__file__).parent.parent / "corpus"


def write_reports(folder: Path, count: int = 4, first_year: int = 2019) -> list[Path]:
    """Short reports of one city, a year each, named as collections name them."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for year in range(first_year, first_year + count):
        path = folder / f"{year}湖南省株洲市.txt"
        path.write_text(report_text("株洲市", year), encoding="utf-8")
        paths.append(path)
    return paths


def report_text(place: str, year: int) -> str:
    """A report of a place, its figures of that year."""
    last = year - 1
    return (
        f"{place}{year}年政府工作报告\n\n各位代表：\n现在，我代表市人民政府向大会报告工作，请予审议。\n\n"
        f"一、{last}年工作回顾\n"
        f"过去一年，全市地区生产总值增长{year % 7 + 4}.{year % 10}%，"
        f"城镇新增就业{year % 5 + 3}万人，"
        f"建成污水处理厂{year % 4 + 2}座，空气质量优良天数比例达到{80 + year % 9}%。\n"
        f"深入实施“清水润城”行动，关停{year % 6 + 11}家高污染企业，数字经济核心产业增加值增长{year % 8 + 9}%。\n\n"
        f"二、存在的问题\n产业结构还不够优，科技创新能力不强，环境治理任务仍然艰巨。\n\n"
        f"三、{year}年工作安排\n"
        f"今年的主要预期目标是：地区生产总值增长{year % 3 + 6}%左右，城镇新增就业{year % 4 + 3}万人以上，"
        f"居民消费价格涨幅控制在3%以内。\n"
        f"确保完成{year % 5 + 20}个老旧小区改造，新建充电桩{year % 9 + 1}000个，"
        f"力争研发经费投入增长{year % 6 + 10}%。\n"
    )


def run(*arguments: str | Path, **settings: Any) -> subprocess.CompletedProcess[str]:
    """The command line in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "reportmine", *map(str, arguments)],
        capture_output=True, text=True, encoding="utf-8", timeout=600, **settings,
    )  # fmt: skip


def build(folder: Path, store: Path, *more: str) -> subprocess.CompletedProcess[str]:
    """``corpus build`` of a folder."""
    return run("corpus", "build", folder, "-o", store, "--quiet", *more)


def kill_build(folder: Path, store: Path, after: float, *more: str) -> bool:
    """Starts a build and kills all of its processes after some seconds; tells whether it was still at work."""
    process = subprocess.Popen(
        [sys.executable, "-m", "reportmine", "corpus", "build", str(folder), "-o", str(store), "--quiet", *more],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip
    while not store.exists() and process.poll() is None:
        time.sleep(0.02)
    time.sleep(after)
    alive = process.poll() is None
    if alive:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    return alive


def interrupt_build(folder: Path, store: Path, after: float, *more: str) -> subprocess.CompletedProcess[str]:
    """Starts a build and presses Ctrl-C some seconds after its store is there: all of its processes get the signal."""
    command = [sys.executable, "-m", "reportmine", "corpus", "build", str(folder), "-o", str(store), "--quiet", *more]
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8", start_new_session=True
    )
    while not store.exists() and process.poll() is None:
        time.sleep(0.02)
    time.sleep(after)
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGINT)
    output, error = process.communicate(timeout=120)
    return subprocess.CompletedProcess(command, process.returncode, output, error)


def contents(store: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Every table of a store but ``info``, its rows in order."""
    with open_store(store) as opened:
        return {
            table.name: opened.rows(f"SELECT * FROM {table.name} ORDER BY ALL")
            for table in schema.TABLES
            if table.name != "info"
        }
