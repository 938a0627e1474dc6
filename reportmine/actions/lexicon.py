"""The word lists of named actions, compiled once: boundary words, heads, generic and proper modifiers.

Takes data/action_{cues,heads,common}.toml, places.toml and jieba's dictionary; gives look-ups by position
whose cost does not depend on the text. Read next: ``chunks.py``, which cuts paragraphs with them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from reportmine.lexicon import load, strings
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
QUOTE, TITLE, PAREN = "\ue001", "\ue002", "\ue003"


class Words:
    """A set of words, each with a tag, looked up at a position or before one; the longest wins."""

    def __init__(self, tagged: Mapping[str, str]) -> None:
        self.tags = dict(tagged)
        by_first: dict[str, list[str]] = {}
        by_last: dict[str, list[str]] = {}
        for word in sorted(self.tags, key=len, reverse=True):
            by_first.setdefault(word[0], []).append(word)
            by_last.setdefault(word[-1], []).append(word)
        self.initials = frozenset(by_first)
        self._by_first = by_first
        self._by_last = by_last

    def at(self, text: str, start: int) -> str | None:
        """The longest word that begins at ``start``."""
        for word in self._by_first.get(text[start : start + 1], ()):
            if text.startswith(word, start):
                return word
        return None

    def before(self, text: str, end: int, floor: int = 0) -> str | None:
        """The longest word that ends at ``end`` and begins at ``floor`` or later."""
        if end <= floor:
            return None
        for word in self._by_last.get(text[end - 1], ()):
            if end - len(word) >= floor and text.endswith(word, floor, end):
                return word
        return None

    def find(self, text: str, start: int, end: int) -> Iterator[tuple[int, str]]:
        """Every longest word in ``text[start:end]``, nested ones left out, overlapping ones kept."""
        covered = start
        for position in range(start, end):
            word = self.at(text, position)
            if word is not None and covered < position + len(word) <= end:
                covered = position + len(word)
                yield position, word


class Head(NamedTuple):
    """A word a name ends with: ``grades`` maps each type it may have to ``sure``, ``led`` or ``works``."""

    word: str
    grades: Mapping[ActionType, str]
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
def edition() -> Words:
    """首批, 新一轮 and the like: left out at the beginning of a name."""
    return _words("action_cues", "light", "edition")


@cache
def tail() -> Words:
    """Words that say something of the name before them."""
    return _words("action_cues", "tail", "words")


@cache
def measures() -> tuple[str, ...]:
    """Measure words, the longest first."""
    return tuple(sorted(strings("action_cues", "measures", "words"), key=len, reverse=True))


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
        word: Head(word, kinds, tuple(after.get(word, ())), tuple(before.get(word, ())))
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


# Words of two characters seen 15 times or more and of three seen 20 times, without those tagged as names.
_EVERYDAY = re.compile(
    r"^([\u4e00-\u9fff]{2}(?= (?:1[5-9]|[2-9]\d|\d{3,}) )|[\u4e00-\u9fff]{3}(?= (?:[2-9]\d|\d{3,}) )) \d+ (?!n[rstz])",
    re.MULTILINE,
)


@cache
def everyday() -> frozenset[str]:
    """Words of everyday Chinese that are no proper names: those of jieba's dictionary, which is read as a file
    (jieba itself is not imported), those of reports, and newer ones.
    """
    found = find_spec("jieba")
    folder = (found.submodule_search_locations or [""])[0] if found else ""
    text = Path(folder, "dict.txt").read_text(encoding="utf-8")
    newer = strings("action_common", "newer")
    return frozenset(_EVERYDAY.findall(text)) | frozenset(common().tags) | frozenset(newer)


_PART_OF_WORDS = frozenset(
    "的性化型类级大小新老旧及和与区市县镇乡村省园业产群网率式者员第一二三四五六七八九十0123456789"
)


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


def covered(text: str, words: Words, single: str = "") -> bool:
    """True when ``text`` can be cut into ``words`` and the characters of ``single`` without a rest."""
    reachable = [True] + [False] * len(text)
    for end in range(1, len(text) + 1):
        if reachable[end - 1] and text[end - 1] in single:
            reachable[end] = True
            continue
        for start in range(max(0, end - 8), end):
            if reachable[start] and text[start:end] in words.tags:
                reachable[end] = True
                break
    return reachable[-1]
