"""``reportmine rules`` and ``reportmine explain``: which rules there are, and the page of one."""

from __future__ import annotations

import click

from reportmine.cli import output
from reportmine.cli.help import Command
from reportmine.errors import ReportmineError
from reportmine.messages import LANGUAGES, tr


class UnknownRule(ReportmineError):
    """There is no rule of this name."""


@click.command(cls=Command, help=tr("列出全部检查规则：编号、级别、类别、说明。"))
@click.option("--format", "form", type=click.Choice(["text", "json", "markdown"]), default="text", show_default=True,
              help=tr("输出形式。"))  # fmt: skip
@click.option("--output", "-o", "target", metavar="PATH", help=tr("写入文件而不是屏幕。"))
@click.option("--lang", type=click.Choice(LANGUAGES), expose_value=False, help=tr("界面语言；默认中文。"))
def rules(form: str, target: str | None) -> None:
    """Prints the rules."""
    from reportmine.renderers import rule_pages
    from reportmine.rules import RULES

    if form == "json":
        output.write(rule_pages.as_json(RULES), target, data=True)
    elif form == "markdown":
        output.write(rule_pages.as_markdown(RULES), target, data=True)
    else:
        output.write(rule_pages.as_list(RULES), target)


@click.command(cls=Command, help=tr("说明一条规则：查什么、为什么、怎么改、依据、例子。规则写编号或名称。"))
@click.argument("rule", metavar="RULE")
@click.option("--lang", type=click.Choice(LANGUAGES), expose_value=False, help=tr("界面语言；默认中文。"))
def explain(rule: str) -> None:
    """Prints the page of a rule."""
    from difflib import get_close_matches

    from reportmine.renderers import rule_pages
    from reportmine.rules import RULES

    found = next((one for one in RULES if rule.upper() == one.id or rule == one.name), None)
    if found is None:
        close = get_close_matches(rule.upper(), [one.id for one in RULES], 3, 0.6)
        close += get_close_matches(rule.lower(), [one.name for one in RULES], 1, 0.6)
        guess = tr("；是不是 {name}？", name=tr("、").join(close)) if close else tr("；全部规则见 reportmine rules")
        raise UnknownRule(tr("没有规则 {rule}", rule=rule) + guess)
    output.write(rule_pages.page(found), None)
