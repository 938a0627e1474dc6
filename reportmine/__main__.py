"""``python -m reportmine …`` is ``reportmine …``; both begin here.

The command line is imported when ``main`` is called: whoever presses Ctrl-C before that was done sees no traceback.
"""

from __future__ import annotations

import sys
from typing import NoReturn

# As in ``reportmine.cli``, which is not there yet.
_INTERRUPTED = 130


def main() -> NoReturn:
    """Runs the command line and exits."""
    try:
        from reportmine.cli import main as run

        run()
    except KeyboardInterrupt:
        sys.exit(_INTERRUPTED)


if __name__ == "__main__":
    main()
