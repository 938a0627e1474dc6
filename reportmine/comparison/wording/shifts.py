"""Commitments that the later of two plans words more or less strongly: 力争 → 确保, 左右 → 以上, 5.5% → 5%.

Takes two editions, gives ``WordingShift``s. Commitments are paired when they are of one measure, of one named action,
or nearly the same clause but for such words; the words are data/wording.toml. Read next: ``wording.py``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from reportmine.comparison.commitments import Commitment, find_commitments
from reportmine.comparison.edition import Edition, plain
from reportmine.comparison.follow_up.outcome import better_side
from reportmine.comparison.measurements import Measurement
from reportmine.comparison.model import Shift, WordingShift
from reportmine.comparison.scale import convert
from reportmine.comparison.similarity.carrying import align
from reportmine.lexicon import alternatives, load, strings
from reportmine.patterns import regex
from reportmine.text import normalise, simplify

# Clauses with so much in common, without words of strength and adverbs, promise the same thing.
_SAME_CLAUSE = 0.75
# The same of clauses that give a number of the same name, where the name is none that has a code.
_LIKE_CLAUSE = 0.5
# The fewest characters of what is left of such a clause, and of the name of a measure without a code.
_SHORTEST_CORE, _SHORTEST_NAME = 4, 4
# 以上 and 以内 hold the promise on one side, a bare number names it, 左右 leaves room.
_STRICTNESS = {"about": 0, "exact": 1}
_HELD = 2
_BEFORE = regex(
    r"(?:不低于|不少于|不超过|不高于|不小于|不大于|超过|突破|高于|低于|至少|大约|约|近|超)(?:了|到|达到?)?\Z"
)
_AFTER = regex(r"(?:左右|上下|以上|以内|以下|之内|及以上|及以下)")
_REACH = 5
_NUMBER = regex(r"[\d.,%]+")
_SUBJECT = regex(r"(?:[^，]{0,10}?(?<![主重需])要)?")


class _Scale(NamedTuple):
    name: str
    #: Each word and its grade.
    grades: dict[str, int]
    front: bool
    #: The grade of a target without any of the words.
    unsaid: int | None


class _Promise(NamedTuple):
    """A commitment and what it can be recognised by; empty where it cannot."""

    commitment: Commitment
    words: str
    measure: str
    name: str
    core: str
    figure: Measurement | None


class _Difference(NamedTuple):
    """Two words of one scale; ``""`` where a target says none."""

    scale: str
    old: str
    new: str
    shift: Shift


def find_shifts(earlier: Edition, later: Edition) -> tuple[WordingShift, ...]:
    """The shifts from the earlier plan to the later one, in the order of the later.

    A commitment is paired with one other at most. Values and bounds are compared for targets of one measure, for the
    same time counted from the year of the report, and reported where the measure has a better side: more growth, less
    unemployment. Prices, deficits and borrowing have none.
    """
    found = [
        shift
        for old, new in _pairs(earlier, later)
        for shift in (*_of_figures(earlier, later, old, new), *_of_words(earlier, later, old, new))
    ]
    # Several targets of one clause share its 力争.
    unique = {(one.kind, one.later.start, one.later.end, one.earlier.start, one.old, one.new): one for one in found}
    return tuple(sorted(unique.values(), key=lambda one: (one.later.start, one.earlier.start, one.kind, one.new)))


def compare_strength(old: str, new: str, *, target: bool = False) -> tuple[_Difference, ...]:
    """On which scales of data/wording.toml the second clause is worded more or less strongly than the first.

    ``target`` tells that both set a number; then a clause without 力争 or 确保 has a grade, too.

    >>> [(one.old, one.new, one.shift) for one in compare_strength("力争完成改造", "确保完成改造")]
    [('力争', '确保', 'strengthened')]
    """
    differences: list[_Difference] = []
    for scale in _scales():
        one, other = _grade(scale, old, target), _grade(scale, new, target)
        if one is None or other is None or one[0] == other[0]:
            continue
        shift: Shift = "strengthened" if other[0] > one[0] else "weakened"
        differences.append(_Difference(scale.name, one[1], other[1], shift))
    return tuple(differences)


def _pairs(earlier: Edition, later: Edition) -> Iterator[tuple[_Promise, _Promise]]:
    old, new = _promises(earlier), _promises(later)
    paired: set[tuple[int, int]] = set()
    for key in ("measure", "name"):
        first: dict[str, _Promise] = {}
        for promise in old:
            if said := getattr(promise, key):
                first.setdefault(said, promise)
        for promise in new:
            if (said := getattr(promise, key)) and said in first and _are_near(first[said], promise):
                before = first.pop(said)
                paired |= {(0, before.commitment.start), (1, promise.commitment.start)}
                yield before, promise
    # The rest are known by their clauses alone; a clause with several names is one.
    rest, later_rest = (
        {
            promise.commitment.start: promise
            for promise in promises
            if promise.core and (side, promise.commitment.start) not in paired
        }
        for side, promises in enumerate((old, new))
    )
    clauses, later_clauses = [*rest.values()], [*later_rest.values()]
    for at, at_later in align([one.core for one in clauses], [one.core for one in later_clauses], _SAME_CLAUSE):
        yield clauses[at], later_clauses[at_later]


def _promises(edition: Edition) -> list[_Promise]:
    measurements = {one.indicator.start: one for one in edition.measurements}
    made: list[_Promise] = []
    for commitment in find_commitments(edition):
        words = simplify(normalise(plain(edition.text[commitment.start : commitment.end])))
        figure = measurements.get(commitment.indicator.start) if commitment.indicator else None
        name = ""
        if commitment.kind == "action" and commitment.subject:
            name = _letters(edition.text[slice(*commitment.subject)])
        core = _core(words)
        made.append(
            _Promise(
                commitment=commitment,
                words=words,
                measure=_measure(edition, commitment, figure) if figure else "",
                name=name,
                core=core if len(core) >= _SHORTEST_CORE and commitment.kind != "target" else "",
                figure=figure,
            )
        )
    return made


def _measure(edition: Edition, commitment: Commitment, figure: Measurement) -> str:
    """What is measured, how and for when; empty where the name is too general to tell."""
    indicator = figure.indicator
    if indicator.value is None:
        return ""
    if indicator.code is None:
        # 比上年增加200亿元 does not say itself what of.
        said = sum(end - start for start, end in indicator.name_spans if start >= commitment.start)
        if min(len(figure.name.core), said) < _SHORTEST_NAME:
            return ""
    ahead = figure.year - edition.year if figure.year is not None and edition.year is not None else None
    return f"{figure.key}|{indicator.kind}|{indicator.direction == 'down'}|{figure.base}|{figure.span}|{ahead}"


def _of_figures(earlier: Edition, later: Edition, old: _Promise, new: _Promise) -> Iterator[WordingShift]:
    if old.figure is None or new.figure is None or old.measure != new.measure:
        return
    one, other = old.figure.indicator, new.figure.indicator
    sides = {_better(earlier, old.figure), _better(later, new.figure)}
    if len(sides) > 1 or None in sides or one.value is None or other.value is None:
        return
    sign = -1 if "lower" in sides else 1
    low, high = (convert(value, other.unit, one.unit) for value in (other.value, other.value_max or other.value))
    if low is None or high is None:
        return
    steps = [sign * (low - one.value), sign * (high - (one.value_max or one.value))]
    if max(map(abs, steps)) > 1e-9 * max(1.0, abs(one.value)) and min(steps) * max(steps) >= 0:
        # One row a target: both words show the bounds, too.
        yield _figure_shift("value", sum(steps) > 0, earlier, later, old, new)
        return
    wrong = "min" if sign < 0 else "max"
    if wrong not in (one.bound, other.bound) and one.value_max is None and other.value_max is None:
        step = _STRICTNESS.get(other.bound, _HELD) - _STRICTNESS.get(one.bound, _HELD)
        if step:
            yield _figure_shift("bound", step > 0, earlier, later, old, new)


def _figure_shift(
    kind: str, stronger: bool, earlier: Edition, later: Edition, old: _Promise, new: _Promise
) -> WordingShift:
    return WordingShift(
        shift="strengthened" if stronger else "weakened",
        kind="value" if kind == "value" else "bound",
        old=_with_bound(earlier, old),
        new=_with_bound(later, new),
        earlier=earlier.passage(old.commitment.start, old.commitment.end),
        later=later.passage(new.commitment.start, new.commitment.end),
    )


def _better(edition: Edition, figure: Measurement) -> str | None:
    """The side on which a number of this measure promises more."""
    indicator = figure.indicator
    if any(word in indicator.name for word in strings("wording", "neutral")):
        return None
    if indicator.direction == "down" and indicator.kind != "level":
        # The number is the size of the fall.
        return "higher"
    return better_side(edition.figure(indicator))


def _with_bound(edition: Edition, promise: _Promise) -> str:
    """The number as written, with the word of its bound."""
    assert promise.figure is not None
    indicator = promise.figure.indicator
    before = _BEFORE.search(edition.text[max(promise.commitment.start, indicator.start - _REACH) : indicator.start])
    after = _AFTER.match(edition.text, indicator.end)
    number = plain(edition.text[indicator.start : indicator.end])
    return f"{before[0] if before else ''}{number}{after[0] if after else ''}"


def _of_words(earlier: Edition, later: Edition, old: _Promise, new: _Promise) -> Iterator[WordingShift]:
    target = old.figure is not None and new.figure is not None
    for one in compare_strength(old.words, new.words, target=target):
        yield WordingShift(
            shift=one.shift,
            kind="modal",
            old=one.old,
            new=one.new,
            earlier=earlier.passage(old.commitment.start, old.commitment.end),
            later=later.passage(new.commitment.start, new.commitment.end),
        )


def _are_near(old: _Promise, new: _Promise) -> bool:
    """Whether two promises on one measure or name are on the same thing: a code says so, else their clauses do."""
    if old.figure is not None and old.figure.indicator.code is not None:
        return True
    least = _LIKE_CLAUSE if old.figure is not None else _SAME_CLAUSE
    return bool(align([_core(_NUMBER.sub("", old.words))], [_core(_NUMBER.sub("", new.words))], least))


def _core(words: str) -> str:
    """A clause without words of strength, adverbs and marks: what it is about."""
    return _letters(_weightless().sub("", words))


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))


def _grade(scale: _Scale, words: str, target: bool) -> tuple[int, str] | None:
    """The highest grade of the scale that a clause reaches, and the word it does with."""
    if scale.front:
        chain = _chain().match(words)
        words = chain["chain"] if chain else ""
    found = [(scale.grades[word], word) for word in _matcher(scale.name).findall(words)]
    if found:
        return max(found, key=lambda pair: pair[0])
    return (scale.unsaid, "") if target and scale.unsaid is not None else None


@cache
def _scales() -> tuple[_Scale, ...]:
    return tuple(
        _Scale(
            name=scale["name"],
            grades={word: grade for grade, words in enumerate(scale["grades"]) for word in words},
            front=scale["place"] == "front",
            unsaid=scale.get("unsaid"),
        )
        for scale in load("wording")["scales"]
    )


@cache
def _matcher(name: str) -> re.Pattern[str]:
    grades = next(scale.grades for scale in _scales() if scale.name == name)
    return regex(f"(?:{alternatives(grades)})")


@cache
def _words_of_strength() -> Sequence[str]:
    words = {word for scale in _scales() for word in scale.grades}
    return sorted(words | set(strings("commitments", "before_verb")))


@cache
def _chain() -> re.Pattern[str]:
    """What opens a clause before its object: 要继续稳步推进."""
    return regex(f"{_SUBJECT.pattern}(?P<chain>(?:{alternatives(_words_of_strength())})*)")


@cache
def _weightless() -> re.Pattern[str]:
    return regex(f"(?:{alternatives(_words_of_strength())})")
