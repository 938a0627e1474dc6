"""Patterns that are compiled when they are first used.

There are several hundred; most texts need few of them, and to compile them all costs more than to screen a report.
"""

from __future__ import annotations

import re
from typing import Any, cast

_METHODS = ("finditer", "search", "match", "fullmatch", "findall", "sub", "subn", "split", "groupindex", "groups")


class _Regex:
    """Stands for a ``re.Pattern``: the first use compiles it and puts its methods in place."""

    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern = pattern
        self.flags = flags

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        compiled = re.compile(self.pattern, self.flags)
        vars(self).update({method: getattr(compiled, method) for method in _METHODS})
        return getattr(compiled, name)


def regex(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """The pattern like ``re.compile`` of it, to be used by its methods; what is wrong with it shows at first use.

    >>> regex("增长([0-9.]+)%").findall("增长8.1%")
    ['8.1']
    """
    return cast("re.Pattern[str]", _Regex(pattern, flags))
