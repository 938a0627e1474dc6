"""The configuration of a project: ``.reportmine.toml``, or ``[tool.reportmine]`` in ``pyproject.toml``.

``find_config()`` looks for the file from a folder upwards, ``read_config(path)`` gives a ``Config``. Everything in it
is optional. Read next: ``words.py`` (word lists), ``baseline.py``.
"""

from __future__ import annotations

import fnmatch
import re
from collections.abc import Iterable
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Literal

import msgspec

from reportmine.causes import cause
from reportmine.errors import ReportmineError
from reportmine.lexicon import parse_toml
from reportmine.messages import tr
from reportmine.model import Finding, Severity
from reportmine.readers import txt
from reportmine.readers.document import Document
from reportmine.rules.settings import Settings

NAME = ".reportmine.toml"
_PROJECT = "pyproject.toml"


class BadConfig(ReportmineError):
    """The configuration, a word list or a baseline cannot be read; the message names file and key."""


class Waiver(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A finding that somebody has looked at and lets pass.

    It holds for findings of ``rule`` (an id, a name or a category) that also have this ``fingerprint``, contain this
    ``text`` and stand in a file of this ``file`` pattern, where these are given. ``reason`` and ``by`` go into the
    screening record.
    """

    rule: str
    reason: str
    by: str | None = None
    file: str | None = None
    text: str | None = None
    fingerprint: str | None = None


class Config(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="kebab"):
    """What a project has set. Rules are named by id, by the beginning of one (RM14), by name or by category.

    ``select`` leaves only these rules on, ``ignore`` turns some off; ``severity`` gives a rule or category another
    severity; ``masks``, ``home``, ``places``, ``partners`` and ``roster`` are those of ``Settings``; ``words`` are the
    office's own word lists, ``against`` files and folders of reports nothing may be copied from; ``allow_unchecked``
    lets a file pass although parts of it (pictures, embedded files) could not be looked into.
    """

    fail_on: Severity = "high"
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: dict[str, Severity] = {}
    masks: Literal["flag", "keep"] = "flag"
    home: str | None = None
    places: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    roster: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
    allow_unchecked: bool = False
    waiver: tuple[Waiver, ...] = ()

    def settings(self, against: Iterable[tuple[str, str]] = ()) -> Settings:
        """What the rules want to know of it."""
        return Settings(
            home=self.home,
            places=self.places,
            partners=self.partners,
            roster=self.roster,
            against=tuple(against),
            masks=self.masks,
        )

    def selects(self, finding: Finding, name: str) -> bool:
        """Whether the rule of a finding is on."""
        if self.select and not any(_names(key, finding, name) for key in self.select):
            return False
        return not any(_names(key, finding, name) for key in self.ignore)


class WaiverBook:
    """The waivers of a project, and which of them were of use."""

    def __init__(self, waivers: Iterable[Waiver]) -> None:
        self._waivers = list(waivers)
        self._used: set[int] = set()

    def waives(self, finding: Finding, name: str, document: Document) -> Waiver | None:
        """The first waiver that covers a finding."""
        text = document.text if finding.part is None else document.parts[finding.part].text
        evidence = text[finding.start : finding.end]
        for number, waiver in enumerate(self._waivers):
            if (
                _names(waiver.rule, finding, name)
                and waiver.fingerprint in (None, finding.fingerprint)
                and (waiver.text is None or waiver.text in evidence)
                and (waiver.file is None or _fits(document.source.path, waiver.file))
            ):
                self._used.add(number)
                return waiver
        return None

    @property
    def unused(self) -> list[Waiver]:
        """Those that covered nothing so far: the finding is gone, and they should go too."""
        return [waiver for number, waiver in enumerate(self._waivers) if number not in self._used]


def find_config(folder: Path) -> Path | None:
    """The configuration nearest to a folder: in it, or in one above it."""
    for place in (folder, *folder.parents):
        if (place / NAME).is_file():
            return place / NAME
        project = place / _PROJECT
        if project.is_file() and b"[tool.reportmine" in project.read_bytes():
            return project
    return None


def read_config(path: Path) -> Config:
    """The configuration in a file.

    Raises:
        BadConfig: the file cannot be read, is no TOML, or has a key or value that there is not.
    """
    table = read_toml(path)
    if path.name == _PROJECT:
        table = table.get("tool", {}).get("reportmine", {})
    known = [field.encode_name for field in msgspec.structs.fields(Config)]
    for key in table:
        if key not in known:
            close = get_close_matches(key, known, 1)
            guess = (
                tr("；是不是 {name}？", name=close[0]) if close else tr("；可用：{names}", names=tr("、").join(known))
            )
            raise BadConfig(tr("{name}：没有设置项 {key}", name=path, key=key) + guess)
    try:
        config = msgspec.convert(table, Config, strict=False)
    except msgspec.ValidationError as error:
        at = re.search(r" - at `\$\.?([^`]*)`$", str(error))
        said = ValueError(str(error)[: at.start()]) if at else error
        key = at[1].replace("[...]", "") if at else ""
        raise BadConfig(tr("{name}：{key} 写错了（{reason}）", name=path, key=key, reason=cause(said))) from error
    for waiver in config.waiver:
        if not waiver.reason.strip():
            raise BadConfig(tr("{name}：放行 {rule} 要写明理由（reason）", name=path, rule=waiver.rule))
    return config


def read_toml(path: Path) -> dict[str, Any]:
    """A TOML file in UTF-8 or, as Notepad may write it, in GB18030.

    Raises:
        BadConfig: the file cannot be read or is no TOML.
    """
    try:
        text, _ = txt.decode(path.read_bytes())
        return parse_toml(text)
    except OSError as error:
        raise BadConfig(tr("{name}：无法读取（{reason}）", name=path, reason=cause(error))) from error
    except (ReportmineError, ValueError) as error:
        raise BadConfig(tr("{name}：不是有效的 TOML（{reason}）", name=path, reason=cause(error))) from error


def _names(key: str, finding: Finding, name: str) -> bool:
    """Whether a key of the configuration means the rule of a finding."""
    return key in (name, finding.category) or finding.rule.startswith(key)


def _fits(path: str, pattern: str) -> bool:
    """Whether a file is meant by a pattern: by its name, or by the end of its path."""
    plain = path.replace("\\", "/")
    return fnmatch.fnmatch(plain, pattern) or fnmatch.fnmatch(plain, f"*/{pattern}")
