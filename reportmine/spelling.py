"""Finds names of the state that are one edit off, and tells which characters are taken for one another.

Takes a normalised text, gives offsets. The names are in ``data/state_names.toml``, the characters in
``data/confusable_characters.toml``. Read next: ``rules/misspelt.py``.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Set
from functools import cache
from typing import NamedTuple

from reportmine.lexicon import load, simplified_forms
from reportmine.signs import as_number, as_pair, pairs_of

# A name shorter than _SHORT is only looked for by its known confusions; one of _LONG may have any wrong character.
_SHORT, _LONG = 5, 7
# What may be put into a long name or left out of it and leave it right: 全省人民代表大会, 国家发展改革委员会.
_LEVELS = frozenset("省市县区州旗乡镇村盟各级地全本我该厅局部委办处和与及以或的之等是了在为不也新老小")
_LINKS = frozenset("和与及的之以")
_NUMERALS = frozenset("一二三四五六七八九十百千两零〇○几第")


def _is_cjk(char: str) -> bool:
    return "\u4e00" <= char <= "\u9fff"


def _places_of(pairs: Iterable[int], norm: str) -> list[int]:
    """Where one of these pairs begins, in order."""
    found = []
    for number in pairs:
        pair = as_pair(number)
        at = norm.find(pair)
        while at >= 0:
            found.append(at)
            at = norm.find(pair, at + 1)
    return sorted(found)


@cache
def _alike() -> tuple[dict[str, str], dict[str, str]]:
    """The characters each character may be taken for by ear, and by eye."""
    table = load("confusable_characters")
    ear: dict[str, str] = {}
    eye: dict[str, str] = {}
    for word in table["sound"].split():
        for char in word:
            ear[char] = ear.get(char, "") + word
    for word in table["slips"].split():
        for char in word:
            eye[char] = eye.get(char, "") + word.replace(char, "")
    for word in table["shape"].split():
        eye[word[0]] = eye.get(word[0], "") + word[1:]
        for char in word[1:]:
            eye[char] = eye.get(char, "") + word[0]
    return ear, eye


def look_alikes(char: str) -> str:
    """The characters a scanner may have read as this one."""
    return _alike()[1].get(char, "")


def is_confusable(one: str, other: str) -> bool:
    """Whether two characters sound or look so much alike that the one is written for the other.

    >>> is_confusable("察", "查"), is_confusable("院", "皖"), is_confusable("察", "院")
    (True, True, False)
    """
    return any(other in table.get(one, "") for table in _alike())


class WrongName(NamedTuple):
    """A name with an error: where it stands and how it is spelt."""

    start: int
    end: int
    right: str


class _Slip(NamedTuple):
    """Where a text leaves a name and joins it again: the kind, the place in the name, the end in the text."""

    kind: str
    at: int
    end: int


def _slip(name: str, norm: str, start: int) -> _Slip | None:
    """How the text at an offset differs from a name by one edit inside it; ``None`` when it is right or too far."""
    length = len(name)
    at = 0
    while at < length and norm.startswith(name[at], start + at):
        at += 1
    here = start + at
    if at == length or here >= len(norm):
        return None
    rest = name[at + 1 :]
    # 我国国民经济: the first character may belong to the word before.
    if at > 1 and norm[here] == name[at - 1] and norm.startswith(name[at:], here + 1):
        return _Slip("doubled", at, start + length + 1)
    if norm.startswith(rest, here + 1):
        return _Slip("wrong", at, start + length)
    if rest and norm.startswith(rest[0] + name[at] + rest[1:], here):
        return _Slip("swapped", at, start + length)
    if 0 < at < length - 1 and norm.startswith(rest, here):
        return _Slip("missing", at, start + length - 1)
    return None


class _Spelling:
    """All names and their known confusions, by pairs of characters that survive an error.

    One edit cannot hurt two pairs that do not touch, so each long name is looked for from two of its pairs; the
    character after the pair, or the one after that, is still right then. A known confusion is looked for from a pair
    that the right name does not have.
    """

    def __init__(self) -> None:
        table = load("state_names")
        common = table["common"]["pairs"].split()
        self._weight = dict(zip(common, range(len(common), 0, -1), strict=True))
        names = [name for group in table["names"].values() for name in group.split() if len(name) >= _SHORT]
        # By each character: what may be right where a name seems wrong.
        self.right: dict[str, list[str]] = {}
        for word in (*names, *table["right"]["words"].split()):
            for char in set(word):
                self.right.setdefault(char, []).append(word)
        self.ahead: dict[str, dict[str, list[tuple[str, int]]]] = {}
        self.behind: dict[str, dict[str, list[tuple[str, int]]]] = {}
        self.literal: dict[str, list[tuple[str, int, str, str, str]]] = {}
        for name in names:
            first, last = self._anchors(name)
            for index, place, near in (
                (self.ahead, first, name[first + 2 : first + 4]),
                (self.behind, last, name[last - 2 : last]),
            ):
                by_char = index.setdefault(name[place : place + 2], {})
                for char in near:
                    by_char.setdefault(char, []).append((name, place))
        for right, words in table["confused"].items():
            for word in words.split():
                rest, _, not_before = word.partition("~")
                wrong, _, not_after = rest.partition("|")
                pairs = [at for at in range(len(wrong) - 1) if wrong[at : at + 2] not in right]
                place = min(pairs, key=lambda at: self._weight.get(wrong[at : at + 2], 0))
                self.literal.setdefault(wrong[place : place + 2], []).append(
                    (wrong, place, not_after, not_before, right)
                )
        self.keys = frozenset(map(as_number, {*self.ahead, *self.behind}))
        self.literal_keys = frozenset(map(as_number, self.literal))

    def _anchors(self, name: str) -> tuple[int, int]:
        """Two places of a name, one character apart or more, where pairs begin that few texts hold."""
        last = len(name) - 2
        return min(
            ((p, q) for p in range(last) for q in range(p + 3, last + 1)),
            key=lambda places: sum(self._weight.get(name[at : at + 2], 0) for at in places),
        )


@cache
def _spelling() -> _Spelling:
    return _Spelling()


def wrong_names(norm: str, pairs: Set[int] | None = None) -> list[WrongName]:
    """The names with an error in a text, in order; of those that overlap the shortest.

    ``pairs`` are those of the text, where they are known.

    >>> wrong_names("向市人民检查院通报")
    [WrongName(start=4, end=7, right='检察院')]
    """
    kept: list[WrongName] = []
    starts: list[int] = []
    for error in sorted(
        set(_candidates(norm, pairs_of(norm) if pairs is None else pairs)),
        key=lambda error: (error.end - error.start, error),
    ):
        at = bisect_right(starts, error.start)
        clear_left = at == 0 or kept[at - 1].end <= error.start
        if clear_left and (at == len(kept) or error.end <= starts[at]):
            kept.insert(at, error)
            starts.insert(at, error.start)
    return kept


def _candidates(norm: str, pairs: Set[int]) -> Iterator[WrongName]:
    spelling = _spelling()
    literal = {
        number
        for number in spelling.literal_keys & pairs
        if any(word in norm for word, *_ in spelling.literal[as_pair(number)])
    }
    for at in _places_of(spelling.keys & pairs | literal, norm):
        pair = norm[at : at + 2]
        by_next = spelling.ahead.get(pair)
        if by_next:
            for char in norm[at + 2 : at + 4]:
                for name, place in by_next.get(char, ()):
                    end = at - place + len(name)
                    if not norm.startswith(name, at - place) and _may_end(name, norm, end):
                        yield from _judge(name, norm, at - place)
        by_former = spelling.behind.get(pair)
        if by_former:
            for char in norm[max(0, at - 2) : at]:
                for name, place in by_former.get(char, ()):
                    start, end = at - place, at - place + len(name)
                    if not norm.startswith(name, start) and _may_begin(name, norm, start):
                        for guess in (start, start + 1, start - 1):
                            yield from _judge(name, norm, guess, end)
        for wrong, place, not_after, not_before, right in spelling.literal.get(pair, ()):
            start, end = at - place, at - place + len(wrong)
            if start < 0 or not norm.startswith(wrong, start):
                continue
            if norm[end : end + 1] not in tuple(not_after) and norm[start - 1 : start] not in tuple(not_before):
                yield WrongName(start, end, right)


def _may_begin(name: str, norm: str, start: int) -> bool:
    """Whether one of the first two characters stands near the beginning, as one edit leaves it."""
    near = norm[max(0, start - 1) : start + 3]
    return name[0] in near or name[1] in near


def _may_end(name: str, norm: str, end: int) -> bool:
    """Whether one of the last two characters stands near the end, as one edit leaves it."""
    near = norm[max(0, end - 3) : end + 1]
    return name[-1] in near or name[-2] in near


def _judge(name: str, norm: str, start: int, end: int | None = None) -> Iterator[WrongName]:
    """The name when it stands there with an error, and ends where it should."""
    if start < 0 or norm.startswith(name, start):
        return
    slip = _slip(name, norm, start)
    if slip is None or (end is not None and slip.end != end) or not _is_error(name, norm, start, slip):
        return
    here = start + slip.at
    first, last = {"wrong": (here, here), "swapped": (here, here + 1)}.get(slip.kind, (here - 1, here))
    if not any(_lies_over(word, norm, first, last) for word in _spelling().right.get(norm[first], ())):
        yield WrongName(start, slip.end, name)


def _is_error(name: str, norm: str, start: int, slip: _Slip) -> bool:
    """Whether a deviation from a name is a slip and not another right word."""
    right, written = name[slip.at], norm[start + slip.at]
    links = right in _LINKS and name[slip.at - 1 : slip.at + 2] != "共和国"
    if slip.kind == "missing":
        return not links and right not in _NUMERALS
    if ord(written) in simplified_forms():
        return False  # a text in traditional characters
    if not _is_cjk(written) or (written in _NUMERALS and right in _NUMERALS):
        return False
    if slip.kind == "wrong" and not is_confusable(right, written):
        inner = 0 < slip.at < len(name) - 1
        return inner and len(name) >= _LONG and written not in _LEVELS and not links
    return True


def _lies_over(word: str, norm: str, first: int, last: int) -> bool:
    """Whether a right word stands where the error is."""
    return norm.find(word, max(0, last - len(word) + 1), first + len(word)) >= 0
