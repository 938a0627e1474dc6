"""The documentation as a site: builds without a warning, asks for nothing from a network, and finds Chinese words."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import ROOT

PICTURES = ROOT / "docs" / "pictures"
LARGEST = 200_000
# What a page fetches when it is opened; a link that people click is none.
FETCHED = re.compile(r"""<(?:script|img|iframe|source|embed|link)\b[^>]*?\b(?:src|href)=["']?([^"'\s>]+)""")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built site; a warning fails the build."""
    for module in ("mkdocs", "material", "mkdocs_static_i18n", "mkdocstrings"):
        pytest.importorskip(module)
    folder = tmp_path_factory.mktemp("site")
    words = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", folder]
    done = subprocess.run(
        words,
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


@pytest.mark.slow
def test_pages_fetch_nothing_from_elsewhere(site: Path) -> None:
    pages = sorted(site.rglob("*.html"))
    assert len(pages) > 50
    for page in pages:
        for address in FETCHED.findall(page.read_text(encoding="utf-8")):
            assert not re.match(r"(?:[a-z]+:)?//", address), f"{page.name}: {address}"
            # The page for what is not there has addresses from the root of a server.
            if not address.startswith(("data:", "#")) and page.name != "404.html":
                assert (page.parent / address.partition("#")[0].partition("?")[0]).exists(), f"{page.name}: {address}"
    for style in site.rglob("*.css"):
        assert not re.search(r"(?:url\(|@import)\s*[\"']?(?:https?:)?//", style.read_text(encoding="utf-8"))


@pytest.mark.slow
def test_every_page_is_there_in_both_languages(site: Path) -> None:
    pages = {page.relative_to(site).as_posix() for page in site.rglob("*.html")}
    chinese = {page for page in pages if not page.startswith("en/") and page != "404.html"}
    assert {page.removeprefix("en/") for page in pages if page.startswith("en/")} >= chinese
    assert "中文" in (site / "en" / "index.html").read_text(encoding="utf-8")
    for folder, title, other in (("", "一篇报告", "One report"), ("en", "One report", "一篇报告")):
        tour = (site / folder / "research" / "tour.html").read_text(encoding="utf-8")
        assert f">{title}<" in tour and other not in tour


@pytest.fixture
def chromium() -> Iterator[object]:
    program = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    playwright = pytest.importorskip("playwright.sync_api")
    if program is None:
        pytest.skip("no Chromium")
    with playwright.sync_playwright() as running:
        browser = running.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.mark.slow
@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize(
    ("start", "word", "found"),
    [
        ("index.html", "承诺落实", "比较几年"),
        ("office/install.html", "带批注", "公开前检查"),
        ("research/index.html", "密码", "检查规则"),
        ("index.html", "召回率", "准确程度：在什么文本上测的，错在哪里"),
        ("en/index.html", "waiver", "Before publishing"),
    ],
)
def test_search_works_from_a_folder(
    site: Path, chromium: object, start: str, word: str, found: str, width: int
) -> None:
    page = chromium.new_page(viewport={"width": width, "height": 900}, locale="zh-CN")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto((site / start).as_uri())
    page.locator("label.md-header__button[for=__search]" if width < 960 else "input.md-search__input").click()
    # As a method of input does it, without keys, and after the index has been read.
    page.locator(".md-search-result__list").wait_for(state="attached")
    page.wait_for_function("document.querySelector('.md-search-result__meta').textContent.length > 0")
    page.keyboard.insert_text(word)
    results = page.locator(".md-search-result__item h1, .md-search-result__item h2")
    results.first.wait_for(timeout=60_000)
    # The search separates words by U+200B.
    titles = [title.replace("\u200b", "") for title in results.all_inner_texts()]
    assert found in titles, titles
    assert all(url.startswith(("file:", "about:", "data:", "blob:")) for url in asked), asked


def test_pictures_are_small_and_all_there() -> None:
    shown = set()
    for page in ROOT.glob("docs/**/*.md"):
        for words, name in re.findall(r"!\[([^\]]*)\]\((?:\.\./)?pictures/([^)]+)\)", page.read_text(encoding="utf-8")):
            assert len(words) > 5, f"{page.name}: {name} needs words for those who do not see it"
            shown.add(name)
    kept = {path.name: path.stat().st_size for path in PICTURES.glob("*.png")}
    assert set(kept) == shown
    assert max(kept.values()) < LARGEST


@pytest.mark.slow
def test_the_tour_runs_and_says_what_it_shows() -> None:
    nbclient = pytest.importorskip("nbclient")
    nbformat = pytest.importorskip("nbformat")
    for module in ("ipykernel", "altair", "vl_convert", "pandas", "duckdb"):
        pytest.importorskip(module)
    path = ROOT / "docs" / "research" / "tour.ipynb"
    kept = nbformat.read(path, as_version=4)
    made = nbformat.read(path, as_version=4)
    client = nbclient.NotebookClient(made, timeout=300, resources={"metadata": {"path": str(path.parent)}})
    client.execute()
    for before, after in zip(kept.cells, made.cells, strict=True):
        if before.cell_type == "code":
            assert list(map(told, after.outputs)) == list(map(told, before.outputs)), before.source


def told(output: dict[str, object]) -> object:
    """What an output says in words; pictures are drawn with the fonts of the machine."""
    data = output.get("data")
    return data["text/plain"] if data else output.get("text")
