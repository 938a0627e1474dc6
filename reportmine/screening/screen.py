"""Screens one document: all rules over all of it, then what the project's configuration sets aside.

Takes a ``Document`` and a ``Config``, gives a ``Screening``. Read next: ``rules/__init__.py``, ``config.py``.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

import msgspec

from reportmine.model import Finding
from reportmine.readers.document import Document
from reportmine.rules import RULES, check_document
from reportmine.rules.rule import Rule
from reportmine.rules.settings import Settings
from reportmine.screening.config import Config, WaiverBook
from reportmine.screening.result import Screening, SetAside


def screen_document(
    document: Document,
    config: Config | None = None,
    *,
    waivers: WaiverBook | None = None,
    known: Collection[str] = (),
    words: Sequence[Rule] = (),
    settings: Settings | None = None,
) -> Screening:
    """The findings of a document, without those that are waived, off or known already.

    ``waivers`` notes which waivers were used; ``known`` are the fingerprints of a baseline; ``words`` are the rules
    made of the office's own word lists, ``settings`` what the rules know besides the configuration.
    """
    config = config or Config()
    found = check_document(document, settings=settings or config.settings(), rules=(*RULES, *words))
    names = {rule.id: rule.name for rule in (*RULES, *words)}
    book = waivers or WaiverBook(config.waiver)
    reported: list[Finding] = []
    set_aside: list[SetAside] = []
    for finding in found:
        finding = _graded(finding, config, names[finding.rule])
        if not config.selects(finding, names[finding.rule]):
            set_aside.append(SetAside(finding=finding, by="selection"))
            continue
        waiver = book.waives(finding, names[finding.rule], document)
        if waiver is not None:
            set_aside.append(SetAside(finding=finding, by="waiver", reason=waiver.reason, who=waiver.by))
        elif finding.fingerprint in known:
            set_aside.append(SetAside(finding=finding, by="baseline"))
        else:
            reported.append(finding)
    return Screening(document=document, findings=tuple(reported), set_aside=tuple(set_aside))


def _graded(finding: Finding, config: Config, name: str) -> Finding:
    """The finding with the severity that the project gives its rule."""
    severity = config.severity.get(finding.rule) or config.severity.get(name) or config.severity.get(finding.category)
    return finding if severity is None else msgspec.structs.replace(finding, severity=severity)
