"""Two versions of one report, unit by unit: which sentences and headings are the same, changed, moved, gone or new.

Takes two editions, gives a ``Pairing`` of their units. White space, the width of characters and the numbers of headings
are no difference. Read next: ``revisions.py``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from reportmine.comparison.edition import Edition, plain
from reportmine.comparison.revisions.sequences import match, rising
from reportmine.comparison.similarity.carrying import align
from reportmine.patterns import regex
from reportmine.text import normalise

# A sentence in the place of another is that one rewritten from here on; one that stands elsewhere has to be much the
# same to count as moved, and not be a formula.
_REWRITTEN, _MOVED, _SHORTEST_MOVED = 0.35, 0.8, 8
# Two sentences are one that was cut when they hold this much of it; more pairs than this are not tried.
_CUT, _MOST_TRIED = 0.9, 10_000
_NUMBER = regex(
    r"\s*(?:[（(][一二三四五六七八九十百\d]{1,3}[）)]|[一二三四五六七八九十百]{1,3}、|\d{1,2}[.．、](?!\d)"
    r"|第[一二三四五六七八九十百]{1,3}(?:部分|章|节)?[，、：\s])\s*"
)


class Unit(NamedTuple):
    """A sentence, or a heading or title as a whole, without its number; ``text[start:end]`` of its report."""

    start: int
    end: int
    paragraph: int
    heading: bool
    #: Without blanks, in half width: units with the same are the same.
    key: str


class Pairing(NamedTuple):
    """Pairs of indices of units: ``same``, ``changed`` in their place, ``moved`` (changed too, perhaps).

    ``cut`` are sentences that were cut in two or put together: the first and the last of the draft, then of the final.
    """

    same: tuple[tuple[int, int], ...]
    changed: tuple[tuple[int, int], ...]
    cut: tuple[tuple[int, int, int, int], ...]
    moved: tuple[tuple[int, int], ...]


def find_units(edition: Edition) -> tuple[Unit, ...]:
    """The units of a report in the order of the text; furniture is none."""
    stretches = [(one.start, one.end, one.paragraph, False) for one in edition.sentences]
    stretches += [
        (one.start, one.end, one.id, True) for one in edition.report.paragraphs if one.kind not in ("body", "furniture")
    ]
    opened: set[int] = set()
    units: list[Unit] = []
    for start, end, paragraph, heading in sorted(stretches):
        number = None if paragraph in opened else _NUMBER.match(edition.text, start, end)
        opened.add(paragraph)
        if number is not None and number.end() < end:
            start = number.end()
        units.append(Unit(start, end, paragraph, heading, normalise(plain(edition.text[start:end]))))
    return tuple(units)


def pair_units(draft: Sequence[Unit], final: Sequence[Unit]) -> Pairing:
    """Which unit of the final version is which of the draft."""
    same = match([one.key for one in draft], [one.key for one in final])
    free = [True] * len(draft)
    free_final = [True] * len(final)
    for at, at_final in same:
        free[at] = free_final[at_final] = False
    moved = _moved(draft, final, free, free_final, 1.0)
    changed: list[tuple[int, int]] = []
    cuts: list[tuple[int, int, int, int]] = []
    for rows, columns in _gaps(same, free, free_final):
        for first, last, other, other_last in _cut(draft, final, rows, columns):
            cuts.append((first, last, other, other_last))
            rows = [at for at in rows if not first <= at <= last]
            columns = [at for at in columns if not other <= at <= other_last]
        changed += _changed(draft, final, rows, columns)
    for first, last, other, other_last in cuts:
        free[first : last + 1] = [False] * (last + 1 - first)
        free_final[other : other_last + 1] = [False] * (other_last + 1 - other)
    for at, at_final in changed:
        free[at] = free_final[at_final] = False
    moved += _moved(draft, final, free, free_final, _MOVED)
    return Pairing(tuple(same), tuple(sorted(changed)), tuple(cuts), tuple(sorted(moved)))


def join(units: Sequence[Unit], first: int, last: int) -> Unit:
    """Units that follow one another as one."""
    return units[first]._replace(end=units[last].end, key="".join(one.key for one in units[first : last + 1]))


def _gaps(
    same: Sequence[tuple[int, int]], free: Sequence[bool], free_final: Sequence[bool]
) -> Iterator[tuple[list[int], list[int]]]:
    """Units of both between two that are the same."""
    before, before_final = -1, -1
    for at, at_final in [*same, (len(free), len(free_final))]:
        rows = [one for one in range(before + 1, at) if free[one]]
        columns = [one for one in range(before_final + 1, at_final) if free_final[one]]
        if rows and columns:
            yield rows, columns
        before, before_final = at, at_final


def _cut(
    draft: Sequence[Unit], final: Sequence[Unit], rows: Sequence[int], columns: Sequence[int]
) -> Iterator[tuple[int, int, int, int]]:
    """Sentences of one version that are two of the other, none twice."""
    if len(rows) * len(columns) > _MOST_TRIED:
        return
    row, column = -1, -1
    for at in rows:
        for other in columns:
            for last, other_last in ((at + 1, other), (at, other + 1)):
                if at <= row or other <= column or last > rows[-1] or other_last > columns[-1]:
                    continue
                if _is_one(draft, at, last, final, other, other_last):
                    yield at, last, other, other_last
                    row, column = last, other_last


def _is_one(draft: Sequence[Unit], at: int, last: int, final: Sequence[Unit], other: int, other_last: int) -> bool:
    if any(one.heading for one in (*draft[at : last + 1], *final[other : other_last + 1])):
        return False
    one, two = join(draft, at, last).key, join(final, other, other_last).key
    if min(len(one), len(two)) < _CUT * max(len(one), len(two)):
        return False
    return len(match(one, two)) >= _CUT * max(len(one), len(two))


def _changed(
    draft: Sequence[Unit], final: Sequence[Unit], rows: Sequence[int], columns: Sequence[int]
) -> list[tuple[int, int]]:
    letters, letters_final = (
        [_letters(units[at]) for at in chosen] for units, chosen in ((draft, rows), (final, columns))
    )
    pairs = [(rows[at], columns[other]) for at, other in align(letters, letters_final, _REWRITTEN)]
    kept = rising([(at, other) for at, other in pairs if draft[at].heading == final[other].heading])
    # One heading for one heading is that heading renamed, whatever they have in common.
    headings = [at for at in rows if draft[at].heading and at not in dict(kept)]
    headings_final = [at for at in columns if final[at].heading and at not in {other for _, other in kept}]
    if len(headings) == len(headings_final) == 1:
        kept = rising([*kept, (headings[0], headings_final[0])])
    return kept


def _moved(
    draft: Sequence[Unit], final: Sequence[Unit], free: list[bool], free_final: list[bool], least: float
) -> list[tuple[int, int]]:
    """Free units of both that are alike enough, taken from the free ones."""
    rows, columns = (
        [at for at, one in enumerate(units) if open_[at] and len(one.key) >= _SHORTEST_MOVED]
        for units, open_ in ((draft, free), (final, free_final))
    )
    pairs = align([_letters(draft[at]) for at in rows], [_letters(final[at]) for at in columns], least)
    found = [(rows[at], columns[other]) for at, other in pairs]
    if least == 1.0:
        found = [(at, other) for at, other in found if draft[at].key == final[other].key]
    for at, other in found:
        free[at] = free_final[other] = False
    return found


def _letters(unit: Unit) -> str:
    return "".join(filter(str.isalnum, unit.key))
