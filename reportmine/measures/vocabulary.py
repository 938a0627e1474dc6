"""New, hot and dying words: how the use of each word of many reports changes over the years.

Takes counts of words by year (``Vocabulary``), gives ``Trends``: arrays with an entry a word. The counts come from
``store/words.py``; keyness is that of ``reportmine compare`` (``comparison/wording/keyness.py``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, NamedTuple, get_args

from reportmine.comparison.wording.keyness import compare_words

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, Any]
else:
    Array = Any

Mark = Literal["new", "hot", "dying", "steady"]
MARKS: tuple[Mark, ...] = get_args(Mark)

#: A word of one report says more of that report than of the years.
LEAST_REPORTS = 2
#: The 0.1 % point of the chi-squared distribution with one degree of freedom: thousands of words are tested.
LEAST_G2 = 10.83
#: How many times as often, or as seldom, a hot or dying word is used in the newest years.
FACTOR = 2.0
PER = 10_000
# What a count is taken as at the least where a logarithm or a quotient is made of it.
_HALF = 0.5
# Two points always lie on a line.
_LEAST_YEARS = 3
# Years are told in thirds: the first, the middle and the newest ones.
_THIRD = 3


class Vocabulary(NamedTuple):
    """How often words stand in the reports of each year.

    ``words`` are in the order of the columns of ``counts``; ``years``, ascending, are its rows; ``sizes`` all words of
    each year, those left out of ``words`` too; ``reports`` how many reports have each word.
    """

    words: list[str]
    years: list[int]
    counts: Array
    sizes: Array
    reports: Array


class Trends(NamedTuple):
    """An entry a word, NaN where it cannot be said.

    The newest years are the last third of the years, at least one; the older ones are all before them.

    Attributes:
        total: how often it stands in all years.
        first, last: the years it is used in first and last.
        before, recent: its frequency in the older and in the newest years, per ``PER`` words.
        slope: a year, of the straight line through the natural logarithm of its frequency; 0.07 doubles in ten years.
            Needs three years.
        ratio: frequency in the newest third of the years over that in the first third.
        z: the last year's frequency less the mean of the years before, in standard deviations of those years; no
            smaller deviation than chance gives a word of that frequency (Poisson) is taken. Needs three years.
        log_odds, keyness_z, g2: the newest years against the older ones, see ``compare_words``.
        marks: ``new``: first used in the newest years; ``hot``: used before, and at least ``FACTOR`` times as often in
            them; ``dying``: at most 1 / ``FACTOR`` times as often; all three with G² of at least ``LEAST_G2`` and in
            ``LEAST_REPORTS`` reports or more. Everything else is ``steady``, and all of it where there is one year.
    """

    total: Array
    first: Array
    last: Array
    before: Array
    recent: Array
    slope: Array
    ratio: Array
    z: Array
    log_odds: Array
    keyness_z: Array
    g2: Array
    marks: list[Mark]


def newest_years(years: list[int]) -> list[int]:
    """The newest third of the years, at least one.

    >>> newest_years([2018, 2019, 2020, 2021])
    [2021]
    """
    return years[-max(1, len(years) // _THIRD) :]


def find_trends(vocabulary: Vocabulary) -> Trends:
    """How the use of each word changes; of counts without a year or a word the arrays are empty."""
    import numpy as np

    counts = np.asarray(vocabulary.counts, dtype=np.float64)
    sizes = np.asarray(vocabulary.sizes, dtype=np.float64)
    years = np.array(vocabulary.years, dtype=np.int64)
    width = len(vocabulary.words)
    if not width or not len(years):
        return _untold(np.zeros(0), np.zeros(0), np.zeros(0))
    used = counts > 0
    newest = len(newest_years(vocabulary.years))
    nothing = np.full(width, np.nan)
    first = years[used.argmax(axis=0)]
    last = years[len(years) - 1 - used[::-1].argmax(axis=0)]
    total = counts.sum(axis=0)
    if len(years) < 2:
        return _untold(total, first, last)
    recent, before = _frequency(counts[-newest:], sizes[-newest:]), _frequency(counts[:-newest], sizes[:-newest])
    keyness = compare_words(
        counts[-newest:].sum(axis=0), counts[:-newest].sum(axis=0), total, float(total.sum()) / len(years)
    )
    telling = (keyness.g2 >= LEAST_G2) & (np.asarray(vocabulary.reports) >= LEAST_REPORTS)
    is_new = telling & (first >= years[-newest])
    is_hot = telling & ~is_new & (recent >= FACTOR * before)
    is_dying = telling & (recent * FACTOR <= before)
    marks: list[Mark] = [
        "new" if new else "hot" if hot else "dying" if dying else "steady"
        for new, hot, dying in zip(is_new.tolist(), is_hot.tolist(), is_dying.tolist(), strict=True)
    ]
    enough = len(years) >= _LEAST_YEARS
    return Trends(
        total=total,
        first=first,
        last=last,
        before=PER * counts[:-newest].sum(axis=0) / max(float(sizes[:-newest].sum()), 1.0),
        recent=PER * counts[-newest:].sum(axis=0) / max(float(sizes[-newest:].sum()), 1.0),
        slope=_slope(counts, sizes, years) if enough else nothing,
        ratio=recent / _frequency(counts[:newest], sizes[:newest]),
        z=_surprise(counts, sizes) if enough else nothing,
        log_odds=keyness.log_odds,
        keyness_z=keyness.z,
        g2=keyness.g2,
        marks=marks,
    )


def _untold(total: Array, first: Array, last: Array) -> Trends:
    """What there is to say of one year, or of none."""
    import numpy as np

    none = np.full(len(total), np.nan)
    return Trends(total, first, last, none, none, none, none, none, none, none, none, ["steady"] * len(total))


def _frequency(counts: Array, sizes: Array) -> Array:
    """That of each word in some years together; a word that is not used counts half a time."""
    import numpy as np

    frequency: Array = np.maximum(counts.sum(axis=0), _HALF) / max(float(sizes.sum()), 1.0)
    return frequency


def _slope(counts: Array, sizes: Array, years: Array) -> Array:
    """Least squares, every year the same weight."""
    import numpy as np

    logs = np.log(np.maximum(counts, _HALF) / np.maximum(sizes, 1.0)[:, None])
    away = years - years.mean()
    slope: Array = away @ logs / (away @ away)
    return slope


def _surprise(counts: Array, sizes: Array) -> Array:
    """How far the last year lies from the years before, in standard deviations."""
    import numpy as np

    frequency = counts / np.maximum(sizes, 1.0)[:, None]
    before = frequency[:-1]
    chance = _frequency(counts[:-1], sizes[:-1]) / max(float(sizes[-1]), 1.0)
    deviation = np.maximum(before.std(axis=0, ddof=1), np.sqrt(chance))
    surprise: Array = (frequency[-1] - before.mean(axis=0)) / deviation
    return surprise
