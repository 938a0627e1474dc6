from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from comparisons import CASES as COMPARISONS
from comparisons import WHOLE
from conftest import ROOT, TWIN, analyzed
from corpora import build, write_reports
from reports import CASES, EMPTY, HOSTILE, REPORT, SECRET

import reportmine
from reportmine.messages import set_language
from reportmine.renderers import notebook

_VOID = {"br", "img", "input", "meta", "link", "hr"}


@pytest.fixture(autouse=True)
def _chinese_again() -> Iterator[None]:
    yield
    set_language(None)


class Fragment(HTMLParser):
    """Reads a fragment: its elements, its words outside of the style, and whether every element is closed."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: set[str] = set()
        self.names: set[str] = set()
        self.words: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.names |= {name for name, _ in attrs}
        if tag not in _VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.words.append(data)

    @property
    def text(self) -> str:
        return "".join(self.words)


_TAGS = {
    "div", "style", "span", "table", "thead", "tbody", "tr", "th", "td", "details", "summary", "ul", "li", "mark",
}  # fmt: skip


def checked(html: str) -> Fragment:
    """The fragment, when it is whole, has no script and asks for nothing from elsewhere."""
    html.encode()
    found = Fragment(html)
    assert not found.open and found.tags <= _TAGS
    assert found.names <= {"class", "style", "open", "aria-hidden"}
    assert "url(" not in html and "@import" not in html
    # The style holds for the fragment only.
    style = re.search(r"<style>(.*?)</style>", html, re.DOTALL)
    assert style is not None and all(
        rule.strip().startswith(".reportmine") for rule in re.findall(r"([^{}]+)\{", style[1])
    )
    return found


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("case", CASES)
def test_reports_are_whole_harmless_fragments(case: str, language: str) -> None:
    set_language(language)
    for report in CASES[case]:
        html = report._repr_html_()
        checked(html)
        assert html == report._repr_html_() and len(html) < 400_000
        line = repr(report)
        assert "\n" not in line and len(line) < 1000
    if language == "en":
        assert not re.search("[一-鿿]", checked(EMPTY._repr_html_()).text)


@pytest.mark.parametrize("case", COMPARISONS)
def test_comparisons_are_whole_harmless_fragments(case: str) -> None:
    checked(COMPARISONS[case]._repr_html_())
    assert "\n" not in repr(COMPARISONS[case])


def test_a_report_tells_what_one_wants_to_know() -> None:
    text = checked(REPORT._repr_html_()).text
    for said in ("2031年青岚县政府工作报告", "需要处理 2 处（高 1，中 1）", "120.5亿元", "+5.5%", "清泉行动", "RM101"):
        assert said in text
    assert re.search(r"成绩 \d+% +问题 \d+% +任务 \d+% +其他 0%", text)
    assert repr(REPORT) == (
        "Report('报告/青岚县2031.txt'): 2031年青岚县政府工作报告  2031  青岚县  "
        f"{len(REPORT.text)} 字  指标 5  举措 1  需要处理 2"
    )


def test_no_secret_is_shown() -> None:
    screening = reportmine.screen(TWIN)
    report = analyzed(TWIN)
    secrets = [report.text[f.start : f.end] for f in report.findings if f.category == "secret"]
    assert secrets
    for said in (report._repr_html_(), repr(report), screening._repr_html_(), repr(screening)):
        assert not any(secret in said for secret in secrets)
    assert SECRET not in REPORT._repr_html_() and "•" * len(SECRET) in REPORT._repr_html_()


def test_no_secret_of_a_compared_report_is_shown() -> None:
    plan = "二、{year}年工作安排\n新建水库3座，拨打张三手机13812345678反映问题，地区生产总值增长6%。\n"
    texts = [f"{year}年政府工作报告\n{plan.format(year=year)}" for year in (2031, 2032)]
    html = reportmine.compare(*texts)._repr_html_()
    assert "张三手机•••••••••••反映问题" in html and "13812345678" not in html


def test_a_comparison_tells_what_became_of_the_promises() -> None:
    text = checked(WHOLE._repr_html_()).text
    assert "未达到" in text and "粮食产量增长4.5%左右" in text and "2028 年与 2031 年之间缺报告" in text
    assert repr(WHOLE) == "Comparison(2031、2032): 指标 1  承诺落实 6  举措 1  账目 2"


def test_a_screening_shows_the_verdict_and_the_words() -> None:
    screening = reportmine.screen("2023年工作总结\n<b>本文档</b>编辑密码：abc2023")
    html = screening._repr_html_()
    assert "不能公开" in checked(html).text and "&lt;b&gt;" in html and "<mark>•••••••</mark>" in html
    assert repr(screening).startswith("Screening('-'): 不能公开  高 1")
    assert "没有发现问题" in checked(reportmine.screen("2023年工作总结\n工作顺利。")._repr_html_()).text


def test_many_rows_are_not_all_shown() -> None:
    assert "另有 2 项" in checked(notebook.report_html(HOSTILE)).text


def test_a_corpus_shows_itself(tmp_path: Path) -> None:
    pytest.importorskip("duckdb")
    store = tmp_path / "报告.duckdb"
    write_reports(tmp_path / "报告", 2)
    build(tmp_path / "报告", store)
    corpus = reportmine.Corpus(store)
    assert re.fullmatch(r"Corpus\('.*'\): 2 份报告  [\d,]+ 字", repr(corpus))
    assert "2019–2020" in checked(corpus._repr_html_()).text
    set_language("en")
    assert re.fullmatch(r"Corpus\('.*'\): 2 reports  [\d,]+ characters", repr(corpus))
    store.unlink()
    assert repr(corpus).startswith("Corpus(")


@pytest.mark.slow
def test_a_notebook_runs_and_shows_them() -> None:
    nbformat, nbclient = pytest.importorskip("nbformat"), pytest.importorskip("nbclient")
    pytest.importorskip("ipykernel")
    cells = (
        "import reportmine\nfrom pathlib import Path\n"
        "report = reportmine.analyze(Path('corpus/county-2023.txt'))\nreport",
        "reportmine.compare(report, Path('corpus/county-2024.txt'))",
        "reportmine.screen(Path('corpus/county-2023.txt'))",
    )
    book = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])
    # The kernel of the environment that runs the tests.
    book.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
    nbclient.NotebookClient(book, timeout=120, resources={"metadata": {"path": str(ROOT)}}).execute()
    for cell, name in zip(book.cells, ("Report", "Comparison", "Screening"), strict=True):
        (shown,) = (output.data for output in cell.outputs if output.output_type == "execute_result")
        assert shown["text/plain"].startswith(name) and len(shown["text/plain"]) < 300
        checked(shown["text/html"])
