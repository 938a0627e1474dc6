"""Reports to compare from files: any format we read, or what ``analyze --format json`` saved.

A saved analysis is taken as it is, so nothing is analysed twice and nothing heavy is imported.
Read next: ``lineup.py``.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec

from reportmine.causes import cause
from reportmine.errors import UnreadableInput
from reportmine.messages import tr
from reportmine.model import SCHEMA_VERSION, Report
from reportmine.readers import from_bytes, load

_JSON_STARTS = (b"{", b"\xef\xbb\xbf{")
_FIRST_YEAR, _LAST_YEAR = 1900, 2100


def read_reports(name: str, *, show_secrets: bool = False) -> list[Report]:
    """The reports of a file: one, or as many as a saved analysis of several files has.

    Secrets and personal data are masked in them unless ``show_secrets``: whatever is made of the reports quotes them.

    Raises:
        UnreadableInput: the file cannot be read, or is JSON of another kind.
    """
    from reportmine.masking import mask_report

    data = load(name)
    if data.lstrip()[:4].startswith(_JSON_STARTS) or (name.lower().endswith(".json") and data.lstrip()[:1] == b"["):
        reports = list(_saved(data, name))
    else:
        import reportmine

        reports = [reportmine.analyze(from_bytes(data, name))]
    return reports if show_secrets else [mask_report(report) for report in reports]


def read_report(name: str, *, show_secrets: bool = False) -> Report:
    """The one report of a file.

    Raises:
        UnreadableInput: as for ``read_reports``, or the file holds several.
    """
    reports = read_reports(name, show_secrets=show_secrets)
    if len(reports) > 1:
        raise UnreadableInput(
            tr("{name}：里面有 {count} 份报告的分析结果，这里只要一份", name=name, count=len(reports))
        )
    return reports[0]


def _saved(data: bytes, name: str) -> Iterable[Report]:
    lines = data.decode("utf-8-sig", "replace")
    try:
        # One object over many lines, or one object a line.
        rows: list[Any] = [msgspec.json.decode(lines)]
    except (msgspec.DecodeError, RecursionError):
        try:
            rows = [msgspec.json.decode(line) for line in lines.splitlines() if line.strip()]
        except (msgspec.DecodeError, RecursionError) as error:
            raise UnreadableInput(tr("{name}：JSON 不完整或已损坏；请重新用 analyze 保存", name=name)) from error
    for row in rows:
        yield _report(row, name)


def _report(row: Any, name: str) -> Report:
    if not isinstance(row, dict) or "paragraphs" not in row or "source" not in row:
        raise UnreadableInput(tr("{name}：这个 JSON 不是 reportmine analyze --format json 的结果", name=name))
    if row.get("schema") != SCHEMA_VERSION or "text" not in row:
        raise UnreadableInput(
            tr("{name}：是别的版本保存的分析结果，缺少正文；请用现在的版本重新 analyze --format json", name=name)
        )
    try:
        report = msgspec.convert(row, Report)
    except msgspec.ValidationError as error:
        raise UnreadableInput(
            tr("{name}：分析结果里有不认识的内容（{reason}）", name=name, reason=cause(error))
        ) from error
    if report.year is not None and not _FIRST_YEAR <= report.year <= _LAST_YEAR:
        reason = tr("年份 {year}", year=f"{report.year:.6g}" if abs(report.year) > 10**6 else report.year)
        raise UnreadableInput(tr("{name}：分析结果里有不认识的内容（{reason}）", name=name, reason=reason))
    size = len(report.text)
    ids = {paragraph.id for paragraph in report.paragraphs}
    sections = {section.id for section in report.sections}
    spans = [
        *((one.start, one.end) for one in report.sections),
        *((one.start, one.end) for one in report.paragraphs),
        *((one.start, one.end) for one in report.indicators),
        *((one.start, one.end) for one in report.actions),
        *((one.start, one.end) for one in report.findings if one.part is None),
    ]
    if (
        any(not 0 <= start <= end <= size for start, end in spans)
        or not ids.issuperset(one.paragraph for one in report.indicators)
        or not ids.issuperset(one.paragraph for one in report.actions)
        or not sections.issuperset(one.section for one in report.paragraphs if one.section is not None)
        or any(
            one.parent is not None and not (one.parent in sections and one.parent < one.id) for one in report.sections
        )
    ):
        raise UnreadableInput(
            tr("{name}：分析结果与其中的正文对不上，文件被改动过；请重新 analyze --format json", name=name)
        )
    return report
