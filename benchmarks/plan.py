"""What many documents cost, reckoned from what was measured: one machine, a Dask cluster, one writer or several.

Takes ``Costs`` of one report, gives the part of docs/engineering/performance*.md that is called the plan. Read next:
``performance_tables.py``.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import NamedTuple

DOCUMENTS = (60_000, 10_000_000)
MACHINES = (2, 16)
CLUSTER = 50
# Bytes of a character in UTF-8: nearly all take three.
_BYTES = 2.9


# The plan as it stands on the page; ``_reckoned`` says what the names are.
_PLANS = {
    "zh": """\
每份报告 {chars:,.0f} 字；下面的开销按上表规模最大时每多一份报告来算：

| 项目 | 每份报告 |
| --- | ---: |
| 工作进程的处理器时间 | {worker:.1f} 毫秒 |
| 主进程（列文件、派活、写库）的处理器时间，`--engine local` | {parent:.1f} 毫秒 |
| 同上，兼任 Dask 的调度器和客户端，`--engine dask` | {dask_parent:.1f} 毫秒 |
| 语料库里的行数 | {rows:,.0f} |
| 语料库里的字节 | {store:,.0f} kB |
| 发给工作进程、从工作进程取回的字节 | {out:,.0f} kB、{back:,.0f} kB |

主进程跟得上本机的 {local_workers:.1f} 个工作进程、集群的 {cluster_workers:.1f} 个；再多就要等它。\
{cluster} 个工作进程全忙时，网络上每秒进出 {gigabits:.1f} Gbit。

| | {documents[0]} | {documents[1]} |
| --- | ---: | ---: |
| 处理器时间 | {processor[0]} | {processor[1]} |
| 一台机器，{machines[0]} 核 | {small[0]} | {small[1]} |
| 一台机器，{machines[1]} 核 | {large[0]} | {large[1]} |
| Dask，{cluster} 个工作进程，一个库 | {one_store[0]} | {one_store[1]} |
| Dask，{cluster} 个工作进程，{parents} 个主进程各写一个库 | {stores[0]} | {stores[1]} |
| 语料库文件 | {size[0]} | {size[1]} |
| 行数 | {all_rows[0]} | {all_rows[1]} |
| 原文 | {texts[0]} | {texts[1]} |

内存（{measured:,} 份报告时）：一个工作进程 {worker_memory}，主进程 {parent_memory}，兼任 Dask 调度器和客户端的主进程 \
{dask_memory}。只算写库，每秒 {write_rows:,.0f} 行。""",
    "en": """\
One report of {chars:,.0f} characters, at the margin from the growth above:

| what | a report |
| --- | ---: |
| processor time of a worker | {worker:.1f} ms |
| processor time of the parent (lists, hands out, writes), `--engine local` | {parent:.1f} ms |
| the same with Dask's scheduler and client in it, `--engine dask` | {dask_parent:.1f} ms |
| rows in the store | {rows:,.0f} |
| bytes in the store | {store:,.0f} kB |
| bytes sent to a worker, and back | {out:,.0f} kB, {back:,.0f} kB |

The parent keeps up with {local_workers:.1f} workers of its own machine and {cluster_workers:.1f} of a cluster; with \
more of them it is what is waited for. {cluster} workers that are kept busy take and give {gigabits:.1f} Gbit a second.

| | {documents[0]} | {documents[1]} |
| --- | ---: | ---: |
| processor time | {processor[0]} | {processor[1]} |
| one machine, {machines[0]} cores | {small[0]} | {small[1]} |
| one machine, {machines[1]} cores | {large[0]} | {large[1]} |
| Dask, {cluster} workers, one store | {one_store[0]} | {one_store[1]} |
| Dask, {cluster} workers, {parents} parents with a store each | {stores[0]} | {stores[1]} |
| store | {size[0]} | {size[1]} |
| rows | {all_rows[0]} | {all_rows[1]} |
| texts | {texts[0]} | {texts[1]} |

Memory, at {measured:,} reports: a worker {worker_memory}, the parent {parent_memory}, the parent with Dask's \
scheduler and client {dask_memory}. The writer alone puts {write_rows:,.0f} rows a second into the store.""",
}
_HOURS = {"zh": "小时", "en": "h"}


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


def write_plan(costs: Costs, language: str) -> str:
    """The plan in Markdown, in ``zh`` or ``en``."""
    return _PLANS[language].format(**_reckoned(costs, language))


def _reckoned(one: Costs, language: str) -> dict[str, object]:
    """What stands in the plan: of one report in ms and kB, then a text for each of ``DOCUMENTS``."""

    def each(reckon: Callable[[int], str]) -> list[str]:
        return [reckon(documents) for documents in DOCUMENTS]

    def clock(seconds: float) -> str:
        return _clock(seconds, language)

    hour = _HOURS[language]
    return {
        "chars": one.chars, "worker": one.worker * 1e3, "parent": one.parent * 1e3,
        "dask_parent": one.dask_parent * 1e3, "rows": one.rows, "store": one.store_bytes / 1e3,
        "out": one.chars * _BYTES / 1e3, "back": one.sent / 1e3, "local_workers": one.worker / one.parent,
        "cluster_workers": one.workers_for_a_parent, "cluster": CLUSTER, "gigabits": one.gigabits,
        "machines": MACHINES, "parents": one.parents, "measured": one.measured, "write_rows": one.write_rows,
        "worker_memory": _mb(one.worker_memory), "parent_memory": _mb(one.parent_memory),
        "dask_memory": _mb(one.dask_memory),
        "documents": each(lambda n: f"{n / 1e4:,.0f} 万份" if language == "zh" else f"{n:,} reports"),
        "processor": each(lambda n: f"{n * (one.worker + one.parent) / 3600:,.1f} {hour}"),
        "small": each(lambda n: clock(one.one_machine(n, MACHINES[0]))),
        "large": each(lambda n: clock(one.one_machine(n, MACHINES[1]))),
        "one_store": each(lambda n: clock(one.cluster(n, CLUSTER))),
        "stores": each(lambda n: clock(one.cluster(n, CLUSTER, one.parents))),
        "size": each(lambda n: _size(n * one.store_bytes)),
        "all_rows": each(lambda n: _count(n * one.rows, language)),
        "texts": each(lambda n: _size(n * one.chars * _BYTES)),
    }  # fmt: skip


def _count(rows: float, language: str) -> str:
    if language == "en":
        return f"{rows / 1e6:,.0f} million"
    return f"{rows / 1e4:,.0f} 万" if rows < 1e9 else f"{rows / 1e8:,.1f} 亿"


def _clock(seconds: float, language: str) -> str:
    hours = seconds / 3600
    minute, day = ("分钟", "天") if language == "zh" else ("min", "days")
    if hours < 2:
        return f"{seconds / 60:.0f} {minute}"
    return f"{hours:.1f} {_HOURS[language]}" if hours < 72 else f"{hours / 24:.1f} {day}"


def _size(bytes_: float) -> str:
    return f"{bytes_ / 1e9:,.1f} GB" if bytes_ < 1e12 else f"{bytes_ / 1e12:,.2f} TB"


def _mb(bytes_: float) -> str:
    return f"{bytes_ / 1e6:,.0f} MB"
