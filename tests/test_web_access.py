"""Who gets in: token, cookie, Host, Origin; the headers of every answer; languages."""

from __future__ import annotations

from collections.abc import Iterator

import hostile_work
import httpx
import pytest
from sites import TOKEN, Running, running

from reportmine.web.access import HEADERS


@pytest.fixture(scope="module")
def site() -> Iterator[Running]:
    with running(hostile_work.perform) as made:
        yield made


@pytest.fixture
def stranger(site: Running) -> Iterator[httpx.Client]:
    """Somebody who knows the address and no token."""
    with httpx.Client(base_url=f"http://127.0.0.1:{site.port}") as client:
        yield client


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Authorization": "Bearer"},
        {"Authorization": f"Bearer {TOKEN}x"},
        {"Authorization": f"Bearer {TOKEN[:-1]}"},
        {"Authorization": f"Basic {TOKEN}"},
        {"Authorization": "Bearer 令牌".encode()},
        {"Cookie": f"reportmine={TOKEN}"},
        {"Cookie": "=;;\x7f,"},
        {"Cookie": f"other={TOKEN}; lang=zh"},
        {"X-Token": TOKEN},
    ],
)
@pytest.mark.parametrize("path", ["/api/v1/documents", "/api/v1/openapi.json", "/nothing", "/api/v1/documents/x/page"])
def test_without_the_token_nothing_is_told(stranger: httpx.Client, path: str, headers: dict[str, str | bytes]) -> None:
    answer = stranger.get(path, headers=headers)
    assert answer.status_code == 401
    assert answer.json() == {"status": 401, "error": "没有令牌或令牌不对；请用 reportmine serve 启动时给出的地址"}
    assert answer.headers["www-authenticate"] == "Bearer"


def test_a_token_in_the_address_is_for_the_page_alone(stranger: httpx.Client) -> None:
    assert stranger.get(f"/api/v1/documents?token={TOKEN}").status_code == 401


def test_the_address_becomes_a_cookie_and_forgets_the_token(site: Running, stranger: httpx.Client) -> None:
    answer = stranger.get(f"/?token={TOKEN}")
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    cookie = answer.headers["set-cookie"]
    assert cookie == f"reportmine-{site.port}={TOKEN}; Path=/; HttpOnly; SameSite=Strict"
    assert TOKEN not in answer.text
    assert stranger.get("/").status_code == 200
    assert stranger.get("/api/v1/documents").json() == []
    # Other programs of this host set cookies as they please.
    others = {"Cookie": f'a={{"b": "c,d"}}; =; \x01; reportmine-{site.port}={TOKEN}; z'}
    with httpx.Client(base_url=stranger.base_url) as other:
        assert other.get("/api/v1/documents", headers=others).status_code == 200


def test_a_whole_address_pasted_for_the_token_will_do(site: Running, stranger: httpx.Client) -> None:
    pasted = f"http://127.0.0.1:{site.port}/?token={TOKEN} "
    assert stranger.get("/", params={"token": pasted}).status_code == 303


def test_the_key_that_the_browser_is_opened_with_opens_once(site: Running, stranger: httpx.Client) -> None:
    key = site.site.keys.make_one()
    assert stranger.get(f"/?token={key}").status_code == 303
    assert stranger.get("/").status_code == 200
    stranger.cookies.clear()
    assert stranger.get(f"/?token={key}").status_code == 401
    assert stranger.get("/api/v1/documents", headers={"Authorization": f"Bearer {key}"}).status_code == 401


@pytest.mark.parametrize("address", ["/", "/?token=wrong", "/?token=%00%ff", "/?lang=en"])
def test_strangers_get_a_page_that_says_what_to_do(stranger: httpx.Client, address: str) -> None:
    answer = stranger.get(address)
    assert answer.status_code == 401
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert "set-cookie" not in answer.headers


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "evil.example:{port}",
        "127.0.0.1",
        "127.0.0.1:1",
        "localhost",
        "[::1]:{port}",
        "0.0.0.0:{port}",
        "",
    ],
)
@pytest.mark.parametrize("path", ["/", "/api/v1/health", "/api/v1/documents", "/static/site.css", "/nothing"])
def test_a_foreign_host_is_refused_whatever_it_asks(site: Running, host: str, path: str) -> None:
    answer = site.client.get(path, headers={"Host": host.format(port=site.port)})
    assert answer.status_code == 403
    assert answer.json()["error"].startswith("请求的主机名不对")


def test_localhost_is_ours(site: Running) -> None:
    assert site.client.get("/api/v1/documents", headers={"Host": f"LOCALHOST:{site.port}"}).status_code == 200


@pytest.mark.parametrize(
    ("headers", "allowed"),
    [
        ({"Origin": "http://127.0.0.1:{port}"}, True),
        ({"Origin": "http://localhost:{port}", "Sec-Fetch-Site": "same-origin"}, True),
        ({"Sec-Fetch-Site": "none"}, True),
        ({"Origin": "https://127.0.0.1:{port}"}, False),
        ({"Origin": "http://127.0.0.1:1"}, False),
        ({"Origin": "http://127.0.0.1"}, False),
        ({"Origin": "http://evil.example"}, False),
        ({"Origin": "null"}, False),
        ({"Sec-Fetch-Site": "cross-site"}, False),
        ({"Sec-Fetch-Site": "same-site"}, False),
        ({"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"}, False),
    ],
)
def test_a_foreign_origin_is_refused(site: Running, headers: dict[str, str], allowed: bool) -> None:
    sent = {name: value.format(port=site.port) for name, value in headers.items()}
    for answer in (
        site.client.get("/api/v1/documents", headers=sent),
        site.client.delete("/api/v1/comparisons/none", headers=sent),
        site.client.post("/api/v1/documents", content=b"", headers=sent),
    ):
        assert (answer.status_code == 403) is not allowed


def test_a_link_to_the_page_may_be_followed(site: Running) -> None:
    followed = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"}
    assert site.client.get("/", headers=followed).status_code == 200
    assert site.client.get("/", headers=followed | {"Sec-Fetch-Dest": "iframe"}).status_code == 403


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/", 200),
        ("GET", "/static/favicon.svg", 200),
        ("GET", "/static/../app.py", 404),
        ("GET", "/static/..%2fapp.py", 404),
        ("GET", "/api/v1/health", 200),
        ("GET", "/api/v1/openapi.json", 200),
        ("GET", "/api/v1/documents", 200),
        ("GET", "/api/v1/documents/nothing", 404),
        ("GET", "/api/v1/documents/nothing/page", 404),
        ("GET", "/nothing", 404),
        ("GET", "/schema", 404),
        ("PUT", "/api/v1/documents", 405),
        ("POST", "/api/v1/comparisons", 400),
        ("OPTIONS", "/api/v1/documents", 204),
        ("HEAD", "/", 405),
    ],
)
def test_every_answer_has_the_headers(site: Running, method: str, path: str, status: int) -> None:
    answer = site.client.request(method, path)
    assert answer.status_code == status, answer.text
    for name, value in HEADERS.items():
        if name not in ("content-security-policy", "cache-control"):
            assert answer.headers[name] == value
    assert answer.headers["cache-control"] in ("no-store", "no-cache")
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert "access-control-allow-origin" not in answer.headers
    assert "server" not in answer.headers
    assert TOKEN not in answer.text
    if status >= 400 and method != "HEAD":
        assert answer.json()["status"] == status
        assert "\n" not in answer.json()["error"]


def test_a_refusal_is_a_page_for_those_who_look_at_one(site: Running) -> None:
    answer = site.client.get("/api/v1/documents/nothing/page", headers={"Accept": "text/html,*/*;q=0.8"})
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert "没有这份内容" in answer.text


@pytest.mark.parametrize(
    ("query", "headers", "language"),
    [
        ("", {}, "zh"),
        ("", {"Accept-Language": "en-US,en;q=0.9"}, "en"),
        ("", {"Accept-Language": "zh-CN,zh;q=0.9,en;q=0.8"}, "zh"),
        ("", {"Accept-Language": "fr, en;q=0.5, zh;q=0.7"}, "zh"),
        ("", {"Accept-Language": "en;q=x,,;;q=,\x7f"}, "zh"),
        ("", {"Accept-Language": "en;q=0"}, "zh"),
        ("?lang=en", {"Accept-Language": "zh"}, "en"),
        ("?lang=fr", {"Accept-Language": "en"}, "en"),
        ("", {"Accept-Language": "zh", "Cookie": "lang=en"}, "en"),
        ("?lang=zh", {"Cookie": "lang=en"}, "zh"),
    ],
)
def test_an_answer_is_in_the_language_that_was_asked_for(
    stranger: httpx.Client, query: str, headers: dict[str, str], language: str
) -> None:
    line = stranger.get(f"/api/v1/documents{query}", headers=headers).json()["error"]
    assert line.isascii() is (language == "en")


def test_a_chosen_language_is_remembered(site: Running) -> None:
    answer = site.client.get("/?lang=en")
    assert (answer.status_code, answer.headers["set-cookie"]) == (303, "lang=en; Path=/; SameSite=Strict")


def test_health_needs_no_token_and_tells_little(stranger: httpx.Client) -> None:
    assert set(stranger.get("/api/v1/health").json()) == {"version", "jobs"}
