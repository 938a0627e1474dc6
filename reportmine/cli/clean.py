"""``reportmine clean``: a copy of a file that can be published, as far as a program can make one."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from reportmine.cli import output
from reportmine.cli.help import Command
from reportmine.messages import LANGUAGES, tr

_FAILED = 1


@click.command(
    cls=Command,
    help=tr(
        "清理出可以公开的副本。修订、批注、隐藏文字、文档属性等能安全删除的删除，密码和个人信息用 * 遮盖，"
        "然后把结果再检查一遍。原文件不动。退出码：0 清理干净，1 还有问题，2 读不了或写不了。"
    ),
)
@click.argument("file", metavar="FILE")
@click.option("--output", "-o", "target", metavar="PATH", required=True, help=tr("写入的文件；由后缀决定格式。"))
@click.option("--fail-on", type=click.Choice(["high", "medium", "low"]),
              help=tr("剩下的问题到哪一级算没有清理干净；默认 high。"))  # fmt: skip
@click.option("--config", metavar="FILE", type=click.Path(path_type=Path),
              help=tr("设置文件；默认在当前文件夹及以上找 .reportmine.toml 或 pyproject.toml。"))  # fmt: skip
@click.option("--lang", type=click.Choice(LANGUAGES), expose_value=False, help=tr("界面语言；默认中文。"))
def clean(file: str, target: str, fail_on: str | None, config: Path | None) -> int:
    """Cleans the file, writes the copy whole or not at all, and prints what was done and what is left."""
    from reportmine.cleaning import clean as make
    from reportmine.readers import load
    from reportmine.renderers import cleaning
    from reportmine.screening.project import read_project

    if target == "-":
        raise click.UsageError(tr("clean 的结果要写进文件，请用 -o 给出文件名"))
    output.refuse_overwriting((file,), target)
    project = read_project(config=config, fail_on=fail_on)
    cleaned = make(load(file), file, target, project.screen)
    output.write_bytes(cleaned.data, target)
    output.write(cleaning.render_text(file, target, cleaned, colour=sys.stdout.isatty()), None)
    return _FAILED if cleaned.proof.reaches(project.config.fail_on) else 0
