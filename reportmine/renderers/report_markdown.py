"""An analysis as Markdown, to be read by a person, in a report of one's own or on a page of a wiki.

Takes ``Report``s, gives a string. Read next: ``figures.py`` (which figures come first), ``markdown.py``.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from reportmine.masking import mask_report
from reportmine.messages import tr
from reportmine.model import SEVERITIES, Action, Finding, Label, Paragraph, Report
from reportmine.renderers.figures import Figure, merge_figures, name_lines
from reportmine.renderers.key_figures import key_figures
from reportmine.renderers.markdown import escaped, table
from reportmine.renderers.report_names import bare_name, title_of
from reportmine.renderers.shares import label_shares, percent
from reportmine.renderers.words import in_brackets, label_name, severity_name, status_name, type_name
from reportmine.renderers.workbook_cells import capital
from reportmine.text import LineIndex

_FIGURES = 12
# Characters of a paragraph that are shown where not all of it is wanted.
_QUOTED = 120


def render(reports: Sequence[Report], *, full: bool = False, show_secrets: bool = False) -> str:
    """The reports one after another, without a line break at the end.

    Args:
        reports: analysed reports.
        full: every figure, action and finding, and every paragraph whole with its label.
        show_secrets: secrets and personal data in the clear, not as ``•``.
    """
    pages = ("\n".join(_lines(one if show_secrets else mask_report(one), full)) for one in reports)
    return "\n\n".join(page.strip("\n") for page in pages)


def _lines(report: Report, full: bool) -> Iterator[str]:
    lines = LineIndex(report.text)
    yield from _head(report)
    yield from _figures(report, lines, full)
    yield from _actions(report, lines, full)
    for label in ("shortfall", "priority"):
        yield from _passages(report, lines, label, full)
    yield from _findings(report, full)
    if full:
        yield from _outline(report, lines)


def _head(report: Report) -> Iterator[str]:
    yield f"# {escaped(title_of(report))}"
    yield ""
    known = (
        (tr("年份"), str(report.year or tr("年份不明"))), (tr("地区"), report.region),
        (tr("报告单位"), report.organisation), (tr("日期"), report.date), (tr("听取报告"), report.audience),
        (tr("文件名"), tr("{path}（{encoding}）", path=bare_name(report.source.path), encoding=report.source.encoding)),
        (tr("篇幅"), tr(
            "{chars} 字，{body} 段正文，{headings} 个标题", chars=f"{len(report.text):,}",
            body=sum(paragraph.kind == "body" for paragraph in report.paragraphs), headings=len(report.sections),
        )),
    )  # fmt: skip
    for name, said in known:
        if said:
            yield f"- {tr('{name}：{said}', name=capital(name), said=escaped(said))}"
    shares = label_shares(report)
    if shares:
        yield ""
        columns = [label_name(label) for label in shares]
        yield from _table(columns, [[percent(share) for share in shares.values()]], right=range(len(columns)))


def _figures(report: Report, lines: LineIndex, full: bool) -> Iterator[str]:
    figures = merge_figures(report)
    if not figures:
        return
    shown = figures if full else key_figures(report, _FIGURES)
    masked = sum(indicator.masked for indicator in report.indicators)
    said = tr("指标 {count} 个", count=len(report.indicators))
    if masked:
        said += tr("，其中 {masked} 个数值是占位符", masked=masked)
    if len(shown) < len(figures):
        said += tr("；重点 {shown} 项", shown=len(shown))
    yield from _title(said)
    columns = (tr("名称"), tr("数值"), tr("变化"), tr("时期"), tr("目标或实际"), tr("行"))
    rows = ((one.name, one.value, one.change, (one.period or "").replace("/", "–"), _state(one),
             name_lines(one, lines)) for one in shown)  # fmt: skip
    yield from _table(columns, rows, right=(1, 2, 5))


def _state(figure: Figure) -> str:
    said = tr("目标") if figure.target else tr("实际")
    return f"{said} {tr('占位')}" if figure.masked else said


def _actions(report: Report, lines: LineIndex, full: bool) -> Iterator[str]:
    if not report.actions:
        return
    yield from _title(tr("有名称的举措 {count} 项", count=len(report.actions)))
    mentions: dict[tuple[str, str, str], list[Action]] = defaultdict(list)
    for action in report.actions:
        # With all of it asked for, each mention has its row.
        mentions[action.name, action.type, str(action.start) if full else action.status].append(action)
    rows = (
        (
            same[0].name,
            type_name(same[0].type),
            status_name(same[0].status),
            _places(lines.locate(one.start)[0] for one in same),
        )
        for same in mentions.values()
    )
    yield from _table((tr("名称"), tr("类型"), tr("进度"), tr("行")), rows)


def _places(lines: Iterable[int]) -> str:
    return _listed(map(str, lines), 5)


def _listed(said: Iterable[str], most: int) -> str:
    """Words side by side, each once, and … when there are more."""
    found = list(dict.fromkeys(said))
    return tr("、").join(found[:most]) + ("…" if len(found) > most else "")


def _passages(report: Report, lines: LineIndex, label: Label, full: bool) -> Iterator[str]:
    """The paragraphs of a label, or that have it as their second one."""
    found = [paragraph for paragraph in report.paragraphs if label in (paragraph.label, paragraph.also)]
    if not found:
        return
    yield from _title(label_name(label))
    for paragraph in found:
        line = tr("第 {line} 行", line=lines.locate(paragraph.start)[0])
        yield f"- {_quoted(report, paragraph, full)}{in_brackets(line)}"


def _quoted(report: Report, paragraph: Paragraph, full: bool) -> str:
    end = paragraph.end if full else min(paragraph.end, paragraph.start + _QUOTED)
    return escaped(report.text[paragraph.start : end] + ("…" if end < paragraph.end else ""))


def _findings(report: Report, full: bool) -> Iterator[str]:
    yield from _title(tr("需要处理"))
    if not report.findings:
        yield tr("需要处理：没有发现（查了密码、个人信息、占位符、漏遮地名、残留标记；不等于可以公开）")
        return
    counts = Counter(finding.severity for finding in report.findings)
    summary = tr("，").join(f"{severity_name(one)} {counts[one]}" for one in SEVERITIES if counts[one])
    yield tr("需要处理 {count} 处（{summary}）", count=len(report.findings), summary=summary)
    yield ""
    groups: dict[tuple[str, ...], list[Finding]] = defaultdict(list)
    for finding in sorted(report.findings, key=lambda one: (SEVERITIES.index(one.severity), one.start)):
        text = report.text[finding.start : finding.end]
        groups[finding.severity, finding.rule, text if full else "", str(finding.start) if full else ""].append(finding)
    rows = (
        (severity_name(same[0].severity), same[0].rule, _places(one.line for one in same),
         _listed((report.text[one.start : one.end][:_QUOTED] for one in same), 4), same[0].message, same[0].advice)
        for same in groups.values()
    )  # fmt: skip
    yield from _table((tr("级别"), tr("规则"), tr("行"), tr("原文"), tr("说明"), tr("建议")), rows)


def _outline(report: Report, lines: LineIndex) -> Iterator[str]:
    """Every heading and paragraph, with its label and line."""
    yield from _title(tr("全文"))
    headings = {section.start: section for section in report.sections}
    for paragraph in report.paragraphs:
        said = _quoted(report, paragraph, full=True)
        section = headings.get(paragraph.start)
        if section is not None:
            yield f"{'#' * min(6, section.level + 2)} {said}"
        else:
            label = label_name(paragraph.label or paragraph.kind)
            if paragraph.also:
                label += f"/{label_name(paragraph.also)}"
            yield f"**{label}** {tr('第 {line} 行', line=lines.locate(paragraph.start)[0])}{tr('　')}{said}"
        yield ""


def _title(said: str) -> Iterator[str]:
    yield ""
    yield f"## {capital(said)}"
    yield ""


def _table(columns: Sequence[str], rows: Iterable[Sequence[str]], *, right: Sequence[int] = ()) -> Iterator[str]:
    return table([capital(column) for column in columns], rows, right=right)
