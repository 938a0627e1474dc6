"""Commitments worded more or less strongly, and words that are used more or less, as charts and as a list."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from markupsafe import Markup

from reportmine.comparison.edition import plain
from reportmine.comparison.model import Comparison, Wording, WordingShift, WordTrend
from reportmine.messages import tr
from reportmine.renderers.comparison_words import shift_kind_name, shift_name
from reportmine.renderers.controls import visible
from reportmine.renderers.html.comparison import charts
from reportmine.renderers.html.comparison.part import Drawing, Part
from reportmine.renderers.html.comparison.sources import Sources

#: Words of one chart; the others are in the list.
DRAWN = 15


def describe(comparison: Comparison, sources: Sources, draws: bool) -> Part | None:
    """The part, ``None`` when it was not asked for."""
    wording = comparison.wording
    if wording is None:
        return None
    shown = {
        "shifts": [
            {
                "said": shift_name(shift),
                "shift": shift,
                "rows": [_shift(row, sources) for row in wording.shifts if row.shift == shift],
            }
            for shift in ("weakened", "strengthened")
            if any(row.shift == shift for row in wording.shifts)
        ],
        "drawings": list(_drawings(wording, sources, draws)),
        "legend": _legend() if draws and wording.words else (),
    }
    listed = {"rows": [_listed(row, sources) for row in wording.words]}
    lead = () if wording.words else (tr("没有使用明显增多或减少的词"),)
    count = len(wording.shifts) + len(wording.words)
    return Part("wording", tr("措辞变化"), count, lead, shown, listed)


def _legend() -> tuple[tuple[str, str], ...]:
    return (("○", tr("其他各份报告的平均")), ("●", tr("最近一份报告（或括号中注明的一份）")))


def _shift(row: WordingShift, sources: Sources) -> dict[str, Any]:
    return {
        "kind": shift_kind_name(row.kind),
        "old": row.old or tr("（没有这个词）"),
        "new": row.new or tr("（去掉了）"),
        "earlier": plain(row.earlier.text),
        "later": plain(row.later.text),
        "earlier_place": sources.place(row.earlier),
        "later_place": sources.place(row.later),
    }


def rates(row: WordTrend) -> tuple[float, float]:
    """How often a word stands in 10,000: on average in the other reports, and in the one it is told of."""
    at = row.report if row.report is not None else len(row.per_10000) - 1
    others = [rate for report, rate in enumerate(row.per_10000) if report != at]
    return sum(others) / max(1, len(others)), row.per_10000[at]


def _drawings(wording: Wording, sources: Sources, draws: bool) -> Any:
    names = sources.places.names
    for rises, title in ((True, tr("使用增多的词")), (False, tr("使用减少的词"))):
        rows = [row for row in wording.words if row.rises is rises]
        chosen = sorted(rows, key=lambda row: -abs(row.z))[:DRAWN]
        if not chosen:
            continue
        said = tr("每万词出现的次数；按变化的显著程度（z 值）从高到低排列")
        svg = charts.draw_changes(_changes(chosen, sources), id=f"chart-words-{'up' if rises else 'down'}",
                                  title=title, description=said) if draws else ""  # fmt: skip
        table = [
            (_word(row, names), *(f"{rate:.2f}" for rate in rates(row)), f"{row.z:.1f}", sources.place(row.first))
            for row in chosen
        ]
        columns = (tr("词"), tr("其他报告（次/万词）"), tr("本报告（次/万词）"), "z", tr("首见"))
        left = len(rows) - len(chosen)
        note = said + (tr("；其余 {count} 个词见后面的清单", count=left) if left else "")
        yield Drawing(f"{title} {len(rows)}", Markup(svg), columns, table, note)


def _word(row: WordTrend, names: Sequence[str]) -> str:
    return row.word if row.report is None else tr("{word}（{report}）", word=row.word, report=names[row.report])


def _changes(rows: Sequence[WordTrend], sources: Sources) -> list[charts.Change]:
    return [
        charts.Change(
            _word(row, sources.places.names), *rates(row),
            tr("{word}：首见于 {place}", word=visible(row.word),
               place=sources.places.of(row.first.report, row.first.start)),
            sources.cite(row.first).link,
        )
        for row in rows
    ]  # fmt: skip


def _listed(row: WordTrend, sources: Sources) -> list[Any]:
    """The fields in the order in which comparison_lists.js reads them."""
    before, now = rates(row)
    years = "–".join(str(year) for year in (row.first_year, row.last_year) if year is not None)
    return [
        visible(_word(row, sources.places.names)), int(row.rises), round(before, 2), round(now, 2), round(row.z, 1),
        round(row.g2, 1), years, list(row.counts), *sources.cite(row.first),
    ]  # fmt: skip
