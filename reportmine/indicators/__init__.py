"""What the numbers measure: name, kind, direction, status and period of every quantity that counts.

``find_indicators(text, paragraphs, dates, year, sections)`` is the step; read next: ``find.py``, then ``names.py`` and
``periods.py``.
"""

from reportmine.indicators.find import find_indicators

__all__ = ["find_indicators"]
