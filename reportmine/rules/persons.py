"""What tells of a person beside the numbers: masks that can be joined, a name beside an illness or relief."""

from __future__ import annotations

from reportmine.rules.rule import Rule

RULES: tuple[Rule, ...] = ()
