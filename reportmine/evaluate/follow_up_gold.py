"""Annotation of pairs of consecutive reports: what became of each commitment, and which numbers are of one measure.

The form is that of corpus/follow-up/*.jsonl: a first row that names both reports by path and hash, then a row for each
commitment and each series, offsets only. Read next: ``follow_up.py``.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec

from reportmine.causes import cause
from reportmine.comparison.commitments import Commitment
from reportmine.comparison.edition import Edition, Sentence
from reportmine.comparison.model import CommitmentKind, Outcome
from reportmine.errors import UnreadableInput
from reportmine.messages import tr
from reportmine.model import Report

Span = tuple[int, int]


class Fate(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A row of a commitment: spans in the earlier report, ``evidence`` in the later one."""

    commitment: CommitmentKind
    start: int
    end: int
    outcome: Outcome
    evidence: tuple[Span, ...] = ()
    subject: Span | None = None
    unsure: bool = False


class Measure(msgspec.Struct, frozen=True, kw_only=True):
    """A row of a series: the number spans of one measure in both reports."""

    earlier: tuple[Span, ...]
    later: tuple[Span, ...]


class Pair(msgspec.Struct, kw_only=True):
    """An annotated pair. ``key`` is the hash of the later report."""

    name: str
    key: str
    earlier: Edition
    later: Edition
    fates: list[Fate]
    series: list[Measure]


def load_pairs(folder: Path, reports: Path, analyze: Callable[[Path], Report]) -> list[Pair]:
    """The annotated pairs of ``folder`` whose reports lie below ``reports`` or beside the annotation's folder.

    Raises:
        UnreadableInput: there is no annotation, none of its reports is there, or a row is not of the form.
    """
    files = sorted(folder.glob("*.jsonl"))
    if not files:
        raise UnreadableInput(tr("{name}：没有标注好的前后两年报告（*.jsonl）", name=folder))
    shelf = {
        hashlib.sha256(path.read_bytes()).hexdigest(): path
        for place in (folder.parent, reports)
        for path in sorted(place.rglob("*.txt"))
    }
    pairs = [pair for path in files if (pair := _load(path, shelf, analyze)) is not None]
    if not pairs:
        raise UnreadableInput(tr("{name}：没有标注过的报告（用 --reports 指明所在文件夹）", name=reports))
    return pairs


def _load(path: Path, shelf: dict[str, Path], analyze: Callable[[Path], Report]) -> Pair | None:
    rows: list[dict[str, Any]] = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]
    if not rows or "earlier_sha256" not in rows[0]:
        # Annotation of something else.
        return None
    try:
        head = rows[0]
        files = [shelf.get(head[f"{side}_sha256"]) for side in ("earlier", "later")]
        if files[0] is None or files[1] is None:
            return None
        fates = [msgspec.convert(row, Fate) for row in rows[1:] if "commitment" in row]
        series = [msgspec.convert(row["series"], Measure) for row in rows[1:] if "series" in row]
    except (KeyError, IndexError, msgspec.ValidationError) as error:
        raise UnreadableInput(tr("{name}：{reason}", name=path, reason=cause(error))) from error
    earlier, later = analyze(files[0]), analyze(files[1])
    year = later.year or 0
    return Pair(
        name=path.stem,
        key=head["later_sha256"],
        earlier=Edition(earlier, 0, year - 1 if year else earlier.year),
        later=Edition(later, 1, later.year),
        fates=fates,
        series=series,
    )


def as_commitments(pair: Pair) -> Iterator[tuple[Fate, Commitment]]:
    """The annotated commitments in the form the tool has them in; those outside of body text are left out."""
    for fate in pair.fates:
        sentence = _holding(pair.earlier, fate.start)
        if sentence is None:
            continue
        indicator = next(
            (
                one
                for one in pair.earlier.report.indicators
                if fate.commitment == "target" and fate.subject and overlap((one.start, one.end), fate.subject)
            ),
            None,
        )
        yield (
            fate,
            Commitment(
                fate.commitment,
                fate.start,
                fate.end,
                sentence,
                fate.subject,
                indicator=indicator,
                due=pair.earlier.year,
            ),
        )


def _holding(edition: Edition, start: int) -> Sentence | None:
    return next((one for one in edition.sentences if one.start <= start < one.end), None)


def overlap(one: Span, other: Span) -> bool:
    """Whether two spans share a character."""
    return one[0] < other[1] and other[0] < one[1]
