"""What a corpus costs by its size, and what a second worker saves: generated reports, ``reportmine corpus build``.

    python benchmarks/corpus_speed.py [LARGEST]        # default: 10,000 reports

Growth: the smaller folders are the beginning of the larger ones, a tenth of them each. What one more million characters
costs from a thousand to ten thousand reports stands against what it costs from a hundred to a thousand, so that
starting up does not count. Read next: ``building.py``, ``table.py``.
"""

from __future__ import annotations

import sys
import tempfile
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from building import Build, WriteSpeed, build, processors, write_speed
from generated_reports import generate

LARGEST, QUICK_LARGEST = 10_000, 400
#: Reports for two workers against one and for the writer alone.
USUAL, QUICK_USUAL = 400, 60
# The least of so many rounds counts, for noise only ever adds.
ROUNDS = 2
_SEED = 11


class Workers(NamedTuple):
    """The same folder with one worker, with two, and with two of a Dask cluster started for it; least times.

    ``dask_start`` is a quarter of the folder on such a cluster.
    """

    one: Build
    two: Build
    dask: Build
    dask_start: Build

    @property
    def speed_up(self) -> float:
        """How many times as fast two are."""
        return self.one.seconds / self.two.seconds

    @property
    def speed_up_of_processors(self) -> float:
        """The same if two processors had nothing else to do and never waited for each other."""
        return 2 * self.one.cpu / self.two.cpu

    @property
    def dask_parent_cpu(self) -> float:
        """Processor seconds a report in the process that has Dask's scheduler and client, and writes."""
        more = self.dask.parent_cpu - self.dask_start.parent_cpu
        return more / (self.dask.reports - self.dask_start.reports)


class Step(NamedTuple):
    """A folder of so many reports and characters, built."""

    count: int
    chars: int
    build: Build


class Growth(NamedTuple):
    """Builds by size, the smallest first, each with as many workers as there are processors."""

    steps: tuple[Step, ...]

    def per_million(self, number: int) -> float:
        """Processor seconds that a million characters more cost from step ``number - 1`` to ``number``."""
        before, after = self.steps[number - 1 : number + 1]
        return (after.build.cpu - before.build.cpu) / (after.chars - before.chars) * 1e6

    @property
    def bend(self) -> float:
        """What a million characters more cost at the largest against the step before: 1 is a straight line."""
        return self.per_million(len(self.steps) - 1) / self.per_million(len(self.steps) - 2)

    def per_report(self, field: str) -> float:
        """What one report more costs at the largest: ``cpu``, ``parent_cpu`` (seconds) or ``store_bytes``."""
        before, after = (step.build for step in self.steps[-2:])
        return float(getattr(after, field) - getattr(before, field)) / (after.reports - before.reports)

    @property
    def last(self) -> Step:
        """The largest."""
        return self.steps[-1]


def measure_workers(count: int, rounds: int = ROUNDS) -> Workers:
    """One worker and two by turns, so that a busy machine hinders both; Dask once."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "reports"
        generate(folder, count, _SEED)
        builds: dict[int, list[Build]] = {1: [], 2: []}
        for number in range(rounds):
            for workers, made in builds.items():
                made.append(build(folder, Path(name) / f"{workers}-{number}.duckdb", workers=workers))
        generate(Path(name) / "some", count // 4, _SEED)
        dask, dask_start = (
            build(Path(name) / part, Path(name) / f"{part}.duckdb", workers=2, engine="dask")
            for part in ("reports", "some")
        )
    one, two = (min(made, key=lambda one: one.seconds) for made in builds.values())
    return Workers(one, two, dask, dask_start)


def measure_growth(largest: int) -> Growth:
    """Builds folders of so many reports, of a tenth of them, and so on down to one."""
    steps: list[Step] = []
    for count in sorted(largest // 10**power for power in range(len(str(largest)))):
        with tempfile.TemporaryDirectory() as name:
            made = generate(Path(name) / "reports", count, _SEED)
            chars = sum(entry.chars for entry in made.values())
            done = build(Path(name) / "reports", Path(name) / "corpus.duckdb", workers=max(2, processors()))
            steps.append(Step(count, chars, done))
    return Growth(tuple(steps))


def measure_writer(count: int) -> WriteSpeed:
    """The writer alone."""
    with tempfile.TemporaryDirectory() as name:
        generate(Path(name) / "reports", count, _SEED)
        return write_speed(Path(name) / "reports", Path(name) / "corpus.duckdb")


def main() -> None:
    """Measures and prints."""
    largest = int(sys.argv[1]) if sys.argv[1:] else LARGEST
    usual = min(USUAL, largest)
    workers = measure_workers(usual)
    print(f"{usual} reports: one worker {workers.one.seconds:.1f} s, two {workers.two.seconds:.1f} s, ", end="")
    print(f"two of Dask {workers.dask.seconds:.1f} s; {workers.speed_up:.2f} times as fast")
    writer = measure_writer(usual)
    print(
        f"the writer alone: {writer.reports / writer.seconds:.0f} reports, {writer.rows / writer.seconds:,.0f} rows/s"
    )
    growth = measure_growth(largest)
    print("reports   characters   clock s  processors s  parent s  worker MB  parent MB  store MB  others")
    for step in growth.steps:
        one = step.build
        print(
            f"{step.count:7,}  {step.chars:11,}  {one.seconds:8.1f}  {one.cpu:12.1f}  {one.parent_cpu:8.1f}  "
            f"{one.worker_memory / 1e6:9.0f}  {one.parent_memory / 1e6:9.0f}  "
            f"{one.store_bytes / 1e6:8.1f}  {one.others:6.2f}"
        )
    for number, (before, after) in enumerate(pairwise(growth.steps), 1):
        print(f"{before.count:,} to {after.count:,}: {growth.per_million(number):.2f} s a million characters")
    print(f"largest step against the one before: {growth.bend:.2f}")


if __name__ == "__main__":
    main()
