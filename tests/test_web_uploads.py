"""What comes in: forms, bodies, names, and more than is taken; nothing of it ever touches the disk."""

from __future__ import annotations

import os
import re
import socket
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import hostile_work
import httpx
import pytest
from sites import REPORT, TOKEN, Running, running

from reportmine.web import server
from reportmine.web.uploads import disposition, safe_name, stem

FORM = {"Content-Type": "multipart/form-data; boundary=b"}
LIMITS: dict[str, Any] = {"upload": 1_000_000, "request": 2_500_000, "files": 5, "documents": 9, "patience": 1.0}


@pytest.fixture(scope="module")
def site() -> Iterator[Running]:
    with running(hostile_work.perform, **LIMITS) as made:
        yield made


@pytest.fixture(autouse=True)
def nothing_left(site: Running) -> Iterator[None]:
    yield
    assert site.client.delete("/api/v1/documents").status_code == 204
    assert site.site.gate.incoming == 0
    assert site.site.history.documents == []


def said(site: Running, request: str, body: bytes = b"", *, close: bool = False) -> bytes:
    """The answer to bytes that no client of HTTP would send."""
    with socket.create_connection(("127.0.0.1", site.port), timeout=20) as connection:
        head = f"Host: 127.0.0.1:{site.port}\r\nAuthorization: Bearer {TOKEN}\r\n\r\n"
        try:
            connection.sendall((request + head).encode() + body)
            if close:
                connection.shutdown(socket.SHUT_WR)
            return answer_of(connection)
        except ConnectionError:
            return b""


def answer_of(connection: socket.socket) -> bytes:
    """The head and, where its length is told, the body: they may come one after the other."""
    got = b""
    while b"\r\n\r\n" not in got or len(got.partition(b"\r\n\r\n")[2]) < announced(got):
        piece = connection.recv(100_000)
        if not piece:
            break
        got += piece
    return got


def announced(head: bytes) -> int:
    found = re.search(rb"(?i)\r\ncontent-length: (\d+)", head)
    return int(found[1]) if found else 0


def test_files_of_a_form_and_a_file_as_the_body(site: Running) -> None:
    files = [
        ("files", ("a.txt", b"1")),
        ("other", (None, b"no file")),
        ("files", ("b.txt", b"22")),
        ("files", ("", b"")),
    ]
    answer = site.client.post("/api/v1/documents", files=files)
    assert [(told["name"], told["bytes"]) for told in answer.json()] == [("a.txt", 1), ("b.txt", 2)]
    answer = site.client.post("/api/v1/documents?name=报告.docx", content=b"333")
    assert [(told["name"], told["bytes"]) for told in answer.json()] == [("报告.docx", 3)]
    assert [told["name"] for told in site.client.get("/api/v1/documents").json()] == ["a.txt", "b.txt", "报告.docx"]


@pytest.mark.parametrize(("size", "status"), [(1_000_000, 202), (1_000_001, 413), (9_000_000, 413)])
@pytest.mark.parametrize("as_form", [True, False])
@pytest.mark.parametrize("announced", [True, False])
def test_a_file_that_is_too_large(site: Running, size: int, status: int, as_form: bool, announced: bool) -> None:
    data = b"x" * size
    kind = "application/octet-stream"
    if as_form:
        kind = "multipart/form-data; boundary=b"
        data = b'--b\r\nContent-Disposition: form-data; name="files"; filename="a"\r\n\r\n' + data + b"\r\n--b--\r\n"
    content = data if announced else iter([data[: size // 2], data[size // 2 :]])
    answer = site.client.post("/api/v1/documents", content=content, headers={"Content-Type": kind})
    assert answer.status_code == status, answer.text
    if status == 413:
        assert "1 MB" in answer.json()["error"] or (as_form and size > 2_500_000 and "2.5 MB" in answer.json()["error"])


def test_a_request_that_is_too_large_and_one_of_too_many_files(site: Running) -> None:
    files = [("files", (f"{number}.txt", b"x" * 900_000)) for number in range(3)]
    assert site.client.post("/api/v1/documents", files=files).status_code == 413
    files = [("files", (f"{number}.txt", b"x")) for number in range(6)]
    answer = site.client.post("/api/v1/documents", files=files)
    assert (answer.status_code, answer.json()["error"]) == (413, "一次最多 5 个文件")
    parts = [(f"field{number}", (None, b"x")) for number in range(200)]
    assert site.client.post("/api/v1/documents", files=parts).status_code == 413
    assert site.client.get("/api/v1/documents").json() == []


def test_a_length_that_lies(site: Running) -> None:
    post = "POST /api/v1/documents HTTP/1.1\r\nContent-Length: {}\r\n"
    # Announced as endless, as less than nothing, as two things at once.
    assert said(site, post.format(10**15)).startswith(b"HTTP/1.1 413 ")
    assert said(site, post.format(-1)).startswith(b"HTTP/1.1 400 ")
    assert said(site, post.format("5, 6")).startswith(b"HTTP/1.1 400 ")
    # More than was sent: the sender goes away, or says nothing any more.
    assert said(site, post.format(100), b"x" * 10, close=True)[:13] in (b"HTTP/1.1 400 ", b"")
    assert said(site, post.format(100), b"x" * 10).startswith(b"HTTP/1.1 408 ")
    # Less than was sent: the rest is no part of it.
    assert b'"bytes":3' in said(site, post.format(3), b"x" * 10)
    # In pieces without end.
    chunked = "POST /api/v1/documents HTTP/1.1\r\nTransfer-Encoding: chunked\r\n"
    assert said(site, chunked, b"f4240\r\n" + b"x" * 1_000_000 + b"\r\n1\r\nx\r\n0\r\n\r\n").startswith(
        b"HTTP/1.1 413 "
    )
    assert said(site, chunked, b"zz\r\n").startswith((b"HTTP/1.1 400 ", b""))


def test_heads_of_requests_that_never_end(site: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    """They neither keep others waiting nor stay; who sends a body or waits for an answer is left in peace."""
    monkeypatch.setattr(server, "_HEAD", 0.3)
    slow = [socket.create_connection(("127.0.0.1", site.port), timeout=10) for _ in range(50)]
    for connection in slow:
        connection.sendall(b"GET / HTTP/1.1\r\nX-Slow: ")
    assert site.client.get("/api/v1/health").status_code == 200
    for connection in slow:
        assert connection.recv(100) == b""
        connection.close()
    # The second request of a connection, too.
    with socket.create_connection(("127.0.0.1", site.port), timeout=10) as connection:
        head = f"GET /api/v1/health HTTP/1.1\r\nHost: 127.0.0.1:{site.port}\r\n"
        connection.sendall((head + "\r\n" + head).encode())
        assert answer_of(connection).startswith(b"HTTP/1.1 200 ")
        assert connection.recv(100) == b""
    post = "POST /api/v1/documents HTTP/1.1\r\nContent-Length: 9\r\n"
    # The patience with this body is a second: longer than with the head.
    assert said(site, post, b"x").startswith(b"HTTP/1.1 408 ")


@pytest.mark.parametrize(
    ("headers", "body", "status"),
    [
        ({"Content-Type": "multipart/form-data"}, b"x", 400),
        (FORM, b"", 400),
        (FORM, b"nothing of the kind", 400),
        (FORM, b"--b\r\nContent-Disposition: form-data; name=", 400),
        (FORM, b'--b\r\nContent-Disposition: form-data; name="f"\r\n\r\nx\r\n--b--\r\n', 400),
        (FORM, b"--b\r\nX: " + b"x" * 100_000 + b"\r\n\r\nx\r\n--b--\r\n", 413),
        ({"Content-Encoding": "gzip"}, b"\x1f\x8b", 415),
        ({"Content-Encoding": "identity"}, b"x", 202),
    ],
)  # fmt: skip
def test_a_broken_form(site: Running, headers: dict[str, str], body: bytes, status: int) -> None:
    answer = site.client.post("/api/v1/documents", content=body, headers=headers)
    assert answer.status_code == status, answer.text


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ("报告.docx", "报告.docx"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\某\\报告.docx", "报告.docx"),
        ("/", "-"),
        ("..", "-"),
        ("a\x00b\x1b[31m\r\nSet-Cookie: x=1.txt", "ab[31mSet-Cookie: x=1.txt"),
        ("报\u202e告txt.exe\u200b", "报告txt.exe"),
        ('"><script>.txt', '"><script>.txt'),
        ("\ud800\udfff.txt", "txt"),
        ("长" * 5_000 + ".docx", "长" * 55 + ".docx"),
        ("a" * 100 + "." + "b" * 100, "a" * 50 + "." + "b" * 9),
        ("  空  格 .txt ", "空 格 .txt"),
        ("", "-"),
        ("𠀀.md", "𠀀.md"),
    ],
)
def test_a_name_is_made_harmless(given: str, name: str) -> None:
    assert safe_name(given) == name
    assert safe_name(name) == name
    # What it is saved by is one name in any file system, and comes through a header whole.
    saved = f"{stem(name)}.分析.html"
    assert not set(saved) & set('<>:"|?*\\/\0')
    header = disposition(saved, inline=False)
    assert header.isascii()
    assert header.isprintable()
    assert unquote(header.partition("filename*=UTF-8''")[2]) == saved


def test_hostile_names_through_the_whole_server(site: Running) -> None:
    form = 'form-data; name="files"; filename="{}"'
    for name in (
        "../../x\\.txt",
        "%22><script>alert(1)</script>.txt",
        "长" * 5_000,
        "a%0d%0aSet-Cookie: y=2.txt",
        "\u202etxt.exe",
    ):
        part = f"--b\r\nContent-Disposition: {form.format(name)}\r\n\r\n{REPORT}\r\n--b--\r\n"
        kind = {"Content-Type": "multipart/form-data; boundary=b"}
        answer = site.client.post("/api/v1/documents", content=part.encode(), headers=kind)
        [document] = answer.json()
        assert len(document["name"]) <= 60
        answer = site.client.get(f"/api/v1/documents/{document['id']}/report.json")
        assert "set-cookie" not in answer.headers
        if site.settled("documents", document["id"])["state"] == "done":
            answer = site.client.get(f"/api/v1/documents/{document['id']}/report.json")
            assert answer.headers["content-disposition"].isprintable()


def test_no_room(site: Running) -> None:
    """The oldest that are done make room; those that are not done do not."""
    names = [site.add(b"x", "well.txt")["id"] for _ in range(9)]
    for key in names:
        site.settled("documents", key)
    last = site.add(b"x", "well.txt")["id"]
    assert [told["id"] for told in site.client.get("/api/v1/documents").json()] == [*names[1:], last]
    for _ in range(9):
        site.add(b"x", "hang.txt")
    answer = site.client.post("/api/v1/documents", content=b"x")
    assert answer.status_code == 503
    assert int(answer.headers["retry-after"]) > 0


def test_nobody_works_for_somebody_who_went_away(site: Running) -> None:
    with pytest.raises(httpx.ReadTimeout):
        site.client.post("/api/v1/analyze?name=hang.txt", content=b"x", timeout=1.0)
    until = time.monotonic() + 30
    while site.client.get("/api/v1/health").json()["jobs"]:
        assert time.monotonic() < until
        time.sleep(0.05)


def test_an_upload_never_touches_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """20 MB as a part of a form: other parsers write anything beyond a megabyte into a temporary file."""
    opened: set[str] = set()
    done = threading.Event()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setenv("TMPDIR", str(tmp_path))

    def watch() -> None:
        while not done.is_set():
            for number in Path("/proc/self/fd").iterdir():
                try:
                    target = str(number.readlink())
                except OSError:
                    continue
                if target.startswith("/") and not target.startswith(("/dev/", "/proc/")):
                    opened.add(target)
            time.sleep(0.001)

    if not Path("/proc/self/fd").is_dir():
        pytest.skip("no /proc")
    with running(hostile_work.perform) as site:
        watching = threading.Thread(target=watch)
        watching.start()
        try:
            site.client.get("/api/v1/health")
            time.sleep(0.1)
            known = set(opened)
            assert site.add(os.urandom(20_000_000), "well.txt")["bytes"] == 20_000_000
        finally:
            done.set()
            watching.join()
        assert {path for path in opened - known if not path.endswith((".py", ".pyc", ".mo"))} == set()
    assert list(tmp_path.iterdir()) == []
