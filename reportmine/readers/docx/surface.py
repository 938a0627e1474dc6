"""What a Word document carries besides its running text: comments, headers, properties, embedded files."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from typing import Any

from msgspec.structs import replace

from reportmine.messages import tr
from reportmine.readers.archive import Archive
from reportmine.readers.document import Part, PartKind
from reportmine.readers.docx.body import Body
from reportmine.readers.docx.formatting import Formatting
from reportmine.readers.docx.names import Links, W, attribute, local, reference, root_of

# Properties that say how, not what: counts of pages, versions of programs, times.
_HARMLESS = {
    "Application", "AppVersion", "Characters", "CharactersWithSpaces", "DocSecurity", "HeadingPairs", "HiddenSlides",
    "HyperlinksChanged", "Lines", "LinksUpToDate", "MMClips", "Notes", "Pages", "Paragraphs", "ScaleCrop",
    "SharedDoc", "Slides", "TitlesOfParts", "TotalTime", "Words", "created", "modified", "lastPrinted", "revision",
    "language", "version", "contentStatus", "contentType",
    # What WPS writes into every file: its version and an identifier of the document.
    "KSOProductBuildVer", "ICV", "KSOTemplateDocerSaveRecord",
}  # fmt: skip


def property_name(name: str) -> str:
    """The name of a document property as Word's own dialogue has it."""
    names = {
        "creator": tr("作者"), "lastModifiedBy": tr("最后修改者"), "title": tr("标题"), "subject": tr("主题"),
        "keywords": tr("关键词"), "description": tr("备注"), "category": tr("类别"), "Company": tr("单位"),
        "Manager": tr("经理"), "Template": tr("模板"), "HyperlinkBase": tr("超链接基础"),
    }  # fmt: skip
    return names.get(name, name)


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
        for part in story.parts:
            if part.kind != "field":  # PAGE and NUMPAGES stand in every footer
                yield replace(part, place=f"{place}：{part.place}", anchor=None)


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
                yield Part(kind="metadata", text=said, place=tr("文档属性：{name}", name=property_name(tag)))
    root = root_of(archive, "docProps/custom.xml")
    for field in root if root is not None else ():
        name, said = field.get("name") or "", "".join(field.itertext()).strip()
        if said and name not in _HARMLESS:
            yield Part(kind="metadata", text=said, place=tr("自定义属性：{name}", name=name))


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
    if any(posixpath.basename(name) == "vbaProject.bin" for name in archive.names):
        yield tr("文档含有宏，没有检查")


def _date(written: str | None) -> str | None:
    """A date that somebody set; programs write zeros for none."""
    return None if not written or written.startswith("0") else written


def _is_attachment(name: str) -> bool:
    return name.startswith(("word/embeddings/", "word/activeX/")) and not name.endswith("/")


def _text(paragraph: Any) -> str:
    return "".join(element.text or "" for element in paragraph.iter(f"{W}t", f"{W}delText"))
