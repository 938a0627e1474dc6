"""The wide panel: one row a place and year, one column a measure, ready for a regression.

Takes a ``Store``, gives a ``Panel``, whose selection is read and exported like any table. Names of variables are such
that Stata takes them. Read next: ``variables.py``, ``export.py``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import count
from typing import NamedTuple, get_args

from reportmine.measures.model import BY_PART, Scope
from reportmine.measures.usual import HIGH
from reportmine.store import schema
from reportmine.store.descriptions import describe_column
from reportmine.store.schema import Column, quoted
from reportmine.store.store import Store
from reportmine.store.tables import Selection, asking
from reportmine.store.variables import call, describe, rank

#: The columns before the measures.
LEADING = (
    "place_code", "place", "level", "province_code", "province", "city_code", "city", "year", "report", "chars",
)  # fmt: skip
#: The parts of a report in the order of the columns.
PARTS: tuple[str, ...] = get_args(Scope)
# Of these the note is half of what is said: the modifier of a target, that there is none.
_NOTED = ("target",)


#: The condition on measures that each has one value a report: of what is counted by part the whole.
ONCE = f"(part = 'whole' OR measure NOT IN ({', '.join(map(quoted, BY_PART))}))"


class Panel(NamedTuple):
    """One place × one year × one level: of several government reports for them the longest counts.

    ``passed_over`` are the files of the others, each with the file that counts.
    """

    selection: Selection
    passed_over: list[tuple[str, str]]


class _Variable(NamedTuple):
    name: str
    about: str
    number: int
    is_note: bool = False

    @property
    def sql(self) -> str:
        """What gives its value, among the measures of one report."""
        given = "split_part(note, ';', 1)" if self.is_note else "value"
        return f'max({given}) FILTER (number = {self.number}) AS "{self.name}"'


def read_panel(store: Store, *, by_part: bool = False, where: str | None = None) -> Panel:
    """The panel of a store.

    Args:
        store: ``corpus measure`` has been run on it.
        by_part: columns for each part of a report too, not for the whole alone.
        where: a condition in SQL over ``LEADING``.

    Raises:
        BadQuery: the condition is wrong.
    """
    names = ", ".join(LEADING)
    condition = f"AND ({where})" if where and where.strip() else ""
    # Of several texts for one place and year the longest comes first.
    standing = (
        f"standing AS (SELECT {names}, path, row_number() OVER (PARTITION BY place_code, year ORDER BY body_chars "
        "DESC, report) AS place_in_line FROM reports WHERE government AND place_code IS NOT NULL AND year IS NOT NULL "
        f"{condition})"
    )
    parts = "" if by_part else f"WHERE {ONCE}"
    found = store.rows(f"SELECT DISTINCT measure, name, part, unit FROM measures {parts} ORDER BY ALL")
    found.sort(key=lambda row: (rank(row[0]), row[1], PARTS.index(row[2]), row[3]))
    variables = list(_variables(found))
    selected = ", ".join([names, *(variable.sql for variable in variables)])
    numbered = (
        ", ".join(f"({', '.join(map(quoted, row))}, {number})" for number, row in enumerate(found))
        or "('', '', '', '', 0)"
    )
    selection = Selection(
        (*_leading(), *(Column(one.name, "VARCHAR" if one.is_note else "DOUBLE", one.about) for one in variables)),
        f"WITH {standing}, variables (measure, name, part, unit, number) AS (VALUES {numbered}) SELECT {selected} FROM "
        "standing LEFT JOIN (SELECT report, number, value, note FROM measures JOIN variables USING (measure, name, "
        f"part, unit)) USING (report) WHERE place_in_line = 1 GROUP BY {names} ORDER BY place_code, year",
    )
    with asking():
        passed_over = [
            (path, kept)
            for path, kept in store.rows(
                f"WITH {standing} SELECT o.path, p.path FROM standing o JOIN standing p USING (place_code, year) WHERE "
                "o.place_in_line > 1 AND p.place_in_line = 1 ORDER BY ALL"
            )
        ]
    return Panel(selection, passed_over)


def _leading() -> Iterator[Column]:
    by_name = {column.name: column for column in schema.BY_NAME["reports"].columns}
    return (by_name[name]._replace(about=describe_column(by_name[name], "reports")) for name in LEADING)


def _variables(found: Sequence[tuple[str, str, str, str]]) -> Iterator[_Variable]:
    taken = set(LEADING)
    for number, row in enumerate(found):
        yield _Variable(_free(row, taken), describe(*row), number)
        # The high end of a range has the note of the low one.
        if row[0] in _NOTED and not row[1].endswith(HIGH):
            yield _Variable(_free(row, taken, note=True), describe(*row, note=True), number, True)


def _free(row: tuple[str, str, str, str], taken: set[str], *, note: bool = False) -> str:
    """The name of a variable, numbered where it is taken."""
    names = (call(*row, note=note, number=number) for number in count(1))
    made = next(name for name in names if name not in taken)
    taken.add(made)
    return made
