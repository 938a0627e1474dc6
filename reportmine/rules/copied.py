"""Text that stands in another report too."""

from __future__ import annotations

from reportmine.rules.rule import Rule

RULES: tuple[Rule, ...] = ()
