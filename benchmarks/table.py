"""Everything that is measured of speed, as one table: analysis, peers, cold starts, screening, comparison, corpora.

    python benchmarks/table.py [--quick] [--largest N] [--peers PEERS_PYTHON] [--markdown] [--update]

``make bench`` and ``make bench BENCH=quick`` run it. Ratios are of the same run, so that a busy machine hinders both
sides; what is told in seconds is the processor's unless it says otherwise. ``--update`` writes speed.json and with it
the table and the plan of docs/engineering/performance*.md. What a row says has to be in speed_words.toml.
Read next: ``speed.py``, ``corpus_speed.py``, ``performance_tables.py``.
"""

from __future__ import annotations

import argparse
import datetime
import platform
import tempfile
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import comparison_speed
import corpus_speed
import peers_speed
import screening_speed
import speed
from building import WriteSpeed, processors
from corpus_speed import Growth, Workers
from generated_texts import places, write_text
from performance_tables import Record, Row, as_markdown, measured_on, save, write_pages
from plan import Costs, write_plan

from reportmine.readers import MAX_CHARS

ROOT = Path(__file__).resolve().parent.parent
PUBLISHED = ROOT.parent / "shared" / "reports"
_GENERATED, _PUBLISHED = 20, 17


def analysis(quick: bool) -> Iterator[Row]:
    """The whole analysis and its steps against jieba."""
    group = "analysis of a text, one core, warm; jieba.lcut of the same text is 1"
    rounds = 1 if quick else speed.ROUNDS
    own = sorted((ROOT / "corpus").glob("*.txt"))
    seconds = speed.measure(own, rounds)
    reference = seconds[speed.REFERENCE]
    yield Row(group, "reports of corpus/, seen for the first time", speed.ratio(seconds), most=1.0)
    for step in speed.STEPS:
        yield Row(group, f"  {step}", seconds[step] / reference)
    yield Row(group, "  the same reports once more", seconds[speed.AGAIN] / reference)
    with tempfile.TemporaryDirectory() as name:
        paths = []
        for number, (place, years) in enumerate(islice(places(1), 5 if quick else _GENERATED)):
            paths.append(Path(name) / f"{number}.txt")
            paths[-1].write_text(write_text(place, years[0], 1).text, encoding="utf-8")
        yield Row(group, "generated reports", speed.ratio(speed.measure(paths, 1)), most=1.0)
    published = sorted(PUBLISHED.rglob("*.txt"))
    if published and not quick:
        some = published[:: max(1, len(published) // _PUBLISHED)]
        yield Row(group, "published reports", speed.ratio(speed.measure(some, 1)), most=1.0)


def peers(python: Path | None, quick: bool) -> Iterator[Row]:
    """What others take for words, amounts and dates."""
    group = "peers on the same text; jieba.lcut is 1"
    names = {
        "rjieba": "rjieba: words",
        "spaCy, char": 'spacy.blank("zh"): characters as tokens, nothing else',
        "spaCy, jieba": 'spacy.blank("zh") with jieba: words, nothing else',
        "jionlp": "jionlp: amounts of money",
        "jionlp-times": "jionlp: dates and times",
        "recognizers": "Recognizers-Text: numbers with units",
    }
    for name, ratio in peers_speed.measure(python, 1 if quick else peers_speed.ROUNDS).items():
        if name != peers_speed.REFERENCE:
            yield Row(group, names[name], ratio)


def cold_starts(quick: bool) -> Iterator[Row]:
    """Whole programs against the imports they stand beside."""
    group = "whole programs from a cold start"
    report = str(ROOT / "corpus" / "city-2022.txt")
    rounds = 3 if quick else screening_speed.ROUNDS

    def spent(*arguments: str) -> float:
        return screening_speed.spent_by_process(*arguments, rounds=rounds)

    click, spacy = spent("-c", "import click"), spent("-c", "import spacy, spacy.lang.zh")
    usage = spent("-m", "reportmine", "--help")
    yield Row(group, "reportmine --help; import click is 1", usage / click, most=3.0)
    whole = spent("-m", "reportmine", "analyze", "--format", "json", report)
    yield Row(group, "reportmine analyze of one report; import spacy is 1", whole / spacy, most=1.6)
    text = screening_speed.corpus_text()[: screening_speed.USUAL]
    yield Row(group, "reportmine screen of 20,000 characters, s", screening_speed.cold_start(text)[0], most=0.5)


def screening(quick: bool) -> Iterator[Row]:
    """Screening in process."""
    group = "screening, warm"
    text = screening_speed.corpus_text()
    ((size, usual),) = screening_speed.growth(text, (screening_speed.USUAL,))
    yield Row(group, "{size:,} characters, ms", usual * 1e3, "{:.0f}", fields={"size": size})
    # The same mixture of texts in both.
    times = 4 if quick else MAX_CHARS // len(text)
    (once, first), (longer, last) = screening_speed.growth(text, (len(text), times * len(text)))
    what, sizes = "a character of {longer:,}; one of {once:,} is 1", {"longer": longer, "once": once}
    yield Row(group, what, last / longer * once / first, most=1.1, fields=sizes)


def comparison(quick: bool) -> Iterator[Row]:
    """Comparing saved analyses."""
    group = "comparison of saved analyses of 20,000 characters each; jieba.lcut of their texts is 1"
    for one in comparison_speed.measure([], (2,) if quick else (2, 10)):
        yield Row(group, "{count} reports", one.ratio, "{:.1f}", fields={"count": one.count})


def corpora(workers: Workers, growth: Growth, costs: Costs) -> Iterator[Row]:
    """Building a corpus: workers, growth, memory."""
    group = "reportmine corpus build, generated reports of 12,000 characters"
    usual = workers.one.reports
    what = "{count:,} reports, one worker: reports a second by the clock"
    yield Row(group, what, usual / workers.one.seconds, "{:.1f}", fields={"count": usual})
    yield Row(group, "two workers; one is 1", workers.speed_up, least=1.8)
    yield Row(group, "  the same by processor time, as if nothing else ran", workers.speed_up_of_processors, least=1.8)
    yield Row(group, "two workers of Dask; two local ones are 1", workers.two.seconds / workers.dask.seconds)
    for step in growth.steps:
        done = step.build
        what = (
            f"{{count:,}} report{'s' * (step.count > 1)}, {{millions:.2f}} million characters, processor s; "
            "by the clock {seconds:.0f} s; worker {worker:.0f} MB, parent {parent:.0f} MB"
        )
        fields = {
            "count": step.count, "millions": step.chars / 1e6, "wan": step.chars / 1e4, "seconds": done.seconds,
            "worker": done.worker_memory / 1e6, "parent": done.parent_memory / 1e6,
        }  # fmt: skip
        yield Row(group, what, done.cpu, "{:.1f}", fields=fields)
    worker_memory = max(step.build.worker_memory for step in growth.steps)
    yield Row(group, "memory of a worker, at most, MB", worker_memory / 1e6, "{:.0f}", most=600)
    yield Row(
        group, "one more million characters at the largest, processor s", growth.per_million(len(growth.steps) - 1)
    )
    yield Row(group, "  at the step before is 1", growth.bend, most=1.1)
    yield Row(group, "store, kB a report", costs.store_bytes / 1e3, "{:.0f}")
    yield Row(group, "the writer alone, rows a second", costs.write_rows, "{:,.0f}")
    busy = max(workers.one.others, workers.two.others)
    yield Row(group, "processors that other programs kept busy meanwhile", busy)


def costs_of(workers: Workers, growth: Growth, writer: WriteSpeed) -> Costs:
    """The costs of one report at the margin."""
    last = growth.last.build
    parent = growth.per_report("parent_cpu")
    return Costs(
        chars=growth.last.chars / growth.last.count,
        worker=growth.per_report("cpu") - parent,
        parent=parent,
        dask_parent=max(parent, workers.dask_parent_cpu),
        store_bytes=growth.per_report("store_bytes"),
        rows=sum(last.rows.values()) / last.reports,
        write_rows=writer.rows / writer.seconds,
        sent=writer.sent / writer.reports,
        worker_memory=last.worker_memory,
        parent_memory=last.parent_memory,
        dask_memory=workers.dask.parent_memory,
        measured=last.reports,
    )


def as_line(row: Row) -> str:
    """For a terminal: measured, goal, whether it is met, what."""
    return f"{row.form.format(row.value):>10}  {row.goal:>8}  {row.verdict:3}  {row.told('en')}".rstrip()


def machine(quick: bool) -> dict[str, Any]:
    """What ``measured_on`` tells: the month, the machine in a few words, whether the run was a quick one."""
    return {
        "month": datetime.datetime.now(tz=datetime.timezone.utc).strftime("%Y-%m"),
        "python": platform.python_version(),
        "processors": processors(),
        "kind": platform.machine(),
        "quick": quick,
    }


def measure(quick: bool, largest: int | None, peers_python: Path | None) -> Iterator[Row | Costs]:
    """All rows as they are measured, and the costs for the plan last."""
    yield from analysis(quick)
    yield from peers(peers_python, quick)
    yield from cold_starts(quick)
    yield from screening(quick)
    yield from comparison(quick)
    usual = corpus_speed.QUICK_USUAL if quick else corpus_speed.USUAL
    workers = corpus_speed.measure_workers(usual, 1 if quick else corpus_speed.ROUNDS)
    writer = corpus_speed.measure_writer(usual // 2)
    growth = corpus_speed.measure_growth(
        largest or (corpus_speed.QUICK_LARGEST if quick else corpus_speed.LARGEST)
    )  # fmt: skip
    costs = costs_of(workers, growth, writer)
    yield from corpora(workers, growth, costs)
    yield costs


def main() -> None:
    """Measures, prints each row as soon as it is there, and writes the pages."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--quick", action="store_true", help="small corpora, one round")
    parser.add_argument("--largest", type=int, help="reports of the largest corpus, 10,000 by default")
    parser.add_argument("--peers", type=Path, help="a Python that can import what benchmarks/peers.txt lists")
    parser.add_argument("--markdown", action="store_true", help="print the table and the plan in English at the end")
    parser.add_argument("--update", action="store_true", help="write speed.json and docs/engineering/performance*.md")
    told = parser.parse_args()
    here = machine(told.quick)
    print(measured_on(here, "en"))
    rows: list[Row] = []
    costs: Costs | None = None
    group = ""
    for made in measure(told.quick, told.largest, told.peers):
        if isinstance(made, Costs):
            costs = made
            continue
        rows.append(made)
        if made.group != group:
            group = made.group
            print(f"\n{group}")
        print(as_line(made), flush=True)
    assert costs is not None, "measure gives the costs last"
    if told.markdown:
        print("", measured_on(here, "en"), as_markdown(rows, "en"), write_plan(costs, "en"), sep="\n\n")
    if told.update:
        record = Record(here, rows, costs)
        save(record)
        write_pages(record)


if __name__ == "__main__":
    main()
