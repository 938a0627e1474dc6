"""Reports side by side: figures, promises and what became of them.

Takes two or more ``Report``s, gives a ``Comparison`` (``model.py``). Read next: ``compare.py``, ``edition.py``.
"""

from reportmine.comparison.compare import compare
from reportmine.comparison.model import PARTS, Comparison, PartName

__all__ = ["PARTS", "Comparison", "PartName", "compare"]
