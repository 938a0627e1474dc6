"""What a comparison of saved analyses costs: two reports, then more, up to forty; which part costs what.

    python benchmarks/comparison_speed.py REPORT...        # default: reports of the usual length made from corpus/

The reports are analysed and saved first, which does not count. Times are those of the processor; the first
comparison of the process, which loads the dictionary, is told apart. jieba.lcut on the same texts in the same run is
the yardstick: a machine that is busy makes both slower.
"""

from __future__ import annotations

import logging
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import reportmine
from reportmine.comparison import PARTS, compare
from reportmine.comparison.inputs import read_report
from reportmine.model import Report
from reportmine.renderers import json

ROOT = Path(__file__).resolve().parent.parent
COUNTS = (2, 5, 10, 20, 40)
USUAL = 20_000


class Comparing(NamedTuple):
    """So many reports compared: processor seconds for reading and comparing them and for ``jieba.lcut`` of their texts;
    ``first`` is what the first comparison of the process took, of two reports.
    """

    count: int
    chars: int
    first: float
    reading: float
    comparing: float
    cutting: float

    @property
    def ratio(self) -> float:
        """Comparing against ``jieba.lcut``."""
        return self.comparing / self.cutting


def jieba_cut(text: str) -> list[str]:
    """The yardstick, whatever segmenter ours is."""
    import jieba

    jieba.setLogLevel(logging.ERROR)
    jieba.initialize()
    words: list[str] = jieba.lcut(text)
    return words


def spent(task: Callable[[], Any]) -> float:
    """Seconds of the processor."""
    start = time.process_time()
    task()
    return time.process_time() - start


def texts(names: list[str]) -> list[str]:
    """The texts of the files, or as many reports of the usual length made from the corpus as the last step needs."""
    if names:
        return [Path(name).read_text(encoding="utf-8-sig") for name in names]
    own = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "corpus").glob("*.txt"))]
    # Each begins at another report, so that neighbours share most of their text, as years of one place do.
    return ["\n".join(own[start:] + own[:start])[:USUAL] for start in range(len(own))] + [
        "\n".join(own[start::2] + own[:start])[:USUAL] for start in range(len(own))
    ]


def measure(names: list[str], counts: tuple[int, ...] = COUNTS) -> Iterator[Comparing]:
    """Compares so many reports, as often as there are counts."""
    with tempfile.TemporaryDirectory() as folder:
        saved = _save(texts(names)[: counts[-1]], Path(folder))
        # The first comparison of a process loads the dictionary.
        first = spent(lambda: compare(_read(saved[:2])))
        jieba_cut("预热")
        for count in (count for count in counts if count <= len(saved)):
            reading = spent(lambda count=count: _read(saved[:count]))
            reports = _read(saved[:count])
            comparing = spent(lambda reports=reports: compare(reports))
            cutting = spent(lambda reports=reports: [jieba_cut(report.text) for report in reports])
            yield Comparing(count, sum(len(report.text) for report in reports), first, reading, comparing, cutting)


def _save(some: list[str], folder: Path) -> list[Path]:
    saved = []
    for number, text in enumerate(some):
        saved.append(folder / f"{number}.json")
        saved[-1].write_text(json.render(reportmine.analyze(text, year=1950 + number, region="云溪县")))
    return saved


def _read(saved: list[Path]) -> list[Report]:
    return [read_report(str(path)) for path in saved]


def main() -> None:
    """Measures and prints."""
    print("reports  characters   read   compare   per report   jieba.lcut   ratio")
    first = 0.0
    for one in measure(sys.argv[1:]):
        print(
            f"{one.count:7}  {one.chars:10,}  {one.reading:5.2f}  {one.comparing:8.2f}  "
            f"{one.comparing / one.count:11.3f}  {one.cutting:11.2f}  {one.ratio:6.1f}"
        )
        first = one.first
    print(f"first two reports of the process, dictionary and all: {first:.2f} s")
    with tempfile.TemporaryDirectory() as folder:
        reports = _read(_save(texts(sys.argv[1:])[: COUNTS[-1]], Path(folder)))
    for part in PARTS:
        print(f"{part:12} {spent(lambda part=part: compare(reports, only=[part])):7.2f} s for {len(reports)} reports")


if __name__ == "__main__":
    main()
