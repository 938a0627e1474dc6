"""Which colours behind a text are the mark of an editor: neither nearly white nor so dark that the letters are white.

Takes a colour as files write it.
"""

from __future__ import annotations

# The second is of brightness: red is brighter, the red of a label with white letters is not.
_NEARLY_WHITE, _DARK = 0xE8, 70.0


def marks_text(colour: str) -> bool:
    """Whether ``RRGGBB`` behind some words looks like a marker.

    >>> marks_text("FFFF00"), marks_text("FF0000"), marks_text("FFFFFF"), marks_text("CC0000")
    (True, True, False, False)
    """
    try:
        channels = [int(colour[at : at + 2], 16) for at in (0, 2, 4)]
    except ValueError:
        return False
    red, green, blue = channels
    return min(channels) < _NEARLY_WHITE and 0.30 * red + 0.59 * green + 0.11 * blue >= _DARK
