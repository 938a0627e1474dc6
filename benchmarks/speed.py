"""What an analysis costs, as ratios to peers in the same run: absolute times say little on a shared machine.

    python benchmarks/speed.py [REPORT...]        # default: the reports of corpus/

Prints a table: warm analysis per 1,000 characters against ``jieba.lcut`` of the same texts, step by step, and the cold
start of the commands against the imports they cannot do without.
"""

from __future__ import annotations

import logging
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import jieba

import reportmine
from reportmine.pipeline import STEPS, load, prepare
from reportmine.readers import Document, read

ROOT = Path(__file__).resolve().parent.parent
ROUNDS = 5


def best_of(task: Callable[[], object], rounds: int = ROUNDS) -> float:
    """The least of several timings in seconds: noise only ever adds."""
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        task()
        times.append(time.perf_counter() - start)
    return min(times)


def time_steps(documents: list[Document]) -> dict[str, float]:
    """Seconds of every component over all documents, the least of the rounds each."""
    nlp = load()
    totals: dict[str, list[float]] = {step: [] for step in ("tokenise", *STEPS)}
    for _ in range(ROUNDS):
        spent = dict.fromkeys(totals, 0.0)
        for document in documents:
            start = time.perf_counter()
            doc = prepare(document)
            spent["tokenise"] += time.perf_counter() - start
            for step in STEPS:
                start = time.perf_counter()
                doc = nlp.get_pipe(step)(doc)
                spent[step] += time.perf_counter() - start
        for step, seconds in spent.items():
            totals[step].append(seconds)
    return {step: min(seconds) for step, seconds in totals.items()}


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
    documents = [read(path) for path in paths]
    texts = [document.text for document in documents]
    chars = sum(map(len, texts))
    jieba.setLogLevel(logging.ERROR)
    jieba.initialize()
    for document in documents:  # warm: models and lexicons loaded
        reportmine.analyze(document)

    reference = best_of(lambda: [jieba.lcut(text) for text in texts])
    whole = best_of(lambda: [reportmine.analyze(document) for document in documents])
    print(f"{len(texts)} reports, {chars:,} characters; jieba.lcut of the same texts = 1.00")
    print(f"{'analyze':28}{whole / reference:6.2f}   {chars / whole / 1000:8.0f} thousand characters/s")
    for step, seconds in time_steps(documents).items():
        print(f"  {step:26}{seconds / reference:6.2f}")

    python = sys.executable
    click = time_process(python, "-c", "import click")
    spacy = time_process(python, "-c", "import spacy, spacy.lang.zh")
    print("cold start, whole process")
    print(f"  --help / import click       {time_process(python, '-m', 'reportmine', '--help') / click:6.2f}")
    one = time_process(python, "-m", "reportmine", "analyze", "--format", "json", str(paths[0].resolve()))
    print(f"  analyze / import spacy      {one / spacy:6.2f}")


if __name__ == "__main__":
    main()
