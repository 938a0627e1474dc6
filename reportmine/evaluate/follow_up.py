"""How good the follow-up of promises and the series are: ``reportmine evaluate --compare``.

Pairs of consecutive reports are annotated in corpus/follow-up/ (``follow_up_gold.py``). For each pair the tool runs
with the weights that were learnt without it (leave one pair out; a pair never trained on uses the shipped weights).
Read next: ``comparison_tables.py``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec

from reportmine.comparison.commitments import Commitment
from reportmine.comparison.follow_up.follow_up import Answer, answer_all, is_due
from reportmine.comparison.follow_up.mentions import weights
from reportmine.evaluate.follow_up_gold import Fate, Pair, Span, load_pairs, overlap
from reportmine.model import Report
from reportmine.text import LineIndex

#: The figures in the order of the tables.
FIGURES = (
    "recall", "recall.target", "recall.action", "recall.task",
    "outcome", "outcome.target", "outcome.action", "outcome.task",
    "outcome.met", "outcome.missed", "outcome.reported", "outcome.restated", "outcome.not_mentioned",
    "outcome.sure", "evidence", "evidence.first", "numbers", "series.recall", "series.precision", "series.strict",
)  # fmt: skip


class Share(msgspec.Struct, frozen=True, kw_only=True):
    """How many of how many; ``value`` is ``None`` where there is nothing to judge."""

    right: int
    of: int

    @property
    def value(self) -> float | None:
        """The share, 0 to 1."""
        return self.right / self.of if self.of else None


class Difference(msgspec.Struct, frozen=True, kw_only=True):
    """A commitment whose outcome or evidence differs from the annotation, to be read by a person."""

    pair: str
    path: str
    line: int
    column: int
    kind: str
    what: str
    gold: str
    found: str
    words: str


class ComparisonEvaluation(msgspec.Struct, frozen=True, kw_only=True):
    """Figures over all pairs and of each pair, and every difference.

    ``recall``: annotated commitments the tool lists (same number or name; for a task a clause that shares half).
    ``outcome``: of those found, how many have the annotated outcome; by kind, by annotated outcome, and ``sure`` for
    the rows the annotators were sure of. ``evidence``: of those found that have evidence, how many have one of the
    tool's passages, three at most, on an annotated place (overlap); ``evidence.first`` the tool's first passage.
    ``numbers``: of all annotated targets that are met or missed, found or not, how many the tool found and judged so.
    ``series.recall``: of the annotated pairs of number spans, one in each report, how many the tool has in one series;
    ``series.precision``: of the tool's pairs both of whose spans stand in annotated series, how many stand in the same
    one; ``series.strict``: the same of the tool's pairs one of whose spans at least is annotated, so that a link out
    of a series counts as wrong. ``calibration``: for each tenth of confidence its lower end, the rows, their mean
    confidence and the share that is right.
    """

    figures: dict[str, Share]
    pairs: dict[str, dict[str, Share]]
    calibration: tuple[tuple[float, int, float, float], ...]
    differences: tuple[Difference, ...]


class _Tally:
    def __init__(self) -> None:
        self.right: Counter[str] = Counter()
        self.of: Counter[str] = Counter()
        self.trusted: list[tuple[float, bool]] = []
        self.differences: list[Difference] = []

    def count(self, right: bool, *figures: str) -> None:
        for figure in figures:
            self.right[figure] += right
            self.of[figure] += 1

    def shares(self) -> dict[str, Share]:
        return {name: Share(right=self.right[name], of=self.of[name]) for name in FIGURES if self.of[name]}


def evaluate_comparisons(folder: Path, reports: Path, analyze: Callable[[Path], Report]) -> ComparisonEvaluation:
    """Compares the reports of every annotated pair and measures.

    Args:
        folder: holds the annotation, one file a pair.
        reports: where the reports lie, at any depth; those of our own corpus are found beside ``folder``.
        analyze: the analysis of a file.

    Raises:
        UnreadableInput: there is no annotation, or none of its reports is there.
    """
    return evaluate_pairs(load_pairs(folder, reports, analyze))


def evaluate_pairs(pairs: Sequence[Pair]) -> ComparisonEvaluation:
    """Measures on pairs that are loaded."""
    tallies = {pair.name: _measure(pair) for pair in pairs}
    whole = _Tally()
    for tally in tallies.values():
        whole.right.update(tally.right)
        whole.of.update(tally.of)
        whole.trusted += tally.trusted
        whole.differences += tally.differences
    return ComparisonEvaluation(
        figures=whole.shares(),
        pairs={name: tally.shares() for name, tally in tallies.items()},
        calibration=_calibration(whole.trusted),
        differences=tuple(whole.differences),
    )


def _measure(pair: Pair) -> _Tally:
    tally = _Tally()
    commitments = [one for one in pair.earlier.commitments if is_due(one, pair.earlier)]
    answers = answer_all(commitments, pair.earlier, pair.later, weights(pair.key))
    for fate in pair.fates:
        at = _match(fate, commitments)
        tally.count(at is not None, "recall", f"recall.{fate.commitment}")
        answer = None if at is None else answers[at]
        if fate.commitment == "target" and fate.outcome in ("met", "missed"):
            tally.count(answer is not None and answer.outcome == fate.outcome, "numbers")
        if answer is None:
            _note(tally, pair, fate, "recall", "")
            continue
        _judge(tally, pair, fate, answer)
    if pair.series:
        _count_series(tally, pair)
    return tally


def _judge(tally: _Tally, pair: Pair, fate: Fate, answer: Answer) -> None:
    right = answer.outcome == fate.outcome
    tally.count(right, "outcome", f"outcome.{fate.commitment}", f"outcome.{fate.outcome}")
    if not fate.unsure:
        tally.count(right, "outcome.sure")
    tally.trusted.append((answer.confidence, right))
    shown = [(one.start, one.end) for one in answer.evidence]
    words = answer.evidence[0].text if answer.evidence else ""
    if not right:
        _note(tally, pair, fate, "outcome", f"{answer.outcome} {words}")
    if fate.evidence:
        placed = [any(overlap(one, other) for other in fate.evidence) for one in shown]
        tally.count(any(placed), "evidence")
        tally.count(any(placed[:1]), "evidence.first")
        if right and not any(placed):
            _note(tally, pair, fate, "evidence", words)


def _match(fate: Fate, commitments: Sequence[Commitment]) -> int | None:
    """The commitment that a row speaks of: by its number or name, and by its clause for a task."""
    if fate.subject is not None:
        fitting = [at for at, one in enumerate(commitments) if one.subject and overlap(one.subject, fate.subject)]
        fitting.sort(key=lambda at: (commitments[at].kind != fate.commitment, at))
        if fitting:
            return fitting[0]
    span = (fate.start, fate.end)
    shared = [
        (_common((one.start, one.end), span), one.kind == fate.commitment, -at)
        for at, one in enumerate(commitments)
        # A clause with a number or a name is another promise than that of another number in it.
        if fate.subject is None or one.subject is None
    ]
    best = max(shared, default=(0, False, 0))
    shortest = min(fate.end - fate.start, commitments[-best[2]].end - commitments[-best[2]].start) if commitments else 0
    return -best[2] if best[0] * 2 >= shortest > 0 else None


def _common(one: Span, other: Span) -> int:
    return max(0, min(one[1], other[1]) - max(one[0], other[0]))


def _note(tally: _Tally, pair: Pair, fate: Fate, what: str, found: str) -> None:
    text = pair.earlier.text
    line, column = LineIndex(text).locate(fate.start)
    places = " / ".join(pair.later.text[start:end] for start, end in fate.evidence)
    tally.differences.append(
        Difference(
            pair=pair.name, path=pair.earlier.report.source.path, line=line, column=column, kind=fate.commitment,
            what=what, gold=f"{fate.outcome}{'?' if fate.unsure else ''} {places}".strip(), found=found.strip(),
            words=" ".join(text[fate.start : fate.end].split()),
        )
    )  # fmt: skip


def _count_series(tally: _Tally, pair: Pair) -> None:
    from reportmine.comparison.series.series import find_series

    linked: set[tuple[Span, Span]] = set()
    for series in find_series((pair.earlier, pair.later)):
        sides: tuple[list[Span], list[Span]] = ([], [])
        for point in series.points:
            sides[point.report].append((point.start, point.end))
        linked |= {(one, other) for one in sides[0] for other in sides[1]}
    for row in pair.series:
        for one in row.earlier:
            for other in row.later:
                tally.count(any(overlap(a, one) and overlap(b, other) for a, b in linked), "series.recall")
    for a, b in sorted(linked):
        of = [at for at, row in enumerate(pair.series) if any(overlap(a, one) for one in row.earlier)]
        to = [at for at, row in enumerate(pair.series) if any(overlap(b, one) for one in row.later)]
        if of or to:
            tally.count(bool(set(of) & set(to)), "series.strict")
        if of and to:
            tally.count(bool(set(of) & set(to)), "series.precision")


def _calibration(trusted: Sequence[tuple[float, bool]]) -> tuple[tuple[float, int, float, float], ...]:
    bins: dict[float, list[tuple[float, bool]]] = {}
    for confidence, right in trusted:
        bins.setdefault(min(int(confidence * 10), 9) / 10, []).append((confidence, right))
    return tuple(
        (
            low,
            len(rows),
            round(sum(confidence for confidence, _ in rows) / len(rows), 4),
            round(sum(right for _, right in rows) / len(rows), 4),
        )
        for low, rows in sorted(bins.items())
    )
