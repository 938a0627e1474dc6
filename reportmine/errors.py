"""The errors a user may see: what happened, where, and what to do next.

Everything the command line reports as an error is a ``ReportmineError``; anything else is a bug.
"""

from __future__ import annotations

import os
import traceback

from reportmine.messages import tr


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


def internal_error(error: Exception, name: str) -> InternalError:
    """What to tell about a fault of ours in one line; with ``REPORTMINE_DEBUG`` set, the traceback goes first."""
    if os.environ.get("REPORTMINE_DEBUG"):
        traceback.print_exception(error)
    return InternalError(
        tr(
            "{name}：程序内部错误（{kind}），请反馈；设置 REPORTMINE_DEBUG=1 再运行可看到详情",
            name=name,
            kind=type(error).__name__,
        )
    )
