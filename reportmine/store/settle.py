"""The same report twice is one row: what is nearly the same text of one place and year is found and made one.

Works on the table ``files`` alone and begins anew each time, so that the outcome does not hang on the order in which
files came in. Read next: ``batch/build.py``.
"""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from reportmine.borrowing.fingerprints import resemblance
from reportmine.store import schema
from reportmine.store.store import Store

# Two copies of a report from two web sites differ by menus and footers; two reports share at most half.
_SAME = 0.8
# A place with more texts for one year is a mistake of its own, and comparing all pairs would take forever.
_MOST = 300


class _Text(NamedTuple):
    key: str
    path: str
    chars: int
    signature: bytes


def settle(store: Store) -> bool:
    """Makes one report of what is nearly the same; tells whether files have to be read again for that."""
    kept = _kept(store)
    with store.transaction():
        run = store.connection.execute
        run("DELETE FROM disagreements WHERE field = 'text'")
        run("CREATE OR REPLACE TEMP TABLE same (text_key VARCHAR, report VARCHAR, path VARCHAR, alike DOUBLE)")
        if kept:
            columns = [list(values) for values in zip(*kept, strict=True)]
            run(
                "INSERT INTO same SELECT unnest(CAST(? AS VARCHAR[])), unnest(CAST(? AS VARCHAR[])), "
                "unnest(CAST(? AS VARCHAR[])), unnest(CAST(? AS DOUBLE[]))",
                columns,
            )
        run(
            "UPDATE files SET report = coalesce((SELECT report FROM same WHERE same.text_key = files.text_key), "
            "text_key) WHERE report IS DISTINCT FROM coalesce((SELECT report FROM same "
            "WHERE same.text_key = files.text_key), text_key)"
        )
        run(
            "INSERT INTO disagreements SELECT files.path, files.report, 'text', same.path, 'longest text', "
            "'resemblance ' || printf('%.2f', same.alike) FROM files JOIN same USING (text_key) "
            "WHERE files.text_key <> files.report ORDER BY files.path"
        )
        for table in schema.OF_A_REPORT:
            run(f"DELETE FROM {table} WHERE report NOT IN (SELECT report FROM files)")
        # Chosen now, and taken out before in favour of another.
        run("UPDATE files SET analyser = '' WHERE report NOT IN (SELECT report FROM reports) AND text_key = report")
        # Its row was read by the name of a file that holds something else by now.
        run(
            "UPDATE files SET analyser = '' WHERE text_key = report AND report IN (SELECT reports.report FROM reports "
            "LEFT JOIN files USING (path) WHERE files.text_key IS DISTINCT FROM reports.report)"
        )
        again = bool(store.rows("SELECT 1 FROM files WHERE analyser = '' LIMIT 1"))
        run("DROP TABLE same")
    return again


def _kept(store: Store) -> list[tuple[str, str, str, float]]:
    """For each text that is nearly another: its key, the key and path of the one that is kept, how alike they are."""
    rows = store.stream(
        "SELECT place_code, year, text_key, min(path), any_value(chars), any_value(signature) FROM files "
        "WHERE (place_code, year) IN (SELECT (place_code, year) FROM files WHERE place_code IS NOT NULL AND year IS "
        "NOT NULL GROUP BY ALL HAVING count(DISTINCT text_key) > 1) GROUP BY ALL ORDER BY place_code, year, text_key"
    )
    made: list[tuple[str, str, str, float]] = []
    for _, group in groupby(rows, key=itemgetter(0, 1)):
        texts = [_Text(*row[2:]) for row in group][:_MOST]
        # The longest first; every other is held against those that stand for themselves.
        texts.sort(key=lambda text: (-text.chars, text.path))
        standing: list[_Text] = []
        for text in texts:
            alike, best = max(((resemblance(text.signature, other.signature), other) for other in standing),
                              key=itemgetter(0), default=(0.0, None))  # fmt: skip
            if best is not None and alike >= _SAME:
                made.append((text.key, best.key, best.path, alike))
            else:
                standing.append(text)
    return made
