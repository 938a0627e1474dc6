"""What the site of the documentation does besides mkdocs (mkdocs.yml, hooks): links that only mean something in the
checkout, the tour out of its notebook, words of the field for the search.

Links between the two languages of a page go, since the site has a switch for them; links that leave ``docs/`` become
the name of the file, since a site has no checkout beside it.
"""

from __future__ import annotations

import json
import posixpath
import re
from pathlib import Path
from typing import Any

import jieba
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from reportmine.resources import resource

NOTEBOOK = re.compile(r"<!-- notebook: (\S+) -->")
LANGUAGE_LINK = re.compile(r"\s?\[(?:English|中文|Chinese)[^\]]*\]\([^)]*\)[。.]?")
LINK = re.compile(r"\[([^\]]*)\]\(((?:\.\./)+[^)#\s]*)(#[^)]*)?\)")


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Lets the search cut the words of the field whole."""
    jieba.setLogLevel("ERROR")
    for line in resource("data", "dictionary.txt").read_text(encoding="utf-8").splitlines():
        for word in line.partition("#")[0].split():
            jieba.add_word(word)
    return config


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """The page without links that lead nowhere on the site."""
    folder = posixpath.dirname(page.file.src_uri)
    markdown = NOTEBOOK.sub(lambda mark: shown_notebook(Path(config.docs_dir, folder, mark[1])), markdown)
    markdown = LANGUAGE_LINK.sub("", markdown)

    def shown(link: re.Match[str]) -> str:
        target = posixpath.normpath(posixpath.join(folder, link[2]))
        if not target.startswith("../"):
            return link[0]
        name = target[3:]
        return f"`{name}`" if link[1] in (name, posixpath.basename(name)) else f"{link[1]} (`{name}`)"

    return LINK.sub(shown, markdown)


def shown_notebook(path: Path) -> str:
    """The cells of a notebook and what they gave, as a page; the first heading is the page's own."""
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    pieces: list[str] = []
    for cell in cells:
        source = "".join(cell["source"])
        if cell["cell_type"] == "markdown":
            pieces.append(source)
            continue
        pieces += [f"```python\n{source}\n```", *(shown_output(output) for output in cell["outputs"])]
    return "\n\n".join(pieces)


def shown_output(output: dict[str, Any]) -> str:
    """What a cell gave: HTML and SVG as they are, text as a block."""
    data = output.get("data", {"text/plain": output.get("text", "")})
    for kind in ("text/html", "image/svg+xml"):
        if kind in data:
            # A blank line would end the HTML block.
            lines = "".join(data[kind]).splitlines()
            return '<div class="output">' + "\n".join(line for line in lines if line.strip()) + "</div>"
    return "```text\n" + "".join(data["text/plain"]).rstrip("\n") + "\n```"


def on_page_context(context: dict[str, Any], page: Page, config: MkDocsConfig, nav: Navigation) -> dict[str, Any]:
    """The switch between the languages with addresses relative to the page, which work from a folder as well."""
    here = posixpath.dirname(page.file.dest_uri)
    for other in config.extra.get("alternate", []):
        address = other["link"].lstrip("/")
        other["link"] = posixpath.relpath(address or ".", here or ".") if not address.startswith("..") else address
    return context


__all__ = ["on_config", "on_page_context", "on_page_markdown"]
