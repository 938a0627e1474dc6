"""How much the site takes, and the reading of a request's body that keeps to it.

A body is counted while it comes in, whatever its Content-Length says, and is never written to the disk. One that is too
large is read to its end, up to a point, and thrown away: a browser that is cut off while it sends shows no answer.
Read next: ``uploads.py``.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any

import msgspec
from litestar import Request

from reportmine.messages import tr
from reportmine.web.refusal import Refusal

# What is read of a body that will not be taken.
_THROWN_AWAY = 400_000_000
_THROWN_AWAY_SECONDS = 3.0


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """Bytes, seconds and counts.

    ``upload`` is of one file, ``request`` of all files of a request, ``incoming`` of all requests under way;
    ``documents`` and ``kept`` are of the history; ``time`` is what a job may take of the processor
    (``work.time_factor``), ``memory`` what it may take; ``patience`` how long a sender may say nothing.
    """

    upload: int = 50_000_000
    request: int = 200_000_000
    files: int = 50
    incoming: int = 500_000_000
    documents: int = 60
    kept: int = 800_000_000
    queue: int = 60
    workers: int = 2
    time: float = 120.0
    memory: int = 2_000_000_000
    patience: float = 30.0


class Gate:
    """Reads the bodies of requests, and knows how many bytes of those under way are in memory."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.incoming = 0

    @asynccontextmanager
    async def chunks(
        self, request: Request[Any, Any, Any], limit: int, refusal: Refusal
    ) -> AsyncIterator[AsyncIterator[bytes]]:
        """The body of a request piece by piece; counted as under way until the context is left.

        Args:
            request: whose body is read.
            limit: bytes it may have.
            refusal: what is said when it has more.

        Raises:
            Refusal: it is too long (413), too much is coming in at once (503), the sender fell silent (408) or went
                away (400), or it is packed (415).
        """
        counted = 0
        body = _Body(request)

        async def counting() -> AsyncIterator[bytes]:
            nonlocal counted
            async for piece in body.pieces(self.limits.patience):
                counted += len(piece)
                self.incoming += len(piece)
                if counted > limit:
                    raise refusal
                if self.incoming > self.limits.incoming:
                    raise Refusal(503, tr("正在接收的文件太多，请稍后再试"), retry_after=5)
                yield piece

        try:
            if request.headers.get("content-encoding", "identity").lower() != "identity":
                raise Refusal(415, tr("请直接发送文件，不要压缩（Content-Encoding）"))
            announced = request.headers.get("content-length", "0")
            if announced.isascii() and announced.isdigit() and int(announced) > limit:
                raise refusal
            yield counting()
        except Exception:
            # One that waits to be told to send has not begun.
            if counted or "expect" not in request.headers:
                await body.throw_away()
            raise
        finally:
            self.incoming -= counted

    async def file(self, request: Request[Any, Any, Any]) -> bytes:
        """The body of a request that is one file.

        Raises:
            Refusal: as for ``chunks``.
        """
        async with self.chunks(request, self.limits.upload, too_large(self.limits)) as chunks:
            return b"".join([chunk async for chunk in chunks])


def too_large(limits: Limits) -> Refusal:
    """What is said to a file that is too large."""
    return Refusal(413, tr("文件太大，超过 {limit} MB", limit=f"{limits.upload / 1_000_000:g}"))


def too_large_together(limits: Limits) -> Refusal:
    """What is said to files that are too large together."""
    return Refusal(413, tr("一次放入的文件合计超过 {limit} MB，请分几次放", limit=f"{limits.request / 1_000_000:g}"))


class _Body:
    """What is still to come of a body; ``request.stream()`` of the framework has no way to wait only so long."""

    def __init__(self, request: Request[Any, Any, Any]) -> None:
        self._receive = request.receive
        self._more = True

    async def pieces(self, patience: float) -> AsyncIterator[bytes]:
        while self._more:
            try:
                message: Any = await asyncio.wait_for(self._receive(), patience)
            except asyncio.TimeoutError as error:
                self._more = False
                raise Refusal(408, tr("等了 {seconds} 秒没有收到内容", seconds=f"{patience:g}")) from error
            if message["type"] == "http.disconnect":
                self._more = False
                raise Refusal(400, tr("内容没有传完"))
            self._more = message.get("more_body", False)
            yield message.get("body", b"")

    async def throw_away(self) -> None:
        until = time.monotonic() + _THROWN_AWAY_SECONDS
        thrown_away = 0
        with suppress(Refusal):
            async for piece in self.pieces(_THROWN_AWAY_SECONDS):
                thrown_away += len(piece)
                if thrown_away > _THROWN_AWAY or time.monotonic() > until:
                    return
