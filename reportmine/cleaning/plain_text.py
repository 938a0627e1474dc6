"""Cleans a text: characters nobody sees, marks of editing systems and pieces of web pages go, secrets become stars."""

from __future__ import annotations

import codecs
from collections.abc import Callable

import msgspec

from reportmine.cleaning.characters import without_unseen
from reportmine.cleaning.ledger import Ledger
from reportmine.cleaning.stars import note_masked, star_text, to_mask
from reportmine.messages import tr
from reportmine.model import Finding
from reportmine.readers.document import Document
from reportmine.rules.furniture import PageFurniture
from reportmine.rules.leftovers import EditingMark
from reportmine.screening import Screening

# What is taken out can bring together what was parted; a text is clean after two rounds or it is made to resist.
_ROUNDS = 4


def clean(data: bytes, source: Document, screened: Callable[[Document], Screening], ledger: Ledger) -> bytes:
    """The bytes of the cleaned text: UTF-8, with a byte order mark and line ends as they were."""
    text = clean_text(source, screened, ledger)
    if source.source.encoding != "utf-8":
        ledger.note(tr("编码改为 UTF-8（原为 {encoding}）", encoding=source.source.encoding))
    if b"\r\n" in data or b"\r\0\n" in data:
        text = text.replace("\n", "\r\n")
    has_mark = data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    return (codecs.BOM_UTF8 if has_mark else b"") + text.encode("utf-8", "replace")


def clean_text(source: Document, screened: Callable[[Document], Screening], ledger: Ledger) -> str:
    """The text of a document of any format, cleaned."""
    text = without_unseen(_without_struck(source, ledger), ledger)
    for _ in range(_ROUNDS):
        screening = screened(msgspec.structs.replace(source, text=text, blocks=(), parts=(), unchecked=()))
        hidden = to_mask(screening.findings)
        text = star_text(text, hidden)
        for finding in hidden:
            note_masked(ledger, finding, tr("第 {line} 行", line=finding.line))
        gone = [f for f in screening.findings if f.rule in (EditingMark.id, PageFurniture.id)]
        for finding in gone:
            what = tr("编辑系统标记已删除") if finding.rule == EditingMark.id else tr("网页杂物已删除")
            said = text[finding.start : finding.end].replace("\n", " ")
            ledger.note(what, place=tr("第 {line} 行", line=finding.line), said=said)
        text = _without(text, gone)
        if not hidden and not gone:
            break
    return text


def _without_struck(source: Document, ledger: Ledger) -> str:
    """The text without what is struck through in the file, which would come out as plain text."""
    text, removed = source.text, []
    for part in reversed([part for part in source.parts if part.kind == "struck"]):
        if part.anchor is None or not text.startswith(part.text, part.anchor):
            ledger.leave(tr("带删除线的文字在副本中成了正常文字，请看是否要删：{said}", said=part.text))
            continue
        removed.append(part.text)
        text = _cut(text, part.anchor, part.anchor + len(part.text))
    for said in reversed(removed):
        ledger.note(tr("带删除线的文字已删除"), said=said)
    return text


def _without(text: str, findings: list[Finding]) -> str:
    """The text without the findings."""
    for finding in sorted(findings, key=lambda finding: -finding.start):
        text = _cut(text, finding.start, finding.end)
    return text


def _cut(text: str, start: int, end: int) -> str:
    """The text without a span; a line that held nothing else goes too."""
    line, behind = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    behind = len(text) if behind < 0 else behind
    if not text[line:start].strip() and not text[end:behind].strip():
        start, end = line, min(behind + 1, len(text))
    elif text[start - 1 : start] in tuple("，；、") and text[end : end + 1] in tuple("，；、。"):
        start -= 1  # of the marks on both sides of what goes one stays
    return text[:start] + text[end:]
