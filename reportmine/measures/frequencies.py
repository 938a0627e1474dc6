"""How often the words of a list stand in a report: longest match from left to right, nothing counted twice.

``find_hits(text, dictionary)`` gives the hits of any text, ``measure_frequencies(report, dictionary)`` the measures of
a report and of each of its parts. Read next: ``dictionary.py``, ``parts.py``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import log1p
from typing import NamedTuple

from reportmine.comparison.edition import plain
from reportmine.measures.dictionary import Dictionary
from reportmine.measures.model import Measure, Scope
from reportmine.measures.parts import SCOPES, Prose, prose_of, written_alike
from reportmine.model import Report


class Hit(NamedTuple):
    """A term where it stands: ``text[start:end]`` is the term but for width, script, case and blanks."""

    start: int
    end: int
    term: str
    group: str


def find_hits(text: str, dictionary: Dictionary) -> list[Hit]:
    """The hits of a word list in a text, in order, none overlapping another.

    At every place the longest word counts, exceptions among them, and the search goes on behind it. Blanks within a
    line do not part a word. One of Latin letters or digits stands alone: AI is not in 5AIR.

    >>> from reportmine.measures.dictionary import Group
    >>> words = Dictionary(name="w", title="", groups=(Group(name="g", title="", terms=("环境", "环境保护", "AI")),),
    ...                    exceptions=("营商环境",))
    >>> [hit.term for hit in find_hits("优化营商环境，加强环境保护，ai赋能", words)]
    ['环境保护', 'AI']
    """
    kept = [at for at, sign in enumerate(text) if sign == "\n" or plain(sign)]
    if len(kept) == len(text):
        return list(_scan(written_alike(text), dictionary))
    hits = _scan(written_alike("".join(map(text.__getitem__, kept))), dictionary)
    return [hit._replace(start=kept[hit.start], end=kept[hit.end - 1] + 1) for hit in hits]


def hits_of(prose: Prose, dictionary: Dictionary) -> list[Hit]:
    """The hits of a word list in the prose of a report, offsets in ``prose.joined``."""
    return list(_scan(prose.joined, dictionary))


def _scan(text: str, dictionary: Dictionary) -> Iterator[Hit]:
    meanings, sizes = dictionary.meanings, dictionary.sizes
    heads = {head[0] for head in sizes}
    stop = 0
    # Most places fall out at their first character, most others at their second: that much at the speed of C.
    for at in [at for at, sign in enumerate(text) if sign in heads and (text[at : at + 2] in sizes or sign in sizes)]:
        if at < stop:
            continue
        for size in sizes.get(text[at : at + 2]) or sizes[text[at]]:
            term = text[at : at + size]
            if term in meanings and not ((term[0] <= "z" or term[-1] <= "z") and _cuts_a_word(text, at, at + size)):
                stop = at + size
                meaning = meanings[term]
                if meaning:
                    yield Hit(at, stop, *meaning)
                break


def _cuts_a_word(text: str, start: int, end: int) -> bool:
    return _is_latin(text[start - 1 : start] + text[start]) or _is_latin(text[end - 1 : end + 1])


def _is_latin(pair: str) -> bool:
    """Whether two neighbours are both Latin letters or digits."""
    return len(pair) == 2 and pair.isascii() and pair.isalnum()


def measure_frequencies(report: Report, dictionary: Dictionary, *, evidence: bool = False) -> list[Measure]:
    """The frequencies of a word list and of each of its groups in the whole report and in its parts.

    For each, named ``environment.hits`` or ``environment.pollution.hits``: ``hits``; ``per_10000_characters``;
    ``share_of_words`` (hits over words); ``share_of_sentences`` with a hit; ``share_of_characters`` that stand in
    sentences with a hit; ``log`` (ln(1 + hits)). A part that the report does not have gives ``None``, not 0.

    Args:
        report: an analysed report.
        dictionary: the word list.
        evidence: whether ``hits`` carry the spans of all hits in the report's text.
    """
    prose = prose_of(report)
    found: dict[int, list[Hit]] = {}
    for hit in hits_of(prose, dictionary):
        found.setdefault(prose.sentence_at(hit.start), []).append(hit)
    rows: list[Measure] = []
    groups: list[str | None] = [None]
    if len(dictionary.groups) > 1:
        groups += [group.name for group in dictionary.groups]
    for scope in SCOPES:
        held = [(index, found[index]) for index in prose.indexes[scope] if index in found]
        for group in groups:
            hits = [(index, [hit for hit in here if group in (None, hit.group)]) for index, here in held]
            name = f"{dictionary.name}.{group}" if group else dictionary.name
            rows += _rows(prose, scope, name, [pair for pair in hits if pair[1]], dictionary, evidence)
    return rows


def _rows(
    prose: Prose,
    scope: Scope,
    name: str,
    hits: Sequence[tuple[int, Sequence[Hit]]],
    dictionary: Dictionary,
    evidence: bool,
) -> Iterator[Measure]:
    count = sum(len(here) for _, here in hits)
    characters, words, sentences = prose.characters[scope], prose.words[scope], len(prose.indexes[scope])
    spans = tuple(prose.span(hit.start, hit.end) for _, here in hits for hit in here) if evidence else ()
    there = characters > 0

    def row(of: str, value: float | None, unit: str, numerator: int | None, denominator: int | None = None) -> Measure:
        return Measure(
            part=scope,
            measure="dictionary",
            name=f"{name}.{of}",
            value=value if there else None,
            unit=unit,
            numerator=numerator,
            denominator=denominator,
            dictionary=dictionary.name,
            dictionary_version=dictionary.version,
            evidence=spans if of == "hits" else (),
        )

    yield row("hits", count, "hits", count)
    for of, times, numerator, denominator in (
        ("per_10000_characters", 10_000, count, characters),
        ("share_of_words", 1, count, words),
        ("share_of_sentences", 1, len(hits), sentences),
        ("share_of_characters", 1, sum(prose.lengths[index] for index, _ in hits), characters),
    ):
        value = times * numerator / denominator if denominator else None
        yield row(of, value, "per 10,000 characters" if times > 1 else "share", numerator, denominator)
    yield row("log", log1p(count), "ln(1 + hits)", count)
