"""Totals of a table that are not the sum of their lines or columns.

Takes a ``Page``, gives the cells. What a table is when it stands in a text is told in ``rows.py``; the rule that asks
is in ``rules/parts.py``. A table that says more than plain sums (其中, shares, lines within lines) is left alone.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from reportmine.patterns import regex
from reportmine.quantities.amounts import close
from reportmine.rows import Cell, find_cells

if TYPE_CHECKING:
    from reportmine.rules.rule import Line, Page

_SIGNS = ("合计", "总计", "小计", "共计", "合 ", "总 ", "小 ", "合\u3000", "总\u3000", "小\u3000")
_TOTAL = regex(r"(?:[全本][省市县区镇乡州校局])?(?:合计|总计|共计)(?:数)?(?:[（(][^）)]{1,8}[）)])?")
_SUBTOTAL = regex(r"[\u4e00-\u9fff]{0,4}小计")
# Names of columns that nobody adds up.
_NOT_ADDED = regex(r"[率比占%均价序龄]|排[名位]|位次|名次|编号|电话|得分|评分|增[长幅速减]|[12]\d{3}年?|日期|时间|累计")
_VALUE = regex(r"(-?(?:\d{1,3}(?:[,，]\d{3})+|\d{1,12})(?:\.\d{1,6})?)[ \u3000]?[\u4e00-\u9fff]{0,3}")
_NOTHING = frozenset(("", "-", "—", "——", "/", "0", "无"))
_SPLIT = regex(r"[\t|│]")
# Lines that are parts of others, or are taken off.
_NOT_PLAIN = regex("其中|结转|结余|余额|^减|^加")
# Units in a column of their own: nobody adds up tons and persons.
_UNIT = regex(
    r"[百千万亿]{0,2}(?:元|吨|公斤|斤|人|户|亩|平方米|平方公里|公里|个|项|家|件|次|台|所|座|名|人次|%|‰|篇|条|头|只|辆)"
)
# Lines of one table, and how many lines may be tried whether some of them alone make up the total.
_ROWS, _FEW = 400, 12


class _Value(NamedTuple):
    """The number in a cell and how far it may be off by rounding; ``cell`` is ``None`` where nothing is written."""

    cell: Cell | None
    value: float
    slack: float


class _Row(NamedTuple):
    """A line of a table: its label, and its cells from the right as numbers where they are."""

    label: str
    cells: tuple[Cell | None, ...]
    values: tuple[_Value | None, ...]

    @property
    def kind(self) -> str:
        """``total``, ``subtotal``, or empty."""
        if _TOTAL.fullmatch(self.label):
            return "total"
        return "subtotal" if _SUBTOTAL.fullmatch(self.label) else ""

    @property
    def has_numbers(self) -> bool:
        """Whether a number stands anywhere but at the head."""
        return any(value is not None and value.cell is not None for value in self.values[:-1])


def wrong_totals(page: Page) -> Iterator[Cell]:
    """The cells with a total that its table does not bear out, table by table."""
    done = 0
    for line in page.lines_with(_SIGNS):
        if line.start < done or not find_cells(page, line):
            continue
        at = bisect_left(page.lines, line)
        first = last = at
        while first > 0 and at - first < _ROWS and find_cells(page, page.lines[first - 1]):
            first -= 1
        while last + 1 < len(page.lines) and last - at < _ROWS and find_cells(page, page.lines[last + 1]):
            last += 1
        done = page.lines[last].end
        yield from _judge([_read_row(page, one) for one in page.lines[first : last + 1]])


def _read_row(page: Page, line: Line) -> _Row:
    cells: list[Cell | None]
    if _SPLIT.search(page.text, line.start, line.end):
        cells, at = [], line.start
        for mark in (*(match.start() for match in _SPLIT.finditer(page.text, line.start, line.end)), line.end):
            found = page.norm[at:mark].strip()
            start = page.norm.index(found, at) if found else at
            cells.append(Cell(start, start + len(found), found) if found else None)
            at = mark + 1
        if page.text[line.start] in "|│":
            cells = cells[1:]
        if cells and page.text[line.end - 1] in "|│":
            cells.pop()
    else:
        cells = list(find_cells(page, line))
        if len(cells) > 2 and cells[1] and cells[1].text == "计":  # 合    计
            cells[:2] = [Cell(line.start, cells[1].end, f"{page.norm[line.start]}计")]
    label = next((cell.text for cell in cells if cell and not _VALUE.fullmatch(cell.text)), "")
    cells.reverse()
    return _Row(label.replace(" ", ""), tuple(cells), tuple(map(_read_value, cells)))


def _read_value(cell: Cell | None) -> _Value | None:
    if cell is None or cell.text in _NOTHING:
        return _Value(cell, 0.0, 0.0)
    found = _VALUE.fullmatch(cell.text)
    if found is None:
        return None
    digits = found[1].replace(",", "").replace("，", "")
    decimals = len(digits.partition(".")[2])
    return _Value(cell, float(digits), 0.5 * 10.0**-decimals if decimals else 0.0)


def _judge(rows: Sequence[_Row]) -> Iterator[Cell]:
    """Down, then across; only where the head of the table is seen and no line is said to be a part."""
    begins = next((index for index, row in enumerate(rows) if row.has_numbers), len(rows))
    body = rows[begins:]
    if not begins or len(body) < 3 or any(_NOT_PLAIN.search(row.label) for row in rows):
        return
    units = {cell.text for row in body for cell in row.cells if cell and _UNIT.fullmatch(cell.text)}
    if len(units) > 1:
        return
    width = min(len(row.cells) for row in body)
    head = rows[begins - 1].cells
    if len(head) < width or max(len(row.cells) for row in body) > width + 1:
        return
    added = [
        column
        for column in range(width - 1)
        if (name := head[column]) is not None
        and not _NOT_ADDED.search(name.text)
        and all(row.values[column] is not None for row in body)
    ]
    wrong = list(_down(body, added))
    yield from wrong or _across(body, added, head)


def _down(body: Sequence[_Row], added: Sequence[int]) -> Iterator[Cell]:
    """The totals of the columns."""
    for index, row in enumerate(body):
        if not row.kind:
            continue
        columns = [(column, _bears_out(body, index, column)) for column in added]
        wrong = [column for column, right in columns if not right]
        # When most of a line disagrees, it is not the sum of these lines.
        if len(wrong) * 2 <= len(columns) or len(columns) == 1:
            for column in wrong:
                if (cell := row.cells[column]) is not None:
                    yield cell


def _bears_out(body: Sequence[_Row], index: int, column: int) -> bool:
    """Whether some reading of the lines above (below, for a total at the top) makes up the total."""
    values = [value for row in body if (value := row.values[column]) is not None]
    total = values[index]
    if total.cell is None:
        return True
    above: list[int] = []
    if index:
        for other in range(index - 1, -1, -1):
            if body[other].kind == "total" or (body[other].kind and body[index].kind == "subtotal"):
                break
            above.append(other)
    else:
        for other in range(1, len(body)):
            if body[other].kind == "total":
                break
            above.append(other)
    plain = [values[other] for other in above if not body[other].kind]
    subtotals = [values[other] for other in above if body[other].kind]
    if len(plain) < 2:
        return True
    if subtotals:
        loose = next((place for place, other in enumerate(above) if body[other].kind), 0)
        return any(_makes(parts, total) for parts in (plain, subtotals, [*subtotals, *plain[:loose]]))
    if _makes(plain, total):
        return True
    # 城区 and then its streets: some lines are parts of others.
    return total.value < sum(part.value for part in plain) and (len(plain) > _FEW or _some_make(plain, total))


def _makes(parts: Sequence[_Value], total: _Value) -> bool:
    slack = total.slack + sum(part.slack for part in parts)
    return close(sum(part.value for part in parts), total.value, slack)


def _some_make(parts: Sequence[_Value], total: _Value) -> bool:
    sums = {0.0}
    for part in parts:
        sums |= {round(before + part.value, 6) for before in sums}
    slack = total.slack + sum(part.slack for part in parts)
    return any(close(one, total.value, slack) for one in sums)


def _across(body: Sequence[_Row], added: Sequence[int], head: Sequence[Cell | None]) -> Iterator[Cell]:
    """The totals of the lines, where nearly all lines agree on what is added up."""
    names = [cell.text.replace(" ", "") if cell else "" for cell in head]
    totals = [column for column in added if _TOTAL.fullmatch(names[column]) or _SUBTOTAL.fullmatch(names[column])]
    bounds = [-1, *totals, max(added, default=0) + 1]
    for before, column, after in zip(bounds, totals, bounds[2:], strict=False):
        for parts in ([one for one in added if column < one < after], [one for one in added if before < one < column]):
            if len(parts) < 2:
                continue
            wrong = []
            plain = [row for row in body if not row.kind]
            for row in plain:
                values = [row.values[one] for one in (*parts, column)]
                *listed, total = [value for value in values if value is not None]
                if total.cell is not None and not _makes(listed, total):
                    wrong.append(total.cell)
            right = len(plain) - len(wrong)
            if right > 1 and len(wrong) * 2 <= right:
                yield from wrong
                break
