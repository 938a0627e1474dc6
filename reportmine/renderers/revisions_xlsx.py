"""The list of changes between two versions as a workbook: one row a change.

Takes a ``RevisionList``, gives bytes: the same ones twice. Read next: ``revisions.py``.
"""

from __future__ import annotations

from reportmine.comparison.model import Passage
from reportmine.comparison.revisions.revisions import RevisionList
from reportmine.messages import tr
from reportmine.renderers.revisions import kind_name, place_name, row_of
from reportmine.renderers.workbook import Book, Cell, Column, Tone


def render(changes: RevisionList) -> bytes:
    """The workbook.

    Raises:
        MissingOpenpyxl: openpyxl is not installed.
    """
    book = Book(tr("修改清单"))
    sheet = book.sheet(
        tr("修改清单"),
        [
            Column(tr("序号"), 6),
            Column(tr("所在部分"), 24),
            Column(tr("位置"), 18),
            Column(tr("方式"), 8),
            Column(tr("改前"), 40),
            Column(tr("改后"), 40),
            Column(tr("移到"), 18),
            Column(tr("所在句子（定稿）"), 50),
            Column(tr("数字有改动"), 10),
            Column(tr("承诺强弱"), 10),
        ],
        frozen_columns=1,
    )
    tones: dict[str, Tone] = {"added": "good", "replaced": "info", "deleted": "bad", "moved": "muted"}
    for number, revision in enumerate(changes.revisions, 1):
        moved = revision.kind == "moved"
        commitment = {
            "strengthened": Cell(tr("加强"), "good"), "weakened": Cell(tr("减弱"), "warn"), None: None,
        }[revision.commitment]  # fmt: skip
        sheet.append(
            [
                number,
                revision.section,
                row_of(revision).place,
                Cell(kind_name(revision.kind), tones[revision.kind]),
                _text(revision.draft),
                _text(revision.final),
                place_name(revision.final_place) if moved and revision.final_place else None,
                _text(revision.final_sentence),
                tr("是") if revision.figures else None,
                commitment,
            ]
        )
    return book.to_bytes()


def _text(passage: Passage | None) -> str | None:
    return passage.text if passage else None
