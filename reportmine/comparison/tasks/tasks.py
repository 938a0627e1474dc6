"""The list of tasks an office makes of a plan (任务分解表): its rows, and what the office wrote into it, read back.

``list_tasks(edition)`` gives the rows to print; ``read_tasks(path)`` gives ``Tasks``, which knows for a commitment what
was filled in. The sheet is Chinese whatever the language of the messages: it is a document of the office.
Read next: ``commitments.py``, ``reportmine/renderers/tasks_xlsx.py``.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from reportmine.comparison.commitments import Commitment
from reportmine.comparison.edition import Edition, plain
from reportmine.comparison.tasks.sheets import Line, Table, read_tables
from reportmine.errors import UnreadableInput
from reportmine.messages import tr
from reportmine.model import Indicator
from reportmine.patterns import regex

NUMBER, SECTION, CLAUSE, KIND, NAME, VALUE, UNIT, DEMAND, DEADLINE = (
    "序号", "部分", "任务原文", "类型", "指标/名称", "目标值", "单位", "要求", "完成时限",
)  # fmt: skip
STATE = "完成情况"
ID = "编号（勿改）"
#: What the office fills in.
OPEN = ("牵头单位", "责任单位", "进展情况", STATE, "备注")
STATES = ("已完成", "进行中", "未完成", "已调整")
COLUMNS = (NUMBER, SECTION, CLAUSE, KIND, NAME, VALUE, UNIT, DEMAND, DEADLINE, *OPEN, ID)
#: The hidden sheet that says which report the list is of, and what stands in it.
ABOUT = "reportmine"
ABOUT_REPORT, ABOUT_YEAR = "sha256", "year"

_KINDS = {"target": "指标", "action": "举措", "task": "任务"}
_DIRECTIONS = {"up": "增长", "down": "下降", "flat": "持平"}
_BOUNDS = {"min": "以上", "max": "以内", "about": "左右"}
_ID = regex(r"([0-9a-f]{12})-(\d+)-(\d+)-[0-9a-f]{8}")


class Task(NamedTuple):
    """A row of the list: ``value`` is a number where the text has one; ``id`` finds the commitment again."""

    section: str
    clause: str
    kind: str
    name: str
    value: float | str | None
    unit: str
    demand: str
    deadline: str
    id: str


def list_tasks(edition: Edition) -> tuple[Task, ...]:
    """The rows of the list of a plan, one for each commitment, in the order of the text."""
    return tuple(_task(edition, commitment) for commitment in edition.commitments)


def _task(edition: Edition, commitment: Commitment) -> Task:
    clause = _words(edition.text[commitment.start : commitment.end])
    subject = edition.text[slice(*commitment.subject)] if commitment.subject else ""
    name, value, unit, demand = "", None, "", ""
    if commitment.indicator is not None:
        name, value, unit, demand = _measured(commitment.indicator, subject)
    elif commitment.kind == "target" and commitment.subject:
        name, demand = _words(edition.text[commitment.start : commitment.subject[0]]), _words(subject)
    elif commitment.kind == "action":
        name = commitment.action.name if commitment.action else _words(subject)
    return Task(
        section=" / ".join(edition.headings(commitment.sentence.section)),
        clause=clause,
        kind=_KINDS[commitment.kind],
        name=name,
        value=value,
        unit=unit,
        demand=demand,
        deadline=_deadline(commitment),
        id=_id(edition, commitment, clause),
    )


def _measured(one: Indicator, written: str) -> tuple[str, float | str | None, str, str]:
    said = [_DIRECTIONS[one.direction]] if one.direction else []
    if one.value is not None and one.value_max is not None:
        said.append(f"{one.value:g}—{one.value_max:g}")
    if one.bound in _BOUNDS:
        said.append(_BOUNDS[one.bound])
    return one.name, _words(written) if one.value is None else one.value, one.unit, "、".join(said)


def _deadline(commitment: Commitment) -> str:
    """In the words of an office: 2022年6月底前, 2025年."""
    if commitment.deadline is None:
        return f"{commitment.due}年" if commitment.due else ""
    year, _, month = commitment.deadline.partition("-")
    return f"{year}年{int(month)}月底前" if month else f"{year}年"


def _id(edition: Edition, commitment: Commitment, clause: str) -> str:
    # The clause as it is shown: what is masked in the list leaves no trace in its id.
    mark = hashlib.sha256(clause.encode("utf-8", "replace")).hexdigest()[:8]
    return f"{edition.report.source.sha256[:12]:0<12}-{commitment.start}-{_subject_start(commitment)}-{mark}"


def _subject_start(commitment: Commitment) -> int:
    return commitment.subject[0] if commitment.subject else commitment.start


def _words(text: str) -> str:
    return plain(text)


class Filled(NamedTuple):
    """A row that came back: where it stands, what it is about and what the office wrote, column by column."""

    sheet: str
    line: int
    id: str | None
    clause: str
    name: str
    written: dict[str, str]


class Tasks:
    """What an office filled into the list of one report.

    ``find(edition, commitment)`` gives the columns with something in them (牵头单位, 完成情况, and the office's own
    columns), or ``None``; ``sha256`` and ``year`` say which report the list is of, as far as the file still does.
    """

    def __init__(self, path: str, sha256: str | None, year: int | None, rows: Iterable[Filled]) -> None:
        self.path = path
        self.sha256 = sha256
        self.year = year
        self.rows = tuple(rows)

    def is_of(self, edition: Edition) -> bool:
        """Whether the list may be of this report: the same file, or another one of that year where it is not."""
        if self._same_file(edition):
            return True
        return self.year is None or edition.year is None or self.year == edition.year

    def find(self, edition: Edition, commitment: Commitment) -> dict[str, str] | None:
        """What the office wrote of a commitment; rows that it split or doubled are put together with ；."""
        written = [row.written for row in self._rows_of(edition, commitment) if row.written]
        if not written:
            return None
        return {
            column: "；".join(dict.fromkeys(row[column] for row in written if column in row))
            for column in dict.fromkeys(column for row in written for column in row)
        }

    def unplaced(self, edition: Edition) -> tuple[Filled, ...]:
        """The rows with something written in them that belong to no commitment of the report."""
        if not self.is_of(edition):
            return tuple(row for row in self.rows if row.written)
        placed = {
            (row.sheet, row.line) for commitment in edition.commitments for row in self._rows_of(edition, commitment)
        }
        return tuple(row for row in self.rows if row.written and (row.sheet, row.line) not in placed)

    def _same_file(self, edition: Edition) -> bool:
        return self.sha256 is not None and edition.report.source.sha256.startswith(self.sha256)

    def _rows_of(self, edition: Edition, commitment: Commitment) -> Sequence[Filled]:
        if not self.is_of(edition):
            return ()
        task = _task(edition, commitment)
        by_id = self._by_place.get((commitment.start, _subject_start(commitment))) if self._same_file(edition) else None
        if by_id:
            return by_id
        rows = [row for row in self._by_clause.get(_key(task.clause), ()) if not self._has_place(row, edition)]
        same = [row for row in rows if _key(row.name) == _key(task.name)]
        # A clause with one row was retyped without its name, or with another one.
        return same or (rows if len(rows) == 1 and not rows[0].name else ())

    def _has_place(self, row: Filled, edition: Edition) -> bool:
        return row.id is not None and self._same_file(edition)

    @cached_property
    def _by_place(self) -> dict[tuple[int, int], list[Filled]]:
        found: dict[tuple[int, int], list[Filled]] = defaultdict(list)
        for row in self.rows:
            if row.id and (match := _ID.fullmatch(row.id)):
                found[int(match[2]), int(match[3])].append(row)
        return dict(found)

    @cached_property
    def _by_clause(self) -> dict[str, list[Filled]]:
        found: dict[str, list[Filled]] = defaultdict(list)
        for row in self.rows:
            found[_key(row.clause)].append(row)
        return dict(found)


def read_tasks(path: str) -> Tasks:
    """A list of tasks as it came back from the office, .xlsx or .csv.

    Raises:
        UnreadableInput: the file cannot be read, or has no column 任务原文 or 编号; the message is one line.
    """
    tables = read_tables(path)
    about = {row[0]: row[1] for table in tables if table.name == ABOUT for row in _pairs(table)}
    rows = [row for table in tables if table.name != ABOUT for row in _filled(table)]
    if not any(_head(table) for table in tables):
        raise UnreadableInput(
            tr("{name}：不是任务分解表，找不到“任务原文”一列；请用 reportmine tasks 生成的表", name=path)
        )
    sha256 = about.get(ABOUT_REPORT) or _commonest(row.id.partition("-")[0] for row in rows if row.id)
    year = about.get(ABOUT_YEAR, "")
    return Tasks(path, sha256, int(year) if year.isdigit() else None, rows)


def _pairs(table: Table) -> Iterator[tuple[str, str]]:
    for line in table.lines:
        if len(line.cells) > 1:
            yield line.cells[0], line.cells[1]


def _head(table: Table) -> Line | None:
    """The line with the names of the columns; an office may have put a title above it."""
    for line in table.lines[:20]:
        if CLAUSE in map(plain, line.cells) or ID in map(plain, line.cells):
            return line
    return None


def _filled(table: Table) -> Iterator[Filled]:
    head = _head(table)
    if head is None:
        return
    columns: dict[str, int] = {}
    for at, title in enumerate(map(plain, head.cells)):
        if title:
            columns.setdefault(title, at)
    open_columns = [(title, at) for title, at in columns.items() if title not in COLUMNS or title in OPEN]
    for line in table.lines:
        if line.number <= head.number:
            continue

        def said(title: str, cells: tuple[str, ...] = line.cells) -> str:
            at = columns.get(title, len(cells))
            return cells[at] if at < len(cells) else ""

        id = said(ID).strip()
        row = Filled(
            sheet=table.name,
            line=line.number,
            id=id if _ID.fullmatch(id) else None,
            clause=said(CLAUSE),
            name=said(NAME),
            written={title: line.cells[at] for title, at in open_columns if at < len(line.cells) and line.cells[at]},
        )
        if row.id or row.clause:
            yield row


def _key(text: str) -> str:
    return plain(text).rstrip("，。；、")


def _commonest(values: Iterable[str]) -> str | None:
    counted: dict[str, int] = defaultdict(int)
    for value in values:
        counted[value] += 1
    return max(counted, key=lambda value: (counted[value], value)) if counted else None
