from __future__ import annotations

from collections.abc import Iterator
from html import unescape

import pytest
from conftest import TWIN, analyzed
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from reports import CASES, EMPTY, LINES, REPORT, SECRET

from reportmine.messages import set_language
from reportmine.renderers import report_markdown
from reportmine.renderers.controls import CONTROLS
from reportmine.renderers.markdown import escaped, table

_GITHUB = MarkdownIt().enable(["table", "strikethrough"])


@pytest.fixture(autouse=True)
def _chinese_again() -> Iterator[None]:
    yield
    set_language(None)


def shown(said: str) -> str:
    """What a reader sees of a text: on one line, controls and halves of characters as U+FFFD."""
    clean = "".join("\ufffd" if 0xD800 <= ord(char) < 0xE000 else char for char in said.translate(CONTROLS))
    return " ".join(clean.split())


@given(st.text(alphabet=st.one_of(st.sampled_from("\\`*_[]<>|#&~$-+.)1 =!\n"), st.characters()), max_size=30))
@settings(max_examples=300, deadline=None)
def test_any_text_reads_as_it_is(said: str) -> None:
    page = _GITHUB.render(escaped(said) or "x")
    assert unescape(page.removeprefix("<p>").removesuffix("</p>\n")) == (shown(said) or "x")


@given(st.text(alphabet=st.one_of(st.sampled_from("\\|`*<\n"), st.characters()), min_size=1, max_size=12))
@settings(max_examples=100, deadline=None)
def test_any_text_stays_in_its_cell(said: str) -> None:
    page = _GITHUB.render("\n".join(table(("甲", "乙"), [(said, "末")])))
    cells = [unescape(part.split("</td>")[0]) for part in page.split("<td>")[1:]]
    assert cells == [shown(said), "末"]


@pytest.mark.parametrize("full", [False, True])
@pytest.mark.parametrize("case", CASES)
def test_nothing_of_a_report_becomes_markup(case: str, full: bool) -> None:
    page = _GITHUB.render(report_markdown.render(CASES[case], full=full))
    page.encode()
    for tag in ("<script", "<img", "<a ", 'javascript:alert(1)"'):
        assert tag not in page
    assert page.count("<h1>") == len(CASES[case])


def test_a_reader_finds_head_shares_figures_and_passages() -> None:
    page = report_markdown.render([REPORT])
    assert page.startswith(f"# {LINES[0]}\n\n- 年份：2031\n- 地区：青岚县\n")
    assert "| 成绩 | 问题 | 任务 | 其他 |\n| ---: | ---: | ---: | ---: |" in page
    assert "| 全县地区生产总值 | 120.5亿元 | +5.5% | 2030 | 实际 | 3 |" in page
    assert "| 粮食产量 | ≥10万吨以上 |  | 2031 | 目标 | 7 |" in page
    assert "| 清泉行动 | 行动 | 计划 | 7 |" in page
    assert f"## 问题\n\n- {LINES[4]}（第 5 行）" in page
    assert page.index("RM101") < page.index("RM201")
    assert LINES[2] not in page and LINES[2] in report_markdown.render([REPORT], full=True)


def test_secrets_are_hidden_unless_asked_for() -> None:
    for full in (False, True):
        assert SECRET not in report_markdown.render([REPORT], full=full)
        assert SECRET in report_markdown.render([REPORT], full=full, show_secrets=True)


def test_empty_and_several() -> None:
    assert report_markdown.render([EMPTY]).startswith("# （没有标题）")
    assert report_markdown.render([REPORT, EMPTY]).count("\n# ") == 1
    assert report_markdown.render([]) == ""


def test_the_whole_report_stands_in_the_full_one() -> None:
    report = analyzed(TWIN)
    page = report_markdown.render([report], full=True, show_secrets=True)
    assert all(escaped(line) in page for line in report.text.split("\n"))


def test_english_has_no_chinese_of_ours() -> None:
    set_language("en")
    page = report_markdown.render([EMPTY])
    assert not [char for char in page if "\u4e00" <= char <= "\u9fff"]
