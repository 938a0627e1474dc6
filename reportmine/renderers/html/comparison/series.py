"""The series: small charts of the ones that matter most, and every one of them as a list that the script shows.

Takes ``Comparison.series``, gives a ``Part``. Over several years of one place the charts have years across; others set
the reports beside one another. Read next: ``charts.py``.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from markupsafe import Markup

from reportmine.comparison.model import Comparison, Point, Series
from reportmine.messages import tr
from reportmine.renderers.comparison_places import count_places
from reportmine.renderers.comparison_words import aim_name, measure_name, point_value
from reportmine.renderers.controls import visible
from reportmine.renderers.html.comparison import charts
from reportmine.renderers.html.comparison.part import Drawing, Part
from reportmine.renderers.html.comparison.sources import Citation, Place, Sources
from reportmine.renderers.key_figures import rank
from reportmine.renderers.words import in_brackets

#: How many charts are drawn; the other series are in the list.
DRAWN = 24
# As many of them are chosen for what they measure (data/key_figures.toml), at most so many of one measure.
_KEY, _SAME_NAME, _ENOUGH = 14, 2, 4


def describe(comparison: Comparison, sources: Sources, draws: bool) -> Part | None:
    """The part, ``None`` when it was not asked for."""
    series = comparison.series
    if series is None:
        return None
    # A line through the figures of two places would tell of no place.
    yearly = count_places(comparison.reports) == 1 and len({report.year for report in comparison.reports}) > 1
    chosen = choose(series, yearly)
    lead = [tr("两份以上报告都有的指标 {count} 个", count=len(series))]
    if len(series) > len(chosen):
        said = tr("下面画出 {drawn} 个，主要指标在前；全部 {count} 个见图后的清单，可以查找",
                  drawn=len(chosen), count=len(series))  # fmt: skip
        lead.append(said)
    latest = max((report.year for report in comparison.reports if report.year is not None), default=None)
    drawings = [
        _yearly(series[number], f"chart-series-{place}", latest, sources, draws)
        if yearly
        else _sideways(series[number], f"chart-series-{place}", sources, draws)
        for place, number in enumerate(chosen)
    ]
    shown = {"drawings": drawings, "legend": charts.legend_of_series() if draws and chosen else (), "yearly": yearly}
    rows = {
        "rows": [_listed(one, sources) for one in series],
        "sorts": [aim_name("actual"), aim_name("target"), tr("几年合计")],
        "measures": {one.kind: measure_name(one.kind) for one in series},
    }
    return Part("series", tr("指标变化"), len(series), tuple(lead), shown, rows)


def choose(series: Sequence[Series], yearly: bool, most: int = DRAWN) -> list[int]:
    """The series to be drawn: main figures in the order of data/key_figures.toml, then those with most to show."""
    reach = [_reach(one, yearly) for one in series]
    able = [number for number in range(len(series)) if reach[number] > 1]
    ranks = {number: rank(series[number].name, series[number].code) for number in able}
    taken: dict[int, int] = {}
    chosen: list[int] = []
    main = [(place, number) for number, place in ranks.items() if place is not None]
    for place, number in sorted(main, key=lambda one: (one[0], -reach[one[1]], len(series[one[1]].name), one[1])):
        # A main figure that hardly any report gives says less than another that all give.
        if reach[number] * _ENOUGH >= max(reach) and taken.get(place, 0) < _SAME_NAME and len(chosen) < min(_KEY, most):
            taken[place] = taken.get(place, 0) + 1
            chosen.append(number)
    others = sorted((number for number in able if number not in chosen), key=lambda number: (-reach[number], number))
    return chosen + others[: most - len(chosen)]


def _reach(one: Series, yearly: bool) -> int:
    told = [point for point in one.points if point.value is not None]
    return len({point.year for point in told if point.year is not None} if yearly else {point.report for point in told})


def _title(one: Series) -> str:
    return tr("{name}（{kind}，{unit}）", name=one.name, kind=measure_name(one.kind), unit=one.unit or tr("无单位"))


def _sort(point: Point) -> charts.Sort:
    first, _, last = (point.period or "").partition("/")
    if point.status == "target":
        return "target"
    return "stretch" if last and first[:4] != last[:4] else "actual"


def _yearly(one: Series, id: str, latest: int | None, sources: Sources, draws: bool) -> Drawing:
    points = sorted(
        (point for point in one.points if point.year is not None), key=lambda point: (point.year or 0, point.report)
    )
    joined = _joined(points, sources)
    cited = [(point, sources.cite(point)) for point in points]
    svg = ""
    if draws:
        dots = [
            charts.Dot(
                point.year or 0, point.value, _sort(point), point_value(point), _about(point, sources),
                citation.link, any(point is other for other in joined), point.value_max,
            )
            for point, citation in _distinct(cited)
        ]  # fmt: skip
        svg = charts.draw_series(dots, id=id, title=_title(one), description=_summary(points, joined), latest=latest)
    without = len(one.points) - len(points)
    return Drawing(
        _title(one), Markup(svg), (tr("年份"), tr("性质"), tr("数值"), tr("出处")),
        [_cells(point, str(point.year), citation, sources) for point, citation in cited]
        + [_cells(point, "", sources.cite(point), sources) for point in one.points if point.year is None],
        _summary(points, joined) + (tr("；另有 {count} 处没有写明年份，只在表里", count=without) if without else ""),
    )  # fmt: skip


def _sideways(one: Series, id: str, sources: Sources, draws: bool) -> Drawing:
    names = sources.places.names
    cited = [(point, sources.cite(point)) for point in sorted(one.points, key=lambda point: point.report)]
    svg = ""
    aligned = _aligned(one.points, sources)
    if draws:
        dots = [
            charts.Dot(
                point.report, point.value, _sort(point), point_value(point), _about(point, sources), citation.link
            )
            for point, citation in cited
            if any(point is other for other in aligned)
        ]
        said = tr("各份报告里的同一指标，从大到小")
        svg = charts.draw_places(dots, names, id=id, title=_title(one), description=said)
    rows = [
        (names[point.report], str(point.year or ""), *_cells(point, "", citation, sources)[1:])
        for point, citation in cited
    ]
    columns = (tr("报告"), tr("年份"), tr("性质"), tr("数值"), tr("出处"))
    return Drawing(_title(one), Markup(svg), columns, rows, _years_drawn(aligned, len(one.points)))


def _aligned(points: Sequence[Point], sources: Sources) -> list[Point]:
    """The figures that can be set side by side: of each sort those of the year that most reports give.

    Years are counted from the report's own, since the reports may be of several: the year before it first, for a
    result, and its own for a target.
    """

    def distance(point: Point) -> int | None:
        given = sources.reports[point.report].year
        return None if point.year is None or given is None else point.year - given

    chosen: list[Point] = []
    for sort, usual in (("actual", -1), ("target", 0), ("stretch", -1)):
        told: dict[int | None, list[Point]] = {}
        for point in points:
            if _sort(point) == sort:
                told.setdefault(distance(point), []).append(point)
        if told:
            best = max(told, key=lambda at: (len({one.report for one in told[at]}), at is not None, at == usual))
            chosen += told[best]
    return chosen


def _years_drawn(aligned: Sequence[Point], count: int) -> str:
    """Which years the marks of a chart are of, and that others are in the table."""
    said = []
    for sort, name in (("actual", aim_name("actual")), ("target", aim_name("target")), ("stretch", tr("几年合计"))):
        years = sorted({point.year for point in aligned if _sort(point) == sort and point.year is not None})
        if years:
            said.append(tr("{what} {years} 年", what=name, years=tr("、").join(map(str, years))))
    left = count - len(aligned)
    return tr("；").join([tr("，").join(said), *([tr("其他年份的 {count} 处只在表里", count=left)] if left else [])])


def _joined(points: Sequence[Point], sources: Sources) -> list[Point]:
    """The results that the line goes through, one a year: the report of the year after it first, exact before rough."""
    years = [report.year for report in sources.reports]
    best: dict[int, Point] = {}

    def weight(point: Point) -> tuple[bool, bool, int]:
        given = years[point.report]
        return (point.value is None, point.bound != "exact", abs((given or 0) - (point.year or 0) - 1))

    for point in points:
        if _sort(point) == "actual" and point.year is not None:
            held = best.get(point.year)
            if held is None or weight(point) < weight(held):
                best[point.year] = point
    return list(best.values())


def _distinct(cited: Sequence[tuple[Point, Citation]]) -> list[tuple[Point, Citation]]:
    """Points that would lie on one another, once."""
    found: dict[tuple[object, ...], tuple[Point, Citation]] = {}
    for point, citation in cited:
        found.setdefault((point.year, _sort(point), point.value, point.value_max), (point, citation))
    return list(found.values())


def _about(point: Point, sources: Sources) -> str:
    name = sources.places.names[point.report] if point.year is None else str(point.year)
    place = in_brackets(sources.places.of(point.report, point.start))
    return f"{name} {aim_name(point.status)} {point_value(point)}{place}"


def _summary(points: Sequence[Point], joined: Sequence[Point]) -> str:
    """The latest result and the latest target, for those who do not look at the chart; ``joined`` are the results."""
    said = []
    for status, those in (("actual", joined), ("target", points)):
        told = [point for point in those if point.value is not None and _sort(point) == status]
        if told:
            last = told[-1]
            said.append(
                tr("{what} {value}（{year} 年）", what=aim_name(status), value=point_value(last), year=last.year)
            )
    return tr("最近：{said}", said=tr("，").join(said)) if said else ""


def _cells(point: Point, at: str, citation: Citation, sources: Sources) -> tuple[str | Place, ...]:
    sort = tr("几年合计") if _sort(point) == "stretch" else aim_name(point.status)
    value = tr("XX（占位符）") if point.value is None else point_value(point)
    return at, sort, value, Place(citation.link, sources.places.of(point.report, point.start))


def _listed(one: Series, sources: Sources) -> list[Any]:
    """The fields in the order in which comparison_lists.js reads them."""
    order = ("actual", "target", "stretch")
    points = [
        [point.year or 0, order.index(_sort(point)), visible(point_value(point)), *sources.cite(point)]
        for point in sorted(one.points, key=lambda point: (point.year or 9999, point.report, point.start))
    ]
    return [visible(one.name), visible(one.unit), one.kind, points]
