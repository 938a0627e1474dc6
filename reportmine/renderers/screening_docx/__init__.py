"""A screening as a Word document: the screened file with a comment at the place of every finding.

A Word document is copied with all that is in it; of a file in another format its text gets a document of its own.
Read next: ``ranges.py``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from reportmine.errors import UnreadableInput
from reportmine.messages import tr
from reportmine.model import Finding
from reportmine.readers import docx
from reportmine.readers.document import IN_THE_TEXT
from reportmine.readers.docx.body import Piece
from reportmine.renderers.excerpts import excerpt, place_of
from reportmine.renderers.screening_docx import plain
from reportmine.renderers.screening_docx.package import Package
from reportmine.renderers.screening_docx.ranges import Anchors, Range, insert
from reportmine.renderers.words import severity_name
from reportmine.screening.result import Screening, mask_screening

__all__ = ["render"]


def render(screening: Screening, data: bytes, *, show_secrets: bool = False) -> bytes:
    """The bytes of a .docx of the screened file with a comment for every finding.

    ``data`` are the bytes of the file; without them (standard input is gone once read) its text is all there is. The
    document keeps its secrets as they are; the comments hide them unless ``show_secrets``.

    Raises:
        UnreadableInput: the bytes are not those that were screened, or not to be copied.
    """
    source = screening.document.source
    shown = screening if show_secrets else mask_screening(screening)
    if source.format != "docx" or not data:
        root, pieces = plain.document(screening.document.text)
        return _commented(shown, Package(plain.package(), plain.MAIN), root, pieces)
    try:
        walked = docx.walk(data)
        if walked.body.text != screening.document.text:
            raise UnreadableInput(tr("检查之后文件有改动，请重新检查"))
        return _commented(shown, Package(data, walked.main), walked.document, walked.body.pieces)
    except UnreadableInput as error:
        raise UnreadableInput(tr("{name}：{reason}", name=source.path, reason=error)) from error


def _commented(screening: Screening, package: Package, root: Any, pieces: Sequence[Piece]) -> bytes:
    anchors = Anchors(root, pieces)
    ids = package.new_ids(root)
    ranges: list[tuple[str, Range]] = []
    said: list[tuple[str, list[str]]] = []
    for finding, identifier in zip(screening.findings, ids, strict=False):
        found = _range_of(screening, finding, anchors)
        ranges.append((identifier, found))
        said.append((identifier, [plain.printable(line) for line in _said(screening, finding, found.exact)]))
    insert(ranges)
    return package.with_comments(root, said)


def _range_of(screening: Screening, finding: Finding, anchors: Anchors) -> Range:
    if finding.part is None:
        return anchors.around(finding.start, finding.end)
    part = screening.document.parts[finding.part]
    if part.anchor is None:
        return anchors.point(0)
    if part.kind in IN_THE_TEXT and screening.document.text.startswith(part.text, part.anchor):
        return anchors.around(part.anchor + finding.start, part.anchor + finding.end)
    return anchors.point(part.anchor)


def _said(screening: Screening, finding: Finding, exact: bool) -> Iterator[str]:
    """The lines of a comment: the place first and the words last, unless the comment stands just there in the text."""
    exact = exact and finding.part is None
    place = finding.place if finding.part is None else place_of(screening, finding)
    where = "" if exact or place is None else tr("{place}：", place=place)
    yield f"{where}{severity_name(finding.severity)} {finding.rule} {finding.message}"
    yield f"{tr('建议：')}{finding.advice}"
    if not exact:
        yield tr("原文：{text}", text=excerpt(screening, finding).line)
