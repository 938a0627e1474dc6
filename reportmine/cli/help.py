"""What click says by itself, in the language of the user: headings of help texts and usage errors."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from difflib import get_close_matches

import click

from reportmine.messages import language, tr


class Formatter(click.HelpFormatter):
    """Click's help formatter with its own words translated."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """用法： instead of Usage:"""
        super().write_usage(prog, args, prefix if prefix is not None else tr("用法：") + " ")

    @contextmanager
    def section(self, name: str) -> Iterator[None]:
        """Options and Commands under their Chinese names."""
        names = {"Options": tr("选项"), "Commands": tr("命令")}
        with super().section(names.get(name, name)):
            yield

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        """Rows of options; the one that click words itself is translated."""
        own = {"Show this message and exit.": tr("显示本说明。")}
        super().write_dl([(name, own.get(text, text)) for name, text in rows], col_max, col_spacing)


class Context(click.Context):
    """A context that formats help with ``Formatter``; commands of ours have it as ``context_class``."""

    formatter_class = Formatter


class Command(click.Command):
    """A command of ours."""

    context_class = Context


def explain(error: click.UsageError, commands: Sequence[str]) -> str:
    """What was wrong with a command line, in one line; ``commands`` are the names there are."""
    if language() == "en":
        return error.format_message()
    if isinstance(error, click.NoSuchOption):
        guesses = "、".join(error.possibilities or ())
        return f"没有选项 {error.option_name}" + (f"；是不是 {guesses}？" if guesses else "")
    if isinstance(error, click.MissingParameter) and error.param is not None:
        return f"缺少 {error.param.make_metavar(error.ctx) if error.ctx else error.param.name}"
    if isinstance(error, click.BadParameter) and error.param is not None:
        kind = error.param.type
        name = " / ".join(error.param.opts)
        if isinstance(kind, click.Choice):
            return f"{name} 的值不对：可用 {'、'.join(map(str, kind.choices))}"
        if isinstance(kind, click.IntRange):
            upper = f" 到 {kind.max} 之间" if kind.max is not None else " 以上"
            return f"{name} 的值不对：请填 {kind.min}{upper}的整数"
        return f"{name} 的值不对：{error.message}"
    unknown = re.search("No such command '(.*?)'", error.format_message())
    if unknown:
        close = get_close_matches(unknown[1], commands)
        return f"没有这个命令：{unknown[1]}" + (f"；是不是 {close[0]}？" if close else "")
    if "unexpected extra argument" in error.format_message():
        return "参数多了，请看用法"
    return error.format_message()
