"""Answers of the local site that come late, twice, or not as hoped: the page does not depend on their order."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from conftest import CORPUS

pytest.importorskip("litestar", reason="litestar is not installed")
expect = pytest.importorskip("playwright.sync_api", reason="playwright is not installed").expect

from .accessibility import complaints  # noqa: E402
from .local_site import PATIENCE, Server, add, card, wait_done  # noqa: E402

if TYPE_CHECKING:
    from playwright.sync_api import Page, Route

    from .conftest import Visits

YEARS = (CORPUS / "county-2023.txt", CORPUS / "county-2024.txt")
LIST = "**/api/v1/documents"


def look(page: Page) -> None:
    """Has the page ask the server how things are."""
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")


def test_whoever_reads_a_page_is_not_disturbed(site: Callable[..., Page]) -> None:
    page = site()
    add(page, YEARS[0])
    wait_done(page, 1)
    card(page, YEARS[0].name).get_by_role("button", name="查看分析").click()
    search = page.frame_locator("#viewer-frame iframe").locator("input[type=search]").first
    search.click()
    with page.expect_response(LIST):
        look(page)
    # The next question is asked when the answer to the one before was worked through.
    with page.expect_response(LIST):
        look(page)
    expect(search).to_be_focused()
    expect(page.locator("iframe")).to_be_focused()


def test_an_old_answer_does_not_undo_a_new_one(site: Callable[..., Page]) -> None:
    page = site()
    add(page, YEARS[0])
    wait_done(page, 1)
    page.evaluate(
        """() => {
          window.phases = [];
          const card = document.querySelector("#documents > .card");
          new MutationObserver(() => window.phases.push(card.dataset.phase)).observe(card, {attributes: true});
        }"""
    )
    held: list[Route] = []

    def hold_first(route: Route) -> None:
        if held:
            route.continue_()
        else:
            held.append(route)

    page.route(LIST, hold_first)
    with page.expect_request(LIST):
        look(page)
    with page.expect_response(LIST):
        look(page)
    states = held[0].fetch().json()
    held[0].fulfill(json=[{**one, "state": "working", "summary": None, "forms": []} for one in states])
    with page.expect_response(LIST):
        look(page)
    assert set(page.evaluate("window.phases")) <= {"done"}
    expect(page.locator("#tally")).to_have_text("共 1 份，完成 1 份")


def test_a_comparison_that_is_removed_before_it_has_begun(site: Callable[..., Page], server: Server) -> None:
    page = site()
    add(page, *YEARS)
    wait_done(page, 2)
    held: list[Route] = []
    page.route("**/api/v1/comparisons", lambda route: held.append(route) if is_order(route) else route.continue_())
    page.locator("#compare").click()
    # Once more, for the impatient, is not a second one.
    page.locator("#compare").click()
    made = page.locator("#comparisons > .card")
    expect(made).to_have_count(1)
    made.get_by_role("button", name="移除").click()
    expect(made).to_have_count(0)
    assert len(held) == 1
    with page.expect_response(lambda answer: answer.request.method == "DELETE"):
        held[0].continue_()
    with page.expect_response(LIST):
        look(page)
    assert server.ask("GET", "comparisons") == []
    expect(made).to_have_count(0)
    expect(page.locator("#viewer")).to_be_hidden()


def is_order(route: Route) -> bool:
    return route.request.method == "POST"


def test_what_could_not_be_forgotten_comes_back(site: Callable[..., Page], visits: Visits) -> None:
    page = site()
    add(page, *YEARS)
    wait_done(page, 2)

    def refuse(route: Route) -> None:
        if route.request.method == "DELETE":
            problem = {"status": 500, "error": "程序内部错误"}
            route.fulfill(status=500, content_type="application/json", body=json.dumps(problem))
        else:
            route.continue_()

    page.route("**/api/v1/documents*/**", refuse)
    page.route(LIST, refuse)
    page.get_by_role("button", name="移除 county-2023.txt").click()
    expect(page.locator("#notice")).to_have_text("程序内部错误")
    wait_done(page, 2)
    page.get_by_role("button", name="全部忘掉").click()
    page.get_by_role("button", name="确定忘掉").click()
    wait_done(page, 2)
    expect(page.locator("#said")).not_to_have_text("已全部忘掉。")
    visits.errors.clear()


@pytest.mark.parametrize("address", ["#documents/%/page", "#toString/x/page", "#documents/x", "#documents/none/page"])
def test_an_address_that_leads_nowhere_leads_to_the_list(site: Callable[..., Page], address: str) -> None:
    page = site()
    add(page, YEARS[0])
    wait_done(page, 1)
    page.evaluate("address => { location.hash = address; }", address)
    with page.expect_response(LIST):
        look(page)
    expect(page.locator("#home")).to_be_visible(timeout=PATIENCE)
    expect(page.locator("#viewer")).to_be_hidden()


def test_the_account_of_a_cleaned_copy(site: Callable[..., Page], server: Server) -> None:
    page = site(390)
    expect(page.locator("#settings")).to_contain_text("公开前检查")
    text = "政府工作报告\n各位代表：\n一、工作回顾\n全县地区生产总值增长5.2%。文档编辑密码：abc2023\n"
    add(page, ("报告.txt", text.encode()))
    wait_done(page, 1)
    card(page, "报告.txt").get_by_role("button", name="清理说明").click()
    inside = page.frame_locator("#viewer-frame iframe")
    expect(inside.get_by_role("heading", name="清理说明：报告.txt")).to_be_visible(timeout=PATIENCE)
    expect(inside.locator(".changes")).to_contain_text("密码、密钥已遮盖")
    expect(inside.get_by_role("button", name="打印清理说明")).to_be_visible()
    expect(inside.locator(".signatures")).to_be_hidden()
    page.goto(server.root + (page.locator("#viewer-tab").get_attribute("href") or "").removeprefix("/"))
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert complaints(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.emulate_media(media="print")
    expect(page.locator(".signatures")).to_be_visible()
    expect(page.get_by_role("button", name="打印清理说明")).to_be_hidden()
