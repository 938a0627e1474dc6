"""What reads the files, as one fingerprint: when code, rules, models or segmenter change, files are read again.

Used by ``build.py`` and ``measuring.py``.
"""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from reportmine import __version__
from reportmine.resources import resource

# Parts of the program that come after an analysis, or stand beside it.
_AFTER = ("batch", "cli", "comparison", "evaluate", "measures", "renderers", "train")


@cache
def analyser() -> str:
    """The fingerprint of what reads a file: the same for two processes that would read it the same."""
    parts = sorted(path.name for path in _package().iterdir() if path.name not in _AFTER)
    return fingerprint_of(*parts)


@cache
def fingerprint_of(*parts: str) -> str:
    """The fingerprint of files and folders of the package, with the models and the segmenter."""
    from reportmine.segment import segmenter_name

    digest = hashlib.sha256(f"{__version__} {segmenter_name()}".encode())
    for root, names in ((_package(), parts), (Path(str(resource("models"))), ("",))):
        for name in names:
            top = root / name
            for file in sorted(top.rglob("*")) if top.is_dir() else [top]:
                if file.suffix not in (".pyc", ".md") and file.is_file():
                    digest.update(file.relative_to(root).as_posix().encode())
                    digest.update(file.read_bytes())
    return digest.hexdigest()[:16]


def _package() -> Path:
    return Path(__file__).resolve().parent.parent
