"""The first sheet: what one wants to know of a report, and what the other sheets hold; of several a row for each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from reportmine.messages import tr
from reportmine.model import Report
from reportmine.renderers.report_names import bare_name
from reportmine.renderers.report_xlsx.contents import Contents, One
from reportmine.renderers.report_xlsx.figures import amount
from reportmine.renderers.report_xlsx.findings import TONES
from reportmine.renderers.shares import LABELS, label_chars, label_shares, percent
from reportmine.renderers.words import label_name, severity_name
from reportmine.renderers.workbook import Book, Cell, Link, Sheet, Value, share
from reportmine.renderers.workbook_cells import capital, column, left_out, whole

#: What the sheet says: of what, which item, its number, the rest.
_Row = tuple[str, str | Cell, Value, Value]


def create(book: Book) -> Sheet:
    """The sheet with nothing but its head."""
    columns = (column(tr("内容"), 14), column(tr("项目"), 34), column(tr("数值"), 14), column(tr("备注"), 80))
    return book.sheet(capital(tr("概览")), columns)


def fill(sheet: Sheet, contents: Contents, others: Sequence[Sheet]) -> None:
    """Writes the rows, when the other sheets are there to be told of."""
    if contents.several:
        sheet.append((capital(tr("报告")), capital(tr("份数")), len(contents.reports), None))
    for one in contents.reports:
        for name, what, value, said in [_in_short(one, contents)] if contents.several else _about(one):
            sheet.append((capital(name), capital(what) if isinstance(what, str) else what, value, said))
    for row in left_out(others):
        sheet.append(row)
    about = {capital(name): said for name, said in _contents()}
    for other in others:
        name = str(other.worksheet.title)
        sheet.append((capital(tr("工作表")), Cell(name, link=Link(name, 1)), other.rows - 1, about.get(name)))
    for said in (
        tr("“位置”列的链接通到“原文”表里的那一行；“起”“止”是该报告文本中的字符位置（从 0 数起，不含“止”）。"),
        tr("数字都是数值，单位另列；下降为负数；XX 是原文的占位符，没有数值。"),
        tr("每张表的表头都可以筛选；“指标”表的“重点”列标出概览里的那些指标。"),
    ):
        sheet.append((capital(tr("读法")), None, None, said))


def _contents() -> Iterator[tuple[str, str]]:
    yield tr("各份报告"), tr("一行一份报告：年份、地区、各类文字的占比、各有多少项")
    yield tr("指标"), tr("一行一处数字，带原文和出处")
    yield tr("举措"), tr("一行一处提到的举措，带前后文")
    yield tr("段落"), tr("一行一段：成绩、问题、任务还是其他，可信度，所在小标题")
    yield tr("需要处理"), tr("公开前要看的内容：级别、说明、建议")
    yield tr("原文"), tr("逐行的文字，其他表的链接通到这里")


def _in_short(one: One, contents: Contents) -> _Row:
    report = one.report
    size = tr("{chars} 字", chars=f"{len(report.text):,}")
    known = (str(report.year or tr("年份不明")), report.region, report.title, size)
    shares = (f"{label_name(label)} {percent(part)}" for label, part in label_shares(report).items())
    counts = (
        f"{tr('指标')} {len(report.indicators)}", f"{tr('举措')} {len(report.actions)}",
        f"{tr('需要处理')} {len(report.findings)}",
    )  # fmt: skip
    said = "\n".join(("  ".join(filter(None, known)), "  ".join((*shares, *counts))))
    return tr("报告"), Cell(one.name, link=contents.source.link(one.index, 0)), None, said


def _about(one: One) -> Iterator[_Row]:
    report = one.report
    head = tr("报告")
    yield head, tr("标题"), None, report.title or tr("（没有标题）")
    yield head, tr("年份"), whole(report.year), None if report.year else tr("年份不明")
    for name, said in (
        (tr("地区"), report.region), (tr("报告单位"), report.organisation), (tr("日期"), report.date),
        (tr("听取报告"), report.audience),
    ):  # fmt: skip
        if said:
            yield head, name, None, said
    file = tr("{path}（{encoding}）", path=bare_name(report.source.path), encoding=report.source.encoding)
    yield head, tr("文件名"), None, file
    yield head, tr("字数"), len(report.text), None
    yield head, tr("正文段数"), _bodies(report), None
    yield head, tr("标题数"), len(report.sections), None
    chars, shares = label_chars(report), label_shares(report)
    for label, part in shares.items():
        yield tr("占比"), label_name(label), share(part), tr("{chars} 字", chars=f"{chars[label]:,}")
    yield tr("项数"), tr("指标"), len(report.indicators), None
    yield tr("项数"), tr("其中目标"), _targets(report), None
    yield tr("项数"), tr("其中占位"), _masked(report), tr("原文用占位符代替了数值") if _masked(report) else None
    yield tr("项数"), tr("举措"), len(report.actions), None
    severities = Counter(finding.severity for finding in report.findings)
    for severity, tone in TONES.items():
        found = severities[severity]
        yield tr("需要处理"), Cell(severity_name(severity), tone if found else None), found, None
    by_place = {indicator.start: indicator for indicator in report.indicators}
    for figure in one.key_figures:
        words = (
            figure.value, figure.change, figure.period, tr("目标") if figure.target else "",
            tr("占位") if figure.masked else "",
        )  # fmt: skip
        place = one.place(figure.start)
        lines = dict.fromkeys(str(one.place(start).value) for start in figure.starts)
        said = "  ".join([*filter(None, words), tr("、").join(lines)])
        yield tr("重点指标"), figure.name, amount(by_place[figure.start]), place._replace(value=said)


def write_reports(book: Book, contents: Contents) -> None:
    """Writes the sheet of the reports, a row each."""
    columns = contents.columns(
        column(tr("年份"), 8), column(tr("地区"), 14), column(tr("标题"), 36), column(tr("报告单位"), 22),
        column(tr("日期"), 12), column(tr("字数"), 10), column(tr("正文段数"), 9),
        *(column(label_name(label), 8) for label in LABELS),
        column(tr("指标"), 8), column(tr("其中目标"), 9), column(tr("其中占位"), 9), column(tr("举措"), 8),
        *(column(tr("需要处理：{severity}", severity=severity_name(severity)), 14) for severity in TONES),
        column(tr("文件名"), 40),
    )  # fmt: skip
    sheet = book.sheet(capital(tr("各份报告")), columns, frozen_columns=1, printed_columns=len(columns) - 1)
    for one in contents.reports:
        report, shares = one.report, label_shares(one.report)
        severities = Counter(finding.severity for finding in report.findings)
        sheet.append(
            (
                Cell(one.name, link=contents.source.link(one.index, 0)), whole(report.year), report.region,
                report.title, report.organisation, report.date, len(report.text), _bodies(report),
                *(share(shares[label]) if label in shares else None for label in shares or LABELS),
                len(report.indicators), _targets(report), _masked(report), len(report.actions),
                *(severities[severity] for severity in TONES), bare_name(report.source.path),
            )
        )  # fmt: skip


def _bodies(report: Report) -> int:
    return sum(paragraph.kind == "body" for paragraph in report.paragraphs)


def _targets(report: Report) -> int:
    return sum(indicator.status == "target" for indicator in report.indicators)


def _masked(report: Report) -> int:
    return sum(indicator.masked for indicator in report.indicators)
