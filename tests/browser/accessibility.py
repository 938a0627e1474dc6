"""Can the page be used by everybody? axe-core's rules for WCAG 2.2 AA, and what axe does not look at.

``complaints(page)`` is empty when nothing stands in the way. axe-core (MPL-2.0) comes inside of the package
axe-playwright-python and needs no network. Of our own: ids that occur twice, that the Tab key reaches every control and
shows where it is, and the contrast of all text; axe leaves open what stands over a pattern, in a drawing, or in a style
sheet.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page

_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

_DOUBLE_IDS = """() => {
  const seen = new Set(), twice = new Set();
  for (const node of document.querySelectorAll("[id]")) (seen.has(node.id) ? twice : seen).add(node.id);
  return [...twice];
}"""

_FAINT = Path(__file__).with_name("faint.js").read_text(encoding="utf-8")

# A group of radio buttons is one stop of the Tab key; what is hidden, disabled, or behind an open dialog is none. A
# page in a frame is looked at by itself: here the key passes it by.
_CONTROLS = """() => {
  const controls = 'a[href],button,input:not([type=hidden]),select,textarea,summary,[tabindex]';
  const groups = new Set();
  const within = document.querySelector("dialog:modal") || document;
  let count = 0;
  for (const node of document.querySelectorAll("[data-stop]")) delete node.dataset.stop;
  for (const frame of document.querySelectorAll("iframe")) frame.tabIndex = -1;
  for (const node of within.querySelectorAll(controls)) {
    if (node.disabled || node.tabIndex < 0 || !node.checkVisibility({visibilityProperty: true})) continue;
    if (node.closest("[inert]")) continue;
    if (node.type === "radio") {
      const group = [...document.getElementsByName(node.name)];
      if (node !== (group.find(other => other.checked) || group[0])) continue;
    }
    node.dataset.stop = String(count++);
  }
  if (document.activeElement) document.activeElement.blur();
  return count;
}"""

_FOCUSED = """() => {
  const node = document.activeElement;
  if (!node || node === document.body) return null;
  const style = getComputedStyle(node);
  const ring = (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== "none";
  return {stop: node.dataset.stop ?? null, shown: ring, html: node.outerHTML.slice(0, 120)};
}"""

_UNREACHED = """reached => [...document.querySelectorAll("[data-stop]")]
  .filter(node => !reached.includes(node.dataset.stop)).map(node => node.outerHTML.slice(0, 120))"""


def complaints(page: Page, schemes: Sequence[str] = ("light", "dark")) -> list[str]:
    """What is in somebody's way on the page as it stands, one line each: rule, place, what to do.

    Args:
        page: The page, in the state to look at (dialogs open, filters set).
        schemes: The colour schemes to look at it in; the page is left in the last one. axe is asked in the first one.
    """
    found = [f"id twice: {name}" for name in page.evaluate(_DOUBLE_IDS)]
    for number, scheme in enumerate(schemes):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        # Colours on their way from light to dark are neither.
        page.evaluate("document.getAnimations().forEach(one => one.finish())")
        if number == 0:
            found += _axe_complaints(page)
        found += [f"{scheme}: faint: {said}" for said in page.evaluate(_FAINT)]
    return found + unreached(page)


def _axe_complaints(page: Page) -> list[str]:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")
    options = {"runOnly": {"type": "tag", "values": _TAGS}, "resultTypes": ["violations"]}
    answer: dict[str, Any] = axe.Axe().run(page, options=options).response
    return [
        f"{violation['id']}: {' '.join(map(str, node['target']))}: {' '.join(node['failureSummary'].split())}"
        for violation in answer["violations"]
        for node in violation["nodes"]
    ]


def unreached(page: Page) -> list[str]:
    """The controls that the Tab key does not reach, and those that do not show that they have the focus."""
    count = page.evaluate(_CONTROLS)
    reached: list[str] = []
    unseen: list[str] = []
    # The browser itself takes a stop or two between the last control and the first.
    for _ in range(count + 5):
        page.keyboard.press("Tab")
        now = page.evaluate(_FOCUSED)
        if now is None or now["stop"] is None:
            continue
        if now["stop"] in reached:
            break
        reached.append(now["stop"])
        if not now["shown"]:
            unseen.append(f"focus is not shown: {now['html']}")
    return [f"Tab does not reach: {html}" for html in page.evaluate(_UNREACHED, reached)] + unseen
