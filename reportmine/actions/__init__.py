"""Named actions: programmes, campaigns, documents, mechanisms, titles, facilities and events with a name of their own.

``find_actions(text, paragraphs)`` is the step; read next: ``find.py``, then ``chunks.py``, ``names.py``, ``judge.py``.
"""

from reportmine.actions.find import find_actions

__all__ = ["find_actions"]
