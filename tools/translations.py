"""Gathers the Chinese sentences of the program, merges them into the English catalogue and compiles it (make messages).

The sentences: every constant passed to ``tr`` in the package and its templates (found by Babel), and what data files
and rules say to people (``of_data``). What is new gets an empty translation, or the nearest old one marked fuzzy; what
is gone is dropped. The compiled catalogue holds neither empty nor fuzzy entries, and no dates: the same bytes every
time. ``--check`` writes nothing and exits with 1 when something would change.
"""

from __future__ import annotations

import ast
import string
import sys
from collections.abc import Collection, Iterator
from difflib import get_close_matches
from pathlib import Path
from typing import Any, BinaryIO

import polib
from babel.messages.extract import extract_from_dir

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "reportmine"
CATALOGUE = PACKAGE / "locale" / "en" / "LC_MESSAGES" / "reportmine.po"
HEADER = {
    "Project-Id-Version": "reportmine",
    "Language": "en",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
    "Plural-Forms": "nplurals=2; plural=(n != 1);",
}
NOTE = """English of reportmine; Chinese is the source.
{fields} stay as they are. What has {count} has two forms: for one, and for any other number.
After an edit here, or a new sentence in the code: make messages."""
# Below this share of equal characters an old translation is no help.
ALIKE = 0.7
TAGS = ("Translators:",)


def fields(sentence: str) -> set[str]:
    """The names of the ``{fields}`` of a sentence.

    >>> sorted(fields("{name}：{count:,} 处"))
    ['count', 'name']
    """
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


def gather() -> dict[str, polib.POEntry]:
    """Every Chinese sentence as an entry without its translation: files, comments for translators, one form or two."""
    entries: dict[str, polib.POEntry] = {}
    for file, sentence, comments in [*sorted(of_code(), key=lambda found: found[0]), *of_data()]:
        entry = entries.get(sentence)
        if entry is None:
            entry = entries[sentence] = polib.POEntry(msgid=sentence)
            if "count" in fields(sentence):
                # Chinese has one form; tr asks for the English one by the value of {count}.
                entry.msgid_plural = sentence
                entry.msgstr_plural = {0: "", 1: ""}
        if (file, "") not in entry.occurrences:
            entry.occurrences.append((file, ""))
        entry.comment = "\n".join(dict.fromkeys([*filter(None, entry.comment.split("\n")), *comments]))
    return entries


def of_code() -> Iterator[tuple[str, str, list[str]]]:
    """File, sentence and comments (after ``# Translators:``) of every ``tr("…")``."""
    # Babel's own reader of Python does not look into f-strings before Python 3.12.
    methods: list[tuple[str, Any]] = [("**.py", of_python), ("**.html", "jinja2")]
    found = extract_from_dir(PACKAGE, methods, keywords={"tr": None}, comment_tags=TAGS, strip_comment_tags=True)
    for name, _, sentence, comments, _ in found:
        assert isinstance(sentence, str), f"{name}: tr takes one sentence"
        yield f"reportmine/{name}", sentence, comments


def of_python(
    file: BinaryIO, keywords: Collection[str], tags: Collection[str], options: dict[str, Any]
) -> Iterator[tuple[int, str, str, list[str]]]:
    """Line, function, sentence and the comment above it; what ``babel.messages.extract`` wants of a method."""
    source = file.read().decode("utf-8")
    lines = source.splitlines()
    calls = (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call))
    for node in sorted(calls, key=lambda call: (call.lineno, call.col_offset)):
        if isinstance(node.func, ast.Name) and node.func.id in keywords:
            above = lines[node.lineno - 2].strip().removeprefix("# ") if node.lineno > 1 else ""
            comments = [above] if above.startswith(tuple(tags)) else []
            for sentence in constants(node.args[0]) if node.args else ():
                yield node.lineno, node.func.id, sentence, comments


def constants(argument: ast.expr) -> Iterator[str]:
    """The sentences an argument may be: a constant, or either side of a conditional expression."""
    if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
        yield argument.value
    elif isinstance(argument, ast.IfExp):
        yield from constants(argument.body)
        yield from constants(argument.orelse)


def of_data() -> Iterator[tuple[str, str, list[str]]]:
    """The same of what is not written as ``tr("…")``: messages and advice of the screening rules, reasons."""
    from reportmine.lexicon import load
    from reportmine.rules import RULES
    from reportmine.screening.words import WordList

    for rule in (*RULES, WordList):
        file = sys.modules[rule.find.__module__].__file__ or ""
        name = Path(file).relative_to(ROOT).as_posix()
        yield name, rule.message, [f"What rule {rule.name} found."]
        yield name, rule.advice, [f"What to do about {rule.name}."]
    for table, key in (("reasons", "rules"), ("comparison", "reasons")):
        for sentence in load(table)[key].values():
            yield f"reportmine/data/{table}.toml", sentence, []


def merged(old: polib.POFile) -> polib.POFile:
    """A catalogue of the sentences there are now, with the translations there were."""
    new = polib.POFile(wrapwidth=0)
    new.header, new.metadata = NOTE, dict(HEADER)
    known = {entry.msgid: entry for entry in old if not entry.obsolete}
    entries = gather()
    gone = [sentence for sentence in known if sentence not in entries]
    for entry in entries.values():
        before = known.get(entry.msgid)
        if before is None:
            near = get_close_matches(entry.msgid, gone, n=1, cutoff=ALIKE)
            before = known[near[0]] if near else None
            entry.flags = ["fuzzy"] if before is not None else []
        else:
            entry.flags, entry.tcomment = before.flags, before.tcomment
        if before is not None:
            translate(entry, before.msgstr_plural or before.msgstr)
        new.append(entry)
    return new


def translate(entry: polib.POEntry, english: str | dict[int, str]) -> None:
    """Puts a translation into an entry; one form where two are wanted stands for both."""
    if entry.msgid_plural:
        entry.msgstr_plural = dict(english) if isinstance(english, dict) else {0: english, 1: english}
    else:
        entry.msgstr = english[1] if isinstance(english, dict) else english


def main(arguments: list[str]) -> int:
    """Writes both files, or with ``--check`` tells whether they are up to date; names what has no English."""
    compiled = CATALOGUE.with_suffix(".mo")
    new = merged(polib.pofile(str(CATALOGUE), wrapwidth=0))
    text, binary = f"{new}\n".encode(), new.to_binary()
    missing = [entry for entry in new if not entry.translated()]
    for entry in missing:
        print(f"no English: {entry.occurrences[0][0]}: {entry.msgid}", file=sys.stderr)
    if "--check" in arguments:
        return int((CATALOGUE.read_bytes(), compiled.read_bytes()) != (text, binary) or bool(missing))
    CATALOGUE.write_bytes(text)
    compiled.write_bytes(binary)
    print(f"{len(new)} sentences, {len(missing)} without English")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
