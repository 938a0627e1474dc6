"""Word lists: those that come with reportmine and a researcher's own, as TOML, text, CSV or Excel.

``load_dictionary("environment")`` or ``load_dictionary("my-words.xlsx")`` gives a ``Dictionary``;
``dictionary_names()`` the names of ours (``data/dictionaries/``). Read next: ``word_files.py`` (what the files look
like), ``frequencies.py`` (counting).
"""

from __future__ import annotations

import hashlib
from functools import cache, cached_property
from pathlib import Path

import msgspec

from reportmine.comparison.edition import plain
from reportmine.errors import ReportmineError
from reportmine.measures.parts import written_alike
from reportmine.messages import tr
from reportmine.resources import resource

#: A term of more characters is a mistake (a whole line of something else).
LONGEST_TERM = 60


class BadDictionary(ReportmineError):
    """A word list cannot be read; the message names the file and the line."""


class Group(msgspec.Struct, frozen=True, kw_only=True):
    """Terms that are counted together; ``name`` goes into the tables, ``title`` is for reading."""

    name: str
    title: str
    terms: tuple[str, ...]


class Dictionary(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """A word list.

    ``exceptions`` are words that contain a term and mean something else (营商环境 for 环境): they are consumed where
    they stand and not counted. A term that stands in two groups counts in the first. ``released`` is the number its
    makers gave this edition; ``version`` is that and a hash of the words, so that no two lists have the same.
    """

    name: str
    title: str
    groups: tuple[Group, ...]
    exceptions: tuple[str, ...] = ()
    released: str = ""
    source: str = ""

    @cached_property
    def version(self) -> str:
        """The edition with the first eight digits of the SHA-256 of its words: ``2026.1+0d9c11aa``."""
        content = [[(group.name, group.terms) for group in self.groups], self.exceptions]
        digest = hashlib.sha256(msgspec.json.encode(content)).hexdigest()[:8]
        return f"{self.released}+{digest}" if self.released else digest

    @cached_property
    def meanings(self) -> dict[str, tuple[str, str] | None]:
        """For every term as it is looked up the term and its group, ``None`` for an exception."""
        found: dict[str, tuple[str, str] | None] = {}
        for group in self.groups:
            for term in group.terms:
                found.setdefault(plain(written_alike(term)), (term, group.name))
        found.update(dict.fromkeys(plain(written_alike(term)) for term in self.exceptions))
        return found

    @cached_property
    def sizes(self) -> dict[str, tuple[int, ...]]:
        """The lengths, the greatest first, of the terms that begin with two characters (or are this one character)."""
        lengths: dict[str, set[int]] = {}
        for term in self.meanings:
            lengths.setdefault(term[:2], set()).add(len(term))
        return {
            head: tuple(sorted(found | lengths.get(head[0], set()), reverse=True)) for head, found in lengths.items()
        }


def dictionary_names() -> tuple[str, ...]:
    """The names of the word lists that come with reportmine."""
    return tuple(sorted(path.stem for path in resource("data", "dictionaries").glob("*.toml")))


def load_dictionary(name_or_path: str | Path) -> Dictionary:
    """The word list of this name, or in this file (.toml, .txt, .csv, .xlsx).

    Raises:
        BadDictionary: there is no such list, the file cannot be read, or it holds no words; the message is one line.
    """
    if str(name_or_path) in dictionary_names():
        return _ours(str(name_or_path))
    path = Path(name_or_path)
    if not path.suffix and not path.exists():
        raise BadDictionary(
            tr(
                "没有叫 {name} 的词典，也没有这个文件；自带的词典：{names}",
                name=path,
                names=tr("、").join(dictionary_names()),
            )
        )
    return _read(path)


@cache
def _ours(name: str) -> Dictionary:
    return _read(resource("data", "dictionaries", f"{name}.toml"))


def _read(path: Path) -> Dictionary:
    from reportmine.measures.word_files import read_dictionary

    return read_dictionary(path)
