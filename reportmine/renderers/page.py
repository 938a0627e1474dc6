"""A page for the terminal in the making: a console that writes to a string, plain or with ANSI colour."""

from __future__ import annotations

import io

from rich.console import Console


def open_page(width: int, colour: bool) -> tuple[Console, io.StringIO]:
    """A console of ``width`` columns that takes nothing in a text for markup, and what it writes to."""
    buffer = io.StringIO()
    console = Console(
        file=buffer,
        width=width,
        force_terminal=colour,
        color_system="standard" if colour else None,
        highlight=False,
        emoji=False,
        markup=False,
        legacy_windows=False,
    )
    return console, buffer


def close_page(buffer: io.StringIO) -> str:
    """What was written, without blanks at the ends of lines and a line break at the end."""
    return "\n".join(line.rstrip() for line in buffer.getvalue().rstrip("\n").split("\n"))
