"""``reportmine clean``: a copy of a file that can be published, as far as a program can make one."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reportmine.cli import output
from reportmine.cli.help import Command
from reportmine.messages import LANGUAGES, tr

if TYPE_CHECKING:
    from reportmine.cleaning import Cleaned, Deed

_FAILED = 1
# So many places and texts of one kind of change are listed.
_LISTED = 8
_WIDEST = 60


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
    from reportmine.renderers import screening_text
    from reportmine.screening import Config, find_config, read_config

    if target == "-":
        raise click.UsageError(tr("clean 的结果要写进文件，请用 -o 给出文件名"))
    output.refuse_overwriting((file,), target)
    path = config or find_config(Path.cwd())
    settings = read_config(path) if path else Config()
    cleaned = make(load(file), file, target, settings)
    output.write_bytes(cleaned.data, target)
    page = screening_text.render(cleaned.proof, colour=sys.stdout.isatty())
    output.write("\n".join([*_report(file, target, cleaned), page]), None)
    return _FAILED if cleaned.proof.reaches(fail_on or settings.fail_on) else 0  # type: ignore[arg-type]


def _report(name: str, target: str, cleaned: Cleaned) -> Iterator[str]:
    yield tr("{name} 已清理，写入 {target}", name=name, target=target)
    for deed in cleaned.deeds:
        yield from _lines(deed)
    if not cleaned.deeds:
        yield "  " + tr("没有需要删除或遮盖的内容")
    if cleaned.left:
        yield tr("没有处理，请人工看：")
        yield from (f"  {_short(line, 4 * _WIDEST)}" for line in cleaned.left)
    yield tr("清理后再检查：")


def _lines(deed: Deed) -> Iterator[str]:
    """What was done with count and places, and beneath it what stood there."""
    places = tr("、").join(deed.places[:_LISTED]) + ("…" if len(deed.places) > _LISTED else "")
    line = tr("{what}：{count} 处", what=deed.what, count=deed.count)
    yield "  " + (tr("{line}（{places}）", line=line, places=places) if places else line)
    yield from (f"    {_short(said)}" for said in deed.said[:_LISTED])
    if len(deed.said) > _LISTED:
        yield f"    … {len(deed.said) - _LISTED}"


def _short(said: str, most: int = _WIDEST) -> str:
    """A line without secrets and without what a terminal would obey."""
    from reportmine.masking import mask_text
    from reportmine.renderers.screening_text import printable
    from reportmine.rules import check

    line = printable(" ".join(mask_text(said, check(said)).split()))
    return line if len(line) <= most else line[:most] + "…"
