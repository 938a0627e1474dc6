"""Words, pairs of characters and characters of a text, what each is worth, and wordings of one thing in one form.

What tokens are worth comes from models/follow_up/background.json: in how many sentences of many reports each stands;
wordings come from data/follow_up.toml. Read next: ``candidates.py``, ``pairing.py``.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable
from functools import cache, lru_cache
from operator import add
from typing import Any, Literal, NamedTuple

from reportmine.lexicon import alternatives, load, strings
from reportmine.patterns import regex
from reportmine.resources import resource

SIGNS = regex(r"[^\w]+")


TokenKind = Literal["words", "bigrams", "signs"]


class Tokens(NamedTuple):
    """A text cut three ways, punctuation left out.

    ``matters`` are the stretches that its frame leaves, without the verbs and generic heads that any clause may have.
    """

    words: tuple[str, ...]
    bigrams: tuple[str, ...]
    signs: tuple[str, ...]
    matters: tuple[str, ...]


class Background:
    """What words, pairs of characters and characters are worth, by the sentences of many reports they stand in."""

    def __init__(self, worths: dict[str, dict[str, float]], unknown: float) -> None:
        self._worths = worths
        self._unknown = unknown

    def weight(self, kind: str, token: str) -> float:
        """Inverse sentence frequency: 0 for what stands everywhere."""
        return self._worths[kind].get(token, self._unknown)

    def weights(self, kind: TokenKind, tokens: Iterable[str]) -> dict[str, float]:
        """That of each of several tokens."""
        get, unknown = self._worths[kind].get, self._unknown
        return {token: get(token, unknown) for token in tokens}


@cache
def background() -> Background:
    """The shipped table."""
    table = json.loads(resource("models", "follow_up", "background.json").read_text(encoding="utf-8"))

    def worth(count: int) -> float:
        return math.log((table["sentences"] + 1) / (count + 1))

    worths: dict[str, dict[str, float]] = {}
    for kind in ("words", "bigrams", "signs"):
        worths[kind] = {}
        for count, tokens in table[kind].items():
            worths[kind].update(dict.fromkeys(tokens.split(" "), worth(int(count))))
    return Background(worths, worth(1))


@lru_cache(maxsize=8192)
def tokens(text: str) -> Tokens:
    """Words, pairs of characters and characters of a text without blanks, wordings of one thing in one form."""
    from reportmine.segment import cut

    same = one_form(text)
    verbs = _verbs()
    cuts = list(cut(same))
    words = tuple(verbs.get(word, word) for word in cuts if word[0].isalnum())
    bare = SIGNS.split(same)
    bigrams = tuple(pair for part in bare for pair in map(add, part, part[1:]))
    return Tokens(words, bigrams, tuple("".join(bare)), _matters(cuts))


def _matters(words: Iterable[str]) -> tuple[str, ...]:
    """What the frame of a clause leaves, neighbouring words together.

    >>> _matters(["深化", "公务", "用车", "制度", "改革"])
    ('公务用车',)
    """
    found = [""]
    for word in words:
        if _is_frame(word) or not word[0].isalnum():
            found.append("")
        else:
            found[-1] += word
    return tuple(one for one in found if len(one) > 1)


@lru_cache(maxsize=8192)
def _is_frame(word: str) -> bool:
    """Whether a word is of the frame, or two of its words together (推进改革)."""
    frame = _frame()
    return word in frame or any(word[:at] in frame and word[at:] in frame for at in range(1, len(word)))


@cache
def _frame() -> frozenset[str]:
    return frozenset((*strings("follow_up", "frame", "verbs"), *strings("follow_up", "frame", "heads")))


def one_form(text: str) -> str:
    """The text with wordings of one thing in one form (data/follow_up.toml).

    >>> one_form("推进营业税改征增值税")
    '推进营改增'
    """
    pattern, forms = _wordings()
    return str(pattern.sub(lambda found: forms[found[0]], text))


@cache
def _wordings() -> tuple[Any, dict[str, str]]:
    forms = {term: group[0] for group in load("follow_up")["same"]["terms"] for term in group}
    return regex(alternatives(forms)), forms


@cache
def _verbs() -> dict[str, str]:
    return {word: group[0] for group in load("follow_up")["same"]["verbs"] for word in group}


@cache
def _heads() -> Any:
    return regex(f"(?:{alternatives(strings('follow_up', 'actions', 'heads'))})$")


def stem(name: str) -> str:
    """A name without its head word and quotation marks: what stays when a 行动 becomes a 计划.

    >>> stem("国企改革三年行动")
    '国企改革'
    """
    bare = SIGNS.sub("", name)
    shorter = _heads().sub("", bare)
    return str(shorter if len(shorter) > 1 else bare)


def bare(text: str) -> str:
    """The text without punctuation.

    >>> bare("“清溪”行动")
    '清溪行动'
    """
    return SIGNS.sub("", text)


def alike(one: str, other: str) -> float:
    """Weight of the pairs of characters two names share over the mean weight of both (Dice), 0 to 1."""
    (a, weight_a), (b, weight_b) = _pairs(one), _pairs(other)
    total = weight_a + weight_b
    return 2 * sum([weight for pair, weight in a.items() if pair in b]) / total if total else 0.0


def covered(name: str, text: str) -> float:
    """How much of the weight of a name's pairs of characters a text has, 0 to 1."""
    (a, total), (b, _) = _pairs(name), _pairs(text)
    return sum([weight for pair, weight in a.items() if pair in b]) / total if total else 0.0


def all_covered(names: Iterable[str], text: str) -> list[tuple[float, float]]:
    """For several names the weight of each, and how much of it a text has."""
    there = _pairs(text)[0]
    found: list[tuple[float, float]] = []
    for name in names:
        pairs, total = _pairs(name)
        found.append(
            (total, sum([weight for pair, weight in pairs.items() if pair in there]) / total if total else 0.0)
        )
    return found


def weight(name: str) -> float:
    """What the pairs of characters of a name are worth together."""
    return _pairs(name)[1]


@lru_cache(maxsize=8192)
def _pairs(text: str) -> tuple[dict[str, float], float]:
    """What each pair of characters of a text is worth, and all of them together."""
    written = bare(one_form(text))
    pairs = background().weights("bigrams", map(add, written, written[1:]))
    return pairs, sum(pairs.values())
