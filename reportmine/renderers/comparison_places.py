"""What the reports of a comparison, and places in them, are called: years, regions, lines, names of files.

Takes a ``Comparison``, gives words in the language of the user. Read next: ``comparison_pages.py``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Protocol

from msgspec.structs import replace

from reportmine.comparison.model import Compared, Comparison, Passage
from reportmine.messages import tr
from reportmine.renderers.report_names import bare_name, file_names
from reportmine.renderers.words import in_brackets
from reportmine.text import LineIndex

_QUOTED = 60


class Span(Protocol):
    """Anything that stands at a place of a report."""

    @property
    def report(self) -> int:
        """The index of the report."""

    @property
    def start(self) -> int:
        """Where it begins."""

    @property
    def end(self) -> int:
        """Where it ends."""


class Places:
    """Names the place of a passage: the year of its report and the line."""

    def __init__(self, comparison: Comparison) -> None:
        self._lines = [LineIndex(report.text) for report in comparison.reports]
        self.names = name_reports(comparison.reports)

    def of(self, report: int, start: int) -> str:
        """The place in words."""
        return tr("{report} 第{line}行", report=self.names[report], line=self.line(report, start))

    def line(self, report: int, start: int) -> int:
        """The number of the line, the first being 1."""
        return self._lines[report].locate(start)[0]

    def quoted(self, passage: Passage) -> str:
        """A passage, cut where it is long, with its place."""
        return quote(passage.text) + in_brackets(self.of(passage.report, passage.start))


def name_reports(reports: Sequence[Compared]) -> list[str]:
    """A name for each, no two alike: the year or the region where it is enough, else both, else the file."""
    years = Counter(report.year for report in reports)
    if len(years) == 1 and all(report.region for report in reports):
        names = [report.region or "" for report in reports]
    else:
        names = [
            str(report.year)
            if report.year is not None and years[report.year] == 1 and count_places(reports) == 1
            else " ".join(filter(None, (str(report.year or ""), report.region))) or report.path
            for report in reports
        ]
    shared = Counter(names)
    names = [bare_name(report.path) if shared[name] > 1 else name for name, report in zip(names, reports, strict=True)]
    return names if len(set(names)) == len(names) else [f"{name} ({number})" for number, name in enumerate(names, 1)]


def count_places(reports: Sequence[Compared]) -> int:
    """Of how many places the reports are; those of an unknown one count as one place."""
    return len({report.region for report in reports})


def without_folders(comparison: Comparison) -> Comparison:
    """The comparison with the names of its files for their paths: a page that is sent on tells nobody of our folders.

    Files of the same name keep their paths, by which they are told apart.
    """
    paths = [report.path for report in comparison.reports]
    names = dict(zip(paths, file_names(paths), strict=True)) if len(set(paths)) == len(paths) else {}
    longest_first = sorted(names, key=len, reverse=True)

    def shortened(message: str) -> str:
        for path in longest_first:
            message = message.replace(path, names[path])
        return message

    return replace(
        comparison,
        reports=tuple(replace(report, path=names.get(report.path, report.path)) for report in comparison.reports),
        notes=tuple(replace(note, message=shortened(note.message)) for note in comparison.notes),
    )


def quote(text: str, most: int = _QUOTED) -> str:
    """A passage on one line, cut in the middle of nowhere with … when it is long."""
    line = "".join(text.split()).replace("\u200b", "")
    return line if len(line) <= most else line[: most - 1] + "…"
