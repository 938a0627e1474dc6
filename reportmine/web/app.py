"""The site put together: one ASGI app out of settings.

Takes a token, a port, limits; gives an app for uvicorn. Read next: ``access.py``, ``api.py``.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from typing import cast

import msgspec
from litestar import Litestar, Response, Router
from litestar.datastructures import State
from litestar.exceptions import HTTPException
from litestar.openapi.config import OpenAPIConfig
from litestar.openapi.plugins import JsonRenderPlugin
from litestar.openapi.spec import Components, SecurityScheme

from reportmine import __version__
from reportmine.screening.project import Project
from reportmine.web import api, site
from reportmine.web.access import App, Guard, Keys
from reportmine.web.desk import Asked, Desk
from reportmine.web.history import History
from reportmine.web.jobs import Jobs
from reportmine.web.limits import Gate, Limits
from reportmine.web.problems import answer_depth, answer_fault, answer_http, answer_refusal
from reportmine.web.refusal import Refusal
from reportmine.web.work import perform
from reportmine.web.worker import Work


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """What a server is started with. ``language`` is that of answers to requests that ask for none.

    ``project`` is what the office has set for the check before publication, as it was when the server started.
    """

    token: str
    port: int
    language: str | None = None
    limits: Limits = Limits()
    project: Project = Project()


class Site:
    """The app, and what of it outlives a request: ``jobs``, ``history``, ``keys``. ``work`` is for tests."""

    def __init__(self, settings: Settings, work: Work | None = None) -> None:
        self.keys = Keys(settings.token, settings.port)
        self.jobs = Jobs(settings.limits, work or partial(perform, project=settings.project))
        self.history = History(settings.limits)
        self.gate = Gate(settings.limits)
        desk = Desk(self.keys, self.jobs, self.history, self.gate, settings.project)
        self.litestar = Litestar(
            route_handlers=[site.index, site.static, Router("/api/v1", route_handlers=api.HANDLERS)],
            state=State({"desk": desk}),
            before_request=_tell_methods,
            exception_handlers={
                Refusal: answer_refusal,
                HTTPException: answer_http,
                RecursionError: answer_depth,
                Exception: answer_fault,
            },
            lifespan=[self._working],
            openapi_config=_description(),
            logging_config=None,
            pdb_on_exception=False,
        )
        self.app = Guard(cast("App", self.litestar), self.keys, settings.port, settings.language)

    @asynccontextmanager
    async def _working(self, _: Litestar) -> AsyncIterator[None]:
        self.jobs.start()
        try:
            yield
        finally:
            self.jobs.stop()


def _tell_methods(request: Asked) -> Response[bytes] | None:
    """Answers OPTIONS: the framework names one method alone where an address has several handlers."""
    if request.method != "OPTIONS":
        return None
    path = request.scope["path_template"]
    methods = {name for one in request.app.routes if one.path_format == path for name in getattr(one, "methods", ())}
    return Response(b"", status_code=204, headers={"allow": ", ".join(sorted(methods))})


def _description() -> OpenAPIConfig:
    schemes = {
        "token": SecurityScheme(type="http", scheme="bearer", description="The token that the server printed."),
    }
    return OpenAPIConfig(
        title="reportmine",
        version=__version__,
        description="Analyses and screens Chinese government work reports on this machine. Nothing is written to disk.",
        path="/api/v1/openapi.json",
        render_plugins=[JsonRenderPlugin(path="/")],
        components=Components(security_schemes=dict(schemes)),
        security=[{"token": []}],
        use_handler_docstrings=True,
    )
