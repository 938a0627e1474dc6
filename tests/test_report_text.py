"""The pages for the terminal: lines that fit, quotations on one line, breaks where Chinese text may break."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from rich.cells import cell_len

import reportmine
from reportmine.renderers import screening_text, text
from reportmine.renderers.columns import shortened, wrapped

CORPUS = Path(__file__).parent.parent / "corpus"
#: The buttons of a web page above the report, as they are copied with it.
WEB = "下载\n打印\n全屏\n收藏\n【字号：\n加大\n还原\n减小\n】\n"


@pytest.fixture(scope="module")
def report() -> reportmine.Report:
    said = (CORPUS / "county-2024.txt").read_text(encoding="utf-8")
    return reportmine.analyze(f"{WEB}{said}\n相关报道：\n", explain=True)


@pytest.mark.parametrize("width", [60, 80, 120])
@pytest.mark.parametrize("full", [False, True])
def test_no_line_is_broader_than_the_terminal(report: reportmine.Report, width: int, full: bool) -> None:
    page = text.render(report, width=width, full=full, explain=full)
    assert max(map(cell_len, page.split("\n"))) <= width
    # No line begins with what closes the one before it, and a cut name ends in its …
    assert not [line for line in page.split("\n") if line.lstrip().startswith(("，", "。", "；", "：", "”", "》"))]
    assert " …" not in page.replace("… ", "")


def test_what_goes_over_several_lines_is_quoted_on_one(report: reportmine.Report) -> None:
    found = [line for line in text.render(report, width=120).split("\n") if "RM501" in line]
    assert len(found) == 1 and "下载打印全屏收藏" in found[0]
    # What was found comes before where and what: it is not what is cut off.
    assert "正文中混入了网页按钮、导航或付费提示" in found[0]


def test_marks_of_a_screening_stand_below_what_they_mark() -> None:
    screening = reportmine.screen(CORPUS / "ip-report-masked-2023.txt")
    lines = screening_text.render(screening, full=True).split("\n")
    pairs = [(line, lines[at + 1]) for at, line in enumerate(lines) if re.match(r" *\d+ \| ", line)]
    assert pairs and all(cell_len(line) <= 80 and "^" in marks for line, marks in pairs)


def test_a_long_text_breaks_where_it_may() -> None:
    assert wrapped("地区生产总值增长5.2%，进出口增长3%。", 20) == ["地区生产总值增长", "5.2%，进出口增长3%。"]
    assert [shortened("地区生产总值", columns) for columns in (12, 11, 8, 2)] == [
        "地区生产总值", "地区生产总…", "地区生…", "…",
    ]  # fmt: skip
