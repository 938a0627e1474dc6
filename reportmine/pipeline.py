"""The spaCy pipeline: a blank Chinese pipeline that tokenises by character, and one component a step.

``load()`` gives it; each component calls the pure function of its step and writes what it found with
``spans.write``. Any of them can stand in a pipeline of your own. Read next: ``spans.py``, then the steps in the
order of ``STEPS``.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import DummyTokenizer, registry
from spacy.vocab import Vocab

from reportmine import displayed, spans
from reportmine.analysis import METADATA
from reportmine.model import Paragraph, Section

if TYPE_CHECKING:
    from reportmine.readers import Document

STEPS = (
    "reportmine_structure",
    "reportmine_labels",
    "reportmine_dates",
    "reportmine_indicators",
    "reportmine_actions",
    "reportmine_findings",
)
# What the user knows better than the text (--year, --region), as a dict in doc.user_data.
OVERRIDES = "reportmine_overrides"
# Whether every fact is to say why it was read so, in doc.user_data.
EXPLAIN = "reportmine_explain"


class CharacterTokenizer(DummyTokenizer):
    """One token a character, white space too, so that token ``i`` is character ``i``.

    spaCy's own tokenizer by characters aligns words and text again by slicing the rest of the text for each one: a
    million characters take it half a minute, and a plain space inside a span would have no token.
    """

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        """A Doc of ``text``; ``doc.text`` is the same string."""
        doc = Doc(self.vocab, words=list(text), spaces=[False] * len(text))
        doc.user_data[spans.TEXT] = text
        return doc


@registry.tokenizers("reportmine.characters.v1")  # type: ignore[untyped-decorator]
def make_character_tokenizer() -> Callable[[Language], CharacterTokenizer]:
    """The entry of the tokenizer in a spaCy config."""
    return lambda nlp: CharacterTokenizer(nlp.vocab)


@registry.displacy_colors("reportmine.colours.v1")  # type: ignore[untyped-decorator]
def make_colours() -> dict[str, str]:
    """The colours of our labels, which ``displacy`` looks up by itself."""
    return displayed.colours()


@Language.component("reportmine_structure", assigns=["doc.spans"])
def mark_structure(doc: Doc) -> Doc:
    """Writes ``doc.spans["sections"]`` and ``["paragraphs"]`` (unlabelled) and the report's metadata."""
    from reportmine.sections import find_structure

    structure = find_structure(spans.text_of(doc))
    metadata = {field: getattr(structure, field) for field in METADATA}
    metadata.update(doc.user_data.get(OVERRIDES, {}))
    spans.write(doc, "sections", structure.sections, metadata=metadata)
    spans.write(doc, "paragraphs", structure.paragraphs)
    return doc


@Language.component("reportmine_labels", requires=["doc.spans"], assigns=["doc.spans"])
def mark_labels(doc: Doc) -> Doc:
    """Labels the body paragraphs in ``doc.spans["paragraphs"]``."""
    from reportmine.paragraphs import label_paragraphs

    labelled = label_paragraphs(
        spans.text_of(doc), _paragraphs(doc), spans.read(doc, "sections", Section), _explains(doc)
    )
    spans.write(doc, "paragraphs", labelled)
    return doc


@Language.component("reportmine_dates", assigns=["doc.spans"])
def mark_dates(doc: Doc) -> Doc:
    """Writes dates and periods, resolved against the report's year, to ``doc.spans["dates"]``."""
    from reportmine.dates import find_dates

    spans.write(doc, "dates", find_dates(spans.text_of(doc), spans.metadata(doc)["year"]))
    return doc


@Language.component("reportmine_indicators", requires=["doc.spans"], assigns=["doc.spans"])
def mark_indicators(doc: Doc) -> Doc:
    """Writes the numbers that measure something to ``doc.spans["indicators"]``."""
    from reportmine.dates import DateMention
    from reportmine.indicators import find_indicators

    dates = spans.read(doc, "dates", DateMention)
    sections = spans.read(doc, "sections", Section)
    year = spans.metadata(doc)["year"]
    found = find_indicators(spans.text_of(doc), _paragraphs(doc), dates, year, sections, explain=_explains(doc))
    spans.write(doc, "indicators", found)
    return doc


@Language.component("reportmine_actions", requires=["doc.spans"], assigns=["doc.spans"])
def mark_actions(doc: Doc) -> Doc:
    """Writes programmes, campaigns, documents, … with a name to ``doc.spans["actions"]``."""
    from reportmine.actions import find_actions

    spans.write(doc, "actions", find_actions(spans.text_of(doc), _paragraphs(doc), explain=_explains(doc)))
    return doc


@Language.component("reportmine_findings", requires=["doc.spans"], assigns=["doc.spans"])
def mark_findings(doc: Doc) -> Doc:
    """Writes what should be looked at before publication to ``doc.spans["findings"]``."""
    from reportmine.rules import Settings, check
    from reportmine.sections import Structure

    told = spans.metadata(doc)
    structure = Structure(
        sections=tuple(spans.read(doc, "sections", Section)), paragraphs=tuple(_paragraphs(doc)), **told
    )
    home = doc.user_data.get(OVERRIDES, {}).get("region")
    spans.write(doc, "findings", check(spans.text_of(doc), structure=structure, settings=Settings(home=home)))
    return doc


def _explains(doc: Doc) -> bool:
    return bool(doc.user_data.get(EXPLAIN))


def _paragraphs(doc: Doc) -> list[Paragraph]:
    if "paragraphs" not in doc.spans:
        raise ValueError("this component needs the paragraphs: add 'reportmine_structure' to the pipeline before it")
    return spans.read(doc, "paragraphs", Paragraph)


@cache
def load() -> Language:
    """The pipeline, made once a process. It takes texts or Docs and needs no file but the package's own."""
    from reportmine.readers import MAX_CHARS

    nlp = spacy.blank("zh", config={"nlp": {"tokenizer": {"@tokenizers": "reportmine.characters.v1"}}})
    nlp.max_length = MAX_CHARS
    for step in STEPS:
        nlp.add_pipe(step)
    return nlp


def prepare(document: Document, *, year: int | None = None, region: str | None = None, explain: bool = False) -> Doc:
    """A Doc of the document with what the user knows better than the text, ready for ``load()``."""
    doc = load().make_doc(document.text)
    known = {"year": year, "region": region}
    doc.user_data[OVERRIDES] = {key: value for key, value in known.items() if value is not None}
    doc.user_data[EXPLAIN] = explain
    return doc
