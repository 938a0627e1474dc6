"""The command line. A command is one file here and one line in ``COMMANDS``; it is imported when it is called."""

from __future__ import annotations

import sys
from importlib import import_module
from typing import Any, NoReturn

import click

from reportmine import __version__
from reportmine.cli.help import Command, explain
from reportmine.errors import ReportmineError, internal_error
from reportmine.messages import LANGUAGES, set_language, tr

# name -> module and the function in it. Nothing is imported for a command that is not called.
COMMANDS: dict[str, str] = {
    "analyze": "reportmine.cli.analyze:analyze",
    "compare": "reportmine.cli.compare:compare",
    "tasks": "reportmine.cli.tasks:tasks",
    "revisions": "reportmine.cli.revisions:revisions",
    "screen": "reportmine.cli.screen:screen",
    "clean": "reportmine.cli.clean:clean",
    "rules": "reportmine.cli.rules:rules",
    "explain": "reportmine.cli.rules:explain",
    "segment": "reportmine.cli.segment:segment",
    "evaluate": "reportmine.cli.evaluate:evaluate",
    "train": "reportmine.cli.train:train",
    "corpus": "reportmine.cli.corpus:corpus",
    "serve": "reportmine.cli.serve:serve",
    "schema": "reportmine.cli.schema:schema",
}
UNREADABLE = 2
INTERRUPTED = 130


class LazyGroup(Command, click.Group):
    """A group that imports a command's module when the command is used; ``places`` is like ``COMMANDS``."""

    def __init__(self, *args: Any, places: dict[str, str], **settings: Any) -> None:
        super().__init__(*args, **settings)
        self.places = places

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names in the order of their table: the main job first."""
        return list(self.places)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command, imported now; ``None`` for an unknown name."""
        if cmd_name not in self.places:
            return None
        module, function = self.places[cmd_name].split(":")
        command: click.Command = getattr(import_module(module), function)
        return command


def make_group() -> click.Group:
    """All commands, with their help in the language of the moment."""

    @click.command(
        cls=LazyGroup,
        places=COMMANDS,
        context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
        help=tr("reportmine：机器阅读政府工作报告——结构、指标、举措，以及不该公开的内容。全程离线。"),
    )
    @click.option("--lang", type=click.Choice(LANGUAGES), expose_value=False, help=tr("界面语言；默认中文。"))
    @click.version_option(__version__, "-V", "--version", message="%(prog)s %(version)s", prog_name="reportmine",
                          help=tr("显示版本号。"))  # fmt: skip
    def group() -> None:
        pass

    return group


def main(arguments: list[str] | None = None) -> NoReturn:
    """Runs the command line and exits: 0 done, 1 findings or a test that failed, 2 could not run or read."""
    sys.exit(_run(arguments))


def _run(arguments: list[str] | None) -> int:
    for stream in (sys.stdout, sys.stderr):
        # A console of Windows in code page 936 has no 𠀀: print a question mark rather than a traceback.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    # The language decides help texts too, and those are made before options are read.
    words = sys.argv[1:] if arguments is None else arguments
    set_language(None)
    for position, word in enumerate(words):
        if word == "--lang":
            set_language("".join(words[position + 1 : position + 2]) or None)
        elif word.startswith("--lang="):
            set_language(word.partition("=")[2])
    try:
        result: Any = make_group().main(args=arguments, prog_name="reportmine", standalone_mode=False)
    except ReportmineError as error:
        complain(str(error))
        return UNREADABLE
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message())
        return 0
    except click.UsageError as error:
        complain(explain(error))
        if error.ctx is not None:
            click.echo(tr("用法见 {command} --help", command=error.ctx.command_path), err=True)
        return UNREADABLE
    except click.ClickException as error:
        complain(error.format_message())
        return UNREADABLE
    except (click.Abort, KeyboardInterrupt):
        complain(tr("已中断"))
        return INTERRUPTED
    except BrokenPipeError:
        # `reportmine analyze … | head`: the reader has had enough.
        sys.stderr.close()
        return 0
    except Exception as error:
        complain(str(internal_error(error, "reportmine")))
        return UNREADABLE
    return result if isinstance(result, int) else 0


def complain(message: str) -> None:
    """One line on standard error."""
    click.echo(tr("错误：") + " ".join(message.split()), err=True)
