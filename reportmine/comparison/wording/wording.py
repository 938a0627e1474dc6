"""What changed in the words: commitments worded more or less strongly, and words that rise and fall.

Takes editions, gives a ``Wording``. Read next: ``shifts.py``, ``keyness.py``.
"""

from __future__ import annotations

from collections.abc import Sequence

from reportmine.comparison.edition import Edition
from reportmine.comparison.model import Wording
from reportmine.comparison.wording.keyness import find_word_trends
from reportmine.comparison.wording.shifts import find_shifts


def compare_wording(editions: Sequence[Edition], consecutive: Sequence[tuple[Edition, Edition]]) -> Wording:
    """Shifts between the plans of each two consecutive years, and the words over all reports."""
    return Wording(
        shifts=tuple(shift for earlier, later in consecutive for shift in find_shifts(earlier, later)),
        words=find_word_trends(editions),
    )
