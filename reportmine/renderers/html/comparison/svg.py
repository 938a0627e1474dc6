"""What vl-convert drew, made fit to stand inside a page: colours of the page, no fonts, names for people who hear it.

Takes the SVG of one chart, gives an ``<svg>`` element as a string without style sheet, script or outside address.
Colours are written into a chart as ``COLOURS`` and come out as variables of the page, so that light, dark and print
are one drawing. Read next: ``charts.py``.
"""

from __future__ import annotations

import re
from typing import Any

#: Names of colours of the page (assets/page.css) and what stands for them in a chart before it is drawn.
COLOURS = {
    name: f"#0100{number:02x}" for number, name in enumerate(("ink", "quiet", "line", "paper", "accent", "medium"), 1)
}
_VARIABLES = {code: f"var(--{name})" for name, code in COLOURS.items()}
_SVG = "{http://www.w3.org/2000/svg}"
_LINK = "{http://www.w3.org/1999/xlink}href"
# What the drawing says of itself is said by title and description; fonts and events are the page's.
_NEEDLESS = ("class", "role", "aria-label", "aria-hidden", "aria-roledescription", "pointer-events", "font-family")
_LONG_FRACTION = re.compile(r"(\d*\.\d)\d+")
_NUMBERS = ("transform", "d", "x", "y", "x2", "y2", "width", "height")


def finish(drawn: str, *, id: str, title: str, description: str) -> str:
    """The drawing as an element of a page.

    Args:
        drawn: a whole SVG document.
        id: begins the ids in it, so that several drawings of a page do not share any.
        title: what is read out, and what the drawing is called.
        description: what it shows, in a sentence.
    """
    from lxml import etree

    root = etree.fromstring(drawn.encode(), etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))
    for element in list(root.iter()):
        if element is not root and _shows_nothing(element):
            element.getparent().remove(element)
    for element in root.iter():
        _clean(element)
    for link in root.iter(f"{_SVG}a"):
        link.tag = f"{_SVG}g"
        link.attrib.clear()
    _flatten(root)
    for position, (name, said) in enumerate((("title", title), ("desc", description))):
        told = etree.Element(f"{_SVG}{name}", id=f"{id}-{name}")
        told.text = said
        root.insert(position, told)
    root.set("role", "img")
    root.set("aria-labelledby", f"{id}-title {id}-desc")
    etree.cleanup_namespaces(root)
    return str(etree.tostring(root, encoding="unicode"))


def _shows_nothing(element: Any) -> bool:
    name, kind = element.tag, element.get("class") or ""
    if name == f"{_SVG}text":
        return bool(element.get("opacity") == "0")
    ground = name == f"{_SVG}rect" and element.getparent().tag == f"{_SVG}svg"
    return bool(ground or kind in ("background", "foreground"))


def _clean(element: Any) -> None:
    from lxml import etree

    # Marks tell of themselves when the pointer rests on them.
    said = element.get("aria-label") if element.get("aria-roledescription", "").endswith(_MARKS) else None
    for name in _NEEDLESS:
        element.attrib.pop(name, None)
    for name in ("fill", "stroke"):
        if element.get(name) in _VARIABLES:
            element.set(name, _VARIABLES[element.get(name)])
    if element.get("opacity") == "1":
        del element.attrib["opacity"]
    for name in _NUMBERS:
        if element.get(name):
            element.set(name, _LONG_FRACTION.sub(r"\1", element.get(name)).replace("translate(0,0)", ""))
    if element.get("transform") == "":
        del element.attrib["transform"]
    if element.tag == f"{_SVG}text" and element.get("stroke"):
        # Numbers stay readable where a line runs behind them.
        element.set("paint-order", "stroke")
    link = element.getparent() if element.getparent() is not None else element
    if link.get(_LINK) is not None:
        # Vega puts an address of its own before it. A picture must hold no links; those for the keyboard are in the
        # table under the chart.
        element.set("data-at", link.get(_LINK).partition("#")[2])
    if said:
        told = etree.SubElement(element, f"{_SVG}title")
        told.text = said


_MARKS = ("point", "circle", "square", "bar", "rect mark", "rule", "symbol")


def _flatten(root: Any) -> None:
    """Takes out groups that hold nothing or say nothing."""
    for group in list(root.iter(f"{_SVG}g")):
        parent = group.getparent()
        if parent is None:
            continue
        if len(group) == 0:
            parent.remove(group)
        elif not group.attrib:
            place = parent.index(group)
            for child in reversed(list(group)):
                parent.insert(place, child)
            parent.remove(group)
