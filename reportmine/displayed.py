"""Spans as displaCy shows them: a colour for every label, and a piece of a Doc that reads like text.

    >>> from spacy import displacy                                              # doctest: +SKIP
    >>> doc = reportmine.load()(text)                                           # doctest: +SKIP
    >>> displacy.render(part(doc, "actions"), style="span", options={"spans_key": "actions"})   # doctest: +SKIP

The pipeline registers the colours with spaCy, so that ``displacy`` finds them by itself. Read next: ``spans.py``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportmine import spans
from reportmine.messages import tr

if TYPE_CHECKING:
    from spacy.tokens import Doc

#: The ground behind a label, light enough for black letters (contrast of 7 and more).
COLOURS: dict[str, str] = {
    # paragraphs
    "achievement": "#8fd6ab", "shortfall": "#f6b48e", "priority": "#a3c8f6", "other": "#d2d8de",
    "title": "#e3dcf6", "salutation": "#e7e3da", "heading": "#d6cdf0", "furniture": "#d9d4cf",
    # sections and dates
    "section": "#d6cdf0", "year": "#cfe3f4", "half": "#cfe3f4", "quarter": "#cfe3f4", "month": "#cfe3f4",
    "day": "#cfe3f4", "range": "#bcd8ee",
    # figures
    "level": "#8cd0d6", "change": "#a8dc8c", "points": "#d0e08a", "share": "#abc6f3", "rank": "#f7c96f",
    "multiple": "#d8b6f2",
    # actions
    "campaign": "#f7aba5", "programme": "#90cdec", "document": "#f4d576", "mechanism": "#c4b2ef",
    "designation": "#f5b8da", "facility": "#a0dbc9", "event": "#ffd2a3",
    # findings
    "secret": "#ff9c94", "personal": "#ffabbb", "mask": "#ffd866", "unmasked": "#ffbe6b", "classified": "#f3a3a3",
    "leftover": "#ddcfc8", "consistency": "#cbe4ab",
}  # fmt: skip

# A token that breaks over two lines is underlined in one of them only.
_LONGEST = 20


def colours() -> dict[str, str]:
    """``COLOURS`` under the labels and under their names in the user's language, as ``part`` writes them."""
    return {**COLOURS, **{label_in_words(label): colour for label, colour in COLOURS.items()}}


def part(doc: Doc, key: str, start: int = 0, end: int | None = None) -> Doc:
    """A piece of a Doc with the spans of one group, to be shown by ``displacy`` with ``style="span"``.

    The pipeline has a token for every character, which displaCy sets apart by blanks. Here a token is all that lies
    between two edges of spans, so that the text reads as it is written; labels are in the language of the user.

    Args:
        doc: what ``reportmine.load()`` gave.
        key: the group: paragraphs, indicators, actions, findings, dates or sections.
        start: the first character of the piece.
        end: the character after its last one, the end of the text by default.

    Raises:
        KeyError: the Doc has no spans of that name.
    """
    from spacy.tokens import Doc as NewDoc
    from spacy.tokens import Span, SpanGroup

    text = spans.text_of(doc)
    end = len(text) if end is None else end
    found = [
        (max(span.start_char, start), min(span.end_char, end), span.label_)
        for span in doc.spans[key]
        if span.start_char < end and start < span.end_char
    ]
    edges = sorted({start, end, *(edge for first, last, _ in found for edge in (*range(first, last, _LONGEST), last))})
    token_at = {edge: number for number, edge in enumerate(edges)}
    words = [text[first:last] for first, last in zip(edges, edges[1:], strict=False)]
    made = NewDoc(doc.vocab, words=words, spaces=[False] * len(words))
    shown = [Span(made, token_at[first], token_at[last], label=label_in_words(label)) for first, last, label in found]
    made.spans[key] = SpanGroup(made, name=key, spans=shown)
    return made


def label_in_words(label: str) -> str:
    """A label of any group in the language of the user; itself where it has no name of its own."""
    from reportmine.renderers.comparison_words import measure_name
    from reportmine.renderers.words import category_name, label_name, type_name

    if label == "section":
        return tr("章节")
    for name in (label_name, type_name, measure_name, category_name):
        try:
            return name(label)
        except KeyError:
            continue
    return label
