"""The word lists of named actions, compiled once: boundary words, heads, generic and proper modifiers.

Takes data/action_{cues,heads,common,everyday}.toml and places.toml; gives look-ups by position
whose cost does not depend on the text. Read next: ``chunks.py``, which cuts paragraphs with them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from typing import NamedTuple

from reportmine.actions.words import Words
from reportmine.lexicon import alternatives, load, strings
from reportmine.model import ActionType

TYPES: tuple[ActionType, ...] = (
    "campaign",
    "programme",
    "document",
    "mechanism",
    "designation",
    "facility",
    "event",
)


# Characters of the private use area that stand for what is in brackets.
ADMINISTRATIONS = frozenset(("国务院", "国家", "省", "市", "县", "区", "自治区"))
QUOTE, TITLE, PAREN = "\ue001", "\ue002", "\ue003"


class Head(NamedTuple):
    """A word a name ends with: ``grades`` maps each type it may have to ``sure``, ``led`` or ``works``.

    ``ways`` are the same in the order of ``TYPES``, in which they are tried; ``sure`` tells that one of them is.
    """

    word: str
    grades: Mapping[ActionType, str]
    ways: tuple[tuple[ActionType, str], ...]
    sure: bool
    not_after: tuple[str, ...]
    not_before: tuple[str, ...]


@cache
def boundaries() -> Words:
    """Words that end a chunk wherever they stand, tagged with the class of the verb; ``opaque`` hides one."""
    tagged: dict[str, str] = {}
    for verb_class in load("action_cues")["verbs"]:
        for word in strings("action_cues", "verbs", verb_class):
            tagged.setdefault(word, verb_class)
    tagged.update(dict.fromkeys(strings("action_cues", "opaque", "words"), "opaque"))
    return Words(tagged)


@cache
def winning() -> Words:
    """Verbs of winning or creating a title, light ones too."""
    words = (word for word, tag in governing().tags.items() if tag in ("win", "create"))
    return Words(dict.fromkeys((*words, *judged("creating"), *judged("newly")), "win"))


# Classes of verbs that nothing named follows.
_UNNAMED = ("other", "adverb")


@cache
def governing() -> Words:
    """Verbs that may govern a name, light ones too, tagged with their class."""
    tagged = {word: tag for word, tag in boundaries().tags.items() if tag not in (*_UNNAMED, "opaque")}
    return Words(dict(light_classes()) | tagged)


@cache
def bound_heads() -> Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    """The heads that a word beside them makes another of, with what may not stand after and before them."""
    return {
        word: (head.not_after, head.not_before)
        for word, head in heads()[1].items()
        if head.not_after or head.not_before
    }


@cache
def weak_heads() -> Mapping[str, str]:
    """Heads that make a name only with a governing verb, a rank or a quotation in their clause, by type: those of
    titles (``designation``) only with a verb of winning, some (``quoted``) only with a quotation.
    """
    led = {word: head.grades for word, head in heads()[1].items() if set(head.grades.values()) == {"led"}}
    for word in (*judged("strong_led"), *judged("held")):
        led.pop(word, None)
    kinds = {word: "designation" if set(grades) == {"designation"} else "led" for word, grades in led.items()}
    return kinds | dict.fromkeys(judged("quoted_only"), "quoted")


def _words(file: str, *keys: str) -> Words:
    return Words(dict.fromkeys(strings(file, *keys), keys[-1]))


@cache
def light() -> Words:
    """Words that are left out at the beginning of a chunk, tagged ``adverbs`` or ``verbs``."""
    tagged = dict.fromkeys(strings("action_cues", "light", "verbs"), "verbs")
    return Words(tagged | dict.fromkeys(strings("action_cues", "light", "adverbs"), "adverbs"))


@cache
def light_classes() -> Mapping[str, str]:
    """The class of verb that a light verb stands for: 建设 is ``build``."""
    classes = load("action_cues")["light"]["classes"]
    return {word: name for name in classes for word in strings("action_cues", "light", "classes", name)}


@cache
def particles(table: str) -> Mapping[str, str]:
    """Particles before a name, each with the characters that make another word of it."""
    entries: Mapping[str, str] = load("action_cues")[table]
    return entries


@cache
def helpers(name: str) -> frozenset[str]:
    """One of the lists of verbs of ``[helpers]``."""
    return frozenset(strings("action_cues", "helpers", name))


@cache
def improving() -> tuple[str, ...]:
    """Verbs of improving, in a row for ``str.startswith``."""
    return strings("action_cues", "helpers", "improving")


@cache
def edition() -> Words:
    """首批, 新一轮 and the like: left out at the beginning of a name."""
    return _words("action_cues", "light", "edition")


@cache
def tail() -> Words:
    """Words that say something of the name before them."""
    return _words("action_cues", "tail", "words")


@cache
def measures() -> Words:
    """Measure words: after a numeral they make a quantifier."""
    return _words("action_cues", "measures", "words")


@cache
def heads() -> tuple[Words, Mapping[str, Head]]:
    """All heads: for look-up, and by word."""
    data = load("action_heads")
    grades: dict[str, dict[ActionType, str]] = {}
    for kind in TYPES:
        for grade in ("sure", "led", "works"):
            for word in data[kind].get(grade, ()):
                grades.setdefault(word, {}).setdefault(kind, grade)
    for word, kinds in grades.items():
        if "sure" in kinds.values():
            continue
        # 国际创新中心 may be what any 中心 may be.
        for start in range(1, len(word)):
            for kind, grade in grades.get(word[start:], {}).items():
                kinds.setdefault(kind, grade)
    after, before = data["not_after"], data["not_before"]
    table = {
        word: Head(
            word,
            kinds,
            tuple((kind, kinds[kind]) for kind in TYPES if kind in kinds),
            "sure" in kinds.values(),
            tuple(after.get(word, ())),
            tuple(before.get(word, ())),
        )
        for word, kinds in grades.items()
    }
    return Words(dict.fromkeys(table, "head")), table


@cache
def vague() -> Words:
    """Words that never name anything: 重大, 各项."""
    return _words("action_heads", "generic", "vague")


@cache
def generic() -> Words:
    """Vague words and words of a field: what they cover alone is hardly a name."""
    return Words(vague().tags | _words("action_heads", "generic", "field").tags)


@cache
def shared() -> tuple[Words, Mapping[str, ActionType]]:
    """Heads that may stand after 等, and the type of those whose type is another than as a head of a name."""
    return _words("action_heads", "shared", "words"), load("action_heads")["shared"]["types"]


@cache
def built() -> Words:
    """Words that tell of works: 引水, 枢纽."""
    return _words("action_heads", "facility", "built")


@cache
def lines() -> frozenset[str]:
    """Heads of works that are named after where they lie: two unknown characters before 高铁 are a name."""
    return frozenset(strings("action_heads", "facility", "lines"))


@cache
def phrases(name: str) -> tuple[str, ...]:
    """One of the lists of ``[generic]`` that are looked up as a whole."""
    return strings("action_heads", "generic", name)


@cache
def documents() -> tuple[str, ...]:
    """What names of documents end with."""
    return strings("action_heads", "document", "sure") + strings("action_heads", "document", "led")


@cache
def any_phrase(name: str) -> re.Pattern[str]:
    """A pattern for any phrase of such a list."""
    return re.compile(alternatives(phrases(name)))


def judged(name: str) -> tuple[str, ...]:
    """One of the lists of ``[judge]``."""
    return strings("action_heads", "judge", name)


def _bases(entries: Mapping[str, Mapping[str, str]]) -> Iterable[str]:
    return (entry["base"] for entry in entries.values())


@cache
def places() -> Words:
    """Provinces, prefectures, counties, regions and rivers of two characters or more, with and without suffix."""
    data = load("places")
    found = set(_bases(data["provinces"])) | set(data["provinces"])
    for prefectures in data["prefectures"].values():
        found |= set(_bases(prefectures)) | set(prefectures)
    for listed in data["counties"].values():
        counties = [county for county in listed.split() if len(county) > 2]
        found.update(counties)
        # 和平, 长安: as a word the short form says nothing of a place, nor does 市中 of 市中区.
        short = (county[:-1] for county in counties if county[0] not in "市城")
        found.update(name for name in short if name not in everyday())
    found |= set(strings("action_cues", "places", "words"))
    return Words(dict.fromkeys((name for name in found if len(name) > 1), "place"))


@cache
def common() -> Words:
    """Everyday words of reports: what they cover is no proper name."""
    return _words("action_common", "words")


@cache
def everyday() -> frozenset[str]:
    """Words of everyday Chinese that are no proper names: those of a general dictionary, of reports, and newer ones."""
    data = load("action_everyday")
    two = (line[0] + char for line in data["two"].split("\n") if line for char in line[1:])
    three = (line[0] + rest for line in data["three"].split("\n") for rest in line[2:].split(" ") if rest)
    return frozenset((*two, *three, *common().tags, *strings("action_common", "newer")))


_PART_OF_WORDS = frozenset(
    "的性化型类级大小新老旧及和与区市县镇乡村省园业产群网率式者员第一二三四五六七八九十0123456789"
)


@lru_cache(maxsize=4096)
def strange(text: str) -> int:
    """How many characters side by side no everyday word covers, at most: 2 in 澜屏水库, 0 in 城市水库.

    >>> strange("澜屏水库"), strange("城市水库")
    (2, 0)
    """
    words = everyday()
    # The cheapest cut of text[:end]: characters left over, the run they end with, and the longest run.
    best = [(0, 0, 0)]
    for end in range(1, len(text) + 1):
        rest, run, longest = best[end - 1]
        part = text[end - 1] in _PART_OF_WORDS
        found = (rest, 0, longest) if part else (rest + 1, run + 1, max(longest, run + 1))
        for size in (2, 3, 4):
            if size <= end and text[end - size : end] in words:
                rest, run, longest = best[end - size]
                found = min(found, (rest, 0, longest))
        best.append(found)
    return best[-1][2]


@lru_cache(maxsize=8192)
def covered(text: str, words: Words, single: str = "") -> bool:
    """True when ``text`` can be cut into ``words`` and the characters of ``single`` without a rest."""
    reachable = [True] + [False] * len(text)
    for start, char in enumerate(text):
        if not reachable[start]:
            continue
        if char in single:
            reachable[start + 1] = True
        for end in range(start + 1, min(start + 8, len(text)) + 1):
            if text[start:end] in words.tags:
                reachable[end] = True
    return reachable[-1]
