"""What a store holds in a few figures and lists.

``read_overview(store)`` gives an ``Overview``. Read next: ``renderers/store_status.py``.
"""

from __future__ import annotations

import msgspec

from reportmine.store import schema
from reportmine.store.store import Store


class Unread(msgspec.Struct, frozen=True):
    """A file that could not be read, and why."""

    path: str
    reason: str


class Disagreement(msgspec.Struct, frozen=True):
    """Where the sources differ about a file: what was taken from where, and what the others say."""

    path: str
    field: str
    chosen: str | None
    chosen_from: str | None
    others: str | None


class Overview(msgspec.Struct, frozen=True, kw_only=True):
    """The state of a store. ``tables`` is rows by table, ``years`` and ``levels`` reports by year and by level."""

    version: int
    segmenter: str | None
    folders: dict[str, str]
    files: int
    copies: int
    tables: dict[str, int]
    chars: int
    years: dict[str, int]
    levels: dict[str, int]
    without_place: int
    without_year: int
    measured: int
    dictionaries: list[str]
    unread: list[Unread]
    disagreements: list[Disagreement]

    def to_json(self) -> str:
        """The whole of it as JSON."""
        return msgspec.json.format(msgspec.json.encode(self), indent=2).decode()


def read_overview(store: Store) -> Overview:
    """The overview of an open store.

    Raises:
        BadStore: it cannot be read.
    """
    info: dict[str, str] = dict(store.rows("SELECT key, value FROM info ORDER BY key"))
    (files, reports, chars, without_place, without_year), = store.rows(
        "SELECT (SELECT count(*) FROM files), count(*), coalesce(sum(chars), 0), count(*) FILTER (place_code IS NULL), "
        "count(*) FILTER (year IS NULL) FROM reports"
    )  # fmt: skip
    return Overview(
        version=int(info["schema"]),
        segmenter=info.get("segmenter"),
        folders={key.partition(":")[2]: value for key, value in info.items() if key.startswith("folder:")},
        files=files,
        copies=files - reports,
        tables={name: store.rows(f"SELECT count(*) FROM {name}")[0][0] for name in schema.EXPORTED},
        chars=int(chars),
        years=_counted(store, "year"),
        levels=_counted(store, "level"),
        without_place=without_place,
        without_year=without_year,
        measured=store.rows("SELECT count(*) FROM measured")[0][0],
        dictionaries=[
            f"{name} {version}"
            for name, version in store.rows(
                "SELECT DISTINCT dictionary, dictionary_version FROM measures WHERE dictionary IS NOT NULL ORDER BY ALL"
            )
        ],
        unread=[Unread(*row) for row in store.rows("SELECT path, reason FROM errors ORDER BY path")],
        disagreements=[
            Disagreement(*row)
            for row in store.rows(
                "SELECT path, field, chosen, chosen_from, others FROM disagreements ORDER BY path, field, others"
            )
        ],
    )


def _counted(store: Store, column: str) -> dict[str, int]:
    rows = store.rows(f"SELECT {column}, count(*) FROM reports WHERE {column} IS NOT NULL GROUP BY ALL ORDER BY ALL")
    return {str(value): count for value, count in rows}
