"""Figures that contradict each other: two values for one figure, parts above the whole, a rise that falls."""

from __future__ import annotations

from reportmine.rules.rule import Rule

RULES: tuple[Rule, ...] = ()
