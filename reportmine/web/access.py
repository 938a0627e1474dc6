"""Who may ask: the token, the Host and Origin of a request, and the headers that every answer has.

A page of another site that the user looks at can send requests here, too, and with DNS rebinding even under a name that
the browser takes for its own. So the Host must be ours, the Origin, where there is one, too, and nothing but the page's
own files is given to anyone without the token. Takes and gives ASGI. Read next: ``app.py``.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any
from urllib.parse import parse_qs

from reportmine.messages import LANGUAGES, set_language, tr
from reportmine.web.forms import HTML
from reportmine.web.model import Problem
from reportmine.web.problems import told

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

#: Of every answer. What else an answer may load or run is said by who makes it (``site.py``, ``api.py``).
HEADERS = {
    "content-security-policy": "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "x-content-type-options": "nosniff",
    "x-frame-options": "SAMEORIGIN",
    "referrer-policy": "no-referrer",
    "cache-control": "no-store",
    "cross-origin-resource-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}
#: What needs no token: that the server runs, the style of the page that asks for the token.
_OPEN = ("/api/v1/health", "/static/")
#: Set when somebody chooses a language on the page.
LANGUAGE_COOKIE = "lang"


class Keys:
    """The token, and the keys that open the site once: the browser's history keeps the address it was opened with."""

    def __init__(self, token: str, port: int) -> None:
        self._token = token.encode()
        self._once: set[bytes] = set()
        # Cookies are shared between all ports of a host.
        self.cookie = f"reportmine-{port}"

    def make_one(self) -> str:
        """A key that opens the site once."""
        key = secrets.token_urlsafe(32)
        self._once.add(key.encode())
        return key

    def fits(self, said: str) -> bool:
        """Whether this is the token."""
        return secrets.compare_digest(said.encode("utf-8", "replace"), self._token)

    def opens(self, said: str) -> bool:
        """Whether this is the token or a key that was not used yet."""
        given = said.encode("utf-8", "replace")
        once = [key for key in self._once if secrets.compare_digest(key, given)]
        self._once.difference_update(once)
        return bool(once) or self.fits(said)

    def cookie_header(self) -> str:
        """The Set-Cookie of somebody who came in."""
        return f"{self.cookie}={self._token.decode()}; Path=/; HttpOnly; SameSite=Strict"


class Guard:
    """An app around the site that lets through what may pass.

    Args:
        app: the site.
        keys: who may enter.
        port: the port in our Host and Origin.
        language: of answers to requests that name none; ``None``: what their browser prefers, else Chinese.
    """

    def __init__(self, app: App, keys: Keys, port: int, language: str | None = None) -> None:
        self._app = app
        self._keys = keys
        self._language = language
        names = ("127.0.0.1", "localhost")
        self._hosts = {f"{name}:{port}" for name in names} | (set(names) if port == 80 else set())
        self._origins = {f"http://{host}" for host in self._hosts}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers a request or passes it on."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            await send({"type": "websocket.close", "code": 1008})
            return
        headers = _Headers(scope)
        query = parse_qs(scope.get("query_string", b"").decode("latin-1"), keep_blank_values=True)
        set_language(_language_of(query, headers, self._language))

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = _with_headers(message.get("headers", ()))
            await send(message)

        refusal = self._refusal(scope, headers)
        if refusal is None:
            await self._app(scope, receive, sending)
        else:
            await _refuse(refusal, headers.first("accept"), sending)

    def _refusal(self, scope: Scope, headers: _Headers) -> Problem | None:
        hosts = headers.all("host")
        if len(hosts) != 1 or hosts[0].lower() not in self._hosts:
            return Problem(status=403, error=tr("请求的主机名不对，只能从本机用启动时给出的地址打开"))
        origins = headers.all("origin")
        if any(origin.lower() not in self._origins for origin in origins) or self._is_foreign(scope, headers):
            return Problem(status=403, error=tr("请求来自别的网站，已拒绝"))
        path: str = scope["path"]
        # The page itself says in its own way what is missing.
        if path == "/" or path.startswith(_OPEN) or self._knows_token(headers):
            return None
        return Problem(status=401, error=tr("没有令牌或令牌不对；请用 reportmine serve 启动时给出的地址"))

    def _is_foreign(self, scope: Scope, headers: _Headers) -> bool:
        """Whether the browser says that another site made it ask; a link that somebody follows to the page may."""
        if headers.first("sec-fetch-site") not in ("cross-site", "same-site"):
            return False
        follows = headers.first("sec-fetch-mode") == "navigate" and headers.first("sec-fetch-dest") == "document"
        return not (follows and scope["method"] == "GET" and scope["path"] == "/")

    def _knows_token(self, headers: _Headers) -> bool:
        return holds_token(headers.first("authorization"), headers.first("cookie"), self._keys)


def holds_token(authorization: str, cookies: str, keys: Keys) -> bool:
    """Whether one of the headers of a request has the token."""
    kind, _, said = authorization.partition(" ")
    if kind.lower() == "bearer":
        return keys.fits(said.strip())
    return keys.fits(_cookie(cookies, keys.cookie))


class _Headers:
    def __init__(self, scope: Scope) -> None:
        self._all = [(name.decode("latin-1").lower(), value.decode("latin-1")) for name, value in scope["headers"]]

    def all(self, name: str) -> list[str]:
        return [value for key, value in self._all if key == name]

    def first(self, name: str) -> str:
        return next(iter(self.all(name)), "")


def _cookie(header: str, name: str) -> str:
    # Not by http.cookies: it gives up all of them for one that another program on this host set badly.
    pairs = (part.strip().partition("=") for part in header.split(";"))
    return next((value for key, _, value in pairs if key == name), "")


def _language_of(query: dict[str, list[str]], headers: _Headers, chosen: str | None) -> str | None:
    """The language of the answer: asked for, chosen before, chosen for the server, liked by the browser."""
    asked: list[str] = [*query.get("lang", ()), _cookie(headers.first("cookie"), LANGUAGE_COOKIE), chosen or ""]
    for said in asked:
        if said in LANGUAGES:
            return said
    liked: list[tuple[float, int, str]] = []
    for number, entry in enumerate(headers.first("accept-language").split(",")):
        match = re.fullmatch(r"\s*([A-Za-z]{2})(?:-[\w-]*)?\s*(?:;\s*q=([01](?:\.\d{0,3})?))?\s*", entry)
        if match and match[1].lower() in LANGUAGES and (quality := float(match[2] or 1)):
            liked.append((-quality, number, match[1].lower()))
    return min(liked)[2] if liked else "zh"


def _with_headers(given: Any) -> list[tuple[bytes, bytes]]:
    present = {name.lower() for name, _ in given}
    added = [(name.encode(), value.encode()) for name, value in HEADERS.items() if name.encode() not in present]
    return [*given, *added]


async def _refuse(problem: Problem, accept: str, send: Send) -> None:
    body, headers = told(problem, accept)
    headers["content-length"] = str(len(body))
    if headers["content-type"] == HTML:
        headers["content-type"] += "; charset=utf-8"
    if problem.status == 401:
        headers["www-authenticate"] = "Bearer"
    raw = [(name.encode(), value.encode()) for name, value in headers.items()]
    await send({"type": "http.response.start", "status": problem.status, "headers": raw})
    await send({"type": "http.response.body", "body": body})
