"""The local site as people use it: files go in, are looked at, compared, downloaded and forgotten."""

from __future__ import annotations

import io
import itertools
import json
import re
import time
import zipfile
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from conftest import CORPUS

from .accessibility import complaints

pytest.importorskip("litestar", reason="litestar is not installed")
expect = pytest.importorskip("playwright.sync_api", reason="playwright is not installed").expect

from .local_site import PATIENCE, Server, add, card, drop, save, wait_done  # noqa: E402

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from .conftest import Visits

YEARS = (CORPUS / "county-2023.txt", CORPUS / "county-2024.txt")


def test_a_file_dropped_on_an_open_page(site: Callable[..., Page]) -> None:
    """The frame of a page is a window of its own, which is told of what is dropped on it instead of the site."""
    page = site()
    add(page, YEARS[0])
    wait_done(page, 1)
    card(page, YEARS[0].name).get_by_role("button", name="查看分析").click()
    page.frame_locator("#viewer-frame iframe").locator("html.ready").wait_for(state="attached")
    devtools = page.context.new_cdp_session(page)
    data = {"items": [], "files": [str(YEARS[1])], "dragOperationsMask": 1}
    until = time.monotonic() + PATIENCE / 1000
    # A hand keeps moving until the site says that it takes the file, and some moments longer: a browser knows a little
    # later than the page what lies under the pointer.
    seen = 0
    for step in itertools.cycle(range(20)):
        # The protocol tells nobody that the pointer came, unless it is said.
        for kind in ("dragEnter", "dragOver"):
            devtools.send("Input.dispatchDragEvent", {"type": kind, "x": 600 + step, "y": 500, "data": data})
        page.wait_for_timeout(50)
        seen += page.locator("#over").is_visible()
        if seen > 10 or time.monotonic() > until:
            break
    expect(page.locator("#over")).to_be_visible()
    devtools.send("Input.dispatchDragEvent", {"type": "drop", "x": 610, "y": 510, "data": data})
    wait_done(page, 2)
    expect(page.locator("#over")).to_be_hidden()
    expect(page.locator("body")).not_to_have_class(re.compile("dragging"))


def test_from_a_dropped_file_to_its_downloads(site: Callable[..., Page]) -> None:
    page = site()
    expect(page.get_by_text("把报告拖到这里")).to_be_visible()
    expect(page.locator("#work")).to_be_hidden()
    drop(page, *((path.name, path.read_text(encoding="utf-8")) for path in YEARS))
    wait_done(page, 2)
    expect(page.locator("#tally")).to_have_text("共 2 份，完成 2 份")
    one = card(page, "county-2023.txt")
    expect(one.locator(".facts")).to_contain_text("2023")
    expect(one.locator(".facts")).to_contain_text("云溪县")
    shares = [int(said) for said in re.findall(r"(\d+)%", one.locator(".legend").inner_text())]
    assert abs(sum(shares) - 100) <= 2
    expect(one.locator(".verdict")).to_contain_text("公开前检查：没有发现妨碍公开的问题")

    name, data = save(page, one.get_by_role("link", name="带批注的 Word"))
    assert name.endswith(".docx")
    with zipfile.ZipFile(io.BytesIO(data)) as word:
        assert "word/document.xml" in word.namelist()
    name, data = save(page, one.get_by_role("link", name="Excel"))
    assert name.endswith(".xlsx")
    with zipfile.ZipFile(io.BytesIO(data)) as workbook:
        assert "xl/workbook.xml" in workbook.namelist()
    name, data = save(page, one.locator('[data-form="clean"]'))
    assert name.endswith(".txt")
    assert "云溪县" in data.decode()
    expect(one.locator(".downloads")).to_contain_text("清理后的副本已保存")
    more = one.get_by_role("button", name="其他格式")
    more.click()
    expect(more).to_have_attribute("aria-expanded", "true")
    name, data = save(page, one.locator('a[data-form="page"]'))
    assert name.endswith(".html")
    assert data.startswith(b"<!doctype html>")
    name, data = save(page, one.locator('[data-form="report.json"]'))
    assert name.endswith(".json")
    assert "indicators" in json.dumps(json.loads(data))
    assert complaints(page) == []


def test_pages_open_in_the_window_and_the_browser_goes_back(site: Callable[..., Page]) -> None:
    page = site()
    add(page, YEARS[0])
    wait_done(page, 1)
    opener = card(page, YEARS[0].name).get_by_role("button", name="查看分析")
    opener.click()
    inside = page.frame_locator("#viewer-frame iframe")
    expect(inside.locator("mark").first).to_be_visible(timeout=PATIENCE)
    expect(page.locator("#viewer-wait")).to_have_text("")
    expect(page.locator("#viewer-name")).to_be_focused()
    # The frame is a place of its own: nothing of the site can be reached from there.
    frame = page.frames[-1]
    assert frame.evaluate("window.origin") == "null"
    # Another form of the same report takes its place, and back leads to the list from there.
    page.locator("#viewer-forms").get_by_role("link", name="公开前检查").click()
    expect(page.locator("#viewer-forms [aria-current=page]")).to_have_text("公开前检查")
    expect(inside.locator("h1, h2").first).to_be_visible(timeout=PATIENCE)
    page.reload()
    expect(inside.locator("h1, h2").first).to_be_visible(timeout=PATIENCE)
    page.locator("#back").click()
    expect(page.locator("#home")).to_be_visible()
    expect(page.locator("iframe")).to_have_count(0)
    opener.click()
    expect(inside.locator("mark").first).to_be_visible(timeout=PATIENCE)
    page.go_back()
    expect(page.locator("#home")).to_be_visible()
    expect(opener).to_be_focused()
    with page.context.expect_page() as tab:
        opener.click()
        page.locator("#viewer-tab").click()
    expect(tab.value.locator("mark").first).to_be_visible(timeout=PATIENCE)


def test_compare_the_years(site: Callable[..., Page]) -> None:
    page = site()
    add(page, *YEARS)
    wait_done(page, 2)
    card(page, YEARS[0].name).get_by_role("checkbox").uncheck()
    expect(page.locator("#compare")).to_be_disabled()
    page.get_by_role("checkbox", name="全选").check()
    page.get_by_role("button", name="比较几年（已选 2 份）").click()
    inside = page.frame_locator("#viewer-frame iframe")
    expect(inside.locator("h1").first).to_be_visible(timeout=PATIENCE)
    expect(page.locator("#viewer-name")).to_have_text("比较：2023、2024")
    assert complaints(page) == []
    page.locator("#back").focus()
    page.keyboard.press("Escape")
    made = page.locator("#comparisons > .card")
    expect(made).to_have_count(1)
    name, data = save(page, made.get_by_role("link", name="Excel"))
    assert name.endswith(".xlsx")
    assert data[:2] == b"PK"
    # The same once more is the same page, not a second comparison.
    page.locator("#compare").click()
    expect(page.locator("#viewer")).to_be_visible()
    expect(made).to_have_count(1)
    page.reload()
    expect(page.locator("#viewer-name")).to_have_text("比较：2023、2024")


def test_a_report_that_says_no_year_is_given_one(site: Callable[..., Page]) -> None:
    page = site()
    text = (
        "政府工作报告\n各位代表：\n一、工作回顾\n全县地区生产总值增长5.2%。\n二、工作安排\n地区生产总值增长6%左右。\n"
    )
    add(page, ("甲.txt", text.encode()), ("乙.txt", text.replace("5.2", "5.8").encode()))
    wait_done(page, 2)
    for name, year in (("甲.txt", "2022"), ("乙.txt", "2023")):
        card(page, name).get_by_label("比较时按哪一年算").fill(year)
    page.locator("#compare").click()
    expect(page.locator("#viewer-name")).to_have_text("比较：2022、2023", timeout=PATIENCE)
    inside = page.frame_locator("#viewer-frame iframe")
    expect(inside.locator("body")).to_contain_text("2022", timeout=PATIENCE)


def test_remove_and_forget(site: Callable[..., Page], server: Server) -> None:
    page = site()
    add(page, *YEARS)
    wait_done(page, 2)
    page.get_by_role("button", name="移除 county-2023.txt").click()
    expect(card(page, "county-2023.txt")).to_have_count(0)
    expect(page.get_by_role("button", name="移除 county-2024.txt")).to_be_focused()
    expect(page.locator("#hint")).to_be_visible()
    server.wait_for("county-2024.txt")
    page.get_by_role("button", name="全部忘掉").click()
    expect(page.get_by_role("button", name="先不")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="全部忘掉")).to_be_focused()
    server.wait_for("county-2024.txt")
    page.get_by_role("button", name="全部忘掉").click()
    page.get_by_role("button", name="确定忘掉").click()
    expect(page.locator("#work")).to_be_hidden()
    expect(page.locator("#said")).to_have_text("已全部忘掉。")
    assert server.ask("GET", "documents") == []


def test_what_cannot_be_read_says_so_in_its_card(site: Callable[..., Page], visits: Visits) -> None:
    page = site()
    picture = ("照片.png", b"\x89PNG\r\n\x1a\n" + bytes(200))
    add(page, picture, ("空.txt", b""), ("大.txt", bytes(2_100_000)), ("好.txt", YEARS[0].read_bytes()))
    wait_done(page, 1)
    failed = page.locator("#documents > .card[data-phase=failed]")
    expect(failed).to_have_count(3, timeout=PATIENCE)
    expect(card(page, "照片.png").locator(".failed")).to_have_text(re.compile("^这是 PNG 文件"))
    expect(card(page, "空.txt").locator(".failed")).to_contain_text("空的")
    expect(card(page, "大.txt").locator(".failed")).to_contain_text("2 MB")
    expect(page.locator("#tally")).to_have_text("共 4 份，完成 1 份，没有完成 3 份")
    expect(page.get_by_role("button", name="再试一次")).to_have_count(0)
    page.get_by_role("button", name="移除没有完成的").click()
    expect(page.locator("#tally")).to_have_text("共 1 份，完成 1 份")
    visits.errors.clear()


def test_what_others_have_removed_is_said_to_be_gone(site: Callable[..., Page], server: Server) -> None:
    page = site()
    add(page, YEARS[0])
    wait_done(page, 1)
    server.clear()
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(page.locator("#notice")).to_contain_text(f"已不在内存里：{YEARS[0].name}")
    expect(page.locator("#documents > .card")).to_have_count(0)


def test_text_of_a_file_stays_text(site: Callable[..., Page]) -> None:
    page = site()
    text = YEARS[0].read_text(encoding="utf-8").replace("政府工作报告", "<img src=x onerror=alert(1)>政府工作报告", 1)
    name = "<script>alert(1)<script>&.txt"
    add(page, (name, text.encode()))
    wait_done(page, 1)
    # Of what is no part of a name on any system the server keeps as much as it likes.
    expect(page.locator("#documents h3")).to_contain_text("alert(1)")
    expect(page.locator("#documents img, #documents script")).to_have_count(0)


def test_when_the_server_is_busy_files_wait_their_turn(site: Callable[..., Page], visits: Visits) -> None:
    page = site()
    refused: list[str] = []

    def refuse_twice(route: Any) -> None:
        if route.request.method == "POST" and len(refused) < 2:
            refused.append(route.request.url)
            body = json.dumps({"status": 503, "error": "排队的太多"})
            route.fulfill(status=503, headers={"Retry-After": "1"}, content_type="application/json", body=body)
        else:
            route.continue_()

    page.route("**/api/v1/documents", refuse_twice)
    add(page, *YEARS)
    expect(page.locator("#documents").get_by_text("排队：排队的太多").first).to_be_visible()
    wait_done(page, 2)
    assert len(refused) == 2
    visits.errors.clear()


def test_twenty_files_at_once(site: Callable[..., Page], visits: Visits) -> None:
    page = site()
    text = YEARS[0].read_text(encoding="utf-8")[:1500]
    add(page, *((f"报告{number}.txt", text.encode()) for number in range(20)))
    wait_done(page, 20)
    expect(page.locator("#tally")).to_have_text("共 20 份，完成 20 份")
    assert [said for said in visits.errors if "503" not in said] == []
    visits.errors.clear()


def test_without_its_token_the_address_asks_for_it(
    server: Server, open_page: Callable[..., Page], visits: Visits
) -> None:
    page = open_page(server.root, width=390)
    expect(page.get_by_role("heading", name="请用完整的地址打开")).to_be_visible()
    page.goto(f"{server.root}?token=wrong")
    expect(page.get_by_role("heading", name="这个地址已经失效")).to_be_visible()
    assert complaints(page) == []
    # The whole address may be pasted, as it was printed.
    page.get_by_label("启动时给出的地址").fill(server.address)
    page.keyboard.press("Enter")
    expect(page.get_by_text("把报告拖到这里")).to_be_visible()
    assert server.token not in page.url
    visits.errors.clear()


def test_a_server_that_has_stopped_is_said_to_have(open_page: Callable[..., Page], visits: Visits) -> None:
    server = Server()
    try:
        page = open_page(server.address)
        add(page, YEARS[0])
        wait_done(page, 1)
    finally:
        server.stop()
    page.locator("#files").focus()
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(page.locator("#trouble")).to_contain_text("reportmine 已经停止", timeout=PATIENCE)
    add(page, ("又一份.txt", b"x"))
    expect(card(page, "又一份.txt").locator(".failed")).to_contain_text("没有送到")
    expect(page.get_by_role("button", name="再试一次")).to_be_visible()
    visits.errors.clear()


def test_an_address_of_yesterday_is_said_to_be(site: Callable[..., Page], visits: Visits) -> None:
    page = site()
    page.context.clear_cookies()
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(page.locator("#trouble")).to_contain_text("地址已经失效")
    visits.errors.clear()


def test_keyboard_and_english_on_a_narrow_screen(site: Callable[..., Page]) -> None:
    page = site(390)
    expect(page.locator("#files")).to_be_attached()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="跳到正文")).to_be_focused()
    page.get_by_role("link", name="English").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Drop reports here")).to_be_visible()
    page.wait_for_load_state("networkidle")
    page.locator("#files").focus()
    expect(page.locator("#files")).to_be_focused()
    with page.expect_file_chooser() as chooser:
        page.keyboard.press("Space")
    chooser.value.set_files([str(path) for path in YEARS])
    wait_done(page, 2)
    assert not re.search("[\u4e00-\u9fff]", page.locator("#work .bar").inner_text())
    button = card(page, YEARS[1].name).get_by_role("button", name="View analysis")
    button.focus()
    page.keyboard.press("Enter")
    expect(page.frame_locator("#viewer-frame iframe").locator("mark").first).to_be_visible(timeout=PATIENCE)
    page.locator("#back").focus()
    page.keyboard.press("Enter")
    expect(button).to_be_focused()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert complaints(page) == []
    page.goto(page.url.split("#")[0] + "?lang=zh")
    expect(page.get_by_text("把报告拖到这里")).to_be_visible()
