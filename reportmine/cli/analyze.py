"""``reportmine analyze``: one report or many, for the terminal, as JSON, a workbook, Markdown, CSV or a page."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, get_args

import click

from reportmine.cli import UNREADABLE, complain, output
from reportmine.cli.help import Command
from reportmine.errors import ReportmineError, internal_error
from reportmine.messages import LANGUAGES, tr
from reportmine.model import Report
from reportmine.renderers.report_csv import Table

if TYPE_CHECKING:
    from reportmine.readers import Document


FORMATS = ("text", "json", "xlsx", "md", "csv", "html")
# What is written of all reports together, and not one after another as they are read.
_TOGETHER = ("xlsx", "md", "csv", "html")


@click.command(
    cls=Command, help=tr("分析报告：结构、成绩/问题/任务、指标、举措、需要处理的内容。文件写 - 时读标准输入。")
)
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option(
    "--format", "form", type=click.Choice(FORMATS),
    help=tr("输出形式；默认按 --output 的后缀，否则 text。多个文件的 json 为每行一个对象。"),
)  # fmt: skip
@click.option("--output", "-o", "target", metavar="PATH", help=tr("写入文件而不是屏幕；xlsx 必须写入文件。"))
@click.option(
    "--table", type=click.Choice(get_args(Table)),
    help=tr("csv 要哪一张表：指标（默认）、举措、段落、需要处理的内容。"),
)  # fmt: skip
@click.option("--full", is_flag=True, help=tr("列出全部内容（默认只显示要点）。"))
@click.option("--explain", is_flag=True, help=tr("说明每一项的依据：用词、小标题、前后段落、模型权重。"))
@click.option("--year", type=click.IntRange(1900, 2100), help=tr("报告年份（报告自己没写或写错时）。"))
@click.option("--region", metavar="NAME", help=tr("报告所属地区（同上）。"))
@click.option("--show-secrets", is_flag=True, help=tr("不遮盖密码、证件号等内容（默认遮盖）。"))
@click.option("--lang", type=click.Choice(LANGUAGES), expose_value=False, help=tr("界面语言；默认中文。"))
def analyze(
    files: tuple[str, ...],
    form: str | None,
    target: str | None,
    table: Table | None,
    full: bool,
    explain: bool,
    year: int | None,
    region: str | None,
    show_secrets: bool,
) -> int:
    """Analyses every file; one that cannot be read is named on standard error and the rest goes on."""
    form = form or output.form_of(target, FORMATS)
    if form == "xlsx" and target in (None, "-"):
        raise click.UsageError(tr("xlsx 是文件，不能显示在屏幕上；请加 --output 分析.xlsx"))
    if table is not None and form != "csv":
        raise click.UsageError(tr("--table 只用于 csv；请加 --format csv"))
    output.refuse_overwriting(files, target)
    # A page shows why on a click.
    found = _reports(files, year, region, explain or form == "html")
    if form in _TOGETHER:
        reports, unreadable = _gather(found)
        if reports:
            _write_together(reports, unreadable, form, target, table or "figures", full, show_secrets)
        return UNREADABLE if unreadable else 0
    return _write_each(found, form, target, len(files), full, explain, show_secrets)


def _gather(
    found: Iterable[tuple[str, Report | ReportmineError]],
) -> tuple[list[Report], list[tuple[str, str]]]:
    """The reports, and the files that could not be read with the reason, which is said at once."""
    reports: list[Report] = []
    unreadable: list[tuple[str, str]] = []
    for name, report in found:
        if isinstance(report, ReportmineError):
            complain(str(report))
            unreadable.append((name, str(report)))
        else:
            reports.append(report)
    return reports, unreadable


def _write_together(
    reports: list[Report],
    unreadable: list[tuple[str, str]],
    form: str,
    target: str | None,
    table: Table,
    full: bool,
    show_secrets: bool,
) -> None:
    if form == "xlsx":
        from reportmine.renderers import report_xlsx

        assert target is not None
        output.write_bytes(report_xlsx.render(reports, show_secrets=show_secrets), target)
    elif form == "html":
        from reportmine.renderers.html import report as report_html

        page = report_html.render(reports, unreadable=unreadable, show_secrets=show_secrets)
        output.write(page, target, data=True)
    elif form == "csv":
        from reportmine.renderers import report_csv

        output.write(report_csv.render(reports, table, show_secrets=show_secrets), target, data=True)
    else:
        from reportmine.renderers import report_markdown

        output.write(report_markdown.render(reports, full=full, show_secrets=show_secrets), target, data=True)


def _write_each(
    found: Iterable[tuple[str, Report | ReportmineError]],
    form: str,
    target: str | None,
    count: int,
    full: bool,
    explain: bool,
    show_secrets: bool,
) -> int:
    """Writes each report as soon as it is read, to the screen, or all of them into a file at the end."""
    from reportmine.renderers import json, text

    failed = False
    parts: list[str] = []
    for name, report in found:
        if isinstance(report, ReportmineError):
            complain(str(report))
            failed = True
            continue
        if form == "json":
            parts.append(json.render(report, indent=count == 1, show_secrets=show_secrets))
        else:
            colour = target is None and sys.stdout.isatty()
            width = text.terminal_width() if target is None else text.PLAIN_WIDTH
            part = text.render(
                report, full=full, width=width, colour=colour, show_secrets=show_secrets, explain=explain
            )
            parts.append(part if count == 1 else f"── {name}\n{part}\n")
        if target is None:
            output.write(parts.pop(), None, data=form == "json")
    if target is not None and parts:
        output.write("\n".join(part.rstrip("\n") for part in parts), target)
    return UNREADABLE if failed else 0


def _reports(
    files: tuple[str, ...], year: int | None, region: str | None, explain: bool
) -> Iterator[tuple[str, Report | ReportmineError]]:
    """Each file's name and report, or what stood in the way; with a progress bar for several on a terminal."""
    import reportmine

    for name in output.with_progress(files, tr("分析")):
        try:
            document = reportmine.read(name)
            _tell_unread(name, document)
            yield name, reportmine.analyze(document, year=year, region=region, explain=explain)
        except ReportmineError as error:
            yield name, error
        except Exception as error:
            # One report that meets a fault of ours must not take the others with it.
            yield name, internal_error(error, name)


def _tell_unread(name: str, document: Document) -> None:
    """Says on standard error what is in the file that an analysis of its text does not look at."""
    from reportmine.renderers.words import part_name

    counts = Counter(part.kind for part in document.parts if part.kind != "file-name")
    if counts:
        left = tr("、").join(f"{part_name(kind)} {count}" for kind, count in counts.items())
        notice = tr("{name}：文件里正文之外还有：{left}。analyze 只看正文，没有检查这些", name=name, left=left)
        click.echo(notice, err=True)
    for said in document.unchecked:
        click.echo(tr("{name}：{said}", name=name, said=said), err=True)
