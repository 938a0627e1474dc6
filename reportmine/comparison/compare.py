"""A comparison: the reports in order of time, which of them follow one another, and the parts over them.

Takes ``Report``s, gives a ``Comparison``. A part is one module here with one function that takes editions, and a
line in ``_part``. Read next: ``lineup.py``, then the module of a part.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from reportmine.comparison.lineup import Lineup, line_up
from reportmine.comparison.model import PARTS, Compared, Comparison, Note, PartName
from reportmine.messages import tr

if TYPE_CHECKING:
    from reportmine.comparison.tasks.tasks import Tasks
    from reportmine.model import Report


def compare(
    reports: Sequence[Report],
    *,
    only: Iterable[PartName] = PARTS,
    years: Sequence[int | None] = (),
    tasks: Tasks | None = None,
) -> Comparison:
    """Compares two or more reports.

    Args:
        reports: in any order; the result has them in order of time.
        only: the parts wanted; all by default.
        years: the years the reports are given in, in the order of ``reports``, where they do not say or say it wrong.
        tasks: what an office filled into the list of tasks of one of the plans.

    Raises:
        reportmine.comparison.lineup.NothingToCompare: fewer than two different reports, or more years than reports.
    """
    lineup = line_up(reports, years)
    wanted = set(only)
    found: Mapping[str, Any] = {
        name: _part(name, lineup, tasks) for name in PARTS if name in wanted and name not in lineup.left_out
    }
    return Comparison(
        reports=tuple(
            Compared(
                id=edition.id,
                path=edition.report.source.path,
                sha256=edition.report.source.sha256,
                title=edition.report.title,
                year=edition.year,
                region=edition.report.region,
                chars=len(edition.text),
                text=edition.text,
            )
            for edition in lineup.editions
        ),
        notes=tuple(
            note
            for note in (*lineup.notes, *_of_tasks(lineup, tasks))
            if not note.parts or wanted.intersection(note.parts)
        ),
        **found,
    )


def _of_tasks(lineup: Lineup, tasks: Tasks | None) -> Iterator[Note]:
    """What of an office's list of tasks found no place."""
    if tasks is None or not lineup.consecutive:
        return
    plans = [earlier for earlier, _ in lineup.consecutive if tasks.is_of(earlier)]
    if not plans:
        message = tr("{name}：不是这几份报告中任何一份计划的任务分解表，没有用上", name=tasks.path)
        yield Note(kind="tasks", message=message, parts=("follow_up",))
    for plan in plans[:1]:
        left = tasks.unplaced(plan)
        if left:
            yield Note(
                kind="tasks",
                message=tr(
                    "{name}：填写过的 {count} 行在计划里找不到对应的任务（第 {lines} 行）",
                    name=tasks.path,
                    count=len(left),
                    lines=tr("、").join(str(row.line) for row in left[:10]) + ("…" if len(left) > 10 else ""),
                ),
                reports=(plan.id,),
                parts=("follow_up",),
            )


def _part(name: PartName, lineup: Lineup, tasks: Tasks | None) -> Any:
    if name == "series":
        from reportmine.comparison.series.series import find_series

        return find_series(lineup.editions)
    if name == "follow_up":
        from reportmine.comparison.follow_up.follow_up import follow_up

        return follow_up(lineup.consecutive, tasks)
    if name == "actions":
        from reportmine.comparison.actions.actions import compare_actions

        return compare_actions(lineup.editions)
    if name == "shortfalls":
        from reportmine.comparison.shortfalls import compare_shortfalls

        return compare_shortfalls(lineup.editions)
    if name == "ledger":
        from reportmine.comparison.ledger.ledger import check_ledger

        return check_ledger(lineup.editions, lineup.consecutive)
    if name == "wording":
        from reportmine.comparison.wording.wording import compare_wording

        return compare_wording(lineup.editions, lineup.consecutive)
    from reportmine.comparison.similarity.similarity import find_similarity

    return find_similarity(lineup.editions)
