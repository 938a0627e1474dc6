"""The problems that reports admit: those that return in full, the others as a list."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any, NamedTuple

from reportmine.comparison.edition import plain
from reportmine.comparison.model import Comparison, Passage, ShortfallChange, ShortfallTrend
from reportmine.messages import tr
from reportmine.renderers.comparison_places import count_places
from reportmine.renderers.comparison_words import shortfall_change
from reportmine.renderers.html.comparison.part import Choice, Part
from reportmine.renderers.html.comparison.sources import Place, Sources

CHANGES: tuple[ShortfallChange, ...] = ("returns", "new", "gone")


class Problem(NamedTuple):
    """A problem as the page tells it: trends that end in the same sentence are one."""

    change: ShortfallChange
    mentions: tuple[Passage, ...]

    @property
    def reports(self) -> int:
        """How many reports admit it."""
        return len({mention.report for mention in self.mentions})


def describe(comparison: Comparison, sources: Sources) -> Part | None:
    """The part, ``None`` when it was not asked for."""
    trends = comparison.shortfalls
    if trends is None:
        return None
    rows = merge(trends)
    counts = Counter(row.change for row in rows)
    places = count_places(comparison.reports)
    lead = [
        tr("，").join(f"{shortfall_change(change, places)} {counts[change]}" for change in CHANGES if counts[change])
    ]
    if not rows:
        lead = [tr("没有找到写问题的段落")]
    elif len(rows) < len(trends):
        lead.append(tr("最近一次说法相同的合并为一个问题（合并前 {count} 条）", count=len(trends)))
    rows.sort(key=lambda row: (CHANGES.index(row.change), -row.mentions[-1].report, -row.reports))
    shown = {
        "returning": [_returning(row, sources) for row in rows if row.change == "returns"],
        "changes": [
            Choice(str(CHANGES.index(change)), shortfall_change(change, places), counts[change])
            for change in CHANGES[1:]
            if counts[change]
        ],
        "counts": {change: counts[change] for change in CHANGES},
        "places": places,
    }
    listed = {
        "rows": [
            [CHANGES.index(row.change), [list(sources.cite(mention)) for mention in reversed(row.mentions)]]
            for row in rows
            if row.change != "returns"
        ],
        "changes": [shortfall_change(change, places) for change in CHANGES],
    }
    return Part("shortfalls", tr("问题变化"), len(rows), tuple(lead), shown, listed)


def merge(trends: Sequence[ShortfallTrend]) -> list[Problem]:
    """Trends that end in the same sentence, together; mentions in order of time, each once."""
    ends: dict[tuple[ShortfallChange, int, int], dict[tuple[int, int], Passage]] = {}
    for trend in trends:
        last = trend.mentions[-1]
        held = ends.setdefault((trend.change, last.report, last.start), {})
        held.update({(mention.report, mention.start): mention for mention in trend.mentions})
    return [Problem(change, tuple(held[place] for place in sorted(held))) for (change, _, _), held in ends.items()]


def _returning(row: Problem, sources: Sources) -> dict[str, Any]:
    last = row.mentions[-1]
    cited = [(mention, sources.cite(mention)) for mention in row.mentions]
    first = {mention.report: at for mention, at in reversed(cited)}
    return {
        "text": plain(last.text),
        "place": sources.place(last),
        "reports": row.reports,
        "mentions": [Place(at.link, sources.places.names[report]) for report, at in reversed(first.items())],
        "earlier": [(plain(mention.text), sources.place(mention)) for mention, _ in cited[-2::-1]],
    }
