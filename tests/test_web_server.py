"""``reportmine serve`` as a process: how it starts and stops, many uploads at once, and what is left afterwards."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import httpx
import psutil
import pytest
from conftest import ROOT
from sites import REPORT, TOKEN, word

from reportmine.web import server

MEGABYTE = 1_000_000


class Started(NamedTuple):
    process: subprocess.Popen[str]
    client: httpx.Client
    port: int
    token: str

    def wait(self, seconds: float = 60) -> list[dict[str, str]]:
        """All documents, when the work on them is over."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            documents: list[dict[str, str]] = self.client.get("/api/v1/documents").json()
            if all(document["state"] in ("done", "failed") for document in documents):
                return documents
            time.sleep(0.1)
        raise AssertionError("still at it")

    def workers(self) -> list[psutil.Process]:
        return psutil.Process(self.process.pid).children(recursive=True)

    def stop(self, sign: signal.Signals = signal.SIGINT) -> tuple[str, str]:
        self.process.send_signal(sign)
        return self.process.communicate(timeout=20)


def environment(home: Path) -> dict[str, str]:
    """Every place a program may write to by itself, in one folder."""
    folders = {name: str(home) for name in ("HOME", "TMPDIR", "TEMP", "TMP", "XDG_CACHE_HOME", "USERPROFILE")}
    kept = {name: value for name, value in os.environ.items() if not name.startswith("REPORTMINE")}
    return kept | folders | {"PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}


@contextmanager
def started(home: Path, *arguments: str, own_group: bool = False) -> Iterator[Started]:
    command = [sys.executable, "-m", "reportmine", "serve", "--no-browser", "--port", "0", *arguments]
    pipe = subprocess.PIPE
    with subprocess.Popen(
        command, cwd=home, env=environment(home), stdout=pipe, stderr=pipe, text=True, encoding="utf-8",
        start_new_session=own_group,
    ) as process:  # fmt: skip
        assert process.stdout is not None
        try:
            found = re.fullmatch(r"http://127\.0\.0\.1:(\d+)/(?:\?token=(\S{43}))?\n", process.stdout.readline())
            assert found
            port, token = int(found[1]), found[2] or TOKEN
            headers = {"Authorization": f"Bearer {token}"}
            with httpx.Client(base_url=f"http://127.0.0.1:{port}", headers=headers, timeout=60) as client:
                yield Started(process, client, port, token)
        finally:
            process.kill()


def refused(home: Path, *arguments: str) -> str:
    """What is said to a command line that does not start the server."""
    command = [sys.executable, "-m", "reportmine", "serve", "--no-browser", *arguments]
    done = subprocess.run(
        command, cwd=home, env=environment(home), capture_output=True, text=True, encoding="utf-8", timeout=60
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.count("\n") == 1
    return done.stderr


@pytest.mark.slow
def test_from_start_to_stop(tmp_path: Path) -> None:
    with started(tmp_path) as site:
        again = refused(tmp_path, "--port", str(site.port))
        assert again == f"错误：端口 {site.port} 已被别的程序占用；请换一个 --port，或用 --port 0 由系统挑选\n"
        for name in ("机密报告.txt", "坏.docx"):
            data = REPORT.encode() if name.endswith("txt") else b"PK\x03\x04"
            assert site.client.post("/api/v1/documents", files={"files": (name, data)}).status_code == 202
        assert [document["state"] for document in site.wait()] == ["done", "failed"]
        site.client.get("/nothing")
        with socket.create_connection(("127.0.0.1", site.port)) as connection:
            connection.sendall(b"no http\r\n\r\n")
            connection.recv(1000)
        out, complaints = site.stop()
        assert site.process.returncode == 0
        # The address was the only line; nothing tells what was asked or uploaded.
        assert out == ""
        warning, last = complaints.splitlines()
        assert "不要发给别人" in warning
        assert last == "已停止"
        assert site.token not in complaints
    assert list(tmp_path.iterdir()) == []


def test_whoever_goes_away_leaves_no_trace_on_the_terminal(tmp_path: Path) -> None:
    with started(tmp_path) as site:
        long = (REPORT * 3_000).encode()
        with pytest.raises(httpx.ReadTimeout):
            site.client.post("/api/v1/analyze", content=long, timeout=0.5)
        while site.client.get("/api/v1/health").json()["jobs"]:
            time.sleep(0.05)
        _, complaints = site.stop()
        assert complaints.splitlines()[1:] == ["已停止"]


def test_the_settings_of_the_folder(tmp_path: Path) -> None:
    """They are those of ``screen``, and said; what is wrong with them is told in one line before anything starts."""
    folder = tmp_path / "报告" / "2024"
    folder.mkdir(parents=True)
    settings = tmp_path / ".reportmine.toml"
    for text, line in (
        ("ignore = [", "不是有效的 TOML"),
        ('ignroe = ["RM101"]', "没有设置项 ignroe；是不是 ignore？"),
        ('ignore = ["RM999"]', "没有规则 RM999"),
        ('words = ["没有.toml"]', "没有.toml：无法读取"),
        ('[[waiver]]\nrule = "RM101"\nreason = " "', "要写明理由"),
    ):
        settings.write_text(text, encoding="utf-8")
        assert line in refused(folder)
    assert "另一个.toml：无法读取" in refused(folder, "--config", "另一个.toml")
    settings.write_text('ignore = ["RM101"]\n', encoding="utf-8")
    with started(folder) as site:
        assert str(settings) in site.client.get(f"/?token={site.token}", follow_redirects=True).text
        answer = site.client.post("/api/v1/screen", content=REPORT.encode()).json()
        assert "RM101" not in {finding["rule"] for finding in answer["files"][0]["findings"]}
        assert f"公开前检查的设置文件：{settings}\n" in site.stop()[1]


@pytest.mark.slow
def test_twenty_uploads_of_two_megabytes_at_once(tmp_path: Path) -> None:
    """Word files with a picture that takes most of their bytes; whoever is refused is told when to come again."""
    picture = os.urandom(2 * MEGABYTE)
    with started(tmp_path) as site, ThreadPoolExecutor(20) as pool:

        def add(number: int) -> int:
            data = word(REPORT.replace("5.2", f"5.{number}"), {"word/media/image1.png": picture})
            assert len(data) > 2 * MEGABYTE
            for _ in range(20):
                answer = site.client.post("/api/v1/documents", files={"files": (f"{number}.docx", data)})
                if answer.status_code != 503:
                    break
                time.sleep(int(answer.headers["retry-after"]))
            return answer.status_code

        assert list(pool.map(add, range(20))) == [202] * 20
        documents = site.wait(120)
        assert [document["state"] for document in documents] == ["done"] * 20
        assert len({document["name"] for document in documents}) == 20
        page = site.client.get(f"/api/v1/documents/{documents[0]['id']}/page")
        assert page.status_code == 200
        processes = [psutil.Process(site.process.pid), *site.workers()]
        assert sum(process.memory_info().rss for process in processes) < 1500 * MEGABYTE
        assert site.client.delete("/api/v1/documents").status_code == 204
        site.stop()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.slow
@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM])
def test_stopping_while_there_is_work(tmp_path: Path, sign: signal.Signals) -> None:
    with started(tmp_path) as site, ThreadPoolExecutor(1) as pool:
        long = (REPORT * 3_000).encode()
        for _ in range(3):
            site.client.post("/api/v1/documents", content=long)
        waiting = pool.submit(site.client.post, "/api/v1/analyze", content=long)
        while not any(told["state"] == "working" for told in site.client.get("/api/v1/documents").json()):
            time.sleep(0.05)
        workers = site.workers()
        assert workers
        began = time.monotonic()
        site.stop(sign)
        assert time.monotonic() - began < 8
        assert waiting.result(10).status_code == 503
        _, alive = psutil.wait_procs(workers, timeout=2)
        assert alive == []
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL")
def test_workers_do_not_outlive_a_server_that_is_killed(tmp_path: Path) -> None:
    with started(tmp_path) as site:
        site.client.post("/api/v1/documents", content=(REPORT * 3_000).encode())
        while len(workers := site.workers()) < 2:
            time.sleep(0.05)
        site.process.kill()
        _, alive = psutil.wait_procs(workers, timeout=10)
        assert alive == []


@pytest.mark.skipif(sys.platform == "win32", reason="no groups of processes")
def test_ctrl_c_on_a_terminal_while_the_workers_start(tmp_path: Path) -> None:
    """There it reaches the workers, too, and that in the midst of their imports."""
    with started(tmp_path, own_group=True) as site:
        while len(workers := site.workers()) < 2:
            time.sleep(0.01)
        os.killpg(site.process.pid, signal.SIGINT)
        _, complaints = site.process.communicate(timeout=20)
        assert "Traceback" not in complaints
        assert complaints.endswith("已停止\n")
        assert psutil.wait_procs(workers, timeout=5)[1] == []


def test_ctrl_c_before_the_command_line_is_there() -> None:
    code = (
        "import sys\n"
        "class Finder:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        "        if name == 'reportmine.cli': raise KeyboardInterrupt\n"
        "sys.meta_path.insert(0, Finder())\n"
        "from reportmine.__main__ import main\n"
        "main()"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "")


@pytest.mark.slow
def test_a_token_of_the_office(tmp_path: Path) -> None:
    home, keys = tmp_path / "home", tmp_path / "token"
    home.mkdir()
    keys.write_text(TOKEN + "\n", encoding="utf-8")
    if sys.platform != "win32":
        keys.chmod(0o644)
        assert "chmod 600" in refused(home, "--token-file", str(keys))
    keys.chmod(0o600)
    with started(home, "--token-file", str(keys)) as site:
        assert site.client.get("/api/v1/documents").status_code == 200
        out, complaints = site.stop()
        assert TOKEN not in out + complaints
    for said in ("short", "有汉字的令牌" * 10, "with space " * 5, "x" * 300):
        keys.write_text(said, encoding="utf-8")
        assert "24 到 200" in refused(home, "--token-file", str(keys))
    assert "读不了令牌文件" in refused(home, "--token-file", str(tmp_path / "nothing"))


def test_the_next_free_port_is_taken() -> None:
    with server.listen(None) as first, server.listen(None) as second:
        ports = [first.getsockname()[1], second.getsockname()[1]]
        assert first.getsockname()[0] == "127.0.0.1"
        assert server.USUAL_PORT <= ports[0] < ports[1]
        with pytest.raises(server.PortTaken):
            server.listen(ports[0])


def test_without_its_libraries_it_says_what_to_install() -> None:
    code = "import sys; sys.modules['uvicorn'] = None; from reportmine.cli import main; main(['serve'])"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, encoding="utf-8")
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "reportmine[web]" in done.stderr
