"""Dates and periods of a text, resolved against the year of the report.

``find_dates(text, year)`` is the step; read next: ``mentions.py``, then ``patterns.py``.
"""

from reportmine.dates.mentions import DateMention, find_dates

__all__ = ["DateMention", "find_dates"]
