"""The fingerprints of a store as the ``Index`` that ``borrowing.similar`` asks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from reportmine.borrowing.index import Description
from reportmine.borrowing.letters import running_text
from reportmine.borrowing.similar import Borrowing, find_sources
from reportmine.model import Report
from reportmine.store.rows import Row, key_of, unpack
from reportmine.store.store import Store


class StoreIndex:
    """The reports of a store, looked up by the hashes of their fingerprints."""

    def __init__(self, store: Store) -> None:
        self._store = store
        # Those of the few candidates of one question, which are read to be compared and again to be quoted.
        self._texts: dict[str, str] = {}

    def find_sources_of(self, report: Report, *, top: int = 10, until: int | None = None) -> Borrowing:
        """The reports of the store that a report is taken from.

        Args:
            report: the report in question; the same text in the store, whatever stands round it, is no source.
            top: how many sources are given at most.
            until: reports of later years are no sources; by default later than the report's own, for nobody copies
                from next year.
        """
        # Under the key of the copy that was kept.
        own = [key for (key,) in self._store.rows("SELECT report FROM files WHERE text_key = ?", [key_of(report.text)])]
        latest = until if until is not None else report.year
        return find_sources(running_text(report), self, top=top, exclude=own, until=latest)

    @property
    def total_reports(self) -> int:
        """How many reports there are."""
        return int(self._store.rows("SELECT count(*) FROM reports")[0][0])

    def document_frequency(self, hashes: Sequence[int]) -> dict[int, int]:
        """How many reports have each hash."""
        return dict(
            self._asked(
                "SELECT hash, count(DISTINCT report) FROM fingerprints WHERE hash IN "
                "(SELECT unnest(CAST(? AS UBIGINT[]))) GROUP BY hash",
                hashes,
            )
        )

    def lookup(self, hashes: Sequence[int]) -> Iterable[tuple[int, str, int]]:
        """Hash, report and first character of each fingerprint that has one of the hashes."""
        return self._asked(
            "SELECT hash, report, start_char FROM fingerprints WHERE hash IN (SELECT unnest(CAST(? AS UBIGINT[])))",
            hashes,
        )

    def text(self, report: str) -> str:
        """The text of a report; secrets and personal data in it are masked, character for character."""
        if report not in self._texts:
            self._texts[report] = unpack(
                self._store.rows("SELECT data FROM analyses WHERE report = ?", [report])[0][0]
            ).text
        return self._texts[report]

    def describe(self, reports: Sequence[str]) -> dict[str, Description]:
        """Place, year, code and title of some reports."""
        found = self._asked(
            "SELECT report, place, year, place_code, title FROM reports WHERE report IN "
            "(SELECT unnest(CAST(? AS VARCHAR[])))",
            reports,
        )
        return {report: Description(*rest) for report, *rest in found}

    def _asked(self, sql: str, values: Sequence[object]) -> list[Row]:
        return self._store.rows(sql, [list(values)])
