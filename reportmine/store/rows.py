"""The rows of one analysed report, table by table, in the order of the columns of ``schema.py``.

Takes a ``Report`` and the ``Identity`` it was given, gives tuples. Read next: ``store.py``.
"""

from __future__ import annotations

import hashlib
import zlib
from typing import TYPE_CHECKING, Any

import msgspec

if TYPE_CHECKING:
    from reportmine.identity import Identity
    from reportmine.model import Report

Row = tuple[Any, ...]
_KEY_DIGITS = 16
_PARTS = {"achievement": "review", "shortfall": "shortfalls", "priority": "plan"}


def key_of(text: str) -> str:
    """The key of a report: two files with the same text, blanks aside, hold the same report."""
    return hashlib.sha256("".join(text.split()).encode("utf-8", "surrogatepass")).hexdigest()[:_KEY_DIGITS]


def rows_of(
    key: str, report: Report, identity: Identity, path: str, prints: list[tuple[int, int]]
) -> dict[str, list[Row]]:
    """All rows of a report but those of measures, by table.

    Args:
        key: what ``key_of`` gives for its text.
        report: the analysis, masked already.
        identity: which place and year it is of.
        path: the file, as the store names it.
        prints: hash and first character of its fingerprints.
    """
    headings = {section.id: section.heading for section in report.sections}
    labels = {paragraph.id: paragraph.label for paragraph in report.paragraphs}
    text = report.text
    return {
        "reports": [_report_row(key, report, identity, path)],
        "disagreements": [
            (path, key, one.field, one.chosen, one.chosen_from, one.others) for one in identity.disagreements
        ],
        "sections": [
            (key, one.id, one.level, one.number, one.heading, one.start, one.end, one.parent)
            for one in report.sections
        ],
        "paragraphs": [
            (
                key, one.id, one.kind, one.label, one.also, one.confidence, one.section,
                None if one.section is None else headings.get(one.section), one.start, one.end,
                text[one.start : one.end],
            )
            for one in report.paragraphs
        ],
        "indicators": [
            (
                key, number, one.name, one.code, one.value, one.value_max, one.unit, one.bound, one.kind,
                one.direction, one.status, one.period, one.baseline, one.masked, one.paragraph,
                labels[one.paragraph], one.start, one.end, one.evidence,
            )
            for number, one in enumerate(report.indicators)
        ],
        "actions": [
            (key, number, one.name, one.type, one.status, one.paragraph, labels[one.paragraph], one.start, one.end)
            for number, one in enumerate(report.actions)
        ],
        "findings": [
            (
                key, number, one.rule, one.category, one.severity, one.line, one.column, one.start, one.end,
                one.message, one.fingerprint,
            )
            for number, one in enumerate(report.findings)
        ],
        "fingerprints": [(hashed, key, start) for hashed, start in prints],
        "analyses": [(key, pack(report))],
    }  # fmt: skip


def _report_row(key: str, report: Report, identity: Identity, path: str) -> Row:
    chars = dict.fromkeys(("review", "shortfalls", "plan"), 0)
    body = [one for one in report.paragraphs if one.kind == "body"]
    for one in body:
        if one.label in _PARTS:
            chars[_PARTS[one.label]] += one.end - one.start
    return (
        key, path, report.source.format, report.source.encoding, report.title, report.organisation,
        identity.place, identity.code, identity.level, identity.province, identity.province_code, identity.city,
        identity.city_code, identity.government, identity.year, report.date, identity.place_from, identity.year_from,
        len(report.text), sum(one.end - one.start for one in body), *chars.values(), len(body),
        len(report.indicators), len(report.actions), len(report.findings),
    )  # fmt: skip


def pack(report: Report) -> bytes:
    """A report as the table ``analyses`` keeps it; the same bytes for the same report."""
    return zlib.compress(msgspec.msgpack.encode(report), 6)


def unpack(data: bytes) -> Report:
    """The report again."""
    from reportmine.model import Report

    return msgspec.msgpack.decode(zlib.decompress(data), type=Report)
