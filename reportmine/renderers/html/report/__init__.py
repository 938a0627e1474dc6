"""Reports as one page: what one wants to know at the top, the text with everything found marked in it, lists beside it.

Takes ``Report``s, gives a string that needs no network and no other file. Read next: ``overview.py``, ``text.py``,
``details.py``, ``templates/report.html``.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reportmine.masking import HIDDEN, mask_report
from reportmine.messages import tr
from reportmine.model import Report
from reportmine.renderers.html.page import assemble
from reportmine.renderers.html.report.details import Details
from reportmine.renderers.html.report.overview import overview
from reportmine.renderers.html.report.tables import tables
from reportmine.renderers.html.report.text import marked, outline
from reportmine.renderers.html.report.words import script_words, template_words
from reportmine.renderers.report_names import report_names


def render(reports: Sequence[Report], *, unreadable: Sequence[tuple[str, str]] = (), show_secrets: bool = False) -> str:
    """The page of one or several reports.

    Args:
        reports: analysed reports; those analysed with ``explain`` show why everything was read as it was.
        unreadable: path and reason of what could not be read.
        show_secrets: secrets and personal data in the clear, not as ``•``.
    """
    shown = [report if show_secrets else mask_report(report) for report in reports]
    details = Details()
    names = report_names(reports)
    sections = [
        _section(report, name, f"r{number}-", details, show_secrets)
        for number, (report, name) in enumerate(zip(shown, names, strict=True), 1)
    ]
    exposed = show_secrets and any(finding.category in HIDDEN for report in reports for finding in report.findings)
    return assemble(
        "report.html",
        title=_title(shown, names),
        styles=["text.css", "report.css", "report_print.css"],
        scripts=["report_text.js", "report_detail.js", "report_lists.js", "report.js"],
        data={"words": script_words(), "names": details.names(), "reports": [one["data"] for one in sections]},
        reports=sections,
        unreadable=unreadable,
        exposed=exposed,
        words=template_words(),
    )


def _title(reports: Sequence[Report], names: Sequence[str]) -> str:
    if len(reports) != 1:
        return tr("报告分析：{count} 篇", count=len(reports))
    return tr("报告分析：{name}", name=reports[0].title or names[0])


def _section(report: Report, name: str, prefix: str, details: Details, show_secrets: bool) -> dict[str, Any]:
    return {
        "prefix": prefix,
        "name": name,
        "overview": overview(report, name, prefix, exposed=show_secrets),
        "outline": outline(report, prefix),
        "text": marked(report, prefix),
        "tables": tables(report, prefix),
        "data": {"prefix": prefix, "name": name, **details.of(report)},
    }
