"""Word lists of an office's own as rules: a TOML file or an Excel sheet, a line a word.

``read_words(path)`` gives one rule a list. A word stands literally, or is a pattern of RE2, whose time is linear in the
text whatever the pattern is; RE2 knows no look-around and no back-references. Read next: ``config.py``.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Protocol

import msgspec

from reportmine.causes import cause
from reportmine.messages import tr
from reportmine.model import Category, Severity
from reportmine.rules.rule import Hit, Page, Rule
from reportmine.screening.config import BadConfig, read_toml
from reportmine.text import normalise

# How far from a word its context may stand, in characters of the same line.
_REACH = 20
_COLUMNS = {
    "word": ("word", "词", "词语", "错误写法", "敏感词"),
    "pattern": ("pattern", "正则", "模式"),
    "severity": ("severity", "级别", "严重程度", "等级"),
    "instead": ("instead", "改为", "正确写法", "建议", "规范表述"),
    "before": ("before", "前文"),
    "after": ("after", "后文"),
    "message": ("message", "说明", "备注"),
    "category": ("category", "类别"),
}
_SEVERITIES = {"高": "high", "中": "medium", "低": "low"}


class Word(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A line of a word list: ``word`` as it stands, or ``pattern`` for RE2.

    ``instead`` is what to write. ``before`` and ``after`` are patterns one of which must stand within 20 characters
    before and after the word in its line, or must not, when it begins with ``!``.
    """

    word: str | None = None
    pattern: str | None = None
    severity: Severity = "medium"
    instead: str | None = None
    before: str | None = None
    after: str | None = None
    message: str | None = None
    category: Category = "consistency"


class _Pattern(Protocol):
    def search(self, text: str) -> Any:
        """A match object, or ``None``."""

    def finditer(self, text: str) -> Iterator[Any]:
        """All matches."""


class WordList(Rule):
    """A word of the office's own list stands in the text."""

    name = "word-list"
    category = "consistency"
    severity = "medium"
    reads = "all"
    message = "文中有本单位词表里的词"
    advice = "按词表修改"
    hit = ()
    miss = ()

    def __init__(self, name: str, words: Sequence[Word], path: Path) -> None:
        self.id = f"WL-{name}"
        self.name = f"words-{name}"
        self._path = path
        self._words = [word for word in words if word.pattern is None and word.word]
        self._by_text: dict[str, list[Word]] = {}
        for word in self._words:
            self._by_text.setdefault(normalise(word.word or ""), []).append(word)
        self._patterns = [(word, self._compiled(word.pattern)) for word in words if word.pattern]
        contexts = {c.removeprefix("!").removeprefix("！") for w in words for c in (w.before, w.after) if c}
        self._contexts = {context: self._compiled(context) for context in contexts}

    def find(self, page: Page) -> Iterator[Hit]:
        """Every place of every word whose context is right."""
        for text, words in self._by_text.items():
            at = page.norm.find(text)
            while at >= 0:
                for word in words:
                    if self._stands(page, at, at + len(text), word):
                        yield self._hit(at, at + len(text), word)
                        break
                at = page.norm.find(text, at + len(text))
        for word, pattern in self._patterns:
            for match in pattern.finditer(page.norm):
                if match.end() > match.start() and self._stands(page, match.start(), match.end(), word):
                    yield self._hit(match.start(), match.end(), word)

    def _hit(self, start: int, end: int, word: Word) -> Hit:
        advice = tr("改为“{instead}”", instead=word.instead) if word.instead else None
        return Hit(start, end, word.severity, word.message, advice, word.category)

    def _stands(self, page: Page, start: int, end: int, word: Word) -> bool:
        line = page.line_at(start)
        before = page.norm[max(line.start, start - _REACH) : start]
        after = page.norm[end : max(end, min(line.end, end + _REACH))]
        return self._agrees(word.before, before) and self._agrees(word.after, after)

    def _agrees(self, context: str | None, around: str) -> bool:
        if not context:
            return True
        wanted = not context.startswith(("!", "！"))
        return (self._contexts[context.lstrip("!！")].search(around) is not None) == wanted

    def _compiled(self, pattern: str) -> _Pattern:
        try:
            import re2
        except ImportError as error:
            raise BadConfig(
                tr("{name}：词表里有正则或前后文，需要 google-re2：pip install 'reportmine[words]'", name=self._path)
            ) from error
        options = re2.Options()
        options.log_errors = False
        options.max_mem = 16 << 20
        try:
            compiled: _Pattern = re2.compile(pattern, options=options)
        except re2.error as error:
            raise BadConfig(
                tr("{name}：正则 {pattern} 不能用（{reason}）；RE2 没有环视和反向引用", name=self._path,
                   pattern=pattern, reason=cause(error))
            ) from error  # fmt: skip
        return compiled


def read_words(path: Path) -> WordList:
    """The rule made of a word list: ``[[word]]`` tables of a TOML file, or the first sheet of an Excel file.

    Raises:
        BadConfig: the file cannot be read, or a line is wrong; the message names it.
    """
    rows = _sheet(path) if path.suffix.lower() in (".xlsx", ".xlsm") else _tables(path)
    words: list[Word] = []
    for where, row in rows:
        try:
            word = msgspec.convert(row, Word, strict=False)
        except msgspec.ValidationError as error:
            raise BadConfig(
                tr("{name}：{where} 写错了（{reason}）", name=path, where=where, reason=cause(error))
            ) from error
        if not word.word and not word.pattern:
            raise BadConfig(tr("{name}：{where} 没有词", name=path, where=where))
        words.append(word)
    if not words:
        raise BadConfig(tr("{name}：词表里没有词", name=path))
    return WordList(path.stem, words, path)


def _tables(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    tables = read_toml(path).get("word", [])
    if not isinstance(tables, list):
        raise BadConfig(tr("{name}：词要写成 [[word]]", name=path))
    for number, table in enumerate(tables, 1):
        yield tr("第 {number} 个词", number=number), _in_english(table)


def _sheet(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    rows = read_cells(path)
    head = next(rows, ())
    columns = {position: key for position, title in enumerate(head) for key, names in _COLUMNS.items()
               if title.lower() in names}  # fmt: skip
    if not {"word", "pattern"} & set(columns.values()):
        raise BadConfig(tr("{name}：第一行要有列名：词、级别、改为、前文、后文、说明（“词”必须有）", name=path))
    for number, row in enumerate(rows, 2):
        cells = {key: row[at] for at, key in columns.items() if at < len(row) and row[at]}
        if cells:
            yield tr("第 {number} 行", number=number), _in_english(cells)


def read_cells(path: Path) -> Iterator[tuple[str, ...]]:
    """The rows of the first sheet of an Excel file, cells as text without outer white space.

    Raises:
        BadConfig: openpyxl is not installed, or the file is none that it can read.
    """
    try:
        import openpyxl
        from openpyxl.utils.exceptions import InvalidFileException
    except ImportError as error:
        raise BadConfig(tr("{name}：读 Excel 词表需要 openpyxl：pip install 'reportmine[words]'", name=path)) from error
    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    except (OSError, ValueError, KeyError, zipfile.BadZipFile, InvalidFileException) as error:
        raise BadConfig(tr("{name}：不是能读的 Excel 文件（{reason}）", name=path, reason=cause(error))) from error
    try:
        for row in book.worksheets[0].iter_rows(values_only=True):
            yield tuple("" if cell is None else str(cell).strip() for cell in row)
    finally:
        book.close()


def _in_english(row: dict[str, Any]) -> dict[str, Any]:
    """The row with the severity by its English name."""
    said = row.get("severity")
    return {**row, "severity": _SEVERITIES.get(said, said)} if isinstance(said, str) else row
