"""Paragraphs that are fragments of one: a sentence that a page's layout broke over several lines is read as a whole.

Takes ``Paragraph`` structs in the order of the text, gives them in groups. Read next: ``sections/layout.py``, which
tells what ``continues``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from reportmine.model import Paragraph


def blocks(paragraphs: Iterable[Paragraph]) -> Iterator[list[Paragraph]]:
    """Paragraphs, each together with those behind it that continue it."""
    block: list[Paragraph] = []
    for paragraph in paragraphs:
        if block and not paragraph.continues:
            yield block
            block = []
        block.append(paragraph)
    if block:
        yield block
