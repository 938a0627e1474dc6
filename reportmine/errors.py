"""The errors a user may see: what happened, where, and what to do next.

Everything the command line reports as an error is a ``ReportmineError``; anything else is a bug.
"""

from __future__ import annotations


class ReportmineError(Exception):
    """Something the user can put right. ``str()`` is one line in the language of the user."""


class InternalError(ReportmineError):
    """A fault of ours: something that no input should bring about. Its cause is chained to it."""


class UnreadableInput(ReportmineError):
    """A file that is missing, empty, not text, or too large."""


class BadLexicon(ReportmineError):
    """An entry of a data file is wrong; the message names the file and the key."""


class BadModel(ReportmineError):
    """A model folder is missing or does not fit this version."""
