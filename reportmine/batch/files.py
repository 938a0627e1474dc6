"""The files of a folder that can hold a report, in a fixed order, by the names they have in a store.

Takes a folder, gives ``Entry``s; reads nothing but the directory. Read next: ``build.py``.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from reportmine.causes import cause
from reportmine.errors import UnreadableInput
from reportmine.messages import tr

# What may hold a report, by how the names end; the readers say of some of them that they cannot be read and what to do.
# Anything else in a folder (pictures of web pages, lists, programs) is counted and not touched.
_ENDINGS = (
    ".txt", ".md", ".docx", ".docm", ".doc", ".wps", ".pdf", ".html", ".htm", ".rtf", ".odt", ".ofd", ".mht", ".mhtml",
    ".ceb", ".caj",
)  # fmt: skip


class Entry(NamedTuple):
    """One file: where it is, how the store calls it, its size in bytes and time of change in nanoseconds."""

    file: Path
    path: str
    size: int
    modified: int

    @property
    def is_document(self) -> bool:
        """Whether it may hold a report, by its name."""
        return self.path.lower().endswith(_ENDINGS)


def require_folder(folder: Path) -> None:
    """Stops where there is no folder.

    Raises:
        UnreadableInput: it is none.
    """
    if not folder.is_dir():
        raise UnreadableInput(tr("{path}：不是文件夹；这里要的是存放报告的文件夹", path=folder))


def list_files(folder: Path) -> Iterator[Entry]:
    """The files below a folder, folder by folder in the order of their names; links to folders are not followed.

    Hidden files are left out, and so is what Word and WPS leave beside a document that is open (~$…).

    Raises:
        UnreadableInput: it is no folder, or may not be read.
    """
    require_folder(folder)
    root = folder.resolve()

    def refuse(error: OSError) -> None:
        raise UnreadableInput(
            tr("{path}：文件夹打不开（{reason}）", path=error.filename, reason=cause(error))
        ) from error

    for directory, below, names in os.walk(root, onerror=refuse):
        # In place: os.walk goes down in this order.
        below[:] = sorted(name for name in below if not name.startswith("."))
        for name in sorted(names):
            if name.startswith((".", "~$")):
                continue
            file = Path(directory, name)
            try:
                status = file.stat()
            except OSError:
                continue
            # A pipe named like a report would be waited for.
            if not stat.S_ISREG(status.st_mode):
                continue
            inner = f"{root.name}/{file.relative_to(root).as_posix()}"
            # A name in an encoding of its own has no characters; its bytes are written out.
            path = inner.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
            yield Entry(file, path, status.st_size, status.st_mtime_ns)


def count_documents(folder: Path) -> int:
    """How many files of a folder may hold a report."""
    return sum(1 for entry in list_files(folder) if entry.is_document)
