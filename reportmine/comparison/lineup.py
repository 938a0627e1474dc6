"""Which reports are compared, in what order, and which of them follow one another.

Takes ``Report``s as the user gave them, gives a ``Lineup``: editions in order of time, the pairs of consecutive years
of one place, and notes on what that leaves out. Read next: ``edition.py``.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from reportmine.comparison.edition import Edition
from reportmine.comparison.model import Note, PartName
from reportmine.errors import ReportmineError
from reportmine.messages import tr
from reportmine.model import Report

#: What needs two consecutive years of one place.
_OF_YEARS: tuple[PartName, ...] = ("follow_up", "ledger")
_MASKED = re.compile(r"[XＸxｘ×*＊○〇□某_]{1,}")
_YEAR_IN_NAME = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")


class NothingToCompare(ReportmineError):
    """What was given cannot be compared; the message says what is missing."""


class Lineup(NamedTuple):
    """The editions in order of time; ``consecutive`` are pairs of them, the second a year after the first.

    ``left_out`` are the parts that cannot be had with these reports.
    """

    editions: tuple[Edition, ...]
    consecutive: tuple[tuple[Edition, Edition], ...]
    notes: tuple[Note, ...]
    left_out: frozenset[PartName]


def line_up(reports: Sequence[Report], years: Sequence[int | None] = ()) -> Lineup:
    """Orders the reports by year (those without one last, as given) and finds which follow one another.

    Raises:
        NothingToCompare: fewer than two different reports, or a number of years that does not fit.
    """
    if years and len(years) != len(reports):
        raise NothingToCompare(
            tr("--years 给了 {years} 个年份，报告有 {reports} 份；请一一对应", years=len(years), reports=len(reports))
        )
    given = [
        (report, year or report.year) for report, year in zip(reports, years or [None] * len(reports), strict=True)
    ]
    notes: list[Note] = []
    paths: dict[str, str] = {}
    kept: list[tuple[Report, int | None]] = []
    for report, year in given:
        if report.text in paths:
            same = tr("{name} 与 {other} 内容相同，只算一份", name=report.source.path, other=paths[report.text])
            notes.append(Note(kind="same-file", message=same))
            continue
        paths[report.text] = report.source.path
        kept.append((report, year))
    if len(kept) < 2:
        raise NothingToCompare(
            tr("{name}：给出的几份文件内容相同，没有可比的；请给出不同年份的报告", name=kept[0][0].source.path)
            if len(reports) > 1
            else tr("至少要两份报告才能比较")
        )
    kept.sort(key=lambda pair: (pair[1] is None, pair[1] or 0))
    editions = tuple(Edition(report, id, year) for id, (report, year) in enumerate(kept))
    places = _places(editions)
    pairs, told = _consecutive(editions, places)
    notes += told
    left_out: frozenset[PartName] = frozenset(() if pairs else _OF_YEARS)
    return Lineup(editions, pairs, tuple(notes), left_out)


def are_of_several_places(editions: Sequence[Edition]) -> bool:
    """Whether the reports are of more than one place; one that tells none, or masks it, is of that of the others."""
    return len({place for edition in editions if (place := _told_place(edition)) is not None}) > 1


def _told_place(edition: Edition) -> str | None:
    """The place a report names, unless a mask stands for it."""
    place = edition.report.region or edition.report.organisation
    return None if place is None or _MASKED.search(place) else place


def _places(editions: Sequence[Edition]) -> dict[str, list[Edition]]:
    """The editions of each place. A masked or missing place is that of the others, where those are of one."""
    named: dict[str, list[Edition]] = defaultdict(list)
    unknown: list[Edition] = []
    for edition in editions:
        place = _told_place(edition)
        if place is None:
            unknown.append(edition)
        else:
            named[place].append(edition)
    if len(named) <= 1:
        return {next(iter(named), ""): list(editions)}
    for edition in unknown:
        named[f"#{edition.id}"].append(edition)
    return named


def _consecutive(
    editions: Sequence[Edition], places: dict[str, list[Edition]]
) -> tuple[tuple[tuple[Edition, Edition], ...], list[Note]]:
    notes: list[Note] = []
    pairs: list[tuple[Edition, Edition]] = []
    undated = [edition for edition in editions if edition.year is None]
    for edition in undated:
        advice = _YEAR_IN_NAME.search(Path(edition.report.source.path).stem)
        notes.append(
            Note(
                kind="no-year",
                message=tr(
                    "{name}：看不出是哪一年的报告，没有核对承诺和账目；请用 --years 按文件顺序写明各年份{advice}",
                    name=edition.report.source.path,
                    advice=tr("（文件名里有 {year}）", year=advice[1]) if advice else "",
                ),
                reports=(edition.id,),
                parts=_OF_YEARS,
            )
        )
    for group in places.values():
        dated = [edition for edition in group if edition.year is not None]
        for earlier, later in pairwise(dated):
            step = (later.year or 0) - (earlier.year or 0)
            if step == 1:
                pairs.append((earlier, later))
            elif step == 0:
                notes.append(
                    Note(
                        kind="same-year",
                        message=tr(
                            "{name} 与 {other} 是同一年（{year}）的报告，不互相核对承诺和账目；"
                            "要看两稿的改动，请用 reportmine revisions",
                            name=earlier.report.source.path,
                            other=later.report.source.path,
                            year=earlier.year,
                        ),
                        reports=(earlier.id, later.id),
                        parts=_OF_YEARS,
                    )
                )
            else:
                notes.append(
                    Note(
                        kind="missing-year",
                        message=tr(
                            "{earlier} 年与 {later} 年之间缺报告，这两份之间不核对承诺和账目",
                            earlier=earlier.year,
                            later=later.year,
                        ),
                        reports=(earlier.id, later.id),
                        parts=_OF_YEARS,
                    )
                )
    if len(places) > 1:
        notes.append(
            Note(
                kind="places",
                message=tr("报告来自 {count} 个地方：承诺落实和账目只在同一地方相邻两年之间核对", count=len(places))
                + ("" if pairs else tr("，这次没有这样的两份，略去这两项")),
                parts=_OF_YEARS,
            )
        )
    pairs.sort(key=lambda pair: (pair[1].id, pair[0].id))
    return tuple(pairs), notes
