"""How numbers and punctuation are written, where GB/T 15835 and GB/T 15834 say so."""

from __future__ import annotations

from reportmine.rules.rule import Rule

RULES: tuple[Rule, ...] = ()
