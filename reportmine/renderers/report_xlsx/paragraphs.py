"""The sheet of paragraphs: a row for each line of the report that is not blank, with its label."""

from __future__ import annotations

from reportmine.messages import tr
from reportmine.model import Label, Paragraph
from reportmine.renderers.report_xlsx.contents import Contents
from reportmine.renderers.words import label_name
from reportmine.renderers.workbook import Book, Cell, Tone, share
from reportmine.renderers.workbook_cells import capital, column, one_line, place_columns, whole

_TONES: dict[Label, Tone] = {"achievement": "good", "shortfall": "bad", "priority": "info", "other": "muted"}


def write(book: Book, contents: Contents) -> None:
    """Writes the sheet."""
    columns = contents.columns(
        column(tr("序号"), 7), column(tr("类别"), 10), column(tr("又及"), 8), column(tr("可信度"), 8),
        column(tr("字数"), 8), column(tr("小标题"), 34), column(tr("文字"), 90), *place_columns(tr("段落")),
        *contents.why_column(),
    )  # fmt: skip
    many = int(contents.several)
    sheet = book.sheet(capital(tr("段落")), columns, frozen_columns=2 + many, printed_columns=8 + many)
    for one in contents.reports:
        for paragraph in one.report.paragraphs:
            sheet.append(
                (
                    *one.head(), whole(paragraph.id + 1), _label(paragraph),
                    label_name(paragraph.also) if paragraph.also else None,
                    share(paragraph.confidence) if paragraph.confidence is not None else None,
                    paragraph.end - paragraph.start, one.heading(paragraph),
                    one_line(one.report.text[paragraph.start : paragraph.end]), *one.where(paragraph),
                    *one.why(paragraph.why),
                )
            )  # fmt: skip


def _label(paragraph: Paragraph) -> Cell:
    """The label of a body paragraph in its colour, what kind of line it is otherwise."""
    tone = _TONES[paragraph.label] if paragraph.label else None
    return Cell(label_name(paragraph.label or paragraph.kind), tone)
