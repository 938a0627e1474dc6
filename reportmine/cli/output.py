"""Writing results: whole or not at all, UTF-8 to files and pipes."""

from __future__ import annotations

import errno
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from reportmine.errors import ReportmineError
from reportmine.messages import tr
from reportmine.whole_files import whole_file


class UnwritableOutput(ReportmineError):
    """The output file cannot be written."""


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
    try:
        with whole_file(Path(output)) as made:
            made.write_bytes(content)
    except OSError as error:
        raise UnwritableOutput(tr("{name}：无法写入（{reason}）", name=output, reason=_reason(error))) from error


def with_progress(files: Sequence[str], what: str) -> Iterator[str]:
    """The files, with a progress bar for several where somebody waits at a terminal and the result goes elsewhere."""
    if len(files) < 2 or not sys.stderr.isatty() or sys.stdout.isatty():
        yield from files
        return
    from rich.console import Console
    from rich.progress import track

    yield from track(files, description=what, console=Console(stderr=True), transient=True)


def _reason(error: OSError) -> str:
    known = {
        errno.ENOENT: tr("文件夹不存在"),
        errno.EISDIR: tr("这是一个文件夹"),
        errno.ENOTDIR: tr("文件夹不存在"),
        errno.EACCES: tr("没有写入权限"),
        errno.ENOSPC: tr("磁盘已满"),
    }
    return known.get(error.errno or 0, error.strerror or str(error))
