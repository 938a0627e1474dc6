"""A screening as SARIF 2.1.0 (OASIS), for code hosts, editors and CI.

Takes ``Screening``s and the rules of the run, gives a string. Lines and columns are those of the text as read; where a
file is no plain text, they count in its text and the place in words stands in the message. What could not be checked is
a tool execution notification. Read next: ``excerpts.py``.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

import msgspec

from reportmine import __version__
from reportmine.messages import language, tr
from reportmine.model import Finding, Severity
from reportmine.renderers.excerpts import evidence, excerpt, place_of
from reportmine.renderers.rule_pages import page_of
from reportmine.rules.rule import Rule
from reportmine.screening.result import Screening, mask_screening
from reportmine.text import LineIndex

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS: dict[Severity, str] = {"high": "error", "medium": "warning", "low": "note"}
# What code hosts sort by.
_RANKS: dict[Severity, str] = {"high": "8.0", "medium": "5.0", "low": "2.0"}


def render(
    screenings: Sequence[Screening],
    rules: Sequence[Rule],
    *,
    unreadable: Sequence[tuple[str, str]] = (),
    show_secrets: bool = False,
) -> str:
    """One SARIF log with one run. Findings that were waived or are in the baseline are suppressed results."""
    position = {rule.id: number for number, rule in enumerate(rules)}
    results: list[dict[str, Any]] = []
    notices: list[dict[str, Any]] = []
    for screening in screenings:
        shown = screening if show_secrets else mask_screening(screening)
        index = LineIndex(shown.document.text)
        uri = _uri(shown.document.source.path)
        results += [_result(shown, finding, position, index) for finding in shown.findings]
        for aside in shown.set_aside:
            if aside.by == "selection":
                continue
            result = _result(shown, aside.finding, position, index)
            suppression = {"kind": "external", "status": "accepted", "justification": aside.reason or aside.by}
            results.append({**result, "suppressions": [suppression]})
        notices += [_notice(uri, said, "warning") for said in shown.document.unchecked]
    notices += [_notice(_uri(path), said, "error") for path, said in unreadable]
    run = {
        "tool": {
            "driver": {
                "name": "reportmine",
                "semanticVersion": __version__,
                "language": "zh-CN" if language() == "zh" else "en",
                "rules": [_descriptor(rule) for rule in rules],
            }
        },
        "columnKind": "unicodeCodePoints",
        "invocations": [{"executionSuccessful": not unreadable, "toolExecutionNotifications": notices}],
        "results": results,
    }
    return msgspec.json.format(
        msgspec.json.encode({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}), indent=2
    ).decode()


def _descriptor(rule: Rule) -> dict[str, Any]:
    said = page_of(rule)
    help_text = "\n\n".join(filter(None, (said.finds, said.why, tr(rule.advice), said.norm)))
    return {
        "id": rule.id,
        "name": "".join(word.capitalize() for word in rule.name.split("-")),
        "shortDescription": {"text": tr(rule.message)},
        "fullDescription": {"text": said.finds or tr(rule.message)},
        "help": {"text": help_text},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {"tags": [rule.category], "security-severity": _RANKS[rule.severity]},
    }


def _result(screening: Screening, finding: Finding, position: dict[str, int], index: LineIndex) -> dict[str, Any]:
    place: dict[str, Any] = {"artifactLocation": {"uri": _uri(screening.document.source.path)}}
    message = tr("{message}。{advice}。", message=finding.message, advice=finding.advice)
    shown = excerpt(screening, finding)
    if finding.part is None:
        # A region's end column is the one after its last character.
        end_line, end_column = index.locate(finding.end)
        place["region"] = {
            "startLine": finding.line,
            "startColumn": finding.column,
            "endLine": end_line,
            "endColumn": end_column,
            "charOffset": finding.start,
            "charLength": finding.end - finding.start,
            "snippet": {"text": evidence(screening, finding)},
        }
    else:
        place["region"] = {"startLine": finding.line, "startColumn": finding.column}
    location: dict[str, Any] = {"physicalLocation": place}
    if finding.place is not None:
        where = place_of(screening, finding) if finding.part is not None else finding.place
        message = tr("{name}：{said}", name=where, said=message)
        location["logicalLocations"] = [{"name": finding.place, "kind": "element"}]
    return {
        "ruleId": finding.rule,
        "ruleIndex": position[finding.rule],
        "level": _LEVELS[finding.severity],
        "message": {"text": message},
        "locations": [location],
        "partialFingerprints": {"reportmine/v1": finding.fingerprint},
        "properties": {"category": finding.category, "severity": finding.severity, "context": shown.line},
    }


def _notice(uri: str, said: str, level: str) -> dict[str, Any]:
    location = {"physicalLocation": {"artifactLocation": {"uri": uri}}}
    return {"level": level, "message": {"text": said}, "locations": [location]}


def _uri(path: str) -> str:
    """A relative reference for a relative path, a file URI for an absolute one."""
    if path == "-":
        return "stdin"
    pure = PurePath(path)
    return pure.as_uri() if pure.is_absolute() else quote(pure.as_posix())
