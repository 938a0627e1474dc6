"""Cleans one file: what can be removed safely is removed, the rest is masked, and the result is screened again.

``clean`` takes the bytes of a file and the name of the one to be written, whose ending says the format; nothing is
written here. Read next: ``docx/__init__.py``, ``html.py``, ``plain_text.py``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import PurePath
from typing import NamedTuple

import msgspec

from reportmine.cleaning import docx, html, plain_text
from reportmine.cleaning.ledger import Deed, Ledger
from reportmine.cleaning.stars import STAR
from reportmine.errors import ReportmineError, UnreadableInput
from reportmine.masking import HIDDEN
from reportmine.messages import tr
from reportmine.model import Finding
from reportmine.readers import from_bytes
from reportmine.readers.document import IN_THE_TEXT, Document
from reportmine.renderers.words import part_name
from reportmine.rules.masks import StarMask
from reportmine.screening import Screening, screen_document

_TEXT, _PAGE, _WORD = (".txt", ".md", ".text"), (".html", ".htm"), (".docx",)
# Formats that are rewritten in place, and the endings their result may have; of all others the text is taken.
_IN_PLACE = {"docx": _WORD, "html": _PAGE, "txt": _TEXT}


class NotCleanable(ReportmineError):
    """The file cannot be cleaned into what was asked for; the message says what to do instead."""


class Cleaned(NamedTuple):
    """The bytes to write, what was done, what was left undone, and the screening of those very bytes."""

    data: bytes
    deeds: tuple[Deed, ...]
    left: tuple[str, ...]
    proof: Screening


def clean(data: bytes, name: str, target: str, screened: Callable[[Document], Screening] = screen_document) -> Cleaned:
    """Cleans the file ``name`` with these bytes for the file ``target``; ``screened`` finds what is to be cleaned.

    Raises:
        UnreadableInput: the file cannot be read.
        NotCleanable: this format cannot become that one.
    """
    source = from_bytes(data, name)
    ledger = Ledger()
    make = _maker(source.source.format, target)
    before = screened(source)
    try:
        cleaned = make(data, source, screened, ledger)
    except UnreadableInput as error:
        raise UnreadableInput(tr("{name}：{reason}", name=name, reason=error)) from error
    proof = _without_own_stars(screened(from_bytes(cleaned, target)), before)
    _tell_remaining(proof, ledger)
    return Cleaned(cleaned, ledger.deeds, tuple(ledger.left), proof)


def _maker(form: str, target: str) -> Callable[[bytes, Document, Callable[[Document], Screening], Ledger], bytes]:
    """What makes the result."""
    ending = PurePath(target).suffix.lower()
    if ending in _IN_PLACE.get(form, ()):
        return {"docx": docx.clean, "html": html.clean, "txt": plain_text.clean}[form]
    if ending in _TEXT:
        return _to_text
    if ending in _WORD:
        return _to_word
    if form == "docx":
        raise NotCleanable(tr("{name}：清理后的 Word 文件不带宏，请用 .docx 结尾的文件名", name=target))
    if form == "pdf":
        raise NotCleanable(
            tr(
                "{name}：PDF 不能安全地改写；请先清理原始的 Word 文件再导出 PDF，或者输出为 .txt、.docx（只留文字）",
                name=target,
            )
        )
    if form == "html":
        raise NotCleanable(tr("{name}：网页只能清理成 .html、.txt 或 .docx", name=target))
    raise NotCleanable(
        tr("{name}：{form} 文件不能原样改写，请输出为 .txt 或 .docx（只留文字，不留版式）", name=target, form=form)
    )


def _to_text(data: bytes, source: Document, screened: Callable[[Document], Screening], ledger: Ledger) -> bytes:
    _tell_lost(source, ledger)
    return plain_text.clean_text(source, screened, ledger).encode("utf-8", "replace")


def _to_word(data: bytes, source: Document, screened: Callable[[Document], Screening], ledger: Ledger) -> bytes:
    from reportmine.renderers.screening_docx import plain
    from reportmine.renderers.screening_docx.package import Package

    _tell_lost(source, ledger)
    document, _ = plain.document(plain_text.clean_text(source, screened, ledger))
    return Package(plain.package(), plain.MAIN).with_comments(document, ())


def _tell_lost(source: Document, ledger: Ledger) -> None:
    if source.source.format != "txt":
        ledger.leave(tr("只取了看得见的文字，版式、图片和页眉页脚没有保留"))
        for kind, count in Counter(part.kind for part in source.parts).items():
            if kind not in ("file-name", *IN_THE_TEXT):
                ledger.note(tr("{kind}没有带进副本", kind=part_name(kind)), count)


def _tell_remaining(proof: Screening, ledger: Ledger) -> None:
    """Secrets that could not be masked where they stand: in charts and SmartArt, in numbers of a list."""
    left = [f for f in proof.findings if f.category in HIDDEN and f.severity != "low"]
    if left:
        places = dict.fromkeys(f.place or tr("第 {line} 行", line=f.line) for f in left)
        ledger.leave(
            tr(
                "仍有 {count} 处密码或个人信息没有遮盖（{places}），请在原文件中改好再清理",
                count=len(left),
                places=tr("、").join(places),
            )
        )


def _without_own_stars(proof: Screening, before: Screening) -> Screening:
    """The screening without the stars that were put there now, which are masks to the rules as well."""
    if any(finding.rule == StarMask.id for finding in before.findings):
        return proof
    kept = tuple(finding for finding in proof.findings if not _is_stars(proof, finding))
    return msgspec.structs.replace(proof, findings=kept)


def _is_stars(screening: Screening, finding: Finding) -> bool:
    text = screening.document.text if finding.part is None else screening.document.parts[finding.part].text
    return finding.rule == StarMask.id and not text[finding.start : finding.end].strip(STAR)
