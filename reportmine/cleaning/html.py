"""Cleans a web page: what a browser does not show of the article goes, changes are accepted, secrets become stars.

The page is read and written again by lxml, so its markup may be set otherwise; what a browser shows stays as it was.
Menus, styles and scripts of the site are left alone.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from reportmine.cleaning.characters import without_unseen
from reportmine.cleaning.ledger import Ledger
from reportmine.cleaning.stars import note_masked, starred, to_mask
from reportmine.messages import tr
from reportmine.model import Finding
from reportmine.readers import from_bytes, txt
from reportmine.readers.document import Document
from reportmine.readers.html import BEHIND, is_highlighted, is_struck, main_of, parse, why_unseen
from reportmine.renderers.screening_docx.plain import printable
from reportmine.screening import Screening

_AUTHORS = {"author", "originator", "lastauthor", "progid", "changedby", "company", "manager"}
# What an office program writes about a document that it saved as a page; a site's own pages have them for searches.
_ABOUT = {"description", "keywords", "subject", "created", "changed", "classification", "template"}
_OFFICE = re.compile(r"microsoft|word|office|wps", re.I)
_WORD_LINKS = {"file-list", "edit-time-data", "themedata", "colorschememapping", "ole-object-data", "original-file"}
_DECLARED = re.compile(r"\s*(?:<\?xml[^>]{0,200}\?>\s*|<!--.{0,2000}?-->\s*){0,9}(<!doctype[^>]{0,300}>)", re.I | re.S)
_SILENT = {"script", "style", "noscript", "template"}
# How much before a secret must be the same; a secret as long as _SURE is told by itself, wherever it stands.
_BEFORE, _SURE = 12, 6


def clean(data: bytes, source: Document, screened: Callable[[Document], Screening], ledger: Ledger) -> bytes:
    """The bytes of the cleaned page, in the encoding it was in.

    Raises:
        UnreadableInput: see ``readers.html.parse``.
    """
    root, encoding = parse(data)
    told = {source.parts[f.part].text for f in screened(source).findings if f.part is not None}
    _remove_unseen(main_of(root), ledger)
    _remove_marked(main_of(root))
    for part in source.parts:  # these are whole where the page has several elements for one stretch
        if part.kind == "struck":
            ledger.note(tr("带删除线的文字已删除"), said=part.text)
        elif part.kind == "highlighted":
            ledger.note(tr("突出显示（涂色）已去掉，文字保留"), said=part.text)
    _remove_comments(root, ledger)
    _remove_authors(root, ledger)
    _remove_addresses(root, told, ledger)
    for element, name in _texts(root):
        said = getattr(element, name)
        if said and (seen := without_unseen(said, ledger)) != said:
            _put(element, name, seen)
    written = _written(root, data, encoding)
    shown = from_bytes(written, source.source.path)
    hidden = to_mask(screened(shown).findings)
    for finding in hidden:
        note_masked(ledger, finding, finding.place)
    if hidden:
        _star(root, shown.text, hidden)
        written = _written(root, data, encoding)
    return written


def _written(root: Any, data: bytes, encoding: str) -> bytes:
    from lxml import etree

    # lxml makes up a document type where there was none, and browsers set the page by it.
    declared = _DECLARED.match(txt.decode(data)[0])
    text = (declared[1] + "\n" if declared else "") + str(etree.tostring(root, method="html", encoding="unicode"))
    mark = codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b""
    return mark + text.encode(encoding, "xmlcharrefreplace") + b"\n"


def _remove_unseen(main: Any, ledger: Ledger) -> None:
    """Deleted, hidden and white text of the article; what was inserted stays without its mark."""
    for element in list(main.iter()):
        if not isinstance(element.tag, str) or element is main or main not in element.iterancestors():
            continue
        said = re.sub(r"\s+", " ", "".join(element.itertext())).strip()
        kind = why_unseen(element) if element.tag not in _SILENT and said else None
        if kind == "deleted":
            ledger.note(tr("修订已接受：删除的文字去掉"))
        elif kind is not None:
            what = tr("隐藏文字已删除") if kind == "hidden" else tr("与背景同色的文字已删除")
            ledger.note(what, said=said)
        elif element.tag == "ins":
            ledger.note(tr("修订已接受：插入的文字留下"))
            element.drop_tag()
        if kind is not None:
            element.drop_tree()


def _remove_marked(main: Any) -> None:
    """What is struck through goes, since an editor decided against it; of what is highlighted the colour goes."""
    for element in list(main.iter()):
        if not isinstance(element.tag, str) or element is main or main not in element.iterancestors():
            continue
        if is_struck(element):
            element.drop_tree()
        elif is_highlighted(element):
            _uncolour(element)


def _uncolour(element: Any) -> None:
    """Takes the colour from behind a text, and from the text itself where that would not be seen without it."""
    seen = [below for below in element.iter() if isinstance(below.tag, str) and why_unseen(below) is None]
    element.set("style", BEHIND.sub("", element.get("style") or "").strip("; "))
    for below in seen:
        if why_unseen(below) == "page-colour":
            below.set("style", re.sub(r"(?<![-\w])color\s*:[^;]*;?", "", below.get("style") or ""))
            below.attrib.pop("color", None)
    for below in seen:
        if below.get("style") == "":
            del below.attrib["style"]
    if element.tag == "mark":
        element.drop_tag()


def _remove_comments(root: Any, ledger: Ledger) -> None:
    from lxml import etree

    found = list(root.getroottree().iter(etree.Comment, etree.ProcessingInstruction))
    for node in found:
        if node.getparent() is not None:  # those outside of the page's element are not written
            node.drop_tree()
    ledger.note(tr("网页源代码中的注释已删除"), sum(bool((node.text or "").strip()) for node in found))


def _remove_authors(root: Any, ledger: Ledger) -> None:
    """Who wrote and saved the page, from which program, and what Word keeps of its own beside it."""
    made_by = " ".join(
        m.get("content") or "" for m in root.iter("meta") if (m.get("name") or "").lower() == "generator"
    )
    names = _AUTHORS | (_ABOUT if _OFFICE.search(made_by) else set())
    count = 0
    for element in list(root.iter()):
        tag = element.tag if isinstance(element.tag, str) else ""
        is_meta = tag == "meta" and (element.get("name") or "").lower() in names
        is_link = tag == "link" and (element.get("rel") or "").lower() in _WORD_LINKS
        if (
            is_meta
            or is_link
            or tag == "xml"
            or tag in ("o:documentproperties", "o:author", "o:lastauthor", "o:company")
        ):
            count += 1
            element.drop_tree()
    ledger.note(tr("网页的作者、单位等属性已删除"), count)


def _remove_addresses(root: Any, told: set[str], ledger: Ledger) -> None:
    """Paths of a disk, addresses of the office's net and alternate texts that the rules object to."""
    for element in list(root.iter()):
        if not isinstance(element.tag, str):
            continue
        for name in ("href", "src", "background", "cite"):
            said = (element.get(name) or "").strip()
            if said and said in told:
                del element.attrib[name]
                ledger.note(tr("网页源代码中的路径或地址已删除"))
        for name in ("alt", "title"):
            if (element.get(name) or "").strip() in told - {""}:
                element.set(name, "")
                ledger.note(tr("图片的替代文字已清空"))


def _star(root: Any, text: str, findings: Iterable[Finding]) -> None:
    """Puts stars for the findings of ``text`` into the page it was read from, and where else they stand in it."""
    slots = [
        (element, name, at)
        for element, name in _texts(root)
        for at, char in enumerate(getattr(element, name) or "")
        if not char.isspace()
    ]
    stream = "".join(getattr(element, name)[at] for element, name, at in slots)
    marked: set[int] = set()
    for finding in findings:
        secret = _close(text[finding.start : finding.end])
        before = _close(text[max(0, finding.start - 4 * _BEFORE) : finding.start])[-_BEFORE:]
        places = [at + len(before) for at in _all(stream, before + secret)]
        if not places or len(secret) >= _SURE:
            places += _all(stream, secret)
        marked.update(at + step for at in places for step in range(len(secret)))
        if len(secret) >= _SURE:
            _star_attributes(root, text[finding.start : finding.end])
    changed: dict[tuple[int, str], tuple[Any, list[str]]] = {}
    for at in marked:
        element, name, offset = slots[at]
        _, chars = changed.setdefault((id(element), name), (element, list(getattr(element, name))))
        chars[offset] = starred(chars[offset])
    for (_, name), (element, chars) in changed.items():
        _put(element, name, "".join(chars))


def _put(element: Any, name: str, said: str) -> None:
    """Writes a text of the page; lxml reads form feeds and the like and takes none back."""
    setattr(element, name, printable(said))


def _texts(root: Any) -> Iterator[tuple[Any, str]]:
    """The places of text in the order of the page: in an element, and behind it (``tail``)."""
    from lxml import etree

    for event, element in etree.iterwalk(root, events=("start", "end")):
        if event == "end":
            yield element, "tail"
        elif element.tag not in _SILENT:
            yield element, "text"


def _star_attributes(root: Any, secret: str) -> None:
    for element in root.iter():
        for name, said in element.attrib.items():
            if secret in said:
                element.set(name, said.replace(secret, starred(secret)))


def _close(text: str) -> str:
    return "".join(text.split())


def _all(stream: str, wanted: str) -> list[int]:
    """The places of a string, none inside another."""
    return [match.start() for match in re.finditer(re.escape(wanted), stream)] if wanted else []
