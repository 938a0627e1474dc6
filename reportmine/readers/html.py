"""Web pages: the main text of a page without the site around it, and what its markup still holds.

Takes the bytes of an HTML page, gives its ``Content``. The main text is the smallest element that has nearly all of
the page's sentences; menus, link lists, scripts and forms are left out. lxml reads the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from reportmine.errors import UnreadableInput
from reportmine.messages import tr
from reportmine.readers import txt
from reportmine.readers.document import Block, Content, Part, PartKind

_SKIPPED = {
    "script", "style", "noscript", "template", "head", "nav", "form", "button", "select", "option", "input", "textarea",
    "iframe", "object", "embed", "svg", "canvas", "audio", "video", "map",
}  # fmt: skip
_BLOCKS = {
    "p", "div", "section", "article", "main", "header", "footer", "aside", "h1", "h2", "h3", "h4", "h5", "h6", "ul",
    "ol", "li", "dl", "dt", "dd", "table", "thead", "tbody", "tfoot", "tr", "blockquote", "pre", "figure", "figcaption",
    "hr", "address", "center", "body", "html", "fieldset", "caption",
}  # fmt: skip
# An element that holds this share of the page's sentences holds the text.
_MOST = 0.85
_LINKS = 0.6
_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![.\d])|opacity\s*:\s*0(?![.\d])|mso-hide\s*:\s*all",
    re.I,
)
_WHITE = re.compile(r"(?<![-\w])color\s*:\s*(?:#fff(?:fff)?\b|white\b|rgb\(\s*255\s*,\s*255\s*,\s*255\s*\))", re.I)
_BACKGROUND = re.compile(r"background", re.I)
_DEEPEST = 250


def looks_like(data: bytes) -> bool:
    """Whether bytes are a web page."""
    start = data[:4_000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return start.startswith((b"<!doctype html", b"<html")) or (start.startswith((b"<", b"\0<")) and b"<html" in start)


def read(data: bytes) -> Content:
    """The content of a web page.

    Raises:
        UnreadableInput: it is in no known encoding, or not HTML.
    """
    from lxml import etree, html

    written, encoding = txt.decode(data)
    written = re.sub(r"^\s*<\?xml[^>]{0,200}\?>", "", written)
    try:
        root = html.document_fromstring(written, parser=html.HTMLParser(huge_tree=False, no_network=True))
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise UnreadableInput(tr("网页已损坏，无法读取")) from error
    page = _Page(_main_of(root))
    page.read(_title_of(root))
    return Content(
        text=page.text,
        encoding=encoding,
        blocks=tuple(page.blocks),
        parts=(*page.parts, *_metadata(root)),
    )


class _Page:
    """Reads the main element; ``text``, ``blocks`` and ``parts`` grow as it goes."""

    def __init__(self, main: Any) -> None:
        self._main = main
        self._lines: list[str] = []
        self._length = 0
        self._line = ""
        self._links = _link_shares(main)
        self.blocks: list[Block] = []
        self.parts: list[Part] = []

    @property
    def text(self) -> str:
        return "".join(self._lines)

    def read(self, title: str | None) -> None:
        """Reads it all, the title first where the main element does not begin with it."""
        if title and title not in _said(self._main)[: len(title) + 200]:
            self._line = title
            self._end_line()
        self._walk(self._main, 0)
        self._end_line()

    def _walk(self, element: Any, depth: int) -> None:
        tag = element.tag if isinstance(element.tag, str) else ""
        if not tag:
            self._comment(element)
            return
        if tag in _SKIPPED or depth > _DEEPEST or (element is not self._main and self._is_menu(element)):
            return
        kind = _unseen(element)
        if kind is not None:
            self._put_aside(kind, element)
            return
        is_block = tag in _BLOCKS
        if is_block or tag == "br":
            self._end_line()
        elif tag == "img" and (said := (element.get("alt") or "").strip()):
            self.parts.append(
                Part(
                    kind="alternate-text", text=said, place=tr("图片的替代文字"), anchor=self._length + len(self._line)
                )
            )
        if tag in ("td", "th") and self._line:
            self._line += "\t"
        self._line += _plain(element.text)
        for child in element:
            self._walk(child, depth + 1)
            if not (isinstance(child.tag, str) and child.tag in _SKIPPED) or child.tail:
                self._line += _plain(child.tail)
        if is_block:
            self._end_line()

    def _is_menu(self, element: Any) -> bool:
        return element.tag in ("ul", "ol", "div", "table", "dl", "aside") and self._links.get(element, 0.0) > _LINKS

    def _comment(self, element: Any) -> None:
        said = (element.text or "").strip() if element.tag is not None else ""
        if len(said) > 1 and re.search(r"[\u4e00-\u9fff]|\d{6}|[\w.]+@", said):
            self.parts.append(
                Part(kind="markup", text=said, place=tr("网页源代码中的注释"), anchor=self._length + len(self._line))
            )

    def _put_aside(self, kind: PartKind, element: Any) -> None:
        said = _said(element)
        if said:
            places = {
                "hidden": tr("网页中隐藏的文字"), "deleted": tr("修订痕迹：删除"),
                "page-colour": tr("网页中白色的文字"),
            }  # fmt: skip
            anchor = self._length + len(self._line)
            self.parts.append(Part(kind=kind, text=said, place=places[kind], anchor=anchor))

    def _end_line(self) -> None:
        line = re.sub(r"[ \u00a0]{2,}", " ", self._line).strip()
        self._line = ""
        if not line:
            return
        place = tr("第 {number} 段", number=len(self.blocks) + 1)
        kind = "table-row" if "\t" in line else "paragraph"
        self.blocks.append(Block(start=self._length, end=self._length + len(line), kind=kind, place=place))  # type: ignore[arg-type]
        self._lines.append(line + "\n")
        self._length += len(line) + 1


def _plain(text: str | None) -> str:
    return re.sub(r"[\r\n\t]+", "", text) if text else ""


def _said(element: Any) -> str:
    return re.sub(r"\s+", " ", "".join(element.itertext())).strip()


def _unseen(element: Any) -> PartKind | None:
    """Why an element cannot be seen, ``None`` when it can."""
    style = element.get("style") or ""
    if element.get("hidden") is not None or _HIDDEN.search(style):
        return "hidden"
    if element.tag == "del":
        return "deleted"
    if _WHITE.search(style) and not _BACKGROUND.search(style):
        above = (ancestor.get("style") or "" for ancestor in element.iterancestors())
        coloured = any(_BACKGROUND.search(found) for found in above) or element.get("bgcolor")
        return None if coloured else "page-colour"
    return None


def _sentences(text: str) -> int:
    """How much of a text is sentences: its length, if it has what sentences have."""
    marks = sum(text.count(mark) for mark in "，。；：、")
    return len(text) if len(text) >= 15 and marks else 0


def _link_shares(main: Any) -> dict[Any, float]:
    """For every element the share of its text that is links."""
    total: dict[Any, int] = {}
    linked: dict[Any, int] = {}
    for element in reversed(list(main.iter())):
        if not isinstance(element.tag, str):
            continue
        own = len((element.text or "").strip())
        own += sum(len((child.tail or "").strip()) for child in element)
        total[element] = own + sum(total.get(child, 0) for child in element)
        linked[element] = total[element] if element.tag == "a" else sum(linked.get(child, 0) for child in element)
    return {element: linked[element] / total[element] for element in total if total[element]}


def _main_of(root: Any) -> Any:
    """The smallest element that holds nearly all the sentences of the page."""
    body = root.find("body")
    body = body if body is not None else root
    weights: dict[Any, int] = {}
    for element in reversed(list(body.iter())):
        if not isinstance(element.tag, str) or element.tag in _SKIPPED or element.tag == "a":
            continue
        own = _sentences((element.text or "").strip())
        own += sum(_sentences((child.tail or "").strip()) for child in element)
        weights[element] = own + sum(weights.get(child, 0) for child in element)
    whole = weights.get(body, 0)
    main = body
    while whole:
        deeper = next((child for child in main if weights.get(child, 0) >= _MOST * whole), None)
        if deeper is None or deeper.tag not in _BLOCKS | {"td", "span", "font"}:
            break
        main = deeper
    return main


def _title_of(root: Any) -> str | None:
    """The title of the article: as government sites declare it, else the first heading."""
    for meta in root.iter("meta"):
        if (meta.get("name") or "").lower() == "articletitle" and (said := (meta.get("content") or "").strip()):
            return str(said)
    heading = next(root.iter("h1"), None)
    return _said(heading) or None if heading is not None else None


def _metadata(root: Any) -> Iterator[Part]:
    for meta in root.iter("meta"):
        name, said = (meta.get("name") or "").lower(), (meta.get("content") or "").strip()
        if name in ("author", "originator", "lastauthor", "progid") and said and "microsoft" not in said.lower():
            yield Part(kind="metadata", text=said, place=tr("网页属性：{name}", name=name))
    for element in root.iter():
        tag = element.tag if isinstance(element.tag, str) else ""
        if tag in ("o:author", "o:lastauthor", "o:company", "author", "lastauthor") and (said := _said(element)):
            yield Part(kind="metadata", text=said, place=tr("网页属性：{name}", name=tag.removeprefix("o:")))
