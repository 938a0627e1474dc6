"""Removes what a Word file tells about those who worked on it: comments, properties, identifiers, templates, macros.

Nothing here changes what the page shows. Read next: ``fields.py`` and ``visible.py``, for what stands in the text.
"""

from __future__ import annotations

import posixpath
from collections.abc import Collection
from typing import Any

from reportmine.cleaning.docx.changes import unwrap
from reportmine.cleaning.docx.package import Package
from reportmine.cleaning.ledger import Ledger
from reportmine.messages import tr
from reportmine.readers.docx.names import W, local

_DOCUMENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
# The parts that go, by the kind of the relationship that leads to them.
_COMMENTS = {
    "comments", "commentsExtended", "commentsIds", "commentsExtensible", "people", "documenttasks",
}  # fmt: skip
_MACROS = {
    "vbaProject", "wordVbaData", "attachedToolbars", "keyMapCustomizations", "extensibility",
    "userCustomization",
}  # fmt: skip
_ORIGINS = {
    "attachedTemplate", "mailMergeSource", "mailMergeHeaderSource", "recipientData", "mailMergeRecipientData",
    "printerSettings", "thumbnail", "glossaryDocument", "webextension", "webextensiontaskpanes",
    "classificationlabels", "transform",
}  # fmt: skip
_MARKS = tuple(
    W + name
    for name in ("commentRangeStart", "commentRangeEnd", "commentReference", "annotationRef", "permStart", "permEnd",
                 "proofErr", "placeholder", "printerSettings", "fldData")
)  # fmt: skip
_SETTINGS = (
    "rsids", "attachedTemplate", "docVars", "mailMerge", "trackRevisions", "revisionView", "docId",
    "saveThroughXslt", "attachedSchema",
)  # fmt: skip
_STORIES = ("styles", "stylesWithEffects", "numbering")


def remove_comments(package: Package, ledger: Ledger) -> None:
    """The comments themselves, their authors, tasks and answers; the marks in the text go with ``strip_marks``."""
    comments = package.root(package.target(package.main, "comments") or "")
    count = sum(1 for _ in comments.iter(f"{W}comment")) if comments is not None else 0
    _drop_links(package, package.main, _COMMENTS)
    ledger.note(tr("批注已删除"), count)


def strip_marks(root: Any) -> None:
    """Marks of comments, of those who may edit and of saving sessions; content controls are cut from their data."""
    for element in list(root.iter(*_MARKS)):
        _remove(element)
    for element in list(root.iter()):
        if local(element) == "dataBinding":  # of w15 too
            _remove(element)
            continue
        for name in [name for name in element.attrib if name.startswith(f"{W}rsid")]:
            del element.attrib[name]
    for run in list(root.iter(f"{W}r")):
        drop_if_empty(run)


def drop_if_empty(run: Any) -> None:
    """Removes a run that has nothing but its properties left."""
    if all(child.tag == f"{W}rPr" for child in run):
        _remove(run)


def shorten_alternatives(root: Any) -> None:
    """Of alternatives for programs of different age the first, which was screened, where they hold text."""
    for alternatives in list(root.iter()):
        if local(alternatives) == "AlternateContent" and next(alternatives.iter(f"{W}t"), None) is not None:
            options = [option for option in alternatives if local(option) in ("Choice", "Fallback")]
            for option in options[1:]:
                alternatives.remove(option)
            if options and local(options[0]) == "Fallback":
                unwrap(options[0])
                unwrap(alternatives)


def remove_origins(package: Package, ledger: Ledger) -> None:
    """Template, mail merge, printer, preview, building blocks, settings of programs, custom data, signatures."""
    settings = package.target(package.main, "settings")
    root = package.root(settings or "")
    for element in list(root) if root is not None else ():
        if local(element) in _SETTINGS:
            root.remove(element)
    origins = sum(_drop_links(package, part, _ORIGINS) for part in ("", package.main, settings) if part is not None)
    ledger.note(tr("模板、打印机、缩略图等来源信息已删除"), origins)
    ledger.note(tr("自定义 XML 数据已删除，内容控件只留文字"), _drop_links(package, package.main, ["customXml"]))
    for kind in _STORIES:
        styles = package.root(package.target(package.main, kind) or "")
        if styles is not None:
            strip_marks(styles)
            for element in list(styles.iter(f"{W}rsid")):
                _remove(element)
    ledger.note(tr("数字签名已失效，一并删除"), _drop_links(package, "", ["origin"]))


def has_macros(package: Package) -> bool:
    """Whether there are macros anywhere in the file."""
    return any(posixpath.basename(name) == "vbaProject.bin" for name in package.names)


def remove_macros(package: Package, ledger: Ledger, had_macros: bool) -> None:
    """Removes macros and makes the file an ordinary document."""
    for part in ("", package.main):
        _drop_links(package, part, _MACROS)
    was_other = package.set_content_type(package.main, _DOCUMENT)
    if had_macros:
        ledger.note(tr("宏已删除，文件改为不带宏的 .docx"))
    elif was_other:
        ledger.note(tr("模板改为普通文档"))


def empty_properties(package: Package, text: str, ledger: Ledger) -> None:
    """Empties the properties; the title stays where it is what stands over ``text``."""
    head = "".join(text.split())[:200]
    for kind in ("core-properties", "extended-properties"):
        root = package.root(package.target("", kind) or "")
        for field in list(root) if root is not None else ():
            said = "".join("".join(field.itertext()).split())
            if not (local(field) == "title" and said and said in head):
                root.remove(field)
                ledger.note(tr("文档属性已清空"), 1 if said else 0)
    custom = package.root(package.target("", "custom-properties") or "")
    if custom is not None:
        ledger.note(tr("自定义属性已删除"), len(custom))
    _drop_links(package, "", ["custom-properties"])


def tell_unread(package: Package, ledger: Ledger) -> None:
    """Names what stays in the file although nobody can look into it."""
    kinds = {link.kind for part in package.names if not part.endswith(".rels") for link in package.links(part)}
    if kinds & {"chart", "chartEx", "diagramData"}:
        ledger.leave(tr("图表和 SmartArt 原样保留；其中的文字检查过，图表的数据没有检查"))
    if kinds & {"oleObject", "package", "control", "aFChunk", "subDocument"}:
        ledger.leave(tr("嵌入的文件原样保留，没有检查；不需要时请在 Word 中删去，或粘贴为图片"))
    if "image" in kinds:
        ledger.leave(tr("图片原样保留，图中的文字和拍摄信息没有检查"))


def _drop_links(package: Package, part: str, kinds: Collection[str]) -> int:
    dropped = [link for link in package.links(part) if link.kind in kinds]
    for link in dropped:
        _remove(link.element)
    return len(dropped)


def _remove(element: Any) -> None:
    if (parent := element.getparent()) is not None:
        parent.remove(element)
