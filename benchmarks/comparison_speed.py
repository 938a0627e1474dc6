"""What a comparison of saved analyses costs: two reports, then more, up to forty; which part costs what.

    python benchmarks/comparison_speed.py REPORT...        # default: reports of the usual length made from corpus/

The reports are analysed and saved first, which does not count. Times are those of the processor; the first
comparison of the process, which loads the dictionary, is told apart. jieba.lcut on the same texts in the same run is
the yardstick: a machine that is busy makes both slower.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import reportmine
from reportmine.comparison import PARTS, compare
from reportmine.comparison.inputs import read_report
from reportmine.model import Report
from reportmine.renderers import json
from reportmine.segment import cut

ROOT = Path(__file__).resolve().parent.parent
COUNTS = (2, 5, 10, 20, 40)
USUAL = 20_000


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


def main() -> None:
    """Measures and prints."""
    with tempfile.TemporaryDirectory() as folder:
        saved: list[Path] = []
        for number, text in enumerate(texts(sys.argv[1:])[: COUNTS[-1]]):
            saved.append(Path(folder) / f"{number}.json")
            saved[-1].write_text(json.render(reportmine.analyze(text, year=1950 + number, region="云溪县")))

        def read(count: int) -> list[Report]:
            return [read_report(str(path)) for path in saved[:count]]

        first = spent(lambda: compare(read(2)))
        print(f"first two reports of the process, dictionary and all: {first:.2f} s")
        print("reports  characters   read   compare   per report   jieba.lcut   ratio")
        for count in [count for count in COUNTS if count <= len(saved)]:
            reading = spent(lambda count=count: read(count))
            reports = read(count)
            comparing = spent(lambda reports=reports: compare(reports))
            cutting = spent(lambda reports=reports: [cut(report.text) for report in reports])
            chars = sum(len(report.text) for report in reports)
            print(
                f"{count:7}  {chars:10,}  {reading:5.2f}  {comparing:8.2f}  {comparing / count:11.3f}  {cutting:11.2f}"
                f"  {comparing / cutting:6.1f}"
            )
        reports = read(min(len(saved), COUNTS[-1]))
        for part in PARTS:
            print(
                f"{part:12} {spent(lambda part=part: compare(reports, only=[part])):7.2f} s for {len(reports)} reports"
            )


if __name__ == "__main__":
    main()
