"""A report as the measures read it: its edition and its numbers, made once while several measures ask for them.

Takes a ``Report``, gives a ``Reading``. Sentences, words and figures of a report take longer to make than any measure
of them, and a report is asked for by many: by itself, as last year's, as that of the level above, as a neighbour.
Read next: ``targets.py``, ``similarity.py``.
"""

from __future__ import annotations

from collections import deque
from functools import cached_property
from typing import TYPE_CHECKING

from reportmine.comparison.edition import Edition

if TYPE_CHECKING:
    from reportmine.measures.stated import Stated
    from reportmine.model import Report

# Some megabytes each. The last ones are kept: last year's, those of the levels above, a few neighbours.
_KEPT = 64
_readings: deque[Reading] = deque(maxlen=_KEPT)


class Reading:
    """An edition and its numbers of usual measures."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.edition = Edition(report, 0, report.year)

    @cached_property
    def stated(self) -> tuple[Stated, ...]:
        """The numbers of usual measures."""
        from reportmine.measures.stated import find_stated

        return find_stated(self.edition)


def read(report: Report) -> Reading:
    """The reading of a report: the one made before if the very same object was read not long ago."""
    for held in _readings:
        if held.report is report:
            return held
    made = Reading(report)
    _readings.appendleft(made)
    return made
