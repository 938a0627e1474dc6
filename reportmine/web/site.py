"""What the browser is given as pages and files: the page to work on, the page that asks for the token, styles, scripts.

Takes requests, gives responses. Read next: ``shell.py``.
"""

from __future__ import annotations

from typing import Annotated

from litestar import Response, get
from litestar.params import Parameter

from reportmine.messages import LANGUAGES, tr
from reportmine.resources import resource
from reportmine.web.access import LANGUAGE_COOKIE, holds_token
from reportmine.web.desk import Asked, desk_of
from reportmine.web.forms import HTML
from reportmine.web.problems import SITE_POLICY
from reportmine.web.refusal import Refusal

_POLICY = {"content-security-policy": SITE_POLICY + "'none'"}
_KINDS = {
    ".js": "text/javascript",
    ".css": "text/css",
    ".svg": "image/svg+xml",
    ".png": "image/png",
}
#: The style that the site shares with the pages it shows.
_SHARED = "page.css"


@get("/", include_in_schema=False, sync_to_thread=False)
def index(request: Asked) -> Response[bytes]:
    """The page to work on; with ``token`` or ``lang`` in the address it is remembered, and the address forgets it."""
    from reportmine.web.shell import render_sign_in, render_site

    desk = desk_of(request)
    keys = desk.keys
    # A whole address may have been pasted where the token belongs.
    said = request.query_params.get("token", "").rpartition("token=")[2].strip()
    if said:
        if keys.opens(said):
            return _redirect(keys.cookie_header())
        return _page(render_sign_in(wrong=True), 401)
    headers = request.headers
    if not holds_token(headers.get("authorization", ""), headers.get("cookie", ""), keys):
        return _page(render_sign_in(wrong=keys.cookie in request.cookies), 401)
    language = request.query_params.get("lang")
    if language in LANGUAGES:
        return _redirect(f"{LANGUAGE_COOKIE}={language}; Path=/; SameSite=Strict")
    limits = desk.gate.limits
    page = render_site(upload_limit=limits.upload, documents_limit=limits.documents, configuration=desk.project.path)
    return _page(page, 200)


@get("/static/{name:str}", include_in_schema=False, sync_to_thread=False)
def static(name: Annotated[str, Parameter(description="The file.")]) -> Response[bytes]:
    """A style, a script or a picture of the site."""
    files = {path.name: path for path in resource("web", "static").iterdir() if path.suffix in _KINDS}
    files[_SHARED] = resource("renderers", "html", "assets", _SHARED)
    path = files.get(name)
    if path is None:
        raise Refusal(404, tr("没有这个地址"))
    return Response(path.read_bytes(), media_type=_KINDS[path.suffix], headers={"cache-control": "no-cache"})


def _page(html: str, status: int) -> Response[bytes]:
    return Response(html.encode(), status_code=status, media_type=HTML, headers=_POLICY)


def _redirect(cookie: str) -> Response[bytes]:
    return Response(b"", status_code=303, media_type=HTML, headers={"location": "/", "set-cookie": cookie})
