"""Refusals and faults as answers: JSON for programs, a page for those who look at a screen. Never a traceback.

Takes a ``Problem``, gives the bytes of a body and headers. Read next: ``shell.py``.
"""

from __future__ import annotations

from typing import Any

import msgspec
from litestar import Request, Response
from litestar.exceptions import HTTPException

from reportmine.errors import internal_error
from reportmine.messages import tr
from reportmine.web.forms import HTML, JSON
from reportmine.web.model import Problem
from reportmine.web.refusal import Refusal

#: What a page of the site itself may load and do.
SITE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "frame-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors "
)


def told(problem: Problem, accept: str) -> tuple[bytes, dict[str, str]]:
    """The body and the headers that say it, in the language of the request.

    Args:
        problem: what to say.
        accept: the Accept header: browsers that load a page or a frame name text/html first.
    """
    if not accept.startswith("text/html"):
        return msgspec.json.encode(problem), {"content-type": JSON}
    from reportmine.web.shell import render_message

    page = render_message(tr("没有打开"), problem.error, sign_in=problem.status == 401)
    return page.encode(), {"content-type": HTML, "content-security-policy": SITE_POLICY + "'self'"}


def answer_refusal(request: Request[Any, Any, Any], refusal: Refusal) -> Response[bytes]:
    """The answer to a request that is refused."""
    retry = {} if refusal.retry_after is None else {"retry-after": str(refusal.retry_after)}
    return _response(request, Problem(status=refusal.status, error=str(refusal)), retry)


def answer_http(request: Request[Any, Any, Any], error: HTTPException) -> Response[bytes]:
    """The answer to a request that the framework refuses: no such address, no such method, a wrong parameter."""
    lines = {
        404: tr("没有这个地址"),
        405: tr("这个地址不能这样用"),
        413: tr("内容太大"),
    }
    line = lines.get(error.status_code) or tr("请求不对：{reason}", reason=_reason(error))
    allowed = {name.lower(): value for name, value in (error.headers or {}).items()}.get("allow")
    kept = {"allow": ", ".join(sorted(allowed.split(", ")))} if allowed else {}
    return _response(request, Problem(status=error.status_code, error=line), kept)


def answer_depth(request: Request[Any, Any, Any], error: RecursionError) -> Response[bytes]:
    """The answer to JSON that is nested too deeply; nothing else here goes deep, files are read by the workers."""
    return _response(request, Problem(status=400, error=tr("请求不对：{reason}", reason=tr("格式"))), {})


def answer_fault(request: Request[Any, Any, Any], error: Exception) -> Response[bytes]:
    """The answer where a fault of ours shows."""
    return _response(request, Problem(status=500, error=str(internal_error(error, "reportmine"))), {})


def _reason(error: HTTPException) -> str:
    """Which parameters are wrong; what was given for them is not repeated."""
    extra: Any = error.extra
    keys = [str(entry["key"]) for entry in extra if isinstance(entry, dict) and "key" in entry] if extra else []
    return tr("、").join(keys) or tr("格式")


def _response(request: Request[Any, Any, Any], problem: Problem, headers: dict[str, str]) -> Response[bytes]:
    body, own = told(problem, request.headers.get("accept", ""))
    kind = own.pop("content-type")
    return Response(body, status_code=problem.status, media_type=kind, headers={**own, **headers})
