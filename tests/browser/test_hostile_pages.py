"""Files made to do harm, through the command line into a page: nothing runs, nothing is asked for, none complains."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from reportmine.cli import main

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from .conftest import Visits

# What would run or load something as an element, as an attribute, in a style, in a script or in JSON in a script.
_HARMS = (
    "<script>window.broken=1</script>",
    "</script><script>window.broken=1</script>",
    "</style><img src=http://x.invalid/a onerror=window.broken=1>",
    "</title><svg onload=window.broken=1>",
    "<!--<script>",
    "-->]]><![CDATA[",
    "\"' onfocus=window.broken=1 autofocus tabindex=1 x='",
    "&lt;script&gt;&#60;b&#62;&amp;",
    "{{7*7}}${7*7}<%=7*7%>",
    "[a](javascript:window.broken=1)",
    "\u202eאבג\u202c𠀀\u200b\ufeff\u2028\u2029\x07\x1b[31m\ufffe",
    "</textarea></select></template><iframe src=http://x.invalid/b></iframe>",
    "<base href=http://x.invalid/><meta http-equiv=refresh content='0;url=http://x.invalid/'>",
)


def _report(year: int) -> str:
    """A report with all of it in every place that a page shows: title, headings, figures, actions, tasks, findings."""
    tasks = "\n".join(
        f"（{number}）{harm}\n推动{harm}产值增长{number + 1}.2%，实施“{harm}”行动，建成{harm}大桥。"
        f"密码：{harm}abc2023\n"
        for number, harm in enumerate(_HARMS)
    )
    return (
        f"{year}年政府工作报告{''.join(_HARMS)}\n——{year}年1月5日在{''.join(_HARMS)}{'长' * 5_000}上\n"
        f"一、{year - 1}年工作回顾{_HARMS[0]}\n{tasks}{'长' * 8_000}增长5.2%，XX万元。\n"
        f"二、{year}年工作安排{_HARMS[1]}\n{tasks}"
    )


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    folder = tmp_path_factory.mktemp("hostile")
    paths = []
    for year in (2023, 2024):
        name = f"'\"<img src=x onerror=window.broken=1>{year}.txt"
        # Windows has no such names.
        path = folder / (f"{year}.txt" if sys.platform == "win32" else name)
        path.write_text(_report(year), encoding="utf-8")
        paths.append(str(path))
    return paths


def _page(command: str, files: list[str], tmp_path: Path) -> str:
    target = tmp_path / "made.html"
    with pytest.raises(SystemExit) as ended:
        main([command, *files, "--format", "html", "-o", str(target)])
    assert ended.value.code in (0, 1)
    return target.read_bytes().decode()


@pytest.mark.parametrize("command", ["analyze", "screen", "compare"])
def test_nothing_of_a_hostile_report_runs(
    command: str, files: list[str], page_of: Callable[..., Page], visits: Visits, tmp_path: Path
) -> None:
    html = _page(command, files, tmp_path)
    assert html.count("<script") == html.count("</script>") == 2
    page = page_of(html)
    # Whatever a click draws is drawn, too.
    for button in page.locator("main button:visible, main summary:visible").all()[:40]:
        if button.is_visible() and button.is_enabled():
            button.click(timeout=3_000, force=True)
    assert page.evaluate("window.broken") is None
    harmful = "iframe, base, [onload], [onerror], [onfocus], img[src^=http], a[href^=javascript]"
    assert page.locator(harmful).count() == 0
    assert "<script>window.broken=1</script>" in page.locator("main").inner_text()
    assert visits.requests == [page.url.partition("#")[0]]


@pytest.mark.parametrize("command", ["analyze", "screen", "compare"])
def test_a_script_that_got_in_does_not_run(
    command: str, files: list[str], page_of: Callable[..., Page], visits: Visits, tmp_path: Path
) -> None:
    """Were something not escaped somewhere, the browser would still run nothing but our own script."""
    harm = (
        "<script>window.broken=1</script><img src=x onerror=window.broken=1><img src=http://127.0.0.1:9/a>"
        "<a id=harm href='javascript:window.broken=1'>a</a><iframe srcdoc='<script>parent.broken=1</script>'></iframe>"
    )
    page = page_of(_page(command, files, tmp_path).replace("</main>", harm + "</main>"))
    page.locator("#harm").evaluate("link => link.click()")
    assert page.evaluate("window.broken") is None
    said = "\n".join(visits.errors)
    assert said.count("violates the following Content Security Policy") == len(visits.errors), said
    assert re.search("inline script", said)
    assert "127.0.0.1:9/a" in said
    # What was refused counts as asked for there.
    visits.errors.clear()
    visits.requests.clear()
