"""One report from its text to a ``Report``: the steps in their order, without spaCy.

Takes a ``Document``, gives the ``Report``. The components of ``pipeline.py`` are the same steps for a spaCy Doc, and a
test holds the two against each other; importing spaCy takes longer than a whole analysis, so who only wants the report
does without. Read next: the packages of the steps in the order they are called here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from reportmine.model import Report

if TYPE_CHECKING:
    from reportmine.readers import Document

#: The fields of a report that the structure step reads from the text.
METADATA = ("title", "year", "region", "organisation", "date", "audience")


def analyze_document(
    document: Document, *, year: int | None = None, region: str | None = None, explain: bool = False
) -> Report:
    """The analysis of a document; ``year`` and ``region`` go before what the text says."""
    from reportmine.actions import find_actions
    from reportmine.dates import find_dates
    from reportmine.indicators import find_indicators
    from reportmine.paragraphs import label_paragraphs
    from reportmine.rules import Settings, check
    from reportmine.sections import find_structure

    text = document.text
    structure = find_structure(text)
    metadata = {field: getattr(structure, field) for field in METADATA}
    metadata.update({key: told for key, told in (("year", year), ("region", region)) if told is not None})
    sections = structure.sections
    paragraphs = label_paragraphs(text, structure.paragraphs, sections, explain=explain)
    dates = find_dates(text, metadata["year"])
    report = Report(
        source=document.source,
        sections=tuple(sections),
        paragraphs=tuple(paragraphs),
        indicators=tuple(find_indicators(text, paragraphs, dates, metadata["year"], sections, explain=explain)),
        actions=tuple(find_actions(text, paragraphs, explain=explain)),
        text=text,
        **metadata,
    )
    findings = check(text, structure=structure, settings=Settings(home=region))
    return msgspec.structs.replace(report, findings=tuple(findings))
