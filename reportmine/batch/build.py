"""``corpus build``: what is new or changed in a folder is analysed and written, batch by batch.

Takes a folder and a store. Whatever happens in between, the store holds whole reports only, and the next run does what
is left. Read next: ``engines.py``, ``store/store.py``, ``store/settle.py``.
"""

from __future__ import annotations

import hashlib
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from reportmine.batch.analyser import analyser, require_same
from reportmine.batch.engines import Engine, run
from reportmine.batch.files import Entry, list_files
from reportmine.batch.work import Outcome, Task, do_all
from reportmine.errors import UnreadableInput
from reportmine.messages import tr
from reportmine.readers import load
from reportmine.store import schema
from reportmine.store.rows import Row
from reportmine.store.settle import settle
from reportmine.store.store import Store

if TYPE_CHECKING:
    from reportmine.identity import Metadata

# A batch is written when it has so many reports, or so many characters, or has waited so many seconds.
_REPORTS, _CHARS, _SECONDS = 64, 1_000_000, 5.0
_LOOKED_UP = 512
# Rounds of one run: a second where copies of a report made another choice of file necessary.
_ROUNDS = 4


class Counts(NamedTuple):
    """What a run did with the files of a folder."""

    analysed: int
    unchanged: int
    unreadable: int
    other: int


class _Known(NamedTuple):
    """What the store has of a file."""

    size: int
    modified: int
    sha256: str
    analyser: str
    metadata: str


def build(
    folder: Path,
    store: Store,
    engine: Engine,
    *,
    metadata: Metadata | None = None,
    limit: int | None = None,
    step: Callable[[int, int], object] = lambda files, characters: None,
) -> Counts:
    """Brings a store up to date with a folder.

    Args:
        folder: searched with all folders below it.
        store: open for writing.
        engine: where the analyses are done; the caller closes it.
        metadata: what the user knows of the files.
        limit: at most so many files are analysed; the next run goes on.
        step: called as files are done, with how many and how many characters of text.

    Raises:
        UnreadableInput: the folder cannot be read.
        BadStore: the store cannot be written.
    """
    require_same(engine)
    _remember(folder, store)
    counts: Counter[str] = Counter()
    for round_number in range(_ROUNDS):
        left = None if limit is None else max(0, limit - counts["analysed"] - counts["unreadable"])
        tally: Counter[str] = Counter()
        tasks = _tasks(list_files(folder), store, metadata, tally, step)
        batch = _Batch(store, counts, step)
        try:
            for outcome in run(engine, do_all, islice(tasks, left), blame=_blame):
                batch.add(outcome)
        finally:
            # Ctrl-C and a broken engine too: what has come back is kept.
            batch.write()
        if not round_number:
            counts.update(tally)
        if left is not None and counts["analysed"] + counts["unreadable"] >= (limit or 0):
            break
        if not settle(store):
            break
        step = _silent
    return Counts(*(counts[field] for field in Counts._fields))


def _silent(files: int, characters: int) -> None:
    """A second round does files over that have been counted."""


def _remember(folder: Path, store: Store) -> None:
    """Files are known by the name of their folder: two folders of one name would be taken for one."""
    from reportmine.segment import segmenter_name

    root = folder.resolve()
    key = f"folder:{root.name}"
    before = store.info(key)
    if before is not None and before != str(root) and Path(before).is_dir():
        raise UnreadableInput(
            tr(
                "{path}：语料库里已有另一个同名文件夹 {before}；请给其中一个改名，或建立另一个语料库",
                path=root,
                before=before,
            )
        )
    with store.transaction():
        store.set_info(key, str(root))
        store.set_info("segmenter", segmenter_name())


def _tasks(
    entries: Iterator[Entry],
    store: Store,
    metadata: Metadata | None,
    tally: Counter[str],
    step: Callable[[int, int], object],
) -> Iterator[Task]:
    """The files that have to be read; the others are counted."""
    while some := list(islice(entries, _LOOKED_UP)):
        documents = [entry for entry in some if entry.is_document]
        tally["other"] += len(some) - len(documents)
        known = _known(store, [entry.path for entry in documents])
        for entry in documents:
            row = metadata.row_for(entry.path) if metadata else None
            told = _fingerprint(row)
            before = known.get(entry.path)
            current = before is not None and (before.analyser, before.metadata) == (analyser(), told)
            if current and before is not None and (before.size, before.modified) == (entry.size, entry.modified):
                tally["unchanged"] += 1
                step(1, 0)
                continue
            try:
                data = load(str(entry.file))
            except UnreadableInput as error:
                # The reason travels as an outcome like that of a broken file.
                yield Task(entry.path, b"", row, entry.size, entry.modified, str(error))
                continue
            if current and before is not None and before.sha256 == hashlib.sha256(data).hexdigest():
                _touch(store, entry)
                tally["unchanged"] += 1
                step(1, 0)
                continue
            yield Task(entry.path, data, row, entry.size, entry.modified)


def _known(store: Store, paths: Sequence[str]) -> dict[str, _Known]:
    rows = store.rows(
        "SELECT path, size, modified, sha256, analyser, metadata FROM files WHERE path IN (SELECT unnest(CAST(? AS "
        "VARCHAR[]))) UNION ALL SELECT path, size, modified, sha256, analyser, metadata FROM errors WHERE path IN "
        "(SELECT unnest(CAST(? AS VARCHAR[])))",
        [paths, paths],
    )
    return {path: _Known(*rest) for path, *rest in rows}


def _touch(store: Store, entry: Entry) -> None:
    """A file that was copied or saved anew without a change: only its time is new."""
    with store.transaction():
        for table in ("files", "errors"):
            store.connection.execute(
                f"UPDATE {table} SET size = ?, modified = ? WHERE path = ?", [entry.size, entry.modified, entry.path]
            )


def _fingerprint(row: object) -> str:
    return "" if row is None else hashlib.sha256(msgspec.json.encode(row)).hexdigest()[:16]


def _blame(task: Task) -> Outcome:
    """The outcome of a file that takes down whatever process reads it."""
    reason = tr("{path}：读取时进程两次中断（可能内存不够或文件有问题）；请单独 analyze 这个文件看看", path=task.path)
    return Outcome(task, hashlib.sha256(task.data).hexdigest(), {}, (), reason)


class _Batch:
    """Outcomes until they are written together."""

    def __init__(self, store: Store, counts: Counter[str], step: Callable[[int, int], object]) -> None:
        self._store, self._counts, self._step = store, counts, step
        self._outcomes: list[Outcome] = []
        self._chars, self._since = 0, time.monotonic()

    def add(self, outcome: Outcome) -> None:
        """Keeps an outcome; writes when there is enough."""
        chars = outcome.claims[3] if outcome.claims else 0
        self._outcomes.append(outcome)
        self._chars += chars
        self._counts["unreadable" if outcome.reason else "analysed"] += 1
        self._step(1, chars)
        waited = time.monotonic() - self._since
        if len(self._outcomes) >= _REPORTS or self._chars >= _CHARS or waited >= _SECONDS:
            self.write()

    def write(self) -> None:
        """All of it in one transaction."""
        if self._outcomes:
            with self._store.transaction():
                _write(self._store, self._outcomes)
        self._outcomes = []
        self._chars, self._since = 0, time.monotonic()


def _write(store: Store, outcomes: Iterable[Outcome]) -> None:
    # In the order of their names, so that of two copies the first by name gives the report its row.
    outcomes = sorted(outcomes, key=lambda outcome: outcome.task.path)
    paths = [outcome.task.path for outcome in outcomes]
    store.delete(["disagreements"], "path", paths)
    good = [outcome for outcome in outcomes if outcome.reason is None]
    bad = [outcome for outcome in outcomes if outcome.reason is not None]
    store.delete(["files"], "path", [outcome.task.path for outcome in bad])
    store.delete(["errors"], "path", [outcome.task.path for outcome in good])
    own = analyser()
    for name, heads in (
        ("errors", [(*_head(outcome, own), outcome.reason) for outcome in bad]),
        ("files", [(*_head(outcome, own), outcome.claims[0], *outcome.claims) for outcome in good]),
    ):
        store.replace(name, heads)
    # A report is written once: by the first of its files, by name.
    keys = sorted({outcome.claims[0] for outcome in good})
    holders: dict[str, str] = dict(
        store.rows("SELECT report, path FROM reports WHERE report IN (SELECT unnest(CAST(? AS VARCHAR[])))", [keys])
    )
    written: dict[str, Outcome] = {}
    for outcome in good:
        key, path = outcome.claims[0], outcome.task.path
        if key not in written and path <= holders.get(key, path):
            written[key] = outcome
    store.delete(
        [table for table in schema.OF_A_REPORT if table not in ("reports", "disagreements")],
        "report",
        [key for key in written if key in holders],
    )
    rows: dict[str, list[Row]] = {}
    for outcome in written.values():
        for table, made in outcome.rows.items():
            if table != "disagreements":
                rows.setdefault(table, []).extend(made)
    store.insert("disagreements", [row for outcome in good for row in outcome.rows["disagreements"]])
    store.replace("reports", rows.pop("reports", []))
    for table, made in rows.items():
        store.insert(table, made)


def _head(outcome: Outcome, own: str) -> Row:
    task = outcome.task
    return (task.path, task.size, task.modified, outcome.sha256, own, _fingerprint(task.metadata))
