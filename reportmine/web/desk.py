"""What of a site outlives a request: who may enter, jobs, history, what counts bytes, what the office has set."""

from __future__ import annotations

from typing import Any, NamedTuple

from litestar import Request

from reportmine.screening.project import Project
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
    project: Project


def desk_of(request: Asked) -> Desk:
    """The desk of the site that was asked."""
    desk: Desk = request.app.state.desk
    return desk
