from __future__ import annotations

import re
from typing import get_args

import pytest
from conftest import CORPUS
from reports import NASTY
from spacy import displacy
from spacy.tokens import Doc

import reportmine
from reportmine import spans
from reportmine.dates.mentions import Grain
from reportmine.displayed import COLOURS, colours, label_in_words, part
from reportmine.messages import set_language
from reportmine.model import Action, ActionType, Category, IndicatorKind, Label, ParagraphKind

TEXT = (CORPUS / "county-2023.txt").read_text(encoding="utf-8")
KEYS = ("sections", "paragraphs", "dates", "indicators", "actions", "findings")


@pytest.fixture(scope="module")
def doc() -> Doc:
    return reportmine.load()(TEXT)


def rendered(doc: Doc, key: str) -> str:
    return displacy.render(doc, style="span", options={"spans_key": key}, jupyter=False)


def brightness(colour: str) -> float:
    """Relative luminance as WCAG defines it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_every_label_has_a_colour_that_black_letters_are_read_on() -> None:
    labels = {
        "section", *get_args(Label), *get_args(ActionType), *get_args(IndicatorKind), *get_args(Category),
        *get_args(Grain), *(kind for kind in get_args(ParagraphKind) if kind != "body"),
    }  # fmt: skip
    assert labels == set(COLOURS)
    assert all((brightness(colour) + 0.05) / 0.05 >= 7 for colour in COLOURS.values())


@pytest.mark.parametrize("key", KEYS)
def test_displacy_shows_our_spans_in_their_colours(doc: Doc, key: str) -> None:
    html = rendered(doc, key)
    for label in {span.label_ for span in doc.spans[key]}:
        assert f"background: {COLOURS[label]}" in html and label in html


@pytest.mark.parametrize("key", KEYS)
def test_a_part_has_the_same_spans_and_reads_like_text(doc: Doc, key: str) -> None:
    shown = part(doc, key)
    assert shown.text == TEXT
    assert [(span.start_char, span.end_char) for span in shown.spans[key]] == [
        (span.start_char, span.end_char) for span in doc.spans[key]
    ]
    html = rendered(shown, key)
    for span in doc.spans[key]:
        assert COLOURS[span.label_] in html and label_in_words(span.label_) in html


def test_a_part_is_cut_out_of_the_text(doc: Doc) -> None:
    paragraph = doc.spans["paragraphs"][8]
    shown = part(doc, "indicators", paragraph.start_char, paragraph.end_char)
    assert shown.text == paragraph.text
    inside = [span for span in doc.spans["indicators"] if paragraph.start_char <= span.start_char < paragraph.end_char]
    assert [span.text for span in shown.spans["indicators"]] == [span.text for span in inside] != []


def labels(doc: Doc) -> set[str]:
    shown = part(doc, "actions")
    return {span.label_ for span in shown.spans["actions"]}


def test_labels_are_in_the_language_of_the_user(doc: Doc) -> None:
    assert {"行动", "设施平台"} <= labels(doc)
    set_language("en")
    try:
        assert not re.search("[一-鿿]", "".join(labels(doc))) and labels(doc) <= set(colours())
    finally:
        set_language(None)


def test_crossing_and_nested_spans_and_hostile_words() -> None:
    text = "".join(word for word in NASTY if "\ud83d" not in word)[:400]
    doc = reportmine.load().make_doc(text)
    facts = [
        Action(name="x", type="event", status="done", start=start, end=end, paragraph=0)
        for start, end in ((0, 50), (10, 20), (15, 60), (15, 60))
    ]
    spans.write(doc, "actions", facts)
    shown = part(doc, "actions")
    assert shown.text == text and len(shown.spans["actions"]) == 4
    assert "<script>" not in rendered(shown, "actions")
    assert part(doc, "actions", 390).spans["actions"].attrs == {}


def test_a_group_that_is_not_there_is_named(doc: Doc) -> None:
    with pytest.raises(KeyError, match="words"):
        part(doc, "words")
