"""The analysis as a page for the terminal: what one wants to know on one screen, everything with ``full``.

Takes a ``Report``, gives a string, plain or with ANSI colour. Nothing depends on colour: severity, status and
masking are words. Widths are those of a terminal, where a Chinese character takes two columns.
Read next: ``figures.py`` (which figures come first).
"""

from __future__ import annotations

import re
import shutil
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from msgspec.structs import replace
from rich.cells import cell_len, set_cell_size
from rich.console import Console
from rich.table import Table
from rich.text import Text

from reportmine.masking import mask_report
from reportmine.messages import language, tr
from reportmine.model import Action, Finding, Report, Severity
from reportmine.renderers.columns import shortened, wrapped
from reportmine.renderers.controls import CONTROLS
from reportmine.renderers.figures import Figure, merge_figures, name_lines
from reportmine.renderers.key_figures import key_figures
from reportmine.renderers.page import close_page, open_page
from reportmine.renderers.reasons import explain as reasons_of
from reportmine.renderers.report_names import title_of
from reportmine.renderers.shares import label_shares, percent
from reportmine.renderers.words import in_brackets, label_name, severity_name, status_name, type_name
from reportmine.renderers.workbook_cells import one_line
from reportmine.text import LineIndex

PLAIN_WIDTH = 80
_ROWS = {"figures": 12, "findings": 12}
# Columns of a quotation in the list of findings.
_QUOTED = 24
# Where a Chinese character does not fit any more, rich leaves a blank before the …; and so does a cut at a blank.
_GAP = re.compile(r"(?<=\S) …")

_COLOURS = {"achievement": "green", "shortfall": "red", "priority": "blue", "other": "bright_black"}
_BARS = {"achievement": "█", "shortfall": "▓", "priority": "▒", "other": "░"}
_SEVERITIES: dict[Severity, str] = {"high": "bold red", "medium": "yellow", "low": "bright_black"}


def terminal_width() -> int:
    """Columns of the terminal, or 80 in a pipe; never less than 60 or more than 120."""
    return max(60, min(120, shutil.get_terminal_size((PLAIN_WIDTH, 24)).columns))


def render(
    report: Report,
    *,
    full: bool = False,
    width: int = PLAIN_WIDTH,
    colour: bool = False,
    show_secrets: bool = False,
    explain: bool = False,
) -> str:
    """The page, without a line break at the end. ``width`` is in terminal columns; ``explain`` adds the reasons."""
    if not show_secrets:
        report = mask_report(report)
    report = _without_controls(report)
    console, buffer = open_page(width, colour)
    lines = LineIndex(report.text)
    _head(console, report)
    _shares(console, report, width)
    _figures(console, report, lines, full)
    _actions(console, report, lines, width, full)
    _findings(console, report, full)
    if explain:
        _reasons(console, report)
    if full:
        _outline(console, report, lines)
    else:
        console.print(Text(tr("全部内容：加 --full；供程序使用：--format json"), style="bright_black"))
    return "\n".join(line.rstrip() for line in _GAP.sub("… ", close_page(buffer)).split("\n"))


def _without_controls(report: Report) -> Report:
    def clean(value: str | None) -> str | None:
        return value.translate(CONTROLS) if value else value

    return replace(
        report,
        text=report.text.translate(CONTROLS),
        title=clean(report.title),
        region=clean(report.region),
        organisation=clean(report.organisation),
        audience=clean(report.audience),
        source=replace(report.source, path=report.source.path.translate(CONTROLS)),
        indicators=tuple(replace(i, name=i.name.translate(CONTROLS)) for i in report.indicators),
        actions=tuple(replace(a, name=a.name.translate(CONTROLS)) for a in report.actions),
    )


def _head(console: Console, report: Report) -> None:
    console.print(Text(title_of(report), style="bold"))
    place = (str(report.year) if report.year else None, report.region, report.date)
    if any(place):
        console.print(Text("   ".join(filter(None, place))))
    for name, value in ((tr("报告单位"), report.organisation), (tr("听取报告"), report.audience)):
        if value:
            console.print(Text(f"{name} {value}"))
    body = sum(1 for paragraph in report.paragraphs if paragraph.kind == "body")
    headings = len(report.sections)
    counts = (
        tr("{count:,} 字", count=len(report.text)), tr("{count} 段正文", count=body),
        tr("{count} 个标题", count=headings),
    )  # fmt: skip
    console.print(Text(f"{tr('，').join(counts)}   {report.source.path}{in_brackets(report.source.encoding)}"))


def _shares(console: Console, report: Report, width: int) -> None:
    shares = label_shares(report)
    if not shares:
        return
    bar_width = width - 2
    bar, legend = Text("  "), Text("  ")
    used = 0
    for label, share in shares.items():
        if not share:
            continue
        cells = max(1, round(share * bar_width)) if label != "other" else max(0, bar_width - used)
        used += cells
        bar.append(_BARS[label] * cells, style=_COLOURS[label])
        legend.append(f"{_BARS[label]} ", style=_COLOURS[label])
        legend.append(f"{label_name(label)} {percent(share)}   ")
    bar.truncate(width)
    console.print()
    console.print(bar, no_wrap=True)
    console.print(legend)


def _figures(console: Console, report: Report, lines: LineIndex, full: bool) -> None:
    figures = merge_figures(report)
    if not figures:
        return
    shown = figures if full else key_figures(report, _ROWS["figures"])
    masked = sum(1 for indicator in report.indicators if indicator.masked)
    title = tr("指标 {count} 个", count=len(report.indicators))
    if masked:
        title += tr("，其中 {masked} 个数值是占位符", masked=masked)
    if len(shown) < len(figures):
        title += tr("；重点 {shown} 项", shown=len(shown))
    _title(console, title)
    columns = (tr("名称"), tr("数值"), tr("变化"), tr("时期"), tr("行"))
    rows = [(one.name, one.value, one.change, _period(one), name_lines(one, lines)) for one in shown]
    _table(console, columns, rows, right=(1, 2, 4), whole=full)


def _period(figure: Figure) -> str:
    words = [(figure.period or "").replace("/", "–")]
    if figure.target:
        words.append(tr("目标"))
    if figure.masked:
        words.append(tr("占位"))
    return " ".join(word for word in words if word)


def _actions(console: Console, report: Report, lines: LineIndex, width: int, full: bool) -> None:
    if not report.actions:
        return
    _title(console, tr("有名称的举措 {count} 项", count=len(report.actions)))
    by_type: dict[str, list[Action]] = defaultdict(list)
    for action in report.actions:
        by_type[action.type].append(action)
    groups = sorted(by_type.items(), key=lambda item: -len(item[1]))
    if full:
        rows = [
            (one.name, type_name(action_type), status_name(one.status), str(lines.locate(one.start)[0]))
            for action_type, actions in groups
            for one in actions
        ]
        _table(console, (tr("名称"), tr("类型"), tr("进度"), tr("行")), rows, right=(3,), whole=True)
        return
    for action_type, actions in groups:
        names = list(dict.fromkeys(action.name for action in actions))
        head = f"  {set_cell_size(type_name(action_type), 8 if language() == 'zh' else 11)} {len(names):>3}  "
        console.print(Text(head + _fit(names, width - cell_len(head))), no_wrap=True, overflow="ellipsis")


def _table(
    console: Console, columns: Sequence[str], rows: Sequence[Sequence[str]], *, right: Sequence[int], whole: bool
) -> None:
    """A table whose first column, names, has the room that the others leave: over several lines if ``whole``, else cut.

    ``right`` are the columns that hold numbers, from 0.
    """
    others = [max(map(cell_len, cells)) for cells in list(zip(columns, *rows, strict=True))[1:]]
    room = max(8, console.width - sum(others) - 2 * len(others))
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="underline", expand=True)
    for number, column in enumerate(columns):
        table.add_column(
            column, ratio=None if number else 1, justify="right" if number in right else "left", no_wrap=True
        )
    for name, *cells in rows:
        said = "\n".join("  " + line for line in wrapped(name, room - 2)) if whole else shortened("  " + name, room)
        table.add_row(Text(said), *map(Text, cells))
    console.print(table)


def _fit(names: list[str], room: int) -> str:
    """As many of the names as fit into ``room`` columns, and … when some are left."""
    shown = ""
    for position, name in enumerate(names):
        longer = shown + (tr("、") if shown else "") + name
        tail = "" if position == len(names) - 1 else "…"
        if cell_len(longer + tail) > room:
            return (shown + "…") if shown else set_cell_size(name, room - 1).rstrip() + "…"
        shown = longer
    return shown


def _findings(console: Console, report: Report, full: bool) -> None:
    counts = Counter(finding.severity for finding in report.findings)
    if not counts:
        _title(console, tr("需要处理：没有发现"))
        _lines(console, "  ", tr("查了密码、个人信息、占位符、漏遮地名、残留标记；不等于可以公开"))
        return
    summary = tr("，").join(f"{severity_name(s)} {counts[s]}" for s in _SEVERITIES if counts[s])
    _title(console, tr("需要处理 {count} 处（{summary}）", count=len(report.findings), summary=summary))
    groups: dict[tuple[Severity, str], list[Finding]] = defaultdict(list)
    for finding in sorted(report.findings, key=lambda f: (list(_SEVERITIES).index(f.severity), f.start)):
        groups[finding.severity, finding.rule].append(finding)
    if full:
        _all_findings(console, report, groups.values())
        return
    rows = list(_finding_rows(report, groups.values()))
    for severity, line in rows[: _ROWS["findings"]]:
        text = Text("  ")
        text.append(severity_name(severity), style=_SEVERITIES[severity])
        text.append(f"  {line}")
        console.print(text, no_wrap=True, overflow="ellipsis")
    if len(rows) > _ROWS["findings"]:
        console.print(Text(tr("  另有 {count} 类", count=len(rows) - _ROWS["findings"])))


def _finding_rows(report: Report, groups: Iterable[list[Finding]]) -> Iterable[tuple[Severity, str]]:
    """A row a finding: the grave ones each, others of one rule together."""
    for findings in groups:
        first = findings[0]
        if len(findings) == 1 or first.severity == "high":
            for finding in findings:
                place = f"{finding.line}:{finding.column}"
                yield finding.severity, f"{place:<7} {finding.rule}  {finding.message}"
            continue
        lines = list(dict.fromkeys(finding.line for finding in findings))
        places = tr("、").join(map(str, lines[:4])) + ("…" if len(lines) > 4 else "")
        quoted = dict.fromkeys(shortened(one_line(report.text[f.start : f.end]), _QUOTED) for f in findings)
        samples = " ".join(list(quoted)[:4])
        count = tr("{count} 处", count=len(findings))
        where = tr("第 {places} 行", places=places) if len(lines) > 1 else tr("第 {line} 行", line=places)
        yield first.severity, f"{count:<7} {first.rule}  {first.message}  {where}  {samples}"


def _all_findings(console: Console, report: Report, groups: Iterable[list[Finding]]) -> None:
    """Each rule with its message and advice once, and every place with the words around it."""
    for findings in groups:
        first = findings[0]
        head = Text("  ")
        head.append(severity_name(first.severity), style=_SEVERITIES[first.severity])
        before = f"  {first.rule}  "
        first_line, *others = wrapped(first.message, console.width - cell_len(head.plain + before))
        head.append(before + first_line)
        console.print(head)
        for line in others:
            console.print(Text(" " * 8 + line))
        _lines(console, "      → ", first.advice)
        for finding in findings:
            before = report.text[max(0, finding.start - 10) : finding.start].rpartition("\n")[2]
            after = report.text[finding.end : finding.end + 10].partition("\n")[0]
            found = " ".join(report.text[finding.start : finding.end].split())
            text = Text(f"      {f'{finding.line}:{finding.column}':<8} {before}")
            text.append(f"[{found}]", style="bold")
            text.append(after)
            console.print(text, no_wrap=True, overflow="ellipsis")


def _reasons(console: Console, report: Report) -> None:
    """Every paragraph, figure and action with what decided it, in the order of the report."""
    _title(console, tr("依据"))
    for head, said in reasons_of(report):
        console.print(Text("  " + head), no_wrap=True, overflow="ellipsis")
        _lines(console, "      ", said, style="bright_black")


def _outline(console: Console, report: Report, lines: LineIndex) -> None:
    """Every heading and paragraph with its line, label and confidence."""
    _title(console, tr("结构"))
    headings = {section.start: section for section in report.sections}
    for paragraph in report.paragraphs:
        line = f"{lines.locate(paragraph.start)[0]:>5}  "
        name = label_name(paragraph.label or paragraph.kind)
        if paragraph.also:
            name += f"/{label_name(paragraph.also)}"
        sure = f" {paragraph.confidence:.0%}" if paragraph.confidence is not None else ""
        section = headings.get(paragraph.start)
        indent = "  " * (section.level - 1) if section else ""
        text = Text(line + set_cell_size(name + sure, 16))
        text.append(indent + report.text[paragraph.start : paragraph.end], style="bold" if section else "")
        console.print(text, no_wrap=True, overflow="ellipsis")


def _lines(console: Console, before: str, said: str, style: str = "") -> None:
    """Words behind something, over as many lines as they take, one below the other."""
    for line in wrapped(said, console.width - cell_len(before)):
        console.print(Text(before + line, style=style))
        before = " " * cell_len(before)


def _title(console: Console, title: str) -> None:
    console.print()
    console.print(Text(title, style="bold"))
