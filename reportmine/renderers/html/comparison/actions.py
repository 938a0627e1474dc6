"""Named actions over the reports: timelines of what was renamed, dropped, new, continued, and all of them as a list."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from markupsafe import Markup

from reportmine.comparison.model import ActionChange, ActionMention, ActionTrend, Comparison
from reportmine.messages import tr
from reportmine.renderers.comparison_words import action_change
from reportmine.renderers.controls import visible
from reportmine.renderers.html.comparison import charts
from reportmine.renderers.html.comparison.part import Choice, Drawing, Part
from reportmine.renderers.html.comparison.sources import Place, Sources
from reportmine.renderers.words import in_brackets, status_name, type_name

CHANGES: tuple[ActionChange, ...] = ("renamed", "dropped", "new", "continued")
_STATUSES = ("planned", "ongoing", "done")
#: Rows of one timeline; the other actions are in the list.
DRAWN = 14
# Of fewer reports a timeline is read at a glance even where it has one column.
_FEW = 4


def describe(comparison: Comparison, sources: Sources, draws: bool) -> Part | None:
    """The part, ``None`` when it was not asked for."""
    rows = comparison.actions
    if rows is None:
        return None
    counts = Counter(row.change for row in rows)
    lead = tr("，").join(f"{action_change(change)} {counts[change]}" for change in CHANGES if counts[change])
    drawings = [
        _drawing(change, [row for row in rows if row.change == change], sources, draws)
        for change in CHANGES
        if counts[change]
    ]
    types = sorted({row.type for row in rows})
    shown = {
        "drawings": drawings,
        "many": len(comparison.reports) > 8,
        "changes": [
            Choice(str(CHANGES.index(change)), action_change(change), counts[change])
            for change in CHANGES
            if counts[change]
        ],
        "types": [Choice(str(number), type_name(one)) for number, one in enumerate(types)],
        "legend": (("○", status_name("planned")), ("▲", status_name("ongoing")), ("■", status_name("done")))
        if draws and rows
        else (),
        "counts": {change: counts[change] for change in CHANGES},
    }
    listed = {
        "rows": [
            [
                [visible(name) for name in row.names] or [visible(row.name)],
                CHANGES.index(row.change),
                types.index(row.type),
                [[_STATUSES.index(mention.status), *sources.cite(mention)] for mention in row.mentions],
            ]
            for row in sorted(rows, key=_weight)
        ],
        "changes": [action_change(change) for change in CHANGES],
        "types": [type_name(one) for one in types],
        "statuses": [status_name(status) for status in _STATUSES],
    }
    years = [report.year or 0 for report in comparison.reports]
    apart = any(later - earlier > 1 for earlier, later in zip(years, years[1:], strict=False))
    about = (tr("每列是一份报告，相邻两列的年份不一定相连"),) if apart and draws and rows else ()
    return Part("actions", tr("举措变化"), len(rows), (lead, *about) if lead else (), shown, listed)


def _weight(row: ActionTrend) -> tuple[int, int, int, int]:
    """What was named last and in most reports first."""
    reports = {mention.report for mention in row.mentions}
    last = row.mentions[-1]
    return (CHANGES.index(row.change), -last.report, -len(reports), last.start)


def _latest(row: ActionTrend) -> list[ActionMention]:
    """One mention a report: the one that says most of how far the thing has come."""
    best: dict[int, ActionMention] = {}
    for mention in row.mentions:
        held = best.get(mention.report)
        if held is None or _STATUSES.index(mention.status) > _STATUSES.index(held.status):
            best[mention.report] = mention
    return list(best.values())


def _named(row: ActionTrend) -> str:
    return " → ".join(row.names) if row.names else row.name


def _drawing(change: ActionChange, rows: Sequence[ActionTrend], sources: Sources, draws: bool) -> Drawing:
    names = sources.places.names
    chosen = sorted(rows, key=_weight)[:DRAWN]
    title = f"{action_change(change)} {len(rows)}"
    svg = ""
    # What all stands in the last of many reports is a list and no line of time.
    if draws and (len(names) < _FEW or len({mention.report for row in chosen for mention in row.mentions}) > 1):
        mentions = [
            charts.Mention(
                row.name, mention.report, mention.status,
                f"{visible(mention.text)} {status_name(mention.status)}"
                + in_brackets(sources.places.of(mention.report, mention.start)),
                sources.cite(mention).link,
            )
            for row in chosen
            for mention in _latest(row)
        ]  # fmt: skip
        svg = charts.draw_timeline(
            mentions, names, id=f"chart-actions-{change}", title=title,
            description=tr("每一行是一项举措，每一列是一份报告，有记号的报告提到了它"),
        )  # fmt: skip
    table = [
        (_named(row), type_name(row.type),
         [Place(sources.cite(mention).link, f"{names[mention.report]} {status_name(mention.status)}")
          for mention in _latest(row)])
        for row in chosen
    ]  # fmt: skip
    left = len(rows) - len(chosen)
    note = tr("列出最近提到的 {drawn} 项，其余 {count} 项见后面的清单", drawn=len(chosen), count=left) if left else ""
    return Drawing(title, Markup(svg), (tr("举措"), tr("类别"), tr("哪些报告提到")), table, note)
