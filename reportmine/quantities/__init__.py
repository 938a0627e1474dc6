"""Numbers with their units as they stand in a text, before anything is known of what they measure.

``find_quantities(text)`` is the step; read next: ``scan.py``, then ``counting.py``, ``numerals.py``, ``units.py``.
"""

from reportmine.quantities.scan import find_quantities

__all__ = ["find_quantities"]
