"""Names that are one character off: of the state, its organs and offices, of persons on the roster; letters for digits."""

from __future__ import annotations

from reportmine.rules.rule import Rule

RULES: tuple[Rule, ...] = ()
