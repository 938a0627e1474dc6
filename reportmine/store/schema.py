"""The tables of a store: names, columns, types, and what each holds. The documentation is made from them.

Takes nothing. ``VERSION`` goes up when a table or a column changes its meaning or goes away; a new column at the end
of a table does as well, for a store is written by one version only. Read next: ``rows.py``.
"""

from __future__ import annotations

from typing import NamedTuple

#: The version of the tables, kept in the table ``info``.
VERSION = 1


class Column(NamedTuple):
    """One column: its name, its DuckDB type and what it holds."""

    name: str
    type: str
    about: str


class Table(NamedTuple):
    """One table; ``key`` are the columns that its rows are told apart and ordered by."""

    name: str
    about: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]


def _table(name: str, about: str, key: str, *columns: tuple[str, str, str]) -> Table:
    return Table(name, about, tuple(key.split()), tuple(Column(*column) for column in columns))


_REPORT = ("report", "VARCHAR", "key of the report: the beginning of the SHA-256 of its text")
_SPAN = (
    ("start_char", "INTEGER", "first character, counted in code points of the report's text from 0"),
    ("end_char", "INTEGER", "the character after the last one"),
)

#: What an export offers by name; the others are for the tool itself or read by ``corpus query``.
EXPORTED = ("reports", "paragraphs", "indicators", "actions", "findings", "measures")

TABLES: tuple[Table, ...] = (
    _table(
        "info", "what the store is", "key",
        ("key", "VARCHAR", "schema, version, segmenter, folder:NAME (where a folder was last read from)"),
        ("value", "VARCHAR", "its value"),
    ),
    _table(
        "files", "one row a file that could be read", "path",
        ("path", "VARCHAR", "name of the folder and the path below it, with /"),
        ("size", "BIGINT", "bytes"),
        ("modified", "BIGINT", "time of the last change, nanoseconds since 1970"),
        ("sha256", "VARCHAR", "of the bytes"),
        ("analyser", "VARCHAR", "fingerprint of the code, rules and models that read it"),
        ("metadata", "VARCHAR", "fingerprint of what the metadata table says of it; empty where it says nothing"),
        ("report", "VARCHAR", "key of the report it holds; several files may hold the same one"),
        ("text_key", "VARCHAR", "key of its own text, another than report where it is nearly the same as that report"),
        ("place_code", "VARCHAR", "as in reports"),
        ("year", "SMALLINT", "as in reports"),
        ("chars", "INTEGER", "characters of its text"),
        ("signature", "BLOB", "MinHash of its text, to find what is nearly the same"),
    ),
    _table(
        "errors", "one row a file that could not be read", "path",
        ("path", "VARCHAR", "as in files"),
        ("size", "BIGINT", "bytes"),
        ("modified", "BIGINT", "time of the last change, nanoseconds since 1970"),
        ("sha256", "VARCHAR", "of the bytes; empty where they could not be read"),
        ("analyser", "VARCHAR", "as in files"),
        ("metadata", "VARCHAR", "as in files"),
        ("reason", "VARCHAR", "what, where, what to do"),
    ),
    _table(
        "reports", "one row a report, however many files hold it", "report",
        _REPORT,
        ("path", "VARCHAR", "the file it was taken from; of several the first by name"),
        ("format", "VARCHAR", "txt, docx, pdf, …"),
        ("encoding", "VARCHAR", "of a text file"),
        ("title", "VARCHAR", "as written"),
        ("organisation", "VARCHAR", "who reports, as written"),
        ("place", "VARCHAR", "full name as of the year; 全国 for the State Council"),
        ("place_code", "VARCHAR", "division code as of the year; 000000 for the State Council"),
        ("level", "VARCHAR", "nation, province, city, county or township; null for a zone"),
        ("province", "VARCHAR", "the province it lies in, or is"),
        ("province_code", "VARCHAR", "its code as of the year"),
        ("city", "VARCHAR", "the prefecture it lies in, or is"),
        ("city_code", "VARCHAR", "its code as of the year"),
        ("government", "BOOLEAN", "whether it is the report of a government, not of a department"),
        ("year", "SMALLINT", "the year the report is given in"),
        ("date", "VARCHAR", "the day it was given, as YYYY-MM-DD"),
        ("place_from", "VARCHAR", "what the place was read from: metadata, text or file name"),
        ("year_from", "VARCHAR", "what the year was read from"),
        ("chars", "INTEGER", "characters of the text"),
        ("body_chars", "INTEGER", "characters of its body paragraphs"),
        ("review_chars", "INTEGER", "characters of the body paragraphs that tell achievements"),
        ("shortfall_chars", "INTEGER", "of those that admit shortfalls"),
        ("plan_chars", "INTEGER", "of those that plan"),
        ("paragraphs", "INTEGER", "how many body paragraphs"),
        ("indicators", "INTEGER", "how many figures"),
        ("actions", "INTEGER", "how many named actions, mentions counted"),
        ("findings", "INTEGER", "how many places to look at before publication"),
    ),
    _table(
        "disagreements", "where the sources differ about a report, and what was nearly the same", "path field",
        ("path", "VARCHAR", "the file"),
        _REPORT,
        ("field", "VARCHAR", "year, place, organisation or text"),
        ("chosen", "VARCHAR", "what was taken"),
        ("chosen_from", "VARCHAR", "what it was read from"),
        ("others", "VARCHAR", "what the other sources say"),
    ),
    _table(
        "sections", "one row a section of a report", "report section",
        _REPORT,
        ("section", "INTEGER", "id in its report"),
        ("depth", "SMALLINT", "1 for the outermost"),
        ("number", "VARCHAR", "as written"),
        ("heading", "VARCHAR", "without its number"),
        *_SPAN,
        ("parent", "INTEGER", "id of the section above"),
    ),
    _table(
        "paragraphs", "one row a non-blank line of a report", "report paragraph",
        _REPORT,
        ("paragraph", "INTEGER", "id in its report"),
        ("kind", "VARCHAR", "title, salutation, heading, body or furniture"),
        ("label", "VARCHAR", "of a body: achievement, shortfall, priority or other"),
        ("also", "VARCHAR", "the label of about half of it, when two share it"),
        ("confidence", "DOUBLE", "0 to 1"),
        ("section", "INTEGER", "the section it stands in"),
        ("heading", "VARCHAR", "the heading of that section"),
        *_SPAN,
        ("text", "VARCHAR", "secrets and personal data masked"),
    ),
    _table(
        "indicators", "one row a figure of a report", "report indicator",
        _REPORT,
        ("indicator", "INTEGER", "its number in the report, from 0"),
        ("name", "VARCHAR", "what is measured"),
        ("indicator_code", "VARCHAR", "stable code of a well-known indicator"),
        ("value", "DOUBLE", "in unit, as written; null where masked"),
        ("value_max", "DOUBLE", "the upper end of a range"),
        ("unit", "VARCHAR", "as written"),
        ("bound", "VARCHAR", "exact, min, max or about"),
        ("kind", "VARCHAR", "level, change, points, share, rank or multiple"),
        ("direction", "VARCHAR", "up, down or flat"),
        ("status", "VARCHAR", "actual or target"),
        ("period", "VARCHAR", "YYYY, YYYY-MM, YYYY-MM-DD or start/end"),
        ("baseline", "VARCHAR", "what a change is compared with, in the words of the text"),
        ("masked", "BOOLEAN", "whether a mask stands for the value"),
        ("paragraph", "INTEGER", "the paragraph it stands in"),
        ("label", "VARCHAR", "the label of that paragraph"),
        *_SPAN,
        ("evidence", "VARCHAR", "the clause it stands in"),
    ),
    _table(
        "actions", "one row a mention of a named action", "report action",
        _REPORT,
        ("action", "INTEGER", "its number in the report, from 0"),
        ("name", "VARCHAR", "as written"),
        ("type", "VARCHAR", "campaign, programme, document, mechanism, designation, facility or event"),
        ("status", "VARCHAR", "done, ongoing or planned"),
        ("paragraph", "INTEGER", "the paragraph it stands in"),
        ("label", "VARCHAR", "the label of that paragraph"),
        *_SPAN,
    ),
    _table(
        "findings", "one row a place to look at before publication", "report finding",
        _REPORT,
        ("finding", "INTEGER", "its number in the report, from 0"),
        ("rule", "VARCHAR", "the rule that found it"),
        ("category", "VARCHAR", "of the rule"),
        ("severity", "VARCHAR", "high, medium or low"),
        ("line", "INTEGER", "line of the text, from 1"),
        ("column_number", "INTEGER", "character in that line, from 1"),
        *_SPAN,
        ("message", "VARCHAR", "what was found, no secret in the clear"),
        ("fingerprint", "VARCHAR", "the same for the same finding in another place of the text"),
    ),
    _table(
        "measures", "one row a figure that corpus measure computed", "report measure name part",
        _REPORT,
        ("part", "VARCHAR", "whole, review, shortfalls or plan"),
        ("measure", "VARCHAR", "the family: dictionary, target, hardness, …"),
        ("name", "VARCHAR", "what of it"),
        ("value", "DOUBLE", "null where it cannot be said"),
        ("unit", "VARCHAR", "of value"),
        ("numerator", "DOUBLE", "where the value is a share or a rate"),
        ("denominator", "DOUBLE", "likewise"),
        ("dictionary", "VARCHAR", "the word list"),
        ("dictionary_version", "VARCHAR", "its version"),
        ("note", "VARCHAR", "what the number cannot say: the modifier of a target, absent, held against what"),
        ("evidence", "VARCHAR", "spans of the text the value rests on: start-end, separated by blanks"),
    ),
    _table(
        "measured", "what the measures of a report were computed with, so that they are not computed twice", "report",
        _REPORT,
        ("recipe", "VARCHAR", "fingerprint of the dictionaries, the code, and the reports it was held against"),
    ),
    _table(
        "fingerprints", "winnowed n-grams of the texts, to find borrowed passages", "hash report start_char",
        ("hash", "UBIGINT", "of the n-gram"),
        _REPORT,
        ("start_char", "INTEGER", "where it begins"),
    ),
    _table(
        "analyses", "the whole analysis of a report, as msgpack, compressed by zlib", "report",
        _REPORT,
        ("data", "BLOB", "the struct Report with its text, secrets masked"),
    ),
)  # fmt: skip

#: The tables whose rows belong to one report and go when it goes.
OF_A_REPORT = (
    "reports", "disagreements", "sections", "paragraphs", "indicators", "actions", "findings", "measures", "measured",
    "fingerprints", "analyses",
)  # fmt: skip


# Looked up row by row while a run goes on.
_UNIQUE = ("info", "files", "errors", "reports", "measured")


def statements() -> list[str]:
    """The SQL that makes the tables, with what every column holds as a comment in the database."""
    made: list[str] = []
    for table in TABLES:
        columns = ", ".join(f'"{column.name}" {column.type}' for column in table.columns)
        unique = f", PRIMARY KEY ({', '.join(table.key)})" if table.name in _UNIQUE else ""
        made.append(f"CREATE TABLE {table.name} ({columns}{unique})")
        made.append(f"COMMENT ON TABLE {table.name} IS {quoted(table.about)}")
        made += [
            f'COMMENT ON COLUMN {table.name}."{column.name}" IS {quoted(column.about)}' for column in table.columns
        ]
    return made


def quoted(words: str) -> str:
    """A literal of SQL."""
    return "'" + words.replace("'", "''") + "'"


#: The tables by their names.
BY_NAME = {table.name: table for table in TABLES}
