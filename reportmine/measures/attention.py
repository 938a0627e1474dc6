"""What a report gives its words to: the share of its text by field of policy, and by topic below the fields.

``measure_attention(report)`` decides sentence by sentence: a sentence belongs, with all its characters, to the field
whose words weigh most in it, and within the field to the topic that does; one without a word of any field is ``none``.
The words stand in data/policy_fields.toml. Read next: ``frequencies.py`` (how words are found).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from reportmine.lexicon import load, strings
from reportmine.measures.dictionary import Dictionary, Group
from reportmine.measures.frequencies import Hit, find_hits, hits_of
from reportmine.measures.model import Measure, Scope
from reportmine.measures.parts import SCOPES, Prose, prose_of
from reportmine.model import Report

#: The fields of policy in the order of the tables; ``none`` is what belongs to none.
FIELDS = ("economy", "politics", "culture", "society", "ecology", "none")

_NAME = "policy_fields"
_STRONG, _WEAK = 2, 1


class Topic(NamedTuple):
    """A topic and its field; both are ``none`` of a sentence without a word of any."""

    field: str
    topic: str


_NONE = Topic("none", "none")


def topic_of(sentence: str) -> Topic:
    """What a sentence is about.

    >>> topic_of("新建改建农村公路200公里，两条高速公路通车。")
    Topic(field='economy', topic='transport')
    """
    return _decide(sentence, find_hits(sentence, vocabulary()))


def topics(report: Report) -> Sequence[Topic]:
    """What each sentence of a report's body is about, in the order of the text."""
    return _topics(prose_of(report))


def _topics(prose: Prose) -> list[Topic]:
    found: list[list[Hit]] = [[] for _ in prose.sentences]
    for hit in hits_of(prose, vocabulary()):
        found[prose.sentence_at(hit.start)].append(hit)
    return [_decide(sentence.plain, hits) for sentence, hits in zip(prose.sentences, found, strict=True)]


def _decide(sentence: str, hits: Iterable[Hit]) -> Topic:
    # A word that a sentence repeats says no more than once.
    groups = {hit.term: hit.group for hit in hits}
    weights: dict[str, int] = {}
    for group in groups.values():
        topic, _, weak = group.partition(".")
        weights[topic] = weights.get(topic, 0) + (_WEAK if weak else _STRONG)
    if not weights or any(words in sentence for words in strings(_NAME, "formal")):
        return _NONE
    of_field: dict[str, int] = {}
    for topic, weight in weights.items():
        of_field[_fields()[topic]] = of_field.get(_fields()[topic], 0) + weight
    # Of equals the first in the text: dictionaries keep their order.
    field = max(of_field, key=of_field.__getitem__)
    return Topic(field, max((topic for topic in weights if _fields()[topic] == field), key=weights.__getitem__))


def measure_attention(report: Report) -> list[Measure]:
    """The share of the characters of the report and of its parts that stand in sentences of each field and topic.

    Named ``economy`` … ``none`` and ``economy.transport`` …; the shares of the fields add up to 1, those of the topics
    of a field to the field's.
    """
    prose = prose_of(report)
    of = _topics(prose)
    return [row for scope in SCOPES for row in _rows(prose, scope, of)]


def _rows(prose: Prose, scope: Scope, of: Sequence[Topic]) -> Iterator[Measure]:
    all_characters = prose.characters[scope]
    characters = dict.fromkeys([*FIELDS, *(f"{field}.{topic}" for topic, field in _fields().items())], 0)
    for index in prose.indexes[scope]:
        field, topic = of[index]
        characters[field] += prose.lengths[index]
        if of[index] != _NONE:
            characters[f"{field}.{topic}"] += prose.lengths[index]
    for name, held in characters.items():
        yield Measure(
            part=scope,
            measure="attention",
            name=name,
            value=held / all_characters if all_characters else None,
            unit="share",
            numerator=held,
            denominator=all_characters,
            dictionary=_NAME,
            dictionary_version=vocabulary().version,
        )


@cache
def vocabulary() -> Dictionary:
    """The words of all topics as one word list; a topic's weak words are the group ``<topic>.weak``."""
    data = load(_NAME)
    groups: list[Group] = []
    for row in data["topic"]:
        groups.append(Group(name=row["name"], title=row["title"], terms=tuple(row["terms"])))
        groups.append(Group(name=f"{row['name']}.weak", title=row["title"], terms=tuple(row["weak"])))
    return Dictionary(
        name=_NAME, title=_NAME, groups=tuple(groups), exceptions=tuple(data["not"]), released=data["version"]
    )


@cache
def _fields() -> dict[str, str]:
    """The field of each topic, in the order of the tables."""
    return {row["name"]: row["field"] for row in load(_NAME)["topic"]}
