"""What a cleaned file has in place of a secret: a star for every character, so that nothing moves."""

from __future__ import annotations

from collections.abc import Iterable

from reportmine.cleaning.ledger import Ledger
from reportmine.masking import HIDDEN
from reportmine.messages import tr
from reportmine.model import Finding

STAR = "*"


def to_mask(findings: Iterable[Finding], part: int | None = None) -> list[Finding]:
    """Those of one text that are masked: secrets and personal data above ``low``.

    What is low (an office's own telephone, the number of a meeting) is mostly meant to be there.
    """
    return [f for f in findings if f.part == part and f.category in HIDDEN and f.severity != "low"]


def starred(text: str) -> str:
    """Stars for all that is no white space."""
    return "".join(char if char.isspace() else STAR for char in text)


def star_text(text: str, findings: Iterable[Finding]) -> str:
    """``text`` with stars for the findings, which are those of this very text."""
    pieces: list[str] = []
    position = 0
    for start, end in sorted((finding.start, finding.end) for finding in findings):
        start = max(start, position)
        if end > start:
            pieces += [text[position:start], starred(text[start:end])]
            position = end
    return "".join([*pieces, text[position:]])


def note_masked(ledger: Ledger, finding: Finding, place: str | None) -> None:
    """Notes that a finding was masked, without a word of what it was."""
    ledger.note(tr("密码、密钥已遮盖") if finding.category == "secret" else tr("个人信息已遮盖"), place=place)
