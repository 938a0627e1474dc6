"""What the site says no with: a status of HTTP and one line in the language of the user."""

from __future__ import annotations

from reportmine.errors import ReportmineError


class Refusal(ReportmineError):
    """An answer other than the one asked for; ``retry_after`` is in seconds, for those who may try again."""

    def __init__(self, status: int, line: str, *, retry_after: int | None = None) -> None:
        super().__init__(line)
        self.status = status
        self.retry_after = retry_after
