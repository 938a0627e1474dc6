"""Documents, comparisons and the calls that answer at once, with the real work behind them."""

from __future__ import annotations

import gc
import hashlib
import io
import json
import os
import subprocess
import sys
import weakref
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import CORPUS, ROOT
from sites import NEXT, REPORT, Running, running, word

from reportmine.messages import set_language
from reportmine.screening.project import read_project

FIRST, SECOND = CORPUS / "county-2023.txt", CORPUS / "county-2024.txt"
SECRET = "abc2023"
COPIED = (
    "一年来，我们坚持把解决群众的操心事放在心上，逐村走访，逐户登记，"
    "把能办的当场办好，把不能办的说清缘由，定下期限再办。\n"
)
SETTINGS = """
ignore = ["RM101"]
home = "湖南省株洲市"
roster = ["名单.txt"]
words = ["词表.toml"]
against = ["旧.txt"]

[severity]
RM1202 = "low"

[[waiver]]
rule = "WL-词表"
file = "乙.txt"
reason = "行动的名称"
"""


@pytest.fixture(scope="module")
def site() -> Iterator[Running]:
    with running(time=60.0) as made:
        yield made


def printed(*arguments: str) -> bytes:
    """What the command line prints."""
    command = [sys.executable, "-m", "reportmine", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, check=False).stdout


def test_a_report_from_the_upload_to_its_forms(site: Running) -> None:
    document = site.add(FIRST.read_bytes(), "../报告/某县 2023.txt")
    assert document["state"] in ("waiting", "working")
    assert (document["name"], document["bytes"]) == ("某县 2023.txt", FIRST.stat().st_size)
    document = site.settled("documents", document["id"])
    assert (document["state"], document["progress"], document["error"]) == ("done", 1.0, None)
    summary = document["summary"]
    assert (summary["title"], summary["year"], summary["region"]) == ("政府工作报告", 2023, "云溪县")
    assert (summary["verdict"], summary["grade"]) == ("findings", "low")
    assert sum(summary["shares"].values()) == pytest.approx(1)
    starts = {"html": b"<!doctype html", "xlsx": b"PK", "docx": b"PK", "csv": "\ufeff".encode(), "json": b"{"}
    for form in document["forms"]:
        answer = site.client.get(f"/api/v1/documents/{document['id']}/{form['form']}")
        assert answer.status_code == 200, (form, answer.text)
        assert answer.headers["content-type"].partition(";")[0] == form["media_type"]
        ending = form["file_name"].rpartition(".")[2]
        assert answer.content.lower().startswith(starts.get(ending, b"").lower()), form
        inline = form["form"] in ("page", "check", "cleaning")
        assert answer.headers["content-disposition"].startswith("inline" if inline else "attachment")
        assert ("sandbox allow-scripts" in answer.headers["content-security-policy"]) is inline
        # Asked for again it is the same, and at hand.
        assert site.client.get(f"/api/v1/documents/{document['id']}/{form['form']}").content == answer.content


@pytest.mark.slow
def test_answers_at_once_are_what_the_command_line_prints(site: Running) -> None:
    data = FIRST.read_bytes()
    name = "county-2023.txt"
    path = f"corpus/{name}"
    for address, arguments in (
        ("analyze?", ("analyze", "--format", "json", path)),
        ("analyze?explain=true&lang=en&", ("analyze", "--format", "json", "--explain", "--lang", "en", path)),
        (
            "analyze?year=2020&region=湖南省&",
            ("analyze", "--format", "json", "--year", "2020", "--region", "湖南省", path),
        ),
        ("screen?", ("screen", "--format", "json", path)),
    ):
        answer = site.client.post(f"/api/v1/{address}name={name}", content=data)
        assert answer.status_code == 200
        assert answer.headers["content-type"] == "application/json"
        # A path is no name, and says where a file lies.
        assert answer.content == printed(*arguments).replace(path.encode(), name.encode())
    document = site.analysed(data, name)
    saved = site.client.get(f"/api/v1/documents/{document['id']}/report.json").content
    assert saved == printed("analyze", "--format", "json", path).replace(path.encode(), name.encode())


def test_secrets_are_shown_to_those_who_ask(site: Running) -> None:
    for address in ("analyze", "screen"):
        assert SECRET not in site.client.post(f"/api/v1/{address}", content=REPORT.encode()).text
        assert SECRET in site.client.post(f"/api/v1/{address}?show_secrets=true", content=REPORT.encode()).text
    document = site.analysed(REPORT.encode())
    for form in document["forms"]:
        text = site.client.get(f"/api/v1/documents/{document['id']}/{form['form']}").content
        if form["form"] not in ("review.docx", "report.xlsx"):
            assert SECRET.encode() not in text, form


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (b"", "没有收到内容|空的"),
        (b"PK\x03\x04" + b"broken" * 100, "已损坏"),
        (word(REPORT)[:-200], "已损坏"),
        (b"\x89PNG\r\n\x1a\n" + bytes(1000), "PNG"),
        (b"\x00\x01\x02\x03" * 1000, "不是文字|编码"),
        (b" " * 1000, "没有文字"),
        (word("投资" * 40_000_000), "展开后过大"),
    ],
)
def test_what_cannot_be_read_fails_with_a_line(site: Running, data: bytes, line: str) -> None:
    import re

    document = site.analysed(data, "报告.docx")
    assert (document["state"], document["summary"], document["forms"]) == ("failed", None, [])
    assert re.search(line, document["error"]), document["error"]
    assert str(ROOT) not in document["error"]
    refused = site.client.get(f"/api/v1/documents/{document['id']}/page")
    assert (refused.status_code, refused.json()["error"]) == (422, document["error"])
    answer = site.client.post("/api/v1/analyze?name=报告.docx", content=data)
    assert answer.status_code == (422 if data else 400)
    assert re.search(line, answer.json()["error"])


def test_a_copy_with_comments_and_a_cleaned_copy_of_a_word_file(site: Running) -> None:
    document = site.analysed(word(REPORT), "报告.docx")
    address = f"/api/v1/documents/{document['id']}"
    with zipfile.ZipFile(io.BytesIO(site.client.get(f"{address}/review.docx").content)) as copy:
        assert "RM101" in copy.read("word/comments.xml").decode()
    with zipfile.ZipFile(io.BytesIO(site.client.get(f"{address}/clean").content)) as copy:
        assert SECRET not in copy.read("word/document.xml").decode()
    account = site.client.get(f"{address}/clean.json").json()
    assert account["file"] == "报告.清理.docx"
    assert sum(deed["count"] for deed in account["deeds"]) > 0
    assert SECRET not in json.dumps(account)
    page = site.client.get(f"{address}/cleaning").text
    assert "密码、密钥已遮盖" in page
    assert "报告.清理.docx" in page
    assert hashlib.sha256(site.client.get(f"{address}/clean").content).hexdigest() in page
    assert SECRET not in page


@pytest.mark.slow
def test_a_comparison(site: Running) -> None:
    keys = [site.analysed(path.read_bytes(), path.name)["id"] for path in (FIRST, SECOND)]
    answer = site.client.post("/api/v1/comparisons", json={"documents": keys})
    assert answer.status_code == 202
    comparison = site.settled("comparisons", answer.json()["id"])
    assert (comparison["state"], comparison["documents"]) == ("done", keys)
    assert comparison["id"] in [told["id"] for told in site.client.get("/api/v1/comparisons").json()]
    for form in comparison["forms"]:
        answer = site.client.get(f"/api/v1/comparisons/{comparison['id']}/{form['form']}")
        assert answer.status_code == 200, (form, answer.text)
        if form["form"] == "comparison.json":
            told = printed("compare", "--format", "json", f"corpus/{FIRST.name}", f"corpus/{SECOND.name}")
            assert answer.content == told.replace(b"corpus/", b"")
    assert site.client.delete(f"/api/v1/documents/{keys[0]}").status_code == 204
    assert site.client.get(f"/api/v1/comparisons/{comparison['id']}").status_code == 404
    assert site.client.get(f"/api/v1/documents/{keys[1]}").status_code == 200


def test_years_of_reports_that_say_none(site: Running) -> None:
    texts = [REPORT, NEXT]
    keys = [site.analysed(text.replace("2023年政府", "政府").encode())["id"] for text in texts]
    order = {"documents": keys, "years": {keys[0]: 2023, keys[1]: 2024}}
    comparison = site.settled("comparisons", site.client.post("/api/v1/comparisons", json=order).json()["id"])
    told = site.client.get(f"/api/v1/comparisons/{comparison['id']}/comparison.json").json()
    assert [report["year"] for report in told["reports"]] == [2023, 2024]


def test_comparisons_that_cannot_be(site: Running) -> None:
    one, same = (site.analysed(REPORT.encode())["id"] for _ in range(2))
    failed = site.analysed(b"")["id"]
    for order, status in (
        ({"documents": [one]}, 400),
        ({"documents": [one, one]}, 400),
        ({"documents": [one, "nothing"]}, 404),
        ({"documents": [one, failed]}, 409),
        ({"documents": [one, same], "years": {"nothing": 2023}}, 404),
        ({"documents": [one, same], "years": {one: 99}}, 400),
        ({"documents": [one, same], "more": 1}, 400),
        ({"documents": one}, 400),
        ({}, 400),
        ([], 400),
        (None, 400),
        ({"documents": ["x" * 200_000, one]}, 413),
    ):
        answer = site.client.post("/api/v1/comparisons", json=order)
        assert (answer.status_code, answer.json()["status"]) == (status, status), order
    for content in (b"", b"{", b"\xff", b'{"documents": ["\\ud800", "a"]}'):
        assert site.client.post("/api/v1/comparisons", content=content).status_code in (400, 404)
    for deep in (b"[" * 90_000, b'{"documents":' + b"[" * 90_000):
        assert site.client.post("/api/v1/comparisons", content=deep).status_code == 400
    # The same text twice is no comparison; the worker says so.
    key = site.client.post("/api/v1/comparisons", json={"documents": [one, same]}).json()["id"]
    told = site.settled("comparisons", key)
    assert told["state"] == "failed"
    assert told["error"]
    assert site.client.get(f"/api/v1/comparisons/{key}/page").status_code == 422


def test_a_document_can_be_had_in_both_languages(site: Running) -> None:
    key = site.analysed(REPORT.encode())["id"]
    forms = site.client.get(f"/api/v1/documents/{key}?lang=en").json()["forms"]
    assert all(form["label"].isascii() for form in forms)
    chinese, english = (
        site.client.get(f"/api/v1/documents/{key}/screening.json?lang={lang}").json() for lang in ("zh", "en")
    )
    [there], [here] = (
        [found["message"] for found in told["files"][0]["findings"] if found["rule"] == "RM101"]
        for told in (chinese, english)
    )
    assert there != here
    assert here.isascii()
    set_language(None)


def test_deleted_is_forgotten(site: Running) -> None:
    keys = [site.analysed(text.encode())["id"] for text in (REPORT, NEXT)]
    site.client.get(f"/api/v1/documents/{keys[0]}/page")
    order = {"documents": keys}
    comparison = site.settled("comparisons", site.client.post("/api/v1/comparisons", json=order).json()["id"])["id"]
    site.client.get(f"/api/v1/comparisons/{comparison}/comparison.json")
    history = site.site.history
    entries = [history.document(keys[0]), history.document(keys[1]), history.comparison(comparison)]
    known = [weakref.ref(one) for entry in entries for one in (entry, entry.job)]
    pids = site.site.jobs.pids
    del entries
    assert site.client.delete("/api/v1/documents").status_code == 204
    assert site.client.get("/api/v1/documents").json() == site.client.get("/api/v1/comparisons").json() == []
    for address in (f"documents/{keys[0]}", f"documents/{keys[0]}/page", f"comparisons/{comparison}"):
        assert site.client.get(f"/api/v1/{address}").status_code == 404
    assert site.client.delete(f"/api/v1/documents/{keys[0]}").status_code == 404
    gc.collect()
    assert [one() for one in known] == [None] * 6
    # And the worker, in whose memory something of them may be left, is another one.
    site.analysed(REPORT.encode())
    assert not set(pids) & set(site.site.jobs.pids)


def test_what_the_office_has_set_holds_here_as_on_the_command_line(tmp_path: Path) -> None:
    """Rules that are off, severities, waivers, word lists, a roster in a file, the place, reports not to copy from."""
    (tmp_path / "词表.toml").write_text('[[word]]\nword = "清河"\nseverity = "高"\n', encoding="utf-8")
    (tmp_path / "名单.txt").write_text("张三丰\n李四光\n", encoding="utf-8")
    (tmp_path / "旧.txt").write_text(COPIED, encoding="utf-8")
    settings = tmp_path / ".reportmine.toml"
    settings.write_text(SETTINGS, encoding="utf-8")
    for name in ("甲.txt", "乙.txt"):
        (tmp_path / name).write_text(REPORT + COPIED + "张三封同志参加。\n", encoding="utf-8")
    with running(project=read_project(config=settings)) as site:
        for name in ("甲.txt", "乙.txt"):
            data = (tmp_path / name).read_bytes()
            command = [sys.executable, "-m", "reportmine", "screen", "--format", "json", name]
            here = {**os.environ, "PYTHONPATH": str(ROOT)}
            done = subprocess.run(command, cwd=tmp_path, env=here, capture_output=True, check=False)
            [wanted] = json.loads(done.stdout)["files"]
            assert site.client.post(f"/api/v1/screen?name={name}", content=data).json()["files"] == [wanted]
            key = site.analysed(data, name)["id"]
            assert site.client.get(f"/api/v1/documents/{key}/screening.json").json()["files"] == [wanted]
        rules = {finding["rule"]: finding["severity"] for finding in wanted["findings"]}
        assert rules.keys() & {"WL-词表", "RM101", "RM1202", "RM1701"} == {"RM1202", "RM1701"}
        assert rules["RM1202"] == "low"
        assert str(settings) in site.client.get("/").text
        # A cleaned copy is checked by the same; it has a name of its own, that the waiver is not for.
        assert site.client.get(f"/api/v1/documents/{key}/clean.json").json()["counts"]["high"] == 1
