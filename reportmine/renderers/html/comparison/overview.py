"""The top of the page: which reports are compared, and what one wants to know at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from reportmine.comparison.model import Comparison
from reportmine.messages import tr
from reportmine.renderers.html.comparison.part import Part
from reportmine.renderers.html.comparison.sources import Sources
from reportmine.renderers.workbook_cells import capital


class Tile(NamedTuple):
    """A number at the top: what it counts, the part it leads to, and whether it wants attention."""

    number: int
    said: str
    part: str
    grave: bool = False


# So many names of reports stand under the title.
_NAMED = 8


def compared(names: Sequence[str]) -> str:
    """What is compared, in a line."""
    if len(names) <= _NAMED:
        return " · ".join(names)
    return tr("{first} – {last}，{count} 份报告", first=names[0], last=names[-1], count=len(names))


def about_reports(comparison: Comparison, sources: Sources) -> list[dict[str, Any]]:
    """The reports in their order."""
    return [
        {
            "name": name,
            "year": "" if report.year is None else str(report.year),
            "region": report.region or "",
            "title": report.title or "",
            "chars": f"{report.chars:,}",
            "path": report.path,
        }
        for name, report in zip(sources.places.names, comparison.reports, strict=True)
    ]


def summary(parts: Sequence[Part]) -> list[Tile]:
    """The numbers beside those of the board, in the order of the parts."""
    tiles = []
    for part in parts:
        counts = part.shown.get("counts", {})
        if part.name == "ledger" and part.size:
            found = part.shown["contradictions"]
            tiles.append(Tile(found, tr("账目不符"), part.name, bool(found)))
        elif part.name == "actions" and counts["dropped"] + counts["new"]:
            tiles.append(Tile(counts["dropped"], tr("不再提及的举措"), part.name))
            tiles.append(Tile(counts["new"], tr("新提出的举措"), part.name))
        elif part.name == "shortfalls" and part.size:
            again = part.shown["places"] == 1
            said = tr("再次提及的问题") if again else tr("几地都提到的问题")
            tiles.append(Tile(counts["returns"], said, part.name, again and bool(counts["returns"])))
        elif part.name == "series" and part.size:
            tiles.append(Tile(part.size, tr("可比的指标"), part.name))
    return [tile._replace(said=capital(tile.said)) for tile in tiles]
