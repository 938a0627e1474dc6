"""Which figure of the next report tells what became of a target: one figure for a target, and none twice.

Takes the targets of one edition and the next edition, gives figures. Unit, kind and the year of the figure must fit;
of what fits, the likest is taken (``resemblance.py``). Read next: ``outcome.py``.
"""

from __future__ import annotations

from collections.abc import Sequence

from reportmine.comparison.assignment import assign
from reportmine.comparison.follow_up.outcome import is_growth
from reportmine.comparison.follow_up.resemblance import LAST_YEAR, SAME_KEY, Placed, likeness
from reportmine.comparison.measurements import Measurement
from reportmine.comparison.scale import comparable, convert
from reportmine.model import Indicator
from reportmine.patterns import regex

#: Below this two names are not of one measure; set on the annotated pairs.
LEAST = 0.42
_TIE = 0.01
# From what number the new plan goes on is told in other words less often.
_LEAST_BEFORE = 0.5
# How sure a figure is that goes with one already found.
_WITH_IT = 0.95
_FROM = regex("[由从][^由从]{0,24}$")
# 由前三年分别上升4.9%、5.5%: years before the one reviewed.
_EARLIER = regex("前[两二三四五六七八九]年|前几年|往年|以往|此前")
_OVER_YEARS = regex("[两二三四五六七八九十]年|累计|年均|总计|共计|以来|比(?:19|20)\\d\\d年")
_STATE = regex("(?:[到至达为有]|达到|覆盖)了?(?:约|近|超过?)?$")
# In a passage on five years 312户 against the 300户 of one year's target is of one year.
_OF_ONE_YEAR = 1.6
_STRETCH = regex(r"(\d{4})/(\d{4})")
_EACH_YEAR = regex("每年|逐年|分别")
# 提出要把涨幅控制在10%以内 tells of the aim.
_AIMED = regex("要把|力争|预期(?:目标|增长|为)|原定|原计划")
_JOINT = regex("[、和及]")
_ALL_OF = regex("分别|均|都|各")


def pair_figures(
    targets: Sequence[Placed], figures: Sequence[Placed], year: int
) -> list[tuple[tuple[Indicator, ...], float] | None]:
    """For each target the figures that answer it, and how sure that is.

    Only figures of what was reached in ``year``, the year the target is for, can answer; of a stretch of years none
    does. A target for several things at once (A、B均下降3%) is answered by several figures.
    """
    import numpy

    answers = sorted((one for one in figures if _answers(one, year)), key=lambda one: _order(one, year))
    if not targets or not answers:
        return [None] * len(targets)
    scores = numpy.zeros((len(targets), len(answers)))
    for row, target in enumerate(targets):
        for column, figure in enumerate(answers):
            if _comparable(target.measurement, figure.measurement) and _fits_a_year(target, figure):
                scores[row, column] = likeness(target, figure) - 1e-6 * column
    chosen = dict(assign(scores))
    paired: list[tuple[int, float] | None] = [None] * len(targets)
    for row in range(len(targets)):
        best = int(scores[row].argmax())
        # A figure told once answers two wordings of one target.
        column = best if scores[row, best] >= SAME_KEY - _TIE else chosen.get(row, best)
        least = LEAST if answers[column].measurement.year == year else _LEAST_BEFORE
        if scores[row, column] >= least and not _ambiguous(targets[row], column, answers, scores[row]):
            paired[row] = column, _confidence(float(scores[row, column]))
    taken = {pair[0] for pair in paired if pair}
    found: list[tuple[tuple[Indicator, ...], float] | None] = []
    for row, target in enumerate(targets):
        pair = paired[row] or _beside(row, targets, answers, paired, taken)
        if pair is None:
            found.append(None)
            continue
        together = (answers[pair[0]], *_others(target, pair[0], answers, scores[row]))
        found.append((tuple(one.indicator for one in together), pair[1]))
    return found


def _ambiguous(target: Placed, column: int, answers: Sequence[Placed], scores: Sequence[float]) -> bool:
    """Whether several figures of one clause answer: 智能工厂（数字化车间）8个 and 智能工厂2个、数字化车间7个."""
    chosen = answers[column]
    return (
        "（" in target.indicator.name
        and scores[column] < SAME_KEY - _TIE
        and any(
            at != column and one.clause_start == chosen.clause_start and scores[at] >= LEAST
            for at, one in enumerate(answers)
        )
    )


def _beside(
    row: int,
    targets: Sequence[Placed],
    answers: Sequence[Placed],
    paired: Sequence[tuple[int, float] | None],
    taken: set[int],
) -> tuple[int, float] | None:
    """The figure that goes with one that is found: 投入716亿元，增长19% and 支出774亿元，增长29%."""
    target = targets[row]
    for at in (row - 1, row + 1):
        pair = paired[at] if 0 <= at < len(targets) else None
        if pair is None or not _same_measure(target, targets[at]):
            continue
        for column, figure in enumerate(answers):
            if (
                column not in taken
                and _same_measure(figure, answers[pair[0]])
                and target.measurement.name.flow == figure.measurement.name.flow
                and _comparable(target.measurement, figure.measurement)
            ):
                return column, round(pair[1] * _WITH_IT, 3)
    return None


def _same_measure(one: Placed, other: Placed) -> bool:
    """Whether two figures of one sentence are of one thing: an amount, its growth, how much more it is."""
    mine, theirs = one.measurement, other.measurement
    return one.sentence_start == other.sentence_start and mine.name.core == theirs.name.core


def _others(target: Placed, column: int, answers: Sequence[Placed], scores: Sequence[float]) -> list[Placed]:
    """Of a target for several things at once, the figures of the others in the same clause."""
    if not (_JOINT.search(target.indicator.name) and _ALL_OF.search(target.before)):
        return []
    chosen = answers[column]
    return [
        one
        for at, one in enumerate(answers)
        if at != column and one.clause_start == chosen.clause_start and scores[at] >= LEAST
    ]


def is_for(target: Placed, year: int) -> bool:
    """Whether a target is for one year: 今明两年每年增长10% is for this year too."""
    measured = target.measurement
    if measured.year in (None, year):
        return True
    stretch = _STRETCH.fullmatch(target.indicator.period or "")
    return (
        stretch is not None
        and _EACH_YEAR.search(target.before) is not None
        and int(stretch[1]) <= year <= int(stretch[2]) <= year + 1
    )


def _order(figure: Placed, year: int) -> tuple[bool, int, int]:
    """Of several mentions the review's counts before the plan's, the first before the next; of one clause the last.

    10件民生实事完成9件: the second number is what was done.
    """
    start = figure.indicator.start
    return figure.indicator.period == str(year + 1), figure.clause_start, -start


def _answers(figure: Placed, year: int) -> bool:
    one = figure.indicator
    if one.status != "actual" or one.value is None or _AIMED.search(figure.before):
        return False
    measured = figure.measurement
    if measured.span.startswith("stretch") and measured.year == year:
        return _is_of_last(figure)
    if measured.span != "year":
        return False
    if measured.year == year:
        return not _EARLIER.search(figure.before)
    # 由240元提高到280元 in the new plan tells where the old one arrived.
    following = figure.following
    return (
        bool(_FROM.search(figure.before))
        and (
            one.period == str(year + 1)
            or (measured.year is None and following is not None and following.indicator.status == "target")
        )
        and following is not None
        and following.year in (None, year + 1)
    )


def _is_of_last(figure: Placed) -> bool:
    """Whether a figure in a passage on several years can be of the last: it says so, is a state, or not a sum."""
    one = figure.indicator
    if LAST_YEAR.search(figure.before):
        return not _OVER_YEARS.search(figure.before)
    if _OVER_YEARS.search(figure.clause):
        return False
    return one.kind in ("level", "share")


def _fits_a_year(target: Placed, figure: Placed) -> bool:
    """Whether a figure of a passage on several years is too small for a sum of them, or no sum at all."""
    if figure.measurement.span == "year" or LAST_YEAR.search(figure.before):
        return True
    if figure.indicator.kind == "share" or _STATE.search(figure.before):
        return True
    aim, value = target.indicator.value, figure.indicator.value
    reached = None if value is None else convert(value, figure.indicator.unit, target.indicator.unit)
    return bool(aim) and reached is not None and aim is not None and reached <= _OF_ONE_YEAR * aim


def _comparable(target: Measurement, figure: Measurement) -> bool:
    one, other = target.indicator, figure.indicator
    # 翻一番 and 增长67%, 减少三分之一 and 减少37%.
    if not (is_growth(one) and is_growth(other)) and (one.kind != other.kind or not comparable(one.unit, other.unit)):
        return False
    return one.code is None or other.code is None or one.code == other.code


def _confidence(score: float) -> float:
    return 0.97 if score >= SAME_KEY - _TIE else round(min(0.95, 0.5 + 0.5 * score), 3)
