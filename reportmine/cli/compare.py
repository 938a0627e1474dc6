"""``reportmine compare``: two or more reports side by side, as text, JSON, Markdown, a workbook or a page."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from reportmine.cli import UNREADABLE, complain, output
from reportmine.cli.help import Command
from reportmine.comparison.model import PARTS, PartName
from reportmine.errors import ReportmineError, internal_error
from reportmine.messages import LANGUAGES, tr

if TYPE_CHECKING:
    from reportmine.model import Report

FORMATS = ("text", "json", "md", "xlsx", "html")


def _parts(_context: click.Context, _option: click.Parameter, value: str | None) -> tuple[PartName, ...]:
    if value is None:
        return PARTS
    asked = [name.strip().replace("-", "_") for name in value.replace("，", ",").split(",") if name.strip()]
    unknown = [name for name in asked if name not in PARTS]
    if unknown or not asked:
        raise click.BadParameter(
            tr("没有“{name}”这一部分；可选：{all}", name=tr("、").join(unknown), all=",".join(PARTS))
        )
    return tuple(part for part in PARTS if part in asked)


def _years(_context: click.Context, _option: click.Parameter, value: str | None) -> tuple[int, ...]:
    if value is None:
        return ()
    years = value.replace("，", ",").split(",")
    if not all(year.strip().isascii() and year.strip().isdigit() and 1900 <= int(year) <= 2100 for year in years):
        raise click.BadParameter(tr("“{value}”里有不是年份的；写法如 2022,2023", value=value))
    return tuple(int(year) for year in years)


@click.command(
    cls=Command,
    help=tr(
        "比较几年的报告。看指标怎么变、承诺落实了没有、哪些举措没再提、账目对不对得上。"
        "文件可以是报告，也可以是 analyze --format json 保存的结果。"
    ),
)
@click.argument("files", nargs=-1, required=True, metavar="FILE FILE...")
@click.option("--format", "form", type=click.Choice(FORMATS), help=tr("输出形式；默认按 --output 的后缀，否则 text。"))
@click.option("--output", "-o", "target", metavar="PATH", help=tr("写入文件而不是屏幕；xlsx 必须写入文件。"))
@click.option("--only", "parts", callback=_parts, metavar="PART,...",
              help=tr("只要这些部分：{all}。", all=",".join(PARTS)))  # fmt: skip
@click.option(
    "--years", callback=_years, metavar="N,...", help=tr("各报告的年份，按文件顺序（报告自己没写或写错时）。")
)
@click.option("--tasks", "tasks_file", metavar="FILE", help=tr("reportmine tasks 生成、办公室填写过的任务分解表。"))
@click.option("--full", is_flag=True, help=tr("列出全部内容（默认只显示要点）。"))
@click.option("--show-secrets", is_flag=True, help=tr("不遮盖密码、证件号等内容（默认遮盖）。"))
@click.option("--lang", type=click.Choice(LANGUAGES), expose_value=False, help=tr("界面语言；默认中文。"))
def compare(
    files: tuple[str, ...],
    form: str | None,
    target: str | None,
    parts: tuple[PartName, ...],
    years: tuple[int, ...],
    tasks_file: str | None,
    full: bool,
    show_secrets: bool,
) -> int:
    """Compares what can be read; a file that cannot is named on standard error."""
    from reportmine.comparison import compare as compare_reports

    form = form or output.form_of(target, FORMATS)
    if form == "xlsx" and target in (None, "-"):
        raise click.UsageError(tr("xlsx 是文件，不能显示在屏幕上；请加 --output 比较.xlsx"))
    output.refuse_overwriting((*files, *([tasks_file] if tasks_file else ())), target)
    reports, given, failed = _read(files, years, show_secrets)
    tasks = None
    if tasks_file is not None:
        from reportmine.comparison.tasks.tasks import read_tasks

        tasks = read_tasks(tasks_file)
    result = compare_reports(reports, only=parts, years=given, tasks=tasks)
    if form == "json":
        from reportmine.renderers import comparison_json

        output.write(comparison_json.render(result, show_secrets=show_secrets), target, data=True)
    elif form == "xlsx":
        from reportmine.renderers import comparison_xlsx

        assert target is not None
        output.write_bytes(comparison_xlsx.render(result, show_secrets=show_secrets), target)
    elif form == "html":
        from reportmine.renderers.html import comparison as comparison_html

        missing = comparison_html.charts_missing()
        if missing is not None:
            click.echo(missing, err=True)
        output.write(comparison_html.render(result, show_secrets=show_secrets), target, data=True)
    elif form == "md":
        from reportmine.renderers import comparison_markdown

        output.write(comparison_markdown.render(result, full=full, show_secrets=show_secrets), target)
    else:
        from reportmine.renderers import comparison_text
        from reportmine.renderers.text import PLAIN_WIDTH, terminal_width

        colour = target is None and sys.stdout.isatty()
        width = terminal_width() if target is None else PLAIN_WIDTH
        said = comparison_text.render(result, full=full, width=width, colour=colour, show_secrets=show_secrets)
        output.write(said, target)
    return UNREADABLE if failed else 0


def _read(
    files: tuple[str, ...], years: tuple[int, ...], show_secrets: bool
) -> tuple[list[Report], list[int | None], bool]:
    """The reports, the years told for them, and whether a file could not be read."""
    from reportmine.comparison.inputs import read_reports
    from reportmine.comparison.lineup import NothingToCompare

    if years and len(years) != len(files):
        raise NothingToCompare(
            tr("--years 给了 {years} 个年份，文件有 {files} 个；请一一对应", years=len(years), files=len(files))
        )
    reports: list[Report] = []
    told: list[int | None] = []
    failed = False
    for name, year in zip(output.with_progress(files, tr("读取")), years or [None] * len(files), strict=True):
        try:
            found = read_reports(name, show_secrets=show_secrets)
        except ReportmineError as error:
            complain(str(error))
            failed = True
            continue
        except Exception as error:
            complain(str(internal_error(error, name)))
            failed = True
            continue
        reports += found
        told += [year] * len(found)
    if failed and len(reports) < 2:
        raise NothingToCompare(tr("能读的报告不到两份，没有比较"))
    return reports, told, failed
