"""Words that rise and fall from report to report: log-odds with an informative Dirichlet prior, and G².

Takes editions, gives ``WordTrend``s. Where the reports are of one place and of different years, the last is set against
all before it; otherwise there is no last, and each report is set against all the others. Read next: ``wording.py``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from reportmine.comparison.edition import Edition, plain
from reportmine.comparison.model import Passage, WordTrend
from reportmine.lexicon import strings
from reportmine.patterns import regex
from reportmine.text import simplify

if TYPE_CHECKING:
    import numpy as np

# How many rising and how many falling words are told; of each report, where each is set against the others.
_TOLD, _TOLD_EACH = 20, 10
# A word used more seldom in both samples together says more of chance than of the reports.
_LEAST = 5
# The 5 % point of the chi-squared distribution with one degree of freedom.
_LEAST_G2 = 3.84
_PER = 10_000
# 120, 5%, 一千, 第三, 2022年, 万亿元: amounts and dates, whatever they count.
_NUMBER = regex(
    r"第?[0-9.,:%％‰〇零○一二三四五六七八九十百千万亿兆两几数多余半]*"
    r"(?:[年月日号个项次位名件条家户人元吨亩斤届度倍成番里米天点座所台套]|美元|港元|平方米|平方公里|公里|公斤|公顷|立方米|千瓦|千瓦时"
    r"|人次|小时|个百分点|百分点|分之|担|头|辆|岁|世纪|年代|月份|年度|季度)*"
)
_SIGN = regex(r"[XＸxｘ×*＊○〇□某_•]")


class Keyness(NamedTuple):
    """How a word's use in one sample differs from that in another: arrays, an entry a word."""

    log_odds: np.ndarray[Any, Any]
    z: np.ndarray[Any, Any]
    g2: np.ndarray[Any, Any]


def find_word_trends(editions: Sequence[Edition]) -> tuple[WordTrend, ...]:
    """The words that rise and fall most, the rising before the falling, each by falling ``|z|``.

    In a series of years of one place up to 20 of each, and a ``WordTrend`` compares the last report with all before
    it. Otherwise (places in one year, two versions of a report) up to 10 rising words of each report against all the
    others, with that report's id in ``report``: they tell what this report speaks of more than the rest.

    A word must stand at least five times in what is compared, and pass ``G² >= 3.84`` (5 %). With thousands of words
    some pass by chance: read the list as a ranking, not as a test.
    """
    import numpy as np

    if len(editions) < 2:
        return ()
    counts = [content_words(edition) for edition in editions]
    vocabulary = sorted(set().union(*counts))
    if not vocabulary:
        return ()
    table = np.array([[count[word] for word in vocabulary] for count in counts], dtype=np.float64)
    sizes = [sum(edition.word_counts.values()) for edition in editions]
    last = len(editions) - 1
    chain = is_series(editions)
    trends: list[WordTrend] = []
    for target in [last] if chain else range(len(editions)):
        rest = [row for row in range(len(editions)) if row != target]
        sample, reference = table[target], table[rest].sum(axis=0)
        found = compare_words(sample, reference, table.sum(axis=0), float(table.sum()) / len(editions))
        telling = (sample + reference >= _LEAST) & (found.g2 >= _LEAST_G2)
        for rises in (True, False) if chain else (True,):
            chosen = np.flatnonzero(telling & ((found.z > 0) == rises)).tolist()
            chosen.sort(key=lambda at: (-abs(found.z[at]), vocabulary[at]))
            for at in chosen[: _TOLD if chain else _TOLD_EACH]:
                used = table[:, at].astype(int).tolist()
                years = [edition.year for edition, count in zip(editions, used, strict=True) if count]
                trends.append(
                    WordTrend(
                        word=vocabulary[at],
                        counts=tuple(used),
                        per_10000=tuple(
                            round(_PER * count / size, 2) if size else 0.0
                            for count, size in zip(used, sizes, strict=True)
                        ),
                        log_odds=round(float(found.log_odds[at]), 4),
                        z=round(float(found.z[at]), 2),
                        g2=round(float(found.g2[at]), 2),
                        rises=rises,
                        first_year=years[0],
                        last_year=years[-1],
                        first=_first(editions[next(row for row, count in enumerate(used) if count)], vocabulary[at]),
                        report=None if chain else target,
                    )
                )
    return tuple(trends)


def compare_words(
    sample: np.ndarray[Any, Any], reference: np.ndarray[Any, Any], pool: np.ndarray[Any, Any], prior: float
) -> Keyness:
    """Log-odds with an informative Dirichlet prior, its z-score, and G², for counts of the same words in two samples.

    With ``y`` the counts of the sample, ``r`` those of the reference, ``n`` and ``m`` their sums, and ``a = prior *
    pool / sum(pool)``, ``A = prior`` (Monroe, Colaresi and Quinn 2008, *Fightin' Words*, Political Analysis
    16(4))::

        log_odds = ln((y + a) / (n + A - y - a)) - ln((r + a) / (m + A - r - a))
        z        = log_odds / sqrt(1 / (y + a) + 1 / (r + a))

    The prior pulls words towards what all reports compared do: ``prior`` is the number of words it weighs, here those
    of one average report, so a word that stands in one of them only is neither infinite nor invisible. The fewer the
    reports, the more of the prior is the two samples themselves: between two reports ``z`` errs on the careful side.

    G² is the log-likelihood ratio of the two by two table of a word and all others (Dunning 1993, *Accurate Methods for
    the Statistics of Surprise and Coincidence*, Computational Linguistics 19(1)), over all four cells::

        G² = 2 * sum(observed * ln(observed / expected))

    Both count content words only, so that a report with longer sentences does not make every content word fall.
    """
    import numpy as np

    n, m = sample.sum(), reference.sum()
    a = prior * pool / max(pool.sum(), 1)
    # Words of neither sample have nothing to tell; the least keeps their logarithms finite.
    y, r = np.maximum(sample + a, 1e-12), np.maximum(reference + a, 1e-12)
    log_odds = np.log(y / np.maximum(n + prior - y, 1e-12)) - np.log(r / np.maximum(m + prior - r, 1e-12))
    z = log_odds / np.sqrt(1 / y + 1 / r)
    both = sample + reference
    g2 = np.zeros_like(z)
    for observed, margin, size in (
        (sample, both, n),
        (reference, both, m),
        (n - sample, n + m - both, n),
        (m - reference, n + m - both, m),
    ):
        expected = margin * size / (n + m) if n + m else margin
        with np.errstate(divide="ignore", invalid="ignore"):
            g2 += 2 * np.where(observed > 0, observed * np.log(observed / expected), 0.0)
    return Keyness(log_odds, z, np.maximum(g2, 0.0))


def content_words(edition: Edition) -> Counter[str]:
    """How often each word stands in a report; single characters, amounts, dates and function words are left out.

    Single characters are mostly what function words, measure words and cut-off pieces of names leave. Traditional
    characters count as simplified ones.
    """
    found: Counter[str] = Counter()
    counts = edition.word_counts
    # No word has a line break; all at once is a fraction of the time.
    for word, count in zip(simplify("\n".join(counts)).split("\n"), counts.values(), strict=True) if counts else ():
        if is_content_word(word):
            found[word] += count
    return found


def is_content_word(word: str) -> bool:
    """Whether a word, in simplified characters, tells what a report speaks of.

    >>> is_content_word("粮食"), is_content_word("2022年"), is_content_word("我们"), is_content_word("粮")
    (True, False, False, False)
    """
    return len(word) > 1 and word not in _stop_words() and not _NUMBER.fullmatch(word)


def is_series(editions: Sequence[Edition]) -> bool:
    """Whether the reports tell of one place over time: no two places, and no year twice.

    A place that is masked or missing is that of the others; reports without a year stand in the order they have.
    """
    places = {edition.report.region or edition.report.organisation for edition in editions}
    named = {place for place in places if place is not None and not _SIGN.search(place)}
    years = [edition.year for edition in editions if edition.year is not None]
    return len(named) <= 1 and len(set(years)) == len(years)


@cache
def _stop_words() -> frozenset[str]:
    return frozenset(strings("wording", "stop"))


def _first(edition: Edition, word: str) -> Passage:
    """Where a word stands first in a report that has it."""
    for sentence, words in zip(edition.sentences, edition.words, strict=True):
        offset = 0
        for piece in words:
            # Only punctuation stands between two words.
            offset = sentence.plain.index(piece, offset)
            if simplify(piece) == word:
                # ``plain`` leaves blanks out; offsets count in the text as written.
                places = [place for place in range(sentence.start, sentence.end) if plain(edition.text[place])]
                return edition.passage(places[offset], places[offset + len(piece) - 1] + 1)
            offset += len(piece)
    raise ValueError(word)
