"""Places that do not belong to the report: another county's offices, a province and a city that do not go together."""

from __future__ import annotations

from reportmine.rules.rule import Rule

RULES: tuple[Rule, ...] = ()
