"""What Jupyter shows of a report, a comparison, a screening and a corpus: a fragment of HTML, and a line for ``repr``.

The fragment needs nothing else: its style holds for itself only, it has no script and no ids, and takes its colours
from the page around it, light or dark. Everything in it is escaped, and secrets are ``•``.
Read next: ``figures.py``, ``comparison_pages.py`` and ``html/screening/verdict.py``, which say what is shown.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from markupsafe import Markup

from reportmine.comparison.masked import mask_comparison
from reportmine.comparison.model import Comparison
from reportmine.masking import mask_report
from reportmine.messages import tr
from reportmine.model import SEVERITIES, Report
from reportmine.renderers.comparison_pages import Grid, Listing, Page, pages
from reportmine.renderers.controls import visible
from reportmine.renderers.excerpts import excerpt, place_of
from reportmine.renderers.figures import Figure, merge_figures, name_lines
from reportmine.renderers.html.screening.verdict import answer_of
from reportmine.renderers.key_figures import key_figures
from reportmine.renderers.report_names import title_of
from reportmine.renderers.shares import label_shares, percent
from reportmine.renderers.words import in_brackets, label_name, severity_name, status_name, type_name
from reportmine.renderers.workbook_cells import capital
from reportmine.screening.result import Screening, mask_screening
from reportmine.text import LineIndex

if TYPE_CHECKING:
    from reportmine.store.overview import Overview

_KEY, _ROWS = 12, 20
# Characters of a paragraph or a cell.
_QUOTED = 80

# What has a colour of its own is seen in either theme; letters have the colour of the page around them. The class is
# named twice to weigh more than the tables of the notebook.
_STYLE = Markup("""<style>
.reportmine { max-width: 68rem; font-size: 14px; line-height: 1.65; overflow-wrap: anywhere; font-family:
  "Source Han Sans SC", "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", "WenQuanYi Zen Hei", sans-serif; }
.reportmine .title { font-size: 1.15em; font-weight: 700; margin: .2em 0; }
.reportmine .line { margin: .2em 0; white-space: pre-wrap; }
.reportmine .bar { display: flex; gap: 2px; height: 1em; margin: .6em 0 .3em; border-radius: 4px; overflow: hidden; }
.reportmine .key { display: inline-block; width: .8em; height: .8em; border-radius: 2px; }
.reportmine .achievement { background: #3f9a63; }
.reportmine .shortfall { background: #dc7b3c; }
.reportmine .priority { background: #4c86cf; }
.reportmine .other { background: #8b96a1; }
.reportmine .wide { overflow-x: auto; }
.reportmine.reportmine table { border-collapse: collapse; margin: .3em 0 .6em; font-size: 13px; border: 0; }
.reportmine.reportmine table :is(th, td) { text-align: left; vertical-align: top; padding: .2em .9em .2em 0;
  border: 0; border-bottom: 1px solid rgba(128, 128, 128, .35); max-width: 40em; }
.reportmine.reportmine table .figure { text-align: right; white-space: nowrap;
  font-variant-numeric: tabular-nums; }
.reportmine summary { cursor: pointer; margin: .2em 0; }
.reportmine details details { margin-left: 1.1em; }
.reportmine mark { background: #ffe14d; color: #1c2126; }
.reportmine ul { margin: .2em 0 .6em; padding-left: 1.4em; }
</style>""")


def report_html(report: Report) -> str:
    """A report: head, shares, key figures, and the first rows of each table."""
    report = mask_report(report)
    return _fragment(_report(report))


def report_line(report: Report) -> str:
    """A report in one line."""
    report = mask_report(report)
    said = _joined(report.title, str(report.year or ""), report.region)
    counts = (
        tr("{chars} 字", chars=f"{len(report.text):,}"), f"{tr('指标')} {len(report.indicators)}",
        f"{tr('举措')} {len(report.actions)}", f"{tr('需要处理')} {len(report.findings)}",
    )  # fmt: skip
    return f"Report({report.source.path!r}): {'  '.join((said, *counts)).strip()}"


def comparison_html(comparison: Comparison) -> str:
    """A comparison: its reports, and a page a question with what became of the promises in the open."""
    return _fragment(_comparison(mask_comparison(comparison)))


def comparison_line(comparison: Comparison) -> str:
    """A comparison in one line."""
    years = tr("、").join(str(report.year or report.path) for report in comparison.reports)
    parts = (
        f"{capital(name)} {len(found)}"
        for name, found in (
            (tr("指标"), comparison.series), (tr("承诺落实"), comparison.follow_up), (tr("举措"), comparison.actions),
            (tr("账目"), comparison.ledger),
        )
        if found is not None
    )  # fmt: skip
    return f"Comparison({years}): {'  '.join(parts)}".rstrip()


def screening_html(screening: Screening) -> str:
    """A screening: the verdict, and the first findings with the words they are in."""
    return _fragment(_screening(mask_screening(screening)))


def screening_line(screening: Screening) -> str:
    """A screening in one line."""
    answer = answer_of(screening)
    counts = (f"{severity_name(one)} {screening.count(one)}" for one in SEVERITIES if screening.count(one))
    return f"Screening({screening.document.source.path!r}): {'  '.join((answer.words, *counts))}"


def corpus_html(path: str, overview: Overview) -> str:
    """A corpus: how much it holds, of which years and levels."""
    return _fragment(_corpus(path, overview))


def corpus_line(path: str, overview: Overview) -> str:
    """A corpus in one line."""
    reports = tr("{count:,} 份报告", count=overview.tables["reports"])
    return f"Corpus({path!r}): {reports}  {tr('{chars} 字', chars=f'{overview.chars:,}')}"


def _fragment(parts: Iterable[Markup]) -> str:
    return str(Markup('<div class="reportmine">{}{}</div>').format(_STYLE, Markup("\n").join(parts)))


def _report(report: Report) -> Iterator[Markup]:
    lines = LineIndex(report.text)
    yield _title(title_of(report))
    yield _line(_joined(str(report.year or ""), report.region, report.organisation, report.date))
    bodies = sum(paragraph.kind == "body" for paragraph in report.paragraphs)
    size = tr(
        "{chars} 字，{body} 段正文，{headings} 个标题", chars=f"{len(report.text):,}", body=bodies,
        headings=len(report.sections),
    )  # fmt: skip
    yield _line(f"{size}  {report.source.path}")
    yield from _shares(report)
    yield _line(_findings_in_short(report))
    figures = merge_figures(report)
    head: tuple[str, ...] = (tr("名称"), tr("数值"), tr("变化"), tr("时期"), tr("行"))
    if figures:
        key = key_figures(report, _KEY)
        yield _folded(tr("重点指标"), len(key), head, (_figure(one, lines) for one in key), (1, 2, 4), opened=True)
        yield _folded(tr("指标"), len(figures), head, (_figure(one, lines) for one in figures), (1, 2, 4))
    actions = (
        (one.name, type_name(one.type), status_name(one.status), str(lines.locate(one.start)[0]))
        for one in report.actions
    )
    yield _folded(tr("举措"), len(report.actions), (tr("名称"), tr("类型"), tr("进度"), tr("行")), actions, (3,))
    paragraphs = (
        (label_name(one.label or one.kind), f"{one.confidence:.0%}" if one.confidence is not None else "",
         _quoted(report.text[one.start : one.end]), str(lines.locate(one.start)[0]))
        for one in report.paragraphs
    )  # fmt: skip
    head = (tr("类别"), tr("可信度"), tr("文字"), tr("行"))
    yield _folded(tr("段落"), len(report.paragraphs), head, paragraphs, (1, 3))
    findings = (
        (severity_name(one.severity), one.rule, one.message, _quoted(report.text[one.start : one.end]), str(one.line))
        for one in sorted(report.findings, key=lambda one: (SEVERITIES.index(one.severity), one.start))
    )
    head = (tr("级别"), tr("规则"), tr("说明"), tr("原文"), tr("行"))
    yield _folded(tr("需要处理"), len(report.findings), head, findings, (4,))


def _shares(report: Report) -> Iterator[Markup]:
    shares = label_shares(report)
    if not shares:
        return
    pieces = (
        Markup('<span class="{}" style="flex: {:.4f} 1 0"></span>').format(label, share)
        for label, share in shares.items()
        if share
    )
    legend = (
        Markup('<span class="key {}"></span> {} {}').format(label, label_name(label), percent(share))
        for label, share in shares.items()
    )
    yield Markup('<div class="bar" aria-hidden="true">{}</div>').format(Markup().join(pieces))
    yield Markup('<div class="line">{}</div>').format(Markup("   ").join(legend))


def _findings_in_short(report: Report) -> str:
    counts = Counter(finding.severity for finding in report.findings)
    if not counts:
        return tr("需要处理：没有发现（查了密码、个人信息、占位符、漏遮地名、残留标记；不等于可以公开）")
    summary = tr("，").join(f"{severity_name(one)} {counts[one]}" for one in SEVERITIES if counts[one])
    return tr("需要处理 {count} 处（{summary}）", count=len(report.findings), summary=summary)


def _figure(figure: Figure, lines: LineIndex) -> tuple[str, ...]:
    period = _joined(
        (figure.period or "").replace("/", "–"), tr("目标") if figure.target else "",
        tr("占位") if figure.masked else "",
    )  # fmt: skip
    return figure.name, figure.value, figure.change, period, name_lines(figure, lines)


def _comparison(comparison: Comparison) -> Iterator[Markup]:
    yield _title(tr("历年报告比较"))
    rows = (
        (str(one.year or tr("年份不明")), one.region or "", one.title or "", f"{one.chars:,}", one.path)
        for one in comparison.reports
    )
    head = (tr("年份"), tr("地区"), tr("标题"), tr("字数"), tr("文件名"))
    yield _folded(tr("报告"), len(comparison.reports), head, rows, (3,))
    for note in comparison.notes:
        yield _line(tr("注意：") + note.message)
    for number, page in enumerate(pages(comparison)):
        yield _page(page, opened=number == 0)


def _page(page: Page, opened: bool) -> Markup:
    return _details(page.title, Markup().join([*map(_line, page.lead), *map(_block, page.blocks)]), opened)


def _block(block: Listing | Grid) -> Markup:
    content = _listing(block) if isinstance(block, Listing) else _grid(block)
    if block.left:
        content += _line(tr("另有 {count} 项", count=block.left))
    return _details(block.title, content, False) if block.title else content


def _listing(listing: Listing) -> Markup:
    items = (
        Markup("<li>{}{}{}</li>").format(
            visible(item.text),
            in_brackets(visible(item.place)),
            Markup().join(_line(detail) for detail in item.details),
        )
        for item in listing.items
    )
    return Markup("<ul>{}</ul>").format(Markup().join(items))


def _grid(grid: Grid) -> Markup:
    return _table(grid.columns, grid.rows, range(1, len(grid.columns)))


def _screening(screening: Screening) -> Iterator[Markup]:
    answer = answer_of(screening)
    yield _title(f"{answer.sign} {answer.words}")
    yield _line(screening.document.source.path)
    for said in answer.lines:
        yield _line(said)
    ordered = sorted(screening.findings, key=lambda one: (SEVERITIES.index(one.severity), one.part or -1, one.start))
    head = (tr("级别"), tr("规则"), tr("说明"), tr("原文"), tr("位置"))
    found: list[tuple[str | Markup, ...]] = []
    for one in ordered[:_ROWS]:
        shown = excerpt(screening, one)
        before, said, after = shown.line[: shown.start], shown.line[shown.start : shown.end], shown.line[shown.end :]
        words = Markup("{}<mark>{}</mark>{}").format(*map(visible, (before, said, after)))
        found.append((severity_name(one.severity), one.rule, one.message, words, place_of(screening, one)))
    yield _folded(tr("需要处理"), len(ordered), head, found, (), opened=True)


def _corpus(path: str, overview: Overview) -> Iterator[Markup]:
    yield _title(path)
    years = list(overview.years)
    levels = tr("，").join(f"{level} {count:,}" for level, count in overview.levels.items())
    rows = [
        *((name, f"{count:,}") for name, count in overview.tables.items()),
        (tr("字数"), f"{overview.chars:,}"),
        (tr("年份"), f"{years[0]}–{years[-1]}" if years else "–"),
        (tr("级别"), levels or "–"),
    ]
    yield _table((tr("内容"), tr("项数")), rows, ())


def _title(said: str) -> Markup:
    return Markup('<div class="title">{}</div>').format(visible(said))


def _line(said: str) -> Markup:
    return Markup('<div class="line">{}</div>').format(visible(said)) if said else Markup()


def _folded(
    name: str,
    count: int,
    head: Sequence[str],
    rows: Iterable[Sequence[str | Markup]],
    figures: Sequence[int],
    *,
    opened: bool = False,
) -> Markup:
    """A table under its name and the number of its rows, the first of which are shown."""
    if not count:
        return Markup()
    shown = [row for row, _ in zip(rows, range(_ROWS), strict=False)]
    rest = _line(tr("另有 {count} 项", count=count - len(shown))) if count > len(shown) else Markup()
    return _details(f"{capital(name)} {count}", _table(head, shown, figures) + rest, opened)


def _details(name: str, content: Markup, opened: bool) -> Markup:
    return Markup("<details{}><summary>{}</summary>{}</details>").format(
        Markup(" open") if opened else "", visible(name), content
    )


def _table(head: Sequence[str], rows: Iterable[Sequence[str | Markup]], figures: Sequence[int]) -> Markup:
    def row(tag: str, cells: Sequence[str | Markup]) -> Markup:
        return Markup("<tr>{}</tr>").format(
            Markup().join(
                Markup("<{}{}>{}</{}>").format(
                    tag, Markup(' class="figure"') if number in figures else "",
                    cell if isinstance(cell, Markup) else visible(cell), tag,
                )
                for number, cell in enumerate(cells)
            )
        )  # fmt: skip

    heads = row("th", [capital(one) for one in head])
    return Markup('<div class="wide"><table><thead>{}</thead><tbody>{}</tbody></table></div>').format(
        heads, Markup().join(row("td", cells) for cells in rows)
    )


def _joined(*said: str | None) -> str:
    return "  ".join(one for one in said if one)


def _quoted(text: str) -> str:
    line = " ".join(text[: 2 * _QUOTED].split())
    return line if len(text) <= _QUOTED else line[:_QUOTED] + "…"
