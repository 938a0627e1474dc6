"""The server: a port of this machine, uvicorn on it, and an end that leaves no worker behind.

Takes settings and a socket. Read next: ``app.py``.
"""

from __future__ import annotations

import asyncio
import errno
import socket
import sys
from collections.abc import Callable

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol, RequestResponseCycle

from reportmine.errors import ReportmineError
from reportmine.messages import tr
from reportmine.web.app import Site

HOST = "127.0.0.1"
#: The port of the site, when nobody says another one and it is free.
USUAL_PORT = 8765
# So many ports after it are tried.
_MORE = 20
# Seconds that answers under way have when the server stops.
_LAST = 3
# Seconds in which the head of a request must have come in.
_HEAD = 30.0


class PortTaken(ReportmineError):
    """Another program listens there, or the system does not let us."""


def listen(port: int | None) -> socket.socket:
    """A socket that listens on this machine alone.

    Args:
        port: 0 for any that is free; ``None`` for the usual one, or the next that is free.

    Raises:
        PortTaken: another program has it, or the system keeps it for itself.
    """
    wanted = range(USUAL_PORT, USUAL_PORT + _MORE) if port is None else (port,)
    reason = ""
    for number in wanted:
        listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        if sys.platform == "win32":
            # Otherwise two programs can have the same port there.
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        else:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((HOST, number))
            listener.listen(128)
        except OSError as error:
            listener.close()
            taken = error.errno in (errno.EADDRINUSE, getattr(errno, "WSAEADDRINUSE", errno.EADDRINUSE))
            reason = tr("已被别的程序占用") if taken else tr("系统不允许使用")
            continue
        return listener
    raise PortTaken(
        tr("端口 {port} {reason}；请换一个 --port，或用 --port 0 由系统挑选", port=wanted[0], reason=reason)
    )


class Connection(H11Protocol):
    """A connection that ends when the head of a request does not come in; uvicorn itself waits for it for ever."""

    _waiting: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Waits for the first request."""
        super().connection_made(transport)
        self._wait(None)

    def on_response_complete(self) -> None:
        """Waits for the next request, which may have begun already."""
        answered = self.cycle
        super().on_response_complete()
        self._wait(answered)

    def connection_lost(self, exc: Exception | None) -> None:
        """Waits for nothing more."""
        super().connection_lost(exc)
        if self._waiting is not None:
            self._waiting.cancel()

    def _wait(self, before: RequestResponseCycle | None) -> None:
        if self._waiting is not None:
            self._waiting.cancel()
        self._waiting = self.loop.call_later(_HEAD, self._give_up, before)

    def _give_up(self, before: RequestResponseCycle | None) -> None:
        if self.cycle is before:
            self.transport.close()


class Server(uvicorn.Server):
    """Answers requests until Ctrl-C, or until ``should_exit`` is set.

    Args:
        site: what answers.
        started: called when it does.
    """

    def __init__(self, site: Site, started: Callable[[], None]) -> None:
        config = uvicorn.Config(
            site.app,
            http=Connection,
            ws="none",
            lifespan="on",
            # Nothing of what is asked or uploaded is to stand in a log.
            log_config=None,
            log_level="critical",
            access_log=False,
            server_header=False,
            timeout_graceful_shutdown=_LAST,
        )
        super().__init__(config)
        self._site = site
        self._tell = started

    def answer(self, listener: socket.socket) -> None:
        """Answers whoever connects to the socket; when it returns, nothing of the server runs any more.

        Raises:
            KeyboardInterrupt: it was stopped by Ctrl-C.
        """
        asyncio.run(self.serve(sockets=[listener]))

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begins to answer, and says so."""
        await super().startup(sockets)
        if self.started:
            self._tell()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Ends the jobs first, so that whoever waits for one is answered before connections are closed."""
        await asyncio.to_thread(self._site.jobs.stop)
        await super().shutdown(sockets)
