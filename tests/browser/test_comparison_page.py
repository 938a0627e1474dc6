"""The page of a comparison as somebody uses it: board, filters, search, places, charts, keyboard, paper."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING

import pypdfium2
import pytest
from comparisons import WHOLE
from conftest import CORPUS, analyzed

from browser.accessibility import complaints
from reportmine.comparison import Comparison, compare
from reportmine.renderers.html.comparison import charts, render

if TYPE_CHECKING:
    from playwright.sync_api import Page

api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
OUTCOMES = ("missed", "not_mentioned", "restated", "met", "reported")


@cache
def county() -> Comparison:
    return compare([analyzed(CORPUS / f"county-{year}.txt") for year in (2023, 2024)])


@cache
def county_page() -> str:
    return render(county())


def numbers(page: Page) -> list[int]:
    """How many commitments the columns of the board say they hold."""
    return [int(page.locator(f"#outcome-{outcome} [data-number]").inner_text()) for outcome in OUTCOMES]


def test_the_board_counts_what_was_found(page_of: Callable[..., Page]) -> None:
    page = page_of(county_page())
    rows = county().follow_up or ()
    counts = Counter(row.outcome for row in rows)
    assert numbers(page) == [counts[outcome] for outcome in OUTCOMES]
    assert [int(one) for one in page.locator(".outcomes .tile b").all_inner_texts()] == numbers(page)
    more = page.locator("#outcome-not_mentioned .more")
    while more.is_visible():
        more.click()
    shown = page.locator("#outcome-not_mentioned .commitment .promise").all_inner_texts()
    promised = ["".join(row.promise.text.split()) for row in rows if row.outcome == "not_mentioned"]
    assert sorted(said.rsplit(" ", 2)[0] for said in shown) == sorted(promised)


def test_filters_and_search_narrow_the_board(page_of: Callable[..., Page]) -> None:
    page = page_of(county_page())
    rows = county().follow_up or ()
    board = page.locator("#board")
    board.locator("[data-filter=kind]").select_option(label=f"数字指标 ({sum(row.kind == 'target' for row in rows)})")
    assert sum(numbers(page)) == sum(row.kind == "target" for row in rows)
    section = next(row.section for row in rows if row.section)
    board.locator("[data-filter=section]").select_option(label=section)
    assert sum(numbers(page)) == sum(row.kind == "target" and row.section == section for row in rows)
    board.locator("[data-reset]").click()
    assert sum(numbers(page)) == len(rows)
    board.locator("[data-find]").fill("固定资产投资")
    api.expect(board.locator(".commitment")).to_have_count(1)
    assert "固定资产投资增长10%" in board.locator(".commitment").inner_text()
    board.locator("[data-find]").fill("没有这样的话")
    api.expect(board.locator("[data-count]")).to_have_text("没有符合条件的项目")
    board.locator("[data-find]").press("Escape")
    assert sum(numbers(page)) == len(rows)


def test_a_place_opens_its_sentence_and_the_keyboard_gets_back(page_of: Callable[..., Page]) -> None:
    page = page_of(county_page())
    place = page.locator("#outcome-missed .commitment").first.locator(".promise .at")
    said = place.inner_text()
    place.focus()
    page.keyboard.press("Enter")
    panel = page.locator("#source")
    assert panel.is_visible() and panel.locator("h2").inner_text() == said
    row = next(row for row in county().follow_up or () if row.outcome == "missed")
    assert panel.locator("mark").inner_text() == row.promise.text
    report = county().reports[row.promise.report]
    line = int(said.split("第")[1].removesuffix("行"))
    assert panel.locator("blockquote").inner_text() in report.text.split("\n")[line - 1]
    address = page.url
    page.keyboard.press("Escape")
    assert panel.is_hidden()
    assert place.evaluate("link => link === document.activeElement")
    # The address leads there again.
    page.goto(address)
    page.reload()
    assert page.locator("#source mark").inner_text() == row.promise.text


@pytest.mark.skipif(not charts.available(), reason="the extra charts is not installed")
def test_points_of_charts_lead_to_their_sentence(page_of: Callable[..., Page]) -> None:
    page = page_of(county_page())
    point = page.locator("#series svg [data-at]").first
    point.scroll_into_view_if_needed()
    told = point.locator("title").text_content() or ""
    point.click()
    assert page.locator("#source-place").inner_text() in told
    # The same number stands in the table below.
    page.locator("#series figure .numbers summary").first.click()
    table = page.locator("#series figure table").first
    assert page.locator("#source-place").inner_text() in table.inner_text()


def test_lists_open_and_can_be_searched(page_of: Callable[..., Page]) -> None:
    page = page_of(county_page())
    listed = page.locator("#list-series")
    listed.locator("[data-find]").fill("粮食")
    api.expect(listed.locator("[data-count]")).to_have_text(f"1 / {len(county().series or ())} 项")
    item = listed.locator(".item").first
    item.locator("summary").click()
    assert "31.9" in item.locator("table").inner_text()
    actions = page.locator("#list-actions")
    dropped = sum(row.change == "dropped" for row in county().actions or ())
    actions.locator("[data-filter=change]").select_option(label=f"不再提及 ({dropped})")
    assert actions.locator("[data-count]").inner_text().startswith(f"{dropped} /")


@pytest.mark.parametrize("width", [390, 1280])
def test_everybody_can_use_it(page_of: Callable[..., Page], width: int) -> None:
    page = page_of(render(WHOLE), width=width)
    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert complaints(page) == []


def test_paper_holds_the_whole_board(page_of: Callable[..., Page]) -> None:
    page = page_of(county_page())
    paper = pypdfium2.PdfDocument(page.pdf(format="A4"))
    said = "".join("".join(one.get_textpage().get_text_range().split()) for one in paper)
    missing = [row.promise.text for row in county().follow_up or () if "".join(row.promise.text.split()) not in said]
    # A promise that runs over the end of a column of paper is cut by what stands beside it.
    assert len(missing) <= 3, missing
    assert "清除条件" not in said and len(paper) < 30
