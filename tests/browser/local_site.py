"""The local site as a process, and what people do on it: for the tests that look at it in a browser."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from typing import TYPE_CHECKING, Any

from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

#: Milliseconds that the work on a report may take on a machine that does other things besides.
PATIENCE = 60_000


class Server:
    """``reportmine serve`` on a port that was free."""

    def __init__(self) -> None:
        command = [sys.executable, "-m", "reportmine", "serve", "--no-browser", "--port", "0", "--max-upload", "2"]
        environment = {**os.environ, "PYTHONUNBUFFERED": "1", "REPORTMINE_LANG": "zh"}
        self.process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=environment
        )
        assert self.process.stdout is not None
        found = None
        said = []
        while found is None:
            line = self.process.stdout.readline()
            said.append(line)
            assert line, said
            found = re.search(r"(http://127\.0\.0\.1:\d+/)\?token=(\S+)", line)
        self.root, self.token = found[1], found[2]

    @property
    def address(self) -> str:
        return f"{self.root}?token={self.token}"

    def ask(self, method: str, path: str) -> Any:
        """What the API says."""
        request = urllib.request.Request(
            f"{self.root}api/v1/{path}", method=method, headers={"Authorization": f"Bearer {self.token}"}
        )
        with urllib.request.urlopen(request) as answer:
            return json.loads(answer.read() or b"null")

    def clear(self) -> None:
        """Removes what a test has left, one by one: after "forget everything" new workers have to start."""
        for document in self.ask("GET", "documents"):
            self.ask("DELETE", f"documents/{document['id']}")

    def wait_for(self, *names: str) -> None:
        """Waits until the server has just the documents of these names: what a page asks for takes its time."""
        until = time.monotonic() + PATIENCE / 1000
        while (there := [one["name"] for one in self.ask("GET", "documents")]) != list(names):
            assert time.monotonic() < until, there
            time.sleep(0.05)

    def stop(self) -> None:
        self.process.send_signal(signal.SIGINT)
        try:
            self.process.communicate(timeout=20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.communicate()


def add(page: Page, *files: Path | tuple[str, bytes]) -> None:
    """Gives files to the site the way the file chooser does."""
    payloads = [(file.name, file.read_bytes()) if isinstance(file, Path) else file for file in files]
    page.set_input_files("#files", [{"name": name, "mimeType": "", "buffer": data} for name, data in payloads])


def card(page: Page, name: str) -> Locator:
    return page.locator("#documents > .card").filter(has=page.get_by_role("heading", name=name, exact=True))


def wait_done(page: Page, count: int) -> None:
    expect(page.locator('#documents > .card[data-phase="done"]')).to_have_count(count, timeout=PATIENCE)


def save(page: Page, link: Locator) -> tuple[str, bytes]:
    with page.expect_download(timeout=PATIENCE) as waiting:
        link.click()
    return waiting.value.suggested_filename, Path(waiting.value.path()).read_bytes()


def drop(page: Page, *files: tuple[str, str]) -> None:
    """Drops files of text anywhere on the window."""
    page.evaluate(
        """files => {
          const carried = new DataTransfer();
          for (const [name, text] of files) carried.items.add(new File([text], name));
          const fire = type => document.body.dispatchEvent(
            new DragEvent(type, {dataTransfer: carried, bubbles: true, cancelable: true}));
          fire("dragenter"); fire("dragover"); fire("drop");
        }""",
        [list(file) for file in files],
    )
