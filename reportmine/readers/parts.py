"""Puts together what the readers find piece by piece: programs cut one change or one hidden sentence into many runs.

Takes ``Part``s in the order of the file; those of one kind, place and author that lie side by side become one.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from reportmine.readers.document import Part

# Between two pieces of one sort those of another may stand: inserted text that is also hidden gives both.
_BACK = 3


class Parts:
    """The parts found so far. A reader counts ``line`` up when it ends a line of the text."""

    def __init__(self) -> None:
        self._parts: list[Part] = []
        self._ends: list[tuple[int | None, int]] = []  # of every part: the offset behind it, and its line
        self.line = 0

    def __iter__(self) -> Iterator[Part]:
        return iter(self._parts)

    def inside(self, place: str) -> Iterator[Part]:
        """Those of a header or footer, for the whole document."""
        for part in self._parts:
            if part.kind != "field":  # PAGE and NUMPAGES stand in every footer
                yield replace(part, place=f"{place}：{part.place}", anchor=None)

    def add(self, part: Part) -> None:
        """Adds a part that is only itself: a comment, a field, a property."""
        self._parts.append(part)
        self._ends.append((None, self.line))

    def join(self, part: Part, *, shown: bool = False, fresh: bool = False) -> None:
        """Adds a stretch of text, to the one before where that ends here.

        ``shown`` says that it stands in the text as well, ``fresh`` that a line of the text begins at its anchor.
        """
        if part.anchor is None:
            self.add(part)
            return
        end = part.anchor + (len(part.text) if shown else 0)
        for at in range(len(self._parts) - 1, max(len(self._parts) - 1 - _BACK, -1), -1):
            last, (behind, line) = self._parts[at], self._ends[at]
            if behind is None or (last.kind, last.place, last.author) != (part.kind, part.place, part.author):
                continue
            if behind == part.anchor or (fresh and behind + 1 == part.anchor):
                between = "" if line == self.line else "\n"
                self._parts[at] = replace(last, text=last.text + between + part.text)
                self._ends[at] = (end, self.line)
                return
        self._parts.append(part)
        self._ends.append((end, self.line))
