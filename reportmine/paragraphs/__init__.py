"""What each body paragraph says: achievement, shortfall, priority or other.

``label_paragraphs(text, paragraphs, sections)`` is the step; read next: ``classifier.py``, then ``features.py`` and
``context.py``. Training is in ``reportmine.train``.
"""

from reportmine.paragraphs.classifier import label_paragraphs

__all__ = ["label_paragraphs"]
