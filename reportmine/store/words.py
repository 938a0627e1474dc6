"""The words of a whole store: how often each stands in the reports of each year, and what has become of it.

``read_words(store)`` counts the words of the body paragraphs, ``table_of`` makes a table of what ``find_trends``
(``measures/vocabulary.py``) says of them, which is exported like any other. Memory grows with the number of different
words and of years, not with that of reports. Read next: ``cli/corpus/words.py``.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from reportmine.comparison.edition import plain
from reportmine.comparison.wording.keyness import is_content_word
from reportmine.measures.vocabulary import MARKS, PER, Vocabulary, find_trends
from reportmine.segment import cut
from reportmine.store.schema import Column, quoted
from reportmine.store.store import Store, import_duckdb
from reportmine.store.tables import Selection, asking
from reportmine.text import simplify

if TYPE_CHECKING:
    import numpy as np

Group = Literal["year", "level", "province"]

# Beyond so many different words those that stood but once so far are forgotten.
_MOST_WORDS = 2_000_000
_DIGITS, _PLACES = 6, 4
#: The columns before the frequencies; the words of one mark stand together, the most telling first.
LEADING = (
    Column("word", "VARCHAR", "in simplified characters"),
    Column("mark", "VARCHAR", "new, hot, dying or steady"),
    Column("total", "BIGINT", "how often it stands in all reports"),
    Column("reports", "BIGINT", "how many reports have it"),
    Column("first_year", "SMALLINT", "the first year it is used in"),
    Column("last_year", "SMALLINT", "the last year it is used in"),
    Column("before", "DOUBLE", "times per 10,000 words before the newest third of the years"),
    Column("recent", "DOUBLE", "times per 10,000 words in the newest third of the years"),
    Column("slope", "DOUBLE", "growth of the natural logarithm of its frequency a year"),
    Column("ratio", "DOUBLE", "frequency in the last third of the years over that in the first third"),
    Column("z_last", "DOUBLE", "the last year against the years before, in standard deviations"),
    Column("log_odds", "DOUBLE", "newest third of the years against the older ones, with a prior"),
    Column("keyness_z", "DOUBLE", "z-score of log_odds"),
    Column("g2", "DOUBLE", "log-likelihood ratio of the same comparison"),
)


class Words(NamedTuple):
    """Counts of words by year, and by the groups asked for: ``counts`` has a row for each of ``groups``."""

    by_year: Vocabulary
    groups: list[str]
    counts: np.ndarray[Any, Any]
    sizes: np.ndarray[Any, Any]


class _Tally:
    """Counts by group and word; a word's number is the order in which it came."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}
        self.counts: dict[tuple[int, str], np.ndarray[Any, Any]] = {}
        self.sizes: Counter[tuple[int, str]] = Counter()
        self.reports = _zeros(0)

    def add(self, group: tuple[int, str], words: Counter[str]) -> None:
        """Counts the words of one report."""
        import numpy as np

        self.sizes[group] += words.total()
        at = np.array([self.numbers.setdefault(word, len(self.numbers)) for word in words], dtype=np.int64)
        width = len(self.numbers)
        counts = self.counts[group] = _widened(self.counts.get(group, _zeros(0)), width)
        self.reports = _widened(self.reports, width)
        counts[at] += np.fromiter(words.values(), dtype=np.int64, count=len(words))
        self.reports[at] += 1
        if width > _MOST_WORDS:
            self.keep(2)

    def keep(self, least: int) -> None:
        """Forgets the words that stand less often, and those that tell nothing."""
        import numpy as np

        width = len(self.numbers)
        total = _zeros(width)
        for counts in self.counts.values():
            total[: len(counts)] += counts[:width]
        words = list(self.numbers)
        kept = np.array([at for at in np.flatnonzero(total >= least).tolist() if _tells(words[at])], dtype=np.int64)
        self.numbers = {words[at]: number for number, at in enumerate(kept.tolist())}
        self.counts = {group: _widened(counts, width)[kept] for group, counts in self.counts.items()}
        self.reports = _widened(self.reports, width)[kept]


def _zeros(width: int) -> np.ndarray[Any, Any]:
    import numpy as np

    return np.zeros(width, dtype=np.int64)


def _widened(counts: np.ndarray[Any, Any], width: int) -> np.ndarray[Any, Any]:
    """With room for more words; a good deal more, so that it is seldom moved."""
    if len(counts) >= width:
        return counts
    wider = _zeros(max(width, len(counts) * 3 // 2))
    wider[: len(counts)] = counts
    return wider


def _tells(word: str) -> bool:
    """Whether a word tells what a report speaks of and is no place.

    Names of persons stay: neither segmenter tells them from words (文明 and 弘扬 are names in its dictionary).
    """
    return is_content_word(word) and word not in _places()


@cache
def _places() -> frozenset[str]:
    """Divisions in full, provinces and prefectures also without their suffix."""
    from reportmine.divisions import by_form, written

    return frozenset(written()) | frozenset(name for name in by_form() if len(name) > 2)


def read_words(
    store: Store,
    *,
    by: Group = "year",
    first: int | None = None,
    last: int | None = None,
    where: str | None = None,
    least: int = 5,
) -> Words:
    """Counts the words of the body paragraphs of all reports that have a year.

    Args:
        store: open for reading.
        by: what the frequencies are given by; reports without a level or province are those of ``""``.
        first: reports of earlier years are left out.
        last: reports of later years are left out.
        where: a condition in SQL over the columns of ``reports``.
        least: words that stand less often are left out.

    Raises:
        BadQuery: the condition is wrong.
    """
    import numpy as np

    tally = _Tally()
    for year, group, words in _reports(store, by, first, last, where):
        tally.add((year, group), words)
    tally.keep(least)
    order = sorted(tally.numbers)
    at = np.array([tally.numbers[word] for word in order], dtype=np.int64)

    def table(keys: Sequence[object], part: int) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]:
        counts, sizes = np.zeros((len(keys), len(order)), dtype=np.int64), _zeros(len(keys))
        row = {key: number for number, key in enumerate(keys)}
        for both, held in tally.counts.items():
            counts[row[both[part]]] += held[at]
            sizes[row[both[part]]] += tally.sizes[both]
        return counts, sizes

    years, groups = (sorted({both[part] for both in tally.counts}) for part in (0, 1))
    of_years = Vocabulary(order, [int(year) for year in years], *table(years, 0), tally.reports[at])
    return Words(of_years, [str(group) for group in groups], *table(groups, 1))


def _reports(
    store: Store, by: Group, first: int | None, last: int | None, where: str | None
) -> Iterator[tuple[int, str, Counter[str]]]:
    """Year, group and words of each report."""
    conditions = ["year IS NOT NULL", *([f"({where})"] if where and where.strip() else [])]
    conditions += [f"year {sign} {int(year)}" for sign, year in ((">=", first), ("<=", last)) if year is not None]
    wanted = f"SELECT report, year, coalesce(CAST({by} AS VARCHAR), '') AS part FROM reports"
    sql = (
        f"SELECT report, w.year, w.part, p.text FROM ({wanted} WHERE {' AND '.join(conditions)}) w JOIN paragraphs p "
        "USING (report) WHERE p.kind = 'body' ORDER BY report, p.paragraph"
    )
    words: Counter[str] = Counter()
    before: tuple[str, int, str] | None = None
    with asking():
        for report, year, group, text in store.stream(sql):
            if before is not None and before[0] != report:
                yield before[1], before[2], words
                words = Counter()
            before = report, year, group
            words.update(word for word in cut(simplify(plain(text))) if word[0].isalnum())
    if before is not None:
        yield before[1], before[2], words


def table_of(words: Words) -> tuple[Store, Selection]:
    """The words with what has become of them, as a table in memory: frequencies are per 10,000 words of a group."""
    import numpy as np

    duckdb = import_duckdb()
    trends = find_trends(words.by_year)
    names = [f"per_10000_{group}" if group else "per_10000" for group in words.groups]
    columns = (
        *LEADING,
        *(
            Column(name, "DOUBLE", f"times per 10,000 words, {group or 'of no group'}")
            for name, group in zip(names, words.groups, strict=True)
        ),
    )
    shares = PER * words.counts / np.maximum(words.sizes, 1)[:, None]
    values: list[list[Any]] = [
        words.by_year.words, list(trends.marks), *(_whole(one) for one in (trends.total, words.by_year.reports)),
        *(_whole(one) for one in (trends.first, trends.last)),
        *(_rounded(one, _PLACES) for one in (trends.before, trends.recent)),
        *(_rounded(one, _DIGITS) for one in (trends.slope, trends.ratio)),
        *(_rounded(one, _PLACES) for one in (trends.z, trends.log_odds, trends.keyness_z, trends.g2)),
        *(_rounded(row, _PLACES) for row in shares),
    ]  # fmt: skip
    memory = Store(duckdb.connect(":memory:"), Path(":memory:"))
    memory.connection.execute(
        f"CREATE TABLE words ({', '.join(f'{_name(column)} {column.type}' for column in columns)})"
    )
    if words.by_year.words:
        places = ", ".join(f"unnest(CAST(? AS {column.type}[]))" for column in columns)
        memory.connection.execute(f"INSERT INTO words SELECT {places}", values)
    order = " ".join(f"WHEN {quoted(mark)} THEN {number}" for number, mark in enumerate(MARKS))
    listed = ", ".join(_name(column) for column in columns)
    return memory, Selection(
        columns, f"SELECT {listed} FROM words ORDER BY CASE mark {order} END, abs(keyness_z) DESC, word"
    )


def _name(column: Column) -> str:
    """An identifier of SQL; the name of a group may be anything."""
    return '"' + column.name.replace('"', '""') + '"'


def _whole(values: np.ndarray[Any, Any]) -> list[int]:
    return [int(value) for value in values.tolist()]


def _rounded(values: np.ndarray[Any, Any], digits: int) -> list[float | None]:
    """What cannot be said is empty."""
    return [None if math.isnan(value) else round(value, digits) for value in values.tolist()]
