"""A baseline: the findings that were there when screening was introduced, so that only new ones are reported.

A JSON file with the fingerprints of each file's findings; a fingerprint holds no text and no offset. Read next:
``screen.py``.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path, PurePosixPath

import msgspec

from reportmine.causes import cause
from reportmine.messages import tr
from reportmine.screening.config import BadConfig
from reportmine.screening.result import Screening

_VERSION = 1


class Baseline(msgspec.Struct, frozen=True, kw_only=True):
    """The fingerprints by file; files are named relative to the baseline, with forward slashes."""

    version: int = _VERSION
    files: dict[str, tuple[str, ...]] = {}

    def known(self, path: str, at: Path) -> frozenset[str]:
        """The fingerprints of a file, where the baseline lies at ``at``."""
        return frozenset(self.files.get(_relative(path, at), ()))


def read_baseline(at: Path) -> Baseline:
    """The baseline in a file.

    Raises:
        BadConfig: the file cannot be read or is no baseline.
    """
    try:
        baseline = msgspec.json.decode(at.read_bytes(), type=Baseline)
    except OSError as error:
        raise BadConfig(tr("{name}：无法读取（{reason}）", name=at, reason=cause(error))) from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise BadConfig(tr("{name}：不是基线文件，可用 --update-baseline 重新生成", name=at)) from error
    if baseline.version != _VERSION:
        raise BadConfig(tr("{name}：基线是别的版本写的，请用 --update-baseline 重新生成", name=at))
    return baseline


def update(baseline: Baseline, screenings: Iterable[Screening], at: Path) -> str:
    """The text of the baseline file with the findings of these files in place of what it had for them."""
    files = dict(baseline.files)
    for screening in screenings:
        known = [aside.finding for aside in screening.set_aside if aside.by == "baseline"]
        prints = sorted({finding.fingerprint for finding in (*screening.findings, *known)})
        name = _relative(screening.document.source.path, at)
        files.pop(name, None)
        if prints:
            files[name] = tuple(prints)
    encoded = msgspec.json.encode(Baseline(files=dict(sorted(files.items()))))
    return msgspec.json.format(encoded, indent=2).decode()


def _relative(path: str, at: Path) -> str:
    if path == "-":
        return path
    try:
        return PurePosixPath(Path(path).resolve().relative_to(at.resolve().parent)).as_posix()
    except ValueError:
        return Path(path).name
