"""What reads the files, as one fingerprint: when code, rules, models or segmenter change, files are read again.

Used by ``build.py`` and ``measuring.py``.
"""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from reportmine import __version__
from reportmine.batch.engines import Engine, EngineFailed
from reportmine.messages import tr
from reportmine.resources import resource

# Parts of the program that come after an analysis, or stand beside it.
_AFTER = ("batch", "cli", "comparison", "evaluate", "measures", "renderers", "train")


@cache
def analyser() -> str:
    """The fingerprint of what reads a file: the same for two processes that would read it the same."""
    parts = sorted(path.name for path in _package().iterdir() if path.name not in _AFTER)
    return fingerprint_of(*parts)


def require_same(engine: Engine) -> None:
    """Stops when workers on other machines would read files in another way.

    Raises:
        EngineFailed: they have another version of the program, or none.
    """
    others = [answer for answer in engine.ask_all(analyser) if answer != analyser()]
    if others:
        raise EngineFailed(
            tr(
                "Dask 集群里有 {count} 个工作进程没有安装 reportmine，或版本与本机不同；请装成同一版本",
                count=len(others),
            )
        )


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
