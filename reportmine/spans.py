"""The only way in and out of a spaCy Doc.

A step's facts are written as one span group: the spans are for spaCy's own tools (displaCy, ``Scorer``), the facts
themselves are plain JSON in ``group.attrs["items"]``, in the order of the spans, with offsets of their own. Plain
JSON survives ``Doc.to_bytes`` and ``nlp.pipe(n_process=2)``; custom extensions that hold objects do not.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec

from reportmine.analysis import METADATA
from reportmine.model import Action, Finding, Indicator, Paragraph, Report, Section, Source

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

TEXT = "reportmine_text"

Fact = TypeVar("Fact", bound=msgspec.Struct)


def text_of(doc: Doc) -> str:
    """``doc.text``, put together once: spaCy joins it anew from its tokens every time it is asked."""
    text: str | None = doc.user_data.get(TEXT)
    # A Doc cut out of another one may have been given the other's user data.
    if text is None or not len(doc) or len(text) != doc[-1].idx + len(doc[-1].text_with_ws):
        text = doc.user_data[TEXT] = doc.text
    return text


def write(doc: Doc, key: str, facts: Sequence[msgspec.Struct], **attrs: Any) -> None:
    """Puts ``facts`` (anything with ``start`` and ``end`` in characters) into ``doc.spans[key]``.

    The label of each span is what tells facts of a kind apart: a paragraph's label, an action's type, …
    """
    from spacy.tokens import SpanGroup

    by_character = len(doc) == len(text_of(doc))
    spans = [_span(doc, fact, by_character) for fact in facts]
    doc.spans[key] = SpanGroup(doc, name=key, spans=spans, attrs={"items": msgspec.to_builtins(facts), **attrs})


def read(doc: Doc, key: str, kind: type[Fact]) -> list[Fact]:
    """The facts that ``write`` put there, as structs again; an empty list when the step has not run."""
    if key not in doc.spans:
        return []
    return msgspec.convert(doc.spans[key].attrs["items"], list[kind])  # type: ignore[valid-type]


def metadata(doc: Doc) -> dict[str, Any]:
    """Title, year, region, organisation, date and audience, as the structure step found or was told them."""
    fields = dict.fromkeys(METADATA)
    if "sections" in doc.spans:
        fields.update(doc.spans["sections"].attrs.get("metadata", {}))
    return fields


def to_report(doc: Doc, source: Source) -> Report:
    """Everything in the Doc as one frozen ``Report``."""
    return Report(
        source=source,
        sections=tuple(read(doc, "sections", Section)),
        paragraphs=tuple(read(doc, "paragraphs", Paragraph)),
        indicators=tuple(read(doc, "indicators", Indicator)),
        actions=tuple(read(doc, "actions", Action)),
        findings=tuple(read(doc, "findings", Finding)),
        text=text_of(doc),
        **metadata(doc),
    )


def _span(doc: Doc, fact: Any, by_character: bool) -> Span:
    from spacy.tokens import Span

    span: Span | None = None
    if not by_character:
        # "expand" for a Doc that another tokenizer made: there a number may begin inside a token.
        span = doc.char_span(fact.start, fact.end, label=_label(fact), alignment_mode="expand")
    elif 0 <= fact.start < fact.end <= len(doc):
        span = Span(doc, fact.start, fact.end, label=_label(fact))
    if span is None:
        raise ValueError(f"{type(fact).__name__} at an offset outside of the text: {fact!r}")
    return span


def _label(fact: msgspec.Struct) -> str:
    if isinstance(fact, Paragraph):
        return fact.label or fact.kind
    for field in ("type", "category", "kind", "grain"):
        if hasattr(fact, field):
            return str(getattr(fact, field))
    return type(fact).__name__.lower()
