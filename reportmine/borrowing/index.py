"""What a collection must be able to say for the sources of a text to be found in it, and a collection in memory.

The store answers the same questions from its file. Read next: ``sources.py``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple, Protocol

from reportmine.borrowing.fingerprints import fingerprints


class Description(NamedTuple):
    """What a report is called in an answer; ``code`` is the division code as of the year."""

    place: str | None = None
    year: int | None = None
    code: str | None = None
    title: str | None = None


class Index(Protocol):
    """The reports of a collection, looked up by the hashes of their fingerprints; each has a key."""

    @property
    def total_reports(self) -> int:
        """How many reports there are."""

    def document_frequency(self, hashes: Sequence[int]) -> Mapping[int, int]:
        """How many reports have each hash; those that none has may be missing."""

    def lookup(self, hashes: Sequence[int]) -> Iterable[tuple[int, str, int]]:
        """Hash, report and first character of each fingerprint that has one of the hashes, in any order."""

    def text(self, report: str) -> str:
        """The text that the fingerprints of a report were taken from, as long as it was."""

    def describe(self, reports: Sequence[str]) -> Mapping[str, Description]:
        """What is known of some reports; what is not known may be missing."""


class MemoryIndex:
    """An ``Index`` of some texts by their keys.

    >>> index = MemoryIndex({"甲": "山洪灾害监测预警体系", "乙": "山洪灾害监测预警机制"})
    >>> [report for _, report, _ in index.lookup([one.hash for one in fingerprints("山洪灾害监测预警机制")])]
    ['乙']
    """

    def __init__(self, texts: Mapping[str, str], descriptions: Mapping[str, Description] | None = None) -> None:
        self._texts = dict(texts)
        self._descriptions = dict(descriptions or {})
        self._places: dict[int, list[tuple[str, int]]] = defaultdict(list)
        for report, text in self._texts.items():
            for one in fingerprints(text):
                self._places[one.hash].append((report, one.start))

    @property
    def total_reports(self) -> int:
        """How many reports there are."""
        return len(self._texts)

    def document_frequency(self, hashes: Sequence[int]) -> dict[int, int]:
        """How many reports have each hash."""
        return {one: len({report for report, _ in self._places.get(one, ())}) for one in hashes}

    def lookup(self, hashes: Sequence[int]) -> Iterable[tuple[int, str, int]]:
        """Hash, report and first character of each fingerprint that has one of the hashes."""
        return ((one, report, start) for one in hashes for report, start in self._places.get(one, ()))

    def text(self, report: str) -> str:
        """The text of a report."""
        return self._texts[report]

    def describe(self, reports: Sequence[str]) -> dict[str, Description]:
        """What is known of some reports."""
        return {report: self._descriptions[report] for report in reports if report in self._descriptions}
