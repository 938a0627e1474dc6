"""What a screening gives: the findings of a document, those that were set aside and by whom, and what was not checked.

Pure data and what is asked of it. Read next: ``screen.py``, which makes it.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from reportmine.masking import mask_text
from reportmine.model import SEVERITIES, Finding, Severity
from reportmine.readers.document import Document

SetAsideBy = Literal["waiver", "baseline", "selection"]
Verdict = Literal["clean", "findings", "incomplete"]


class SetAside(msgspec.Struct, frozen=True, kw_only=True):
    """A finding that is not reported: waived with a reason, in the baseline, or of a rule that is off."""

    finding: Finding
    by: SetAsideBy
    reason: str | None = None
    who: str | None = None


class Screening(msgspec.Struct, frozen=True, kw_only=True):
    """The screening of one document.

    ``findings`` are to be looked at; ``set_aside`` were found too, and what they hide is hidden in every output all
    the same.
    """

    document: Document
    findings: tuple[Finding, ...]
    set_aside: tuple[SetAside, ...] = ()

    def count(self, severity: Severity) -> int:
        """How many findings of a severity there are."""
        return sum(finding.severity == severity for finding in self.findings)

    def reaches(self, severity: Severity) -> bool:
        """Whether a finding is of this severity or graver."""
        limit = SEVERITIES.index(severity)
        return any(SEVERITIES.index(finding.severity) <= limit for finding in self.findings)

    @property
    def verdict(self) -> Verdict:
        """``clean`` only when nothing was found and everything could be checked."""
        if self.findings:
            return "findings"
        return "incomplete" if self.document.unchecked else "clean"

    def __repr__(self) -> str:
        from reportmine.renderers.notebook import screening_line

        return screening_line(self)

    def _repr_html_(self) -> str:
        from reportmine.renderers.notebook import screening_html

        return screening_html(self)


def mask_screening(screening: Screening) -> Screening:
    """The screening with the secrets and personal data of its document as ``•``; offsets stay as they are."""
    found: dict[int | None, list[Finding]] = {}
    for finding in (*screening.findings, *(aside.finding for aside in screening.set_aside)):
        found.setdefault(finding.part, []).append(finding)
    document = screening.document
    parts = tuple(
        msgspec.structs.replace(part, text=mask_text(part.text, found[number])) if number in found else part
        for number, part in enumerate(document.parts)
    )
    text = mask_text(document.text, found.get(None, []))
    return msgspec.structs.replace(screening, document=msgspec.structs.replace(document, text=text, parts=parts))
