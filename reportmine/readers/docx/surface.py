"""What a Word document carries besides its running text: comments, headers, properties, embedded files."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from typing import Any

from reportmine.messages import tr
from reportmine.readers.archive import Archive
from reportmine.readers.document import Part, PartKind
from reportmine.readers.docx.body import Body
from reportmine.readers.docx.formatting import Formatting
from reportmine.readers.docx.names import Links, W, attribute, local, reference, relationships, root_of, target_of

# Properties that say how, not what: counts of pages, versions of programs, times.
_HARMLESS = {
    "Application", "AppVersion", "Characters", "CharactersWithSpaces", "DocSecurity", "HeadingPairs", "HiddenSlides",
    "HyperlinksChanged", "Lines", "LinksUpToDate", "MMClips", "Notes", "Pages", "Paragraphs", "ScaleCrop",
    "SharedDoc", "Slides", "TitlesOfParts", "TotalTime", "Words", "created", "modified", "lastPrinted", "revision",
    "language", "version", "contentStatus", "contentType",
    # What WPS writes into every file: its version and an identifier of the document.
    "KSOProductBuildVer", "ICV", "KSOTemplateDocerSaveRecord",
}  # fmt: skip


# Word's tags that are not the names of ``Part.name`` in small letters.
_NAMES = {
    "creator": "author", "lastModifiedBy": "last-modified-by", "description": "comments",
    "HyperlinkBase": "hyperlink-base",
}  # fmt: skip


def document_property(name: str, said: str) -> Part:
    """A property by the key of ``Part.name``; its place is what Word's own dialogue calls it."""
    names = {
        "author": tr("作者"), "last-modified-by": tr("最后修改者"), "title": tr("标题"), "subject": tr("主题"),
        "keywords": tr("关键词"), "comments": tr("备注"), "category": tr("类别"), "company": tr("单位"),
        "manager": tr("经理"), "template": tr("模板"), "hyperlink-base": tr("超链接基础"), "mail-merge": tr("邮件合并"),
        "reviser": tr("审阅人"),
    }  # fmt: skip
    place = tr("文档属性：{name}", name=names.get(name, name))
    return Part(kind="metadata", text=said, place=place, name=name)


def comments(root: Any, anchors: dict[str, int]) -> Iterator[Part]:
    """The comments, each anchored where its range begins."""
    for position, comment in enumerate(root.iter(f"{W}comment") if root is not None else (), 1):
        said = "\n".join(_text(paragraph) for paragraph in comment.iter(f"{W}p")).strip()
        yield Part(
            kind="comment",
            text=said,
            place=tr("批注 {number}", number=position),
            anchor=anchors.get(attribute(comment, "id") or ""),
            author=attribute(comment, "author"),
            date=_date(attribute(comment, "date")),
        )


def margins(archive: Archive, document: Any, links: Links, formatting: Formatting) -> Iterator[Part]:
    """Headers and footers, each text once, and what is hidden in them."""
    seen: set[tuple[str, str]] = set()
    for element in document.iter(f"{W}headerReference", f"{W}footerReference"):
        kind: PartKind = "header" if element.tag == f"{W}headerReference" else "footer"
        root = root_of(archive, links.inside.get(reference(element), ""))
        if root is None:
            continue
        place = _margin_name(kind, attribute(element, "type"))
        story = Body(formatting, None)
        story.walk(root)
        said = story.text.strip()
        if (kind, said) in seen:
            continue
        seen.add((kind, said))
        if said:
            yield Part(kind=kind, text=said, place=place)
        yield from story.parts.inside(place)


def _margin_name(kind: PartKind, pages: str | None) -> str:
    if kind == "header":
        return {"first": tr("首页页眉"), "even": tr("偶数页页眉")}.get(pages or "", tr("页眉"))
    return {"first": tr("首页页脚"), "even": tr("偶数页页脚")}.get(pages or "", tr("页脚"))


def properties(archive: Archive) -> Iterator[Part]:
    """Who wrote the file, for whom, from which template, and whatever else an office's programs put there."""
    for name in ("docProps/core.xml", "docProps/app.xml"):
        root = root_of(archive, name)
        for field in root if root is not None else ():
            tag, said = local(field), "".join(field.itertext()).strip()
            if said and tag not in _HARMLESS and not (tag == "Template" and said.startswith("Normal")):
                yield document_property(_NAMES.get(tag, tag.lower()), said)
    root = root_of(archive, "docProps/custom.xml")
    for field in root if root is not None else ():
        name, said = field.get("name") or "", "".join(field.itertext()).strip()
        if said and name not in _HARMLESS:
            place = tr("自定义属性：{name}", name=name)
            yield Part(kind="metadata", text=said, place=place, name=f"custom:{name}")


def sources(archive: Archive, main: str) -> Iterator[Part]:
    """Which files the document was made from: its template and the list that a mail merge took its data from."""
    name = target_of(archive, main, "settings")
    root = root_of(archive, name) if name else None
    if name is None or root is None:
        return
    outside = relationships(archive, name).outside
    for element in root.iter(f"{W}attachedTemplate", f"{W}dataSource", f"{W}headerSource"):
        if address := outside.get(reference(element)):
            yield document_property("template" if element.tag == f"{W}attachedTemplate" else "mail-merge", address)
    for element in root.iter(f"{W}connectString", f"{W}query"):
        if said := (attribute(element, "val") or "").strip():
            yield document_property("mail-merge", said)


def people(archive: Archive, main: str) -> Iterator[Part]:
    """Who worked on the document by their accounts, and what its macros and templates remember in variables."""
    for kind in ("people", "settings"):
        name = target_of(archive, main, kind)
        root = root_of(archive, name) if name else None
        for element in root.iter() if root is not None else ():
            tag = local(element)
            if tag == "person" and (said := _any(element, "author")):
                yield document_property("reviser", said)
            elif tag == "docVar" and (said := _any(element, "val")):
                key = _any(element, "name")
                yield Part(kind="metadata", text=said, place=tr("文档变量：{name}", name=key), name=f"custom:{key}")


def drawings(archive: Archive) -> Iterator[Part]:
    """The words of charts (not their figures) and of SmartArt, a line each."""
    numbers = {"chart": 0, "diagram": 0}
    for name in sorted(archive.names, key=lambda name: (len(name), name)):
        folder, _, file = name.rpartition("/")
        if not file.endswith(".xml") or not (
            (folder == "word/charts" and file.startswith("chart"))
            or (folder == "word/diagrams" and file.startswith("data"))
        ):
            continue
        root = root_of(archive, name)
        said = "\n".join(line for line in map(str.strip, _drawn_lines(root)) if line)
        kind = "chart" if folder == "word/charts" else "diagram"
        numbers[kind] += 1
        place = tr("图表 {number}", number=numbers[kind]) if kind == "chart" else f"SmartArt {numbers[kind]}"
        if said:
            yield Part(kind="drawing", text=said, place=place)


def _drawn_lines(root: Any) -> Iterator[str]:
    for element in root.iter():
        tag = local(element)
        if tag == "p":
            yield "".join(text.text or "" for text in element.iter() if local(text) == "t")
        elif tag in ("strCache", "strLit"):
            yield from (value.text or "" for value in element.iter() if local(value) == "v")
        elif tag == "strDim":
            yield from (value.text or "" for value in element.iter() if local(value) == "pt")


def outside(archive: Archive, main: str, told: set[str]) -> Iterator[Part]:
    """Addresses outside of the file that are not in its running text: of charts, headers, notes, linked objects.

    ``told`` are those that are parts already.
    """
    folder, _, file = main.rpartition("/")
    own = f"{folder}/_rels/{file}.rels"
    for name in archive.names:
        root = root_of(archive, name) if name.endswith(".rels") else None
        for link in root if root is not None else ():
            kind, address = (link.get("Type") or "").rpartition("/")[2], (link.get("Target") or "").strip()
            in_text = name == own and kind in ("hyperlink", "image")
            if link.get("TargetMode") == "External" and address and not in_text and address not in told:
                told.add(address)
                yield Part(kind="field", text=address, place=tr("外部链接"))


def attachments(archive: Archive) -> Iterator[Part]:
    """The files embedded in the document, by name."""
    for name in archive.names:
        if _is_attachment(name):
            yield Part(kind="attachment", text=posixpath.basename(name), place=tr("嵌入的文件"))


def embedded(archive: Archive) -> Iterator[str]:
    """What nobody looked into: pictures and embedded files, a line each kind."""
    pictures = sum(1 for name in archive.names if name.startswith("word/media/"))
    if pictures:
        yield tr("{count} 张图片中的文字没有检查", count=pictures)
    files = sum(1 for name in archive.names if _is_attachment(name))
    if files:
        yield tr("{count} 个嵌入文件的内容没有检查", count=files)
    if any(name.startswith("docProps/thumbnail") for name in archive.names):
        yield tr("文档的首页缩略图没有检查")
    if any(posixpath.basename(name) == "vbaProject.bin" for name in archive.names):
        yield tr("文档含有宏，没有检查")


def _date(written: str | None) -> str | None:
    """A date that somebody set; programs write zeros for none."""
    return None if not written or written.startswith("0") else written


def _is_attachment(name: str) -> bool:
    is_chunk = re.match(r"word/afchunk[^/]*$", name, re.I) is not None
    return (name.startswith(("word/embeddings/", "word/activeX/")) and not name.endswith("/")) or is_chunk


def _any(element: Any, name: str) -> str:
    """The value of an attribute in whatever namespace."""
    return next((said.strip() for found, said in element.attrib.items() if found.rpartition("}")[2] == name), "")


def _text(paragraph: Any) -> str:
    return "".join(element.text or "" for element in paragraph.iter(f"{W}t", f"{W}delText"))
