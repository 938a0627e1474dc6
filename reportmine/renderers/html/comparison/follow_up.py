"""The board: what a plan promised and what the next report says of it, a column an outcome.

Takes the rows of ``Comparison.follow_up``, gives a ``Part`` whose rows the script draws as cards, the latest pair of
years first. Read next: ``sources.py``.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Any

from markupsafe import Markup

from reportmine.comparison.model import CommitmentKind, Comparison, FollowUp
from reportmine.messages import tr
from reportmine.renderers.comparison_pages import OUTCOMES
from reportmine.renderers.comparison_words import arithmetic, commitment_name, outcome_name
from reportmine.renderers.controls import visible
from reportmine.renderers.html.comparison import charts
from reportmine.renderers.html.comparison.part import Choice, Drawing, Part
from reportmine.renderers.html.comparison.sources import Sources
from reportmine.renderers.workbook_cells import capital

KINDS: tuple[CommitmentKind, ...] = ("target", "action", "task")
#: A page is to stay under 5 MB: with its sentences the board may take this much of it, in bytes of UTF-8.
MOST_BYTES = 3_600_000
# What the address of a place and the signs around a row take.
_ROW_BYTES = 40


def describe(comparison: Comparison, sources: Sources, draws: bool, most: int = MOST_BYTES) -> Part | None:
    """The part, ``None`` when it was not asked for; pairs of years that do not fit ``most`` bytes are named."""
    if comparison.follow_up is None:
        return None
    pairs: dict[tuple[int, int], list[FollowUp]] = defaultdict(list)
    for row in comparison.follow_up:
        pairs[row.promise.report, row.next_report].append(row)
    names = sources.places.names
    said = {pair: f"{names[pair[0]]} → {names[pair[1]]}" for pair in sorted(pairs, reverse=True)}
    sections: dict[str, int] = {}
    rows: list[list[Any]] = []
    left: list[tuple[int, int]] = []
    held: list[tuple[int, int]] = []
    used = 0
    for pair in said:
        known = len(sources.sentences)
        # Numbered as they follow one another in the plan.
        for row in sorted(pairs[pair], key=lambda row: row.promise.start):
            if row.section:
                sections.setdefault(row.section, len(sections))
        made = [_row(row, len(held), sections, sources) for row in _ordered(pairs[pair])]
        used += sum(len(text.encode()) + _ROW_BYTES for _, _, text in sources.sentences[known:])
        used += sum(len(json.dumps(row, ensure_ascii=False).encode()) for row in made)
        if used > most and held:
            left.append(pair)
            sources.forget(known)
            continue
        held.append(pair)
        rows += made
    totals = Counter(row.outcome for row in comparison.follow_up)
    lead = []
    if left:
        lead.append(
            tr(
                "为免页面过大，{pairs} 的 {count} 项没有列入本页；全部内容可另存为工作簿查看（-o 比较.xlsx）",
                pairs=tr("、").join(said[pair] for pair in reversed(left)),
                count=sum(len(pairs[pair]) for pair in left),
            )
        )
    kinds = Counter(row.kind for row in comparison.follow_up)
    shown = {
        "tiles": [_tile(pair, pairs[pair], said[pair], sources) for pair in list(said)[:1]],
        "totals": [(outcome, outcome_name(outcome), totals[outcome]) for outcome in OUTCOMES] if len(pairs) > 1 else [],
        "pairs": [Choice(str(number), said[pair], len(pairs[pair])) for number, pair in enumerate(held)],
        "kinds": [Choice(str(KINDS.index(kind)), commitment_name(kind), kinds[kind]) for kind in KINDS if kinds[kind]],
        "outcomes": [(outcome, capital(outcome_name(outcome)), totals[outcome]) for outcome in OUTCOMES],
        "drawing": _drawing(pairs, said, draws) if len(pairs) > 1 else None,
    }
    held_rows = {
        "rows": rows,
        "outcomes": list(OUTCOMES),
        "kinds": [commitment_name(kind) for kind in KINDS],
        "sections": [visible(name) for name in sections],
    }
    return Part("follow_up", tr("承诺落实情况"), len(comparison.follow_up), tuple(lead), shown, held_rows)


def _ordered(rows: Sequence[FollowUp]) -> list[FollowUp]:
    """What the office has written of first, figures before names before tasks."""
    return sorted(rows, key=lambda row: (not row.filled, KINDS.index(row.kind), row.promise.start))


def _row(row: FollowUp, pair: int, sections: dict[str, int], sources: Sources) -> list[Any]:
    """The fields in the order in which comparison_board.js reads them."""
    section = sections[row.section] if row.section else -1
    filled = (row.filled or {}).items()
    reckoned = visible(arithmetic(row.target, row.actual, row.arithmetic)) if row.arithmetic is not None else 0
    return [
        OUTCOMES.index(row.outcome), KINDS.index(row.kind), pair, section, *sources.cite(row.promise),
        [part for passage in row.evidence for part in sources.cite(passage)], round(100 * row.confidence),
        visible(row.name) if row.name else 0, reckoned,
        [tr("{name}：{said}", name=visible(key), said=visible(value)) for key, value in filled] or 0,
    ]  # fmt: skip


def _tile(pair: tuple[int, int], rows: Sequence[FollowUp], said: str, sources: Sources) -> dict[str, Any]:
    counts = Counter(row.outcome for row in rows)
    names = sources.places.names
    sentence = tr("{earlier} 年计划的 {count} 项，{later} 年报告的落实情况",
                  earlier=names[pair[0]], later=names[pair[1]], count=len(rows))  # fmt: skip
    return {
        "said": sentence,
        "counts": [(outcome, capital(outcome_name(outcome)), counts[outcome]) for outcome in OUTCOMES],
    }


def _drawing(pairs: dict[tuple[int, int], list[FollowUp]], said: dict[tuple[int, int], str], draws: bool) -> Drawing:
    title = tr("历年落实情况")
    order = sorted(pairs)
    counts = [Counter(row.outcome for row in pairs[pair]) for pair in order]
    names = [capital(outcome_name(outcome)) for outcome in OUTCOMES]
    cells = [
        charts.Cell(row, column, counts[row][outcome], str(counts[row][outcome]), f"{said[pair]} {names[column]}")
        for row, pair in enumerate(order)
        for column, outcome in enumerate(OUTCOMES)
    ]
    svg = (
        charts.draw_bars(
            cells, [said[pair] for pair in order], names, id="chart-follow-up", title=title,
            description=tr("每一行是前后两年，每一列是一种落实情况，横条越长项数越多"),
        )
        if draws
        else ""
    )  # fmt: skip
    rows = [
        (said[pair], *(str(count[outcome]) for outcome in OUTCOMES)) for pair, count in zip(order, counts, strict=True)
    ]
    return Drawing(title, Markup(svg), (tr("年份"), *names), rows)
