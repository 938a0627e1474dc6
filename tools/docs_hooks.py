"""What the site of the documentation does besides mkdocs (mkdocs.yml, hooks): links that only mean something in the
checkout, the tour out of its notebook, no blanks where a line of Chinese ends, words of the field for the search.

Links between the two languages of a page go, since the site has a switch for them; links that leave ``docs/`` become
the name of the file, since a site has no checkout beside it.
"""

from __future__ import annotations

import json
import posixpath
import re
from functools import partial
from pathlib import Path
from typing import Any

import jieba
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from reportmine.resources import resource

NOTEBOOK = re.compile(r"<!-- notebook: (\S+) -->")
# A browser shows the end of a line as a blank, which Chinese has none of.
_CJK = r"[\u3000-\u30ff\u3400-\u9fff\uff00-\uffef“”‘’…—]"
LINE_END = re.compile(
    rf"({_CJK}(?:</(?:strong|em|a)>)*)\n *((?:<(?:strong|em|a)\b[^>]*>)*)(?={_CJK})"
    # Nor is there one after a full-width mark, whatever comes next.
    r"|(?<=[\u3000-\u303f\uff01-\uff1f])\n *"
)
VERBATIM = re.compile(r"(<pre\b.*?</pre>)", re.DOTALL)
LANGUAGE_LINK = re.compile(r"\s?\[(?:English|中文|Chinese)[^\]]*\]\([^)]*\)[。.]?")
LINK = re.compile(r"\[([^\]]*)\]\(((?:\.\./)+[^)#\s]*)(#[^)]*)?\)")
# Before the plugin of the search loads its dictionary, which it would tell of.
jieba.setLogLevel("ERROR")


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Lets the search cut the words of the field whole."""
    for line in resource("data", "dictionary.txt").read_text(encoding="utf-8").splitlines():
        for word in line.partition("#")[0].split():
            jieba.add_word(word)
    return config


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """The page without links that lead nowhere on the site."""
    folder = posixpath.dirname(page.file.src_uri)
    language = config.theme["language"]
    markdown = NOTEBOOK.sub(lambda mark: shown_notebook(Path(config.docs_dir, folder, mark[1]), language), markdown)
    markdown = LANGUAGE_LINK.sub("", markdown)

    def shown(link: re.Match[str]) -> str:
        target = posixpath.normpath(posixpath.join(folder, link[2]))
        if not target.startswith("../"):
            return link[0]
        name = target[3:]
        if link[1] in (name, posixpath.basename(name)):
            return f"`{name}`"
        return f"{link[1]} (`{name}`)" if link[1].isascii() else f"{link[1]}（`{name}`）"

    return LINK.sub(shown, markdown)


def shown_notebook(path: Path, language: str) -> str:
    """The cells of a notebook and what they gave, as a page; the first heading is the page's own.

    Its words are in two languages, a heading as 中文 · English, a paragraph after the other; of them the page's stay.
    """
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    pieces: list[str] = []
    for cell in cells:
        source = "".join(cell["source"])
        if cell["cell_type"] == "markdown":
            pieces += (words for words in map(partial(spoken, language=language), source.split("\n\n")) if words)
            continue
        pieces += [f"```python\n{source}\n```", *(shown_output(output) for output in cell["outputs"])]
    return "\n\n".join(pieces)


def spoken(paragraph: str, language: str) -> str:
    """A paragraph or heading of a notebook in one language; empty for a paragraph in the other one."""
    if paragraph.startswith("#"):
        marks, _, title = paragraph.partition(" ")
        chinese, _, english = title.partition(" · ")
        return f"{marks} {english if language == 'en' else chinese}"
    return paragraph if bool(re.search("[\u4e00-\u9fff]", paragraph)) is (language != "en") else ""


def shown_output(output: dict[str, Any]) -> str:
    """What a cell gave: HTML and SVG as they are, text as a block."""
    data = output.get("data", {"text/plain": output.get("text", "")})
    for kind in ("text/html", "image/svg+xml"):
        if kind in data:
            # A blank line would end the HTML block.
            lines = "".join(data[kind]).splitlines()
            return '<div class="output">' + "\n".join(line for line in lines if line.strip()) + "</div>"
    return "```text\n" + "".join(data["text/plain"]).rstrip("\n") + "\n```"


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """The page with lines of Chinese joined, outside of blocks of code."""
    pieces = VERBATIM.split(html)
    return "".join(piece if at % 2 else LINE_END.sub(r"\1\2", piece) for at, piece in enumerate(pieces))


def on_page_context(context: dict[str, Any], page: Page, config: MkDocsConfig, nav: Navigation) -> dict[str, Any]:
    """The switch between the languages with addresses relative to the page, which work from a folder as well."""
    here = posixpath.dirname(page.file.dest_uri)
    for other in config.extra.get("alternate", []):
        address = other["link"].lstrip("/")
        other["link"] = posixpath.relpath(address or ".", here or ".") if not address.startswith("..") else address
    return context


__all__ = ["on_config", "on_page_content", "on_page_context", "on_page_markdown"]
