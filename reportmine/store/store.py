"""Opening and writing the file: every batch is one transaction, so that the file is whole whenever the program dies.

``open_store`` gives a ``Store``. One process writes; it may be killed at any moment and the next one goes on where the
last committed batch ended. Read next: ``settle.py``, ``corpus.py``.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reportmine.causes import cause
from reportmine.errors import ReportmineError
from reportmine.messages import tr
from reportmine.store import schema
from reportmine.store.rows import Row

if TYPE_CHECKING:
    import duckdb

# DuckDB takes most of the memory of a machine unless it is told; sorting goes to disk beyond this.
_MEMORY = "512MB"
# The types of pandas for numbers that may be missing.
_IN_FRAMES = {
    "INTEGER": "Int64", "BIGINT": "Int64", "SMALLINT": "Int64", "UBIGINT": "uint64", "DOUBLE": "Float64",
    "BOOLEAN": "boolean",
}  # fmt: skip


class BadStore(ReportmineError):
    """The file is no store, of another version, in use, or cannot be written."""


class MissingLibrary(ReportmineError):
    """A library of the extra ``corpus`` is not installed."""


def import_duckdb() -> Any:
    """The module ``duckdb``.

    Raises:
        MissingLibrary: it is not installed.
    """
    try:
        import duckdb
    except ImportError as error:
        raise MissingLibrary(tr('语料库功能需要 duckdb；请安装：pip install "reportmine[corpus]"')) from error
    return duckdb


def open_store(path: str | Path, *, write: bool = False, create: bool = False) -> Store:
    """Opens a store.

    Args:
        path: the file.
        write: whether it may be changed; only one process at a time may.
        create: whether it is made when it is not there.

    Raises:
        BadStore: it is missing, no store, of another version, or another process is writing to it.
        MissingLibrary: DuckDB is not installed.
    """
    duckdb = import_duckdb()
    path = Path(path)
    if not path.exists() and not create:
        raise BadStore(tr("{path}：没有这个语料库文件；先用 reportmine corpus build 建立", path=path))
    new = not path.exists()
    if new and not path.parent.is_dir():
        raise BadStore(tr("{path}：没有这个文件夹，无法建立语料库", path=path))
    if path.is_dir():
        raise BadStore(tr("{path}：是文件夹，不是语料库文件；请写成 {path}/语料库.duckdb 这样的文件名", path=path))
    if not new and path.stat().st_size == 0 and create:
        # Killed between making the file and writing to it.
        path.unlink()
    with failing(path):
        connection = duckdb.connect(
            str(path), read_only=not write, config={"memory_limit": _MEMORY, "preserve_insertion_order": "false"}
        )
        # Columns of a data frame that are no numbers are texts, also where the first thousand are missing.
        connection.execute("SET pandas_analyze_sample = 0")
    store = Store(connection, path)
    try:
        store.prepare(create=create and write)
    except BaseException:
        connection.close()
        raise
    return store


class Store:
    """An open store. ``connection`` is DuckDB's, for reading anything else."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, path: Path) -> None:
        self.connection = connection
        self.path = path

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Closes the file; what was not committed is gone."""
        with failing(self.path):
            self.connection.close()

    def prepare(self, *, create: bool) -> None:
        """Makes the tables of a new file and refuses one that is not ours."""
        known = {name for (name,) in self.rows("SELECT table_name FROM duckdb_tables() WHERE NOT internal")}
        if not known and create:
            with self.transaction():
                for statement in schema.statements():
                    self.connection.execute(statement)
                self.connection.execute("INSERT INTO info VALUES ('schema', ?)", [str(schema.VERSION)])
        elif not {"info", "files", "reports"} <= known:
            raise BadStore(tr("{path}：是 DuckDB 文件，但不是 reportmine 建立的语料库", path=self.path))
        found = self.info("schema")
        if found != str(schema.VERSION):
            raise BadStore(
                tr(
                    "{path}：语料库是第 {found} 版格式，这个程序用第 {own} 版；请重新 corpus build 到新文件",
                    path=self.path,
                    found=found,
                    own=schema.VERSION,
                )
            )

    def rows(self, sql: str, values: Sequence[Any] = ()) -> list[Row]:
        """All rows of a query; for the few that fit into memory."""
        with failing(self.path):
            return self.connection.execute(sql, list(values)).fetchall()

    def stream(self, sql: str, values: Sequence[Any] = (), size: int = 512) -> Iterator[Row]:
        """The rows of a query, some at a time, from a cursor of its own."""
        with failing(self.path):
            cursor = self.connection.cursor().execute(sql, list(values))
        while True:
            with failing(self.path):
                batch = cursor.fetchmany(size)
            if not batch:
                return
            yield from batch

    def info(self, key: str) -> str | None:
        """What the store says of itself under a key."""
        found = self.rows("SELECT value FROM info WHERE key = ?", [key])
        return found[0][0] if found else None

    def set_info(self, key: str, value: str) -> None:
        """Sets what the store says of itself."""
        self.connection.execute("INSERT OR REPLACE INTO info VALUES (?, ?)", [key, value])

    @contextlib.contextmanager
    def transaction(self) -> Iterator[None]:
        """All of what is written within, or nothing of it."""
        with failing(self.path):
            self.connection.execute("BEGIN")
            try:
                yield
                self.connection.execute("COMMIT")
            except BaseException:
                # When the disk is full the transaction has been taken back already.
                with contextlib.suppress(Exception):
                    self.connection.execute("ROLLBACK")
                raise

    def insert(self, name: str, rows: Sequence[Row]) -> None:
        """Adds rows to a table; a column at a time, which is twenty times as fast as row by row."""
        self._put("INSERT", name, rows)

    def replace(self, name: str, rows: Sequence[Row]) -> None:
        """Adds rows to a table with a primary key, in place of those that have the same key."""
        self._put("INSERT OR REPLACE", name, rows)

    def _put(self, verb: str, name: str, rows: Sequence[Row]) -> None:
        if not rows:
            return
        types = [column.type for column in schema.BY_NAME[name].columns]
        if "BLOB" not in types:
            self._put_frame(verb, name, rows)
            return
        places = ", ".join(f"unnest(CAST(? AS {column.type}[]))" for column in schema.BY_NAME[name].columns)
        columns = [list(values) for values in zip(*rows, strict=True)]
        self.connection.execute(f"{verb} INTO {name} SELECT {places}", columns)

    def _put_frame(self, verb: str, name: str, rows: Sequence[Row]) -> None:
        """By way of a data frame, in half the time; what is no number there is a text."""
        import pandas

        columns = schema.BY_NAME[name].columns
        frame = pandas.DataFrame(
            {
                column.name: pandas.Series(values, dtype=_IN_FRAMES.get(column.type, "object"))
                for column, values in zip(columns, map(list, zip(*rows, strict=True)), strict=True)
            }
        )
        given = ", ".join(f'CAST("{column.name}" AS {column.type})' for column in columns)
        self.connection.register("incoming", frame)
        try:
            self.connection.execute(f"{verb} INTO {name} SELECT {given} FROM incoming")
        finally:
            self.connection.unregister("incoming")

    def delete(self, names: Iterable[str], column: str, values: Sequence[str]) -> None:
        """Takes out the rows of these tables where the column has one of the values."""
        if values:
            for name in names:
                self.connection.execute(
                    f"DELETE FROM {name} WHERE {column} IN (SELECT unnest(CAST(? AS VARCHAR[])))", [list(values)]
                )


@contextlib.contextmanager
def failing(path: Path) -> Iterator[None]:
    """Turns what DuckDB says of a file into one line for the user.

    Raises:
        BadStore: anything went wrong with the file.
    """
    duckdb = import_duckdb()
    try:
        yield
    except (duckdb.InterruptException, RuntimeError) as error:
        # What Ctrl-C becomes within a query.
        if "interrupt" in str(error).lower():
            raise KeyboardInterrupt from error
        raise
    except (duckdb.IOException, duckdb.TransactionException) as error:
        words = str(error)
        if "lock" in words.lower():
            raise BadStore(tr("{path}：另一个程序正在写这个语料库；等它结束，或关闭打开它的程序", path=path)) from error
        if "not a valid DuckDB" in words or "magic bytes" in words:
            raise BadStore(tr("{path}：不是语料库文件（不是 DuckDB 格式）", path=path)) from error
        raise BadStore(
            tr(
                "{path}：读写失败（{reason}）；磁盘满了就腾出空间，再运行同一命令会接着做",
                path=path,
                reason=cause(error),
            )
        ) from error
    except (duckdb.SerializationException, duckdb.FatalException, duckdb.InternalException) as error:
        raise BadStore(
            tr(
                "{path}：语料库文件已损坏（{reason}）；请删除后重新 corpus build",
                path=path,
                reason=cause(error),
            )
        ) from error
    except duckdb.OutOfMemoryException as error:
        raise BadStore(tr("{path}：内存或磁盘不够（{reason}）", path=path, reason=cause(error))) from error
