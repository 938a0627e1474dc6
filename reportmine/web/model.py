"""What the API takes and gives, as structs; they are the schema in ``/api/v1/openapi.json``.

Takes nothing, computes nothing. Read next: ``api.py``.
"""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec

from reportmine.renderers.html.screening.verdict import Grade
from reportmine.screening.result import Verdict

State = Literal["waiting", "working", "done", "failed"]
Step = Literal["waiting", "reading", "analysing", "screening", "comparing", "rendering", "done", "failed"]
Share = Annotated[float, msgspec.Meta(ge=0, le=1)]
Count = Annotated[int, msgspec.Meta(ge=0)]


class Problem(msgspec.Struct, frozen=True, kw_only=True):
    """Why something was not done: the status of the answer, and one line in the language of the user."""

    status: int
    error: str


class Health(msgspec.Struct, frozen=True, kw_only=True):
    """That the server runs: its version, and how many jobs wait or are being done."""

    version: str
    jobs: Count


class Shares(msgspec.Struct, frozen=True, kw_only=True):
    """How much of the labelled characters each label takes, 0 to 1."""

    achievement: Share
    shortfall: Share
    priority: Share
    other: Share


class FindingCounts(msgspec.Struct, frozen=True, kw_only=True):
    """How many places the screening found, by severity."""

    high: Count
    medium: Count
    low: Count


class Summary(msgspec.Struct, frozen=True, kw_only=True):
    """What one wants to know of a report at first sight.

    ``chars`` are those of its text; ``masked`` is how many of the ``figures`` are masked in the report itself;
    ``findings`` and ``verdict`` are those of the check before publication, ``grade`` is how its page puts it.
    """

    title: str | None
    year: int | None
    region: str | None
    chars: Count
    shares: Shares
    figures: Count
    actions: Count
    findings: FindingCounts
    masked: Count
    verdict: Verdict
    grade: Grade


class Download(msgspec.Struct, frozen=True, kw_only=True):
    """A form that a document or a comparison can be had in: ``GET …/{id}/{form}``; ``label`` is for people."""

    form: str
    file_name: str
    media_type: str
    label: str


class DocumentState(msgspec.Struct, frozen=True, kw_only=True):
    """A document that was uploaded, and how far the work on it is.

    ``bytes`` is the size of the file; ``step`` says in words what is being done, ``progress`` how much of it is;
    ``error`` is set when it ``failed``, ``summary`` and ``forms`` when it is ``done``.
    """

    id: str
    name: str
    bytes: Count
    state: State
    step: str
    progress: Share
    error: str | None
    summary: Summary | None
    forms: list[Download]


class ComparisonState(msgspec.Struct, frozen=True, kw_only=True):
    """A comparison of documents, named by their ids, and how far the work on it is."""

    id: str
    documents: list[str]
    state: State
    step: str
    progress: Share
    error: str | None
    forms: list[Download]


class ComparisonOrder(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The documents to compare, by their ids; ``years`` are of those that say none or a wrong one, by id, too."""

    documents: Annotated[list[str], msgspec.Meta(min_length=2, max_length=200)]
    years: dict[str, Annotated[int, msgspec.Meta(ge=1900, le=2100)]] = {}
