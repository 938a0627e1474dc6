"""The pictures of the documentation, out of the program itself and reports of our own (make docs-pictures).

    python tools/pictures.py             # all of them, into docs/pictures
    python tools/pictures.py report-page site-card

Needs playwright with a Chromium, and LibreOffice for what Word and Excel show. Pictures are for people: no test
compares them, but one looks whether each that a page shows is there and small.
"""

from __future__ import annotations

import io
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pypdfium2
from PIL import Image, ImageChops
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "pictures"
YEARS = ("corpus/county-2023.txt", "corpus/county-2024.txt")
CHECKED = "corpus/township-2021-excerpt.txt"
WINDOW = {"width": 1280, "height": 800}
LARGEST = 200_000
COMMENTS_IN_MARGIN = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Writer/Print/Content">
<prop oor:name="Note" oor:op="fuse"><value>4</value></prop></item>
</oor:items>
"""


def save(name: str, png: bytes) -> None:
    """Writes a picture with a palette, as small as it must be."""
    image = Image.open(io.BytesIO(png)).convert("RGB")
    for colours in (256, 128, 64, 32):
        packed = io.BytesIO()
        image.quantize(colours, dither=Image.Dither.NONE).save(packed, "PNG", optimize=True)
        if packed.tell() < LARGEST:
            break
    (PICTURES / f"{name}.png").write_bytes(packed.getvalue())
    print(f"{name}: {packed.tell():,} bytes")


def reportmine(*words: str | Path) -> None:
    """Runs a command of ours in the checkout; findings are no failure."""
    done = subprocess.run(
        [sys.executable, "-m", "reportmine", *map(str, words)], cwd=ROOT, capture_output=True, text=True
    )
    if done.returncode not in (0, 1):
        raise RuntimeError(done.stderr)


def opened(browser: Browser, file: Path) -> Page:
    """A page of ours in a window."""
    page = browser.new_page(viewport=WINDOW, locale="zh-CN")
    page.goto(file.as_uri())
    return page


def shoot_report(browser: Browser, folder: Path) -> None:
    """The page of a report, and a figure that was clicked."""
    reportmine("analyze", YEARS[1], "--format", "html", "-o", folder / "report.html")
    page = opened(browser, folder / "report.html")
    save("report-page", page.screenshot())
    mark = page.locator("mark.figure").nth(1)
    mark.scroll_into_view_if_needed()
    mark.click()
    page.wait_for_timeout(300)
    save("report-why", page.screenshot())


def shoot_check(browser: Browser, folder: Path) -> None:
    """The page of the check before publication."""
    reportmine("screen", CHECKED, "--format", "html", "-o", folder / "check.html")
    save("check-page", opened(browser, folder / "check.html").screenshot())


def shoot_comparison(browser: Browser, folder: Path) -> None:
    """The page of a comparison: its beginning, and the board of promises."""
    reportmine("compare", *YEARS, "--format", "html", "-o", folder / "comparison.html")
    page = opened(browser, folder / "comparison.html")
    save("comparison-page", page.screenshot())
    page.locator("#follow_up").evaluate("part => part.scrollIntoView()")
    page.wait_for_timeout(300)
    save("comparison-board", page.screenshot())


def shoot_site(browser: Browser, folder: Path) -> None:
    """The local site: empty, with a report, with two, and a report seen on it."""
    with site() as address:
        page = browser.new_page(viewport=WINDOW, locale="zh-CN")
        page.goto(address)
        page.wait_for_selector("#drop")
        save("site-empty", page.screenshot())
        page.set_input_files("#files", ROOT / YEARS[1])
        page.wait_for_selector("#documents .card[data-phase=done]", timeout=120_000)
        page.wait_for_timeout(300)
        save("site-card", page.screenshot())
        page.set_input_files("#files", ROOT / YEARS[0])
        page.locator("#documents .card[data-phase=done]").nth(1).wait_for(timeout=120_000)
        for box in page.locator("#documents input[type=checkbox]").all():
            box.check()
        save("site-cards", page.screenshot())
        page.locator("#documents .doors button, #documents .doors a").first.click()
        page.frame_locator("#viewer-frame iframe").locator("h1").wait_for(timeout=120_000)
        page.wait_for_timeout(500)
        save("site-viewer", page.screenshot())


@contextmanager
def site() -> Iterator[str]:
    """The local site, running; gives its address with the token."""
    words = [sys.executable, "-m", "reportmine", "serve", "--no-browser", "--port", "0"]
    server = subprocess.Popen(words, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        assert server.stdout is not None
        yield server.stdout.readline().strip()
    finally:
        server.terminate()
        server.wait(30)


def shoot_office(browser: Browser, folder: Path) -> None:
    """What Word and Excel show, by way of LibreOffice."""
    reportmine("screen", CHECKED, "--format", "docx", "-o", folder / "review.docx")
    save("review-docx", paper(printed(folder / "review.docx"), "RM601", end=True))
    reportmine("analyze", YEARS[1], "-o", folder / "report.xlsx")
    save("report-workbook", paper(printed(folder / "report.xlsx"), "数字位置", "原文写法"))
    reportmine("compare", *YEARS, "-o", folder / "comparison.xlsx")
    save("comparison-workbook", paper(printed(folder / "comparison.xlsx"), "未达到", "增长6.5%左右"))


def printed(file: Path) -> Path:
    """The PDF that LibreOffice makes of a file; a text is printed with its comments, which an export leaves out."""
    profile = file.parent / "profile"
    (profile / "user").mkdir(parents=True, exist_ok=True)
    (profile / "user" / "registrymodifications.xcu").write_text(COMMENTS_IN_MARGIN, encoding="utf-8")
    folder = file.parent / "printed"
    folder.mkdir(exist_ok=True)
    how = ["--print-to-file"] if file.suffix == ".docx" else ["--convert-to", "pdf"]
    words = [shutil.which("soffice") or "libreoffice", f"-env:UserInstallation={profile.as_uri()}", "--headless"]
    subprocess.run([*words, *how, "--outdir", folder, file], check=True, capture_output=True)
    return folder / f"{file.stem}.pdf"


def paper(pdf: Path, *words: str, end: bool = False) -> bytes:
    """The first page that holds all the words, without its white edges: its beginning, or its end."""
    document = pypdfium2.PdfDocument(pdf)
    texts = ["".join(page.get_textpage().get_text_range().split()) for page in document]
    at = next((i for i, text in enumerate(texts) if all(word in text for word in words)), None)
    if at is None:
        raise RuntimeError(f"no page with {words}")
    image = document[at].render(scale=2.5).to_pil().convert("RGB")
    edges = ImageChops.difference(image, Image.new("RGB", image.size, "white")).getbbox() or (0, 0, *image.size)
    image = image.crop(edges)
    height = min(image.height, round(image.width * 0.6))
    image = image.crop((0, image.height - height if end else 0, image.width, image.height if end else height))
    image.thumbnail((1280, 1280), Image.Resampling.LANCZOS)
    # A margin, so that the words do not touch the frame.
    framed = Image.new("RGB", (image.width + 40, image.height + 40), "white")
    framed.paste(image, (20, 20))
    packed = io.BytesIO()
    framed.save(packed, "PNG")
    return packed.getvalue()


#: What makes which pictures.
SHOTS: dict[Callable[[Browser, Path], None], tuple[str, ...]] = {
    shoot_site: ("site-empty", "site-card", "site-cards", "site-viewer"),
    shoot_report: ("report-page", "report-why"),
    shoot_check: ("check-page",),
    shoot_comparison: ("comparison-page", "comparison-board"),
    shoot_office: ("review-docx", "report-workbook", "comparison-workbook"),
}


def main(wanted: list[str]) -> int:
    """Makes the pictures that are named, or all."""
    PICTURES.mkdir(exist_ok=True)
    failed = 0
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for shoot, names in SHOTS.items():
            if wanted and not set(wanted) & set(names):
                continue
            try:
                shoot(browser, Path(folder))
            except Exception as error:
                # One page that cannot be drawn keeps no other from it.
                print(f"{', '.join(names)}: {error}", file=sys.stderr)
                failed = 1
        browser.close()
    return failed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
