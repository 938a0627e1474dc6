"""A screening as workflow commands of GitHub Actions: a line a finding, shown beside the line of the file.

Takes ``Screening``s, gives a string. Read next: ``excerpts.py``.
"""

from __future__ import annotations

from collections.abc import Sequence

from reportmine.messages import tr
from reportmine.model import Finding, Severity
from reportmine.renderers.excerpts import excerpt, place_of
from reportmine.screening.result import Screening, mask_screening
from reportmine.text import LineIndex

_LEVELS: dict[Severity, str] = {"high": "error", "medium": "warning", "low": "notice"}


def render(
    screenings: Sequence[Screening], *, unreadable: Sequence[tuple[str, str]] = (), show_secrets: bool = False
) -> str:
    """The commands, a line each; what could not be read or checked is an error or a warning of its file."""
    lines: list[str] = []
    for screening in screenings:
        shown = screening if show_secrets else mask_screening(screening)
        index = LineIndex(shown.document.text)
        path = shown.document.source.path
        lines += [_finding(shown, finding, path, index) for finding in shown.findings]
        lines += [
            f"::warning file={_property(path)},title=reportmine::{_data(tr('没有查的：{what}', what=said))}"
            for said in shown.document.unchecked
        ]
    lines += [f"::error file={_property(path)},title=reportmine::{_data(said)}" for path, said in unreadable]
    return "\n".join(lines)


def _finding(screening: Screening, finding: Finding, path: str, index: LineIndex) -> str:
    fields = {"file": path, "line": str(finding.line)}
    said = tr("{message}。{advice}", message=finding.message, advice=finding.advice)
    if finding.part is None:
        end_line, end_column = index.locate(finding.end)
        fields["endLine"] = str(end_line)
        if end_line == finding.line:
            fields |= {"col": str(finding.column), "endColumn": str(end_column - 1)}
    if finding.place is not None:
        place = place_of(screening, finding) if finding.part is not None else finding.place
        said = tr("{name}：{said}", name=place, said=said)
    fields["title"] = f"reportmine {finding.rule}"
    written = ",".join(f"{key}={_property(value)}" for key, value in fields.items())
    told = tr("{name}：{said}", name=said, said=excerpt(screening, finding).line)
    return f"::{_LEVELS[finding.severity]} {written}::{_data(told)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
