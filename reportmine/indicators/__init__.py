"""What the numbers measure: name, kind, direction, status, baseline and period of every quantity that counts.

``find_indicators(text, paragraphs, dates, year, sections, explain=False)`` is the step; read next: ``find.py``, then
``names.py`` and ``choice.py``, ``periods.py``.
"""

from reportmine.indicators.find import find_indicators

__all__ = ["find_indicators"]
