"""What the tables and columns of a store hold, in the language of the user: for pages, Stata labels, the documentation.

English stands in ``schema.py``, Chinese in data/corpus_schema.toml.
"""

from __future__ import annotations

from reportmine.lexicon import load
from reportmine.messages import language
from reportmine.store import schema
from reportmine.store.schema import Column, Table


def describe_table(table: Table) -> str:
    """What a table holds."""
    return str(load("corpus_schema")[table.name]["about"]) if language() == "zh" else table.about


def describe_column(column: Column, table: str) -> str:
    """What a column holds: of that table, else of the table of reports, else what the column says itself."""
    if language() == "zh":
        for name in (table, "reports"):
            if name in schema.BY_NAME and column in schema.BY_NAME[name].columns:
                return str(load("corpus_schema")[name]["columns"][column.name])
    return column.about
