"""What a user tells the rules about a report: its place, its partners, its people.

Pure data; ``screening/config.py`` reads it from a project's configuration. Everything is optional: without it the rules
take what the text says.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from reportmine.joins import Masked


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """What the user has said.

    ``home`` is the place of the report (湖南省株洲市); ``places`` and ``partners`` are other places that may be named
    as if they were its own; ``roster`` has the names of persons that must be spelt right; ``against`` has other
    reports, each a name and a text, that nothing may be copied from; ``masks`` says whether a placeholder is a gap to
    be filled (``flag``) or left out on purpose (``keep``); ``masked_elsewhere`` has the masked numbers and names of the
    files that are published together with this one, each a file's name and what ``joins.find_masked`` found in it.
    """

    home: str | None = None
    places: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    roster: tuple[str, ...] = ()
    against: tuple[tuple[str, str], ...] = ()
    masks: Literal["flag", "keep"] = "flag"
    masked_elsewhere: tuple[tuple[str, tuple[Masked, ...]], ...] = ()
