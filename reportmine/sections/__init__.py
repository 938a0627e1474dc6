"""The structure of a report: kinds of lines, headings and sections, title, year, place, who reports to whom.

``find_structure(text)`` is the step; read next: ``structure.py``, then ``layout.py``, ``headings.py``, ``metadata.py``.
"""

from reportmine.sections.structure import Structure, find_structure

__all__ = ["Structure", "find_structure"]
