"""Pages and the local site: bytes, processor time to make a page, first paint in a browser, parallel uploads, memory.

    python benchmarks/pages.py [REPORT...]
    python benchmarks/pages.py --memory 600 [REPORT...]

Takes reports (by default those of ../shared, else our own); prints a table in Markdown. First paint is the best of
three openings in headless Chromium, the way a test of the suite measures it; it is wall-clock time and says little
while others use the machine. ``--memory`` measures something else: so many uploads, every two of them compared and
looked at, all forgotten after each twenty; it shows whether the server gives back what it took. Read next:
``tests/browser/test_report_page.py``, ``tests/test_web_server.py``.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import psutil
from playwright.sync_api import Browser, sync_playwright

import reportmine
from reportmine.renderers.html import comparison, report, screening

ROOT = Path(__file__).resolve().parent.parent
PUBLISHED = ROOT.parent / "shared" / "reports" / "state-council"
UPLOADS, UPLOAD_BYTES = 20, 2_000_000
_FIRST_PAINT = """() => new Promise(done => new PerformanceObserver(list => {
    for (const one of list.getEntries()) if (one.name === "first-contentful-paint") done(one.startTime);
}).observe({type: "paint", buffered: true}))"""


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("reports", nargs="*", type=Path, metavar="REPORT")
    parser.add_argument("--memory", type=int, metavar="N", help="measure the server's memory over N uploads instead")
    said = parser.parse_args()
    given = said.reports or sorted(PUBLISHED.glob("*.txt")) or sorted((ROOT / "corpus").glob("*.txt"))
    if said.memory:
        _memory(given, said.memory)
        return
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    print("| page | characters | bytes | processor time | first paint |\n| --- | ---: | ---: | ---: | ---: |")
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        for name, characters, made, seconds in _pages(given):
            path = Path(folder) / "page.html"
            path.write_text(made, encoding="utf-8", errors="replace")
            paint = _first_paint(browser, path)
            size = path.stat().st_size / 1e6
            print(f"| {name} | {characters:,} | {size:.2f} MB | {seconds:.2f} s | {paint:.0f} ms |", flush=True)
        browser.close()
    print()
    print(_uploads(given))


def _pages(paths: list[Path]) -> Iterator[tuple[str, int, str, float]]:
    """The name of a page, the characters of its reports, the page, and the processor time that it took to make it."""
    reports = [reportmine.analyze(path, explain=True) for path in paths]
    typical = min(reports, key=lambda one: abs(one.source.chars - 20_000))
    yield _timed("analyze", typical.source.chars, lambda: report.render([typical]))
    if len(reports) > 1:
        total = sum(one.source.chars for one in reports)
        yield _timed(f"analyze, {len(reports)} reports", total, lambda: report.render(reports))
    screened = reportmine.screen(Path(typical.source.path))
    yield _timed("screen", typical.source.chars, lambda: screening.render([screened]))
    for count in sorted({min(count, len(reports)) for count in (2, 10, len(reports))}):
        compared = reportmine.compare(*reports[-count:])
        total = sum(one.source.chars for one in reports[-count:])
        yield _timed(f"compare, {count} reports", total, lambda compared=compared: comparison.render(compared))


def _timed(name: str, characters: int, render: Any) -> tuple[str, int, str, float]:
    begun = time.process_time()
    made = render()
    return name, characters, made, time.process_time() - begun


def _first_paint(browser: Browser, path: Path) -> float:
    """Milliseconds, the best of three."""
    paints = []
    for _ in range(3):
        page = browser.new_page()
        page.goto(path.as_uri())
        paints.append(page.evaluate(_FIRST_PAINT))
        page.close()
    return min(paints)


def _uploads(paths: list[Path]) -> str:
    """Twenty Word files of 2 MB at once against ``reportmine serve``."""
    sys.path.insert(0, str(ROOT / "tests"))
    from sites import word

    text = paths[-1].read_text(encoding="utf-8")
    data = word(text, {"word/media/image1.bin": os.urandom(UPLOAD_BYTES)})
    with _site() as (client, server):

        def add(number: int) -> int:
            return client.post("/api/v1/documents", files={"files": (f"报告{number}.docx", data)}).status_code

        begun, most = time.monotonic(), 0
        with ThreadPoolExecutor(UPLOADS) as pool:
            answers = list(pool.map(add, range(UPLOADS)))
        taken = time.monotonic() - begun
        while _busy(client, "documents"):
            family = [server, *server.children(recursive=True)]
            most = max(most, sum(one.memory_info().rss for one in family))
            time.sleep(0.2)
        done = sum(one["state"] == "done" for one in client.get("/api/v1/documents").json())
        over = time.monotonic() - begun
    accepted = sum(answer == 202 for answer in answers)
    return (
        f"{UPLOADS} uploads of {len(data) / 1e6:.1f} MB at once: {accepted} taken in {taken:.1f} s, {done} analysed "
        f"after {over:.0f} s, server and workers at most {most / 1e6:.0f} MB."
    )


def _memory(paths: list[Path], count: int) -> None:
    """Prints the megabytes of the server, with everything in it and after everything was forgotten."""
    print("| uploads | with twenty reports and ten comparisons | after all was forgotten |\n| ---: | ---: | ---: |")
    with _site() as (client, server):
        for begun in range(0, count, UPLOADS):
            for path in (paths[number % len(paths)] for number in range(begun, begun + UPLOADS)):
                client.post("/api/v1/documents", files={"files": (path.name, path.read_bytes())})
            while _busy(client, "documents"):
                time.sleep(0.2)
            keys = [one["id"] for one in client.get("/api/v1/documents").json()]
            for first, second in zip(keys[::2], keys[1::2], strict=True):
                client.post("/api/v1/comparisons", json={"documents": [first, second]})
                client.get(f"/api/v1/documents/{first}/page")
                client.get(f"/api/v1/documents/{second}/report.xlsx")
            while _busy(client, "comparisons"):
                time.sleep(0.2)
            full = server.memory_info().rss
            for key in keys:
                client.delete(f"/api/v1/documents/{key}")
            empty = server.memory_info().rss
            print(f"| {begun + UPLOADS} | {full / 1e6:.0f} MB | {empty / 1e6:.0f} MB |", flush=True)


@contextmanager
def _site() -> Iterator[tuple[httpx.Client, psutil.Process]]:
    """A server, and a client that knows its token."""
    command = [sys.executable, str(ROOT / "cli.py"), "serve", "--no-browser", "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        assert process.stdout is not None
        address, token = process.stdout.readline().strip().split("/?token=")
        with httpx.Client(base_url=address, headers={"Authorization": f"Bearer {token}"}, timeout=120) as client:
            yield client, psutil.Process(process.pid)
        process.terminate()


def _busy(client: httpx.Client, what: str) -> bool:
    """Whether documents or comparisons are still worked on."""
    return bool({one["state"] for one in client.get(f"/api/v1/{what}").json()} & {"waiting", "working"})


if __name__ == "__main__":
    main()
