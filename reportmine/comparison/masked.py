"""A comparison with the secrets of its reports hidden: what every renderer shows unless it is told otherwise.

Takes a ``Comparison``, gives one of the same offsets. Read next: ``masking.py`` (how a string is masked).
"""

from __future__ import annotations

from reportmine.comparison.model import Comparison
from reportmine.masking import HIDDEN, mask_quotations
from reportmine.rules import RULES, check


def mask_comparison(comparison: Comparison) -> Comparison:
    """The comparison with ``•`` for every character of a secret or of personal data, wherever it quotes a report.

    A comparison has no findings of its own, so its reports are looked through again. One that was made of masked
    reports comes back as it is.
    """
    rules = [rule for rule in RULES if rule.category in HIDDEN]
    found = [(report.text, check(report.text, rules=rules)) for report in comparison.reports]
    return mask_quotations(comparison, found)
