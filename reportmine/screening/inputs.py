"""What a screening is given besides the files: folders to walk, a roster, reports that nothing may be copied from.

Every list may be in any format that is read, since offices keep them in Word and Excel. Read next: ``words.py``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from reportmine.errors import ReportmineError
from reportmine.messages import tr
from reportmine.patterns import regex
from reportmine.readers import read
from reportmine.screening.config import BadConfig

#: The endings that are looked for in a folder; a file that is named itself is read whatever its ending.
ENDINGS = (".txt", ".md", ".docx", ".docm", ".pdf", ".html", ".htm", ".mht", ".doc", ".wps", ".rtf", ".ofd")
#: The end of the name of a commented copy, which is no report.
REVIEWED = ".审阅.docx"
_NAME = regex(r"[\u4e00-\u9fff][\u4e00-\u9fff·]{0,14}[\u4e00-\u9fff]")
_BREAKS = regex(r"[\s、,，;；|]+")


def walk(names: Iterable[str]) -> Iterator[str]:
    """The files: those that are named, and in folders every one of a known format, by name.

    What a program leaves beside a file that is open (``~$报告.docx``) is no report, and neither is a commented copy.
    """
    for name in names:
        folder = Path(name)
        if name == "-" or not folder.is_dir():
            yield name
            continue
        found = sorted(path for path in folder.rglob("*") if path.suffix.lower() in ENDINGS and path.is_file())
        kept = [str(path) for path in found if not path.name.startswith(("~$", "."))]
        kept = [name for name in kept if not name.endswith(REVIEWED)]
        yield from kept or [name]


def read_roster(path: str) -> tuple[str, ...]:
    """The names in a list of persons: one a line, or parted by 、 , or white space; of an Excel sheet every cell.

    Raises:
        BadConfig: the file cannot be read or holds no name.
    """
    if path.lower().endswith((".xlsx", ".xlsm")):
        from reportmine.screening.words import read_cells

        text = "\n".join(cell for row in read_cells(Path(path)) for cell in row)
    else:
        try:
            text = read(path).text
        except ReportmineError as error:
            raise BadConfig(str(error)) from error
    # 张　三 in a list is written wide.
    close = re.sub(r"(?<=[\u4e00-\u9fff])[ \u3000](?=[\u4e00-\u9fff](?:[\s、,，;；|]|$))", "", text)
    names = tuple(dict.fromkeys(word for word in _BREAKS.split(close) if _NAME.fullmatch(word)))
    if not names:
        raise BadConfig(tr("{name}：名单里没有姓名，请每行写一个", name=path))
    return names


def read_against(names: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Names and texts of the reports that nothing may be copied from.

    Raises:
        BadConfig: one of them cannot be read.
    """
    texts: list[tuple[str, str]] = []
    for name in walk(names):
        try:
            texts.append((Path(name).name, read(name).text))
        except ReportmineError as error:
            raise BadConfig(str(error)) from error
    return tuple(texts)
