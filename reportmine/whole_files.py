"""Files that are there whole or not at all: written beside, then put in place."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def whole_file(path: Path, suffix: str = ".tmp") -> Iterator[Path]:
    """A name to write to; what stands there becomes ``path`` at the end, and goes when something fails on the way.

    Args:
        path: the file that is wanted; what was there before is replaced.
        suffix: how the name to write to ends, for those who go by it.

    Raises:
        OSError: the folder is missing, full or not ours.
    """
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=suffix)
    os.close(handle)
    made = Path(name)
    try:
        yield made
        # mkstemp makes files for the owner alone; a result is an ordinary file.
        umask = os.umask(0)
        os.umask(umask)
        made.chmod(0o666 & ~umask)
        made.replace(path)
    except BaseException:
        made.unlink(missing_ok=True)
        raise
