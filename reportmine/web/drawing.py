"""The forms of a document and of a comparison as bytes, as the command line writes them.

Takes what ``work.py`` found, gives bytes; runs in a worker. Secrets are masked in all of them; the copy with comments
is the file itself, and keeps its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from reportmine.web.forms import ComparisonForm, DocumentForm, cleaned_ending
from reportmine.web.uploads import stem

if TYPE_CHECKING:
    from reportmine.comparison.model import Comparison
    from reportmine.model import Report
    from reportmine.screening import Screening
    from reportmine.web.work import File


def draw_document(form: DocumentForm, file: File, report: Report, screening: Screening) -> bytes:
    """A form of a document; ``report`` was analysed with ``explain``.

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
        case "clean" | "clean.json":
            return _cleaned(form, file, report)
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


def _cleaned(form: DocumentForm, file: File, report: Report) -> bytes:
    from reportmine.cleaning import clean
    from reportmine.screening.result import SEVERITIES

    target = f"{stem(file.name)}.{cleaned_ending(report.source.format)}"
    cleaned = clean(file.data, file.name, target)
    if form == "clean":
        return cleaned.data
    # What stood there before stays out: that is what was cleaned away.
    account = {
        "file": target,
        "deeds": [{"what": deed.what, "count": deed.count, "places": list(deed.places)} for deed in cleaned.deeds],
        "left": list(cleaned.left),
        "verdict": cleaned.proof.verdict,
        "counts": {severity: cleaned.proof.count(severity) for severity in SEVERITIES},
    }
    return written(msgspec.json.format(msgspec.json.encode(account), indent=2).decode())
