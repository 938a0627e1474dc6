"""The work on one file, done in any process: bytes in, rows out. It never raises.

Takes a ``Task``, gives an ``Outcome``; both are plain data, so that they travel between machines. Read next:
``engines.py``.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from reportmine.patterns import regex

if TYPE_CHECKING:
    from reportmine.identity import Row as MetadataRow
    from reportmine.store.rows import Row


_LONE = regex("[\ud800-\udfff]")


class Task(NamedTuple):
    """One file: its name in the store, its bytes, what the user's metadata table says of it, size and time of change.

    ``reason`` is set where the bytes could not be read.
    """

    path: str
    data: bytes
    metadata: MetadataRow | None
    size: int
    modified: int
    reason: str | None = None


class Outcome(NamedTuple):
    """What came of a task: the rows by table, or a reason in one line.

    ``claims`` are what the table ``files`` keeps of its text: text_key, place_code, year, chars, signature. The task
    comes back without its bytes.
    """

    task: Task
    sha256: str
    rows: dict[str, list[Row]]
    claims: tuple[Any, ...]
    reason: str | None = None


def do_all(tasks: list[Task]) -> list[Outcome]:
    """Several files, one after another."""
    return [do(task) for task in tasks]


def do(task: Task) -> Outcome:
    """Reads and analyses one file."""
    from reportmine.errors import ReportmineError, internal_error

    told = task._replace(data=b"")
    if task.reason is not None:
        return Outcome(told, "", {}, (), task.reason)
    sha256 = hashlib.sha256(task.data).hexdigest()
    try:
        rows, claims = _analyse(task)
    except ReportmineError as error:
        return Outcome(told, sha256, {}, (), str(error))
    except Exception as error:
        return Outcome(told, sha256, {}, (), str(internal_error(error, task.path)))
    return Outcome(told, sha256, rows, claims)


def _analyse(task: Task) -> tuple[dict[str, list[Row]], tuple[Any, ...]]:
    from reportmine.analysis import analyze_document
    from reportmine.borrowing.fingerprints import fingerprints, signature
    from reportmine.borrowing.letters import running_text
    from reportmine.identity import identify
    from reportmine.masking import mask_report
    from reportmine.readers import from_bytes
    from reportmine.store.rows import key_of, rows_of

    document = from_bytes(task.data, task.path)
    if _LONE.search(document.text):
        # Half a character, out of a broken file: no database takes it.
        document = msgspec.structs.replace(document, text=_LONE.sub("\ufffd", document.text))
    report = analyze_document(document)
    identity = identify(report, task.path, task.metadata)
    if identity.year is not None and identity.year != report.year:
        # Relative dates (去年, 截至7月底) hang on it.
        report = analyze_document(document, year=identity.year)
    key = key_of(report.text)
    # What a web page puts around a report is no part of it, and nobody is the source of a salutation.
    running = running_text(report)
    prints = sorted((one.hash, one.start) for one in fingerprints(running))
    rows = rows_of(key, mask_report(report), identity, task.path, prints)
    return rows, (key, identity.code, identity.year, len(report.text), signature(running))
