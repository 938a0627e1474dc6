"""``corpus measure``: the research measures of every report of a store, group by group.

A group is the reports of one level, one upper place and one year, so that neighbours are measured together; each comes
with last year's report of the same place and those of the levels above. What was measured with the same words, code and
neighbours is not measured again. Read next: ``measures/measure.py``.
"""

from __future__ import annotations

import hashlib
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

import msgspec

from reportmine.batch.analyser import fingerprint_of, require_same
from reportmine.batch.engines import Engine, run
from reportmine.measures.dictionary import Dictionary
from reportmine.measures.measure import measure_group
from reportmine.measures.model import Measure
from reportmine.messages import tr
from reportmine.model import Report
from reportmine.store.rows import Row, unpack
from reportmine.store.store import Store

# More reports than this in one group are measured in pieces: a place has no hundred neighbours.
_GROUP = 64
# Analyses a worker keeps unpacked.
_UNPACKED = 64
_ROWS, _SECONDS = 50_000, 5.0


class Member(NamedTuple):
    """One report of a group: its analysis, last year's, and those of the levels above with their names."""

    key: str
    data: bytes
    last: bytes | None
    above: tuple[tuple[str, bytes], ...]


class GroupTask(NamedTuple):
    """One group and the dictionaries (msgpack), all plain data."""

    members: tuple[Member, ...]
    dictionaries: bytes
    recipe: str


class Measured(NamedTuple):
    """What came of a group: rows of ``measures``, its reports, the recipe, or why nothing came."""

    keys: tuple[str, ...]
    rows: list[Row]
    recipe: str
    reason: str | None = None


class Done(NamedTuple):
    """What a run did: reports measured, reports that were up to date, what could not be measured and why."""

    measured: int
    unchanged: int
    failed: list[str]


def measure_store(
    store: Store,
    engine: Engine,
    dictionaries: Sequence[Dictionary],
    *,
    step: Callable[[int, int], object] = lambda files, characters: None,
) -> Done:
    """Measures what has not been measured with these dictionaries, this code and these neighbours.

    Raises:
        BadStore: the store cannot be read or written.
    """
    require_same(engine)
    packed = msgspec.msgpack.encode(list(dictionaries))
    words = hashlib.sha256(" ".join(f"{one.name} {one.version}" for one in dictionaries).encode()).hexdigest()
    failed: list[str] = []
    counts: Counter[str] = Counter()
    batch: list[Measured] = []
    since = time.monotonic()
    try:
        for done in run(engine, do_groups, _tasks(store, packed, words, counts, step), blame=_blame):
            if done.reason is not None:
                failed.append(done.reason)
            else:
                batch.append(done)
                counts["measured"] += len(done.keys)
            step(len(done.keys), 0)
            if sum(len(one.rows) for one in batch) >= _ROWS or time.monotonic() - since >= _SECONDS:
                _write(store, batch)
                batch, since = [], time.monotonic()
    finally:
        # Ctrl-C and a broken engine too: what has come back is kept.
        _write(store, batch)
    return Done(counts["measured"], counts["unchanged"], failed)


def _write(store: Store, batch: Sequence[Measured]) -> None:
    if batch:
        with store.transaction():
            store.delete(["measures", "measured"], "report", [key for done in batch for key in done.keys])
            store.insert("measures", [row for done in batch for row in done.rows])
            store.insert("measured", [(key, done.recipe) for done in batch for key in done.keys])


def do_groups(tasks: list[GroupTask]) -> list[Measured]:
    """The work on some groups, done in any process."""
    return [_do(task) for task in tasks]


@lru_cache(maxsize=_UNPACKED)
def _report(data: bytes) -> Report:
    """The analysis, the same object for the same bytes: last year's report is this year's of another group."""
    return unpack(data)


def _do(task: GroupTask) -> Measured:
    from reportmine.errors import internal_error

    keys = tuple(member.key for member in task.members)
    try:
        dictionaries = msgspec.msgpack.decode(task.dictionaries, type=list[Dictionary])
        reports = [_report(member.data) for member in task.members]
        made = measure_group(
            reports,
            dictionaries,
            last=[None if member.last is None else _report(member.last) for member in task.members],
            above=[[(name, _report(data)) for name, data in member.above] for member in task.members],
        )
    except Exception as error:
        return Measured(keys, [], task.recipe, str(internal_error(error, keys[0])))
    rows = [row for key, measures in zip(keys, made, strict=True) for row in _rows(key, measures)]
    return Measured(keys, rows, task.recipe)


def _rows(key: str, measures: Sequence[Measure]) -> Iterator[Row]:
    for one in measures:
        evidence = " ".join(f"{start}-{end}" for start, end in one.evidence) or None
        yield (
            key, one.part, one.measure, one.name, one.value, one.unit, one.numerator, one.denominator, one.dictionary,
            one.dictionary_version, one.note, evidence,
        )  # fmt: skip


def _blame(task: GroupTask) -> Measured:
    keys = tuple(member.key for member in task.members)
    return Measured(keys, [], task.recipe, tr("{keys}：计算时进程两次中断，可能内存不够", keys=tr("、").join(keys)))


def _tasks(
    store: Store, packed: bytes, words: str, counts: Counter[str], step: Callable[[int, int], object]
) -> Iterator[GroupTask]:
    code = fingerprint_of("measures", "comparison")
    done: dict[str, str] = dict(store.rows("SELECT report, recipe FROM measured"))
    for keys in _groups(store):
        last, above = _last_years(store, keys), _above(store, keys)
        used = [words, code, *keys, *(last.get(key, "") for key in keys)]
        used += [f"{name} {other}" for key in keys for name, other in above.get(key, [])]
        recipe = hashlib.sha256("\n".join(used).encode()).hexdigest()[:16]
        if all(done.get(key) == recipe for key in keys):
            counts["unchanged"] += len(keys)
            step(len(keys), 0)
            continue
        wanted = {*keys, *last.values(), *(other for pairs in above.values() for _, other in pairs)}
        data: dict[str, bytes] = dict(
            store.rows(
                "SELECT report, data FROM analyses WHERE report IN (SELECT unnest(CAST(? AS VARCHAR[])))",
                [sorted(wanted)],
            )
        )
        members = tuple(
            Member(
                key,
                data[key],
                data[last[key]] if key in last else None,
                tuple((name, data[other]) for name, other in above.get(key, ())),
            )
            for key in keys
        )
        yield GroupTask(members, packed, recipe)


def _groups(store: Store) -> Iterator[list[str]]:
    """Governments of one level, upper place and year together; every other report by itself."""
    together: list[str] = []
    before: Row | None = None
    rows = store.rows(
        "SELECT report, government AND year IS NOT NULL AND place_code IS NOT NULL, level, "
        "CASE level WHEN 'county' THEN coalesce(city_code, province_code) WHEN 'city' THEN province_code END, year "
        "FROM reports"
    )
    rows.sort(key=lambda row: (not row[1], str(row[2]), str(row[3]), row[4] or 0, row[0]))
    for key, grouped, *group in rows:
        if together and (not grouped or tuple(group) != before or len(together) >= _GROUP):
            yield together
            together = []
        together.append(key)
        before = tuple(group)
    if together:
        yield together


# One report a place and year speaks for it: the longest.
_GOVERNMENTS = (
    "(SELECT report, place_code, year, level, province_code, city_code FROM reports WHERE government QUALIFY "
    "row_number() OVER (PARTITION BY place_code, year ORDER BY body_chars DESC, report) = 1)"
)


def _last_years(store: Store, keys: Sequence[str]) -> dict[str, str]:
    """For each report that of the same government the year before."""
    return dict(
        store.rows(
            f"SELECT r.report, o.report FROM reports r JOIN {_GOVERNMENTS} o ON o.place_code = r.place_code AND "
            "o.year = r.year - 1 WHERE r.government AND r.report IN (SELECT unnest(CAST(? AS VARCHAR[])))",
            [list(keys)],
        )
    )


def _above(store: Store, keys: Sequence[str]) -> dict[str, list[tuple[str, str]]]:
    """For each report those of the governments above it in the same year: city, province, nation."""
    found: dict[str, list[tuple[str, str]]] = {}
    for own, level, other in store.rows(
        f"SELECT r.report, o.level, o.report FROM reports r JOIN {_GOVERNMENTS} o ON o.year = r.year AND "
        "((o.level = 'nation' AND r.level <> 'nation') OR (o.level = 'province' AND r.level IN ('city', 'county') AND "
        "o.place_code = r.province_code) OR (o.level = 'city' AND r.level = 'county' AND o.place_code = r.city_code)) "
        "WHERE r.government AND r.report IN (SELECT unnest(CAST(? AS VARCHAR[]))) "
        "ORDER BY r.report, CASE o.level WHEN 'city' THEN 1 WHEN 'province' THEN 2 ELSE 3 END, o.report",
        [list(keys)],
    ):
        found.setdefault(own, []).append((level, other))
    return found
