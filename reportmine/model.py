"""The data of an analysis: frozen structs, JSON by way of msgspec.

Takes nothing, computes nothing; every step of the pipeline gives some of these and every renderer
draws them. All offsets are code points of the decoded text, 0-based and half-open, so that
``text[start:end]`` is always the evidence. Read next: ``pipeline.py``.
"""

from __future__ import annotations

from typing import Literal

import msgspec

SCHEMA_VERSION = 1

ParagraphKind = Literal["title", "salutation", "heading", "body", "furniture"]
Label = Literal["achievement", "shortfall", "priority", "other"]
Bound = Literal["exact", "min", "max", "about"]
IndicatorKind = Literal["level", "change", "points", "share", "rank", "multiple"]
Direction = Literal["up", "down", "flat"]
IndicatorStatus = Literal["actual", "target"]
ActionType = Literal["campaign", "programme", "document", "mechanism", "designation", "facility", "event"]
ActionStatus = Literal["done", "ongoing", "planned"]
Category = Literal["secret", "personal", "mask", "unmasked", "classified", "leftover", "furniture", "consistency"]
Severity = Literal["high", "medium", "low"]
#: The gravest first.
SEVERITIES: tuple[Severity, ...] = ("high", "medium", "low")


class Reason(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One thing that decided a field of a paragraph, an indicator or an action (``analyze --explain``).

    ``field`` is the field it decided; ``rule`` names the kind of evidence in a few words of kebab case
    (``bound-word``, ``plan-paragraph``, ``list-head``, ``model``); ``start`` and ``end`` are where the words that
    decided stand in the text, when it was words; ``weight`` is what it added to the score, when a model decided.
    """

    field: str
    rule: str
    start: int | None = None
    end: int | None = None
    weight: float | None = None


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """Where the text was read from. ``sha256`` is of the bytes, ``chars`` of the decoded text."""

    path: str
    format: str
    encoding: str
    sha256: str
    chars: int


class Section(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A heading and all the text up to the next heading of its level or above.

    ``level`` is 1 for the outermost; ``number`` is as written (一、 （一） 第一，) and ``None`` for a
    heading without one; ``heading`` is the heading without its number; ``start`` is the first character
    of the heading line and ``end`` the end of the last paragraph below it; ``parent`` is a section id.
    """

    id: int
    level: int
    number: str | None
    heading: str
    start: int
    end: int
    parent: int | None


class Paragraph(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One non-blank line without its outer white space.

    ``label`` and ``confidence`` (0..1) are given for ``kind == "body"`` only; ``also`` is the label of
    about half of the text when two share it; ``continues`` tells that the line goes on with the sentence
    of the paragraph before it (web pages cut sentences over lines).
    """

    id: int
    start: int
    end: int
    kind: ParagraphKind
    label: Label | None = None
    also: Label | None = None
    confidence: float | None = None
    section: int | None = None
    continues: bool = False
    why: tuple[Reason, ...] = ()


class Quantity(msgspec.Struct, frozen=True, kw_only=True):
    """A number with its unit as found in the text, before anything is known of what it measures.

    ``value`` is in ``unit`` and never rescaled, ``None`` when a mask stands for it; ``form`` tells how it
    was written: ``number``, ``percent``, ``points``, ``rank``, ``multiple``, ``fraction`` or ``ratio``.
    """

    start: int
    end: int
    value: float | None
    unit: str
    bound: Bound
    form: Literal["number", "percent", "points", "rank", "multiple", "fraction", "ratio"]
    masked: bool = False
    value_max: float | None = None


class Indicator(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One number that measures something the report speaks about, past or aimed at.

    ``period`` is ``YYYY``, ``YYYY-MM``, ``YYYY-MM-DD`` or ``start/end`` of two of these; ``paragraph`` is a
    paragraph id; ``evidence`` is the clause it stands in, as in the text. ``name_spans`` are the pieces of the text
    that the name was put together from, in the order of the name. ``code`` is the stable code of a well-known
    indicator (data/indicator_codes.toml). ``baseline`` is what a change is compared with, in the words of the
    text (比上年, 同比, 比2020年, 年均).
    """

    name: str
    value: float | None
    unit: str
    bound: Bound
    kind: IndicatorKind
    status: IndicatorStatus
    masked: bool
    start: int
    end: int
    paragraph: int
    evidence: str
    value_max: float | None = None
    direction: Direction | None = None
    period: str | None = None
    name_spans: tuple[tuple[int, int], ...] = ()
    code: str | None = None
    baseline: str | None = None
    why: tuple[Reason, ...] = ()


class Action(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A programme, campaign, document, … with a name of its own; ``text[start:end]`` is the name."""

    name: str
    type: ActionType
    status: ActionStatus
    start: int
    end: int
    paragraph: int
    why: tuple[Reason, ...] = ()


class Finding(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Something that should be looked at before the text is published.

    ``line`` and ``column`` are 1-based, in code points; ``fingerprint`` does not depend on offsets and
    never holds a secret in the clear; neither do ``message`` and ``advice``. ``place`` says in words where in its file
    the evidence stands (第 3 页, 批注 2). When ``part`` is set, the evidence is not in the running text but in that
    one of the document's parts: ``start`` and ``end`` count in its text, ``line`` and ``column`` are where the part
    belongs in the running text, 1 and 1 when it belongs nowhere.
    """

    rule: str
    category: Category
    severity: Severity
    start: int
    end: int
    line: int
    column: int
    message: str
    advice: str
    fingerprint: str
    place: str | None = None
    part: int | None = None


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """Everything one analysis found. ``text`` is the decoded text itself, what all offsets count in."""

    source: Source
    title: str | None
    year: int | None
    region: str | None
    organisation: str | None
    date: str | None
    audience: str | None
    sections: tuple[Section, ...] = ()
    paragraphs: tuple[Paragraph, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    actions: tuple[Action, ...] = ()
    findings: tuple[Finding, ...] = ()
    text: str = ""

    def __repr__(self) -> str:
        from reportmine.renderers.notebook import report_line

        return report_line(self)

    def _repr_html_(self) -> str:
        from reportmine.renderers.notebook import report_html

        return report_html(self)
