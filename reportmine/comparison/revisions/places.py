"""Where something stands in a report, as a reader finds it: 第二部分第3段.

Takes an edition, gives the ``Place`` of a paragraph. Read next: ``revisions.py``.
"""

from __future__ import annotations

from collections import Counter

import msgspec

from reportmine.comparison.edition import Edition


class Place(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """``part`` counts the outermost sections from 1, none before the first; ``paragraph`` the body paragraphs in it.

    ``paragraph`` is 0 for a heading and for a title; a paragraph that a page cut over several lines is one.
    """

    part: int | None = None
    heading: str | None = None
    paragraph: int = 0


class Places:
    """The places of all paragraphs of a report."""

    def __init__(self, edition: Edition) -> None:
        outermost = [section for section in edition.report.sections if section.parent is None]
        counts: Counter[int] = Counter()
        self._places: dict[int, Place] = {}
        part = 0
        for paragraph in edition.report.paragraphs:
            while part < len(outermost) and outermost[part].start <= paragraph.start:
                part += 1
            if paragraph.kind == "body" and not paragraph.continues:
                counts[part] += 1
            self._places[paragraph.id] = Place(
                part=part or None,
                heading=outermost[part - 1].heading if part else None,
                paragraph=counts[part] if paragraph.kind == "body" else 0,
            )

    def of(self, paragraph: int) -> Place:
        """The place of a paragraph."""
        return self._places[paragraph]
