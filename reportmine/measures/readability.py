"""Length and readability: characters, words, sentences, how long sentences and words are, how varied the words.

``measure_readability(report)`` gives them for the whole report and its parts. Read next: ``parts.py``, which says what
counts as text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportmine.measures.model import Measure, Scope
from reportmine.measures.parts import SCOPES, Prose, prose_of
from reportmine.model import Report

#: A sentence of more characters is long: about twice the mean of recent reports.
LONG = 100
#: The type-token ratio falls with the length of a text; it is the mean over stretches of this many words.
STRETCH = 1000


def measure_readability(report: Report) -> list[Measure]:
    """The measures of the whole report and of its parts.

    * ``characters``: all but blanks, marks counted; ``letters``: those of them that are no marks;
    * ``words`` (punctuation is none), ``sentences`` (。！？ ends one), ``paragraphs``;
    * ``sentence_length`` and ``sentence_words``: characters and words a sentence;
    * ``clauses_per_sentence``: parted by ，；：, not within brackets and quotation marks;
    * ``long_sentences``: the share of sentences of more than 100 characters;
    * ``word_length``: characters a word;
    * ``type_token``: different words over words, the mean of all full stretches of 1,000 words; ``None`` below that.

    A part that the report does not have gives ``None``.
    """
    prose = prose_of(report)
    return [row for scope in SCOPES for row in _rows(prose, scope)]


def _rows(prose: Prose, scope: Scope) -> Iterator[Measure]:
    sentences = [prose.sentences[index] for index in prose.indexes[scope]]
    characters, words, count = prose.characters[scope], prose.words[scope], len(sentences)
    letters = sum(sum(map(str.isalnum, sentence.plain)) for sentence in sentences)
    tokens = [word for index in prose.indexes[scope] for word in prose.edition.words[index]]
    there = characters > 0

    def length(name: str, value: int) -> Measure:
        return Measure(
            part=scope,
            measure="length",
            name=name,
            value=value if there else None,
            unit=name,
            numerator=value,
        )

    def ratio(name: str, unit: str, above: float, below: float) -> Measure:
        return Measure(
            part=scope,
            measure="readability",
            name=name,
            value=above / below if below else None,
            unit=unit,
            numerator=above,
            denominator=below,
        )

    yield length("characters", characters)
    yield length("letters", letters)
    yield length("words", words)
    yield length("sentences", count)
    yield length("paragraphs", len({sentence.paragraph for sentence in sentences}))
    yield ratio("sentence_length", "characters per sentence", characters, count)
    yield ratio("sentence_words", "words per sentence", words, count)
    yield ratio("clauses_per_sentence", "clauses per sentence", sum(len(one.clauses) for one in sentences), count)
    yield ratio("long_sentences", "share", sum(prose.lengths[index] > LONG for index in prose.indexes[scope]), count)
    yield ratio("word_length", "characters per word", sum(map(len, tokens)), words)
    yield ratio("type_token", "share", *_types(tokens))


def _types(words: Sequence[str]) -> tuple[int, int]:
    """The different words of each full stretch, added up, and the words of these stretches."""
    full = len(words) - len(words) % STRETCH
    return sum(len(set(words[at : at + STRETCH])) for at in range(0, full, STRETCH)), full
