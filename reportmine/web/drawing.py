"""The forms of a document and of a comparison as bytes, as the command line writes them.

Takes what ``work.py`` found, gives bytes; runs in a worker. Secrets are masked in all of them; the copy with comments
is the file itself, and keeps its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from reportmine.web.forms import ComparisonForm, DocumentForm, cleaned_name

if TYPE_CHECKING:
    from reportmine.comparison.model import Comparison
    from reportmine.model import Report
    from reportmine.screening import Screening
    from reportmine.screening.project import Project
    from reportmine.web.work import File


def draw_document(form: DocumentForm, file: File, report: Report, screening: Screening, project: Project) -> bytes:
    """A form of a document; ``report`` was analysed with ``explain``, a cleaned copy is screened by ``project``.

    Raises:
        reportmine.errors.ReportmineError: it cannot be had in this form; one line says why.
    """
    match form:
        case "page":
            from reportmine.renderers.html import report as page

            return written(page.render([report]))
        case "check":
            from reportmine.renderers.html import screening as check

            return written(check.render([screening]))
        case "review.docx":
            from reportmine.renderers import screening_docx

            return screening_docx.render(screening, file.data)
        case "clean" | "clean.json" | "cleaning":
            return _cleaned(form, file, report, project)
        case "screening.json":
            from reportmine.renderers import screening_json

            return written(screening_json.render([screening]))
        case _:
            return _tables(form, _without_reasons(report))


def draw_comparison(form: ComparisonForm, comparison: Comparison) -> bytes:
    """A form of a comparison."""
    match form:
        case "page":
            from reportmine.renderers.html import comparison as page

            return written(page.render(comparison))
        case "comparison.xlsx":
            from reportmine.renderers import comparison_xlsx

            return comparison_xlsx.render(comparison)
        case "comparison.md":
            from reportmine.renderers import comparison_markdown

            return written(comparison_markdown.render(comparison))
        case "comparison.json":
            from reportmine.renderers import comparison_json

            return written(comparison_json.render(comparison))


def written(page: str) -> bytes:
    """A text as the command line writes it into a file: it ends with a line break."""
    return (page if page.endswith("\n") else page + "\n").encode("utf-8", "replace")


def _tables(form: str, report: Report) -> bytes:
    if form == "report.xlsx":
        from reportmine.renderers import report_xlsx

        return report_xlsx.render([report])
    if form == "report.md":
        from reportmine.renderers import report_markdown

        return written(report_markdown.render([report]))
    if form == "report.json":
        from reportmine.renderers import json

        return written(json.render(report))
    from reportmine.renderers import report_csv

    table: Any = form.removesuffix(".csv")
    return report_csv.render([report], table).encode("utf-8", "replace")


def _without_reasons(report: Report) -> Report:
    """The report as it is without ``--explain``, which only the page is drawn with."""
    bare = msgspec.structs.replace
    return bare(
        report,
        paragraphs=tuple(bare(paragraph, why=()) for paragraph in report.paragraphs),
        indicators=tuple(bare(indicator, why=()) for indicator in report.indicators),
        actions=tuple(bare(action, why=()) for action in report.actions),
    )


def _cleaned(form: DocumentForm, file: File, report: Report, project: Project) -> bytes:
    from reportmine.cleaning import clean

    target = cleaned_name(file.name, report.source.format)
    cleaned = clean(file.data, file.name, target, project.screen)
    if form == "cleaning":
        from reportmine.renderers.html import cleaning as page

        return written(page.render(file.name, target, file.data, cleaned))
    if form == "clean.json":
        from reportmine.renderers import cleaning

        return written(cleaning.render_json(target, cleaned))
    return cleaned.data
