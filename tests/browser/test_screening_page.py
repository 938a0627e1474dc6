"""The page of a screening as somebody uses it: marks, clicks, filters, search, keyboard, copying, paper."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
import pypdfium2
import pytest
from conftest import CORPUS, ROOT

from browser.accessibility import complaints
from reportmine.model import Finding, Severity
from reportmine.readers import from_text, read
from reportmine.renderers.html.screening import render
from reportmine.screening import Config, Screening, Waiver, screen_document

if TYPE_CHECKING:
    from playwright.sync_api import Page

api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
SAMPLES = ROOT / "tests" / "readers" / "samples"
COUNTY = CORPUS / "county-2024.txt"
TOWNSHIP = CORPUS / "township-2021-excerpt.txt"
# The characters under each mark, in the order of the text, by finding.
MARKED = """section => {
  const found = {};
  for (const mark of section.querySelectorAll(".text mark"))
    for (const key of Page.marksOver(mark, `${mark.closest(".file").id}-`))
      found[key] = (found[key] || "") + mark.textContent;
  return found;
}"""
# Milliseconds to the first paint with something on it.
PAINTED = """new Promise(done => new PerformanceObserver((list, watch) => {
  const found = list.getEntriesByName("first-contentful-paint");
  if (found.length) { watch.disconnect(); done(found[0].startTime); }
}).observe({type: "paint", buffered: true}))"""


def finding(start: int, end: int, severity: Severity, rule: str = "RM201", number: int = 0) -> Finding:
    return Finding(
        rule=rule, category="mask", severity=severity, start=start, end=end, line=1, column=start + 1,
        message=f"问题 {rule}", advice=f"请改 {rule}", fingerprint=f"{number:016x}",
    )  # fmt: skip


def screening_of(text: str, *findings: Finding) -> Screening:
    return Screening(document=from_text(text), findings=findings)


def screened(path: Path, **config: object) -> Screening:
    return screen_document(read(str(path)), msgspec.convert(config, Config))


def marked(page: Page) -> dict[str, str]:
    found: dict[str, str] = page.locator("#f1").evaluate(MARKED)
    return found


@pytest.mark.parametrize("path", [COUNTY, TOWNSHIP, SAMPLES / "writer.docx", SAMPLES / "page-changed.html"])
def test_marks_stand_at_the_right_characters(path: Path, page_of: Callable[..., Page]) -> None:
    screening = screened(path)
    found = marked(page_of(render([screening], show_secrets=True)))
    in_text = [(str(number), one) for number, one in enumerate(screening.findings) if one.part is None]
    assert {key: found[key] for key, _ in in_text} == {
        key: screening.document.text[one.start : one.end].replace("\n", "") for key, one in in_text
    }


def test_marks_that_nest_and_cross(page_of: Callable[..., Page]) -> None:
    text = "甲乙丙丁戊己庚辛壬癸\n第二行"
    spans = [(0, 6), (2, 4), (3, 8), (8, 13)]
    grades: list[Severity] = ["low", "high", "medium", "low"]
    findings = [
        finding(start, end, grade, f"RM{number}", number)
        for number, ((start, end), grade) in enumerate(zip(spans, grades, strict=True), 1)
    ]
    page = page_of(render([screening_of(text, *findings)]))
    assert marked(page) == {str(n): text[a:b].replace("\n", "") for n, (a, b) in enumerate(spans)}
    # Where they lie over each other the gravest gives the colour, and a click tells of all.
    over = page.locator("mark", has_text="丁")
    assert over.get_attribute("class") == "finding high"
    over.click()
    assert page.locator(".detail strong").inner_text() == "此处有 3 个问题"
    assert page.locator(".detail .message").all_inner_texts() == ["问题 RM1", "问题 RM2", "问题 RM3"]
    page.get_by_role("button", name="高 1").click()
    assert [page.locator("mark", has_text=char).get_attribute("class") for char in "甲丁庚"] == [
        "off", "finding high chosen", "off",
    ]  # fmt: skip


def test_a_click_tells_what_why_and_what_to_do(page_of: Callable[..., Page]) -> None:
    page = page_of(render([screened(TOWNSHIP)]))
    assert page.locator("h2").first.inner_text().endswith("不能公开")
    link = page.locator(".places a").first
    link.click()
    detail = page.locator(".detail")
    for said in ("RM601", "文中出现完整的公民身份号码", "第 11 行", "建议：删除号码", "查什么", "为什么", "依据"):
        assert said in detail.inner_text(), said
    mark = page.locator("mark.chosen")
    assert mark.inner_text() == "•" * 18
    assert 0 < mark.bounding_box()["y"] < 900  # type: ignore[index]
    assert link.get_attribute("aria-current") == "true"
    page.get_by_role("button", name="下一处").last.click()
    assert "RM206" not in page.locator("mark.chosen").first.get_attribute("class")  # type: ignore[operator]
    assert page.locator(".places a[aria-current]").count() == 1
    page.keyboard.press("Escape")
    assert detail.is_hidden()
    assert page.locator("mark.chosen").count() == 0


def test_the_keyboard_does_all_of_it(page_of: Callable[..., Page]) -> None:
    page = page_of(render([screened(TOWNSHIP)]))
    link = page.locator(".places a").nth(1)
    link.focus()
    page.keyboard.press("Enter")
    assert page.locator(".detail").is_visible()
    assert page.evaluate("document.activeElement.closest('.detail') !== null")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # 下一处
    assert page.locator(".places a[aria-current]").count() == 1
    page.keyboard.press("Escape")
    assert link.evaluate("link => link === document.activeElement")


def test_the_list_is_narrowed(page_of: Callable[..., Page]) -> None:
    page = page_of(render([screened(SAMPLES / "writer.docx")]))
    shown = page.locator(".places > li:visible")
    everything = shown.count()
    output = page.locator(".list output")
    page.get_by_role("button", name="低").click()
    assert set(page.locator(".groups > li:visible .grade").all_inner_texts()) == {"低"}
    page.get_by_label("类别").select_option("leftover")
    few = shown.count()
    assert 0 < few < everything
    assert output.inner_text() == f"显示 {few} / {everything} 处"
    assert page.locator(".elsewhere tbody tr:visible").count() == few
    page.get_by_role("button", name="恢复全部").click()
    page.get_by_label("规则", exact=True).select_option("RM701")
    assert shown.all_inner_texts() == ["首页页眉 机密★1年"]
    page.get_by_role("button", name="恢复全部").click()
    page.get_by_label("在清单中查找").fill("批注人")
    api.expect(shown).to_have_count(2)
    page.get_by_label("在清单中查找").fill("没有这样的词")
    page.locator(".no-match").wait_for(state="visible")
    page.get_by_role("button", name="恢复全部").click()
    assert shown.count() == everything


def test_the_text_is_searched(page_of: Callable[..., Page]) -> None:
    page = page_of(render([screened(TOWNSHIP)]))
    box = page.get_by_label("在正文中查找")
    box.fill("示范村")
    count = page.locator(".text").inner_text().count("示范村")
    assert count > 0
    api.expect(page.locator(".search output")).to_have_text(f"1/{count}")


def test_what_is_copied_is_the_text(page_of: Callable[..., Page]) -> None:
    text = "标题\n\n　　一、缩进\t和制表  两个空格\n新增XX件𠀀\n\n最后一行"
    page = page_of(render([screen_document(from_text(text))], show_secrets=True))
    page.evaluate("getSelection().selectAllChildren(document.querySelector('.text'))")
    page.keyboard.press("Control+C")
    assert page.evaluate("navigator.clipboard.readText()").rstrip("\n") == text


def test_several_files_are_shown_one_at_a_time(page_of: Callable[..., Page]) -> None:
    html = render(
        [screened(TOWNSHIP), screened(COUNTY), screened(CORPUS / "water-bureau-2018.txt")],
        unreadable=[("坏.docx", "坏.docx：文件已损坏或不完整")],
    )
    page = page_of(html)
    rows = page.locator(".files tbody tr")
    assert rows.count() == 4
    assert "读不了" in rows.nth(3).inner_text()
    assert page.locator(".file:visible").count() == 1
    page.get_by_role("link", name="county-2024.txt").click()
    assert page.locator(".file:visible").get_attribute("id") == "f2"
    assert page.evaluate("document.activeElement.id") == "f2"
    page.goto(page.url.partition("#")[0] + "#f1-0")
    page.reload()
    assert page.locator("#f1 .detail").is_visible()
    # On paper a record of each, with what a record needs; the text only when asked for.
    paper = pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True))
    said = [page.get_textpage().get_text_bounded() for page in paper]
    assert sum("公开前检查记录" in one for one in said) == 3
    for screening in (screened(TOWNSHIP), screened(COUNTY)):
        assert any(screening.document.source.sha256 in one for one in said)
    assert all(word in "".join(said) for word in ("检查人", "复核人", "处理情况", "RM601"))
    page.get_by_label("附正文").check()
    assert len(pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True))) > len(paper)


def test_what_was_set_aside_is_told_too(page_of: Callable[..., Page]) -> None:
    waiver = {"rule": "RM604", "reason": "对外公开的邮箱", "by": "张三"}
    page = page_of(render([screened(TOWNSHIP, waiver=[waiver], ignore=["RM206"])]))
    assert msgspec.convert(waiver, Waiver).reason in page.locator(".asides").text_content()  # type: ignore[operator]
    page.locator("mark.aside").click()
    assert "不再报：放行" in page.locator(".detail").inner_text()


@pytest.mark.parametrize("width", [1280, 390])
def test_everybody_can_use_it(width: int, page_of: Callable[..., Page]) -> None:
    waiver = {"rule": "RM1002", "reason": "样例"}
    page = page_of(render([screened(SAMPLES / "writer.docx", waiver=[waiver]), screened(TOWNSHIP)]), width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.locator(".asides").first.evaluate("element => { element.open = true; }")
    page.locator(".places a").first.click()
    assert complaints(page) == []


def test_a_hostile_text_does_nothing_and_is_there_soon(page_of: Callable[..., Page]) -> None:
    line = "<script>console.error(1)</script><img src=http://x.invalid/a onerror=alert(1)>\u202eאבג𠀀\x07&{{7*7}}件\n"
    text = line * (40_000 // len(line)) + "长" * 8_000
    step = len(text) // 3_000
    findings = [finding(n * step, n * step + 2 * step, "low", "RM<b>", n) for n in range(2_999)]
    page = page_of(render([screening_of(text, *findings)]))
    assert page.locator(".text script, .text img, .list b b").count() == 0
    assert page.locator(".text").evaluate("element => element.textContent.length") == len(text.encode("utf-16-le")) // 2
    assert page.locator(".places > li").count() == 2_999
    assert page.evaluate(PAINTED) < 3_000
    page.locator(".places a").nth(2).click()
    assert page.locator(".detail").is_visible()


def test_real_reports(page_of: Callable[..., Page], shared: Path) -> None:
    paths = sorted((shared / "reports" / "state-council").glob("*.txt"))[-2:] + sorted((shared / "seed").glob("*.txt"))
    for path in paths:
        test_marks_stand_at_the_right_characters(path, page_of)
