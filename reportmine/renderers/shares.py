"""How much of a report each label takes: the first thing one wants to know of it.

Takes a ``Report``, gives numbers. Read next: ``words.label_name``.
"""

from __future__ import annotations

from reportmine.model import Label, Report

#: The labels in the order of every output.
LABELS: tuple[Label, ...] = ("achievement", "shortfall", "priority", "other")


def label_chars(report: Report) -> dict[Label, int]:
    """Characters of the body paragraphs of each label, every label of ``LABELS`` named."""
    chars: dict[Label, int] = dict.fromkeys(LABELS, 0)
    for paragraph in report.paragraphs:
        if paragraph.label:
            chars[paragraph.label] += paragraph.end - paragraph.start
    return chars


def label_shares(report: Report) -> dict[Label, float]:
    """The share (0 to 1) of each label in all characters that have one; nothing where no paragraph has one."""
    chars = label_chars(report)
    total = sum(chars.values())
    return {label: count / total for label, count in chars.items()} if total else {}


def percent(share: float) -> str:
    """A share in words: what is there is never said to be none of it.

    >>> percent(0.004), percent(0.216)
    ('<1%', '22%')
    """
    return "<1%" if 0 < share < 0.005 else f"{share:.0%}"
