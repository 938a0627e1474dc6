"""The first sheet: which reports, what to know of the comparison, what each sheet holds, and the counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from reportmine.comparison.model import Comparison
from reportmine.messages import tr
from reportmine.renderers.comparison_pages import OUTCOMES, VERDICTS
from reportmine.renderers.comparison_places import Places
from reportmine.renderers.comparison_words import outcome_name, verdict_name
from reportmine.renderers.workbook import Book, Cell, Link, Sheet, Value
from reportmine.renderers.workbook_cells import capital, column, left_out


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
    for row in left_out(others):
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
    yield tr("承诺落实"), tr("一行一项承诺：计划的原文，下一年报告的说法，数字核对")
    yield tr("账目"), tr("跨年核对的数字：推算值、报告所写、差额、结论和原因")
    yield tr("指标对照"), tr("一行一个指标，各年目标和实际并列")
    yield tr("指标"), tr("一行一处数字，带原文和出处")
    yield tr("举措"), tr("一行一项有名称的举措，各份报告里有没有、什么进度")
    yield tr("举措出处"), tr("一行一处提到的举措")
    yield tr("问题"), tr("报告写到的问题：再次提及、新提及、不再提及；序号相同的是同一个问题")
    yield tr("措辞"), tr("同一承诺前后措辞的强弱")
    yield tr("词频"), tr("使用增多和减少的词：z 和 G² 的绝对值越大，变化越显著")
    yield tr("相似度"), tr("两两比较：用词相似度（余弦，1 为完全相同）、沿用比例")
    yield tr("各部分文字来源"), tr("每一部分原样沿用、改写、新增、删去的字数")
    yield tr("相同段落"), tr("两份报告最长的相同文字")
    yield tr("原文"), tr("各份报告逐行的文字，其他表的链接通到这里")


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
