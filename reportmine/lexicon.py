"""Loads data/*.toml once and says file and key when an entry is wrong."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from functools import cache
from typing import Any

from reportmine.errors import BadLexicon
from reportmine.resources import resource

if sys.version_info >= (3, 11):
    import tomllib
else:  # pragma: no cover
    import tomli as tomllib


@cache
def load(name: str) -> dict[str, Any]:
    """The content of ``data/<name>.toml``. Treat it as read-only: it is shared.

    Raises:
        BadLexicon: the file is missing or is not TOML.
    """
    path = resource("data", f"{name}.toml")
    try:
        return parse_toml(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise BadLexicon(f"data/{name}.toml: {error.strerror}") from error
    except tomllib.TOMLDecodeError as error:
        raise BadLexicon(f"data/{name}.toml: {error}") from error


def parse_toml(text: str) -> dict[str, Any]:
    """The content of a TOML text.

    Raises:
        ValueError: it is no TOML; the message says where.
    """
    return tomllib.loads(text)


def strings(name: str, *keys: str) -> tuple[str, ...]:
    """A list of strings inside ``data/<name>.toml``, e.g. ``strings("cues", "target", "before")``.

    Raises:
        BadLexicon: there is no such key, or it is not a list of non-empty strings.
    """
    node: Any = load(name)
    for key in keys:
        node = node.get(key) if isinstance(node, dict) else None
    where = f"data/{name}.toml: {'.'.join(keys)}"
    if not isinstance(node, list):
        raise BadLexicon(f"{where}: not a list")
    for entry in node:
        if not isinstance(entry, str) or not entry:
            raise BadLexicon(f"{where}: {entry!r} is not a non-empty string")
    return tuple(node)


def alternatives(words: Iterable[str]) -> str:
    """A pattern that matches any of the words, the longest first, so that no word hides one it begins.

    >>> alternatives(["省", "省份", "a.b"])
    'a\\\\.b|省份|省'
    """
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


@cache
def simplified_forms() -> dict[int, int]:
    """Traditional to simplified characters, one to one, for ``str.translate`` (data/traditional.toml)."""
    forms = load("traditional")
    old, new = (forms[key].replace("\n", "") for key in ("traditional", "simplified"))
    return dict(zip(map(ord, old), map(ord, new), strict=True))
