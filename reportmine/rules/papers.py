"""The form of official papers (GB/T 9704): numbers of documents, dates, names of appendices."""

from __future__ import annotations

from reportmine.rules.rule import Rule

RULES: tuple[Rule, ...] = ()
