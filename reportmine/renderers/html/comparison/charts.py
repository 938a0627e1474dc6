"""The charts: plain data in, the string of an ``<svg>`` out, the same every time and without a network.

Drawn by Altair with vl-convert (the extra ``charts``); every chart can be read without its colours, since sorts of
marks differ in shape, and its numbers stand in a table beside it. Read next: ``svg.py`` (what becomes of the drawing).
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from functools import cache
from importlib.util import find_spec
from math import isfinite
from typing import Any, Literal, NamedTuple

from reportmine.messages import tr
from reportmine.renderers.controls import visible
from reportmine.renderers.html.comparison.svg import COLOURS, finish

#: Sorts of figures of a series, each with a shape of its own.
Sort = Literal["actual", "target", "stretch"]
_SHAPES: dict[Sort, str] = {"actual": "circle", "target": "diamond", "stretch": "square"}
_FONT_SIZE = 12
_ROW = 22
# As many figures have room for their numbers in a small chart; as many names for theirs in a matrix.
_LABELLED, _WRITTEN = 7, 12
# Names on the left of rows and over columns of bars, in characters.
_NAME, _HEAD = 15, 18
_TICKS = 5
# What visible() leaves and XML forbids.
_NO_XML = re.compile("[\ufffe\uffff]")
# Numbers of an axis without an exponent.
_NUMBER = "format(datum.value, ',.10~g')"


class Dot(NamedTuple):
    """A figure of a series: ``at`` is a year, or the place in a row of reports; ``None`` is a masked figure.

    ``about`` is what the pointer reads; ``link`` is where it leads. ``main`` figures are joined by the line.
    """

    at: int
    value: float | None
    sort: Sort
    label: str
    about: str
    link: str
    main: bool = False
    most: float | None = None


class Mention(NamedTuple):
    """One point of a timeline: a row's name, the column it stands in, its status."""

    row: str
    column: int
    status: Literal["planned", "ongoing", "done"]
    about: str
    link: str


class Change(NamedTuple):
    """How often a word is used in 10,000: before and now."""

    word: str
    before: float
    now: float
    about: str
    link: str


class Cell(NamedTuple):
    """A number at the crossing of a row and a column, both by their place."""

    row: int
    column: int
    value: float
    label: str
    about: str = ""
    link: str = ""


@cache
def available() -> bool:
    """Whether the extra ``charts`` is installed."""
    return find_spec("altair") is not None and find_spec("vl_convert") is not None


def draw_series(dots: Sequence[Dot], *, id: str, title: str, description: str, latest: int | None = None) -> str:
    """Targets and results over the years: results are joined circles, targets diamonds, sums of several years squares.

    A masked figure interrupts the line and is told by XX at the bottom. ``latest`` is where the axis ends at least.
    """
    import altair as alt

    told = [dot for dot in dots if dot.value is not None and isfinite(dot.value)]
    years = [dot.at for dot in dots] + ([latest] if latest is not None else [])
    first, last = min(years), max(years)
    rows = [_row(dot) for dot in told]
    few = len(told) <= _LABELLED
    x = alt.X("at:Q", title=None, scale=alt.Scale(domain=[first - 0.5, last + 0.5], nice=False),
              axis=alt.Axis(values=_ticks(first, last), format="d", grid=False, labelOverlap=True))  # fmt: skip
    y = alt.Y("value:Q", title=None, scale=alt.Scale(zero=False, nice=True, padding=14 if few else 6),
              axis=alt.Axis(tickCount=3, labelExpr=_NUMBER))  # fmt: skip
    line = [_row(dot) for dot in dots if dot.main]
    layers = [
        alt.Chart(alt.InlineData(values=line))
        .mark_line(color=COLOURS["accent"], strokeWidth=1.5, invalid="break-paths-show-domains")
        .encode(x=x, y=y, order="at:Q")
    ]
    ranges = [row for row in rows if row["most"] is not None]
    if ranges:
        layers.append(
            alt.Chart(alt.InlineData(values=ranges)).mark_rule(color=COLOURS["medium"]).encode(x=x, y=y, y2="most:Q")
        )
    layers += [_marks([row for row in rows if row["sort"] == sort], sort, x, y) for sort in _SHAPES]
    if few:
        above_them, below_them = _labelled(rows)
        layers += [
            alt.Chart(alt.InlineData(values=labelled))
            .mark_text(dy=-10 if above else 12, color=COLOURS["ink"], fontSize=_FONT_SIZE - 1,
                       stroke=COLOURS["paper"], strokeWidth=3)
            .encode(x=x, y=y, text="label:N")
            for above, labelled in ((True, above_them), (False, below_them))
        ]  # fmt: skip
    masked = [_row(dot) for dot in dots if dot.value is None]
    layers.append(
        alt.Chart(alt.InlineData(values=masked))
        .mark_text(color=COLOURS["quiet"], fontSize=_FONT_SIZE - 1, baseline="bottom")
        .encode(x=x, y=alt.value(118), text=alt.value("XX"), href="link:N", description="about:N")
    )
    return _finish(alt.layer(*layers).properties(width=250, height=120), id, title, description)


def draw_places(dots: Sequence[Dot], names: Sequence[str], *, id: str, title: str, description: str) -> str:
    """The same figure of several reports side by side, a row a report: results circles, targets diamonds."""
    import altair as alt

    told = [dot for dot in dots if dot.value is not None and isfinite(dot.value)]
    shown = _named(names)
    rows = [{**_row(dot), "name": shown[dot.at]} for dot in told]
    order = list(dict.fromkeys(row["name"] for row in sorted(rows, key=lambda row: -row["value"])))
    x = alt.X("value:Q", title=None, scale=alt.Scale(zero=False, nice=True, padding=8),
              axis=alt.Axis(tickCount=3, labelExpr=_NUMBER))  # fmt: skip
    y = alt.Y("name:N", title=None, sort=order, axis=alt.Axis(grid=True))
    layers = [_marks([row for row in rows if row["sort"] == sort], sort, x, y) for sort in _SHAPES]
    chart = alt.layer(*layers).properties(width=190, height=alt.Step(15))
    return _finish(chart, id, title, description)


def draw_timeline(mentions: Sequence[Mention], columns: Sequence[str], *, id: str, title: str, description: str) -> str:
    """Which reports name a thing: a row each, planned as a hollow circle, under way as a triangle, done as a square."""
    import altair as alt

    names = _named(list(dict.fromkeys(mention.row for mention in mentions)))
    shown = dict(zip(dict.fromkeys(mention.row for mention in mentions), names, strict=True))
    rows = [{**mention._asdict(), "row": shown[mention.row]} for mention in mentions]
    ends: dict[str, list[int]] = {}
    for row in rows:
        ends.setdefault(row["row"], []).append(row["column"])
    spans = [{"row": name, "column": min(at), "last": max(at)} for name, at in ends.items()]
    labels = _named(columns)
    axis = alt.Axis(
        values=_ticks(0, len(columns) - 1, among=16), labelExpr=f"{json.dumps(labels)}[datum.value]", orient="top",
        grid=True, labelOverlap=True, labelFlush=False,
    )  # fmt: skip
    x = alt.X("column:Q", title=None, axis=axis, scale=alt.Scale(domain=[-0.5, len(columns) - 0.5], nice=False))
    y = alt.Y("row:N", title=None, sort=names, axis=alt.Axis(grid=False))
    layers: list[Any] = [
        alt.Chart(alt.InlineData(values=spans)).mark_rule(color=COLOURS["quiet"]).encode(x=x, x2="last:Q", y=y)
    ]
    for status, shape in (("planned", "circle"), ("ongoing", "triangle-up"), ("done", "square")):
        layers.append(
            alt.Chart(alt.InlineData(values=[row for row in rows if row["status"] == status]))
            .mark_point(shape=shape, size=60, filled=True, opacity=1, stroke=COLOURS["accent"], strokeWidth=1.5,
                        fill=COLOURS["paper" if status == "planned" else "accent"])
            .encode(x=x, y=y, href="link:N", description="about:N")
        )  # fmt: skip
    width = min(90 * len(columns), max(400, 13 * len(columns)))
    return _finish(alt.layer(*layers).properties(width=width, height=alt.Step(_ROW)), id, title, description)


def draw_changes(changes: Sequence[Change], *, id: str, title: str, description: str) -> str:
    """Words used more or less: from a hollow circle (before) to a filled one (now), in 10,000 words."""
    import altair as alt

    names = _named([change.word for change in changes])
    rows = [
        {**change._asdict(), "word": name, "label": f"{change.before:.1f} → {change.now:.1f}",
         "right": max(change.before, change.now)}
        for name, change in zip(names, changes, strict=True)
    ]  # fmt: skip
    y = alt.Y("word:N", title=None, sort=names, axis=alt.Axis(grid=False, labelPadding=10))
    x = alt.X("before:Q", title=None, axis=alt.Axis(tickCount=4), scale=alt.Scale(nice=True))
    base = alt.Chart(alt.InlineData(values=rows))
    layers = [
        base.mark_rule(color=COLOURS["quiet"]).encode(x=x, x2="now:Q", y=y),
        base.mark_point(shape="circle", size=55, filled=True, fill=COLOURS["paper"], stroke=COLOURS["accent"],
                        strokeWidth=1.5, opacity=1).encode(x=x, y=y, href="link:N", description="about:N"),
        base.mark_point(shape="circle", size=55, filled=True, fill=COLOURS["accent"], opacity=1)
        .encode(x=alt.X("now:Q", title=None), y=y, href="link:N", description="about:N"),
        base.mark_text(align="left", dx=9, color=COLOURS["ink"]).encode(x=alt.X("right:Q"), y=y, text="label:N"),
    ]  # fmt: skip
    return _finish(alt.layer(*layers).properties(width=230, height=alt.Step(_ROW)), id, title, description)


def draw_bars(cells: Sequence[Cell], rows: Sequence[str], columns: Sequence[str], *, id: str, title: str,
              description: str) -> str:  # fmt: skip
    """A table of bars with their numbers: one column a sort of thing, one row a pair of years."""
    import altair as alt

    names, heads = _named(rows), _named(columns, _HEAD)
    data = [{**cell._asdict(), "row": names[cell.row], "column": heads[cell.column]} for cell in cells]
    # Room for the number beside the longest bar.
    most = 1.35 * max((cell.value for cell in cells), default=1) or 1
    x = alt.X("value:Q", title=None, axis=None, scale=alt.Scale(domain=[0, most], nice=False))
    y = alt.Y("row:N", title=None, sort=names, axis=alt.Axis(grid=False))
    base = alt.Chart()
    bar = base.mark_bar(color=COLOURS["accent"], height=11).encode(x=x, y=y, description="about:N")
    text = base.mark_text(align="left", dx=4, color=COLOURS["ink"]).encode(x=x, y=y, text="label:N")
    chart = alt.layer(bar, text).properties(width=112, height=alt.Step(18)).facet(
        column=alt.Column("column:N", title=None, sort=heads,
                          header=alt.Header(labelColor=COLOURS["ink"], labelFontSize=_FONT_SIZE + 1,
                                            labelAnchor="start")),
        data=alt.InlineData(values=data), spacing=8,
    )  # fmt: skip
    return _finish(chart, id, title, description)


def draw_matrix(cells: Sequence[Cell], names: Sequence[str], *, id: str, title: str, description: str) -> str:
    """Reports against reports: the darker, the more alike; with the numbers where there is room for them."""
    import altair as alt

    shown = _named(names)
    written = len(names) <= _WRITTEN
    data = [{**cell._asdict(), "row": shown[cell.row], "column": shown[cell.column]} for cell in cells]
    every = 1 if len(names) <= 24 else 2
    labels = shown[::every]
    x = alt.X("column:N", title=None, sort=shown, axis=alt.Axis(values=labels, labelAngle=-60, domain=False))
    y = alt.Y("row:N", title=None, sort=shown, axis=alt.Axis(values=labels, domain=False))
    # Of all that a cosine can be, so that what is nearly the same looks nearly the same.
    scale = alt.Scale(domain=[0, 1], range=[0.03, 0.4 if written else 1])
    shade = alt.FillOpacity("value:Q", legend=None, scale=scale)
    base = alt.Chart(alt.InlineData(values=data))
    layers = [
        base.mark_rect(fill=COLOURS["accent"], stroke=COLOURS["line"], strokeWidth=0.5).encode(
            x=x, y=y, fillOpacity=shade, description="about:N"
        )
    ]
    if written:
        layers.append(base.mark_text(color=COLOURS["ink"]).encode(x=x, y=y, text="label:N"))
    size = 38 if written else 13
    chart = alt.layer(*layers).properties(width=alt.Step(size), height=alt.Step(26 if written else 13))
    return _finish(chart, id, title, description)


def _marks(rows: Sequence[dict[str, Any]], sort: Sort, x: Any, y: Any) -> Any:
    import altair as alt

    full, colour = sort == "actual", COLOURS["medium" if sort == "target" else "accent"]
    mark = alt.Chart(alt.InlineData(values=list(rows))).mark_point(
        shape=_SHAPES[sort], size=44 if full else 52, filled=True, opacity=1, strokeWidth=1.5, stroke=colour,
        fill=colour if full else COLOURS["paper"],
    )  # fmt: skip
    return mark.encode(x=x, y=y, href="link:N", description="about:N")


def _labelled(rows: Sequence[dict[str, Any]]) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The rows whose number stands above them, and those with it below.

    Of several figures of a year the highest has its number above it, the others below; where figures lie on one
    another, two numbers have room: the result's and one more.
    """
    above: dict[int, dict[str, Any]] = {}
    below: dict[tuple[int, float], dict[str, Any]] = {}
    for row in sorted(rows, key=lambda row: (-row["value"], row["sort"] != "actual")):
        if row["at"] not in above:
            above[row["at"]] = row
        elif row["label"] != above[row["at"]]["label"]:
            below.setdefault((row["at"], row["value"]), row)
    return list(above.values()), list(below.values())


def _row(dot: Dot) -> dict[str, Any]:
    value = dot.value if dot.value is not None and isfinite(dot.value) else None
    return {**dot._asdict(), "value": value}


def _ticks(first: int, last: int, among: int = _TICKS) -> list[int]:
    """The ends and as many whole numbers between them, evenly, as make a dozen marks or fewer."""
    step = max(1, -(-(last - first) // among))
    return list(range(first, last + 1, step))


def _named(names: Sequence[str], most: int = _NAME) -> list[str]:
    """Names short enough for an axis, each its own: two that are cut alike would share a row."""
    found: list[str] = []
    taken: dict[str, int] = {}
    for name in names:
        short = " ".join(name.split())
        short = short if len(short) <= most else short[: most - 1] + "…"
        taken[short] = taken.get(short, 0) + 1
        found.append(short if taken[short] == 1 else f"{short} ({taken[short]})")
    return found


def _finish(chart: Any, id: str, title: str, description: str) -> str:
    import altair as alt
    import vl_convert

    quiet: dict[str, Any] = {
        "labelColor": COLOURS["quiet"], "labelFontSize": _FONT_SIZE, "labelPadding": 5, "labelLimit": 260,
        "domainColor": COLOURS["line"], "gridColor": COLOURS["line"], "ticks": False,
    }  # fmt: skip
    config = alt.Config(
        background="transparent", axis=alt.AxisConfig(**quiet), view=alt.ViewConfig(stroke=None),
        text=alt.MarkConfig(fontSize=_FONT_SIZE), font="sans-serif", padding=4,
    )  # fmt: skip
    spec = chart.configure(**config.to_dict(validate=False)).to_dict(validate=False)
    drawn = vl_convert.vegalite_to_svg(_drawable(spec))
    return finish(drawn, id=id, title=_drawable(title), description=_drawable(description))


def _drawable(value: Any) -> Any:
    """A chart, or a part of it, with every string as an XML document can hold it."""
    if isinstance(value, str):
        return _NO_XML.sub("\ufffd", visible(value))
    if isinstance(value, dict):
        return {name: _drawable(part) for name, part in value.items()}
    return [_drawable(part) for part in value] if isinstance(value, list) else value


def legend_of_series() -> tuple[tuple[str, str], ...]:
    """The signs of ``draw_series`` and what they mean."""
    return (("●", tr("实际")), ("◇", tr("目标")), ("□", tr("几年合计")), ("XX", tr("占位符，没有数值")),
            ("※", tr("坐标轴不一定从 0 开始")))  # fmt: skip
