"""How much of one report stands in another: a matrix of all pairs, where the sections come from, the same passages."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from reportmine.comparison.model import Comparison, Similarity
from reportmine.messages import tr
from reportmine.renderers.controls import visible
from reportmine.renderers.html.comparison import charts
from reportmine.renderers.html.comparison.part import Choice, Drawing, Part
from reportmine.renderers.html.comparison.sources import Sources

# Of more reports the matrix would be wider than a screen.
_MOST = 60


def describe(comparison: Comparison, sources: Sources, draws: bool) -> Part | None:
    """The part, ``None`` when it was not asked for."""
    pairs = comparison.similarity
    if pairs is None:
        return None
    names = sources.places.names
    lead = []
    if pairs:
        nearest = max(pairs, key=lambda pair: pair.cosine)
        cosine = f"{nearest.cosine:.2f}"
        said = tr("用词最接近的两份：{pair}，相似度 {cosine}", pair=_pair(nearest, names), cosine=cosine)
        lead.append(said if len(pairs) > 1 else tr("用词相似度 {cosine}（1 为完全相同）", cosine=cosine))
    drawing = _matrix(pairs, names, draws) if 2 < len(names) <= _MOST and pairs else None
    # What stands in both reports of a pair, and where sections come from, is of interest for neighbours first.
    told = sorted(
        (pair for pair in pairs if pair.sections or pair.longest), key=lambda pair: (-pair.later, -pair.earlier)
    )
    shown = {
        "drawing": drawing,
        "pairs": [Choice(str(number), _pair(pair, names)) for number, pair in enumerate(told)],
        "sections": any(pair.sections for pair in told),
        "longest": any(pair.longest for pair in told),
    }
    numbers = {(pair.earlier, pair.later): number for number, pair in enumerate(told)}
    rows = {
        "pairs": [
            [pair.earlier, pair.later, round(pair.cosine, 2), round(100 * pair.earlier_in_later),
             round(100 * pair.later_in_earlier)]
            for pair in sorted(pairs, key=lambda pair: (-pair.later, -pair.earlier))
        ],
        "sections": [
            [numbers[pair.earlier, pair.later], one.report, one.level, visible(one.heading),
             one.carried, one.rewritten, one.new, one.dropped]
            for pair in told
            for one in pair.sections
        ],
        "longest": [
            [numbers[pair.earlier, pair.later], shared.chars, *sources.cite(shared.earlier),
             *sources.cite(shared.later)]
            for pair in told
            for shared in pair.longest
        ],
    }  # fmt: skip
    return Part("similarity", tr("文字沿用"), len(pairs), tuple(lead), shown, rows)


def _pair(pair: Similarity, names: Sequence[str]) -> str:
    return f"{names[pair.earlier]} – {names[pair.later]}"


def _matrix(pairs: Sequence[Similarity], names: Sequence[str], draws: bool) -> Drawing:
    title = tr("两两用词相似度（余弦，1 为完全相同）")
    cosines = {(pair.earlier, pair.later): pair.cosine for pair in pairs}
    svg = ""
    if draws:
        cells = [
            charts.Cell(pair.later, pair.earlier, pair.cosine, f"{pair.cosine:.2f}",
                        f"{_pair(pair, names)} {pair.cosine:.2f}")
            for pair in pairs
        ]  # fmt: skip
        svg = charts.draw_matrix(
            cells, names, id="chart-similarity", title=title, description=tr("每一格是两份报告，颜色越深用词越相近")
        )
    rows = [
        (names[later], *(f"{cosines[pair]:.2f}" if (pair := (earlier, later)) in cosines else ""
                         for earlier in range(len(names) - 1)))
        for later in range(1, len(names))
    ]  # fmt: skip
    return Drawing(title, Markup(svg), (tr("报告"), *names[:-1]), rows)
