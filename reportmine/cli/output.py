"""Writing results: whole or not at all, UTF-8 to files and pipes."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from reportmine.causes import cause_of_writing
from reportmine.errors import ReportmineError
from reportmine.messages import tr
from reportmine.whole_files import whole_file


class UnwritableOutput(ReportmineError):
    """The output file cannot be written."""


def form_of(target: str | None, forms: Sequence[str]) -> str:
    """The one of ``forms`` that the ending of an output file asks for, ``text`` where it asks for none.

    >>> form_of("比较.XLSX", ("text", "xlsx"))
    'xlsx'
    """
    ending = (target or "").lower().rpartition(".")[2]
    return ending if ending in forms else "text"


def refuse_overwriting(inputs: tuple[str, ...], output: str | None) -> None:
    """Stops before a report is replaced by its own analysis.

    Raises:
        UnwritableOutput: ``output`` is one of the ``inputs``, by whatever name.
    """
    if output is None or output == "-" or not Path(output).exists():
        return
    for name in inputs:
        if name != "-" and Path(name).exists() and Path(name).samefile(output):
            raise UnwritableOutput(tr("{name}：输出文件就是输入文件，没有写入；请换一个文件名", name=output))


def refuse_unwritable(output: str | None) -> None:
    """Stops before hours of work whose result could not be written: a folder that is missing, closed, or named itself.

    Raises:
        UnwritableOutput: nothing can be written there.
    """
    if output is None or output == "-":
        return
    if not output:
        raise UnwritableOutput(tr("输出文件没有写名字"))
    path = Path(output)
    if _is_written_through(path):
        return
    if path.is_dir():
        wrong = errno.EISDIR
    elif not path.parent.is_dir():
        wrong = errno.ENOENT
    elif not os.access(path.parent, os.W_OK):
        wrong = errno.EACCES
    else:
        return
    raise UnwritableOutput(_unwritable(output, OSError(wrong, os.strerror(wrong))))


# What code page 936 lacks, for consoles that have nothing else.
_PLAIN = str.maketrans({"▒": "=", "░": "-", "•": "*", "≈": "~"})


def _print(content: str, data: bool) -> None:
    stream = sys.stdout
    if data and not stream.isatty() and hasattr(stream, "buffer"):
        # Another program reads this: UTF-8 whatever the code page of the console.
        stream.flush()
        stream.buffer.write(content.encode())
        stream.buffer.flush()
        return
    try:
        content.encode(stream.encoding or "utf-8")
    except UnicodeEncodeError:
        content = content.translate(_PLAIN)
    click.echo(content, nl=False)


def write(content: str, output: str | None, *, data: bool = False) -> None:
    """Prints ``content``, or writes it to the file ``output`` in one step, so that no half file is left.

    ``data`` is for programs to read and goes to a pipe as UTF-8.

    Raises:
        UnwritableOutput: the folder is missing, full or not ours.
    """
    content = content if content.endswith("\n") else content + "\n"
    if output is None or output == "-":
        _print(content, data)
    else:
        write_bytes(content.encode("utf-8", "replace"), output)


def write_bytes(content: bytes, output: str) -> None:
    """Writes the file ``output`` in one step.

    Raises:
        UnwritableOutput: the folder is missing, full or not ours.
    """
    path = Path(output)
    try:
        if _is_written_through(path):
            path.write_bytes(content)
            return
        with whole_file(path) as made:
            made.write_bytes(content)
    except OSError as error:
        raise UnwritableOutput(_unwritable(output, error)) from error


def with_progress(files: Sequence[str], what: str) -> Iterator[str]:
    """The files, with a progress bar for several where somebody waits at a terminal and the result goes elsewhere."""
    if len(files) < 2 or not sys.stderr.isatty() or sys.stdout.isatty():
        yield from files
        return
    from rich.console import Console
    from rich.progress import track

    yield from track(files, description=what, console=Console(stderr=True), transient=True)


def _is_written_through(path: Path) -> bool:
    """Whether it is a device, a pipe or a link, like /dev/stdout: a file put in its place would do away with it."""
    return path.is_symlink() or (path.exists() and not path.is_file() and not path.is_dir())


def _unwritable(output: str, error: OSError) -> str:
    return tr("{name}：无法写入（{reason}）", name=output, reason=cause_of_writing(error))
