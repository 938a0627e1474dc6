"""``reportmine tasks``: the list of tasks of a plan (任务分解表), to be handed round and filled in."""

from __future__ import annotations

import click

from reportmine.cli import output
from reportmine.cli.help import Command
from reportmine.messages import LANGUAGES, tr


@click.command(
    cls=Command,
    help=tr(
        "生成任务分解表。把报告里的指标、举措和任务逐条列出，留出牵头单位、进展等空栏。"
        "填好后可用 compare --tasks 读回。文件可以是报告，也可以是 analyze --format json 保存的结果。"
    ),
)
@click.argument("file", metavar="FILE")
@click.option("--output", "-o", "target", metavar="PATH", required=True, help=tr("写入的文件：.xlsx 或 .csv。"))
@click.option("--year", type=click.IntRange(1900, 2100), help=tr("报告的年份（报告自己没写或写错时）。"))
@click.option("--show-secrets", is_flag=True, help=tr("不遮盖密码、证件号等内容（默认遮盖）。"))
@click.option("--lang", type=click.Choice(LANGUAGES), expose_value=False, help=tr("界面语言；默认中文。"))
def tasks(file: str, target: str, year: int | None, show_secrets: bool) -> int:
    """Writes the list of one report; the suffix of the file tells its form."""
    ending = target.lower().rpartition(".")[2]
    if ending not in ("xlsx", "csv"):
        raise click.UsageError(tr("任务分解表只能写成 .xlsx 或 .csv 文件；请用 --output 任务分解表.xlsx"))
    from reportmine.comparison.commitments import find_commitments
    from reportmine.comparison.edition import Edition
    from reportmine.comparison.inputs import read_report
    from reportmine.renderers import tasks_xlsx

    output.refuse_overwriting((file,), target)
    report = read_report(file, show_secrets=show_secrets)
    edition = Edition(report, 0, year or report.year)
    if not find_commitments(edition):
        click.echo(tr("提示：{name}：没有找到计划里的承诺，任务分解表是空的", name=file), err=True)
    output.write_bytes(tasks_xlsx.render(edition) if ending == "xlsx" else tasks_xlsx.render_csv(edition), target)
    return 0
