"""What click says by itself, in the language of the user: headings of help texts and usage errors."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

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


def explain(error: click.UsageError) -> str:
    """What was wrong with a command line, in one line."""
    if language() == "en":
        return error.format_message()
    if isinstance(error, click.NoSuchOption):
        guesses = "、".join(error.possibilities or ())
        return f"没有选项 {error.option_name}" + (f"；是不是 {guesses}？" if guesses else "")
    if isinstance(error, click.MissingParameter) and error.param is not None:
        return f"缺少 {error.param.make_metavar(error.ctx) if error.ctx else error.param.name}"
    if isinstance(error, click.BadParameter) and error.param is not None:
        allowed = getattr(error.param.type, "choices", None)
        name = " / ".join(error.param.opts)
        return f"{name} 的值不对：" + (f"可用 {'、'.join(allowed)}" if allowed else error.message)
    if "No such command" in error.format_message():
        return f"没有这个命令（{error.format_message()}）"
    return error.format_message()
