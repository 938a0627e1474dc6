"""``reportmine analyze``: one report or many, as a page for the terminal or as JSON."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from reportmine.cli import UNREADABLE, complain, internal_error, output
from reportmine.cli.help import Command
from reportmine.errors import ReportmineError
from reportmine.messages import LANGUAGES, tr
from reportmine.model import Report

if TYPE_CHECKING:
    from reportmine.readers import Document


@click.command(
    cls=Command, help=tr("分析报告：结构、成绩/问题/任务、指标、举措、需要处理的内容。FILE 为 - 时读标准输入。")
)
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True,
    help=tr("输出形式；多个文件的 json 为每行一个对象。"),
)  # fmt: skip
@click.option("--output", "-o", "target", metavar="PATH", help=tr("写入文件而不是屏幕。"))
@click.option("--full", is_flag=True, help=tr("列出全部内容（默认只显示要点）。"))
@click.option("--explain", is_flag=True, help=tr("说明每一项的依据：用词、小标题、前后段落、模型权重。"))
@click.option("--year", type=click.IntRange(1900, 2100), help=tr("报告年份（报告自己没写或写错时）。"))
@click.option("--region", metavar="NAME", help=tr("报告所属地区（同上）。"))
@click.option("--show-secrets", is_flag=True, help=tr("不遮盖密码、证件号等内容（默认遮盖）。"))
@click.option("--lang", type=click.Choice(LANGUAGES), expose_value=False, help=tr("界面语言；默认中文。"))
def analyze(
    files: tuple[str, ...],
    form: str,
    target: str | None,
    full: bool,
    explain: bool,
    year: int | None,
    region: str | None,
    show_secrets: bool,
) -> int:
    """Analyses every file; one that cannot be read is named on standard error and the rest goes on."""
    from reportmine.renderers import json, text

    output.refuse_overwriting(files, target)
    failed = False
    parts: list[str] = []
    for name, report in _reports(files, year, region, explain):
        if isinstance(report, ReportmineError):
            complain(str(report))
            failed = True
            continue
        if form == "json":
            parts.append(json.render(report, indent=len(files) == 1, show_secrets=show_secrets))
        else:
            colour = target is None and sys.stdout.isatty()
            width = text.terminal_width() if target is None else text.PLAIN_WIDTH
            part = text.render(
                report, full=full, width=width, colour=colour, show_secrets=show_secrets, explain=explain
            )
            parts.append(part if len(files) == 1 else f"── {name}\n{part}\n")
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
    left = [f"{part_name(kind)} {count}" for kind, count in counts.items()] + list(document.unchecked)
    if left:
        notice = tr(
            "{name}：文件里正文之外还有：{left}。analyze 只看正文，没有检查这些", name=name, left=tr("、").join(left)
        )
        click.echo(notice, err=True)
