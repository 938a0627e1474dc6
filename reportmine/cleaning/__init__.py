"""Cleaning a file before it is published: ``clean(data, name, target)`` gives the bytes to write and what was done.

Read next: ``clean.py``.
"""

from reportmine.cleaning.clean import Cleaned, NotCleanable, clean
from reportmine.cleaning.ledger import Deed

__all__ = ["Cleaned", "Deed", "NotCleanable", "clean"]
