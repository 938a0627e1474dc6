"""What the sheets of a report are made from: the reports with their names, places and the heads over each paragraph."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from itertools import chain
from typing import Protocol

from reportmine.messages import tr
from reportmine.model import Action, Indicator, Paragraph, Reason, Report
from reportmine.renderers.figures import Figure
from reportmine.renderers.key_figures import key_figures
from reportmine.renderers.reasons import in_words
from reportmine.renderers.report_names import report_names
from reportmine.renderers.words import label_name
from reportmine.renderers.workbook import Cell, Column, Value
from reportmine.renderers.workbook_cells import column, one_line, whole
from reportmine.renderers.workbook_source import SourceSheet, SourceText

_KEY_FIGURES = 12
# Characters of the line on either side of what is shown with the words around it.
_REACH = 24


_Explained = Paragraph | Indicator | Action


class Span(Protocol):
    """Anything that stands at a place of a report."""

    @property
    def start(self) -> int:
        """Where it begins."""

    @property
    def end(self) -> int:
        """Where it ends."""


class One:
    """One report in the workbook: its name, its index, and what its rows say of paragraphs and places."""

    def __init__(self, report: Report, index: int, name: str, contents: Contents) -> None:
        self.report = report
        self.index = index
        self.name = name
        self._contents = contents
        self._paragraphs = {paragraph.id: paragraph for paragraph in report.paragraphs}
        self._sections = {section.id: section for section in report.sections}

    @cached_property
    def key_figures(self) -> list[Figure]:
        """The figures that matter most, as the page for the terminal has them."""
        return key_figures(self.report, _KEY_FIGURES)

    def head(self) -> tuple[Value, ...]:
        """The first cells of every row: the name of the report, where there are several."""
        return (self.name,) if self._contents.several else ()

    def label(self, paragraph: int) -> str | None:
        """The label of the paragraph that a figure or an action stands in, in words."""
        found = self._paragraphs.get(paragraph)
        return label_name(found.label or found.kind) if found is not None else None

    def heading(self, paragraph: Paragraph) -> str | None:
        """The headings over a paragraph, the outermost first."""
        said: list[str] = []
        section = self._sections.get(-1 if paragraph.section is None else paragraph.section)
        while section is not None:
            said.insert(0, (section.number or "") + section.heading)
            section = self._sections.get(-1 if section.parent is None else section.parent)
        return " / ".join(said) or None

    def where(self, span: Span) -> tuple[Cell, Cell | None, Cell | None]:
        """The cells under ``place_columns``: the line with a link to it, and the offsets."""
        return self.place(span.start), whole(span.start), whole(span.end)

    def around(self, span: Span) -> str:
        """The words before and after something, in its line, and itself as 【it】."""
        text = self.report.text
        first, last = max(0, span.start - _REACH), span.end + _REACH
        before = text[first : span.start].rpartition("\n")
        after = text[span.end : last].partition("\n")
        left = "…" if first and not before[1] else ""
        right = "…" if last < len(text) and not after[1] else ""
        said = before[2] if left else before[2].lstrip()
        return f"{left}{said}【{one_line(text[span.start : span.end])}】{after[0]}{right}"

    def why(self, reasons: tuple[Reason, ...]) -> tuple[Value, ...]:
        """The last cell of a row: what decided its fields, where the analysis was asked for it."""
        return (in_words(self.report.text, reasons) or None,) if self._contents.explained else ()

    def place(self, start: int) -> Cell:
        """A cell that names the line and leads to it."""
        source = self._contents.source
        said = tr("第 {line} 行", line=source.line(self.index, start))
        return Cell(said, link=source.link(self.index, start))


class Contents:
    """All reports of a workbook, and the sheet of their text."""

    def __init__(self, reports: Sequence[Report]) -> None:
        self.several = len(reports) > 1
        self.explained = any(
            fact.why for one in reports for fact in chain[_Explained](one.paragraphs, one.indicators, one.actions)
        )
        names = report_names(reports)
        self.source = SourceSheet(
            [SourceText(name, report.year, report.text) for name, report in zip(names, reports, strict=True)]
        )
        self.reports = [
            One(report, index, name, self) for index, (report, name) in enumerate(zip(reports, names, strict=True))
        ]

    def columns(self, *columns: Column) -> tuple[Column, ...]:
        """The columns of a sheet, after the one of ``One.head``."""
        return (column(tr("报告"), 22), *columns) if self.several else columns

    def why_column(self) -> tuple[Column, ...]:
        """The column of ``One.why``."""
        return (column(tr("依据"), 60),) if self.explained else ()
