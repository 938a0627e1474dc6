"""The data of a comparison: frozen structs, everything with the spans of all its sources.

Takes nothing, computes nothing. ``report`` in a struct is the index of a report in ``Comparison.reports``; ``start``
and ``end`` are half-open code points of that report's text, so that ``text[start:end]`` is the evidence.
Read next: ``edition.py`` (what the parts read), ``compare.py`` (the parts in their order).
"""

from __future__ import annotations

from typing import Literal

import msgspec

from reportmine.model import ActionStatus, ActionType, Bound, Direction, IndicatorKind, IndicatorStatus

COMPARISON_SCHEMA_VERSION = 1

PartName = Literal["series", "follow_up", "actions", "shortfalls", "ledger", "wording", "similarity"]
#: The parts in the order of every output.
PARTS: tuple[PartName, ...] = ("series", "follow_up", "actions", "shortfalls", "ledger", "wording", "similarity")

CommitmentKind = Literal["target", "action", "task"]
Outcome = Literal["met", "missed", "reported", "restated", "not_mentioned"]
ActionChange = Literal["new", "continued", "renamed", "dropped"]
ShortfallChange = Literal["returns", "new", "gone"]
LedgerCheck = Literal["growth-level", "same-figure", "target-result", "five-year-sum"]
Verdict = Literal["consistent", "rounding", "different_base", "contradiction"]
Shift = Literal["strengthened", "weakened"]
ShiftKind = Literal["modal", "bound", "value"]
Handling = Literal["carried", "rewritten", "dropped", "new"]


class Passage(msgspec.Struct, frozen=True, kw_only=True):
    """A stretch of one of the reports; ``text`` is what stands there, line breaks and all."""

    report: int
    start: int
    end: int
    text: str


class Compared(msgspec.Struct, frozen=True, kw_only=True):
    """One of the reports, as it was given and as it counts in the comparison.

    ``year`` is the year the report is given in: it looks back on the year before. ``id`` is its index. ``text`` is what
    all offsets count in; it stays out of the JSON.
    """

    id: int
    path: str
    sha256: str
    title: str | None
    year: int | None
    region: str | None
    chars: int
    text: str = ""


class Note(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Something the reader has to know of the comparison: what was left out, and why. ``message`` is one line."""

    kind: str
    message: str
    reports: tuple[int, ...] = ()
    parts: tuple[PartName, ...] = ()


class Figure(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One number of one report, as ``Indicator`` has it: ``value`` in ``unit`` as written, ``None`` when masked.

    ``text`` is the number as written; ``evidence`` the clause or sentence around it.
    """

    report: int
    start: int
    end: int
    text: str
    name: str
    value: float | None
    unit: str
    bound: Bound
    kind: IndicatorKind
    status: IndicatorStatus
    evidence: str
    masked: bool = False
    value_max: float | None = None
    direction: Direction | None = None
    period: str | None = None
    code: str | None = None


class Point(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One mention of a series. ``value`` and ``value_max`` are in the unit of the series, ``text`` is as written.

    ``year`` is the year the figure is of (of a stretch of years the last), ``period`` as in ``Indicator``;
    a fall of a growth series is negative.
    """

    report: int
    year: int | None
    value: float | None
    bound: Bound
    status: IndicatorStatus
    masked: bool
    start: int
    end: int
    text: str
    name: str
    evidence: str
    value_max: float | None = None
    period: str | None = None


class Series(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One measure over the reports; levels and growth of the same thing are two series."""

    name: str
    unit: str
    kind: IndicatorKind
    points: tuple[Point, ...]
    code: str | None = None


class Arithmetic(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """How a number was judged: ``low``..``high`` is what satisfies the target (``None``: open), in ``unit``.

    ``better`` is the side on which more than asked still counts; ``relative_to`` is the other figure for a target
    that names no number of its own (与经济增长同步). ``rule`` names the reading: ``at-least``, ``at-most``, ``around``,
    ``range``, ``exact``, ``in-step``, ``ahead-of``.
    """

    rule: str
    actual: float
    unit: str
    low: float | None = None
    high: float | None = None
    better: Literal["higher", "lower"] | None = None
    relative_to: Figure | None = None


class FollowUp(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A commitment of a plan and what the next report of the same place says of it.

    ``promise`` is the clause; ``subject`` the number or the name in it that this row is about (``None`` for a task);
    ``evidence`` are clauses of the next report, the deciding one first, none for ``not_mentioned``; ``confidence`` is
    0..1. ``next_report`` is the report the outcome was read from. ``filled`` is what an office wrote into its list of
    tasks (``compare --tasks``), column by column.
    """

    kind: CommitmentKind
    promise: Passage
    next_report: int
    outcome: Outcome
    evidence: tuple[Passage, ...]
    confidence: float
    subject: Passage | None = None
    name: str | None = None
    section: str | None = None
    target: Figure | None = None
    actual: Figure | None = None
    arithmetic: Arithmetic | None = None
    filled: dict[str, str] | None = None


class ActionMention(msgspec.Struct, frozen=True, kw_only=True):
    """One mention of a named action: its name as written there, and its status there."""

    report: int
    start: int
    end: int
    text: str
    status: ActionStatus


class ActionTrend(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A named action over the reports: ``new`` in the last one, ``continued``, ``renamed``, or ``dropped`` from it.

    ``name`` is the latest name, ``names`` all of them in order of time when it was renamed.
    """

    name: str
    type: ActionType
    change: ActionChange
    mentions: tuple[ActionMention, ...]
    names: tuple[str, ...] = ()


class ShortfallTrend(msgspec.Struct, frozen=True, kw_only=True):
    """A problem the reports admit: it ``returns``, is ``new`` in the last one, or ``gone`` from it.

    ``mentions`` are in order of time; ``similarity`` (0..1) is the least between neighbours, 1 for a single mention.
    """

    change: ShortfallChange
    mentions: tuple[Passage, ...]
    similarity: float


class LedgerEntry(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One check of figures across years. ``expected`` follows from the other figures, ``actual`` is what is written.

    ``reason`` names why a difference is none (``constant-prices``, ``revised-level``, ``comparable-base``,
    ``rounded``, …), a key of data/comparison.toml. ``missing`` are the years of a sum that no report gives.
    """

    check: LedgerCheck
    name: str
    verdict: Verdict
    figures: tuple[Figure, ...]
    unit: str
    expected: float | None = None
    actual: float | None = None
    difference: float | None = None
    tolerance: float | None = None
    reason: str | None = None
    missing: tuple[int, ...] = ()


class WordingShift(msgspec.Struct, frozen=True, kw_only=True):
    """A commitment that the later plan words more or less strongly; ``old`` and ``new`` are the words that differ."""

    shift: Shift
    kind: ShiftKind
    old: str
    new: str
    earlier: Passage
    later: Passage


class WordTrend(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One word over the reports: ``counts`` and ``per_10000`` words in each report, in the order of the reports.

    ``log_odds`` (informative Dirichlet prior), its ``z`` and ``g2`` compare the last report with those before it, or
    the report ``report`` with all the others where the reports are not a series of years; ``rises`` tells the sign.
    ``first_year`` and ``last_year`` of use; ``first`` is where it stands first.
    """

    word: str
    counts: tuple[int, ...]
    per_10000: tuple[float, ...]
    log_odds: float
    z: float
    g2: float
    rises: bool
    first_year: int | None
    last_year: int | None
    first: Passage
    report: int | None = None


class Wording(msgspec.Struct, frozen=True, kw_only=True):
    """What changed in the words: commitments, and frequencies."""

    shifts: tuple[WordingShift, ...] = ()
    words: tuple[WordTrend, ...] = ()


class SharedPassage(msgspec.Struct, frozen=True, kw_only=True):
    """The same characters in two reports (white space apart)."""

    earlier: Passage
    later: Passage
    chars: int


class SectionCarry(msgspec.Struct, frozen=True, kw_only=True):
    """How the sentences of one section relate to the other report: numbers of characters.

    For a section of the later report: ``carried``, ``rewritten``, ``new`` (``dropped`` is 0); for one of the earlier
    report: ``carried``, ``rewritten``, ``dropped`` (``new`` is 0). ``level`` is the section's, whose sections below it
    count in it too; 0 is the whole report, with an empty ``heading``.
    """

    report: int
    heading: str
    start: int
    end: int
    carried: int
    rewritten: int
    new: int = 0
    dropped: int = 0
    level: int = 0


class Similarity(msgspec.Struct, frozen=True, kw_only=True):
    """Two reports beside one another.

    ``cosine`` of TF-IDF vectors of words; ``earlier_in_later`` is the share of the earlier one's character n-grams
    that the later one has, and ``later_in_earlier`` the other way round.
    """

    earlier: int
    later: int
    cosine: float
    earlier_in_later: float
    later_in_earlier: float
    longest: tuple[SharedPassage, ...] = ()
    sections: tuple[SectionCarry, ...] = ()


class Comparison(msgspec.Struct, frozen=True, kw_only=True):
    """Everything a comparison found. A part that was not asked for, or cannot be had, is ``None``."""

    reports: tuple[Compared, ...]
    notes: tuple[Note, ...] = ()
    series: tuple[Series, ...] | None = None
    follow_up: tuple[FollowUp, ...] | None = None
    actions: tuple[ActionTrend, ...] | None = None
    shortfalls: tuple[ShortfallTrend, ...] | None = None
    ledger: tuple[LedgerEntry, ...] | None = None
    wording: Wording | None = None
    similarity: tuple[Similarity, ...] | None = None

    def __repr__(self) -> str:
        from reportmine.renderers.notebook import comparison_line

        return comparison_line(self)

    def _repr_html_(self) -> str:
        from reportmine.renderers.notebook import comparison_html

        return comparison_html(self)
