"""``reportmine revisions``: the list of changes between two versions of one report (修改清单)."""

from __future__ import annotations

import click

from reportmine.cli import output
from reportmine.cli.help import Command
from reportmine.messages import LANGUAGES, tr

_FORMATS = ("text", "json", "md", "xlsx")


@click.command(
    cls=Command,
    help=tr(
        "列出两稿之间的修改。逐条列出原稿到定稿的增加、替换、删除和移动，标明所在部分和段落、数字有没有改动、承诺是加强还是减弱。"
        "原稿和定稿可以是报告，也可以是 analyze --format json 保存的结果。"
    ),
)
@click.argument("draft", metavar="DRAFT")
@click.argument("final", metavar="FINAL")
@click.option("--format", "form", type=click.Choice(_FORMATS), help=tr("输出形式；默认按 --output 的后缀，否则 text。"))
@click.option("--output", "-o", "target", metavar="PATH", help=tr("写入文件而不是屏幕；xlsx 必须写入文件。"))
@click.option("--show-secrets", is_flag=True, help=tr("不遮盖密码、证件号等内容（默认遮盖）。"))
@click.option("--lang", type=click.Choice(LANGUAGES), expose_value=False, help=tr("界面语言；默认中文。"))
def revisions(draft: str, final: str, form: str | None, target: str | None, show_secrets: bool) -> int:
    """Prints or writes the list; no change is no error, nor are two files that are no versions of one report."""
    ending = (target or "").lower().rpartition(".")[2]
    form = form or (ending if ending in _FORMATS[1:] else "text")
    if form == "xlsx" and target in (None, "-"):
        raise click.UsageError(tr("xlsx 是文件，不能显示在屏幕上；请加 --output 修改清单.xlsx"))
    from reportmine.comparison.inputs import read_report
    from reportmine.comparison.revisions.revisions import compare_versions
    from reportmine.renderers import revisions as pages

    output.refuse_overwriting((draft, final), target)
    changes = compare_versions(*(read_report(name, show_secrets=show_secrets) for name in (draft, final)))
    if form in ("json", "xlsx") and (said := pages.warning(changes)):
        click.echo(tr("提示：") + said, err=True)
    if form == "json":
        output.write(pages.render_json(changes), target, data=True)
    elif form == "xlsx":
        from reportmine.renderers import revisions_xlsx

        assert target is not None
        output.write_bytes(revisions_xlsx.render(changes), target)
    else:
        output.write(pages.render_markdown(changes) if form == "md" else pages.render_text(changes), target)
    return 0
