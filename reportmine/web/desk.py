"""What of a site outlives a request: the jobs, the history, what counts bytes, and who may enter."""

from __future__ import annotations

from typing import Any, NamedTuple

from litestar import Request

from reportmine.web.access import Keys
from reportmine.web.history import History
from reportmine.web.jobs import Jobs
from reportmine.web.limits import Gate

Asked = Request[Any, Any, Any]


class Desk(NamedTuple):
    """What every handler works with."""

    keys: Keys
    jobs: Jobs
    history: History
    gate: Gate


def desk_of(request: Asked) -> Desk:
    """The desk of the site that was asked."""
    desk: Desk = request.app.state.desk
    return desk
