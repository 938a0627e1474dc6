"""A screening as JSON: for programs (``render``), and as a record for the files (``render_record``).

Both hold no time and no absolute path, so that the same files give the same bytes. Read next: ``screening/result.py``.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from pathlib import PurePath
from typing import Any

import msgspec

from reportmine import __version__
from reportmine.model import SEVERITIES, Finding
from reportmine.renderers.excerpts import evidence, excerpt
from reportmine.resources import resource
from reportmine.screening.config import Waiver
from reportmine.screening.result import Screening, mask_screening

SCHEMA_VERSION = 1


def render(
    screenings: Sequence[Screening],
    *,
    unreadable: Sequence[tuple[str, str]] = (),
    unused: Sequence[Waiver] = (),
    show_secrets: bool = False,
) -> str:
    """All files of a run as one JSON object, each finding with its evidence (secrets as ``•``) and its line.

    ``unreadable`` are names and reasons.
    """
    files = []
    for screening in screenings:
        shown = screening if show_secrets else mask_screening(screening)
        files.append(
            {
                "source": msgspec.to_builtins(screening.document.source),
                "verdict": screening.verdict,
                "counts": {severity: screening.count(severity) for severity in SEVERITIES},
                "findings": [_with_evidence(shown, finding) for finding in shown.findings],
                "set_aside": [
                    _without_nulls(finding=_with_evidence(shown, aside.finding), by=aside.by, reason=aside.reason,
                                   who=aside.who)
                    for aside in shown.set_aside
                ],
                "unchecked": list(screening.document.unchecked),
            }
        )  # fmt: skip
    return _json(
        {
            "schema": SCHEMA_VERSION,
            "files": files,
            "unreadable": [{"path": path, "reason": reason} for path, reason in unreadable],
            "unused_waivers": [_without_nulls(**msgspec.structs.asdict(waiver)) for waiver in unused],
        }
    )


def render_record(
    screenings: Sequence[Screening],
    *,
    unreadable: Sequence[tuple[str, str]] = (),
    unused: Sequence[Waiver] = (),
    configuration: bytes | None = None,
) -> str:
    """The record of a run: which bytes were screened by which rules, what was found and who let what pass.

    It quotes nothing from the text, so that it can be kept where the text may not. ``configuration`` is the file the
    project's settings were read from.
    """
    files = []
    for screening in screenings:
        source = screening.document.source
        waived = [aside for aside in screening.set_aside if aside.by == "waiver"]
        files.append(
            {
                "file": PurePath(source.path).name,
                "sha256": source.sha256,
                "format": source.format,
                "chars": source.chars,
                "verdict": screening.verdict,
                "counts": {severity: screening.count(severity) for severity in SEVERITIES},
                "findings": [_bare(finding) for finding in screening.findings],
                "waived": [
                    _without_nulls(**_bare(aside.finding), reason=aside.reason, who=aside.who) for aside in waived
                ],
                "in_baseline": [_bare(a.finding) for a in screening.set_aside if a.by == "baseline"],
                "not_selected": sorted({a.finding.rule for a in screening.set_aside if a.by == "selection"}),
                "unchecked": list(screening.document.unchecked),
            }
        )
    return _json(
        {
            "record": SCHEMA_VERSION,
            "reportmine": __version__,
            "rules_sha256": rules_version(),
            "configuration_sha256": hashlib.sha256(configuration).hexdigest() if configuration is not None else None,
            "files": files,
            "unreadable": [{"file": PurePath(path).name, "reason": reason} for path, reason in unreadable],
            "unused_waivers": [_without_nulls(**msgspec.structs.asdict(waiver)) for waiver in unused],
        }
    )


def rules_version() -> str:
    """A hash over the rules: their code and their word lists."""
    digest = hashlib.sha256()
    for path in _rule_files():
        digest.update(path.name.encode() + b"\0" + path.read_bytes().replace(b"\r\n", b"\n"))
    return digest.hexdigest()


def _rule_files() -> Iterable[Any]:
    import reportmine.rules

    folder = resource("data").parent / "rules"
    assert reportmine.rules.__file__ is not None
    yield from sorted(folder.glob("*.py"))
    yield from sorted(resource("data").glob("*.toml"))


def _with_evidence(screening: Screening, finding: Finding) -> dict[str, Any]:
    shown = excerpt(screening, finding)
    fields: dict[str, Any] = msgspec.to_builtins(finding)
    fields["evidence"] = evidence(screening, finding)
    fields["context"] = shown.line
    if finding.part is not None:
        part = screening.document.parts[finding.part]
        fields["part_kind"] = part.kind
        fields |= _without_nulls(author=part.author, date=part.date)
    return fields


def _bare(finding: Finding) -> dict[str, Any]:
    return _without_nulls(
        rule=finding.rule,
        category=finding.category,
        severity=finding.severity,
        line=finding.line,
        column=finding.column,
        place=finding.place,
        message=finding.message,
        fingerprint=finding.fingerprint,
    )


def _without_nulls(**fields: Any) -> dict[str, Any]:
    return {key: value for key, value in fields.items() if value is not None}


def _json(content: dict[str, Any]) -> str:
    return msgspec.json.format(msgspec.json.encode(content), indent=2).decode()
