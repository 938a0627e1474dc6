"""What click says by itself, in the language of the user: the layout of help texts, and usage errors."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from typing import Any
from unicodedata import east_asian_width

import click

from reportmine.messages import language, tr
from reportmine.patterns import regex

# What stands for a value, in Chinese; formats and SQL keep their names.
_METAVARS = {
    "ADDRESS": "地址", "ARGS": "参数", "COMMAND": "命令", "DIR": "文件夹", "DRAFT": "原稿", "FILE": "文件",
    "FINAL": "定稿", "FLOAT": "数", "INTEGER": "整数", "MB": "兆字节", "NAME": "名称", "OPTIONS": "选项", "OUT": "文件",
    "PART": "部分", "PATH": "文件", "PLACE": "地区", "PORT": "端口", "R": "规则", "RULE": "规则", "S": "秒",
    "SECONDS": "秒", "STORE": "语料库", "TEXT": "文字", "YEAR": "年份",
}  # fmt: skip
_METAVAR = regex(r"\b(?P<name>[A-Z]+)(?: RANGE)?\b")
# Default, range, required: what click puts behind the help of an option.
_EXTRA = regex(r"  \[(?P<items>[^\[\]]+)\]\Z")
_RANGE = regex(r"(?:(?P<least>-?[\d.]+)<=)?x(?:<=(?P<most>-?[\d.]+)|>=(?P<above>-?[\d.]+))?")
# Where a line may be broken: at blanks, and between Chinese signs, but not before what closes or behind what opens.
_UNIT = regex(r"[（“《「]*(?:[!-~]+|[^\s])[，。、；：！？）》」”…]*[ \n]*")


class Formatter(click.HelpFormatter):
    """Click's help formatter with its own words translated and Chinese lines broken where they may be."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """用法： instead of Usage:"""
        super().write_usage(prog, spoken(args), tr("用法：") if prefix is None else prefix)

    def write_heading(self, heading: str) -> None:
        """Options and Commands under their Chinese names."""
        names = {"Options": tr("选项："), "Commands": tr("命令：")}
        self.write(f"{'':>{self.current_indent}}{names.get(heading, heading + ':')}\n")

    def write_text(self, text: str) -> None:
        """What a command does."""
        for line in _wrap(text, self.width - self.current_indent):
            self.write(f"{'':>{self.current_indent}}{line}\n")

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        """Rows of options and commands."""
        told = [(spoken(name), _translated(text)) for name, text in rows]
        column = min(max(_width(name) for name, _ in told), col_max) + col_spacing
        margin = "\n" + " " * (self.current_indent + column)
        for name, text in told:
            room = column - _width(name)
            lines = margin.join(_wrap(text, max(self.width - self.current_indent - column, 20)))
            self.write(f"{'':>{self.current_indent}}{name}{' ' * room if room >= col_spacing else margin}{lines}\n")


class Context(click.Context):
    """A context that formats help with ``Formatter``; commands of ours have it as ``context_class``."""

    formatter_class = Formatter


class Command(click.Command):
    """A command of ours."""

    context_class = Context

    def get_short_help_str(self, limit: int = 45) -> str:
        """For lists of commands: the short help, else the first sentence of the help."""
        text = self.short_help or self.help or ""
        return re.split(r"。|\.(?=\s)", text, maxsplit=1)[0].rstrip(".")


def spoken(metavars: str) -> str:
    """``FILE...`` as 文件… in Chinese."""
    if language() == "en":
        return metavars.replace(" RANGE", "")
    return _METAVAR.sub(lambda found: _METAVARS.get(found["name"], found["name"]), metavars).replace("...", "…")


def _translated(text: str) -> str:
    """The help of an option with what click adds to it."""
    if text == "Show this message and exit.":
        return tr("显示本说明。")
    return _EXTRA.sub(lambda found: "  " + "".join(f"[{_item(item)}]" for item in found["items"].split("; ")), text)


def _item(item: str) -> str:
    if item == "required":
        return tr("必填")
    if item.startswith("default: "):
        return tr("默认 {value}", value=item.partition(" ")[2])
    found = _RANGE.fullmatch(item)
    return _bounds(found["least"] or found["above"], found["most"]) if found else item


def _bounds(least: Any, most: Any) -> str:
    if most is None:
        return tr("不小于 {least}", least=least)
    return tr("不大于 {most}", most=most) if least is None else tr("{least} 到 {most}", least=least, most=most)


def _width(text: str) -> int:
    """Columns on a terminal: two for a Chinese sign."""
    return sum(2 if east_asian_width(sign) in "WF" else 1 for sign in text)


def _wrap(text: str, width: int) -> Iterator[str]:
    line = ""
    for unit in _UNIT.findall(text):
        if line and _width(line) + _width(unit.rstrip()) > width:
            yield line.rstrip()
            line = ""
        line += unit.replace("\n", " ")
    yield line.rstrip()


def explain(error: click.UsageError) -> str:
    """What was wrong with a command line, in one line."""
    said = error.format_message()
    if isinstance(error, click.NoSuchOption):
        return tr("没有选项 {name}", name=error.option_name) + _guess(error.possibilities or ())
    if unknown := re.search("No such command '(.*?)'", said):
        group = error.ctx.command if error.ctx else None
        names = group.list_commands(error.ctx) if isinstance(group, click.Group) and error.ctx else []
        return tr("没有这个命令：{name}", name=unknown[1]) + _guess(get_close_matches(unknown[1], names, 1))
    if isinstance(error, click.MissingParameter) and error.param is not None:
        return tr("缺少 {name}", name=_called(error.param, error.ctx))
    if isinstance(error, click.BadParameter) and error.param is not None:
        return _of_value(error.param, error)
    if isinstance(error, click.BadOptionUsage):
        if "does not take a value" in said:
            return tr("{name} 后面不能写值", name=error.option_name)
        if "requires an argument" in said:
            return tr("{name} 后面要写一个值", name=error.option_name)
    if extra := re.search(r"unexpected extra arguments? \((.*)\)", said):
        return tr("多了 {words}，请看用法", words=extra[1])
    return tr("缺少命令") if said == "Missing command." else said


def _guess(names: Iterable[str]) -> str:
    near = tr("、").join(names)
    return tr("；是不是 {name}？", name=near) if near else ""


def _called(param: click.Parameter, context: click.Context | None) -> str:
    """An option by its names, an argument by what stands for it."""
    if isinstance(param, click.Option):
        return " / ".join(param.opts)
    return spoken(param.make_metavar(context) if context else param.name or "").strip("[].…")


def _of_value(param: click.Parameter, error: click.BadParameter) -> str:
    name, kind = _called(param, error.ctx), param.type
    if isinstance(kind, click.Choice):
        return tr("{name} 的值不对：可用 {choices}", name=name, choices=tr("、").join(map(str, kind.choices)))
    number = isinstance(kind, click.types.IntParamType | click.types.FloatParamType)
    least, most = getattr(kind, "min", None), getattr(kind, "max", None)
    if not number or (least is None and most is None):
        return tr("{name} 的值不对：{reason}", name=name, reason=tr("请填一个数") if number else error.message)
    if isinstance(kind, click.types.IntParamType):
        return tr("{name} 的值不对：请填整数，{bounds}", name=name, bounds=_bounds(least, most))
    return tr("{name} 的值不对：请填一个数，{bounds}", name=name, bounds=_bounds(least, most))
