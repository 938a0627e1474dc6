"""The first sheet: which reports, what to know of the comparison, what each sheet holds, and the counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from reportmine.comparison.model import Comparison
from reportmine.messages import tr
from reportmine.renderers.comparison_pages import OUTCOMES, VERDICTS, Places
from reportmine.renderers.comparison_words import outcome_name, verdict_name
from reportmine.renderers.comparison_xlsx.cells import capital, column
from reportmine.renderers.workbook import MOST_LINKS, MOST_ROWS, Book, Cell, Link, Sheet, Value


def create(book: Book) -> Sheet:
    """The sheet with nothing but its head."""
    columns = (column(tr("内容"), 14), column(tr("项目"), 34), column(tr("项数"), 12), column(tr("备注"), 90))
    return book.sheet(capital(tr("概览")), columns)


def fill(sheet: Sheet, comparison: Comparison, others: Sequence[Sheet], places: Places) -> None:
    """Writes the rows, when the other sheets are there to be told of."""
    for report, name in zip(comparison.reports, places.names, strict=True):
        known = (str(report.year or tr("年份不明")), report.region, report.title, report.path)
        sheet.append((tr("报告"), name, report.chars, "  ".join(filter(None, known))))
    for note in comparison.notes:
        sheet.append((Cell(tr("注意"), "warn"), None, None, note.message))
    for row in _limits(others):
        sheet.append(row)
    about = {capital(name): said for name, said in _contents()}
    for other in others:
        name = str(other.worksheet.title)
        sheet.append((tr("工作表"), Cell(name, link=Link(name, 1)), other.rows - 1, about.get(name)))
    for row in _counts(comparison, places):
        sheet.append(row)
    for said in (
        tr("“位置”列的链接通到“原文”表里的那一行；“起”“止”是该报告文本中的字符位置（从 0 数起，不含“止”）。"),
        tr("数字都是数值，单位另列；下降为负数；XX 是原文的占位符，没有数值。"),
        tr("“指标对照”里 ≥ ≤ ≈ 是格式，单元格仍是数值；同一年有几个数字时取最后一份报告的，其余写在最后一列。"),
    ):
        sheet.append((tr("读法"), None, None, said))


def _contents() -> Iterator[tuple[str, str]]:
    yield tr("承诺落实"), tr("一行一项承诺：计划怎么说，下一年报告怎么交代，数字怎么核对")
    yield tr("账目"), tr("跨年核对的数字：推算值、报告写的、相差多少、结论和原因")
    yield tr("指标对照"), tr("一行一个指标，各年目标和实际并列")
    yield tr("指标"), tr("一行一处数字，带原文和出处")
    yield tr("举措"), tr("一行一项有名称的举措，各份报告里有没有、什么进度")
    yield tr("举措出处"), tr("一行一处提到的举措")
    yield tr("问题"), tr("承认的问题：再次承认的、新承认的、不再承认的；序号相同的是同一个问题")
    yield tr("措辞"), tr("同一承诺前后说法的软硬")
    yield tr("词频"), tr("用得多了和少了的词：z 和 G² 越大变化越可靠")
    yield tr("相似度"), tr("两两比较：余弦、沿用比例")
    yield tr("各部分来历"), tr("每一部分有多少字照搬、改写、新写或不再写")
    yield tr("相同段落"), tr("两份报告最长的相同文字")
    yield tr("原文"), tr("各份报告逐行的文字，其他表的链接通到这里")


def _limits(others: Sequence[Sheet]) -> Iterator[tuple[Value, ...]]:
    warning = Cell(tr("注意"), "warn")
    for other in others:
        name = str(other.worksheet.title)
        if other.rows_left_out:
            said = tr("“{name}”表超过 Excel 的 {most} 行，后面 {count} 行没有写入", name=name, most=f"{MOST_ROWS:,}",
                      count=other.rows_left_out)  # fmt: skip
            yield warning, name, other.rows_left_out, said
        if other.links_left_out:
            said = tr("“{name}”表的链接超过 Excel 的 {most} 个，后面的位置只有文字没有链接", name=name,
                      most=f"{MOST_LINKS:,}")  # fmt: skip
            yield warning, name, other.links_left_out, said


def _counts(comparison: Comparison, places: Places) -> Iterator[tuple[Value, ...]]:
    pairs = Counter((row.promise.report, row.next_report, row.outcome) for row in comparison.follow_up or ())
    for earlier, later in sorted({(earlier, later) for earlier, later, _ in pairs}):
        for outcome in OUTCOMES:
            if pairs[earlier, later, outcome]:
                said = f"{places.names[earlier]} → {places.names[later]}  {outcome_name(outcome)}"
                yield tr("承诺落实"), said, pairs[earlier, later, outcome], None
    verdicts = Counter(row.verdict for row in comparison.ledger or ())
    for verdict in VERDICTS:
        if verdicts[verdict]:
            yield tr("账目"), verdict_name(verdict), verdicts[verdict], None
