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
from reportmine.readers.colours import marks_text
from reportmine.readers.document import IN_THE_TEXT, Block, Content, Part, PartKind
from reportmine.readers.parts import Parts

_SKIPPED = {
    "script", "style", "noscript", "template", "head", "nav", "form", "button", "select", "option", "input", "textarea",
    "iframe", "object", "embed", "svg", "canvas", "audio", "video", "map",
}  # fmt: skip
_BLOCKS = {
    "p", "div", "section", "article", "main", "header", "footer", "aside", "h1", "h2", "h3", "h4", "h5", "h6", "ul",
    "ol", "li", "dl", "dt", "dd", "table", "thead", "tbody", "tfoot", "tr", "blockquote", "pre", "figure", "figcaption",
    "hr", "address", "center", "body", "html", "fieldset", "caption",
}  # fmt: skip
_INLINE = {"span", "font", "b", "strong", "i", "em", "u", "sub", "sup", "ins", "label", "small", "big"}
# An element that holds this share of the page's sentences holds the text.
_MOST = 0.85
_LINKS = 0.6
_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![.\d])|opacity\s*:\s*0(?![.\d])|mso-hide\s*:\s*all",
    re.I,
)
_WHITE = re.compile(r"(?<![-\w])color\s*:\s*(?:#fff(?:fff)?\b|white\b|rgb\(\s*255\s*,\s*255\s*,\s*255\s*\))", re.I)
_WHITE_NAMES = {"#fff", "#ffffff", "white", "fff", "ffffff"}
_BACKGROUND = re.compile(r"background", re.I)
_STRUCK = re.compile(r"text-decoration(?:-line)?\s*:[^;]{0,40}line-through", re.I)
BEHIND = re.compile(
    r"background(?:-color)?\s*:\s*(?:(?P<name>[a-z]{3,12})\b(?!\()|#(?P<digits>[0-9a-f]{6}|[0-9a-f]{3})\b"
    r"|rgba?\(\s*(?P<red>\d{1,3})\s*,\s*(?P<green>\d{1,3})\s*,\s*(?P<blue>\d{1,3})\s*(?:,\s*1\s*)?\))",
    re.I,
)
_MARKERS = {"yellow", "lime", "aqua", "cyan", "fuchsia", "magenta", "red", "orange", "gold", "pink"}
# Classes and identifiers of what stands around an article, where it holds no sentences to speak of.
_AROUND = re.compile(
    r"foot|copyright|share|crumb|related|recommend|prevnext"
    r"|(?:^|[-_ ])(?:nav|menu|side|path|position|location|toolbar|print)",
    re.I,
)
_SITE = re.compile(
    r"ICP备|公网安备|网站标识码|主办单位|承办单位|技术支持|版权所有|分辨率|【?字[体号]：|浏览次数|分享到|上一篇|下一篇"
)
# What Word leaves in the comments that only browsers of old read.
_OFFICE = re.compile(r"<o:(Author|LastAuthor|Company|Manager|Title|Subject|Keywords|Template)>([^<]{1,200})</o:", re.I)
_TITLED = ("h2", "h3", "p", "div", "td", "span", "strong", "b", "font")
_LOCAL = re.compile(
    r"(?:file|mailto):|https?://(?:10\.|127\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|localhost\b)", re.I
)
_DEEPEST = 250


def read(data: bytes) -> Content:
    """The content of a web page.

    Raises:
        UnreadableInput: see ``parse``.
    """
    root, encoding = parse(data)
    page = _Page(main_of(root))
    page.read(_title_of(root))
    return Content(
        text=page.text,
        encoding=encoding,
        blocks=tuple(page.blocks),
        parts=(*page.parts, *_metadata(root)),
    )


def parse(data: bytes) -> tuple[Any, str]:
    """The root element of a web page and the encoding it was in.

    Raises:
        UnreadableInput: it is in no known encoding, or not HTML.
    """
    from lxml import etree, html

    written, encoding = txt.decode(data)
    written = re.sub(r"^\s*<\?xml[^>]{0,200}\?>", "", written)
    parser = html.HTMLParser(huge_tree=True, no_network=True)
    try:
        root = html.document_fromstring(written, parser=parser)
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise UnreadableInput(tr("网页已损坏，无法读取；请用浏览器重新另存后再试")) from error
    if any(error.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for error in parser.error_log):
        raise UnreadableInput(tr("网页嵌套太深，无法完整读取；请复制正文另存为 .txt"))  # lxml drops the rest
    return root, encoding


class _Page:
    """Reads the main element; ``text``, ``blocks`` and ``parts`` grow as it goes."""

    def __init__(self, main: Any) -> None:
        self._main = main
        self._lines: list[str] = []
        self._length = 0
        self._line = ""
        self._links = _link_shares(main)
        self._weights = _weights(main)
        self._in_row = False
        self.blocks: list[Block] = []
        self.parts = Parts()

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
        if depth > _DEEPEST:  # tags that were never closed; what is in them is text all the same
            self._line += _plain("".join(element.itertext()))
            return
        if tag in _SKIPPED or (element is not self._main and self._is_menu(element)):
            return
        kind = why_unseen(element)
        if kind is not None:
            self._put_aside(kind, element)
            return
        self._note(element)
        if tag == "tr" and not self._in_row and _is_data(element):
            self._end_line()
            self._in_row = True
            self._inside(element, depth)
            self._in_row = False
            self._end_line()
            return
        is_block = tag in _BLOCKS
        if is_block or tag == "br":
            self._end_line()
        self._marks(element)
        if tag in ("td", "th") and self._line:
            self._line += "\t"
        self._inside(element, depth)
        if is_block:
            self._end_line()

    def _inside(self, element: Any, depth: int) -> None:
        self._line += _plain(element.text)
        for child in element:
            self._walk(child, depth + 1)
            self._line += _plain(child.tail)

    def _is_menu(self, element: Any) -> bool:
        if element.tag not in ("ul", "ol", "div", "table", "dl", "aside", "section", "footer", "header", "p"):
            return False
        if element.tag != "p" and self._links.get(element, 0.0) > _LINKS:
            return True
        named = f"{element.get('class') or ''} {element.get('id') or ''}"
        small = self._weights.get(element, 0) <= 0.1 * self._weights.get(self._main, 0)
        return small and (_AROUND.search(named) is not None or element.tag == "footer")

    @property
    def _here(self) -> int:
        return self._length + len(self._line)

    def _note(self, element: Any) -> None:
        """Keeps what an element says without showing it: pictures' texts, who inserted it, paths of a disk."""
        if element.tag == "img" and (said := (element.get("alt") or "").strip()):
            self._add("alternate-text", said, tr("图片的替代文字"))
        elif element.tag == "ins" and (said := _said(element)):
            self._add("inserted", said, tr("修订：插入"), element)
        for name in ("href", "src"):
            if _LOCAL.match(said := (element.get(name) or "").strip()):
                self._add("markup", said, tr("网页源代码中的路径或邮箱"))

    def _marks(self, element: Any) -> None:
        """Keeps what is struck through or on a marker's colour, the outermost element of each."""
        for kind, told, place in (
            ("struck", is_struck, tr("带删除线的文字")),
            ("highlighted", is_highlighted, tr("突出显示的文字")),
        ):
            if told(element) and not any(told(above) for above in element.iterancestors()) and (said := _said(element)):
                self._add(kind, said, place)  # type: ignore[arg-type]

    def _add(self, kind: PartKind, said: str, place: str, change: Any = None) -> None:
        who = change.get("cite") if change is not None else None
        part = Part(
            kind=kind,
            text=said,
            place=place,
            anchor=self._here,
            author=who.removeprefix("mailto:") if who else None,
            date=change.get("datetime") if change is not None else None,
        )
        if kind in ("inserted", "deleted", "hidden", "page-colour", "struck", "highlighted"):
            self.parts.join(part, shown=kind in IN_THE_TEXT)
        else:
            self.parts.add(part)

    def _comment(self, element: Any) -> None:
        said = (element.text or "").strip()
        if len(said) > 1 and not said.startswith("[if") and re.search(r"[\u4e00-\u9fff]|\d{6}|[\w.]+@", said):
            self._add("markup", said, tr("网页源代码中的注释"))

    def _put_aside(self, kind: PartKind, element: Any) -> None:
        if said := _said(element):
            places = {
                "hidden": tr("网页中隐藏的文字"), "deleted": tr("修订：删除"), "page-colour": tr("网页中白色的文字"),
            }  # fmt: skip
            self._add(kind, said, places[kind], element if kind == "deleted" else None)

    def _end_line(self) -> None:
        if self._in_row:
            return
        line = re.sub(r"[ \u00a0]{2,}", " ", self._line).strip()
        self._line = ""
        self.parts.line += 1
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


def why_unseen(element: Any) -> PartKind | None:
    """Why an element cannot be seen, ``None`` when it can."""
    style = element.get("style") or ""
    if element.get("hidden") is not None or _HIDDEN.search(style):
        return "hidden"
    if element.tag == "del":
        return "deleted"
    white = _WHITE.search(style) or (element.get("color") or "").strip().lower() in _WHITE_NAMES
    if white and not _BACKGROUND.search(style):
        above = (ancestor.get("style") or "" for ancestor in element.iterancestors())
        inside = (below.get("style") or "" for below in element.iterdescendants() if isinstance(below.tag, str))
        cells = any(ancestor.get("bgcolor") for ancestor in element.iterancestors())
        coloured = cells or any(_BACKGROUND.search(found) for found in (*above, *inside))
        return None if coloured else "page-colour"
    return None


def is_struck(element: Any) -> bool:
    """Whether an element puts a line through its text."""
    return element.tag in ("s", "strike") or _STRUCK.search(element.get("style") or "") is not None


def is_highlighted(element: Any) -> bool:
    """Whether some words stand on a colour of their own; blocks on a colour are design."""
    if element.tag == "mark":
        return True
    found = BEHIND.search(element.get("style") or "") if element.tag in _INLINE else None
    if found is None:
        return False
    if found["name"]:
        return found["name"].lower() in _MARKERS
    if found["red"]:
        colour = "".join(f"{min(int(found[name]), 255):02X}" for name in ("red", "green", "blue"))
    else:
        colour = "".join(digit * (6 // len(found["digits"])) for digit in found["digits"])
    # Grey is how programs show fields and pages quote.
    return marks_text(colour) and len({colour[at : at + 2] for at in (0, 2, 4)}) > 1


def _sentences(text: str) -> int:
    """How much of a text is sentences: its length, if it has what sentences have and sites' furniture does not."""
    marks = any(mark in text for mark in "，。；！")
    return len(text) if len(text) >= 15 and marks and not _SITE.search(text) else 0


def _is_data(row: Any) -> bool:
    """Whether a row of a table holds data; sites lay out whole pages with tables too."""
    cells = [cell for cell in row if cell.tag in ("td", "th")]
    if len(cells) < 2 or next(row.iter("table"), None) is not None:
        return False
    return all(sum(map(len, cell.itertext())) < 300 for cell in cells)


def _weights(top: Any) -> dict[Any, int]:
    """How many characters of sentences every element holds."""
    weights: dict[Any, int] = {}
    for element in reversed(list(top.iter())):
        if not isinstance(element.tag, str) or element.tag in _SKIPPED or element.tag == "a":
            continue
        if element.tag in _INLINE and element is not top:
            continue
        said = [element.text or ""]
        below, weight = list(element), 0
        while below:  # what stands in its lines, in any order, and the blocks among it
            child = below.pop()
            said.append(child.tail or "")
            if child.tag in _INLINE:
                said.append(child.text or "")
                below.extend(child)
            else:
                weight += weights.get(child, 0)
        weights[element] = weight + _sentences("".join(said).strip())
    return weights


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


def main_of(root: Any) -> Any:
    """The smallest element that holds nearly all the sentences of the page."""
    body = root.find("body")
    body = body if body is not None else root
    weights = _weights(body)
    whole = weights.get(body, 0)
    main = body
    while whole:
        deeper = next((child for child in main if weights.get(child, 0) >= _MOST * whole), None)
        if deeper is None or deeper.tag not in _BLOCKS | {"td", "ucapcontent"}:
            break
        main = deeper
    return main


def _title_of(root: Any) -> str | None:
    """The title of the article: as government sites declare it, else the first heading."""
    for meta in root.iter("meta"):
        if (meta.get("name") or "").lower() == "articletitle" and (said := (meta.get("content") or "").strip()):
            return str(said)
    heading = next(root.iter("h1"), None)
    if heading is not None and (said := _said(heading)):
        return said
    # The title of the page goes on with the name of the site: 工作报告_某某县人民政府.
    named = next(root.iter("title"), None)
    said = re.split(r"[_|]|\s?[-–—]\s", _said(named))[0].strip() if named is not None else ""
    return said if said and any((element.text or "").strip() == said for element in root.iter(*_TITLED)) else None


def _metadata(root: Any) -> Iterator[Part]:
    from lxml import etree

    for meta in root.iter("meta"):
        name, said = (meta.get("name") or "").lower(), (meta.get("content") or "").strip()
        if name in ("author", "originator", "lastauthor") and said and "microsoft" not in said.lower():
            yield _property(name, said)
    for comment in root.iter(etree.Comment):
        for name, said in _OFFICE.findall(comment.text or ""):
            yield _property(name.lower(), said.strip())
    for element in root.iter():
        tag = element.tag if isinstance(element.tag, str) else ""
        if tag in ("o:author", "o:lastauthor", "o:company", "author", "lastauthor") and (said := _said(element)):
            yield _property(tag.removeprefix("o:"), said)


def _property(name: str, said: str) -> Part:
    key = {"lastauthor": "last-modified-by", "originator": "author"}.get(name, name)
    return Part(kind="metadata", text=said, place=tr("网页属性：{name}", name=name), name=key)
