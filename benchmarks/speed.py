"""What an analysis costs, as ratios to peers in the same run: absolute times say little on a shared machine.

    python benchmarks/speed.py [REPORT...]        # default: the reports of corpus/

Prints one table. The analysis of a report stands against ``jieba.lcut`` of the same text, whole and step by step:
models and lexicons loaded, the report seen for the first time, and once more when its phrases are in caches. Every
round is a process of its own in which the two alternate; time is that of the processor, and the least of the rounds
counts, for noise only ever adds. The
cold start of the commands stands against the imports they cannot do without.
"""

from __future__ import annotations

import json
import logging
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
WARM_UP = sorted((ROOT / "corpus" / "held-out").glob("*.txt"))
ROUNDS = 3
REFERENCE = "jieba.lcut"
AGAIN = "again"
STEPS = ("structure", "labels", "dates", "indicators", "actions", "findings")
ONCE = "--once"


def measure(paths: list[Path], rounds: int = ROUNDS) -> dict[str, float]:
    """Seconds of ``jieba.lcut`` and of each step of an analysis over all reports, the least of the rounds each."""
    command = [sys.executable, str(Path(__file__).resolve()), ONCE, *(str(path.resolve()) for path in paths)]
    told: list[dict[str, float]] = []
    for _ in range(rounds):
        done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True)
        told.append(json.loads(done.stdout))
    return {name: min(one[name] for one in told) for name in told[0]}


def once(paths: list[Path]) -> dict[str, float]:
    """The seconds of one round, in this process."""
    import jieba

    import reportmine
    from reportmine.actions import find_actions
    from reportmine.dates import find_dates
    from reportmine.indicators import find_indicators
    from reportmine.paragraphs import label_paragraphs
    from reportmine.readers import read
    from reportmine.rules import check
    from reportmine.sections import find_structure

    jieba.setLogLevel(logging.ERROR)
    jieba.initialize()
    for path in WARM_UP:
        reportmine.analyze(path)
    spent = dict.fromkeys((REFERENCE, *STEPS, AGAIN), 0.0)

    def timed(name: str, task: Callable[[], Any]) -> Any:
        start = time.process_time()
        result = task()
        spent[name] += time.process_time() - start
        return result

    for document in [read(path) for path in paths]:
        text = document.text
        timed(REFERENCE, lambda text=text: jieba.lcut(text))
        found = timed("structure", lambda text=text: find_structure(text))
        labelled = timed("labels", lambda t=text, f=found: label_paragraphs(t, f.paragraphs, f.sections))
        dates = timed("dates", lambda t=text, f=found: find_dates(t, f.year))
        timed("indicators", lambda t=text, p=labelled, d=dates, f=found: find_indicators(t, p, d, f.year, f.sections))
        timed("actions", lambda t=text, p=labelled: find_actions(t, p))
        timed("findings", lambda text=text, f=found: check(text, structure=f))
    for path in paths:
        document = read(path)
        timed(AGAIN, lambda document=document: reportmine.analyze(document))
    return spent


def ratio(seconds: dict[str, float]) -> float:
    """How many times as long as ``jieba.lcut`` the whole analysis takes."""
    return sum(seconds[step] for step in STEPS) / seconds[REFERENCE]


def time_process(*command: str) -> float:
    """Median seconds of a whole process."""
    times = []
    for _ in range(3):
        start = time.perf_counter()
        subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def main() -> None:
    """Measures and prints."""
    paths = [Path(name) for name in sys.argv[1:]] or sorted((ROOT / "corpus").glob("*.txt"))
    chars = sum(len(path.read_text(encoding="utf-8")) for path in paths)
    seconds = measure(paths)
    reference = seconds[REFERENCE]
    print(f"{len(paths)} reports, {chars:,} characters; jieba.lcut is 1 ({chars / reference:,.0f} characters a second)")
    print(f"{ratio(seconds):6.2f}  analyze, every report seen for the first time")
    for step in STEPS:
        print(f"{seconds[step] / reference:6.2f}    {step}")
    print(f"{seconds[AGAIN] / reference:6.2f}  analyze, the same reports once more: repeated phrases are remembered")

    python = sys.executable
    click = time_process(python, "-c", "import click")
    spacy = time_process(python, "-c", "import spacy, spacy.lang.zh")
    usage = time_process(python, "-m", "reportmine", "--help")
    cold = time_process(python, "-m", "reportmine", "analyze", "--format", "json", str(paths[0].resolve()))
    print("whole processes")
    print(f"{usage / click:6.2f}  reportmine --help; import click is 1")
    print(f"{cold / spacy:6.2f}  reportmine analyze of one report; import spacy is 1")


if __name__ == "__main__":
    if sys.argv[1:2] == [ONCE]:
        print(json.dumps(once([Path(name) for name in sys.argv[2:]])))
    else:
        main()
