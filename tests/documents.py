"""The documents cut into blocks, and how each kind of block is tried. One mechanism for every page.

What can run runs, in the order of the page, in a folder that has ``corpus``, ``tests/readers/samples`` and
``benchmarks`` beside it: every section (``## ``) in a folder of its own, a page with ``ONE_FOLDER`` in one for all.
What cannot run here (Windows, a network, another program, minutes) bears one of the languages of ``NOT_RUN``; the
commands of ours in it are parsed, so that none names an option that is not there.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from conftest import ROOT

#: A page that carries on from section to section says so.
ONE_FOLDER = "<!-- one folder for all sections -->"
#: What is never run, and why; everything of ours in it is checked all the same.
NOT_RUN = {
    "sh": "a shell: needs a network, a cluster, minutes, or does not end (serve)",
    "bat": "Windows",
    "powershell": "Windows",
    "stata": "Stata",
    "r": "R",
    "yaml": "settings of other programs; has to be YAML",
    "json": "has to be JSON",
    "http": "requests to the local site; tried in test_web_*.py",
}
#: A block in these is a file when it has a title, else something shown.
FILES = ("toml", "text", "csv", "python", "yaml", "json")
FENCE = re.compile(
    r"^(?P<indent> *)```(?P<language>[a-z]*)(?: title=\"(?P<title>[^\"]+)\")?(?P<rest>[^\n]*)\n"
    r"(?P<body>.*?)^(?P=indent)```$"
    r"|(?P<sheet>^\| 词 \|.*?)\n\n",
    re.DOTALL | re.MULTILINE,
)  # fmt: skip


class Block(NamedTuple):
    """A fenced block, or a table that stands for an Excel sheet (``language`` is ``sheet``)."""

    language: str
    title: str | None
    body: str
    start: int
    end: int


def documents() -> list[Path]:
    """Every page that people read, the README first."""
    pages = [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("corpus/**/*.md"), *ROOT.glob("models/*/*.md")]
    return sorted(path for path in pages if path.name != "CHANGELOG.md")


def name_of(path: Path) -> str:
    """The path in the checkout."""
    return path.relative_to(ROOT).as_posix()


def sections(path: Path) -> Iterator[list[Block]]:
    """The blocks of each section of a page; of the whole page when it carries on."""
    text = path.read_text(encoding="utf-8")
    blocks = list(blocks_of(text))
    # A line of a block may begin with ## too.
    starts = [found.start() for found in re.finditer(r"^## ", text, re.MULTILINE)]
    cuts = [0, *(at for at in starts if not any(block.start < at < block.end for block in blocks)), len(text)]
    if ONE_FOLDER in text:
        cuts = [0, len(text)]
    for begin, end in zip(cuts, cuts[1:], strict=False):
        within = [block for block in blocks if begin <= block.start < end]
        if within:
            yield within


def blocks_of(text: str) -> Iterator[Block]:
    """The blocks of a page in their order."""
    for found in FENCE.finditer(text):
        if found["sheet"]:
            yield Block("sheet", "词表.xlsx", found["sheet"], found.start(), found.end())
        else:
            assert not found["rest"], f"an info string that GitHub or mkdocs would not understand: {found[0][:80]}"
            body = textwrap.dedent(found["body"]) if found["indent"] else found["body"]
            yield Block(found["language"], found["title"], body, found.start(), found.end())


def runs(block: Block) -> bool:
    """Whether something happens when the block is walked through."""
    return block.language in ("console", "python")
