"""Which place and year a file is of by its name and its folders: 2019/湖南省/株洲市.txt, 2019湖南省株洲市.txt.

``read_file_name(path)`` gives a ``FileName``. The nearest label that has something to say decides; the folders
above it complete it. Read next: ``identity.py``.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from reportmine.identity.division_codes import CodeRecord
from reportmine.identity.labels import Label, places_of, read_label
from reportmine.patterns import regex

# Folders further up are the user's own.
_FOLDERS = 6
_EXTENSION = regex(r"(?:\.(?:txt|md|csv|docx?|wps|pdf|html?|mhtml?|shtml|rtf|ofd|xlsx?|json|xml|text|caj))+$", re.I)
# What programs call a file that nobody has named.
_UNNAMED = regex(r"新建\s*(?:文件夹|文本文档|(?:Microsoft|WPS|DOCX?|XLSX?|PPTX?|RTF)\b.*)|文本文档|新文件夹", re.I)
_COPY = regex(r"[(（]\d{1,2}[)）]$|\s*[-—_]?\s*副本.*$|\s*[-—_]\s*copy.*$", re.I)


class FileName(NamedTuple):
    """What the name of a file tells; ``labels`` are what its name and its folders say, the nearest first.

    ``years`` are all that it may be, ``year`` the likeliest; ``office``, ``below`` and ``is_date`` as in ``Label``.
    """

    labels: tuple[Label, ...]
    year: int | None
    years: tuple[int, ...]
    office: str | None
    below: str | None
    is_township: bool
    is_date: bool

    def places(self, year: int | None = None) -> list[CodeRecord]:
        """The division it names, as of the year given or else its own; several when it may be any of them."""
        return places_of(self.labels, self.year if year is None else year)


def read_file_name(path: str) -> FileName:
    """Reads the name of a file with its folders; ``/`` and ``\\`` part them.

    >>> name = read_file_name("2019/湖南省/株洲市.txt")
    >>> name.year, [place.code for place in name.places()]
    (2019, ['430200'])
    """
    *folders, name = re.split(r"[/\\]+", path) if path else [""]
    stem = _COPY.sub("", _EXTENSION.sub("", name))
    labels = tuple(read_label(_UNNAMED.sub("", part)) for part in (stem, *reversed(folders[-_FOLDERS:])))
    dated = next((label for label in labels if label.year), None)
    spanned = labels[0].years or next((label.years for label in labels if label.years), ())
    own = labels[0]
    if dated is not None and own.years and dated is not own:
        # 株洲市2019-2020: the folder tells which of the years only if it is one of them.
        dated = dated if dated.year in own.years else None
    return FileName(
        labels,
        dated.year if dated else None,
        dated.years if dated else spanned,
        next((label.office for label in labels if label.office), None),
        own.below,
        own.is_township,
        dated.is_date if dated else False,
    )
