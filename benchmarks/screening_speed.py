"""What screening costs: cold start, a text of 20,000 characters, growth up to the longest text, the dearest rules.

    python benchmarks/screening_speed.py [REPORT]        # default: the reports of corpus/ one after another

Times are those of the processor, the least of the rounds, for noise only ever adds. The cold start stands against
``import click`` in the same run; that the rest grows with the length and no faster, the last column of the table shows.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from reportmine.readers import MAX_CHARS, from_text
from reportmine.rules import RULES
from reportmine.rules.rule import Page
from reportmine.screening import screen_document

ROOT = Path(__file__).resolve().parent.parent
USUAL = 20_000
SIZES = (USUAL, 50_000, 100_000, 200_000, 400_000, MAX_CHARS)
ROUNDS = 10
DEAREST = 10
# What a screening of plain text must not import.
HEAVY = ("spacy", "sklearn", "jieba", "numpy", "lxml", "pypdfium2")
_IMPORTED = (
    "import sys\nfrom reportmine.cli import main\ntry:\n    main()\nexcept SystemExit:\n    pass\n"
    f"print([name for name in {HEAVY} if name in sys.modules], file=sys.stderr)"
)


def spent(task: Callable[[], Any], rounds: int) -> float:
    """Seconds of the processor, the least of the rounds."""
    times = []
    for _ in range(rounds):
        start = time.process_time()
        task()
        times.append(time.process_time() - start)
    return min(times)


def spent_by_process(*arguments: str, rounds: int = ROUNDS) -> float:
    """Seconds of the processor that ``python ARGUMENTS`` takes, the least of the rounds."""
    times = []
    for _ in range(rounds):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([sys.executable, *arguments], cwd=ROOT, capture_output=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        times.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return min(times)


def cold_start(text: str) -> tuple[float, float, str]:
    """Processor seconds of the whole command and of ``import click``; which heavy libraries it imports: none."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "report.txt"
        path.write_text(text, encoding="utf-8")
        command = ("screen", "--exit-zero", str(path))
        click = spent_by_process("-c", "import click")
        cold = spent_by_process("-m", "reportmine", *command)
        done = subprocess.run([sys.executable, "-c", _IMPORTED, *command], cwd=ROOT, capture_output=True, text=True)
    return cold, click, done.stderr.strip().splitlines()[-1]


def growth(text: str, sizes: tuple[int, ...] = SIZES) -> Iterator[tuple[int, float]]:
    """Processor seconds of screening in process by size: all that ``screen`` does with a text once it is read."""
    for size in sizes:
        longer = (text * (size // len(text) + 1))[:size]
        document = from_text(longer)
        rounds = 5 if size < 100_000 else 2
        yield size, spent(lambda document=document: screen_document(document), rounds)


def print_growth(text: str) -> None:
    """The same as a table."""
    first = 0.0
    print("characters  seconds  µs/char  a character of the first is 1")
    for size, screening in growth(text):
        first = first or screening / size
        print(f"{size:10,}  {screening:7.3f}  {screening / size * 1e6:7.2f}  {screening / size / first:6.2f}")


def print_dearest(text: str) -> None:
    """The rules that cost most, each by itself on a text whose structure is known."""
    page = Page(text)
    structure = spent(lambda: Page(text).structure, 5)
    assert page.structure and page.lines is not None and page.titles is not None
    costs = {f"{rule.id} {rule.name}": spent(lambda rule=rule: list(rule.find(page)), 5) for rule in RULES}
    total = sum(costs.values())
    print(f"milliseconds on {len(text):,} characters: structure {structure * 1e3:.2f}, rules {total * 1e3:.2f}")
    for name, cost in sorted(costs.items(), key=lambda pair: -pair[1])[:DEAREST]:
        print(f"{cost * 1e3:6.2f}  {name}")


def corpus_text(paths: list[Path] | None = None) -> str:
    """The reports of corpus/, or those given, one after another."""
    paths = paths or sorted((ROOT / "corpus").glob("*.txt"))
    return "\n".join(path.read_text(encoding="utf-8") for path in paths)


def main() -> None:
    """Measures and prints."""
    whole = corpus_text([Path(name) for name in sys.argv[1:2]])
    text = (whole * (USUAL // len(whole) + 1))[:USUAL]
    cold, click, imported = cold_start(text)
    print(f"cold start, {len(text):,} characters: {cold:.3f} s; import click {click:.3f} s; ratio {cold / click:.1f}")
    print(f"imported of {', '.join(HEAVY)}: {imported}")
    print_growth(whole)
    print_dearest(text)


if __name__ == "__main__":
    main()
