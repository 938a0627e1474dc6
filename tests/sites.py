"""A local site for tests: answered in a thread of the test, or not answered at all but asked as an app."""

from __future__ import annotations

import io
import threading
import time
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

import httpx

from reportmine.screening.project import Project
from reportmine.web import server
from reportmine.web.app import Settings, Site
from reportmine.web.limits import Limits
from reportmine.web.worker import Work

TOKEN = "a-token-for-tests-0123456789"
REPORT = """2023年政府工作报告
一、2022年工作回顾
全县地区生产总值增长5.2%，新增就业3100人，实施“清河”行动。
二、2023年工作安排
地区生产总值增长6%左右。文档编辑密码：abc2023
"""
NEXT = REPORT.replace("2023", "2024").replace("2022", "2023").replace("5.2%", "6.1%")


class Running(NamedTuple):
    """A site that answers, and a client that knows its token."""

    site: Site
    client: httpx.Client
    port: int

    def add(self, data: bytes, name: str = "报告.txt", **headers: str) -> dict[str, Any]:
        """Uploads a file."""
        answer = self.client.post("/api/v1/documents", files={"files": (name, data)}, headers=headers)
        assert answer.status_code == 202, answer.text
        [document] = answer.json()
        return document

    def settled(self, what: str, key: str) -> dict[str, Any]:
        """What the API tells of a document or a comparison when the work on it is over."""
        for _ in range(600):
            state = self.client.get(f"/api/v1/{what}/{key}").json()
            if state["state"] in ("done", "failed"):
                return state
            time.sleep(0.05)
        raise AssertionError(f"still at it: {state}")

    def analysed(self, data: bytes, name: str = "报告.txt") -> dict[str, Any]:
        """Uploads a file and waits for what comes of it."""
        return self.settled("documents", self.add(data, name)["id"])


@contextmanager
def running(work: Work | None = None, project: Project | None = None, **limits: Any) -> Iterator[Running]:
    """A site on a free port, with one worker unless said otherwise."""
    with server.listen(0) as listener:
        port = listener.getsockname()[1]
        settings = Settings(
            token=TOKEN, port=port, limits=Limits(**{"workers": 1, **limits}), project=project or Project()
        )
        site = Site(settings, work)
        begun = threading.Event()
        serving = server.Server(site, begun.set)
        thread = threading.Thread(target=serving.answer, args=(listener,))
        thread.start()
        assert begun.wait(30)
        headers = {"Authorization": f"Bearer {TOKEN}"}
        try:
            with httpx.Client(base_url=f"http://127.0.0.1:{port}", headers=headers, timeout=60) as client:
                yield Running(site, client, port)
        finally:
            serving.should_exit = True
            thread.join(30)


def word(text: str, parts: dict[str, bytes] | None = None) -> bytes:
    """A Word document with a paragraph a line, and other parts."""
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    body = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in text.splitlines())
    made = io.BytesIO()
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    package = "http://schemas.openxmlformats.org/package/2006"
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{package}/content-types"><Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{main}"/></Types>',
        )
        archive.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{package}/relationships">'
            f'<Relationship Id="r1" Type="{kind}" Target="word/document.xml"/></Relationships>',
        )
        archive.writestr("word/document.xml", f"<w:document {space}><w:body>{body}</w:body></w:document>")
        for name, part in (parts or {}).items():
            archive.writestr(name, part)
    return made.getvalue()
