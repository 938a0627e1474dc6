"""All measures of a group of reports: each by itself, against last year, the levels above and its neighbours.

Takes ``Report``s and ``Dictionary``s, gives a list of ``Measure``s for each. Read next: the modules it calls.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from reportmine.measures.model import Measure

if TYPE_CHECKING:
    from reportmine.measures.dictionary import Dictionary
    from reportmine.model import Report


def measure_report(report: Report, dictionaries: Sequence[Dictionary]) -> list[Measure]:
    """What one report says by itself."""
    from reportmine.measures.attention import measure_attention
    from reportmine.measures.frequencies import measure_frequencies
    from reportmine.measures.hardness import measure_hardness
    from reportmine.measures.quantification import measure_quantification
    from reportmine.measures.readability import measure_readability
    from reportmine.measures.results import measure_results
    from reportmine.measures.targets import measure_targets

    made = [row for dictionary in dictionaries for row in measure_frequencies(report, dictionary)]
    for measure in (measure_hardness, measure_quantification, measure_attention, measure_readability, measure_targets,
                    measure_results):  # fmt: skip
        made += measure(report)
    return made


def measure_group(
    reports: Sequence[Report],
    dictionaries: Sequence[Dictionary],
    *,
    last: Sequence[Report | None],
    above: Sequence[Sequence[tuple[str, Report]]],
) -> list[list[Measure]]:
    """The measures of reports of one level, upper place and year.

    Args:
        reports: the group.
        dictionaries: the word lists to count.
        last: for each last year's report of the same place.
        above: for each the reports of the levels above in the same year, by the name of the level.
    """
    from reportmine.measures.relations import measure_against_above, measure_against_last_year, measure_neighbours

    made = [measure_report(report, dictionaries) for report in reports]
    for rows, report, before, higher in zip(made, reports, last, above, strict=True):
        if before is not None:
            rows += measure_against_last_year(report, before)
        for level, other in higher:
            rows += measure_against_above(report, other, level)
    for rows, told in zip(made, measure_neighbours(reports), strict=True):
        rows += told
    return made
