"""A table of a store as somebody gets it: with place and year in front, in a fixed order, as rows or as a data frame.

Takes a ``Store`` and the name of a table, gives ``Selection``s. Read next: ``export.py``.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from reportmine.causes import cause
from reportmine.errors import ReportmineError
from reportmine.messages import tr
from reportmine.store import schema
from reportmine.store.rows import Row
from reportmine.store.store import Store, failing, import_duckdb

if TYPE_CHECKING:
    import duckdb
    import pandas

# What goes before the columns of a table, from the report it is of.
_LEADING = ("place_code", "place", "level", "province", "year")


class BadQuery(ReportmineError):
    """SQL of the user that DuckDB does not take."""


class Selection(NamedTuple):
    """The columns that are given and the SQL that gives them; text of the user stands in it, never of a report."""

    columns: tuple[schema.Column, ...]
    sql: str


def select(name: str, where: str | None = None) -> Selection:
    """All rows of a table, or those for which a condition in SQL holds, in the order of place, year and report.

    Args:
        name: a table of ``schema.TABLES``.
        where: a condition over the columns that are given: ``year >= 2015 AND level = 'city'``.

    Raises:
        BadQuery: there is no such table.
    """
    table = schema.BY_NAME.get(name)
    if table is None:
        raise BadQuery(tr("没有“{name}”这张表；有：{all}", name=name, all=tr("、").join(schema.BY_NAME)))
    by_name = {column.name: column for column in (*table.columns, *schema.BY_NAME["reports"].columns)}
    if not any(column.name == "report" for column in table.columns) or name == "measured":
        columns, source, order = table.columns, name, table.key
    else:
        rest = [column.name for column in table.columns if column.name not in _LEADING]
        columns = tuple(by_name[column] for column in (*_LEADING, *rest))
        order = ("place_code", "year", *table.key)
        source = name
        if name != "reports":
            given = ", ".join([*(f'r."{column}"' for column in _LEADING), *(f't."{column}"' for column in rest)])
            source = f"(SELECT {given} FROM {name} t JOIN reports r USING (report))"
    names = ", ".join(f'"{column.name}"' for column in columns)
    condition = f" WHERE ({where})" if where and where.strip() else ""
    return Selection(columns, f"SELECT {names} FROM {source}{condition} ORDER BY {', '.join(order)}")


def stream(store: Store, selection: Selection) -> Iterator[Row]:
    """The rows, some at a time.

    Raises:
        BadQuery: the condition is no SQL, or names what is not there.
    """
    with asking():
        yield from store.stream(selection.sql)


def frame(store: Store, selection: Selection) -> pandas.DataFrame:
    """The rows as a data frame.

    Raises:
        BadQuery: see ``stream``.
        MissingLibrary: pandas is not installed.
    """
    import_pandas()
    with failing(store.path), asking():
        return store.connection.execute(selection.sql).df()


def import_pandas() -> Any:
    """The module ``pandas``.

    Raises:
        MissingLibrary: it is not installed.
    """
    from reportmine.store.store import MissingLibrary

    try:
        import pandas
    except ImportError as error:
        raise MissingLibrary(tr('这里需要 pandas；请安装：pip install "reportmine[corpus]"')) from error
    return pandas


@contextlib.contextmanager
def asking() -> Iterator[None]:
    """Turns what DuckDB says of SQL into one line for the user.

    Raises:
        BadQuery: the SQL cannot be read or run.
    """
    duckdb = import_duckdb()
    try:
        yield
    except (duckdb.IOException, duckdb.OutOfMemoryException):
        raise
    except duckdb.Error as error:
        raise BadQuery(tr("SQL 有误：{reason}", reason=cause(error))) from error


def ask(store: Store, sql: str) -> tuple[list[str], list[Row]]:
    """What SQL of the user gives: names of columns and rows.

    Raises:
        BadQuery: the SQL cannot be read or run.
    """
    with failing(store.path), asking():
        cursor = confined(store).execute(sql)
        return [column[0] for column in cursor.description or ()], cursor.fetchall()


def confined(store: Store) -> duckdb.DuckDBPyConnection:
    """A cursor for SQL of the user: it reads the store, which is open for reading alone, and no other file."""
    cursor = store.connection.cursor()
    cursor.execute("SET enable_external_access = false")
    return cursor
