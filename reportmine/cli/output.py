"""Writing results: whole or not at all, UTF-8 to files and pipes."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import click

from reportmine.errors import ReportmineError
from reportmine.messages import tr


class UnwritableOutput(ReportmineError):
    """The output file cannot be written."""


def write(content: str, output: str | None) -> None:
    """Prints ``content``, or writes it to the file ``output`` in one step, so that no half file is left.

    Raises:
        UnwritableOutput: the folder is missing, full or not ours.
    """
    if output is None or output == "-":
        click.echo(content, nl=not content.endswith("\n"))
        return
    path = Path(output)
    try:
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".tmp")
        try:
            with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
                file.write(content if content.endswith("\n") else content + "\n")
            # mkstemp makes files for the owner alone; a result is an ordinary file.
            umask = os.umask(0)
            os.umask(umask)
            Path(temporary).chmod(0o666 & ~umask)
            Path(temporary).replace(path)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise
    except OSError as error:
        reason = error.strerror or str(error)
        raise UnwritableOutput(tr("{name}：写不进去（{reason}）", name=output, reason=reason)) from error
