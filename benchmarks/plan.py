"""What many documents cost, reckoned from what was measured: one machine, a Dask cluster, one writer or several.

Takes ``Costs`` of one report, gives the part of docs/engineering/performance.md that is called the plan. Read next:
``table.py``.
"""

from __future__ import annotations

import math
from typing import NamedTuple

DOCUMENTS = (60_000, 10_000_000)
MACHINES = (2, 16)
CLUSTER = 50
# Bytes of a character in UTF-8: nearly all take three.
_BYTES = 2.9


class Costs(NamedTuple):
    """Of one report of ``chars`` characters: processor seconds of a worker, of the parent on the same machine and of
    the parent of a Dask cluster, bytes and rows in the store. Memory in bytes, at the largest corpus measured, of
    ``measured`` reports; ``write_rows`` a second are what the writer alone puts into the store; ``sent`` are the bytes
    that a worker sends back.
    """

    chars: float
    worker: float
    parent: float
    dask_parent: float
    store_bytes: float
    rows: float
    write_rows: float
    sent: float
    worker_memory: float
    parent_memory: float
    dask_memory: float
    measured: int

    def one_machine(self, documents: int, cores: int) -> float:
        """Seconds by the clock: all cores are busy, unless the parent has more to do than one core can."""
        return documents * max((self.worker + self.parent) / cores, self.parent)

    def cluster(self, documents: int, workers: int, parents: int = 1) -> float:
        """Seconds by the clock on so many workers that have a core each, with so many parents on other cores."""
        return documents * max(self.worker / workers, self.dask_parent / parents)

    @property
    def workers_for_a_parent(self) -> float:
        """With more workers than this the parent is what is waited for."""
        return self.worker / self.dask_parent

    @property
    def gigabits(self) -> float:
        """What goes over the network in a second when all workers of the cluster are busy."""
        return CLUSTER / self.worker * (self.chars * _BYTES + self.sent) * 8 / 1e9

    @property
    def parents(self) -> int:
        """How many parents, each with a store of its own, keep the cluster busy."""
        return math.ceil(CLUSTER / self.workers_for_a_parent)


def write_plan(costs: Costs) -> str:
    """The plan in Markdown."""
    one, parents = costs, costs.parents
    lines = [
        f"One report of {one.chars:,.0f} characters, at the margin from the growth above:",
        "",
        "| what | a report |",
        "| --- | ---: |",
        f"| processor time of a worker | {one.worker * 1e3:.1f} ms |",
        f"| processor time of the parent (lists, hands out, writes), `--engine local` | {one.parent * 1e3:.1f} ms |",
        f"| the same with Dask's scheduler and client in it, `--engine dask` | {one.dask_parent * 1e3:.1f} ms |",
        f"| rows in the store | {one.rows:,.0f} |",
        f"| bytes in the store | {one.store_bytes / 1e3:,.0f} kB |",
        f"| bytes sent to a worker, and back | {one.chars * _BYTES / 1e3:,.0f} kB, {one.sent / 1e3:,.0f} kB |",
        "",
        f"The parent keeps up with {one.worker / one.parent:.1f} workers of its own machine and "
        f"{one.workers_for_a_parent:.1f} of a cluster; with more of them it is what is waited for. "
        f"{CLUSTER} workers that are kept busy take and give {one.gigabits:.1f} Gbit a second.",
        "",
        "| | " + " | ".join(f"{documents:,} reports" for documents in DOCUMENTS) + " |",
        "| --- |" + " ---: |" * len(DOCUMENTS),
    ]

    def row(what: str, *values: str) -> None:
        lines.append(f"| {what} | " + " | ".join(values) + " |")

    row("processor time", *(f"{documents * (one.worker + one.parent) / 3600:,.1f} h" for documents in DOCUMENTS))
    for cores in MACHINES:
        row(f"one machine, {cores} cores", *(_clock(one.one_machine(documents, cores)) for documents in DOCUMENTS))
    row(f"Dask, {CLUSTER} workers, one store", *(_clock(one.cluster(documents, CLUSTER)) for documents in DOCUMENTS))
    row(
        f"Dask, {CLUSTER} workers, {parents} parents with a store each",
        *(_clock(one.cluster(documents, CLUSTER, parents)) for documents in DOCUMENTS),
    )
    row("store", *(_size(documents * one.store_bytes) for documents in DOCUMENTS))
    row("rows", *(f"{documents * one.rows / 1e6:,.0f} million" for documents in DOCUMENTS))
    row("texts", *(_size(documents * one.chars * _BYTES) for documents in DOCUMENTS))
    lines += [
        "",
        f"Memory, at {one.measured:,} reports: a worker {_mb(one.worker_memory)}, the parent {_mb(one.parent_memory)}, "
        f"the parent with Dask's scheduler and client {_mb(one.dask_memory)}. The writer alone puts "
        f"{one.write_rows:,.0f} rows a second into the store.",
    ]
    return "\n".join(lines)


def _clock(seconds: float) -> str:
    hours = seconds / 3600
    return f"{seconds / 60:.0f} min" if hours < 2 else f"{hours:.1f} h" if hours < 72 else f"{hours / 24:.1f} days"


def _size(bytes_: float) -> str:
    return f"{bytes_ / 1e9:,.1f} GB" if bytes_ < 1e12 else f"{bytes_ / 1e12:,.2f} TB"


def _mb(bytes_: float) -> str:
    return f"{bytes_ / 1e6:,.0f} MB"
