"""``reportmine screen``: what would leave the office with a file."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reportmine.cli import UNREADABLE, complain, output
from reportmine.cli.help import Command
from reportmine.errors import ReportmineError, internal_error
from reportmine.messages import LANGUAGES, tr

if TYPE_CHECKING:
    from reportmine.screening import Screening
    from reportmine.screening.run import Run

FORMATS = ("text", "json", "sarif", "github", "docx", "html")
_FAILED = 1


@click.command(
    cls=Command,
    help=tr(
        "公开前检查。查密码、个人信息、占位符、漏遮地名、密级标志、修订批注和隐藏文字、前后矛盾。"
        "可以给出文件、文件夹或 -（标准输入）。退出码：0 没有问题，1 有问题，2 读不了或没有查全。"
    ),
)
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--format", "form", type=click.Choice(FORMATS),
              help=tr("输出形式；默认按 --output 的后缀，否则 text。docx 为带批注的副本 *.审阅.docx。"))  # fmt: skip
@click.option("--output", "-o", "target", metavar="PATH", help=tr("写入文件而不是屏幕；docx 也可以是文件夹。"))
@click.option("--fail-on", type=click.Choice(["high", "medium", "low"]),
              help=tr("到哪一级算不通过；默认 high。"))  # fmt: skip
@click.option("--exit-zero", is_flag=True, help=tr("有问题也以 0 退出。"))
@click.option("--select", metavar="R,…", help=tr("只用这些规则：编号、编号开头（RM14）、名称或类别。"))
@click.option("--ignore", metavar="R,…", help=tr("不用这些规则。"))
@click.option("--baseline", metavar="FILE", type=click.Path(path_type=Path), help=tr("基线里已有的问题不再报。"))
@click.option("--update-baseline", is_flag=True, help=tr("把现有的问题写进基线。"))
@click.option("--rules", "words", metavar="FILE", multiple=True, type=click.Path(path_type=Path),
              help=tr("本单位的词表（.toml 或 .xlsx），可给多次。"))  # fmt: skip
@click.option("--roster", metavar="FILE", help=tr("人名名单：写错的姓名会报出来。"))
@click.option("--home", metavar="PLACE", help=tr("报告所属地区（如 湖南省株洲市），报告自己没写时用。"))
@click.option("--against", metavar="PATH", multiple=True, help=tr("与这些报告（文件或文件夹）比对，找抄来的段落。"))
@click.option("--record", metavar="FILE", help=tr("写一份检查记录（JSON，不含原文）。"))
@click.option("--config", metavar="FILE", type=click.Path(path_type=Path),
              help=tr("设置文件；默认在当前文件夹及以上找 .reportmine.toml 或 pyproject.toml。"))  # fmt: skip
@click.option("--full", is_flag=True, help=tr("同一规则的问题全部列出（默认列前五处）。"))
@click.option("--show-secrets", is_flag=True, help=tr("不遮盖密码、证件号等内容（默认遮盖）。"))
@click.option("--lang", type=click.Choice(LANGUAGES), expose_value=False, help=tr("界面语言；默认中文。"))
def screen(
    files: tuple[str, ...],
    form: str | None,
    target: str | None,
    fail_on: str | None,
    exit_zero: bool,
    select: str | None,
    ignore: str | None,
    baseline: Path | None,
    update_baseline: bool,
    words: tuple[Path, ...],
    roster: str | None,
    home: str | None,
    against: tuple[str, ...],
    record: str | None,
    config: Path | None,
    full: bool,
    show_secrets: bool,
) -> int:
    """Screens every file; one that cannot be read is named on standard error and the rest goes on."""
    from reportmine.screening.inputs import walk
    from reportmine.screening.run import Run

    if update_baseline and baseline is None:
        raise click.UsageError(tr("--update-baseline 要和 --baseline 一起用"))
    if "" in files:
        raise click.UsageError(tr("文件名是空的"))
    form = form or output.form_of(target, FORMATS)
    written_to = [target, record, str(baseline) if update_baseline else None]
    for path in written_to:
        output.refuse_overwriting(files, path)
        if path is not target or form != "docx":
            output.refuse_unwritable(path)
    said = [str(Path(path).absolute()) for path in written_to if path not in (None, "-")]
    if len(set(said)) < len(said):
        raise click.UsageError(tr("--output、--record、--baseline 要写不同的文件"))
    run = Run(
        config=config, fail_on=fail_on, select=_listed(select), ignore=_listed(ignore), baseline=baseline,
        fresh=update_baseline, words=words, roster=roster, home=home, against=against,
    )  # fmt: skip
    names = list(walk(files))
    written: set[Path] = set()
    for name in output.with_progress(names, tr("检查")):
        try:
            screening = run.screen(name)
            if form == "docx":
                _write_copy(screening, target, written, len(names) > 1, show_secrets)
        except output.UnwritableOutput:
            raise
        except ReportmineError as error:
            complain(str(error))
            run.unreadable.append((name, str(error)))
            continue
        except Exception as error:
            # One report that meets a fault of ours must not take the others with it.
            fault = internal_error(error, name)
            complain(str(fault))
            run.unreadable.append((name, str(fault)))
            continue
        if form == "text" and target is None:
            from reportmine.renderers import screening_text

            page = screening_text.render(screening, colour=sys.stdout.isatty(), show_secrets=show_secrets, full=full)
            output.write(page + "\n" if len(names) > 1 else page, None)
    if form != "docx":
        _write_all(run, form, target, show_secrets, full, len(names))
    if update_baseline and baseline is not None:
        output.write(run.updated_baseline(baseline), str(baseline))
    if record is not None:
        from reportmine.renderers.screening_json import render_record

        kept = render_record(
            run.screenings, unreadable=run.unreadable, unused=run.unused, configuration=run.configuration
        )
        output.write(kept, record)
    _tell_unused(run)
    return _exit_code(run, exit_zero or update_baseline)


def _write_all(run: Run, form: str, target: str | None, show_secrets: bool, full: bool, count: int) -> None:
    from reportmine.renderers import screening_text

    if form == "text":
        if target is not None:
            pages = [screening_text.render(s, show_secrets=show_secrets, full=full) for s in run.screenings]
            total = [screening_text.render_total(run.screenings, len(run.unreadable))] if count > 1 else []
            output.write("\n\n".join([*pages, *total]), target)
        elif count > 1:
            output.write(screening_text.render_total(run.screenings, len(run.unreadable)), None)
        return
    if form == "json":
        from reportmine.renderers import screening_json

        page = screening_json.render(
            run.screenings, unreadable=run.unreadable, unused=run.unused, show_secrets=show_secrets
        )
    elif form == "sarif":
        from reportmine.renderers import sarif

        page = sarif.render(run.screenings, run.rules, unreadable=run.unreadable, show_secrets=show_secrets)
    elif form == "github":
        from reportmine.renderers import github

        page = github.render(run.screenings, unreadable=run.unreadable, show_secrets=show_secrets)
    elif not run.screenings:
        return  # A page of nothing but complaints; those were said already.
    else:
        from reportmine.renderers.html import screening as screening_html

        page = screening_html.render(run.screenings, unreadable=run.unreadable, show_secrets=show_secrets)
    if page:
        output.write(page, target, data=True)


def _write_copy(
    screening: Screening, target: str | None, written: set[Path], several: bool, show_secrets: bool
) -> None:
    """Writes the commented copy: beside the original, into the folder ``target``, or as the file ``target``.

    ``written`` are the copies of this run: 报告.docx and 报告.rtf do not take each other's place.
    """
    from reportmine.renderers import screening_docx
    from reportmine.screening.inputs import REVIEWED

    said = screening.document.source.path
    source = Path("report.txt" if said == "-" else said)
    folder = source.parent if target is None else Path(target)
    if target is None or several or folder.is_dir():
        path = folder / f"{source.stem}{REVIEWED}"
        if path in written:
            path = folder / f"{source.name}{REVIEWED}"
    else:
        path = folder
    written.add(path)
    output.refuse_overwriting((said,), str(path))
    data = b"" if said == "-" else source.read_bytes()
    output.write_bytes(screening_docx.render(screening, data, show_secrets=show_secrets), str(path))
    click.echo(tr("{name}：{count} 条批注", name=path, count=len(screening.findings)))


def _tell_unused(run: Run) -> None:
    for waiver in run.unused:
        click.echo(tr("放行没有用到，可以删去：{rule}（{reason}）", rule=waiver.rule, reason=waiver.reason), err=True)


def _exit_code(run: Run, exit_zero: bool) -> int:
    if run.unreadable:
        return UNREADABLE
    if exit_zero:
        return 0
    if any(screening.reaches(run.config.fail_on) for screening in run.screenings):
        return _FAILED
    unchecked = any(screening.document.unchecked for screening in run.screenings)
    return UNREADABLE if unchecked and not run.config.allow_unchecked else 0


def _listed(said: str | None) -> Iterable[str]:
    return [key.strip() for key in (said or "").replace("，", ",").split(",") if key.strip()]
