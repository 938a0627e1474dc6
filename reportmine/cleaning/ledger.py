"""What cleaning has done to a file and what it could not do, in the order in which it happened.

Pure data. Read next: ``clean.py``.
"""

from __future__ import annotations

import msgspec


class Deed(msgspec.Struct, frozen=True):
    """One kind of change: how often it was made, where, and what stood there when it is gone from the page."""

    what: str
    count: int
    places: tuple[str, ...] = ()
    said: tuple[str, ...] = ()


class Ledger:
    """Notes changes as they are made; those of one kind come together."""

    def __init__(self) -> None:
        self._deeds: dict[str, Deed] = {}
        self.left: list[str] = []

    @property
    def deeds(self) -> tuple[Deed, ...]:
        """All changes, those of one kind as one."""
        return tuple(self._deeds.values())

    def note(self, what: str, count: int = 1, *, place: str | None = None, said: str | None = None) -> None:
        """Something was done ``count`` times; nothing is noted for none."""
        if not count:
            return
        before = self._deeds.get(what, Deed(what, 0))
        places = before.places if place is None or place in before.places else (*before.places, place)
        told = before.said if said is None else (*before.said, said)
        self._deeds[what] = Deed(what, before.count + count, places, told)

    def leave(self, what: str) -> None:
        """Something could not be done; a line for the user."""
        if what not in self.left:
            self.left.append(what)
