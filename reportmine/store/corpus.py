"""``reportmine.Corpus``: a store as a program or a notebook reads it.

    >>> corpus = reportmine.Corpus("reports.duckdb")                       # doctest: +SKIP
    >>> corpus.to_pandas("indicators", where="indicator_code = 'gdp'")     # doctest: +SKIP

The file is open only while something is read, so that ``corpus build`` can go on beside it.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from reportmine.errors import ReportmineError
from reportmine.messages import tr
from reportmine.store import tables
from reportmine.store.overview import Overview, read_overview
from reportmine.store.panel import read_panel
from reportmine.store.rows import unpack
from reportmine.store.store import BadStore, Store, failing, open_store
from reportmine.store.words import Group, read_words, table_of

if TYPE_CHECKING:
    import pandas

    from reportmine.borrowing.similar import Borrowing
    from reportmine.model import Report


class Corpus:
    """A collection of analysed reports in one file; in a notebook it shows what it holds."""

    def __init__(self, path: str | Path) -> None:
        """``path`` is a file that ``reportmine corpus build`` made.

        Raises:
            BadStore: it is missing, no store, or of another version.
        """
        self.path = Path(path)
        with self._open():
            pass

    def _open(self) -> Store:
        return open_store(self.path)

    def __len__(self) -> int:
        """How many reports it holds."""
        return self.overview().tables["reports"]

    def overview(self) -> Overview:
        """How much it holds, of which years and levels, what could not be read, where sources disagree."""
        with self._open() as store:
            return read_overview(store)

    def to_pandas(self, table: str, where: str | None = None) -> pandas.DataFrame:
        """A table as a data frame, with code, name and level of the place, province and year in front.

        Args:
            table: reports, paragraphs, indicators, actions, findings, measures, or another of ``store.schema.TABLES``.
            where: a condition in SQL over the columns.

        Raises:
            BadQuery: there is no such table, or the condition is wrong.
        """
        with self._open() as store:
            return tables.frame(store, tables.select(table, where))

    def panel(self, *, by_part: bool = False, where: str | None = None) -> pandas.DataFrame:
        """The measures as a wide table: one row a place and year, one column a measure.

        Args:
            by_part: columns for review, shortfalls and plan too.
            where: a condition in SQL over the columns before the measures.
        """
        with self._open() as store:
            return tables.frame(store, read_panel(store, by_part=by_part, where=where).selection)

    def words(
        self,
        *,
        by: Group = "year",
        first: int | None = None,
        last: int | None = None,
        where: str | None = None,
        least: int = 5,
    ) -> pandas.DataFrame:
        """New, hot, dying and steady words with how often, since when, how fast (``store/words.py``), a row a word.

        Args:
            by: what the frequencies are given by, a column each.
            first: reports of earlier years are left out.
            last: reports of later years are left out.
            where: a condition in SQL over the columns of ``reports``.
            least: words that stand less often are left out.

        Raises:
            BadQuery: the condition is wrong.
        """
        with self._open() as store:
            found = read_words(store, by=by, first=first, last=last, where=where, least=least)
        memory, selection = table_of(found)
        with memory:
            return tables.frame(memory, selection)

    def query(self, sql: str) -> pandas.DataFrame:
        """What SQL over the tables gives.

        Raises:
            BadQuery: the SQL cannot be read or run.
        """
        with self._open() as store, failing(self.path), tables.asking():
            tables.import_pandas()
            return tables.confined(store).execute(sql).df()

    def report(self, key: str) -> Report:
        """The whole analysis of a report by its key (column ``report``), secrets masked.

        Raises:
            BadStore: there is no report of that key.
        """
        with self._open() as store:
            found = store.rows("SELECT data FROM analyses WHERE report = ?", [key])
        if not found:
            raise BadStore(tr("{path}：没有编号为 {key} 的报告", path=self.path, key=key))
        return unpack(found[0][0])

    def similar(self, report: Report, *, top: int = 10, until: int | None = None) -> Borrowing:
        """The reports that an analysed report is taken from, passage by passage, the weightiest first.

        Args:
            report: what ``reportmine.analyze`` gave; the same text in the store is no source.
            top: how many sources are given at most.
            until: reports of later years are no sources; by default later than the report's own.
        """
        from reportmine.store.passage_index import StoreIndex

        with self._open() as store:
            return StoreIndex(store).find_sources_of(report, top=top, until=until)

    def __repr__(self) -> str:
        from reportmine.renderers.notebook import corpus_line

        try:
            return corpus_line(str(self.path), self.overview())
        except ReportmineError as error:
            return f"Corpus({str(self.path)!r}): {error}"

    def _repr_html_(self) -> str:
        from reportmine.renderers.notebook import corpus_html

        return corpus_html(str(self.path), self.overview())
