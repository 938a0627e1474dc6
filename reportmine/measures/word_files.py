"""The files a word list may be kept in.

* ``.toml``: ``title``, ``version``, ``source``, ``not`` (exceptions) and either ``terms`` or ``[[group]]`` tables with
  ``name``, ``title``, ``terms``; all but the terms may be left out.
* ``.txt``: a term a line; ``[组]`` begins a group, ``#`` a comment, ``!`` an exception; 、 ， ； and tabs part several
  terms of a line.
* ``.csv``, ``.xlsx`` (first sheet): the term in the first column, its group in the second if there is one; a first line
  of column names is passed over; ``!`` before a term makes it an exception.

Text files in UTF-8 with or without BOM, GB18030, UTF-16. Terms are literal: nothing in them is a pattern. Blanks in a
term do not count, nor small or capital letters. Read next: ``dictionary.py``.
"""

from __future__ import annotations

import codecs
import csv
import io
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from reportmine.causes import cause
from reportmine.comparison.edition import plain
from reportmine.errors import ReportmineError
from reportmine.lexicon import parse_toml
from reportmine.measures.dictionary import LONGEST_TERM, BadDictionary, Dictionary, Group
from reportmine.messages import tr
from reportmine.patterns import regex
from reportmine.readers.txt import decode

#: The group of terms that stand in none.
NO_GROUP = "terms"
_HEADERS = {"term", "terms", "word", "words", "keyword", "词", "词语", "词汇", "词条", "关键词", "术语", "名称"}
_SEVERAL = regex(r"[、，；\t]")
_SECTION = regex(r"[\[［【](?P<name>[^\[\]［］【】]+)[\]］】]")
_CHINESE = regex(r"[\u2e80-\u9fff]")
_EXCEPT = ("!", "！")
# So few bytes do not tell GB18030 from Big5 or UTF-16.
_SHORT = 400


class _Row(msgspec.Struct):
    """A term with where it stands in its file."""

    line: int
    group: str
    term: str


class _GroupTable(msgspec.Struct, forbid_unknown_fields=True):
    name: str
    terms: tuple[str, ...]
    title: str = ""


class _File(msgspec.Struct, forbid_unknown_fields=True, rename={"exceptions": "not"}):
    name: str = ""
    title: str = ""
    version: str | int | float = ""
    source: str = ""
    exceptions: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    group: tuple[_GroupTable, ...] = ()


def read_dictionary(path: Path) -> Dictionary:
    """The word list of a file; its name is that of the file unless the file says another.

    Raises:
        BadDictionary: the file cannot be read or holds no words; the message is one line that names it.
    """
    kind = path.suffix.lower()
    if kind == ".toml":
        return _from_toml(path)
    rows: Iterable[_Row]
    if kind in (".xlsx", ".xlsm"):
        rows = _cells(path)
    elif kind == ".csv":
        rows = _csv(path)
    elif kind in (".txt", ""):
        rows = _lines(_text(path))
    else:
        raise BadDictionary(tr("{name}：词典要是 .toml、.txt、.csv 或 .xlsx 文件", name=path))
    return _dictionary(path, rows)


def _csv(path: Path) -> list[_Row]:
    """The rows of a table in text, parted by commas, or by tabs or semicolons where its first line has them."""
    text = _text(path)
    first = text.partition("\n")[0]
    delimiter = next((sign for sign in "\t;" if sign in first), ",")
    try:
        return list(_table(csv.reader(io.StringIO(text), delimiter=delimiter)))
    except csv.Error as error:
        raise BadDictionary(tr("{name}：词典写错了（{reason}）", name=path, reason=cause(error))) from error


def _from_toml(path: Path) -> Dictionary:
    try:
        file = msgspec.convert(parse_toml(_text(path)), _File)
    except ValueError as error:  # of TOML and of msgspec
        raise BadDictionary(tr("{name}：词典写错了（{reason}）", name=path, reason=cause(error))) from error
    groups = [*file.group, _GroupTable(NO_GROUP, file.terms)]
    rows = [_Row(0, group.name, term) for group in groups for term in group.terms]
    rows += [_Row(0, NO_GROUP, f"!{term}") for term in file.exceptions]
    found = _dictionary(path, rows)
    titles = {group.name: group.title for group in file.group}
    return msgspec.structs.replace(
        found,
        name=file.name or found.name,
        title=file.title or file.name or found.title,
        released=str(file.version),
        source=file.source,
        groups=tuple(
            msgspec.structs.replace(group, title=titles.get(group.name) or group.title) for group in found.groups
        ),
    )


def _dictionary(path: Path, rows: Iterable[_Row]) -> Dictionary:
    groups: dict[str, dict[str, None]] = {}
    exceptions: dict[str, None] = {}
    for row in rows:
        excepted = row.term.startswith(_EXCEPT)
        term = row.term.lstrip("".join(_EXCEPT)) if excepted else row.term
        if not plain(term):
            continue
        if len(term) > LONGEST_TERM:
            where = tr("第 {number} 行", number=row.line) if row.line else row.group
            raise BadDictionary(
                tr("{name}：{where} 的词超过 {limit} 个字：{term}…", name=path, where=where, limit=LONGEST_TERM,
                   term=term[:12])
            )  # fmt: skip
        (exceptions if excepted else groups.setdefault(row.group, {}))[term] = None
    if not groups:
        raise BadDictionary(tr("{name}：词典里没有词", name=path))
    both = next((term for terms in groups.values() for term in terms if term in exceptions), None)
    if both:
        raise BadDictionary(tr("{name}：“{term}”既是词又是例外", name=path, term=both))
    return Dictionary(
        name=path.stem,
        title=path.stem,
        groups=tuple(Group(name=name, title=name, terms=tuple(terms)) for name, terms in groups.items()),
        exceptions=tuple(exceptions),
    )


def _lines(text: str) -> Iterator[_Row]:
    group = NO_GROUP
    for number, line in enumerate(text.split("\n"), 1):
        words = line.strip()
        if words.startswith("#"):
            continue
        words = words.partition(" #")[0].strip()
        section = _SECTION.fullmatch(words)
        if section:
            group = section["name"].strip() or NO_GROUP
            continue
        for term in _SEVERAL.split(words):
            yield _Row(number, group, term.strip())


def _table(rows: Iterable[Iterable[str]]) -> Iterator[_Row]:
    for number, row in enumerate(rows, 1):
        cells = [cell.strip() for cell in row]
        term = cells[0] if cells else ""
        if (number == 1 and term.lower() in _HEADERS) or term.startswith("#"):
            continue
        yield _Row(number, (cells[1] if len(cells) > 1 else "") or NO_GROUP, term)


def _cells(path: Path) -> list[_Row]:
    from reportmine.screening.config import BadConfig
    from reportmine.screening.words import read_cells

    if not path.exists():
        raise BadDictionary(tr("{name}：没有这个文件", name=path))
    try:
        return list(_table(read_cells(path)))
    except BadConfig as error:
        raise BadDictionary(str(error)) from error
    except (IndexError, SyntaxError, OSError, zlib.error) as error:  # no sheet, broken XML, a broken archive
        raise BadDictionary(tr("{name}：不是能读的 Excel 文件（{reason}）", name=path, reason=cause(error))) from error


def _decode_short(data: bytes) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        # 联通 in GB18030 is UTF-8 for letters of other scripts.
        if text.isascii() or _CHINESE.search(text):
            return text.replace("\r\n", "\n").replace("\r", "\n")
    return decode(data)[0]


def _text(path: Path) -> str:
    try:
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise BadDictionary(tr("{name}：没有这个文件", name=path)) from error
    except OSError as error:
        raise BadDictionary(tr("{name}：读不了这个文件（{reason}）", name=path, reason=cause(error))) from error
    if not data.strip():
        raise BadDictionary(tr("{name}：词典里没有词", name=path))
    try:
        if len(data) < _SHORT and not data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) and b"\0" not in data:
            return _decode_short(data)
        return decode(data)[0]
    except ReportmineError as error:
        raise BadDictionary(tr("{name}：词典读不出来（{reason}）", name=path, reason=cause(error))) from error
