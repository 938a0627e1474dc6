"""A browser for the tests of what people look at: one Chromium, and a test that ends badly when a page complains.

A page is opened from a file (``page_of``) or from the local site (``open_page``). What it says on the console, and
every address it asks for, is kept in ``visits``; a test fails at its end when there was an error, or a request that is
neither for the page itself nor for this machine.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, ConsoleMessage, Error, Page, Request

    from .local_site import Server

_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
_NAMES = ("chromium", "chromium-browser", "google-chrome")
_OWN_HOSTS = ("127.0.0.1", "localhost")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whatever needs a browser is slow."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.slow)


@dataclass
class Visits:
    """What the pages of one test said and asked for.

    A test that expects an error (a refusal of the site, say) looks at ``errors`` and empties the list.
    """

    errors: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)
    files: set[str] = field(default_factory=set)

    def foreign(self) -> list[str]:
        """The requests that are neither for a page that was opened nor for this machine."""
        return [url for url in self.requests if not self._own(url)]

    def _own(self, url: str) -> bool:
        parts = urlsplit(url)
        if parts.scheme in ("data", "blob", "about"):
            return True
        if parts.scheme == "file":
            return url.partition("#")[0] in self.files
        return parts.hostname in _OWN_HOSTS


# Of the package and not of the session: while playwright runs, no other test of this thread may run an event loop.
@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    """A headless Chromium; the tests are skipped where there is none."""
    api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    said = os.environ.get("CHROMIUM")
    found = said or next((path for name in _NAMES if (path := shutil.which(name))), None)
    # What takes a moment takes many on a machine that does other things beside the tests.
    api.expect.set_options(timeout=30_000)
    with api.sync_playwright() as playwright:
        # Playwright's own Chromium, where somebody ran `playwright install`.
        path = found or playwright.chromium.executable_path
        if not Path(path).exists():
            pytest.skip("no Chromium: none on PATH, none in $CHROMIUM, none of playwright's own")
        browser = playwright.chromium.launch(executable_path=path, headless=True, args=_FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def visits() -> Visits:
    return Visits()


@pytest.fixture
def open_page(chromium: Browser, visits: Visits) -> Iterator[Callable[..., Page]]:
    """``open_page(url, width=1280, dark=False)``: the address in a window of its own, closed after the test."""
    contexts = []

    def open_(url: str, width: int = 1280, dark: bool = False) -> Page:
        context = chromium.new_context(
            viewport={"width": width, "height": 900},
            color_scheme="dark" if dark else "light",
            locale="zh-CN",
            permissions=["clipboard-read", "clipboard-write"],
        )
        contexts.append(context)

        def note_request(request: Request) -> None:
            visits.requests.append(request.url)

        def note_console(message: ConsoleMessage) -> None:
            if message.type == "error":
                visits.errors.append(f"console: {message.text}")

        def note_error(error: Error) -> None:
            visits.errors.append(f"script: {error}")

        context.on("request", note_request)
        page = context.new_page()
        page.on("console", note_console)
        page.on("pageerror", note_error)
        page.goto(url)
        return page

    yield open_
    for context in contexts:
        context.close()
    assert not visits.errors, visits.errors
    assert not visits.foreign(), visits.foreign()


@pytest.fixture
def page_of(open_page: Callable[..., Page], visits: Visits, tmp_path: Path) -> Callable[..., Page]:
    """``page_of(html, width=1280, dark=False)``: the page written to a file and opened from there."""

    def open_file(html: str, width: int = 1280, dark: bool = False) -> Page:
        path = tmp_path / f"page{len(visits.files) + 1}.html"
        path.write_text(html, encoding="utf-8")
        visits.files.add(path.as_uri())
        return open_page(path.as_uri(), width, dark)

    return open_file


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    """``reportmine serve``, one for all tests of a module."""
    from .local_site import Server

    running = Server()
    yield running
    running.stop()


@pytest.fixture
def site(server: Server, open_page: Callable[..., Page]) -> Iterator[Callable[..., Page]]:
    """``site(width=1280, dark=False)``: the local site in a window of its own, with nothing in it."""
    yield lambda width=1280, dark=False: open_page(server.address, width, dark)
    server.clear()
