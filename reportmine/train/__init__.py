"""Training what models/ holds, from corpus/ and from public reports where they are at hand.

``train(corpus, weak, out)`` is all of it; read next: ``classifier.py``, then ``documents.py`` and ``weak_labels.py``.
"""

from reportmine.train.classifier import train

__all__ = ["train"]
