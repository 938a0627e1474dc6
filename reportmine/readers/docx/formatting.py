"""Whether a run of a Word document can be seen on the page (hidden, tiny, in the colour behind it), or is marked.

Properties come from the run, its character style and its paragraph's style, the nearest first; styles are followed
to the ones they are based on.
"""

from __future__ import annotations

from typing import Any, Literal, NamedTuple

from reportmine.readers.colours import marks_text
from reportmine.readers.docx.names import W, attribute, is_on

Visibility = Literal["shown", "hidden", "page-colour"]
Mark = Literal["struck", "highlighted"]

# Half points: text of two points or less cannot be read on paper.
_TINY = 4
# Word itself lets a style stand on ten others.
_LONGEST = 20
# A colour is "the same" as its background when no channel differs by more than this.
_NEAR = 12
_HIGHLIGHTS = {
    "black": "000000", "white": "FFFFFF", "yellow": "FFFF00", "green": "00FF00", "cyan": "00FFFF", "red": "FF0000",
    "magenta": "FF00FF", "blue": "0000FF", "darkBlue": "000080", "darkCyan": "008080", "darkGreen": "008000",
    "darkMagenta": "800080", "darkRed": "800000", "darkYellow": "808000", "darkGray": "808080", "lightGray": "C0C0C0",
}  # fmt: skip


class Look(NamedTuple):
    """What surrounds a run: the fill of its paragraph or cell, and whether a table style may fill it unseen."""

    fill: str | None = None
    styled_table: bool = False


class Formatting:
    """The styles of one document."""

    def __init__(self, document: Any, styles: Any, settings: Any) -> None:
        self._styles: dict[str, Any] = {}
        self._default_paragraph: str | None = None
        for style in styles.iter(f"{W}style") if styles is not None else ():
            identifier = attribute(style, "styleId") or ""
            self._styles[identifier] = style
            if attribute(style, "type") == "paragraph" and attribute(style, "default") in ("1", "true"):
                self._default_paragraph = identifier
        shown = settings is not None and settings.find(f"{W}displayBackgroundShape") is not None
        background = attribute(document.find(f"{W}background"), "color") if shown else None
        self._page = background if background and background != "auto" else "FFFFFF"

    def chain(self, style: str | None) -> list[Any]:
        """A style and those it is based on, the nearest first."""
        found: list[Any] = []
        seen: set[str] = set()
        while style and style in self._styles and style not in seen and len(found) < _LONGEST:
            seen.add(style)
            found.append(self._styles[style])
            style = attribute(self._styles[style].find(f"{W}basedOn"), "val")
        return found

    def paragraph_chain(self, properties: Any) -> list[Any]:
        """The styles of a paragraph by its ``w:pPr``."""
        named = attribute(properties.find(f"{W}pStyle"), "val") if properties is not None else None
        return self.chain(named or self._default_paragraph)

    def fills(self, table_style: str | None) -> bool:
        """Whether a table style shades anything: what stands on it cannot be judged from the run alone."""
        return any(next(style.iter(f"{W}shd"), None) is not None for style in self.chain(table_style))

    def visibility(self, run: Any, paragraph: Any, look: Look) -> Visibility:
        """Whether the text of a run shows; ``run`` and ``paragraph`` are its ``w:rPr`` and ``w:pPr`` or ``None``."""
        sources = self._sources(run, paragraph)
        if is_on(_first(sources, "vanish")):
            return "hidden"
        size = attribute(_first(sources, "sz"), "val") or ""
        if size.isdigit() and int(size) <= _TINY:
            return "hidden"
        colour = attribute(_first(sources, "color"), "val")
        if not colour or colour == "auto":
            return "shown"
        highlight = _HIGHLIGHTS.get(attribute(_first(sources, "highlight"), "val") or "")
        fill = highlight or _fill(_first(sources, "shd")) or look.fill
        if fill is None and look.styled_table:
            return "shown"
        return "page-colour" if _alike(colour, fill or self._page) else "shown"

    def marks(self, run: Any, paragraph: Any) -> list[Mark]:
        """How the text of a run was marked: struck through, or put on a colour of its own (no style's, no cell's)."""
        found: list[Mark] = []
        sources = self._sources(run, paragraph)
        if is_on(_first(sources, "strike")) or is_on(_first(sources, "dstrike")):
            found.append("struck")
        if run is not None and _is_coloured(run):
            found.append("highlighted")
        return found

    def _sources(self, run: Any, paragraph: Any) -> list[Any]:
        """The properties of a run, its style and its paragraph's style."""
        sources = [run] if run is not None else []
        named = attribute(run.find(f"{W}rStyle"), "val") if run is not None else None
        styles = [*self.chain(named), *self.paragraph_chain(paragraph)]
        return sources + [found for style in styles if (found := style.find(f"{W}rPr")) is not None]


def _is_coloured(run: Any) -> bool:
    highlight = attribute(run.find(f"{W}highlight"), "val")
    if highlight is not None:
        return highlight not in ("none", "white")
    shading = run.find(f"{W}shd")
    # 字符底纹 of the menu is a pattern of dots on white.
    if (attribute(shading, "val") or "").startswith("pct"):
        return True
    fill = _fill(shading)
    return fill is not None and marks_text(fill)


def fill_of(properties: Any) -> str | None:
    """The colour behind a paragraph or cell by its properties, ``None`` when it has none of its own."""
    return _fill(properties.find(f"{W}shd")) if properties is not None else None


def _fill(shading: Any) -> str | None:
    value = attribute(shading, "fill")
    return value if value and value != "auto" else None


def _first(sources: list[Any], tag: str) -> Any:
    return next((found for source in sources if (found := source.find(W + tag)) is not None), None)


def _alike(one: str, other: str) -> bool:
    try:
        channels = [(int(one[at : at + 2], 16), int(other[at : at + 2], 16)) for at in (0, 2, 4)]
    except ValueError:
        return False
    return all(abs(first - second) <= _NEAR for first, second in channels)
